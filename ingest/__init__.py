"""From a file to a Document: one cleaned text, with pages, words, boxes, blocks and passages."""
