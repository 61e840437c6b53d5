"""The web front end: the local page, the webhook and the health checks."""
