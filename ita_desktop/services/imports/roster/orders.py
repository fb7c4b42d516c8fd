"""Imports appointment orders. Its members and duties are lists of their own."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import date

from ita_desktop.documents.reports.named_texts import filled
from ita_desktop.documents.reports.pages import signer
from ita_desktop.documents.wordings.values import of_order, order_title
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import Body, new_id
from ita_desktop.domain.roster.committee import numbered, register_year
from ita_desktop.domain.roster.holders import director
from ita_desktop.domain.roster.orders import AppointmentOrder, OrderBody
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.roster import OrderRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.services.edits import last_position
from ita_desktop.services.imports.draft import (
    ImportDraft,
    Shown,
    cells_of,
    differing,
    fields_of,
    inserts,
    printed_so,
)
from ita_desktop.services.imports.items import once, other_again
from ita_desktop.services.imports.letters import paired
from ita_desktop.services.imports.name_questions import NEW
from ita_desktop.services.imports.roster.bodies import NamedBodies
from ita_desktop.services.imports.roster.register import Signatories

_STAGES = (
    ("signed", "effective", "note"),
    ("number",),
    ("title", "ground", "purpose", "signatory_post", "acting_for"),
    ("signatory_id",),
)
"""The fields of an order, those first on which it depends what is printed of the others."""


def compare(draft: ImportDraft, rows: Sequence[OrderRow]) -> None:
    """Add the differences between ``rows`` and the year's orders to the draft."""
    bodies = NamedBodies(draft, NEW)
    signatories = Signatories(draft, ((row.signatory, row.post) for row in rows))
    position = last_position(draft.year.orders)
    own = list(once(draft, rows))
    orders = [order for order in draft.year.orders if order.amends_id is None]
    found, repeats = paired(
        own,
        orders,
        lambda row: _identity(draft.year, row.number, row.title, row.signed),
        lambda order: _identity(draft.year, order.number, _title(draft.year, order), order.signed),
        lambda row, order: _agrees(draft.year, row, order),
        lambda row, order: (
            row.signed == order.signed,
            key(row.number) == key(order.number),
            key(row.title) == key(_title(draft.year, order)) or row.title == order.title,
        ),
    )
    for row in draft.each(own):
        if (other := repeats.get(row.origin)) is not None:
            what = Phrase("คำสั่ง “{order}”", order=row.number or row.title)
            draft.skip(row.origin, other_again(row.origin, other.origin, what))
            continue
        old = found.get(row.origin)
        named = _bodies(draft, bodies, row)
        _put(draft, row, old, named, signatories, position)
        position += old is None


def _identity(year: YearData, number: str, title: str, signed: date | None) -> Hashable:
    """Return the number with its year, else subject and day."""
    if not number:
        return "", key(title), signed
    before, slash, after = number.partition("/")
    some = AppointmentOrder(id="", year_id="", number=before.strip(), signed=signed)
    return key(f"{before}/{after}" if slash else numbered(some, year.year))


def _title(year: YearData, order: AppointmentOrder) -> str:
    return order_title(year, order, of_order(year, order))


def _agrees(year: YearData, row: OrderRow, order: AppointmentOrder) -> bool:
    """Return whether a row may be about an order: no other day, and the same number, which a row
    may give without its year, or the same subject where one has no number."""
    if row.signed is not None and order.signed is not None and row.signed != order.signed:
        return False
    if row.number and order.number:
        return key(row.number) in {key(order.number), key(numbered(order, year.year))}
    return bool(row.title) and key(row.title) == key(_title(year, order))


def _bodies(draft: ImportDraft, named: NamedBodies, row: OrderRow) -> list[Body]:
    """Return the bodies of a row; one that is left out is reported."""
    found: list[Body] = []
    for name in row.bodies:
        try:
            found.append(named.of_cell(name, row.origin, "bodies"))
        except RowError as error:
            draft.flaw(row.origin, error)
    return list(dict.fromkeys(found))


