"""The words of passages: their keys, their forms, and conditions on them for SQLite."""
