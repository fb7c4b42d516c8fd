"""Finds the parts of files: each table or report with its kind, its fiscal year and its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, takewhile
from pathlib import PurePath
from typing import Final

from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import one_line
from ita_desktop.exchange.blocks import Block as SourceBlock
from ita_desktop.exchange.blocks import Heading, Paragraph, SourceBlocks
from ita_desktop.exchange.blocks import Table as Block
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.files.assembling import LINES_ABOVE, text_sheet
from ita_desktop.exchange.heading_words import SHIPPED_WORDS, OfficeWords, heading_key
from ita_desktop.exchange.kinds.book import CHAPTERS, TEXTS
from ita_desktop.exchange.kinds.papers import LETTERS
from ita_desktop.exchange.kinds.people import PEOPLE
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.kinds.roster import ROSTER
from ita_desktop.exchange.kinds.worksheet import WORKSHEET
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.report import reading, years_stated
from ita_desktop.exchange.report.columns import score_years
from ita_desktop.exchange.report.lines import is_plainly_report, is_report, origin_of
from ita_desktop.exchange.report.statements import level_in, scores_in
from ita_desktop.exchange.reshaping.rows_of_years import without_others, years_in_rows
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow, WorkProgress, lone_texts
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.evidence import seen
from ita_desktop.services.imports.evidence.others import names_office
from ita_desktop.services.imports.evidence.reasons import report_belief
from ita_desktop.services.imports.found import beside_tables, computed
from ita_desktop.services.imports.found.part import Part
from ita_desktop.services.imports.found.side_by_side import parted
from ita_desktop.services.imports.found.tables import SheetTable, TableFinder

_FORM_HEADS: Final = 3
"""Number of rows of a form with its title, which states the year."""
_DOCUMENT_TITLES: Final = 5
"""Number of lines of a document that may be its titles."""
_TITLES: Final = 3
"""Number of lines directly above a list that may be its titles."""
_OF_ONE_YEAR: Final = frozenset({RESULTS.name, LETTERS.name})
_UNKNOWN: Final = "ไม่ทราบว่าเป็นตารางอะไร แถวแรกคือ “{row}”"
_TEXT: Final = "ไม่มีตาราง มีแต่ข้อความ “{row}”"
_KNOW: Final = "เลือกว่าเป็นรายการใด หรือไม่ต้องนำเข้า"
_EACH_YEAR_OF_ROWS: Final = "ตารางนี้มีแถวของปี {years} จึงแยกเป็นรายการละปี"
_EACH_YEAR: Final = "ตารางนี้มีคะแนนของปี {years} จึงแยกเป็นรายการละปี"
_REFUSED: Final = "มีหัวตารางเหมือน “{title}” แต่ไม่ใช่ เพราะ{why}"
_CHOOSE_YEAR: Final = "เลือกปีที่จะนำเข้า"


def find_parts(
    sources: Sequence[ImportSource],
    *,
    fiscal_year: int | None = None,
    words: OfficeWords = SHIPPED_WORDS,
    work_progress: WorkProgress | None = None,
    known: seen.Knowledge | None = None,
) -> tuple[Part, ...]:
    """Return the parts of files in order, with nothing left out: what is of no known kind is a part
    without a kind.

    Dates without a year are in the Buddhist ``fiscal_year``; ``words`` are the office's own
    headings; ``known`` is what tables are believed by, without an office what comes with the
    program. What is not sure to be of its kind is not taken. Raises whatever ``work_progress``
    raises.
    """
    known = known or seen.known_of(None)
    finder = TableFinder(words, fiscal_year, work_progress or WorkProgress(), known)
    found = (
        replace(part, file=file)
        for file, source in enumerate(sources)
        for part in _found_in(source, finder, words)
    )
    return tuple(replace(part, key=key) for key, part in enumerate(found))


def only_list(parts: Sequence[Part], shown: int | None = None) -> Part | None:
    """Return the only table of a file, apart from text, if its kind is known and it is taken; of
    scores of several years side by side that of the Buddhist fiscal year ``shown``. A form of a
    unit is one of several files."""
    tables = [part for part in parts if not part.is_text]
    tables = [part for part in tables if not part.is_of_each_year or part.year == shown]
    if len(tables) != 1:
        return None
    (only,) = tables
    is_meant = only.is_taken or (only.is_of_each_year and only.belief.is_sure)
    return replace(only, is_taken=True) if only.kind and is_meant and not only.source.form else None


def _found_in(source: ImportSource, finder: TableFinder, words: OfficeWords) -> Iterator[Part]:
    """Yield the parts of a file, and what of it is only worked out from other records."""
    if source.own_list is not None:
        head, first = source.own_list.head, source.own_list.heading.number
        rows = sum(row.number > first for sheet in source.sheets for row in sheet.rows)
        yield Part(head.name, head.year, source, "", rows)
        return
    given, raw = without_raw_answers(source)
    left, notes = computed.without_computed(given, words)
    notes += raw
    if left.sheets or left.results is not None or not notes:
        yield from _parts_of(left, finder)
    yield from notes


def _parts_of(source: ImportSource, finder: TableFinder) -> Iterator[Part]:
    """Yield the parts of a file; what its reader has to report is with the part of that row, or
    with the first of them."""
    if source.form:
        yield _of_form(source)
        return
    if source.results is not None:
        found = [Part(RESULTS.name, None, source, "", len(source.results.figures))]
    elif computed.is_document(source):
        found = _of_document(source, finder)
    elif any(sheet.of_lines for sheet in source.sheets):
        found = list(_of_lines(source, finder.known.office))
    else:
        found = list(_of_tables(source, finder))
    chapters = beside_tables.chapter_parts(source, found)
    found = computed.together(source, found, chapters, finder.known.office)
    if any(part.kind in {CHAPTERS.name, TEXTS.name} for part in chapters):
        found = [part for part in found if not part.is_text]
    if source.remarks and not any(part.kind for part in (*found, *chapters)):
        # Of no record to tell it with, it is told of the whole file.
        first, *rest = found or [Part("", None, source, "", is_taken=False)]
        found = [replace(first, doubts=(*first.doubts, *source.remarks)), *rest]
    left = tuple(beside_tables.left_over(source, [*found, *chapters]))
    for part, remarks in _with_remarks(found, left):
        told = replace(part, source=replace(part.source, remarks=remarks))
        yield beside_tables.without_captions(told, chapters)
    yield from chapters


def _with_remarks(
    parts: Sequence[Part], left: Sequence[Remark]
) -> Iterator[tuple[Part, tuple[Remark, ...]]]:
    """Yield the parts with what is told of their rows, the first of a known kind also with the
    rest."""
    first = next((part for part in parts if part.kind), None)
    owners = {
        (sheet.name, row.number): part
        for part in parts
        if part.kind
        for sheet in part.source.sheets
        for row in sheet.rows
    }

    def owner(remark: Remark) -> Part | None:
        at = remark.origin
        return first if at is None else owners.get((at.sheet, at.row), first)

    for part in parts:
        remarks = (*part.source.remarks, *left) if first is not None else ()
        yield part, tuple(remark for remark in remarks if owner(remark) is part)


def _of_form(source: ImportSource) -> Part:
    """Return a returned form as one part: what it is needs no judging."""
    heads = [row for sheet in source.sheets for row in sheet.rows[:_FORM_HEADS]]
    texts = [value for row in heads for value in row.values if isinstance(value, str)]
    texts += [block.line for block in source.blocks if isinstance(block, Heading | Paragraph)]
    years = years_stated.stated_years(texts)
    rows = sum(len(sheet.rows) for sheet in source.sheets)
    return Part(WORKSHEET.name, years[0] if len(years) == 1 else None, source, "", rows)


def _of_document(source: ImportSource, finder: TableFinder) -> list[Part]:
    """Return the parts of a document: its tables, and the official report in the rest of it."""
    sheets = tuple(block.sheet for block in source.blocks if isinstance(block, Block))
    found = _of_tables(replace(source, sheets=sheets), finder)
    tables = [_below_titles(part, sheets) if part.kind == RESULTS.name else part for part in found]
    lists = [part for part in tables if part.kind not in {"", RESULTS.name}]
    scored = [part for part in tables if part.kind == RESULTS.name]
    plain = reading.plain_tables(part.source for part in scored)
    is_more = not lists and reading.say_more(plain, source.sheets)
    if not (lists or is_more) and any(sheet.of_lines and sheet.name for sheet in source.sheets):
        # The pages of a PDF with nothing but the report are read line by line, if these say more.
        return list(_of_lines(source, finder.known.office))
    if plain and not is_plainly_report(source.sheets):
        own = _without_lists(source.blocks, [*lists, *scored])
        text = text_sheet(SourceBlocks(own), source.name)
        if not _is_result(text, goes_on=False):
            return tables
    lists += scored if is_more else []  # the report is in the lines around them
    rest = _without_lists(source.blocks, lists)
    reports = [
        part
        for blocks, year in _reports(rest, source.name, of_years=is_more)
        for part in _of_report(
            replace(source, sheets=(text_sheet(SourceBlocks(blocks), source.name),), blocks=blocks),
            finder.known.office,
            year,
            text_sheet(SourceBlocks(rest if is_more else blocks), source.name),
        )
    ]
    return [*reports, *lists] if reports else tables


def _reports(
    blocks: Sequence[SourceBlock], name: str, *, of_years: bool
) -> Iterator[tuple[tuple[SourceBlock, ...], int | None]]:
    """Yield the reports of results in a document: its chapters of results, each with those below it
    that state no other year; with the year of the titles above where the lines are those around
    tables of scores (``of_years``)."""
    begun: tuple[SourceBlock, ...] = ()
    known: set[int] = set()
    # What makes a report of them is said once.
    is_one = of_years and is_report([text_sheet(SourceBlocks(tuple(blocks)), name)])
    for chapter, year in _chapters(blocks, of_years=of_years):
        text = text_sheet(SourceBlocks(chapter), name)
        if not ((is_one or is_report([text])) and years_stated.has_result(text)):
            continue
        years = {*years_stated.report_years(text)} if year is None else {year}
        if begun and years - known:
            yield begun, min(known) if of_years and known else None
            begun, known = (), set()
        begun, known = begun + chapter, known | years
    if begun:
        yield begun, min(known) if of_years and known else None


def _below_titles(part: Part, sheets: Sequence[DataSheet]) -> Part:
    """Return scores of a document without the lines above that are those of a table before: what
    stands above the title with their year, but for the first of its tables."""
    own = []
    for sheet in part.source.sheets:
        heads = [row for row in sheet.rows if row.number < 1 and row.filled == 1]
        titles = [row.number for row in heads if years_stated.stated_years(lone_texts([row]))]
        first = titles[-1] if titles and sheet.name != sheets[0].name else -LINES_ABOVE
        own.append(replace(sheet, rows=tuple(row for row in sheet.rows if row.number >= first)))
    return replace(part, source=replace(part.source, sheets=tuple(own)))


def _without_lists(blocks: Sequence[SourceBlock], lists: Sequence[Part]) -> tuple[SourceBlock, ...]:
    """Return the blocks of a document without the tables of its ``lists``, the years that the
    titles above them state, which are not those of a report, and the totals above scores that are
    read with these, unless a level is to be read with them."""
    listed = {sheet.name for part in lists for sheet in part.source.sheets}
    scored = [part.source for part in lists if part.kind == RESULTS.name]
    heads_of: dict[str, frozenset[str]] = {}
    for source in scored:
        heads_of |= dict.fromkeys((sheet.name for sheet in source.sheets), _heads_read(source))
    if any(level_in(_line(block), cover=True) for block in blocks):
        heads_of = dict.fromkeys(heads_of, frozenset())
    rest: list[SourceBlock] = []
    start = 0
    for block in blocks:
        if not (isinstance(block, Block) and block.sheet.name in listed):
            rest.append(block)
        elif (heads := heads_of.get(block.sheet.name)) is not None:
            rest[start:] = [line for line in rest[start:] if _line(line) not in heads]
        else:
            titles = {row.values[0] for row in block.sheet.rows if row.number < 1 and row.values}
            for at in range(len(rest) - 1, max(-1, len(rest) - 1 - _TITLES), -1):
                line = _line(rest[at])
                if line not in titles or len(line) > years_stated.LONGEST_TITLE:
                    break
                if years_stated.stated_years([line]):
                    del rest[at]
        start = len(rest) if isinstance(block, Block) else start
    return tuple(rest)


def _heads_read(source: ImportSource) -> frozenset[str]:
    """Return the lines above plain tables of scores of which these have all figures."""
    read = reading.read_plain_table(source)
    known = {figure.node: figure for figure in read.figures} if read is not None else {}
    places = {figure.origin for figure in known.values()}
    lines = {
        text
        for sheet in source.sheets
        for row in sheet.rows
        if row.number < 1 and Origin(sheet.name, row.number) in places
        for text in lone_texts([row])
    }
    return frozenset(
        line
        for line in lines
        if all(node in known and known[node].value == score for node, score in scores_in(line))
    )


def _line(block: SourceBlock) -> str:
    return block.line if isinstance(block, Heading | Paragraph) else ""


def _chapters(
    blocks: Sequence[SourceBlock], *, of_years: bool
) -> Iterator[tuple[tuple[SourceBlock, ...], int | None]]:
    """Yield the chapters of a document, each with its heading; an official report may be one of
    them, and other chapters speak of other years, which their titles state (``of_years``)."""
    begun: list[SourceBlock] = []
    known: int | None = None
    for block in blocks:
        year = (years_stated.year_of_title(_line(block)) if of_years else None) or known
        is_other = known is not None and year != known
        if begun and (is_other or (isinstance(block, Heading) and block.level == 1)):
            yield tuple(begun), known
            begun = []
        begun.append(block)
        known = year
    yield tuple(begun), known


def _of_lines(source: ImportSource, own: str) -> Iterator[Part]:
    """Yield the reports in a text, one for each year that is stated; ``own`` is our office."""
    if source.is_report:
        yield from _of_report(source, own)
    else:
        yield _unknown(source, source.sheets, is_text=True)


def _of_report(
    source: ImportSource, own: str, of_year: int | None = None, *whole: DataSheet
) -> Iterator[Part]:
    """Yield the reports in a text that is one, or the part ``of_year`` of the ``whole`` one, as
    which it is believed."""
    for sheets, stated in years_stated.by_year(source.sheets):
        rows = sum(len(sheet.rows) for sheet in sheets)
        place = _place(sheets) if sheets != source.sheets else ""
        around = seen.lines_around(_around(source), _signed(source, own))
        belief = report_belief(_texts(whole or sheets), around, own)
        yield Part(
            RESULTS.name,
            of_year or stated,
            replace(source, sheets=sheets),
            place,
            rows,
            tuple(computed.not_sure(belief, RESULTS.name, sheets[0])),
            belief=belief,
            is_taken=belief.is_sure,
        )


def _texts(sheets: Sequence[DataSheet]) -> Iterator[str]:
    return (str(value) for sheet in sheets for row in sheet.rows for value in row.values if value)


def _of_tables(source: ImportSource, finder: TableFinder) -> Iterator[Part]:
    groups: list[computed.TableGroup] = []
    before: SheetTable | None = None
    around, signed = _around(source), _signed(source, finder.known.office)
    is_titled = _is_titled_alone(source)
    for sheet in source.sheets:
        tables = _tables_of(sheet, finder, before, around, signed)
        if is_titled and groups and _has_own_titles(tables, groups[0].kind):
            tables = _tables_of(sheet, finder, before, around[:1], signed)
        for at, found in enumerate(tables):
            table = found if before is None else _behind(found, before, finder)
            table = computed.below(table, *tables[at - 1 : at])
            computed.put(groups, table, source, finder.fiscal_year)
            before = table if table.kind is not None else before
    units = finder.known.units
    for group in chain.from_iterable(computed.by_version(each, units) for each in groups):
        sheets = tuple(table.sheet for table in group.tables)
        if not group.kind:
            part = _unknown(source, sheets, is_text=group.tables[0].is_text)
            yield _with_refusal(part, group.tables[0])
            continue
        others = tuple(dict.fromkeys(name for table in group.tables for name in table.others))
        for year, doubts in _years_of(group, finder.fiscal_year):
            of_each = doubts is not group.doubts
            # The items of each year have names of their own.
            belief = replace(group, year=year).belief(finder.known)
            if year is not None or source.pasted:
                belief = belief.meant(seen.OF_ANYBODY)
            if source.pasted:
                belief = belief.meant(seen.OF_ANY_BODY)
            # Of scores and letters of several years, one has to be chosen.
            is_chosen = not (group.is_of_several and group.kind in _OF_ONE_YEAR)
            own = sheets
            if of_each and year is not None:
                own = tuple(without_others(sheet, year) for sheet in sheets)
                is_chosen = seen.OURS in belief.reasons and year == finder.fiscal_year
            yield Part(
                kind=group.kind,
                year=year,
                source=replace(source, sheets=own),
                place=_place(own),
                rows=sum(table.rows for table in group.tables) - _count(sheets) + _count(own),
                doubts=(*computed.not_sure(belief, group.kind, sheets[0]), *doubts),
                others=others,
                belief=belief,
                is_of_name=group.is_of_name,
                is_of_each_year=of_each,
                is_taken=belief.is_sure and is_chosen,
            )


def _count(sheets: Sequence[DataSheet]) -> int:
    return sum(len(sheet.rows) for sheet in sheets)


def _years_of(
    group: computed.TableGroup, shown: int | None
) -> Iterator[tuple[int | None, Sequence[Remark]]]:
    """Yield the year of a group with its doubts; each year with a column of scores, or with rows of
    its own, if there are several, of which that of the year ``shown`` is taken if the title is of
    the assessment."""
    headings = {
        Origin(table.sheet.name, row.number): table.heading
        for table in group.tables
        for row in table.sheet.rows[-1:]
    }
    years = score_years(RESULTS, headings) if group.kind == RESULTS.name else {}
    of_rows = {year for table in group.tables for year in years_in_rows(table.sheet)}
    # Rows of the year shown are its list; scores are of each year, as they are in columns.
    is_each = group.kind == RESULTS.name or shown not in of_rows
    if group.year is None and len(of_rows) > 1 and is_each:
        fields = {"years": " ".join(map(str, sorted(of_rows)))}
        first = computed.first_origin(group.tables[0].sheet)
        told = Remark(first, _EACH_YEAR_OF_ROWS, _CHOOSE_YEAR, fields)
        yield from ((year, [*group.doubts, told]) for year in sorted(of_rows))
        return
    if len(years) < 2 or not group.is_of_several:
        yield group.year, group.doubts
        return
    fields = {"years": " ".join(map(str, sorted(years)))}
    doubts = [
        Remark(doubt.origin, _EACH_YEAR, _CHOOSE_YEAR, fields)
        if doubt.template == computed.SEVERAL_YEARS
        else doubt
        for doubt in group.doubts
    ]
    yield from ((year, doubts) for year in sorted(years))


def _as_sure(table: SheetTable, before: SheetTable) -> SheetTable:
    """Return a table that goes on with the one before as sure as that, unless it says whose it
    is."""
    if table.belief.office or table.kind is not before.kind:
        return table
    return replace(table, belief=before.belief)


def _behind(found: SheetTable, before: SheetTable, finder: TableFinder) -> SheetTable:
    """Return a table as it is read behind another one, with which it may go on."""
    if found.kind is None and not found.is_text:
        return finder.continuing(found, before) or found
    # Only the title of the first tells kinds with the same columns apart.
    if found.titles or found.heading.texts != before.heading.texts:
        return found
    same = found.kind is before.kind
    return _as_sure(found if same else finder.as_kind(found, before) or found, before)


def _is_titled_alone(source: ImportSource) -> bool:
    """Return whether one line stands above the first table of a document: it is that one's title,
    and not that of tables of another kind with titles of their own."""
    above = list(takewhile(lambda block: not isinstance(block, Block), source.blocks))
    return len(above) == 1 and isinstance(above[0], Paragraph)


def _has_own_titles(tables: Sequence[SheetTable], first: str) -> bool:
    """Return whether lists of people have titles of their own, behind a ``first`` table of another
    kind: of people, nothing but the title says whose they are. Codes say it themselves."""
    titled = {table.kind.name for table in tables if table.kind is not None and table.titles}
    return not titled.isdisjoint({PEOPLE.name, ROSTER.name} - {first})


def _around(source: ImportSource) -> tuple[str, ...]:
    """Return what is said around the tables of a file: its name, and the titles of a document, of
    its pages and of its window."""
    texts = (block.line for block in source.blocks if isinstance(block, Heading | Paragraph))
    name = "" if source.pasted else PurePath(source.name).stem
    return (name, *islice(texts, _DOCUMENT_TITLES), *source.running)


def _signed(source: ImportSource, own: str) -> tuple[str, ...]:
    """Return the first and last lines of a document, those around its pages and on the cover of a
    workbook, which say whose it is. That a cover names the ``own`` office says nothing of a sheet
    that names another, nor does to whom it is presented."""
    cover = () if names_office(source.cover, own) else source.cover
    lines = [block.line for block in source.given if isinstance(block, Heading | Paragraph)]
    last = lines[_DOCUMENT_TITLES:][-_DOCUMENT_TITLES:]
    return (*lines[:_DOCUMENT_TITLES], *last, *source.running, *cover)


def _tables_of(
    sheet: DataSheet,
    finder: TableFinder,
    before: SheetTable | None,
    around: Sequence[str],
    signed: Sequence[str],
) -> list[SheetTable]:
    """Return the tables of a sheet; the sheet as one if it is an official report. Lines of a report
    go from side to side: of tables beside one another each is read by itself."""
    if len(sides := [*parted(sheet, finder.is_head)]) > 1:
        each = (_tables_of(side, finder, before, around, signed) for side in sides)
        return [*chain.from_iterable(each)]
    tables = finder.tables(sheet, around, signed)
    kinds = {table.kind.name for table in tables if table.kind is not None}
    goes_on = before is not None and before.kind is RESULTS
    if not kinds - {RESULTS.name} and _is_result(sheet, goes_on=goes_on):
        others = finder.blocks_with_heads(sheet, _unread(sheet))
        left = {row.number for rows in others for row in rows}
        own = replace(sheet, rows=tuple(row for row in sheet.rows if row.number not in left))
        # What speaks against another list says nothing of the results that it is.
        belief = tables[0].belief if tables[0].refused in {"", RESULTS.title} else seen.NO_BELIEF
        heading, read = tables[0].heading, reading.read_report([own])
        if read.answers or read.groups:
            # The names in its tables of answers and of units are none of items.
            against = tuple(why for why in belief.against if not why.is_of_names)
            belief = replace(belief, against=against)
        if not (belief.reasons or belief.against):
            texts = (*around[1:], sheet.name, *_texts([own]))
            belief = report_belief(texts, seen.lines_around(around, signed), finder.known.office)
        whole = SheetTable(own, RESULTS, 0, heading, len(own.rows), belief=belief)
        return [whole, *(finder.unknown(replace(sheet, rows=rows)) for rows in others)]
    return tables


def _unread(sheet: DataSheet) -> frozenset[int | None]:
    """Return the numbers of the rows from which an official report says nothing."""
    read = reading.read_report([sheet])
    return frozenset(remark.row for remark in (*read.aside, *read.skipped))


def _is_result(sheet: DataSheet, *, goes_on: bool) -> bool:
    """Return whether a sheet is an official report with scores or answers, and not only a text
    about the assessment; a form that ``goes_on`` after scores may be empty."""
    return is_report([sheet]) and (goes_on or years_stated.has_result(sheet))


def _unknown(source: ImportSource, sheets: Sequence[DataSheet], *, is_text: bool) -> Part:
    """Return a part of no known kind, with its first row."""
    rows = [row for sheet in sheets for row in sheet.rows]
    first = (str(value) for row in rows[:1] for value in row.values if value != "")
    fields = {"row": shortened(" · ".join(first))}
    origin = computed.first_origin(sheets[0])
    doubt = Remark(origin, _TEXT if is_text else _UNKNOWN, "" if is_text else _KNOW, fields)
    own, place = replace(source, sheets=tuple(sheets)), _place(sheets)
    return Part("", None, own, place, len(rows), (doubt,), is_text=is_text, is_taken=False)


def _with_refusal(part: Part, table: SheetTable) -> Part:
    """Return a part of no known kind with the reason why it is none that its headings name."""
    if not table.refused:
        return part
    vetoes = (why.text for why in table.belief.against if why.is_veto)
    fields = {"title": table.refused, "why": joined(*vetoes)}
    doubt = Remark(computed.first_origin(table.sheet), _REFUSED, _KNOW, fields)
    return replace(part, doubts=(doubt, *part.doubts), belief=table.belief)


def _place(sheets: Sequence[DataSheet]) -> str:
    """Return where sheets are in their file: names and rows, or pages."""
    return joined(*map(_place_of, sheets))


def _place_of(sheet: DataSheet) -> str:
    numbers = [row.number for row in sheet.rows if row.number > 0]
    first, last = (numbers[0], numbers[-1]) if numbers else (0, 0)
    if sheet.of_lines:
        return Phrase("หน้า {page}", page=sheet.name) if sheet.name else ""
    if not sheet.name:
        return Phrase("แถว {first}-{last}", first=first, last=last)
    text = "แผ่น “{sheet}” แถว {first}-{last}"
    return Phrase(text, sheet=sheet.name, first=first, last=last)


_TIMES: Final = frozenset(
    map(heading_key, ("ประทับเวลา", "การประทับเวลา", "Timestamp", "วันที่และเวลาที่ตอบ", "เวลาที่ตอบ"))
)
_QUESTION: Final = lazy_re(r"^[(\[]?\s*[IE]\s?\d{1,2}(?!\d)|ท่าน|เพียงใด|หรือไม่|\?", re.IGNORECASE)
_LEAST: Final = 2
"""Minimum number of questions: a form may also collect names or links."""
_HEAD_ROWS: Final = 5
_RAW: Final = "ตารางนี้เป็นคำตอบดิบของแบบฟอร์ม แถวละหนึ่งผู้ตอบ ไม่ใช่คะแนนทางการของ IIT หรือ EIT จึงไม่ได้นำเข้า"
_INSTEAD: Final = "นำเข้ารายงานผลการประเมินจากระบบประเมินแทน ส่วนจำนวนผู้ตอบใช้แบบกรอกยอดตอบ"


def without_raw_answers(source: ImportSource) -> tuple[ImportSource, list[Part]]:
    """Return a file without its tables of raw answers, and these as parts that are reported."""
    found = {sheet.name: sheet for sheet in source.sheets if _is_raw(sheet.rows[:_HEAD_ROWS])}
    if not found:
        return source, []
    return source.without(found), [_part(source, sheet) for sheet in found.values()]


def _is_raw(rows: Sequence[SheetRow]) -> bool:
    for row in rows:
        texts = [one_line(value) for value in row.values if isinstance(value, str) and value]
        if texts and heading_key(texts[0]) in _TIMES:
            return sum(1 for text in texts if _QUESTION.search(text)) >= _LEAST
    return False


def _part(source: ImportSource, sheet: DataSheet) -> Part:
    doubt = Remark(origin_of(sheet, sheet.rows[0].number), _RAW, _INSTEAD)
    own = replace(source, sheets=(sheet,))
    return Part("", None, own, "", len(sheet.rows), (doubt,), is_taken=False)
