"""Finds the editable text at a position of a page, by comparing the characters around it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ita_desktop.documents.content import Block, Document, KeepTogether, Paragraph, Table
from ita_desktop.domain.text import to_arabic

_WINDOW = 24
"""Number of characters compared on either side, fewer near the ends of a text."""
_LEAST = 2


class PrintedText(NamedTuple):
    """A run of a document's text without spaces, and the name of its wording; empty for data."""

    text: str
    wording: str


def printed_texts(document: Document) -> tuple[PrintedText, ...]:
    """Returns all runs of a document and its bound documents."""
    parts = (document, *(bound.document for bound in document.bound))
    found = (
        PrintedText(_plain(text), wording)
        for part in parts
        for paragraph in _paragraphs(part.blocks)
        for text, wording in _runs(paragraph)
    )
    return tuple(dict.fromkeys(text for text in found if text.text))


def _runs(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    """Yields the runs of a paragraph; the number is part of the first if both are one text."""
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
    """Returns the name of the wording between two texts of a page; empty if it is data."""
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
    return "".join(
        letter for letter in to_arabic(text) if not letter.isspace() and letter.isprintable()
    )
