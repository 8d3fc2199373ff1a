"""Bytes to articles, and documents to bytes."""
