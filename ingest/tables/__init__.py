"""What drawn lines hold: tables, boxes and charts."""
