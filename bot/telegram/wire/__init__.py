"""The way to Telegram: the client, its transport, what is asked and set up there."""
