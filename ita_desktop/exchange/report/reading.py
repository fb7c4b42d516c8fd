"""Reads a year's result from a source: as a table, as a report, or both.

Rows of a table may mean another node than the one that their words alone name: totals of one
instrument, counts of what passed, numbers of items without their letter.

The text of an official report is read line by line. A line is recognised by its form rather than by
its position, so that lost headings and page breaks do no harm: ``76 98.86 62 99.08 98.97`` always
ends a department. Lines with figures that are not understood are skipped and listed; nothing is
guessed.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Final, TypeVar

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import key, to_arabic
from ita_desktop.exchange.cells.codes import instrument_of, read_numbered_indicator
from ita_desktop.exchange.cells.row import UNKNOWN
from ita_desktop.exchange.heading_words import years_in as years_named
from ita_desktop.exchange.headings import HeadingFinder, TableHeading
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.kinds.results import RESULTS, ResultRow, points_of
from ita_desktop.exchange.parsing import parse
from ita_desktop.exchange.remarks import Flaw, LineError, Remark, RowError
from ita_desktop.exchange.report import lines, score_rows, statements
from ita_desktop.exchange.report.columns import (
    NO_WEIGHT,
    Scored,
    flaw_of,
    graded,
    notes_of,
    score_years,
    with_scores_of,
    years_of_sheets,
)
from ita_desktop.exchange.report.lines import (
    INSTRUMENTS,
    NumberRow,
    ReportLine,
    ReportPart,
    ReportSection,
    is_heads,
    pieces_of,
    quoted,
    row_of,
    section_of,
)
from ita_desktop.exchange.report.results import (
    AnswerRow,
    ReadValue,
    RemarkRow,
    ReportedFigure,
    Results,
)
from ita_desktop.exchange.report.rows_above import Above, AnswerRows, Collected, option_in
from ita_desktop.exchange.report.statements import agencies_in, scores_in, years_in
from ita_desktop.exchange.sheets import DataSheet, Origin, Value, WorkProgress, lone_texts
from ita_desktop.exchange.source import ImportSource

_OF_ONE: Final = "“{text}” อยู่ใต้ข้อของ {node} ทั้งหมด จึงไม่ได้อ่านเป็นคะแนนรวม ITA"
_CHECK: Final = "ถ้าเป็นคะแนนของ {node} พิมพ์ {node} แล้วนำเข้าใหม่"
_COUNT: Final = "“{text}” ในแถวผลรวมอาจเป็นจำนวนข้อ จึงไม่ได้อ่านเป็นคะแนน"
_ADD: Final = "ถ้าเป็นคะแนน ใส่ในตารางของคะแนน แล้วนำเข้าใหม่"
_UNCLEAR: Final = "“{text}” เป็นได้ทั้งข้อ {item} และตัวชี้วัดที่ {indicator} จึงไม่ได้อ่าน"
_WHOLE: Final = "พิมพ์รหัสให้ครบ แล้วนำเข้าใหม่"
_LEAST: Final = 2
"""Minimum number of items that tell of what a table is."""

T = TypeVar("T")
NO_SCORES: Final = "ไม่พบคะแนนใน {source}"
"""What is told of a source that is no result."""
_WORDS = Phrase("ไม่มีคะแนนหรือจำนวนที่อ่านได้ในแถวนี้")
_BROKEN_ROWS = frozenset(
    (ReportPart.ANSWERS, ReportPart.LANGUAGES, ReportPart.DEPARTMENTS, ReportPart.SERVICES)
)


def read_report(sheets: Sequence[DataSheet], work_progress: WorkProgress | None = None) -> Results:
    """Return the results of the report in ``sheets``; lines that cannot be read are listed."""
    pieces = list(pieces_of(sheets))
    reader = _Reader(lines.running_headers(piece.text for piece in pieces))
    for number, piece in enumerate(pieces):
        (work_progress or WorkProgress()).at(number, len(pieces))
        reader.take(piece)
    reader.finish()
    texts: dict[Origin, list[str]] = {}
    for piece in pieces:
        texts.setdefault(piece.origin, []).append(piece.text)
    told = {origin: " ".join(parts) for origin, parts in texts.items()}
    read = reader.read.results(sheets[0].source if sheets else "", told, is_report=True)
    return replace(read, aside=tuple(_words_alone(sheets, read)))


def _words_alone(sheets: Sequence[DataSheet], read: Results) -> Iterator[Remark]:
    """Yield table rows from which nothing was read; plain text has many such lines."""
    stated = (read.figures, read.weighted, read.answers, read.groups, read.comments)
    texts = (read.years, read.agencies, read.skipped, read.doubts)
    known = {value.origin for kind in (*stated, *texts) for value in kind}
    if read.level is not None:
        known.add(read.level.origin)
    for sheet in sheets:
        for row in () if sheet.of_lines else sheet.rows:
            if (origin := Origin(sheet.name, row.number)) not in known:
                yield Remark(origin, _WORDS)


class _Reader:
    """Passes each line to the reader of its kind. ``running_headers`` are lines repeated on each
    page."""

    def __init__(self, running_headers: frozenset[str]) -> None:
        self._running_headers = running_headers
        self.read = Collected()
        self._above = Above(self.read)
        self._groups = score_rows.GroupRows(self._above, self.read)
        self._scores = score_rows.ScoreRows(self._above, self.read)
        self._answers = AnswerRows(self._above, self.read)
        self._comments = score_rows.CommentLines(self._above, self.read, running_headers)
        self._text = score_rows.RunningText(self._above, self.read)
        self._years: tuple[int, ...] = ()
        """The years that the columns of the present table compare."""
        self._before = ""
        """The line before, if a title was broken there, before its year."""

    def finish(self) -> None:
        """Report incomplete rows at the end of the text."""
        self._text.end()
        self._above.give_up_waiting()

    def take(self, piece: ReportLine) -> None:
        """Read one line; list it if it cannot be read."""
        if self._answers.is_repeated(piece):
            return
        before = self._text.begun
        try:
            self._take(piece, row_of(piece.text))
        except RowError as error:
            self._above.waiting = self._above.words = None
            self._groups.end_name()
            self.read.skip(piece, error)
        if before is not None and self._text.begun is before:
            self._text.end()

    def _take(self, piece: ReportLine, row: NumberRow) -> None:
        text = piece.text
        if self._above.part is ReportPart.COMMENTS and not self._comments.end_at(piece, row):
            self._comments.take(piece)
            return
        if self._answers.answer(piece, row):
            return
        self._note_title(piece)
        if text in self._running_headers and not (
            is_heads(text) or self._above.is_incomplete(text)
        ):
            self._comments.pass_over(text)
            return
        section = section_of(text, row)
        self._note_compared_years(text, starts=section is not None)
        if section is not None:
            self._enter(section, piece)
        elif is_heads(text) and not score_rows.has_score(text):
            self._groups.heads(text)
        elif not (self._groups.heads_apart(text) or self._figure_line(piece, row)):
            self._unknown(piece, row)

    def _figure_line(self, piece: ReportLine, row: NumberRow) -> bool:
        """Try each kind of row; return whether one accepted the line."""
        return (
            self._groups.group(piece, row)
            or self._scores.indicator(piece, row)
            or self._scores.read_adjacent(piece, row)
            or self._scores.instrument(piece, row)
            or self._scores.part_of_item(piece)
            or self._scores.item(piece, row)
            or self._groups.respondents(piece, row)
            or self._text.take(piece)
            or self._scores.waited_for(piece, row)
            or self._without_figures(piece, row)
        )

    def _note_compared_years(self, text: str, *, starts: bool) -> None:
        """Note a table that compares years. Raises LineError for its rows with figures, because
        most of them are not of the year of the report."""
        years = statements.compared_years(text)
        if years:
            self._years = years
        elif (starts or is_heads(text)) and not score_rows.has_score(text):
            self._years = ()
        elif self._years and score_rows.has_score(text):
            raise LineError(
                "ตารางนี้มีคะแนนของปี {years} ข้างกัน จึงไม่ได้อ่าน: “{text}”",
                years=" ".join(map(str, self._years)),
                text=quoted(text),
            )

    def _enter(self, section: ReportSection, piece: ReportLine) -> None:
        self._above.enter(section)
        self._groups.enter()
        self.read.note_count(piece)

    def _note_title(self, piece: ReportLine) -> None:
        if self._above.part is ReportPart.COMMENTS:
            return
        goes_on = statements.is_year_of(piece.text, self._before)
        title = self._before = f"{self._before} {piece.text}" if goes_on else piece.text
        years = set(statements.years_in(title))
        # A sentence with scores compares them with those of other years, or looks at the next.
        is_stated = self.read.years or self.read.endings
        if not score_rows.has_score(piece.text) or (len(years) == 1 and not is_stated):
            self.read.years |= dict.fromkeys(years - {*self.read.years}, piece.origin)
        if (ending := statements.year_ending_title(title)) is not None:
            self.read.endings.setdefault(ending, piece.origin)
        if len(piece.cells) == 1 and not score_rows.has_score(piece.text):  # not a row of a table
            for name in statements.agencies_in(piece.text):
                self.read.agencies.setdefault(name, piece.origin)
        self.read.note_level(piece, cover=self._above.part is ReportPart.COVER)

    def _without_figures(self, piece: ReportLine, row: NumberRow) -> bool:
        """Handle a line of text: part of a row split over lines, a question, or nothing."""
        part = self._above.part
        option = option_in(piece.text) if part is ReportPart.ANSWERS else None
        text = piece.text if option is None else option[2]  # “2.20 - 30 ปี” is not a score of 2.20
        if score_rows.has_score(text) or (row.numbers and not _is_plain(piece, row)):
            return False
        if statements.level_in(piece.text, cover=part is ReportPart.COVER):
            return True
        self._scores.title_goes_on(piece)
        self._answers.note_question(piece.text)
        if part in _BROKEN_ROWS and not row.numbers:
            self._groups.goes_on(piece)
        return True

    def _unknown(self, piece: ReportLine, row: NumberRow) -> None:
        if self._above.part is ReportPart.ANSWERS and row.shape.endswith("d"):
            # An item without code: the answers below do not belong to the previous one.
            self._above.question = None
        if not (lines.is_page_number(piece.text) or statements.is_criterion(piece.text)):
            raise LineError("อ่านตัวเลขในบรรทัดนี้ไม่ได้: “{text}”", text=quoted(piece.text))


def _is_plain(piece: ReportLine, row: NumberRow) -> bool:
    """Return whether the figures of a line are a date, a year or a page number."""
    if lines.is_page_number(piece.text):
        return True
    return row.shape == "i" and len(piece.cells) == 1 and bool(re.search(r"25\d\d$", piece.text))


def read_results(
    source: ImportSource, work_progress: WorkProgress | None = None, *, year: int | None = None
) -> Results:
    """Return the result in a source; of a table with the scores of several years, those of the
    Buddhist fiscal ``year``, else the first. Raises InputError if there is none."""
    if source.results:
        return source.results
    sheets = source.sheets
    finder = HeadingFinder(RESULTS)
    forms = [sheet for sheet in sheets if _is_form(finder, sheet)]
    if forms:
        others = [sheet for sheet in sheets if sheet not in forms]
        read = _read_table(forms, work_progress, year=year)
        return _together(read, read_report(others, work_progress))
    of_lines = any(sheet.of_lines for sheet in sheets) or source.is_report
    if (plain := read_plain_table(source, work_progress, year=year)) is not None:
        return plain
    results = read_report(sheets, work_progress)
    if not results and not (results.skipped and of_lines):
        raise InputError(
            NO_SCORES,
            where="",
            remedy="ใช้รายงานผลจากระบบประเมิน (PDF หรือข้อความ) หรือแบบกรอกผลการประเมินของโปรแกรม",
            source=source.name,
        )
    return results


def read_plain_table(
    source: ImportSource, work_progress: WorkProgress | None = None, *, year: int | None = None
) -> Results | None:
    """Return the result, of ``year`` if there are several, in a table of codes and scores; None if
    it is none, or a report of which the table is only a part."""
    sheets = source.sheets
    kind = None if any(sheet.of_lines for sheet in sheets) else source.result_table
    if kind is None:
        return None
    read = _with_points(_read_table(sheets, work_progress, kind, year=year), sheets)
    if source.is_report:
        is_whole = read.figures and _is_sure(read) and not any(map(_tells, read.skipped))
        # The numbers before units look like indicators.
        return read if is_whole and not read_report(sheets).groups else None
    return read if kind is RESULTS or _is_sure(read) else None


def plain_tables(sources: Iterable[ImportSource]) -> list[Results]:
    """Return the results of tables that are all plain ones; none if one of them is not."""
    read = list(map(read_plain_table, sources))
    return [] if None in read else [each for each in read if each is not None]


def say_more(tables: Collection[Results], lines: Sequence[DataSheet]) -> bool:
    """Return whether the plain ``tables`` of a document have scores of which its ``lines``, read as
    the official report, say nothing."""
    if not tables:
        return False
    known = {figure.node for figure in read_report(lines).figures}
    return any(figure.node not in known for table in tables for figure in table.figures)


def _with_points(read: Results, sheets: Sequence[DataSheet]) -> Results:
    """Return what was read with the scores of instruments in tables beside it that have no row of
    an item: one row for all (``O1-O43 … 25.24/40``)."""
    seen = {origin.sheet for origin in read.read}
    of_points = [
        replace(sheet, rows=rows)
        for sheet in sheets
        if sheet.name not in seen
        and (rows := tuple(row for row in sheet.rows if any(map(_are_points, row.values))))
    ]
    known = {figure.node for figure in read.figures}
    more = [
        figure
        for figure in (read_report(of_points).figures if of_points else ())
        if figure.node in INSTRUMENTS.values() and figure.node not in known
    ]
    places = {figure.origin for figure in more}
    rows_read = {
        origin: frozenset(range(len(row.values)))
        for sheet in of_points
        for row in sheet.rows
        if (origin := Origin(sheet.name, row.number)) in places
    }
    return replace(read, figures=(*read.figures, *more), read={**read.read, **rows_read})


def _are_points(value: Value) -> bool:
    return points_of(to_arabic(str(value))) is not None


def _is_form(finder: HeadingFinder, sheet: DataSheet) -> bool:
    """Return whether it is the first sheet of our own form; the second is read as a report."""
    found = None if sheet.of_lines else finder.find(sheet.rows)
    return found is not None and found[1].headings.get("score") == RESULTS.column("score").heading


def _together(first: Results, second: Results) -> Results:
    return replace(
        first,
        years=first.years or second.years,
        agencies=first.agencies or second.agencies,
        level=first.level or second.level,
        figures=(*first.figures, *second.figures),
        weighted=second.weighted,
        answers=(*first.answers, *second.answers),
        groups=second.groups,
        comments=second.comments,
        skipped=(*first.skipped, *second.skipped),
        aside=(*first.aside, *second.aside),
        lines={**first.lines, **second.lines},
    )


def _is_sure(read: Results) -> bool:
    """Return whether a table with an unusual code heading is a result: most of its rows have codes
    and valid scores."""
    known = {figure.node for figure in read.figures} | {remark.node for remark in read.remarks}
    return len(known) > len({each.origin for each in (*read.skipped, *read.flaws) if _tells(each)})


def _tells(left: Remark) -> bool:
    """Return whether what was left tells that a table is no result: points of a weight and cells
    whose content is unknown (formulas without a value) do not."""
    return left.template not in {NO_WEIGHT, *UNKNOWN}


def _read_table(
    sheets: Sequence[DataSheet],
    work_progress: WorkProgress | None,
    kind: ImportKind[ResultRow] = RESULTS,
    *,
    year: int | None = None,
) -> Results:
    of_sheets = years_of_sheets(sheets)
    doubts: list[Remark] = []
    if len(of_sheets) > 1 and year in of_sheets:
        left = {each: at for each, at in of_sheets.items() if each != year}
        doubts = list(map(_of_another_year, left, left.values()))
        sheets = [sheet for sheet in sheets if all(sheet not in some for some in left.values())]
        of_sheets = {year: of_sheets[year]}
    final = frozenset(sheet.name for sheet in sheets if is_final(sheet))
    # Of two figures the first one is taken.
    sheets = sorted(sheets, key=lambda sheet: sheet.name not in final)
    parsed = parse(kind, sheets, work_progress=work_progress)
    years = score_years(kind, parsed.headings)
    if len(years) > 1 and year in years:
        chosen = years[year]
        parsed = parse(with_scores_of(kind, chosen.value), sheets, work_progress=work_progress)
        years = {year: chosen}
    stated = tuple(ReadValue(each, column.origin) for each, column in years.items())
    stated = stated or _once((each, at) for text, at in parsed.titles for each in years_in(text))
    stated = stated or tuple(ReadValue(each, _begin_of(named)) for each, named in of_sheets.items())
    rows, notes, unclear = graded(parsed.rows, parsed.headings)
    found = Scored()
    # What a row means, the other rows of its sheet tell, not those of another one.
    for _, of_sheet in groupby(rows, key=lambda row: row.origin.sheet):
        sure, unsure = of_sure_nodes(tuple(of_sheet), parsed.headings)
        found.add(sure, parsed.headings)
        unclear += unsure
    rows = tuple(found.rows)
    lines = {
        Origin(sheet.name, row.number): " · ".join(str(each) for each in row.values if each != "")
        for sheet in sheets
        for row in sheet.rows
    }
    figures = tuple(
        ReportedFigure(row.origin, row.node, row.score, row.title, row.remark)
        for row in rows
        if row.score is not None
    )
    return Results(
        parsed.source,
        years=stated,
        agencies=_once((name, at) for text, at in parsed.titles for name in agencies_in(text)),
        figures=(*_total_above(parsed.titles, stated, figures), *figures),
        remarks=tuple(
            RemarkRow(row.origin, row.node, row.remark)
            for row in rows
            if row.score is None and (row.remark or not _answers(row))
        ),
        answers=tuple(answer for row in rows for answer in _answers(row)),
        skipped=parsed.skipped,
        weighted=tuple(found.weighted),
        flaws=(*parsed.flaws, *unclear, *found.flaws),
        doubts=(*doubts, *notes, *notes_of(rows), *parsed.doubts),
        aside=parsed.aside,
        ignored_columns=(*parsed.ignored_columns, *found.unused),
        read={origin: heading.read for origin, heading in parsed.headings.items()},
        heads=frozenset(
            text
            for heading in parsed.headings.values()
            for text in heading.texts - {*heading.ignored, *found.unused}
            # What has a figure or a code may be more than the heading it is taken for.
            if not any(map(str.isdigit, text))
        ),
        final=final,
        lines=lines,
    )


def _total_above(
    titles: Iterable[tuple[str, Origin]],
    years: Collection[ReadValue[int]],
    figures: Sequence[ReportedFigure],
) -> Iterator[ReportedFigure]:
    """Yield the total that one line above the scores states, of no other year, if they lack it: one
    that the scores can have on the average."""
    values, stated = [each.value for each in figures], {each.value for each in years}
    found = {
        score: at
        for text, at in titles
        if text.startswith(("คะแนน", "ผลคะแนน", "ค่าคะแนน")) and stated.issuperset(years_named(text))
        for node, score in scores_in(text)
        if node == TOTAL
    }
    if len(found) == 1 and TOTAL not in {each.node for each in figures}:
        ((total, at),) = found.items()
        if min(values, default=total + 1) <= total <= max(values, default=total):
            yield ReportedFigure(at, TOTAL, total, summary=True)


_FINAL: Final = lazy_re(
    r"(?<!ไม่ใช่)(?<!ยังไม่)(?:(?:ฉบับ|ตัว|ผล)(?:จริง|สมบูรณ์|แก้ไข|สุดท้าย|ล่าสุด)|(?:ยืนยัน|รับรอง|ประกาศ|แก้ไข)(?:ผล)?แล้ว|หลัง(?:การ)?อุทธรณ์|final)",
    re.IGNORECASE,
)
"""Words of titles that say that scores will not change; without spaces."""
_TITLE_ROWS: Final = 5


def is_final(sheet: DataSheet) -> bool:
    """Return whether the name of a sheet, or a title in it, says that it is the last word."""
    titles = lone_texts(sheet.rows[:_TITLE_ROWS])
    return any(_FINAL.search(key(text)) for text in (sheet.name, *titles))


def _begin_of(sheets: Sequence[DataSheet]) -> Origin:
    rows = sheets[0].rows
    return Origin(sheets[0].name, rows[0].number if rows else 1)


def _of_another_year(year: int, sheets: Sequence[DataSheet]) -> Remark:
    return Remark(
        _begin_of(sheets), "แผ่นนี้เป็นผลปี {year} จึงไม่ได้อ่าน", "นำเข้าแยกโดยเลือกปีนั้น", {"year": year}
    )


def _once(described: Iterable[tuple[T, Origin]]) -> tuple[ReadValue[T], ...]:
    first: dict[T, Origin] = {}
    for value, origin in described:
        first.setdefault(value, origin)
    return tuple(ReadValue(value, origin) for value, origin in first.items())


def _answers(row: ResultRow) -> list[AnswerRow]:
    """Return the answers of a row with counts; labels are those of the framework."""
    return [
        AnswerRow(row.origin, f"{row.node[0]}IT", row.question, number, "", count, None)
        for number, count in enumerate(row.counts, 1)
        if count is not None and row.node[0] in "IE" and row.node[1:].isdecimal()
    ]


def of_sure_nodes(
    rows: Sequence[ResultRow], headings: Mapping[Origin, TableHeading]
) -> tuple[tuple[ResultRow, ...], tuple[Flaw, ...]]:
    """Return the rows of a table that surely mean their nodes, and what is left out."""
    items = [row for row in rows if _is_item(row)]
    letters = {row.node[0] for row in items}
    # Rows of indicators whose items begin below them.
    begun = ((row, after) for row, after in pairwise(rows) if _is_item(after))
    groups = sum(instrument_of(row.node) == after.node[0] for row, after in begun)
    is_of_one = len(letters) == 1 and len(items) >= max(_LEAST, len(rows) - groups - 1)
    has_verdicts = any(row.verdict for row in rows)
    kept: list[ResultRow] = []
    left: list[Flaw] = []
    for at, row in enumerate(rows):
        before = rows[at - 1] if at else None
        if _is_total(row) and has_verdicts and not row.verdict and "score" in row.figures:
            left.append(flaw_of(row, headings, "score", _COUNT, _ADD, text=row.figures["score"]))
        elif _is_total(row) and is_of_one:
            fields = {"text": row.named or row.title, "node": INSTRUMENTS[items[0].node[0]]}
            left.append(flaw_of(row, headings, "score", _OF_ONE, _CHECK, **fields))
        elif before is not None and _goes_on(before, row):
            either = {"item": f"{before.node[0]}{row.node}", "indicator": row.node}
            left.append(flaw_of(row, headings, "code", _UNCLEAR, _WHOLE, text=row.named, **either))
        else:
            kept.append(row)
    return tuple(kept), tuple(left)


def _is_item(row: ResultRow) -> bool:
    return row.node[:1] in INSTRUMENTS and row.node[1:].isdecimal()


def _is_total(row: ResultRow) -> bool:
    """Return whether a row is a total that does not say of what."""
    return row.node == TOTAL and "ITA" not in f"{row.named}{row.title}".upper()


def _goes_on(before: ResultRow, row: ResultRow) -> bool:
    """Return whether a bare number is the next one of the items, and names no indicator."""
    bare = to_arabic(row.named).strip(" .)")
    if not (_is_item(before) and bare.isdecimal() and int(bare) == int(before.node[1:]) + 1):
        return False
    return read_numbered_indicator(row.title) != row.node
