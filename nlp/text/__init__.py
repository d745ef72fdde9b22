"""Dutch text itself: words, sentences, names in a text, abbreviations, likeness of letters."""
