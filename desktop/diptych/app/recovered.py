"""What the next start says of work that was brought back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diptych.workspace.session_recovery import Restored


def _tr(words: str) -> str:
    return QCoreApplication.translate("recovered", words)


def recovery_told(found: Restored) -> tuple[str, str] | None:
    """A sentence or more for the message bar, with details; None when there is nothing to say.

    After a good end what was not saved is simply there again. After any other it is counted.
    """
    told: list[str] = []
    if not found.session.ended:
        told += [_changes(found), _drafts(found)]
    told += found.problems
    said = [words for words in told if words]
    return (" ".join(said), "\n".join(found.remarks)) if said else None


def _changes(found: Restored) -> str:
    count = sum(document.entry.edits for document in found.unsaved)
    articles = sum(1 for document in found.unsaved if document.entry.edits)
    if not count:
        return ""
    if count == 1:
        told = _tr("Recovered 1 change in 1 article that had not been saved when Diptych stopped.")
    elif articles == 1:
        told = _tr(
            "Recovered {0} changes in 1 article that had not been saved when Diptych stopped."
        )
    else:
        told = _tr(
            "Recovered {0} changes in {1} articles that had not been saved when Diptych stopped."
        )
    return told.format(f"{count:,}", f"{articles:,}")


def _drafts(found: Restored) -> str:
    if any(document.drafts for document in found.documents):
        return _tr("What was being typed is there again.")
    return ""
