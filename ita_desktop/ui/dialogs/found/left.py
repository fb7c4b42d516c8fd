"""The list of what an import of files stores nowhere: of all parts, and of what is outside them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import capital, tr, translated
from ita_desktop.ui.dialogs.found.list_bar import ListBar
from ita_desktop.ui.dialogs.found.missing import TAKE_BACK, MissingTable, place_in_file
from ita_desktop.ui.dialogs.previews.left import LeftRow
from ita_desktop.ui.opening.saved_files import open_saved
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.sheet import Sheet
from ita_desktop.ui.widgets.status.message import MessageLine

if TYPE_CHECKING:
    from ita_desktop.services.imports.found.series import ImportSeries
    from ita_desktop.services.imports.ledger.entries import LeftText


class LeftDialog(Sheet):
    """Shows the entries, those that nothing took first; they can be copied, saved, and put into
    fields of the parts."""

    about = "left"

    def __init__(
        self, session: Session, series: "ImportSeries", source: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._source = session, source
        self.table = MissingTable(why=True)
        self.table.setAccessibleName(tr("สิ่งที่ไม่ได้เก็บจากไฟล์"))
        self.body.addWidget(self.table, 1)
        self.bar = ListBar(session, self)
        self.body.addWidget(self.bar)
        self.note = MessageLine(self)
        self.notes.addWidget(self.note)
        self.bar.told.connect(self.note.display)
        self.note.acted.connect(self._act)
        self.set_title(self.table.accessibleName(), source)
        self.accept_button.hide()
        self.cancel_button.setText(tr("ปิด"))
        self.read(series)
        if rows := self.table.sheet.all_rows():
            self.table.go_to(rows[0].id)
        self.table.setFocus()
        self.finished.connect(self.deleteLater)

    def _act(self, key: str) -> None:
        if not open_saved(key, self._session.failed.emit):
            self.table.take_back()

    def read(self, series: "ImportSeries") -> None:
        """Shows what the parts of a series leave."""
        left = series.left
        lists = [(planned.part.kind, planned.part.source) for planned in series.parts]
        rows = left_rows(left)
        self.table.read(lists, self._session.data, rows)
        self.note.withdraw(TAKE_BACK)
        for message in self.table.told([(each.part.source, each.plan) for each in series.parts]):
            self.note.display(message)
        self.bar.show_for(self.table, self._source)
        known = sum(bool(each.why) for each in left)
        words = tr("{count} แห่งที่ไม่ได้เก็บไว้ที่ใด", count=len(left) - known)
        if known:
            words = f"{words} · {tr('{count} แห่งที่มีเหตุผล', count=known)}"
        self.set_remark(words)


def left_rows(left: "Sequence[LeftText]") -> list[LeftRow]:
    """Returns the entries, those that nothing took first."""
    unknown = tr("ไม่ได้เก็บไว้ที่ใด")
    return [
        LeftRow(
            f"left:{at}",
            place_in_file(each),
            each.text,
            capital(translated(each.why or each.note)) or unknown,
            of=each.cell,
            left=each,
        )
        for at, each in enumerate(sorted(left, key=lambda each: bool(each.why)))
    ]
