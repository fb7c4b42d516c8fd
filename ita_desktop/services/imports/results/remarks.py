"""Imports what the assessor says of items; beside an official score it is the score's note."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.framework import Item
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.oit.remarks import bare_remark, state_after
from ita_desktop.domain.scores.results import AssessorRemark, RemarkState, ScoreSource
from ita_desktop.domain.text import key
from ita_desktop.exchange.kinds.remarks import STATE_WORDS, ItemRemarkRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.services.edits import last_position
from ita_desktop.services.imports.draft import ImportDraft, inserts, update
from ita_desktop.services.imports.items import item_of, likeness, with_answered_items
from ita_desktop.services.imports.plan import Write

_ALIKE = 0.2
"""Titles with less similarity are of different items."""


def compare(draft: ImportDraft, rows: Sequence[ItemRemarkRow]) -> None:
    """Add the differences between ``rows`` and the year's remarks to the draft. Several remarks on
    one item are one, a line each."""
    of_items: dict[str, list[ItemRemarkRow]] = defaultdict(list)
    for at, row in enumerate(with_answered_items(draft, rows)):
        draft.work_progress.at(at, len(rows))
        try:
            _must_be_its_title(item_of(draft.year, row.item, oit=False), row)
        except RowError as error:
            draft.skip(row.origin, error)
            continue
        of_items[row.item].append(row)
    for code, some in of_items.items():
        item = draft.year.framework.item_by_code[code]
        bare = [row for row in some if not row.follows_up]
        if bare:
            _put(draft, item, bare)
        _put_rounds(draft, item, [row for row in some if row.follows_up])


def _must_be_its_title(item: Item, row: ItemRemarkRow) -> None:
    """Raise RowError if a row has the title of another item: it may be of another year."""
    titles = (item.title, *(text for _, text in (*item.variants, *item.title_variants)))
    if not row.title or any(likeness(row.title, title) >= _ALIKE for title in titles):
        return
    raise RowError(
        "ชื่อ “{title}” ไม่ใช่ชื่อของ {code} ({own})",
        remedy="ตรวจว่าข้อสังเกตนี้เป็นของปีใด แล้วนำเข้าในปีนั้น",
        title=row.title,
        code=item.code,
        own=item.title,
    ).about("title")


def _put(draft: ImportDraft, item: Item, rows: Sequence[ItemRemarkRow]) -> None:
    """Put remarks without date, answer and state: beside an official score they are its note."""
    text = "\n".join(dict.fromkeys(_without_title(item, row.remark) for row in rows))
    origins = [row.origin for row in rows]
    rounds = draft.year.remarks_of(item.code)
    if any(key(one.text) == key(text) for one in rounds):
        draft.unchanged.extend(origins)
        return
    official = (one for one in draft.year.scores if one.source is ScoreSource.OFFICIAL)
    score = next((one for one in official if one.node == item.code), None)
    writes: list[Write]
    if score is not None:
        before, writes = score.note, update(score, {"note": text})
    elif (alone := bare_remark(rounds)) is not None:
        before, writes = alone.text, update(alone, {"text": text})
    else:
        new = _new_round(draft, item, text)
        draft.put(origins, _shown(item, text), None, inserts(new))
        return
    if key(before) == key(text):
        writes = []
    draft.put(origins, _shown(item, text if writes else before), _shown(item, before), writes)


def _new_round(draft: ImportDraft, item: Item, text: str) -> AssessorRemark:
    year_id = draft.year.fiscal_year.id
    position = last_position(draft.year.remarks_of(item.code))
    return AssessorRemark(
        id=new_id(), year_id=year_id, node=item.code, text=text, position=position
    )


def _put_rounds(draft: ImportDraft, item: Item, rows: Sequence[ItemRemarkRow]) -> None:
    """Put remarks with what came of them: each is a round of its own, known by its text."""
    known = {key(one.text): one for one in draft.year.remarks_of(item.code)}
    added: dict[str, ItemRemarkRow] = {}
    for place, row in enumerate(rows):
        text = _without_title(item, row.remark)
        first = added.setdefault(key(text), row)
        if first is not row:
            _repeated(draft, row, first)
            continue
        old = known.get(key(text))
        given = _given(row, old)
        if old is not None:
            writes = update(old, given)
            now = replace(old, **given)
            draft.put([row.origin], _shown_round(item, now), _shown_round(item, old), writes)
            continue
        new = _new_round(draft, item, text)
        new = replace(new, **given, position=new.position + place)
        draft.put([row.origin], _shown_round(item, new), None, inserts(new))


def _repeated(draft: ImportDraft, row: ItemRemarkRow, first: ItemRemarkRow) -> None:
    """Tell of a row that repeats a remark; with the same words of it, it says nothing new."""
    if replace(row, origin=first.origin) == first:
        draft.unchanged.append(row.origin)
        return
    draft.skip(
        row.origin,
        RowError(
            "ข้อสังเกตนี้ของ {code} อยู่ในแถว {row} แล้ว แต่บอกไว้ไม่เหมือนกัน",
            remedy="แก้ให้ตรงกัน หรือเว้นแถวนี้ไว้",
            code=row.item,
            row=first.origin.row,
        ),
    )


def _given(row: ItemRemarkRow, old: AssessorRemark | None) -> dict[str, Any]:
    """Return the fields that a row gives; what it leaves empty stays."""
    given: dict[str, Any] = {
        name: value for name in ("day", "answer", "mend", "proof") if (value := getattr(row, name))
    }
    state = old.state if old is not None else RemarkState.OPEN
    given["state"] = (
        row.state if row.state is not None else state_after(state, row.answer, row.mend)
    )
    return given


def _without_title(item: Item, remark: str) -> str:
    """Return a remark without the item's title before it, as lists print it."""
    if not key(remark).startswith(key(item.title)) or key(remark) == key(item.title):
        return remark
    length = len(key(item.title))
    at = next(at for at in range(len(remark) + 1) if len(key(remark[:at])) >= length)
    return remark[at:].lstrip(" :–-\n\t")


def _shown_round(item: Item, remark: AssessorRemark) -> dict[str, str]:
    return {
        **_shown(item, remark.text),
        "วันที่": short_date(remark.day) if remark.day is not None else "",
        "คำชี้แจง": remark.answer,
        "การแก้ไข": remark.mend,
        "หลักฐานการแก้ไข": remark.proof,
        "สถานะ": STATE_WORDS[remark.state],
    }


def _shown(item: Item, text: str) -> dict[str, str]:
    return {"ข้อ": item.code, "รายการ": item.title, "ข้อสังเกตของผู้ตรวจ": text}
