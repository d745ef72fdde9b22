"""Data only: sample documents, registers and catalogues. No code knows a dossier; this folder does."""
