"""Sheets of a workbook that are versions of one list, as its draft and what became of it: they
say other things of the same items, and a person chooses which one is meant."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.text import key
from ita_desktop.exchange.kinds.measures.analysis import ANALYSIS
from ita_desktop.exchange.kinds.measures.measures import MEASURES
from ita_desktop.exchange.kinds.oit import ASSIGNMENTS
from ita_desktop.exchange.report.reading import is_final
from ita_desktop.services.imports.evidence.seen import Argument
from ita_desktop.services.imports.found.computed import TableGroup
from ita_desktop.services.imports.found.tables import SheetTable

_CODES: Final = {ASSIGNMENTS.name: "item", MEASURES.name: "items", ANALYSIS.name: "items"}
"""The column of codes of the kinds whose lists say everything of an item."""
_DRAFT: Final = re.compile(r"(?<!โครง)ร่าง(?!กาย)|draft|เดิม|เก่า|สำเนา", re.IGNORECASE)
_APART: Final = "แผ่น “{sheet}” ต่างจากแผ่นอื่น {count} ข้อ เช่น {code} จึงต้องเลือกแผ่นเดียว"

_Said = Mapping[str, frozenset[tuple[str, ...]]]
"""What a sheet says of each code: the other cells of its rows."""


def by_version(group: TableGroup, units: Collection[str]) -> Iterator[TableGroup]:
    """Yield a group of tables, or each sheet of it by itself if they contradict one another. The
    one that says that it is the last word stays as sure as it is; none does if nothing says it.
    Sheets of ``units`` stand beside one another."""
    tables: dict[str, list[SheetTable]] = defaultdict(list)
    for table in group.tables:
        tables[table.sheet.name].append(table)
    column = _CODES.get(group.kind, "")
    said = {name: _said(each, column) for name, each in tables.items() if column}
    rivals: dict[str, list[str]] = {}
    for one, other in combinations((name for name in said if key(name) not in units), 2):
        apart = _apart(said[one], said[other])
        is_told = group.kind == ASSIGNMENTS.name or any(map(_rank, (*tables[one], *tables[other])))
        owners = [{*map(key, _cells(tables[each], "owners"))} for each in (one, other)]
        is_of_units = all(len(each) == 1 for each in owners)
        if apart and is_told and not is_of_units:
            rivals.setdefault(one, apart)
            rivals.setdefault(other, apart)
    if not rivals:
        yield group
        return
    ranks = {name: max(map(_rank, tables[name])) for name in rivals}
    best = [name for name, rank in ranks.items() if rank == max(ranks.values())]
    for name, own in tables.items():
        apart = rivals.get(name, []) if best != [name] else []
        yield replace(
            group,
            tables=[_unsure(table, apart) for table in own] if apart else own,
            doubts=[each for each in group.doubts if not each.origin or each.origin.sheet == name],
        )


def _rank(table: SheetTable) -> int:
    """Return how far a table is the last word, by its title and sheet: -1 for a draft."""
    titles = (table.sheet.name, *table.titles)
    return -1 if any(map(_DRAFT.search, titles)) else int(is_final(table.sheet))


def _cells(tables: Sequence[SheetTable], name: str) -> Iterator[str]:
    return (text for table in tables for text in table.cells(name))


def _said(tables: Sequence[SheetTable], column: str) -> _Said:
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for table in tables:
        columns = table.heading.columns
        others = [at for name, at in columns.items() if name not in {column, "title", "indicator"}]
        for row in table.sheet.rows[table.at + table.heading.rows :]:
            code = key(str(row.value(columns.get(column))))
            if code:
                found[code].add(tuple(key(str(row.value(at))) for at in others))
    return {code: frozenset(cells) for code, cells in found.items()}


def _apart(one: _Said, other: _Said) -> list[str]:
    """Return the codes of which two sheets with much the same ones say something else."""
    shared = [code for code in one if code in other]
    if not shared or 2 * len(shared) < min(len(one), len(other)):
        return []
    return [code for code in shared if one[code] != other[code]]


def _unsure(table: SheetTable, apart: Sequence[str]) -> SheetTable:
    fields = {"count": len(apart), "code": apart[0].upper(), "sheet": table.sheet.name}
    why = Argument(Phrase(_APART, **fields), is_of_version=True)
    return replace(table, belief=replace(table.belief, against=(why, *table.belief.against)))
