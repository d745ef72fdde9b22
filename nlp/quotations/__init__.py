"""Quotations in somebody's text, and whether they stand where they say."""
