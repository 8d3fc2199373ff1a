"""The parts of a Word document that hold its comments, what replies to what, and who wrote them.

``comments.xml`` is of ECMA-376; ``commentsExtended``, ``commentsIds``, ``commentsExtensible`` and
``people`` are Microsoft's extensions, as [MS-DOCX] tells them. A comment is named in these by the
number of its last paragraph.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import count
from typing import Any

from diptych.formats.writing.office.outline import Begin, End, Outline, Said

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
_CEX = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_RELATION = "http://schemas.microsoft.com/office/{}/relationships/{}"
_STANDARD = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_MOST = 0x7FFFFFFE
"""Numbers of paragraphs and comments are below 0x7FFFFFFF."""

_STYLES = """<w:styles xmlns:w="{w}">
<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>
<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>
<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/>
<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>
<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style></w:styles>"""


class Comments:
    """Numbers the comments of an outline from 0, replies after what they reply to."""

    def __init__(self, told: Outline) -> None:
        self._told = told
        numbers = count()
        self._numbers = [[next(numbers) for _ in thread.said] for thread in told.threads]
        self.number = next(numbers)
        """How many there are."""
        taken: set[int] = set()
        self._paragraphs = {
            said.id: [_number(f"{said.id}/{n}", taken) for n in range(len(said.lines))]
            for said in self._said()
        }
        self._durable = {said.id: _number(said.id, taken) for said in self._said()}

    def numbers(self, edge: Begin | End) -> list[int]:
        """The comments that begin or end there."""
        return self._numbers[edge.thread]

    def put_into(self, file: Any) -> None:
        """Add the parts to a document of python-docx; none where there are no comments."""
        if not self.number:
            return
        self._styles(file)
        self._part(file, "comments", _STANDARD, self._comments())
        self._part(file, "commentsExtended", _RELATION.format(2011, "commentsExtended"), self._ex())
        relation = _RELATION.format("2016/09", "commentsIds")
        self._part(file, "commentsIds", relation, self._ids())
        relation = _RELATION.format("2018/08", "commentsExtensible")
        self._part(file, "commentsExtensible", relation, self._moments())
        self._part(file, "people", _RELATION.format(2011, "people"), self._people())

    def _said(self) -> Iterator[Said]:
        for thread in self._told.threads:
            yield from thread.said

    @staticmethod
    def _part(file: Any, name: str, relation: str, root: Any) -> None:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from lxml import etree

        blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        place = PackURI(f"/word/{name}.xml")
        file.part.relate_to(Part(place, _KIND.format(name), blob, file.part.package), relation)

    @staticmethod
    def _styles(file: Any) -> None:
        from lxml import etree

        known = {style.style_id for style in file.styles}
        for style in etree.fromstring(_STYLES.format(w=_W).replace("\n", "")):
            if style.get(f"{{{_W}}}styleId") not in known:
                file.styles.element.append(style)

    def _comments(self) -> Any:
        root = _root("w:comments", "w14")
        numbers = (number for thread in self._numbers for number in thread)
        for number, said in zip(numbers, self._said(), strict=True):
            about = {"w:id": str(number), "w:author": said.author}
            if said.when is not None:
                about["w:date"] = f"{said.when:%Y-%m-%dT%H:%M:%SZ}"
            if said.initials:
                about["w:initials"] = said.initials
            comment = _child(root, "w:comment", **about)
            for place, line in enumerate(said.lines):
                mark = {"w14:paraId": _hex(self._paragraphs[said.id][place])}
                paragraph = _child(comment, "w:p", **mark)
                _child(_child(paragraph, "w:pPr"), "w:pStyle", **{"w:val": "CommentText"})
                if place == 0:
                    run = _child(paragraph, "w:r")
                    _child(_child(run, "w:rPr"), "w:rStyle", **{"w:val": "CommentReference"})
                    _child(run, "w:annotationRef")
                if line:
                    words = _child(_child(paragraph, "w:r"), "w:t")
                    words.text = line
                    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return root

    def _ex(self) -> Any:
        root = _root("w15:commentsEx", "w15")
        for thread in self._told.threads:
            parent = _hex(self._paragraphs[thread.said[0].id][-1])
            for said in thread.said:
                about = {"w15:paraId": _hex(self._paragraphs[said.id][-1])}
                if said is not thread.said[0]:
                    about["w15:paraIdParent"] = parent
                _child(root, "w15:commentEx", **about, **{"w15:done": str(int(thread.resolved))})
        return root

    def _ids(self) -> Any:
        root = _root("w16cid:commentsIds", "w16cid")
        for said in self._said():
            about = {
                "w16cid:paraId": _hex(self._paragraphs[said.id][-1]),
                "w16cid:durableId": _hex(self._durable[said.id]),
            }
            _child(root, "w16cid:commentId", **about)
        return root

    def _moments(self) -> Any:
        """The moments in UTC: Word takes those beside the comments themselves for local ones."""
        root = _root("w16cex:commentsExtensible", "w16cex")
        for said in self._said():
            about = {"w16cex:durableId": _hex(self._durable[said.id])}
            if said.when is not None:
                about["w16cex:dateUtc"] = f"{said.when:%Y-%m-%dT%H:%M:%SZ}"
            _child(root, "w16cex:commentExtensible", **about)
        return root

    def _people(self) -> Any:
        root = _root("w15:people", "w15")
        for name in dict.fromkeys(said.author for said in self._said()):
            person = _child(root, "w15:person", **{"w15:author": name})
            about = {"w15:providerId": "None", "w15:userId": name}
            _child(person, "w15:presenceInfo", **about)
        return root


_SPACES = {"w": _W, "w14": _W14, "w15": _W15, "w16cid": _CID, "w16cex": _CEX, "mc": _MC}


def _root(name: str, ignorable: str) -> Any:
    """A root that programs which know only the standard may pass over the extension of."""
    from lxml import etree

    prefix = name.partition(":")[0]
    spaces = {key: _SPACES[key] for key in (prefix, ignorable, "mc")}
    return etree.Element(_full(name), {f"{{{_MC}}}Ignorable": ignorable}, nsmap=spaces)


def _child(parent: Any, name: str, **said: str) -> Any:
    from lxml import etree

    return etree.SubElement(parent, _full(name), {_full(k): v for k, v in said.items()})


def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def _hex(number: int) -> str:
    return f"{number:08X}"


def _number(seed: str, taken: set[int]) -> int:
    """A number for something that no other has, the same whenever it is written."""
    digest = hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest()
    number = 1 + int.from_bytes(digest[:4], "big") % _MOST
    while number in taken:
        number = 1 + number % _MOST
    taken.add(number)
    return number
