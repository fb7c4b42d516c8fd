"""Respondents, sampling, counts and margin of the surveys, on a real file."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.scores.results import Answer, Score, ScoreSource
from ita_desktop.domain.surveys import (
    curve,
    group_states,
    margin,
    nearest_border,
    requirements,
    sample,
)
from ita_desktop.domain.year import YearData
from ita_desktop.services import surveys
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.surveys import margin_sentences, summary, survey_states
from ita_desktop.storage.workspace import Workspace

YEAR = 2567
STAFF = [
    {"unit": "ฝ่ายโยธา", "kind": "ลูกจ้างประจำ", "population": "๒๐"},
    {"unit": "ฝ่ายการคลัง", "kind": "ลูกจ้าง", "population": "51"},
    {"unit": "ฝ่ายการคลัง", "kind": "ข้าราชการ", "population": "1,002 คน"},
    {"unit": "ฝ่ายทะเบียน", "kind": "ลูกจ้าง"},
    {"unit": "", "kind": "อาสาสมัคร", "population": "7"},
]


@pytest.fixture
def asked(office: Workspace) -> list[str]:
    surveys.take_printed(office, YEAR, 2566)
    return surveys.add_groups(office, YEAR, STAFF)


def test_the_rules_say_how_many_of_each_group_and_why(office: Workspace, asked: list[str]) -> None:
    data = office.year(YEAR)
    found = requirements(data, surveys.rules_of(data))
    assert [(found[key].number, found[key].reason) for key in asked] == [
        (20, "ทุกคน"),
        (41, "ร้อยละ 80"),
        (1002, "ทุกคน"),
        (None, "ยังไม่ทราบจำนวนคน"),
        (None, "ไม่มีเกณฑ์ของกลุ่มนี้"),
    ]
    whole = sample(data, surveys.rules_of(data), "IIT")
    assert (whole.population, whole.by_groups, whole.least, whole.required) == (
        1080, 1063, 400, 1063,
    )  # fmt: skip
    surveys.edit_groups(office, YEAR, [CellEdit(asked[2], "required", "10")])
    data = office.year(YEAR)
    assert sample(data, surveys.rules_of(data), "IIT").required == 400, "the least number in all"


def test_rules_are_data_of_the_year(office: Workspace) -> None:
    data = office.year(YEAR)
    assert surveys.rules_of(data) == (), "the source of this year prints none"
    assert surveys.newest_printed(YEAR) == 2566
    surveys.take_printed(office, YEAR, 2566)
    percent = next(rule for rule in office.year(YEAR).survey_rules if rule.percent == 80)
    surveys.edit_rules(
        office, YEAR, [CellEdit(percent.id, "percent", "75"), CellEdit(percent.id, "up_to", 9)]
    )
    key = surveys.add_groups(office, YEAR, [{"kind": "ลูกจ้าง", "population": 9}])[0]
    data = office.year(YEAR)
    assert requirements(data, surveys.rules_of(data))[key].number == 7
    surveys.edit_groups(office, YEAR, [CellEdit(key, "population", 10)])
    data = office.year(YEAR)
    assert requirements(data, surveys.rules_of(data))[key].number is None, "only of small units"
    office.edits.undo()
    assert office.year(YEAR).survey_groups[0].population == 9


def test_counts_make_a_curve_and_name_what_cannot_be(office: Workspace, asked: list[str]) -> None:
    for name, day, answered in (
        ("ฝ่ายโยธา ลูกจ้างประจำ", 1, "10"),
        ("IIT ฝ่ายการคลัง ลูกจ้าง", 2, "30"),
        (asked[0], 3, "๑๕"),
        (asked[0], 4, "14"),
        (asked[0], 4, "25"),
    ):
        row = {"group": name, "day": date(2024, 3, day), "answered": answered}
        surveys.add_counts(office, YEAR, [row])
    data = office.year(YEAR)
    points = [(point.day.day, point.answered) for point in curve(data, "IIT")]
    assert points == [(1, 10), (2, 40), (3, 45), (4, 55)]
    states = group_states(data, surveys.rules_of(data))
    assert [(state.answered, state.missing) for state in states[:3]] == [
        (25, 0), (30, 11), (None, 1002),
    ]  # fmt: skip
    assert [state.too_many for state in states] == [True, False, False, False, False]
    before = group_states(data, surveys.rules_of(data), date(2024, 3, 2))
    assert before[0].missing == 10
    newest = data.counts_of_group(asked[0])[-1]
    surveys.edit_counts(office, YEAR, [CellEdit(newest.id, "answered", 3)])
    assert office.year(YEAR).counts_of_group(asked[0])[-1].answered == 3
    with pytest.raises(InputError, match="มียอดของวันที่ 3 "):
        surveys.edit_counts(office, YEAR, [CellEdit(newest.id, "day", date(2024, 3, 3))])
    surveys.remove_groups(office, YEAR, [asked[0]])
    assert [row.survey_group_id for row in office.year(YEAR).survey_counts] == [asked[1]]


def _answered(office: Workspace, group: str, answered: int) -> str:
    """The sentences of the staff's survey after a number came in."""
    row = {"group": group, "day": date(2024, 3, 1), "answered": answered}
    surveys.add_counts(office, YEAR, [row])
    state = survey_states(office.year(YEAR), None)[0]
    return summary(state)


