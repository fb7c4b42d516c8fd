"""การประเมินของปี: the year's level system and weights, in tables and words, and the rows of its
dates; and ตรวจกรอบร่าง, the parts of a draft framework, ticked as they are compared with the
circular."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.dates import fiscal_year_bounds, short_date
from ita_desktop.domain.framework import Level, LevelSet
from ita_desktop.domain.framework_draft import (
    BASES,
    BLOCKS,
    UNCONFIRMED,
    DayBasis,
    DraftBlock,
    DraftPart,
    Weight,
    counts,
    day_basis,
    part_key,
    parts_of,
    unconfirmed,
    weights_of,
)
from ita_desktop.domain.records import CalendarDate
from ita_desktop.domain.text import short_number
from ita_desktop.domain.year import YearData
from ita_desktop.frameworks import faults_of
from ita_desktop.i18n import in_language, language, tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.frameworks import editing
from ita_desktop.services.frameworks.editing import confirm, unknown_weights
from ita_desktop.services.scores import planning
from ita_desktop.services.scores.scores import parse_score
from ita_desktop.services.tracking import months
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.language import month_title
from ita_desktop.ui.pages.fields import with_fields
from ita_desktop.ui.pages.writing import EditWriter, changed_rows
from ita_desktop.ui.session import Session
from ita_desktop.ui.shared.stored_line import StoredLine
from ita_desktop.ui.table.column import Column, ColumnKind, RowGroup
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.table.values import Numbers
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.fields.choices import Choice
from ita_desktop.ui.widgets.fields.field import Field, labelled, limit
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import SectionTitle
from ita_desktop.ui.widgets.sheet import ask


def levels_note(levels: LevelSet) -> str:
    """Returns ``ผ่านดีเยี่ยม ตั้งแต่ 95 ทุกเครื่องมือตั้งแต่ 95 · ผ่านดี ตั้งแต่ 85 …``."""
    return " · ".join(level_words(level) for level in levels.levels)


def levels_sentence(data: YearData) -> str:
    """Returns the levels of a year; of a draft, how many are unconfirmed."""
    said = levels_note(data.framework.levels)
    open_ = counts(data).get(DraftBlock.LEVELS)
    if open_ is None:
        return said
    draft = tr("ยังไม่ยืนยัน {count} จาก {of}", count=open_.unconfirmed, of=open_.of)
    return f"{said} · {draft}"


def level_words(level: Level) -> str:
    """Returns ``ผ่านดี ตั้งแต่ 85 และทุกเครื่องมือตั้งแต่ 85``."""
    if not level.total_min:
        return tr("{name} ต่ำกว่านั้น", name=level.name)
    text = tr("{name} ตั้งแต่ {least}", name=level.name, least=short_number(level.total_min))
    if level.each_instrument_min is None:
        return text
    each = short_number(level.each_instrument_min)
    return tr("{said} และทุกเครื่องมือตั้งแต่ {least}", said=text, least=each)


def weight_sentences(data: YearData) -> list[str]:
    """Returns what is wrong with the year's weights, and the consequences of unknown ones."""
    unknown = unknown_weights(data)
    indicators = data.framework.indicator_by_code
    texts = [
        tr(
            "{code} ยังไม่มีน้ำหนักของ {unknown} ระหว่างนี้คะแนน {code} คิดเฉลี่ยทุกข้อเท่ากัน",
            code=code,
            unknown=" ".join(codes),
        )
        for code, codes in unknown.items()
    ]
    for fault in faults_of(data.framework):
        of = indicators[fault.code].instrument if fault.code in indicators else fault.code
        if fault.key in {"weight", "instruments"} and of not in unknown:
            texts.append(fault.sentence(language.translate))
    return texts


class DateWidth:
    """The year's calendar."""

    DAY: Final = 116
    TITLE: Final = 420
    BASIS: Final = 116
    NOTE: Final = 260


class WeightWidth:
    """Weights of the assessment."""

    CODE: Final = 96
    NAME: Final = 420
    WEIGHT: Final = 104
    MARK: Final = 116


@dataclass(frozen=True, slots=True)
class DateRow:
    """A row: a date of the calendar; ``basis`` says if it is assumed or unconfirmed."""

    record: CalendarDate
    basis: DayBasis

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def day(self) -> date:
        return self.record.day

    @property
    def title(self) -> str:
        return self.record.title


