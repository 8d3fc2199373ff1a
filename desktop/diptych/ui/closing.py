"""Closing an article asks nothing; what was not saved in it can be had back."""

from __future__ import annotations

import uuid
from functools import partial

from PySide6.QtCore import QCoreApplication

from diptych.ui.desk import Desk, OpenDocument
from diptych.ui.message_bar import MessageBar


def _tr(words: str) -> str:
    return QCoreApplication.translate("closing", words)


def close(desk: Desk, messages: MessageBar, opened: OpenDocument) -> None:
    """Take an article off the desk; offer to open it again when it has work that is not saved."""
    again = _again(opened) if opened.modified or opened.drafts else None
    desk.remove(opened)
    if again is not None:
        messages.say(
            _tr("“{0}” was closed with changes that are not saved.").format(
                again.document.article.headline
            ),
            offer=(_tr("&Open it again"), partial(_reopen, desk, again)),
        )


def _again(opened: OpenDocument) -> OpenDocument:
    """The same work under a key of its own: the old one is being forgotten."""
    again = OpenDocument(uuid.uuid4().hex, opened.document)
    again.path, again.sha256, again.choices = opened.path, opened.sha256, opened.choices
    again.drafts, again.words = opened.drafts, opened.words
    if opened.modified:
        again.take_up(opened.edits)
    return again


def _reopen(desk: Desk, again: OpenDocument) -> None:
    if desk.find(again.key) is None:
        desk.add(again, front=again)
