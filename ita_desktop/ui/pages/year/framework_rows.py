"""The rows and columns of the framework tree; the checklist of an item."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, NamedTuple

from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import TOTAL, Framework, Indicator, Instrument, Item, Rule, Scale
from ita_desktop.domain.framework_draft import DraftBlock, part_key, weights_of
from ita_desktop.domain.oit.parts import month_title
from ita_desktop.domain.records import UnitKind
from ita_desktop.domain.year import YearData
from ita_desktop.frameworks.difference import RULES, SCALES
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.frameworks import editing as framework_editing
from ita_desktop.services.frameworks.editing import WHOLE
from ita_desktop.ui.keyboard import REMOVE_ROWS
from ita_desktop.ui.pages.page import add_key
from ita_desktop.ui.pages.parts.list_table import PaneTable, RowButtons
from ita_desktop.ui.pages.writing import EditWriter
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind, RowGroup
from ita_desktop.ui.table.grid import CellChange, Edit
from ita_desktop.ui.table.values import ListChoice, Numbers, StyledValue
from ita_desktop.ui.theme.tokens import Space, Tone
from ita_desktop.ui.widgets.boxes import add
from ita_desktop.ui.widgets.fields.choices import CheckBox
from ita_desktop.ui.widgets.page.pane import PaneSection

CONFIRMED = "confirmed"
"""Key of the column with the ticks of a draft."""
FIELDS = {"title_th": "title", "name_th": "title", "weight": "weight", "rule": "rule",
          "scale": "scale", "indicator": "indicator"}  # fmt: skip
"""Column keys by the headings of framework files, which faults refer to."""


class _Width:
    """The year's framework."""

    CODE: Final = 112
    TITLE: Final = 220
    WEIGHT: Final = 70
    RULE: Final = 162
    SCALE: Final = 134
    REVERSED: Final = 90
    CONFIRMED: Final = 96
    INDICATOR: Final = 200
    POINT: Final = 180
    PART: Final = 100
    OPTIONAL: Final = 58
    NO_UNIT: Final = 72


@dataclass(frozen=True, slots=True)
class FrameworkItemRow:
    """A row: an item of the framework; ``id`` is its code."""

    id: str
    title: str
    indicator: str
    scale: Scale
    reversed: bool | None
    confirmed: bool | None = None
    """Whether it was compared with the circular; None unless the framework is a draft."""


def framework_columns(
    framework: Callable[[], Framework], *, draft: bool = False
) -> list[Column[FrameworkItemRow]]:
    """Returns the columns of the tree; ``framework`` returns the current one, for the list of
    indicators. A ``draft`` has a column to confirm items."""
    confirmed: Column[FrameworkItemRow] = Column(CONFIRMED, tr("ยืนยันแล้ว"),
                                                 lambda row: row.confirmed, _Width.CONFIRMED,
                                                 kind=ColumnKind.CHECK, editable=True)  # fmt: skip
    columns = _columns(framework)
    return [*columns[:2], confirmed, *columns[2:]] if draft else columns


def _columns(framework: Callable[[], Framework]) -> list[Column[FrameworkItemRow]]:
    return [
        Column("code", tr("รหัส"), lambda row: row.id, _Width.CODE, kind=ColumnKind.CODE,
               hideable=False),
        Column("title", tr("ชื่อ"), lambda row: row.title, _Width.TITLE, stretch=True, editable=True,
               required=True, hideable=False, empty=""),
        Column("weight", tr("น้ำหนัก"), lambda _row: None, _Width.WEIGHT, kind=ColumnKind.NUMBER,
               numbers=Numbers(), text=lambda _row: "", filterable=False),
        Column("rule", tr("วิธีรวมคะแนน"), lambda _row: "", _Width.RULE, any_choices=rule_choices,
               only_choices=True, required=True, filterable=False),
        Column("scale", tr("การตอบ"), lambda row: row.scale, _Width.SCALE, editable=True,
               text=lambda row: in_language(SCALES[row.scale]),
               any_choices=scale_choices, only_choices=True, required=True),
        Column("reversed", tr("กลับคะแนน"), lambda row: row.reversed, _Width.REVERSED,
               kind=ColumnKind.CHECK, editable=lambda row: row.reversed is not None),
        Column("indicator", tr("อยู่ใต้"), lambda row: row.indicator, _Width.INDICATOR, editable=True,
               hidden=True, only_choices=True, required=True,
               text=lambda row: named(framework(), row.indicator), wrap=False,
               choices=lambda _row: place_choices(framework())),
    ]  # fmt: skip


