"""Answers of surveys: what is missing, what cannot be, and how sure a score is."""

from datetime import date
from decimal import Decimal

import pytest

from ita_desktop.domain.records import FiscalYear, Organisation, Unit, UnitKind
from ita_desktop.domain.scores.results import (
    Answer,
    SurveyCount,
    SurveyGroup,
    SurveyLink,
    SurveyRule,
)
from ita_desktop.domain.surveys import (
    curve,
    find_groups,
    group_states,
    margin,
    name_of_group,
    nearest_border,
    requirements,
    sample,
    spread_of,
)
from ita_desktop.domain.text import number_in
from ita_desktop.domain.year import YearData
from ita_desktop.frameworks.shipped import load

WORKS = Unit(id="w", kind=UnitKind.SECTION, name="ฝ่ายโยธา", short_name="โยธา", aliases="ช่าง;กองช่าง")
FRAMEWORK = load(2567)


def group(key: str, population: int | None = None, **fields) -> SurveyGroup:
    fields = {"instrument": "IIT", "kind": "ลูกจ้าง"} | fields
    return SurveyGroup(id=key, year_id="y", population=population, **fields)


def count(key: str, day: int, answered: int) -> SurveyCount:
    return SurveyCount(
        id=f"{key}{day}", survey_group_id=key, day=date(2024, 3, day), answered=answered
    )


def rule(percent: int | None = 80, **fields) -> SurveyRule:
    return SurveyRule(id=f"{fields}", year_id="y", instrument="IIT", percent=percent, **fields)


def year(*groups: SurveyGroup, counts: tuple[SurveyCount, ...] = ()) -> YearData:
    return YearData(
        organisation=Organisation(id="o", name="สำนักงานเขตตัวอย่าง"),
        fiscal_year=FiscalYear(
            id="y", year=2567, framework_code="2567", framework_title="", level_set=""
        ),
        framework=FRAMEWORK,
        units=(WORKS,),
        survey_groups=groups,
        survey_counts=counts,
    )


def answered(population: int, number: int) -> tuple[int | None, bool]:
    data = year(group("a", population), counts=(count("a", 1, number),))
    (state,) = group_states(data, [rule(100)])
    return state.missing, state.too_many


def test_all_may_answer_and_no_more() -> None:
    assert answered(20, 19) == (1, False)
    assert answered(20, 20) == (0, False)
    assert answered(20, 21) == (0, True)
    (unasked,) = group_states(year(group("a", 20)), [rule(100)])
    assert (unasked.answered, unasked.missing, unasked.too_many) == (None, 20, False)
    (nobody,) = group_states(year(group("a")), [])
    assert (nobody.missing, nobody.too_many, nobody.unit) == (None, False, "")


def test_a_number_counts_from_the_end_of_its_day() -> None:
    data = year(group("a", unit_id="w"), counts=(count("a", 1, 5), count("a", 2, 9)))
    for day, expected in ((1, 5), (2, 9), (3, 9)):
        (state,) = group_states(data, [], date(2024, 3, day))
        assert (state.unit, state.answered) == ("โยธา", expected)
        assert state.day == date(2024, 3, min(day, 2))


def test_the_curve_adds_the_last_number_of_each_group() -> None:
    numbers = (count("a", 1, 10), count("e", 1, 99), count("b", 2, 30), count("a", 3, 15))
    groups = group("a"), group("b"), group("e", instrument="EIT")
    assert curve(year(*groups, counts=numbers), "IIT") == (
        (date(2024, 3, 1), 10), (date(2024, 3, 2), 40), (date(2024, 3, 3), 45),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("of", "number"),
    [
        (rule(), 17),
        (rule(None, least=50), None),
        (rule(up_to=21), 17),
        (rule(up_to=20), None),
        (rule(kind="ลูก"), 17),
        (rule(kind="จ้าง"), None),
        (rule(units="ฝ่ายคลัง; ฝ่ายโยธา"), 17),
        (rule(units="กองช่าง"), 17),
        (rule(units="ฝ่ายคลัง"), None),
        (rule(units=" ; "), 17),
    ],
)
def test_a_rule_holds_for_people_of_a_kind_and_of_units_of_a_size(of, number) -> None:
    """Of 21 people 80 % are 16.8: seventeen."""
    data = year(group("a", 21, unit_id="w"))
    assert requirements(data, [of])["a"].number == number


def test_the_people_of_a_unit_are_counted_together_for_its_size() -> None:
    data = year(
        group("a", 15, unit_id="w"), group("b", 15, unit_id="w"), group("c", 20), group("d")
    )
    found = requirements(data, [rule(up_to=20)])
    assert {key: (one.number, str(one.reason)) for key, one in found.items()} == {
        "a": (None, "ไม่มีเกณฑ์ของกลุ่มนี้"),
        "b": (None, "ไม่มีเกณฑ์ของกลุ่มนี้"),
        "c": (16, "ร้อยละ 80"),
        "d": (None, "ยังไม่ทราบจำนวนคน"),
    }


