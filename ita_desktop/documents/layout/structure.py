"""The logical structure of a document: headings, paragraphs, lists, tables and figures in reading
order, for readers who hear it (ISO 32000-1, 14.8.4; its names are the standard's).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from ita_desktop.documents.content import Paragraph, Table
from ita_desktop.documents.layout.grid import PlacedCell
from ita_desktop.documents.styles import STYLES


class StructureRole(StrEnum):
    DOCUMENT = "Document"
    PARAGRAPH = "P"
    LIST = "L"
    ITEM = "LI"
    ITEM_BODY = "LBody"
    TABLE = "Table"
    TABLE_HEAD = "THead"
    TABLE_BODY = "TBody"
    ROW = "TR"
    HEADING_CELL = "TH"
    CELL = "TD"
    FIGURE = "Figure"


@dataclass(slots=True, eq=False)
class Element:
    """A part of the structure: its ``kids`` are further elements, and what of it is on a page."""

    role: str
    """A :class:`StructureRole`, or ``H1`` to ``H6``."""
    alt: str = ""
    """The text of a figure."""
    rows: int = 1
    columns: int = 1
    """How many rows and columns a cell covers."""
    kids: list["Kid"] = field(default_factory=list)

    def add(self, role: str, *, alt: str = "", rows: int = 1, columns: int = 1) -> "Element":
        """Adds an element at the end, and returns it."""
        made = Element(role, alt, rows, columns)
        self.kids.append(made)
        return made


@dataclass(slots=True, eq=False)
class Piece:
    """What of an element is on one page."""


Kid: TypeAlias = Element | Piece

_DEEPEST_HEADING = 6


class Structure:
    """The structure of a document whose blocks are added one by one."""

    def __init__(self) -> None:
        self.root = Element(StructureRole.DOCUMENT)
        self._headings: list[int] = []
        """The levels of the last heading and of those above it."""
        self._lists: list[Element] = []
        """The lists that the last block is in, by level."""
        self._item = self.root
        """The last item of a list."""

    def paragraph(self, block: Paragraph) -> Element | None:
        """Adds a heading, a list item or a paragraph; None if it has neither text nor picture."""
        if not block.text.strip() and not block.mark and not any(run.image for run in block.runs):
            return None
        level = STYLES[block.style].heading
        if level:
            return self._add_heading(level)
        if block.mark:
            return self._add_item(block.level)
        self._lists.clear()
        return self.root.add(StructureRole.PARAGRAPH)

    def lines(self) -> Element:
        """Adds a paragraph of lines that belong together, as those of a signature."""
        self._lists.clear()
        return self.root.add(StructureRole.PARAGRAPH)

    def figure(self, alt: str) -> Element:
        """Adds a figure with its text."""
        self._lists.clear()
        return self.root.add(StructureRole.FIGURE, alt=alt)

    def cells(
        self,
        table: Table,
        heading: Iterable[tuple[PlacedCell, ...]],
        rows: Iterable[tuple[PlacedCell, ...]],
    ) -> dict[int, Element]:
        """Adds a table; returns the elements of its cells by their ids. One without borders and
        headings only places text, and its cells are paragraphs."""
        self._lists.clear()
        heading, rows = tuple(heading), tuple(rows)
        if not table.borders and not heading:
            return {
                id(place): self.root.add(StructureRole.PARAGRAPH)
                for row in rows
                for place in row
                if _has_content(place)
            }
        made = self.root.add(StructureRole.TABLE)
        cells: dict[int, Element] = {}
        for part, role, placed in (
            (StructureRole.TABLE_HEAD, StructureRole.HEADING_CELL, heading),
            (StructureRole.TABLE_BODY, StructureRole.CELL, rows),
        ):
            within = made.add(part) if placed else made
            for row in placed:
                line = within.add(StructureRole.ROW)
                for place in row:
                    cells[id(place)] = line.add(role, rows=place.rows, columns=place.columns)
        return cells

    def _add_heading(self, level: int) -> Element:
        """Adds a heading one level below the one that it is under: no level is left out."""
        self._lists.clear()
        self._headings = [above for above in self._headings if above < level] + [level]
        return self.root.add(f"H{min(len(self._headings), _DEEPEST_HEADING)}")

    def _add_item(self, level: int) -> Element:
        """Adds an item to the list of this level, which lies in the last item of the one above."""
        del self._lists[level + 1 :]
        if len(self._lists) <= level:
            above = self._item if self._lists else self.root
            self._lists.append(above.add(StructureRole.LIST))
        self._item = self._lists[-1].add(StructureRole.ITEM).add(StructureRole.ITEM_BODY)
        return self._item


def _has_content(place: PlacedCell) -> bool:
    return bool(place.cell.pictures) or any(
        paragraph.text.strip() or paragraph.mark for paragraph in place.cell.paragraphs
    )
