"""Sends a collection round: records what is asked of whom, and writes a form for each unit.

The program sends nothing itself: files, and drafts of mails, lie in a folder.
"""

from collections.abc import Collection as Some
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ita_desktop.domain.collecting import (
    AskedDays,
    OpenItem,
    OpenMeasure,
    OpenPeople,
    OpenQuestion,
    OpenRow,
    newest_forms,
    open_rows,
    people_are_back,
    recorded,
    usual_period,
)
from ita_desktop.domain.collection_rounds import (
    RECORDED,
    AskedSubject,
    Collection,
    CollectionUnit,
    Digests,
    SentRows,
    digests,
)
from ita_desktop.domain.dates import long_date
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.records import Unit, UnitKind, new_id
from ita_desktop.domain.scores.progress import State, item_progress
from ita_desktop.domain.tracking.units import shares_of_all
from ita_desktop.domain.tracking.worksheet import ENTRY_FIELDS
from ita_desktop.domain.year import YearData
from ita_desktop.services.collecting.files import Progress, RoundRequest, SentRound, UnitRows
from ita_desktop.services.edits import last_position, line, text
from ita_desktop.storage.workspace import Workspace


def asked_units(data: YearData) -> list[Unit]:
    """Return the units that may be asked: sections, schools and other offices."""
    return [unit for unit in data.units if unit.kind not in {UnitKind.GROUP, UnitKind.OFFICE}]


def asked_of_nobody(data: YearData, today: date) -> tuple[str, ...]:
    """Return the codes of open OIT items with owners of whom none is a unit that may be asked: a
    group without units, a person."""
    ids = {unit.id for unit in asked_units(data)}
    asked = {code for of in shares_of_all(data) if of.unit.id in ids for code in of.codes}
    return tuple(
        code
        for code, progress in item_progress(data, today).items()
        if progress.state is not State.DONE and code not in asked and data.owners_of_item(code)
    )


def to_send(
    data: YearData, asked: RoundRequest, today: date, again: Collection | None = None
) -> list[UnitRows]:
    """Return the units of a round with the rows of their forms, of new versions of a round if it is
    sent ``again``. Units without any row are left out, unless there is a question. What did not fit
    the form of the round before stands before what was asked then."""
    period = asked.period or usual_period(data, today)
    found = []
    for unit in asked_units(data):
        if asked.unit_ids is not None and unit.id not in asked.unit_ids:
            continue
        about = set(asked.about)
        if unit.id in asked.corrected:
            about.discard(AskedSubject.PEOPLE)
        found_rows = open_rows(data, unit, about, period, today)
        rows = [row for row in found_rows if _is_asked(row, asked.only)]
        if (question := text(asked.question)) and unit.id not in asked.answered:
            rows.insert(0, OpenQuestion(question))
        if rows:
            before = _asked_before(data, unit, again) if len(rows) > asked.most_rows else set()
            known = {_thing(row) for row in rows if _keys(row) & before}
            behind = sorted(rows, key=lambda row: _thing(row) in known)
            fitting = _whole_items(behind, asked.most_rows)
            kept = [row for row in rows if row in fitting]
            found.append(UnitRows(unit, tuple(kept), len(rows) - len(kept)))
    return found


def _is_asked(row: OpenRow, only: Some[str]) -> bool:
    match row:
        case OpenItem():
            return not only or row.item.code in only
        case OpenMeasure():
            return not only or row.measure.id in only
        case _:
            return True


def _asked_before(data: YearData, unit: Unit, again: Collection | None) -> set[str]:
    """Return the keys of the rows of a unit's form in the round before."""
    rounds = sorted(data.collections, key=lambda one: one.position, reverse=True)
    for one in rounds:
        if again is None or one.position < again.position:
            form = newest_forms(data, one).get(unit.id)
            if form is not None:
                return {*SentRows.read(form.rows).rows}
    return set()


def _keys(row: OpenRow) -> set[str]:
    """Return the keys that a row may have had before; a question and people are always asked."""
    match row:
        case OpenMeasure():
            return {row.key, row.bare_key}
        case OpenItem():
            return {row.key}
        case _:
            return set()


def _thing(row: OpenRow) -> str:
    """Return what tells a row from others, that of its item for a row of an item."""
    return _item(row) or row.key


def _whole_items(rows: Sequence[OpenRow], most: int) -> Sequence[OpenRow]:
    """Return the first rows; the rows of an item stay together."""
    end = most
    while 0 < end < len(rows) and _item(rows[end]) and _item(rows[end]) == _item(rows[end - 1]):
        end -= 1
    return rows[: end or most]


def _item(row: OpenRow) -> str:
    return row.item.code if isinstance(row, OpenItem) else ""


