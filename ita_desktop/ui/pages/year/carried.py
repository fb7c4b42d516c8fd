"""ยกมาจากปีก่อน: items that were united, split, changed or lost since a year of another framework."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.frameworks.carry_list import Fate, ItemFate
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.places import Place
from ita_desktop.services.years.carrying import CARRY_OVER, FATES, entered_words
from ita_desktop.services.years.carrying_items import carried_fates, confirm, is_marked
from ita_desktop.ui.pages.writing import EditWriter, changed_rows
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.edits import Edit
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel


class _Width:
    """Items that changed since the year before."""

    ITEMS: Final = 120
    FATE: Final = 170
    ENTERED: Final = 220
    SETTLED: Final = 90


@dataclass(frozen=True, slots=True)
class FateRow:
    """A row: items of the earlier year and their counterparts, separated by spaces."""

    id: str
    old: str
    new: str
    fate: Fate
    entered: str
    settled: bool | None
    """Whether its mark was taken out of the notes; None if it never had one."""


def fate_columns() -> list[Column[FateRow]]:
    """Returns the columns: old and new items, what happened, what was entered, tick."""
    return [
        Column("old", tr("ข้อเดิม"), lambda row: row.old, _Width.ITEMS, kind=ColumnKind.CODE,
               hideable=False),
        Column("new", tr("ข้อใหม่"), lambda row: row.new, _Width.ITEMS),
        Column("settled", tr("ตรวจแล้ว"), lambda row: row.settled, _Width.SETTLED,
               kind=ColumnKind.CHECK, editable=lambda row: row.settled is False),
        Column("fate", tr("ที่เปลี่ยน"), lambda row: row.fate, _Width.FATE,
               text=lambda row: in_language(FATES[row.fate]),
               tone=lambda row: Tone.LATE if row.fate is Fate.GONE else Tone.TEXT),
        Column("entered", tr("ที่กรอกไว้ของข้อเดิม"), lambda row: row.entered, _Width.ENTERED,
               stretch=True),
    ]  # fmt: skip


def fate_rows(data: YearData, fates: tuple[ItemFate, ...]) -> list[FateRow]:
    """Returns a row for each fate."""
    return [_row(data, fate) for fate in fates]


def _row(data: YearData, fate: ItemFate) -> FateRow:
    known = [code for code in fate.new if code in data.assignment_by_item]
    settled = None
    if fate.fate in {Fate.UNITED, Fate.SPLIT} and known:
        settled = not any(is_marked(data, code) for code in known)
    old, new = " ".join(fate.old), " ".join(fate.new)
    entered = in_language(entered_words(fate.entered))
    return FateRow(f"{fate.fate} {old}>{new}", old, new, fate.fate, entered, settled)


class CarriedSection(QWidget):
    """The list beside the year; a tick takes the mark out of the items' notes, as one undo step."""

    opened = Signal(object)
    """A place should be shown: an item, or the printed list."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.note = ThaiLabel(style=Text.LABEL, tone=Tone.TEXT2, most=2)
        self.item_button = Button(tr("เปิดข้อ"), icon_name="arrow-right")
        self.print_button = Button(tr("พิมพ์รายการ"), icon_name="printer")
        self.table = SheetView(fate_columns())
        self.table.setAccessibleName(tr("ยกมาจากปีก่อน"))
        title = tr("ตรวจก่อนวางลงในตาราง")
        self._writing = EditWriter(session, self.table, title, self._store, changed_rows)
        self.item_button.clicked.connect(self.open_item)
        document = Place(PageKey.DOCUMENTS, CARRY_OVER)
        self.print_button.clicked.connect(lambda: self.opened.emit(document))
        self.table.detail_requested.connect(lambda _row: self.open_item())
        self.table.menu_requested.connect(self._add_to_menu)
        buttons = hbox(
            (self.note, 1),
            self.item_button,
            self.print_button,
            margins=(Space.PAGE_EDGE, Space.XS),
            gap=Space.S,
        )
        vbox(buttons, (self.table, 1), on=self).addStretch()
        self.setFocusProxy(self.table)

    @property
    def fates(self) -> tuple[ItemFate, ...]:
        """The items that did not simply continue from the year before."""
        session = self._session
        data, before = session.data, session.previous
        if before is None:
            return ()
        return session.cached_today("carried", lambda: carried_fates(before, data))

    def refresh(self, *, flash: bool) -> None:
        """Updates the list from the session."""
        session, fates = self._session, self.fates
        self.table.set_read_only(session.is_locked)
        self.table.sheet.set_rows(fate_rows(session.data, fates), flash=flash)
        for button in (self.item_button, self.print_button):
            button.setVisible(bool(fates))
        self.table.setVisible(bool(fates))
        text = tr("ไม่มีข้อที่รวม แยก เปลี่ยน หรือไม่ต่อกันกับปีก่อน")
        if fates and session.previous is not None:
            text = tr(
                "ข้อที่เปลี่ยนไปจากปี {year} · ติ๊กเมื่อตรวจผู้รับผิดชอบและวันแล้ว หมายเหตุรวมหรือแยกจะหายไป",
                year=session.previous.year,
            )
        self.note.setText(text)

    def open_item(self) -> None:
        """Shows the new item of the current row in งาน OIT."""
        row = self.table.current_row()
        if isinstance(row, FateRow) and row.new:
            self.opened.emit(Place(PageKey.OIT, row.new.split()[0]))
        else:
            self.table.ask_to_choose(tr("เลือกแถวที่มีข้อใหม่ก่อน"))

    def _store(self, data: YearData, edit: Edit) -> None:
        rows = {row.id: row for row in fate_rows(data, self.fates)}
        codes = [code for change in edit.changes for code in rows[change.row].new.split()]
        confirm(self._session.workspace, data.year, codes)

    def _add_to_menu(self, menu: QMenu) -> None:
        menu.addAction(self.item_button.text(), self.open_item)
