"""The library on disk, and the ways to search it."""
