"""Writes numbers and formulas of a sheet.

A formula is written only if its result equals the printed figure. The result is stored with it, for
programs that show a file without computing it.
"""

import re
from decimal import Decimal
from functools import partial
from typing import Any

from ita_desktop.documents.content import Cell
from ita_desktop.documents.formulas import Formula, in_excel, result
from ita_desktop.documents.text.printable import THAI_FIGURES
from ita_desktop.domain.digits import to_arabic

_FIGURE = re.compile(r"([-+]?)[0-9][0-9,]*(?:\.([0-9]+))?(.*)", re.DOTALL)
_PER_CENT = "%"


def number_format(text: str) -> str:
    """Returns the number format that shows a figure like ``text``: decimals, thousands separators,
    Thai digits and suffix."""
    arabic = to_arabic(text)
    match = _FIGURE.fullmatch(arabic)
    if match is None:
        return "General"
    sign, decimals, behind = match[1], match[2] or "", match[3]
    form = "#,##0" if "," in arabic else "0"
    form += f".{'0' * len(decimals)}" if decimals else ""
    if behind.startswith(_PER_CENT):
        form, behind = form + _PER_CENT, behind.removeprefix(_PER_CENT)
    if behind:
        quoted = behind.replace('"', "")
        form += f'"{quoted}"'
    digits = "" if arabic == text else THAI_FIGURES
    signs = ("+", "-", "") if sign else ("",)
    return ";".join(f"{digits}{sign}{form}" for sign in signs)


class Figures:
    """The named figures of a sheet, or of a list and the sheet behind it, and the formulas to write
    once all are known."""

    def __init__(self) -> None:
        self._values: dict[str, Decimal] = {}
        self._cells: dict[str, Any] = {}
        self._waiting: list[tuple[Any, Formula, Decimal, Decimal]] = []

    def put(self, cell: Any, content: Cell, text: str) -> str:
        """Writes a figure into a cell; returns its number format."""
        value = content.value or Decimal(0)
        stored = value / 100 if _PER_CENT in text else value
        cell.value = stored
        if content.name:
            self._values[content.name] = value
            self._cells[content.name] = cell
        if content.formula is not None:
            self._waiting.append((cell, content.formula, value, stored))
        return number_format(text)

    def write_formulas(self) -> dict[Any, dict[str, Decimal]]:
        """Replaces figures by the formulas that compute them; returns the results by sheet and
        cell."""
        given: dict[Any, dict[str, Decimal]] = {}
        for cell, formula, value, stored in self._waiting:
            if result(formula, self._values) == value:
                cell.value = in_excel(formula, partial(self._place, cell.parent))
                given.setdefault(cell.parent, {})[cell.coordinate] = stored
        return given

    def _place(self, sheet: Any, name: str) -> str:
        """Returns where a figure is, as a formula on ``sheet`` names it."""
        from openpyxl.utils.cell import quote_sheetname

        cell = self._cells[name]
        of_other = "" if cell.parent is sheet else f"{quote_sheetname(cell.parent.title)}!"
        return f"{of_other}{cell.coordinate}"
