"""The rows and columns of คณะกรรมการ."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from ita_desktop.domain.records import BodyKind, Member, UnitKind
from ita_desktop.domain.roster.orders import AppointmentOrder
from ita_desktop.domain.text import one_line, to_arabic
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.roster import orders, roster
from ita_desktop.services.roster.people import BY_POST, VACANT, listed_names
from ita_desktop.services.roster.units import known_unit
from ita_desktop.ui.language import short_date
from ita_desktop.ui.pages.owners import for_same_year, people_of, unit_choices_of
from ita_desktop.ui.table.column import Column, RowGroup
from ita_desktop.ui.table.values import Choices, ListChoice
from ita_desktop.ui.theme.tokens import Tone


class _Width:
    """The roster."""

    NUMBER: Final = 68
    NAME: Final = 190
    NAME_WIDE: Final = 250
    POST: Final = 130
    POST_WIDE: Final = 400
    UNIT: Final = 120
    UNIT_WIDE: Final = 400
    ROLE: Final = 180
    ROLE_WIDE: Final = 260
    NOTE: Final = 160


IMPORT_NAMES = {"number": "order", "post": "position", "unit": "department"}
"""The import's names of columns whose keys differ."""
_NUMBER = re.compile(r"^(?:\d+\.)?(\d{1,4})[.)]?$")


@dataclass(frozen=True, slots=True)
class RosterTableRow:
    """A row: a member; ``name`` is empty for a position."""

    id: str
    body_id: str
    body_kind: BodyKind
    number: str
    name: str
    post: str
    unit: str
    role: str
    note: str
    vacant: bool
    stands_for: tuple[str, ...]
    """The positions that a group stands for."""
    left: str = ""
    """The order by which the member has left, in words; such a row is read-only."""


def roster_columns(
    data: Callable[[], YearData], previous: Callable[[], YearData | None]
) -> list[Column[RosterTableRow]]:
    """Returns the columns; ``data`` and ``previous`` return the current and the previous year when
    a list is opened."""
    return [
        Column("number", tr("ลำดับ"), lambda row: row.number, _Width.NUMBER, hideable=False,
               wrap=False, tone=Tone.TEXT2, editable=_is_current, required=True,
               parse=read_number),
        Column("name", tr("ชื่อ - สกุล"), lambda row: row.name, _Width.NAME, wide=_Width.NAME_WIDE,
               editable=_is_current, empty="", text=shown_name, ghost=lambda _row: tr(BY_POST),
               tone=lambda row: Tone.DOING if row.vacant else _tone(row),
               choices=lambda _row: person_choices(data(), previous()),
               any_choices=lambda: person_choices(data(), None), named=people_of),
        Column("post", tr("ตำแหน่ง"), lambda row: row.post, _Width.POST, wide=_Width.POST_WIDE,
               stretch=True, editable=_is_current, empty="", tip=_tip_of_group, tone=_tone),
        Column("unit", tr("สังกัด"), lambda row: row.unit, _Width.UNIT, wide=_Width.UNIT_WIDE,
               stretch=True, editable=_is_current, empty="", tone=_tone,
               any_choices=lambda: unit_choices(data()), named=unit_choices_of,
               parse=lambda text: read_unit(data(), text)),
        Column("role", tr("บทบาท"), lambda row: row.role, _Width.ROLE, wide=_Width.ROLE_WIDE,
               editable=_is_current, empty="", text=lambda row: row.left or row.role, tone=_tone,
               choices=lambda row: [ListChoice(r, r) for r in roster.ROLES[row.body_kind]]),
        Column("note", tr("หมายเหตุ"), lambda row: row.note, _Width.NOTE, editable=_is_current,
               empty="", hidden=True),
    ]  # fmt: skip


def _is_current(row: RosterTableRow) -> bool:
    return not row.left


def _tone(row: RosterTableRow) -> Tone:
    return Tone.TEXT3 if row.left else Tone.TEXT


def shown_name(row: RosterTableRow) -> str:
    """Returns the name, or that the position is vacant; empty for a position."""
    return tr(VACANT) if row.vacant else row.name


