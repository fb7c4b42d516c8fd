"""The order that appoints the year's committee bodies, and later orders that amend it.

Form: garuda, three centred lines (issuer, number, subject), grounds, appointing sentence, each body
with its members (number, member, role) and duties, effective date, date, signature. Members are in
order of rank and never sorted; a group (หัวหน้าฝ่ายทุกฝ่าย) is one entry.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from ita_desktop.documents.content import (
    Block,
    Cell,
    Document,
    Paragraph,
    Run,
    Table,
    TableColumn,
    TableRow,
    TabStop,
    paragraph,
)
from ita_desktop.documents.kinds import FIELD, MissingData, ReportContext, chose
from ita_desktop.documents.reports.named_texts import filled
from ita_desktop.documents.reports.shared import (
    FILE,
    GARUDA_OF_LETTERS,
    body,
    garuda,
    member_lines,
    missing_garuda,
    missing_items,
    of_papers,
    role_lines,
    signature,
    signer,
    unfilled,
)
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.documents.wordings.values import (
    Values,
    bodies_of,
    of_order,
    order_number,
    order_title,
)
from ita_desktop.domain.dates import long_date
from ita_desktop.domain.district_names import office
from ita_desktop.domain.documents import GAP, DocumentOption
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Member
from ita_desktop.domain.roster.committee import (
    changed_duties,
    duties_by,
    first_members,
    numbered,
    register_year,
)
from ita_desktop.domain.roster.holders import director
from ita_desktop.domain.roster.orders import AppointmentOrder, OrderChange, OrderChangeKind
from ita_desktop.domain.text import Digits, to_arabic
from ita_desktop.domain.year import YearData

NAME: Final = "appointment-order"
_INDENT: Final = 25.0
_COLUMNS: Final = (TableColumn(13), TableColumn(85), TableColumn(37))
"""Widths in mm of number, member and role; with the indent they fill the text width."""
_SHORT_ROLE: Final = 18
"""Greatest length of a role that fits in one line."""
_RULE: Final = (60.0, 100.0)
"""Left and right end in mm of the short line below the title."""
_DAY_AT: Final = 50.0
_MEMBERS: Final = "members"
"""The list by which Word numbers bodies and members."""
_OWN_NUMBER: Final = lazy_re(r"(?P<mark>[0-9]{1,2}[.)]+|\([0-9]{1,2}\))(?![0-9])\s*")
"""The number that a duty was typed with: ``1.``, ``2)``, ``(3)``."""
_SPAN: Final = lazy_re(r"(?<!\d)(?P<first>2[45]\d\d)\s*[-–—]\s*(?P<last>2[45]\d\d)(?!\d)")
"""The years for which a resolution or plan holds, in a typed text."""
_in_orders: Final = partial(wording, papers="คำสั่งแต่งตั้ง")
_ORDER_FILE: Final = _in_orders("order-file", "คำสั่งแต่งตั้งคณะกรรมการและคณะทำงาน", title=FILE)
_AMENDMENT_FILE: Final = wording(
    "amendment-file", "คำสั่งแก้ไขรายชื่อ", title=FILE, papers="คำสั่งแก้ไขรายชื่อ"
)
_NUMBERED_FILE: Final = _in_orders("order-file-numbered", "{ชนิดคำสั่ง} ที่ {เลขที่}", title=FILE)
_UNNUMBERED_FILE: Final = _in_orders(
    "order-file-unnumbered", "{ชนิดคำสั่ง} ปีงบประมาณ {ปีงบประมาณ}", title=FILE
)
_HEAD: Final = _in_orders(
    "order-head",
    """
    คำสั่ง{สำนักงานเขต}
    ที่ {เลขที่คำสั่ง}
    """,
    title="หัวคำสั่ง",
)
_ABOUT: Final = _in_orders("order-about", "เรื่อง {เรื่องคำสั่ง}")
_ORDERED: Final = _in_orders("order-ordered", "สั่ง ณ วันที่ {วันที่คำสั่ง}")


def missing(context: ReportContext) -> Iterator[MissingData]:
    """Yields what is missing; the order is printed with gaps instead."""
    data, order = context.year, chosen(context)
    if order is None:
        remedy = "ร่างคำสั่งที่หน้าคณะกรรมการ"
        yield MissingData("ยังไม่มีคำสั่งแต่งตั้งของปีนี้", remedy=remedy, is_all=True, part="orders")
        yield from missing_garuda(context)
        return
    known = (
        (order.number, MissingData("คำสั่งยังไม่มีเลขที่", {FIELD: "number"})),
        (order.signed, MissingData("คำสั่งยังไม่มีวันที่ลงนาม", {FIELD: "signed"})),
        (signer_name(data, order), MissingData("คำสั่งยังไม่มีผู้ลงนาม", {FIELD: "signatory_id"})),
    )
    yield from (gap for value, gap in known if not value)
    yield from _missing_text(data, order)
    if not order.amends_id:
        yield from _missing_bodies(data, order)
    elif not data.changes_of_order(order.id) and not changed_duties(data, order):
        yield MissingData("คำสั่งแก้ไขยังไม่ได้เปลี่ยนรายชื่อใด")
    yield from missing_garuda(context)


def _missing_text(data: YearData, order: AppointmentOrder) -> Iterator[MissingData]:
    values = of_order(data, order)
    texts = (
        ("title", order.title),
        ("ground", order.ground),
        (_purpose(data, order), order.purpose),
    )
    kind = "amendment" if order.amends_id else "order"
    known = {"วันที่คำสั่ง", "วันมีผล"}
    fields = [
        field
        for name, own in texts
        for field in unfilled(data, f"{kind}-{name}", values, own)
        if field not in known
    ]
    if fields:
        named = " ".join(dict.fromkeys(fields))
        yield MissingData("ถ้อยคำในคำสั่งยังไม่มีค่าของ {fields}", {"fields": named})
    for name, own in texts:
        for span in _SPAN.finditer(to_arabic(filled(data, f"{kind}-{name}", values, own))):
            if not int(span["first"]) <= data.year <= int(span["last"]):
                years = {"years": span[0], "year": str(data.year)}
                yield MissingData("คำสั่งอ้างปี {years} ซึ่งไม่รวมปี {year}", years, "พิมพ์เหตุที่ออกคำสั่งใหม่")


def _missing_bodies(data: YearData, order: AppointmentOrder) -> Iterator[MissingData]:
    bodies = data.bodies_of_order(order.id)
    if not bodies:
        yield MissingData("คำสั่งยังไม่ได้แต่งตั้งคณะใด", is_all=True)
    roles: list[str] = []
    for place, committee in enumerate(bodies, 1):
        members = first_members(data, committee.id)
        if not members:
            yield MissingData("{body} ยังไม่มีรายชื่อ", {"body": committee.name}, "เพิ่มที่หน้าคณะกรรมการ")
        if not duties_by(data, order, committee.id):
            yield MissingData("{body} ยังไม่มีหน้าที่", {"body": committee.name})
        roles += [f"{place}.{at}" for at, member in enumerate(members, 1) if not member.role]
    few, many = "ลำดับ {items} ยังไม่มีบทบาท", "{count} ลำดับยังไม่มีบทบาท เช่น {items}"
    yield from missing_items(roles, few, many, "ระบุที่หน้าคณะกรรมการ")


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns the order of ``context``, or the newest; without any, a draft with all bodies."""
    data = context.year
    order = _order(context)
    values = of_order(data, order, context.day)
    changes = order.amends_id is not None
    blocks = (
        *_head(context, order, values),
        *_grounds(data, order, values),
        *(_changes(data, order, values) if changes else _bodies(data, order, values)),
        *_end(context, order, values),
    )
    paper = of_papers(data, called(context), blocks, digits)
    signed = chose(context, NAME, DocumentOption.SIGNED_PAGES)
    return replace(paper, catchwords=True, word_pages=signed)


