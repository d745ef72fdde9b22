"""What readers know better than the program: corrections of papers, and judgements of what was found in them."""
