"""Which paragraphs of a wire speak to newsrooms and not to readers.

Only what stands as agencies write it is taken: a sentence that tells of an embargo, a correction
or an advisory belongs to the story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from diptych.core.article import BlockKind
from diptych.formats.reading.wires import line_marks as marks
from diptych.formats.reading.wires.embargo import embargo_in

_LOOKED_AT = 400
_SHORT = 80
_LONGEST_NOTE = 300
LAST = 3
"""Paragraphs at the end among which a bare word or initials may sign a story off."""

_LABELLED: tuple[tuple[BlockKind, tuple[re.Pattern[str], ...]], ...] = (
    (BlockKind.NOT_FOR_PUBLICATION, (marks.HIDDEN_TO_THE_END, marks.HIDDEN)),
    (BlockKind.EDITORS_NOTE, (marks.NOTE,)),
    (BlockKind.ADVISORY, (marks.ADVISORY, marks.ADVISORY_IN_CAPITALS, marks.ATTENTION)),
)


def kinds_of(paragraphs: Sequence[str]) -> list[BlockKind | None]:
    """The kind that each paragraph's words say, None for the story's own."""
    count = len(paragraphs)
    kinds = [_kind(words, place, count) for place, words in enumerate(paragraphs)]
    _settle_sign_offs(paragraphs, kinds)
    _spread_hidden(paragraphs, kinds)
    _spread_notes(paragraphs, kinds)
    return kinds


def _kind(words: str, place: int, count: int) -> BlockKind | None:
    head = words[:_LOOKED_AT].rstrip()
    if not head:
        return None
    if len(words) <= _SHORT:
        if place < LAST and marks.HEADER.match(head):
            return BlockKind.TRANSMISSION
        if marks.SIGNED_OFF.match(head):
            return BlockKind.SIGN_OFF
        if place >= count - LAST and place and _signs(head):
            return BlockKind.SIGN_OFF
    return _labelled(head) or _in_telegraphese(head)


def _signs(head: str) -> bool:
    return any(
        pattern.match(head)
        for pattern in (
            marks.SIGNED_BY, marks.SIGNED_WITH_TIME, marks.SIGNED_DPA, marks.SIGNED_AGENCY,
            marks.SIGNED_OFF_LAST,
        )
    )  # fmt: skip


def _bare(words: str) -> str:
    """The beginning of a paragraph without brackets and ornaments before its first word."""
    return words[:_LOOKED_AT].lstrip(marks.OPENING).rstrip()


def _labelled(head: str) -> BlockKind | None:
    if embargo_in(head):
        return BlockKind.ADVISORY
    bare = _bare(head)
    for kind, patterns in _LABELLED:
        if any(pattern.match(bare) for pattern in patterns):
            return kind
    return BlockKind.CORRECTION if _corrects(bare) else None


def _corrects(bare: str) -> bool:
    """Whether it is a correction: “Correction: ” heads stories on markets as well."""
    found = marks.CORRECTION.match(bare)
    if found is None:
        return False
    label, rest = found.group("label"), found.group("rest")
    if label.isupper():
        return True
    sure = marks.CORRECTION_SURE.fullmatch(label) or marks.CORRECTS.search(rest or "")
    return rest is not None and bool(sure)


def _in_telegraphese(head: str) -> BlockKind | None:
    """Notes such as “(Updates with quotes)” and “ADDS details in 3rd graf”."""
    if len(head) > _LONGEST_NOTE:
        return None
    found = marks.IN_BRACKETS.match(head) or marks.IN_CAPITALS.match(head)
    if found is None:
        return None
    rest = found.group("rest")
    telling = marks.OF_A_STORY.search(rest) is not None
    if found.group("sure"):
        said = telling or not rest.strip(" .:;")
    elif found.group("correcting"):
        said = telling or (
            head.lstrip()[:1] in "(["
            and len(rest.split()) >= 3
            and marks.REFLEXIVE.match(rest) is None
        )
    else:
        said = telling and marks.REFLEXIVE.match(rest) is None
    if not said:
        return None
    return BlockKind.CORRECTION if found.group("correcting") else BlockKind.ADVISORY


def _settle_sign_offs(paragraphs: Sequence[str], kinds: list[BlockKind | None]) -> None:
    """Nothing signs off a story that has not begun."""
    told = False
    for place, words in enumerate(paragraphs):
        if kinds[place] is BlockKind.SIGN_OFF and not told:
            kinds[place] = None
        told = told or (kinds[place] is None and bool(words.strip()))


def _spread_hidden(paragraphs: Sequence[str], kinds: list[BlockKind | None]) -> None:
    """A block that is not for publication runs to its end mark, or to the end of the wire.

    One that only says “not for publication” runs to a sign-off, or the end, when more of the
    story stands before it than it would take; else it is its own paragraph, and the one after it
    when it says nothing more itself and stands in no brackets.
    """
    place, before = 0, 0
    while place < len(paragraphs):
        if kinds[place] is not BlockKind.NOT_FOR_PUBLICATION:
            before += len(paragraphs[place]) if kinds[place] is None else 0
            place += 1
            continue
        end = _hidden_end(paragraphs, kinds, place, before)
        for inside in range(place, end):
            kinds[inside] = BlockKind.NOT_FOR_PUBLICATION
        place = end


def _hidden_end(
    paragraphs: Sequence[str], kinds: Sequence[BlockKind | None], start: int, before: int
) -> int:
    end = start + 1
    while end < len(paragraphs) and kinds[end] is not BlockKind.SIGN_OFF:
        if marks.HIDDEN_ENDS.match(_bare(paragraphs[end])):
            return end + 1
        end += 1
    if marks.HIDDEN_TO_THE_END.match(_bare(paragraphs[start])):
        return end
    if sum(len(words) for words in paragraphs[start + 1 : end]) <= before:
        return end
    found = marks.HIDDEN.match(_bare(paragraphs[start]))
    alone = found is not None and not (found.group("rest") or "").strip(" )]")
    alone = alone and paragraphs[start].lstrip()[:1] not in ("(", "[")
    return min(start + 2, end) if alone else start + 1


def _spread_notes(paragraphs: Sequence[str], kinds: list[BlockKind | None]) -> None:
    """What follows a bare “Notes to editors”: its list, the paragraph after a colon or late in
    the text, and all the rest after a sign-off."""
    signed = False
    for place, kind in enumerate(kinds):
        signed = signed or kind is BlockKind.SIGN_OFF
        if kind is not BlockKind.EDITORS_NOTE:
            continue
        words = _bare(paragraphs[place])
        found = marks.NOTE.match(words)
        if found is None or (found.group("rest") or "").strip():
            continue
        first = place + 1 if words.endswith(":") or place > len(kinds) / 2 else 0
        after = place + 1
        while after < len(kinds) and kinds[after] is None:
            listed = marks.LISTED.match(paragraphs[after]) is not None
            if not (signed or listed or after == first):
                break
            kinds[after] = BlockKind.EDITORS_NOTE
            after += 1
