"""Organisations, measures and laws in a text."""
