"""Builds the objects, passes them in and starts the window."""
