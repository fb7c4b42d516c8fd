"""Official figures of a year that contradict each other are told, and none that do not."""

from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop.domain.scores.results import Answer, ScoreSource
from ita_desktop.services.imports import importing
from ita_desktop.services.result_check import check_year
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from tests.support.places import FIXTURES
from tests.support.taken_in import plan_file

D = Decimal


@pytest.fixture
def printed(office: Workspace) -> Workspace:
    _take(office, "results_2567.json")
    return office


def _take(workspace: Workspace, name: str) -> None:
    importing.apply_import(workspace, plan_file(workspace, None, "results", FIXTURES / name))


def _found(workspace: Workspace, year: int = 2567) -> list[tuple[str, str]]:
    return [
        (contradiction.node, contradiction.sentence)
        for contradiction in check_year(workspace.year(year))
    ]


def test_nothing_of_the_official_result_of_2567_contradicts(printed: Workspace) -> None:
    assert _found(printed) == []


def test_a_year_without_a_result_contradicts_nothing(office: Workspace) -> None:
    assert _found(office) == []


def test_a_level_that_the_scores_do_not_give_is_told_by_import_and_check(
    office: Workspace, tmp_path: Path
) -> None:
    content = (FIXTURES / "results_2567.json").read_text(encoding="utf-8")
    (path := tmp_path / "ผล.json").write_text(
        content.replace('"level": "ผ่านดี",', '"level": "ผ่าน",', 1), encoding="utf-8"
    )
    plan = plan_file(office, None, "results", path)
    sentence = "ระดับพิมพ์ ผ่าน แต่คิดจากคะแนนได้ ผ่านดี"
    assert sentence in {warning.why.partition(" · ")[0] for warning in plan.warnings}
    importing.apply_import(office, plan)
    assert _found(office) == [("ITA", sentence)]


def test_a_level_is_not_doubted_where_not_all_scores_are_known(office: Workspace) -> None:
    _take(office, "results_2567.json")
    scores.set_scores(office, 2567, [ScoreEdit("E6", None)], ScoreSource.OFFICIAL)
    assert not any("ระดับ" in sentence for _, sentence in _found(office))


def test_a_sum_that_does_not_follow_is_told_at_its_place(printed: Workspace) -> None:
    scores.set_scores(printed, 2567, [ScoreEdit("7", D("98.38"))], ScoreSource.OFFICIAL)
    assert _found(printed) == [("7", "คะแนน 7 พิมพ์ 98.38 แต่คิดจากคะแนนที่อยู่ใต้ลงไปได้ 89.38")]
    printed.undo()
    assert _found(printed) == []


def test_a_score_that_is_not_what_the_answers_give_is_told(printed: Workspace) -> None:
    scores.set_scores(printed, 2567, [ScoreEdit("I3", D("95.52"))], ScoreSource.OFFICIAL)
    described = dict(_found(printed))
    assert described["I3"] == "คะแนน I3 พิมพ์ 95.52 แต่คิดจากคำตอบได้ 99.52"
    assert set(described) == {"I3", "1", "ITA"}, "the sums above it no longer follow either"


def test_a_count_that_does_not_add_up_is_told(printed: Workspace) -> None:
    row = printed.year(2567).answers_of("I5")[0]
    with printed.change("แก้") as change:
        change.update(row, count=row.count + 10, percent=None)
    assert [node for node, _ in _found(printed)] == ["I5"] * len(_found(printed))
    assert any("รวมกันไม่ลงตัว" in sentence for _, sentence in _found(printed))


def test_answers_of_a_survey_that_the_framework_lacks_are_told_at_the_total(
    office: Workspace,
) -> None:
    year_id = office.year(2567).fiscal_year.id
    with office.change("ทดสอบ") as change:
        for option, percent in ((1, D(50)), (2, D(40))):
            change.insert(
                Answer(
                    id=f"{option}", year_id=year_id, instrument="XIT", question="ก",
                    option=option, label="ข", count=1, percent=percent,
                )
            )  # fmt: skip
    assert [node for node, _ in _found(office)] == ["ITA"]


def test_what_contradicts_in_2564_is_found_again_in_the_year(office: Workspace) -> None:
    years.add_year(office, 2564)
    _take(office, "results_2564.json")
    nodes = [node for node, _ in _found(office, 2564)]
    assert {"2", "4", "5", "7"} <= set(nodes)
