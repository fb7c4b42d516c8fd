"""Whatever a result comes in: an Excel or CSV table, the report as text or PDF, or JSON."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.delimited import decode
from ita_desktop.exchange.headings import HeadingFinder
from ita_desktop.exchange.kind import Kind
from ita_desktop.exchange.kinds.results import RESULTS, ResultRow
from ita_desktop.exchange.limits import MAX_TEXT_FILE, MEBIBYTE
from ita_desktop.exchange.parsing import parse
from ita_desktop.exchange.reading import file_content, tables_in
from ita_desktop.exchange.report.codes_column import table_kind
from ita_desktop.exchange.report.json_results import read_json
from ita_desktop.exchange.report.lines import is_report
from ita_desktop.exchange.report.reader import read_report
from ita_desktop.exchange.report.results import AnswerRow, Figure, RemarkRow, Results, Told
from ita_desktop.exchange.report.telling import agencies_in, years_in
from ita_desktop.exchange.report.text import read_lines
from ita_desktop.exchange.sheets import Origin, Pace, Sheet

T = TypeVar("T")


@dataclass(frozen=True)
class Source:
    """A file's rows; ``results`` where the file itself says what they are (JSON)."""

    sheets: tuple[Sheet, ...]
    results: Results | None = field(default=None)


def read_source(path: Path, pace: Pace | None = None) -> Source:
    """Any file that can be imported, be it a table or a report. Raises InputError."""
    data, source, pace = file_content(path), path.name, pace or Pace()
    if data.lstrip()[:5] == b"%PDF-":
        from ita_desktop.exchange.report.pdf import read_pdf

        return Source(tuple(read_pdf(data, source, pace)))
    if data.startswith(b"PK") or not data.strip():
        return Source(tuple(tables_in(data, source, pace)))
    if path.suffix.lower() == ".json" or data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        sheets, results = read_json(decode(_small(data, source), source), source)
        return Source(tuple(sheets), results)
    if path.suffix.lower() == ".txt" and b"\x00" not in data[:2000]:
        lines = read_lines(decode(_small(data, source), source), source)
        if is_report([lines]):
            return Source((lines,))
    return Source(tuple(tables_in(data, source, pace)))


def read_results(sheets: Sequence[Sheet], pace: Pace | None = None) -> Results:
    """What sheets of rows or lines say of a year's result. Raises InputError for nothing."""
    finder = HeadingFinder(RESULTS)
    forms = [sheet for sheet in sheets if _is_form(finder, sheet)]
    if forms:
        others = [sheet for sheet in sheets if sheet not in forms]
        return _together(_read_table(forms, pace), read_report(others, pace))
    if not any(sheet.of_lines for sheet in sheets) and not is_report(sheets):
        kind = table_kind(sheets)
        if kind is RESULTS:
            return _read_table(sheets, pace)
        if kind is not None and (read := _of_codes(sheets, pace, kind)) is not None:
            return read
    results = read_report(sheets, pace)
    told = results.skipped and (is_report(sheets) or any(sheet.of_lines for sheet in sheets))
    if not results and not told:
        raise InputError(
            "ไม่พบคะแนนใน {source}",
            where="",
            remedy="ใช้รายงานผลจากระบบประเมิน (PDF หรือข้อความ) หรือแบบกรอกผลการประเมินของโปรแกรม",
            source=sheets[0].source if sheets else "",
        )
    return results


def _is_form(finder: HeadingFinder, sheet: Sheet) -> bool:
    """Whether a sheet is the first one of the program's own form, whose second is like a report."""
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


def _of_codes(sheets: Sequence[Sheet], pace: Pace | None, kind: Kind[ResultRow]) -> Results | None:
    """A table with codes under an unusual heading; None where most of its rows have none, or no
    score that is one."""
    read = _read_table(sheets, pace, kind)
    known = {one.node for one in read.figures} | {one.node for one in read.remarks}
    unread = len(read.skipped) + len({one.origin for one in read.flaws})
    return read if len(known) > unread else None


def _read_table(
    sheets: Sequence[Sheet], pace: Pace | None, kind: Kind[ResultRow] = RESULTS
) -> Results:
    parsed = parse(kind, sheets, pace=pace)
    lines: dict[Origin, str] = {}
    for sheet in sheets:
        for row in sheet.rows:
            texts = (str(value) for value in row.values if value != "")
            lines[Origin(sheet.name, row.number)] = " · ".join(texts)
    titles = [row for sheet in sheets for row in _above(sheet, kind)]
    return Results(
        parsed.source,
        years=_once((year, origin) for text, origin in titles for year in years_in(text)),
        agencies=_once((name, origin) for text, origin in titles for name in agencies_in(text)),
        figures=tuple(
            Figure(row.origin, row.node, row.score, row.title, row.remark)
            for row in parsed.rows
            if row.score is not None
        ),
        remarks=tuple(
            RemarkRow(row.origin, row.node, row.remark)
            for row in parsed.rows
            if row.score is None and (row.remark or not _answers(row))
        ),
        answers=tuple(answer for row in parsed.rows for answer in _answers(row)),
        skipped=parsed.skipped,
        flaws=parsed.flaws,
        doubts=parsed.doubts,
        aside=parsed.aside,
        ignored_columns=parsed.ignored_columns,
        lines=lines,
    )


def _above(sheet: Sheet, kind: Kind[ResultRow]) -> Iterator[tuple[str, Origin]]:
    """The rows above the table, which may tell of which year and office it is."""
    found = HeadingFinder(kind).find(sheet.rows)
    for row in sheet.rows[: found[0] if found is not None else 0]:
        yield " ".join(map(str, filter(None, row.values))), Origin(sheet.name, row.number)


def _once(told: Iterable[tuple[T, Origin]]) -> tuple[Told[T], ...]:
    first: dict[T, Origin] = {}
    for value, origin in told:
        first.setdefault(value, origin)
    return tuple(Told(value, origin) for value, origin in first.items())


def _answers(row: ResultRow) -> list[AnswerRow]:
    """The answers of a row that has counts; their labels are the framework's."""
    return [
        AnswerRow(row.origin, f"{row.node[0]}IT", row.node, number, "", count, None)
        for number, count in enumerate(row.counts, 1)
        if count is not None and row.node[0] in "IE" and row.node[1:].isdecimal()
    ]


def _small(data: bytes, source: str) -> bytes:
    if len(data) > MAX_TEXT_FILE:
        raise InputError(
            "ไฟล์ใหญ่เกินกว่าจะเป็นรายงานผล ({size} MB)",
            where=source,
            remedy="คัดลอกเฉพาะส่วนรายงานผลไปไว้ในไฟล์ใหม่",
            size=len(data) // MEBIBYTE,
        )
    return data
