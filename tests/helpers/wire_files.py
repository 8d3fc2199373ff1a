"""Invented wires and books for the window: with embargoes, several articles, and harm in mind."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

BODY = (
    "The council of Northport opened a new bridge on Tuesday; the works cost 14.2 million euros.",
    "Some 9,400 vehicles a day used the old bridge, which was built in 1931, the council said.",
)


def nitf(headline: str, *, embargo: str = "", status: str = "", slug: str = "NORTH-BRIDGE") -> str:
    """A wire of an agency that does not exist."""
    body = "".join(f"<p>{escape(words)}</p>" for words in BODY)
    released = f'<date.release norm="{embargo}"/>' if embargo else ""
    managed = f' management-status="{status}"' if status else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<nitf><head><title>{headline}</title>'
        f'<docdata{managed}><doc-id id-string="northport-7"/><urgency ed-urg="2"/>'
        f'<date.issue norm="20261124T063000Z"/>{released}<du-key key="{slug}"/>'
        "<doc.copyright holder='Northport News'/></docdata></head><body><body.head>"
        f"<hedline><hl1>{headline}</hl1></hedline><byline>By Ann Bee</byline>"
        "<dateline>NORTHPORT, Nov 24 (NN)</dateline></body.head>"
        f"<body.content>{body}</body.content></body></nitf>"
    )


def book(*chapters: str) -> bytes:
    """An e-book with chapters of these headings."""
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container version="1.0" xmlns="urn:oasis:names:tc:'
        'opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" '
        'media-type="application/oebps-package+xml"/></rootfiles></container>',
        "book.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Rivers</dc:title>'
        "<dc:language>en</dc:language></metadata><manifest>"
        + "".join(
            f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>'
            for n in range(len(chapters))
        )
        + "</manifest><spine>"
        + "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
        + "</spine></package>",
    }
    for number, heading in enumerate(chapters):
        words = "".join(f"<p>{words}</p>" for words in BODY)
        parts[f"c{number}.xhtml"] = (
            '<html xmlns="http://www.w3.org/1999/xhtml"><head>'
            f"<title>{heading}</title></head><body><h1>{heading}</h1>{words}</body></html>"
        )
    return _zip(parts)


def bomb() -> bytes:
    """A Word file of a few kilobytes that would unpack to 100 MB."""
    return _zip(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": "<w>" + " " * (100 * 1024 * 1024) + "</w>",
        }
    )


def _zip(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), part, compress_type=kind)
    return buffer.getvalue()
