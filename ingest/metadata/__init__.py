"""What a paper says of itself, and what its publisher says of it."""
