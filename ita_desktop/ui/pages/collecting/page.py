"""ส่ง-รับ: rounds of forms to units, and the board of what came back."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ita_desktop.domain.collection_rounds import Collection
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services import reminding, settling
from ita_desktop.services.edits import CellEdit
from ita_desktop.ui.keyboard import SEND_ROUND, TAKE_BACK
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.pages.collecting.pane import (
    UNTAKEN,
    BoardRow,
    UnitPane,
    board_columns,
    board_rows,
)
from ita_desktop.ui.pages.page import Page, add_page_key
from ita_desktop.ui.pages.parts.following_pane import FollowingPane
from ita_desktop.ui.pages.writing import EditWriter, changed_rows
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.page.empty import EmptyPlace, EmptyState
from ita_desktop.ui.widgets.page.header import PageHeader
from ita_desktop.ui.widgets.page.side import SideSplit

CHOSEN: Final = "collecting.chosen"
"""The round that is shown, kept with the workspace."""
SEND, TAKE = "send", "take"
"""Targets of the page that begin at once."""


class CollectingPage(Page):
    """Shows one round at a time, by default the newest."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.header = PageHeader(tr("ส่ง-รับ"))
        self.rounds = self.header.add_button(Button(tr("รอบก่อนหน้า"), icon_name="history"))
        self.remind_button = self.header.add_button(Button(tr("เตือนหน่วยที่ค้าง"), icon_name="flag"))
        self.take_button = self.header.add_button(Button(tr("รับกลับ…"), icon_name="download"))
        self.send_button = self.header.add_button(
            Button(tr("ส่งรอบใหม่…"), kind=ButtonKind.PRIMARY, icon_name="upload")
        )
        self.table = SheetView(board_columns())
        self.table.about = "board"
        self.table.setAccessibleName(tr("หน่วยในรอบนี้"))
        self.empty = EmptyPlace(EmptyState())
        self.empty.state.set_texts(
            tr("ยังไม่ได้ส่งแบบให้หน่วยใด"),
            tr(
                "ส่งไฟล์ให้แต่ละหน่วยกรอกเฉพาะเรื่องที่ค้าง แล้วรับกลับทั้งโฟลเดอร์หรือทั้งอีเมลในครั้งเดียว "
                "หน้านี้บอกว่าใครส่งคืนแล้ว ใครค้างเรื่องใด"
            ),
            tr("ส่งรอบใหม่…"),
            tr("หน่วยกรอกใน Excel หรือ Word แล้วส่งไฟล์คืน"),
        )
        self.writing = EditWriter(
            session, self.table, tr("ตรวจก่อนวางคำตอบ"), self._store_answers, changed_rows
        )
        self.pane = UnitPane(session)
        self.side = FollowingPane(
            self.table, self.pane, lambda count: tr("{count} หน่วย", count=count)
        )
        main = QWidget()
        vbox((self.table, 1), (self.empty, 1), on=main)
        self.split = SideSplit(main, self.side, session.memory, "collecting.pane", self)
        vbox(self.header, (self.split, 1), on=self)
        self._connect()

    def _connect(self) -> None:
        self.send_button.clicked.connect(self.send)
        self.empty.state.acted.connect(self.send)
        self.take_button.clicked.connect(self.take_back)
        self._rounds_menu = QMenu(self.rounds)
        self._rounds_menu.aboutToShow.connect(self._fill_rounds)
        self.rounds.setMenu(self._rounds_menu)
        reminders = QMenu(self.remind_button)
        reminders.addAction(tr("เขียนร่างอีเมลเตือน…"), self.write_reminders)
        reminders.addAction(tr("เพิ่มบันทึกเตือนในหนังสือ"), self.add_memo)
        reminders.addAction(tr("ส่งแบบซ้ำ…"), self._send_to_open)
        self.remind_button.setMenu(reminders)
        self.table.menu_requested.connect(self._add_to_menu)
        self.table.current_changed.connect(lambda _row: self._show_pane())
        self.table.selection_changed.connect(self._follow_cell)
        self.table.detail_requested.connect(lambda _row: self._open_pane())
        self.split.folded.connect(lambda _folded: self._show_pane())
        self.pane.opened.connect(self.follow)
        for pane in (self.pane, self.side):
            pane.fold_requested.connect(self.split.turn)
            pane.exited.connect(self.table.take_focus)
        add_page_key(self, SEND_ROUND, self.send)
        add_page_key(self, TAKE_BACK, self.take_back)

    # -- content

    @property
    def is_empty(self) -> bool:
        return not self.session.data.collections

    @property
    def collection(self) -> Collection | None:
        """The round that is shown."""
        data = self.session.data
        kept = self.session.memory.get(CHOSEN)
        found = data.collection_by_id.get(kept) if isinstance(kept, str) else None
        return found or max(
            data.collections, key=lambda collection: collection.position, default=None
        )

    def refresh(self) -> None:
        session, collection = self.session, self.collection
        data = session.data
        self.table.set_read_only(session.is_locked)
        for button in (self.send_button, self.take_button, self.empty.state.button):
            button.block(session.locked)
        rows = board_rows(data, collection, session.today) if collection is not None else []
        asks = collection is not None and bool(collection.question)
        columns = board_columns(rows, asks=asks)
        if [column.key for column in columns] != [
            column.key for column in self.table.sheet.columns
        ]:
            self.table.sheet.set_columns(columns)
        self.table.sheet.set_rows(rows, flash=False)
        self.empty.replace(self.table, empty=collection is None)
        self.send_button.setVisible(collection is not None)
        self.rounds.setVisible(len(data.collections) > 1)
        is_open = any(row.state.open for row in rows)
        self.remind_button.setVisible(collection is not None)
        self.remind_button.block(session.locked or ("" if is_open else tr("ไม่มีหน่วยใดค้าง")))
        self.header.set_title(tr("ส่ง-รับ"), self._subtitle(collection))
        if rows and self.table.current_row() is None:
            self.table.go_to(rows[0].id)
        self.split.set_needed(bool(rows))
        self._show_pane()
        done = sum(row.state.is_filled for row in rows)
        blank = sum(row.state.form.returned is not None for row in rows) - done
        words = tr("รับกลับแล้ว {done} จาก {of} หน่วย", done=done, of=len(rows)) if rows else ""
        if blank:
            words = tr("{words} · คืนแบบเปล่า {count} หน่วย", words=words, count=blank)
        self.set_status(words, counts=bool(rows))

    def _subtitle(self, collection: Collection | None) -> str:
        if collection is None:
            return tr("ปีงบประมาณ {year}", year=self.session.year)
        title = collection.title
        if collection.due is not None:
            due = short_date(collection.due)
            title = tr("{title} · กำหนดส่งคืน {day}", title=title, day=due)
        return " · ".join(filter(None, (title, one_line(collection.question))))

    def _fill_rounds(self) -> None:
        self._rounds_menu.clear()
        for collection in sorted(
            self.session.data.collections, key=lambda collection: -collection.position
        ):
            self._rounds_menu.addAction(collection.title, partial(self._choose, collection.id))

    def _choose(self, collection_id: str) -> None:
        self.session.memory.set(CHOSEN, collection_id)
        self.refresh()

    def show_target(self, target: str) -> None:
        """Handles targets: :data:`SEND` and :data:`TAKE` begin at once; else a unit's id."""
        if target == SEND:
            self.send()
        elif target == TAKE:
            self.take_back()
        else:
            self.table.sheet.lift_filters()
            self.table.go_to(target, "unit")

    def focus_parts(self) -> Sequence[QWidget]:
        """Returns the stops of F6."""
        return (self.empty.state.button,) if self.is_empty else (self.table, self.side)

    # -- pane

    @property
    def _current(self) -> BoardRow | None:
        row = self.table.current_row()
        return row if isinstance(row, BoardRow) else None

    def _show_pane(self) -> None:
        self.side.refresh()
        row = self._current
        if row is not None and not self.split.is_folded:
            self.pane.show_unit(row)

    def _open_pane(self) -> None:
        self.split.fold(False)

    def _follow_cell(self) -> None:
        """Opens the pane where the number of what was not taken is chosen."""
        cell, row = self.table.current_cell(), self._current
        is_asked = cell is not None and cell[1].key == UNTAKEN
        if is_asked and row is not None and row.state.form.untaken:
            self._open_pane()

    # -- actions

    def send(self) -> None:
        """Sends a new round."""
        load("ita_desktop.ui.pages.collecting.sending")
        from ita_desktop.ui.pages.collecting.sending import send_round

        self.session.memory.set(CHOSEN, "")
        send_round(self.session, self.window())

    def _add_to_menu(self, menu: QMenu) -> None:
        units = self.table.selected_ids()
        menu.addAction(tr("รายละเอียด"), self._open_pane)
        if units and not self.session.locked:
            menu.addAction(tr("ส่งแบบซ้ำ…"), lambda: self.send_again(units))

    def _send_to_open(self) -> None:
        """Sends again to the selected units if they are several, else to all that are behind."""
        rows = (row for row in self.table.sheet.all_rows() if isinstance(row, BoardRow))
        self.send_again(self._chosen_units() or [row.id for row in rows if row.state.open])

    def send_again(self, unit_ids: Sequence[str]) -> None:
        """Writes new forms of these units, with what is open now."""
        load("ita_desktop.ui.pages.collecting.sending")
        from ita_desktop.ui.pages.collecting.sending import send_again

        collection = self.collection
        if collection is not None:
            send_again(self.session, self.window(), collection, unit_ids)

    def take_back(self) -> None:
        """Takes files and mails that units returned."""
        load("ita_desktop.ui.pages.collecting.sending")
        from ita_desktop.ui.pages.collecting.sending import take_back

        take_back(self.session, self.window())

    def _chosen_units(self) -> list[str] | None:
        """Returns the selected units if they are several; None for all."""
        chosen = self.table.selected_ids()
        return list(chosen) if len(chosen) > 1 else None

    def _store_answers(self, data: YearData, edit: Edit) -> None:
        """Stores answers that were typed or pasted."""
        session, collection = self.session, self.collection
        if collection is not None:
            edits = [CellEdit(change.row, change.key, change.value) for change in edit.changes]
            settling.answer(session.workspace, data.year, collection.id, edits, today=session.today)

    def write_reminders(self) -> None:
        """Writes drafts of mails to the units with something open."""
        session, collection = self.session, self.collection
        if collection is None or session.refuses():
            return
        name = QFileDialog.getExistingDirectory(self, tr("โฟลเดอร์ของร่างอีเมล"))
        if not name:
            return
        files = session.write(
            reminding.write_reminders,
            collection.id,
            Path(name),
            today=session.today,
            unit_ids=self._chosen_units(),
        )
        if files:
            words = tr("เขียนร่างอีเมลเตือน {count} ฉบับ", count=len(files))
            session.saved.emit(words, files[0])

    def add_memo(self) -> None:
        """Adds a memo to the units with something open, and shows it."""
        session, collection = self.session, self.collection
        if collection is None or session.refuses():
            return
        made = session.write(
            reminding.add_memo, collection.id, today=session.today, unit_ids=self._chosen_units()
        )
        if made:
            from ita_desktop.services.places import letter_place

            self.follow(letter_place(made))
