"""Scrolling 5,000 rows of wrapped Thai against a bare QTableView of one-line rows.

Prints milliseconds a frame and the ratio; the aim is at most 1.5. Also how long ``set_rows`` takes
and how soon after it the first page is painted. Run: ``python benchmarks/table_scroll.py``.
"""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from ita_desktop.ui.table.column import Column, Kind
from ita_desktop.ui.table.rows import Group
from ita_desktop.ui.table.texts import cell_text
from ita_desktop.ui.table.values import Owner, Part
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.lines import words
from ita_desktop.ui.theme.theme import Choice, Theme
from ita_desktop.ui.theme.tokens import Height
from ita_desktop.ui.widgets.marks import Mark

ROWS = 5_000
SIZE = (838, 640)
STEP = 96
FRAMES = 300
TITLES = (
    "แผนปฏิบัติราชการประจำปี และรายงานผลการปฏิบัติราชการประจำปีของสำนักงานเขต",
    "คู่มือการปฏิบัติหน้าที่",
    "แผนการใช้จ่ายงบประมาณประจำปีและรายงานผลการใช้จ่ายงบประมาณประจำปี ไตรมาสที่ 1 ถึง 4",
    "ระบบติดตาม (Tracking System) สถานะการขอใบอนุญาต",
    "การดำเนินการเพื่อจัดการความเสี่ยงการทุจริตในการขออนุมัติ อนุญาต หรือการให้บริการ"
    "ตามพระราชบัญญัติการอำนวยความสะดวก พร้อมเผยแพร่ให้ประชาชนทราบทางเว็บไซต์",
)
UNITS = ("ฝ่ายโยธา", "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล", "ฝ่ายรายได้")
MARKS = (Mark.DOING, Mark.DONE, Mark.LATE, Mark.NONE)


@dataclass(frozen=True)
class Item:
    id: str
    title: str
    owners: tuple[Owner, ...]
    due: date
    part: Part
    mark: Mark
    score: Decimal


def items() -> list[Item]:
    owners = tuple(Owner(name, name) for name in UNITS)
    return [
        Item(
            f"O{at}",
            f"{TITLES[at % len(TITLES)]} ครั้งที่ {at}",
            owners[: at % 3 + 1],
            date(2024, 10, 1) + timedelta(days=at % 365),
            Part(at % 4, 3),
            MARKS[at % 4],
            Decimal(at % 101),
        )
        for at in range(ROWS)
    ]


COLUMNS: tuple[Column[Item], ...] = (
    Column(key="code", title="ข้อ", value=lambda row: row.id, kind=Kind.CODE, width=64),
    Column(key="title", title="ข้อมูล", value=lambda row: row.title, width=220, stretch=True),
    Column(
        key="owners", title="ผู้รับผิดชอบ", value=lambda row: row.owners, kind=Kind.OWNERS, width=146
    ),
    Column(key="due", title="กำหนดส่ง", value=lambda row: row.due, kind=Kind.DATE, width=100),
    Column(key="part", title="ครบ", value=lambda row: row.part, kind=Kind.FRACTION, width=62),
    Column(key="state", title="สถานะ", value=lambda row: row.mark, kind=Kind.STATE, width=108),
    Column(key="score", title="คะแนน", value=lambda row: row.score, kind=Kind.NUMBER, width=72),
)


class PlainModel(QAbstractTableModel):
    """What a bare table over Python data is: one string a cell."""

    def __init__(self, rows: list[list[str]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, _parent=QModelIndex()) -> int:  # noqa: B008
        return len(self._rows)

    def columnCount(self, _parent=QModelIndex()) -> int:  # noqa: B008
        return len(COLUMNS)

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return None


def standard_model(rows: list[list[str]]) -> QStandardItemModel:
    """The same in C++."""
    model = QStandardItemModel()
    for row in rows:
        model.appendRow([QStandardItem(text) for text in row])
    return model


def bare_view(model: QAbstractTableModel) -> QTableView:
    view = QTableView()
    view.setModel(model)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(Height.ROW)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.setWordWrap(False)
    for at, column in enumerate(COLUMNS):
        view.setColumnWidth(at, column.width)
    return view


def show(app: QApplication, view: QTableView) -> None:
    view.resize(*SIZE)
    view.show()
    app.processEvents()


def frames(app: QApplication, view: QTableView, step: int) -> float:
    """Median milliseconds of one scroll step with its painting."""
    bar = view.verticalScrollBar()
    bar.setValue(0)
    app.processEvents()
    spent = []
    for _ in range(FRAMES):
        begin = time.perf_counter()
        bar.setValue(bar.value() + step)
        app.processEvents()
        spent.append(time.perf_counter() - begin)
    return statistics.median(spent) * 1000


def timed(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return (time.perf_counter() - begin) * 1000


def main() -> None:
    app = QApplication([])
    Theme(app, Choice.LIGHT)
    words.breaker.warm()
    rows = items()
    texts = [[cell_text(column, row).replace("\n", " ") for column in COLUMNS] for row in rows]
    groups = [
        Group(id=f"g{at}", code=f"9.{at}", title="การบริหารงาน", rows=tuple(rows[at * 100 : at * 100 + 100]))
        for at in range(ROWS // 100)
    ]
    ours = SheetView(COLUMNS)
    ours.resize(*SIZE)
    print(f"set_rows, 5,000 new rows      {timed(lambda: ours.sheet.set_rows(groups)):8.1f} ms")

    def first_page() -> None:
        ours.show()
        app.processEvents()

    print(f"first page painted            {timed(first_page):8.1f} ms")
    one = replace(rows[7], score=Decimal(55))
    other = [replace(groups[0], rows=(*rows[:7], one, *rows[8:100])), *groups[1:]]
    print(f"set_rows, one row differs     {timed(lambda: ours.sheet.set_rows(other)):8.1f} ms")
    print(f"sort 5,000 rows               {timed(lambda: ours.sheet.sort_by('title')):8.1f} ms")
    ours.sheet.sort_by(None)

    plain, standard = bare_view(PlainModel(texts)), bare_view(standard_model(texts))
    show(app, plain)
    show(app, standard)
    for name, step in (("wheel step", STEP), ("page", SIZE[1] - 120)):
        first = frames(app, ours, step)
        again = frames(app, ours, step)
        bare, quick = frames(app, plain, step), frames(app, standard, step)
        print(f"{name}: bare, Python model {bare:.2f} ms; bare, C++ model {quick:.2f} ms")
        print(f"{name}: this table {again:.2f} ms, first time {first:.2f} ms")
        print(
            f"{name}: ratio {again / bare:.2f} (first time {first / bare:.2f}) to a Python model,"
            f" {again / quick:.2f} ({first / quick:.2f}) to a C++ one; aim 1.5"
        )


if __name__ == "__main__":
    main()
