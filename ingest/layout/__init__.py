"""From tokens to blocks in reading order, and from blocks to one text."""