def _put(
    draft: ImportDraft,
    row: OrderRow,
    old: AppointmentOrder | None,
    bodies: Sequence[Body],
    signatories: Signatories,
    position: int,
) -> None:
    year = draft.year
    blank = AppointmentOrder(id=new_id(), year_id=year.fiscal_year.id, position=position)
    order = old or blank
    signatory_id = signatories.find(row.signatory, row.origin, "signatory")
    says = fields_of(row, "signed", "effective", "title", "ground", "purpose", "acting_for", "note")
    says |= {
        "number": _number(year, row, order),
        "signatory_id": signatory_id,
        "signatory_post": row.post,
    }
    signatory = signatories.name(signatory_id)
    shows = old or replace(blank, id="")  # without an id it is of all bodies
    printed = printed_so(shows, says, _STAGES, lambda it: _prints(year, it, row, signatory))
    beyond = {name: value for name, value in says.items() if name not in printed}
    # What the program prints of a year without an order is none yet.
    is_blank = not differing(blank, beyond) and set(bodies) <= set(year.bodies)
    if old is not None or is_blank:
        draft.repeat(row.origin, cells_of(row, printed))
        says = beyond
    if old is None and is_blank:
        return
    has = {body.id for body in year.bodies_of_order(order.id)} if old is not None else set()
    places = enumerate((body for body in bodies if body.id not in has), len(has))
    rows = [
        OrderBody(id=new_id(), order_id=order.id, body_id=body.id, position=at)
        for at, body in places
    ]
    both = [*year.bodies_of_order(order.id), *(body for body in bodies if body.id not in has)]

    def shown(one: AppointmentOrder) -> Shown:
        own = year.bodies_of_order(one.id) if one is old else both
        return _shown(year, one, own, signatories)

    needs = draft.needs(*(body.id for body in bodies))
    draft.say([row.origin], old, blank, says, shown, inserts(*rows), needs)


def _number(year: YearData, row: OrderRow, order: AppointmentOrder) -> str:
    """Return the number as it is stored: without the year if that is the one of the signing day. A
    row that gives no year does not take the one of the order away, by which it was found."""
    before, slash, after = row.number.partition("/")
    if not slash and before and key(before) == key(order.number.partition("/")[0]):
        return order.number
    day = row.signed or order.signed
    if (
        slash
        and day is not None
        and after.strip() == str(register_year(replace(order, signed=day), year.year))
    ):
        return before.strip()
    return row.number


def _prints(year: YearData, order: AppointmentOrder, row: OrderRow, name: str) -> set[str]:
    """Return the fields that the order prints as the row says, whatever is stored; no amendment is
    compared with rows."""
    values = of_order(year, order)
    texts = {
        "title": (row.title, order_title(year, order, values)),
        "ground": (row.ground, filled(year, "order-ground", values, order.ground)),
        "purpose": (row.purpose, filled(year, "order-purpose", values, order.purpose)),
        "number": (row.number, numbered(order, year.year)),
    }
    post = order.signatory_post or director(year.organisation)
    printed, lines = signer(year, order.signatory_id, post, order.signed)
    under = "\n".join((*(lines or post.splitlines()), *order.acting_for.splitlines()))
    if key(row.post + row.acting_for) == key(under):
        texts |= {"signatory_post": ("", ""), "acting_for": ("", "")}
    texts["signatory_id"] = (name, printed)
    return {field for field, (own, shown) in texts.items() if key(own) == key(shown)}


def _shown(
    year: YearData, order: AppointmentOrder, bodies: Sequence[Body], signatories: Signatories
) -> Shown:
    return {
        "เลขที่": numbered(order, year.year),
        "เรื่อง": order.title,
        "เหตุ": order.ground,
        "ข้อความแต่งตั้ง": order.purpose,
        "คณะ": "; ".join(body.name for body in bodies),
        "วันที่ลงนาม": order.signed,
        "วันมีผล": order.effective,
        "ผู้ลงนาม": signatories.name(order.signatory_id),
        "ตำแหน่งผู้ลงนาม": order.signatory_post,
        "ลงนามแทน": order.acting_for,
        "หมายเหตุ": order.note,
    }