def date_columns(year: int, today: Callable[[], date]) -> list[Column[DateRow]]:
    """Returns the columns: date, title, basis, note, what else is typed; typed dates default to the
    Buddhist ``year``, with ``today`` as base."""
    columns = [
        Column("day", tr("วันที่"), lambda row: row.day, DateWidth.DAY, kind=ColumnKind.DATE,
               editable=True, required=True, fiscal_year=year, today=today),
        Column("title", tr("วันสำคัญ"), lambda row: row.title, DateWidth.TITLE, stretch=True,
               editable=True, required=True, hideable=False, empty=""),
        Column("basis", tr("ที่มา"), lambda row: row.basis, DateWidth.BASIS,
               text=lambda row: in_language(BASES[row.basis]), tone=Tone.DOING, wrap=False),
        Column[DateRow]("note", tr("หมายเหตุ"), lambda row: row.record.note, DateWidth.NOTE,
                        stretch=True, editable=True, empty=""),
    ]  # fmt: skip
    return with_fields(columns, CalendarDate, year=year, today=today)


def date_rows(data: YearData) -> list[DateRow]:
    """Returns the dates in chronological order."""
    rows = (DateRow(replace(row, row_version=1), day_basis(data, row)) for row in data.calendar)
    return sorted(rows, key=lambda row: (row.day, row.title))


@dataclass(frozen=True, slots=True)
class WeightRow:
    """The weight of a sub-indicator in points; ``id`` is its code."""

    id: str
    name: str
    value: Decimal | None
    mark: str = ""
    """Says that it is unconfirmed."""


def weight_columns() -> list[Column[WeightRow]]:
    """Returns the columns: code, name, weight, mark of a draft."""
    return [
        Column("code", tr("รหัส"), lambda row: row.id, WeightWidth.CODE, kind=ColumnKind.CODE,
               hideable=False),
        Column("name", tr("เครื่องมือและตัวชี้วัดย่อย"), lambda row: row.name, WeightWidth.NAME),
        Column("weight", tr("น้ำหนัก"), lambda row: row.value, WeightWidth.WEIGHT,
               kind=ColumnKind.NUMBER, editable=True, numbers=Numbers()),
        Column("mark", tr("สถานะ"), lambda row: row.mark, WeightWidth.MARK, tone=Tone.DOING,
               wrap=False),
    ]  # fmt: skip


def weight_groups(data: YearData) -> list[RowGroup]:
    """Returns the instruments with their weighted sub-indicators."""
    known, open_ = weights_of(data.framework), unconfirmed(data)
    return [_instrument(weight, known, open_) for weight in known if not weight.instrument]


def _instrument(weight: Weight, known: tuple[Weight, ...], open_: frozenset[str]) -> RowGroup:
    """``open_`` are the keys of unconfirmed parts."""

    def mark(code: str) -> str:
        return in_language(UNCONFIRMED) if part_key(DraftBlock.WEIGHTS, code) in open_ else ""

    below = tuple(
        WeightRow(sub.code, sub.name, sub.value, mark(sub.code))
        for sub in known
        if sub.instrument == weight.code
    )
    return RowGroup(
        id=weight.code,
        code=weight.code,
        title=weight.name,
        rows=below,
        cells={"weight": weight.value, "mark": mark(weight.code)},
        editable=frozenset({"weight"}),
    )


class AssessmentSize:
    FIGURE: Final = 128
    """Width of a field with a score, or its placeholder."""


