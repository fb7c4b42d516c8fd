"""Scores typed in a table of words: each stands among the official ones, or is told."""

from decimal import Decimal

import pytest

from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.exchange.source import read_pasted
from ita_desktop.services.checks.believed import doubted
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.ledger.ledger import left_of_plan
from ita_desktop.services.imports.plan import ImportPlan
from ita_desktop.services.years.years import framework_for, insert_year
from tests.support.taken_in import plan_source

HEAD = ("ประเด็นการประเมิน", "ประเด็นที่ต้องปรับปรุง", "มาตรการ/กิจกรรม", "ผู้รับผิดชอบ")


NO_RESULT = "คะแนนในตารางที่ไม่ใช่ผลการประเมิน · ถ้าเป็นผลทางการ นำเข้ารายงานผลการประเมิน"
YEARS = (2566, 2567, 2568)
NO_FIELD = "แถวนี้นำเข้า แต่ข้อความนี้ไม่มีช่องรับ"


def told(plan) -> list[str]:
    """The remarks about scores that differ from official ones."""
    return [one.fields["scores"] for one in plan.warnings if "scores" in one.fields]


def compared(plan) -> str:
    return ", ".join(f"{one.name} {one.score}" for one in plan.scores)


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        ("I1 เต็มใจให้บริการ (91.11 คะแนน)", "I1 91.11"),
        ("๑๑ เต็มใจให้บริการ (ได้ ๙๑.๑๑ คะแนน)", "I1 91.11"),
        ("I1 เต็มใจให้บริการ\n(91.11)", "I1 91.11"),
        ("I1 เต็มใจให้บริการ 91.11", "I1 91.11"),
        ("I1 (91 คะแนน)\nI2 (80.5 คะแนน)", "I1 91, I2 80.5"),
        ("I1\nเต็มใจให้บริการ (91.11 คะแนน)", "I1 91.11"),
        ("I1 เต็มใจให้บริการ คะแนนเต็ม 100", None),
        ("เจ้าหน้าที่เต็มใจให้บริการ (91.20 คะแนน)", None),
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ (95.1 คะแนน)\nเต็มใจให้บริการ (91.20)", "ตัวชี้วัด 1 95.1"),
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่\n- เต็มใจให้บริการ (91.20 คะแนน)", None),
        ("I1 ขั้นตอนที่ 3", None),
    ],
)
def test_a_score_in_the_cell_of_the_item_is_told(take_in, cell, typed) -> None:
    group = ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "", "", "")
    plan = take_in("analysis", HEAD, group, (cell, "ช้า", "1. คู่มือ", "ทุกฝ่าย"))
    assert compared(plan) == (typed or "")
    assert told(plan) == []


@pytest.mark.parametrize("kind", ["analysis", "measures", "progress"])
def test_scores_of_a_column_and_of_groups_are_told_and_no_results(
    workspace, take_in, year, kind
) -> None:
    issue = "จุดด้อย" if kind == "measures" else "ประเด็นที่ต้องปรับปรุง"
    rows = [
        ("รายงานผลตามมาตรการ รอบ 6 เดือน", "", "", "", ""),
        ("ข้อ", "คะแนน", issue, "มาตรการ", "ผลการดำเนินงาน"),
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ (74.42 คะแนน)", "", "", "", ""),
        ("I1", "91.11", "ช้า", "1. คู่มือ", "ทำแล้ว"),
        ("I2", "88", "ช้า", "1. ป้าย", "ทำแล้ว"),
        ("I3", "ดีมาก", "ช้า", "1. อบรม", "ทำแล้ว"),
    ]
    source = read_pasted(rows, "ตาราง")
    plan = plan_source(workspace, 2568, kind, source)
    assert (compared(plan), told(plan)) == ("ตัวชี้วัด 1 74.42, I1 91.11, I2 88", [])
    left = {each.text: each.note for each in left_of_plan(source, take_in(kind, *rows))}
    scores = {"74.42": NO_RESULT, "91.11": NO_RESULT, "88": NO_RESULT, "ดีมาก": NO_FIELD}
    assert {text: note for text, note in left.items() if text in scores} == scores
    assert year().scores == ()


