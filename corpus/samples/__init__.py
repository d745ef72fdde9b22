"""Sample papers of a made-up agency: see README.md."""