def test_what_one_group_answers_too_often_is_not_missing_less_elsewhere(office: Workspace) -> None:
    staff = [{"kind": "ก", "required": 30}, {"kind": "ข", "required": 20}, {"kind": "ค"}]
    first, second, third = surveys.add_groups(office, YEAR, staff)
    head = "IIT ตอบแล้ว {} จากที่ต้องการ 50 คน · ขาด {} คนใน {} กลุ่ม"
    assert _answered(office, first, 10) == head.format(10, 40, 2)
    assert _answered(office, second, 24) == (
        f"{head.format(34, 20, 1)} · 4 คนตอบเกินที่กลุ่มของตนต้องตอบ นับแทนกลุ่มอื่นไม่ได้"
    ), "34 and 20 are more than 50"
    assert _answered(office, third, 3).endswith("· 7 คนตอบเกินที่กลุ่มของตนต้องตอบ นับแทนกลุ่มอื่นไม่ได้")
    assert _answered(office, first, 30).endswith("· ครบแล้ว")
    surveys.add_rules(office, YEAR, [{"least": 60, "percent": None}])
    assert _answered(office, second, 25).endswith("จากที่ต้องการ 60 คน · ขาด 2 คน")


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ({"population": "-3"}, "จำนวนเต็ม"),
        ({"population": "สี่สิบ"}, "จำนวนเต็ม"),
        ({"population": "4.5"}, "จำนวนเต็ม"),
        ({"population": "9999999"}, "จำนวนเต็ม"),
        ({"unit": "ฝ่ายที่ไม่มี"}, "ไม่รู้จักหน่วย"),
        ({"instrument": "OIT"}, "ไม่ใช่แบบวัด"),
    ],
)
def test_a_bad_group_is_refused_whole(
    office: Workspace, what: dict[str, object], sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence) as refused:
        surveys.add_groups(office, YEAR, [{"kind": "ลูกจ้าง", "population": 3}, what])
    assert refused.value.remedy
    assert office.year(YEAR).survey_groups == ()


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ({"url": "www.example.com"}, "ไม่ใช่ที่อยู่"),
        ({"url": "javascript:alert(1)"}, "ไม่ใช่ที่อยู่"),
        ({"url": "https://a.go.th/x y"}, "ไม่ใช่ที่อยู่"),
        ({"url": "https://a.go.th/" + "x" * 1000}, "เล็กจนอ่านไม่ได้"),
        ({"languages": "th jp"}, "ไม่มีภาษา “jp”"),
        ({"opens": date(2024, 3, 2), "closes": date(2024, 3, 1)}, "ก่อนวันเปิด"),
    ],
)
def test_a_bad_link_is_refused(office: Workspace, what: dict[str, object], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        surveys.add_links(office, YEAR, [what])
    (key,) = surveys.add_links(office, YEAR, [{"url": "https://a.go.th/x", "languages": "my, th"}])
    added = {link.id: link for link in office.year(YEAR).survey_links}
    assert added[key].languages == "th my"
    with pytest.raises(InputError, match=sentence):
        surveys.edit_links(office, YEAR, [CellEdit(key, *one) for one in what.items()])


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"group": "ฝ่ายที่ไม่มี", "day": date(2024, 3, 1), "answered": 1}, "ไม่มีกลุ่มผู้ตอบ"),
        ({"group": "อาสาสมัคร", "answered": 1}, "ต้องมีวันที่"),
        ({"group": "อาสาสมัคร", "day": date(2024, 3, 1)}, "ยังไม่ได้ใส่ยอดตอบ"),
        ({"group": "อาสาสมัคร", "day": date(2024, 3, 1), "answered": "ครบ"}, "จำนวนเต็ม"),
    ],
)
def test_a_bad_count_is_refused(
    office: Workspace, asked: list[str], row: dict[str, object], sentence: str
) -> None:
    assert asked
    with pytest.raises(InputError, match=sentence):
        surveys.add_counts(office, YEAR, [row])


