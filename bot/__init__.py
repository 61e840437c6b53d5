"""Qysqa: the few sentences that carry an article, word for word, in the reader's language."""

__version__ = "0.1.0"
