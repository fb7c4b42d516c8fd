"""The paragraphs of OpenDocument files as they are printed, those of lists with their numbers."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from ita_desktop.exchange.blocks import labelled
from ita_desktop.exchange.files.cell_lines import Line
from ita_desktop.exchange.files.odf.styles import (
    DRAW,
    OFFICE,
    OUTLINE,
    SVG,
    TEXT,
    XLINK,
    ListCounter,
    Styles,
    count,
)
from ita_desktop.exchange.files.reader_remarks import COMMENTS, EMBEDDED

PARAGRAPHS: Final = frozenset({f"{TEXT}p", f"{TEXT}h"})
FRAMES: Final = frozenset({f"{DRAW}frame", f"{DRAW}custom-shape"})
"""Pictures and text boxes."""
_MOST_SPACES: Final = 1000


class TextReader:
    """Reads paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.counted: Counter[str] = Counter()

    def line(self, paragraph: Any) -> Line:
        """Return a paragraph."""
        style = paragraph.get(f"{TEXT}style-name", "")
        line = Line(struck=bool(self._styles.struck(style)))
        self._walk(paragraph, line, bold=bool(self._styles.bold(style)))
        return line

    def framed(self, frame: Any) -> Line:
        """Return a picture or text box as a paragraph with nothing else."""
        line = Line()
        self._frame(frame, line)
        return line

    def _walk(self, element: Any, line: Line, *, bold: bool) -> None:
        line.add(_spaced(element.text), bold=bold)
        for child in element:
            self._part(child, line, bold=bold)
            line.add(_spaced(child.tail), bold=bold)

    def _part(self, part: Any, line: Line, *, bold: bool) -> None:
        if part.tag in FRAMES:
            self._frame(part, line)
        elif part.tag == f"{OFFICE}annotation":
            self.counted[COMMENTS] += 1
        else:
            self._inline(part, line, bold=bold)

    def _inline(self, part: Any, line: Line, *, bold: bool) -> None:
        match part.tag.removeprefix(TEXT):
            case "s":
                line.add(" " * count(part, f"{TEXT}c", _MOST_SPACES), bold=bold)
            case "tab":
                line.add("\t", bold=bold)
            case "line-break":
                line.add("\n", bold=bold)
            case "note":
                body = part.find(f"{TEXT}note-body")
                line.notes.append(
                    " ".join("".join(() if body is None else body.itertext()).split())
                )
            case "span":
                style = part.get(f"{TEXT}style-name", "")
                own, is_struck = self._styles.bold(style), self._styles.struck(style)
                before = line.struck
                line.struck = before if is_struck is None else is_struck
                self._walk(part, line, bold=bold if own is None else own)
                line.struck = before
            case "a":
                line.links.append((part.get(f"{XLINK}href", ""), "".join(part.itertext())))
                self._walk(part, line, bold=bold)
            case "ruby-text" | "tracked-changes":
                return
            case _:
                self._walk(part, line, bold=bold)

    def _frame(self, frame: Any, line: Line) -> None:
        described = "".join(
            frame.findtext(f"{SVG}{name}") or "" for name in ("desc", "title")
        ).strip()
        if frame.tag == f"{DRAW}custom-shape":
            line.boxes.append(frame)
            return
        for inner in frame:
            if inner.tag == f"{DRAW}image":
                part = inner.get(f"{XLINK}href", "")
                inside = part.startswith(("Pictures/", "media/"))
                line.pictures.append((part if inside else "", described))
                return  # what follows is the same picture in other formats
            if inner.tag == f"{DRAW}text-box":
                line.boxes.append(inner)
            elif inner.tag in {f"{DRAW}object", f"{DRAW}object-ole"}:
                self.counted[EMBEDDED] += 1


def _spaced(text: str | None) -> str:
    """Return text with white space as OpenDocument counts it: line breaks are spaces."""
    return "" if text is None else text.replace("\n", " ").replace("\t", " ").replace("\r", " ")


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
