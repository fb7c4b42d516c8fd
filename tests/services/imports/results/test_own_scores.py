"""Scores that the program has computed itself are not taken for official ones without a word."""

from dataclasses import replace
from pathlib import Path

import pytest

from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import Format
from ita_desktop.documents.registry import kind
from ita_desktop.documents.reports.score_summary import SECTIONS
from ita_desktop.domain.scores.progress import own_tree_of
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.services.imports.found.part import change_key
from ita_desktop.services.imports.found.series import ImportSeries, plan_parts
from ita_desktop.storage.workspace import Workspace
from tests.services.imports.found.books import Rows, parts_of

YEAR = 2568


def planned(workspace: Workspace, path: Path) -> ImportSeries:
    return plan_parts(workspace, parts_of(path), shown=YEAR)


def table(folder: Path, rows: Rows) -> Path:
    path = folder / "คะแนน ITA.csv"
    lines = (",".join(map(str, row)) for row in (("ข้อ", "คะแนน"), *rows))
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.mark.in_turn
@pytest.mark.parametrize("form", [Format.DOCX, Format.XLSX])
@pytest.mark.parametrize("own", [True, False])
def test_our_own_summary_is_not_taken_for_a_result(
    sample: Workspace, workspace: Workspace, tmp_path: Path, form: Format, own: bool
) -> None:
    content = drawn(kind("score-summary"), context_of(sample, sample.year(YEAR)), form)
    path = tmp_path / f"ก.{form.value}"
    path.write_bytes(content)
    series = planned(sample if own else workspace, path)
    (part,) = series.parts
    assert part.plan is not None
    assert not series.writes
    assert bool(part.plan.changes) is not own
    if own:
        return  # the year prints all of it itself
    assert "สรุปผลคะแนนที่พิมพ์จากโปรแกรม" in " ".join(doubt.why for doubt in part.doubts)
    chosen = replace(part.part, is_decided=True, left_out=frozenset())
    again = plan_parts(workspace, [chosen], shown=YEAR)
    assert again.writes


@pytest.mark.parametrize(("headings", "asked"), [(1, False), (2, True)])
def test_two_headings_of_our_summary_make_a_file_of_the_program(
    sample: Workspace, tmp_path: Path, headings: int, asked: bool
) -> None:
    path = table(tmp_path, [("I1", "98.5"), ("I2", "97")])
    titles = (f"{number}. {head.text}\n" for number, head in enumerate(SECTIONS[:headings], 1))
    path.write_text(f"{path.read_text('utf-8')}\n{''.join(titles)}", "utf-8")
    (part,) = (part for part in planned(sample, path).parts if part.plan is not None)
    assert part.plan is not None
    assert len(part.plan.chosen()) == (0 if asked else 2)


def test_scores_that_are_all_as_self_assessed_are_asked_about(
    sample: Workspace, tmp_path: Path
) -> None:
    own = own_tree_of(sample.year(YEAR)).nodes
    rows = [(f"O{number}", own[f"O{number}"].computed) for number in (1, 2, 3)]
    (part,) = planned(sample, table(tmp_path, rows)).parts
    assert part.plan is not None
    assert (len(part.plan.changes), part.plan.chosen()) == (3, ())
    assert "คะแนนทั้ง 3 ค่าตรงกับ" in " ".join(doubt.why for doubt in part.doubts)


def test_scores_that_differ_from_the_self_assessment_are_taken(
    sample: Workspace, tmp_path: Path
) -> None:
    own = own_tree_of(sample.year(YEAR)).nodes
    rows = [(f"O{number}", own[f"O{number}"].computed) for number in (1, 2, 3)]
    (part,) = planned(sample, table(tmp_path, [*rows, ("I1", "98.5")])).parts
    assert part.plan is not None
    assert len(part.plan.chosen()) == len(part.plan.changes) == 4


def test_a_decided_part_keeps_what_was_left_out(sample: Workspace, tmp_path: Path) -> None:
    (part,) = planned(sample, table(tmp_path, [("I1", "98.5"), ("I2", "97")])).parts
    assert part.plan is not None
    left = frozenset({change_key(part.plan.changes[0])})
    decided = replace(part.part, is_decided=True, left_out=left)
    (again,) = plan_parts(sample, [decided], shown=YEAR).parts
    assert again.plan is not None
    assert [change.cells[0].new for change in again.plan.chosen()] == ["I2"]


_SURVEYS = (
    "แบบสำรวจ\n\nข้อ,ข้อคำถาม,คะแนนเฉลี่ย,S.D.,ร้อยละ,ระดับ\n1,ก,84.52,0.61,90.4,มาก\nรวม,,84.4,0.6,88,มาก\n",
    "ผลสำรวจความพึงพอใจของผู้รับบริการ\n\nข้อ,คะแนน\nE1,90.4\nE2,86.2\n",
    "ข้อ,รายการ,ร้อยละ,ระดับความพึงพอใจ\nE1,เจ้าหน้าที่,90.4,มากที่สุด\nE2,สถานที่,86.2,มาก\n",
    "ข้อ,รายการ,ความพึงพอใจ,\n,,คะแนน,ระดับ\nE1,เจ้าหน้าที่,90.4,มากที่สุด\nE2,สถานที่,86.2,มาก\n",
    "ข้อ,รายการ,คะแนนเฉลี่ย,ส่วนเบี่ยงเบนมาตรฐาน\nE1,เจ้าหน้าที่,90.4,4\nE2,สถานที่,86.2,5\n",
)


@pytest.mark.in_turn
@pytest.mark.parametrize("text", _SURVEYS)
def test_an_offices_own_survey_is_no_official_result(
    sample: Workspace, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "ก.csv"
    path.write_text(text, "utf-8")
    series = planned(sample, path)
    assert not series.writes
    told = " ".join(doubt.why for part in series.parts for doubt in part.doubts)
    others = ("แบบสำรวจความพึงพอใจของสำนักงานเอง", "แต่ไม่ใช่ เพราะ", "ไม่ได้เลือกไว้ เพราะ")
    assert any(words in told for words in others)


@pytest.mark.parametrize(
    ("scores", "chosen"), [((4.52, 4.31, 5), 0), ((4.52, 4.31, 84.5), 3), ((1.8, 1.2), 0)]
)
def test_scores_of_five_are_not_taken_for_those_of_a_hundred(
    sample: Workspace, tmp_path: Path, scores: tuple[float, ...], chosen: int
) -> None:
    rows = [(f"E{number}", score) for number, score in enumerate(scores, 1)]
    (part,) = planned(sample, table(tmp_path, rows)).parts
    assert part.plan is not None
    assert (len(part.plan.changes), len(part.plan.chosen())) == (len(scores), chosen)
    doubts = " ".join(doubt.why for doubt in part.doubts)
    assert ("ไม่เกิน 5" in doubts) == (not chosen)


def test_the_score_of_a_report_on_satisfaction_is_one_of_oit(
    sample: Workspace, tmp_path: Path
) -> None:
    """O items may be named after it, in the title of a table of one item, too."""
    path = tmp_path / "ก.csv"
    text = "รายงานผลการสำรวจความพึงพอใจการให้บริการ\n\nข้อ,คะแนน\nO13,100\nO14,0\n"
    path.write_text(text, "utf-8")
    (part,) = (part for part in planned(sample, path).parts if part.plan is not None)
    assert part.plan is not None
    assert len(part.plan.chosen()) == len(part.plan.changes) == 2
