"""The order that appoints the year's committee bodies, and later orders that change them.

Form: garuda, three centred lines (whose order, number, subject), the ground, the sentence that
appoints, each body with its members (number, member, role) and duties, from when, the day, who
signs. Members stand as they are ranked and are never sorted; a group that stands for many
(หัวหน้าฝ่ายทุกฝ่าย) is one entry.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.documents.choices import chose
from ita_desktop.documents.content import (
    Block,
    Cell,
    Column,
    Document,
    Paragraph,
    Row,
    Run,
    Table,
    TabStop,
    paragraph,
)
from ita_desktop.documents.kinds import FIELD, Lack, Material
from ita_desktop.documents.reports.letters.papers import (
    GARUDA_OF_LETTERS,
    body,
    garuda,
    garuda_lacks,
    member_lines,
    role_lines,
    signature,
    signer,
    unfilled,
)
from ita_desktop.documents.reports.pages import of_papers
from ita_desktop.documents.reports.wording import FILE, lacking, office
from ita_desktop.documents.wordings.templates import filled, wording
from ita_desktop.documents.wordings.values import Values, of_order, order_number, order_title
from ita_desktop.domain.dates import long_date
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.documents.book import Choice
from ita_desktop.domain.documents.wordings import GAP
from ita_desktop.domain.records import Body, Member
from ita_desktop.domain.roster.committee import first_members, numbered, register_year
from ita_desktop.domain.roster.holders import director
from ita_desktop.domain.roster.orders import AppointmentOrder, OrderChange, OrderChangeKind
from ita_desktop.domain.year import YearData

NAME: Final = "appointment-order"
_INDENT: Final = 25.0
_COLUMNS: Final = (Column(13), Column(85), Column(37))
"""Millimetres of number, member and role; with the indent they take the text's width."""
_SHORT_ROLE: Final = 18
"""Letters of a role that has room in one line."""
_RULE: Final = (60.0, 100.0)
"""Where the short rule below the title begins and ends."""
_DAY_AT: Final = 50.0
_MEMBERS: Final = "members"
"""The list that counts bodies and their members."""
_ORDER_FILE: Final = wording(
    "order-file", "คำสั่งแต่งตั้งคณะกรรมการและคณะทำงาน", title=FILE, papers="คำสั่งแต่งตั้ง"
)
_AMENDMENT_FILE: Final = wording(
    "amendment-file", "คำสั่งแก้ไขรายชื่อ", title=FILE, papers="คำสั่งแก้ไขรายชื่อ"
)
_NUMBERED_FILE: Final = wording(
    "order-file-numbered", "{ชนิดคำสั่ง} ที่ {เลขที่}", title=FILE, papers="คำสั่งแต่งตั้ง"
)
_UNNUMBERED_FILE: Final = wording(
    "order-file-unnumbered", "{ชนิดคำสั่ง} ปีงบประมาณ {ปีงบประมาณ}", title=FILE, papers="คำสั่งแต่งตั้ง"
)
_HEAD: Final = wording(
    "order-head",
    """
    คำสั่ง{สำนักงานเขต}
    ที่ {เลขที่คำสั่ง}
    """,
    title="หัวคำสั่ง",
    papers="คำสั่งแต่งตั้ง",
)
_ABOUT: Final = wording("order-about", "เรื่อง {เรื่องคำสั่ง}", papers="คำสั่งแต่งตั้ง")
_ORDERED: Final = wording("order-ordered", "สั่ง ณ วันที่ {วันที่คำสั่ง}", papers="คำสั่งแต่งตั้ง")


def missing(material: Material) -> list[Lack]:
    """What the order lacks; it is printed all the same, with gaps."""
    data, order = material.year, chosen(material)
    if order is None:
        return [
            Lack("ยังไม่มีคำสั่งแต่งตั้งของปีนี้", remedy="ร่างคำสั่งที่หน้าคณะกรรมการ"),
            *garuda_lacks(material),
        ]
    known = (
        (order.number, Lack("คำสั่งยังไม่มีเลขที่", {FIELD: "number"})),
        (order.signed, Lack("คำสั่งยังไม่มีวันที่ลงนาม", {FIELD: "signed"})),
        (signer_name(data, order), Lack("คำสั่งยังไม่มีผู้ลงนาม", {FIELD: "signatory_id"})),
    )
    lacks = [lack for value, lack in known if not value]
    lacks += _lacking_text(data, order)
    lacks += _lacking_changes(data, order) if order.amends_id else _lacking_bodies(data, order)
    return [*lacks, *garuda_lacks(material)]


def _lacking_text(data: YearData, order: AppointmentOrder) -> list[Lack]:
    values = of_order(data, order)
    texts = (("title", order.title), ("ground", order.ground), ("purpose", order.purpose))
    kind = "amendment" if order.amends_id else "order"
    known = {"วันที่คำสั่ง", "วันมีผล"}
    fields = [
        field
        for name, own in texts
        for field in unfilled(data, f"{kind}-{name}", values, own)
        if field not in known
    ]
    if not fields:
        return []
    return [Lack("ถ้อยคำในคำสั่งยังไม่มีค่าของ {fields}", {"fields": " ".join(dict.fromkeys(fields))})]


