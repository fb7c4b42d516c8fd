"""Bodies named in rows: found in the year by their names or the kind that these imply, asked about,
or created with the rows; and the orders that appoint them. Members and duties of an order are lists
of their own."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from ita_desktop.documents.reports.named_texts import filled
from ita_desktop.documents.reports.shared import signer
from ita_desktop.documents.wordings.templates import ASSESSMENT
from ita_desktop.documents.wordings.values import of_order, order_title
from ita_desktop.domain.documents import not_said
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Body, BodyKind, new_id
from ita_desktop.domain.roster.committee import numbered, register_year
from ita_desktop.domain.roster.holders import director
from ita_desktop.domain.roster.matching import kind_of_body
from ita_desktop.domain.roster.orders import AppointmentOrder, OrderBody
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.kinds.roster import BODIES, UNTOLD, OrderRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
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
from ita_desktop.services.imports.name_questions import NEW, NameAnswer
from ita_desktop.services.imports.plan import Insert, RecordUpdate
from ita_desktop.services.imports.roster.register import Signatories

_STAGES = (
    ("signed", "effective", "note"),
    ("number",),
    ("title", "ground", "purpose", "signatory_post", "acting_for"),
    ("signatory_id",),
)
"""The fields of an order, those first on which it depends what is printed of the others."""
_PART = lazy_re(r"คณะ\S*?(?:ทำงาน|อำนวยการ)\s*(?:ฝ่าย|ด้าน|ย่อย|ชุด|กลุ่ม)")
"""The name of one body of several of its kind."""
_WHOLE = lazy_re(
    r"คณะ\S*?(?:ทำงาน|อำนวยการ)[\Wฯ]*(?:$|.*(?:ประเมิน|คุณธรรม|โปร่งใส|ขับเคลื่อน|ปี|สำนักงาน|เขต)|.*\bITA)"
)
"""The name of the body of its kind for the whole assessment, with any words for that."""
_OF_YEAR = lazy_re(r"\s*(?:(?:ประจำ)?ปี(?:งบประมาณ)?\s*(?:พ\.\s?ศ\.)?\s*)?\b25\d\d$")
_OF_TITLE = lazy_re(
    rf"({'|'.join(BODIES)})(\s*ITA)?(?:\s*(?:ของ)?สำนักงานเขต\S*)(?:\s*กรุงเทพมหานคร)?"
)
"""A usual name with the office behind it, which the title of a list says of any body."""


def _own_name(name: str) -> str:
    """Return the name of a body without what the title of a list has behind it."""
    own = _OF_YEAR.sub("", name)
    found = _OF_TITLE.fullmatch(own)
    return f"{found[1]}{found[2] or ''}" if found else own


def _name_key(name: str) -> str:
    """Return the key of a body's name, which papers give with its short form or without."""
    return key(name.strip().removesuffix("(ITA)"))


class Bodies:
    """Bodies by name and kind."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._by_key: dict[str, Body] = {}
        self._by_kind: dict[BodyKind, list[Body]] = defaultdict(list)
        self._begun: dict[str, tuple[str, Body]] = {}
        """The rest of the assessment's name, by names of bodies that begin to say it."""
        for body in bodies:
            self.add(body)

    def add(self, body: Body) -> None:
        """Add a body."""
        self._by_key.setdefault(_name_key(body.name), body)
        self._by_kind[body.kind].append(body)
        usual = ASSESSMENT.text
        if (left := not_said(body.name, usual)) != usual:
            self._begun.setdefault(key(body.name), (key(left), body))

    def find(self, name: str) -> Body | None:
        """Return the body of this name, or the only one of the kind that the name implies."""
        if same := self._by_key.get(_name_key(name)):
            return same
        if told := self.told_on(name):
            return told
        kind = kind_of_body(name)
        is_only = kind is not BodyKind.OTHER and not _PART.match(name) and _WHOLE.match(name)
        alike = self._by_kind[kind] if is_only else []
        return alike[0] if len(alike) == 1 else None

    def told_on(self, name: str) -> Body | None:
        """Return the body whose name begins to say the assessment's, and that papers tell on with
        the rest of it: คณะทำงานขับเคลื่อนการประเมินคุณธรรม + และความโปร่งใส…."""
        whole = key(name)
        for known, (left, body) in self._begun.items():
            if whole.startswith(known) and left.startswith(whole.removeprefix(known)):
                return body
        return None


