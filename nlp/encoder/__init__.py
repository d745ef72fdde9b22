"""The encoder that comes with the program, multilingual-e5-small: its weights, its tokens, its graph, its sessions."""
