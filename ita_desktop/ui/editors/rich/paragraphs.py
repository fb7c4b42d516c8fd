"""Rich text as the paragraphs of a text document: how it is put in and read back."""

from collections.abc import Iterable

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from ita_desktop.domain.rich import RichLine, Span, parse, write
from ita_desktop.ui.editors.rich.layout import bold_parts
from ita_desktop.ui.table.cells.richlines import LEAD, bold_of, level_of, shown
from ita_desktop.ui.theme.fonts import font
from ita_desktop.ui.theme.tokens import Text


def put_text(document: QTextDocument, text: str) -> None:
    """Puts a stored text into a document, whose own steps back end here."""
    lines = parse(text)
    document.setPlainText("\n".join(shown(line) for line in lines))
    if "**" in text:
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        block = document.begin()
        for line in lines:
            embolden(cursor, block, line)
            block = block.next()
        cursor.endEditBlock()
    document.clearUndoRedoStacks()
    document.setModified(False)


def stored_text(document: QTextDocument) -> str:
    """The text of a document as it is stored."""
    return write(_lines(document))


def look(*, bold: bool) -> QTextCharFormat:
    """How letters look."""
    look = QTextCharFormat()
    look.setFontWeight(font(Text.BODY_STRONG if bold else Text.BODY).weight())
    return look


def replace(block: QTextBlock, start: int, end: int, text: str) -> None:
    """Puts ``text`` in the place of some letters of a paragraph, as one step back."""
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + start)
    cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text, look(bold=False))


def embolden(cursor: QTextCursor, block: QTextBlock, line: RichLine, before: int = 0) -> None:
    """Makes the bold stretches of a line bold, which begins ``before`` letters into ``block``."""
    at = block.position() + before
    for start, end in bold_of(line):
        cursor.setPosition(at + start)
        cursor.setPosition(at + end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(look(bold=True))


def _lines(document: QTextDocument) -> Iterable[RichLine]:
    block = document.begin()
    while block.isValid():
        text = block.text()
        found = LEAD.match(f"{text} ") if text.strip() else None
        start = min(found.end(), len(text)) if found is not None else 0
        spans = _spans_of(block, text, start)
        if found is None:
            yield RichLine(spans)
        else:
            yield RichLine(spans, found[2], level_of(found))
        block = block.next()


def _spans_of(block: QTextBlock, text: str, start: int) -> tuple[Span, ...]:
    spans, at = [], start
    for first, end in bold_parts(block):
        begin = max(first, at)
        if begin < end:
            spans += [Span(text[at:begin]), Span(text[begin:end], bold=True)]
            at = end
    return (*spans, Span(text[at:]))
