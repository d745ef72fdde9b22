"""The commands, and how their answers look."""
