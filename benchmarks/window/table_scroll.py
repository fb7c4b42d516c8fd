"""5,000 rows of wrapped Thai, shown and scrolled, beside a bare QTableView of one-line rows."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from benchmarks.measure import Ratio, in_turns
from ita_desktop.ui.table.column import Column, ColumnKind, RowGroup
from ita_desktop.ui.table.texts import cell_text
from ita_desktop.ui.table.values import CellOwner, DoneCount
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.lines import words
from ita_desktop.ui.theme.theme import ColourMode, Theme
from ita_desktop.ui.theme.tokens import Height
from ita_desktop.ui.widgets.marks import Mark

ROWS = 5_000
SIZE = (838, 640)
WHEEL = 96
ROUNDS = 200
TITLES = (
    "แผนปฏิบัติราชการประจำปี และรายงานผลการปฏิบัติราชการประจำปีของสำนักงานเขต",
    "คู่มือการปฏิบัติหน้าที่",
    "แผนการใช้จ่ายงบประมาณประจำปีและรายงานผลการใช้จ่ายงบประมาณประจำปี ไตรมาสที่ 1 ถึง 4",
    "ระบบติดตาม (Tracking System) สถานะการขอใบอนุญาต",
    "การจัดการความเสี่ยงการทุจริตในการอนุมัติหรือการให้บริการ พร้อมเผยแพร่ให้ประชาชนทราบทางเว็บไซต์",
)
WORDS = (
    *("การ", "ประเมิน", "คุณธรรม", "ความโปร่งใส", "หน่วยงาน", "ภาครัฐ", "เผยแพร่", "ข้อมูล", "ประชาชน"),
    *("งบประมาณ", "รายไตรมาส", "แผนปฏิบัติการ", "ป้องกัน", "ทุจริต", "เจ้าหน้าที่", "ผู้รับบริการ", "ช่องทาง"),
    *("ร้องเรียน", "มาตรการ", "ส่งเสริม", "จัดซื้อ", "จัดจ้าง", "พัสดุ", "อนุมัติ", "ใบอนุญาต", "เว็บไซต์"),
)
"""What texts that nobody has seen are made of: written without spaces, as Thai is."""
UNITS = ("ฝ่ายโยธา", "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล", "ฝ่ายรายได้")
MARKS = (Mark.DOING, Mark.DONE, Mark.LATE, Mark.NONE)


@dataclass(frozen=True)
class Item:
    id: str
    title: str
    owners: tuple[CellOwner, ...]
    due: date
    part: DoneCount
    mark: Mark
    score: Decimal


def items() -> list[Item]:
    owners = tuple(CellOwner(name, name) for name in UNITS)
    return [
        Item(
            f"O{at}",
            f"{TITLES[at % len(TITLES)]} ครั้งที่ {at}",
            owners[: at % 3 + 1],
            date(2024, 10, 1) + timedelta(days=at % 365),
            DoneCount(at % 4, 3),
            MARKS[at % 4],
            Decimal(at % 101),
        )
        for at in range(ROWS)
    ]


def unseen(seed: int) -> list[Item]:
    """The same rows with texts that are in no other table and have to be broken into words."""
    chance = random.Random(seed)
    return [
        replace(row, title="".join(chance.choices(WORDS, k=chance.randint(14, 34))))
        for row in items()
    ]


COLUMNS: tuple[Column[Item], ...] = (
    Column(key="code", title="ข้อ", value=lambda row: row.id, kind=ColumnKind.CODE, width=64),
    Column(key="title", title="ข้อมูล", value=lambda row: row.title, width=220, stretch=True),
    Column(
        key="owners",
        title="ผู้รับผิดชอบ",
        value=lambda row: row.owners,
        kind=ColumnKind.OWNERS,
        width=146,
    ),
    Column(key="due", title="กำหนดส่ง", value=lambda row: row.due, kind=ColumnKind.DATE, width=100),
    Column(key="part", title="ครบ", value=lambda row: row.part, kind=ColumnKind.FRACTION, width=62),
    Column(
        key="state", title="สถานะ", value=lambda row: row.mark, kind=ColumnKind.STATE, width=108
    ),
    Column(
        key="score", title="คะแนน", value=lambda row: row.score, kind=ColumnKind.NUMBER, width=72
    ),
)


def grouped(rows: list[Item]) -> list[RowGroup]:
    """A hundred rows a group."""
    return [
        RowGroup(id=f"g{at}", code=f"9.{at}", title="การบริหารงาน", rows=tuple(rows[at : at + 100]))
        for at in range(0, len(rows), 100)
    ]


def application() -> QApplication:
    """The application with the window's theme."""
    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication([])
    Theme(app, ColourMode.LIGHT)
    return app


