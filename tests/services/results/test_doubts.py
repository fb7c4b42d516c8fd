"""What an import doubts of a figure stays with it until somebody settles it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.results import FigureDoubt, ScoreSource
from ita_desktop.exchange.report.lines import read_lines
from ita_desktop.services.checks import believed, checking
from ita_desktop.services.imports import importing
from ita_desktop.services.imports.plan import Consent
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.storage.workspace import Workspace
from tests.support.known_files import begun_workspace, opened_unread
from tests.support.taken_in import plan_sheets, read_text

YEAR = 2567
DAY = date(2024, 10, 1)
TWICE = ("E4\tเปิดเผยข้อมูล\t83.39", "E4\tเปิดเผยข้อมูล\t85.39", "E5\tปรับปรุง\t90.00")


@pytest.fixture
def workspace(tmp_path: Path):
    with opened_unread(begun_workspace(YEAR), tmp_path / "งาน.ita") as made:
        yield made


def take_in(workspace: Workspace, *lines: str) -> importing.ImportPlan:
    sheet = read_lines("\n".join(lines), "รายงาน.txt")
    plan = plan_sheets(workspace, [sheet], shown=YEAR).with_consents([*Consent])
    importing.apply_import(workspace, plan)
    return plan


def found(workspace: Workspace) -> list[tuple[str, str]]:
    wanted = {"doubtful-figure", "contradiction"}
    return [
        (issue.code, issue.where)
        for issue in checking.check(workspace, YEAR, DAY)
        if issue.code in wanted
    ]


def test_two_printed_values_are_told_until_somebody_settles_them(workspace: Workspace) -> None:
    take_in(workspace, *TWICE)
    assert found(workspace) == [("doubtful-figure", "E4")]
    (described,) = believed.open_doubts(workspace.year(YEAR))
    assert (described.node, "83.39" in described.sentence, "85.39" in described.sentence) == (
        "E4",
        True,
        True,
    )
    # What is taken in again is the same doubt, and the same figure.
    take_in(workspace, *TWICE)
    assert len(workspace.year(YEAR).doubts) == 1

    assert believed.confirm(workspace, YEAR, ["E5"], DAY) == 0
    assert found(workspace) == [("doubtful-figure", "E4")]
    assert believed.confirm(workspace, YEAR, ["E4"], DAY) == 1
    assert found(workspace) == []
    assert workspace.year(YEAR).doubts[0].settled == DAY
    take_in(workspace, *TWICE)
    assert found(workspace) == []
    workspace.undo()
    assert found(workspace) == [("doubtful-figure", "E4")]


def test_a_figure_that_is_corrected_is_doubted_no_more(workspace: Workspace) -> None:
    take_in(workspace, *TWICE)
    data = workspace.year(YEAR)
    row = next(score for score in data.scores if score.node == "E4")
    with workspace.change("แก้ E4") as change:
        change.update(row, value=Decimal("85.40"))
    assert found(workspace) == []
    workspace.undo()
    assert found(workspace) == [("doubtful-figure", "E4")]
    with workspace.change("ใช้ค่าที่สอง") as change:
        row = next(score for score in workspace.year(YEAR).scores if score.node == "E4")
        change.update(row, value=Decimal("85.39"))
    assert found(workspace) == [], "the other printed value was chosen"


def test_a_sum_is_doubted_no_more_when_what_it_is_made_of_is_corrected(
    workspace: Workspace,
) -> None:
    rows = ["รหัส\tคะแนนทางการ", *(f"E{n}\t90.00" for n in range(1, 7)), "EIT\t95.00"]
    importing.apply_import(
        workspace, plan_sheets(workspace, read_text("\n".join(rows)), shown=YEAR)
    )
    assert ("doubtful-figure", "EIT") in found(workspace)
    with workspace.change("แก้ทุกข้อ") as change:
        for score in workspace.year(YEAR).scores:
            if score.node.startswith("E") and score.node != "EIT":
                change.update(score, value=Decimal("95.00"))
    assert found(workspace) == []


def test_undoing_an_import_takes_its_doubts_along(workspace: Workspace) -> None:
    take_in(workspace, *TWICE)
    workspace.undo()
    assert workspace.year(YEAR).doubts == ()


def test_a_sum_that_does_not_follow_can_be_settled_though_it_was_typed(
    workspace: Workspace,
) -> None:
    rows = ["รหัส\tคะแนนทางการ", *(f"E{n}\t90.00" for n in range(1, 7)), "EIT\t95.00"]
    plan = plan_sheets(workspace, read_text("\n".join(rows)), shown=YEAR)
    importing.apply_import(workspace, plan)
    assert ("doubtful-figure", "EIT") in found(workspace)
    assert believed.confirm(workspace, YEAR, ["all"], DAY) >= 1
    assert found(workspace) == []


def test_sums_that_were_typed_and_do_not_follow_are_settled_each(workspace: Workspace) -> None:
    for node, value in [(f"E{n}", 90) for n in range(1, 7)] + [("EIT", 95), ("7", 80)]:
        scores.set_scores(workspace, YEAR, [ScoreEdit(node, Decimal(value))], ScoreSource.OFFICIAL)
    assert sorted(found(workspace)) == [("contradiction", "7"), ("contradiction", "EIT")]
    take_in(workspace, *TWICE[:2])
    assert ("doubtful-figure", "E4") in found(workspace)
    before = workspace.year(YEAR).doubts
    assert believed.confirm(workspace, YEAR, ["EIT"], DAY) == 1
    assert workspace.edits.undo_label == "ยืนยันตัวเลข EIT"
    *_, last = workspace.year(YEAR).doubts
    assert (last.node, last.settled, last.position) == ("EIT", DAY, len(before))
    assert ("contradiction", "EIT") not in found(workspace)
    open_now = believed.open_doubts(workspace.year(YEAR))
    assert believed.confirm(workspace, YEAR, [believed.ALL], DAY) == len(open_now) > 1
    assert believed.open_doubts(workspace.year(YEAR)) == ()
    assert all(row.settled for row in workspace.year(YEAR).doubts)


@pytest.mark.parametrize(
    ("node", "text", "is_doubted"),
    [
        ("E4", "คะแนน E4 พิมพ์ไว้สองค่า คือ 90.00 และ 85", True),
        ("E4", "คะแนน E4 พิมพ์ไว้สองค่า คือ 91.00 และ 90", False),
        ("E4", "คะแนน E4 อ่านไม่ออก 91", True),
        ("E5", "คะแนน E5 พิมพ์ไว้สองค่า คือ 91.00 และ 90", True),
        ("E99", "คะแนน E99 พิมพ์ไว้สองค่า คือ 91.00 และ 90", True),
        ("", "จำนวนผู้ตอบพิมพ์ 91", True),
    ],
)
def test_a_doubt_is_of_the_score_that_was_printed(
    workspace: Workspace, node: str, text: str, is_doubted: bool
) -> None:
    scores.set_scores(workspace, YEAR, [ScoreEdit("E4", Decimal(90))], ScoreSource.OFFICIAL)
    with workspace.change("ทดสอบ") as change:
        year_id = workspace.year(YEAR).fiscal_year.id
        change.insert(FigureDoubt(id="d", year_id=year_id, node=node, text=text))
    shown = [(node or TOTAL, text)] if is_doubted else []
    assert [tuple(one) for one in believed.open_doubts(workspace.year(YEAR))] == shown
    assert believed.confirm(workspace, YEAR, [node or TOTAL], DAY) == len(shown)
    if is_doubted:
        assert workspace.edits.undo_label == f"ยืนยันตัวเลข {node or TOTAL}"


def test_a_level_without_a_total_is_kept_until_the_total_comes(workspace: Workspace) -> None:
    plan = take_in(workspace, "E4\tเปิดเผยข้อมูล\t83.39", "สำนักงานเขตตัวอย่าง อยู่ในระดับ “ผ่านดี”")
    data = workspace.year(YEAR)
    if not data.printed_level:
        pytest.fail(str([warning.text for warning in (*plan.warnings, *plan.aside, *plan.skipped)]))
    assert data.printed_level == "ผ่านดี"
    assert TOTAL not in data.remark_by_node
