"""What the assessor says of items comes in from a table or a list, without scores."""

from collections.abc import Callable
from typing import Any

import pytest

from ita_desktop.services.imports.found.series import ImportSeries
from tests.exchange.files.word.made import p, tbl, tr
from tests.services.imports.papers.test_other_offices import told

Take = Callable[[str], ImportSeries]
HEAD = "ข้อเสนอแนะจากการประเมิน ITA"
SAID = {"O3": "ไม่พบข้อมูลอำนาจหน้าที่", "O7": "ลิงก์เปิดไม่ได้"}


def test_remarks_come_from_a_table(taken: Take, year: Callable[[], Any]) -> None:
    table = tbl(tr("ข้อ", "ข้อสังเกตของผู้ประเมิน"), *(tr(*row) for row in SAID.items()))
    series = taken(p("ประจำปีงบประมาณ พ.ศ. 2568") + table)
    assert year().remark_by_node == SAID
    assert told(series) == ""
    again = taken(p("ประจำปีงบประมาณ พ.ศ. 2568") + table)
    assert all(not part.writes for part in again.parts)


def test_a_dash_says_that_there_is_no_remark(taken: Take, year: Callable[[], Any]) -> None:
    rows = (*SAID.items(), ("O20", "-"))
    table = tbl(tr("ข้อ", "ข้อสังเกตของผู้ประเมิน"), *(tr(*row) for row in rows))
    series = taken(p("ประจำปีงบประมาณ พ.ศ. 2568") + table)
    assert year().remark_by_node == SAID
    (plan,) = (part.plan for part in series.parts if part.plan)
    assert plan.skipped == ()
    assert plan.aside[-1].why.startswith("บอกว่าไม่มีข้อสังเกต")


@pytest.mark.parametrize(
    ("title", "heads", "is_sure"),
    [
        ("ข้อสังเกตของผู้ตรวจ OIT", ("ข้อ", "ข้อมูล", "ข้อเสนอแนะ"), True),
        ("ข้อเสนอแนะจากผลการประเมิน ITA", ("ข้อมูล", "", "ข้อเสนอแนะ"), True),
        ("ข้อมูล OIT", ("ข้อ", "รายการข้อมูล", "ข้อเสนอแนะของผู้ประเมิน"), True),
        ("ข้อเสนอแนะของฝ่ายต่อข้อมูล OIT", ("ข้อ", "ข้อมูล", "ข้อเสนอแนะ"), False),
    ],
)
def test_recommendations_are_remarks_if_they_are_the_assessors(
    taken: Take, year: Callable[[], Any], title: str, heads: tuple[str, ...], is_sure: bool
) -> None:
    items = year().framework.item_by_code
    rows = [(code, items[code].title if heads[1] else "", said) for code, said in SAID.items()]
    table = tbl(*(tr(*(cell for cell, head in zip(row, heads, strict=True) if head))
                  for row in (heads, *rows)))  # fmt: skip
    taken(p(f"{title} ปีงบประมาณ พ.ศ. 2568") + table)
    assert year().remark_by_node == (SAID if is_sure else {})


@pytest.mark.parametrize("mark", ["", "- ", "1. ", "• "])
def test_remarks_come_from_a_list(taken: Take, year: Callable[[], Any], mark: str) -> None:
    lines = (f"{mark}{code} {text}" for code, text in SAID.items())
    body = p(HEAD) + p("1) ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล") + "".join(map(p, lines))
    series = taken(body + p("ขอให้ทุกฝ่ายแก้ไขโดยเร็วที่สุด"))
    assert year().remark_by_node == SAID
    assert "ขอให้ทุกฝ่ายแก้ไขโดยเร็วที่สุด" in [each.text for each in series.left]
    assert {part.part.kind for part in series.parts} == {"remarks"}


def test_a_remark_goes_on_below_and_the_list_does_too(taken: Take, year: Callable[[], Any]) -> None:
    lines = (
        HEAD,
        "O3 ไม่พบข้อมูล",
        "และไม่ระบุระยะเวลา",
        "O18, O19 ไม่ได้เผยแพร่ประกาศ",
        "ตัวชี้วัดที่ 10 การป้องกันการทุจริต",
        "ข้อ O20 ลิงก์เปิดไม่ได้",
        "จึงขอให้สำนักงานเขตแก้ไข",
        "ภายในวันที่ 31 มีนาคม 2568",
    )
    series = taken("".join(map(p, lines)))
    assert year().remark_by_node == {
        "O3": "ไม่พบข้อมูล\nและไม่ระบุระยะเวลา",
        "O18": "ไม่ได้เผยแพร่ประกาศ",
        "O19": "ไม่ได้เผยแพร่ประกาศ",
        "O20": "ลิงก์เปิดไม่ได้",
    }
    left = [each.text for each in series.left]
    assert left[1] == "จึงขอให้สำนักงานเขตแก้ไข"
    assert "31" in left[2]


def test_a_remark_on_an_item_that_the_year_lacks_or_calls_otherwise_is_told(
    taken: Take, year: Callable[[], Any]
) -> None:
    series = taken(
        tbl(
            tr("ข้อ", "รายการ", "ข้อสังเกตของผู้ประเมิน"),
            tr("O99", "", "ไม่พบ"),
            tr("O3", "การจัดการทรัพย์สินของทางราชการและของบริจาค", "ไม่พบ"),
            tr("", "", "ไม่พบ"),
        )
    )
    assert year().remark_by_node == {}
    assert sum(len(part.plan.skipped) for part in series.parts if part.plan) == 3


def test_two_remarks_on_one_item_are_kept_both(taken: Take, year: Callable[[], Any]) -> None:
    table = tbl(tr("ข้อ", "ข้อสังเกตของผู้ประเมิน"), tr("O3", "ไม่พบ ก"), tr("O3", "ไม่พบ ข"))
    taken(table)
    assert year().remark_by_node == {"O3": "ไม่พบ ก\nไม่พบ ข"}
    assert all(not part.writes for part in taken(table).parts)
