"""What a command does that takes many steps: fetch, register, demo."""
