"""Makes resources/sample/sample.ita through the services, the same on every machine.

The fictional district keeps three years: 2566 is finished, 2567 holds a whole official result, and
2568 stands in the middle of March. The rows are in the tables beside the workspace, which a clerk
can import herself to try it out.
"""

import argparse
import contextlib
import os
import random
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self
from unittest import mock
from uuid import UUID

from ita_desktop.domain import records
from ita_desktop.domain.agenda import LATER_INVITATION, lines, unresolved
from ita_desktop.domain.meetings import Component
from ita_desktop.exchange.source import read_file
from ita_desktop.paths import resource
from ita_desktop.services import letters, workspaces
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.imports import importing
from ita_desktop.services.letters import attach
from ita_desktop.services.meetings import agenda, meetings
from ita_desktop.services.meetings.agenda import usual_resolution
from ita_desktop.services.oit import assignments, evidence
from ita_desktop.services.roster import orders
from ita_desktop.services.years import calendar, years
from ita_desktop.storage import workspace as storage
from ita_desktop.storage.edits import history
from ita_desktop.storage.files import digests
from ita_desktop.storage.workspace import Workspace
from tools.sample import record as sample_record
from tools.sample import surveys as sample_surveys

ORGANISATION = "สำนักงานเขตตัวอย่าง"
CLERK = "เจ้าหน้าที่ตัวอย่าง"
ROWS = resource("sample")
SHOWN_DAY = date(2025, 3, 14)
"""The day of the story on which the sample is always shown, so that it never looks neglected."""


class Clock(datetime):
    """The history's clock: it stands at the day that the story has reached."""

    at = datetime(2022, 11, 8, 2, 0, tzinfo=UTC)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        Clock.at += timedelta(minutes=3)
        return cls.fromtimestamp(Clock.at.timestamp(), tz)

    @classmethod
    def stand_at(cls, year: int, month: int, day: int) -> None:
        """Moves the clock to nine o'clock in Bangkok on a Christian date."""
        Clock.at = datetime(year, month, day, 2, 0, tzinfo=UTC)


def make(path: Path) -> None:
    """Writes the sample workspace to ``path``, which must not exist."""
    with _same_everywhere():
        Clock.stand_at(2022, 11, 8)
        workspace = workspaces.create(path, ORGANISATION, 2566)
        try:
            _finished_year(workspace)
            _year_with_result(workspace)
            _current_year(workspace)
            workspace.edits.close()
        finally:
            workspace.close()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO meta VALUES ('shown_day', ?)", [SHOWN_DAY.isoformat()])
        digests.retake(connection, "meta")
        connection.commit()
        connection.execute("VACUUM")


@contextlib.contextmanager
def _same_everywhere() -> Iterator[None]:
    """Keys, times and names that do not depend on the machine, the day or who is at work."""
    keys = random.Random("ITA")

    def next_key() -> UUID:
        return UUID(int=keys.getrandbits(128), version=4)

    with (
        tempfile.TemporaryDirectory() as home,
        mock.patch.dict(os.environ, ITA_DESKTOP_HOME=home),
        mock.patch.object(records, "uuid4", next_key),
        mock.patch.object(history, "datetime", Clock),
        mock.patch.object(evidence, "datetime", Clock),
        mock.patch.object(storage, "user_name", return_value=CLERK),
    ):
        yield


def _finished_year(workspace: Workspace) -> None:
    orders.edit_organisation(workspace, short_name="เขตตัวอย่าง", website="https://district.example")
    _import(workspace, 2566, "units")
    _import(workspace, 2566, "roster")
    _import(workspace, 2566, "assignments")
    Clock.stand_at(2023, 4, 20)
    _import(workspace, 2566, "evidence")


def _year_with_result(workspace: Workspace) -> None:
    Clock.stand_at(2024, 9, 16)
    years.add_year(workspace, 2567)
    _import(workspace, 2567, "results", "txt")


def _current_year(workspace: Workspace) -> None:
    Clock.stand_at(2024, 11, 1)
    years.add_year(workspace, 2568)
    calendar.add(workspace, 2568, "ประชุมคณะทำงาน ครั้งที่ 2/2568", date(2025, 3, 20))
    _import(workspace, 2568, "roster")
    order = _order(workspace)
    first = _first_meeting(workspace, order)
    Clock.stand_at(2024, 12, 24)
    _import(workspace, 2568, "measures")
    _import(workspace, 2568, "analysis")
    _import(workspace, 2568, "communications")
    sample_record.decide(workspace)
    _import(workspace, 2568, "assignments")
    Clock.stand_at(2025, 3, 10)
    sample_record.record(workspace)
    Clock.stand_at(2025, 3, 11)
    sample_surveys.record(workspace)
    Clock.stand_at(2025, 3, 12)
    _import(workspace, 2568, "evidence")
    assignments.edit(workspace, 2568, [CellEdit("O12", "due", date(2025, 3, 31))])
    _second_meeting(workspace, order, first)
    Clock.stand_at(2025, 3, 14)
    evidence.tick(workspace, 2568, ["O12.3"], met=True)


def _order(workspace: Workspace) -> str:
    """The order that appoints both bodies."""
    order = orders.add(workspace, 2568)
    values = {"number": "12", "signed": date(2024, 11, 1), "signatory_post": "ผู้อำนวยการเขตตัวอย่าง"}
    orders.edit(workspace, 2568, [CellEdit(order, *item) for item in values.items()])
    return order


