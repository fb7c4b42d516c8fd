"""A page without rows says what belongs on it and why, and has one button to begin with."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.domain.scores.progress import OIT, State
from ita_desktop.domain.year import YearData
from ita_desktop.services.oit import evidence
from ita_desktop.services.years import years
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.roster.page import RosterTab
from ita_desktop.ui.pages.settings.page import SettingsSection
from ita_desktop.ui.pages.year.page import YearSection
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.empty import EmptyState
from ita_desktop.ui.widgets.page.pane import DetailPane
from tests.support.known_files import begun_workspace
from tests.support.places import FIXTURES
from tests.ui.support.keyboard import press
from tests.ui.support.previews import accept_preview, open_preview

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
DIRECTLY = Qt.FindChildOption.FindDirectChildrenOnly
EMPTY = {
    PageKey.ROSTER: ("ยังไม่มีรายชื่อคณะกรรมการของปีนี้", "นำเข้าจาก Word PDF Excel"),
    PageKey.MEASURES: ("ยังไม่มีมาตรการของปีนี้", "นำเข้าจาก Word PDF Excel"),
    PageKey.SCORES: ("ปี 2568 ยังไม่มีคะแนน", "กรอกคะแนน"),
    PageKey.MEETINGS: ("ยังไม่มีการประชุมของปีนี้", "เพิ่มการประชุมครั้งแรก"),
    PageKey.SURVEYS: ("ยังไม่มีจำนวนผู้ตอบ", "เพิ่มกลุ่ม"),
    PageKey.COLLECTING: ("ยังไม่ได้ส่งแบบให้หน่วยใด", "ส่งรอบใหม่…"),
}


@pytest.fixture
def fresh(window, tmp_path):
    """The window on a new file, in which nothing has been typed yet."""
    path = tmp_path / "เขตใหม่.ita"
    path.write_bytes(begun_workspace(2568))
    window.open_file(path, remember=False)
    return window


def empty_of(window, key: PageKey) -> EmptyState:
    window.go(key)
    (shown,) = [one for one in window.page(key).findChildren(EmptyState) if one.isVisible()]
    return shown


@pytest.mark.in_turn
def test_a_fresh_year_says_what_belongs_on_each_page_and_how_to_begin(fresh, qtbot) -> None:
    """The one primary button of the page says it, and has the keyboard."""
    for key, (title, action) in EMPTY.items():
        empty = empty_of(fresh, key)
        assert (empty.accessibleName(), empty.button.text()) == (title, action)
        assert len(empty.accessibleDescription()) > 40, key
        offered = empty.paste_button.isVisible() or "Excel" in empty._note.text()
        assert offered or key is PageKey.MEETINGS, key
        assert fresh.page(key).header.isVisible(), key
        qtbot.waitUntil(empty.button.hasFocus)
        shown = [one for one in fresh.page(key).findChildren(Button) if one.isVisible()]
        assert [one for one in shown if one.kind == ButtonKind.PRIMARY] == [empty.button], key


@pytest.mark.in_turn
def test_no_pane_stands_beside_an_empty_page(fresh, qtbot) -> None:
    """It would show headings with nothing below them."""
    for key in EMPTY:
        for width in (1000, 1500):
            fresh.resize(width, 800)
            empty_of(fresh, key)
        shown = [one for one in fresh.page(key).findChildren(DetailPane) if one.isVisible()]
        assert not shown, key


@pytest.mark.in_turn
def test_a_page_without_cells_tells_no_keys_of_cells(fresh) -> None:
    for key in EMPTY:
        empty_of(fresh, key)
        assert "F2" not in fresh.page(key).status_text, key
        assert "พิมพ์ทับ" not in fresh.page(key).status_text, key
    fresh.go(PageKey.ROSTER)
    page = fresh.page(PageKey.ROSTER)
    for tab in RosterTab:
        page.show_tab(tab)
        assert page.status_text == "", tab


@pytest.mark.in_turn
def test_nothing_stands_over_the_texts_in_a_low_window(fresh, qtbot) -> None:
    """1366x768 at 150 %, which is also the least size of the window."""
    fresh.resize(911, 512)
    for key in EMPTY:
        empty = empty_of(fresh, key)
        qtbot.waitUntil(empty.button.hasFocus)
        title = empty.findChild(ThaiLabel)
        for outline in empty.findChildren(QWidget, options=DIRECTLY):
            if outline is not title and outline.isVisible():
                assert not outline.geometry().intersects(title.geometry()), key


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("key", "section", "title"),
    [
        (PageKey.SETTINGS, SettingsSection.UNITS, "ยังไม่มีหน่วย"),
        (PageKey.YEAR, YearSection.CALENDAR, "ยังไม่มีวันสำคัญของปีนี้"),
    ],
)
def test_an_empty_list_of_a_section_says_so_and_takes_its_first_row(
    fresh, qtbot, key, section, title
) -> None:
    fresh.go(key)
    page = fresh.page(key)
    listed = page.units if section is SettingsSection.UNITS else page.dates
    page.show_section(section)
    for row in listed.table.sheet.all_rows():
        listed.remove([row.id])
    assert listed.empty.state.isVisible()
    assert listed.table.isHidden()
    assert listed.empty.state.accessibleName() == title
    assert listed.empty.state.paste_button.isVisible()
    listed.setFocus()
    assert listed.empty.state.button.hasFocus()
    press(Key.Key_Space)
    assert len(listed.table.sheet.all_rows()) == 1
    assert listed.table.isVisible()
    assert listed.empty.isHidden()
    assert listed.table.hasFocus()
    fresh.session.undo()
    assert listed.empty.state.isVisible()


@pytest.mark.in_turn
def test_a_list_of_excel_is_pasted_into_empty_settings_after_a_look(fresh, qtbot) -> None:
    fresh.go(PageKey.SETTINGS)
    page = fresh.page(PageKey.SETTINGS)
    page.show_section(SettingsSection.UNITS)
    for row in page.units.table.sheet.all_rows():
        page.units.remove([row.id])
    page.units.setFocus()
    QApplication.clipboard().setText("ฝ่ายหนึ่ง\t\nฝ่ายสอง\t\n")
    press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    accept_preview(fresh, qtbot)
    assert {unit.name for unit in page.session.data.units} == {"ฝ่ายหนึ่ง", "ฝ่ายสอง"}
    assert page.units.table.isVisible()


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("key", "action"),
    [
        (PageKey.ROSTER, "ยกมาจากปี 2568 (42 ลำดับ)"),
        (PageKey.MEASURES, "ยกมาจากปี 2568 (51 มาตรการ)"),
    ],
)
def test_a_year_after_another_offers_to_carry_its_rows_over(window, key, action) -> None:
    years.add_year(window.session.workspace, 2569)
    window.session.choose_year(2569)
    empty = empty_of(window, key)
    assert empty.button.text() == action
    empty.button.click()
    assert not window.page(key).is_empty


@pytest.mark.painted
def test_a_fresh_year_has_its_items_and_says_that_nobody_owns_them(fresh, qtbot) -> None:
    fresh.go(PageKey.OIT)
    page = fresh.page(PageKey.OIT)
    qtbot.waitUntil(lambda: page.step_opener is not None)
    assert "ยังไม่มีผู้รับผิดชอบ 22 ข้อ" in page.step_opener.toolTip()


def _without_oit(data: YearData) -> YearData:
    surveys = tuple(
        item for item in data.framework.items if item not in data.framework.items_of(OIT)
    )
    return replace(data, framework=replace(data.framework, items=surveys))


def test_a_framework_without_items_to_publish_leads_to_the_assessment(
    window, monkeypatch, qtbot
) -> None:
    bare = _without_oit(window.session.data)
    monkeypatch.setattr(type(window.session), "data", bare)
    monkeypatch.setattr(type(window.session), "progress", {})
    empty = empty_of(window, PageKey.OIT)
    assert empty.accessibleName() == "กรอบการประเมินของปีนี้ไม่มีข้อ OIT"
    page = window.page(PageKey.OIT)
    assert not any(one.isVisible() for one in (page.table, page.assign_button, page.pane))
    with qtbot.waitSignal(page.go) as blocker:
        empty.button.click()
    assert blocker.args == [PageKey.YEAR, "assessment"]


def test_an_item_without_a_checklist_says_how_its_score_is_entered(window, monkeypatch) -> None:
    data = window.session.data
    bare = tuple(
        replace(item, requirements=()) if item.code == "O3" else item
        for item in data.framework.items
    )
    changed = replace(data, framework=replace(data.framework, items=bare))
    window.go(PageKey.OIT, "O3")
    monkeypatch.setattr(type(window.session), "data", changed)
    pane = window.page(PageKey.OIT).pane
    pane.show_item("O3")
    assert pane._basis.text().startswith("กรอบปีนี้ไม่มีรายการตรวจของข้อนี้")
    assert pane._basis.isVisible()


@pytest.mark.in_turn
@pytest.mark.parametrize("key", [PageKey.ROSTER, PageKey.OIT, PageKey.MEASURES])
def test_filters_that_leave_no_row_say_so_and_are_lifted_with_one_click(window, qtbot, key) -> None:
    window.go(key)
    table = window.page(key).table
    assert table.filtering.nothing is None
    table.sheet.quick_filter("nobody", lambda _row: False, "ไม่มี")
    nothing = table.filtering.nothing
    assert nothing.isVisible()
    assert nothing.accessibleName() == "ไม่มีแถวที่ตรงกับตัวกรอง"
    qtbot.mouseClick(nothing.lift, LEFT)
    assert not nothing.isVisible()
    assert table.sheet.passed == table.sheet.total
    assert table.hasFocus()


def test_the_button_that_lifts_the_filters_is_reached_by_keyboard(window) -> None:
    window.go(PageKey.OIT)
    table = window.page(PageKey.OIT).table
    table.sheet.quick_filter("nobody", lambda _row: False, "ไม่มี")
    table.filtering.nothing.lift.setFocus()
    press(Qt.Key.Key_Space)
    assert table.sheet.passed == 22
    assert QApplication.focusWidget() is table


def test_the_head_counts_what_the_filters_leave(window) -> None:
    window.go(PageKey.OIT)
    page = window.page(PageKey.OIT)
    assert page.header.accessibleName() == "งาน OIT 22 ข้อ"
    page.filters.chips[State.LATE].setChecked(True)
    assert page.header.accessibleName() == "งาน OIT 3 จาก 22 ข้อ"
    page.filters.chips[State.LATE].setChecked(False)
    assert page.header.accessibleName() == "งาน OIT 22 ข้อ"


def test_the_pane_says_what_finishing_an_item_adds(window) -> None:
    window.go(PageKey.OIT, "O3")
    pane = window.page(PageKey.OIT).pane
    assert pane._score.accessibleName() == "คะแนน: 0.00 ทำครบ OIT +5.00 รวม +2.00"
    window.go(PageKey.OIT, "O1")
    assert pane._score.accessibleName() == "คะแนน: 100.00"


@pytest.mark.in_turn
def test_the_report_is_pasted_on_the_empty_page_of_scores_as_it_is(window, qtbot, tmp_path) -> None:
    """The report's text, copied from wherever it is open, opens the preview of an import."""
    path = tmp_path / "เขตใหม่.ita"
    path.write_bytes(begun_workspace(2567))
    window.open_file(path, remember=False)
    fresh = window
    empty = empty_of(fresh, PageKey.SCORES)
    assert "รายงานผล" in empty._note.text()
    assert "Ctrl+V" in empty._note.text()
    report = FIXTURES / "report_2567.txt"
    QApplication.clipboard().setText(report.read_text(encoding="utf-8"))
    press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    sheet = open_preview(fresh, qtbot)
    qtbot.waitUntil(sheet.ui.accept.isEnabled)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: bool(fresh.session.data.scores))
    scores = fresh.session.data.scores
    assert ("ITA", "97.38") in {(score.node, str(score.value)) for score in scores}
    assert ("E6", "89.24") in {(score.node, str(score.value)) for score in scores}


