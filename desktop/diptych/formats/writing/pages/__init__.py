"""The copy as one web page."""
