"""What Qt's layout of rich text leaves to do before its pages can be printed well."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument, QTextFormat


def scale_margins(document: QTextDocument, scale: float) -> None:
    """Qt takes margins at the sides of paragraphs, and those alone, for dots of the paper."""
    for block in blocks(document):
        form = block.blockFormat()
        if form.leftMargin() or form.textIndent():
            changed = QTextBlockFormat()
            changed.setLeftMargin(form.leftMargin() * scale)
            changed.setTextIndent(form.textIndent() * scale)
            QTextCursor(block).mergeBlockFormat(changed)


def keep_headings(document: QTextDocument) -> None:
    """Let no heading stand last on a page: it goes with what follows."""
    for block in blocks(document):
        following = block.next()
        if not block.blockFormat().headingLevel() or not following.isValid():
            continue
        if _page(document, block, 0) != _page(document, following, 0):
            form = QTextBlockFormat()
            form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(block).mergeBlockFormat(form)


def split_at_pages(document: QTextDocument) -> None:
    """Cut paragraphs that reach over the end of a page, where their lines go on, into two.

    Of a paragraph that begins above a page Qt draws one line more than is seen there, which whoever
    copies the words of that page would get as well. No line moves.
    """
    document.pageCount()  # lines there are only once all is laid out
    places = [
        block.position() + block.layout().lineAt(number).textStart()
        for block in blocks(document)
        for number in range(1, block.layout().lineCount())
        if _page(document, block, number) != _page(document, block, number - 1)
    ]
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for place in reversed(places):
        _split(cursor, place)
    cursor.endEditBlock()


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """All paragraphs, those in tables as well, in reading order."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _page(document: QTextDocument, block: QTextBlock, line: int) -> int:
    """The number of the page that a line of a paragraph stands on, from 0.

    By its middle: the room above a line may reach into the page before.
    """
    middle = document.documentLayout().blockBoundingRect(block).top()
    if block.layout().lineCount():
        place = block.layout().lineAt(line)
        middle += place.y() + place.height() / 2
    return int(middle // document.pageSize().height())


def _split(cursor: QTextCursor, place: int) -> None:
    cursor.setPosition(place)
    first = QTextBlockFormat(cursor.blockFormat())
    first.setLayoutDirection(cursor.block().textDirection())
    second = QTextBlockFormat(first)
    above = cursor.currentList()
    if above is not None:
        second.setObjectIndex(-1)
        second.setIndent(second.indent() + above.format().indent())
    second.setTopMargin(0)
    second.setTextIndent(0)
    second.clearProperty(QTextFormat.Property.PageBreakPolicy)
    first.setBottomMargin(0)
    cursor.setBlockFormat(first)
    cursor.insertBlock(second, cursor.charFormat())
