"""งาน OIT: all items with owners, due date, met points, and score."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.collection_rounds import AskedSubject, RoundPreset
from ita_desktop.domain.oit.proofs import is_address
from ita_desktop.domain.scores.progress import State
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services import places
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments
from ita_desktop.services.overview import owner_units
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.tracking import TimeKey
from ita_desktop.ui.forms.ui_oit_page import Ui_OitPage
from ita_desktop.ui.keyboard import ASSIGN, LINK, OPEN_WORK, TICK_ALL, TURN_PANE
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.pages import writing
from ita_desktop.ui.pages.fields import new_owner_choice, owner_choices, refs, refs_of_cell
from ita_desktop.ui.pages.oit.assign_popup import AssignPopup
from ita_desktop.ui.pages.oit.evidence_given import RowDrops
from ita_desktop.ui.pages.oit.pane import OitPane
from ita_desktop.ui.pages.oit.rows import (
    OitFilters,
    OitRow,
    View,
    judged_items,
    listed_by,
    oit_columns,
    oit_groups,
)
from ita_desktop.ui.pages.page import Page, PageKey, add_key, add_page_key
from ita_desktop.ui.pages.parts.file_sharing import RoundEntries, offer_lists, shown_rows
from ita_desktop.ui.pages.parts.following_pane import FollowingPane
from ita_desktop.ui.pages.writing import EditWriter, PasteTable
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import ColumnKind, RowGroup, Rows
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.table.values import CellOwner
from ita_desktop.ui.theme.tokens import Breakpoint
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind, MoreButton
from ita_desktop.ui.widgets.page.empty import EmptyPlace, EmptyState
from ita_desktop.ui.widgets.page.side import SideSplit

MEMORY = "oit"
DOCUMENT = "oit-assignments"
KIND = "assignments"
"""The kind of list imported and pasted here."""
LEFT_OUT = ("met", "score")
"""Columns hidden in a window narrower than 1000 px; the pane shows both."""


class OitPage(Page):
    """The table of items with a detail pane at its right."""

    one_line_when_low = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._shown_year = 0
        self._is_refreshing = False
        self._empty: EmptyPlace | None = None
        main = QWidget()
        self.ui = Ui_OitPage()
        self.ui.setupUi(main)
        self.header = self.ui.header
        self.header.set_title(tr("งาน OIT"))
        self.rounds = RoundEntries(self, session, self._preset)
        self.import_button = self.header.add_button(Button(tr("นำเข้า"), icon_name="download"))
        self.print_button = self.header.add_button(Button(tr("พิมพ์ตาราง"), icon_name="printer"))
        self.more_button = self.header.add_button(MoreButton(self._offer_more))
        self.assign_button = self.header.add_button(Button(tr("มอบหมาย"), kind=ButtonKind.PRIMARY))
        self.table = PasteTable(
            KIND,
            oit_columns(lambda: session.data, lambda: session.today),
            takes_new=False,
            data=lambda: session.data,
        )
        self.table.tints_row = True
        self.table.setAccessibleName(tr("งาน OIT"))
        self.filters = OitFilters(session, self.table.sheet, main)
        self.ui.outer.insertWidget(1, self.filters)
        self.ui.sheet.addWidget(self.table)
        self.pane = OitPane(session)
        self.side = FollowingPane(self.table, self.pane, _items, editable=("owners", "due"))
        self.split = SideSplit(main, self.side, session.memory, "oit.pane", self)
        vbox(self.split, on=self)
        self._connect()

    def _connect(self) -> None:
        self.import_button.clicked.connect(lambda: self.requested.emit("import", KIND))
        self.print_button.clicked.connect(self._print)
        self.assign_button.clicked.connect(self.assign)
        for keys, act in (
            (ASSIGN, self.assign),
            (LINK, self._add_evidence),
            (TICK_ALL, self._tick_all),
            (OPEN_WORK, self.filters.open.toggle),
        ):
            add_key(self, keys, act, with_children=True)
        self.filters.view_chosen.connect(self.show_view)
        self.filters.unit.chosen.connect(self._narrow)
        title = tr("ตรวจก่อนวางลงในงาน OIT")
        self.writing = EditWriter(
            self.session, self.table, title, self._store, show_result=self._show_written
        )
        self.table.list_pasted.connect(
            lambda block: writing.import_list(self.session, self.table, block)
        )
        drops = RowDrops(self.session, self.table, self.pane.take, self._paste)
        self.table.on_files_paste = drops.paste
        self.table.on_other_paste = self._paste_link
        self.table.sheet.rearranged.connect(self._show_counts)
        self.table.current_changed.connect(self._show_current)
        self.table.selection_changed.connect(self._show_selection)
        self.table.detail_requested.connect(self._open_pane)
        self.table.menu_requested.connect(self._add_to_menu)
        offer_lists(self.session, self.table, "assignments", "evidence", "remarks", "filing")
        for pane in (self.pane, self.side):
            pane.fold_requested.connect(self.split.turn)
            pane.exited.connect(self.table.take_focus)
        self.side.edit_requested.connect(self.assign)
        self.pane.edit_requested.connect(self._edit_in_table)
        self.pane.links.go.connect(self.go)
        self.table.remember_in(self.session.memory, f"table.{MEMORY}")
        add_page_key(self, TURN_PANE, self.split.turn)

    def set_low(self, low: bool) -> None:
        super().set_low(low)
        self.filters.set_low(low)

    def focus_parts(self) -> Sequence[QWidget]:
        """Returns the stops of F6: table and pane; or the button of the empty page."""
        if self._empty is not None and self.is_empty:
            return (self._empty.state.button,)
        return (self.table, self.side)

    @property
    def is_empty(self) -> bool:
        return not self.session.progress

    # -- content

    def refresh(self) -> None:
        session = self.session
        self.table.set_read_only(session.is_locked)
        for button in (self.import_button, self.assign_button):
            button.block(self.session.locked)
        groups = self._rows()
        if session.year == self._shown_year:
            self.table.sheet.set_rows(groups)
        else:
            self._shown_year = session.year
            columns = oit_columns(lambda: session.data, lambda: session.today)
            self.table.sheet.show_other(groups, columns)
        items = self._items()
        self.filters.refresh(
            [row for group in items for row in group.leaves() if isinstance(row, OitRow)]
        )
        self._show_counts()
        self._show_empty()
        if self.table.current_row() is None:
            self._is_refreshing = True
            self._choose_first()
            self._is_refreshing = False
        self._show_pane()
        self._show_selection()

    def _rows(self) -> Rows:
        """Returns the items in the current view."""
        view = self.filters.listed_by
        kept = f"oit.rows.{view}.{self.filters.unit.key}"
        return self.session.cached_today(kept, partial(listed_by, view, self._items()))

    def _items(self) -> list[RowGroup]:
        return self.session.cached_today(f"oit.rows.{self.filters.unit.key}", self._groups)

    def _narrow(self) -> None:
        """Shows the states of the chosen unit."""
        self.table.sheet.set_rows(self._rows(), flash=False)
        self.refresh()

    def show_view(self, view: View) -> None:
        """Changes the view and stores it; the current item is kept."""
        if view is not self.filters.listed_by:
            self.filters.set_view(view)
            self.table.sheet.set_rows(self._rows(), flash=False)
            current = self.table.current_row()
            if current is not None:
                self.table.bring_into_sight([current.id])
        self.table.take_focus()

    def _groups(self) -> list[RowGroup]:
        session, data = self.session, self.session.data
        units = {
            code: frozenset(unit.id for unit in owner_units(data, data.owners_of_item(code)))
            for code in session.progress
        }
        return oit_groups(
            data,
            session.tree,
            session.progress,
            lambda code: units[code],
            judged_items(session),
            today=session.today,
            unit_id=self.filters.unit.key,
        )

    def _show_counts(self) -> None:
        """Shows the number of items, and of those that pass the filters."""
        count, sheet = len(self.session.progress), self.table.sheet
        text = _items(count)
        if sheet.how.filtered:
            text = tr("{shown} จาก {count} ข้อ", shown=sheet.passed, count=count)
        self.show_counts(text)

    def _show_empty(self) -> None:
        """Shows the empty state, as the office's own framework may have no OIT items."""
        empty = self.is_empty
        for button in (
            self.import_button,
            self.print_button,
            self.more_button,
            self.assign_button,
        ):
            button.setVisible(not empty)
        if self._empty is None and empty:
            self._empty = self._make_empty()
        if self._empty is not None:
            self._empty.replace(self.table, self.filters, empty=empty)
            self.split.set_needed(not empty)

    def _make_empty(self) -> EmptyPlace:
        place = EmptyPlace(EmptyState())
        place.state.set_texts(
            tr("กรอบการประเมินของปีนี้ไม่มีข้อ OIT"),
            tr(
                "หน้านี้เก็บข้อมูลที่ต้องเผยแพร่แต่ละข้อ ผู้รับผิดชอบ กำหนดส่ง และหลักฐาน "
                "ตามข้อ OIT ในกรอบการประเมินของปี"
            ),
            tr("ดูการประเมินของปี"),
        )
        place.state.acted.connect(lambda: self.go.emit(PageKey.YEAR, "assessment"))
        self.ui.sheet.addWidget(place, 1)
        return place

    def show_target(self, target: str) -> None:
        """Handles targets: ``O12`` selects an item, ``unit:ID`` filters by a unit, ``open:ID`` also
        by incomplete items, ``group:9.2`` unfolds a group, ``filing`` opens what is filed,
        ``rows:O3 O9`` shows several items alone, ``links:`` the links of the evidence,
        ``check-links:`` their check."""
        kind, _, name = target.partition(":")
        if kind == "filing":
            self.open_filing()
        elif kind in {"unit", "open"}:
            unit = self.session.data.unit_by_id.get(name)
            self._show_all()
            self.filters.unit.choose(name, unit.label if unit is not None else "")
            self.filters.open.setChecked(kind == "open")
        elif kind == "group":
            self._show_all()
            self.show_view(View.INDICATOR)
            self.table.sheet.fold([name], shut=False)
            self.table.go_to(name)
        elif kind == places.LINKS:
            self.open_links(name)
        elif kind == places.CHECK_LINKS:
            self.open_links(begins=True)
        else:
            codes = name.split() if kind == places.SEVERAL else []
            self._show_all(codes)
            self.table.go_to(codes[0] if codes else target)

    def _show_all(self, alone: Sequence[str] = ()) -> None:
        """Takes all filters away: what was gone to, with its count, is shown whole. Items
        ``alone`` are, if there are any."""
        self.filters.clear()
        self.table.sheet.show_only(alone)

    def _choose_first(self) -> None:
        """Selects the first late or incomplete item, to fill the pane."""
        progress = self.session.progress
        wanted = next(
            (c for c, item_progress in progress.items() if item_progress.state is State.LATE), None
        )
        wanted = wanted or next(
            (c for c, item_progress in progress.items() if item_progress.mark != 100), None
        )
        wanted = wanted or next(iter(progress), None)
        if wanted is not None:
            self.table.go_to(wanted)

    def _show_pane(self) -> None:
        """Updates the pane."""
        self.side.refresh()
        current = self.table.current_row()
        shown = [current.id] if current is not None else []
        shown += [self.pane.item.code] if self.pane.item is not None else []
        shown += self.session.progress
        code = next((text for text in shown if text in self.session.progress), None)
        if code is not None:
            self.pane.show_item(code, self.filters.unit.key)

    def _show_current(self, row_id: str) -> None:
        # A refresh fills the pane once, at its end.
        if row_id in self.session.progress and not self._is_refreshing:
            self.pane.show_item(row_id, self.filters.unit.key)

    def _open_pane(self, _row_id: str) -> None:
        self.split.fold(False)
        if self.side.is_one:
            self.pane.enter()

    def _add_evidence(self) -> None:
        if self._is_one():
            self.split.fold(False)
            self.pane.add_evidence()

    def _tick_all(self) -> None:
        if self._is_one():
            self.pane.tick_all()

    def _is_one(self) -> bool:
        """Returns whether a single item is selected; otherwise shows a message."""
        if not self.side.is_one:
            self.table.ask_to_choose(tr("เลือกไว้หลายข้อ ให้เลือกข้อเดียวในตารางก่อน"))
        return self.side.is_one

    def _paste_link(self, copied: QMimeData) -> bool:
        """Adds a link that is pasted on the row of an item as its evidence, but for a cell that
        takes any text; returns whether it did."""
        cell, location = self.table.current_cell(), copied.text().strip()
        item = self.pane.item
        if cell is None or item is None or cell[0].id != item.code or self.session.is_locked:
            return False
        takes_text = cell[1].editable and cell[1].kind is ColumnKind.TEXT
        if takes_text or not is_address(location) or len(location.split()) > 1:
            return False
        self._paste()
        return True

    def _paste(self) -> None:
        if self._is_one():
            self.pane.paste()

    def _show_selection(self) -> None:
        chosen = [code for code in self.table.selected_ids() if code in self.session.progress]
        progress = self.session.progress
        if len(chosen) == 1:
            one = progress[chosen[0]]
            words = tr("เลือก 1 ข้อ · ครบ {met}/{of} รายการ", met=one.met, of=one.required)
            self.set_status(words, counts=True)
        elif chosen:
            done = sum(progress[code].state is State.DONE for code in chosen)
            told = {"count": len(chosen), "of": len(progress), "done": done}
            words = tr("เลือก {count} จาก {of} ข้อ · ครบแล้ว {done}", **told)
            self.set_status(words, counts=True)
        else:
            self.set_status(tr("F2 แก้ไข · Enter ลง · Tab ขวา · Ctrl+V วางจาก Excel"))

    def _preset(self) -> RoundPreset:
        """Returns what a new round asks: the selected items, or those that are shown."""
        unit = self.filters.unit.key
        units = frozenset([unit]) if unit else frozenset[str]()
        return RoundPreset(
            (AskedSubject.OIT,), shown_rows(self.table) & set(self.session.progress), units
        )

    def _print(self) -> None:
        """Opens the table as a document: all items, or the filtered ones."""
        sheet = self.table.sheet
        place = places.paper_place(DOCUMENT, "")
        if sheet.how.filtered:
            shown = [row.id for row in sheet.rows_passing()]
            place = places.rows_place(DOCUMENT, self.filters.unit.key, shown)
        self.go.emit(place.page, place.target)

    # -- editing

    def _store(self, data: YearData, edit: Edit) -> None:
        """Stores an edit; the score column is the office's self-assessment."""
        workspace = self.session.workspace
        marks = [
            ScoreEdit(change.row, _mark(change.value))
            for change in edit.changes
            if change.key == "score"
        ]
        cells = [
            CellEdit(
                change.row,
                change.key,
                refs_of_cell(change.value) if change.key == "owners" else change.value,
            )
            for change in edit.changes
            if change.key != "score"
        ]
        if cells:
            assignments.edit(workspace, data.year, cells, marks=marks)
        elif marks:
            scores.set_scores(workspace, data.year, marks, ScoreSource.SELF)

    def _show_written(self, edit: Edit) -> None:
        if len(edit.rows) > 1:
            text = tr("เปลี่ยน {count} ข้อแล้ว", count=len(edit.rows))
            self.session.notified.emit(text, True)

    def _edit_in_table(self, key: str) -> None:
        item = self.pane.item
        if item is not None:
            self.table.edit_cell(item.code, key)

    def assign(self) -> None:
        """Opens the popup to set owners and due date of the selected items."""
        chosen = [code for code in self.table.selected_ids() if code in self.session.progress]
        if not chosen:
            self.table.ask_to_choose(tr("ยังไม่ได้เลือกข้อ ให้เลือกแถวหรือหัวกลุ่มในตารางก่อน"))
            return
        data = self.session.data
        popup = AssignPopup(
            owner_choices(data),
            self._common_owners(chosen),
            len(chosen),
            data.year,
            self.session.today,
            new_owner_choice,
            self,
        )
        popup.thing = " ".join(chosen)
        popup.assigned.connect(lambda owners, day: self._assign(chosen, owners, day))
        popup.open_by(self.assign_button)

    def _common_owners(self, codes: Sequence[str]) -> tuple[CellOwner, ...]:
        rows = [row for row in self.table.sheet.all_rows() if row.id in set(codes)]
        owners = [row.owners for row in rows if isinstance(row, OitRow)]
        first: tuple[CellOwner, ...] = owners[0] if owners else ()
        return tuple(owner for owner in first if all(owner in other for other in owners))

    def _assign(
        self, codes: Sequence[str], owners: tuple[CellOwner, ...] | None, day: date | None
    ) -> None:
        session = self.session
        given = refs(owners) if owners is not None else None
        before = session.workspace.edits.undo_label
        session.write(assignments.assign, codes, given, day)
        if session.workspace.edits.undo_label != before:
            session.notified.emit(tr("มอบหมาย {count} ข้อแล้ว", count=len(codes)), True)
            self.table.bring_into_sight(codes)
        self.table.take_focus()

    def _add_to_menu(self, menu: QMenu) -> None:
        menu.addSeparator()
        menu.addAction(tr("มอบหมาย…"), ASSIGN.sequence, self.assign)
        menu.addAction(tr("เพิ่มลิงก์หรือไฟล์…"), LINK.sequence, self._add_evidence)
        menu.addAction(tr("รายละเอียด"), self.table.open_detail)
        item = self.pane.item
        if item is not None and any(
            is_address(row.location) for row in self.session.data.evidence_of(item.code)
        ):
            menu.addAction(tr("ตรวจลิงก์…"), lambda: self.open_links(item.code))
        if item is not None and any(row.unit for row in self.session.progress[item.code].rows):
            menu.addAction(tr("ตารางรายหน่วย…"), lambda: self.open_matrix(item.code))

    def _offer_more(self, menu: QMenu) -> None:
        """Adds what is done with all items now and then."""
        self.rounds.add_to(menu)
        menu.addSeparator()
        menu.addAction(tr("ยื่นข้อมูล…"), self.open_filing)
        menu.addAction(tr("ตรวจลิงก์ทั้งหมด"), partial(self.open_links, begins=True))
        menu.addAction(tr("ผลการตรวจลิงก์…"), self.open_links)
        menu.addAction(tr("หน้าเว็บ OIT…"), self._make_public_page)

    def _make_public_page(self) -> None:
        load("ita_desktop.ui.dialogs.public_page")
        from ita_desktop.ui.dialogs.public_page import open_sheet

        open_sheet(self.session, self.window())

    def open_filing(self) -> None:
        """Opens what is filed for the items."""
        load("ita_desktop.ui.pages.oit.filing_sheet")
        from ita_desktop.ui.pages.oit.filing_sheet import open_filing

        open_filing(self.session, self)

    def open_links(self, item: str = "", *, begins: bool = False) -> None:
        """Opens the links of the evidence of an item, or of all; with ``begins`` they are checked
        at once."""
        load("ita_desktop.ui.pages.oit.links")
        from ita_desktop.ui.pages.oit.links import open_links

        sheet = open_links(self.session, item, self)
        sheet.item_requested.connect(self.show_target)
        if begins and sheet.accept_button.isEnabled():
            sheet.accept()

    def open_matrix(self, code: str) -> None:
        """Opens the table of units, with an item."""
        load("ita_desktop.ui.pages.tracking.matrix_sheet")
        from ita_desktop.ui.pages.tracking.matrix_sheet import open_matrix

        sheet = open_matrix(self.session, code, self)
        sheet.time_requested.connect(self._show_time)
        sheet.item_requested.connect(self.show_target)
        sheet.print_requested.connect(lambda of: self.go.emit(*places.matrix_paper(of)[:2]))

    def _show_time(self, key: TimeKey) -> None:
        time = f"{key.measure_id}:{key.last.isoformat()}"
        self.go.emit(PageKey.MEASURES, f"tracking:{time}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.window().width() < Breakpoint.NARROW
        self.table.header.leave_out(LEFT_OUT if narrow else ())


def _items(count: int) -> str:
    return tr("{count} ข้อ", count=count)


def _mark(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