def test_the_margin_shrinks_to_nothing_when_all_have_answered(office: Workspace) -> None:
    few, many = margin(100, 400, 20), margin(300, 400, 20)
    assert few is not None
    assert many is not None
    assert few.points > many.points > 0
    assert few.points == Decimal("3.40"), "1.96 * 20 / 10 * sqrt(300 / 399)"
    everyone, endless = margin(400, 400, None), margin(400, None, None)
    assert everyone is not None
    assert endless is not None
    assert everyone.points == 0
    assert endless.points == Decimal("4.90")
    assert margin(1, 400, 20) is None
    border = nearest_border(office.year(YEAR).framework, Decimal("93.50"))
    assert border is not None
    assert border.is_within(Decimal("1.50")) is not border.is_within(Decimal("1.00"))


def _after(data: YearData, score: str = "", *options: int) -> YearData:
    """A year with a score of the staff's survey, and so many answers to its first question, half
    with each of two options."""
    answers = tuple(
        Answer(id=f"{at}", year_id="", instrument="IIT", question="I1", option=option, count=50)
        for at, option in enumerate(options)
    )
    value = Decimal(score or 0)
    known = Score(id="s", year_id="", node="IIT", source=ScoreSource.OFFICIAL, value=value)
    return replace(data, answers=answers, scores=(known,) if score else ())


@pytest.fixture
def half_asked(office: Workspace) -> YearData:
    """The year in which 100 of 400 of the staff, and 100 of 400 outsiders have answered."""
    asked = [{"instrument": one, "kind": one, "population": 400} for one in ("IIT", "EIT")]
    day = date(2024, 3, 1)
    for group in surveys.add_groups(office, YEAR, asked):
        surveys.add_counts(office, YEAR, [{"group": group, "day": day, "answered": 100}])
    return office.year(YEAR)


@pytest.mark.parametrize(
    ("own", "before", "spread", "points"),
    [
        ((3, 5), (2, 5), 20, "3.40"),
        ((3, 5), (), 20, "3.40"),
        ((3, 5), None, 20, "3.40"),
        ((), (2, 5), 30, "5.10"),
        ((), (), None, "8.50"),
        ((), None, None, "8.50"),
    ],
)
def test_the_margin_is_of_the_answers_of_the_year_else_of_the_year_before(
    half_asked: YearData,
    own: tuple[int, ...],
    before: tuple[int, ...] | None,
    spread: int | None,
    points: str,
) -> None:
    former = replace(half_asked.fiscal_year, year=YEAR - 1)
    previous = None
    if before is not None:
        previous = _after(replace(half_asked, fiscal_year=former), "", *before)
    staff, outsiders = survey_states(_after(half_asked, "", *own), previous)
    assert staff.margin is not None
    assert staff.margin.points == Decimal(points)
    assert staff.margin.known_spread == (spread is not None)
    assert staff.margin.spread == Decimal(50 if spread is None else spread)
    assert outsiders.margin is not None
    assert (outsiders.margin.points, outsiders.margin.population) == (Decimal("9.80"), None)


