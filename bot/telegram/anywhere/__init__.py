"""Where the bot is no member, or is called by its name: inline queries, guests, mentions."""