def chosen(context: ReportContext) -> AppointmentOrder | None:
    """Returns the order of ``context``, or the newest."""
    data = context.year
    if context.subject:
        return data.order_by_id.get(context.subject)
    return max(data.orders, key=lambda order: order.position, default=None)


def _order(context: ReportContext) -> AppointmentOrder:
    """Returns the order, or an empty one if there is none."""
    return chosen(context) or AppointmentOrder(id="", year_id=context.year.fiscal_year.id)


def called(context: ReportContext) -> str:
    """Returns the title of the file."""
    data, order = context.year, _order(context)
    kind = (_AMENDMENT_FILE if order.amends_id else _ORDER_FILE).of(data)
    if order.number:
        number = numbered(order, data.year, context.day)
        return _NUMBERED_FILE.of(data, {"ชนิดคำสั่ง": kind, "เลขที่": number})
    return _UNNUMBERED_FILE.of(data, {"ชนิดคำสั่ง": kind})


# The parts from top to bottom.


def _head(context: ReportContext, order: AppointmentOrder, values: Values) -> Iterator[Block]:
    data = context.year
    yield garuda(context, GARUDA_OF_LETTERS)
    number = {"เลขที่คำสั่ง": order_number(data, order, context.day)}
    yield from _HEAD.paragraphs(data, "paper-title", number)
    # The name of the committee's office begins a line of the title.
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
    yield from body(filled(data, f"{kind}-{_purpose(data, order)}", values, order.purpose))


