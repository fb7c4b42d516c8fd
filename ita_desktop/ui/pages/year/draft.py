"""ตรวจกรอบร่าง: the parts of a draft framework, ticked as they are compared with the circular."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.framework_draft import (
    BLOCKS,
    DraftBlock,
    DraftPart,
    parts_of,
    unconfirmed,
    weights_of,
)
from ita_desktop.domain.text import short_number
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.frameworks.editing import confirm
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.pages.writing import EditWriter, changed_rows
from ita_desktop.ui.pages.year.assessment import level_words
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind, RowGroup
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.sheet import ask


class _Width:
    """The parts of a draft framework."""

    CONFIRMED: Final = 96
    CODE: Final = 96
    NAME: Final = 320
    VALUE: Final = 200


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A row: a part of the draft; ``id`` is its key."""

    id: str
    code: str
    name: str
    value: str
    confirmed: bool


def draft_columns() -> list[Column[DraftRow]]:
    """Returns the columns: tick, code, name, value."""
    return [
        Column("code", tr("รหัส"), lambda row: row.code, _Width.CODE, kind=ColumnKind.CODE,
               hideable=False),
        Column("confirmed", tr("ยืนยันแล้ว"), lambda row: row.confirmed, _Width.CONFIRMED,
               kind=ColumnKind.CHECK, editable=True, hideable=False),
        Column("name", tr("ชื่อ"), lambda row: row.name, _Width.NAME, stretch=True),
        Column("value", tr("ค่าในกรอบร่าง"), lambda row: row.value, _Width.VALUE),
    ]  # fmt: skip


def draft_groups(data: YearData) -> list[RowGroup]:
    """Returns the blocks of a draft with their parts."""
    values = dict(_values(data))
    parts = parts_of(data)
    return [_group(block, [part for part in parts if part.block is block], values)
            for block in DraftBlock]  # fmt: skip


def _group(block: DraftBlock, parts: list[DraftPart], values: dict[str, str]) -> RowGroup:
    open_ = sum(not part.confirmed for part in parts)
    note = (
        tr("ยังไม่ยืนยัน {count} จาก {of}", count=open_, of=len(parts)) if open_ else tr("ยืนยันครบแล้ว")
    )
    rows = tuple(
        DraftRow(part.key, _code(part), part.name, values.get(part.key, ""), part.confirmed)
        for part in parts
    )
    return RowGroup(id=block.value, title=in_language(BLOCKS[block]), rows=rows, note=note)


def _code(part: DraftPart) -> str:
    """Levels and dates have internal codes only."""
    return part.code if part.block in {DraftBlock.WEIGHTS, DraftBlock.ITEMS} else ""


def _values(data: YearData) -> Iterator[tuple[str, str]]:
    """Yields the values of parts that have one beside their name."""
    for weight in weights_of(data.framework):
        value = tr("ยังไม่รู้") if weight.value is None else short_number(weight.value)
        yield f"{DraftBlock.WEIGHTS} {weight.code}", value
    for level in data.framework.levels.levels:
        yield f"{DraftBlock.LEVELS} {level.code}", level_words(level)
    for day in data.calendar:
        yield f"{DraftBlock.DATES} {day.code}", short_date(day.day)


