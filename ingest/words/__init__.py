"""Words as they were before they were printed: hyphens undone, signs that are no text left out."""