@pytest.mark.in_turn
def test_the_report_of_last_year_is_pasted_where_its_analysis_belongs(fresh, qtbot) -> None:
    """The page speaks of last year's result; the report is no table of findings."""
    year = fresh.session.year
    fresh.go(PageKey.MEASURES)
    fresh.page(PageKey.MEASURES).show_target("analysis:")
    empty_of(fresh, PageKey.MEASURES).button.setFocus()
    report = (FIXTURES / "report_2567.txt").read_text(encoding="utf-8")
    QApplication.clipboard().setText(report.replace("2567", str(year - 1)))
    press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    sheet = open_preview(fresh, qtbot)
    qtbot.waitUntil(sheet.ui.accept.isEnabled)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: fresh.session.previous is not None)
    assert fresh.session.previous.year == year - 1
    assert fresh.session.data.findings == ()
    qtbot.waitUntil(lambda: str(year - 1) in empty_of(fresh, PageKey.MEASURES).button.text())


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("key", "part", "text"),
    [
        (PageKey.ROSTER, None, "1.\tนายตัวอย่าง ดีงาม\tครู\tโรงเรียนใหม่หมาด\tคณะทำงาน\n"),
        (PageKey.MEASURES, "measures", "I1\tอบรมเจ้าหน้าที่\tฝ่ายใหม่หมาด\tทุกเดือน\n"),
    ],
)
def test_plain_cells_that_cannot_all_be_read_are_shown_in_the_import(
    fresh, qtbot, key, part, text
) -> None:
    fresh.go(key)
    page = fresh.page(key)
    if part is not None:
        page.show_target(part)
    empty_of(fresh, key).button.setFocus()
    QApplication.clipboard().setText(text)
    press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    sheet = open_preview(fresh, qtbot)
    qtbot.waitUntil(lambda: bool(sheet.table.sheet.all_rows()), timeout=15_000)
    assert "ใหม่หมาด" in " ".join(
        str(value) for row in sheet.table.sheet.all_rows() for value in row.cells.values()
    )
    qtbot.waitUntil(sheet.ui.accept.isEnabled)
    sheet.accept()
    rows = "members" if key is PageKey.ROSTER else "measures"
    qtbot.waitUntil(lambda: bool(getattr(fresh.session.data, rows)))
    data = fresh.session.data
    assert any("ใหม่หมาด" in unit.name for unit in data.units)
    assert len(data.members if key is PageKey.ROSTER else data.measures) == 1
    fresh.session.undo()
    data = fresh.session.data
    assert not data.members
    assert not data.measures
    assert not any("ใหม่หมาด" in unit.name for unit in data.units)


