"""What is known by name: organisations, measures and words that are neither."""
