"""Real PDF files, written sign by sign: what stands where is the test's to say.

Letters are those of Courier, each 0.6 of its size wide, so that widths are exact. Words with other
signs are set in a font of boxes, of which a table says what each means; they are 0.6 wide, too, or
as wide as high.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from diptych.core.article import BlockKind
from diptych.formats.reading.given import Given
from diptych.formats.reading.parts import Reading
from diptych.formats.reading.reader import understand

A4 = (595.0, 842.0)
ADVANCE = 0.6
"""The width of a letter, in sizes."""

_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_FONTS = {"plain": "Courier", "bold": "Courier-Bold"}


def width_of(words: str, size: float) -> float:
    """How wide the words are in Courier, in points."""
    return ADVANCE * size * len(words)


@dataclass(slots=True)
class MadePage:
    """One page; its points count from the lower left corner. On a ``mute`` one no table says what
    glyphs mean.
    """

    size: tuple[float, float] = A4
    rotate: int = 0
    mute: bool = False
    content: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    glyphs: dict[str, int] = field(default_factory=dict)

    def line(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 10.0,
        *,
        font: str = "plain",
        turn: tuple[int, int, int, int] = (1, 0, 0, 1),
        mark: str | None = None,
    ) -> None:
        """A line that begins at a point; ``turn`` is the matrix its letters are turned by."""
        a, b, c, d = turn
        code = words.encode("cp1252").hex()
        shown = f"BT /{font} {size} Tf {a} {b} {c} {d} {x:.2f} {y:.2f} Tm <{code}> Tj ET"
        self.content.append(f"/{mark} BMC {shown} EMC" if mark else shown)

    def lines(
        self, x: float, y: float, lines: Sequence[str], size: float = 10.0, pitch: float = 12.0
    ) -> float:
        """Lines under one another; gives the height at which the next one would stand."""
        for words in lines:
            self.line(x, y, words, size)
            y -= pitch
        return y

    def justified(self, x: float, y: float, words: str, width: float, size: float = 10.0) -> None:
        """A line whose words are moved apart until it is so wide."""
        parts = words.split(" ")
        air = (width - sum(width_of(part, size) for part in parts)) / max(1, len(parts) - 1)
        for part in parts:
            self.line(x, y, part, size)
            x += width_of(part, size) + air

    def signs(
        self, x: float, y: float, glyphs: Sequence[str], size: float = 10.0, *, wide: bool = False
    ) -> float:
        """Glyphs from left to right, each with what it means; gives where the next would stand.

        Letters that are read to the left are to be given in the order in which they are seen. A
        blank is a gap: no glyph is shown for it.
        """
        width = 1.0 if wide else ADVANCE
        shown = "".join(
            f"-{1000 * width:.0f}" if glyph == " " else f"<{self._code(glyph):02x}>"
            for glyph in glyphs
        )
        font = "wide" if wide else "narrow"
        self.content.append(f"BT /{font} {size} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm [{shown}] TJ ET")
        return x + width * size * len(glyphs)

    def _code(self, glyph: str) -> int:
        return self.glyphs.setdefault(glyph, len(self.glyphs) + 1)

    def sign(
        self, x: float, y: float, glyph: str, size: float = 10.0, *, wide: bool = True
    ) -> None:
        """One glyph at a point, that means one character or more."""
        font = "wide" if wide else "narrow"
        place = f"1 0 0 1 {x:.2f} {y:.2f} Tm"
        self.content.append(f"BT /{font} {size} Tf {place} <{self._code(glyph):02x}> Tj ET")

    def picture(self) -> None:
        """A grey picture over most of the page, as a scanner makes it."""
        self.content.append("q 500 0 0 700 40 60 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q")

    def note(self, kind: str, contents: str = "", more: str = "") -> None:
        """An annotation: "Text", "Highlight", "Widget", "Link", "FileAttachment" and others."""
        said = f"/Contents <{_text(contents).hex()}>" if contents else ""
        self.notes.append(f"<</Type /Annot /Subtype /{kind} /Rect [10 10 30 30] {said} {more}>>")


@dataclass(slots=True)
class MadePdf:
    """A file of pages. ``info`` and ``catalog`` are entries in PDF's own notation."""

    pages: list[MadePage] = field(default_factory=list)
    info: dict[str, str] = field(default_factory=dict)
    catalog: str = ""

    def page(self, size: tuple[float, float] = A4, *, rotate: int = 0) -> MadePage:
        """A new page at the end."""
        self.pages.append(MadePage(size, rotate))
        return self.pages[-1]

    def data(self, password: str | None = None) -> bytes:
        """The file's bytes; with a password, encrypted by it with a key of 40 bits (RC4)."""
        writer = _Writer(password)
        fonts = " ".join(f"/{name} {_latin(writer, base)} 0 R" for name, base in _FONTS.items())
        tree = writer.reserve()
        kids = [self._page(writer, page, tree, fonts) for page in self.pages]
        references = " ".join(f"{kid} 0 R" for kid in kids)
        writer.put(tree, f"<</Type /Pages /Kids [{references}] /Count {len(kids)}>>")
        root = writer.add(f"<</Type /Catalog /Pages {tree} 0 R {self.catalog}>>")
        entries = " ".join(
            f"/{key} <{writer.secret(_text(value), writer.next).hex()}>"
            for key, value in self.info.items()
        )
        return writer.data(root, writer.add(f"<<{entries}>>"))

    @staticmethod
    def _page(writer: _Writer, page: MadePage, tree: int, fonts: str) -> int:
        if page.glyphs:
            meaning = 0 if page.mute else writer.stream(_to_unicode(page.glyphs))
            for name, advance in (("narrow", 600), ("wide", 1000)):
                fonts += f" /{name} {_boxes(writer, page.glyphs, advance, meaning)} 0 R"
        content = writer.stream("\n".join(page.content).encode("latin-1"))
        notes = " ".join(page.notes)
        width, height = page.size
        return writer.add(
            f"<</Type /Page /Parent {tree} 0 R /MediaBox [0 0 {width} {height}] "
            f"/Rotate {page.rotate} /Contents {content} 0 R /Annots [{notes}] "
            f"/Resources <</Font <<{fonts}>>>>>>"
        )


