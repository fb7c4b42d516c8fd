"""What follows a signed paper when the data has changed: the order that amends it, or the letter
that corrects it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import Any, NamedTuple

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.reports.appointment_order import NAME as ORDER
from ita_desktop.documents.reports.letters.memo import referred
from ita_desktop.domain.documents import APPOINTED, SignedPaper, appointed_bodies, member_columns
from ita_desktop.domain.errors import InputError, Phrase, joined
from ita_desktop.domain.records import Member, MemberKind, Record, new_id
from ita_desktop.domain.roster.committee import duties_by, family, members_by
from ita_desktop.domain.roster.orders import OrderChange, OrderChangeKind
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import last_position
from ita_desktop.services.letters import display_name
from ita_desktop.services.papers import signing
from ita_desktop.services.roster.orders import amendment_of
from ita_desktop.storage.edits.changes import RowChange
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_PRINTED = ("kind", "person_id", "post", "unit_id", "role", "note")
"""The columns of a member by which it is the same place for the same person."""


class RosterChange(NamedTuple):
    """How a place of a signed order differs now: ``was`` are its columns as signed, None if it is
    new; ``now`` is the member, None if it is gone."""

    body_id: str
    was: Mapping[str, Any] | None
    now: Member | None


def roster_changes(data: YearData, paper: SignedPaper) -> list[RosterChange]:
    """Return how the members of a signed order's bodies differ now, without what later orders
    change."""
    order = data.order_by_id.get(paper.subject)
    if order is None:
        return []
    found: list[RosterChange] = []
    for body in appointed_bodies(paper).values():
        if body.id in data.body_by_id:
            now = members_by(data, order, body.id)
            found += _of_body(body.id, body.members, now)
    return found


def can_amend(data: YearData, paper: SignedPaper) -> bool:
    """Return whether the members or duties of a signed order are others now, and no order says so
    yet."""
    order = data.order_by_id.get(paper.subject)
    if order is None or not paper.appointed:
        return False
    return bool(roster_changes(data, paper)) or any(
        body.duties != duties_by(data, order, body.id)
        for body in appointed_bodies(paper).values()
        if body.id in data.body_by_id
    )


def parted(data: YearData, rows: Iterable[RowChange]) -> Iterator[SignedPaper]:
    """Yield the signed orders whose members or duties these changed rows are, and that are others
    now, which no order says yet."""
    of = {member.id: member.body_id for member in data.members}
    of |= {duty.id: duty.body_id for duty in data.duties}
    bodies = {
        of[row.key] if row.key in of else (row.old or {}).get("body_id")
        for row in rows
        if row.table in APPOINTED
    }
    newest = {paper.subject: paper for paper in data.signed_papers_of(ORDER)}
    for paper in newest.values():
        if not bodies.isdisjoint(appointed_bodies(paper)) and can_amend(data, paper):
            yield paper


def not_taken(context: ReportContext, paper: SignedPaper) -> str:
    """Return what still differs from a signed order after it was amended, because no list of
    members or duties has it; empty if nothing does. Raises what ``differences`` does."""
    left = signing.differences(context, paper).differences
    if not left:
        return ""
    return Phrase(
        "อีก {count} แห่งที่ต่างจากฉบับลงนามไม่อยู่ในคำสั่งแก้ไข ให้พิมพ์เพิ่มเองหรือทำคำสั่งใหม่: {which}",
        count=len(left),
        which=joined(*(one.sentence for one in left)),
    )


def amend(workspace: Workspace, year: int, paper_id: str) -> str:
    """Put what differs from a signed order into the newest order that amends it and is not signed
    itself, or a new one; return its id. The signed order is printed as it was from then on, and
    the committee stays as it is now.

    Raises InputError if neither members nor duties differ.
    """
    data = workspace.year(year)
    paper = _paper(data, paper_id)
    order = data.order_by_id.get(paper.subject)
    if paper.document != ORDER:
        raise InputError("ฉบับลงนามนี้ไม่ใช่คำสั่ง", remedy="ร่างหนังสือแก้ไข หรือทำฉบับใหม่")
    if order is None or not can_amend(data, paper):
        raise InputError(
            "รายชื่อและหน้าที่ตรงกับฉบับลงนามแล้ว จึงไม่มีอะไรให้แก้ในคำสั่ง",
            remedy="ถ้าเปลี่ยนถ้อยคำอื่น ให้ทำฉบับใหม่",
        )
    last = family(data, order)[-1]
    kept = {row.subject for row in data.signed_papers_of(paper.document)}
    with workspace.change(
        "ร่างคำสั่งแก้ไขจากฉบับลงนาม {order}", order=paper.number or paper.title
    ) as change:
        if last == order or last.id in kept or last.number:
            last = change.insert(amendment_of(data, order))
        positions = count(last_position(data.changes_of_order(last.id)))
        for one in roster_changes(data, paper):
            _write(change, data, last.id, one, positions)
    return last.id


def _write(
    change: Change, data: YearData, order_id: str, one: RosterChange, positions: "count[int]"
) -> None:
    """Note one difference: the place as signed is a row of its own again, which the order removes;
    what is there now is what the order adds."""
    old = _as_signed(change, data, one)
    if one.now is not None:
        if old is not None:
            before = data.order_change(one.now.id, OrderChangeKind.ADDED)
            if before is not None:  # an earlier amendment put it there, as it was
                change.update(before, member_id=old)
        change.insert(
            OrderChange(
                id=new_id(),
                order_id=order_id,
                member_id=one.now.id,
                kind=OrderChangeKind.ADDED,
                replaces_id=old,
                position=next(positions),
            )
        )
    if old is not None:
        change.insert(
            OrderChange(
                id=new_id(),
                order_id=order_id,
                member_id=old,
                kind=OrderChangeKind.REMOVED,
                position=next(positions),
            )
        )


def _as_signed(change: Change, data: YearData, one: RosterChange) -> str | None:
    """Write the place as it was signed; return its id, None if there was none."""
    if one.was is None:
        return None
    was = dict(one.was)
    # People and units that were removed since cannot be named by key.
    was["person_id"] = was["person_id"] if was["person_id"] in data.person_by_id else None
    was["unit_id"] = was["unit_id"] if was["unit_id"] in data.unit_by_id else None
    position = one.now.position if one.now is not None else was["position"]
    kind = MemberKind(was["kind"])
    if kind is MemberKind.PERSON and was["person_id"] is None:
        kind = MemberKind.POST
    row = Member(body_id=one.body_id, **{**was, "id": new_id(), "kind": kind, "position": position})
    change.insert(row)
    return row.id


def _of_body(
    body_id: str, was: tuple[Mapping[str, Any], ...], now: tuple[Member, ...]
) -> list[RosterChange]:
    """Pair the places that are the same; then those of one row that was edited; then those that one
    role lost and won at one position."""
    gone, come = list(was), list(now)
    found = []
    for is_pair in (_is_same, _is_row, _is_place):
        for old in tuple(gone):
            new = next((member for member in come if is_pair(old, member)), None)
            if new is not None:
                gone.remove(old)
                come.remove(new)
                if is_pair is not _is_same:
                    found.append(RosterChange(body_id, old, new))
    found += (RosterChange(body_id, old, None) for old in gone)
    return [*found, *(RosterChange(body_id, None, new) for new in come)]


def _is_same(old: Mapping[str, Any], new: Member) -> bool:
    now = member_columns(new)
    return all(old[name] == now[name] for name in _PRINTED)


def _is_row(old: Mapping[str, Any], new: Member) -> bool:
    return bool(old["id"] == new.id)


def _is_place(old: Mapping[str, Any], new: Member) -> bool:
    return bool(old["position"] == new.position and old["role"] == new.role)


# -- letters


def correct(workspace: Workspace, year: int, paper_id: str) -> str:
    """Create a letter on the matter of a signed one, without number and day, that refers to it;
    return its id. Raises InputError if the letter is gone."""
    data = workspace.year(year)
    paper = _paper(data, paper_id)
    letter = data.letter_by_id.get(paper.subject)
    if paper.document == ORDER:
        raise InputError("ฉบับลงนามนี้เป็นคำสั่ง", remedy="แก้ด้วยคำสั่งแก้ไข")
    if letter is None:
        raise InputError("หนังสือฉบับนี้ไม่อยู่ในข้อมูลแล้ว", remedy="เลิกทำการลบ หรือร่างหนังสือใหม่")
    row = replace(
        letter,
        id=new_id(),
        row_version=1,
        number="",
        unit_numbers="",
        day=None,
        refers=referred(data, letter, paper.number, paper.day),
        position=last_position(data.letters),
    )
    parts: list[Record] = [*data.recipients_of(letter.id), *data.attachments_of_letter(letter.id)]
    with workspace.change("ร่างหนังสือแก้ไข {which}", which=display_name(data, letter)) as change:
        change.insert(row)
        for part in parts:
            change.insert(replace(part, id=new_id(), row_version=1, letter_id=row.id))  # type: ignore[call-arg]
    return row.id


def _paper(data: YearData, paper_id: str) -> SignedPaper:
    paper = next((row for row in data.signed_papers if row.id == paper_id), None)
    if paper is None:
        raise InputError("ไม่มีฉบับลงนามนี้แล้ว", remedy="ดูรายการล่าสุดแล้วเลือกใหม่")
    return paper
