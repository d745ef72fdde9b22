"""The library for other programs, over the Model Context Protocol: read only, every text with its vindplaats."""
