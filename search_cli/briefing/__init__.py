"""Briefings: quotations with their citations, laid out and written to a file."""
