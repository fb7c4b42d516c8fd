"""Which wording a text on a page is, found by the letters around a place."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ita_desktop.documents.content import Block, Document, KeepTogether, Paragraph, Table
from ita_desktop.domain.digits import to_arabic

_WINDOW = 24
"""So many letters on either side tell a text apart, fewer where it is shorter."""
_LEAST = 2


class PrintedText(NamedTuple):
    """A stretch of a document's text without blanks, and the wording that it is; empty for what is
    data."""

    text: str
    wording: str


def printed_texts(document: Document) -> tuple[PrintedText, ...]:
    """All stretches of a document and of what is bound behind it."""
    parts = (document, *(bound.document for bound in document.bound))
    found = (
        PrintedText(_plain(text), wording)
        for part in parts
        for paragraph in _paragraphs(part.blocks)
        for text, wording in _runs(paragraph)
    )
    return tuple(dict.fromkeys(text for text in found if text.text))


def _runs(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    """The runs of a paragraph, its number with the first where both are one text."""
    runs = [(run.text, run.wording) for run in paragraph.runs]
    if paragraph.mark_wording and runs and runs[0][1] == paragraph.mark_wording:
        runs[0] = (paragraph.mark + runs[0][0], paragraph.mark_wording)
    elif paragraph.mark_wording:
        runs.insert(0, (paragraph.mark, paragraph.mark_wording))
    yield from runs


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block
            case KeepTogether():
                yield from _paragraphs(block.blocks)
            case Table():
                for row in (*block.heading, *block.rows):
                    for cell in row.cells:
                        yield from cell.paragraphs
            case _:
                continue


def wording_at(stretches: Iterable[PrintedText], before: str, after: str) -> str:
    """The wording of which a place between two texts of a page is; empty where that is data."""
    left, right = _plain(before), _plain(after)
    known = tuple(stretches)
    for wide in range(_WINDOW, 0, -1):
        near = left[-wide:] + right[:wide]
        if len(near) < _LEAST:
            return ""
        found = [text for text in known if near in text.text]
        if found:
            return min(found, key=lambda text: len(text.text)).wording
    return ""


def _plain(text: str) -> str:
    return "".join(one for one in to_arabic(text) if not one.isspace() and one.isprintable())
