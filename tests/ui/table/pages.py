"""A small OIT-like table whose page keeps its rows and takes the edits."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.ui.table.column import Column, ColumnKind, RowGroup
from ita_desktop.ui.table.editing import clipboard
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.table.values import (
    CellOwner,
    DoneCount,
    ListChoice,
    ProgressCell,
    ScheduledTime,
    YearAxis,
)
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Tone
from ita_desktop.ui.widgets.marks import Mark

UNITS = ("ฝ่ายปกครอง", "ฝ่ายโยธา", "ฝ่ายรายได้", "ฝ่ายการคลัง", "ฝ่ายเทศกิจ")
ALL = CellOwner("all", "ทุกฝ่าย", note="กลุ่ม")
OWNERS = (ALL, *(CellOwner(name, name, note="ฝ่าย") for name in UNITS))


@dataclass(frozen=True)
class Item:
    id: str
    title: str
    owners: tuple[CellOwner, ...] = (ALL,)
    due: date | None = date(2025, 3, 31)
    part: DoneCount = DoneCount(1, 3)  # noqa: RUF009 - immutable
    mark: Mark = Mark.DOING
    score: Decimal | None = Decimal(0)
    met: bool = False
    times: tuple[ScheduledTime, ...] = ()


LONG = (
    "แผนการใช้จ่ายงบประมาณประจำปีและรายงานผลการใช้จ่ายงบประมาณประจำปี "
    "พร้อมคำอธิบายวิธีการและขั้นตอนที่ประชาชนเข้าใจได้ง่าย เผยแพร่ทางเว็บไซต์ของสำนักงานเขต"
)
ITEMS = {
    "9.1": (
        Item("O1", "ข้อมูลพื้นฐาน", due=date(2025, 1, 31)),
        Item("O2", "นโยบาย", mark=Mark.DONE, score=Decimal(100)),
    ),
    "9.2": (
        Item("O5", LONG),
        Item("O6", "คู่มือการปฏิบัติหน้าที่", mark=Mark.LATE, owners=OWNERS[1:4]),
        Item("O10", "ข้อมูลสถิติ", due=None, score=None),
    ),
}


def times(due: int = 5) -> tuple[ScheduledTime, ...]:
    """Monthly occurrences, those before ``due`` done."""
    steps = [
        TimeState.DONE if at < due else TimeState.DUE if at == due else TimeState.COMING
        for at in range(12)
    ]
    return tuple(
        ScheduledTime(f"t{at}", at, step, label=f"เดือน {at}") for at, step in enumerate(steps)
    )


def late(row: Item) -> Tone | None:
    return Tone.LATE if row.mark is Mark.LATE else None


def columns() -> tuple[Column[Item], ...]:
    owners = [ListChoice(owner, owner.label, owner.note) for owner in OWNERS]
    states = [ListChoice(mark, mark.word) for mark in (Mark.NONE, Mark.DOING, Mark.DONE)]
    return (
        Column(key="code", title="ข้อ", value=lambda row: row.id, kind=ColumnKind.CODE, width=52),
        Column(
            key="title",
            title="ข้อมูลที่ต้องเผยแพร่",
            value=lambda row: row.title,
            width=200,
            stretch=True,
            editable=True,
            required=True,
            empty="",
        ),
        Column(
            key="owners",
            title="ผู้รับผิดชอบ",
            value=lambda row: row.owners,
            kind=ColumnKind.OWNERS,
            width=146,
            editable=True,
            choices=lambda _row: owners,
            empty=(),
        ),
        Column(
            key="due",
            title="กำหนดส่ง",
            value=lambda row: row.due,
            kind=ColumnKind.DATE,
            width=110,
            editable=True,
            fiscal_year=2568,
            tone=late,
        ),
        Column(
            key="part", title="ครบ", value=lambda row: row.part, kind=ColumnKind.FRACTION, width=62
        ),
        Column(
            key="mark",
            title="สถานะ",
            value=lambda row: row.mark,
            kind=ColumnKind.STATE,
            width=110,
            editable=True,
            choices=lambda _row: states,
            only_choices=True,
            required=True,
        ),
        Column(
            key="score",
            title="คะแนน",
            value=lambda row: row.score,
            kind=ColumnKind.NUMBER,
            width=80,
            editable=True,
        ),
    )


EXTRA = (
    Column(
        key="met", title="ทำแล้ว", value=lambda row: row.met, kind=ColumnKind.CHECK, editable=True
    ),
    Column(
        key="times",
        title="รอบ",
        value=lambda row: row.times,
        kind=ColumnKind.SCHEDULE,
        width=360,
        axis=YearAxis(2568, date(2025, 3, 14)),
        filterable=False,
    ),
)


def grouped(items: Mapping[str, tuple[Item, ...]]) -> list[RowGroup]:
    return [
        RowGroup(
            id=f"g{code}",
            code=code,
            title=f"กลุ่ม {code}",
            rows=rows,
            late=sum(row.mark is Mark.LATE for row in rows),
            cells={"mark": ProgressCell(0.5), "score": Decimal(50)},
        )
        for code, rows in items.items()
    ]


@dataclass
class Page:
    """What a page does with a table: keeps the rows, makes the edits, refreshes."""

    view: SheetView
    items: dict[str, tuple[Any, ...]]
    edits: list[Edit] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    group: bool = True
    refuse: Exception | None = None
    window: QWidget | None = None

    def __post_init__(self) -> None:
        self.view.on_edit = self.take
        self.view.problem.connect(self.problems.append)
        self.refresh()

    def take(self, edit: Edit) -> None:
        if self.refuse is not None:
            raise self.refuse
        self.edits.append(edit)
        for change in edit.changes:
            self.put(change.row, change.key, change.value)
        code = next(iter(self.items))
        if edit.after is not None:
            code = next(
                code
                for code, rows in self.items.items()
                if edit.after == f"g{code}" or any(row.id == edit.after for row in rows)
            )
        for number, values in enumerate(edit.new):
            new = Item(f"new{number}", "", due=None)
            self.items[code] += (replace(new, **values),)
        self.refresh()

    def put(self, row_id: str, key: str, value: object) -> None:
        """Change a row without telling the table, as an undo or another page would."""
        for code, rows in self.items.items():
            self.items[code] = tuple(
                replace(row, **{key: value}) if row.id == row_id else row for row in rows
            )

    def refresh(self) -> None:
        rows = [row for rows in self.items.values() for row in rows]
        self.view.sheet.set_rows(grouped(self.items) if self.group else rows)

    # -- what a test looks at

    def row(self, row_id: str) -> Any:
        return next(row for rows in self.items.values() for row in rows if row.id == row_id)

    def shown(self) -> list[str]:
        return [line.id for line in self.view.sheet.lines]

    @property
    def at(self) -> tuple[str, str]:
        """Row id and column key of the current cell."""
        index = self.view.currentIndex()
        return self.view.sheet.lines[index.row()].id, self.view.sheet.columns[index.column()].key

    # -- what a clerk does

    def go(self, row_id: str, key: str) -> None:
        self.view.setFocus()
        assert self.view.go_to(row_id, key)

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press keys where the keyboard is."""
        for key in keys:
            QTest.keyClick(focused(), key, modifier or Qt.KeyboardModifier.NoModifier)

    def type(self, text: str) -> None:
        """Type text, Thai too, where the keyboard is."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(focused(), event)

    def spot(self, row_id: str, key: str) -> QPoint:
        """The middle of a cell's first line, in the viewport."""
        sheet = self.view.sheet
        index = sheet.index(sheet.place(row_id), sheet.column_index(key))
        rect = self.view.visualRect(index)
        return QPoint(rect.center().x(), rect.top() + 14)

    def click(self, row_id: str, key: str, modifier: Qt.KeyboardModifier | None = None) -> None:
        QTest.mouseClick(
            self.view.viewport(),
            Qt.MouseButton.LeftButton,
            modifier or Qt.KeyboardModifier.NoModifier,
            self.spot(row_id, key),
        )

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Press at one place of the viewport, move, and let go at another."""
        port = self.view.viewport()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
        for share in (0.3, 0.7, 1.0):
            QTest.mouseMove(port, start + (end - start) * share)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def from_html(source: str) -> clipboard.CellRange:
    """The cells of what another program put on the clipboard as HTML alone."""
    data = QMimeData()
    data.setHtml(source)
    return clipboard.read(data)
