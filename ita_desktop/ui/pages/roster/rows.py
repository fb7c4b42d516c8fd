"""The tables of คณะกรรมการ, rows and columns: the members, and the registers of people and of
positions with their holders."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import BodyKind, Member, Person, UnitKind
from ita_desktop.domain.roster.holders import PostPeriod, is_of_one, post_words, stretches
from ita_desktop.domain.roster.orders import ACTING, AppointmentOrder, Tenure
from ita_desktop.domain.text import one_line, to_arabic
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import caption, in_language, tr
from ita_desktop.services.roster import orders, people, roster
from ita_desktop.services.roster.people import BY_POST, VACANT, listed_names, post_and_unit
from ita_desktop.services.roster.units import known_unit
from ita_desktop.ui.language import short_date
from ita_desktop.ui.pages.fields import for_same_year, people_of, unit_choices_of
from ita_desktop.ui.pages.parts.list_table import ListTable, RowService
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.cells.drawn import share_of_year
from ita_desktop.ui.table.column import Column, ColumnKind, RowGroup
from ita_desktop.ui.table.values import (
    Choices,
    HoldingKind,
    ListChoice,
    StatusCell,
    YearAxis,
    YearSpan,
)
from ita_desktop.ui.theme.tokens import Tone
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.marks import Mark

IMPORT_NAMES = {"number": "order", "post": "position", "unit": "department"}
"""The import's names of columns whose keys differ."""
_NUMBER = lazy_re(r"^(?:\d+\.)?(\d{1,4})[.)]?$")
YEAR: Final = "year"
"""The key of the timeline column."""


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


class PersonColumns:
    """The register of people."""

    NAME: Final = 190
    NAME_WIDE: Final = 250
    JOB: Final = 180
    JOB_WIDE: Final = 320
    UNIT: Final = 160
    UNIT_WIDE: Final = 300
    POSTS: Final = 180
    POSTS_WIDE: Final = 360
    PHONE: Final = 120
    EMAIL: Final = 150


class TenureColumns:
    """Positions and their holders."""

    POST: Final = 140
    POST_WIDE: Final = 240
    UNIT: Final = 100
    PERSON: Final = 170
    PERSON_WIDE: Final = 260
    TERM: Final = 130
    DAY: Final = 100
    STATE: Final = 130
    YEAR: Final = 120
    YEAR_WIDE: Final = 380
    NOTE: Final = 140


@dataclass(frozen=True, slots=True)
class PersonTableRow:
    """A row: a person."""

    id: str
    person: Person
    unit: str
    posts: str
    """The positions held today, one per line."""


def person_columns(data: Callable[[], YearData]) -> list[Column[PersonTableRow]]:
    """Returns the columns: unit, contact details, positions; ``data`` returns the current year."""
    return [
        Column("name", tr("ชื่อ - สกุล"), lambda row: row.person.full_name, PersonColumns.NAME,
               wide=PersonColumns.NAME_WIDE, editable=True, required=True, hideable=False,
               empty=""),
        Column("job_title", tr("ตำแหน่ง"), lambda row: row.person.job_title, PersonColumns.JOB,
               stretch=True, wide=PersonColumns.JOB_WIDE, editable=True, empty=""),
        Column("unit", tr("สังกัด"), lambda row: row.unit, PersonColumns.UNIT, stretch=True,
               wide=PersonColumns.UNIT_WIDE, editable=True, empty="",
               any_choices=lambda: unit_choices(data()), named=unit_choices_of,
               parse=lambda text: read_unit(data(), text)),
        Column("posts", tr("ดำรงตำแหน่ง"), lambda row: row.posts, PersonColumns.POSTS, stretch=True,
               wide=PersonColumns.POSTS_WIDE, empty="", tone=Tone.TEXT2, sunken=True),
        Column("phone", tr("โทรศัพท์"), lambda row: row.person.phone, PersonColumns.PHONE,
               editable=True, empty=""),
        Column("email", tr("อีเมล"), lambda row: row.person.email, PersonColumns.EMAIL,
               editable=True, empty=""),
    ]  # fmt: skip