class AssessmentSection(QWidget):
    """The settings of the assessment, which affect the scores at once."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._months_of = 0
        """The year of the months in the list."""
        self.framework = ThaiLabel()
        self.levels = Choice()
        self.levels_note = ThaiLabel(style=Text.LABEL, tone=Tone.TEXT2, most=0)
        self.gap = ThaiLabel(tone=Tone.DOING, most=0)
        self.weights = SheetView(weight_columns(), filters=False)
        self.weights.setAccessibleName(tr("น้ำหนัก"))
        title = tr("ตรวจก่อนวางลงในน้ำหนัก")
        self._writing = EditWriter(session, self.weights, title, self._store, changed_rows)
        self.counts_from = Choice()
        limit([self.levels, self.counts_from])
        self.counts_from.activated.connect(self._choose_month)
        self.levels.activated.connect(self._choose_levels)
        self.target = Field()
        limit([self.target], AssessmentSize.FIGURE)
        self.target.set_example(tr("ตามระดับถัดไป"))
        self._target = StoredLine(
            self.target, session, self._target_text, self._save_target, joins=False
        )
        self._lay_out()

    def _lay_out(self) -> None:
        """The label has its own margins, so that they disappear with it."""
        self.gap.setContentsMargins(Space.PAGE_EDGE, Space.XS, Space.PAGE_EDGE, Space.M)
        note = tr("เครื่องมือเป็นร้อยละของคะแนนรวม ตัวชี้วัดย่อยเป็นคะแนนของเครื่องมือ")
        of_framework, of_levels = QWidget(), QWidget()
        title = SectionTitle(tr("น้ำหนัก"), note=note)
        self._captions = of_framework, of_levels, title
        labelled(tr("กรอบการประเมิน"), self.framework, stretch=1, on=of_framework)
        labelled("", self.levels_note, stretch=1, on=of_levels)
        self._rows = rows = vbox(
            of_framework,
            labelled(tr("เกณฑ์ระดับผล"), self.levels),
            of_levels,
            labelled(tr("นับรอบมาตรการ"), self.counts_from),
            labelled(tr("คะแนนเป้าหมาย"), self.target),
            title,
            margins=(Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, 0),
            gap=Space.S,
        )
        vbox(rows, (self.weights, 1), self.gap, on=self)

    def set_low(self, low: bool) -> None:
        """In a low window leaves out what is only told, so that weights are seen; the rules of the
        levels are then the tool tip of their list."""
        for part in self._captions:
            part.setHidden(low)
        self._rows.setSpacing(Space.XS if low else Space.S)

    def refresh(self, *, flash: bool) -> None:
        """Updates the section from the session."""
        framework = self._session.data.framework
        read_only = self._session.is_locked
        self.framework.setText(framework.title)
        self.levels_note.setText(levels_sentence(self._session.data))
        self.levels.setToolTip(self.levels_note.text())
        if self.levels.findData(framework.levels.code) < 0:
            self.levels.addItem(framework.levels.name, framework.levels.code)
        self.levels.setCurrentIndex(self.levels.findData(framework.levels.code))
        self.levels.setEnabled(not read_only)
        self._show_months()
        self.counts_from.setEnabled(not read_only)
        self._target.show()
        self.target.setReadOnly(read_only)
        self.weights.set_read_only(read_only)
        self.weights.sheet.set_rows(weight_groups(self._session.data), flash=flash)
        gaps = weight_sentences(self._session.data)
        self.gap.setText("\n".join(gaps))
        self.gap.setVisible(bool(gaps))

    def offer_levels(self) -> None:
        """Fills the list of level systems from their file."""
        for set_ in years.level_sets():
            if self.levels.findData(set_.code) < 0:
                self.levels.addItem(set_.name, set_.code)

    def _choose_levels(self) -> None:
        session, code = self._session, str(self.levels.currentData())
        if code != session.data.framework.levels.code:
            session.write(years.use_level_set, code)
        self.refresh(flash=True)

    def _show_months(self) -> None:
        """Shows the month from which occurrences of measures count."""
        year, shown = self._session.data.fiscal_year, self.counts_from
        if self._months_of != year.year:
            self._months_of = year.year
            shown.clear()
            for day in months(year.year):
                template = tr("ตั้งแต่ {month}") if shown.count() else tr("ตั้งแต่ต้นปี ({month})")
                shown.addItem(template.format(month=month_title(day)), day.isoformat())
        first, _ = fiscal_year_bounds(year.year)
        counted = (year.counts_from or first).replace(day=1)
        shown.setCurrentIndex(shown.findData(counted.isoformat()))

    def _choose_month(self) -> None:
        day = date.fromisoformat(str(self.counts_from.currentData()))
        self._session.write(years.count_from, day)
        self._show_months()

    def leave(self) -> None:
        """Stores the target if it was edited."""
        self._target.take()

    def _target_text(self) -> str:
        target = self._session.data.target
        return f"{target:.2f}" if target is not None else ""

    def _save_target(self, typed: str) -> None:
        session = self._session
        planning.set_target(session.workspace, session.year, parse_score(typed))

    def _store(self, data: YearData, edit: Edit) -> None:
        new = {
            change.row: change.value if isinstance(change.value, Decimal) else None
            for change in edit.changes
        }
        editing.set_weights(self._session.workspace, data.year, new)


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
