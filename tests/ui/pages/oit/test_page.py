"""The page งาน OIT in the real window: assigning, ticking, marking, finding, undoing."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.oit.judging import Judgement
from ita_desktop.domain.records import Statement
from ita_desktop.domain.scores.progress import State
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services.oit import assignments, evidence
from ita_desktop.services.overview import overview
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.ui.dialogs.previews.sheet import PreviewSheet
from ita_desktop.ui.pages.oit.assign_popup import AssignPopup
from ita_desktop.ui.pages.oit.page import OitPage
from ita_desktop.ui.pages.oit.rows import OitRow
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.table.arrange import ColumnFilter
from ita_desktop.ui.table.grid import Act, CellChange, Edit
from ita_desktop.ui.theme.tokens import Text
from ita_desktop.ui.widgets.marks import Mark
from tests.ui.support.keyboard import focused, press, type_text

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(window, qtbot) -> OitPage:
    window.go(PageKey.OIT)
    shown = window.page(PageKey.OIT)
    qtbot.waitUntil(shown.table.hasFocus)
    return shown


def _click(qtbot, page: OitPage, row: str, key: str) -> None:
    """A real click on a cell."""
    view = page.table
    column = view.sheet.column_index(key)
    index = view.sheet.index(view.sheet.place(row), column)
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center() - QPoint(4, 0))


def _owners(page: OitPage, code: str) -> list[str]:
    data = page.session.data
    return [data.owner_label(owner) for owner in data.owners_of_item(code)]


def test_the_items_stand_under_their_sub_indicators_with_sums(page: OitPage) -> None:
    groups = page.table.sheet.rows
    assert [group.code for group in groups] == ["9.1", "9.2", "9.3", "9.4", "9.5", "10.1", "10.2"]
    assert groups[0].cells["score"] == Decimal("50.00")
    assert [row.id for row in groups[1].rows] == [f"O{n}" for n in range(5, 13)]


@pytest.mark.in_turn
def test_a_due_date_is_typed_over_and_saved_at_once(page: OitPage, qtbot) -> None:
    _click(qtbot, page, "O12", "due")
    type_text("15/4/68")
    press(Key.Key_Return)
    due = page.session.data.assignment_by_item["O12"].due
    assert due is not None
    assert due.isoformat() == "2025-04-15"
    assert page.session.workspace.edits.undo_label == "แก้กำหนดส่ง O12"


@pytest.mark.in_turn
def test_a_date_that_does_not_exist_is_refused_with_a_sentence(page, qtbot, window) -> None:
    before = page.session.data.assignment_by_item["O12"].due
    _click(qtbot, page, "O12", "due")
    type_text("31/2/68")
    press(Key.Key_Return)
    assert "31 กุมภาพันธ์" in window.message.message.sentence
    assert page.table.editing.open
    press(Key.Key_Escape)
    assert page.session.data.assignment_by_item["O12"].due == before


@pytest.mark.in_turn
def test_all_items_of_a_group_are_given_to_a_unit_with_one_due_date(page, qtbot, window) -> None:
    view = page.table
    page.table.go_to("9.3")
    header = view.visualRect(view.sheet.index(view.sheet.place("9.3"), 1))
    qtbot.mouseClick(view.viewport(), LEFT, pos=header.center())
    qtbot.mouseClick(page.assign_button, LEFT)
    type_text("การคลัง")
    press(Key.Key_Return)
    type_text("30/4/68")
    press(Key.Key_Return)
    assert {code: _owners(page, code) for code in ("O13", "O14", "O15")} == {
        "O13": ["ฝ่ายการคลัง"],
        "O14": ["ฝ่ายการคลัง"],
        "O15": ["ฝ่ายการคลัง"],
    }
    due = {page.session.data.assignment_by_item[code].due for code in ("O13", "O14", "O15")}
    assert {day.isoformat() for day in due} == {"2025-04-30"}
    assert "3 ข้อ" in window.message.message.sentence
    press(Key.Key_Z, CTRL)
    assert _owners(page, "O14") != ["ฝ่ายการคลัง"]


@pytest.mark.in_turn
def test_tab_goes_from_the_list_of_units_to_the_due_date(page, qtbot) -> None:
    """Past all other units, of which there are many."""
    _click(qtbot, page, "O13", "title")
    qtbot.mouseClick(page.assign_button, LEFT)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, AssignPopup)
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Space)
    press(Key.Key_Backtab, SHIFT)
    assert focused() is popup.names
    press(Key.Key_Down)
    press(Key.Key_Tab)
    assert focused() is popup.day
    type_text("30/4/68")
    press(Key.Key_Return)
    assert str(page.session.data.assignment_by_item["O13"].due) == "2025-04-30"


@pytest.mark.in_turn
def test_enter_takes_the_unit_that_the_arrows_have_reached(page, qtbot) -> None:
    _click(qtbot, page, "O13", "title")
    qtbot.mouseClick(page.assign_button, LEFT)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, AssignPopup)
    press(Key.Key_Down)
    wanted = focused().text()
    press(Key.Key_Return)
    assert focused() is popup.day
    press(Key.Key_Return)
    assert _owners(page, "O13") == [wanted]


@pytest.mark.in_turn
def test_why_a_name_is_not_taken_is_told_in_full(page, qtbot) -> None:
    _click(qtbot, page, "O13", "title")
    qtbot.mouseClick(page.assign_button, LEFT)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, AssignPopup)
    type_text("31/3/68")
    press(Key.Key_Return)
    said = popup.ui.reading
    assert "".join(said.lines()).endswith("หน่วยใหม่")
    assert popup.rect().contains(said.mapTo(popup, said.rect().bottomRight()))
    assert said.height() >= len(said.lines()) * Text.NOTE.line


@pytest.mark.in_turn
def test_an_owner_is_found_by_typing_a_part_of_the_name(page: OitPage, qtbot) -> None:
    _click(qtbot, page, "O9", "owners")
    type_text("ทะเบียน")
    press(Key.Key_Return)
    press(Key.Key_Return)
    assert "ฝ่ายทะเบียน" in _owners(page, "O9")


@pytest.mark.in_turn
def test_ticking_the_last_requirement_moves_state_score_and_strip(page, qtbot, window) -> None:
    page.show_target("O10")
    before = window.score_bar.values.figures[2].value
    (box,) = [box for box in page.pane.checks.boxes if not box.isHidden()]
    box.setFocus()
    press(Key.Key_Space)
    row = next(row for row in page.table.sheet.all_rows() if row.id == "O10")
    assert row.mark is Mark.DONE
    assert row.score == Decimal("100.00")
    assert Decimal(window.score_bar.values.figures[2].value) > Decimal(before)
    press(Key.Key_Z, CTRL)
    assert window.score_bar.values.figures[2].value == before
    assert not box.isChecked()


@pytest.mark.in_turn
def test_requirements_are_ticked_for_one_unit_or_visibly_for_all(page, window, qtbot) -> None:
    session, pane = page.session, page.pane
    units = {code: len({row.unit for row in one.rows}) for code, one in session.progress.items()}
    code = next(code for code, one in session.progress.items() if one.rows and not one.met)
    one = session.progress[code].rows[0].unit
    page.show_target(code)
    assert pane.whose.isVisible()
    pane.whose.choose(one.id)
    pane.checks.boxes[0].setFocus()
    press(Key.Key_Space)
    [tick] = session.data.ticks_of(code)
    assert (tick.unit_id, pane.checks.boxes[0].isChecked()) == (one.id, True)
    pane.whose.choose("")
    assert not pane.checks.boxes[0].isChecked()
    assert f"1/{units[code]} หน่วย" in pane.checks.boxes[0].text()
    told = []
    session.notified.connect(lambda words, _: told.append(words))
    page.table.setFocus()
    press(Key.Key_Space, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert session.progress[code].state is State.DONE
    assert f"ให้ทั้ง {units[code]} หน่วยแล้ว" in told[-1]


@pytest.mark.in_turn
def test_a_mark_typed_over_stands_above_the_checklist(page: OitPage, qtbot) -> None:
    _click(qtbot, page, "O5", "score")
    type_text("๑๐๐")
    press(Key.Key_Return)
    assert page.session.tree.nodes["O5"].value == Decimal(100)
    assert page.session.tree.nodes["9.2"].value == Decimal("62.50")


@pytest.mark.in_turn
def test_a_mark_above_100_is_refused(page: OitPage, qtbot, window) -> None:
    _click(qtbot, page, "O5", "score")
    type_text("101")
    press(Key.Key_Return)
    assert "0 ถึง 100" in window.message.message.sentence
    press(Key.Key_Escape)
    assert page.session.tree.nodes["O5"].value == Decimal(0)


@pytest.mark.in_turn
def test_a_link_is_added_as_evidence_and_shown_with_its_date(page: OitPage, qtbot) -> None:
    page.show_target("O7")
    qtbot.mouseClick(page.pane._published.action, LEFT)
    type_text("https://district.example/manual")
    press(Key.Key_Tab)
    type_text("คู่มือประชาชน")
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    type_text("1/2/68")
    press(Key.Key_Return)
    added = page.session.data.evidence_of("O7")[-1]
    assert (added.title, added.location) == ("คู่มือประชาชน", "https://district.example/manual")
    assert str(added.published) == "2025-02-01"
    assert page.pane.form.isHidden()
    assert page.session.workspace.edits.undo_label == "เพิ่มหลักฐาน O7"


@pytest.mark.in_turn
def test_a_chip_shows_only_late_items(page: OitPage, qtbot) -> None:
    qtbot.mouseClick(page.filters.chips[State.LATE], LEFT)
    shown = [line.id for line in page.table.sheet.lines if line.group is None]
    assert shown == ["O3", "O9", "O14"]
    assert page.filters.chips[State.LATE].count == len(shown)


def test_figures_beside_rows_of_a_unit_follow_or_say_of_what_they_are(page: OitPage) -> None:
    whole = {state: chip.count for state, chip in page.filters.chips.items()}
    unit = next(unit for unit in page.session.data.units if unit.label == "ฝ่ายการคลัง")
    page.filters.unit.choose(unit.id)
    lines = page.table.sheet.lines
    shown = [line.row for line in lines if line.group is None]
    for state, chip in page.filters.chips.items():
        assert chip.count == sum(row.state is state for row in shown)
    assert {state: chip.count for state, chip in page.filters.chips.items()} != whole
    groups = [line.group for line in lines if line.group is not None]
    for group in groups:
        of, inside = len(group.rows), sum(row in shown for row in group.rows)
        assert group.note == (f"แสดง {inside} จาก {of}" if inside < of else "")
    assert any(group.note for group in groups)
    assert "พิสูจน์และคะแนนเป็นของทั้งข้อ" in page.table.header.filter_line.words.text()
    page.filters.unit.choose("")
    assert {state: chip.count for state, chip in page.filters.chips.items()} == whole
    assert not any(line.group.note for line in page.table.sheet.lines if line.group)


@pytest.mark.in_turn
def test_the_pane_of_a_narrowed_table_shows_the_unit_and_tells_a_state_of_the_whole_item(
    page: OitPage,
) -> None:
    session, pane = page.session, page.pane
    code = next(code for code, one in session.progress.items() if one.rows and not one.met)
    unit = session.progress[code].rows[0].unit
    required = [point.code for point in session.data.framework.item_by_code[code].requirements]
    session.write(evidence.tick, required, met=True, unit_id=unit.id)
    page.show_target(code)
    assert not pane.whose.key
    page.filters.unit.choose(unit.id)
    assert pane.whose.text() == unit.label
    assert all(box.isChecked() for box in pane.checks.boxes if not box.isHidden())
    assert pane._required._count.text() == f"{len(required)}/{len(required)}"
    assert "ทั้งข้อ" in pane.ui.state.text()
    page.filters.unit.choose("")
    assert not pane.whose.key
    assert "ทั้งข้อ" not in pane.ui.state.text()


@pytest.mark.in_turn
def test_one_click_lifts_chips_unit_and_filters_together(page, window, qtbot):
    page.filters.chips[State.LATE].click()
    page.filters.unit.choose(window.session.data.units[3].id)
    page.table.sheet.filter("title", ColumnFilter("ข้อมูล"))
    line = page.table.header.filter_line
    assert line.isVisible()
    assert "เลยกำหนด" in line.words.text()
    qtbot.mouseClick(line.lift, LEFT)
    assert not any(chip.isChecked() for chip in page.filters.chips.values())
    assert page.filters.unit.text() == "ทุกหน่วย"
    assert page.table.sheet.passed == page.table.sheet.total


@pytest.mark.in_turn
def test_a_unit_of_the_overview_opens_its_items(page: OitPage, window) -> None:
    unit = next(unit for unit in page.session.data.units if unit.name == "ฝ่ายรายได้")
    window.go(PageKey.OIT, f"unit:{unit.id}")
    shown = {line.id for line in page.table.sheet.lines if line.group is None}
    assert "O9" in shown
    assert "O16" not in shown


@pytest.mark.in_turn
def test_another_item_is_shown_from_its_beginning(page: OitPage, window, qtbot) -> None:
    window.resize(1366, 768)
    page.table.go_to("O12")
    bar = page.pane.ui.scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    scrolled = bar.value()
    page.session.write(assignments.assign, ["O12"], None, date(2025, 4, 1))
    assert bar.value() == scrolled > 0, "an edit of the same item moves nothing"
    page.table.go_to("O13")
    qtbot.waitUntil(lambda: page.pane.item.code == "O13")
    assert bar.value() == 0


def test_the_same_owners_are_filled_down_over_many_rows(page: OitPage, qtbot) -> None:
    _click(qtbot, page, "O8", "owners")
    view = page.table
    below = view.visualRect(
        view.sheet.index(view.sheet.place("O10"), view.sheet.column_index("owners"))
    )
    qtbot.mouseClick(
        view.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, below.center() - QPoint(4, 0)
    )
    press(Key.Key_D, CTRL)
    assert _owners(page, "O9") == _owners(page, "O10") == _owners(page, "O8")
    assert len(_owners(page, "O10")) == 5


@pytest.mark.in_turn
def test_owners_and_dates_from_excel_are_shown_first_and_then_one_change(
    page, window, qtbot
) -> None:
    QApplication.clipboard().setText("ฝ่ายโยธา;ฝ่ายเทศกิจ\t1/5/68\nทุกฝ่าย\t2/5/68\n")
    _click(qtbot, page, "O16", "owners")
    press(Key.Key_V, CTRL)
    sheet = next(one for one in window.findChildren(PreviewSheet) if one.isVisible())
    qtbot.waitUntil(sheet.table.hasFocus)
    assert _owners(page, "O16") == ["ฝ่ายปกครอง"]
    press(Key.Key_Return)
    assert _owners(page, "O16") == ["ฝ่ายโยธา", "ฝ่ายเทศกิจ"]
    assert _owners(page, "O17") == ["ทุกฝ่าย"]
    assert str(page.session.data.assignment_by_item["O17"].due) == "2025-05-02"
    page.session.undo()
    assert _owners(page, "O16") == ["ฝ่ายปกครอง"]


@pytest.mark.in_turn
@pytest.mark.parametrize("size", [(1366, 768), (910, 490)])
@pytest.mark.parametrize("item", ["O12", "O4"])
def test_the_form_for_evidence_is_seen_whole_when_it_opens(
    page, qtbot, window, item: str, size: tuple[int, int]
) -> None:
    window.resize(*size)
    page.show_target(item)
    page.split.fold(False)
    page.pane.add_evidence()
    area, form = page.pane.ui.scroll.viewport(), page.pane.form

    def seen() -> bool:
        top = form.mapTo(area, QPoint(0, 0)).y()
        is_whole = form.height() >= form.minimumSizeHint().height()
        return is_whole and top >= 0 and top + form.height() <= area.height()

    qtbot.waitUntil(seen)


def test_evidence_is_changed_in_place_and_its_format_read_from_the_file_name(page, qtbot) -> None:
    page.show_target("O3")
    row = page.session.data.evidence_of("O3")[0]
    page.pane.form.begin(row)
    page.pane.form.location.selectAll()
    type_text("รายชื่อโรงเรียน.xlsx")
    press(Key.Key_Return)
    changed = page.session.data.evidence_of("O3")[0]
    assert (changed.id, changed.location) == (row.id, "รายชื่อโรงเรียน.xlsx")
    assert changed.title == row.title
    page.session.undo()
    assert page.session.data.evidence_of("O3")[0].location == row.location


def test_evidence_without_a_place_is_refused_and_the_form_stays(page, qtbot, window) -> None:
    page.show_target("O3")
    before = page.session.data.evidence_of("O3")
    page.pane.form.begin()
    press(Key.Key_Return)
    assert "ยังไม่มีลิงก์" in window.message.message.sentence
    assert page.pane.form.isVisible()
    assert page.session.data.evidence_of("O3") == before


def test_days_typed_as_a_distance_count_from_the_day_that_the_sample_shows(
    page: OitPage, qtbot, monkeypatch
) -> None:
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2026-11-20")
    shown = date(2025, 3, 14)
    monkeypatch.setattr(type(page.session.workspace), "shown_day", shown)
    _click(qtbot, page, "O16", "due")
    type_text("+7")
    press(Key.Key_Return)
    assert page.session.data.assignment_by_item["O16"].due == date(2025, 3, 21)


def test_the_day_of_evidence_without_a_year_falls_into_the_shown_year(page: OitPage) -> None:
    page.session.choose_year(2567)
    page.show_target("O3")
    page.pane.form.begin()
    page.pane.form.location.setText("รายงาน.pdf")
    page.pane.form.day.setText("31 ม.ค.")
    page.pane.form.ui.accept.click()
    found = [
        evidence for evidence in page.session.data.evidence if evidence.location == "รายงาน.pdf"
    ]
    assert [evidence.published for evidence in found] == [date(2024, 1, 31)]


def test_tab_goes_through_the_pane_in_the_order_of_its_lines(page: OitPage) -> None:
    page.show_target("O3")
    page.pane.checks.boxes[-1].setFocus(Qt.FocusReason.TabFocusReason)
    press(Key.Key_Tab)
    assert QApplication.focusWidget().text() == "+ เพิ่มลิงก์หรือไฟล์"
    press(Key.Key_Tab)
    assert page.pane.proofs.isAncestorOf(QApplication.focusWidget())


def test_a_link_that_no_browser_opens_is_told(page: OitPage, window, monkeypatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    page.show_target("O3")
    link = page.session.data.evidence_of("O3")[0]
    page.pane.proofs.opened.emit(link.id)
    assert link.location in window.message.message.sentence


def test_the_refusal_goes_with_the_text_that_was_refused(page: OitPage, qtbot, window) -> None:
    _click(qtbot, page, "O16", "due")
    type_text("31/2/68")
    press(Key.Key_Return)
    assert window.message.message is not None
    press(Key.Key_Escape)
    assert window.message.message is None


def test_the_pane_follows_an_undo_from_a_groups_row(page: OitPage, qtbot) -> None:
    _click(qtbot, page, "O12", "due")
    before = page.pane._due.accessibleName()
    type_text("15/4/68")
    press(Key.Key_Return)
    page.table.go_to("O12")
    assert page.pane._due.accessibleName() != before
    page.table.go_to("9.3")
    press(Key.Key_Z, CTRL)
    assert page.pane.item.code == "O12"
    assert page.pane._due.accessibleName() == before


def test_dates_and_marks_of_one_edit_are_undone_together(page: OitPage) -> None:
    data = page.session.data
    before = (data.assignment_by_item["O12"].due, page.session.tree.nodes["O12"].value)
    day = date(2025, 4, 15)
    changes = (
        CellChange("O12", "due", day),
        CellChange("O12", "score", Decimal(100)),
    )
    page.writing.write(Edit(Act.FILL, changes))
    data = page.session.data
    after = (data.assignment_by_item["O12"].due, page.session.tree.nodes["O12"].value)
    assert after == (day, Decimal(100))
    press(Key.Key_Z, CTRL)
    data = page.session.data
    assert (data.assignment_by_item["O12"].due, page.session.tree.nodes["O12"].value) == before


def test_another_year_is_no_change_that_flashes(window) -> None:
    window.go(PageKey.OIT)
    sheet = window.page(PageKey.OIT).table.sheet
    window.session.choose_year(2566)
    assert not sheet.changed_cells
    window.session.choose_year(2568)
    assert not sheet.changed_cells


def test_evidence_is_given_for_one_of_the_units_that_deliver_an_item(page) -> None:
    session, pane = page.session, page.pane
    code = next(code for code, item in session.progress.items() if item.rows)
    one, other, *_ = (row.unit for row in session.progress[code].rows)
    page.show_target(code)
    pane.add_evidence()
    pane.form.unit.choose(one.id)
    pane.form.location.setFocus()
    type_text("https://example.go.th/one")
    press(Key.Key_Return)
    assert session.data.evidence_of(code)[-1].unit_id == one.id
    progress = session.progress[code]
    if not any(row.for_all and row.is_given for row in progress.rows):
        assert other.label in pane.missing.text()
    pane.add_evidence()
    pane.form.unit.choose(other.id)
    pane.form.nothing.click()
    pane.form.location.setFocus()
    press(Key.Key_Return)
    row = session.data.evidence_of(code)[-1]
    assert (row.unit_id, row.statement, row.location) == (other.id, Statement.NOTHING, "")


def test_of_one_unit_states_and_counts_of_items_are_its_own(page) -> None:
    session, filters = page.session, page.filters
    items = session.progress.items()
    code = next(
        code
        for code, item in items
        if item.state is not State.DONE and len({row.unit for row in item.rows}) > 1
    )
    one, other, *_ = dict.fromkeys(row.unit for row in session.progress[code].rows)
    for row in session.progress[code].rows:
        if row.unit == one:
            nothing = {"location": "", "statement": Statement.NOTHING}
            session.write(evidence.add, code, nothing | {"unit_id": one.id, "part": row.part})

    def row_of(unit: str) -> OitRow:
        filters.unit.choose(unit, unit)
        found = [row for group in page._items() for row in group.leaves() if row.id == code]
        return found[0]

    progress = session.progress[code]
    assert (progress.by_row, progress.state is State.DONE) == (True, False)
    assert row_of("").state is progress.state
    row = row_of(one.id)
    assert row.state is State.DONE
    assert row.part is not None
    assert row.part.done == row.part.of
    assert filters.chips[State.DONE].count == sum(
        row.state is State.DONE for row in page.table.sheet.all_rows()
        if isinstance(row, OitRow) and one.id in row.unit_ids
    )  # fmt: skip
    assert row_of(other.id).state is progress.state_of(other.id)
    assert row_of(other.id).state is not State.DONE


def test_the_list_of_one_unit_agrees_with_the_overview(page) -> None:
    session = page.session
    items = session.progress.items()
    code = next(code for code, item in items if item.rows and item.state is not State.DONE)
    for row in session.progress[code].rows[:1]:
        nothing = {"location": "", "statement": Statement.NOTHING}
        session.write(evidence.add, code, nothing | {"unit_id": row.unit.id, "part": row.part})
    units = overview(session.data, None, session.tree, session.today).units
    assert len(units) > 5
    for told in units:
        page.filters.unit.choose(told.unit.id)
        rows = [row for group in page._items() for row in group.leaves()]
        states = [row.state for row in rows if told.unit.id in row.unit_ids]
        assert (told.done, told.total) == (states.count(State.DONE), len(states))
        assert len(told.late) == states.count(State.LATE)


def test_what_is_said_of_all_requirements_alike_is_said_once(page: OitPage) -> None:
    pane = page.pane
    page.show_target("O12")
    verdicts = [line.verdict for line in pane.checks.lines]
    assert len(verdicts) > 1
    assert len(set(pane.checks.verdicts)) == 1
    assert pane.checks.verdicts[0] in pane.checks.verdict.label.text()
    assert pane.checks.verdict.isVisible()
    assert not any(verdict.isVisible() for verdict in verdicts)
    assert all(box.accessibleDescription() for box in pane.checks.boxes)

    bad = "http://127.0.0.1/x"
    point = page.session.data.framework.item_by_code["O12"].requirements[0].code
    for row in page.session.data.evidence_of("O12"):
        page.session.write(evidence.remove, row.id)
    page.session.write(evidence.add, "O12", {"location": bad, "point": point})
    assert len(set(pane.checks.verdicts)) > 1
    assert not pane.checks.verdict.isVisible()
    assert all(verdict.isVisible() for verdict in verdicts)


@pytest.mark.in_turn
def test_each_requirement_says_how_far_it_is_proved_and_a_mark_asks_for_a_reason(
    page: OitPage, qtbot
) -> None:
    session, pane = page.session, page.pane
    page.show_target("O10")
    assert all(text for text in pane.checks.verdicts)
    assert not pane.reason.isVisible()
    session.write(scores.set_scores, [ScoreEdit("O10", Decimal(100))], ScoreSource.SELF)
    qtbot.waitUntil(pane.reason.isVisible)
    pane.reason.field.setFocus()
    type_text("ส่งเป็นหนังสือแล้ว")
    press(Key.Key_Return)
    assert session.data.mark_reason_by_item["O10"].text == "ส่งเป็นหนังสือแล้ว"
    type_text(" ครั้งที่ 2")
    page.show_target("O11")
    assert session.data.mark_reason_by_item["O10"].text == "ส่งเป็นหนังสือแล้ว ครั้งที่ 2"
    assert "O11" not in session.data.mark_reason_by_item
    page.show_target("O10")
    session.write(evidence.add, "O10", {"location": "https://district.example/10"})
    rows = page.table.sheet.all_rows()
    judged = {row.id: row.judgement for row in rows if isinstance(row, OitRow)}
    assert judged["O10"] is Judgement.CLAIMED
    page.filters.proof.choose(Judgement.CLAIMED.value)
    assert page.table.sheet.passed == list(judged.values()).count(Judgement.CLAIMED)
    page.filters.clear()
    assert page.table.sheet.passed == len(judged)


def test_details_of_the_assignment_table_are_typed_in_the_pane_and_in_the_table(
    page: OitPage, qtbot
) -> None:
    session, text = page.session, page.pane.details
    page.show_target("O3")
    assert text.accessible_value() == ""
    text.setFocus()
    press(Key.Key_Return)
    type_text("- แผนห้าปี")
    press(Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    type_text("๒. แผนของเรา")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: "O3" in session.data.assignment_by_item)
    assert session.data.assignment_by_item["O3"].details == "- แผนห้าปี\n๒. แผนของเรา"
    sheet = page.table.sheet
    rows = {row.id: row for row in sheet.all_rows() if isinstance(row, OitRow)}
    assert rows["O3"].details == "- แผนห้าปี\n๒. แผนของเรา"
    session.workspace.undo()
    qtbot.waitUntil(lambda: text.accessible_value() == "")


def test_a_row_is_entered_where_it_can_be_changed(page, window):
    for item, entered in (("O3", page.pane.checks.boxes[2]), ("O1", page.pane._published.action)):
        page.table.go_to(item, "title")
        page.table.setFocus()
        press(Key.Key_Return, CTRL)
        assert window.focusWidget() is entered
