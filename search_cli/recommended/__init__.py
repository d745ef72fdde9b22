"""Recommendations for a reader: chosen, with what came of them, and what is still open."""
