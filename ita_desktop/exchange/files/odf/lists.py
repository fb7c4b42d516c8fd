"""The paragraphs of OpenDocument files, those of lists with their numbers."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ita_desktop.exchange.blocks import labelled
from ita_desktop.exchange.files.odf.names import TEXT
from ita_desktop.exchange.files.odf.styles import OUTLINE, ListCounter, Styles
from ita_desktop.exchange.files.odf.text import FRAMES, PARAGRAPHS, Line, TextReader


class ListParagraph(NamedTuple):
    """A paragraph as printed."""

    line: Line
    label: str
    depth: int
    """The depth of its list."""
    heading: int
    """Its heading level from 1, 0 for text."""
    style: str

    @property
    def text(self) -> str:
        """The text with its label."""
        return labelled(self.label, self.line.text)


class LinesReader:
    """Reads paragraphs and lists in the order of the file, in which the lists are counted."""

    def __init__(self, styles: Styles, texts: TextReader) -> None:
        self.styles = styles
        self.texts = texts
        self._counter = ListCounter(styles)

    def of(self, element: Any) -> Iterator[ListParagraph]:
        """Yield the paragraphs of a paragraph, list or frame; nothing for other elements."""
        if element.tag in PARAGRAPHS:
            yield self._item(element, self._heading_number(element), 0)
        elif element.tag in FRAMES:
            yield ListParagraph(self.texts.framed(element), "", 0, 0, "")
        elif element.tag == f"{TEXT}list":
            style = element.get(f"{TEXT}style-name", "")
            yield from self._list(element, self._counter.begin(element, style), style, 0)

    def _list(self, listed: Any, key: str, style: str, depth: int) -> Iterator[ListParagraph]:
        style = listed.get(f"{TEXT}style-name", style)
        for entry in listed:
            start = entry.get(f"{TEXT}start-value")
            labelled_yet = entry.tag != f"{TEXT}list-item"
            for element in entry:
                if element.tag == f"{TEXT}list":
                    yield from self._list(element, key, style, depth + 1)
                elif element.tag in PARAGRAPHS:
                    label = ""
                    if not labelled_yet:
                        of_style = style or self.styles.list_of(_style(element))
                        begun = int(start) if start else None
                        label = self._counter.label(key, of_style, depth, begun)
                    labelled_yet = True
                    yield self._item(element, label, depth)

    def _heading_number(self, element: Any) -> str:
        if element.tag != f"{TEXT}h" or element.get(f"{TEXT}is-list-header") == "true":
            return ""
        depth = _level(element) - 1
        return self._counter.label(OUTLINE, OUTLINE, depth)

    def _item(self, element: Any, label: str, depth: int) -> ListParagraph:
        heading = _level(element) if element.tag == f"{TEXT}h" else 0
        return ListParagraph(self.texts.line(element), label, depth, heading, _style(element))


def _style(element: Any) -> str:
    return str(element.get(f"{TEXT}style-name", ""))


def _level(element: Any) -> int:
    text = element.get(f"{TEXT}outline-level", "1")
    return min(max(int(text), 1), 10) if text.isdecimal() and len(text) < 3 else 1
