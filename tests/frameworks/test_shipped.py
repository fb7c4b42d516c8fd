"""The frameworks that come with the program say what the sources say."""

import json
import re
from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import Framework, NodeKind, Rule, Scale
from ita_desktop.domain.scores.scoring import score_tree
from ita_desktop.frameworks import available, describe, level_sets, load, validate_file
from ita_desktop.frameworks.framework_file import read_info
from ita_desktop.paths import resource
from tests.support.places import FIXTURES

D = Decimal
YEARS = (2564, 2565, 2566, 2567, 2568)
WITH_CHECKLISTS = (2566, 2567, 2568)


def printed_results(year: int) -> Any:
    """What one district's printed result of the Buddhist fiscal ``year`` says."""
    path = FIXTURES / f"results_{year}.json"
    return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


RESULTS = printed_results(2567)


def per_indicator(framework: Framework) -> dict[str, int]:
    return dict(Counter(item.indicator for item in framework.items))


def test_the_list_names_each_framework_with_its_years() -> None:
    found = {info.code: info for info in available()}

    assert {code: info.fiscal_years for code, info in found.items()} == {
        "2564": (2564, 2565),
        "2566": (2566,),
        "2567": (2567, 2568),
    }
    assert found["2567"].title.endswith("ปีงบประมาณ พ.ศ. 2567-2568")


def test_the_list_is_read_from_files_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = available()
    monkeypatch.setattr("ita_desktop.frameworks.framework_file.read_info", None)
    assert available() == first


@pytest.mark.parametrize("name", ["2564.yaml", "2566.yaml", "2567.yaml", "levels.yaml"])
def test_every_shipped_file_is_valid(name: str) -> None:
    assert validate_file(resource("frameworks", name)) == []


def test_2567_has_12_6_and_22_items_in_printed_parts() -> None:
    assert per_indicator(load(2567)) == {
        "1": 3, "2": 3, "3": 3, "4": 1, "5": 2, "6": 3, "7": 1, "8": 2,
        "9.1": 4, "9.2": 8, "9.3": 3, "9.4": 1, "9.5": 1, "10.1": 4, "10.2": 1,
    }  # fmt: skip


def test_2566_has_25_15_and_30_items_in_printed_parts() -> None:
    assert per_indicator(load(2566)) == {
        "1": 7, "2": 4, "3": 6, "4": 3, "5": 5, "6": 6, "7": 4, "8": 5,
        "9.1": 7, "9.2": 1, "9.3": 12, "9.4": 1, "9.5": 1, "10.1": 7, "10.2": 1,
    }  # fmt: skip


def test_2564_has_30_15_and_43_items_in_their_parts() -> None:
    assert per_indicator(load(2564)) == {
        "1": 6, "2": 6, "3": 6, "4": 6, "5": 6, "6": 5, "7": 5, "8": 5,
        "9.1": 9, "9.2": 8, "9.3": 7, "9.4": 4, "9.5": 5, "10.1": 8, "10.2": 2,
    }  # fmt: skip


@pytest.mark.parametrize("year", YEARS)
def test_instruments_weigh_30_30_and_40(year: int) -> None:
    weights = {instrument.code: instrument.weight for instrument in load(year).instruments}

    assert weights == {"IIT": D(30), "EIT": D(30), "OIT": D(40)}


def test_disclosure_is_weighed_in_2567_and_a_mean_of_items_in_2566_until_weights_are_known() -> (
    None
):
    points = {
        indicator.code: indicator.weight for indicator in load(2567).indicators if indicator.parent
    }
    rules = {
        year: {place.code: place.rule for place in load(year).outline} for year in (2566, 2567)
    }

    assert list(points.values()) == [D(8), D(12), D(6), D(2), D(2), D(8), D(2)]
    assert {rules[2567][code] for code in ("OIT", "9", "10")} == {Rule.WEIGHTED}
    assert {rules[2566][code] for code in ("OIT", "9", "10")} == {Rule.MEAN_OF_ITEMS}
    assert {indicator.weight for indicator in load(2566).indicators} == {None}


@pytest.mark.parametrize("year", YEARS)
def test_every_disclosure_item_has_an_owner_and_a_source_and_since_2566_a_checklist(
    year: int,
) -> None:
    framework = load(year)

    for item in framework.items_of("OIT"):
        assert item.scale is Scale.DISCLOSURE
        assert item.responsible, item.code
        assert item.source, item.code
        assert bool(item.requirements) is bool(item.requirements_basis), item.code
        assert bool(item.requirements) is (year in WITH_CHECKLISTS), item.code


