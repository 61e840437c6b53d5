"""Opens the files that people send."""
