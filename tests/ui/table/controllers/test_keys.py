"""The keys of a spreadsheet, on a real table."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.ui.table.arrange import ColumnFilter
from tests.ui.table.pages import ALT, CTRL, EXTRA, ITEMS, SHIFT, Item, columns, grouped, times

Key = Qt.Key


def test_arrows_move_the_current_cell_and_stop_at_the_edges(page) -> None:
    page.go("O5", "due")
    page.press(Key.Key_Down)
    assert page.at == ("O6", "due")
    page.press(Key.Key_Right)
    assert page.at == ("O6", "part")
    page.press(Key.Key_Left, Key.Key_Left)
    assert page.at == ("O6", "owners")
    page.press(*[Key.Key_Right] * 12)
    assert page.at == ("O6", "score")
    page.press(*[Key.Key_Down] * 12)
    assert page.at == ("O10", "score")


def test_control_and_an_arrow_goes_to_the_end_of_the_filled_cells(page) -> None:
    page.go("O1", "due")
    page.press(Key.Key_Down, modifier=CTRL)
    assert page.at == ("O2", "due"), "the group row ends the run"
    page.press(Key.Key_Down, modifier=CTRL)
    assert page.at == ("O5", "due")
    page.press(Key.Key_Down, modifier=CTRL)
    assert page.at == ("O6", "due"), "O10 has no date"


def test_home_and_end_go_along_the_row_and_with_control_through_the_table(page) -> None:
    page.go("O5", "due")
    page.press(Key.Key_End)
    assert page.at == ("O5", "score")
    page.press(Key.Key_Home)
    assert page.at == ("O5", "code")
    page.press(Key.Key_End, modifier=CTRL)
    assert page.at == ("O10", "score")
    page.press(Key.Key_Home, modifier=CTRL)
    assert page.at == ("g9.1", "code")


def test_page_down_and_up_move_by_what_the_window_holds(make) -> None:
    many = {"9": tuple(Item(f"O{at}", f"ข้อที่ {at}") for at in range(1, 200))}
    page = make(items=many)
    page.go("O1", "title")
    page.press(Key.Key_PageDown)
    first = int(page.at[0][1:])
    assert 10 < first < 25
    page.press(Key.Key_PageDown)
    assert int(page.at[0][1:]) >= 2 * first - 3
    page.press(Key.Key_PageUp, Key.Key_PageUp, Key.Key_PageUp)
    assert page.at[0] in {"O1", "g9"}


def test_letters_overwrite_the_cell_and_enter_goes_down(page) -> None:
    page.go("O5", "title")
    page.type("แผนใหม่")
    assert page.row("O5").title == ITEMS["9.2"][0].title, "nothing is saved while typing"
    page.press(Key.Key_Return)
    assert page.row("O5").title == "แผนใหม่"
    assert page.at == ("O6", "title")
    assert page.view.hasFocus()


def test_f2_edits_the_text_that_is_there(page) -> None:
    page.go("O1", "title")
    page.press(Key.Key_F2)
    page.type("ของเขต")
    page.press(Key.Key_Return)
    assert page.row("O1").title == "ข้อมูลพื้นฐานของเขต"


def test_escape_gives_the_old_value_back(page) -> None:
    page.go("O1", "title")
    page.type("ผิด")
    page.press(Key.Key_Escape)
    assert page.edits == []
    assert page.at == ("O1", "title")
    assert page.view.hasFocus()


def test_tab_goes_right_and_enter_after_it_begins_the_next_row(page) -> None:
    page.go("O1", "title")
    page.type("ก")
    page.press(Key.Key_Tab)
    assert page.at == ("O1", "owners")
    page.press(Key.Key_Tab)
    assert page.at == ("O1", "due")
    page.type("1/2/68")
    page.press(Key.Key_Return)
    assert page.at == ("O2", "title"), "back to the column where Tab began"


def test_shift_tab_and_shift_enter_go_back(page) -> None:
    page.go("O6", "due")
    page.press(Key.Key_Backtab, modifier=SHIFT)
    assert page.at == ("O6", "owners")
    page.press(Key.Key_Return, modifier=SHIFT)
    assert page.at == ("O5", "due"), "back to the column where Tab began"


def test_tab_in_the_last_column_goes_to_the_next_row(page) -> None:
    page.go("O5", "score")
    page.press(Key.Key_Tab)
    assert page.at == ("O6", "code")


@pytest.mark.parametrize(
    ("start", "key", "modifier", "end"),
    [
        (("O2", "due"), Key.Key_Return, None, ("O5", "due")),
        (("O5", "due"), Key.Key_Return, SHIFT, ("O2", "due")),
        (("O2", "score"), Key.Key_Tab, None, ("O5", "code")),
        (("O5", "code"), Key.Key_Backtab, SHIFT, ("O2", "score")),
    ],
)
def test_enter_and_tab_pass_over_a_row_that_only_names_a_group(
    page, start, key, modifier, end
) -> None:
    page.go(*start)
    page.press(key, modifier=modifier)
    assert page.at == end


def test_enter_and_tab_in_an_editor_pass_over_a_group_row_too(page) -> None:
    page.go("O2", "score")
    page.type("50")
    page.press(Key.Key_Return)
    assert page.at == ("O5", "score")
    page.go("O2", "score")
    page.type("60")
    page.press(Key.Key_Tab)
    assert page.at == ("O5", "code")


def test_enter_and_tab_stay_at_the_ends_where_only_group_rows_follow(page) -> None:
    page.go("O1", "code")
    page.press(Key.Key_Return, modifier=SHIFT)
    assert page.at == ("O1", "code")
    page.press(Key.Key_Backtab, modifier=SHIFT)
    assert page.at == ("O1", "code")


def test_enter_and_tab_stay_above_a_folded_group_that_ends_the_table(page) -> None:
    page.view.sheet.fold(["g9.2"])
    page.go("O2", "score")
    page.press(Key.Key_Return)
    assert page.at == ("O2", "score")
    page.press(Key.Key_Tab)
    assert page.at == ("O2", "score")


def test_enter_goes_past_a_folded_group_to_the_next_row(make) -> None:
    page = make(items={**ITEMS, "9.3": (Item("O11", "แผน"),)})
    page.view.sheet.fold(["g9.2"])
    page.go("O2", "due")
    page.press(Key.Key_Return)
    assert page.at == ("O11", "due")


def test_enter_stops_at_a_group_that_has_a_value_of_its_own_there(make) -> None:
    page = make()
    groups = [replace(group, editable=frozenset({"score"})) for group in grouped(page.items)]
    page.view.sheet.set_rows(groups)
    page.go("O2", "score")
    page.press(Key.Key_Return)
    assert page.at == ("g9.2", "score")
    page.go("O2", "due")
    page.press(Key.Key_Return)
    assert page.at == ("O5", "due")


def test_enter_and_tab_go_round_in_a_chosen_block_which_stays(page) -> None:
    page.go("O5", "due")
    page.press(Key.Key_Down, modifier=SHIFT)
    page.press(Key.Key_Right, modifier=SHIFT)
    walked = []
    for _ in range(4):
        page.press(Key.Key_Tab)
        walked.append(page.at)
    assert walked == [("O5", "part"), ("O6", "due"), ("O6", "part"), ("O5", "due")]
    page.press(Key.Key_Return)
    assert page.at == ("O6", "due")
    page.press(Key.Key_Return, modifier=SHIFT)
    assert page.at == ("O5", "due")
    assert page.view.selected_ids() == ("O5", "O6")
    page.press(Key.Key_Down)
    assert page.view.selected_ids() == ("O6",)


def test_a_chosen_column_is_typed_down_value_by_value_past_the_groups(page) -> None:
    page.go("O1", "score")
    page.press(*[Key.Key_Down] * 4, modifier=SHIFT)
    for value in ("10", "20", "30", "40"):
        page.type(value)
        page.press(Key.Key_Return)
    assert [page.row(code).score for code in ("O1", "O2", "O5", "O6")] == [10, 20, 30, 40]
    assert page.at == ("O1", "score"), "round again"
    assert page.view.selected_ids() == ("O1", "O2", "O5", "O6")
    page.press(Key.Key_Delete)
    assert {page.row(code).score for code in ("O1", "O2", "O5", "O6")} == {None}


def test_delete_clears_the_chosen_cells_in_one_edit_and_spares_required_ones(page) -> None:
    page.go("O5", "title")
    page.press(Key.Key_Down, modifier=SHIFT)
    page.press(Key.Key_Right, Key.Key_Right, modifier=SHIFT)
    page.press(Key.Key_Delete)
    assert len(page.edits) == 1
    assert page.row("O5").due is None
    assert page.row("O6").owners == ()
    assert page.row("O6").title == "คู่มือการปฏิบัติหน้าที่"


def test_delete_says_nothing_of_an_empty_cell_and_what_to_do_in_a_required_one(page) -> None:
    page.go("O5", "due")
    page.press(Key.Key_Delete)
    page.press(Key.Key_Delete)
    assert page.problems == []
    page.go("O5", "title")
    page.press(Key.Key_Delete)
    assert len(page.edits) == 1
    assert page.problems == ["ช่อง ข้อมูลที่ต้องเผยแพร่ ว่างไม่ได้ · พิมพ์ใหม่ทับ"]


def test_control_d_fills_down_from_the_first_chosen_row(page) -> None:
    page.go("O1", "due")
    page.press(*[Key.Key_Down] * 4, modifier=SHIFT)
    page.press(Key.Key_D, modifier=CTRL)
    assert len(page.edits) == 1
    assert {page.row(code).due for code in ("O1", "O2", "O5", "O6")} == {page.row("O1").due}
    assert page.row("O10").due is None


def test_control_d_on_a_single_cell_takes_the_one_above(page) -> None:
    page.go("O10", "due")
    page.press(Key.Key_D, modifier=CTRL)
    assert page.row("O10").due == page.row("O6").due


def test_control_a_chooses_everything_and_escape_one_cell_again(page) -> None:
    page.go("O6", "due")
    page.press(Key.Key_A, modifier=CTRL)
    assert page.view.selected_ids() == ("O1", "O2", "O5", "O6", "O10")
    page.press(Key.Key_Escape)
    assert page.view.selected_ids() == ("O6",)
    assert page.at == ("O6", "due")


def test_shift_and_arrows_choose_a_block_from_a_cell_that_stays(page) -> None:
    page.go("O5", "due")
    page.press(Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    assert page.view.selected_ids() == ("O5", "O6", "O10")
    assert page.at == ("O5", "due"), "typing still goes where the block began"
    page.press(Key.Key_Up, modifier=SHIFT)
    assert page.view.selected_ids() == ("O5", "O6")


def test_a_block_across_a_group_row_takes_no_more_rows_than_it_covers(page) -> None:
    page.go("O2", "due")
    page.press(Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    assert page.view.selected_ids() == ("O2", "O5")
    page.view.sheet.fold(["g9.2"])
    page.go("O1", "due")
    page.press(Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    assert page.view.selected_ids() == ("O1", "O2", "O5", "O6", "O10"), "folded rows stand below"


def test_shift_space_chooses_the_row_and_control_space_the_column(page) -> None:
    page.go("O6", "due")
    page.press(Key.Key_Space, modifier=SHIFT)
    assert page.view.selected_ids() == ("O6",)
    page.press(Key.Key_Space, modifier=CTRL)
    assert page.view.selected_ids() == ("O1", "O2", "O5", "O6", "O10")


def test_whole_rows_are_extended_by_whole_rows(page) -> None:
    page.go("O5", "due")
    page.press(Key.Key_Space, modifier=SHIFT)
    page.press(Key.Key_Down, modifier=SHIFT)
    assert page.view.selected_ids() == ("O5", "O6")
    assert page.view.selecting.is_whole
    page.press(Key.Key_Left, modifier=SHIFT)
    assert not page.view.selecting.is_whole, "to the side it is a block of cells"


def test_left_folds_a_group_and_right_opens_it(page) -> None:
    page.go("g9.2", "code")
    page.press(Key.Key_Left)
    assert page.shown() == ["g9.1", "O1", "O2", "g9.2"]
    page.press(Key.Key_Right)
    assert page.shown()[-1] == "O10"


def test_control_left_folds_all_groups_and_control_right_opens_them(page) -> None:
    page.go("g9.2", "code")
    page.press(Key.Key_Left, modifier=CTRL)
    assert page.shown() == ["g9.1", "g9.2"]
    assert page.at[0] == "g9.2"
    page.press(Key.Key_Right, modifier=CTRL)
    assert len(page.shown()) == 7


def test_enter_on_a_group_row_folds_and_opens_it(page) -> None:
    page.go("g9.1", "code")
    page.press(Key.Key_Return)
    assert page.shown()[:2] == ["g9.1", "g9.2"]
    page.press(Key.Key_Return)
    assert page.shown()[:2] == ["g9.1", "O1"]


def test_alt_and_up_or_down_asks_to_move_the_chosen_rows(page, qtbot) -> None:
    page.view.moves_rows = True
    page.go("O6", "title")
    with qtbot.waitSignal(page.view.move_requested) as asked:
        page.press(Key.Key_Up, modifier=ALT)
    assert asked.args == [("O6",), -1]
    with qtbot.waitSignal(page.view.move_requested) as asked:
        page.press(Key.Key_Down, modifier=ALT)
    assert asked.args == [("O6",), 1]


def test_control_enter_opens_the_details_of_the_row(page, qtbot) -> None:
    page.go("O6", "title")
    with qtbot.waitSignal(page.view.detail_requested) as asked:
        page.press(Key.Key_Return, modifier=CTRL)
    assert asked.args == ["O6"]


def test_control_enter_in_an_editor_fills_all_chosen_cells_of_the_column(page) -> None:
    page.go("O5", "due")
    page.press(Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    page.type("1/4/68")
    page.press(Key.Key_Return, modifier=CTRL)
    assert len(page.edits) == 1
    assert {page.row(code).due.isoformat() for code in ("O5", "O6", "O10")} == {"2025-04-01"}
    assert page.row("O1").due.isoformat() == "2025-01-31"


def test_space_ticks_the_boxes_of_all_chosen_rows(make) -> None:
    page = make((*columns(), *EXTRA))
    page.go("O5", "met")
    page.press(Key.Key_Down, modifier=SHIFT)
    page.press(Key.Key_Space)
    assert page.row("O5").met
    assert page.row("O6").met
    assert not page.row("O10").met
    assert len(page.edits) == 1


def test_space_on_a_schedule_marks_the_due_occurrence_done(make, qtbot) -> None:
    page = make((*columns(), *EXTRA), {"1": (Item("M1", "มาตรการ", times=times()),)})
    page.go("M1", "times")
    with qtbot.waitSignal(page.view.due_done) as asked:
        page.press(Key.Key_Space)
    assert (asked.args[0], asked.args[2].id) == ("M1", "t5")


def test_control_and_arrows_walk_the_marks_of_a_schedule(make, qtbot) -> None:
    page = make((*columns(), *EXTRA), {"1": (Item("M1", "มาตรการ", times=times()),)})
    page.go("M1", "times")
    page.press(Key.Key_Right, Key.Key_Right, Key.Key_Left, Key.Key_Left, modifier=CTRL)
    with qtbot.waitSignal(page.view.mark_requested) as asked:
        page.press(Key.Key_F2)
    assert asked.args[2].id == "t4"


def test_a_read_only_cell_says_that_it_cannot_be_edited(page) -> None:
    page.go("O5", "code")
    page.type("x")
    assert not page.view.editing.open
    assert "ข้อ" in page.problems[0]


def test_what_a_cell_refuses_is_told_until_it_is_left(make, qtbot) -> None:
    none_due = tuple(replace(one, step=TimeState.COMING) for one in times())
    rows = {"1": (Item("M1", "มาตรการ", times=none_due), Item("M2", "มาตรการ", times=none_due))}
    page = make((*columns(), *EXTRA), rows)
    page.go("M1", "times")
    page.press(Key.Key_Space)
    assert "ไม่มีครั้งที่ถึงกำหนด" in page.problems[0]
    with qtbot.waitSignal(page.view.problem_over):
        page.press(Key.Key_Down)
    page.go("M1", "code")
    page.type("x")
    assert "แก้ที่นี่ไม่ได้" in page.problems[1]
    with qtbot.waitSignal(page.view.problem_over):
        page.press(Key.Key_Right)


def test_a_read_only_table_takes_no_change(page) -> None:
    page.view.set_read_only(True)
    page.go("O5", "title")
    page.type("x")
    page.press(Key.Key_Delete)
    page.press(Key.Key_D, modifier=CTRL)
    assert page.edits == []
    assert "อ่านอย่างเดียว" in page.problems[0]


@pytest.mark.parametrize("key", [Key.Key_Z, Key.Key_S, Key.Key_P, Key.Key_K])
def test_keys_of_the_window_are_left_to_it(page, key) -> None:
    seen = []
    page.window.keyPressEvent = lambda event: seen.append(event.key())
    page.go("O5", "title")
    page.press(key, modifier=CTRL)
    assert seen[-1] == key
    assert not page.view.editing.open


def test_the_table_keeps_copy_and_fill_where_the_window_has_them_as_shortcuts(page) -> None:
    from PySide6.QtGui import QAction

    action = QAction(page.window, shortcut="Ctrl+D")
    page.window.addAction(action)
    fired = []
    action.triggered.connect(lambda: fired.append(1))
    page.go("O10", "due")
    page.press(Key.Key_D, modifier=CTRL)
    assert page.row("O10").due is not None
    assert fired == []


def test_a_walked_block_is_forgotten_when_all_its_rows_go(make) -> None:
    page = make(group=False)
    first = page.shown()[0]
    page.go(first, "title")
    page.press(Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    page.press(Key.Key_Return)
    assert page.view.selecting.block().bottom == 2
    page.view.sheet.filter("title", ColumnFilter("ไม่มีแถวใดมีคำนี้"))
    assert page.shown() == []
    assert page.view.selecting.block() is None
    page.view.sheet.filter("title", ColumnFilter(""))
    page.go(first, "title")
    assert page.view.selecting.block().bottom == 0
