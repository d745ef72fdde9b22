"""Citations of papers and laws in running text."""
