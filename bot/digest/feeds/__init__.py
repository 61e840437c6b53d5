"""Feeds: where they are, what they hold, when to ask them again."""
