"""The list of what an import of files stores nowhere: of all parts, and of what is outside them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import capital, tr, translated
from ita_desktop.ui.dialogs.found.list_bar import ListBar
from ita_desktop.ui.dialogs.found.missing import place_in_file
from ita_desktop.ui.dialogs.previews.left import LeftRow
from ita_desktop.ui.opening.saved_files import open_saved
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.sizes import WHOLE
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Tone
from ita_desktop.ui.widgets.sheet import Sheet
from ita_desktop.ui.widgets.status.message import MessageLine

if TYPE_CHECKING:
    from ita_desktop.services.imports.ledger.entries import LeftText


class _Width:
    """The columns of what of files is stored nowhere."""

    PLACE: Final = 190
    TEXT: Final = 320
    OF: Final = 180
    WHY: Final = 230


class LeftDialog(Sheet):
    """Shows the entries, those that nothing took first; they can be copied and saved."""

    about = "import"

    def __init__(
        self, session: Session, left: "Sequence[LeftText]", source: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.table = SheetView(_columns(), self, filters=False)
        self.table.setAccessibleName(tr("สิ่งที่ไม่ได้เก็บจากไฟล์"))
        self.table.set_read_only(True)
        self.table.acting.of_entry = frozenset(each.key for each in _columns())
        self.body.addWidget(self.table, 1)
        self.bar = ListBar(session, self)
        self.body.addWidget(self.bar)
        self.note = MessageLine(self)
        self.notes.addWidget(self.note)
        self.bar.told.connect(self.note.display)
        self.note.acted.connect(lambda key: open_saved(key, session.failed.emit))
        self.set_title(self.table.accessibleName(), source)
        self.accept_button.hide()
        self.cancel_button.setText(tr("ปิด"))
        rows = left_rows(left)
        self.table.sheet.set_rows(rows, flash=False)
        self.bar.show_for(self.table, source)
        known = sum(bool(each.why) for each in left)
        words = tr("{count} แห่งที่ไม่ได้เก็บไว้ที่ใด", count=len(rows) - known)
        if known:
            words = f"{words} · {tr('{count} แห่งที่มีเหตุผล', count=known)}"
        self.set_remark(words)
        if rows:
            self.table.go_to(rows[0].id)
        self.table.setFocus()
        self.finished.connect(self.deleteLater)


def left_rows(left: "Sequence[LeftText]") -> list[LeftRow]:
    """Returns the entries in the order of the files, those that nothing took first."""
    several = len({each.source for each in left}) > 1
    unknown = tr("ไม่ได้เก็บไว้ที่ใด")
    return [
        LeftRow(
            f"left:{at}",
            " · ".join(filter(None, (each.source if several else "", place_in_file(each)))),
            each.text,
            capital(translated(each.why or each.note)) or unknown,
            of=each.cell,
        )
        for at, each in enumerate(sorted(left, key=lambda each: bool(each.why)))
    ]


def _columns() -> list[Column[LeftRow]]:
    return [
        Column("place", tr("ที่ในไฟล์"), lambda row: row.place, _Width.PLACE, lines=WHOLE.lines),
        Column("text", tr("ข้อความที่ไม่ได้เก็บ"), lambda row: row.content, _Width.TEXT,
               stretch=True, lines=WHOLE.lines),
        Column("of", tr("อยู่ในข้อความ"), lambda row: row.of, _Width.OF, tone=Tone.TEXT2,
               lines=WHOLE.lines),
        Column("why", tr("เหตุผล"), lambda row: row.why, _Width.WHY, lines=WHOLE.lines),
    ]  # fmt: skip
