"""Findings beside the results of the year before."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ita_desktop import frameworks
from ita_desktop.domain.analysis import PreviousResults, by_indicator, group_ref, issue_of
from ita_desktop.domain.records import FiscalYear, Measure, Organisation
from ita_desktop.domain.scores.results import (
    Breakdown,
    Finding,
    FindingSource,
    GroupFigure,
    MeasureFinding,
    RespondentComment,
    Score,
    ScoreSource,
    SourceKind,
)
from ita_desktop.domain.year import YearData
from ita_desktop.frameworks.resource_files import crosswalk

CROSSWALK = crosswalk()


def year_of(year, framework_year=None, **rows):
    framework = frameworks.load(framework_year or year)
    record = FiscalYear(
        id=str(year),
        year=year,
        framework_code=framework.code,
        framework_title=framework.title,
        level_set="",
    )
    return YearData(Organisation(id="o", name="สำนักงานเขตตัวอย่าง"), record, framework, **rows)


def scores(year, **values):
    return tuple(
        Score(
            id=f"{year}{node}",
            year_id=str(year),
            node=node,
            source=ScoreSource.OFFICIAL,
            value=Decimal(value),
        )
        for node, value in values.items()
    )


def finding(key, indicator, position=0, **texts):
    return Finding(id=key, year_id="2568", indicator=indicator, position=position, **texts)


def results(data, before):
    return PreviousResults(data, before, CROSSWALK)


def source(kind, ref):
    return FindingSource(id="s", finding_id="f", kind=kind, ref=ref)


BEFORE = year_of(2567, scores=scores(2567, I4="91.08", EIT="92.38"))


def test_the_score_of_last_year_stands_beside_the_item_and_the_instrument():
    found = results(year_of(2568, 2567), BEFORE)
    assert found.score("I4") == (2567, "I4", Decimal("91.08"))
    assert found.score("EIT") == (2567, "EIT", Decimal("92.38"))


def test_what_has_no_score_is_unknown_and_not_zero():
    found = results(year_of(2568, 2567), BEFORE)
    assert found.score("I5") is None
    assert results(year_of(2568, 2567), None).score("I4") is None
    assert results(year_of(2568, 2567), year_of(2567)).score("I4") is None


def test_an_item_of_another_framework_has_the_score_of_the_item_it_was():
    data = year_of(2567)
    old = year_of(2566)
    links = CROSSWALK.between("2566", "2567", [item.code for item in old.framework.items])
    moved = next(link for link in links if link.goes_on and link.old != link.new)
    before = replace(old, scores=scores(2566, **{moved.old: "87.50"}))
    assert results(data, before).score(moved.new) == (2566, moved.old, Decimal("87.50"))


def test_an_item_that_was_made_of_several_has_no_score_of_its_own():
    data = year_of(2567)
    old = year_of(2566)
    links = CROSSWALK.between("2566", "2567", [item.code for item in old.framework.items])
    merged = next(link for link in links if not link.goes_on)
    before = replace(old, scores=scores(2566, **{merged.old: "50"}))
    assert results(data, before).score(merged.new) is None


def test_findings_stand_in_the_order_of_the_framework_and_strange_indicators_last():
    data = year_of(
        2568,
        2567,
        findings=(
            finding("x", "99", 0),
            finding("e", "7", 1),
            finding("b", "1", 2),
            finding("a", "1", 3),
        ),
    )
    texts = [
        (findings.code, [each.id for each in findings.findings]) for findings in by_indicator(data)
    ]
    assert texts == [("1", ["b", "a"]), ("7", ["e"]), ("99", ["x"])]
    assert [bool(findings.name) for findings in by_indicator(data)] == [True, True, False]


def test_a_measures_own_words_stand_before_those_of_its_findings():
    own = Measure(id="m", year_id="2568", indicator="1", method="", finding="ของตน")
    bare = replace(own, id="n", finding="")
    data = year_of(
        2568,
        2567,
        findings=(
            finding("a", "1", issue="ก"),
            finding("b", "1", issue="ข"),
            finding("c", "1", issue="ก"),
        ),
        measures=(own, bare),
        measure_findings=tuple(
            MeasureFinding(id=f"{measure}{key}", measure_id=measure, finding_id=key)
            for measure in "mn"
            for key in "abc"
        ),
    )
    assert issue_of(data, own) == "ของตน"
    assert issue_of(data, bare) == "ก\nข"


def test_a_source_says_its_figure_or_that_it_is_gone():
    found = results(year_of(2568, 2567), BEFORE)
    described = found.describe(source(SourceKind.SCORE, "I4"))
    assert described.text == "ข้อ I4 ได้ 91.08 คะแนน ในปี 2567"
    gone = found.describe(source(SourceKind.SCORE, "I5"))
    assert (gone.gone, gone.text) == (True, "ไม่มีคะแนนของ I5 ในผลปีก่อนแล้ว")
    assert results(year_of(2568, 2567), None).describe(source(SourceKind.SCORE, "I4")).gone


def test_a_group_is_told_beside_the_whole():
    figure = GroupFigure(
        id="g",
        year_id="2567",
        breakdown=Breakdown.DEPARTMENT,
        name="ฝ่ายโยธา",
        node="EIT",
        value=Decimal(80),
    )
    found = results(year_of(2568, 2567), replace(BEFORE, group_figures=(figure,)))
    described = found.describe(source(SourceKind.GROUP, group_ref(figure)))
    assert described.text == "ฝ่ายโยธา ได้ EIT 80.00 คะแนน ภาพรวมได้ 92.38 คะแนน"
    assert found.describe(source(SourceKind.GROUP, "department|ฝ่ายอื่น|EIT")).gone


@pytest.mark.parametrize(
    ("node", "words"),
    [
        ("7", "ผู้ตอบทั้งหมด ได้ ตัวชี้วัดที่ 7 80.00 คะแนน"),
        ("10", "ผู้ตอบทั้งหมด ได้ ตัวชี้วัดที่ 10 80.00 คะแนน"),
        ("I5", "ผู้ตอบทั้งหมด ได้ ข้อ I5 80.00 คะแนน"),
        ("EIT", "ผู้ตอบทั้งหมด ได้ EIT 80.00 คะแนน ภาพรวมได้ 92.38 คะแนน"),
    ],
)
def test_a_group_without_a_whole_beside_it_is_told_alone(node, words):
    figure = GroupFigure(
        id="g",
        year_id="2567",
        breakdown=Breakdown.DEPARTMENT,
        name="",
        node=node,
        value=Decimal(80),
    )
    found = results(year_of(2568, 2567), replace(BEFORE, group_figures=(figure,)))
    assert found.describe(source(SourceKind.GROUP, f"department|\0|{node}")).gone
    assert found.describe(source(SourceKind.GROUP, f"department||{node}")).text == words


def test_without_the_year_before_there_is_nothing_of_it():
    found = results(year_of(2568, 2567), None)
    assert (found.links, found.was("I4"), found.was("7")) == ((), "", "")


def test_a_respondents_words_are_told_as_personal():
    comment = RespondentComment(id="c", year_id="2567", instrument="EIT", text="ช้า")
    found = results(year_of(2568, 2567), replace(BEFORE, comments=(comment,)))
    assert found.describe(source(SourceKind.COMMENT, "c")) == ("ช้า", True, False)
    assert found.describe(source(SourceKind.COMMENT, "d")).gone


def test_the_assessors_remark_is_told_with_its_item():
    (score,) = scores(2567, O6="0")
    before = replace(BEFORE, scores=(replace(score, note="ไม่พบไตรมาส 4"),))
    found = results(year_of(2568, 2567), before)
    described = found.describe(source(SourceKind.REMARK, "O6"))
    assert described.text == "ข้อสังเกตของผู้ตรวจต่อข้อ O6 ปี 2567: ไม่พบไตรมาส 4"
