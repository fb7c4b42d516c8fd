"""What is filed of an item: in which order, under which names, in whose words."""

from dataclasses import replace
from datetime import date

import pytest

from ita_desktop.domain.oit.filing import FiledPoint, ItemFiling, filing_of
from ita_desktop.domain.oit.proofs import carried_note, own_note
from ita_desktop.domain.records import Evidence, Statement, Unit
from tests.domain.oit.test_parts import CIVIL, HEALTH, evidence, item, year

PAGE = "https://example.go.th"


def filed(code: str, *given: Evidence, met: frozenset[str] = frozenset()) -> ItemFiling:
    return filing_of(year(code, *given), item(code), met)


def nothing(code: str, unit: Unit | None = None, part: str = "", title: str = "") -> Evidence:
    row = evidence(code, unit, part, statement=Statement.NOTHING, location="")
    return replace(row, title=title)


def test_links_stand_by_month_and_unit_and_bear_their_names() -> None:
    given = (
        evidence("O12", HEALTH, "2022-11"),
        evidence("O12", CIVIL, "2022-11"),
        evidence("O12", None, "2022-11"),
        evidence("O12", HEALTH, "2022-10"),
        evidence("O12", CIVIL, "1999-01"),
        replace(evidence("O12", None, ""), title="สรุปทั้งปี"),
    )
    assert [link.label for link in filed("O12", *given).links] == [
        "สรุปทั้งปี",
        "ต.ค. 65 · ฝ่ายสิ่งแวดล้อมและสุขาภิบาล",
        "พ.ย. 65",
        "พ.ย. 65 · ฝ่ายโยธา",
        "พ.ย. 65 · ฝ่ายสิ่งแวดล้อมและสุขาภิบาล",
        "1999-01 · ฝ่ายโยธา",
    ]


def test_the_last_day_of_what_is_new_counts_and_what_was_carried_is_left_out() -> None:
    old = evidence("O12", note=carried_note(2565, "หน้า 3"))
    early = evidence("O12", CIVIL, published=date(2022, 11, 4), media="key")
    late = evidence("O12", HEALTH, published=date(2022, 12, 5))
    found = filed("O12", old, late, early)
    assert (found.published, len(found.links), found.carried) == (date(2022, 12, 5), 2, False)
    assert found.files == (early,)
    alone = filed("O12", old)
    assert (alone.published, alone.links, alone.carried) == (None, (), True)
    assert not filed("O12").carried


def test_evidence_tells_its_part_and_title_each_once() -> None:
    month, named, bare = (
        nothing("O12", part="2022-10", title="ต.ค. 65"),
        nothing("O12", part="2022-11", title="ไม่มีการจัดซื้อ"),
        nothing("O12"),
    )
    said = [
        FiledPoint(1, item("O12").title, nothing=True),
        FiledPoint(2, "ต.ค. 65", nothing=True),
        FiledPoint(3, "พ.ย. 65: ไม่มีการจัดซื้อ", nothing=True),
    ]
    assert list(filed("O12", month, named, bare, bare).points) == said


def test_a_requirement_that_is_met_leaves_only_what_there_is_none_of() -> None:
    asked = [point for point in item("O12").requirements if not point.text.startswith("*")]
    given = (
        replace(evidence("O12", CIVIL, "2022-10"), title="ฝ่ายโยธาซื้อ"),
        nothing("O12", HEALTH, "2022-11", title="ไม่มีการจัดซื้อ"),
    )
    assert filed("O12", *given, met=frozenset({asked[1].code})).points == (
        FiledPoint(2, asked[1].text),
        FiledPoint(
            len(asked) + 1,
            "พ.ย. 65 · ฝ่ายสิ่งแวดล้อมและสุขาภิบาล: ไม่มีการจัดซื้อ",
            nothing=True,
        ),
    )
    assert [point.text for point in filed("O12", *given).points] == [
        "ต.ค. 65 · ฝ่ายโยธา: ฝ่ายโยธาซื้อ",
        "พ.ย. 65 · ฝ่ายสิ่งแวดล้อมและสุขาภิบาล: ไม่มีการจัดซื้อ",
    ]


@pytest.mark.parametrize(
    ("note", "carried"),
    [
        ("", "ยกมาจากปี 2566"),
        ("หน้า 3", "ยกมาจากปี 2566 · หน้า 3"),
        ("ยกมาจากปี 2565", "ยกมาจากปี 2566"),
        ("ยกมาจากปี 2565 · หน้า 3 · ตาราง 2", "ยกมาจากปี 2566 · หน้า 3 · ตาราง 2"),
    ],
)
def test_what_somebody_noted_of_a_link_is_carried_year_by_year(note: str, carried: str) -> None:
    assert carried_note(2566, note) == carried
    assert own_note(evidence("O12", note=carried)) == own_note(evidence("O12", note=note))


def test_a_link_without_a_name_stands_before_those_of_a_month_and_unknown_months_last() -> None:
    given = (
        replace(evidence("O12", CIVIL, "1999-01"), id="9"),
        replace(evidence("O12", CIVIL), id="2"),
        replace(evidence("O12", None, "2023-03"), id="4"),
        replace(evidence("O12", None, "2022-10"), id="3"),
        replace(evidence("O12"), id="1", title="ก", location=f"{PAGE}/1"),
    )
    assert [(link.label, link.is_web) for link in filed("O12", *given).links] == [
        ("ก", True),
        ("ฝ่ายโยธา", True),
        ("ต.ค. 65", True),
        ("มี.ค. 66", True),
        ("1999-01 · ฝ่ายโยธา", True),
    ]
    file = replace(evidence("O12"), location="ประกาศ.pdf", title="ก")
    assert not filed("O12", file).links[0].is_web


@pytest.mark.parametrize(
    ("title", "note", "said"),
    [
        ("", "", ""),
        ("รายงาน", "", "รายงาน"),
        (f" {PAGE}", "หน้า 3", "หน้า 3"),
        ("รายงาน\nประจำปี", "หน้า 3", "รายงาน ประจำปี · หน้า 3"),
    ],
)
def test_own_words_for_a_requirement_follow_it(title: str, note: str, said: str) -> None:
    point = next(point for point in item("O12").requirements if not point.text.startswith("*"))
    given = replace(evidence("O12", CIVIL, "2022-10"), title=title, note=note, point=point.code)
    (line,) = filed("O12", given).points
    words = f" – ต.ค. 65 · ฝ่ายโยธา: {said}" if said else ""
    assert line.text == f"{point.text}{words}"
