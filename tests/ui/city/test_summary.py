"""All districts in figures above the table, by group, and who handed in what."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from statistics import mean, median

from PySide6.QtCore import Qt

from ita_desktop.documents.reports.city.words import group_of
from ita_desktop.domain.city.districts import Blocked, City
from ita_desktop.domain.district_names import DISTRICTS
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.scoring import round_score
from ita_desktop.frameworks.resource_files import crosswalk
from ita_desktop.ui.city.window import CityTab
from ita_desktop.ui.table.texts import shown_text
from tests.ui.support.keyboard import press


def whole(made, year=2568):
    return [
        found
        for one in made.readable
        if (found := one.year(year)) is not None and found.is_complete
    ]


def cells(table, key):
    column = table.sheet.columns[table.sheet.column_index(key)]
    return {line.row.name: shown_text(column, line.row) for line in table.sheet.lines}


def test_mean_median_levels_and_moves_stand_above_the_table(city, made) -> None:
    strip = city.view(CityTab.TABLE).summary
    totals = [year.total for year in whole(made)]
    assert f"เฉลี่ย {round_score(mean(totals))} มัธยฐาน {round_score(median(totals))}" in (
        strip.spread.text()
    )
    levels = Counter(year.level for one in made.readable if (year := one.year(2568)))
    assert all(f"{level} {count} เขต" in strip.levels.text() for level, count in levels.items())
    changes = [
        one.year(2568).total - one.year(2567).total
        for one in made.readable
        if all((year := one.year(number)) and year.is_complete for number in (2567, 2568))
    ]
    up, down = sum(one > 0 for one in changes), sum(one < 0 for one in changes)
    assert f"คะแนนรวมเทียบปี 2567: ขึ้น {up} ลง {down}" in strip.moves.text()


def test_the_target_is_85_and_another_one_is_chosen_and_kept(city, made) -> None:
    strip = city.view(CityTab.TABLE).summary

    def said(target):
        reached = sum(year.total >= target for year in whole(made))
        return f"เป้าหมาย {target}: ถึง {reached} เขต ยังไม่ถึง {len(whole(made)) - reached} เขต"

    assert said(85) in strip.spread.text()
    city.bar.target.choose("95")
    assert said(95) in strip.spread.text()
    assert said(95) in strip.scale.accessibleName()
    city.show_year(2567)
    city.show_city(made, crosswalk())
    city.show_year(2568)
    assert said(95) in strip.spread.text()
    city.bar.target.choose("")
    assert said(85) in strip.spread.text()


def test_groups_of_districts_add_up_to_all(city, made) -> None:
    city.show_tab(CityTab.GROUPS)
    table = city.view(CityTab.GROUPS).table
    for key in ("districts", "reached", "below", "up", "down", "level ผ่านดี"):
        shown = {name: int(text) for name, text in cells(table, key).items()}
        assert shown.pop("ทุกเขต") == sum(shown.values()), key
    north = [year.total for one in made.readable if group_of(one.short_name) == "north"
             if (year := one.year(2568)) and year.is_complete]  # fmt: skip
    assert cells(table, "mean")["กรุงเทพเหนือ"] == f"{round_score(mean(north))}"


def test_nobody_rose_or_fell_only_where_there_is_a_year_before(city) -> None:
    city.show_year(2566)
    city.show_tab(CityTab.GROUPS)
    table = city.view(CityTab.GROUPS).table
    assert {*cells(table, "up").values(), *cells(table, "down").values()} == {"–"}


def test_a_group_leads_to_its_districts(city) -> None:
    city.show_tab(CityTab.GROUPS)
    table = city.view(CityTab.GROUPS).table
    table.go_to("north")
    press(Qt.Key.Key_Return)
    assert city.tab is CityTab.TABLE
    names = {line.row.name for line in city.view(CityTab.TABLE).table.sheet.lines}
    assert names == {name for name in names if group_of(name) == "north"} != set()


def test_who_has_handed_in_nothing_is_in_the_list(city, made) -> None:
    city.show_tab(CityTab.HANDED_IN)
    table = city.view(CityTab.HANDED_IN).table
    kinds = cells(table, "kind")
    read = {one.short_name for one in made.readable if one.year(2568) is not None}
    assert {name for name, kind in kinds.items() if kind == "ยังไม่ส่ง"} == (
        DISTRICTS | {"รุ่นก่อน"}
    ) - read
    assert cells(table, "measures")["บางรัก"] == "6"


def test_what_two_sources_say_otherwise_is_named(city, made) -> None:
    one = made.find("บางรัก")
    year = one.year(2568)
    place = year.outline.place["O1"]
    values = list(year.values)
    values[place] = (values[place] or 0) - 7 if values[place] else 93
    other = replace(year, values=tuple(values), place="รวม.xlsx")
    districts = [replace(some, also=(other,)) if some is one else some for some in made.districts]
    city.show_city(City(tuple(districts)), crosswalk())
    city.show_tab(CityTab.HANDED_IN)
    sheet = city.view(CityTab.HANDED_IN).table.sheet
    (line,) = (line.row for line in sheet.lines if line.row.source and not line.row.source.counts)
    column = sheet.columns[sheet.column_index("differs")]
    expected = "O1" if year.whole("O1") is not None else ""
    assert shown_text(column, line).startswith(expected)


def test_at_1900_each_district_is_one_line(city, made, qtbot) -> None:
    one = made.find("บางรัก")
    codes = (TOTAL, "IIT", "EIT", "OIT")
    lacks = tuple(Blocked(code, Decimal(95), Decimal("81.72")) for code in codes)
    years = tuple(replace(year, blocked_by=lacks) for year in one.years)
    districts = [replace(some, years=years) if some is one else some for some in made.districts]
    city.show_city(City(tuple(districts)), crosswalk())
    city.resize(1900, 1000)
    table = city.view(CityTab.TABLE).table
    qtbot.waitUntil(lambda: table.viewport().width() > 1800)
    heights = {table.rowHeight(at) for at in range(len(table.sheet.lines))}
    assert len(heights) == 1
    assert cells(table, "blocks")["บางรัก"].count("13.28") == 4
