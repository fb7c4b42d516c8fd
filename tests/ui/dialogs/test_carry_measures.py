"""Measures and findings of another year are chosen from before they are carried."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.services import measures
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.measures import add as add_measures
from ita_desktop.services.places import PageKey
from ita_desktop.services.years import carrying_entries, years
from ita_desktop.ui.dialogs.replacing import CarrySheet, ReplacementSheet, open_carrying
from ita_desktop.ui.table.grid import Act, CellChange, Edit


def opened(window, qtbot, framework_year: int = 2568) -> CarrySheet:
    """The sheet over a new year 2569 by the framework of a year, with 2568 to carry from."""
    session = window.session
    years.add_year(session.workspace, 2569, framework_year=framework_year)
    session.choose_year(2569)
    sheet = open_carrying(session, 2568, window, lambda: window)
    qtbot.addWidget(sheet)
    return sheet


def tick(sheet: CarrySheet, rows, *, on: bool) -> None:
    changes = tuple(CellChange(row, "tick", on) for row in rows)
    sheet.table.on_edit(Edit(Act.TOGGLE, changes))


def said(sheet: CarrySheet, row_id: str) -> str:
    """What the row says of what would be different."""
    return next(str(row.cells["สิ่งที่ต่างไป"]) for row in sheet._rows if row.id == row_id)


def item_measure(data, code: str) -> str:
    return next(
        measure.id
        for measure in data.measures
        if code in {i.item_code for i in data.items_of_measure(measure.id)}
    )


@pytest.mark.in_turn
def test_all_measures_and_no_findings_are_ticked_and_enter_carries_them(window, qtbot) -> None:
    before = window.session.workspace.year(2568)
    sheet = opened(window, qtbot)
    assert (len(sheet.measures), len(sheet.findings)) == (len(before.measures), 0)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    data = window.session.workspace.year(2569)
    assert [measure.method for measure in data.measures] == [
        measure.method for measure in before.measures
    ]
    assert data.findings == ()


@pytest.mark.in_turn
def test_years_in_carried_texts_are_offered_to_be_moved_on_one_by_one(window, qtbot) -> None:
    session = window.session
    before = session.workspace.year(2568)
    first, second = before.measures[:2]
    law = "ตามระเบียบสมมุติ พ.ศ. 2568"
    edits = [
        CellEdit(first.id, "method", f"อบรมปี 2568 ภายในเดือนมกราคม 2568 {law}"),
        CellEdit(second.id, "method", "ทำแผน พ.ศ. ๒๕๖๘"),
    ]
    measures.edit(session.workspace, 2568, edits)
    sheet = opened(window, qtbot)
    tick(sheet, [one.id for one in before.measures[2:]], on=False)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    (offered,) = [one for one in window.findChildren(ReplacementSheet) if one.isVisible()]
    shown = {row.cells["ข้อความ"].new: row.ticked for row in offered.rows}
    assert ["ระเบียบสมมุติ พ.ศ. 2569" in text for text, on in shown.items() if not on] == [True]
    assert offered.accept_button.text() == "แทนที่ 3 แห่ง"
    qtbot.mouseClick(offered.accept_button, Qt.MouseButton.LeftButton)
    methods = [one.method for one in session.workspace.year(2569).measures]
    assert methods == [f"อบรมปี 2569 ภายในเดือนมกราคม 2569 {law}", "ทำแผน พ.ศ. ๒๕๖๙"]
    session.undo()
    assert session.workspace.year(2569).measures[1].method == "ทำแผน พ.ศ. ๒๕๖๘"
    assert session.workspace.year(2568).measures[1].method == "ทำแผน พ.ศ. ๒๕๖๘"


@pytest.mark.in_turn
def test_only_what_is_ticked_is_carried_in_one_step(window, qtbot) -> None:
    before = window.session.workspace.year(2568)
    sheet = opened(window, qtbot)
    wanted = item_measure(before, "I1")
    finding = before.findings_of_measure(wanted)[0]
    tick(sheet, [measure.id for measure in before.measures if measure.id != wanted], on=False)
    tick(sheet, [finding.id], on=True)
    sheet.accept_button.click()
    data = window.session.workspace.year(2569)
    assert [measure.method for measure in data.measures] == [before.measure_by_id[wanted].method]
    assert [finding.issue for finding in data.findings_of_measure(data.measures[0].id)] == [
        finding.issue
    ]
    window.session.undo()
    data = window.session.workspace.year(2569)
    assert (data.measures, data.findings) == ((), ())


@pytest.mark.in_turn
def test_what_another_framework_lacks_or_has_elsewhere_is_said_in_the_row(window, qtbot) -> None:
    before = window.session.workspace.year(2568)
    sheet = opened(window, qtbot, 2566)
    ways = carrying_entries.ways_of_measures(window.session.data, before)
    lost = [way for way in ways.values() if way.lost and way.possible]
    moved = [
        (way, link)
        for way in ways.values()
        for link in way.changed
        if way.possible and link.goes_on and link.old != link.new
    ]
    assert lost
    assert moved
    for way in lost:
        assert f"ปี 2569 ไม่มีข้อ {', '.join(way.lost)}" in said(sheet, way.id)
    for way, link in moved:
        assert f"ข้อ {link.old} เป็น {link.new}" in said(sheet, way.id)


@pytest.mark.in_turn
def test_what_the_year_has_already_is_not_ticked_again(window, qtbot) -> None:
    session = window.session
    before = session.workspace.year(2568)
    years.add_year(session.workspace, 2569, framework_year=2568)
    there = item_measure(before, "I1")
    carrying_entries.carry(session.workspace, 2569, 2568, measures=[there])
    session.choose_year(2569)
    sheet = open_carrying(session, 2568, window, lambda: window)
    qtbot.addWidget(sheet)
    assert sheet.measures == {measure.id for measure in before.measures} - {there}
    assert said(sheet, there) == "ปี 2569 มีรายการนี้แล้ว"


@pytest.mark.in_turn
@pytest.mark.parametrize("ticked", [0, 1])
def test_nothing_ticked_cannot_be_carried(window, qtbot, ticked: int) -> None:
    before = window.session.workspace.year(2568)
    sheet = opened(window, qtbot)
    tick(sheet, [measure.id for measure in before.measures[ticked:]], on=False)
    assert sheet.accept_button.isEnabled() == bool(ticked)


@pytest.mark.in_turn
def test_the_empty_page_of_a_year_with_another_framework_shows_what_would_get_lost(
    window, qtbot
) -> None:
    session = window.session
    years.add_year(session.workspace, 2569, framework_year=2566)
    session.choose_year(2569)
    window.go(PageKey.MEASURES)
    page = window.page(PageKey.MEASURES)
    qtbot.mouseClick(page.measures.empty.state.button, Qt.MouseButton.LeftButton)
    (sheet,) = [one for one in window.findChildren(CarrySheet) if one.isVisible()]
    assert sheet.measures
    sheet.reject()
    assert not session.data.measures


@pytest.mark.in_turn
def test_what_last_year_has_is_carried_from_the_pages_menu(window, qtbot) -> None:
    session = window.session
    years.add_year(session.workspace, 2569, framework_year=2567)
    add_measures(session.workspace, 2569, [{"items": ("I1",), "method": "ของปีนี้เอง"}])
    session.choose_year(2569)
    window.go(PageKey.MEASURES)
    page = window.page(PageKey.MEASURES)
    qtbot.mouseClick(page.more_button, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    (entry,) = [action for action in menu.actions() if action.text() == "ยกมาจากปีก่อน…"]
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())
    (sheet,) = [one for one in window.findChildren(CarrySheet) if one.isVisible()]
    carried = len(sheet.measures)
    qtbot.mouseClick(sheet.accept_button, Qt.MouseButton.LeftButton)
    assert len(session.data.measures) == carried + 1