def test_the_2566_checklist_keeps_formats_periods_and_dates() -> None:
    items = load(2566).item_by_code

    assert [point.code for point in items["O5"].requirements][-1] == "O5.7"
    assert items["O5"].formats is not None
    assert items["O5"].formats.pdf
    assert items["O5"].formats.machine_readable == ("excel", "word")
    assert items["O5"].formats.layout == "table"
    assert items["O12"].period is not None
    assert items["O12"].period.every_month
    assert (items["O12"].period.start, items["O12"].period.end) == ("2022-10", "2023-03")
    assert items["O1"].as_of == date(2022, 12, 31)
    assert items["O23"].formats is not None
    assert items["O23"].formats.languages == ("th", "en")
    assert items["O1"].requirements[0].part == "โครงสร้าง อัตรากำลัง"


def test_hints_and_conditional_points_do_not_bar_an_item_from_being_complete() -> None:
    optional = {
        point.code for item in load(2566).items for point in item.requirements if point.optional
    }

    assert {"O1.10", "O8.5", "O16.9", "O22.4"} <= optional
    assert "O1.1" not in optional


def test_unknown_questions_of_2566_are_items_without_wording() -> None:
    item = load(2566).item_by_code["I25"]

    assert item.title == ""
    assert item.scale is Scale.UNKNOWN
    assert item.reversed is None


def test_texts_periods_and_titles_follow_the_year_that_the_framework_is_used_in() -> None:
    first, second = load(2567), load(2568)

    def point(framework: Framework, code: str) -> str:
        item = framework.item_by_code[code.partition(".")[0]]
        return next(
            requirement.text for requirement in item.requirements if requirement.code == code
        )

    assert first.title.endswith("2567")
    assert second.title.endswith("2568")
    assert "ปีงบประมาณ พ.ศ. 2567" in point(first, "O9.1")
    assert "ปีงบประมาณ พ.ศ. 2568" in point(second, "O9.1")
    assert "ITA 2566" in point(first, "O22.3")
    assert "ITA 2567" in point(second, "O22.3")
    period = second.item_by_code["O9"].period
    assert period is not None
    assert (period.label, period.start, period.end) == (
        "ปีงบประมาณ พ.ศ. 2568",
        "2024-10",
        "2025-09",
    )
    assert first.code == second.code == "2567"


def test_a_later_year_can_use_an_older_framework_with_its_own_dates() -> None:
    framework = load(2568, used_in=2570)

    assert framework.title.endswith("2570")
    assert framework.calendar[0].in_year(2570) == date(2026, 10, 1)


@pytest.mark.parametrize("year", YEARS)
def test_no_field_is_left_unfilled_and_no_other_year_slips_in(year: int) -> None:
    whole = json.dumps(describe(load(year)), ensure_ascii=False)

    assert not re.search(r"\{(year|previous_year)\}", whole)
    labels = [item.period.label for item in load(year).items if item.period]
    assert all(str(year) in label for label in labels if "พ.ศ." in label)


def test_reversed_and_binary_items_of_2567_are_those_of_the_reports() -> None:
    items = load(2567).items

    assert [item.code for item in items if item.reversed] == ["I5", "I7", "I8", "I9", "I10"]
    assert [item.code for item in items if item.scale is Scale.BINARY] == ["I3", "I6", "E3"]
    assert len(load(2567).item_by_code["E3"].variants) == 6


def test_the_staff_answered_30_items_of_2564_on_four_levels_or_two_some_in_parts() -> None:
    items = {int(item.code[1:]): item for item in load(2564).items_of("IIT")}
    assert {number for number, item in items.items() if item.scale is Scale.BINARY} == {4, 5, 6, 26}
    assert {number: item.parts for number, item in items.items() if item.parts > 1} == {
        1: 2, 3: 3, 4: 3, 5: 3, 6: 3, 8: 2, 11: 2, 12: 3, 18: 3, 26: 2, 28: 3, 30: 4,
    }  # fmt: skip
    best = {
        (number, question.partition(".")[2]): max(points, key=lambda option: points[option])
        for number, item in items.items()
        for question in item.questions
        if (points := item.points_of(question))
    }
    low_is_good = {number for number, part in best if best[number, part] == 1}
    assert low_is_good == {9, 10, 11, 16, 17, 18, 19, 22, 26}
    assert (best[11, "1"], best[11, "2"], best[4, "1"], best[26, "2"]) == (4, 1, 2, 1)
    assert {item.options_basis for item in items.values()} == {"assumed"}
    assert [*items[2].points_of("I2").values()] == [0, 33, 67, 100]