def send(
    workspace: Workspace,
    year: int,
    asked: RoundRequest,
    folder: Path,
    *,
    today: date,
    progress: Progress | None = None,
) -> SentRound:
    """Write the forms into ``folder`` and record the round as one unit of work.

    Memos to the units are one letter to all of them. Files are written first: a folder that cannot
    be written leaves no round. Raises InputError if nothing is due, open or asked, WorkspaceError
    if the workspace cannot be written to, and whatever ``progress`` raises.
    """
    from ita_desktop.services import letters
    from ita_desktop.services.collecting.files import Cover, write_files

    _refuse_read_only(workspace)
    data = workspace.year(year)
    units = to_send(data, asked, today)
    if not units:
        raise InputError(
            "ไม่มีหน่วยใดมีเรื่องค้างในช่วงนี้ จึงไม่มีอะไรให้ส่ง",
            remedy="เลือกเรื่องหรือช่วงเวลาอื่น หรือมอบหมายข้อ OIT และมาตรการให้หน่วยก่อน",
        )
    collection = _collection(data, asked, today)
    forms = {of.unit.id: _form(data, collection, of, today) for of in units}
    cover = Cover(workspace, data, collection, units) if asked.memos else None
    sent = write_files(data, collection, units, forms, asked, folder, progress, cover)
    with workspace.change("ส่งรอบ {title}", title=collection.title) as change:
        change.insert(collection)
        if cover is not None:
            letters.put(change, cover.letter, [unit.id for unit in cover.to])
        for form in forms.values():
            change.insert(form)
    return sent


def _refuse_read_only(workspace: Workspace) -> None:
    """Raise WorkspaceError before a form is written that the workspace could not take back."""
    if workspace.read_only:
        raise workspace.connections.why_read_only()


def send_again(
    workspace: Workspace,
    year: int,
    collection_id: str,
    unit_ids: Some[str],
    folder: Path,
    *,
    today: date,
    progress: Progress | None = None,
) -> SentRound:
    """Write new versions of the forms of some units of a round, with what is open now. Raises
    InputError if that is nothing, and whatever ``progress`` raises."""
    from ita_desktop.services.collecting.files import write_files

    _refuse_read_only(workspace)
    data = workspace.year(year)
    collection = collection_of(data, collection_id)
    last = newest_forms(data, collection)
    wanted = RoundRequest(
        about=collection.subjects,
        unit_ids=tuple(unit_ids),
        period=AskedDays(collection.first or date.min, collection.last or date.max),
        question=collection.question,
        answered=frozenset(unit for unit, form in last.items() if form.answer),
        corrected=frozenset(unit for unit in last if people_are_back(data, collection, unit)),
    )
    units = to_send(data, wanted, today, collection)
    if not units:
        raise InputError("หน่วยที่เลือกไม่มีเรื่องค้างแล้ว จึงไม่มีอะไรให้ส่งซ้ำ", remedy="เลือกหน่วยอื่น")
    forms = {}
    for of in units:
        form, before = _form(data, collection, of, today), last.get(of.unit.id)
        if before is not None:
            form = replace(form, version=before.version + 1, answer=before.answer)
        forms[of.unit.id] = form
    sent = write_files(data, collection, units, forms, wanted, folder, progress)
    with workspace.change("ส่งรอบ {title} ซ้ำ", title=collection.title) as change:
        for form in forms.values():
            change.insert(form)
    return sent


def collection_of(data: YearData, collection_id: str = "") -> Collection:
    """Return a round, by default the newest. Raises InputError if there is none."""
    newest = max(data.collections, key=lambda collection: collection.position, default=None)
    found = data.collection_by_id.get(collection_id) if collection_id else newest
    if found is None:
        raise InputError("ปีนี้ยังไม่เคยส่งรอบใด", remedy="ส่งรอบใหม่ก่อน")
    return found


def usual_title(data: YearData, today: date) -> str:
    """Return the title of the next round."""
    return Phrase(
        "ขอข้อมูล ITA รอบที่ {number} ({day})",
        number=len(data.collections) + 1,
        day=long_date(today),
    )


def _collection(data: YearData, asked: RoundRequest, today: date) -> Collection:
    period = asked.period or usual_period(data, today)
    if asked.due is not None and asked.due < today:
        raise InputError(
            "กำหนดส่งคืน {day} ผ่านไปแล้ว", remedy="เลือกวันหลังวันนี้", day=long_date(asked.due)
        )
    return Collection(
        id=new_id(),
        year_id=data.fiscal_year.id,
        title=line(asked.title) or str(usual_title(data, today)),
        about=" ".join(asked.about),
        question=text(asked.question),
        first=period.first,
        last=period.last,
        sent=today,
        due=asked.due,
        position=last_position(data.collections),
    )


def _form(data: YearData, collection: Collection, of: UnitRows, today: date) -> CollectionUnit:
    given: dict[str, Digests] = {}
    for row in of.rows:
        if isinstance(row, OpenPeople):
            given |= {key: {} for key in row.keys}
        else:
            given[row.key] = digests({**_given(row), RECORDED: recorded(data, row)})
    return CollectionUnit(
        id=new_id(),
        collection_id=collection.id,
        unit_id=of.unit.id,
        sent=today,
        rows=SentRows(given).written(),
    )


def _given(row: OpenRow) -> dict[str, str | date | None]:
    """Return the fields to fill in that a row has already."""
    if isinstance(row, OpenMeasure) and row.entry is not None:
        return {name: getattr(row.entry, name) for name in ENTRY_FIELDS}
    evidence = row.evidence if isinstance(row, OpenItem) else None
    if evidence is None:
        return {}
    return {
        "title": evidence.title,
        "location": evidence.location,
        "published": evidence.published,
        "note": evidence.note,
    }
