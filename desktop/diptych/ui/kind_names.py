"""What the kinds of blocks are called in the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diptych.core.article import KIND_NAMES, BlockKind


def kind_name(kind: BlockKind | None) -> str:
    """What a block that stands apart is; empty for the story itself."""
    words = KIND_NAMES.get(kind) if kind is not None else None
    return QCoreApplication.translate("kinds", words) if words else ""
