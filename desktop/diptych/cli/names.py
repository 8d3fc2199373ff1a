"""The names of all commands, known without building them."""

from __future__ import annotations

COMMANDS = ("read", "detect", "translate", "summarise", "save", "packs", "engines", "open")
