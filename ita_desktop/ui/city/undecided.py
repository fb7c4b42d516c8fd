"""Personal data that papers or tables of the city would publish: listed before they are written."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import in_language, tr
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from ita_desktop.services.city.going_out import CityText


class CityTextColumns:
    """What is found in texts of the city."""

    WHERE: Final = 280
    KIND: Final = 150


class _Row(NamedTuple):
    id: str
    where: str
    kind: str
    words: str


class CityTextsSheet(Sheet):
    """Lists the places, which only their districts can mend or decide about. Accepted, what was
    asked for is written as typed."""

    about = "city-texts"

    def __init__(self, found: "Sequence[CityText]", parent: QWidget) -> None:
        super().__init__(parent)
        self.set_title(tr("ข้อมูลส่วนบุคคลในข้อความที่จะเผยแพร่"), tr("แก้หรือตัดสินในแฟ้มของเขต แล้วอ่านใหม่"))
        self.table = SheetView(_columns(), self, filters=False)
        self.table.setAccessibleName(tr("ข้อมูลส่วนบุคคลที่พบ"))
        self.table.set_read_only(True)
        self.body.addWidget(self.table, 1)
        rows = [_row(str(at), one) for at, one in enumerate(found)]
        self.table.sheet.set_rows(rows, flash=False)
        self.table.go_to(rows[0].id)
        self.set_remark(tr("{count} แห่ง", count=len(rows)))
        self.set_accept(tr("เผยแพร่ตามที่พิมพ์"))
        self.table.setFocus()


def _row(key: str, found: "CityText") -> _Row:
    from ita_desktop.services.personal.public_texts import KIND_WORDS

    return _Row(key, in_language(found.where), in_language(KIND_WORDS[found.kind]), found.words)


def _columns() -> list[Column[_Row]]:
    return [
        Column("where", tr("ที่"), lambda row: row.where, CityTextColumns.WHERE, lines=2),
        Column("kind", tr("สิ่งที่พบ"), lambda row: row.kind, CityTextColumns.KIND),
        Column("words", tr("ข้อความ"), lambda row: row.words, stretch=True),
    ]
