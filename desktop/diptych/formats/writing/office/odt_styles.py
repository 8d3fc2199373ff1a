"""Styles of an OpenDocument text: those with names, and those made for single runs of words."""

from __future__ import annotations

from typing import Any

from diptych.core.languages import language
from diptych.core.notes import Colour
from diptych.formats.writing.office.odt_xml import child, full, root
from diptych.formats.writing.office.outline import Paragraph, Style, Words

NAMES = {
    Style.TITLE: "Title",
    Style.SUBTITLE: "Subtitle",
    Style.CAUTION: "Caution",
    Style.HEADING: "Heading_20_1",
    Style.SUBHEADING: "Heading_20_2",
    Style.BULLET: "List_20_Bullet",
    Style.TEXT: "Text_20_body",
    Style.CELL: "Table_20_Contents",
}
"""The names of paragraph styles, as other programs know them where they do."""

BULLETS = "List_20_1"

_COLOURS = {
    Colour.YELLOW: "#ffe98a",
    Colour.GREEN: "#c3ecc5",
    Colour.BLUE: "#c2dcff",
    Colour.PINK: "#ffcbdc",
    Colour.ORANGE: "#ffd3a6",
}
_GREY = "#6b6b6b"
_EAST_ASIAN = frozenset({"Hans", "Hant", "Jpan", "Kore"})
_BELOW = "0.212cm"

_Properties = dict[str, str]
_PARAGRAPHS: dict[Style, tuple[_Properties, _Properties]] = {
    Style.TITLE: (
        {"fo:margin-bottom": "0.4cm", "fo:keep-with-next": "always"},
        {"fo:font-size": "20pt", "fo:font-weight": "bold"},
    ),
    Style.SUBTITLE: ({"fo:margin-bottom": "0.4cm"}, {"fo:font-size": "14pt"}),
    Style.CAUTION: (
        {
            "fo:margin-bottom": "0.4cm",
            "fo:padding-left": "0.3cm",
            "fo:border-left": "2pt solid #c77700",
        },
        {},
    ),
    Style.HEADING: (
        {"fo:margin-top": "0.6cm", "fo:margin-bottom": _BELOW, "fo:keep-with-next": "always"},
        {"fo:font-size": "15pt", "fo:font-weight": "bold"},
    ),
    Style.SUBHEADING: (
        {"fo:margin-top": "0.4cm", "fo:margin-bottom": _BELOW, "fo:keep-with-next": "always"},
        {"fo:font-size": "13pt", "fo:font-weight": "bold"},
    ),
    Style.BULLET: ({"fo:margin-bottom": "0.1cm"}, {}),
    Style.TEXT: ({"fo:margin-bottom": _BELOW}, {}),
    Style.CELL: ({}, {}),
}
_LEVELS = {Style.HEADING: "1", Style.SUBHEADING: "2"}
_PAGE = {
    "fo:margin-top": "2cm",
    "fo:margin-bottom": "2cm",
    "fo:margin-left": "2cm",
    "fo:margin-right": "2cm",
}


class AutomaticStyles:
    """Names for the looks that occur, each given once, and the element that tells them."""

    def __init__(self) -> None:
        self._words: dict[tuple[object, ...], str] = {}
        self.element = root("office:automatic-styles", "office", "style", "fo")

    def of_words(self, words: Words) -> str | None:
        """The style of a run; None where it looks as its paragraph does."""
        key = words.language, words.colour, words.bold, words.grey
        if key == (None, None, False, False):
            return None
        if key not in self._words:
            self._words[key] = f"T{len(self._words) + 1}"
            style = self._style(self._words[key], "text")
            child(style, "style:text-properties", _looks(words))
        return self._words[key]

    def of_paragraph(self, paragraph: Paragraph) -> str:
        """The style of a paragraph: one with a name, or one after it from right to left."""
        name = NAMES[paragraph.style]
        if paragraph.language is None or not language(paragraph.language).rtl:
            return name
        key = name, "rtl"
        if key not in self._words:
            self._words[key] = f"P{len(self._words) + 1}"
            style = self._style(self._words[key], "paragraph", name)
            # LibreOffice takes “start” for “left”, whatever the writing mode.
            said = {"fo:text-align": "right", "style:writing-mode": "rl-tb"}
            child(style, "style:paragraph-properties", said)
        return self._words[key]

    def for_table(self) -> None:
        """The styles “Beside” of a table, its column and its cells."""
        table = self._style("Beside", "table")
        said = {"table:align": "margins", "table:border-model": "collapsing"}
        child(table, "style:table-properties", said)
        column = self._style("Beside.Column", "table-column")
        child(column, "style:table-column-properties", {"style:rel-column-width": "1*"})
        cell = self._style("Beside.Cell", "table-cell")
        said = {"fo:padding": "0.15cm", "fo:border": "0.5pt solid #999999"}
        child(cell, "style:table-cell-properties", said)

    def _style(self, name: str, family: str, parent: str | None = None) -> Any:
        said = {"style:name": name, "style:family": family}
        if parent is not None:
            said["style:parent-style-name"] = parent
        return child(self.element, "style:style", said)