class PlainModel(QAbstractTableModel):
    """What a bare table over Python data is: one string a cell."""

    def __init__(self, rows: list[list[str]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, _parent=QModelIndex()) -> int:  # noqa: B008
        return len(self._rows)

    def columnCount(self, _parent=QModelIndex()) -> int:  # noqa: B008
        return len(COLUMNS)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return None


def standard_model(rows: list[list[str]]) -> QStandardItemModel:
    """The same in C++."""
    model = QStandardItemModel()
    for row in rows:
        model.appendRow([QStandardItem(text) for text in row])
    return model


def bare_view(model: QAbstractItemModel) -> QTableView:
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


def step(app: QApplication, view: QTableView, by: int) -> Callable[[], float]:
    """Seconds of one scroll step with its painting; back at the top when the end is near."""
    bar = view.verticalScrollBar()

    def scroll() -> float:
        if bar.value() > bar.maximum() - 4 * by:
            bar.setValue(0)
            app.processEvents()
        begin = time.perf_counter()
        bar.setValue(bar.value() + by)
        app.processEvents()
        return time.perf_counter() - begin

    return scroll


def once(act: Callable[[], object]) -> float:
    """Seconds of one call."""
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def table(groups: list[RowGroup]) -> SheetView:
    """The table with its rows in it, not yet shown."""
    view = SheetView(COLUMNS)
    view.resize(*SIZE)
    view.sheet.set_rows(groups)
    return view


def first_pages(app: QApplication) -> tuple[Callable[[], float], Callable[[], float]]:
    """Seconds from a filled model to its first page on the screen, ours and a bare table's. Each
    call has rows of its own whose words were never broken before."""
    seeds = count(1)

    def ours() -> float:
        view = table(grouped(unseen(next(seeds))))
        return once(lambda: show(app, view))

    def bare() -> float:
        view = bare_view(PlainModel(shown_texts(unseen(next(seeds)))))
        return once(lambda: show(app, view))

    return ours, bare


def shown_texts(rows: list[Item]) -> list[list[str]]:
    """The rows as one string a cell."""
    return [[cell_text(column, row).replace("\n", " ") for column in COLUMNS] for row in rows]


def fixed(what: str, seconds: float, most: float) -> Ratio:
    """A time beside the time it may take."""
    return Ratio(what, "aim", seconds, most, 1)


def ratios() -> Iterator[Ratio]:
    """Scrolling beside bare tables, then the times that were promised."""
    app = application()
    ours, bare = first_pages(app)
    yield fixed("never-seen Thai, word list not yet read", ours(), 0.2)
    bare()
    words.breaker.warm()
    what = "never-seen Thai: first page painted"
    page = in_turns(what, ours, bare, peer_is="bare QTableView", limit=None, rounds=7)
    yield page
    yield fixed(what, page.ours, 0.2)
    yield from scrolling(app)


def scrolling(app: QApplication) -> Iterator[Ratio]:
    """Scrolling and refreshing rows that are known."""
    rows = items()
    texts = shown_texts(rows)
    groups = grouped(rows)
    ours = table(groups)
    show(app, ours)
    peers = {
        "bare QTableView, Python model": bare_view(PlainModel(texts)),
        "bare QTableView, C++ model": bare_view(standard_model(texts)),
    }
    for name, peer in peers.items():
        show(app, peer)
        for what, by in (("a turn of the wheel", WHEEL), ("a page", SIZE[1] - 120)):
            mine, theirs = step(app, ours, by), step(app, peer, by)
            title = f"5,000 wrapped Thai rows: {what}"
            yield in_turns(title, mine, theirs, peer_is=name, limit=1.5, rounds=ROUNDS)
    first = table(groups)
    yield fixed("first page of 5,000 rows painted", once(lambda: show(app, first)), 0.2)
    one = replace(rows[7], score=Decimal(55))
    other = grouped([*rows[:7], one, *rows[8:]])
    yield fixed("5,000 rows refreshed", once(lambda: ours.sheet.set_rows(other)), 0.1)
    empty = SheetView(COLUMNS)
    yield fixed("5,000 rows set", once(lambda: empty.sheet.set_rows(groups)), 0.1)


def main() -> None:
    """Prints one line a ratio as soon as it is measured."""
    for ratio in ratios():
        print(ratio, flush=True)


if __name__ == "__main__":
    main()
