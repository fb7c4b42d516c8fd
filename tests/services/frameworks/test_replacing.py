"""The table of a circular replaces the draft that a year has; what was entered follows."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import (
    Assignment,
    AssignmentOwner,
    CheckMark,
    Evidence,
    Measure,
    MeasureItem,
    Unit,
    UnitKind,
    new_id,
)
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.exchange.source import read_file
from ita_desktop.frameworks import faults_of, load
from ita_desktop.frameworks.resource_files import item_map
from ita_desktop.services.frameworks.editing import confirm
from ita_desktop.services.frameworks.replacing import kept_back, read_replacement, replace_draft
from ita_desktop.services.years.years import add_year
from ita_desktop.storage.workspace import Workspace
from tests.services.frameworks.tables import excel_file, rows_of
from tests.support.known_files import opened_unread, prepared_begun

YEAR = 2570


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A file whose year is a draft, copied from 2567."""
    with opened_unread(prepared_begun(2564, add_draft), tmp_path / "เขต.ita") as workspace:
        yield workspace


def add_draft(workspace: Workspace) -> None:
    add_year(workspace, YEAR)


@pytest.fixture
def draft(workspace: Workspace, tmp_path: Path):
    source = read_file(excel_file(tmp_path / "a.xlsx", list(rows_of(load(2566)))))
    return read_replacement(workspace, source, YEAR)


@pytest.fixture
def moved(draft) -> tuple[str, str]:
    """An item that goes on under another code."""
    links = [(link.old, link.new) for link in draft.direct()]
    return next((old, new) for old, new in links if old != new and old.startswith("O"))


@pytest.fixture
def gone(draft) -> str:
    """An item that none continues."""
    known = {link.old for link in draft.direct()}
    return next(item.code for item in draft.before.items_of("OIT") if item.code not in known)


def put(workspace: Workspace, *records) -> None:
    with workspace.change("-") as change:
        for record in records:
            change.insert(record)


def test_the_draft_of_a_year_is_replaced_in_one_step(workspace: Workspace, draft, moved) -> None:
    before = workspace.year(YEAR)
    assert before.framework.drafted_from
    confirm(workspace, YEAR, ["item O1", "level passes"])
    replace_draft(workspace, draft)
    after = workspace.year(YEAR)
    assert len(after.framework.items_of("OIT")) == 30
    assert after.framework.drafted_from == before.framework.drafted_from
    assert faults_of(after.framework) == ()
    assert [one.part for one in after.confirmations] == ["level passes"]
    old, new = moved
    assert item_map(load(2567), after.framework).new(old) == (new,)
    workspace.undo()
    assert workspace.year(YEAR).framework == before.framework
    assert len(workspace.year(YEAR).confirmations) == 2


def test_what_was_entered_follows_its_item(workspace: Workspace, draft, moved) -> None:
    old, new = moved
    year = workspace.year(YEAR).fiscal_year.id
    measure = Measure(id=new_id(), year_id=year, indicator="9.1", method="ทำ")
    unit = Unit(id=new_id(), name="ฝ่ายโยธา", kind=UnitKind.SECTION)
    due, as_of = date(2027, 3, 31), date(2027, 3, 1)
    assignment = Assignment(
        id=new_id(), year_id=year, item_code=old, due=due, as_of=as_of, note="เร่ง"
    )
    put(
        workspace,
        unit,
        assignment,
        AssignmentOwner(id=new_id(), assignment_id=assignment.id, unit_id=unit.id),
        Evidence(id=new_id(), year_id=year, item_code=old, title="ก", location="ข"),
        measure,
        MeasureItem(id=new_id(), measure_id=measure.id, item_code=old),
    )
    dump = workspace.dump()
    replaced = replace_draft(workspace, draft)
    data = workspace.year(YEAR)
    assert replaced == (old,)
    (row,) = data.assignments
    assert (row.item_code, row.due, row.as_of, row.note) == (new, due, as_of, "เร่ง")
    assert [owner.unit_id for owner in data.owners_of_item(new)] == [unit.id]
    assert [row.item_code for row in data.evidence] == [new]
    assert [row.item_code for row in data.items_of_measure(measure.id)] == [new]
    assert data.measures[0].indicator in data.framework.indicator_by_code
    workspace.undo()
    assert workspace.dump()["assignment"][0]["item_code"] == old
    assert workspace.dump()["evidence"][0]["item_code"] == dump["evidence"][0]["item_code"]


def test_united_items_are_put_together(workspace: Workspace, draft) -> None:
    year = workspace.year(YEAR).fiscal_year.id
    put(
        workspace,
        Assignment(id=new_id(), year_id=year, item_code="O1", note="หนึ่ง"),
        Assignment(id=new_id(), year_id=year, item_code="O2", note="สอง"),
    )
    pairs = [("O1", "O1"), ("O2", "O1")]
    replace_draft(workspace, draft, pairs)
    (row,) = workspace.year(YEAR).assignments
    assert row.item_code == "O1"
    assert row.note.startswith("หนึ่ง\nสอง\nรวมจาก O1 O2")


def test_items_with_entries_that_vanish_are_named_and_nothing_is_written(
    workspace: Workspace, draft, gone: str
) -> None:
    data = workspace.year(YEAR)
    put(
        workspace,
        Assignment(id=new_id(), year_id=data.fiscal_year.id, item_code=gone, note="ไม่หาย"),
    )
    assert kept_back(workspace.year(YEAR), draft) == (gone,)
    before = workspace.dump()
    with pytest.raises(InputError, match=gone):
        replace_draft(workspace, draft)
    assert workspace.dump() == before
    replace_draft(workspace, draft, [(gone, "O7")])
    assert [row.item_code for row in workspace.year(YEAR).assignments] == ["O7"]


@pytest.mark.parametrize("what", ["score", "mark"])
def test_work_on_an_item_that_moves_is_not_taken_for_another_one(
    workspace: Workspace, draft, moved, what: str
) -> None:
    old, _ = moved
    data = workspace.year(YEAR)
    requirement = data.framework.item_by_code[old].requirements[0].code
    year = data.fiscal_year.id
    put(
        workspace,
        Score(id=new_id(), year_id=year, node=old, value=Decimal(100), source=ScoreSource.SELF)
        if what == "score"
        else CheckMark(id=new_id(), year_id=year, requirement=requirement),
    )
    assert kept_back(workspace.year(YEAR), draft) == (old,)


def test_a_printed_framework_is_not_replaced(workspace: Workspace, tmp_path: Path) -> None:
    source = read_file(excel_file(tmp_path / "b.xlsx", list(rows_of(load(2566)))))
    with pytest.raises(InputError, match="ไม่ใช่ร่าง"):
        read_replacement(workspace, source, 2564)


def test_a_second_table_replaces_the_first(workspace: Workspace, draft, tmp_path: Path) -> None:
    replace_draft(workspace, draft)
    source = read_file(excel_file(tmp_path / "c.xlsx", list(rows_of(load(2564)))))
    second = read_replacement(workspace, source, YEAR)
    replace_draft(workspace, second)
    framework = workspace.year(YEAR).framework
    assert {link.framework for link in framework.links} == {"2567"}
    assert faults_of(framework) == ()