def rule_choices() -> list[ListChoice]:
    """Returns the rules by which a score is computed."""
    return [ListChoice(rule, in_language(words)) for rule, words in RULES.items()]


def scale_choices() -> list[ListChoice]:
    """Returns the answer scales of an item."""
    return [ListChoice(scale, in_language(words)) for scale, words in SCALES.items()]


def place_choices(framework: Framework) -> list[ListChoice]:
    """Returns the indicators that may contain items: those without sub-indicators."""
    above = {indicator.parent for indicator in framework.indicators}
    return [
        ListChoice(indicator.code, named(framework, indicator.code), also=(indicator.code,))
        for indicator in framework.indicators
        if indicator.code not in above
    ]


def named(framework: Framework, code: str) -> str:
    """Returns ``9.1 ข้อมูลพื้นฐาน``."""
    one = framework.indicator_by_code.get(code) or framework.instrument_by_code.get(code)
    return f"{code} {one.name}" if one is not None else code


class _Marks(NamedTuple):
    """What is marked in the tree: codes with a weight of their own, keys of unconfirmed parts."""

    weighed: frozenset[str]
    unconfirmed: frozenset[str]


def framework_groups(
    framework: Framework, unconfirmed: frozenset[str] = frozenset()
) -> list[RowGroup]:
    """Returns the framework itself, and the instruments with everything below. ``unconfirmed`` are
    the keys of unconfirmed parts of a draft."""
    marks = _Marks(frozenset(weight.code for weight in weights_of(framework)), unconfirmed)
    total = sum((instrument.weight for instrument in framework.instruments), Decimal(0))
    note = ""
    if unconfirmed:
        note = tr("ร่างจากกรอบ {source} ยังไม่ยืนยัน", source=framework.drafted_from)
    head = RowGroup(
        id=TOTAL,
        code=tr("กรอบ"),
        title=framework.title,
        note=note,
        cells={"weight": StyledValue(total, Tone.TEXT2 if total == WHOLE else Tone.DOING)},
        editable=frozenset({"title"}),
    )
    return [
        head,
        *(_instrument(framework, instrument, marks) for instrument in framework.instruments),
    ]


def _instrument(framework: Framework, instrument: Instrument, marks: _Marks) -> RowGroup:
    below = [_indicator(framework, sub, marks) for sub in framework.indicators_of(instrument.code)]
    return _group(instrument, tuple(below), marks)


def _indicator(framework: Framework, indicator: Indicator, marks: _Marks) -> RowGroup:
    subs = [_indicator(framework, sub, marks) for sub in framework.children(indicator.code)]
    items = [
        _item(item, marks, drafted=bool(framework.drafted_from))
        for item in framework.items
        if item.indicator == indicator.code
    ]
    return _group(indicator, (*items, *subs), marks)


def _group(
    instrument: Instrument | Indicator, rows: tuple[FrameworkItemRow | RowGroup, ...], marks: _Marks
) -> RowGroup:
    own = instrument.code in marks.weighed
    cells: dict[str, object] = {
        "rule": StyledValue(in_language(RULES[instrument.rule]), Tone.TEXT2)
    }
    if own or instrument.weight is not None:
        cells["weight"] = StyledValue(instrument.weight, Tone.TEXT if own else Tone.TEXT2)
    editable = {"title", "rule", "weight"} if own else {"title", "rule"}
    open_ = part_key(DraftBlock.WEIGHTS, instrument.code) in marks.unconfirmed
    return RowGroup(
        id=instrument.code,
        code=instrument.code,
        title=instrument.name,
        note=tr("น้ำหนักยังไม่ยืนยัน") if open_ else "",
        rows=rows,
        cells=cells,
        editable=frozenset(editable),
    )


