"""A message, a link or a file becomes an Article."""
