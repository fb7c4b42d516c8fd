"""The content of a document in its order: headings, paragraphs, tables and pictures, whatever
program it was written with."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from ita_desktop.exchange.cells.row import text_value
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import DataSheet, LinkedText, Value, linked


@dataclass(frozen=True, slots=True)
class TextRun:
    """A part of a paragraph's text."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is the highest. ``label`` is its number as shown, ``page`` 0 if it is
    not known."""

    level: int
    text: str
    label: str = ""
    page: int = 0

    @property
    def line(self) -> str:
        """The text with its number."""
        return labelled(self.label, self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside tables; ``label`` is its list number or bullet as shown, ``level`` the
    depth of its list from 0, ``page`` 0 if it is not known."""

    runs: tuple[TextRun, ...]
    label: str = ""
    level: int = 0
    page: int = 0
    caption: bool = False
    """Whether it is the caption of the picture or table beside it."""

    @property
    def text(self) -> str:
        """The text without its label."""
        return "".join(run.text for run in self.runs)

    @property
    def line(self) -> str:
        """The text with its label."""
        return labelled(self.label, self.text)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; parts on several pages are one table.

    The rows of its ``sheet`` are numbered from 1; those below 1 are the lines above the table.
    """

    sheet: DataSheet
    page: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, in row ``row`` of the table ``sheet`` if it is in one.

    ``part`` is its name within the file; empty if the file only refers to it.
    """

    part: str
    caption: str = ""
    """Its caption, else its alternative text."""
    sheet: str = ""
    row: int = 0
    column: int = 0
    below: str = ""
    """The text below it in its cell, where the file does not say whether that is its caption."""
    package: bytes = field(default=b"", repr=False, compare=False)

    def content(self) -> bytes:
        """Return the bytes of the picture, at most ``MAX_PICTURE``; empty if the file has none."""
        from ita_desktop.exchange.files.formats import MAX_PICTURE

        if not self.part:
            return b""
        try:
            with zipfile.ZipFile(io.BytesIO(self.package)) as archive:
                info = archive.getinfo(self.part)
                return archive.read(info) if info.file_size <= MAX_PICTURE else b""
        except (KeyError, OSError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error):
            return b""


Block: TypeAlias = Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class SourceBlocks:
    """A document in its order, and what of it was not read or not as it is."""

    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()
    running: tuple[str, ...] = ()
    """What stands at the head or the foot of its pages, each line once, without page numbers."""

    @property
    def sheets(self) -> tuple[DataSheet, ...]:
        """Its tables, as sheets."""
        return tuple(block.sheet for block in self.blocks if isinstance(block, Table))

    @property
    def lines(self) -> Iterator[str]:
        """Its texts outside tables."""
        for block in self.blocks:
            if isinstance(block, Heading | Paragraph):
                yield block.line


def linked_runs(runs: Sequence[TextRun], links: Sequence[tuple[str, str]]) -> tuple[TextRun, ...]:
    """Return the runs of a paragraph, of which the first has the ``links`` of all."""
    if not (runs and links):
        return tuple(runs)
    text = linked(runs[0].text, links)
    return (replace(runs[0], text=text) if isinstance(text, str) else runs[0], *runs[1:])


def linked_text(block: Block) -> Value:
    """Return the text of a heading or paragraph, with its links."""
    if isinstance(block, Heading):
        return block.text
    if not isinstance(block, Paragraph):
        return ""
    runs = (run.text for run in block.runs if isinstance(run.text, LinkedText))
    links = [each for text in runs for each in text.links.items()]
    return linked(text_value(block.text), links)


def labelled(label: str, text: str) -> str:
    """Return a text behind its list number or bullet."""
    return f"{label} {text}" if label and text else label or text
