"""The same event as several sources tell it, across languages. Pure."""
