"""Kazakh in its three scripts, there and back."""