def styles_part(*, turned: bool) -> Any:
    """The root of ``styles.xml``; on its side where the page is ``turned``."""
    part = root("office:document-styles", "office", "style", "fo", "text")
    part.set(full("office:version"), "1.3")
    styles = child(part, "office:styles")
    default = child(styles, "style:default-style", {"style:family": "paragraph"})
    fonts = {"fo:font-family": "'Liberation Serif'", "style:font-family-generic": "roman"}
    child(default, "style:text-properties", {**fonts, "fo:font-size": "11pt"})
    child(styles, "style:style", {"style:name": "Standard", "style:family": "paragraph"})
    for style, (of_paragraph, of_text) in _PARAGRAPHS.items():
        said = {
            "style:name": NAMES[style],
            "style:display-name": NAMES[style].replace("_20_", " "),
            "style:family": "paragraph",
            "style:parent-style-name": "Standard",
        }
        if style in _LEVELS:
            said["style:default-outline-level"] = _LEVELS[style]
        element = child(styles, "style:style", said)
        if of_paragraph:
            child(element, "style:paragraph-properties", of_paragraph)
        if of_text:
            others = {
                f"style:{name.removeprefix('fo:')}-{script}": value
                for name, value in of_text.items()
                for script in ("asian", "complex")
            }
            child(element, "style:text-properties", of_text | others)
    _bullets(styles)
    _page(part, turned=turned)
    return part


def _bullets(styles: Any) -> None:
    said = {"style:name": BULLETS, "style:display-name": "List 1"}
    level = child(
        child(styles, "text:list-style", said),
        "text:list-level-style-bullet",
        {"text:level": "1", "text:bullet-char": "•"},
    )
    place = {"text:list-level-position-and-space-mode": "label-alignment"}
    alignment = {
        "text:label-followed-by": "listtab",
        "text:list-tab-stop-position": "0.6cm",
        "fo:text-indent": "-0.6cm",
        "fo:margin-left": "0.6cm",
    }
    child(
        child(level, "style:list-level-properties", place),
        "style:list-level-label-alignment",
        alignment,
    )


def _page(part: Any, *, turned: bool) -> None:
    automatic = child(part, "office:automatic-styles")
    size = ("29.7cm", "21cm") if turned else ("21cm", "29.7cm")
    said = {
        "fo:page-width": size[0],
        "fo:page-height": size[1],
        "style:print-orientation": "landscape" if turned else "portrait",
        **_PAGE,
    }
    layout = child(automatic, "style:page-layout", {"style:name": "Page"})
    child(layout, "style:page-layout-properties", said)
    child(
        child(part, "office:master-styles"),
        "style:master-page",
        {"style:name": "Standard", "style:page-layout-name": "Page"},
    )


def _looks(words: Words) -> _Properties:
    looks: _Properties = {}
    if words.bold:
        looks |= dict.fromkeys(
            ("fo:font-weight", "style:font-weight-asian", "style:font-weight-complex"), "bold"
        )
    if words.grey:
        looks["fo:color"] = _GREY
    if words.colour is not None:
        looks["fo:background-color"] = _COLOURS[words.colour]
    if words.language is not None:
        looks |= _language(words.language)
    return looks


def _language(tag: str) -> _Properties:
    """A language where programs look for it: by kind of script, and as they have always read it."""
    parts = tag.split("-")
    said = {"fo:language": parts[0]}
    script = next((p for p in parts[1:] if len(p) == 4 and p.isalpha()), None)
    country = next((p for p in parts[1:] if len(p) in (2, 3) and p.upper() == p), None)
    if script is not None:
        said["fo:script"] = script
    said["fo:country"] = country or "none"
    known = language(tag)
    kind = "complex" if known.rtl else "asian" if known.script in _EAST_ASIAN else None
    if kind is not None:
        said |= {f"style:{k.removeprefix('fo:')}-{kind}": v for k, v in list(said.items())}
    return said
