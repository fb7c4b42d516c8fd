"""The library of measures: found by item, gain, district and text, and taken over."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ita_desktop.domain.city.districts import City, DistrictMeasure
from ita_desktop.frameworks.resource_files import crosswalk
from ita_desktop.services.workspaces import create
from ita_desktop.ui.city.window import CityTab, take_measures
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.texts import shown_text
from ita_desktop.ui.widgets.status import MessageKind
from tests.ui.support.keyboard import type_text


def with_measures(city: City) -> City:
    """The city, each year of a district with measures for its first items."""
    texts = ("1. ทำ**แผนผัง**ขั้นตอน", "จัดทำคู่มือ", "ติดประกาศหน้าสำนักงาน")

    def year(one, at):
        items = one.outline.items[:3]
        done = tuple(
            DistrictMeasure((item.code,), f"{texts[n % 3]} {at} {n // 3}", ("ฝ่ายปกครอง",))
            for n, item in enumerate(items)
        )
        return replace(one, done=done)

    return City(
        tuple(
            replace(one, years=tuple(year(each_year, at) for each_year in one.years))
            for at, one in enumerate(city.districts)
        )
    )


@pytest.fixture
def view(city, made, qtbot):
    city.show_city(with_measures(made), crosswalk())
    city.show_tab(CityTab.LIBRARY)
    found = city.view(CityTab.LIBRARY)
    qtbot.waitUntil(lambda: bool(found.table.sheet.all_rows()))
    return found


def rows(view):
    return [line.of for line in view.table.sheet.all_rows()]


def test_the_greatest_gain_is_first_and_is_said_to_go_with_the_measure(view) -> None:
    found = rows(view)
    changes = [row.change for row in found if row.change is not None]
    assert changes == sorted(changes, reverse=True)
    assert changes[0] > 0
    sheet = view.table.sheet
    said = shown_text(sheet.columns[sheet.column_index("went")], sheet.all_rows()[0])
    assert said.startswith("ไปพร้อมกับคะแนนที่เพิ่มขึ้น")
    assert "ไม่ได้บอกว่ามาตรการทำให้คะแนนเปลี่ยน" in view.caution.text()


@pytest.mark.in_turn
def test_it_is_narrowed_by_item_district_gain_and_typed_text(view, qtbot) -> None:
    everything = len(rows(view))
    view.district.pick(rows(view)[0].district.key)
    district = rows(view)[0].district
    assert {row.district.name for row in rows(view)} == {district.name}
    view.district.pick("-")
    view.which.pick("I1")
    assert 0 < len(rows(view)) < everything
    view.which.pick("-")
    view.gain.choose("5")
    assert all(row.change is not None and row.change >= 5 for row in rows(view))
    view.gain.choose("")
    view.text.setFocus()
    type_text("คู่มือ")
    qtbot.waitUntil(lambda: all("คู่มือ" in row.measure.method for row in rows(view)))
    assert rows(view)
    type_text("ไม่มีคำนี้")
    qtbot.waitUntil(lambda: not rows(view))
    assert view.summary.text().startswith("ไม่มีมาตรการ")
    assert not view.take.isEnabled()


def test_a_measure_is_taken_into_the_open_year_and_undone(
    view, city, qtbot, settings, tmp_path
) -> None:
    first = view.table.sheet.all_rows()[0]
    view.table.go_to(first.id, "method")
    with qtbot.waitSignal(city.measures_requested) as asked:
        QTest.mouseClick(view.take, Qt.MouseButton.LeftButton)
    chosen, walk = asked.args
    assert [row.measure for row in chosen] == [first.of.measure]
    kind, words = take_measures(None, chosen, walk)
    assert (kind, "เปิดแฟ้ม" in words) == (MessageKind.WARNING, True)
    workspace = create(tmp_path / "งาน.ita", "สำนักงานเขตตัวอย่าง", 2568)
    session = Session(workspace, settings, city)
    try:
        kind, words = take_measures(session, chosen, walk)
        assert (kind, "1 มาตรการ" in words) == (MessageKind.GOOD, True)
        (measure,) = workspace.year(2568).measures
        assert measure.source.startswith(first.of.district.name)
        kind, _words = take_measures(session, chosen, walk)
        assert kind is MessageKind.WARNING
        session.undo()
        assert workspace.year(2568).measures == ()
    finally:
        session.close()


@pytest.mark.parametrize(("tab", "key"), [(CityTab.LIBRARY, "year"), (CityTab.TABLE, "level")])
def test_a_year_and_a_level_stay_in_one_line_on_a_small_screen(city, view, tab, key) -> None:
    city.resize(1093, 614)
    city.show_tab(tab)
    QTest.qWait(1)
    header = city.view(tab).table.header
    (span,) = (span for span in header.spans() if span.column.key == key)
    assert span.width >= span.column.width
