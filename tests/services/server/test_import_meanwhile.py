"""An import is stored while colleagues type elsewhere; what it is about must be as it was."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from ita_desktop.domain.errors import ConflictError
from ita_desktop.domain.records import (
    CalendarDate,
    Evidence,
    Measure,
    MeasureItem,
    MeasureOwner,
    Member,
    MemberKind,
    Organisation,
    Person,
    Record,
    new_id,
)
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.domain.tracking.entries import Entry
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.exchange.source import ImportSource, read_file, read_pasted
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.reading import parts_in
from ita_desktop.services.imports.found.series import apply_series, plan_parts
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.plan import ImportPlan
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from tests.support.places import FIXTURES, ROOT
from tests.support.taken_in import plan_source

_YEAR = 2568
Clerks = tuple[Workspace, Workspace]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs_postgresql)])
def clerks(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Clerks]:
    """The workspace of who imports, and of who types meanwhile: on a server another one."""
    with ExitStack() as opened:
        if request.param == "sqlite":
            own = opened.enter_context(Workspace.create(tmp_path / "ก.ita", backup_root=tmp_path))
            other = own
        else:
            address = request.getfixturevalue("shared_database")
            own, other = (opened.enter_context(Workspace.connect(address)) for _ in range(2))
        with own.change("เริ่ม") as change:
            change.insert(Organisation(id=new_id(), name="สำนักงานเขตตัวอย่าง"))
        years.add_year(own, _YEAR)
        apply_import(own, planned(own, "assignments", ("O1", "ฝ่ายปกครอง"), ("O2", "ฝ่ายโยธา")))
        meet(other, own)
        yield own, other


def meet(own: Workspace, other: Workspace) -> None:
    """Wait until one has heard what the other has stored."""
    until = monotonic() + 20
    while own.year(_YEAR) != other.year(_YEAR):
        assert monotonic() < until
        sleep(0.02)


def source(kind: str, *rows: tuple[str, str]) -> ImportSource:
    heads = ("ข้อ", "ผู้รับผิดชอบ") if kind == "assignments" else ("รหัส", "คะแนน")
    return read_pasted([heads, *rows], "ก.xlsx")


def planned(workspace: Workspace, kind: str, *rows: tuple[str, str]) -> ImportPlan:
    return plan_source(workspace, _YEAR, kind, source(kind, *rows))


def type_note(workspace: Workspace, item: str) -> None:
    (row,) = (each for each in workspace.year(_YEAR).assignments if each.item_code == item)
    with workspace.change("แก้หมายเหตุ") as change:
        change.update(row, note="พิมพ์ระหว่างนั้น")


def type_score(workspace: Workspace, node: str) -> None:
    year_id = workspace.year(_YEAR).fiscal_year.id
    with workspace.change("กรอกคะแนน") as change:
        change.insert(
            Score(
                id=new_id(),
                year_id=year_id,
                node=node,
                source=ScoreSource.OFFICIAL,
                value=Decimal("90.00"),
            )
        )


def type_unit(workspace: Workspace, _name: str) -> None:
    unit = workspace.year(_YEAR).units[-1]
    with workspace.change("เพิ่มหน่วย") as change:
        change.insert(replace(unit, id=new_id(), name="ฝ่ายที่เพิ่มระหว่างนั้น", row_version=1))


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("typed", "what"),
    [(type_note, "O2"), (type_score, "EIT"), (type_unit, "")],
)
@pytest.mark.parametrize("several", [False, True])
def test_what_is_typed_elsewhere_is_no_conflict(
    clerks: Clerks, typed: Callable[[Workspace, str], None], what: str, several: bool
) -> None:
    own, other = clerks
    if several:
        parts = find_parts(
            [source("results", ("IIT", "98")), source("assignments", ("O1", "ฝ่ายรายได้"))]
        )
        # Codes without names are of any list: the clerk says that they are hers.
        parts = [replace(part, is_taken=True) for part in parts]
        series = plan_parts(own, parts, shown=_YEAR)
        typed(other, what)
        apply_series(own, series)
    else:
        plans = (
            planned(own, "results", ("IIT", "98")),
            planned(own, "assignments", ("O1", "ฝ่ายรายได้")),
        )
        typed(other, what)
        for plan in plans:
            apply_import(own, plan)
    year = own.year(_YEAR)
    assert [str(score.value) for score in year.scores if score.node == "IIT"] == ["98.00"]
    assert any(unit.name == "ฝ่ายรายได้" for unit in year.units)
    assert own.edits.undo_label is not None
    if typed is type_note:
        assert any(row.note == "พิมพ์ระหว่างนั้น" for row in year.assignments)


@pytest.mark.in_turn
@pytest.mark.parametrize("several", [False, True])
def test_what_the_import_is_about_must_be_as_it_was(clerks: Clerks, several: bool) -> None:
    own, other = clerks
    given = source("assignments", ("O1", "ฝ่ายรายได้"), ("O3", "ฝ่ายโยธา"))
    series = plan_parts(own, find_parts([given]), shown=_YEAR)
    plan = plan_source(own, _YEAR, "assignments", given)
    with other.change("แก้") as change:
        for row in other.year(_YEAR).assignment_owners:
            change.delete(row)
    meet(own, other)
    before = own.dump()
    with pytest.raises(ConflictError, match="เปลี่ยนไปแล้ว"):
        apply_series(own, series) if several else apply_import(own, plan)
    assert own.dump() == before


def test_the_same_figure_typed_meanwhile_is_a_conflict(clerks: Clerks) -> None:
    own, other = clerks
    plan = planned(own, "results", ("IIT", "98"))
    type_score(other, "IIT")
    meet(own, other)
    with pytest.raises(ConflictError, match="เปลี่ยนไปแล้ว"):
        apply_import(own, plan)
    assert [str(score.value) for score in own.year(_YEAR).scores] == ["90.00"]


def test_what_is_typed_while_a_safety_copy_is_made_is_seen_in_the_imports_own_turn(
    clerks: Clerks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is the same is conflict or common: a figure is of one, a new unit of both."""
    own, other = clerks
    figures = planned(own, "results", ("IIT", "98"))
    make = own.copies.make

    def typed_meanwhile(*given: Any) -> None:
        type_score(other, "IIT")
        make(*given)

    monkeypatch.setattr(own.copies, "make", typed_meanwhile)
    with pytest.raises(ConflictError, match="เปลี่ยนไปแล้ว"):
        apply_import(own, figures)
    meet(own, other)
    assert [str(score.value) for score in own.year(_YEAR).scores] == ["90.00"]
    owners = planned(own, "assignments", ("O1", "ฝ่ายรายได้"))

    def added_meanwhile(*given: Any) -> None:
        with other.change("เพิ่มหน่วย") as change:
            unit = other.year(_YEAR).units[-1]
            change.insert(replace(unit, id=new_id(), name="ฝ่ายรายได้", row_version=1))
        make(*given)

    monkeypatch.setattr(own.copies, "make", added_meanwhile)
    apply_import(own, owners)
    meet(own, other)
    (unit,) = (unit for unit in own.year(_YEAR).units if unit.name == "ฝ่ายรายได้")
    assert unit.id in {owner.unit_id for owner in own.year(_YEAR).assignment_owners}