def test_the_option_points_turn_printed_answer_counts_into_printed_scores() -> None:
    items = load(2567).item_by_code

    for row in RESULTS["items"]:
        if row["instrument"] != "IIT":
            continue
        points = {option.number: option.points for option in items[row["code"]].options}
        counts = {one["option"]: one["count"] for one in row["distribution"]}
        mean = sum(points[n] * count for n, count in counts.items()) / sum(counts.values())
        assert mean.quantize(D("0.01"), ROUND_HALF_UP) == row["score"], row["code"]


def test_the_shipped_2567_framework_computes_the_printed_result() -> None:
    items = {row["code"]: D(row["score"]) for row in RESULTS["items"]}

    tree = score_tree(load(2567), items, {})

    printed = {row["code"]: D(row["score"]) for row in RESULTS["indicators"]}
    assert {code: tree.nodes[code].value for code in printed} == printed
    assert tree.total.value == D("97.38")
    assert tree.level.level is not None
    assert tree.level.level.name == "ผ่านดี"


def test_2564_computes_the_printed_indicators_that_follow_from_their_items() -> None:
    """Of the others the report itself prints two values (I7, I18) or one that does not follow."""
    results = printed_results(2564)
    items = {row["code"]: D(row["score"]) for row in results["items"] if row["score"] is not None}
    twice = {
        row["code"]: D(row["score_in_analysis"])
        for row in results["items"]
        if row["code"] in {"I7", "I18"}
    }

    tree = score_tree(load(2564), items | twice, {})

    printed = {row["code"]: row["score"] for row in results["indicators"]}
    for code in ("1", "3", "6", "8"):
        assert tree.nodes[code].value == printed[code], code
    assert tree.nodes["2"].value == D("77.41")
    assert (tree.nodes["9"].value, tree.nodes["10"].value) == (D("87.88"), D("40.00"))
    assert tree.nodes["OIT"].value == D("63.94")
    assert tree.level.level is not None
    assert (tree.total.value, tree.level.level.code) == (D("72.42"), "C")


@pytest.mark.parametrize("year", YEARS)
def test_the_usual_dates_lie_in_the_fiscal_year_in_order(year: int) -> None:
    framework = load(year)
    days = [calendar_default.in_year(year) for calendar_default in framework.calendar]

    assert days == sorted(days)
    assert days[0] == date(year - 544, 10, 1)
    assert days[-1] == date(year - 543, 9, 30)
    by_code = {
        calendar_default.code: calendar_default.in_year(year)
        for calendar_default in framework.calendar
    }
    assert by_code["order_signed"] == date(year - 544, 11, 1)
    assert by_code["first_meeting"] == date(year - 544, 11, 8)
    assert by_code["data_as_of"] == date(year - 544, 12, 31)
    assert by_code["half_year_end"] == date(year - 543, 3, 31)


def test_both_level_sets_are_there_and_2566_says_that_its_set_is_disputed() -> None:
    assert [set_.code for set_ in level_sets()] == ["letters", "names"]
    assert (load(2566).levels.code, load(2566).levels.status) == ("letters", "disputed")
    assert load(2566).levels.note
    assert load(2568).levels.code == "names"


def test_a_year_without_a_framework_is_refused_with_the_years_there_are() -> None:
    with pytest.raises(InputError) as refused:
        load(2560)

    assert "2560" in refused.value.sentence()
    assert "2564, 2565, 2566, 2567, 2568" in refused.value.sentence()


@pytest.mark.parametrize("year", YEARS)
def test_a_description_is_plain_data_with_everything_in_it(year: int) -> None:
    described = json.loads(json.dumps(describe(load(year)), ensure_ascii=False))

    assert [one["weight"] for one in described["instruments"]] == ["30", "30", "40"]
    assert len(described["items"]) == len(load(year).items)
    assert described["levels"]["levels"][0]["total_min"] == "95"
    assert described["calendar"][0]["code"] == "fiscal_year_start"


def test_the_head_of_a_file_is_read_without_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "2567.yaml"
    whole = resource("frameworks", "2567.yaml").read_text(encoding="utf-8")
    path.write_text(whole + "\nitems: [", encoding="utf-8")
    assert read_info(path).fiscal_years == (2567, 2568)
    assert validate_file(path)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("EIT", NodeKind.INSTRUMENT),
        ("9", NodeKind.INDICATOR),
        ("9.1", NodeKind.SUB_INDICATOR),
        ("1", NodeKind.INDICATOR),
        ("O1", NodeKind.ITEM),
    ],
)
def test_a_place_of_the_outline_is_what_the_framework_calls_it(code: str, kind: NodeKind) -> None:
    assert [place.kind for place in load(2567).outline if place.code == code] == [kind]
