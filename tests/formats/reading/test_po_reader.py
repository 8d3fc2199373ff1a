"""Gettext files: messages with their translations, held against the polib library."""

from __future__ import annotations

import time

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.parts import Reading
from diptych.formats.reading.units.po import read
from diptych.formats.reading.units.po_entries import PoReader

HEADER = (
    '# Harbour\nmsgid ""\nmsgstr ""\n"Project-Id-Version: Harbour 2\\n"\n'
    '"POT-Creation-Date: 2026-01-02 03:04+0000\\n"\n"PO-Revision-Date: 2026-02-03 04:05+0000\\n"\n'
    '"Last-Translator: Ann Bee <ann@harbour.example>\\n"\n"Language: fr_CA\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
)
BODY = """\
# by hand
#. from the source
#: src/main.c:12 src/main.c:20
msgid "The harbour is %s."
msgstr "Le port est %s."

#, fuzzy, c-format
#| msgid "Old"
#| "words"
msgctxt "menu"
msgid "Open"
msgstr "Ouvert"

msgid ""
"First line,\\n"
"\\"second\\" line\\t\\\\"
msgstr ""
"Première ligne,\\n"
"« seconde » ligne"

#: src/ship.c
msgid "%d ship"
msgid_plural "%d ships"
msgstr[0] "%d navire"
msgstr[1] "%d navires"

msgid "Not yet"
msgstr ""

#, fuzzy
msgid "Not yet either"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Parti"
#~| msgid "Gone too"
"""


def opened(text: str | bytes, name: str = "port.po") -> Reading:
    data = text.encode() if isinstance(text, str) else text
    return read(Given(data, name, FileKind.PO))


def rows(reading: Reading) -> list[tuple[str | None, str, str | None, str | None]]:
    targets = {block: t for rendering in reading.renderings for block, t in rendering.targets}
    return [
        (
            block.unit,
            block.span.of(reading.value),
            targets[block.id].words if block.id in targets else None,
            str(targets[block.id].state) if block.id in targets else None,
        )
        for block in reading.blocks
    ]


def test_messages_and_their_translations() -> None:
    reading = opened(HEADER + BODY)
    assert rows(reading) == [
        ("src/main.c:12", "The harbour is %s.", "Le port est %s.", "confirmed"),
        ("menu", "Open", "Ouvert", "edited"),
        ("3", 'First line,\n"second" line\t\\', "Première ligne,\n« seconde » ligne", "confirmed"),
        ("src/ship.c[0]", "%d ship", "%d navire", "confirmed"),
        ("src/ship.c[1]", "%d ships", "%d navires", "confirmed"),
        ("5", "Not yet", None, None),
        ("6", "Not yet either", None, None),
    ]
    assert [rendering.language for rendering in reading.renderings] == ["fr"]
    assert reading.warnings == (
        "1 translation is marked as fuzzy: it needs to be looked at.",
        "1 message that is no longer in use is not shown.",
        "2 comments are not shown.",
    )
    about = reading.metadata
    assert (about.title, about.author) == ("Harbour 2", "Ann Bee <ann@harbour.example>")
    assert (about.date, about.updated) == ("2026-01-02 03:04+0000", "2026-02-03 04:05+0000")
    assert (about.language, reading.encoding) == (None, "utf-8")


def test_a_template_has_no_second_version() -> None:
    blank = HEADER.replace("Harbour 2", "PACKAGE VERSION").replace("Language: fr_CA", "Language: ")
    reading = opened(f'{blank}msgid "Open"\nmsgstr ""\n', "port.pot")
    assert rows(reading) == [("1", "Open", None, None)]
    assert (reading.renderings, reading.metadata.title) == ((), None)


@pytest.mark.parametrize(
    ("header", "name", "language"),
    [
        ("Language: sr@latin", "a.po", "sr"),
        ("Language: pt_BR", "a.po", "pt-BR"),
        ("Language: ", "fr.po", "fr"),
        ("Language: ", "messages.po", None),
    ],
)
def test_the_language_of_the_translation(header: str, name: str, language: str | None) -> None:
    reading = opened(HEADER.replace("Language: fr_CA", header) + 'msgid "a"\nmsgstr "b"\n', name)
    assert reading.renderings[0].language == language


@pytest.mark.parametrize(
    ("forms", "plurals", "wanted"),
    [
        (1, "nplurals=1; plural=0;", [("x[0]", "ships", "0")]),
        (2, "nplurals=2;", [("x[0]", "ship", "0"), ("x[1]", "ships", "1")]),
        (3, "nplurals=3;", [("x[0]", "ship", "0"), ("x[1]", "ships", "1"), ("x[2]", "ships", "2")]),
        (0, "nplurals=2;", [("x[0]", "ship", None), ("x[1]", "ships", None)]),
    ],
)
def test_plurals(forms: int, plurals: str, wanted: list[tuple[str, str, str | None]]) -> None:
    header = HEADER.replace("nplurals=2; plural=(n > 1);", plurals)
    body = 'msgctxt "x"\nmsgid "ship"\nmsgid_plural "ships"\n'
    body += "".join(f'msgstr[{form}] "{form}"\n' for form in range(forms))
    assert [row[:3] for row in rows(opened(header + body))] == wanted