def _first_meeting(workspace: Workspace, order: str) -> str:
    """Called, held, and written down; of its two tasks one is done."""
    Clock.stand_at(2024, 11, 11)
    meeting = meetings.add(workspace, 2568, day=date(2024, 11, 20))
    values = {"begins": "9.30", "ends": "11.45", "place": "ห้องประชุมชั้น 5"}
    meetings.edit(workspace, 2568, [CellEdit(meeting, *item) for item in values.items()])
    data = workspace.year(2568)
    clerk = next(person for person in data.people if data.unit_name(person.unit_id) == "ฝ่ายปกครอง")
    letter = letters.add(workspace, 2568, "memo-invitation", meeting_id=meeting, order_id=order)
    written: dict[str, object] = {
        "number": "กท 5001/123",
        "day": date(2024, 11, 12),
        "phone": "5501",
        "signatory_id": clerk.id,
    }
    letters.edit(workspace, 2568, [CellEdit(letter, *item) for item in written.items()])
    Clock.stand_at(2024, 11, 21)
    shown = {
        "1.1": "ประธานแจ้งคำสั่งแต่งตั้ง และขอให้ทุกฝ่ายให้ความร่วมมือ",
        "3.1": "เลขานุการรายงานผลการประเมินของปีที่ผ่านมา",
        "4.1": "ทุกฝ่ายรับผิดชอบข้อ OIT ตามตารางที่แนบ",
    }
    held, own = data.meeting_by_id[meeting], lines(data.agenda_of(meeting))
    numbered = {line.number: line.item.id for line in own}
    edits = [CellEdit(numbered[number], "minutes", words) for number, words in shown.items()]
    edits += [
        CellEdit(line.item.id, "resolution", usual_resolution(data, held, own, line))
        for line in unresolved(held, own)
    ]
    agenda.edit_agenda(workspace, 2568, edits)
    units_by_name = {unit.name: unit.id for unit in data.units}
    for unit, what, due in (
        ("ฝ่ายรายได้", "รายงานสถิติภาษีรายไตรมาส (O9)", date(2025, 2, 28)),
        ("ฝ่ายปกครอง", "แจ้งช่องทางตอบแบบวัดให้ทุกฝ่ายและโรงเรียนทราบ", date(2024, 12, 31)),
    ):
        fields = {"owners": [OwnerRef(unit_id=units_by_name[unit])], "due": due}
        task = agenda.add_actions(workspace, 2568, meeting, [{"text": what, **fields}])[0]
    agenda.edit_actions(workspace, 2568, [CellEdit(task, "done", date(2024, 12, 20))])
    return meeting


def _second_meeting(workspace: Workspace, order: str, first: str) -> None:
    """Of the working group, in a few days: its invitation still lacks a number."""
    working = workspace.year(2568).bodies[1].id
    meeting = meetings.add(workspace, 2568, day=date(2025, 3, 20), bodies=[working])
    meetings.approve_minutes(workspace, 2568, first, meeting)
    own = {line.number: line.item for line in lines(workspace.year(2568).agenda_of(meeting))}
    agenda_item = agenda.add_agenda_item(
        workspace, 2568, own["3"].id, "ความก้าวหน้างาน OIT ปีงบประมาณ 2568"
    )
    edit = CellEdit(agenda_item, "component", Component.ASSIGNMENTS)
    agenda.edit_agenda(workspace, 2568, [edit])
    item = next(item for item in workspace.year(2568).agenda_items if item.id == agenda_item)
    attach(workspace, 2568, item, "ตารางมอบหมายผู้รับผิดชอบ OIT", document="oit-assignments")
    agenda.add_agenda_item(workspace, 2568, own["4"].id, "พิจารณาแนวทางยกคะแนน EIT ข้อ E4 E5 และ E6")
    letters.add(workspace, 2568, LATER_INVITATION, meeting_id=meeting, order_id=order)
    letters.add(workspace, 2568, "memo-evidence", order_id=order)


def _import(workspace: Workspace, year: int, kind: str, suffix: str = "csv") -> None:
    """Takes in a table or a report; every row of it must be understood. Only names of data in the
    office's own words may be told, which are in no record."""
    source = read_file(ROWS / f"{kind}_{year}.{suffix}", kind)
    plan = importing.plan_source(workspace, year, kind, source)
    told = [
        remark for remark in plan.warnings if remark.fields.keys() != {"items", "words", "year"}
    ]
    if plan.skipped or told:
        raise ValueError(f"{plan.source}: {plan.skipped} {plan.warnings}")
    importing.apply_import(workspace, plan)


def content(path: Path) -> list[str]:
    """Everything in a workspace file, as statements; the same for equal files."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return sorted(connection.iterdump())


def main() -> None:
    """Writes the sample, or with ``--check`` tells whether the shipped one is current."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--check", action="store_true")
    shipped = ROWS / "sample.ita"
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / shipped.name
        make(fresh)
        if parser.parse_args().check:
            sys.exit(0 if content(fresh) == content(shipped) else f"not current: {shipped}")
        shipped.write_bytes(fresh.read_bytes())
    sys.stdout.write(f"{shipped} {shipped.stat().st_size // 1024} KiB\n")


if __name__ == "__main__":
    main()
