"""A clerk who does anything that the services offer, in any order."""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from unittest import mock
from uuid import UUID

from hypothesis import strategies as st

from ita_desktop.domain import records
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import Rule, Scale
from ita_desktop.domain.records import MeasureStatus, OwnerRole, Record
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.domain.tracking.state import rounds_of, tracked
from ita_desktop.domain.year import YearData
from ita_desktop.services import measures, tracking
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.frameworks import editing as framework_editing
from ita_desktop.services.imports import importing
from ita_desktop.services.oit import assignments, evidence
from ita_desktop.services.roster import roster, units
from ita_desktop.services.roster.orders import edit_organisation
from ita_desktop.services.roster.units import NewUnit
from ita_desktop.services.scores import scores, trials
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.tracking import TimeKey
from ita_desktop.services.years import calendar, years
from ita_desktop.storage.workspace import Workspace
from tests.support.taken_in import plan_import, read_text

_T = TypeVar("_T")

YEAR = 2567
ITEMS = ("O1", "O2", "O12", "I1", "E3")
NAMES = ("นายตัวอย่าง หนึ่ง", "นางสาวตัวอย่าง สอง", "ตัวอย่าง หนึ่ง", "ว่าที่ร้อยตรี ตัวอย่าง สาม", "")
POSTS = ("ผู้อำนวยการเขต", "หัวหน้าฝ่ายทุกฝ่าย", "นักประชาสัมพันธ์", "")
UNITS = ("ฝ่ายโยธา", "ฝ่ายการคลัง", NewUnit("ฝ่ายใหม่"), NewUnit("โรงเรียนตัวอย่าง ๑"), "")
TEXTS = ("", "ก", "หมายเหตุ\nสองบรรทัด", "x" * 300, "'; DROP TABLE unit; --", '{"json": "%_"}')
DAYS = (date(2024, 1, 31), date(2023, 12, 31), None)
SCORES = (Decimal("92.38"), Decimal(0), Decimal(100), None)


@contextmanager
def same_keys() -> Iterator[None]:
    """New rows get the same keys in every run, so that a failure can be repeated."""
    keys = random.Random(1)

    def next_key() -> UUID:
        return UUID(int=keys.getrandbits(128), version=4)

    with mock.patch.object(records, "uuid4", next_key):
        yield


LISTS = {
    "units": ("name\tshort_name", "ฝ่ายโยธา\tโยธา", "โรงเรียนตัวอย่าง ๒\t", "กองช่าง\tช่าง"),
    "roster": (
        "body\torder\tname\tposition\tdepartment\trole",
        "คณะทำงาน\t1\tนายตัวอย่าง หนึ่ง\tนักประชาสัมพันธ์\tฝ่ายปกครอง\tคณะทำงาน",
        "คณะทำงาน\t2\t\tหัวหน้าฝ่ายทุกฝ่าย\t\tคณะทำงาน",
        "คณะทำงานย่อย\t1\tนางสาวตัวอย่าง สี่\t\tฝ่ายเทศกิจ\t",
    ),
    "assignments": (
        "item\towners\tdue",
        "O1\tทุกฝ่าย\t31/1/67",
        "O2\tฝ่ายโยธา;ฝ่ายการคลัง\t",
        "O12\tผู้อำนวยการเขต\t๑ มี.ค. ๒๕๖๗",
    ),
    "measures": ("items\tmethod\towners\tschedule", "I1\t1. ก\tทุกฝ่าย\tทุกเดือน", "I2\t1. ข\t\t"),
    "results": ("code\tscore\tcount1\tcount2", "I3\t99.52\t3\t623", "O1\t100\t\t", "ITA\t90\t\t"),
    "evidence": ("item\tlocation", "O1\thttps://district.example/1", "O2\tไฟล์.pdf"),
}
"""Lists to import: a heading row, and rows, of each kind."""