class NamedBodies:
    """Finds the bodies that rows name; unknown names become questions, and new bodies if so
    answered."""

    def __init__(
        self,
        draft: ImportDraft,
        usual: NameAnswer | None = None,
        chairs: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """``usual`` is the answer until a person gives another; ``chairs`` is who presides over the
        bodies of the file, by their names."""
        self._draft = draft
        self._usual = usual
        self._chairs = {_name_key(name): chair for name, chair in chairs.items()}
        self._bodies = Bodies(draft.year.bodies)
        self._new: dict[str, Body] = {}
        self._long_names: dict[str, str] = {}
        """The longer name of this file that a body was found by."""
        self._told: set[str] = set()
        """The names of which it was told that they went into a body of another name."""
        self._as_named: set[str] = set()
        """The ids of bodies that this file has named."""
        self.by_id = dict(draft.year.body_by_id)
        """The bodies of the year, and the new ones."""

    def of_cell(self, name: str, origin: Origin, column: str) -> Body:
        """Return the body named in a cell; raises RowError if it is unknown and not decided, or
        left out."""
        name = self._draft.decided.body or name
        known = self._bodies.find(name)
        if known is not None and self._presides_another(known, name):
            known = None
        usual = None if name == UNTOLD else NEW if self._draft.decided.body else self._usual
        if known is not None and (
            _name_key(known.name) == _name_key(name) or known is self._bodies.told_on(name)
        ):
            self._as_named.add(known.id)
            return self.by_id[known.id]
        # Another long name in the same file is of another body.
        if known is not None and self._long_names.setdefault(known.id, key(name)) == key(name):
            own = _own_name(name)
            self._rename(known, own, origin)
            if key(self.by_id[known.id].name) == key(own):
                return self.by_id[known.id]
            usual = NameAnswer(body_id=known.id)
        question = self._draft.questions.ask_body(name, usual, origin)
        answer = question.answer
        if answer is not None and answer.body_id in self.by_id:
            body = self.by_id[answer.body_id]
            if answer == usual and name not in self._told and not name.endswith("ฯ"):
                self._told.add(name)
                self._draft.warn(
                    origin,
                    "ปีนี้ไม่มีคณะชื่อ “{name}” จึงใส่ในคณะ “{body}” ที่มีอยู่",
                    "ถ้าเป็นอีกคณะหนึ่ง เลือกให้เพิ่มเป็นคณะใหม่ที่ “ชื่อที่ไม่รู้จัก”",
                    name=shortened(name),
                    body=body.name,
                )
            return body
        if answer != NEW:
            error = RowError(
                "ปีนี้ไม่มีคณะชื่อ “{body}”",
                remedy="เลือกที่ “ชื่อที่ไม่รู้จัก” ว่าเป็นคณะใด หรือเพิ่มเป็นคณะใหม่",
                body=shortened(name),
            )
            if name == UNTOLD:
                error = RowError("ไม่รู้ว่าอยู่ในคณะใด", remedy=error.remedy)
            raise error.about(column)
        if question.key not in self._new:
            self._new[question.key] = self._added(question.name)
        return self._new[question.key]

    def _presides_another(self, body: Body, name: str) -> bool:
        """Return whether the file has another chair under this name than under the body's own."""
        own, other = (self._chairs.get(_name_key(each), "") for each in (body.name, name))
        return bool(own and other) and own != other

    def _rename(self, body: Body, name: str, origin: Origin) -> None:
        """Give the usual body of a new year, which has nobody yet, the name that a roster has: a
        change of its own."""
        year = self._draft.year
        is_used = body.id in self._as_named or year.members_of(body.id) or year.duties_of(body.id)
        is_usual = body.name in BODIES and body.id in year.body_by_id
        is_other = key(name) != key(body.name) and not name.endswith("ฯ")
        if is_usual and is_other and not is_used:
            self._as_named.add(body.id)
            self.by_id[body.id] = replace(body, name=name)
            writes = [RecordUpdate(body, {"name": name})]
            self._draft.put([origin], {"คณะ": name}, {"คณะ": body.name}, writes)

    def _added(self, name: str) -> Body:
        known = max((body.position for body in self._draft.year.bodies), default=-1)
        body = Body(
            id=new_id(),
            year_id=self._draft.year.fiscal_year.id,
            name=name,
            kind=kind_of_body(name),
            position=known + 1 + len(self._new),
        )
        self._bodies.add(body)
        self.by_id[body.id] = body
        self._draft.share(body.id, Insert(body))
        return body


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
