"""One district against all, one item over all, and the years side by side."""

from dataclasses import replace

from PySide6.QtCore import Qt

from ita_desktop.domain.city.districts import City
from ita_desktop.frameworks.resource_files import crosswalk
from ita_desktop.ui.city.window import CityTab
from ita_desktop.ui.table.texts import shown_text
from ita_desktop.ui.table.values import SpreadCell
from tests.ui.support.keyboard import press


def text(table, row, key):
    return shown_text(table.sheet.columns[table.sheet.column_index(key)], row)


def test_a_district_has_its_rank_its_years_and_a_strip_for_each_score(city, made) -> None:
    city.show_district(made.find("บางรัก"))
    view = city.view(CityTab.DISTRICT)
    rank = city._shown.row_of[made.find("บางรัก").key].shown.rank
    assert view.place.text().startswith(f"อันดับ {rank} จาก")
    assert [year in view.through.text() for year in ("2566", "2567", "2568")] == [True] * 3
    rows = view.table.sheet.all_rows()
    codes = [row.id for row in rows]
    assert {"I1", "E1", "O1"} <= set(codes)
    row = rows[codes.index("1")]
    spread = view.table.sheet.columns[view.table.sheet.column_index("spread")].value(row)
    assert isinstance(spread, SpreadCell)
    assert spread.low <= spread.least <= spread.median <= spread.most
    assert spread.own == float(made.find("บางรัก").year(2568).score("1"))


def test_from_a_district_enter_leads_to_the_item_and_back(city, made) -> None:
    city.show_district(made.find("บางรัก"))
    table = city.view(CityTab.DISTRICT).table
    table.setFocus()
    table.go_to("O1", "name")
    press(Qt.Key.Key_Return)
    assert city.tab is CityTab.ITEM
    view = city.view(CityTab.ITEM)
    assert view.which.key == "O1"
    view.table.setFocus()
    row = view.table.sheet.lines[0].row
    view.table.go_to(row.id, "name")
    press(Qt.Key.Key_Return)
    assert city.tab is CityTab.DISTRICT
    assert city.view(CityTab.DISTRICT).district is row.of.district


def test_an_item_says_who_has_100_who_not_and_who_is_late(city) -> None:
    city.show_item("O1")
    view = city.view(CityTab.ITEM)
    rows = view.table.sheet.all_rows()
    assert len(rows) == 47
    full = [row for row in rows if row.of.score == 100]
    assert view.chips["full"].count == len(full)
    view.chips["less"].click()
    shown = [line.row for line in view.table.sheet.lines]
    assert shown
    assert all(row.of.score is not None and row.of.score < 100 for row in shown)
    assert [text(view.table, row, "late") for row in shown] == ["เลยกำหนด"] * len(shown)


def test_the_years_of_all_districts_and_of_one_stand_beside_each_other(city, made) -> None:
    city.show_tab(CityTab.YEARS)
    view = city.view(CityTab.YEARS)
    rows = {row.name: row for row in view.table.sheet.all_rows()}
    district = made.find("บางรัก")
    for year in district.years:
        shown = text(view.table, rows["บางรัก"], str(year.fiscal_year))
        assert shown == f"{year.total:.2f}"
    assert text(view.table, rows["รุ่นก่อน"], "2568") == "–"
    assert rows["ค่ากลางของทุกเขต"].row is None
    view.which.pick(district.key)
    lines = {line.id: line for line in view.table.sheet.all_rows()}
    assert text(view.table, lines["1"], "2568") == f"{district.year(2568).score('1'):.2f}"
    assert text(view.table, lines["ITA"], "2566") == f"{district.year(2566).total:.2f}"


def test_the_filters_keep_the_figures_of_all_districts_in_sight(city) -> None:
    city.show_tab(CityTab.YEARS)
    city.bar.group.choose("north")
    names = [line.row.name for line in city.view(CityTab.YEARS).table.sheet.lines]
    assert names[:2] == ["ค่ากลางของทุกเขต", "ค่าเฉลี่ยของทุกเขต"]
    assert "บางรัก" not in names


def test_a_partly_known_total_has_no_change_over_the_years(city, made) -> None:
    whole = made.find("บางรัก")
    first, *_between, last = whole.years
    partly = replace(whole, years=(first, replace(last, known=last.known / 2)))
    city.show_city(City((partly, made.find("สาทร"))), crosswalk())
    city.show_tab(CityTab.YEARS)
    view = city.view(CityTab.YEARS)
    rows = {row.name: row for row in view.table.sheet.all_rows()}
    assert text(view.table, rows["บางรัก"], str(last.fiscal_year)) == f"{last.total:.2f}"
    assert text(view.table, rows["บางรัก"], "change") == "–"
    assert text(view.table, rows["สาทร"], "change") != "–"
