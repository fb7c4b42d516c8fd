"""Reads of all years of a workspace what their public figures need, in one query a table.

Columns that hold names, telephones, mail addresses, files and comments are not read, but for the
names of the register and the telephones of letters, by which personal data in the texts of measures
is found. They go no further.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import InvalidOperation
from functools import cache
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeAlias

from sqlalchemy import Connection

from ita_desktop.domain.answers import PublicText
from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.framework import Framework, FrameworkConfirmation
from ita_desktop.domain.letters import Letter
from ita_desktop.domain.personal_marks import Personal
from ita_desktop.domain.records import (
    Assignment,
    AssignmentOwner,
    CalendarDate,
    CheckMark,
    Evidence,
    FiscalYear,
    Measure,
    MeasureItem,
    MeasureOwner,
    Organisation,
    Person,
    Record,
    Unit,
)
from ita_desktop.domain.scores.results import Score
from ita_desktop.domain.year import PLACES, YearData
from ita_desktop.storage.codec import decoder
from ita_desktop.storage.framework_copy import FrameworkNode, framework_of
from ita_desktop.storage.tables import from_rows, meta, metadata, table_of, unreadable
from ita_desktop.storage.year_cache import parent_of

_Records: TypeAlias = tuple[type[Record], ...]

_ALWAYS: Final[_Records] = (Organisation, FiscalYear, FrameworkNode, Unit, Person, PublicText)
_OF_YEARS: Final[_Records] = (
    CalendarDate,
    Assignment,
    AssignmentOwner,
    Evidence,
    CheckMark,
    Score,
    FrameworkConfirmation,
    Measure,
    MeasureItem,
    MeasureOwner,
    Letter,
)
"""Parents before their parts."""
TABLES: Final = frozenset(table_of(record).name for record in (*_ALWAYS, *_OF_YEARS))
"""The tables that are read."""
_READ_OF: Final = {
    table_of(Measure).name: frozenset(
        ("id", "year_id", "indicator", "method", "schedule", "position")
    ),
    table_of(Person).name: frozenset(("id", "prefix", "name")),
    table_of(Letter).name: frozenset(("id", "year_id", "phone")),
}
"""The columns that are read of tables of which not all are."""
MAX_ROWS: Final = 200_000
"""Maximum number of rows of one table: an office has some thousands."""
_READ: Final = frozenset((Personal.NONE, Personal.FREE))
_BROKEN: Final = (
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    RecursionError,
    InvalidOperation,
)
"""What JSON of another shape than the program's ends in."""
_BY_PLACE = attrgetter("sort_key")


class OfficeYears(NamedTuple):
    """What a workspace holds for the public figures of its years, oldest first."""

    organisation: Organisation
    years: tuple[YearData, ...]
    shown_day: date | None
    """The day that the workspace shows as today; None except for the sample."""
    doubt: WorkspaceError | None = None
    """Why the program itself does not open the file, if it does not."""


class FrameworkCache:
    """The frameworks read so far: offices that did not change theirs share one."""

    def __init__(self) -> None:
        self._known: dict[bytes, Framework] = {}

    def of(self, year: FiscalYear, nodes: Sequence[Mapping[str, Any]]) -> Framework:
        """Return the framework in a year's rows, in their order."""
        digest = hashlib.blake2b(digest_size=16)
        about = (year.year, year.framework_code, year.framework_title, year.level_set)
        for part in (*about, year.response_system, year.drafted_from):
            digest.update(f"{part}\0".encode(errors="replace"))
        for node in nodes:
            digest.update(f"{node['kind']}\0{node['code']}\0{node['content']}\0".encode())
        key = digest.digest()
        if key not in self._known:
            build = decoder(FrameworkNode)
            try:
                self._known[key] = framework_of(year, [build(dict(node)) for node in nodes])
            except _BROKEN as error:
                raise unreadable("framework_node", year.id) from error
        return self._known[key]