def person_rows(
    data: YearData, today: date, known: Mapping[str, PersonTableRow]
) -> list[PersonTableRow]:
    """Returns people with their rows in order; unchanged rows in ``known`` are reused, so that a
    long register is updated quickly."""
    rows = []
    for person in data.people:
        tenures = data.tenures_of(person.id)
        posts = "\n".join(held_post(data, tenure) for tenure in tenures if tenure.covers(today))
        row = PersonTableRow(person.id, person, data.unit_name(person.unit_id), posts)
        before = known.get(person.id)
        rows.append(before if before == row else row)
    return rows


def held_post(data: YearData, tenure: Tenure) -> str:
    """Returns a position, with the prefix of an acting holder."""
    post = post_words(data, tenure.post, tenure.unit_id)
    return f"{tenure.acting} {post}".strip()


@dataclass(frozen=True, slots=True)
class TenureRow:
    """A row: the holder of a position during a period."""

    id: str
    tenure: Tenure
    unit: str
    person: str
    state: StatusCell
    days: tuple[YearSpan, ...]
    """The days of the year on which the position is held."""


def tenure_columns(
    data: Callable[[], YearData], year: int, today: Callable[[], date]
) -> list[Column[TenureRow]]:
    """Returns the columns: position, holder, kind, first and last day; typed dates default to the
    Buddhist ``year``."""
    return [
        Column("post", tr("ตำแหน่ง"), lambda row: row.tenure.post, TenureColumns.POST, stretch=True,
               wide=TenureColumns.POST_WIDE, editable=True, required=True, hideable=False,
               any_choices=lambda: _posts(data())),
        Column("unit", tr("สังกัด"), lambda row: row.unit, TenureColumns.UNIT, editable=True,
               empty="", any_choices=lambda: unit_choices(data()), named=unit_choices_of,
               parse=lambda text: read_unit(data(), text)),
        Column("person", caption("ผู้ดำรงตำแหน่ง"), lambda row: row.person, TenureColumns.PERSON,
               wide=TenureColumns.PERSON_WIDE, editable=True, required=True,
               any_choices=lambda: people_choices(data()), named=people_of),
        Column("acting", tr("โดย"), lambda row: row.tenure.acting, TenureColumns.TERM,
               firm=True, editable=True, empty="", ghost=lambda _row: tr("ดำรงตำแหน่งเอง"),
               choices=lambda _row: _acting_choices()),
        Column("first", tr("ตั้งแต่"), lambda row: row.tenure.first, TenureColumns.DAY,
               kind=ColumnKind.DATE, editable=True, fiscal_year=year, today=today),
        Column("last", tr("จนถึง"), lambda row: row.tenure.last, TenureColumns.DAY,
               kind=ColumnKind.DATE, editable=True, fiscal_year=year, today=today),
        Column("state", tr("สถานะ"), lambda row: row.state, TenureColumns.STATE,
               kind=ColumnKind.STATE),
        Column(YEAR, tr("ปีงบประมาณ {year}", year=year), lambda row: row.days, TenureColumns.YEAR,
               kind=ColumnKind.SPANS, wide=TenureColumns.YEAR_WIDE, axis=YearAxis(year, today()),
               filterable=False, spare=True),
        Column("note", tr("หมายเหตุ"), lambda row: row.tenure.note, TenureColumns.NOTE,
               editable=True, empty="", hidden=True),
    ]  # fmt: skip


def people_choices(data: YearData) -> list[ListChoice]:
    """Returns the people of the register with position and unit."""
    names = listed_names(data)
    return [
        ListChoice(names[person.id], names[person.id], post_and_unit(data, person), (person.name,))
        for person in data.people
    ]


def _posts(data: YearData) -> list[ListChoice]:
    """Returns the positions named in the register and the committee."""
    named = dict.fromkeys(
        [tenure.post for tenure in data.tenures]
        + [member.post for member in data.members if member.person_id is None and member.post]
    )
    return [ListChoice(text, text) for text in named]


