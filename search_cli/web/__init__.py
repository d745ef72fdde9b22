"""The library as a page in a browser: the same functions as the commands, with addresses that stay good."""
