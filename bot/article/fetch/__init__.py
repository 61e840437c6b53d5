"""Brings the bytes behind a link, from the public internet only."""
