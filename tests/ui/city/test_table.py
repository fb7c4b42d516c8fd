"""The table of a year is sorted, filtered and copied, and hides no file that cannot be read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ita_desktop.ui.city.window import CityTab
from ita_desktop.ui.table.texts import shown_text
from ita_desktop.ui.theme.lines import metrics
from ita_desktop.ui.theme.tokens import Space, Text
from tests.ui.support.keyboard import focused, press, type_text


def table_of(city):
    return city.view(CityTab.TABLE).table


def cell(city, name, key):
    sheet = table_of(city).sheet
    row = next(row for row in sheet.all_rows() if row.name == name)
    return shown_text(sheet.columns[sheet.column_index(key)], row)


def names(city):
    return [line.row.name for line in table_of(city).sheet.lines]


def test_the_highest_total_is_first_and_what_has_no_rank_is_last(city, made) -> None:
    rows = [line.row for line in table_of(city).sheet.lines]
    ranks = [row.shown.rank for row in rows if row.shown.rank is not None]
    assert ranks == sorted(ranks)
    assert ranks[0] == 1
    assert len(rows) == len(made.districts)
    assert [row.name for row in rows[-2:]] == ["รุ่นใหม่", "เสียหาย"]
    assert all(row.shown.rank is None for row in rows[len(ranks) :])


def test_a_file_that_cannot_be_read_says_why_and_what_to_do(city) -> None:
    note = cell(city, "เสียหาย", "note")
    assert "แฟ้มเสียหาย อ่านไม่ได้" in note
    assert "ขอแฟ้มใหม่จากเขต" in note


@pytest.mark.parametrize("size", [(1093, 614), (1280, 720), (1366, 768)])
def test_no_name_of_a_district_is_broken(city, qtbot, size) -> None:
    city.resize(*size)
    table = table_of(city)
    at = table.sheet.column_index("name")
    longest = metrics(Text.BODY).horizontalAdvance("ป้อมปราบศัตรูพ่าย")
    qtbot.waitUntil(lambda: table.columnWidth(at) >= longest + 2 * Space.CELL)


def test_a_missing_score_is_a_dash_and_never_zero(city) -> None:
    for name in ("เสียหาย", "รุ่นก่อน"):
        figures = [cell(city, name, key) for key in ("rank", "total", "IIT", "OIT", "change")]
        assert figures == ["–"] * len(figures), name


def test_letters_typed_into_the_filter_leave_the_districts_with_them(city, qtbot) -> None:
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert focused() is city.bar.text
    type_text("บางก")
    qtbot.waitUntil(lambda: len(names(city)) == 3)
    assert set(names(city)) == {"บางกอกน้อย", "บางกอกใหญ่", "บางกะปิ"}
    assert city.bar.counted.text() == "3 จาก 50 เขต"


def test_level_group_and_problem_narrow_together(city) -> None:
    city.bar.group.choose("north")
    assert set(names(city)) < {
        "จตุจักร", "บางซื่อ", "ลาดพร้าว", "หลักสี่", "ดอนเมือง", "สายไหม", "บางเขน",
    }  # fmt: skip
    city.bar.level.choose("ผ่านดีเยี่ยม")
    found = [line.row for line in table_of(city).sheet.lines]
    assert found
    assert all(row.level == "ผ่านดีเยี่ยม" for row in found)
    city.bar.trouble.choose("unreadable")
    assert not names(city)
    city.bar.lift()
    assert len(names(city)) == 50


def test_only_the_files_that_cannot_be_read(city) -> None:
    city.bar.trouble.choose("unreadable")
    assert names(city) == ["รุ่นใหม่", "เสียหาย"]


def test_a_click_on_a_heading_sorts_and_a_block_is_copied_as_text(city) -> None:
    table = table_of(city)
    table.sheet.sort_by("name")
    assert names(city)[0] == "คลองเตย"
    table.setFocus()
    table.go_to(table.sheet.lines[0].id, "rank")
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text().splitlines()[-1].split("\t")
    assert copied[1] == "คลองเตย"
    assert copied[2] == cell(city, "คลองเตย", "total")


def test_enter_and_a_double_click_lead_to_the_district(city) -> None:
    table = table_of(city)
    table.setFocus()
    first, second = (line.row for line in table.sheet.lines[:2])
    table.go_to(first.id, "name")
    press(Qt.Key.Key_Return)
    assert city.tab is CityTab.DISTRICT
    assert city.view(CityTab.DISTRICT).district is first.district
    city.show_tab(CityTab.TABLE)
    place = table.visualRect(table.model().index(1, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert city.tab is CityTab.DISTRICT
    assert city.view(CityTab.DISTRICT).district is second.district


def test_another_year_shows_its_own_scores(city, made) -> None:
    before = cell(city, "บางรัก", "total")
    city.bar.year.choose("2567")
    district = made.find("บางรัก")
    assert cell(city, "บางรัก", "total") == f"{district.year(2567).total:.2f}" != before
    city.show_year(2566)
    assert cell(city, "รุ่นก่อน", "total") != "–"


def test_the_table_is_only_read(city) -> None:
    table = table_of(city)
    table.setFocus()
    table.go_to(table.sheet.lines[0].id, "total")
    before = cell(city, names(city)[0], "total")
    type_text("5")
    press(Qt.Key.Key_Delete)
    assert cell(city, names(city)[0], "total") == before
    assert focused() is table
