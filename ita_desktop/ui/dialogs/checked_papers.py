"""What is wrong in papers: what a reading of the year's papers found, with the way to each place,
and what differs between a printed paper and what the program makes of the data now.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from ita_desktop.i18n import in_language, remark_line, tr
from ita_desktop.services.checks.believed import believed, withdraw
from ita_desktop.services.checks.checking import content_issues
from ita_desktop.services.checks.issues import SEVERITY_WORDS, CheckIssue
from ita_desktop.services.papers.comparing import SUFFIXES, ComparedPaper, ToldDifference
from ita_desktop.services.papers.differences import PaperPart
from ita_desktop.services.places import Place
from ita_desktop.ui.background import Progress
from ita_desktop.ui.saving.places import documents
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import hbox, nest
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.sheet import Sheet, SheetWork


class _FoundWidth:
    """What is found in the content of a year."""

    SEVERITY: Final = 76
    WHERE: Final = 170
    FIX: Final = 240


class _FoundRow(NamedTuple):
    id: str
    issue: CheckIssue


class ContentCheck(Sheet):
    """Reads the texts, days and photographs of the shown year, in another thread. It is accepted
    with the row whose place is to be opened."""

    about = "content-check"

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.set_title(tr("ตรวจเนื้อหาของปี"))
        self.table = SheetView(_found_columns(), self, filters=False)
        self.table.setAccessibleName(tr("สิ่งที่พบในเนื้อหาของปี"))
        self.table.detail_requested.connect(lambda _row: self.accept())
        self.table.current_changed.connect(self._check)
        for key in ("Return", "Enter"):
            here = Qt.ShortcutContext.WidgetShortcut
            QShortcut(QKeySequence(key), self.table, context=here).activated.connect(
                self._enter_row
            )
        self.nothing = ThaiLabel(tr("ไม่พบสิ่งที่ขัดกันในข้อความ วันที่ และภาพของปีนี้"), self)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        # Takes the table's place: else all above it is spread over the height.
        self.nothing.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.nothing.setContentsMargins(Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, 0)
        self.nothing.hide()
        self.body.addWidget(self.nothing, 1)
        self.body.addWidget(self.table, 1)
        self.take_out = Button(tr("ถอน"), self)
        self.take_out.clicked.connect(self._take_out)
        self.ui.sourceRow.addWidget(self.take_out)
        self.work = SheetWork(self, self._check, session)
        self._session = session
        self._read()

    def _read(self) -> None:
        session = self._session
        data, before, today = session.data, session.previous, session.today
        workspace = session.workspace

        def read(_progress: Progress) -> list[CheckIssue]:
            of_imports = (each.issue for each in believed(workspace, data))
            return [*of_imports, *content_issues(data, before, today, workspace.media)]

        self.work.begin(tr("กำลังอ่านเนื้อหาของปี"), read, self._show, self._show_message)

    def _take_out(self) -> None:
        """Takes out what an import brought without evidence; one undo brings it back."""
        issue, session = self._issue, self._session
        if issue is None or issue.number is None or self.work.is_going:
            return
        count = withdraw(session.workspace, session.year, [issue.number])
        session.notified.emit(tr("ถอนแล้ว {count} รายการ", count=count), True)
        self._read()

    @property
    def _issue(self) -> CheckIssue | None:
        row = self.table.current_row()
        return row.issue if isinstance(row, _FoundRow) else None

    @property
    def place(self) -> Place | None:
        """The place of the current row; None without one."""
        return self._issue.place if self._issue is not None else None

    def _enter_row(self) -> None:
        if self.accept_button.isEnabled():
            self.accept()

    def _show_message(self, problem: str) -> None:
        self.nothing.setText(problem)
        self.nothing.show()

    def _show(self, found: list[CheckIssue]) -> None:
        rows = [_FoundRow(str(number), issue) for number, issue in enumerate(found)]
        self.set_title(tr("ตรวจเนื้อหาของปี"), tr("Enter ไปที่ข้อความนั้น") if rows else "")
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.accept_button.setVisible(bool(rows))
        if not rows:
            self.cancel_button.setText(tr("ปิด"))
        self.table.sheet.show_other(rows, _found_columns())
        if rows:
            self.table.go_to(rows[0].id)
            self.table.setFocus()
        self._check()

    def _check(self) -> None:
        is_of_import = self._issue is not None and self._issue.number is not None
        self.take_out.setVisible(is_of_import)
        blocked = "" if self.place is not None else tr("ไม่มีแถวให้ไป")
        self.set_accept(tr("ไปที่ข้อความนั้น"), blocked=blocked)


def ask_content(session: Session, parent: QWidget) -> Place | None:
    """Shows what is found in the shown year; returns the place that is to be opened, or None."""
    sheet = ContentCheck(session, parent)
    return sheet.place if sheet.exec() else None


def _found_columns() -> list[Column[_FoundRow]]:
    return [
        Column("severity", tr("ระดับ"), lambda row: in_language(SEVERITY_WORDS[row.issue.severity]),
               _FoundWidth.SEVERITY),
        Column("where", tr("ที่"), lambda row: in_language(row.issue.where), _FoundWidth.WHERE,
               lines=2),
        Column("message", tr("สิ่งที่พบ"), lambda row: in_language(row.issue.message), stretch=True),
        Column("fix", tr("วิธีแก้"), lambda row: in_language(row.issue.fix), _FoundWidth.FIX),
    ]  # fmt: skip


class _DifferenceWidth:
    PLACE: Final = 230
    TEXT: Final = 300


class _DifferenceRow(NamedTuple):
    id: str
    told: ToldDifference

    @property
    def paper(self) -> str:
        return self._around(self.told.difference.paper)

    @property
    def ours(self) -> str:
        """What the data says; of what only moved, where it is now."""
        found = self.told.difference
        return in_language(self.told.sentence) if found.now else self._around(found.ours)

    def _around(self, text: str) -> str:
        """Returns the words that differ with those beside them."""
        found = self.told.difference
        quoted = f"“{text}”" if text else "–"
        if found.part is not PaperPart.WORDS:
            return text or quoted
        return " ".join(filter(None, (found.before, quoted, found.after)))


class Offer(NamedTuple):
    """What can follow a paper that differs: the words of its button, and what that does."""

    words: str
    then: Callable[[], object]


class ComparedPaperSheet(Sheet):
    """Compares a paper in another thread, then lists what differs, with what is offered then."""

    about = "compare-paper"

    def __init__(
        self,
        compare: Callable[[], ComparedPaper],
        source: str,
        parent: QWidget,
        *,
        note: str = "",
        offers: Sequence[Offer] = (),
    ) -> None:
        super().__init__(parent)
        self._note = note
        self.set_title(tr("เทียบกับฉบับที่พิมพ์"), source)
        self.offers = [Button(offer.words, self) for offer in offers]
        for button, offer in zip(self.offers, offers, strict=True):
            button.clicked.connect(partial(self._follow, offer))
            button.hide()
        self.table = SheetView(_difference_columns(), self, filters=False)
        self.table.setAccessibleName(tr("สิ่งที่ต่างจากฉบับที่พิมพ์"))
        self.label = ThaiLabel("", self, most=0)
        self.label.setContentsMargins(Space.XXL, Space.S, Space.XXL, Space.S)
        self.label.hide()
        self.body.addWidget(self.label)
        self.body.addWidget(self.table, 1)
        edge = (Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, 0)
        nest(self.notes, hbox(*self.offers, None, margins=edge if offers else 0, gap=Space.S))
        self.cancel_button.hide()
        self.work = SheetWork(self, self._check)

        def read(_progress: Progress) -> ComparedPaper:
            return compare()

        self.work.begin(tr("กำลังอ่านและเทียบ"), read, self._show, self._show_sentence)

    def _follow(self, offer: Offer) -> None:
        self.reject()
        offer.then()

    def _check(self) -> None:
        self.set_accept(tr("ปิด"))

    def _show_sentence(self, sentence: str) -> None:
        self.table.hide()
        self.label.setText(sentence)
        self.label.setVisible(bool(sentence))
        self._check()

    def _show(self, found: ComparedPaper) -> None:
        summary = in_language(found.summary)
        remarks = [*filter(None, [self._note]), *map(remark_line, found.remarks)]
        self.set_remark(summary if found.differences else "")
        beside = (*remarks, in_language(found.not_compared))
        self._show_sentence("\n".join(beside if found.differences else (summary, *beside)))
        for button in self.offers:
            button.setVisible(bool(found.differences))
        rows = [_DifferenceRow(str(number), told) for number, told in enumerate(found.differences)]
        self.table.setVisible(bool(rows))
        self.table.sheet.show_other(rows, _difference_columns())
        if rows:
            self.table.go_to(rows[0].id)
            self.table.setFocus()


def ask_paper(parent: QWidget) -> Path | None:
    """Asks for the file of a printed paper; None if none was chosen."""
    endings = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    name, _ = QFileDialog.getOpenFileName(
        parent, tr("เลือกฉบับที่พิมพ์หรือลงนามแล้ว"), str(documents()), f"Word PDF ({endings})"
    )
    return Path(name) if name else None


def _difference_columns() -> list[Column[_DifferenceRow]]:
    return [
        Column(
            "place",
            tr("ที่"),
            lambda row: in_language(row.told.place),
            _DifferenceWidth.PLACE,
            lines=2,
        ),
        Column("paper", tr("ฉบับที่พิมพ์"), lambda row: row.paper, _DifferenceWidth.TEXT),
        Column("ours", tr("ข้อมูลขณะนี้"), lambda row: row.ours, stretch=True),
    ]
