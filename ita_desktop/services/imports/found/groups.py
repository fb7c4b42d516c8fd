"""The tables of a file that belong together: of one kind and one fiscal year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final

from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.exchange.kinds.meetings import MEETINGS
from ita_desktop.exchange.kinds.registry import KIND_TITLES
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.preparing.each_link import year_of_links
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.report.lines.lines import origin_of
from ita_desktop.exchange.report.statements import years_in
from ita_desktop.exchange.reshaping.ticks import field_of
from ita_desktop.exchange.sheets import DataSheet, Origin
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.evidence.other_list import other_list
from ita_desktop.services.imports.evidence.seen import Belief, Knowledge
from ita_desktop.services.imports.found.stated_years import (
    OF_NEXT_YEAR,
    numbered_years,
    stated_years,
)
from ita_desktop.services.imports.found.tables import SheetTable

_HEAD_ROWS: Final = 5
"""Number of rows that may have the titles of a report."""
_OF_RESULT: Final = re.compile("ผลการประเมิน|ผลคะแนน")
_MAYBE: Final = "หัวตารางเป็นได้ทั้ง{title} และ{others}"
_LENT: Final = "ตารางนี้ไม่มีหัวตาราง จึงอ่านด้วยหัวของตารางก่อนหน้า"
NOT_SURE: Final = "ไม่ได้เลือกไว้ เพราะไม่แน่ใจว่าเป็น “{title}” ของสำนักงานเขต: {why}"
_SAY_SO: Final = "เลือกเอง ถ้าเป็นจริง"
SEVERAL_YEARS: Final = "หัวเรื่องบอกหลายปี: {years} จึงถือว่าเป็นของปี {year}"
CHECK_YEAR: Final = "ตรวจว่าเป็นของปี {year} จริง"


@dataclass
class TableGroup:
    """Tables of one kind and year in a file."""

    kind: str
    year: int | None
    tables: list[SheetTable] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)
    is_of_several: bool = False
    """Whether its titles state several years."""

    def belief(self, known: Knowledge) -> Belief:
        """What speaks for the kind of its tables, and against it or its year."""
        each = [table.belief for table in self.tables]
        titled = tuple(pair for belief in each for pair in belief.titled)
        other = other_list(titled, self.year, known)
        return Belief(
            tuple(dict.fromkeys(reason for belief in each for reason in belief.reasons)),
            tuple(dict.fromkeys((*other, *(why for belief in each for why in belief.against)))),
            titled,
            next((belief.office for belief in each if belief.office), ""),
        )


def put(
    groups: list[TableGroup], table: SheetTable, source: ImportSource, shown: int | None
) -> None:
    """Add a table to the group that it continues, or to a new one; ``shown`` is the year shown."""
    if table.kind is None:
        groups.append(TableGroup("", None, [table]))
        return
    kind = table.kind.name
    year, doubts = _year(table, kind, source)
    year = year or year_of_links(table.kind, table.heading, shown)
    same = [group for group in groups if group.kind == kind]
    if year is None and same and (not table.titles or kind == RESULTS.name):
        year = same[-1].year
    group = next((each for each in same if each.year == year), None)
    if group is None:
        group = TableGroup(kind, year)
        groups.append(group)
    group.tables.append(table)
    group.doubts += doubts
    group.is_of_several = group.is_of_several or bool(doubts)
    first = first_origin(table.sheet)
    if table.lent:
        group.doubts.append(Remark(first, _LENT, "ตรวจว่าคอลัมน์ตรงกัน"))
    if table.others and len(group.tables) == 1:
        title, others = Phrase(table.kind.title), _titles(table.others)
        remedy = "ตรวจว่าเป็นรายการชนิดนี้จริง"
        group.doubts.append(Remark(first, _MAYBE, remedy, {"title": title, "others": others}))


def _year(table: SheetTable, kind: str, source: ImportSource) -> tuple[int | None, list[Remark]]:
    """Return the year that a table states: above it, in its headings, in the names of its sheet and
    file; and doubts about it."""
    origin = first_origin(table.sheet)
    heads = (*table.heading.headings.values(), *table.heading.ignored)
    if kind in OF_NEXT_YEAR:
        # Scores beside what follows from them are those of the year before.
        heads = tuple(text for text in heads if field_of(text) != "score")
    if table.kind is not None and table.kind.of_each_link:
        heads = ()  # links of former years may stand beside its own
    above = (*table.titles, *heads)
    if kind == RESULTS.name:
        alone = (row for row in table.sheet.rows[:_HEAD_ROWS] if row.filled == 1)
        titles = (str(value) for row in alone for value in row.values)
        above = (*above, *titles, *map(str, _years_above(table.sheet)))
    stated = stated_years(above)
    if kind == RESULTS.name:
        # The year of a column of scores stands alone: คะแนน 2567.
        of_columns = stated_years(heads, bare=True)
        of_result = stated_years(text for text in above if _OF_RESULT.search(text))
        # The document that a result stands in may name the year that follows from it.
        is_said = len(of_result) == 1 and not of_columns
        stated = of_result if is_said else tuple(dict.fromkeys((*stated, *of_columns)))
    if kind == MEETINGS.name:
        numbered = numbered_years(table.cells("number"))
        # Of several years, rows of others than the one shown are told.
        stated = stated or (numbered if len(numbered) == 1 else ())
    for years in (stated, stated_years([table.sheet.name], bare=True)):
        if len(years) > 1:
            year = max(years) if kind in OF_NEXT_YEAR else years[0]
            fields = {"years": " ".join(map(str, years)), "year": year}
            return year, [Remark(origin, SEVERAL_YEARS, CHECK_YEAR, fields)]
        if years:
            return years[0], []
    of_file = () if source.pasted else stated_years([PurePath(source.name).stem], bare=True)
    return (of_file[0] if len(of_file) == 1 else None), []


def _years_above(sheet: DataSheet) -> Iterator[str]:
    """Yield the years stated by an official report, as titles."""
    for year in dict.fromkeys(report_years(sheet)):
        yield Phrase("ปี {year}", year=year)


def _titles(names: Sequence[str]) -> str:
    return joined(*(Phrase(KIND_TITLES[name]) for name in names))


def report_years(sheet: DataSheet) -> Iterator[int]:
    for row in sheet.rows:
        yield from years_in(" ".join(str(value) for value in row.values if value != ""))


def not_sure(belief: Belief, title: str, sheet: DataSheet) -> Iterator[Remark]:
    """Yield why a table of a kind called ``title`` is not taken unless a person says so."""
    if not belief.is_sure:
        fields = {"title": Phrase(title), "why": joined(*(why.text for why in belief.against))}
        yield Remark(first_origin(sheet), NOT_SURE, _SAY_SO, fields)


def first_origin(sheet: DataSheet) -> Origin | None:
    row = next((row for row in sheet.rows if row.number > 0), None)
    return origin_of(sheet, row.number) if row is not None else None
