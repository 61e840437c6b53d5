"""The web front end: the local page and the health check."""