def _lacking_bodies(data: YearData, order: AppointmentOrder) -> list[Lack]:
    bodies = data.bodies_of_order(order.id)
    if not bodies:
        return [Lack("คำสั่งยังไม่ได้แต่งตั้งคณะใด")]
    lacks: list[Lack] = []
    roles: list[str] = []
    for place, one in enumerate(bodies, 1):
        members = first_members(data, one.id)
        if not members:
            lacks.append(Lack("{body} ยังไม่มีรายชื่อ", {"body": one.name}, "เพิ่มที่หน้าคณะกรรมการ"))
        if not data.duties_of(one.id):
            lacks.append(Lack("{body} ยังไม่มีหน้าที่", {"body": one.name}))
        roles += [f"{place}.{at}" for at, member in enumerate(members, 1) if not member.role]
    if roles:
        few = "ลำดับ {items} ยังไม่มีบทบาท"
        many = "{count} ลำดับยังไม่มีบทบาท เช่น {items}"
        lacks.append(lacking(roles, few, many, "ระบุที่หน้าคณะกรรมการ"))
    return lacks


def _lacking_changes(data: YearData, order: AppointmentOrder) -> list[Lack]:
    return [] if data.changes_of_order(order.id) else [Lack("คำสั่งแก้ไขยังไม่ได้เปลี่ยนรายชื่อใด")]


def build(material: Material, digits: Digits) -> Document:
    """The order that the material names, or the newest one; without any a draft of all bodies."""
    data = material.year
    order = _order(material)
    values = of_order(data, order)
    changes = order.amends_id is not None
    blocks = (
        *_head(material, order, values),
        *_grounds(data, order, values),
        *(_changes(data, order, values) if changes else _bodies(data, order, values)),
        *_end(data, order, values),
    )
    paper = of_papers(data, called(material), blocks, digits)
    signed = chose(material, NAME, Choice.SIGNED_PAGES)
    return replace(paper, catchwords=True, word_pages=signed)


def chosen(material: Material) -> AppointmentOrder | None:
    """The order that a document is about: the one named, or the newest."""
    data = material.year
    if material.subject:
        return data.order_by_id.get(material.subject)
    return max(data.orders, key=lambda one: one.position, default=None)


def _order(material: Material) -> AppointmentOrder:
    """The order, or what is printed while there is none."""
    return chosen(material) or AppointmentOrder(id="", year_id=material.year.fiscal_year.id)


def called(material: Material) -> str:
    """What the file is called."""
    data, order = material.year, _order(material)
    kind = (_AMENDMENT_FILE if order.amends_id else _ORDER_FILE).of(data)
    if order.number:
        number = numbered(order, data.year).replace("/", "-")
        return _NUMBERED_FILE.of(data, {"ชนิดคำสั่ง": kind, "เลขที่": number})
    return _UNNUMBERED_FILE.of(data, {"ชนิดคำสั่ง": kind})


# The parts, from top to bottom.


def _head(material: Material, order: AppointmentOrder, values: Values) -> Iterator[Block]:
    data = material.year
    yield garuda(material, GARUDA_OF_LETTERS)
    number = {"เลขที่คำสั่ง": order_number(data, order)}
    yield from _HEAD.paragraphs(data, "paper-title", number)
    # Whose committee it is begins a line of the title.
    whose = f"ของ{office(data.organisation)}"
    title = order_title(data, order, values).replace(f" {whose}", f"\n{whose}")
    yield _ABOUT.paragraph(data, "paper-title", {"เรื่องคำสั่ง": title})
    begin, end = _RULE
    yield Paragraph(
        (Run("\t"), Run("\t", underline=True)), "paper-rule", tabs=(TabStop(begin), TabStop(end))
    )


def _grounds(data: YearData, order: AppointmentOrder, values: Values) -> Iterator[Block]:
    kind = "amendment" if order.amends_id else "order"
    yield from body(filled(data, f"{kind}-ground", values, order.ground))
    yield from body(filled(data, f"{kind}-purpose", values, order.purpose))


def _bodies(data: YearData, order: AppointmentOrder, values: Values) -> Iterator[Block]:
    for place, one in enumerate(data.bodies_of_order(order.id) if order.id else data.bodies, 1):
        named = {**values, "ชื่อคณะ": one.name}
        heading = filled(data, "order-members", named)
        yield paragraph(heading, "paper-heading", mark=f"{place}.", counted=_MEMBERS)
        yield from _members(data, first_members(data, one.id), place)
        yield from _duties(data, one, place, named)


def _members(
    data: YearData, members: Sequence[Member], place: int, first: int = 1
) -> Iterator[Table]:
    rows = [
        row
        for at, member in enumerate(members, first)
        for row in _rows(data, member, f"{place}.{at}")
    ]
    if rows:
        yield _table(rows)


def _table(rows: Sequence[Row]) -> Table:
    return Table(_COLUMNS, tuple(rows), borders=False, indent=_INDENT, whole_rows=True)


