"""Commands on the papers of a library, and on the library itself."""
