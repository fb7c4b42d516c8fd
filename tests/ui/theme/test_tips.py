"""Tool tips: whole sentences on lines, never one line across the screen, never commands."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.theme.lines import set_tip
from ita_desktop.ui.widgets.book_table import BookCell, BookColumn, BookRow, BookTable
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.fields.choices import CheckBox
from ita_desktop.ui.widgets.label import ThaiLabel
from tests.ui.support.tips import tip_at

LONG = (
    "แผนการใช้จ่ายงบประมาณประจำปีและรายงานผลการใช้จ่ายงบประมาณประจำปี "
    "พร้อมคำอธิบายวิธีการและขั้นตอนที่ประชาชนเข้าใจได้ง่าย เผยแพร่ทางเว็บไซต์ของสำนักงานเขต"
)


def cut_label() -> QWidget:
    made = ThaiLabel(LONG)
    made.resize(200, 26)
    return made


def blocked() -> QWidget:
    made = Button("ลบ")
    made.block(LONG)
    return made


def ticked() -> QWidget:
    made = CheckBox("ยกมา")
    set_tip(made, LONG)
    return made


@pytest.mark.parametrize("make", [cut_label, blocked, ticked])
def test_a_long_tip_is_filled_in_lines(qtbot, make) -> None:
    widget = make()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    lines = tip_at(widget).split("\n")
    assert len(lines) > 1
    assert "".join(lines).replace(" ", "") == LONG.replace(" ", "")
    assert widget.toolTip() == LONG, "screen readers get the sentence as it is"


def test_the_tip_of_a_cut_line_in_a_book_table_is_filled_in_lines(qtbot) -> None:
    table = BookTable(columns=(BookColumn(),))
    table.set_rows([BookRow((BookCell(LONG),), "O1")])
    qtbot.addWidget(table)
    table.resize(240, 60)
    with qtbot.waitExposed(table):
        table.show()
    assert len(tip_at(table.list.ground, QPoint(30, 10)).split("\n")) > 1


def test_a_short_tip_is_qts_own_and_letters_of_commands_are_letters(qtbot) -> None:
    button = Button("พับ")
    qtbot.addWidget(button)
    with qtbot.waitExposed(button):
        button.show()
    button.setToolTip("พับรายละเอียด")
    assert tip_at(button) == "พับรายละเอียด"
    button.setToolTip("ข้อ <b>หนา</b>")
    assert "&lt;b&gt;หนา&lt;/b&gt;" in tip_at(button)
    button.setToolTip("พับรายละเอียด")
    assert tip_at(button) == "พับรายละเอียด"