def test_no_more_forms_than_a_language_has() -> None:
    body = 'msgid "ship"\nmsgid_plural "ships"\n'
    body += "".join(f'msgstr[{form}] "{form}"\n' for form in range(900))
    assert len(opened(HEADER + body).blocks) == 8


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("ISO-8859-2", "iso8859-2"),
        ("CHARSET", "iso8859-2"),
        ("UTF-8", "utf-8"),
        ("utf-16", "utf-8"),
    ],
)
def test_encodings(charset: str, encoding: str) -> None:
    words = "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl starosta města v pondělí ráno."
    text = HEADER.replace("UTF-8", charset) + f'msgid "a"\nmsgstr "{words}"\n'
    reading = opened(text.encode(encoding))
    assert rows(reading)[0][2] == words
    assert reading.encoding == encoding


def test_line_ends_and_separators_of_other_kinds() -> None:
    text = (HEADER + BODY).replace("\n", "\r\n").replace("Le port", "Le\u2028port\u0085\x0c")
    assert rows(opened(text))[0][2] == "Le\nport\n est %s."
    assert rows(opened("\ufeff" + HEADER + BODY))[1][1] == "Open"


def test_escapes() -> None:
    text = 'msgid "a\\n\\t\\"\\\\ \\x41\\101\\q"\nmsgstr "b"\n'
    assert rows(opened(text))[0][1] == 'a\n\t"\\ AAq'


@pytest.mark.parametrize(
    ("text", "line", "shown"),
    [
        ('msgid "a"\nmsgstr "b\nmsgid "c"\nmsgstr "d"\n', 2, ["a", "c"]),
        ('msgid "a"\nmsgstr "b"\nnonsense\nmsgid "c"\nmsgstr "d"\n', 3, ["a", "c"]),
        ('msgid "a "quoted" b"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"\n', 1, ["c"]),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "c', 4, ["a", "c"]),
        ('"stray"\nmsgid "a"\nmsgstr "b"\n', 1, ["a"]),
    ],
)
def test_a_broken_line_is_told_and_the_rest_read(text: str, line: int, shown: list[str]) -> None:
    reading = opened(text)
    assert [row[1] for row in rows(reading)] == shown
    assert reading.warnings[0] == (
        f"The file is damaged at line {line}: some of it may be missing."
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("nonsense\n", "damaged at line 1"),
        (HEADER, "no message"),
        ('#~ msgid "a"\n#~ msgstr "b"\n', "no message"),
        ("", "no message"),
        ("/etc/hosts", "damaged at line 1"),
    ],
)
def test_a_file_without_messages_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(CannotReadError, match=sentence) as caught:
        opened(text)
    assert caught.value.remedy


def test_time_grows_with_size_alone() -> None:
    began = time.process_time()
    opened('msgid ""\n' + '"words and words\\n"\n' * 100_000 + 'msgstr "a"\n')
    assert time.process_time() - began < 3


TEXT = st.text(alphabet='ab"\\\n\té{}%', min_size=1, max_size=20)


@given(
    st.lists(
        st.tuples(st.none() | TEXT, TEXT, st.none() | TEXT, TEXT, st.booleans(), st.booleans()),
        min_size=1,
        max_size=5,
    )
)
def test_what_polib_writes_is_read_as_polib_reads_it(
    messages: list[tuple[str | None, str, str | None, str, bool, bool]],
) -> None:
    catalogue = polib.POFile()
    catalogue.metadata = {"Language": "fr"}
    for context, source, plural, words, fuzzy, obsolete in messages:
        entry = polib.POEntry(msgctxt=context, msgid=source, obsolete=obsolete, tcomment="said")
        if plural is None:
            entry.msgstr = words
        else:
            entry.msgid_plural, entry.msgstr_plural = plural, {0: words, 1: source}
        if fuzzy:
            entry.flags.append("fuzzy")
        catalogue.append(entry)
    entries = [entry for entry in PoReader(str(catalogue)) if entry.text("msgid")]
    live = [entry for entry in catalogue if not entry.obsolete]
    gone = [entry for entry in catalogue if entry.obsolete]
    assert len(entries) == len(catalogue)
    for ours, theirs in zip(entries, [*live, *gone], strict=True):
        assert ours.text("msgctxt") == theirs.msgctxt
        assert ours.text("msgid") == theirs.msgid
        assert ours.text("msgid_plural") == (theirs.msgid_plural or None)
        assert ours.text("msgstr") == (theirs.msgstr_plural.get(0) or theirs.msgstr)
        assert (ours.fuzzy, ours.obsolete) == (theirs.fuzzy, bool(theirs.obsolete))


@given(st.text(alphabet='msgidtr[0]" \\n#~,:|\n', max_size=100))
def test_any_text_is_cut_into_something(text: str) -> None:
    for entry in PoReader(text):
        assert entry.text("msgid") is not None