def official(workspace, year, **values: str) -> None:
    with workspace.change("ผล") as change:
        for node, value in values.items():
            change.insert(
                Score(
                    id=f"{year().year} {node}",
                    year_id=year().fiscal_year.id,
                    node=node.removeprefix("of_"),
                    source=ScoreSource.OFFICIAL,
                    value=Decimal(value),
                )
            )


def test_what_is_an_official_figure_is_not_told_and_another_is(workspace, take_in, year) -> None:
    """Until somebody says which of both is right, the check tells it, too."""
    official(workspace, year, I1="91.11", I2="88.00", of_1="72.42")
    rows = (
        HEAD,
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ (74.42 คะแนน)", "", "", ""),
        ("I1 เต็มใจ (91.11 คะแนน)", "ช้า", "1. คู่มือ", "ทุกฝ่าย"),
        ("I2 สะดวก (80.00 คะแนน)", "ช้า", "1. ป้าย", "ทุกฝ่าย"),
    )
    plan = take_in("analysis", *rows)
    assert told(plan) == ["ตัวชี้วัด 1 74.42 (72.42), I2 80.00 (88.00)"]
    checked = [
        "คะแนน I2 พิมพ์ 88.00 แต่ในการวิเคราะห์ผลการประเมินที่นำเข้าพิมพ์ 80.00",
        "คะแนน 1 พิมพ์ 72.42 แต่ในการวิเคราะห์ผลการประเมินที่นำเข้าพิมพ์ 74.42",
    ]
    assert {doubt.text for doubt in doubted(year())} == {*checked}
    take_in("analysis", *rows)
    assert len(year().doubts) == len(checked), "told once"
    (score,) = (score for score in year().scores if score.node == "I2")
    with workspace.change("แก้") as change:
        change.update(score, value=Decimal("80.00"))
    assert [doubt.text for doubt in doubted(year())] == checked[1:]


def test_the_mended_table_takes_its_differences_back_and_no_others(
    workspace, take_in, year
) -> None:
    """Its rows are the same as before: nothing else is to be imported."""
    official(workspace, year, I1="91.11", I2="88.00", I3="70.00")

    def typed(*scores: str, kind: str = "analysis", says: str = "ช้า") -> ImportPlan:
        issue = "จุดด้อย" if kind == "measures" else "ประเด็นที่ต้องปรับปรุง"
        rows = [(f"I{at}", score, says, f"{at}. คู่มือ") for at, score in enumerate(scores, 1)]
        return take_in(kind, ("ข้อ", "คะแนน", issue, "มาตรการ"), *rows)

    def doubts() -> list[str]:
        return [f"{doubt.node} {doubt.text.split()[-1]}" for doubt in doubted(year())]

    typed("91.17", "80.00", "77.00")
    assert doubts() == ["I1 91.17", "I2 80.00", "I3 77.00"]
    typed("91.11", "88.00", "70.00", kind="measures", says="นาน")
    assert len(doubts()) == 3, "that table is as wrong as it was"
    mended = typed("91.11", "88.06")
    assert (mended.added, mended.changed) == (0, 0)
    assert sorted(doubts()) == ["I2 88.06", "I3 77.00"]
    workspace.edits.undo()
    assert doubts() == ["I1 91.17", "I2 80.00", "I3 77.00"]


