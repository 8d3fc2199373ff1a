"""One invented story as a file of every format that can be opened."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from diptych.formats.reading.kinds import FileKind

HEADLINE = "Le pont de Valmère rouvre après deux ans de travaux"
PARAGRAPHS = (
    (
        "Le pont de Valmère a rouvert mardi à 6h30, après deux ans de travaux qui ont coûté "
        "14,2 millions d'euros, a annoncé la préfecture."
    ),
    (
        "« Nous avons perdu un tiers de nos clients », raconte Odile Marchand, qui tient une "
        "boulangerie sur la rive droite depuis 1998."
    ),
    (
        "Quelque 9.400 véhicules empruntaient chaque jour l'ouvrage, construit en 1931 et fermé "
        "après la crue de novembre 2024."
    ),
)
TARGETS = (
    (
        "The Valmère bridge reopened at 6.30 am on Tuesday after two years of works that cost "
        "14.2 million euros, the prefecture announced."
    ),
    (
        "“We have lost a third of our customers,” says Odile Marchand, who has kept a bakery on "
        "the right bank since 1998."
    ),
    (
        "Some 9,400 vehicles a day used the bridge, which was built in 1931 and closed after the "
        "flood of November 2024."
    ),
)


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file's name and bytes, and the kind it should be taken for."""

    kind: FileKind
    name: str
    data: bytes


def made_files(paragraphs: Sequence[str] = PARAGRAPHS) -> tuple[MadeFile, ...]:
    """A file of each kind but PDF, which tells these paragraphs under the headline."""
    return tuple(MadeFile(kind, name, make(paragraphs)) for (kind, name), make in _MAKERS.items())


def made(kind: FileKind, paragraphs: Sequence[str] = PARAGRAPHS) -> MadeFile:
    """The first file of that kind."""
    for (found, name), make in _MAKERS.items():
        if found is kind:
            return MadeFile(kind, name, make(paragraphs))
    raise KeyError(kind)


