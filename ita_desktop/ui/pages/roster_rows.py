"""The rows and columns of คณะกรรมการ."""

from collections.abc import Callable
from dataclasses import dataclass

from ita_desktop.domain.records import BodyKind, UnitKind
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services import roster
from ita_desktop.ui.table.column import Column, Kind
from ita_desktop.ui.table.rows import Group
from ita_desktop.ui.table.values import Choice


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A member as the table shows it; ``name`` is empty where the post is named."""

    id: str
    body_id: str
    body_kind: BodyKind
    number: str
    name: str
    post: str
    unit: str
    role: str
    note: str


def roster_columns(data: Callable[[], YearData]) -> list[Column[RosterRow]]:
    """The columns; ``data`` gives the year as it is when a list is opened."""
    return [
        Column(key="number", title=tr("ลำดับ"), kind=Kind.CODE, width=68,
               value=lambda row: row.number, hideable=False),
        Column(key="name", title=tr("ชื่อ - สกุล"), width=230, editable=True, empty="",
               value=lambda row: row.name, ghost=lambda _row: tr(roster.BY_POST),
               choices=lambda _row: person_choices(data())),
        Column(key="post", title=tr("ตำแหน่ง"), width=367, stretch=True, editable=True, empty="",
               value=lambda row: row.post),
        Column(key="unit", title=tr("สังกัด"), width=293, editable=True, empty="",
               value=lambda row: row.unit, choices=lambda _row: unit_choices(data())),
        Column(key="role", title=tr("บทบาท"), width=190, editable=True, empty="",
               value=lambda row: row.role,
               choices=lambda row: [Choice(one, one) for one in roster.ROLES[row.body_kind]]),
        Column(key="note", title=tr("หมายเหตุ"), width=160, editable=True, empty="", hidden=True,
               value=lambda row: row.note),
    ]  # fmt: skip


def roster_groups(data: YearData) -> list[Group]:
    """The members under their bodies, in order."""
    return [
        Group(
            id=body.id,
            title=body.name,
            note=tr("{count} ลำดับ", count=len(members)),
            rows=tuple(
                RosterRow(
                    id=one.id,
                    body_id=body.id,
                    body_kind=body.kind,
                    number=one.number,
                    name=one.name,
                    post=one.post,
                    unit=one.unit,
                    role=one.role,
                    note=one.member.note,
                )
                for one in members
            ),
        )
        for body, members in roster.rows(data)
    ]


def person_choices(data: YearData) -> list[Choice]:
    """Known people, with their unit at the right."""
    return [
        Choice(one.full_name, one.full_name, data.unit_name(one.unit_id), (one.name,))
        for one in data.people
    ]


def unit_choices(data: YearData) -> list[Choice]:
    """All units by their full names."""
    notes = {UnitKind.SCHOOL: tr("โรงเรียน"), UnitKind.GROUP: tr("กลุ่ม")}
    return [
        Choice(one.name, one.name, notes.get(one.kind, ""),
               tuple(filter(None, (one.short_name, *one.aliases.split(";")))))
        for one in data.units
    ]  # fmt: skip