def test_rows_typed_meanwhile_below_a_row_that_is_only_completed_are_no_conflict(
    clerks: Clerks,
) -> None:
    own, other = clerks
    given = read_pasted([("ชื่อหน่วยงาน", "ชื่อย่อ"), ("ฝ่ายปกครอง", "ปค.")], "ก.xlsx")
    plan = plan_source(own, _YEAR, "units", given)
    assert plan.changed == 1
    data = other.year(_YEAR)
    unit = next(each for each in data.units if each.name == "ฝ่ายปกครอง")
    with other.change("มอบหมาย") as change:
        row = change.insert(
            Evidence(
                id=new_id(),
                year_id=data.fiscal_year.id,
                item_code="O2",
                title="ก",
                location="https://ก.example",
                unit_id=unit.id,
            )
        )
    meet(own, other)
    apply_import(own, plan)
    year = own.year(_YEAR)
    assert year.unit_by_id[unit.id].short_name == "ปค."
    assert any(each.id == row.id for each in year.evidence)


class Colleague:
    """Who works on what an import leaves as it is, also in the same lists, on rows that belong to
    those that it changes."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.made: dict[str, str] = {}
        """The texts by the keys of the rows."""

    def work(self) -> None:
        """Make a row of each of several lists, and change those made before."""
        data, at = self._workspace.year(_YEAR), len(self.made)
        own, unit = data.fiscal_year.id, data.units[at % len(data.units)].id
        text = f"พิมพ์เอง {at}"
        person = Person(id=new_id(), prefix="นาย", name=text, unit_id=unit)
        body = data.bodies[at % len(data.bodies)]
        measure = Measure(id=new_id(), year_id=own, indicator="1", method=text)
        made: list[Record] = [
            person,
            Member(
                id=new_id(), body_id=body.id, kind=MemberKind.PERSON, person_id=person.id, note=text
            ),
            measure,
            MeasureItem(id=new_id(), measure_id=measure.id, item_code="I1"),
            MeasureOwner(id=new_id(), measure_id=measure.id, unit_id=unit),
            Entry(id=new_id(), measure_id=measure.id, text=text),
            Evidence(
                id=new_id(),
                year_id=own,
                item_code="O2",
                title=text,
                location=f"https://{at}.example",
            ),
            CalendarDate(id=new_id(), year_id=own, code="", title=text, day=date(2025, 1, 1)),
        ]
        with self._workspace.change("งานของเพื่อน") as change:
            for known in data.calendar:
                if known.id in self.made:
                    self.made[known.id] = f"{known.title} แก้"
                    change.update(known, title=self.made[known.id])
            for record in made:
                change.insert(record)
        self.made |= {row.id: row.title for row in made if isinstance(row, CalendarDate)}
        self.made |= {row.id: row.method for row in made if isinstance(row, Measure)}
        self.made |= {row.id: row.name for row in made if isinstance(row, Person)}

    def lost(self) -> list[str]:
        """What of it is not there any more."""
        data = self._workspace.year(_YEAR)
        now = {row.id: row.title for row in data.calendar}
        now |= {row.id: row.method for row in data.measures}
        now |= {row.id: row.name for row in data.people}
        return [text for key, text in self.made.items() if now.get(key) != text]


@pytest.mark.in_turn
def test_imports_one_after_another_are_stored_while_a_colleague_types(clerks: Clerks) -> None:
    own, other = clerks
    folders = (FIXTURES, ROOT / "resources" / "sample")
    names = ("units_2566", "roster_2568", "duties_2568", "measures_2568", "analysis_2568",
             "evidence_2568", "communications_2568", "progress_2568", "assignments_2568",
             "roster_2566", "assignments_2566", "evidence_2566")  # fmt: skip
    colleague, refused = Colleague(other), []
    for name in names:
        path = next(each for folder in folders if (each := folder / f"{name}.csv").exists())
        kind = name.partition("_")[0]
        meet(own, other)
        # Items of 2566 are another list in 2568: who imports says yes to each row.
        parts = [
            replace(part, asked_year=_YEAR, is_decided=True)
            for part in parts_in([read_file(path)], own.year(_YEAR), WorkProgress(), kind)
            if part.kind == kind
        ]
        series = plan_parts(own, parts, shown=_YEAR)
        assert series.writes, name
        colleague.work()
        meet(own, other)
        try:
            apply_series(own, series)
        except ConflictError:
            refused.append(name)
    assert refused == []
    meet(own, other)
    assert colleague.lost() == []
