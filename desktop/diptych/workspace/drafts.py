"""What somebody is typing and has not kept yet: it belongs to no snapshot, and is not lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

SENTENCE = "sentence"
"""The kind of draft that stands in the editor of one segment's translation."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Words in a field. There is one for each ``kind`` and ``place``.

    ``place`` is the id of what the words are for (a segment, a note), and ``version`` that of the
    version it is in, where there is one.
    """

    kind: str
    place: str
    words: str
    version: str = ""


Drafts = tuple[Draft, ...]


def with_draft(drafts: Drafts, draft: Draft) -> Drafts:
    """The drafts with one added, or in the place of the one of its kind and place."""
    others = without_draft(drafts, draft.kind, draft.place)
    return (*others, draft)


def without_draft(drafts: Drafts, kind: str, place: str) -> Drafts:
    """The drafts without that one."""
    return tuple(draft for draft in drafts if (draft.kind, draft.place) != (kind, place))


def dump_drafts(drafts: Drafts) -> list[dict[str, str]]:
    """The drafts as JSON values."""
    return [asdict(draft) for draft in drafts]


def load_drafts(raw: Sequence[dict[str, object]]) -> Drafts:
    """The drafts in JSON values. Raises KeyError or TypeError for what is none."""
    return tuple(
        Draft(
            str(item["kind"]), str(item["place"]), str(item["words"]), str(item.get("version", ""))
        )
        for item in raw
    )
