"""What later papers say of a recommendation."""