def _purpose(data: YearData, order: AppointmentOrder) -> str:
    """Returns the wording of the purpose: an amendment of duties has one of its own."""
    return "purpose-duties" if order.amends_id and changed_duties(data, order) else "purpose"


def _bodies(data: YearData, order: AppointmentOrder, values: Values) -> Iterator[Block]:
    for place, appointed in enumerate(bodies_of(data, order), 1):
        named = {**values, "ชื่อคณะ": appointed.name}
        heading = filled(data, "order-members", named)
        yield paragraph(heading, "paper-heading", mark=f"{place}.", counted=_MEMBERS)
        yield from _members(data, first_members(data, appointed.id), place)
        if duties := duties_by(data, order, appointed.id):
            yield paragraph(filled(data, "order-duties", named), "paper-heading")
            yield from _duties(duties, f"duties-{place}")


def _members(data: YearData, members: Sequence[Member], place: int) -> Iterator[Table]:
    rows = [
        row for at, member in enumerate(members, 1) for row in _rows(data, member, f"{place}.{at}")
    ]
    if rows:
        yield _table(rows)


def _table(rows: Sequence[TableRow]) -> Table:
    return Table(_COLUMNS, tuple(rows), borders=False, indent=_INDENT, whole_rows=True)


def _rows(data: YearData, member: Member, number: str) -> list[TableRow]:
    """Returns the rows of a member: name and role, then the position; beside a short role the
    position spans both columns, so that a member takes two lines."""
    lines = member_lines(data, member)
    role = role_lines(member.role)
    numbered = Paragraph((), "member", mark=number, counted=_MEMBERS)
    if len(lines) < 2:
        texts = tuple(paragraph(line, "member") for line in lines)
        return [TableRow((Cell((numbered,)), Cell(texts), Cell((paragraph(role, "member"),))))]
    # The catchword is title and first name, which are not separated by a space.
    name = lines[0].split(maxsplit=1)[0] if member.person_id else ""
    wide = "\n" not in role and len(role) <= _SHORT_ROLE
    named = TableRow(
        (
            Cell((numbered,), rows=2),
            Cell((_name_paragraph(paragraph(lines[0], "member"), name),)),
            Cell((paragraph(role, "member"),), rows=1 if wide else 2),
        )
    )
    post = tuple(paragraph(line, "member") for line in lines[1:])
    return [named, TableRow((Cell(post, columns=2 if wide else 1),))]


def _name_paragraph(name: Paragraph, catchword: str) -> Paragraph:
    return Paragraph(name.runs, name.style, catchword=catchword)


def _duties(duties: Sequence[str], counted: str) -> Iterator[Block]:
    """Yields the numbered duties; one that was typed with a number of its own keeps that."""
    for number, duty in enumerate(duties, 1):
        first, *more = duty.split("\n")
        mark = f"{number}."
        typed = _OWN_NUMBER.match(to_arabic(first))
        if typed is None or typed["mark"] == mark:
            text = first[typed.end() :] if typed is not None else first
            yield paragraph(text, "paper-body", mark=mark, counted=counted)
        else:
            yield paragraph(first, "paper-body")
        yield from (paragraph(line, "paper-body") for line in more)


