"""หนังสือ, the second part of การประชุม: the year's memos and letters."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.letters.letters import Letter
from ita_desktop.i18n import tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.letters import letters
from ita_desktop.services.letters.attaching import attach
from ita_desktop.services.meetings import meetings
from ita_desktop.ui.pages.keys import add_key
from ita_desktop.ui.pages.letters.attached_list import offer_attachments
from ita_desktop.ui.pages.letters.pane import LetterPane
from ita_desktop.ui.pages.letters.rows import (
    ListedLetter,
    letter_columns,
    letter_rows,
    wording_choices,
)
from ita_desktop.ui.pages.owners import refs_of_cell
from ita_desktop.ui.pages.parts.following_pane import FollowingPane
from ita_desktop.ui.session import Session
from ita_desktop.ui.shortcuts import ATTACH, REMOVE_ROWS
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.edits import Edit
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.page.empty import EmptyPlace, EmptyState
from ita_desktop.ui.widgets.page.side import SideSplit


class LettersPart(QWidget):
    """The table of letters with the pane of the selected one."""

    about = "letters"

    place_requested = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._year = 0
        self.table = SheetView(self._columns())
        self.table.tints_row = True
        self.table.setAccessibleName(tr("หนังสือ"))
        self.empty = EmptyPlace(EmptyState())
        self.empty.state.set_texts(
            tr("ยังไม่มีหนังสือของปีนี้"),
            tr(
                "บันทึกข้อความและหนังสือที่เกี่ยวกับการประเมิน เช่น เชิญประชุม ส่งรายงาน "
                "และขอข้อมูลรายหน่วย อยู่ที่นี่ โปรแกรมเขียนข้อความให้จากข้อมูลที่มี"
            ),
            tr("เพิ่มหนังสือฉบับแรก"),
        )
        self.pane = LetterPane(session)
        self.side = FollowingPane(
            self.table, self.pane, lambda count: tr("{count} ฉบับ", count=count)
        )
        main = QWidget()
        vbox((self.table, 1), (self.empty, 1), on=main, margins=(0, Space.XS, 0, 0))
        self.split = SideSplit(main, self.side, session.memory, "letters.pane", self)
        vbox(self.split, on=self)
        self._connect()

    def _columns(self) -> list[Column[ListedLetter]]:
        session = self._session
        return letter_columns(lambda: session.data, session.year, lambda: session.today)

    def _connect(self) -> None:
        table, session = self.table, self._session
        table.on_edit = self._edit
        table.problem.connect(session.failed)
        table.problem_over.connect(session.failure_over)
        table.current_changed.connect(lambda _row: self._show_pane())
        table.detail_requested.connect(lambda _row: self._open_pane())
        table.menu_requested.connect(self._add_to_menu)
        self.split.folded.connect(lambda _folded: self._show_pane())
        for pane in (self.pane, self.side):
            pane.fold_requested.connect(self.split.turn)
            pane.exited.connect(table.take_focus)
        self.pane.place_requested.connect(self.place_requested)
        self.pane.attach_requested.connect(self._attach)
        self.empty.state.acted.connect(lambda: self.offer_wordings(self.empty.state.button))
        add_key(table, REMOVE_ROWS, self.remove_chosen)
        add_key(table, ATTACH, self._attach)

    # -- content

    def refresh(self) -> None:
        """Updates the letters from the session."""
        session, data = self._session, self._session.data
        self.table.set_read_only(session.is_locked)
        rows = session.cached_today("letters.rows", lambda: letter_rows(data))
        if data.year == self._year:
            self.table.sheet.set_rows(rows)
        else:
            self._year = data.year
            self.table.sheet.show_other(rows, self._columns())
        self.empty.state.button.block(self._session.locked)
        self.empty.replace(self.table, empty=not rows)
        self.side.setVisible(bool(rows) and not self.split.is_folded)
        if rows and self.table.current_row() is None:
            self.table.go_to(rows[0].id)
        self._show_pane()

    @property
    def parts(self) -> Sequence[QWidget]:
        """The stops of F6."""
        if self.table.isHidden():
            return (self.empty.state.button,)
        return (self.table, self.side)

    @property
    def letter(self) -> Letter | None:
        """The selected letter."""
        row = self.table.current_row()
        return (
            self._session.data.letter_by_id.get(row.id) if isinstance(row, ListedLetter) else None
        )

    def show_letter(self, letter_id: str) -> None:
        """Selects a letter and opens its pane."""
        self.table.sheet.clear_filters()
        if self.table.go_to(letter_id, "subject"):
            self.split.fold(False)

    def _show_pane(self) -> None:
        letter = self.letter
        self.side.refresh()
        if letter is not None and not self.split.is_folded:
            self.pane.show_letter(letter)

    def _open_pane(self) -> None:
        self.split.fold(False)
        self.side.focusNextChild()

    # -- actions

    def offer_wordings(self, anchor: Button) -> None:
        """Opens the menu of wordings for a new letter."""
        menu = QMenu(anchor)
        for name, words in wording_choices():
            menu.addAction(words, partial(self.add, name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height())))

    def add(self, wording: str, meeting_id: str | None = None) -> None:
        """Adds a letter with a wording and selects it; the order of the meeting's bodies is
        attached."""
        session = self._session
        data = session.data
        if session.refuses():
            return
        if meeting_id is None and wording in letters.OF_MEETINGS and data.meetings:
            meeting_id = data.meetings[-1].id
        meeting = data.meeting_by_id.get(meeting_id or "")
        order_id = meetings.order_of(data, meeting) if meeting is not None else None
        made = session.write(letters.add, wording, meeting_id=meeting_id, order_id=order_id)
        if made:
            self.show_letter(made)
            self.table.setFocus()

    def remove_chosen(self) -> None:
        """Removes the selected letters."""
        session, chosen = self._session, self.table.selected_ids()
        if session.refuses():
            return
        before = len(session.data.letters)
        session.write(letters.remove, chosen)
        if len(session.data.letters) < before:
            session.notified.emit(tr("เอาหนังสือออกแล้ว {count} ฉบับ", count=len(chosen)), True)

    def _edit(self, edit: Edit) -> None:
        session = self._session
        cells = []
        for change in edit.changes:
            if change.key == "to":
                to = refs_of_cell(change.value)
                letters.send_to(session.workspace, session.year, change.row, to)
            else:
                cells.append(CellEdit(change.row, change.key, change.value))
        if cells:
            letters.edit(session.workspace, session.year, cells)

    def _attach(self) -> None:
        session, letter = self._session, self.letter
        if letter is None:
            return
        if session.refuses():
            return
        put = partial(attach, session.workspace, session.year, letter)
        anchor = self.pane.attached.add if self.pane.isVisible() else self.table
        offer_attachments(session, anchor.mapToGlobal(QPoint(0, anchor.height())), self, put)

    def _add_to_menu(self, menu: QMenu) -> None:
        menu.addSeparator()
        menu.addAction(tr("รายละเอียด"), self._open_pane)
        if self._session.is_locked:
            return
        begin = menu.addMenu(tr("เพิ่มหนังสือ"))
        for name, words in wording_choices():
            begin.addAction(words, partial(self.add, name))
        menu.addAction(tr("แนบเอกสารหรือไฟล์…"), ATTACH.sequence, self._attach)
        menu.addAction(tr("เอาหนังสือออก"), REMOVE_ROWS.sequence, self.remove_chosen)