def test_what_the_number_of_answers_says_is_told_in_plain_words(half_asked: YearData) -> None:
    staff, outsiders = survey_states(half_asked, None)
    may_differ = "ถ้าตอบกันทุกคน คะแนนจะต่างไปไม่เกินราว {} คะแนน (95 ใน 100 ครั้ง)"
    widest = "คิดจากคำตอบที่ต่างกันที่สุดเท่าที่เป็นได้ เพราะยังไม่มีผลคำตอบรายข้อ"
    assert margin_sentences(staff) == (
        f"IIT มีผู้ตอบ 100 จาก 400 คน {may_differ.format('8.50')}", widest,
    )  # fmt: skip
    assert margin_sentences(outsiders) == (
        f"EIT มีผู้ตอบ 100 คน {may_differ.format('9.80')}", widest,
    )  # fmt: skip
    before = replace(half_asked, fiscal_year=replace(half_asked.fiscal_year, year=YEAR - 1))
    for own, former, year, score, words in (
        ("", "84", YEAR - 1, "84.00", "ใกล้เกณฑ์ผ่านดี 85.00 ส่วนคลาดเคลื่อนนี้ข้ามเกณฑ์ได้"),
        ("78", "84", YEAR, "78.00", "ห่างเกณฑ์ผ่านดี 85.00 เกินส่วนคลาดเคลื่อนนี้"),
    ):
        states = survey_states(_after(half_asked, own, 3, 5), _after(before, former))
        _margin, said = margin_sentences(states[0])
        assert said.startswith(f"คะแนน IIT ปี {year} คือ {score} {words}")


def test_a_survey_without_groups_or_rules_says_so(office: Workspace) -> None:
    states = survey_states(office.year(YEAR), None)
    assert [(one.answered, one.missing, one.surplus, one.day) for one in states] == [
        (0, 0, 0, None),
        (0, 0, 0, None),
    ]
    assert [summary(one) for one in states] == ["IIT ยังไม่มีกลุ่มผู้ตอบ", "EIT ยังไม่มีกลุ่มผู้ตอบ"]
    (group,) = surveys.add_groups(office, YEAR, [{"kind": "ลูกจ้าง"}])
    (staff, _public) = survey_states(office.year(YEAR), None)
    assert summary(staff) == "IIT ตอบแล้ว 0 คน ยังไม่มีเกณฑ์"
    assert _answered(office, group, 1200) == "IIT ตอบแล้ว 1,200 คน ยังไม่มีเกณฑ์"


def test_one_answer_that_is_missing_where_others_are_too_many_is_explained(
    office: Workspace,
) -> None:
    first, second = surveys.add_groups(
        office, YEAR, [{"kind": "ก", "required": 10}, {"kind": "ข", "required": 20}]
    )
    _answered(office, first, 12)
    assert _answered(office, second, 19) == (
        "IIT ตอบแล้ว 31 จากที่ต้องการ 30 คน · ขาด 1 คนใน 1 กลุ่ม "
        "· 2 คนตอบเกินที่กลุ่มของตนต้องตอบ นับแทนกลุ่มอื่นไม่ได้"
    )


def test_who_all_have_answered_have_no_margin_and_too_few_have_no_sentence(
    office: Workspace,
) -> None:
    assert [margin_sentences(state) for state in survey_states(office.year(YEAR), None)] == [()] * 2
    (group,) = surveys.add_groups(office, YEAR, [{"kind": "ลูกจ้าง", "population": 9}])
    _answered(office, group, 9)
    staff, _outsiders = survey_states(office.year(YEAR), None)
    assert margin_sentences(staff) == ("IIT ตอบครบทุกคน คะแนนไม่มีส่วนคลาดเคลื่อนจากการสุ่ม",)
    assert (staff.day, staff.answered) == (date(2024, 3, 1), 9)
    assert (staff.score, staff.border) == (None, None)


def test_the_groups_with_too_few_answers_are_named_the_most_first(office: Workspace) -> None:
    staff = [{"kind": kind, "required": number} for kind, number in (("ก", 3), ("ข", 9), ("ค", 5))]
    _first, _second, third = surveys.add_groups(office, YEAR, staff)
    state = survey_states(office.year(YEAR), None)[0]
    assert [(late.group.kind, late.missing) for late in state.behind] == [
        ("ข", 9), ("ค", 5), ("ก", 3),
    ]  # fmt: skip
    _answered(office, third, 5)
    state = survey_states(office.year(YEAR), None)[0]
    assert [late.group.kind for late in state.behind] == ["ข", "ก"]
