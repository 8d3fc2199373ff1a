"""Plain text to blocks: headline, standfirst, paragraphs, repeats and furniture."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from diptych.core.article import Block, BlockKind
from diptych.core.text import Span
from diptych.formats.reading.wires.line_kinds import kinds_of

WRAP_COLUMNS = 100
"""Lines longer than this are not taken for hard-wrapped ones."""

_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_WORD = re.compile(r"\w+")
_MAY_BE_MARK = re.compile("[\u0300-\u1fff\u20d0-\U0010ffff]")
"""Wide enough to have all marks of Unicode in it, and none of what European texts are full of."""

_CLOSERS = " \t\n\u00a0\u202f\"'”’»)]"
_STOPS = ".!?…。！？؟۔।:;"
_FULL_STOPS = ".…。۔।:;"
_DATE = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"
_DATE_LINE = re.compile(
    rf"(?:{_DATE}\b.*(?:\(\w+\)|©|\d\d:\d\d).*|©.*\d{{4}}"
    r"|[\w .,'’-]{2,60} \([A-Z]{2,8}\)\s*[-–—]+"
    r"|(?=[^\d]*\d)[\w .,'’-]{2,60},[\w .,'’-]{2,60} \([A-Z]{2,8}\))\s*\Z"
)
_BY = frozenset({"by", "par", "von", "por", "di", "da", "door", "от"})
_PARTICLES = frozenset({"and", "et", "und", "y", "e", "de", "da", "di", "van", "von", "der", "la"})
_FURNITURE = re.compile(
    r"(?:next news|(?:read (?:more|also)|see also|lire aussi|à lire aussi)(?:\s*:.{0,120})?|"
    r"related (?:articles|stories)|advertisement|share(?: this)?(?: article)?|"
    r"(?:sign up|subscribe)(?: (?:now|today|here|to|for)\b.{0,40})?|follow us(?: on\b.{0,40})?|"
    r"all rights reserved.{0,80}|(?:©|\(c\)|copyright\s*(?:©|\(c\)|\d{4}|by\b)).{0,120}|"
    r"photos?\s*:.{0,120}|publicité|tous droits réservés.{0,80}|"
    r"mehr zum thema|anzeige|publicidad|leer más|"
    r"https?://\S+|www\.\S+|page \d+(?: (?:of|de|sur) \d+)?|[-–—*_=#\s]*|\d{1,4}|"
    r"(?:more|ends|-30-|\(?end\)?))"
    r"\s*\Z",
    re.IGNORECASE,
)
_SLUG_LINE = re.compile(r"[^a-zà-ÿ]{2,30}\Z")


@dataclass(frozen=True, slots=True)
class Draft:
    """A run of lines on its way to a block; ``kind`` is set when the format itself says it.

    A ``whole`` one is a unit of its own, of which nothing is guessed.
    """

    span: Span
    kind: BlockKind | None = None
    whole: bool = False


def recognise(value: str) -> tuple[Block, ...]:
    """The blocks of a plain text, in order; every character that is not a blank is in one."""
    spans = paragraphs_of(value)
    kinds = kinds_of([span.of(value) for span in spans])
    return classify(value, [Draft(*found) for found in zip(spans, kinds, strict=True)])


def classify(value: str, drafts: Sequence[Draft]) -> tuple[Block, ...]:
    """Give each draft its kind and id; kinds that are set already are kept."""
    blocks: list[Block] = []
    seen: dict[str, str] = {}
    count = len(drafts)
    told = False
    for number, draft in enumerate(drafts):
        words = draft.span.of(value)
        block_id = f"b{number + 1}"
        if draft.whole:
            kind = draft.kind or BlockKind.PARAGRAPH
            blocks.append(Block(block_id, kind, draft.span, whole=True))
            continue
        key = normalised(words)
        repeats = seen.get(key) if len(key) > 1 else None
        if repeats is not None and len(key) >= 8:
            kind = BlockKind.REPEATED
        else:
            repeats = None
            kind = draft.kind or _kind(words, number, count, told=told)
            told = told or kind in (BlockKind.PARAGRAPH, BlockKind.HEADLINE)
            seen.setdefault(key, block_id)
        blocks.append(Block(block_id, kind, draft.span, repeats))
    return _settle_headings(value, _settle_standfirst(value, tuple(blocks)))


def normalised(words: str) -> str:
    """Words for comparing: no case, no accents' encoding, no punctuation, single spaces."""
    folded = unicodedata.normalize("NFC", words).casefold()
    signs = set(_MAY_BE_MARK.findall(folded))
    if not any(unicodedata.category(c).startswith("M") for c in signs):
        return " ".join(_WORD.findall(folded))
    # Vowel signs belong to words, though \w leaves them out.
    kept = (c if c.isalnum() or unicodedata.category(c).startswith("M") else " " for c in folded)
    return " ".join("".join(kept).split())


