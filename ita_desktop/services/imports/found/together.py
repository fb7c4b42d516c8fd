"""What the lists of one file say of each other: which follow from its book or order, whose they
all are, and which are versions of one list, as its draft and what became of it."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.text import key
from ita_desktop.exchange.blocks import Heading, Paragraph
from ita_desktop.exchange.kinds.analysis import ANALYSIS
from ita_desktop.exchange.kinds.book import CHAPTERS
from ita_desktop.exchange.kinds.measures import MEASURES
from ita_desktop.exchange.kinds.oit import ASSIGNMENTS
from ita_desktop.exchange.kinds.papers import LETTERS
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.kinds.roster import DUTIES, ORDERS, ROSTER
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.report.reading import is_final
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.evidence.offices import names_office, of_office
from ita_desktop.services.imports.evidence.seen import Argument, Belief
from ita_desktop.services.imports.found.computed import (
    CHECK_YEAR,
    SEVERAL_YEARS,
    TableGroup,
    not_sure,
)
from ita_desktop.services.imports.found.part import NOT_SURE, Part
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


def together(
    source: ImportSource, found: Sequence[Part], chapters: Sequence[Part], own: str
) -> list[Part]:
    """Return the parts of a file by what its others say of them; ``chapters`` are those of its
    text, ``own`` is our office."""
    of_book = [_of_book(part, found, chapters) for part in found]
    return _of_office(source, _of_order(of_book), own)


def _of_office(source: ImportSource, parts: list[Part], own: str) -> list[Part]:
    """Return the parts of a file, those that name no office as of the other office that its others
    name: one of its sheets has the title, and the next one scores alone. A letter names who sent
    it, and a file that names ours may have others for comparison."""
    others = (part.belief.office for part in parts if part.kind != LETTERS.name)
    office = next(filter(None, others), "")
    if not office or names_office(_texts(source), own):
        return parts
    return [
        _of_other(part, office) if part.kind and not part.belief.office else part for part in parts
    ]


def _of_other(part: Part, office: str) -> Part:
    against = (*part.belief.against, *of_office(office))
    return _doubted(part, replace(part.belief, against=against, office=office))


def _doubted(part: Part, belief: Belief) -> Part:
    """Return a part that is not sure, by this belief instead of its own."""
    doubts = (doubt for doubt in part.doubts if doubt.template != NOT_SURE)
    why = not_sure(belief, part.kind, part.source.sheets[0])
    return replace(part, belief=belief, doubts=(*why, *doubts), is_taken=False)


def _texts(source: ImportSource) -> Iterator[str]:
    """Yield all texts of a file."""
    yield source.name
    yield from (block.line for block in source.blocks if isinstance(block, Heading | Paragraph))
    rows = (row for sheet in source.sheets for row in sheet.rows)
    yield from (value for row in rows for value in row.values if isinstance(value, str))


def _of_book(part: Part, found: Sequence[Part], chapters: Sequence[Part]) -> Part:
    """Return a part of a book as one of the book's year, if its titles state none, or the year
    before: a result and its analysis are part of the book that follows from it."""
    year = next((each.year for each in chapters if each.kind == CHAPTERS.name), None)
    if part.kind == RESULTS.name and (part.year is None or part.is_of_name):
        year = year or next((each.year for each in found if each.kind == ANALYSIS.name), None)
        return part if year is None else replace(part, year=year - 1, is_of_name=False)
    if year and part.kind and part.year is None:
        return replace(part, year=year)
    if year is None or part.kind != ANALYSIS.name or part.year != year - 1:
        return part
    doubt = Remark(None, SEVERAL_YEARS, CHECK_YEAR, {"years": f"{part.year} {year}", "year": year})
    return replace(part, year=year, doubts=(doubt, *part.doubts))


def _of_order(parts: list[Part]) -> list[Part]:
    """Return the parts of a file, the lists of its order as those of the order: of its year if they
    state none themselves, and of its matter."""
    orders = [part for part in parts if part.kind == ORDERS.name]
    if len({part.year for part in orders}) != 1:
        return parts
    order = orders[0]
    belief = next((part.belief for part in orders if not part.belief.is_sure), None)
    return [
        _of_its_matter(replace(part, year=part.year or order.year), belief)
        if part.kind in {ROSTER.name, DUTIES.name}
        else part
        for part in parts
    ]


def _of_its_matter(part: Part, belief: Belief | None) -> Part:
    """Return a list of an order as no surer than the order, whose ``belief`` is that where it is
    not sure: nothing in a list of duties says what they are about."""
    if belief is None or not part.belief.is_sure:
        return part
    return _doubted(part, belief)
