"""What is typed, and what it asks of the words of a library."""
