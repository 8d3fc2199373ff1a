"""Adapters behind small protocols; each heavy package is imported by one module, when used."""
