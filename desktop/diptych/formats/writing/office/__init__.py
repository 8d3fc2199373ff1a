"""Copies for word processors: one outline of what is in them, and a writer for each format."""
