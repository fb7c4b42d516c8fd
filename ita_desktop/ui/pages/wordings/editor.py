"""ตั้งค่า, ถ้อยคำในเอกสาร: the office's texts and files for documents."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.documents import wordings
from ita_desktop.services.documents.wordings import FILE_TITLES
from ita_desktop.ui.pages.keys import add_key
from ita_desktop.ui.pages.parts.sections import SectionEditor
from ita_desktop.ui.pages.wordings.office_file_pane import OfficeFilePane
from ita_desktop.ui.pages.wordings.pane import WordingPane, display_name
from ita_desktop.ui.session import Session
from ita_desktop.ui.shortcuts import TURN_PANE
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.rows import RowGroup
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.side import SideSplit


class WordingWidth:
    """The editable texts of documents."""

    TITLE: Final = 240
    STATE: Final = 150


FILES: Final = "files"
"""The id of the group of files."""


@dataclass(frozen=True, slots=True)
class WordingRow:
    """A row: a text or file; ``id`` is its name."""

    id: str
    title: str
    state: str
    """Whether the text is the office's or the default, or the file's name."""
    own: bool


def wording_columns() -> list[Column[WordingRow]]:
    """Returns the columns: name and state."""
    return [
        Column("title", tr("ถ้อยคำ"), lambda row: row.title, WordingWidth.TITLE, stretch=True,
               hideable=False),
        Column("state", tr("ที่ใช้อยู่"), lambda row: row.state, WordingWidth.STATE,
               tone=lambda row: Tone.ACCENT if row.own else Tone.TEXT2),
    ]  # fmt: skip


def wording_groups(data: YearData) -> list[RowGroup]:
    """Returns the office's files, then the texts by document."""
    files = {file.name: file.file_name for file in data.office_files}
    found = tuple(
        WordingRow(name, tr(title), files.get(name) or tr("ยังไม่มี"), name in files)
        for name, title in FILE_TITLES.items()
    )
    groups = [RowGroup(id=FILES, title=tr("ใช้ทุกฉบับ"), rows=found)]
    papers: dict[str, list[WordingRow]] = {}
    for worded in wordings.listing(data):
        own = worded.own is not None
        state = tr("ของสำนักงาน") if own else tr("ตามแบบ")
        row = WordingRow(worded.template.name, display_name(worded.template), state, own)
        papers.setdefault(worded.template.papers, []).append(row)
    groups += [
        RowGroup(id=paper, title=tr(paper), rows=tuple(rows)) for paper, rows in papers.items()
    ]
    return groups


class WordingEditor(SectionEditor):
    """The list at the left, the selected text or file at the right."""

    about = "wordings"
    pane: QStackedWidget

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.table = SheetView(wording_columns())
        self.table.tints_row = True
        self.table.setAccessibleName(tr("ถ้อยคำในเอกสาร"))
        self.words = WordingPane(session)
        self.file = OfficeFilePane(session)
        self.pane = QStackedWidget()
        self.pane.addWidget(self.words)
        self.pane.addWidget(self.file)
        self.pane_button = Button(icon_name="panel-right-open")
        self.pane_button.setToolTip(tr("แสดงรายละเอียด (F4)"))
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        note = ThaiLabel(
            tr("เอกสารใช้ถ้อยคำเหล่านี้ แก้เป็นของสำนักงานได้ทุกข้อความ และกลับไปใช้ตามแบบได้เสมอ"),
            style=Text.LABEL,
            tone=Tone.TEXT2,
        )
        main = QWidget()
        vbox(
            hbox((note, 1), self.pane_button, margins=(Space.PAGE_EDGE, Space.XS), gap=None),
            (self.table, 1),
            on=main,
        )
        self.split = SideSplit(
            main, self.pane, self._session.memory, "wordings.pane", self, width=Width.PREVIEW
        )
        vbox(self.split, on=self)

    def _connect(self) -> None:
        table = self.table
        table.current_changed.connect(lambda _row: self._show_current())
        table.detail_requested.connect(lambda _row: self._open_pane())
        self.pane_button.clicked.connect(self.split.turn)
        self.split.folded.connect(lambda _folded: self._offer_pane())
        for pane in (self.words, self.file):
            pane.fold_requested.connect(self.split.turn)
            pane.exited.connect(table.take_focus)
        add_key(self, TURN_PANE, self.split.turn, with_children=True)

    def refresh(self) -> None:
        """Updates texts and files from the session."""
        data = self._session.data
        self.table.sheet.set_rows(wording_groups(data), flash=False)
        current = self.table.current_row()
        if current is None or isinstance(current, RowGroup):
            first = wordings.listing(data)[0].template.name
            self.table.go_to(first, "title")
        self._show_current()
        self._offer_pane()

    def show_wording(self, name: str) -> None:
        """Makes a text or file current."""
        self.table.sheet.clear_filters()
        self.table.go_to(name, "title")
        self._show_current()

    def _show_current(self) -> None:
        row = self.table.current_row()
        if not isinstance(row, WordingRow):
            return
        if row.id != self.words.name:
            self.words.keep()
        if row.id in FILE_TITLES:
            self.file.show_file(row.id)
            self.pane.setCurrentWidget(self.file)
            return
        found = (
            worded
            for worded in wordings.listing(self._session.data)
            if worded.template.name == row.id
        )
        self.words.show_wording(next(found))
        self.pane.setCurrentWidget(self.words)

    def _open_pane(self) -> None:
        self.split.fold(False)
        if self.pane.currentWidget() is self.words:
            self.words.area.setFocus()
        else:
            self.file.choose_button.setFocus()

    def _offer_pane(self) -> None:
        self.pane_button.setVisible(self.split.is_folded)

    def hideEvent(self, event: QHideEvent) -> None:
        # Input is stored.
        self.words.keep()
        super().hideEvent(event)
