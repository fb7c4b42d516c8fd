"""What of a file is worked out from other parts of it, or of the year: the program's papers that
hold no records of their own, which are not imported, whatever their columns look like; and lists
that follow from the file's book or order, whose they all are, and which are versions of one list,
as its draft and what became of it. Puts the sheets of a file that are read together into groups."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import combinations, islice
from typing import Final

from ita_desktop.domain.dates import DateError, fiscal_year_of, parse_date
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.roster.matching import UnitFinder
from ita_desktop.domain.text import key
from ita_desktop.exchange.blocks import Heading, Paragraph, Table
from ita_desktop.exchange.heading_words import OfficeWords
from ita_desktop.exchange.kinds.analysis import ANALYSIS
from ita_desktop.exchange.kinds.book import CHAPTERS
from ita_desktop.exchange.kinds.measures import MEASURES
from ita_desktop.exchange.kinds.oit import ASSIGNMENTS
from ita_desktop.exchange.kinds.papers import LETTERS, MEETINGS
from ita_desktop.exchange.kinds.registry import KIND_TITLES
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.kinds.roster import DUTIES, ORDERS, ROSTER
from ita_desktop.exchange.preparing import year_of_links
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.report import years_stated
from ita_desktop.exchange.report.lines import origin_of
from ita_desktop.exchange.report.reading import is_final
from ita_desktop.exchange.reshaping.rows_of_years import years_in_rows
from ita_desktop.exchange.reshaping.ticks import field_of
from ita_desktop.exchange.sheets import DataSheet, Origin, Value, lone_texts
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.evidence.others import (
    BY_TITLE,
    names_office,
    of_longer_list,
    of_office,
    other_list,
)
from ita_desktop.services.imports.evidence.seen import Argument, Belief, Knowledge, of_one_table
from ita_desktop.services.imports.found.part import NOT_SURE, Part
from ita_desktop.services.imports.found.tables import SheetTable

_CODES: Final = {ASSIGNMENTS.name: "item", MEASURES.name: "items", ANALYSIS.name: "items"}
"""The column of codes of the kinds whose lists say everything of an item."""
_DRAFT: Final = lazy_re(r"(?<!โครง)ร่าง(?!กาย)|draft|เดิม|เก่า|สำเนา", re.IGNORECASE)
_APART: Final = "แผ่น “{sheet}” ต่างจากแผ่นอื่น {count} ข้อ เช่น {code} จึงต้องเลือกแผ่นเดียว"

_Said = Mapping[str, frozenset[tuple[str, ...]]]
"""What a sheet says of each code: the other cells of its rows."""
_REMEDIES: Final[Mapping[str, str]] = {
    "attendance": "นำเข้าคำสั่งแต่งตั้ง หรือรายชื่อคณะกรรมการและคณะทำงานแทน",
    "attendance-recorded": "นำเข้ารายงานการประชุมแทน",
    "personal-data-register": "โปรแกรมนับใหม่ทุกครั้งที่พิมพ์",
    "carry-over": "โปรแกรมเทียบใหม่เมื่อมีกรอบของทั้งสองปี",
    "framework-summary": "เลือกกรอบของปีที่หน้าปีงบประมาณ หรือนำเข้าไฟล์กรอบที่นั่น",
    "monitoring-summary": "นำเข้ามาตรการ และรายงานผลการดำเนินการตามมาตรการแทน",
    "result-analysis": "นำเข้ารายงานผลการประเมินแทน",
    "unit-matrix": "นำเข้าแบบกรอกของแต่ละหน่วยแทน",
    "score-comparison": "นำเข้ารายงานผลการประเมินของแต่ละปีแทน",
    "director-brief": "นำเข้ารายงานผลการประเมิน งาน OIT และมาตรการแทน",
    "survey-plan": "นำเข้าจำนวนผู้ตอบและยอดตอบแบบสำรวจด้วยแบบกรอกแทน",
    "oit-filing": "นำเข้าหลักฐานด้วยแบบกรอกแทน",
    "oit-dossier": "นำเข้าหลักฐานด้วยแบบกรอกแทน",
}
"""By name of the document, what to do instead."""
_HEADS: Final = ("columns", "late-columns", "ends-columns", "lost-columns")
_TO_SIGN: Final = lazy_re(
    r"(?:ใบ|แบบ|บัญชี|ทะเบียน)*(?:ลงชื่อ|ลงทะเบียน|ลงนาม|เซ็นชื่อ)"
    r"|ราย(?:ชื่อ|นาม)ผู้(?:เข้า(?:ร่วม)?|มา)(?:การ)?ประชุม"
)
"""The title of a list to be signed, whoever made it."""
_SIGNATURE: Final = lazy_re(r"(?:ลง)?(?:ลายมือชื่อ|ลายเซ็น|ลงชื่อ|ลงนาม)")
_TITLE_LINES: Final = 4
_LEAST: Final = 2
"""Minimum number of columns of a table."""
_SIGN: Final = "ใบลงชื่อหรือใบลงทะเบียนไม่ใช่รายชื่อคณะหรือบุคลากร จึงไม่ได้นำเข้า"
_WHY: Final = "“{title}” เป็นเอกสารที่โปรแกรมทำจากข้อมูลอื่น จึงไม่มีข้อมูลของตัวเองให้นำเข้า"


def without_computed(source: ImportSource, words: OfficeWords) -> tuple[ImportSource, list[Part]]:
    """Return a file without the tables of computed papers, and these as parts that are reported.

    What a paper of the program is, its mark says, never its headings, which everybody's have. Such
    tables are also in papers of the program that hold more. ``words`` are the office's own
    headings.
    """
    if source.paper in _REMEDIES or _is_to_sign(source):
        return replace(source, sheets=(), blocks=()), [
            _computed_part(source, source.paper, source.sheets)
        ]
    tables = _tables(source) if source.paper else ()
    names = {sheet.name: _paper_of(_first_heads(sheet), words) for sheet in tables}
    papers = {name: paper for name, paper in names.items() if paper}
    if not papers:
        return source, []
    return source.without(papers), [
        _computed_part(source, papers[sheet.name], [sheet])
        for sheet in tables
        if sheet.name in papers
    ]


def _is_to_sign(source: ImportSource) -> bool:
    """Return whether a file has the title and a table of a list to be signed."""
    if not any(map(_TO_SIGN.match, islice(_lines(source), _TITLE_LINES))):
        return False
    rows = (_filled(row.values) for sheet in _tables(source) for row in sheet.rows)
    return any(len(cells) >= _LEAST and any(map(_SIGNATURE.match, cells)) for cells in rows)


def _tables(source: ImportSource) -> tuple[DataSheet, ...]:
    """Return the tables of a file, which are in its text where it has one."""
    tables = tuple(block.sheet for block in source.blocks if isinstance(block, Table))
    return tables or tuple(sheet for sheet in source.sheets if not sheet.of_lines)


def _computed_part(source: ImportSource, name: str, sheets: Sequence[DataSheet]) -> Part:
    from ita_desktop.documents.registry import kind

    origins = (Origin(sheet.name, row.number) for sheet in sheets for row in sheet.rows)
    first = next((origin for origin in origins if origin.row > 0), None)
    doubt = Remark(first, _SIGN, _REMEDIES["attendance"])
    if name in _REMEDIES:
        doubt = Remark(first, _WHY, _REMEDIES[name], {"title": Phrase(kind(name).title)})
    rows = sum(row.number > 0 for sheet in sheets for row in sheet.rows)
    own = replace(source, sheets=tuple(sheets))
    return Part("", None, own, "", rows, (doubt,), is_taken=False)


def _paper_of(heads: Sequence[str], words: OfficeWords) -> str:
    """Return the name of the computed paper whose table has these headings; empty for others."""
    if len(heads) < _LEAST:
        return ""
    for name, patterns in _printed_heads():
        if len(patterns) == len(heads) and all(
            any(map(pattern.fullmatch, _shipped(head, words)))
            for pattern, head in zip(patterns, heads, strict=True)
        ):
            return name
    return ""


def _shipped(head: str, words: OfficeWords) -> tuple[str, ...]:
    """Return a heading as the program ships it, for one that the office has replaced."""
    own = next((shipped for mine, shipped in words.heads.items() if key(mine) == head), ())
    return (head, *map(key, own))


def _first_heads(sheet: DataSheet) -> tuple[str, ...]:
    """Return the first row with several cells."""
    rows = (_filled(row.values) for row in sheet.rows)
    return next((cells for cells in rows if len(cells) >= _LEAST), ())


def _filled(values: Sequence[Value]) -> tuple[str, ...]:
    return tuple(key(str(value)) for value in values if value != "")


def _lines(source: ImportSource) -> Iterator[str]:
    for block in source.blocks:
        if isinstance(block, Heading | Paragraph):
            yield key(block.line)
    for sheet in source.sheets:
        for row in sheet.rows:
            yield "".join(_filled(row.values))


@cache
def _printed_heads() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    """Return the headings of the tables of computed papers."""
    from ita_desktop.documents.wordings.catalogue import templates

    known = templates()
    return tuple(
        (paper, tuple(map(_pattern, template.text.replace("<br>", "").split("|"))))
        for paper in _REMEDIES
        for heads in _HEADS
        if (template := known.get(f"{paper}.{heads}")) is not None
    )


def _pattern(text: str) -> re.Pattern[str]:
    """Return what a text with fields to be filled in looks like, without spaces."""
    parts = (re.escape(key(part)) for part in re.split(r"\{[^{}]*\}", text))
    return re.compile(".+".join(parts))


_HEAD_ROWS: Final = 5
"""Number of rows that may have the titles of a report."""
_MAYBE: Final = "หัวตารางเป็นได้ทั้ง{title} และ{others}"
_LENT: Final = "ตารางนี้ไม่มีหัวตาราง จึงอ่านด้วยหัวของตารางก่อนหน้า"
_SAY_SO: Final = "เลือกเอง ถ้าเป็นจริง"
SEVERAL_YEARS: Final = "หัวเรื่องบอกหลายปี: {years} จึงถือว่าเป็นของปี {year}"
_WRITTEN: Final = "หนังสือลงวันที่ในปีงบประมาณ {written} แต่จะลงในปี {years}"
_WHICH: Final = "เลือกปีของหนังสือ แล้วเลือกรายการนี้"
CHECK_YEAR: Final = "ตรวจว่าเป็นของปี {year} จริง"


@dataclass
class TableGroup:
    """Tables of one kind, year and office in a file, which are all sure to be of it, or none."""

    kind: str
    year: int | None
    tables: list[SheetTable] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)
    is_of_several: bool = False
    """Whether its titles state several years."""
    is_of_name: bool = False
    """Whether the name of the file alone states its year."""

    def takes(self, table: SheetTable) -> bool:
        """Whether a table is as sure as these, or as little."""
        own, other = self.tables[0].belief, table.belief
        return (own.is_sure, own.office) == (other.is_sure, other.office)

    def belief(self, known: Knowledge) -> Belief:
        """What speaks for the kind of its tables, and against it or its year."""
        each = [table.belief for table in self.tables]
        titled = tuple(pair for belief in each for pair in belief.titled)
        framework = known.framework(self.year)
        cells = () if titled else (text for table in self.tables for text in table.cells("item"))
        other = other_list(titled, framework, known) or of_longer_list(cells, framework)
        others = (other,) if other is not None else ()
        return Belief(
            tuple(dict.fromkeys(reason for belief in each for reason in belief.reasons)),
            tuple(dict.fromkeys((*others, *(why for belief in each for why in belief.against)))),
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
    of, kind = table.kind, table.kind.name
    year, doubts = _year(table, kind)
    same = [group for group in groups if group.kind == kind]
    # In a document the year above holds until another one is stated.
    holds = same and is_document(source) and kind == RESULTS.name and not same[-1].is_of_name
    year = same[-1].year if year is None and holds else year
    is_of_name = False
    if year is None:
        year, is_of_name, table = _year_around(table, source)
    if kind == LETTERS.name and year is None:
        year, doubts = _year_of_letter(table, shown)
    if kind == ORDERS.name and year is None:
        year = _year_of_order(table)
        table = table if year is not None else _of_no_year(table, shown)
    year = year or year_of_links(of, table.heading, shown)
    if year is None and shown is not None:
        table = _due_in_another_year(table, shown)
    year, table = _as_beside(groups, year, table)
    if year is None and same and (not table.titles or kind == RESULTS.name or is_document(source)):
        year = same[-1].year
    # What is of another matter or office beside ours makes ours no less sure.
    of_year = [each for each in same if each.year == year]
    alike = of_year if table.lent else [each for each in of_year if each.takes(table)]
    group = alike[-1] if alike else None
    if group is None:
        group = TableGroup(kind, year, is_of_name=is_of_name)
        groups.append(group)
    group.tables.append(table)
    group.doubts += doubts
    group.is_of_several = group.is_of_several or bool(doubts)
    first = first_origin(table.sheet)
    if table.lent:
        group.doubts.append(Remark(first, _LENT, "ตรวจว่าคอลัมน์ตรงกัน"))
    if table.others and len(group.tables) == 1:
        title = Phrase(of.title)
        others = joined(*(Phrase(KIND_TITLES[name]) for name in table.others))
        remedy = "ตรวจว่าเป็นรายการชนิดนี้จริง"
        group.doubts.append(Remark(first, _MAYBE, remedy, {"title": title, "others": others}))


def below(table: SheetTable, *above: SheetTable) -> SheetTable:
    """Return scores without a title of their own as no surer than those ``above`` them on their
    sheet, whose title is theirs, too."""
    if table.titles or table.kind is not RESULTS:
        return table
    scored = (each for each in above if each.kind is RESULTS or each.refused == RESULTS.title)
    more = (why for each in scored for why in each.belief.against)
    against = tuple(dict.fromkeys((*table.belief.against, *more)))
    return replace(table, belief=replace(table.belief, against=against))


def _as_beside(
    groups: Sequence[TableGroup], year: int | None, table: SheetTable
) -> tuple[int | None, SheetTable]:
    """Return the year of a table, if it states one, and the table with what another list of the
    same rows says of both."""
    for group in groups:
        for each in group.tables:
            if group.kind and each.kind is not table.kind and _begin(each) == _begin(table):
                *_, belief = of_one_table([each.belief, table.belief])
                return group.year if year is None else year, replace(table, belief=belief)
    return year, table


def _begin(table: SheetTable) -> tuple[object, ...]:
    head = table.sheet.rows[table.at : table.at + 1]
    return table.sheet.name, *(row.number for row in head)


def is_document(source: ImportSource) -> bool:
    """Return whether a file has tables among text, as those of Word have."""
    kinds = {type(block) for block in source.blocks}
    return Table in kinds and not kinds.isdisjoint({Heading, Paragraph})


def _year(table: SheetTable, kind: str) -> tuple[int | None, list[Remark]]:
    """Return the year that a table states: above it, in its headings, in the name of its sheet, in
    all of its rows; and doubts about it."""
    origin = first_origin(table.sheet)
    heads = (*table.heading.headings.values(), *table.heading.ignored)
    if kind in years_stated.OF_NEXT_YEAR:
        # Scores beside what follows from them are those of the year before.
        heads = tuple(text for text in heads if field_of(text) != "score")
    if table.kind is not None and table.kind.of_each_link:
        heads = ()  # links of former years may stand beside its own
    above = (*table.titles, *heads)
    if kind == RESULTS.name:
        titles = lone_texts(table.sheet.rows[:_HEAD_ROWS])
        above = (*above, *titles, *map(str, _years_above(table.sheet)))
    stated = years_stated.stated_years(above)
    if kind == RESULTS.name:
        # The year of a column of scores stands alone: คะแนน 2567.
        of_columns = years_stated.stated_years(heads, bare=True)
        of_result = years_stated.stated_years(
            text for text in above if years_stated.OF_RESULT.search(text)
        )
        # The document that a result stands in may name the year that follows from it.
        is_said = len(of_result) == 1 and not of_columns
        stated = of_result if is_said else tuple(dict.fromkeys((*stated, *of_columns)))
    if kind == MEETINGS.name:
        numbered = years_stated.numbered_years(table.cells("number"))
        # Of several years, rows of others than the one shown are told.
        stated = stated or (numbered if len(numbered) == 1 else ())
    of_sheet = years_stated.stated_years([table.sheet.name], bare=True)
    for years in (stated, of_sheet):
        if len(years) > 1:
            year = max(years) if kind in years_stated.OF_NEXT_YEAR else years[0]
            fields = {"years": " ".join(map(str, years)), "year": year}
            return year, [Remark(origin, SEVERAL_YEARS, CHECK_YEAR, fields)]
        if years:
            return years[0], []
    # What a list says of each row, its file may say of all.
    of_rows = years_in_rows(table.sheet)
    return (next(iter(of_rows)) if len(of_rows) == 1 else None), []


def _year_around(table: SheetTable, source: ImportSource) -> tuple[int | None, bool, SheetTable]:
    """Return the year of a table that states none, by what stands around it; whether nothing but
    the name of the file or its cover does; and results as not sure of which these state several."""
    around = years_stated.years_around(source, table.sheet, is_result=table.kind is RESULTS)
    several = dict.fromkeys(year for _, years in around for year in years)
    if len(several) == 1:
        return next(iter(several)), around[0][0] != years_stated.BESIDE, table
    if not several or table.kind is not RESULTS:
        return None, False, table
    places, years = joined(*(place for place, _ in around)), " ".join(map(str, several))
    why = Phrase("{places}มีหลายปี ({years})", places=places, years=years)
    return None, False, _doubted(table, why)


def _year_of_letter(table: SheetTable, shown: int | None) -> tuple[int | None, list[Remark]]:
    """Return the year that the text of a letter states whose subject states none, and what is not
    sure: it may answer for a year that is over, or be about the one in which it was written."""
    said = years_stated.stated_years(table.cells("body"))
    dated = tuple(dict.fromkeys(_years_of_days(table.cells("day"))))
    if len(dated) != 1 or shown is None:
        return None, []
    (written,) = dated
    if written in said:
        return written, []
    years = said or (shown,)
    year = said[0] if said else None
    # What is prepared for a year is written before it begins.
    if years == (written,) or (len(said) == 1 and written < years[0]):
        return year, []
    fields = {"written": written, "years": " ".join(map(str, years))}
    return year, [Remark(first_origin(table.sheet), _WRITTEN, _WHICH, fields)]


def _year_of_order(table: SheetTable) -> int | None:
    """Return the year that the text of an order states whose subject states none; one before it was
    signed is that of a former result."""
    said = years_stated.stated_years((*table.cells("ground"), *table.cells("purpose")))
    signed = min(_years_of_days(table.cells("signed")), default=0)
    years = [year for year in said if year >= signed]
    return years[0] if len(years) == 1 or signed in years[:1] else None


def _of_no_year(table: SheetTable, shown: int | None) -> SheetTable:
    """Return an order that states no year as one that is not sure to be of the year ``shown``,
    unless it was signed in that one."""
    if shown is None or shown in _years_of_days(table.cells("signed")):
        return table
    return _doubted(table, Phrase("คำสั่งไม่บอกว่าเป็นของปีใด ถ้าไม่เลือกปี จะลงในปี {year}", year=shown))


def _due_in_another_year(table: SheetTable, shown: int) -> SheetTable:
    """Return a list that states no year as one that is not sure to be of the year ``shown``, if all
    that it asks for is due in others."""
    due = dict.fromkeys(_years_of_days(table.cells("due"), shown))
    if not due or shown in due:
        return table
    others = joined(*map(str, due))
    words = "กำหนดส่งทั้งหมดอยู่ในปีงบประมาณ {others} ไม่ใช่ {year}"
    return _doubted(table, Phrase(words, others=others, year=shown))


def _doubted(table: SheetTable, why: Phrase) -> SheetTable:
    against = (*table.belief.against, Argument(why))
    return replace(table, belief=replace(table.belief, against=against))


def _years_of_days(texts: Iterable[str], shown: int | None = None) -> Iterator[int]:
    for text in texts:
        with suppress(DateError):
            yield fiscal_year_of(parse_date(text, fiscal_year=shown))


def _years_above(sheet: DataSheet) -> Iterator[str]:
    """Yield the years stated by an official report, as titles."""
    for year in dict.fromkeys(years_stated.report_years(sheet)):
        yield Phrase("ปี {year}", year=year)


def not_sure(belief: Belief, kind: str, sheet: DataSheet) -> Iterator[Remark]:
    """Yield why a table of a kind is not taken unless a person says so; that items are of another
    list says its plan, where it shows both titles."""
    in_plan = kind in BY_TITLE
    if told := [why.text for why in belief.against if not (in_plan and why.is_of_list)]:
        fields = {"title": Phrase(KIND_TITLES[kind]), "why": joined(*told)}
        yield Remark(first_origin(sheet), NOT_SURE, _SAY_SO, fields)


def first_origin(sheet: DataSheet) -> Origin | None:
    row = next((row for row in sheet.rows if row.number > 0), None)
    return origin_of(sheet, row.number) if row is not None else None


def by_version(group: TableGroup, units: UnitFinder) -> Iterator[TableGroup]:
    """Yield a group of tables, or each sheet of it by itself if they contradict one another. The
    one that says that it is the last word stays as sure as it is; none does if nothing says it.
    Sheets of ``units`` stand beside one another."""
    tables: dict[str, list[SheetTable]] = defaultdict(list)
    for table in group.tables:
        tables[table.sheet.name].append(table)
    column = _CODES.get(group.kind, "")
    said = {name: _said(each, column) for name, each in tables.items() if column}
    rivals: dict[str, list[str]] = {}
    for one, other in combinations((name for name in said if not units.find(name)), 2):
        apart = _apart(said[one], said[other])
        is_told = group.kind == ASSIGNMENTS.name or any(map(_rank, (*tables[one], *tables[other])))
        owners = (
            {key(text) for table in tables[each] for text in table.cells("owners")}
            for each in (one, other)
        )
        is_of_units = all(len(each) == 1 for each in owners)
        if apart and is_told and not is_of_units:
            rivals = {one: apart, other: apart} | rivals
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
    return _doubted_together(part, replace(part.belief, against=against, office=office))


def _doubted_together(part: Part, belief: Belief) -> Part:
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
    return _doubted_together(part, belief)