@pytest.mark.parametrize(
    ("figure", "typed", "is_other"),
    [
        ("99.19", "99.2", False),
        ("99.19", "99", False),
        ("91.25", "91.3", False),
        ("99.19", "99.1", True),
        ("99.19", "99.20", True),
        ("88", "88.3", True),
    ],
)
def test_an_official_figure_that_is_typed_rounded_is_no_difference(
    workspace, take_in, year, figure, typed, is_other
) -> None:
    official(workspace, year, I1=figure)
    rows = ("ข้อ", "คะแนน", "ประเด็นที่ต้องปรับปรุง", "มาตรการ"), ("I1", typed, "ช้า", "1. คู่มือ")
    plan = take_in("analysis", *rows)
    assert told(plan) == ([f"I1 {typed} ({figure})"] if is_other else [])
    said = f"คะแนน I1 พิมพ์ {Decimal(figure):.2f} แต่ในการวิเคราะห์ผลการประเมินที่นำเข้าพิมพ์ {typed}"
    assert [doubt.text for doubt in doubted(year())] == ([said] if is_other else [])


@pytest.mark.parametrize(
    ("heading", "shown", "doubted_in"),
    [
        ("คะแนน", "I1 91.50 (91.11 95.00)", 2567),
        ("คะแนน ปี 2567", "I1 91.50 (91.11)", 2567),
        ("ผลคะแนน ประจำปี พ.ศ. ๒๕๖๗", "I1 91.50 (91.11)", 2567),
        ("คะแนน ITA ปีงบประมาณ 2566", "I1 91.50 (80.00)", 2566),
        ("คะแนน 2568", "I1 91.50 (95.00)", 2568),
    ],
)
@pytest.mark.parametrize("kind", ["analysis", "measures"])
def test_a_column_of_a_year_is_compared_with_the_figures_of_that_year(
    workspace, kind, heading, shown, doubted_in
) -> None:
    for number, value in ((2566, "80.00"), (2567, "91.11"), (2568, "95.00")):
        with workspace.change("ปี") as change:
            if number != 2568:
                insert_year(change, number, framework_for(number))
        official(workspace, lambda number=number: workspace.year(number), I1=value)
    issue = "จุดด้อย" if kind == "measures" else "ประเด็นที่ต้องปรับปรุง"
    rows = [("ข้อ", heading, issue, "มาตรการ"), ("I1 เต็มใจ", "91.50", "ช้า", "1. คู่มือ")]
    plan = plan_source(workspace, 2568, kind, read_pasted(rows, "ตาราง"))
    assert (told(plan), plan.ignored_columns) == ([shown], ())
    apply_import(workspace, plan)
    years = {number: [one.text for one in doubted(workspace.year(number))] for number in YEARS}
    assert [number for number, texts in years.items() if texts] == [doubted_in]
    assert "91.50" in years[doubted_in][0]


def test_scores_of_another_result_are_no_doubts_of_this_one(workspace, take_in, year) -> None:
    values = {f"I{place}": f"{90 + place}.00" for place in range(1, 7)}
    official(workspace, year, **values)
    rows = ((f"{node} ข้อ (70.5 คะแนน)", f"ช้า {node}", "1. คู่มือ", "ทุกฝ่าย") for node in values)
    assert len(told(take_in("analysis", HEAD, *rows))) == 1
    assert year().doubts == ()


def test_questions_without_codes_are_of_their_indicator_and_no_results(workspace, year) -> None:
    rows = [
        ("การวิเคราะห์ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568", "", "", "", "", ""),
        ("ตัวชี้วัด", "ประเด็นการประเมิน", "คะแนน", "จุดอ่อน", "แนวทางแก้ไข/มาตรการ", "ผู้รับผิดชอบ"),
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "ให้บริการตามขั้นตอน", "91.20", "ช้า", "ทำคู่มือ", "ทุกฝ่าย"),
        ("ตัวชี้วัดที่ 2 การใช้งบประมาณ", "ทราบแผนงบประมาณ", "88.00", "ไม่ทราบ", "เผยแพร่", "ทุกฝ่าย"),
    ]
    (part,) = find_parts([read_pasted(rows, "ตาราง")])
    assert part.kind == "analysis"
    plan = plan_source(workspace, 2568, part.kind, part.source)
    assert (plan.added, compared(plan)) == (2, "")