def _rows(data: YearData, member: Member, number: str) -> list[Row]:
    """Name and role, below them the post; beside a short role it has the width of both columns, so
    that a member takes two lines."""
    lines = member_lines(data, member)
    role = role_lines(member.role)
    numbered = Paragraph((), "member", mark=number, counted=_MEMBERS)
    if len(lines) < 2:
        texts = tuple(paragraph(line, "member") for line in lines)
        return [Row((Cell((numbered,)), Cell(texts), Cell((paragraph(role, "member"),))))]
    # Of a person the page before names title and first name, which no space parts.
    name = lines[0].split(maxsplit=1)[0] if member.person_id else ""
    wide = "\n" not in role and len(role) <= _SHORT_ROLE
    named = Row(
        (
            Cell((numbered,), rows=2),
            Cell((_called(paragraph(lines[0], "member"), name),)),
            Cell((paragraph(role, "member"),), rows=1 if wide else 2),
        )
    )
    post = tuple(paragraph(line, "member") for line in lines[1:])
    return [named, Row((Cell(post, columns=2 if wide else 1),))]


def _called(name: Paragraph, catchword: str) -> Paragraph:
    return Paragraph(name.runs, name.style, catchword=catchword)


def _duties(data: YearData, one: Body, place: int, named: Values) -> Iterator[Block]:
    duties = data.duties_of(one.id)
    if not duties:
        return
    yield paragraph(filled(data, "order-duties", named), "paper-heading")
    for number, duty in enumerate(duties, 1):
        yield paragraph(duty.text, "paper-body", mark=f"{number}.", counted=f"duties-{place}")


def _end(data: YearData, order: AppointmentOrder, values: Values) -> Iterator[Block]:
    name = "order-effective-on" if order.effective else "order-effective-now"
    yield from body(filled(data, name, values))
    if order.signed is not None:
        day = str(long_date(order.signed, era=True))
    else:
        day = f"{GAP} พ.ศ. {register_year(order, data.year)}"
    line = _ORDERED.paragraph(data, "paper-body", {"วันที่คำสั่ง": day})
    yield replace(line, left=_DAY_AT, first=0.0)
    post = order.signatory_post or director(data.organisation)
    yield signature(data, order.signatory_id, post, order.signed, order.acting_for)


def signer_name(data: YearData, order: AppointmentOrder) -> str:
    """Whose name stands below the order; empty while it is not known."""
    post = order.signatory_post or director(data.organisation)
    return signer(data, order.signatory_id, post, order.signed)[0]


# Later orders.


def _changes(data: YearData, order: AppointmentOrder, values: Values) -> Iterator[Block]:
    changes = data.changes_of_order(order.id)
    added = {one.replaces_id: one for one in changes if one.kind is OrderChangeKind.ADDED}
    number = 0
    for change in changes:
        member = data.member_by_id.get(change.member_id)
        replaced = change.kind is OrderChangeKind.REMOVED and change.member_id in added
        if member is None or replaced:
            continue
        number += 1
        place = _number(data, order, member)
        named = {**values, "ลำดับ": place, **_told(data, member)}
        text = filled(data, _wording_of(change), named)
        follows = change.kind is OrderChangeKind.ADDED
        style = "paper-heading" if follows else "paper-body"
        yield paragraph(text, style, mark=f"{number}.", counted="changes")
        if follows:
            yield _table(_rows(data, member, place))
    if number:
        yield from body(filled(data, "amendment-rest", values))


def _wording_of(change: OrderChange) -> str:
    if change.kind is OrderChangeKind.REMOVED:
        return "amendment-remove"
    return "amendment-replace" if change.replaces_id else "amendment-add"


def _told(data: YearData, member: Member) -> Values:
    named = data.body_by_id.get(member.body_id)
    return {
        "รายชื่อ": " ".join(member_lines(data, member)),
        "ชื่อคณะ": named.name if named else "",
    }


def _number(data: YearData, order: AppointmentOrder, member: Member) -> str:
    """A member's number in the order that appointed the body: who replaces somebody has that
    one's, who is added counts on behind all."""
    bodies = [one.id for one in data.bodies_of_order(order.amends_id or "")]
    place = bodies.index(member.body_id) + 1 if member.body_id in bodies else 1
    first = [one.id for one in first_members(data, member.body_id)]
    behind = [
        one.member_id
        for one in data.order_changes
        if one.kind is OrderChangeKind.ADDED
        and one.replaces_id is None
        and one.member_id in data.member_by_id
        and data.member_by_id[one.member_id].body_id == member.body_id
    ]
    at = _replaced(data, member.id)
    everyone = [*first, *behind]
    return f"{place}.{everyone.index(at) + 1 if at in everyone else len(everyone) + 1}"


def _replaced(data: YearData, member_id: str) -> str:
    """Whose place a member took, through all orders."""
    before = {
        one.member_id: one.replaces_id
        for one in data.order_changes
        if one.kind is OrderChangeKind.ADDED and one.replaces_id
    }
    seen: set[str] = set()
    while member_id in before and member_id not in seen:
        seen.add(member_id)
        member_id = before[member_id]
    return member_id
