"""The third look of the recogniser: statements in doubt are read in their context."""
