"""Carries a fiscal year, or lists of it, over to another year."""

from dataclasses import replace
from typing import Final

from ita_desktop.domain.framework import Framework
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import Body, FiscalYear
from ita_desktop.domain.roster.committee import members_on
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import last_position
from ita_desktop.services.years import carrying_measures
from ita_desktop.services.years.moved import moved_day, moved_years
from ita_desktop.services.years.years import framework_for, insert_year, must_be_new
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_VALID_EVERY_YEAR: Final = frozenset(
    {"", "preface", "importance", "criteria", "levels", "framework"}
)
"""Parts whose own text is valid for every year: the office's own chapters, and these."""


def add_year_from(
    workspace: Workspace,
    year: int,
    from_year: int,
    *,
    framework_year: int | None = None,
    framework: Framework | None = None,
    roster: bool = True,
    owners: bool = True,
    due: bool = False,
    measures: bool = False,
) -> YearData:
    """Add the Buddhist fiscal ``year`` with data carried over from ``from_year``, in one unit of
    work.

    The framework is the shipped one of ``framework_year``, or ``framework``. The order of the book
    is copied, with texts that are valid for every year, without inserted files. ``roster`` copies
    bodies with their present members and duties. ``measures`` copies the measures that continue, as
    not started, linked to the corresponding items. If both years have the same framework,
    ``owners`` copies the owners of items, and ``due`` also the due dates, shifted by the number of
    years. Raises InputError if the year exists or no framework fits.
    """
    must_be_new(workspace, year)
    before = workspace.year(from_year)
    chosen = framework or framework_for(year, framework_year)
    same_items = chosen.code == before.framework.code
    with workspace.change(
        "เพิ่มปีงบประมาณ {year} จากปี {before}", year=year, before=from_year
    ) as change:
        carries_roster = roster and bool(before.bodies)
        record = insert_year(
            change, year, chosen, bodies=not carries_roster, as_shipped=framework is None
        )
        if carries_roster:
            _carry_roster(change, before, record)
        _carry_chapters(change, before, record)
        if same_items and owners:
            _carry_owners(change, before, record, due=due)
        if measures:
            blank = replace(before, fiscal_year=record, framework=chosen, measures=(), findings=())
            ways = carrying_measures.ways_of_measures(blank, before)
            going = [measure for measure in before.measures if ways[measure.id].possible]
            carrying_measures.carry_into(change, blank, before, going, {})
    return workspace.year(year)


def carry_roster(workspace: Workspace, year: int, source: int) -> int:
    """Copy the roster of another Buddhist fiscal year, as its orders left it: members are added to
    bodies of the same name, after existing ones, other bodies are added; duties are copied to
    bodies without any. Return the number of members added."""
    data, before = workspace.year(year), workspace.year(source)
    own = {key(body.name): body for body in data.bodies}
    count = 0
    with workspace.change("ยกรายชื่อจากปี {source}", source=source) as change:
        last = last_position(data.bodies)
        for number, body in enumerate(before.bodies):
            into = own.get(key(body.name))
            if into is None:
                copy = replace(body, id=new_id(), row_version=1, year_id=data.fiscal_year.id)
                into = change.insert(replace(copy, position=last + number))
            first = last_position(data.members_of(into.id))
            for offset, member in enumerate(members_on(before, body.id)):
                new = replace(member, id=new_id(), row_version=1, body_id=into.id)
                change.insert(replace(new, position=first + offset))
                count += 1
            if not data.duties_of(into.id):
                _carry_duties(change, before, body, into, year - source)
    return count


def _carry_roster(change: Change, before: YearData, record: FiscalYear) -> None:
    for body in before.bodies:
        copy = change.insert(replace(body, id=new_id(), row_version=1, year_id=record.id))
        for position, member in enumerate(members_on(before, body.id)):
            copied = replace(member, id=new_id(), row_version=1, body_id=copy.id)
            change.insert(replace(copied, position=position))
        _carry_duties(change, before, body, copy, record.year - before.year)


def _carry_chapters(change: Change, before: YearData, record: FiscalYear) -> None:
    for chapter in before.chapters:
        if not chapter.media:
            text = chapter.text if chapter.part in _VALID_EVERY_YEAR else ""
            copy = replace(chapter, id=new_id(), row_version=1, year_id=record.id, text=text)
            change.insert(copy)


def _carry_duties(change: Change, before: YearData, body: Body, into: Body, step: int) -> None:
    """Copy the duties of a body; years in their text are shifted."""
    for duty in before.duties_of(body.id):
        copied = replace(duty, id=new_id(), row_version=1, body_id=into.id)
        change.insert(replace(copied, text=moved_years(duty.text, step)))


def _carry_owners(change: Change, before: YearData, record: FiscalYear, *, due: bool) -> None:
    step = record.year - before.year
    for assignment in before.assignments:
        owners = before.owners_of_item(assignment.item_code)
        day = moved_day(assignment.due, step) if due else None
        as_of = moved_day(assignment.as_of, step) if due else None
        if not owners and day is None and as_of is None:
            continue
        copy = change.insert(
            replace(
                assignment,
                id=new_id(),
                row_version=1,
                year_id=record.id,
                due=day,
                as_of=as_of,
                note="",
            )
        )
        for owner in owners:
            change.insert(replace(owner, id=new_id(), row_version=1, assignment_id=copy.id))
