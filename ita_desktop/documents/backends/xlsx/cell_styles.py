"""Cell styles in Excel, created once and shared."""

import re
from copy import copy, deepcopy
from functools import cache
from typing import Any, NamedTuple

from ita_desktop.documents.content import Align, Paragraph, Vertical
from ita_desktop.documents.layout.text.fallbacks import in_office_fonts
from ita_desktop.documents.layout.text.letters import SARABUN_RATIO
from ita_desktop.documents.styles import OFFICIAL_LETTER, STYLES

_ALIGNED = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}
_EXCEL_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class CellLook(NamedTuple):
    """The properties that determine a cell's style."""

    style: str
    bold: bool
    borders: bool
    vertical: Vertical
    number_format: str = "General"
    joined: bool = False
    """Whether the border above the cell is omitted."""


class CellStyles:
    """Applies styles to the cells of ``sheet``."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._made: dict[CellLook, Any] = {}

    def dress(self, cell: Any, look: CellLook) -> None:
        if look not in self._made:
            self._made[look] = self._make(look)
        cell._style = self._made[look]  # noqa: SLF001 - sharing is 10 times as fast as setting each part

    def open_below(self, cell: Any) -> None:
        """Removes the border below a cell."""
        from openpyxl.styles import Border, Side

        cell._style = copy(cell._style)  # noqa: SLF001 - the look is shared with other cells
        lines = cell.border
        cell.border = Border(lines.left, lines.right, lines.top, Side())

    def _make(self, look: CellLook) -> Any:
        from openpyxl.cell import Cell
        from openpyxl.styles import Alignment, Border, Font, Side

        style = STYLES[look.style]
        cell: Any = Cell(self._sheet, 1, 1)  # not in the sheet, only for its style
        cell.font = Font(name=OFFICIAL_LETTER, size=style.size, bold=style.bold or look.bold)
        cell.alignment = Alignment(
            horizontal=_ALIGNED[style.align],
            vertical="center" if look.vertical is Vertical.MIDDLE else "top",
            wrap_text=True,
        )
        rule = Side("thin") if look.borders else Side()
        cell.border = Border(rule, rule, Side() if look.joined else rule, rule)
        cell.number_format = look.number_format
        return cell._style  # noqa: SLF001


def escaped(text: str) -> str:
    """Returns ``text`` with character escapes of Excel (``_x0041_``) made literal."""
    return _EXCEL_ESCAPE.sub("_x005F_", text)


@cache
def _font(name: str, size: float, bold: bool, underlined: bool) -> Any:
    """Returns the font of a run. All runs that look alike share it: a book has ten thousand runs,
    and openpyxl takes longer to make their fonts than for all else in a sheet."""
    from openpyxl.cell.text import InlineFont

    font: Any = InlineFont(rFont=name, sz=size, b=bold, u="single" if underlined else None)
    tree = font.to_tree("rPr")
    font.to_tree = lambda tagname: deepcopy(tree)  # noqa: ARG005 - it is called so
    return font


def rich_text(paragraphs: tuple[Paragraph, ...], lines: list[str]) -> Any:
    """Returns the ``lines`` of ``paragraphs`` with bold and underlined runs, for one cell."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    rich = CellRichText()
    for number, (paragraph, line) in enumerate(zip(paragraphs, lines, strict=True)):
        style = STYLES[paragraph.style]
        rest = paragraph.text.replace("\t", "  ")
        lead = ("\n" if number else "") + line.removesuffix(rest)
        stretches = [(lead, False, False)] if lead else []
        stretches += [(run.text, run.bold, run.underline) for run in paragraph.runs if run.text]
        for text, bold, underline in stretches:
            for part, other in in_office_fonts(text.replace("\t", "  ")):
                # Substitute fonts are set larger.
                size = round(style.size * SARABUN_RATIO) if other else style.size
                font = _font(other or OFFICIAL_LETTER, size, style.bold or bold, underline)
                rich.append(TextBlock(font, escaped(part)))
    return rich