@pytest.mark.in_turn
def test_rows_without_headings_are_numbered_as_they_were_copied(fresh, qtbot) -> None:
    fresh.go(PageKey.ROSTER)
    empty_of(fresh, PageKey.ROSTER).button.setFocus()
    row = "{}\tนายตัวอย่าง {}\tครู\tโรงเรียนใหม่หมาด\tคณะทำงาน\n"
    QApplication.clipboard().setText(row.format(1, "ดีงาม") + row.format(2, "แจ่มใส"))
    press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    sheet = open_preview(fresh, qtbot)
    qtbot.waitUntil(lambda: sheet.plan is not None, timeout=15_000)
    skipped = [row.origin.row for row in sheet.plan.skipped if row.origin is not None]
    changed = [origin.row for change in sheet.plan.changes for origin in change.origins]
    assert {*skipped, *changed} == {1, 2}


@pytest.mark.in_turn
def test_members_without_headings_and_units_are_pasted_with_their_roles(fresh, qtbot) -> None:
    fresh.go(PageKey.ROSTER)
    empty_of(fresh, PageKey.ROSTER).button.setFocus()
    QApplication.clipboard().setText(
        "1\tนายตัวอย่าง ดีงาม\tหัวหน้าฝ่ายโยธา\tหัวหน้าคณะทำงาน\n"
        "2\tนางตัวอย่าง แจ่มใส\tนิติกร\tคณะทำงานและเลขานุการ\n"
    )
    press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    sheet = open_preview(fresh, qtbot)
    qtbot.waitUntil(sheet.ui.accept.isEnabled, timeout=15_000)
    sheet.accept()
    qtbot.waitUntil(lambda: bool(fresh.session.data.members))
    data = fresh.session.data
    assert [data.person_by_id[member.person_id].full_name for member in data.members] == [
        "นายตัวอย่าง ดีงาม",
        "นางตัวอย่าง แจ่มใส",
    ]
    assert [(member.post, member.role) for member in data.members] == [
        ("หัวหน้าฝ่ายโยธา", "หัวหน้าคณะทำงาน"),
        ("นิติกร", "คณะทำงานและเลขานุการ"),
    ]
    assert not any("คณะทำงาน" in unit.name for unit in data.units)


@pytest.mark.in_turn
def test_a_level_is_planned_before_any_survey_has_a_result(fresh) -> None:
    """As the command line does: the office aims before the year's scores come."""
    session = fresh.session
    evidence.tick(session.workspace, session.year, ["O1.1"], met=True)
    fresh.go(PageKey.SCORES)
    trial = fresh.page(PageKey.SCORES).what_if
    (well,) = [level for level in trial.aims if level.code == "passes_well"]
    trial.fill(well)
    assert trial.trial.tree.level.level == trial.aim == well
    assert trial.trial.scores["EIT"] == 85
    assert [level.name for level in trial.aims] == ["ผ่าน", "ผ่านดี", "ผ่านดีเยี่ยม"]


@pytest.mark.in_turn
def test_the_words_beside_the_button_have_room_in_a_narrow_window(window, tmp_path) -> None:
    path = tmp_path / "เขตใหม่.ita"
    path.write_bytes(begun_workspace(2567))
    window.open_file(path, remember=False)
    window.resize(910, 512)
    for key in (PageKey.ROSTER, PageKey.MEASURES, PageKey.SCORES):
        note = empty_of(window, key)._note
        assert note.isVisible()
        assert len(note.lines()) <= 2, key
