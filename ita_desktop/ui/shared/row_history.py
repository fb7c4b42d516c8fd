"""The history of a row: who changed what in it, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import in_language, tr, translated
from ita_desktop.services.column_words import column_words, value_words
from ita_desktop.services.history import of_row
from ita_desktop.storage.edits.changes import HistoryEntry, RowChange
from ita_desktop.ui.dialogs.sheet_work import SheetWork
from ita_desktop.ui.language.dates import day_and_time
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.measures import SheetHeight
from ita_desktop.ui.theme.tokens import Width
from ita_desktop.ui.widgets.sheet import Sheet


class HistoryWidth:
    """The history of a row."""

    WHEN: Final = 120
    WHO: Final = 130
    VALUE: Final = 220


@dataclass(frozen=True)
class _Row:
    id: str
    when: str
    who: str
    what: str
    old: str
    new: str


class RowHistorySheet(Sheet):
    """Lists the edits of a row, newest first; read in another thread."""

    about = "row-history"

    def __init__(self, session: Session, key: str, parent: QWidget) -> None:
        super().__init__(parent, size=QSize(Width.DIALOG, SheetHeight.RESTORE))
        self._session = session
        self.set_title(tr("ประวัติของแถวนี้"), tr("ใหม่ที่สุดอยู่บน"))
        self.table = SheetView(_columns(), self, filters=False)
        self.table.setAccessibleName(tr("ประวัติของแถวนี้"))
        self.body.addWidget(self.table, 1)
        self.accept_button.hide()
        self.cancel_button.setText(tr("ปิด"))
        self.work = SheetWork(self, lambda: None)
        workspace = session.workspace
        what = tr("กำลังอ่านประวัติ")
        self.work.begin(what, lambda _p: of_row(workspace, key), self._show, self.set_remark)

    def _show(self, entries: list[HistoryEntry]) -> None:
        today = self._session.today
        rows = [
            _Row(
                str(number),
                day_and_time(entry.group.at, today),
                entry.group.who,
                translated(entry.group.label),
                _values(entry.change, entry.change.old),
                _values(entry.change, entry.change.new),
            )
            for number, entry in enumerate(entries)
        ]
        self.table.sheet.set_rows(rows, flash=False)
        self.table.take_focus()


def _values(change: RowChange, side: Mapping[str, object] | None) -> str:
    """Returns what the columns that an edit has changed are on one ``side`` of it, each by its name
    if there are several, without keys of rows."""
    if change.old is None or change.new is None or side is None:
        return ""
    told = {
        in_language(column_words(change.table, name)): words
        for name, value in side.items()
        if name != "row_version"
        and not name.endswith("_id")
        and (words := translated(value_words(change.table, name, value)))
    }
    if len(change.old) > 2:  # beside the version
        return " · ".join(f"{name}: {words}" for name, words in told.items())
    return " · ".join(told.values())


def _columns() -> list[Column[_Row]]:
    return [
        Column("when", tr("เมื่อ"), lambda row: row.when, HistoryWidth.WHEN),
        Column("who", tr("ใคร"), lambda row: row.who, HistoryWidth.WHO),
        Column("what", tr("ทำอะไร"), lambda row: row.what, stretch=True),
        Column("old", tr("ก่อนแก้"), lambda row: row.old, HistoryWidth.VALUE, lines=2),
        Column("new", tr("หลังแก้"), lambda row: row.new, HistoryWidth.VALUE, lines=2),
    ]
