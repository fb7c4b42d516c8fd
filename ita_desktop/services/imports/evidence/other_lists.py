"""Lists of other items under our codes, those of others and of other years: what both call each, to
be shown side by side; titles may pair them."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Framework
from ita_desktop.domain.measure_cells import Typed
from ita_desktop.domain.text import key
from ita_desktop.exchange.kinds.oit import EvidenceRow
from ita_desktop.exchange.kinds.progress import ProgressRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.paths import resource
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.evidence.naming import (
    NUMBERED,
    is_title,
    is_titled,
    title_of,
)
from ita_desktop.services.imports.evidence.seen import (
    MOST,
    Argument,
    Knowledge,
    SeenTable,
    other_names,
)
from ita_desktop.services.imports.items import codes_of, paired_by_title
from ita_desktop.services.imports.plan import TitledRow

_LISTS: Final = {
    "national": "บัญชี OIT ระดับประเทศ ปี {year} ไม่ใช่ของสำนักงานเขต",
    "vocational": "บัญชี OIT ของวิทยาลัยอาชีวศึกษา ปี {year} ไม่ใช่ของสำนักงานเขต",
}
"""Lists of others, by their names in the file."""
_GOES_ON: Final = "ต่อจากแถวที่ไม่ได้นำเข้า เพราะไม่รู้ว่าเป็นข้อใด"
_NO_TITLE: Final = "ไม่มีแถวใดบอกชื่อของข้อ {codes} จึงไม่รู้ว่าเป็นข้อใดของปี"
_LEAST: Final = 2
"""Number of titles from which on they may be those of another list."""
BY_TITLE: Final = frozenset(
    {"assignments", "remarks", "measures", "progress", "analysis", "evidence"}
)
"""Kinds whose rows have the title of their item."""


def with_titles(
    draft: ImportDraft, kind: str, rows: Sequence[Any], *, by_title: bool
) -> tuple[Sequence[Any], tuple[TitledRow, ...]]:
    """Return the rows to compare, and if they are of another list, what each calls its item. With
    ``by_title`` they are of the items that their titles name."""
    if kind not in BY_TITLE:
        return rows, ()
    framework = draft.year.framework
    inner = [getattr(row, "measure", row) for row in rows]
    coded = [(row, codes) for row in inner if len(codes := codes_of(row)) == 1]
    if kind == "evidence" and not by_title:
        # What has several names is named by its parts.
        names = Counter(codes[0] for _, codes in coded)
        coded = [(row, codes) for row, codes in coded if names[codes[0]] == 1]
    titled = tuple(_titled(row, codes[0], framework) for row, codes in coded)
    if not by_title:
        return rows, titled if of_other_list(titled, framework) else ()
    items = paired_by_title(draft, (row for row in titled if row.title))
    by_code = {row.code: items[row.origin] for row in titled if row.origin in items}
    items = {row.origin: by_code.get(row.code, "") for row in titled if not row.title} | items
    paired = list(_paired(draft, rows, items, by_code))
    return paired, tuple(_titled(row, items.get(row.origin, ""), framework) for row, _ in coded)


def _titled(row: Any, item: str, framework: Framework) -> TitledRow:
    """Return a row that is read as an item."""
    official = title_of(framework, item)
    # The title of evidence is that of its document.
    title = row.data if isinstance(row, EvidenceRow) else row.title
    return TitledRow(row.origin, codes_of(row)[0], title, item if official else "", official)


def _paired(
    draft: ImportDraft, rows: Iterable[Any], items: Mapping[Origin, str], by_code: Mapping[str, str]
) -> Iterator[Any]:
    """Yield rows of another list with the year's items: those of their origin, or of their codes if
    they have several. A row whose item is not known is left out, and what goes on with it."""
    is_out = False
    for row in rows:
        own = getattr(row, "measure", row)
        codes = codes_of(row)
        goes_on = not codes and getattr(own, "continues", False)
        shares = isinstance(row, ProgressRow) and row.merged
        if is_out and (goes_on or shares):
            draft.skip(row.origin, RowError(_GOES_ON).about("items"))
            continue
        known = [by_code.get(code, "") for code in codes]
        if row.origin in items or len(codes) == 1:
            known = [items.get(row.origin, "")]
        is_out = not all(known)
        if not is_out:
            yield _of_items(row, known, by_code)
        elif row.origin in items or len(codes) > 1:
            draft.skip(row.origin, RowError(_NO_TITLE, codes=" ".join(codes)).about("items"))


def _of_items(row: Any, items: Sequence[str], by_code: Mapping[str, str]) -> Any:
    """Return a row of these items."""
    if (inner := getattr(row, "measure", None)) is not None:
        return replace(row, measure=_of_items(inner, items, by_code))
    if hasattr(row, "item"):
        return replace(row, item=items[0])
    row = replace(row, items=Typed(dict.fromkeys(items)))
    if others := getattr(row, "merged_with", ()):
        known = tuple(by_code[code] for code in others if code in by_code)
        row = replace(row, merged_with=known)
    return row


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
    if not any(title_of(framework, code) for code, _ in pairs) and not _are_of_others(
        pairs, framework, known
    ):
        return None  # nobody knows what the year calls them
    differ = sum(not is_titled(title, code, framework) for code, title in pairs)
    name = _name_of(pairs, known, framework)
    fields = {"count": differ, "of": len(pairs)}
    text = Phrase("ชื่อ {count} จาก {of} ข้อไม่ตรงกับกรอบของปี", **fields)
    if name:
        text = Phrase("เป็น{name}: ชื่อ {count} จาก {of} ข้อไม่ตรงกับกรอบของปี", name=name, **fields)
    is_of_others = getattr(name, "template", "") in _LISTS.values()
    return Argument(text, is_of_list=bool(name), is_of_others=is_of_others)


def names_of_others(table: SeenTable, *, is_bare: bool) -> Argument:
    """Return the argument that codes have other names. Where these are all that a table has
    (``is_bare``), it is none of ours, unless a list is known by them."""
    return other_names(
        table.naming.others, is_veto=is_bare and are_foreign(table.naming.named, table)
    )


def are_foreign(named: Sequence[tuple[str, str]], table: SeenTable) -> bool:
    """Return whether the names of codes are words of no list that is known."""
    frameworks = table.known.frameworks
    titles = {key(each.title) for framework in frameworks for each in framework.items}
    titles |= {key(each.name) for framework in frameworks for each in framework.indicators}
    names = [NUMBERED.sub("", key(name).removeprefix(key(code))) for code, name in named]
    ours = (name in title for name in names for title in titles)
    return bool(names and titles) and not (any(ours) or _name_of(named, table.known))


def _are_of_others(
    pairs: Sequence[tuple[str, str]], framework: Framework, known: Knowledge
) -> bool:
    """Return whether the titles are those of another year in which the codes are of other
    indicators than in a ``framework`` that has no titles."""
    others = (each for each in known.frameworks if _share(pairs, each) > MOST)
    return any(
        _indicator(each, code) != _indicator(framework, code)
        for each in others
        for code, _ in pairs
    )


def _indicator(framework: Framework, code: str) -> str:
    """Return the name of the indicator that an item is of; empty for an unknown one."""
    item = framework.item_by_code.get(code)
    return title_of(framework, item.indicator) if item is not None else ""


def _share(pairs: Iterable[tuple[str, str]], framework: Framework) -> float:
    """Return the share, 0 to 1, of codes with their title of the framework; 0 of none."""
    agreed = [is_titled(title, code, framework) for code, title in pairs]
    return sum(agreed) / len(agreed) if agreed else 0.0


def _name_of(
    pairs: Sequence[tuple[str, str]], known: Knowledge, own: Framework | None = None
) -> str:
    """Return the name of the list that most of the titles are of, more than of the ``own`` one;
    empty if none is known."""
    best, share = "", 0.0 if own is None else _share(pairs, own)
    for number, framework in known.by_year.items():
        if (found := _share(pairs, framework)) > max(share, MOST):
            best, share = Phrase("บัญชีข้อของปี {year}", year=number), found
    for (name, number), titles in _others().items():
        alike = [code for code, title in pairs if is_title(title, titles.get(code, ""))]
        if (found := len(alike) / max(len(pairs), 1)) > max(share, MOST):
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
