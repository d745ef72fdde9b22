"""What stands on the pages of a PDF: tokens with their boxes, drawn lines, fonts, recognised text."""