def _item(item: Item, marks: _Marks, *, drafted: bool) -> FrameworkItemRow:
    confirmed = part_key(DraftBlock.ITEMS, item.code) not in marks.unconfirmed if drafted else None
    return FrameworkItemRow(
        item.code, item.title, item.indicator, item.scale, item.reversed, confirmed
    )


def home_of(framework: Framework, code: str) -> str:
    """Returns the indicator to which an item is added while ``code`` is current. Raises InputError
    if it is none, or has sub-indicators."""
    item = framework.item_by_code.get(code)
    home = item.indicator if item is not None else code
    if home not in framework.indicator_by_code:
        raise InputError("ข้อต้องอยู่ใต้ตัวชี้วัด", remedy="เลือกตัวชี้วัดหรือข้อที่อยู่ข้างกันก่อน")
    if framework.children(home):
        raise InputError(
            "{code} มีตัวชี้วัดย่อย ข้อจึงต้องอยู่ใต้ตัวชี้วัดย่อย", remedy="เลือกตัวชี้วัดย่อยก่อน", code=home
        )
    return home


def cell_edits(framework: Framework, changes: Iterable[CellChange]) -> list[CellEdit]:
    """Converts changes of the tree for the service, where titles are called names."""
    edits = []
    for change in changes:
        named = (
            change.row in framework.indicator_by_code or change.row in framework.instrument_by_code
        )
        field = "name" if change.key == "title" and named else change.key
        value = (
            Rule(change.value)
            if field == "rule" and isinstance(change.value, str)
            else change.value
        )
        edits.append(CellEdit(change.row, field, value))
    return edits


def new_rows(rows: Sequence[Mapping[str, object]]) -> list[dict[str, Any]]:
    """Pasted items for the service, without their indicator, which follows from the target."""
    return [
        {name: value for name, value in row.items() if name not in {"indicator", CONFIRMED}}
        for row in rows
    ]


# -- checklist


@dataclass(frozen=True, slots=True)
class PointRow:
    """A row: a point of an item's checklist; ``id`` is its code."""

    id: str
    text: str
    part: str
    optional: bool
    unit: str = ""
    """The name of the unit that has to meet it by itself."""


def point_columns(units: Callable[[], Sequence[str]] = tuple) -> list[Column[PointRow]]:
    """Returns the columns of a checklist; ``units`` names those that a point may be given to."""
    return [
        Column("text", tr("รายการตรวจ"), lambda row: row.text, _Width.POINT, stretch=True,
               editable=True, required=True, hideable=False, empty=""),
        Column("part", tr("หมวด"), lambda row: row.part, _Width.PART, editable=True, empty="",
               hidden=True),
        Column("optional", tr("ถ้ามี"), lambda row: row.optional, _Width.OPTIONAL,
               kind=ColumnKind.CHECK, editable=True),
        Column("unit", tr("หน่วย"), lambda row: row.unit, _Width.PART, unused=_Width.NO_UNIT,
               editable=True, empty="",
               any_choices=lambda: [ListChoice(name, name) for name in units()]),
    ]  # fmt: skip


def point_rows(item: Item) -> list[PointRow]:
    """Returns the points in order."""
    units = {process.requirement: process.unit for process in item.processes}
    return [
        PointRow(point.code, point.text, point.part, point.optional, units.get(point.code, ""))
        for point in item.requirements
    ]


