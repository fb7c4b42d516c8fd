"""What a reading of the year's papers found, and the way to each place."""

from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.i18n import in_language, tr
from ita_desktop.services.checks.believed import believed, withdraw
from ita_desktop.services.checks.content.registry import content_issues
from ita_desktop.services.checks.issues import SEVERITY_WORDS, CheckIssue
from ita_desktop.services.places import Place
from ita_desktop.ui.background import Progress
from ita_desktop.ui.dialogs.sheet_work import SheetWork
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.sheet import Sheet


class _Width:
    """What is found in the content of a year."""

    SEVERITY: Final = 76
    WHERE: Final = 170
    FIX: Final = 240


class _Row(NamedTuple):
    id: str
    issue: CheckIssue


class ContentCheck(Sheet):
    """Reads the texts, days and photographs of the shown year, in another thread. It is accepted
    with the row whose place is to be opened."""

    about = "content-check"

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.set_title(tr("ตรวจเนื้อหาของปี"))
        self.table = SheetView(_columns(), self, filters=False)
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
        return row.issue if isinstance(row, _Row) else None

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
        rows = [_Row(str(number), issue) for number, issue in enumerate(found)]
        self.set_title(tr("ตรวจเนื้อหาของปี"), tr("Enter ไปที่ข้อความนั้น") if rows else "")
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.accept_button.setVisible(bool(rows))
        if not rows:
            self.cancel_button.setText(tr("ปิด"))
        self.table.sheet.show_other(rows, _columns())
        if rows:
            self.table.go_to(rows[0].id)
            self.table.setFocus()
        self._check()

    def _check(self) -> None:
        is_of_import = self._issue is not None and self._issue.number is not None
        self.take_out.setVisible(is_of_import)
        blocked = "" if self.place is not None else tr("ไม่มีแถวให้ไป")
        self.set_accept(tr("ไปที่ข้อความนั้น"), blocked=blocked)


def ask(session: Session, parent: QWidget) -> Place | None:
    """Shows what is found in the shown year; returns the place that is to be opened, or None."""
    sheet = ContentCheck(session, parent)
    return sheet.place if sheet.exec() else None


def _columns() -> list[Column[_Row]]:
    return [
        Column("severity", tr("ระดับ"), lambda row: in_language(SEVERITY_WORDS[row.issue.severity]),
               _Width.SEVERITY),
        Column("where", tr("ที่"), lambda row: in_language(row.issue.where), _Width.WHERE, lines=2),
        Column("message", tr("สิ่งที่พบ"), lambda row: in_language(row.issue.message), stretch=True),
        Column("fix", tr("วิธีแก้"), lambda row: in_language(row.issue.fix), _Width.FIX),
    ]  # fmt: skip
