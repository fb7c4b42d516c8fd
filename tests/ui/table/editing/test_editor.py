"""What an editor takes, refuses, and does to the cell."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut

from ita_desktop.domain.errors import InputError
from ita_desktop.ui.table.grid import Act
from ita_desktop.ui.table.values import CellOwner, ListChoice
from ita_desktop.ui.widgets.marks import Mark
from tests.ui.table.pages import LONG, OWNERS, Item, columns

Key = Qt.Key


def ink(image: QImage, area: QRect) -> set[tuple[int, int]]:
    """Where the letters are: dark pixels of an area, seen from its corner."""
    found = set()
    for y in range(area.height()):
        for x in range(area.width()):
            if image.pixelColor(area.left() + x, area.top() + y).lightness() < 130:
                found.add((x, y))
    return found


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("O1", "title"),
        ("O5", "title"),
        ("O1", "score"),
        ("O1", "code"),
        ("O1", "due"),
        ("O2", "due"),
        ("O5", "owners"),
        ("O6", "owners"),
    ],
)
def test_editing_does_not_move_a_letter(make, row, key) -> None:
    page = make(tuple(replace(column, editable=True) for column in columns()))
    page.put("O5", "title", "แผนปฏิบัติราชการประจำปี และรายงานผลการปฏิบัติราชการ")
    page.put("O1", "score", Decimal("97.38"))
    page.put("O2", "due", date(2025, 5, 7))
    page.window.resize(760, 500)
    page.refresh()
    page.go(row, key)
    page.view.clearFocus()
    index = page.view.currentIndex()
    cell = page.view.visualRect(index).adjusted(6, 4, -6, -8)
    before = ink(page.view.viewport().grab().toImage(), cell)
    page.view.setFocus()
    page.press(Key.Key_F2)
    after = ink(page.view.viewport().grab().toImage(), cell)
    assert len(before) > 50
    # Pale edges of letters may differ; a shift by one pixel loses a third of them.
    assert len(before - after) < len(before) / 8
    near = {(x + i, y + j) for x, y in before for i in (-1, 0, 1) for j in (-1, 0, 1)}
    strange = {x for x, _ in after - near}
    assert len(strange) <= 1, "nothing but the caret is new"


@pytest.mark.parametrize("key", ["title", "owners"])
def test_a_list_over_several_lines_is_edited_where_it_stands(make, key) -> None:
    long = CellOwner("long", "กลุ่มงานส่งเสริมและพัฒนาคุณธรรมของบุคลากร")
    listed = [ListChoice(long.label, long.label)]
    page = make(
        tuple(
            replace(column, choices=lambda _row: listed) if column.key == "title" else column
            for column in columns()
        )
    )
    page.put("O1", "title", long.label)
    page.put("O1", "owners", (long, *OWNERS[1:3]))
    page.view.header.resizeSection(page.view.sheet.column_index(key), 150)
    page.window.resize(760, 500)
    page.refresh()
    page.go("O1", key)
    page.view.clearFocus()
    cell = page.view.visualRect(page.view.currentIndex())
    assert cell.height() >= 72, "the cell has three lines"
    inside = cell.adjusted(6, 4, -6, -8)
    before = ink(page.view.viewport().grab().toImage(), inside)
    page.view.setFocus()
    page.press(Key.Key_F2)
    after = ink(page.view.viewport().grab().toImage(), inside)
    assert len(before) > 150
    assert len(before - after) < len(before) / 8
    near = {(x + i, y + j) for x, y in before for i in (-1, 0, 1) for j in (-1, 0, 1)}
    strange = {x for x, _ in after - near}
    assert len(strange) <= 1, "nothing but the caret is new"


def test_owners_that_need_more_lines_than_a_cell_has_run_on_in_their_editor(page) -> None:
    long = CellOwner("long", "กลุ่มงานส่งเสริมและพัฒนาคุณธรรมของบุคลากรสำนักงานเขต")
    page.put("O1", "owners", (long, *OWNERS[1:3]))
    page.refresh()
    page.go("O1", "owners")
    page.press(Key.Key_F2)
    lines = page.view.editing.editor.example_lines()
    assert len(lines) == 3
    assert "".join(lines) == f"{long.label} +2"


def test_a_listed_text_is_replaced_whole_by_the_first_letter(make) -> None:
    listed = [ListChoice("ทุกเดือน", "ทุกเดือน"), ListChoice("ทุกไตรมาส", "ทุกไตรมาส")]
    page = make(
        tuple(
            replace(column, choices=lambda _row: listed) if column.key == "title" else column
            for column in columns()
        )
    )
    page.put("O1", "title", "ท")
    page.refresh()
    page.go("O1", "title")
    page.type("ท")
    assert page.view.editing.editor.popup.isVisible(), "the same letter is typed text all the same"
    page.type("ุกไ")
    page.press(Key.Key_Return)
    assert page.row("O1").title == "ทุกไตรมาส"


def test_a_late_date_is_edited_in_the_letters_that_the_cell_has(page) -> None:
    page.go("O6", "due")
    page.press(Key.Key_F2)
    assert page.view.editing.editor.field.font().weight() == 500


def test_what_is_typed_over_a_date_stands_close_together(page) -> None:
    page.put("O5", "due", date(2025, 5, 7))
    page.refresh()
    page.go("O5", "due")
    page.press(Key.Key_F2)
    field = page.view.editing.editor.field
    assert field.textMargins().left() > 5, "7 stands under the second digit of 31"
    page.type("8/5/68")
    assert field.textMargins().left() == 0
    right = field.cursorRect().center().x()
    assert right <= field.fontMetrics().horizontalAdvance("8/5/68") + 8


def test_owners_stay_in_sight_until_a_name_is_typed(page) -> None:
    page.go("O6", "owners")
    page.press(Key.Key_F2)
    field = page.view.editing.editor.field
    assert field.accessibleDescription() == "ฝ่ายปกครอง; ฝ่ายโยธา; ฝ่ายรายได้"
    page.press(Key.Key_Backspace, Key.Key_Backspace)
    assert field.accessibleDescription() == "ฝ่ายปกครอง"
    page.press(Key.Key_Backspace)
    assert field.accessibleDescription() == "พิมพ์ชื่อหน่วยหรือบุคคล"


def test_a_state_keeps_its_mark_and_its_word_where_they_are(page) -> None:
    page.go("O1", "mark")
    page.view.clearFocus()
    cell = page.view.visualRect(page.view.currentIndex()).adjusted(6, 4, -6, -4)
    before = ink(page.view.viewport().grab().toImage(), cell)
    page.view.setFocus()
    page.press(Key.Key_Space)
    after = ink(page.view.viewport().grab().toImage(), cell)
    assert len(before - after) < len(before) / 8, "the word turns darker, nothing moves"
    page.press(Key.Key_Down)
    assert page.view.editing.editor.area.accessibleDescription() == "ครบแล้ว"


def test_a_wrong_date_keeps_the_editor_open_and_says_why(page) -> None:
    page.go("O5", "due")
    page.type("31/2/68")
    page.press(Key.Key_Return)
    assert page.view.editing.open
    assert page.view.editing.editor.invalid
    assert page.problems == ["ไม่มีวันที่ 31 กุมภาพันธ์ พิมพ์ใหม่ เช่น 28/2/68"]
    assert page.edits == []


def test_a_mended_date_is_taken_and_the_complaint_withdrawn(page, qtbot) -> None:
    page.go("O5", "due")
    page.type("31/2/68")
    page.press(Key.Key_Return)
    page.press(*[Key.Key_Backspace] * 7)
    page.type("๒๘/๒/๖๘")
    assert not page.view.editing.editor.invalid
    with qtbot.waitSignal(page.view.problem_over):
        page.press(Key.Key_Return)
    assert page.row("O5").due == date(2025, 2, 28)
    assert page.at == ("O6", "due")


def test_escape_leaves_a_wrong_value_and_the_old_one_stays(page) -> None:
    page.go("O5", "due")
    page.type("ไม่รู้")
    page.press(Key.Key_Return, Key.Key_Escape)
    assert not page.view.editing.open
    assert page.row("O5").due == date(2025, 3, 31)


def test_a_refusal_by_the_page_is_told_and_the_old_value_stays(page) -> None:
    page.refuse = InputError("แฟ้มถูกถอดออก", remedy="ต่อแฟลชไดรฟ์แล้วลองใหม่")
    page.go("O1", "title")
    page.type("ใหม่")
    page.press(Key.Key_Return)
    assert page.problems == ["แฟ้มถูกถอดออก · ต่อแฟลชไดรฟ์แล้วลองใหม่"]
    assert page.row("O1").title == "ข้อมูลพื้นฐาน"


def test_an_unchanged_value_is_no_edit(page) -> None:
    page.go("O1", "title")
    page.press(Key.Key_F2, Key.Key_Return)
    assert page.edits == []
    assert page.at == ("O2", "title")


def test_a_required_cell_may_not_be_emptied(page) -> None:
    page.go("O1", "title")
    page.press(Key.Key_F2)
    page.press(*[Key.Key_Backspace] * 20)
    page.press(Key.Key_Return)
    assert page.view.editing.open
    assert "ต้องไม่ว่าง" in page.problems[0]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("85", "85.00"),
        ("๙๗.๓๘", "97.38"),
        ("100", "100.00"),
        ("0", "0.00"),
        ("-", None),
        ("85,5", "85.50"),
        ("๘,๕", "8.50"),
    ],
)
def test_a_number_is_taken_in_thai_and_arabic_digits(page, typed, value) -> None:
    page.put("O5", "score", Decimal(1))
    page.refresh()
    page.go("O5", "score")
    page.type(typed)
    page.press(Key.Key_Return)
    assert page.row("O5").score == (None if value is None else Decimal(value))


@pytest.mark.parametrize("typed", ["101", "-1", "1.234", "ก", "1e2x"])
def test_a_number_out_of_range_is_refused_with_a_sentence(page, typed) -> None:
    page.go("O5", "score")
    page.type(typed)
    page.press(Key.Key_Return)
    assert page.view.editing.open
    assert page.problems


def test_a_state_is_found_by_its_first_letters_and_taken_with_enter(page) -> None:
    page.go("O5", "mark")
    page.type("ครบ")
    page.press(Key.Key_Return)
    assert page.row("O5").mark is Mark.DONE
    assert page.at == ("O6", "mark")


def test_a_state_is_chosen_with_the_arrows(page) -> None:
    page.go("O5", "mark")
    page.press(Key.Key_Space)
    page.press(Key.Key_Down, Key.Key_Return)
    assert page.row("O5").mark is Mark.DONE


def test_a_word_that_is_no_choice_is_refused(page) -> None:
    page.go("O5", "mark")
    page.type("ฟฟฟ")
    page.press(Key.Key_Return)
    assert page.view.editing.open
    assert page.row("O5").mark is Mark.DOING


def test_an_owner_is_found_as_one_types_and_replaces_the_old_ones(page) -> None:
    page.go("O6", "owners")
    page.type("คลัง")
    page.press(Key.Key_Return)
    assert [owner.label for owner in page.row("O6").owners] == ["ฝ่ายการคลัง"]
    assert page.at == ("O10", "owners")


def test_several_owners_are_typed_with_semicolons(page) -> None:
    page.go("O5", "owners")
    page.type("โยธา;เทศ")
    page.press(Key.Key_Tab)
    assert [owner.label for owner in page.row("O5").owners] == ["ฝ่ายโยธา", "ฝ่ายเทศกิจ"]
    assert page.at == ("O5", "due")


def test_f2_keeps_the_owners_and_backspace_takes_the_last_one_away(page) -> None:
    page.go("O6", "owners")
    page.press(Key.Key_F2, Key.Key_Backspace, Key.Key_Return)
    assert [owner.label for owner in page.row("O6").owners] == ["ฝ่ายปกครอง", "ฝ่ายโยธา"]


def test_an_owner_is_turned_from_lead_to_support(page) -> None:
    page.go("O6", "owners")
    page.press(Key.Key_F2, Key.Key_Down, Key.Key_Down, Key.Key_F4, Key.Key_Return)
    assert [owner.lead for owner in page.row("O6").owners] == [True, False, True]


def test_an_unknown_owner_is_refused(page) -> None:
    page.go("O6", "owners")
    page.type("กขฃคฅ")
    page.press(Key.Key_Return)
    assert page.view.editing.open
    assert "กขฃคฅ" in page.problems[0]


def test_a_refresh_while_typing_keeps_the_editor_and_its_text(page) -> None:
    page.go("O6", "title")
    page.type("กำลังพิมพ์")
    page.put("O1", "title", "เปลี่ยนจากที่อื่น")
    page.items["9.1"] = (*page.items["9.1"], Item("O3", "ใหม่"), Item("O4", "ใหม่"))
    page.refresh()
    assert page.view.editing.open
    page.press(Key.Key_Return)
    assert page.row("O6").title == "กำลังพิมพ์"


def test_an_editor_whose_row_is_taken_away_closes_and_says_so(page) -> None:
    page.go("O6", "title")
    page.type("กำลังพิมพ์")
    page.items["9.2"] = page.items["9.2"][:1]
    page.refresh()
    assert not page.view.editing.open
    assert "ถูกเอาออก" in page.problems[0]


def test_a_long_text_is_edited_on_the_lines_that_the_cell_has(page) -> None:
    page.go("O5", "title")
    cell = page.view.visualRect(page.view.currentIndex())
    page.press(Key.Key_F2)
    editor = page.view.editing.editor
    assert editor.geometry().topLeft() == cell.topLeft()
    assert editor.width() == cell.width()
    assert editor.area.line_layout.lines >= 3
    assert editor.area.toPlainText() == LONG


def test_alt_enter_begins_a_new_line(page) -> None:
    page.go("O1", "title")
    page.type("หนึ่ง")
    page.press(Key.Key_Return, modifier=Qt.KeyboardModifier.AltModifier)
    page.type("สอง")
    page.press(Key.Key_Return)
    assert page.row("O1").title == "หนึ่ง\nสอง"


def test_typing_is_delivered_as_one_typed_change(page) -> None:
    page.go("O1", "score")
    page.type("50")
    page.press(Key.Key_Return)
    (edit,) = page.edits
    assert edit.act is Act.TYPE
    assert [(change.row, change.key, change.value) for change in edit.changes] == [
        ("O1", "score", Decimal(50))
    ]


def test_enter_goes_on_to_the_row_that_was_below_though_the_table_is_sorted(make) -> None:
    page = make(group=False)
    page.view.sheet.sort_by("score")
    page.go("O1", "score")
    below = page.shown()[page.shown().index("O1") + 1]
    page.type("99")
    page.press(Key.Key_Return)
    assert page.at == (below, "score")


def test_the_list_opens_under_its_cell(page) -> None:
    page.go("O1", "mark")
    page.press(Key.Key_Space)
    editor = page.view.editing.editor
    bottom = editor.mapTo(page.window, QPoint(0, editor.height())).y()
    assert editor.popup.isVisible()
    assert 0 <= editor.popup.inner().top() + editor.popup.y() - bottom <= 6


def test_a_figure_of_a_group_is_typed_over_where_the_page_allows_it(make) -> None:
    from ita_desktop.ui.table.column import RowGroup

    page = make(group=False)
    group = RowGroup(
        id="IIT",
        code="IIT",
        title="ภายใน",
        cells={"score": Decimal("98.88")},
        editable=frozenset({"score"}),
    )
    page.view.sheet.set_rows([group])
    page.go("IIT", "score")
    page.type("95")
    page.press(Key.Key_Return)
    (edit,) = page.edits
    assert [(change.row, change.key, change.value) for change in edit.changes] == [
        ("IIT", "score", Decimal(95))
    ]


def test_f4_turns_an_owner_where_the_page_has_a_shortcut_with_it(page) -> None:
    folded = []
    shortcut = QShortcut(QKeySequence("F4"), page.window)
    shortcut.activated.connect(lambda: folded.append(1))
    page.put("O1", "owners", OWNERS[:1])
    page.refresh()
    page.go("O1", "owners")
    page.press(Key.Key_F2, Key.Key_Down, Key.Key_F4, Key.Key_Return)
    assert not folded
    assert [owner.lead for owner in page.row("O1").owners] == [not OWNERS[0].lead]
