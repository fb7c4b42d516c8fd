"""Papers as they were signed. เก็บเป็นฉบับลงนาม asks for day, number, signatory, copies and the signed
PDF of a paper; หนังสือที่ออกแล้ว lists what was signed and sent out, by day, with who received copies.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.documents import SignedPaper
from ita_desktop.domain.text import Digits
from ita_desktop.i18n import caption, in_language, tr
from ita_desktop.services.papers import signing
from ita_desktop.services.papers.signing import ReadyPaper, Signing
from ita_desktop.ui.background import Progress
from ita_desktop.ui.editors.dates import example_day
from ita_desktop.ui.language import short_date
from ita_desktop.ui.opening.dropped_files import take_copies
from ita_desktop.ui.outside import open_kept, save_kept
from ita_desktop.ui.saving.places import documents
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import add, nest, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind, take_out
from ita_desktop.ui.widgets.fields.field import Field, labelled
from ita_desktop.ui.widgets.fields.text import TextArea
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.sheet import Sheet, SheetWork

_MOST_LINES: Final = 4
_FORMATS: Final = {Format.PDF: "PDF", Format.DOCX: "Word", Format.XLSX: "Excel"}


class _SheetSize:
    WIDTH: Final = 620
    HEIGHT: Final = 470


class KeepSheet(Sheet):
    """What is known of the paper stands in the fields; Enter keeps it. A PDF may be dropped."""

    about = "signed"

    def __init__(
        self, session: Session, context: ReportContext, name: str, digits: Digits, parent: QWidget
    ) -> None:
        super().__init__(parent, size=QSize(_SheetSize.WIDTH, _SheetSize.HEIGHT))
        self._session, self._context, self._name = session, context, name
        self._digits = digits
        self._given: Path | None = None
        usual = signing.usual(context, name)
        self.day = Field(short_date(usual.day))
        self.number = Field(usual.number, example=tr("เลขที่ของฉบับลงนาม"))
        self.signed_by = Field(usual.signed_by)
        self.signed_post = Field(" ".join(usual.signed_post.split()))
        self.copies = TextArea(least=2, most=_MOST_LINES)
        self.copies.setAccessibleName(tr("สำเนาส่งถึง"))
        self.file = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2)
        self.file_button = Button(tr("เลือก PDF ที่ลงนามแล้ว…"), self)
        self.own_button = Button(tr("ใช้ฉบับที่โปรแกรมทำ"), self, kind=ButtonKind.QUIET)
        self.problem = ThaiLabel("", self, tone=Tone.LATE, most=3)
        self.problem.hide()
        self._known = signing.signed_last(context, name)
        self.set_remark(tr("ไม่ล็อกข้อมูล · เลิกทำได้"))
        self._lay_out()
        self.setAcceptDrops(True)
        self.day.textChanged.connect(self._check)
        self.file_button.clicked.connect(self._choose)
        self.own_button.clicked.connect(partial(self.take, None))
        self.work = SheetWork(self, self._check, session)
        self.take(None)
        self.day.setFocus()
        self.day.selectAll()

    def _lay_out(self) -> None:
        edge = (Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, 0)
        rows = vbox(margins=edge, gap=Space.S)
        add(
            rows,
            labelled(tr("วันที่ลงนาม"), self.day, stretch=1),
            labelled(caption("เลขที่"), self.number, stretch=1),
            labelled(caption("ผู้ลงนาม"), self.signed_by, stretch=1),
            labelled(tr("ตำแหน่ง"), self.signed_post, stretch=1),
            labelled(tr("สำเนาส่งถึง"), self.copies, stretch=1),
            labelled(tr("ไฟล์ PDF"), self.file_button, self.own_button),
            self.file,
            self.problem,
            None,
        )
        nest(self.body, rows, 1)
        self.copies.setPlaceholderText(tr("บรรทัดละหน่วยหรือคน เว้นว่างถ้าไม่มี"))

    # -- content

    def take(self, given: Path | None) -> None:
        """Takes the PDF that was signed; None: the one that the program makes."""
        self._given = given
        self.file.setText(
            given.name if given is not None else tr("เก็บฉบับที่โปรแกรมทำ ลากไฟล์สแกนมาวางได้")
        )
        self.own_button.setVisible(given is not None)
        self._show_problem("")
        self._check()

    @property
    def signing(self) -> Signing:
        """What is typed. Raises DateError for a day that cannot be read."""
        return Signing(
            parse_date(self.day.text(), fiscal_year=self._session.year),
            self.number.text(),
            self.signed_by.text(),
            self.signed_post.text(),
            self.copies.toPlainText(),
        )

    def accept(self) -> None:
        """Makes the paper in another thread and keeps it; on failure the dialog stays open."""
        if self.work.is_going or self._session.refuses():
            return
        context, name, digits = self._context, self._name, self._digits
        said, given = self.signing, self._given
        self._show_problem("")

        def make(_progress: Progress) -> ReadyPaper:
            return signing.ready(context, name, said, digits, given)

        self.work.begin(tr("กำลังเก็บฉบับลงนาม"), make, self._keep, self._show_problem)

    def _keep(self, paper: ReadyPaper) -> None:
        kept = self._session.attempt(lambda: signing.keep(self._session.workspace, paper))
        if kept is not None:
            super().accept()

    def _check(self) -> None:
        try:
            day = self.signing.day
        except DateError:
            example = example_day(self._session.year, 3)
            blocked = tr("วันที่ลงนามอ่านไม่ได้ พิมพ์เช่น {day}", day=example)
        else:
            blocked = ""
            beside = in_language(signing.place_line(self._known, day))
            self.set_title(tr("เก็บเป็นฉบับลงนาม"), beside)
        self.set_accept(tr("เก็บฉบับลงนาม"), blocked=blocked)

    def _show_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    # -- files

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("เลือก PDF ที่ลงนามแล้ว"), str(documents()), "PDF (*.pdf)"
        )
        if name:
            self.take(Path(name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _pdfs(event):
            take_copies(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if found := _pdfs(event):
            take_copies(event)
            self.take(found[0])


def _pdfs(event: QDropEvent) -> Sequence[Path]:
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return [path for path in paths if path.suffix.lower() == ".pdf"]


class _Width:
    DAY: Final = 116
    NUMBER: Final = 130
    TITLE: Final = 330
    SIGNED: Final = 170


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
        if not self._session.is_locked:
            menu.addAction(
                tr("เอาออกจากรายการ"), lambda: self._session.write(signing.remove, [paper.id])
            )

    def _save_list(self, form: Format) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("โฟลเดอร์ของรายการ"), str(documents()))
        if name:
            data = self._session.data
            made = self._session.attempt(lambda: signing.write_list(data, Path(name), [form]))
            if made:
                self.set_remark(tr("บันทึก {file} แล้ว", file=made[0].name))


def _columns() -> list[Column[_Row]]:
    return [
        Column("day", tr("วันที่"), lambda row: row.paper.day, _Width.DAY, kind=ColumnKind.DATE),
        Column("number", caption("เลขที่"), lambda row: row.paper.number, _Width.NUMBER),
        Column("title", tr("เรื่อง"), lambda row: row.title, _Width.TITLE, lines=2),
        Column(
            "signed_by", caption("ผู้ลงนาม"), lambda row: signing.signer_of(row.paper), _Width.SIGNED
        ),
        Column(
            "copies", tr("สำเนาส่งถึง"), lambda row: ", ".join(row.paper.recipients), stretch=True
        ),
    ]