def zipped(parts: Mapping[str, str | bytes], first: str | None = None) -> bytes:
    """A zip file; the part called ``first`` is stored as it is, as "mimetype" has to be."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            method = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), part, compress_type=method)
    return buffer.getvalue()


def _text(paragraphs: Sequence[str]) -> bytes:
    return "\n\n".join([HEADLINE, *paragraphs, ""]).encode()


def _markdown(paragraphs: Sequence[str]) -> bytes:
    return "\n\n".join([f"# {HEADLINE}", *paragraphs, ""]).encode()


def _p(paragraphs: Sequence[str]) -> str:
    return "".join(f"<p>{escape(words)}</p>\n" for words in paragraphs)


def _html(paragraphs: Sequence[str]) -> bytes:
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{HEADLINE}</title>'
        f"</head><body><article><h1>{HEADLINE}</h1>{_p(paragraphs)}</article></body></html>"
    ).encode()


def _mhtml(paragraphs: Sequence[str]) -> bytes:
    head = (
        "From: <Saved by a browser>\r\n"
        "Snapshot-Content-Location: https://journal.example/pont\r\n"
        "Subject: Le pont\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="part"\r\n\r\n'
        '--part\r\nContent-Type: text/html; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return head.encode() + _html(paragraphs) + b"\r\n--part--\r\n"


def _eml(paragraphs: Sequence[str]) -> bytes:
    head = (
        "From: Desk <desk@wire.example>\r\nTo: clients@wire.example\r\n"
        "Subject: =?utf-8?q?Le_pont_de_Valm=C3=A8re_rouvre?=\r\n"
        "Date: Tue, 24 Nov 2026 06:30:00 +0000\r\nMessage-ID: <1@wire.example>\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return head.encode() + "\r\n\r\n".join(paragraphs).encode() + b"\r\n"


def _nitf(paragraphs: Sequence[str]) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<nitf><head><title>pont</title>'
        '<docdata><doc-id id-string="riviere-7"/><urgency ed-urg="4"/>'
        '<date.issue norm="20261124T063000Z"/><du-key key="FRANCE-PONT"/></docdata></head><body>'
        f"<body.head><hedline><hl1>{HEADLINE}</hl1></hedline>"
        "<byline>Par Luc Besson-Ferry</byline>"
        "<dateline>VALMÈRE, 24 nov (Rivière)</dateline></body.head>"
        f"<body.content>{_p(paragraphs)}</body.content></body></nitf>"
    ).encode()


def _newsml_g2(paragraphs: Sequence[str]) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:riviere:7" version="2" '
        'xml:lang="fr"><itemMeta><versionCreated>2026-11-24T06:30:00Z</versionCreated>'
        '<pubStatus qcode="stat:usable"/></itemMeta><contentMeta><urgency>4</urgency>'
        f"<slugline>FRANCE-PONT</slugline><headline>{HEADLINE}</headline>"
        '<language tag="fr"/></contentMeta><contentSet><inlineXML contenttype="application/'
        'xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        f"{_p(paragraphs)}</body></html></inlineXML></contentSet></newsItem>"
    ).encode()


def _newsml_1(paragraphs: Sequence[str]) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<NewsML Version="1.2"><NewsItem>'
        "<Identification><NewsIdentifier><NewsItemId>7</NewsItemId>"
        '<RevisionId PreviousRevision="0" Update="N">2</RevisionId></NewsIdentifier>'
        "</Identification><NewsManagement><Urgency FormalName='4'/></NewsManagement>"
        f"<NewsComponent><NewsLines><HeadLine>{HEADLINE}</HeadLine></NewsLines>"
        "<DescriptiveMetadata><Language FormalName='fr'/></DescriptiveMetadata>"
        f"<ContentItem><DataContent>{_p(paragraphs)}</DataContent></ContentItem>"
        "</NewsComponent></NewsItem></NewsML>"
    ).encode()


def _ninjs(paragraphs: Sequence[str]) -> bytes:
    item = {
        "uri": "urn:riviere:7",
        "type": "text",
        "version": "2",
        "language": "fr",
        "urgency": 4,
        "headline": HEADLINE,
        "body_text": "\n\n".join(paragraphs),
    }
    return json.dumps(item, ensure_ascii=False).encode()


def _telegram(paragraphs: Sequence[str]) -> bytes:
    body = "".join(f"   {words}\r\n" for words in paragraphs)
    text = f"\x01riv007 4 i 82\r\nFRANCE-PONT\r\n\x02\r\n   {HEADLINE}\r\n{body}\x03\r\n"
    return f"{text}riv/lbf/od\r\n240630 nov 26\x04".encode("cp1252")


def _anpa(paragraphs: Sequence[str]) -> bytes:
    body = "".join(f"   {words}<\r\n" for words in paragraphs)
    head = "\x16\x16\x01a0007\x1f\r\nr i \x13\r\nPONT 11-24 0082\r\n"
    text = f"{head}\x02\r\n^{HEADLINE}<\r\n{body}\x03\r\nRIV-11-24-26 0630EST\x04"
    return text.encode("cp1252")


def _docx(paragraphs: Sequence[str]) -> bytes:
    from docx import Document

    document = Document()
    document.add_paragraph(HEADLINE, style="Title")
    for words in paragraphs:
        document.add_paragraph(words)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
)


def _odt(paragraphs: Sequence[str]) -> bytes:
    kind = "application/vnd.oasis.opendocument.text"
    body = "".join(f"<text:p>{escape(words)}</text:p>" for words in paragraphs)
    head = f'<text:h text:outline-level="1">{HEADLINE}</text:h>'
    return zipped(
        {
            "mimetype": kind,
            "content.xml": f'<office:document-content {_ODF} office:version="1.3"><office:body>'
            f"<office:text>{head}{body}</office:text></office:body></office:document-content>",
            "styles.xml": f'<office:document-styles {_ODF} office:version="1.3"/>',
            "meta.xml": f'<office:document-meta {_ODF} office:version="1.3"><office:meta/>'
            "</office:document-meta>",
            "META-INF/manifest.xml": f"<manifest:manifest {_ODF}><manifest:file-entry "
            f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        },
        first="mimetype",
    )


def _rtf(paragraphs: Sequence[str]) -> bytes:
    def escaped(words: str) -> str:
        return "".join(
            sign if ord(sign) < 128 and sign not in "\\{}" else f"\\u{ord(sign)}?" for sign in words
        )

    body = "".join(f"{escaped(words)}\\par\n" for words in (HEADLINE, *paragraphs))
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deflang1036 {body}}}".encode("ascii")


def _epub(paragraphs: Sequence[str]) -> bytes:
    chapter = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Le pont</title></head>'
        f"<body><h1>{HEADLINE}</h1>{_p(paragraphs)}</body></html>"
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container version="1.0" xmlns="urn:oasis:names:tc:'
            'opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" '
            'media-type="application/oebps-package+xml"/></rootfiles></container>',
            "book.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Ponts</dc:title>'
            "<dc:language>fr</dc:language></metadata><manifest>"
            '<item id="c1" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>'
            '<spine><itemref idref="c1"/></spine></package>',
            "one.xhtml": chapter,
        },
        first="mimetype",
    )


def _time(number: int, mark: str) -> str:
    minutes, seconds = divmod(4 * number, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}{mark}000"


def _srt(paragraphs: Sequence[str]) -> bytes:
    cues = (
        f"{number}\n{_time(number, ',')} --> {_time(number + 1, ',')}\n{words}\n"
        for number, words in enumerate(paragraphs, start=1)
    )
    return "\n".join(cues).encode()


def _vtt(paragraphs: Sequence[str]) -> bytes:
    cues = (
        f"\n{_time(number, '.')} --> {_time(number + 1, '.')} align:start\n{words}\n"
        for number, words in enumerate(paragraphs, start=1)
    )
    return ("WEBVTT\n" + "".join(cues)).encode()


def _pairs(paragraphs: Sequence[str]) -> list[tuple[str, str]]:
    return [(words, TARGETS[n % len(TARGETS)]) for n, words in enumerate(paragraphs)]


def _xliff_1(paragraphs: Sequence[str]) -> bytes:
    units = "".join(
        f'<trans-unit id="u{n}"><source>{escape(source)}</source>'
        f"<target>{escape(target)}</target></trans-unit>"
        for n, (source, target) in enumerate(_pairs(paragraphs))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><xliff version="1.2" '
        'xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="pont.txt" '
        'source-language="fr" target-language="en" datatype="plaintext"><body>'
        f"{units}</body></file></xliff>"
    ).encode()


def _xliff_2(paragraphs: Sequence[str]) -> bytes:
    units = "".join(
        f'<unit id="u{n}"><segment state="translated"><source>{escape(source)}</source>'
        f"<target>{escape(target)}</target></segment></unit>"
        for n, (source, target) in enumerate(_pairs(paragraphs))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><xliff version="2.1" srcLang="fr" trgLang="en" '
        f'xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f1">{units}</file></xliff>'
    ).encode()


def _tmx(paragraphs: Sequence[str]) -> bytes:
    units = "".join(
        f'<tu><tuv xml:lang="fr"><seg>{escape(source)}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{escape(target)}</seg></tuv></tu>'
        for source, target in _pairs(paragraphs)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><tmx version="1.4"><header srclang="fr" '
        'segtype="sentence" adminlang="en" datatype="plaintext" o-tmf="none" '
        f'creationtool="made" creationtoolversion="1"/><body>{units}</body></tmx>'
    ).encode()


def _po(paragraphs: Sequence[str]) -> bytes:
    def quoted(words: str) -> str:
        return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'

    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: en\\n"\n'
    units = (
        f"msgid {quoted(source)}\nmsgstr {quoted(target)}\n"
        for source, target in dict(_pairs(paragraphs)).items()
    )
    return "\n".join([head, *units]).encode()


def _json_strings(paragraphs: Sequence[str]) -> bytes:
    return json.dumps(dict(_pairs(paragraphs)), ensure_ascii=False).encode()


def _other_xml(paragraphs: Sequence[str]) -> bytes:
    parts = "".join(f"<para>{escape(words)}</para>" for words in paragraphs)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<story xml:lang="fr" no="7">'
        f"<headline>{HEADLINE}</headline><content>{parts}</content></story>"
    ).encode()


_MAKERS: dict[tuple[FileKind, str], Callable[[Sequence[str]], bytes]] = {
    (FileKind.TEXT, "pont.txt"): _text,
    (FileKind.MARKDOWN, "pont.md"): _markdown,
    (FileKind.HTML, "pont.html"): _html,
    (FileKind.MHTML, "pont.mhtml"): _mhtml,
    (FileKind.EML, "pont.eml"): _eml,
    (FileKind.NITF, "nitf.xml"): _nitf,
    (FileKind.NEWSML_G2, "g2.xml"): _newsml_g2,
    (FileKind.NEWSML_1, "newsml.xml"): _newsml_1,
    (FileKind.NINJS, "ninjs.json"): _ninjs,
    (FileKind.IPTC_7901, "telegram.iptc"): _telegram,
    (FileKind.ANPA_1312, "telegram.anpa"): _anpa,
    (FileKind.DOCX, "pont.docx"): _docx,
    (FileKind.ODT, "pont.odt"): _odt,
    (FileKind.RTF, "pont.rtf"): _rtf,
    (FileKind.EPUB, "pont.epub"): _epub,
    (FileKind.SRT, "pont.srt"): _srt,
    (FileKind.VTT, "pont.vtt"): _vtt,
    (FileKind.XLIFF, "pont.xlf"): _xliff_1,
    (FileKind.XLIFF, "pont.xliff"): _xliff_2,
    (FileKind.TMX, "pont.tmx"): _tmx,
    (FileKind.PO, "pont.po"): _po,
    (FileKind.JSON_STRINGS, "pont.json"): _json_strings,
    (FileKind.XML, "other.xml"): _other_xml,
}
