"""What is damaged is told, and made again from the originals."""
