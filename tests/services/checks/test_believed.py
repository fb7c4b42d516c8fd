"""What earlier programs believed of tables that were nothing of the assessment is found again."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.records import Person, new_id
from ita_desktop.domain.scores.progress import official_scores
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.services.checks.believed import CODE, believed, kept_figure, withdraw
from ita_desktop.services.checks.checking import check
from ita_desktop.settings import today
from ita_desktop.storage.workspace import Workspace
from tests.support.known_files import begun_workspace, opened_unread

_YEAR = 2568
_WHOLE = {"ITA": "96.30", "IIT": "98", "EIT": "95", "OIT": "96", "O1": "100", "O2": "0"}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with opened_unread(begun_workspace(_YEAR), tmp_path / "งาน.ita") as made:
        yield made


def bring(
    workspace: Workspace,
    scores: Mapping[str, str] | None = None,
    *people: Person,
    by: str = "นำเข้า",
) -> None:
    """Store what an import of an earlier program has stored."""
    data = workspace.year(_YEAR)
    known = {score.node: score for score in data.scores}
    label = by + "{title} จาก {source} ({count} แถว)"
    fields = {"title": Phrase("ผลการประเมิน"), "source": "ตาราง.xlsx", "count": 2}
    with workspace.change(label, **fields) as change:
        for node, text in (scores or {}).items():
            value = Decimal(text).quantize(Decimal("0.01"))
            if node in known:
                change.update(known[node], value=value)
                continue
            year_id = data.fiscal_year.id
            official = ScoreSource.OFFICIAL
            change.insert(
                Score(id=new_id(), year_id=year_id, node=node, source=official, value=value)
            )
        for person in people:
            change.insert(person)


def person(**more: str) -> Person:
    return Person(id=new_id(), prefix="นาย", name="ตัวอย่าง ร้องเรียน", **more)


def found(workspace: Workspace) -> list[str]:
    return [each.code for each in check(workspace, _YEAR, today()) if each.code == CODE]


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "scores", [{"1": "85", "2": "79"}, {"I1": "5"}, {"2": "45.1"}, {"O1": "50"}, {"OIT": "8"}]
)
def test_few_scores_that_nothing_bears_out_are_found_and_taken_out(
    workspace: Workspace, scores: Mapping[str, str]
) -> None:
    before = workspace.dump()["score"]
    bring(workspace, scores)
    if scores.keys() == {"OIT"}:
        bring(workspace, {"O3": "100"}, by="แก้")
    assert found(workspace) == [CODE]
    assert withdraw(workspace, _YEAR, []) == len(scores)
    assert found(workspace) == []
    if scores.keys() != {"OIT"}:
        assert workspace.dump()["score"] == before
    workspace.undo()
    assert found(workspace) == [CODE]


def test_a_score_that_a_table_changed_gets_its_former_one_back(workspace: Workspace) -> None:
    bring(workspace, _WHOLE)
    assert found(workspace) == []
    bring(workspace, {"O1": "50"})
    (each,) = believed(workspace, workspace.year(_YEAR))
    assert "O1" in str(each.issue.message)
    assert each.issue.as_json()["withdraw"] == each.group.id
    assert "--" not in str(each.issue.fix)  # what a clerk does, the window has a button for
    assert withdraw(workspace, _YEAR, [each.group.id + 1]) == 0
    assert withdraw(workspace, _YEAR, [each.group.id]) == 1
    assert official_scores(workspace.year(_YEAR))["O1"] == 100


def test_a_total_that_an_import_put_away_comes_back_with_it(workspace: Workspace) -> None:
    bring(workspace, _WHOLE)
    before = workspace.dump()
    data = workspace.year(_YEAR)
    (total,) = (score for score in data.scores if score.node == TOTAL)
    o1 = next(score for score in data.scores if score.node == "O1")
    with workspace.change("นำเข้าผลการประเมิน จาก ตาราง.xlsx (1 แถว)") as change:
        change.update(o1, value=Decimal(50))
        change.delete(total)
        change.insert(kept_figure(data, total))
    assert withdraw(workspace, _YEAR, []) == 1
    for table in ("score", "figure_doubt"):
        assert values(workspace.dump()[table]) == values(before[table])


def values(rows: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """Rows without what counts how often they were written."""
    kept = [{name: row[name] for name in row if name != "version"} for row in rows]
    return sorted(kept, key=lambda row: str(row["id"]))


def test_what_is_typed_or_of_a_report_or_fits_is_not_doubted(workspace: Workspace) -> None:
    bring(workspace, {"1": "85", "2": "79"}, by="กรอก")
    assert found(workspace) == []
    bring(workspace, {"1": "86"})
    bring(workspace, {"1": "87"}, by="แก้")  # somebody has looked at it since
    bring(workspace, _WHOLE)
    bring(workspace, {"O3": "100"})
    assert found(workspace) == []


def test_people_whom_nothing_names_are_found_and_taken_out(workspace: Workspace) -> None:
    unit = workspace.year(_YEAR).units[0]
    kept = person(unit_id=unit.id), person(job_title="นักวิชาการ")
    bring(workspace, None, person(), person(phone="0"), *kept)
    bring(workspace, None, person(), by="เพิ่ม")
    (each,) = believed(workspace, workspace.year(_YEAR))
    assert "2 คน" in str(each.issue.message)
    assert withdraw(workspace, _YEAR, [each.group.id]) == 2
    assert len(workspace.year(_YEAR).people) == 3
    assert found(workspace) == []