class _Writer:
    """Objects one after another, and the table of where they begin."""

    def __init__(self, password: str | None) -> None:
        self._objects: dict[int, bytes] = {}
        self._reserved = 0
        self._id = b"made by a test.."
        self._key = b""
        self._encryption = b""
        if password is not None:
            self._lock(password)

    @property
    def next(self) -> int:
        """The number of the object that is added next."""
        return self._reserved + 1

    def reserve(self) -> int:
        """A number for an object that is put later."""
        self._reserved += 1
        return self._reserved

    def put(self, number: int, written: str) -> None:
        """The object of that number."""
        self._objects[number] = written.encode("latin-1")

    def add(self, written: str) -> int:
        """A new object's number."""
        number = self.reserve()
        self.put(number, written)
        return number

    def stream(self, data: bytes) -> int:
        """A new stream's number."""
        number = self.reserve()
        packed = self.secret(zlib.compress(data), number)
        head = f"<</Length {len(packed)} /Filter /FlateDecode>>\nstream\n".encode()
        self._objects[number] = head + packed + b"\nendstream"
        return number

    def secret(self, data: bytes, number: int) -> bytes:
        """The bytes as they are written in the object of that number."""
        if not self._key:
            return data
        salted = self._key + number.to_bytes(3, "little") + b"\0\0"
        return _rc4(hashlib.md5(salted).digest()[:10], data)

    def data(self, root: int, info: int) -> bytes:
        """The whole file."""
        body = bytearray(b"%PDF-1.5\n")
        places = {}
        for number, written in sorted(self._objects.items()):
            places[number] = len(body)
            body += f"{number} 0 obj\n".encode() + written + b"\nendobj\n"
        start = len(body)
        body += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        for number in sorted(places):
            body += f"{places[number]:010d} 00000 n \n".encode()
        name = self._id.hex()
        body += (
            f"trailer\n<</Size {len(places) + 1} /Root {root} 0 R /Info {info} 0 R "
            f"/ID [<{name}> <{name}>] ".encode()
        )
        return bytes(body + self._encryption + f">>\nstartxref\n{start}\n%%EOF\n".encode())

    def _lock(self, password: str) -> None:
        """The standard handler, revision 2, with the same password for owner and user."""
        padded = (password.encode("latin-1") + _PADDING)[:32]
        owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
        rights = -4
        salted = padded + owner + rights.to_bytes(4, "little", signed=True) + self._id
        self._key = hashlib.md5(salted).digest()[:5]
        user = _rc4(self._key, _PADDING)
        self._encryption = (
            f"/Encrypt <</Filter /Standard /V 1 /R 2 /P {rights} /O <{owner.hex()}> "
            f"/U <{user.hex()}>>>".encode()
        )