class PointSection(PaneSection):
    """The section of the pane with the checklist of an item."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(tr("สิ่งที่ต้องเผยแพร่"), parent, action=tr("เพิ่ม"))
        self._session = session
        self._item = ""
        self.table = PaneTable(point_columns(self._units), tr("สิ่งที่ต้องเผยแพร่"))
        self.buttons = RowButtons(self.table, self.remove_points)
        self.buttons.setContentsMargins(0, Space.XS, 0, 0)
        self.monthly = CheckBox("", self)
        self.monthly.clicked.connect(self._set_monthly)
        add(self.column, self.table, self.buttons, self.monthly)
        self.acted.connect(self.add_point)
        table = self.table
        title = tr("ตรวจก่อนวางลงในรายการตรวจ")
        self._writing = EditWriter(session, table, title, self._store)
        table.refuse = self._refuse
        table.move_requested.connect(self._move)
        table.menu_requested.connect(self._add_to_menu)
        add_key(table, REMOVE_ROWS, self.remove_points)

    def _units(self) -> list[str]:
        units = self._session.data.units
        return [unit.name for unit in units if unit.kind is not UnitKind.GROUP]

    def show_item(self, item: Item) -> None:
        """Shows an item's checklist."""
        locked = self._session.is_locked
        same, self._item = self._item == item.code, item.code
        rows = point_rows(item)
        self.table.set_read_only(locked)
        self.table.sheet.set_rows(rows, flash=same)
        self.table.setVisible(bool(rows))
        self.table.fit()
        self.buttons.setVisible(bool(rows) and not locked)
        self._show_monthly(item, locked=locked)
        if rows:
            self.set_total_of(len(rows), item.code, self._session.today)
        else:
            self.set_count("", "")
        self.set_action("" if locked else tr("เพิ่ม"))

    def _show_monthly(self, item: Item, *, locked: bool) -> None:
        """Shows whether an item with a period is asked for month by month."""
        period = item.period
        self.monthly.setVisible(period is not None and bool(period.start and period.end))
        if period is not None and period.start and period.end:
            first, last = month_title(period.start), month_title(period.end)
            words = tr("ต้องมีทุกเดือน ({first} - {last})", first=first, last=last)
            self.monthly.setText(words)
            self.monthly.setChecked(period.every_month)
            self.monthly.setEnabled(not locked)

    def _set_monthly(self) -> None:
        edits = [CellEdit(self._item, "every_month", self.monthly.isChecked())]
        self._session.write(framework_editing.edit, edits)

    def go_to(self, point: str) -> None:
        """Makes a point current."""
        self.table.go_to(point, "text")
        self.table.setFocus()

    def add_point(self) -> None:
        """Adds a point and edits it."""
        item = self._item
        row = {"text": tr("รายการใหม่")}
        made = self._session.write(framework_editing.add_requirements, item, [row])
        if made:
            self.go_to(made[0])

    def remove_points(self) -> None:
        """Removes the selected points; this can be undone."""
        session, chosen = self._session, self.table.selected_ids()
        if session.is_locked:
            self.table.show_locked()
        elif not chosen:
            self.table.ask_to_choose(tr("ยังไม่ได้เลือกแถว ให้เลือกแถวในตารางก่อน"))
        else:
            gone = session.write(framework_editing.remove, chosen)
            if gone is not None:
                session.notified.emit(removed_words(chosen, gone.total), True)

    def _move(self, ids: tuple[str, ...], step: int) -> None:
        if ids:
            self._session.write(framework_editing.move, ids, step)

    def _refuse(self, edit: Edit) -> None:
        framework_editing.refuse(self._session.data, _edits(edit))

    def _store(self, data: YearData, edit: Edit) -> None:
        workspace, year = self._session.workspace, data.year
        if edit.new:
            framework_editing.add_requirements(
                workspace, year, self._item, edit.new, edits=_edits(edit)
            )
        else:
            framework_editing.edit(workspace, year, _edits(edit))

    def _add_to_menu(self, menu: QMenu) -> None:
        if not self._session.is_locked:
            menu.addAction(tr("เพิ่มรายการตรวจ"), self.add_point)
            menu.addAction(tr("เอาแถวออก"), self.remove_points)


def _edits(edit: Edit) -> list[CellEdit]:
    return [CellEdit(change.row, change.key, change.value) for change in edit.changes]


def removed_words(codes: tuple[str, ...], entries: int) -> str:
    """Returns a message on what was removed, including the clerk's data on it."""
    what = codes[0] if len(codes) == 1 else tr("{count} แถว", count=len(codes))
    if not entries:
        return tr("เอา {what} ออกแล้ว", what=what)
    return tr(
        "เอา {what} ออกแล้ว · ข้อมูลที่กรอกไว้ {count} รายการยังอยู่ในแฟ้ม และกลับมาพร้อมกันเมื่อเลิกทำ",
        what=what,
        count=entries,
    )
