"""Which Dutch words are one family."""
