"""Papers in other forms than PDF and official XML: Word, web pages, plain text. They have no pages."""
