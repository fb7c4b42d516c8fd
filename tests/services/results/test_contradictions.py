"""Which printed figures contradict each other, at the last amount that is told and the first one
that is not."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Framework
from ita_desktop.domain.scores.progress import score_of_counts
from ita_desktop.domain.scores.results import Breakdown
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.report.results import AnswerRow, GroupResult, ReportedFigure, Weighted
from ita_desktop.exchange.sheets import Origin
from ita_desktop.frameworks import load
from ita_desktop.services import result_check
from ita_desktop.services.result_check import Distribution

D = Decimal
FRAMEWORK = load(2567)
LABELS = ("ไม่มีเลย", "น้อยที่สุด", "น้อย", "ปานกลาง", "มาก", "มากที่สุด")
ALL, SEX, OFFICE = Breakdown.ALL, Breakdown.SEX, Breakdown.DEPARTMENT
LANGUAGE, SERVICE = Breakdown.LANGUAGE, Breakdown.SERVICE


def figure(node: str, value: str) -> ReportedFigure:
    return ReportedFigure(Origin(node, 0), node, D(value))


def printed(given: str) -> dict[str, ReportedFigure]:
    """The figures of ``1=90 I1=80``."""
    pairs = [one.split("=") for one in given.split()]
    return {node: figure(node, value) for node, value in pairs}


def answers(
    question: str,
    counts: Sequence[int],
    labels: Sequence[str] = LABELS,
    instrument: str = "",
    percents: Sequence[str | None] = (None,) * 6,
    first: int = 1,
) -> Distribution:
    """The answers to a question, of the instrument that its code begins with."""
    instrument = instrument or {"I": "IIT", "E": "EIT"}[question[0]]
    rows = tuple(
        AnswerRow(
            Origin(f"{question}:{option}", 0),
            instrument,
            question,
            option,
            label,
            count,
            None if percent is None else D(percent),
        )
        for option, (count, label, percent) in enumerate(
            zip(counts, labels, percents, strict=False), first
        )
    )
    return Distribution(instrument, question, rows)


def group(
    by: str, node: str, count: int | None = None, value: str | None = None, name: str = ""
) -> GroupResult:
    return GroupResult(
        Origin(f"{by}:{node}", 0), by, name, node, count, None if value is None else D(value)
    )


def sentences(remarks: Iterable[Remark]) -> list[str]:
    """Each with the place that it is told at."""
    return [f"{one.sheet}: {Phrase(one.template, **one.fields)}" for one in remarks]


def told(
    figures: str = "",
    distributions: Sequence[Distribution] = (),
    groups: Sequence[GroupResult] = (),
    weighted: Sequence[Weighted] = (),
    framework: Framework = FRAMEWORK,
    repeats: Sequence[ReportedFigure] = (),
) -> list[str]:
    return sentences(
        result_check.contradictions(
            framework, printed(figures), repeats, distributions, groups, weighted
        )
    )


def test_a_second_value_of_a_score_is_told_with_both_and_their_places() -> None:
    again = [
        figure("I2", "90"),
        figure("I9", "1"),
        replace(figure("I1", "90.10"), origin=Origin("", 7)),
    ]
    assert told("I1=90.2 I2=90", repeats=again) == [
        "I1: คะแนน I1 พิมพ์ไว้สองค่า คือ 90.20 (เหนือ I1) และ 90.10 (แถว 7)"
    ]


SUM = "{0}: คะแนน {0} พิมพ์ {1} แต่คิดจากคะแนนที่อยู่ใต้ลงไปได้ {2}"
OIT_PARTS = "9.1=100 9.2=100 9.3=50 9.4=100 9.5=100 10.1=100 10.2=100"


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ("1=90.01 I1=90 I2=90 I3=90", []),
        ("1=90.02 I1=90 I2=90 I3=90", [("1", "90.02", "90.00")]),
        ("1=89.98 I1=90 I2=90 I3=90", [("1", "89.98", "90.00")]),
        ("1=50 I1=0 I2=0 I3=0", [("1", "50.00", "0.00")]),
        ("1=0 I1=90 I2=90 I3=90 4=50 I10=60", [("1", "0.00", "90.00"), ("4", "50.00", "60.00")]),
        ("1=50 I1=90 I2=90", []),
        ("EIT=50 6=90 7=90", []),
        ("EIT=50 6=90 7=90 E5=90", []),
        ("EIT=50 6=90 7=90 8=90", [("EIT", "50.00", "90.00")]),
        ("ITA=50 IIT=90 EIT=90 OIT=90", [("ITA", "50.00", "90.00")]),
        ("ITA=50 IIT=90 EIT=90", []),
        ("IIT=50 1=90 4=50 I10=60", [("4", "50.00", "60.00")]),
        (f"OIT=92.5 {OIT_PARTS}", []),
        (f"OIT=92 {OIT_PARTS}", [("OIT", "92.00", "92.50")]),
        (f"9=95 {OIT_PARTS}", [("9", "95.00", "90.00")]),
    ],
)  # fmt: skip
def test_a_sum_is_told_where_all_that_it_is_made_of_is_known(
    figures: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(figures) == [SUM.format(*one) for one in expected]


def test_a_sum_whose_weights_are_not_known_is_not_told() -> None:
    indicators = tuple(
        replace(one, weight=None) if one.code == "9.3" else one for one in FRAMEWORK.indicators
    )
    unweighed = replace(FRAMEWORK, indicators=indicators)
    assert told(f"OIT=92 9=95 {OIT_PARTS}", framework=unweighed) == []
    lower = "10=92 10.1=100 10.2=50"
    assert told(lower, framework=unweighed) == [SUM.format("10", "92.00", "90.00")]


def test_weighted_points_are_told_that_the_score_does_not_give_or_that_have_none() -> None:
    def points(node: str, printed: str) -> Weighted:
        return Weighted(Origin(node, 0), node, D(30), D(printed))

    given = [points("EIT", one) for one in ("27.69", "27.70", "27.71", "27.72", "27.73")]
    other = [points(one, "27") for one in ("ไม่มี", "IIT", "OIT")]
    wrong = "EIT: คะแนนถ่วงน้ำหนัก EIT พิมพ์ {} แต่คิดจากคะแนนได้ 27.71"
    lacks = "{0}: คะแนนถ่วงน้ำหนัก {0} พิมพ์ 27.00 แต่ไม่พบคะแนนเต็ม 100 จึงไม่ได้เก็บไว้"
    # Of IIT one item is known, of OIT nothing.
    assert told("EIT=92.36 I1=90", weighted=[*other, *given]) == [
        *(lacks.format(one) for one in ("ไม่มี", "IIT", "OIT")),
        wrong.format("27.69"),
        wrong.format("27.73"),
    ]


def test_an_item_of_disclosure_is_met_or_not() -> None:
    said = "คะแนน {0} พิมพ์ {1} ทั้งที่ข้อ OIT ได้ 100 หรือ 0 เท่านั้น"
    assert told("O2=0 O3=100 O4=99.5 O20=1 I1=50") == [
        "O4: " + said.format("O4", "99.50"),
        "O20: " + said.format("O20", "1.00"),
    ]


# -- answers


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (answers("I1", (1, 2), percents=("33.33", "66.67")), ""),
        (answers("I1", (1, 2), percents=("33.34", None)), ""),
        (answers("I1", (1, 2), percents=("33.32", None)), ""),
        (answers("I1", (0, 0), percents=("50", "50")), ""),
        (
            answers("I1", (1, 2), percents=("33.33", "66.65")),
            "I1:2: คำตอบของ I1 รวมกันไม่ลงตัว: น้อยที่สุด 2 คน จาก 3 คน คือ 66.67% แต่พิมพ์ 66.65%",
        ),
        (
            answers("I1", (1, 2), percents=(None, "66.69")),
            "I1:2: คำตอบของ I1 รวมกันไม่ลงตัว: น้อยที่สุด 2 คน จาก 3 คน คือ 66.67% แต่พิมพ์ 66.69%",
        ),
        (
            Distribution("IIT", "I1", answers("I1", (1,)).rows + answers("I1", (4,)).rows),
            "I1:1: คำตอบตัวเลือก 1 ของ I1 พิมพ์ไว้สองครั้งไม่เหมือนกัน",
        ),
    ],
)  # fmt: skip
def test_answers_that_cannot_be_right_have_a_problem(given: Distribution, problem: str) -> None:
    found = result_check.distribution_problem(given)
    assert sentences([found] if found else []) == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("instrument", "question", "labels", "wrong"),
    [
        ("IIT", "gender", ("ชาย", "หญิง", "ไม่ระบุ"), ""),
        ("IIT", "gender", ("ชาย", "ข้าราชการ", "ลูกจ้าง"), "gender:2"),
        ("IIT", "gender", ("ชาย", "หญิง", "มากที่สุด"), "gender:3"),
        ("EIT", "workyear", ("ต่ำกว่า 5 ปี", "5 - 10 ปี"), "workyear:1"),
        ("EIT", "อื่น", ("ชาย", "มาก"), ""),
    ],
)
def test_a_question_about_the_respondents_has_options_of_its_own(
    instrument: str, question: str, labels: tuple[str, ...], wrong: str
) -> None:
    given = answers(question, (1,) * len(labels), labels, instrument)
    label = labels[int(wrong[-1]) - 1] if wrong else ""
    said = f"{wrong}: คำตอบ “{label}” ของ {instrument} อยู่ใต้คำถาม {question} ซึ่งไม่มีคำตอบนี้"
    score = "I1: คะแนน I1 พิมพ์ 90.00 แต่คิดจากคำตอบได้ 50.00"
    # What follows is read on.
    assert told("I1=90", [given, answers("I1", (1,) * 6)]) == [*([said] if wrong else []), score]


EVEN = (1, 1, 1, 1, 1, 1)
SCORED = "{0}: คะแนน {0} พิมพ์ {1} แต่คิดจากคำตอบได้ {2}"
SHARES = ("9.995", "20.005", None, "10", "40", "20")


@pytest.mark.parametrize(
    ("figures", "given", "expected"),
    [
        ("I1=50.01", answers("I1", EVEN), []),
        ("I1=50.02", answers("I1", EVEN), [SCORED.format("I1", "50.02", "50.00")]),
        ("I1=49.98", answers("I1", EVEN), [SCORED.format("I1", "49.98", "50.00")]),
        ("I5=80", answers("I5", (0, 3, 0, 0, 0, 0)), []),
        ("E1=55", answers("E1", EVEN), []),
        ("E1=44.99", answers("E1", EVEN), [SCORED.format("E1", "44.99", "50.00")]),
        ("I2=1", answers("I1", EVEN), []),
        ("I1=1", answers("I1", (0,) * 6), []),
        ("O1=100", answers("O1", (1, 2), ("มี", "ไม่มี"), "OIT"), []),
        (
            "I1=1",
            answers("I1", (1, 2, 3)),
            ["I1:1: คำตอบของ I1 มี 3 ตัวเลือก แต่แบบสอบถามมี 6 ตัวเลือก"],
        ),
        (
            "I1=1",
            answers("I1", EVEN, first=2),
            [
                *(
                    f"I1:{at}: ตัวเลือก {at} ของ I1 พิมพ์ว่า “{LABELS[at - 2]}” "
                    f"แต่ในแบบสอบถามคือ “{LABELS[at - 1]}”"
                    for at in range(2, 7)
                ),
                "I1:2: คำตอบของ I1 มี 6 ตัวเลือก แต่แบบสอบถามมี 6 ตัวเลือก",
            ],
        ),
        (
            "I1=50",
            answers("I1", EVEN, ("มาก", "น้อยมาก", *LABELS[2:])),
            ["I1:1: ตัวเลือก 1 ของ I1 พิมพ์ว่า “มาก” แต่ในแบบสอบถามคือ “ไม่มีเลย”"],
        ),
        ("", answers("I1", (1, 2, 0, 1, 4, 2), percents=SHARES), []),
        (
            "I1=50",
            answers("I1", (1, 2, 0, 1, 4, 2), percents=("10", "20.006", *SHARES[2:])),
            [
                "I1:2: คำตอบของ I1 น้อยที่สุด 2 คน พิมพ์ 20.01% ซึ่งไม่ใช่ร้อยละของจำนวนนี้",
                SCORED.format("I1", "50.00", "62.00"),
            ],
        ),
        ("", answers("I1", (1, 2, 0, 1, 4, 2), percents=("9.99",)), []),
        (
            "",
            answers("I1", (1, 2, 0, 1, 4, 2), percents=("9.99", *SHARES[1:])),
            ["I1:1: คำตอบของ I1 ไม่มีเลย 1 คน พิมพ์ 9.99% ซึ่งไม่ใช่ร้อยละของจำนวนนี้"],
        ),
    ],
)  # fmt: skip
def test_what_is_told_of_the_answers_to_an_item(
    figures: str, given: Distribution, expected: list[str]
) -> None:
    if len(given.rows) == 1:
        expected = ["I1:1: คำตอบของ I1 มี 1 ตัวเลือก แต่แบบสอบถามมี 6 ตัวเลือก"]
    assert told(figures, [given]) == expected
    # Whatever is told of one item, the next is read.
    more = told(f"{figures} I10=60", [given, answers("I10", EVEN)])
    assert more == [*expected, SCORED.format("I10", "60.00", "50.00")]


@pytest.mark.parametrize(
    ("code", "counts", "score"),
    [
        ("I1", (1, 1, 1, 1, 1, 1), "50.00"),
        ("I5", (0, 0, 0, 0, 1, 2), "6.67"),
        ("E6", (0, 0, 0, 0, 0, 3), "100.00"),
        ("I1", (0, 0, 0, 0, 0, 0), None),
        ("I1", (1, 1, 1, 1, 1), None),
        ("O1", (), None),
        ("O1", (1, 1), None),
    ],
)
def test_the_score_of_answers(code: str, counts: tuple[int, ...], score: str | None) -> None:
    given = {(code, option): count for option, count in enumerate(counts, 1)}
    found = score_of_counts(FRAMEWORK.item_by_code[code], given)
    assert found == (None if score is None else D(score))


def test_items_of_the_public_that_have_the_same_answers_have_the_same_score() -> None:
    three, two = (0, 0, 0, 1, 1, 1), (0, 0, 0, 0, 1, 1)
    rows = {"I1": three, "E4": three, "E1": three, "E2": three, "E6": three, "E5": three[::-1]}
    given = [answers(code, counts) for code, counts in rows.items()]
    said = "E6:1: คำตอบของ E6 เหมือนกับของ E1 ทุกตัวเลือก แต่คะแนนต่างกัน"
    assert told("I1=80 E1=80 E2=80 E6=81 E5=20", given) == [said]
    assert told("E1=90 E2=91", [answers("E1", two), answers("E2", two)]) == []


# -- respondents


def everybody(iit: int = 4, eit: int = 6, both: int = 10) -> list[GroupResult]:
    return [group(ALL, "IIT", iit), group(ALL, "EIT", eit), group(ALL, "ITA", both)]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        (everybody(), []),
        (everybody(both=11), ["all:ITA: ผู้ตอบรวมพิมพ์ 11 แต่ IIT กับ EIT รวมกันได้ 10"]),
        (everybody(0, 0, 1), ["all:ITA: ผู้ตอบรวมพิมพ์ 1 แต่ IIT กับ EIT รวมกันได้ 0"]),
        (everybody(both=11)[::2], []),
        (everybody(both=11)[1:], []),
        (everybody(both=11)[:2], []),
        ([*everybody(), group(ALL, "IIT", 4), group(ALL, "EIT"), group(SEX, "ไม่มี", 2)], []),
        (
            [*everybody(), group(ALL, "IIT", 5)],
            ["all:IIT: จำนวนผู้ตอบ IIT พิมพ์ 5 แต่ที่อื่นพิมพ์ 4"],
        ),
        (
            [*everybody(), group(SEX, "IIT", 1), group(SEX, "IIT", 3), group(SEX, "IIT")],
            [],
        ),
        (
            [*everybody(), group(SEX, "IIT", 1), group(SEX, "IIT", 2), group(LANGUAGE, "IIT", 3)],
            [
                "all:IIT: ผู้ตอบ IIT พิมพ์ 4 แต่รวมตามเพศได้ 3",
                "all:IIT: ผู้ตอบ IIT พิมพ์ 4 แต่รวมตามภาษาได้ 3",
            ],
        ),
        (
            [*everybody(), group(OFFICE, "EIT", 7), group(SERVICE, "EIT", 5)],
            [
                "all:EIT: ผู้ตอบ EIT พิมพ์ 6 แต่รวมตามส่วนราชการได้ 7",
                "all:EIT: ผู้ตอบ EIT พิมพ์ 6 แต่รวมตามประเภทบริการได้ 5",
            ],
        ),
    ],
)  # fmt: skip
def test_numbers_of_respondents_that_do_not_add_up_are_told(
    groups: list[GroupResult], expected: list[str]
) -> None:
    assert told(groups=groups) == expected


def test_the_answers_to_an_item_are_those_of_all_respondents() -> None:
    said = "{}: คำตอบของ {} รวมได้ {} คน แต่ผู้ตอบ IIT มี 6 คน"
    given = [
        answers("E1", (9,) * 6),
        answers("I1", EVEN),
        answers("I2", (0,) * 6),
        answers("I5", (2, *EVEN[1:])),
        answers("gender", (3, 2), ("ชาย", "หญิง"), "IIT"),
    ]
    assert told(distributions=given, groups=[group(ALL, "IIT", 6)]) == [
        said.format("I5:1", "I5", 7),
        said.format("gender:1", "gender", 5),
    ]


def scored(by: Breakdown, **values: str | None) -> list[GroupResult]:
    return [group(by, node, None, value, "งานสมมติ") for node, value in values.items()]


MEAN = "{}: คะแนนเฉลี่ยของงานสมมติ พิมพ์ {} แต่คิดจากแถวเดียวกันได้ {}"


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        (scored(OFFICE, IIT="90", EIT="80", ITA="85.01"), []),
        (
            scored(OFFICE, IIT="90", EIT="80", ITA="85.02"),
            [MEAN.format("department:ITA", "85.02", "85.00")],
        ),
        (
            scored(OFFICE, IIT="90", EIT="80", ITA="84.98"),
            [MEAN.format("department:ITA", "84.98", "85.00")],
        ),
        (scored(OFFICE, IIT="90", ITA="80"), []),
        (scored(OFFICE, IIT="90", EIT=None, ITA="80"), []),
        (scored(OFFICE, IIT="90", EIT="80", ITA=None), []),
        (scored(OFFICE, IIT="90", EIT="80"), []),
        (scored(SEX, IIT="90", EIT="80", ITA="1"), []),
        (
            scored(SERVICE, E1="90", E2="80", E3="90", EIT="80"),
            [MEAN.format("service:EIT", "80.00", "86.67")],
        ),
        (scored(SERVICE, E1="90", E2="80", ITA="1"), []),
        (
            [
                *scored(OFFICE, IIT="90", EIT="80", ITA="80"),
                *scored(OFFICE, IIT="1", EIT="1", ITA="1"),
            ],
            [MEAN.format("department:ITA", "80.00", "85.00")],
        ),
    ],
)  # fmt: skip
def test_the_mean_of_a_department_or_a_service_is_that_of_its_row(
    groups: list[GroupResult], expected: list[str]
) -> None:
    last = [
        group(OFFICE, node, None, value, "ฝ่ายสมมติ")
        for node, value in (("IIT", "90"), ("EIT", "70"), ("ITA", "70"))
    ]
    said = "department:ITA: คะแนนเฉลี่ยของฝ่ายสมมติ พิมพ์ 70.00 แต่คิดจากแถวเดียวกันได้ 80.00"
    assert told(groups=[*groups, *last]) == [*expected, said]
