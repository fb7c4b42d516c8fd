"""The sample that everybody meets first: it opens, adds up, and names nobody."""

import contextlib
import csv
import re
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from ita_desktop.domain.records import MeasureKind, UnitKind
from ita_desktop.domain.scores.progress import State, item_progress, tree_of
from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.domain.tracking.state import late_measures
from ita_desktop.paths import resource
from ita_desktop.services import workspaces
from ita_desktop.services.imports import importing
from ita_desktop.services.measure_names import label_of
from ita_desktop.services.scores.scores import as_json
from ita_desktop.storage.workspace import Workspace
from tests.support.taken_in import plan_file
from tools.sample import make as make_sample

TABLES = sorted(path.name for path in resource("sample").glob("*_25*.csv"))


@pytest.fixture
def sample(tmp_path: Path):
    with Workspace.open(workspaces.copy_sample(tmp_path / "sample.ita")) as workspace:
        yield workspace


def test_the_sample_keeps_three_years(sample: Workspace) -> None:
    assert [year.year for year in sample.years()] == [2566, 2567, 2568]


def test_the_sample_is_shown_on_a_day_of_its_own_story(sample: Workspace) -> None:
    assert sample.shown_day == date(2025, 3, 14)
    states = [
        progress.state for progress in item_progress(sample.year(2568), date(2025, 3, 14)).values()
    ]
    assert len(set(states)) == 4


def test_the_result_of_2567_comes_out_as_it_was_printed(sample: Workspace) -> None:
    described = as_json(sample.year(2567))
    assert described["total"] == "97.38"
    assert str(tree_of(sample.year(2567)).total.computed) == "97.38"
    assert described["level"]["name_th"] == "ผ่านดี"
    assert [one["computed"] for one in described["instruments"]] == ["98.88", "92.38", "100.00"]


def test_2566_has_its_roster_and_an_owner_for_each_of_its_thirty_items(sample: Workspace) -> None:
    year = sample.year(2566)
    assert len(year.members) == 20
    items = year.framework.items_of("OIT")
    assert len(items) == 30
    assert all(year.owners_of_item(item.code) for item in items)


def test_2568_stands_in_the_middle_of_its_work(sample: Workspace) -> None:
    year = sample.year(2568)
    assert len(year.members) == 42
    by_item = [measure for measure in year.measures if measure.kind is MeasureKind.ITEM]
    assert sum(len(year.items_of_measure(measure.id)) for measure in by_item) == 40
    states = [progress.state for progress in item_progress(year, date(2025, 3, 14)).values()]
    counts = [states.count(state) for state in State]
    assert counts == [3, 8, 2, 0, 9]
    assert str(tree_of(year).nodes["OIT"].value) == "40.00"


def test_2568_has_an_analysis_measures_of_each_chapter_and_a_record_with_photographs(
    sample: Workspace,
) -> None:
    year = sample.year(2568)
    assert {finding.indicator for finding in year.findings} == {
        str(number) for number in range(1, 11)
    }
    kinds = {measure.kind for measure in year.measures}
    assert kinds == set(MeasureKind) - {MeasureKind.PREPARATION, MeasureKind.OWN}
    late = [label_of(year, measure.measure) for measure in late_measures(year, date(2025, 3, 14))]
    assert late == ["I5", "O19"]
    assert [entry.reason for entry in year.entries if entry.state is EntryState.SKIPPED] != []
    half_year = next(one.id for one in year.rounds if one.title == "รอบ 6 เดือน")
    assert sum(entry.round_id == half_year for entry in year.entries) == 3
    assert len(year.photos) == 5
    assert all(photo.caption and sample.media(photo.media) for photo in year.photos)


def test_the_sample_stays_small() -> None:
    assert resource("sample", "sample.ita").stat().st_size < 3_500_000


def test_the_sample_names_no_real_person_school_or_district(sample: Workspace) -> None:
    year = sample.year(2568)
    schools = [unit.name for unit in year.units if unit.kind is UnitKind.SCHOOL]
    named = [person.name for person in year.people] + schools + [year.organisation.name]
    assert len(named) > 60
    assert [name for name in named if "ตัวอย่าง" not in name] == []


def test_the_sample_holds_no_telephone_number_and_no_real_address() -> None:
    with contextlib.closing(sqlite3.connect(resource("sample", "sample.ita"))) as connection:
        everything = "\n".join(connection.iterdump())
    assert re.findall(r"(?<![\w.])0[2-9]\d?[- ]?\d{3}[- ]?\d{3,4}(?!\w)", everything) == []
    hosts = set(re.findall(r"https?://([^/'\"\\]+)", everything))
    assert hosts == {"district.example"}


@pytest.mark.in_turn
def test_the_shipped_sample_is_what_its_script_makes(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ita"
    make_sample.make(fresh)
    shipped = resource("sample", "sample.ita")
    assert make_sample.content(fresh) == make_sample.content(shipped)


@pytest.mark.in_turn
@pytest.mark.parametrize("table", [name for name in TABLES if not name.startswith("results")])
def test_a_clerk_can_import_each_table_beside_the_sample_into_a_new_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    monkeypatch.setenv("ITA_DESKTOP_HOME", str(tmp_path / "home"))
    kind, _, year = table.removesuffix(".csv").partition("_")
    with resource("sample", table).open(encoding="utf-8", newline="") as file:
        rows = len(list(csv.DictReader(file)))
    with workspaces.create(tmp_path / "new.ita", "สำนักงานเขตตัวอย่าง", int(year)) as workspace:
        plan = plan_file(workspace, int(year), kind, resource("sample", table))
        assert plan.skipped == ()
        assert plan.rows == rows
        assert plan.added == len(plan.chosen()) > 0
        importing.apply_import(workspace, plan)
        again = plan_file(workspace, int(year), kind, resource("sample", table))
        assert (again.added, again.changed, again.removed) == (0, 0, 0)
