"""Several filters at once: which are on is told, one way lifts them all."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from ita_desktop.ui.table.arrange import ColumnFilter
from ita_desktop.ui.theme.tokens import Height
from ita_desktop.ui.widgets.marks import Mark
from tests.ui.table.pages import ALT, CTRL, SHIFT

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def filter_three_ways(page) -> None:
    """By a chip of the page, by a value of a list, by typed words."""
    sheet = page.view.sheet
    sheet.quick_filter("state", lambda row: row.mark is not Mark.DONE, "ยังไม่ครบ")
    sheet.filter("owners", ColumnFilter(values=frozenset({"ทุกฝ่าย"})))
    sheet.filter("title", ColumnFilter("ข้อมูล"))


def line(page):
    return page.view.header.filter_line


def rows(page) -> list[str]:
    return [one for one in page.shown() if not one.startswith("g")]


def test_chips_lists_and_words_filter_together_and_are_told_in_one_line(page) -> None:
    assert line(page) is None
    filter_three_ways(page)
    assert rows(page) == ["O1", "O10"]
    assert line(page).isVisible()
    assert line(page).words.text() == (
        "แสดง 2 จาก 5 แถว · ยังไม่ครบ · ข้อมูลที่ต้องเผยแพร่ ข้อมูล · ผู้รับผิดชอบ ทุกฝ่าย"
    )


def test_the_line_takes_room_and_covers_no_row(page) -> None:
    before = page.view.viewport().y()
    filter_three_ways(page)
    assert page.view.viewport().y() == before + Height.FILTER_ROW
    top = line(page).mapTo(page.view, QPoint()).y()
    assert top + line(page).height() <= page.view.viewport().y()
    assert top >= before - 2


def test_a_filter_that_leaves_every_row_is_told_too(page) -> None:
    page.view.sheet.filter("code", ColumnFilter("O"))
    assert line(page).words.text() == "แสดง 5 จาก 5 แถว · ข้อ O"


@pytest.mark.parametrize("typed", ["9.2", " 9.2 ", "๙.๒", "=9.2"])
def test_the_code_of_a_group_leaves_the_group_with_its_rows(page, typed) -> None:
    page.view.sheet.filter("code", ColumnFilter(typed))
    assert page.shown() == ["g9.2", "O5", "O6", "O10"]
    assert page.view.sheet.passed == 3
    page.view.sheet.filter("title", ColumnFilter("คู่มือ"))
    assert page.shown() == ["g9.2", "O6"], "the other filters hold in it"


def test_the_beginning_of_a_groups_code_leaves_all_groups_below_it(page) -> None:
    page.view.sheet.filter("code", ColumnFilter("9."))
    assert rows(page) == ["O1", "O2", "O5", "O6", "O10"]
    page.view.sheet.filter("code", ColumnFilter("1"))
    assert rows(page) == ["O1", "O10"], "no group is called so"


def test_a_folded_group_that_is_found_by_its_code_stands_for_its_rows(page) -> None:
    page.view.sheet.filter("code", ColumnFilter("9.2"))
    page.view.sheet.fold(["g9.2"])
    page.go("g9.2", "title")
    assert page.view.selected_ids() == ("O5", "O6", "O10")


def test_a_filter_of_a_hidden_column_is_told(page) -> None:
    page.view.sheet.filter("owners", ColumnFilter("โยธา"))
    page.view.header.show_column(page.view.sheet.column_index("owners"), shown=False)
    assert "ผู้รับผิดชอบ โยธา" in line(page).words.text()


def test_one_click_lifts_every_filter_and_tells_the_page(page, qtbot) -> None:
    filter_three_ways(page)
    with qtbot.waitSignal(page.view.sheet.filters_lifted):
        QTest.mouseClick(line(page).lift, LEFT)
    assert rows(page) == ["O1", "O2", "O5", "O6", "O10"]
    assert not line(page).isVisible()
    assert page.view.hasFocus()


def test_the_keyboard_lifts_every_filter(page) -> None:
    filter_three_ways(page)
    page.press(Key.Key_L, modifier=CTRL | SHIFT)
    assert len(rows(page)) == 5


def test_tab_goes_behind_the_last_filter_to_the_button_that_lifts_all(page) -> None:
    filter_three_ways(page)
    page.view.filtering.open(page.view.sheet.column_index("score"))
    page.press(Key.Key_Tab)
    assert line(page).lift.hasFocus()
    page.press(Key.Key_Return)
    assert len(rows(page)) == 5


def test_where_nothing_matches_the_table_says_so(page) -> None:
    empty = page.view.viewport().grab().toImage()
    page.view.sheet.filter("title", ColumnFilter("ไม่มีคำนี้"))
    assert page.shown() == []
    image = page.view.viewport().grab().toImage()
    row = [image.pixelColor(x, y).lightness() for x in range(24, 240) for y in range(8, 28)]
    assert min(row) < 130
    assert image.size() != empty.size(), "the line took its room"


@pytest.mark.parametrize(("key", "modifier"), [(Key.Key_Return, None), (Key.Key_L, CTRL | SHIFT)])
def test_where_nothing_matches_the_keyboard_is_on_the_way_out(page, key, modifier) -> None:
    page.go("O5", "code")
    page.press(Key.Key_F, modifier=CTRL)
    page.type("ไม่มีคำนี้")
    page.press(Key.Key_Return)
    assert page.shown() == []
    assert page.view.filtering.nothing.lift.hasFocus()
    page.press(key, modifier=modifier)
    assert len(rows(page)) == 5
    assert page.view.hasFocus()


def test_alt_down_in_a_cell_lists_the_values_of_its_column(page) -> None:
    page.go("O5", "code")
    page.press(Key.Key_Down, modifier=ALT)
    box = page.view.filtering.box
    assert box.key == "code"
    assert [row.text for row in box.popup.list.entry_model.rows] == [
        "O1",
        "O2",
        "O5",
        "O6",
        "O10",
    ]


def test_alt_down_in_a_cell_with_a_list_opens_that_list(page) -> None:
    page.go("O5", "mark")
    page.press(Key.Key_Down, modifier=ALT)
    assert page.view.editing.open
    assert page.view.editing.editor.popup.isVisible()


def test_values_come_with_the_number_of_rows_that_the_other_filters_leave(page) -> None:
    sheet = page.view.sheet
    assert sheet.entries("owners") == {"ทุกฝ่าย": 4, "ฝ่ายปกครอง": 1, "ฝ่ายโยธา": 1, "ฝ่ายรายได้": 1}
    sheet.filter("mark", ColumnFilter(values=frozenset({"กำลังทำ"})))
    assert sheet.entries("owners") == {"ทุกฝ่าย": 3}
    sheet.filter("owners", ColumnFilter(values=frozenset({"ฝ่ายโยธา"})))
    assert sheet.entries("owners") == {"ทุกฝ่าย": 3, "ฝ่ายโยธา": 0}, "what is ticked can be unticked"


def test_the_chevron_of_a_filter_lists_the_values_for_the_mouse(page) -> None:
    header = page.view.header
    span = header.span(page.view.sheet.column_index("mark"))
    place = QPoint(span.inner_x + 8, Height.TABLE_HEADER + 10)
    QTest.mouseClick(header.viewport(), LEFT, pos=place)
    box = page.view.filtering.box
    assert not box.popup.isVisible()
    button = next(child for child in box.children() if child.inherits("QToolButton"))
    QTest.mouseClick(button, LEFT)
    assert box.popup.isVisible()
    listed = box.popup.list
    late = [row.text for row in listed.entry_model.rows].index("เลยกำหนด")
    rect = listed.visualRect(listed.entry_model.index(late))
    for x in (rect.left() + 20, rect.right() - 12):
        QTest.mouseClick(listed.viewport(), LEFT, pos=QPoint(x, rect.center().y()))
    assert len(rows(page)) == 5, "ticked on its word, unticked on its figure"
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_sorting_and_hiding_are_in_the_menu_of_the_keyboard_too(page) -> None:
    page.go("O6", "title")
    page.press(Key.Key_F10, modifier=SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    below = page.view.viewport().mapToGlobal(
        page.view.visualRect(page.view.currentIndex()).bottomLeft()
    )
    assert menu.pos() == below
    columns = next(action.menu() for action in menu.actions() if action.menu())
    assert columns.title() == "คอลัมน์ ข้อมูลที่ต้องเผยแพร่"
    columns.actions()[1].trigger()
    menu.close()
    assert page.view.sheet.how.sort == "title"
    assert page.view.sheet.how.descending


def test_the_menu_key_opens_one_menu(page) -> None:
    page.go("O6", "title")
    page.press(Key.Key_Menu)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
    assert QApplication.activePopupWidget() is None


def test_the_menu_lifts_filters_while_there_are_any(page) -> None:
    page.go("O1", "title")

    def lifts() -> list[str]:
        menu = page.view.header.column_menu(1)
        return [action.text() for action in menu.actions() if action.text() == "แสดงทุกแถว"]

    assert lifts() == []
    filter_three_ways(page)
    assert lifts() == ["แสดงทุกแถว"]
