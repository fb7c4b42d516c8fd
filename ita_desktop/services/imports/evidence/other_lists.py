"""Lists of other items under our codes, those of others and of other years: what both call each, to
be shown side by side; titles may pair them."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Framework
from ita_desktop.paths import resource
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.evidence.seen import (
    MOST,
    Argument,
    Knowledge,
    is_title,
    title_of,
)
from ita_desktop.services.imports.items import paired_by_title
from ita_desktop.services.imports.plan import TitledRow

_LISTS: Final = {
    "national": "บัญชี OIT ระดับประเทศ ปี {year} ไม่ใช่ของสำนักงานเขต",
    "vocational": "บัญชี OIT ของวิทยาลัยอาชีวศึกษา ปี {year} ไม่ใช่ของสำนักงานเขต",
}
"""Lists of others, by their names in the file."""
_LEAST: Final = 2
"""Number of titles from which on they may be those of another list."""


BY_TITLE: Final = frozenset({"assignments", "remarks"})
"""Kinds whose rows are of one item each, with its title; that of evidence is its document's."""


def with_titles(
    draft: ImportDraft, kind: str, rows: Sequence[Any], *, by_title: bool
) -> tuple[Sequence[Any], tuple[TitledRow, ...]]:
    """Return the rows to compare, and if they are of another list, what each calls its item. With
    ``by_title`` they are of the items that their titles name."""
    if kind not in BY_TITLE:
        return rows, ()
    framework = draft.year.framework
    titled = tuple(_titled(row, row.item, framework) for row in rows)
    if not by_title:
        return rows, titled if of_other_list(titled, framework) else ()
    items = paired_by_title(draft, titled)
    paired = [replace(row, item=items[row.origin]) for row in rows if row.origin in items]
    return paired, tuple(_titled(row, items.get(row.origin, ""), framework) for row in rows)


def _titled(row: Any, item: str, framework: Framework) -> TitledRow:
    """Return a row that is read as an item."""
    official = title_of(framework, item)
    return TitledRow(row.origin, row.item, row.title, item if official else "", official)


def of_other_list(rows: Sequence[TitledRow], framework: Framework) -> bool:
    """Return whether most rows call their items otherwise than the framework."""
    pairs = dict.fromkeys((row.code, row.title) for row in rows if row.code and row.title)
    return len(pairs) >= _LEAST and _share(pairs, framework) <= MOST


def other_list(
    titled: Sequence[tuple[str, str]], framework: Framework | None, known: Knowledge
) -> Argument | None:
    """Return why a list of codes with titles is not one of the ``framework``; None if it may be."""
    pairs = tuple(dict.fromkeys(titled))
    if framework is None or len(titled) < _LEAST or _share(pairs, framework) > MOST:
        return None
    differ = sum(not is_title(title, title_of(framework, code)) for code, title in pairs)
    name = _name_of(pairs, known, framework)
    fields = {"count": differ, "of": len(pairs)}
    text = Phrase("ชื่อ {count} จาก {of} ข้อไม่ตรงกับกรอบของปี", **fields)
    if name:
        text = Phrase("เป็น{name}: ชื่อ {count} จาก {of} ข้อไม่ตรงกับกรอบของปี", name=name, **fields)
    return Argument(text, is_of_list=bool(name))


def _share(pairs: Iterable[tuple[str, str]], framework: Framework) -> float:
    """Return the share, 0 to 1, of codes with their title of the framework; 0 of none."""
    agreed = [is_title(title, title_of(framework, code)) for code, title in pairs]
    return sum(agreed) / len(agreed) if agreed else 0.0


def _name_of(pairs: Sequence[tuple[str, str]], known: Knowledge, own: Framework) -> str:
    """Return the name of the list that most of the titles are of; empty if none is known."""
    best, share = "", _share(pairs, own)
    for number, framework in known.by_year.items():
        if (found := _share(pairs, framework)) > max(share, MOST):
            best, share = Phrase("บัญชีข้อของปี {year}", year=number), found
    for (name, number), titles in _others().items():
        alike = [code for code, title in pairs if is_title(title, titles.get(code, ""))]
        if (found := len(alike) / len(pairs)) > max(share, MOST):
            best, share = Phrase(_LISTS[name], year=number), found
    return best


@cache
def _others() -> dict[tuple[str, int], Mapping[str, str]]:
    """Return the titles by code of lists of others, by name and Buddhist fiscal year; some are only
    partly known."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    with resource("frameworks", "other_lists.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            titles = found.setdefault((row["list"], int(row["fiscal_year"])), {})
            titles[row["code"]] = row["title"]
    return dict(found)