class DraftSection(QWidget):
    """What is ticked is confirmed at once, as one undo step; singly, by block, or all."""

    about = "draft"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.note = ThaiLabel(style=Text.LABEL, tone=Tone.TEXT2, most=2)
        self.block_button = Button(tr("ยืนยันทั้งหมวด"))
        self.all_button = Button(tr("ยืนยันทั้งหมด…"))
        self.table = SheetView(draft_columns())
        self.table.setAccessibleName(tr("กรอบร่าง"))
        title = tr("ตรวจก่อนวางลงในกรอบร่าง")
        self._writing = EditWriter(session, self.table, title, self._store, changed_rows)
        self.block_button.clicked.connect(self.confirm_block)
        self.all_button.clicked.connect(self.confirm_all)
        self.table.current_changed.connect(lambda _row: self._name_block())
        self.table.menu_requested.connect(self._add_to_menu)
        buttons = hbox(
            (self.note, 1),
            self.block_button,
            self.all_button,
            margins=(Space.PAGE_EDGE, Space.XS),
            gap=Space.S,
        )
        vbox(buttons, (self.table, 1), on=self).addStretch()
        self.setFocusProxy(self.table)

    def refresh(self, *, flash: bool) -> None:
        """Updates the section from the session."""
        session = self._session
        data, parts = session.data, parts_of(session.data)
        self.table.set_read_only(session.is_locked)
        self.table.sheet.set_rows(draft_groups(data) if parts else [], flash=flash)
        for button in (self.block_button, self.all_button):
            button.setVisible(bool(parts))
        self.table.setVisible(bool(parts))
        self.note.setText(_note(data, parts))
        self._name_block()

    @property
    def block(self) -> DraftBlock:
        """The block of the current row."""
        row = self.table.current_row()
        name = row.id.partition(" ")[0] if row is not None else DraftBlock.WEIGHTS.value
        return DraftBlock(name)

    def confirm_all(self) -> None:
        """Confirms all parts, after asking whether that is what is meant: from then on scores and
        papers are no draft any more."""
        if self._session.refuses():
            return
        year, count = self._session.year, len(unconfirmed(self._session.data))
        meant = ask(
            tr("เทียบกับหนังสือเวียนปี {year} ครบทุกแห่งแล้วหรือ", year=year),
            tr(
                "ยืนยันอีก {count} แห่งว่าน้ำหนัก เกณฑ์ระดับ ข้อ และวันสำคัญตรงกับหนังสือเวียน\n"
                "คะแนน ระดับ และเอกสารของปี {year} จะไม่บอกว่าเป็นร่างอีก เลิกทำได้ภายหลัง",
                count=count,
                year=year,
            ),
            keep=tr("ยังไม่ได้เทียบ"),
            lose=tr("เทียบแล้ว ยืนยันทั้งหมด"),
            parent=self.window(),
        )
        if meant:
            self._confirm(tuple(DraftBlock))

    def confirm_block(self) -> None:
        """Confirms all parts of the current block."""
        self._confirm((self.block,))

    def _confirm(self, blocks: Collection[DraftBlock]) -> None:
        session = self._session
        if session.refuses():
            return
        keys = [part.key for part in parts_of(session.data) if part.block in blocks]
        count = session.write(confirm, keys)
        if count:
            session.notified.emit(tr("ยืนยันแล้ว {count} แห่ง", count=count), True)

    def _name_block(self) -> None:
        parts = parts_of(self._session.data)
        self.block_button.setText(tr("ยืนยันหมวด{block}", block=in_language(BLOCKS[self.block])))
        open_ = {part.block for part in parts if not part.confirmed}
        done = tr("ยืนยันครบแล้ว")
        locked = self._session.locked
        self.block_button.block(locked or ("" if self.block in open_ else done))
        self.all_button.block(locked or ("" if open_ else done))

    def _store(self, data: YearData, edit: Edit) -> None:
        edits = [CellEdit(change.row, change.key, change.value) for change in edit.changes]
        write_confirmations(self._session.workspace, data.year, edits)

    def _add_to_menu(self, menu: QMenu) -> None:
        if not self._session.is_locked:
            menu.addAction(self.block_button.text(), self.confirm_block)


def write_confirmations(workspace: Workspace, year: int, edits: Collection[CellEdit]) -> None:
    """Confirms the ticked parts (``row`` is the key), and takes back the others."""
    for confirmed in (True, False):
        keys = [edit.row for edit in edits if bool(edit.value) is confirmed]
        if keys:
            confirm(workspace, year, keys, confirmed=confirmed)


def _note(data: YearData, parts: Collection[DraftPart]) -> str:
    if not parts:
        return tr("กรอบของปี {year} ไม่ใช่ร่าง ไม่มีอะไรต้องยืนยัน", year=data.year)
    open_ = sum(not part.confirmed for part in parts)
    source = data.framework.drafted_from
    if not open_:
        return tr("คัดลอกจากกรอบ {source} และยืนยันกับหนังสือเวียนครบแล้ว", source=source)
    return tr(
        "คัดลอกจากกรอบ {source} ยังไม่ยืนยัน {count} จาก {of} แห่ง เทียบกับหนังสือเวียนปี {year} แล้วติ๊ก",
        source=source,
        count=open_,
        of=len(parts),
        year=data.year,
    )
