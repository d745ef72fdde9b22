"""Commands on what was found in papers."""
