"""เก็บเป็นฉบับลงนาม: asks for day, number, signatory, copies and the signed PDF of a paper."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.digits import Digits
from ita_desktop.i18n import caption, in_language, tr
from ita_desktop.services.papers import signing
from ita_desktop.services.papers.signing import ReadyPaper, Signing
from ita_desktop.ui.background import Progress
from ita_desktop.ui.dialogs.sheet_work import SheetWork
from ita_desktop.ui.editors.dates.fiscal import example_day
from ita_desktop.ui.language.dates import short_date
from ita_desktop.ui.opening.own_folder import documents
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import add, nest, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.fields.form import labelled
from ita_desktop.ui.widgets.fields.text_area import TextArea
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.sheet import Sheet

_MOST_LINES: Final = 4


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
        known = signing.signed_last(context, name)
        title = tr("เก็บเป็นฉบับลงนาม")
        before = (
            tr("ฉบับใหม่ แทน{paper}", paper=in_language(signing.signed_line(known)))
            if known is not None
            else ""
        )
        self.set_title(title, before)
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
            self.signing  # noqa: B018 - whether it can be read
        except DateError:
            example = example_day(self._session.year, 3)
            blocked = tr("วันที่ลงนามอ่านไม่ได้ พิมพ์เช่น {day}", day=example)
        else:
            blocked = ""
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
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if found := _pdfs(event):
            event.acceptProposedAction()
            self.take(found[0])


def _pdfs(event: QDropEvent) -> Sequence[Path]:
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return [path for path in paths if path.suffix.lower() == ".pdf"]