def test_the_first_rule_that_holds_counts_and_the_offices_own_number_before_all() -> None:
    groups = group("a", 20), group("b", 20, required=3), group("c", 20, instrument="EIT")
    rules = [rule(None, least=9), rule(50, kind="ข้าราชการ"), rule(100), rule(80)]
    found = requirements(year(*groups), rules)
    assert [(one.number, str(one.reason)) for one in found.values()] == [
        (20, "ทุกคน"), (3, "จำนวนที่สำนักงานกำหนด"), (None, "ไม่มีเกณฑ์ของกลุ่มนี้"),
    ]  # fmt: skip


def test_a_survey_needs_the_sum_of_its_groups_or_the_least_number() -> None:
    data = year(group("a", 10), group("b", 20), group("c", 99, instrument="EIT"), group("d"))
    found = sample(data, [rule(), rule(None, least=7), rule(None, least=9)], "IIT")
    assert found == (30, 24, 9)
    assert found.required == 24
    assert sample(data, [rule(None, least=400)], "IIT").required == 400
    assert sample(year(), [rule()], "IIT").required == 0


def test_a_group_is_found_by_its_name_with_or_without_the_survey() -> None:
    data = year(group("a", unit_id="w"), group("b"))
    assert [name_of_group(data, each) for each in data.survey_groups] == [
        "IIT โยธา ลูกจ้าง",
        "IIT ลูกจ้าง",
    ]
    for name in ("โยธา ลูกจ้าง", "ฝ่ายโยธา ลูกจ้าง", "IIT ฝ่ายโยธา ลูกจ้าง"):
        assert [each.id for each in find_groups(data, name)] == ["a"]
    assert [each.id for each in find_groups(data, "ลูกจ้าง")] == ["b"]


@pytest.mark.parametrize(
    ("text", "number"),
    [("๒๐", 20), ("1,002 คน", 1002), ("1002", 1002), ("-3", None), ("4.5", None), ("", None)],
)
def test_a_number_of_people_is_read_as_it_is_written(text, number) -> None:
    assert number_in(text) == number


def test_links_stand_by_survey_then_in_their_order() -> None:
    links = [
        SurveyLink(id=key, year_id="y", instrument=key[:3], position=int(key[3]))
        for key in ("EIT0", "IIT1", "IIT0")
    ]
    assert [each.id for each in sorted(links, key=lambda each: each.sort_key)] == [
        "IIT0", "IIT1", "EIT0",
    ]  # fmt: skip


# -- the margin


def points(*given: object) -> Decimal | None:
    found = margin(*given)
    return found and found.points


def test_two_answers_have_a_margin_and_one_has_none() -> None:
    assert margin(1, 10, None) is None
    assert points(2, None, 50.0) == Decimal("69.30")
    assert points(100, None, None) == Decimal("9.80")
    assert margin(100, None, 25.0) == (Decimal("4.90"), 100, None, Decimal("25.00"), True)
    assert margin(100, 101, None) == (Decimal("0.98"), 100, 101, Decimal("50.00"), False)


def test_the_margin_shrinks_with_the_share_of_the_people_that_answered() -> None:
    assert points(50, 99, None) == Decimal("9.80")
    assert points(2, 3, None) == Decimal("49.00")
    assert points(2, 2, None) == points(3, 2, None) == points(2, 1, None) == 0


def answers(*counts: int) -> list[Answer]:
    return [
        Answer(
            id=f"{option}", year_id="y", instrument="IIT", question="", option=option, count=number
        )
        for option, number in enumerate(counts, 1)
    ]


def test_the_spread_is_the_mean_of_that_of_the_items() -> None:
    first, second, *_ = (item.code for item in FRAMEWORK.items_of("IIT"))
    options = FRAMEWORK.item_by_code[first].options
    half = answers(5, *[0] * (len(options) - 2), 5)
    assert spread_of(FRAMEWORK, "IIT", {first: half}) == pytest.approx(50)
    assert spread_of(FRAMEWORK, "IIT", {first: half, second: answers(9)}) == pytest.approx(25)
    unknown = Answer(id="x", year_id="y", instrument="IIT", question="", option=99, count=7)
    assert spread_of(FRAMEWORK, "IIT", {first: [*half, unknown]}) == pytest.approx(50)
    assert spread_of(FRAMEWORK, "IIT", {first: answers(0, 0), second: [unknown]}) is None


@pytest.mark.parametrize(
    ("year_of_framework", "score", "border"),
    [
        (2567, "84", ("ผ่านดี", 85, -1)),
        (2567, "91", ("ผ่านดีเยี่ยม", 95, -4)),
        (2567, "71", ("ผ่านดี", 85, -14)),  # the total needs 70, an instrument nothing below 85
        (2566, "71", ("B", 75, -4)),
        (2566, "1", ("E", 50, -49)),
    ],
)
def test_the_nearest_border_is_told_on_either_side(year_of_framework, score, border) -> None:
    assert nearest_border(load(year_of_framework), Decimal(score)) == border
    assert nearest_border(load(year_of_framework), None) is None


def test_a_border_is_within_a_margin_that_reaches_it() -> None:
    below = nearest_border(FRAMEWORK, Decimal(84))
    assert below is not None
    assert [below.is_within(Decimal(margin)) for margin in ("0.99", "1")] == [False, True]
