"""The items of another list in an import: what the file calls each, beside what the year does."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ita_desktop.i18n import tr
from ita_desktop.ui.dialogs.previews.left import place_of, row_id
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.sizes import WHOLE

if TYPE_CHECKING:
    from ita_desktop.services.imports.plan import ImportPlan


class _Width:
    """Both names are readable side by side in a low window."""

    PLACE: Final = 100
    CODE: Final = 62
    TITLE: Final = 250


TITLES: Final = "titles"
OF_FILE: Final = "ชื่อในไฟล์"
"""The heading of what the file calls an item."""


@dataclass(frozen=True, slots=True)
class TitlesRow:
    """A row of the file with both names of its item."""

    id: str
    place: str
    code: str
    title: str
    item: str
    official: str


def titles_rows(plan: "ImportPlan") -> list[TitlesRow]:
    """Returns all rows of the other list, whatever becomes of them."""
    none = tr("ไม่มีข้อที่ตรงกัน")
    return [
        TitlesRow(
            row_id(row.origin),
            place_of(row.origin),
            row.code,
            row.title,
            row.item,
            row.official or none,
        )
        for row in plan.titled
    ]


def titles_columns(year: int) -> list[Column[TitlesRow]]:
    """Returns the columns: code and title of the file, item and title of the Buddhist fiscal
    ``year``, place."""
    return [
        Column("code", tr("รหัสในไฟล์"), lambda row: row.code, _Width.CODE, kind=ColumnKind.CODE),
        Column("title", tr(OF_FILE), lambda row: row.title, _Width.TITLE, stretch=True,
               lines=WHOLE.lines),
        Column("item", tr("ข้อของปี"), lambda row: row.item, _Width.CODE, kind=ColumnKind.CODE),
        Column("official", tr("ชื่อในกรอบของปี {year}", year=year), lambda row: row.official,
               _Width.TITLE, stretch=True, lines=WHOLE.lines),
        Column("place", tr("แถวในไฟล์"), lambda row: row.place, _Width.PLACE,
               kind=ColumnKind.CODE),
    ]  # fmt: skip
