"""Bangkok's districts are tiles with their values; what is no district of it stands beside them."""

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ita_desktop.documents.reports.city.words import GROUPS
from ita_desktop.domain.city.districts import City
from ita_desktop.domain.district_names import DISTRICTS
from ita_desktop.frameworks.resource_files import crosswalk
from ita_desktop.ui.accessible import parts_of
from ita_desktop.ui.city.map_grid import tile_plan
from ita_desktop.ui.city.window import CityTab
from ita_desktop.ui.theme.tokens import SCALE
from tests.ui.support.keyboard import press
from tests.ui.theme.test_contrast import luminance


def map_of(city):
    city.show_tab(CityTab.MAP)
    return city.view(CityTab.MAP)


def test_every_district_of_bangkok_has_a_place_of_its_own() -> None:
    plan = tile_plan()
    assert set(plan.tiles) == DISTRICTS
    places = {(tile.place.column, tile.place.row) for tile in plan.tiles.values()}
    assert len(places) == len(DISTRICTS)
    assert {tile.place.group for tile in plan.tiles.values()} == set(GROUPS)
    assert max(column for column, _ in places) == plan.columns - 1
    assert max(row for _, row in places) == plan.rows - 1


def test_neighbours_lie_about_where_they_are() -> None:
    at = {name: (tile.place.column, tile.place.row) for name, tile in tile_plan().tiles.items()}
    for west, east in (("หนองแขม", "บางแค"), ("พระนคร", "ราชเทวี"), ("มีนบุรี", "หนองจอก")):
        assert at[west][0] <= at[east][0]
    for north, south in (("ดอนเมือง", "หลักสี่"), ("หลักสี่", "จตุจักร"), ("จอมทอง", "บางขุนเทียน")):
        assert at[north][1] < at[south][1]


def test_the_colours_are_told_apart_by_lightness_and_their_text_is_read() -> None:
    light = [luminance(ground) for ground, _ in SCALE]
    assert all(before - after > 0.04 for before, after in pairwise(light))
    for ground, ink in SCALE:
        dark, bright = sorted((luminance(ground), luminance(ink)))
        assert (bright + 0.05) / (dark + 0.05) >= 7


def test_a_tile_says_its_value_its_level_and_its_rank(city, made) -> None:
    view = map_of(city)
    told = {part.name.partition(":")[0]: part.name for part in parts_of(view.grid)}
    assert len(told) == 50
    row = next(row for row in city._shown.rows if row.name == "บางรัก")
    assert f"{row.year.total:.2f}" in told["บางรัก"]
    assert f"อันดับ {row.shown.rank}" in told["บางรัก"]
    assert "ไม่มีในข้อมูลชุดนี้" in told["หลักสี่"]


def test_offices_without_a_tile_stand_beside_the_map(city) -> None:
    view = map_of(city)
    names = [row.name for row in view.others.sheet.all_rows()]
    assert set(names) == {"ตัวอย่าง", "รุ่นก่อน", "รุ่นใหม่", "เสียหาย"}
    assert view.others.isVisible()


def test_the_arrow_keys_reach_every_tile(city) -> None:
    grid = map_of(city).grid
    grid.setFocus()
    seen, waiting = set(), [grid.current]
    while waiting:
        name = waiting.pop()
        seen.add(name)
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            grid.go_to(name)
            press(key)
            if grid.current not in seen and grid.current not in waiting:
                waiting.append(grid.current)
    assert seen == DISTRICTS


def test_enter_and_a_click_lead_to_the_district_and_an_empty_tile_nowhere(city) -> None:
    view = map_of(city)
    view.grid.setFocus()
    QTest.mouseClick(view.grid, Qt.MouseButton.LeftButton, pos=view.grid.area_of("หลักสี่").center())
    assert city.tab is CityTab.MAP
    view.grid.go_to("บางรัก")
    press(Qt.Key.Key_Return)
    assert city.tab is CityTab.DISTRICT
    assert city.view(CityTab.DISTRICT).district.short_name == "บางรัก"
    city.show_tab(CityTab.MAP)
    QTest.mouseClick(view.grid, Qt.MouseButton.LeftButton, pos=view.grid.area_of("สาทร").center())
    assert city.view(CityTab.DISTRICT).district.short_name == "สาทร"


def test_another_item_colours_the_tiles_by_it(city) -> None:
    view = map_of(city)
    view.by.pick("O1")
    row = next(row for row in city._shown.rows if row.name == "บางรัก")
    score = row.year.score("O1")
    assert view.grid._values["บางรัก"].words == f"{score:.2f}"
    view.by.pick("level")
    assert view.grid._values["บางรัก"].words == row.level
    counts = sum(one.districts for one in view.legend._classes) + view.legend._missing
    assert counts == 47


def test_the_legend_says_that_a_score_may_be_partly_known(city) -> None:
    view = map_of(city)
    partly = [value.words for value in view.grid._values.values() if "ไม่ครบ" in value.description]
    assert partly, "a tile with a figure that is not all of it"
    assert "ไม่มีคะแนนหรือยังไม่ครบ" in view.legend.accessibleName()


def test_what_the_filters_leave_out_is_pale(city) -> None:
    view = map_of(city)
    city.bar.group.choose("north")
    values = view.grid._values
    assert values["บางรัก"].dim
    assert not values["ดอนเมือง"].dim


def test_districts_of_one_file_have_their_own_values(city, made) -> None:
    rows = ("บางรัก", "สาทร", "ดอนเมือง")
    some = [replace(made.find(name), source="สรุป.xlsx") for name in rows]
    city.show_city(City(tuple(some)), crosswalk())
    view = map_of(city)
    for one in some:
        total = one.year(city._shown.year).total
        assert view.grid._values[one.short_name].words == f"{total:.2f}"
    city.show_tab(CityTab.ITEM)
    view = city.view(CityTab.ITEM)
    for one in some:
        view.show_district(one)
        assert view.table.current_row().row.district is one


def test_a_partly_known_total_is_told_and_not_coloured(city, made) -> None:
    whole = made.find("บางรัก")
    years = tuple(replace(year, known=year.known / 2) for year in whole.years)
    city.show_city(City((replace(whole, years=years), made.find("สาทร"))), crosswalk())
    value = map_of(city).grid._values["บางรัก"]
    assert (value.words, value.step) == (f"{whole.year(city._shown.year).total:.2f}", None)
    assert "คะแนนไม่ครบ" in value.description