class Clerk:
    """Does one thing after the other to a workspace; what, is drawn from ``data``."""

    def __init__(self, workspace: Workspace, data: st.DataObject) -> None:
        self.workspace = workspace
        self._data = data

    def acts(self) -> None:
        """One thing that may be done now."""
        self._one_of(_ACTIONS)(self)

    # -- choices

    @property
    def year(self) -> YearData:
        return self.workspace.year(YEAR)

    def _one_of(self, choices: Sequence[_T]) -> _T:
        return self._data.draw(st.sampled_from(choices))

    def _some(self, rows: Sequence[_T]) -> list[_T]:
        places = self._data.draw(st.sets(st.integers(0, max(len(rows) - 1, 0)), max_size=3))
        return [rows[place] for place in sorted(places) if place < len(rows)]

    def _ids(self, rows: Sequence[Record]) -> list[str]:
        return [row.id for row in self._some(rows)]

    def _owners(self) -> tuple[OwnerRef, ...]:
        by_unit = [OwnerRef(unit_id=unit.id) for unit in self._some(self.year.units)]
        by_person = [
            OwnerRef(person_id=person.id, role=OwnerRole.SUPPORT)
            for person in self._some(self.year.people)
        ]
        by_post = [OwnerRef(post=post) for post in self._some(POSTS[:2])]
        return (*by_unit, *by_person, *by_post)

    def _edits(self, rows: Sequence[str], fields: dict[str, Callable[[], Any]]) -> list[CellEdit]:
        names = list(fields)
        found = []
        for row in rows:
            name = self._one_of(names)
            found.append(CellEdit(row, name, fields[name]()))
        return found

    def _text(self) -> str:
        return self._one_of(TEXTS)

    # -- deeds

    def edits_assignments(self) -> None:
        fields = {
            "owners": self._owners,
            "due": lambda: self._one_of(DAYS),
            "as_of": lambda: self._one_of(DAYS),
            "note": self._text,
        }
        edits = self._edits(self._some(ITEMS), fields)
        if edits:
            assignments.edit(self.workspace, YEAR, edits)

    def assigns(self) -> None:
        owners = self._one_of([None, self._owners()])
        assignments.assign(self.workspace, YEAR, self._some(ITEMS), owners, self._one_of(DAYS))

    def adds_evidence(self) -> None:
        fields = {
            "location": "https://district.example/o1",
            "title": self._text(),
            "published": self._one_of(DAYS),
        }
        evidence.add(self.workspace, YEAR, self._one_of(ITEMS), fields)

    def edits_evidence(self) -> None:
        fields = {
            "title": self._text,
            "location": lambda: "ไฟล์.pdf",
            "published": lambda: self._one_of(DAYS),
            "note": self._text,
        }
        edits = self._edits(self._ids(self.year.evidence), fields)
        if edits:
            evidence.edit(self.workspace, YEAR, edits)

    def removes_evidence(self) -> None:
        evidence.remove(self.workspace, YEAR, self._ids(self.year.evidence))

    def ticks(self) -> None:
        known = [
            requirement.code
            for item in self.year.framework.items
            for requirement in item.requirements
        ]
        chosen = self._some(known)
        if chosen:
            evidence.tick(self.workspace, YEAR, chosen, met=self._one_of([True, False]))

    def adds_measures(self) -> None:
        new = {
            "items": tuple(self._some(ITEMS)),
            "indicator": "9.1",
            "method": self._text(),
            "schedule": self._one_of(["ทุกเดือน", "ทุก 6 เดือน", "15 ม.ค. 67, 15 มี.ค. 67", ""]),
            "owners": self._owners(),
        }
        measures.add(self.workspace, YEAR, [new] * self._one_of([1, 2]))

    def edits_measures(self) -> None:
        fields = {
            "items": lambda: tuple(self._some(ITEMS)),
            "owners": self._owners,
            "method": self._text,
            "schedule": lambda: "ทุกไตรมาส",
            "status": lambda: self._one_of(list(MeasureStatus)),
        }
        edits = self._edits(self._ids(self.year.measures), fields)
        if edits:
            measures.edit(self.workspace, YEAR, edits)

    def removes_measures(self) -> None:
        measures.remove(self.workspace, YEAR, self._ids(self.year.measures))

    def records_what_was_done(self) -> None:
        times = self._times()
        if times and self._one_of([True, False]):
            tracking.mark_done(self.workspace, YEAR, times, date(2024, 2, 1))
        elif times:
            tracking.skip(self.workspace, YEAR, times, "เลื่อน")
        for measure in self._ids(self.year.measures):
            half = rounds_of(self.year)[0].id
            tracking.record(
                self.workspace,
                YEAR,
                measure,
                round_id=self._one_of([half, None]),
                text=self._text(),
                participants=self._one_of([None, 45]),
            )

    def _times(self) -> list[TimeKey]:
        known = tracked(self.year, date(2024, 2, 1))
        return self._some(
            [TimeKey(key, time.last) for key, tracked in known.items() for time in tracked.times]
        )

    def edits_what_was_recorded(self) -> None:
        fields = {
            "text": self._text,
            "result": self._text,
            "day": lambda: date(2024, 2, 29),
            "round_id": lambda: self._one_of([rounds_of(self.year)[0].id, None]),
        }
        edits = self._edits(self._ids(self.year.entries), fields)
        if edits:
            tracking.edit(self.workspace, YEAR, edits)

    def removes_what_was_recorded(self) -> None:
        tracking.remove(self.workspace, YEAR, self._ids(self.year.entries))

    def changes_rounds(self) -> None:
        if self._one_of([True, False]):
            first, last = date(2023, 10, 1), date(2024, 6, 30)
            tracking.add_round(self.workspace, YEAR, "รอบ 9 เดือน", first, last)
        else:
            chosen, known = self._ids(rounds_of(self.year)), rounds_of(self.year)
            if self.year.rounds or len(chosen) < len(known):
                tracking.remove_round(self.workspace, YEAR, chosen)

    def sets_scores(self) -> None:
        edits = [
            ScoreEdit(code, self._one_of(SCORES))
            for code in self._some((*ITEMS, "OIT", "ITA", "9.1"))
        ]
        if edits:
            scores.set_scores(self.workspace, YEAR, edits, self._one_of(list(ScoreSource)))

    def sets_what_is_tried(self) -> None:
        chosen = self._some(("E4", "E5", "EIT", "O1")) or ["E3"]
        known = {place.code for place in self.year.framework.outline}
        tried = {code: Decimal(self._one_of([0, 95, 100])) for code in chosen if code in known}
        if tried:
            trials.save(self.workspace, YEAR, self._one_of(["ก", "ข"]), tried)

    def edits_scenarios(self) -> None:
        taken = {scenario.name for scenario in self.year.scenarios}
        free = [name for name in ("ค", "ง", "จ") if name not in taken]
        for row in self._ids(self.year.scenarios)[:1] if free else ():
            trials.rename(self.workspace, YEAR, row, self._one_of(free))

    def removes_scenarios(self) -> None:
        for row in self._ids(self.year.scenarios):
            trials.remove(self.workspace, YEAR, row)

    def adds_members(self) -> None:
        if not self.year.bodies:
            roster.add_body(self.workspace, YEAR, "คณะทำงานย่อย")
        body = self._one_of(self.year.bodies)
        present = self._ids(self.year.members_of(body.id))
        new = [self._member() for _ in range(self._one_of([1, 2]))]
        after = present[0] if present else None
        edits = self._edits(present, {"post": lambda: self._one_of(POSTS), "note": self._text})
        roster.add(self.workspace, YEAR, body.id, new, after=after, edits=edits)

    def _member(self) -> dict[str, str]:
        return {
            "name": self._one_of(NAMES),
            "post": self._one_of(POSTS),
            "unit": self._one_of(UNITS),
            "role": "คณะทำงาน",
        }

    def edits_members(self) -> None:
        fields = {
            "name": lambda: self._one_of(NAMES),
            "post": lambda: self._one_of(POSTS),
            "unit": lambda: self._one_of(UNITS),
            "note": self._text,
        }
        edits = self._edits(self._ids(self.year.members), fields)
        if edits:
            roster.edit(self.workspace, YEAR, edits)

    def moves_members(self) -> None:
        ids = self._ids(self.year.members)
        roster.move(self.workspace, YEAR, ids, self._one_of([-1, 1]))

    def removes_members(self) -> None:
        roster.remove(self.workspace, YEAR, self._ids(self.year.members))

    def adds_a_date(self) -> None:
        calendar.add(self.workspace, YEAR, "ประชุม", date(2024, 3, 1))

    def edits_dates(self) -> None:
        fields = {"title": lambda: "ประชุมใหม่", "day": lambda: date(2024, 2, 29), "note": self._text}
        edits = self._edits(self._ids(self.year.calendar), fields)
        if edits:
            calendar.edit(self.workspace, YEAR, edits)

    def removes_dates(self) -> None:
        calendar.remove(self.workspace, YEAR, self._ids(self.year.calendar))

    def edits_units(self) -> None:
        fields = {"short_name": self._text, "aliases": self._text}
        edits = self._edits(self._ids(self.year.units), fields)
        if edits:
            units.edit_units(self.workspace, edits)

    def removes_units(self) -> None:
        # One that owns measures or items stays.
        with suppress(InputError):
            units.remove_units(self.workspace, self._ids(self.year.units))

    def edits_the_office(self) -> None:
        edit_organisation(self.workspace, address=self._text(), short_name="เขต")

    def adds_a_year(self) -> None:
        known = {year.year for year in self.workspace.years()}
        new = self._one_of([2566, 2568, 2569])
        if new not in known:
            years.add_year(self.workspace, new)

    def uses_another_level_set(self) -> None:
        code = self._one_of([set_.code for set_ in years.level_sets()])
        years.use_level_set(self.workspace, YEAR, code)

    def edits_the_framework(self) -> None:
        item, indicator = self._one_of(self.year.framework.items), "9.1"
        edits = [
            CellEdit(item.code, "title", self._text() or "ข้อ"),
            CellEdit(item.code, "reversed", self._one_of([True, False, None])),
            CellEdit(item.code, "scale", self._one_of(list(Scale))),
            CellEdit(indicator, "weight", self._one_of([Decimal(0), Decimal("8.5"), None])),
            CellEdit("IIT", "weight", self._one_of([Decimal(30), Decimal(50)])),
            CellEdit("EIT", "rule", self._one_of([Rule.MEAN_OF_ITEMS, Rule.MEAN_OF_PARTS])),
            CellEdit("ITA", "notes", self._text()),
        ]
        framework_editing.edit(self.workspace, YEAR, self._some(edits) or edits[:1])

    def adds_to_the_framework(self) -> None:
        kind = self._one_of(["item", "indicator", "requirement"])
        if kind == "item":
            framework_editing.add_item(self.workspace, YEAR, "9.1", "ข้อใหม่")
        elif kind == "indicator":
            framework_editing.add_indicator(self.workspace, YEAR, self._one_of(["9", "OIT"]), "ใหม่")
        else:
            framework_editing.add_requirements(self.workspace, YEAR, "O1", [{"text": "รายการใหม่"}])

    def removes_from_the_framework(self) -> None:
        """Nothing that the other deeds are done to."""
        points = [
            requirement.code for requirement in self.year.framework.item_by_code["O1"].requirements
        ]
        codes = self._some(["O20", "O21", "E6", "I12", "9.5", "7", *points])
        framework_editing.remove(self.workspace, YEAR, codes)

    def moves_parts_of_the_framework(self) -> None:
        code = self._one_of(["O1", "O2", "9", "9.2", "O2.1"])
        framework_editing.move(self.workspace, YEAR, code, self._one_of([-1, 1, 5]))

    def imports(self) -> None:
        kind = self._one_of(list(LISTS))
        head, *rows = LISTS[kind]
        text = "\n".join([head, *self._some(rows)])
        plan = plan_import(
            self.year,
            kind,
            read_text(text),
            replace=self._one_of([False, True]),
            others=[self.workspace.year(year.year) for year in self.workspace.years()][1:],
        )
        importing.apply_import(self.workspace, plan)

    def removes_anything(self) -> None:
        """Below the services: any row with all that hangs on it, but the year at work."""
        year = self.year
        rows: list[Record] = [
            *year.units, *year.people, *year.bodies, *year.members, *year.assignments,
            *year.assignment_owners, *year.evidence, *year.measures, *year.measure_items,
            *year.scores, *year.calendar, *year.scenarios, *year.scenario_scores,
            *(year for year in self.workspace.years() if year.year != YEAR),
        ]  # fmt: skip
        if rows:
            with self.workspace.change("เอาออก") as change:
                change.delete(self._one_of(rows))


_ACTIONS: tuple[Callable[[Clerk], None], ...] = tuple(
    action
    for name, action in vars(Clerk).items()
    if name.partition("_")[0]
    in {"imports", "edits", "assigns", "adds", "removes", "ticks", "sets", "moves", "uses"}
    | {"records", "changes"}
)