def columns(
    page: MadePage, texts: Sequence[Sequence[str]], *, x: float = 50.0, y: float = 700.0,
    width: float = 240.0, gutter: float = 20.0, by_row: bool = False,
) -> None:  # fmt: skip
    """Lines in columns beside one another, written column by column or row by row."""
    places = [
        (number, row, words)
        for number, lines in enumerate(texts)
        for row, words in enumerate(lines)
    ]
    if by_row:
        places.sort(key=lambda place: place[1])
    for number, row, words in places:
        page.line(x + number * (width + gutter), y - 12 * row, words)


def read_made(pdf: MadePdf) -> Reading:
    """What is read in the file. Raises as ``understand``."""
    return understand(Given(pdf.data(), "made.pdf")).reading


def told(pdf: MadePdf) -> list[str]:
    """The words of its blocks."""
    reading = read_made(pdf)
    return [block.span.of(reading.value) for block in reading.blocks]


def kinds_of(pdf: MadePdf) -> list[tuple[BlockKind, str]]:
    """Its blocks with their kinds."""
    reading = read_made(pdf)
    return [(block.kind, block.span.of(reading.value)) for block in reading.blocks]


def one_page(lines: Sequence[str], size: float = 10.0) -> MadePdf:
    """A file of one page with these lines under one another."""
    pdf = MadePdf()
    pdf.page().lines(50, 760, lines, size)
    return pdf


def wrapped(words: str, letters: int) -> list[str]:
    """The words in lines of at most so many letters; none is broken."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > letters:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _latin(writer: _Writer, base: str) -> int:
    return writer.add(
        f"<</Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding>>"
    )


def _boxes(writer: _Writer, glyphs: Mapping[str, int], width: int, meaning: int) -> int:
    """A font (Type 3) whose glyphs are boxes, with a table of what they mean unless that is 0."""
    box = writer.stream(f"{width} 0 0 -200 {width} 800 d1 0 -200 {width} 1000 re f".encode())
    names = " ".join(f"/g{code}" for code in glyphs.values())
    drawn = " ".join(f"/g{code} {box} 0 R" for code in glyphs.values())
    widths = " ".join(str(width) for _ in glyphs)
    return writer.add(
        "<</Type /Font /Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] "
        f"/FontBBox [0 -200 {width} 800] /FirstChar 1 /LastChar {len(glyphs)} /Widths [{widths}] "
        f"/Encoding <</Type /Encoding /Differences [1 {names}]>> /CharProcs <<{drawn}>> "
        f"/Resources <<>> {f'/ToUnicode {meaning} 0 R' if meaning else ''}>>"
    )


def _text(value: str) -> bytes:
    return ("\ufeff" + value).encode("utf-16-be")


def _to_unicode(glyphs: Mapping[str, int]) -> bytes:
    rows = "\n".join(
        f"<{code:02x}> <{meaning.encode('utf-16-be').hex()}>" for meaning, code in glyphs.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
        "/CMapName /Made def /CMapType 2 def 1 begincodespacerange <00> <ff> "
        f"endcodespacerange\n{len(glyphs)} beginbfchar\n{rows}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
