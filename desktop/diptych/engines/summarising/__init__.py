"""Extractive summarisers."""
