"""Translation memories: TMX files, read and written."""
