"""Filling to the side, and dragging over the edge of what is seen."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.grid import Act
from ita_desktop.ui.table.values import ListChoice, Numbers
from tests.ui.table.pages import CTRL, SHIFT

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
RATES = tuple(ListChoice(text, text) for text in ("รายเดือน", "รายไตรมาส"))


@dataclass(frozen=True)
class Plan:
    id: str
    name: str = "แผน"
    rate: str = "รายเดือน"
    first: Decimal | None = Decimal(10)
    second: Decimal | None = Decimal(20)
    small: Decimal | None = Decimal(3)
    begins: date | None = date(2025, 1, 31)
    ends: date | None = None


def number(key: str, title: str, **more) -> Column[Plan]:
    return Column(
        key=key,
        title=title,
        kind=ColumnKind.NUMBER,
        value=lambda row: getattr(row, key),
        editable=True,
        width=90,
        **more,
    )


def day(key: str, title: str) -> Column[Plan]:
    return Column(
        key=key,
        title=title,
        kind=ColumnKind.DATE,
        value=lambda row: getattr(row, key),
        editable=True,
        width=100,
    )


COLUMNS = (
    Column(key="code", title="ข้อ", kind=ColumnKind.CODE, value=lambda row: row.id, width=60),
    Column(key="name", title="ชื่อ", value=lambda row: row.name, editable=True, width=150),
    Column(
        key="rate",
        title="รอบ",
        value=lambda row: row.rate,
        editable=True,
        width=110,
        choices=lambda _row: RATES,
        only_choices=True,
    ),
    number("first", "ครั้งแรก"),
    number("second", "ครั้งสอง"),
    number("small", "ย่อย", numbers=Numbers(Decimal(0), Decimal(5))),
    day("begins", "เริ่ม"),
    day("ends", "จบ"),
)


@pytest.fixture
def plans(make):
    return make(COLUMNS, {"1": tuple(Plan(f"P{at}") for at in range(4))}, group=False)


def test_control_r_fills_a_cell_from_the_one_left_of_it(plans) -> None:
    plans.go("P1", "second")
    plans.press(Key.Key_R, modifier=CTRL)
    assert plans.row("P1").second == 10
    assert plans.edits[0].act is Act.FILL
    plans.go("P1", "ends")
    plans.press(Key.Key_R, modifier=CTRL)
    assert plans.row("P1").ends == date(2025, 1, 31)


def test_control_r_fills_a_block_from_its_first_column_as_one_edit(plans) -> None:
    plans.go("P0", "first")
    plans.press(Key.Key_Right, Key.Key_Down, modifier=SHIFT)
    plans.press(Key.Key_R, modifier=CTRL)
    assert [plans.row(code).second for code in ("P0", "P1", "P2")] == [10, 10, 20]
    assert len(plans.edits) == 1


def test_the_handle_fills_to_the_right_and_to_the_left(plans) -> None:
    plans.go("P0", "begins")
    plans.drag(plans.view.filling.handle().center(), plans.spot("P0", "ends"))
    assert plans.row("P0").ends == date(2025, 1, 31)
    plans.put("P1", "second", Decimal(77))
    plans.refresh()
    plans.go("P1", "second")
    plans.drag(plans.view.filling.handle().center(), plans.spot("P1", "first"))
    assert plans.row("P1").first == 77
    block = plans.view.selecting.block()
    assert block.right - block.left == 1


def test_the_handle_goes_the_way_that_it_was_moved_further(plans) -> None:
    plans.go("P0", "first")
    handle = plans.view.filling.handle().center()
    plans.drag(handle, plans.spot("P2", "first") + QPoint(60, 0))
    assert [plans.row(code).first for code in ("P1", "P2")] == [10, 10]
    assert plans.row("P0").second == 20


def test_a_column_of_another_kind_is_not_filled_and_the_clerk_is_told(plans) -> None:
    plans.go("P0", "begins")
    plans.drag(plans.view.filling.handle().center(), plans.spot("P0", "small"))
    assert plans.edits == []
    assert plans.problems == ["เติมจากช่อง เริ่ม ไปช่อง ย่อย ไม่ได้ เพราะเก็บข้อมูลคนละชนิด · เลือกช่องชนิดเดียวกัน"]
    assert plans.at == ("P0", "begins")


def test_what_a_column_cannot_hold_is_told_and_the_rest_is_filled(plans) -> None:
    plans.put("P1", "second", Decimal(4))
    plans.refresh()
    plans.go("P0", "second")
    plans.press(Key.Key_Down, Key.Key_Right, modifier=SHIFT)
    plans.press(Key.Key_R, modifier=CTRL)
    assert (plans.row("P0").small, plans.row("P1").small) == (3, 4)
    assert plans.problems[0].startswith("เติมไม่ได้ 1 ช่อง เช่น P0 ย่อย: 20.00 อยู่นอกช่วง")


def test_a_column_with_a_list_takes_only_what_is_in_it(plans) -> None:
    plans.put("P1", "name", "รายไตรมาส")
    plans.refresh()
    plans.go("P0", "rate")
    plans.press(Key.Key_Down, modifier=SHIFT)
    plans.press(Key.Key_R, modifier=CTRL)
    assert [plans.row(code).rate for code in ("P0", "P1")] == ["รายเดือน", "รายไตรมาส"]
    assert "เช่น P0 รอบ: ไม่มี “แผน”" in plans.problems[0]


def test_a_column_that_cannot_be_edited_says_so(make) -> None:
    cols = [*COLUMNS[:4], number("second", "ครั้งสอง")]
    cols[4] = Column(
        key="second", title="ครั้งสอง", kind=ColumnKind.NUMBER, value=lambda row: row.second, width=90
    )
    page = make(cols, {"1": (Plan("P0"),)}, group=False)
    page.go("P0", "second")
    page.press(Key.Key_R, modifier=CTRL)
    assert page.row("P0").second == 20
    assert page.problems == ["เติมไม่ได้ 1 ช่อง เช่น P0 ครั้งสอง: ช่องนี้แก้ไม่ได้"]


@pytest.fixture
def wide(make):
    cols = [*COLUMNS, *(number("first", f"ครั้งที่ {at}") for at in range(6))]
    for at in range(6):
        named = number("first", f"ครั้งที่ {at}")
        cols[len(COLUMNS) + at] = Column(
            key=f"n{at}", title=named.title, kind=ColumnKind.NUMBER, value=named.value, width=120
        )
    page = make(cols, {"1": tuple(Plan(f"P{at}") for at in range(4))}, group=False)
    assert page.view.horizontalScrollBar().maximum() > 200
    return page


def test_a_block_dragged_to_the_right_edge_brings_the_columns_beyond_it(wide, qtbot) -> None:
    port, bar = wide.view.viewport(), wide.view.horizontalScrollBar()
    QTest.mousePress(port, LEFT, pos=wide.spot("P0", "name"))
    QTest.mouseMove(port, QPoint(port.width() - 4, wide.spot("P1", "name").y()))
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    QTest.mouseRelease(port, LEFT, pos=QPoint(port.width() - 4, 60))
    block = wide.view.selecting.block()
    assert (block.top, block.bottom) == (0, 1)
    assert block.right == len(COLUMNS) + 5
    assert not wide.view.pointer._scrolling.isActive()


def test_a_block_dragged_back_to_the_left_edge_brings_the_first_columns(wide, qtbot) -> None:
    port, bar = wide.view.viewport(), wide.view.horizontalScrollBar()
    bar.setValue(bar.maximum())
    QTest.mousePress(port, LEFT, pos=wide.spot("P1", "n5"))
    QTest.mouseMove(port, QPoint(3, wide.spot("P0", "n5").y()))
    qtbot.waitUntil(lambda: bar.value() == 0)
    QTest.mouseRelease(port, LEFT, pos=QPoint(3, 20))
    assert wide.view.selecting.block().left == 0


def test_a_block_that_begins_at_an_edge_does_not_scroll_by_itself(wide, qtbot) -> None:
    port, bar = wide.view.viewport(), wide.view.horizontalScrollBar()
    edge = port.width() - 5
    QTest.mousePress(port, LEFT, pos=QPoint(edge, wide.spot("P0", "name").y()))
    before = bar.value()
    QTest.mouseMove(port, QPoint(edge, wide.spot("P2", "name").y()))
    assert not wide.view.pointer._scrolling.isActive()
    QTest.mouseRelease(port, LEFT, pos=QPoint(edge, 80))
    assert bar.value() == before
