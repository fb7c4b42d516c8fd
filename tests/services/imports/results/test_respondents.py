"""The respondents' part of a result: what repeats, what is told, and what goes when asked."""

import pytest

from ita_desktop.domain.scores.results import Breakdown
from ita_desktop.services.imports.importing import apply_import
from tests.support.places import FIXTURES
from tests.support.taken_in import plan_file

REPORT = (FIXTURES / "report_2567.txt").read_text(encoding="utf-8")


@pytest.fixture
def take(workspace, tmp_path):
    """Plans and applies a report; the plan."""

    def do(text: str, **more):
        path = tmp_path / "รายงาน.txt"
        path.write_text(text, encoding="utf-8")
        plan = plan_file(workspace, None, "results", path, **more)
        apply_import(workspace, plan)
        return plan

    return do


def test_a_report_that_replaces_takes_out_what_it_lacks_of_the_respondents(workspace, take):
    take(REPORT)
    before = workspace.year(2567)
    assert take(REPORT, replace=True).writes() == []
    part = REPORT.partition("2.1")[0]
    # What states neither a total nor a score of an instrument is a part, beside which all stays.
    assert take(part, replace=True).removed == 0
    plan = take(f"{part}คะแนนรวมเท่ากับ 97.38 คะแนน", replace=True)
    after = workspace.year(2567)
    gone = len(before.answers) + len(before.comments)
    gone += len(before.group_figures) - len(after.group_figures)
    gone += len(before.scores) - len(after.scores)
    assert plan.removed == gone
    assert (after.answers, after.comments) == ((), ())


def test_without_replacing_nothing_of_the_respondents_goes(workspace, take):
    take(REPORT)
    before = workspace.year(2567)
    assert take(REPORT.partition("2.1")[0]).removed == 0
    after = workspace.year(2567)
    assert (after.answers, after.comments) == (before.answers, before.comments)
    assert after.group_figures == before.group_figures


def test_a_group_that_stands_twice_with_other_figures_is_told(workspace, take):
    line = next(line for line in REPORT.split("\n") if "โยธา\t76" in line)
    plan = take(REPORT.replace(line, f"{line}\n{line.replace('76', '67')}"))
    told = [one.why for one in plan.warnings if "พิมพ์ไว้สองครั้งไม่เหมือนกัน" in one.why]
    assert ["ฝ่ายโยธา" in one for one in told] == [True]
    (first, *_) = workspace.year(2567).figures_by(Breakdown.DEPARTMENT)
    assert (first.name, first.count) == ("ฝ่ายโยธา", 76)


def test_figures_and_comments_keep_the_order_of_the_report(workspace, take):
    take(REPORT)
    year = workspace.year(2567)
    for records in (year.group_figures, year.comments, year.answers):
        places = [record.position for record in records]
        assert places == sorted(set(places))
