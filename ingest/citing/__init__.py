"""Citing a paper: the Dutch vindplaats, and the formats of programs for literature."""
