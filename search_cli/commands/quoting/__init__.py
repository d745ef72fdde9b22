"""Commands to quote and to check."""
