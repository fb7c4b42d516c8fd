"""What a table shows of its rows, and what a refresh keeps."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from ita_desktop.ui.table.arrange import ColumnFilter
from ita_desktop.ui.table.column import Column, ColumnKind, RowGroup
from ita_desktop.ui.widgets.marks import Mark
from tests.ui.table.pages import SHIFT, Item, columns

Key = Qt.Key


def test_rows_stand_below_their_groups_in_the_order_given(page) -> None:
    assert page.shown() == ["g9.1", "O1", "O2", "g9.2", "O5", "O6", "O10"]


def test_sorting_keeps_groups_and_puts_o2_before_o10(make) -> None:
    page = make(items={"9": tuple(Item(f"O{at}", "ก") for at in (10, 2, 1, 22))})
    page.view.sheet.sort_by("code")
    assert page.shown() == ["g9", "O1", "O2", "O10", "O22"]
    page.view.sheet.sort_by("code", descending=True)
    assert page.shown() == ["g9", "O22", "O10", "O2", "O1"]
    page.view.sheet.sort_by(None)
    assert page.shown() == ["g9", "O10", "O2", "O1", "O22"]


def test_titles_sort_as_in_a_thai_dictionary(make) -> None:
    titles = ["ข้อมูล", "เกณฑ์", "การเงิน", "แผน", "กฎหมาย"]
    page = make(items={"9": tuple(Item(title, title) for title in titles)}, group=False)
    page.view.sheet.sort_by("title")
    assert page.shown() == ["กฎหมาย", "การเงิน", "เกณฑ์", "ข้อมูล", "แผน"]


def test_empty_cells_sort_last_both_ways(make) -> None:
    page = make(group=False)
    page.view.sheet.sort_by("due")
    assert page.shown()[-1] == "O10"
    page.view.sheet.sort_by("due", descending=True)
    assert page.shown()[-1] == "O10"


def test_states_sort_by_urgency(make) -> None:
    page = make(group=False)
    page.view.sheet.sort_by("mark")
    assert page.shown()[0] == "O6"
    assert page.shown()[-1] == "O2"


def test_every_state_has_its_place_what_was_missed_before_what_is_done(make) -> None:
    items = tuple(Item(f"O{at}", "ก", mark=mark) for at, mark in enumerate(reversed(Mark)))
    page = make(items={"9": items}, group=False)
    page.view.sheet.sort_by("mark")
    shown = [next(item.mark for item in items if item.id == row) for row in page.shown()]
    assert shown == [Mark.LATE, Mark.DOING, Mark.NONE, Mark.MISSED, Mark.TOLD, Mark.DONE]


@pytest.mark.parametrize(
    ("key", "text", "left"),
    [
        ("title", "คู่มือ", ["O6"]),
        ("title", "คู่ มือ", ["O6"]),
        ("owners", "โยธา", ["O6"]),
        ("due", "มี.ค.", ["O2", "O5", "O6"]),
        ("due", "<1/3/68", ["O1"]),
        ("score", ">50", ["O2"]),
        ("score", "=๐", ["O1", "O5", "O6"]),
        ("mark", "เลย", ["O6"]),
        ("code", "=O1", ["O1"]),
    ],
)
def test_a_filter_shows_the_rows_that_match_and_their_groups(page, key, text, left) -> None:
    page.view.sheet.filter(key, ColumnFilter(text))
    assert [one for one in page.shown() if not one.startswith("g")] == left


def test_a_filter_hides_groups_without_a_match_and_opens_folded_ones(page) -> None:
    page.view.sheet.fold_all()
    page.view.sheet.filter("title", ColumnFilter("คู่มือ"))
    assert page.shown() == ["g9.2", "O6"]
    page.view.sheet.filter("title", ColumnFilter())
    assert page.shown() == ["g9.1", "g9.2"], "folds are as before"


def test_values_are_filtered_one_by_one_and_owners_each_by_name(page) -> None:
    assert list(page.view.sheet.entries("owners")) == ["ทุกฝ่าย", "ฝ่ายปกครอง", "ฝ่ายโยธา", "ฝ่ายรายได้"]
    page.view.sheet.filter("owners", ColumnFilter(values=frozenset({"ฝ่ายโยธา"})))
    assert page.shown() == ["g9.2", "O6"]


def test_empty_cells_can_be_filtered_for(page) -> None:
    assert "" in page.view.sheet.entries("due")
    page.view.sheet.filter("due", ColumnFilter(values=frozenset({""})))
    assert page.shown() == ["g9.2", "O10"]


def test_quick_filters_work_beside_the_others(page) -> None:
    page.view.sheet.quick_filter("late", lambda row: row.mark is Mark.LATE)
    assert page.shown() == ["g9.2", "O6"]
    assert page.view.sheet.passed == 1
    page.view.sheet.filter("title", ColumnFilter("แผน"))
    assert page.shown() == []
    page.view.sheet.quick_filter("late", None)
    assert page.shown() == ["g9.2", "O5"]


def test_a_refresh_keeps_current_cell_selection_and_scroll(make) -> None:
    page = make(items={"9": tuple(Item(f"O{at}", f"ข้อ {at}") for at in range(200))})
    page.go("O100", "due")
    page.press(Key.Key_Down, Key.Key_Right, modifier=SHIFT)
    top = page.view.rowViewportPosition(page.view.sheet.place("O100"))
    page.items["9"] = (Item("new", "ใหม่"), *page.items["9"][:50], *page.items["9"][60:])
    page.refresh()
    assert page.at == ("O100", "due")
    assert page.view.selected_ids() == ("O100", "O101")
    block = page.view.selecting.block()
    assert block.right - block.left == 1
    assert page.view.rowViewportPosition(page.view.sheet.place("O100")) == top


def test_sorting_keeps_the_current_row(make) -> None:
    page = make(group=False)
    page.go("O2", "due")
    page.view.sheet.sort_by("code", descending=True)
    assert page.at == ("O2", "due")


def test_the_row_that_takes_the_place_of_a_deleted_one_becomes_current(page) -> None:
    page.go("O5", "due")
    page.items["9.2"] = page.items["9.2"][1:]
    page.refresh()
    assert page.at == ("O6", "due")


def test_pages_hear_of_another_current_row_once(page) -> None:
    heard = []
    page.view.current_changed.connect(heard.append)
    page.go("O5", "due")
    page.press(Key.Key_Right)
    page.refresh()
    page.view.sheet.sort_by("code")
    assert heard == ["O5"]


def test_a_cell_changed_by_another_hand_flashes_and_fades(page, qtbot) -> None:
    page.put("O5", "score", Decimal(100))
    page.refresh()
    assert page.view.sheet.changed_cells == {("O5", "score")}
    page.view.sheet.marks._own_over.setInterval(1)
    page.view.sheet.marks._own_over.start()
    with qtbot.waitSignal(page.view.sheet.flashed):
        pass
    assert page.view.sheet.changed_cells == frozenset()


def test_what_the_clerk_typed_does_not_flash_but_what_follows_from_it_does(page) -> None:
    take = page.take

    def and_more(edit) -> None:
        page.put("O2", "due", date(2025, 9, 30))
        take(edit)

    page.view.on_edit = and_more
    page.go("O5", "score")
    page.type("70")
    page.press(Key.Key_Return)
    assert page.view.sheet.changed_cells == {("O2", "due")}


def test_new_rows_flash_and_another_year_does_not(page) -> None:
    page.items["9.1"] = (*page.items["9.1"], Item("O3", "ใหม่"))
    page.refresh()
    assert ("O3", "title") in page.view.sheet.changed_cells
    page.view.sheet.marks._end_own()
    page.view.sheet.set_rows([Item("X1", "ปีอื่น")], flash=False)
    assert page.view.sheet.changed_cells == frozenset()


def test_groups_may_stand_in_groups(make) -> None:
    page = make(group=False)
    inner = RowGroup(id="1", code="1", title="การปฏิบัติหน้าที่", rows=(Item("I1", "ก"), Item("I2", "ข")))
    page.view.sheet.set_rows([RowGroup(id="IIT", code="IIT", title="ภายใน", rows=(inner,))])
    assert page.shown() == ["IIT", "1", "I1", "I2"]
    page.view.sheet.fold(["IIT"])
    assert page.shown() == ["IIT"]
    page.view.sheet.fold(["IIT"], shut=False)
    page.view.sheet.fold(["1"])
    assert page.shown() == ["IIT", "1"]


def test_the_memory_of_a_table_brings_sort_filters_folds_and_columns_back(make) -> None:
    page, other = make(), make()
    page.view.sheet.sort_by("score", descending=True)
    page.view.sheet.filter("due", ColumnFilter(values=frozenset({"31 มี.ค. 68"})))
    page.view.sheet.filter("due", ColumnFilter())
    page.view.sheet.filter("title", ColumnFilter("ข้อ"))
    page.view.header.show_column(4, shown=False)
    page.view.header.moveSection(1, 3)
    page.view.header.resizeSection(3, 150)
    kept = page.view.memory()
    import json

    other.view.recall(json.loads(json.dumps(kept)))
    assert other.shown() == page.shown()
    assert other.view.memory() == kept


def test_a_memory_that_no_longer_fits_is_left_out(page) -> None:
    page.view.recall(
        {"sort": "gone", "filters": {"gone": {"text": "x"}}, "columns": {"order": ["gone", "due"]}}
    )
    assert len(page.shown()) == 7
    keys = [span.column.key for span in page.view.header.spans()]
    assert keys == [column.key for column in page.view.sheet.columns]


def test_every_cell_has_a_name_for_screen_readers(page) -> None:
    sheet = page.view.sheet

    def text(row: str, key: str) -> str:
        index = sheet.index(sheet.place(row), sheet.column_index(key))
        return index.data(Qt.ItemDataRole.AccessibleTextRole)

    assert text("O5", "due") == "กำหนดส่ง 31 มีนาคม 2568"
    assert text("O10", "due") == "กำหนดส่ง ว่าง"
    assert text("O5", "part") == "ครบ 1 จาก 3"
    assert text("O6", "owners") == "ผู้รับผิดชอบ ฝ่ายปกครอง; ฝ่ายโยธา; ฝ่ายรายได้"
    assert text("O6", "mark") == "สถานะ เลยกำหนด"
    assert text("g9.1", "title") == "ข้อมูลที่ต้องเผยแพร่ กลุ่ม 9.1 กางอยู่"
    sheet.fold(["g9.1"], shut=True)
    assert text("g9.1", "title") == "ข้อมูลที่ต้องเผยแพร่ กลุ่ม 9.1 พับอยู่"


def test_a_column_of_ticks_without_a_title_has_a_name_in_groups_too(make) -> None:
    ticks = Column(key="tick", title="", value=lambda row: row.met, kind=ColumnKind.CHECK)
    sheet = make((ticks, *columns())).view.sheet
    role = Qt.ItemDataRole.AccessibleTextRole
    at = sheet.column_index("tick")
    assert sheet.headerData(at, Qt.Orientation.Horizontal, role) == "เครื่องหมายถูก"
    assert sheet.index(sheet.place("g9.1"), at).data(role) == "เครื่องหมายถูก"


def test_a_caption_tells_a_screen_reader_how_its_column_is_sorted_and_filtered(page) -> None:
    sheet = page.view.sheet

    def text(key: str) -> str:
        at = sheet.column_index(key)
        return sheet.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)

    assert text("due") == "กำหนดส่ง"
    sheet.sort_by("due")
    assert text("due") == "กำหนดส่ง, เรียงจากน้อยไปมาก"
    sheet.sort_by("due", descending=True)
    assert text("due") == "กำหนดส่ง, เรียงจากมากไปน้อย"
    sheet.filter("title", ColumnFilter("ข้อมูล"))
    assert text("title") == "ข้อมูลที่ต้องเผยแพร่, กรอง: ข้อมูล"


def test_a_screen_reader_finds_the_cells_of_the_table(page) -> None:
    from PySide6.QtGui import QAccessible

    table = QAccessible.queryAccessibleInterface(page.view)
    assert table.role() == QAccessible.Role.Table
    names = [table.child(at).text(QAccessible.Text.Name) for at in range(table.childCount())]
    assert "กำหนดส่ง 31 มีนาคม 2568" in names
    assert "ข้อ O5" in names


def test_folding_a_group_makes_its_own_row_current(page) -> None:
    page.go("O6", "due")
    page.view.sheet.fold(["g9.2"])
    assert page.at == ("g9.2", "due")


def test_pages_do_not_hear_of_rows_that_are_current_only_on_the_way(page) -> None:
    page.go("O5", "due")
    heard = []
    page.view.current_changed.connect(heard.append)
    page.items["9.2"] = page.items["9.2"][1:]
    page.refresh()
    assert heard == ["O6"]


def test_rows_that_were_shown_before_are_not_laid_out_again(make) -> None:
    read: list[str] = []

    def title(row: Item) -> str:
        read.append(row.id)
        return row.title

    cols = tuple(
        replace(column, value=title) if column.key == "title" else column for column in columns()
    )
    page = make(cols=cols)
    sheet, before = page.view.sheet, page.view.sheet.rows
    other = [RowGroup(id="g1", code="1", title="อื่น", rows=(Item("O5", "ของอีกปี"), Item("X", "ใหม่")))]
    sheet.show_other(other)
    page.view.grab()
    assert page.shown() == ["g1", "O5", "X"]
    assert {"O5", "X"} <= set(read)
    read.clear()
    sheet.show_other(before)
    page.view.grab()
    assert page.shown() == ["g9.1", "O1", "O2", "g9.2", "O5", "O6", "O10"]
    assert read == []
    assert page.view.rowHeight(sheet.place("O5")) > page.view.rowHeight(sheet.place("O6"))


def test_rows_that_come_back_to_narrower_columns_get_the_height_they_need_there(page) -> None:
    sheet, before = page.view.sheet, page.view.sheet.rows
    sheet.show_other([Item("X", "ใหม่")])
    page.window.resize(520, 640)
    sheet.show_other(before)
    page.view.grab()
    drawn = sheet.lines[sheet.place("O1")]
    assert drawn.height == page.view.rowHeight(sheet.place("O1"))
    title = next(span for span in page.view.header.spans() if span.column.key == "title")
    assert sheet.lines[sheet.place("O5")].drawn["title"][0] == title.width


def test_other_rows_columns_and_folds_come_in_one_step(page) -> None:
    sheet, resets = page.view.sheet, []
    sheet.modelReset.connect(lambda: resets.append(page.shown()))
    extra = replace(sheet.columns[3], key="as_of", title="ณ วันที่", value=lambda row: row.due)
    memory = page.view.memory()
    memory["columns"]["hidden"] = ["part"]
    memory["folded"] = ["g1"]
    other = [RowGroup(id="g1", code="1", title="อื่น", rows=(Item("X", "ใหม่"),))]
    page.view.show_other(other, [*sheet.columns, extra], memory)
    assert resets == [["g1"]]
    keys = [span.column.key for span in page.view.header.spans()]
    assert keys == ["code", "title", "owners", "due", "mark", "score", "as_of"]


def test_an_edit_of_rows_that_came_back_marks_only_what_it_changed(page) -> None:
    sheet, before = page.view.sheet, page.view.sheet.rows
    sheet.show_other([Item("X", "ใหม่")])
    sheet.show_other(before)
    page.put("O6", "score", Decimal(5))
    page.refresh()
    assert sheet.changed_cells == {("O6", "score")}