def office_years(connection: Connection, frameworks: FrameworkCache) -> OfficeYears:
    """Return the years of a workspace with what their public figures need. Raises WorkspaceError
    for rows that this program never writes."""
    organisation = next(_records(connection, Organisation), None) or Organisation(id="", name="")
    years = sorted(_records(connection, FiscalYear), key=_BY_PLACE)
    for year in years:
        _check_year(year)
    nodes = _framework_nodes(connection)
    units = tuple(sorted(_records(connection, Unit), key=_BY_PLACE))
    people = tuple(_records(connection, Person))
    decided = tuple(_records(connection, PublicText))
    rows = _rows_by_year(connection, [year.id for year in years])
    made = tuple(
        YearData(
            organisation=organisation,
            fiscal_year=year,
            framework=frameworks.of(
                year, sorted(nodes[year.id], key=lambda row: (row["position"], row["id"]))
            ),
            units=units,
            people=people,
            public_texts=decided,
            **rows[year.id],  # type: ignore[arg-type]
        )
        for year in years
    )
    return OfficeYears(organisation, made, _shown_day(connection))


def _check_year(year: FiscalYear) -> None:
    try:
        fiscal_year_bounds(year.year)
    except (ValueError, OverflowError) as error:
        raise unreadable("fiscal_year", year.id) from error


def _framework_nodes(connection: Connection) -> defaultdict[str, list[dict[str, Any]]]:
    """Return the rows of the frameworks by year."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for node in _plain_rows(connection, FrameworkNode):
        found[node["year_id"]].append(node)
    return found


def _rows_by_year(
    connection: Connection, years: Iterable[str]
) -> dict[str, dict[str, tuple[Record, ...]]]:
    """Return the rows by year and field of YearData; parts of rows go with these."""
    year_of = {year: year for year in years}
    found: dict[str, dict[str, tuple[Record, ...]]] = {year: {} for year in year_of}
    for record in _OF_YEARS:
        column = _parent_column(record)
        grouped: dict[str, list[Record]] = defaultdict(list)
        for row in _records(connection, record):
            year = year_of.get(getattr(row, column))
            if year is not None:
                year_of[row.id] = year
                grouped[year].append(row)
        for year, rows in grouped.items():
            found[year][PLACES[record]] = tuple(sorted(rows, key=_BY_PLACE))
    return found


def _shown_day(connection: Connection) -> date | None:
    query = f"SELECT value FROM {meta.name} WHERE key = 'shown_day'"  # noqa: S608 - names of our own
    found = connection.exec_driver_sql(query).scalar_one_or_none()
    try:
        return date.fromisoformat(found) if found else None
    except ValueError as error:
        raise unreadable(meta.name, "shown_day") from error


def _records(connection: Connection, record: type[Record]) -> Iterator[Any]:
    return from_rows(record, _plain_rows(connection, record))


def _plain_rows(connection: Connection, record: type[Record]) -> Iterator[dict[str, Any]]:
    table = table_of(record).name
    names = columns_read(table)
    query = f"SELECT {', '.join(names)} FROM {table}"  # noqa: S608 - names of our own
    found = connection.exec_driver_sql(query).fetchmany(MAX_ROWS + 1)
    if len(found) > MAX_ROWS:
        raise WorkspaceError(
            "แฟ้มนี้มีข้อมูลมากเกินไป (ตาราง {table} เกิน {most} แถว)",
            remedy="ตรวจว่าเป็นแฟ้มงานของสำนักงานเขต แล้วเปิดแฟ้มนั้นในโปรแกรมเพื่อตรวจ",
            table=table,
            most=f"{MAX_ROWS:,}",
        )
    kinds = _kinds(table)
    known: set[tuple[type, ...]] = set()
    for row in found:
        types = tuple(map(type, row))
        if types not in known:
            if not all(map(issubclass, types, kinds)):
                raise unreadable(table, str(row[names.index("id")]))
            known.add(types)
        yield dict(zip(names, row, strict=True))


@cache
def _kinds(table: str) -> tuple[tuple[type, type], ...]:
    """Return the types that the columns of a table may have: whatever SQLite keeps in them, other
    ones would only fail much later."""
    columns = metadata.tables[table].columns
    return tuple((columns[name].type.python_type, type(None)) for name in columns_read(table))


@cache
def columns_read(table: str) -> tuple[str, ...]:
    """Return the columns of a table that are read."""
    return tuple(
        column.name
        for column in metadata.tables[table].columns
        if (
            column.name in _READ_OF[table]
            if table in _READ_OF
            else column.info.get("personal", Personal.NONE) in _READ
        )
    )


def _parent_column(record: type[Record]) -> str:
    found = parent_of(table_of(record))
    assert found is not None, record
    return found[0]
