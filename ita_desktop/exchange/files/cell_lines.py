"""Paragraphs of Word and OpenDocument while they are read: as parts of a document, and as what the
cells of a table say."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ita_desktop.exchange.blocks import Heading, Paragraph, Picture, TextRun, linked_runs
from ita_desktop.exchange.cells.struck import struck
from ita_desktop.exchange.files.assembling import Note, Part
from ita_desktop.exchange.files.reader_remarks import captions_in_cell, footnote, table_in_cell
from ita_desktop.exchange.sheets import WorkProgress


@dataclass(slots=True)
class Line:
    """A paragraph while it is read."""

    runs: list[TextRun] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    """Text boxes anchored in it."""
    pictures: list[tuple[str, str]] = field(default_factory=list)
    """Part and alternative text of its pictures."""
    links: list[tuple[str, str]] = field(default_factory=list)
    """The addresses that its links lead to, with their words; those of a field are not known."""
    notes: list[str] = field(default_factory=list)
    """The texts of its footnotes."""
    page_break: bool = False
    page: int = 0
    struck: bool = False
    """Whether what is being read is struck through."""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    def add(self, text: str, *, bold: bool) -> None:
        """Add text."""
        if text:
            text = str(struck(text)) if self.struck else text
            if self.runs and self.runs[-1].bold == bold:
                text = self.runs.pop().text + text
            self.runs.append(TextRun(text, bold))


class PartsReader:
    """Reads the parts of a file; ``data`` are its bytes."""

    def __init__(self, data: bytes, source: str, work_progress: WorkProgress) -> None:
        self._data = data
        self._source = source
        self._work_progress = work_progress
        self._continued = False
        """Whether a page ended since the last table."""

    def parts(self, body: Any) -> Iterator[Part]:
        """Yield the parts of a body, section, text box or cell."""
        raise NotImplementedError

    def _line(
        self, line: Line, label: str, level: int, heading: int, *, caption: bool
    ) -> Iterator[Part]:
        """Yield a paragraph with its ``label``, at this ``level`` of a list or of headings (0 for
        text), and what is anchored in it."""
        text = line.text.strip()
        if heading and text:
            yield Heading(heading, text, label, line.page)
        elif text or label:
            yield Paragraph(linked_runs(line.runs, line.links), label, level, line.page, caption)
        for part, alternative in line.pictures:
            yield Picture(part, alternative, page=line.page, package=self._data)
        for note in line.notes:
            yield Paragraph((TextRun(note),), "*", page=line.page)
        for box in line.boxes:
            yield from self.parts(box)


class CellLines:
    """Reads the cells of a table, and notes what is in them but text."""

    def __init__(self, data: bytes, source: str, work_progress: WorkProgress) -> None:
        self._data = data
        self._source = source
        self._work_progress = work_progress
        self._notes: list[Note] = []
        self._pictures: list[Picture] = []
        self._links: list[tuple[str, str]] = []
        """The addresses that the links of the cell being read lead to, with their words."""

    def _lines(self, cell: Any, row: int) -> Iterator[str]:
        """Yield the lines of a cell or text box."""
        raise NotImplementedError

    def _paragraph(self, line: Line, text: str, row: int) -> Iterator[str]:
        """Yield the ``text`` of a paragraph, with its label, and those of its text boxes."""
        self._links += line.links
        if text or not (line.pictures or line.boxes):
            yield text
        self._pictures.extend(
            Picture(part, caption, row=row, page=line.page, package=self._data)
            for part, caption in line.pictures
        )
        self._notes.extend(footnote(row, note) for note in line.notes)
        for box in line.boxes:
            yield from self._lines(box, row)

    def _inner(self, lines: list[str], row: int, *, pictured: bool) -> Iterator[str]:
        """Yield the rows of a table within a cell; one of pictures gives captions, not text."""
        self._notes.append(captions_in_cell(row) if pictured else table_in_cell(row))
        if not pictured:
            yield from lines
