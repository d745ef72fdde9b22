"""Commands to search and to read."""