def _end(context: ReportContext, order: AppointmentOrder, values: Values) -> Iterator[Block]:
    data = context.year
    name = "order-effective-on" if order.effective else "order-effective-now"
    yield from body(filled(data, name, values))
    if order.signed is not None:
        day = str(long_date(order.signed, era=True))
    else:
        day = f"{GAP} พ.ศ. {register_year(order, data.year, context.day)}"
    line = _ORDERED.paragraph(data, "paper-body", {"วันที่คำสั่ง": day})
    yield replace(line, left=_DAY_AT, first=0.0)
    post = post_of(data, order)
    yield signature(data, order.signatory_id, post, order.signed, order.acting_for)


def post_of(data: YearData, order: AppointmentOrder) -> str:
    """Returns the post of the signatory as it is printed."""
    return order.signatory_post or director(data.organisation)


def signer_name(data: YearData, order: AppointmentOrder) -> str:
    """Returns the name below the signature; empty if unknown."""
    return signer(data, order.signatory_id, post_of(data, order), order.signed)[0]


# Amendments.


def _changes(data: YearData, order: AppointmentOrder, values: Values) -> Iterator[Block]:
    changes = data.changes_of_order(order.id)
    added = {
        change.replaces_id: change for change in changes if change.kind is OrderChangeKind.ADDED
    }
    number = 0
    for change in changes:
        member = data.member_by_id.get(change.member_id)
        replaced = change.kind is OrderChangeKind.REMOVED and change.member_id in added
        if member is None or replaced:
            continue
        number += 1
        place = _number(data, order, member)
        named = {**values, "ลำดับ": place, **_described(data, member)}
        text = filled(data, _wording_of(change), named)
        follows = change.kind is OrderChangeKind.ADDED
        style = "paper-heading" if follows else "paper-body"
        yield paragraph(text, style, mark=f"{number}.", counted="changes")
        if follows:
            yield _table(_rows(data, member, place))
    for changed in changed_duties(data, order):
        number += 1
        text = filled(data, "amendment-duties", {**values, "ชื่อคณะ": changed.name})
        yield paragraph(text, "paper-heading", mark=f"{number}.", counted="changes")
        yield from _duties(duties_by(data, order, changed.id), f"changed-duties-{number}")
    if number:
        yield from body(filled(data, "amendment-rest", values))


def _wording_of(change: OrderChange) -> str:
    if change.kind is OrderChangeKind.REMOVED:
        return "amendment-remove"
    return "amendment-replace" if change.replaces_id else "amendment-add"


def _described(data: YearData, member: Member) -> Values:
    named = data.body_by_id.get(member.body_id)
    return {
        "รายชื่อ": " ".join(member_lines(data, member)),
        "ชื่อคณะ": named.name if named else "",
    }


def _number(data: YearData, order: AppointmentOrder, member: Member) -> str:
    """Returns a member's number in the original order: a replacement has that of the person
    replaced, an addition the next one after all."""
    bodies = [committee.id for committee in data.bodies_of_order(order.amends_id or "")]
    place = bodies.index(member.body_id) + 1 if member.body_id in bodies else 1
    first = [first_member.id for first_member in first_members(data, member.body_id)]
    behind = [
        change.member_id
        for change in data.order_changes
        if change.kind is OrderChangeKind.ADDED
        and change.replaces_id is None
        and change.member_id in data.member_by_id
        and data.member_by_id[change.member_id].body_id == member.body_id
    ]
    at = _replaced(data, member.id)
    everyone = [*first, *behind]
    return f"{place}.{everyone.index(at) + 1 if at in everyone else len(everyone) + 1}"


def _replaced(data: YearData, member_id: str) -> str:
    """Returns the id of the original member whose place a member took, through all amendments."""
    before = {
        change.member_id: change.replaces_id
        for change in data.order_changes
        if change.kind is OrderChangeKind.ADDED and change.replaces_id
    }
    seen: set[str] = set()
    while member_id in before and member_id not in seen:
        seen.add(member_id)
        member_id = before[member_id]
    return member_id
