"""Imports what the assessor says of items; beside an official score it is the score's note."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.filing import bare_remark, state_after
from ita_desktop.domain.records import new_id
from ita_desktop.domain.scores.results import AssessorRemark, RemarkState, Score, ScoreSource
from ita_desktop.domain.text import key
from ita_desktop.exchange.kinds.results import STATE_WORDS, ItemRemarkRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.services.edits import last_position
from ita_desktop.services.imports.draft import ImportDraft, Shown, inserts, update
from ita_desktop.services.imports.items import item_of, likeness, with_answered_items

_ALIKE = 0.2
"""Titles with less similarity are of different items."""


def compare(draft: ImportDraft, rows: Sequence[ItemRemarkRow]) -> None:
    """Add the differences between ``rows`` and the year's remarks to the draft. Several remarks on
    one item are one, a line each."""
    of_items: dict[str, list[ItemRemarkRow]] = defaultdict(list)
    for row in draft.each(with_answered_items(draft, rows)):
        with draft.skipping(row.origin):
            _must_be_its_title(item_of(draft.year, row.item, oit=False), row)
            of_items[row.item].append(row)
    for code, some in of_items.items():
        item = draft.year.framework.item_by_code[code]
        bare = [row for row in some if not row.follows_up]
        rounds = [row for row in some if row.follows_up]
        added = _put(draft, item, bare, {_key(item, row) for row in rounds}) if bare else False
        _put_rounds(draft, item, rounds, int(added))


def _must_be_its_title(item: Item, row: ItemRemarkRow) -> None:
    """Raise RowError if a row has the title of another item: it may be of another year."""
    if not row.title or any(likeness(row.title, title) >= _ALIKE for title in item.wordings):
        return
    raise RowError(
        "ชื่อ “{title}” ไม่ใช่ชื่อของ {code} ({own})",
        remedy="ตรวจว่าข้อสังเกตนี้เป็นของปีใด แล้วนำเข้าในปีนั้น",
        title=row.title,
        code=item.code,
        own=item.title,
    ).about("title")


def _put(draft: ImportDraft, item: Item, rows: Sequence[ItemRemarkRow], followed: set[str]) -> bool:
    """Put remarks without date, answer and state: beside an official score they are its note.
    ``followed`` are the keys of those of which other rows say more. Return whether they are a new
    round."""
    rounds = draft.year.remarks_of(item.code)
    known = followed | {key(remark.text) for remark in rounds}
    text, origins = _joined(item, rows), [row.origin for row in rows]
    if key(text) in known or known.issuperset(_key(item, row) for row in rows):
        draft.keep(*origins, of=rounds)
        return False
    if (score := _official(draft, item)) is not None:
        before, writes = score.note, update(score, {"note": text})
    elif (alone := bare_remark(rounds)) is not None and key(alone.text) not in followed:
        text = _joined(item, [row for row in rows if _key(item, row) not in followed])
        before, writes = alone.text, update(alone, {"text": text})
    else:
        text = _joined(item, [row for row in rows if _key(item, row) not in known])
        new = _new_round(draft, item, text)
        draft.put(origins, _shown(item, text), None, inserts(new))
        return True
    if key(before) == key(text):
        writes = []
    shown = _shown(item, text if writes else before)
    draft.put(origins, shown, _shown(item, before), writes, of=rounds)
    return False


def _joined(item: Item, rows: Sequence[ItemRemarkRow]) -> str:
    return "\n".join(dict.fromkeys(_without_title(item, row.remark) for row in rows))


def _official(draft: ImportDraft, item: Item) -> Score | None:
    official = (score for score in draft.year.scores if score.source is ScoreSource.OFFICIAL)
    return next((score for score in official if score.node == item.code), None)


def _new_round(draft: ImportDraft, item: Item, text: str) -> AssessorRemark:
    year_id = draft.year.fiscal_year.id
    position = last_position(draft.year.remarks_of(item.code))
    return AssessorRemark(
        id=new_id(), year_id=year_id, node=item.code, text=text, position=position
    )


def _put_rounds(draft: ImportDraft, item: Item, rows: Sequence[ItemRemarkRow], after: int) -> None:
    """Put remarks with what came of them, behind ``after`` new ones: each is a round of its own,
    known by its text and day. The same text on another day is another round."""
    stored: dict[str, list[AssessorRemark]] = defaultdict(list)
    for remark in draft.year.remarks_of(item.code):
        stored[key(remark.text)].append(remark)
    score = _official(draft, item)
    printed = key(score.note) if score is not None else ""
    given: dict[str, dict[date | None, ItemRemarkRow]] = defaultdict(dict)
    for place, row in enumerate(rows, after):
        words = _key(item, row)
        first = _of_day(given[words], row.day)
        if first is not None:
            _repeated(draft, row, first)
            continue
        given[words][row.day] = row
        old = _taken(stored[words], row.day)
        if old is None and score is not None and words == printed and row.says_nothing:
            draft.keep(row.origin, of=[score])
            continue
        bare = _new_round(draft, item, _without_title(item, row.remark))
        blank = replace(bare, position=bare.position + place)
        draft.say([row.origin], old, blank, _given(row, old), partial(_shown_round, item))


def _of_day(rows: Mapping[date | None, ItemRemarkRow], day: date | None) -> ItemRemarkRow | None:
    """Return the row of a day; rows without one may be of any."""
    if day is None:
        return next(iter(rows.values()), None)
    return rows.get(day) or rows.get(None)


def _taken(stored: list[AssessorRemark], day: date | None) -> AssessorRemark | None:
    """Take the round of a day out of those of one text, else the one whose day is not known; of
    any day if ``day`` is None."""
    days = [remark.day for remark in stored]
    if not days:
        return None
    for wanted in (day, None):
        if wanted in days:
            return stored.pop(days.index(wanted))
    return stored.pop() if day is None else None


def _repeated(draft: ImportDraft, row: ItemRemarkRow, first: ItemRemarkRow) -> None:
    """Report a row that repeats a remark; with the same words of it, it says nothing new."""
    if replace(row, origin=first.origin) == first:
        draft.keep_as(row.origin, first.origin)
        return
    draft.skip(
        row.origin,
        RowError(
            "ข้อสังเกตนี้ของ {code} อยู่ในแถว {row} แล้ว แต่บอกไว้ไม่เหมือนกัน",
            remedy="แก้ให้ตรงกัน หรือเว้นแถวนี้ไว้",
            code=row.item,
            row=first.origin.seen_from(row.origin),
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


def _key(item: Item, row: ItemRemarkRow) -> str:
    return key(_without_title(item, row.remark))


def _without_title(item: Item, remark: str) -> str:
    """Return a remark without the item's title before it, as lists print it."""
    if not key(remark).startswith(key(item.title)) or key(remark) == key(item.title):
        return remark
    length = len(key(item.title))
    at = next(at for at in range(len(remark) + 1) if len(key(remark[:at])) >= length)
    return remark[at:].lstrip(" :–-\n\t")


def _shown_round(item: Item, remark: AssessorRemark) -> Shown:
    return {
        **_shown(item, remark.text),
        "วันที่": remark.day,
        "คำชี้แจง": remark.answer,
        "การแก้ไข": remark.mend,
        "หลักฐานการแก้ไข": remark.proof,
        "สถานะ": STATE_WORDS[remark.state],
    }


def _shown(item: Item, text: str) -> dict[str, str]:
    return {"ข้อ": item.code, "รายการ": item.title, "ข้อสังเกตของผู้ตรวจ": text}