def _acting_choices() -> list[ListChoice]:
    """Returns the official terms, printed unchanged; in another language with a translation."""
    return [ListChoice(text, text, tr(text) if tr(text) != text else "") for text in ACTING]


def tenure_groups(data: YearData, today: date) -> list[RowGroup]:
    """Returns the positions, each with its holders in chronological order."""
    by_post: dict[str, list[Tenure]] = {}
    for tenure in data.tenures:
        by_post.setdefault(data.post_keys.key(tenure.post, tenure.unit_id), []).append(tenure)
    return [
        RowGroup(
            id=f"post:{key}",
            title=post_words(data, some[0].post, some[0].unit_id),
            rows=tuple(
                _tenure_row(data, tenure, some, today) for tenure in sorted(some, key=_begin)
            ),
            note=_current_holder(data, some, today),
            cells={YEAR: year_spans(data, some, whole=True)},
        )
        for key, some in by_post.items()
    ]


def year_spans(
    data: YearData, tenures: Collection[Tenure], *, whole: bool = False
) -> tuple[YearSpan, ...]:
    """Returns the periods of ``tenures`` within the year; ``whole`` includes vacancies."""
    first, last = fiscal_year_bounds(data.year)
    return tuple(
        YearSpan(
            share_of_year(stretch.first, data.year),
            share_of_year(stretch.last + timedelta(days=1), data.year),
            _holding(stretch),
            _holder_words(data, stretch),
        )
        for stretch in stretches(tenures, first, last)
        if whole or not stretch.is_gap
    )


def _holding(stretch: PostPeriod) -> HoldingKind:
    if stretch.is_gap:
        return HoldingKind.NOBODY
    if stretch.is_shared:
        return HoldingKind.SEVERAL if is_of_one(stretch.own[0].post) else HoldingKind.TOGETHER
    return HoldingKind.ACTING if stretch.acting else HoldingKind.OWN


def _holder_words(data: YearData, stretch: PostPeriod) -> str:
    """Returns the holder of a position during a period, in words."""
    days = tr("{first} ถึง {last}", first=short_date(stretch.first), last=short_date(stretch.last))
    if stretch.is_gap:
        return tr("{days} ว่าง", days=days)
    held = [data.person_name(one.person_id) for one in stretch.own]
    acting = [
        f"{data.person_name(tenure.person_id)} ({tenure.acting})" for tenure in stretch.acting
    ]
    people = ", ".join([*held, *acting])
    if stretch.is_shared:
        return tr("{days} พร้อมกัน {count} คน {people}", days=days, count=len(held), people=people)
    return f"{days} {people}"


def _begin(tenure: Tenure) -> tuple[date, int]:
    return tenure.first or date.min, tenure.position


def _current_holder(data: YearData, tenures: Iterable[Tenure], today: date) -> str:
    """Returns the current holder of a position."""
    people = (data.person_name(held.person_id) for held in tenures if held.covers(today))
    return ", ".join(filter(None, people)) or tr("ว่าง")


def _tenure_row(data: YearData, tenure: Tenure, same: Iterable[Tenure], today: date) -> TenureRow:
    person = data.person_by_id.get(tenure.person_id)
    return TenureRow(
        tenure.id,
        tenure,
        data.unit_name(tenure.unit_id),
        listed_names(data)[person.id] if person is not None else "",
        _state(tenure, same, today),
        year_spans(data, [tenure]),
    )


def _state(tenure: Tenure, same: Iterable[Tenure], today: date) -> StatusCell:
    """Returns the state of a tenure, noting simultaneous holders, because documents cannot name a
    single one then."""
    if tenure.last is not None and tenure.last < today:
        return StatusCell(Mark.NONE, tr("พ้นแล้ว"))
    if tenure.first is not None and tenure.first > today:
        return StatusCell(Mark.NONE, tr("เริ่ม {day}", day=short_date(tenure.first)))
    own = [other for other in same if other.covers(today) and not other.acting]
    if not tenure.acting and len(own) > 1:
        return StatusCell(Mark.DOING, tr("พร้อมกัน {count} คน", count=len(own)))
    return StatusCell(Mark.DONE, tr("ดำรงอยู่"))


