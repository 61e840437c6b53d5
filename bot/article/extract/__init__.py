"""Finds the article on a page."""
