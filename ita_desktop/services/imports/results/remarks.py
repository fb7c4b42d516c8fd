"""Imports what the assessor says of items; beside an official score it is the score's note."""

from collections import defaultdict
from collections.abc import Sequence

from ita_desktop.domain.framework import Item
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.scores.results import AssessorRemark, ScoreSource
from ita_desktop.domain.text import key
from ita_desktop.exchange.kinds.remarks import ItemRemarkRow
from ita_desktop.exchange.remarks import RowError
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
        _put(draft, draft.year.framework.item_by_code[code], some)


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
    text = "\n".join(dict.fromkeys(_without_title(item, row.remark) for row in rows))
    origins = [row.origin for row in rows]
    alone = next((one for one in draft.year.remarks if one.node == item.code), None)
    official = (one for one in draft.year.scores if one.source is ScoreSource.OFFICIAL)
    score = next((one for one in official if one.node == item.code), None)
    writes: list[Write]
    if score is not None:
        before, writes = score.note, update(score, {"note": text})
    elif alone is not None:
        before, writes = alone.text, update(alone, {"text": text})
    else:
        year_id = draft.year.fiscal_year.id
        new = AssessorRemark(id=new_id(), year_id=year_id, node=item.code, text=text)
        draft.put(origins, _shown(item, text), None, inserts(new))
        return
    if key(before) == key(text):
        writes = []
    draft.put(origins, _shown(item, text if writes else before), _shown(item, before), writes)


def _without_title(item: Item, remark: str) -> str:
    """Return a remark without the item's title before it, as lists print it."""
    if not key(remark).startswith(key(item.title)) or key(remark) == key(item.title):
        return remark
    length = len(key(item.title))
    at = next(at for at in range(len(remark) + 1) if len(key(remark[:at])) >= length)
    return remark[at:].lstrip(" :–-\n\t")


def _shown(item: Item, text: str) -> dict[str, str]:
    return {"ข้อ": item.code, "รายการ": item.title, "ข้อสังเกตของผู้ตรวจ": text}
