"""The mouse on a real table."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from ita_desktop.ui.table.column import RowGroup
from ita_desktop.ui.theme.lines import tip_lines
from tests.ui.table.pages import CTRL, EXTRA, LONG, SHIFT, Item, columns, times

LEFT = Qt.MouseButton.LeftButton


def test_a_click_chooses_one_cell(page) -> None:
    page.click("O5", "due")
    assert page.at == ("O5", "due")
    page.click("O6", "owners")
    assert page.at == ("O6", "owners")
    assert page.view.selected_ids() == ("O6",)


def test_dragging_chooses_a_block(page) -> None:
    page.drag(page.spot("O5", "owners"), page.spot("O10", "due"))
    block = page.view.selecting.block()
    assert page.view.selected_ids() == ("O5", "O6", "O10")
    assert block.right - block.left == 1
    assert page.at == ("O5", "owners")


def test_shift_and_a_click_choose_up_to_there_and_control_adds(page) -> None:
    page.click("O5", "title")
    page.click("O6", "title", SHIFT)
    assert page.view.selected_ids() == ("O5", "O6")
    page.click("O1", "title")
    page.click("O10", "title", CTRL)
    assert page.view.selected_ids() == ("O1", "O10")


def test_a_click_on_a_group_chooses_all_its_rows(page) -> None:
    page.click("g9.2", "title")
    assert page.view.selected_ids() == ("O5", "O6", "O10")


def test_a_folded_group_that_is_chosen_still_stands_for_its_rows(page) -> None:
    page.view.sheet.fold(["g9.2"])
    page.click("g9.2", "title")
    assert page.view.selected_ids() == ("O5", "O6", "O10")


def test_the_chevron_folds_and_opens_a_group(page) -> None:
    chevron = QPoint(10, page.spot("g9.1", "title").y())
    QTest.mouseClick(page.view.viewport(), LEFT, pos=chevron)
    assert page.shown()[:2] == ["g9.1", "g9.2"]
    QTest.mouseClick(page.view.viewport(), LEFT, pos=chevron)
    assert page.shown()[:2] == ["g9.1", "O1"]


def test_a_double_click_edits_a_cell_and_folds_a_group(page) -> None:
    QTest.mouseDClick(page.view.viewport(), LEFT, pos=page.spot("O1", "title"))
    assert page.view.editing.open
    page.press(Qt.Key.Key_Escape)
    QTest.mouseDClick(page.view.viewport(), LEFT, pos=page.spot("g9.1", "title"))
    assert "O1" not in page.shown()


def test_a_double_click_on_a_locked_cell_opens_what_can_be_changed(page) -> None:
    at = page.spot("O1", "code")
    QTest.mouseDClick(page.view.viewport(), LEFT, pos=at)
    assert len(page.problems) == 1, "nothing can be opened: it says why"
    for title in ("ข้อมูลที่ต้องเผยแพร่", "ผู้รับผิดชอบ", "กำหนดส่ง"):
        assert title in page.problems[0], "and what can be changed"
    assert "ครบ" not in page.problems[0]
    page.problems.clear()
    opened: list[str] = []
    page.view.detail_requested.connect(opened.append)
    QTest.mouseDClick(page.view.viewport(), LEFT, pos=at)
    assert (opened, page.problems) == (["O1"], [])
    page.press(Qt.Key.Key_F2)
    assert len(page.problems) == 1, "a key that edits is answered"


def test_a_click_elsewhere_takes_what_was_typed(page) -> None:
    page.go("O1", "title")
    page.type("ใหม่")
    page.click("O6", "due")
    assert page.row("O1").title == "ใหม่"
    assert page.at == ("O6", "due")


def test_a_click_elsewhere_does_not_leave_a_value_that_is_wrong(page) -> None:
    page.go("O1", "due")
    page.type("31/2/68")
    page.click("O6", "title")
    assert page.view.editing.open
    assert page.at == ("O1", "due")
    assert "31 กุมภาพันธ์" in page.problems[-1]


def test_the_fill_handle_fills_the_rows_it_is_dragged_over(page) -> None:
    page.click("O5", "due")
    handle = page.view.filling.handle().center()
    page.drag(handle, page.spot("O10", "due"))
    assert page.row("O6").due == page.row("O10").due == date(2025, 3, 31)
    assert len(page.edits) == 1
    assert page.view.selected_ids() == ("O5", "O6", "O10")


def test_the_fill_handle_works_upwards_and_skips_group_rows(page) -> None:
    page.put("O6", "due", date(2025, 5, 1))
    page.refresh()
    page.click("O6", "due")
    page.drag(page.view.filling.handle().center(), page.spot("O1", "due"))
    assert {page.row(code).due for code in ("O1", "O2", "O5")} == {date(2025, 5, 1)}


def test_a_double_click_on_the_handle_fills_to_the_end_of_the_group(page) -> None:
    page.click("O1", "due")
    QTest.mouseDClick(page.view.viewport(), LEFT, pos=page.view.filling.handle().center())
    assert page.row("O2").due == date(2025, 1, 31)
    assert page.row("O5").due == date(2025, 3, 31)


def test_a_cell_that_cannot_be_edited_has_no_handle(page) -> None:
    page.click("O5", "code")
    assert page.view.filling.handle() is None


def test_a_click_on_a_box_ticks_it(make) -> None:
    page = make((*columns(), *EXTRA))
    span = page.view.header.span(page.view.sheet.column_index("met"))
    place = QPoint(span.inner_x + 6, page.spot("O1", "met").y())
    QTest.mouseClick(page.view.viewport(), LEFT, pos=place)
    assert page.row("O1").met
    QTest.mouseClick(page.view.viewport(), LEFT, pos=place)
    assert not page.row("O1").met


def test_a_click_on_a_schedule_mark_opens_that_occurrence(make, qtbot) -> None:
    page = make((*columns(), *EXTRA), {"1": (Item("M1", "มาตรการ", times=times()),)})
    page.window.resize(1300, 400)
    span = page.view.header.span(page.view.sheet.column_index("times"))
    place = QPoint(round(span.inner_x + span.inner_width * 3.5 / 12), page.spot("M1", "times").y())
    with qtbot.waitSignal(page.view.mark_requested) as asked:
        QTest.mouseClick(page.view.viewport(), LEFT, pos=place)
    assert asked.args[2].id == "t3"


def test_the_context_menu_holds_the_pages_actions_first(page) -> None:
    page.view.menu_requested.connect(lambda menu: menu.addAction("มอบหมาย…"))
    page.click("O2", "due")
    menu = page.view.menu.make()
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert words[:5] == ["มอบหมาย…", "ตัด", "คัดลอก", "วาง", "เติมลงล่าง"]
    assert words[5:7] == ["เติมไปทางขวา", "ล้างค่า"]
    assert isinstance(menu, QMenu)


def menu_words(page) -> list[str]:
    """The entries of all tables in the menu, without that of the column."""
    actions = page.view.menu.make().actions()
    return [action.text() for action in actions if action.text() and action.menu() is None]


def test_the_context_menu_has_only_what_can_be_done_with_the_chosen_cells(page) -> None:
    page.click("O2", "code")
    assert menu_words(page) == ["คัดลอก", "วาง"], "it is not typed, but a block may begin in it"
    page.click("O1", "due")
    assert "เติมลงล่าง" not in menu_words(page), "there is no row above"
    page.click("O1", "due")
    page.view.acting.clear()
    assert not {"ตัด", "ล้างค่า"} & set(menu_words(page)), "it is empty"
    page.view.sheet.read_only = True
    assert menu_words(page) == ["คัดลอก"]


def test_a_table_of_ticks_has_nothing_that_types_in_its_menu(make) -> None:
    ticks = next(column for column in EXTRA if column.key == "met")
    page = make((*(replace(column, editable=False) for column in columns()), ticks))
    page.view.go_to("O2", "met")
    assert menu_words(page) == ["คัดลอก"]


def test_the_tip_tells_all_owners_and_what_is_cut(page) -> None:
    assert page.view.pointer.tip_at(page.spot("O6", "owners")) == "ฝ่ายปกครอง\nฝ่ายโยธา\nฝ่ายรายได้"
    assert page.view.pointer.tip_at(page.spot("O6", "title")) == ""
    page.window.resize(700, 600)
    assert page.view.pointer.tip_at(page.spot("O5", "title")) == page.row("O5").title


def test_a_column_that_is_too_narrow_shows_no_half_figure_and_tells_the_whole_in_a_tip(
    page,
) -> None:
    header, sheet = page.view.header, page.view.sheet
    page.put("O1", "score", Decimal(100))
    page.refresh()
    for key in ("score", "due", "mark"):
        header.resizeSection(sheet.column_index(key), 44)
    tips = [page.view.pointer.tip_at(page.spot("O1", key)) for key in ("score", "due", "mark")]
    assert tips == ["100.00", "31 ม.ค. 68", "กำลังทำ"]
    assert page.view.pointer.tip_at(page.spot("g9.1", "score")) == "50.00"
    image = page.view.viewport().grab().toImage()
    for key in ("score", "due", "mark"):
        rect = page.view.visualRect(sheet.index(sheet.place("O1"), sheet.column_index(key)))
        beside = [(x, y) for x in (rect.left() + 2, rect.right() - 3) for y in range(32)]
        assert all(image.pixelColor(x, rect.top() + y).lightness() > 180 for x, y in beside)


def test_the_title_of_a_group_that_is_cut_stands_in_its_tip(make) -> None:
    page = make(group=False)
    group = RowGroup(
        id="g", title="คณะกรรมการอำนวยการประเมินคุณธรรมและความโปร่งใส " * 3, rows=(Item("O1", "ก"),)
    )
    page.view.sheet.set_rows([group])
    page.view.viewport().grab()
    assert page.view.pointer.tip_at(page.spot("g", "title")) == group.title
    page.window.resize(1800, 500)
    page.view.viewport().grab()
    assert page.view.pointer.tip_at(page.spot("g", "title")) == ""


def test_a_tip_is_filled_in_lines_and_never_read_as_commands() -> None:
    lines = tip_lines(LONG * 3).split("\n")
    assert len(lines) > 3
    assert "".join(lines).replace(" ", "") == (LONG * 3).replace(" ", "")
    assert (
        tip_lines("ข้อ <b>หนา</b>")
        == "<span style='white-space:pre'>ข้อ &lt;b&gt;หนา&lt;/b&gt;</span>"
    )
