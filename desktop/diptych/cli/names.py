"""The names of all commands, known without building them."""

from __future__ import annotations

COMMANDS = (
    "read", "detect", "translate", "summarise", "save", "packs", "glossary", "memory", "engines",
    "open",
)  # fmt: skip
