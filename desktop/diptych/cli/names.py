"""The names of all commands, known without building them."""

from __future__ import annotations

COMMANDS = (
    "read", "list", "watch", "detect", "translate", "summarise", "brief", "save", "notes", "packs",
    "glossary", "memory", "earlier", "engines", "chat", "models", "offline", "open",
)  # fmt: skip
