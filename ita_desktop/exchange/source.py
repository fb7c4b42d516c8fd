"""A file or a pasted table that may be imported, and which lists it can be."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.text import clean
from ita_desktop.exchange.cells.cell_text import text_value
from ita_desktop.exchange.files.delimited import decode
from ita_desktop.exchange.files.limits import MAX_TEXT_FILE, MEBIBYTE
from ita_desktop.exchange.files.reading import file_content, tables_in
from ita_desktop.exchange.headings import HeadingFinder
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.kinds import KINDS
from ita_desktop.exchange.kinds.results import RESULTS, ResultRow
from ita_desktop.exchange.office_words import SHIPPED_WORDS, OfficeWords
from ita_desktop.exchange.report.codes_column import table_kind
from ita_desktop.exchange.report.json_results import read_json
from ita_desktop.exchange.report.lines.lines import is_report
from ita_desktop.exchange.report.lines.text import read_lines
from ita_desktop.exchange.report.results import Results
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow, Value, WorkProgress


@dataclass(frozen=True)
class ImportSource:
    """What was read. ``name`` is the file's name, or what stands for pasted text."""

    name: str
    sheets: tuple[DataSheet, ...]
    pasted: bool = False
    results: Results | None = None
    """What a JSON file says of a year's result."""
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The columns of a table without headings, by the kind that it can be."""

    @cached_property
    def is_report(self) -> bool:
        """Whether its rows are those of the official report of results, rather than of a table."""
        return is_report(self.sheets)

    @cached_property
    def result_table(self) -> ImportKind[ResultRow] | None:
        """The kind of its tables of results, with the headings that their codes have; None where
        no table has codes beside scores."""
        return table_kind(self.sheets)

    def kinds(self, words: OfficeWords = SHIPPED_WORDS) -> tuple[str, ...]:
        """The kinds whose headings were found, the one with the most columns first; a report of
        results is nothing else. Headings are known in the office's own ``words``, too."""
        if self.results is not None or self.is_report:
            return (RESULTS.name,)
        widths = {}
        for kind in KINDS:
            own = self.result_table if kind.name == RESULTS.name else None
            finder = HeadingFinder(own or kind, words)
            found = [at for sheet in self.sheets if (at := finder.find(sheet.rows)) is not None]
            if found:
                widths[kind.name] = max(len(heading.columns) for _, heading in found)
        return tuple(sorted(widths, key=lambda name: -widths[name]))

    def row(self, origin: Origin) -> str:
        """A row's cells as one line, so that the clerk knows it again."""
        return " · ".join(filter(None, map(_text, self._values(origin))))

    def cell(self, origin: Origin, index: int) -> str:
        """What one cell of a row says."""
        values = self._values(origin)
        return _text(values[index]) if index < len(values) else ""

    def with_cell(self, origin: Origin, index: int, text: str) -> "ImportSource":
        """The same with another text in one cell, as if the file said so."""
        sheets = tuple(
            replace(sheet, rows=tuple(_typed(row, origin, index, text) for row in sheet.rows))
            if sheet.name == origin.sheet
            else sheet
            for sheet in self.sheets
        )
        return replace(self, sheets=sheets)

    def _values(self, origin: Origin) -> Sequence[Value]:
        return self._values_by_place.get((origin.sheet, origin.row), ())

    @cached_property
    def _values_by_place(self) -> Mapping[tuple[str, int], Sequence[Value]]:
        """The cells of each row, by its sheet and number; of the first where several have one."""
        found: dict[tuple[str, int], Sequence[Value]] = {}
        for sheet in self.sheets:
            for row in sheet.rows:
                found.setdefault((sheet.name, row.number), row.values)
        return found


def read_file(
    path: Path, kind: str = "", work_progress: WorkProgress | None = None
) -> ImportSource:
    """Reads a table (.xlsx, .csv) or, where results are wanted or no ``kind`` is said, a report
    of results (.pdf, .txt, .json), too; what a file is, its first bytes say. Raises InputError
    where it cannot be read, and what ``work_progress`` raises."""
    data, name, work_progress = file_content(path), path.name, work_progress or WorkProgress()
    if kind in {"", RESULTS.name}:
        if data.lstrip()[:5] == b"%PDF-":
            from ita_desktop.exchange.report.pdf.text import read_pdf

            return ImportSource(name, tuple(read_pdf(data, name, work_progress)))
        is_text = bool(data.strip()) and not data.startswith(b"PK")
        begins = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
        if is_text and (path.suffix.lower() == ".json" or begins == b"{"):
            sheets, results = read_json(decode(_small(data, name), name), name)
            return ImportSource(name, tuple(sheets), results=results)
        if is_text and path.suffix.lower() == ".txt" and b"\x00" not in data[:2000]:
            source = ImportSource(name, (read_lines(decode(_small(data, name), name), name),))
            if source.is_report:
                return source
    return ImportSource(name, tuple(tables_in(data, name, work_progress)))


def read_pasted(
    cells: Sequence[Sequence[str]],
    name: str,
    *,
    merged: Collection[tuple[int, int]] = (),
    columns: Mapping[str, Sequence[str]] | None = None,
) -> ImportSource:
    """A pasted block as something to import. ``merged`` are the places (row, column) of cells that
    repeat the one above because they are merged with it; ``columns`` those of a kind, where the
    block lacks their headings."""
    lines = DataSheet("", pasted_rows(cells, merged), name, of_lines=True)
    source = ImportSource(name, (lines,), pasted=True, columns=columns or {})
    return source if source.is_report else replace(source, sheets=(replace(lines, of_lines=False),))


def pasted_rows(
    cells: Sequence[Sequence[str]], merged: Collection[tuple[int, int]] = ()
) -> tuple[SheetRow, ...]:
    """The rows with content of a pasted block."""
    going_on: dict[int, set[int]] = {}
    for at, column in merged:
        going_on.setdefault(at + 1, set()).add(column)
    return tuple(
        SheetRow(number, tuple(map(text_value, row)), frozenset(going_on.get(number, ())))
        for number, row in enumerate(cells, 1)
        if any(map(str.strip, row))
    )


def _small(data: bytes, source: str) -> bytes:
    if len(data) > MAX_TEXT_FILE:
        raise InputError(
            "ไฟล์ใหญ่เกินกว่าจะเป็นรายงานผล ({size} MB)",
            where=source,
            remedy="คัดลอกเฉพาะส่วนรายงานผลไปไว้ในไฟล์ใหม่",
            size=len(data) // MEBIBYTE,
        )
    return data


def _typed(row: SheetRow, origin: Origin, index: int, text: str) -> SheetRow:
    """A row with another text in one cell, if it is the one that is meant."""
    if row.number != origin.row:
        return row
    values = [*row.values, *[""] * (index + 1 - len(row.values))]
    values[index] = clean(text)
    return replace(row, values=tuple(values), merged=row.merged - {index})


def _text(value: Value) -> str:
    if isinstance(value, date):
        return str(short_date(value))
    return " ".join(value.split()) if isinstance(value, str) else ""