def ends_sentence(words: str) -> bool:
    """Whether a line ends with a stop, quotes and brackets after it aside."""
    return words.rstrip(_CLOSERS).endswith(tuple(_STOPS))


def _kind(words: str, number: int, count: int, *, told: bool) -> BlockKind:
    line = " ".join(words.split())
    if _DATE_LINE.match(line) and len(line) <= 120:
        return BlockKind.DATELINE
    if _FURNITURE.match(line):
        return BlockKind.FURNITURE
    last = number == count - 1 and number > 2
    if last and _SLUG_LINE.match(line) and len(line.split()) <= 4 and line.isupper():
        return BlockKind.FURNITURE
    if 0 < number < 5 and is_byline(line):
        return BlockKind.BYLINE
    full = line.rstrip(_CLOSERS).endswith(tuple(_FULL_STOPS))
    if not told and count > 1 and len(line) <= 160 and "\n" not in words.strip() and not full:
        return BlockKind.HEADLINE
    return BlockKind.PARAGRAPH


def is_byline(line: str) -> bool:
    """Whether it is "By" and names: all of them capitalised, and no full stop after them."""
    first, *names = line.replace(",", " ").split() or [""]
    proper = [name for name in names if name[0].isupper()]
    return (
        first.casefold() in _BY
        and len(names) <= 8
        and all(name[0].isupper() or name in _PARTICLES for name in names)
        and (len(proper) > 1 or any(name.isupper() for name in proper))
        and not ends_sentence(line)
    )


def _settle_standfirst(value: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The paragraph after the headline is the standfirst when it is said again further down,
    or stands apart from the body as one unfinished sentence."""
    repeated = {block.repeats for block in blocks if block.repeats}
    for place, block in enumerate(blocks[:4]):
        if block.kind is not BlockKind.PARAGRAPH or block.whole:
            continue
        headed = place > 0 and blocks[place - 1].kind is BlockKind.HEADLINE
        open_end = len(block.span) >= 20 and not ends_sentence(block.span.of(value))
        more = any(later.kind is BlockKind.PARAGRAPH for later in blocks[place + 1 :])
        if headed and more and (block.id in repeated or open_end):
            standfirst = replace(block, kind=BlockKind.STANDFIRST)
            return (*blocks[:place], standfirst, *blocks[place + 1 :])
        break
    return blocks


def _settle_headings(value: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A short line that begins with a capital and ends with no sign at all, between two
    paragraphs that are told in sentences, heads the second."""
    settled = list(blocks)
    for place in range(1, len(blocks) - 1):
        before, block, after = blocks[place - 1 : place + 2]
        if {before.kind, block.kind, after.kind} != {BlockKind.PARAGRAPH} or block.whole:
            continue
        line = block.span.of(value)
        short = len(line) <= 60 and "\n" not in line and not line[0].islower()
        told = len(after.span) >= 80 and ends_sentence(after.span.of(value))
        told = told and ends_sentence(before.span.of(value))
        if short and told and line[0].isalpha() and line[-1].isalnum():
            settled[place] = replace(block, kind=BlockKind.HEADING)
    return tuple(settled)


def paragraphs_of(value: str) -> list[Span]:
    """Where the paragraphs of a plain text are: lines, unless they are cut at a column."""
    spans: list[Span] = []
    start = 0
    for gap in (*_BLANK.finditer(value), None):
        end = gap.start() if gap else len(value)
        spans += _lines_or_whole(value, Span(start, max(start, end)))
        start = gap.end() if gap else end
    return spans


def _lines_or_whole(value: str, span: Span) -> list[Span]:
    lines: list[Span] = []
    place = span.start
    for line in span.of(value).split("\n"):
        stripped = Span(place, place + len(line)).stripped(value)
        if stripped:
            lines.append(stripped)
        place += len(line) + 1
    if len(lines) > 1 and _hard_wrapped(value, lines):
        return [Span(lines[0].start, lines[-1].end)]
    return lines


def _hard_wrapped(value: str, lines: Sequence[Span]) -> bool:
    """Lines of one paragraph cut at a column: all short enough, all but the last about as long,
    and most of them end in the middle of a sentence."""
    lengths = [len(line) for line in lines[:-1]]
    longest = max(*lengths, len(lines[-1]))
    if longest > WRAP_COLUMNS or max(lengths) < 30:
        return False
    even = sum(length >= 0.6 * longest for length in lengths) >= 0.7 * len(lengths)
    open_ends = sum(not ends_sentence(line.of(value)) for line in lines[:-1])
    return even and open_ends >= 0.5 * len(lengths)
