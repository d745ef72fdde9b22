"""The pages: each answers an address of the page and its .json."""
