"""What is printed on a page but is no part of its text: headers, folios, margins, mastheads."""