class PeopleTable(ListTable):
    """People with units and contact details."""

    about = "people"

    service = RowService(people.add, people.edit, people.remove)
    outgoing = "people"

    def __init__(self, session: Session) -> None:
        note = tr("ใช้ได้ทุกปี โทรศัพท์และอีเมลไม่อยู่ในเอกสารเผยแพร่")
        without = (
            tr("ยังไม่มีบุคลากรในทะเบียน"),
            tr("ใส่ชื่อ ตำแหน่ง และสังกัดไว้ที่นี่ครั้งเดียว แล้วเลือกเป็นกรรมการ ผู้ลงนาม และผู้เข้าประชุมได้ทุกปี"),
        )
        columns = person_columns(lambda: session.data)
        super().__init__(session, columns, (tr("บุคลากร"), tr("เพิ่มบุคลากร"), note), without)
        self._known: dict[str, PersonTableRow] = {}
        """The rows that are shown."""

    def refresh(self, *, flash: bool) -> None:
        """Updates the register from the session."""
        rows = person_rows(self.session.data, self.session.today, self._known)
        self._known = {row.id: row for row in rows}
        self.show_rows(rows, flash=flash)

    def blank(self) -> Mapping[str, Any]:
        """Returns an unused placeholder name."""
        taken = {person.full_name for person in self.session.data.people}
        name, number = tr("บุคลากรใหม่"), 1
        while name in taken:
            number += 1
            name = tr("บุคลากรใหม่ {number}", number=number)
        return {"name": name}


class TenureTable(ListTable):
    """Positions with holders and dates."""

    about = "people"

    first = "post"
    service = RowService(people.add_tenure, people.edit_tenures, people.remove_tenures)

    def __init__(self, session: Session) -> None:
        note = tr("ใบลงชื่อ รายงานการประชุม และช่องลงนามพิมพ์ชื่อผู้ดำรงตำแหน่งในวันนั้น คำสั่งพิมพ์ตำแหน่งตามเดิม")
        without = (
            tr("ยังไม่มีผู้ดำรงตำแหน่งในทะเบียน"),
            tr("ใส่ว่าใครดำรงตำแหน่งผู้อำนวยการเขต ผู้ช่วย หัวหน้าฝ่าย หรือรักษาราชการแทน ตั้งแต่วันใดถึงวันใด"),
        )
        words = (caption("การดำรงตำแหน่ง"), tr("เพิ่มผู้ดำรงตำแหน่ง"), note)
        super().__init__(session, self._columns(session), words, without)

    @staticmethod
    def _columns(session: Session) -> list[Any]:
        return list(tenure_columns(lambda: session.data, session.year, lambda: session.today))

    def refresh(self, *, flash: bool) -> None:
        """Updates the positions; ``flash`` is False for another year."""
        if not flash:
            self.table.sheet.set_columns(self._columns(self.session))
        self.show_rows(tenure_groups(self.session.data, self.session.today), flash=flash)

    def blank(self) -> Mapping[str, Any]:
        """Returns nothing: rows are added with a person (:meth:`add_row`), or pasted."""
        return {}

    def add_row(self) -> None:
        """Asks for the person, adds a row, and edits its position."""
        from ita_desktop.ui.pages.parts.popups import NamePopup

        below: Button = self.add_button if self.add_button.isVisible() else self.empty.state.button
        popup = NamePopup(caption("ผู้ดำรงตำแหน่ง"), "", tr("เพิ่ม"), self)
        popup.field.set_example(tr("คำนำหน้า ชื่อ และนามสกุล"))
        popup.named.connect(self.add_for)
        popup.open_below(below.mapToGlobal(below.rect().bottomLeft()), self.window())

    def add_for(self, name: str) -> None:
        """Adds a position of a person and edits its name."""
        row = {"person": name, "post": tr("ตำแหน่งใหม่")}
        made = self.session.attempt(lambda: self.write([row], ()))
        if made:
            self.table.sheet.clear_filters()
            self.table.edit_cell(made[0], self.first)