def read_number(text: str) -> str:
    """Parses a position in the order: ``2.14``, ``14.`` and ``14`` are 14.

    Raises ValueError with a Thai sentence for other text.
    """
    found = _NUMBER.match(to_arabic(text).strip())
    if found is None or int(found[1]) == 0:
        raise ValueError(tr("“{text}” ไม่ใช่ลำดับ พิมพ์เช่น 2.5 หรือ 5", text=text.strip()[:20]))
    return found[1]


def _tip_of_group(row: RosterTableRow) -> str:
    if not row.stands_for:
        return ""
    shown = [tr("{post} แทน {count} ตำแหน่ง", post=row.post, count=len(row.stands_for))]
    return "\n".join([*shown, " · ".join(row.stands_for)])


def roster_groups(
    data: YearData, day: date | None, today: date, *, left: bool = False
) -> list[RowGroup]:
    """Returns the members grouped by body: on a day, by default as of the newest order, which is
    that of ``today``; with ``left`` including former members."""
    groups = []
    for body, members in roster.rows(data, day, left=left):
        count = sum(member.left_by is None for member in members)
        words = "มี {count} ลำดับในคณะ พ้นไปแล้ว {left} ลำดับไม่นับ ณ {day}"
        told = {"count": count, "left": len(members) - count, "day": short_date(day or today)}
        if count == len(members):
            words = "มี {count} ลำดับในคณะ ณ {day}"
            del told["left"]
        groups.append(
            RowGroup(
                id=body.id,
                title=body.name,
                note=tr("{count} ลำดับ", count=count),
                rows=tuple(_row(data, member) for member in members),
                counted=tr(words, **told),
            )
        )
    return groups


def _left_words(data: YearData, order: AppointmentOrder) -> str:
    """Returns ``พ้นตามคำสั่งที่ 15/2568 ตั้งแต่ 1 ก.พ. 68``."""
    named = in_language(orders.display_name(data, order))
    if order.begins is None:
        return tr("พ้นตาม{order}", order=named)
    return tr("พ้นตาม{order} ตั้งแต่ {day}", order=named, day=short_date(order.begins))


def _row(data: YearData, row: roster.MemberRow) -> RosterTableRow:
    member: Member = row.member
    return RosterTableRow(
        id=row.id,
        body_id=row.body.id,
        body_kind=row.body.kind,
        number=row.number,
        name=row.name,
        post=row.post,
        unit=row.unit,
        role=row.role,
        note=member.note,
        vacant=member.vacant,
        stands_for=tuple(each.post for each in roster.stands_for(data, member)),
        left=_left_words(data, row.left_by) if row.left_by is not None else "",
    )


@for_same_year
def person_choices(data: YearData, previous: YearData | None) -> Choices:
    """Returns known people with unit and membership in last year's order, followed by texts for
    unnamed members."""
    before = {member.person_id for member in previous.members} if previous is not None else set()
    order = tr("คำสั่งปี {year}", year=previous.year) if previous is not None else ""
    names = listed_names(data)
    found = []
    for person in data.people:
        name = names[person.id]
        notes = (data.unit_name(person.unit_id), order if person.id in before else "")
        found.append(ListChoice(name, name, " · ".join(filter(None, notes)), (person.name,)))
    found.append(ListChoice(BY_POST, tr(BY_POST), tr("ใช้ตำแหน่งแทนชื่อ")))
    found.append(ListChoice(VACANT, tr(VACANT), tr("รอเสนอชื่อ")))
    return Choices(found)


def read_unit(data: YearData, text: str) -> str:
    """Returns the full name of the unit that ``text`` names.

    Raises UnreadableError for an unknown name, suggesting the most similar ones.
    """
    name = one_line(text)
    if not name:
        return ""
    return known_unit(data.unit_finder, name).name


@for_same_year
def unit_choices(data: YearData) -> Choices:
    """Returns all units by full name."""
    notes = {UnitKind.SCHOOL: tr("โรงเรียน"), UnitKind.GROUP: tr("กลุ่ม")}
    return Choices(
        ListChoice(unit.name, unit.name, notes.get(unit.kind, ""),
               tuple(filter(None, (unit.short_name, *unit.aliases.split(";")))))
        for unit in data.units
    )  # fmt: skip
