"""A list as an Excel file in the hands of a clerk."""

import random
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from ita_desktop.documents.backends.xlsx import form
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.source import read_content
from ita_desktop.services.imports.draft import Decided, ImportDraft
from ita_desktop.services.imports.found.planned_years import year_after
from ita_desktop.services.imports.plan import ImportPlan
from ita_desktop.services.list_comparing import plan_list
from ita_desktop.services.listed import list_named, made


class ListInExcel:
    """The rows of a list of a year, as its file has them."""

    def __init__(self, data: YearData, name: str, digits: Digits = Digits.ARABIC) -> None:
        self.data = data
        self.columns = [column.heading for column in list_named(name).columns]
        self.book = load_workbook(BytesIO(form.render_list(made(list_named(name), data, digits))))
        self.sheet: Any = self.book.worksheets[0]

    @property
    def rows(self) -> list[list[Any]]:
        return [[cell.value for cell in row] for row in self.sheet.iter_rows(min_row=2)]

    def arrange(self, rows: Sequence[Sequence[Any]]) -> None:
        """Puts these rows in the place of all others; cells keep the look of their column."""
        self.sheet.delete_rows(2, self.sheet.max_row)
        for row in rows:
            self.sheet.append(list(row))
        for row in self.sheet.iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, str):
                    cell.data_type = "s"  # openpyxl takes =1+1 for a formula, Excel does not

    def shuffle(self, seed: int = 0) -> None:
        rows = self.rows
        random.Random(seed).shuffle(rows)
        self.arrange(rows)

    def column(self, heading: str) -> int:
        """The number of a column in Excel."""
        return self.columns.index(heading) + 1

    def put(self, row: int, cells: Mapping[str, Any]) -> None:
        """Types into cells of a row, by heading."""
        for heading, value in cells.items():
            self.sheet.cell(row, self.column(heading)).value = value

    def add(self, cells: Mapping[str, Any]) -> None:
        """Types a new row below the others."""
        last = self.sheet.max_row + 1
        for heading, value in cells.items():
            self.sheet.cell(last, self.column(heading)).value = value

    def content(self) -> bytes:
        target = BytesIO()
        self.book.save(target)
        return target.getvalue()

    def planned(self, now: YearData | None = None, *, replace: bool = False) -> ImportPlan:
        """What the file does in the year as it is ``now``."""
        source = read_content(self.content(), "รายการ.xlsx")
        assert source.own_list is not None
        draft = ImportDraft(now or self.data, [], Decided(replace=replace))
        return plan_list(source.own_list, source.sheets, draft)

    def taken(self, now: YearData | None = None) -> YearData:
        """The year after what is selected of the file was taken."""
        return year_after(now or self.data, self.planned(now).writes())
