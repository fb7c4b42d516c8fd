"""A file or a pasted table that may be imported: which lists it can be, and what it would do."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.text import clean, one_line
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cell_text import text_value
from ita_desktop.exchange.headings import HEADING_ROWS, Heading, HeadingFinder
from ita_desktop.exchange.kind import Kind
from ita_desktop.exchange.kinds import KINDS, kind_named
from ita_desktop.exchange.kinds.assignments import ASSIGNMENTS
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.office_words import SHIPPED_WORDS
from ita_desktop.exchange.report.codes_column import table_kind
from ita_desktop.exchange.report.lines import is_report
from ita_desktop.exchange.report.results import Results
from ita_desktop.exchange.sheets import Origin, Pace, Sheet, SheetRow, Value
from ita_desktop.exchange.unheaded import assignment_columns
from ita_desktop.services.import_plan import ImportPlan
from ita_desktop.services.name_questions import Answers
from ita_desktop.services.own_heads import office_words
from ita_desktop.storage.workspace import Workspace

Progress = Callable[[int, int], None]
"""Told now and then how many rows of how many are done (0: not known)."""

LISTED_WHOLE = frozenset(
    {"roster", "duties", "assignments", "analysis", "measures", "communications", "texts"}
)
"""Kinds whose files list everything of a year, so that what a file lacks may have to go."""

_LEAST_CELLS = 2
"""A row with fewer names a group and is no row of the list."""


@dataclass(frozen=True)
class ImportSource:
    """What was read. ``name`` is the file's name, or what stands for pasted text."""

    name: str
    sheets: tuple[Sheet, ...]
    pasted: bool = False
    results: Results | None = None
    """What a JSON file says of a year's result."""
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The columns of a table without headings, by the kind that it can be (:func:`unheaded`)."""

    def kinds(self, year: YearData | None = None) -> tuple[str, ...]:
        """The kinds whose headings were found, the one with the most columns first; a report of
        results is nothing else. Headings are known as the office of ``year`` words them, too."""
        if self.results is not None or is_report(self.sheets):
            return (RESULTS.name,)
        words = office_words(year) if year is not None else SHIPPED_WORDS
        widths = {}
        for kind in KINDS:
            finder = HeadingFinder(_kind_of(kind.name, self.sheets), words)
            found = [at for sheet in self.sheets if (at := finder.find(sheet.rows)) is not None]
            if found:
                widths[kind.name] = max(len(heading.columns) for _, heading in found)
        return tuple(sorted(widths, key=lambda name: -widths[name]))

    def plan(
        self,
        workspace: Workspace,
        year: int,
        kind: str,
        progress: Progress | None = None,
        answers: Answers | None = None,
    ) -> ImportPlan:
        """What importing it as ``kind`` into the Buddhist fiscal ``year`` would do; no removal is
        ticked. ``answers`` say what unknown names of units are; others are asked about.

        Raises InputError where it holds no such table, and what ``progress`` raises.
        """
        if kind == RESULTS.name:
            from ita_desktop.services.results import plan_results

            pace = Pace(progress)
            return plan_results(workspace, self.sheets, self.results, shown=year, pace=pace)
        from ita_desktop.services.importing import plan_import

        others = [workspace.year(one.year) for one in workspace.years() if one.year != year]
        plan = plan_import(
            workspace.year(year),
            kind,
            self.sheets,
            replace=kind in LISTED_WHOLE and not self.pasted,
            others=others,
            columns=self.columns.get(kind, ()),
            pace=Pace(progress),
            answers=answers,
            asks=True,
        )
        return plan.without_removals()

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
    path: Path, progress: Progress | None = None, *, reports: bool = True
) -> ImportSource:
    """Reads a table (.xlsx, .csv) or, where ``reports`` are wanted, too, a report of results
    (.pdf, .txt, .json). Raises InputError where it cannot be read, and what ``progress`` raises."""
    from ita_desktop.exchange.reading import read_tables
    from ita_desktop.exchange.report.source import read_source

    if not reports:
        return ImportSource(path.name, tuple(read_tables(path, Pace(progress))))
    source = read_source(path, Pace(progress))
    return ImportSource(path.name, source.sheets, results=source.results)


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
    sheet = Sheet("", _rows(cells, merged), name)
    sheet = replace(sheet, of_lines=is_report([sheet]))
    return ImportSource(name, (sheet,), pasted=True, columns=columns or {})


def _rows(
    cells: Sequence[Sequence[str]], merged: Collection[tuple[int, int]] = ()
) -> tuple[SheetRow, ...]:
    going_on: dict[int, set[int]] = {}
    for at, column in merged:
        going_on.setdefault(at + 1, set()).add(column)
    return tuple(
        SheetRow(number, tuple(map(text_value, row)), frozenset(going_on.get(number, ())))
        for number, row in enumerate(cells, 1)
        if any(map(str.strip, row))
    )


def kind_titles() -> Mapping[str, str]:
    """The Thai names of all kinds of lists, by kind."""
    return {kind.name: kind.title for kind in KINDS}


def headings_of(kind: str) -> Mapping[str, str]:
    """The headings of a kind's columns, by the columns' names."""
    return {one.name: one.heading for one in kind_named(kind).columns}


def is_headed(kind: str, cells: Sequence[Sequence[str]], year: YearData | None = None) -> bool:
    """Whether a pasted block brings the headings of a list of ``kind``, as everybody words them or
    as the office of ``year`` does."""
    if kind == RESULTS.name and is_report([Sheet("", _rows(cells))]):
        return True
    return len(cells) > 1 and _heading(kind, cells, year) is not None


def unheaded(
    kind: str, cells: Sequence[Sequence[str]], year: YearData
) -> Mapping[str, Sequence[str]]:
    """The columns of a pasted block that lacks the headings of a list of ``kind`` and yet plainly
    is one, because it names the items whose owners or days it gives; by kind, none else."""
    if kind != ASSIGNMENTS.name:
        return {}
    finder = year.unit_finder
    columns = assignment_columns(
        _rows(cells), lambda text: finder.find(text) is not None, year.year
    )
    return {kind: columns} if columns else {}


def names_group(kind: str, row: Sequence[str]) -> bool:
    """Whether a row of a pasted block only names the group that the rows below it stand in."""
    filled = [text for text in map(one_line, row) if text]
    return len(filled) <= _LEAST_CELLS and bool(kind_named(kind).group(" ".join(filled)))


def with_column(
    kind: str,
    cells: Sequence[Sequence[str]],
    column: str,
    value_of: Callable[[Mapping[str, str]], str],
) -> Sequence[Sequence[str]]:
    """A pasted list with a ``column`` that its headings lack: ``value_of`` tells it of what a row
    has, by the names of its columns. The list itself where it has the column, or where a row of
    its own tells the value."""
    found = _heading(kind, cells)
    if found is None or column in found[1].columns:
        return cells
    at, heading = found
    first = at + heading.rows
    if first >= len(cells) or sum(map(bool, map(str.strip, cells[first]))) < _LEAST_CELLS:
        return cells
    added = {at: next(one.heading for one in kind_named(kind).columns if one.name == column)}
    for number, row in enumerate(cells[first:], first):
        texts = {name: row[place] for name, place in heading.columns.items() if place < len(row)}
        added[number] = value_of(texts)
    return [[added.get(number, ""), *row] for number, row in enumerate(cells)]


def _heading(
    kind: str, cells: Sequence[Sequence[str]], year: YearData | None = None
) -> tuple[int, Heading] | None:
    words = office_words(year) if year is not None else SHIPPED_WORDS
    head = [SheetRow(number, tuple(row)) for number, row in enumerate(cells[:HEADING_ROWS], 1)]
    return HeadingFinder(_kind_of(kind, [Sheet("", _rows(cells))]), words).find(head)


def _kind_of(kind: str, sheets: Sequence[Sheet]) -> Kind[object]:
    """A kind with the headings that its columns have in these sheets."""
    if kind == RESULTS.name and (found := table_kind(sheets)) is not None:
        return found
    return kind_named(kind)


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
