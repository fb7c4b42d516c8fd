"""หนังสือที่ออกแล้ว: what was signed and sent out, by day, with who received copies."""

from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ita_desktop.documents.kinds import Format
from ita_desktop.domain.documents.signed import SignedPaper
from ita_desktop.i18n import caption, in_language, tr
from ita_desktop.services.papers import signing
from ita_desktop.ui.language.dates import short_date
from ita_desktop.ui.opening.own_folder import documents
from ita_desktop.ui.outside import open_kept, save_kept
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space, Tone
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.menu_entries import take_out
from ita_desktop.ui.widgets.sheet import Sheet


class _Width:
    DAY: Final = 92
    NUMBER: Final = 130
    TITLE: Final = 330
    SIGNED: Final = 170


_FORMATS: Final = {Format.PDF: "PDF", Format.DOCX: "Word", Format.XLSX: "Excel"}


class _Row(NamedTuple):
    id: str
    paper: SignedPaper
    version: str

    @property
    def title(self) -> str:
        return " · ".join(filter(None, (self.paper.title, self.version)))


class SentSheet(Sheet):
    """Enter opens the PDF of a row; its menu saves it again, or takes it off the list."""

    about = "signed"

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.set_title(tr("หนังสือที่ออกแล้ว"), tr("ฉบับลงนามที่เก็บไว้ เรียงตามวัน · Enter เปิด PDF"))
        self.table = SheetView(_columns(), self, filters=False)
        self.table.setAccessibleName(tr("หนังสือที่ออกแล้ว"))
        self.table.detail_requested.connect(lambda _row: self._open())
        self.table.current_changed.connect(lambda _row: self._check())
        self.table.menu_requested.connect(self._add_to_menu)
        nothing = tr("ยังไม่มีฉบับลงนามของปีนี้ · เก็บได้ที่ เอกสาร › ⋯ › เก็บเป็นฉบับลงนาม")
        self.empty = ThaiLabel(nothing, self, tone=Tone.TEXT2, most=2)
        self.empty.setContentsMargins(Space.PAGE_EDGE, Space.M, Space.PAGE_EDGE, Space.M)
        self.list_button = Button(tr("บันทึกรายการ"), self)
        menu = QMenu(self.list_button)
        for form, words in _FORMATS.items():
            menu.addAction(words, partial(self._save_list, form))
        self.list_button.setMenu(menu)
        self.body.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.table, 1)
        self.ui.sourceRow.setStretchFactor(self.ui.source, 1)
        self.ui.sourceRow.addWidget(self.list_button)
        self.ui.cancel.setText(tr("ปิด"))
        session.changed.connect(self._show)
        self._show()

    def accept(self) -> None:
        """Opens the PDF of the row; the list stays open."""
        self._open()

    def _show(self, _of: object = None) -> None:
        data = self._session.data
        rows = [
            _Row(paper.id, paper, in_language(signing.version_line(data, paper)))
            for paper in data.signed_papers
        ]
        self.table.sheet.show_other(rows, _columns())
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.list_button.setVisible(bool(rows))
        if rows:
            self.table.go_to(rows[-1].id)
            self.table.setFocus()
        self._check()

    def _check(self) -> None:
        self.set_accept(tr("เปิด PDF"), blocked="" if self._row else tr("ยังไม่ได้เลือกฉบับ"))

    @property
    def _row(self) -> SignedPaper | None:
        row = self.table.current_row()
        return row.paper if isinstance(row, _Row) else None

    def _open(self) -> None:
        if (paper := self._row) is not None:
            open_kept(self._session, paper.media, signing.copy_name(paper))

    def _add_to_menu(self, menu: QMenu) -> None:
        paper = self._row
        if paper is None:
            return
        take_out(menu)
        menu.addAction(tr("เปิด PDF"), self._open)
        name = signing.copy_name(paper)
        menu.addAction(
            tr("บันทึกเป็นไฟล์…"), partial(save_kept, self._session, paper.media, name, self)
        )
        act = menu.addAction(
            tr("เอาออกจากรายการ"), lambda: self._session.write(signing.remove, [paper.id])
        )
        act.setEnabled(not self._session.is_locked)

    def _save_list(self, form: Format) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("โฟลเดอร์ของรายการ"), str(documents()))
        if name:
            data = self._session.data
            made = self._session.attempt(lambda: signing.write_list(data, Path(name), [form]))
            if made:
                self.set_remark(tr("บันทึก {file} แล้ว", file=made[0].name))


def _columns() -> list[Column[_Row]]:
    return [
        Column("day", tr("วันที่"), lambda row: short_date(row.paper.day), _Width.DAY),
        Column("number", caption("เลขที่"), lambda row: row.paper.number, _Width.NUMBER),
        Column("title", tr("เรื่อง"), lambda row: row.title, _Width.TITLE, lines=2),
        Column("signed_by", caption("ผู้ลงนาม"), lambda row: row.paper.signed_by, _Width.SIGNED),
        Column(
            "copies", tr("สำเนาส่งถึง"), lambda row: ", ".join(row.paper.recipients), stretch=True
        ),
    ]
