"""Wires of news agencies, read by local name and never by schema."""
