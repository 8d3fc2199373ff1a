"""Glossaries as files: CSV and TBX."""
