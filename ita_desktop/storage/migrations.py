"""Steps that bring an older workspace to this program's schema, one function a step.

Schema 0 is an empty database. A step makes the tables that came with its schema, as they are
today, and gives older tables the columns that came with it: where a table was just made it has them
already. The kept files in ``tests/workspaces``, one a released schema, prove every step.
"""

from collections.abc import Callable, Iterable
from typing import Final

from sqlalchemy import Connection, Table, inspect, select, text
from sqlalchemy.schema import CreateColumn

from ita_desktop.storage import tables
from ita_desktop.storage.tables import meta, metadata

Step = Callable[[Connection], None]

_RESULTS = (tables.answer, tables.group_figure, tables.respondent_comment)
"""What schema 2 brought: the answers, groups and comments of an official report."""
_SCENARIOS = (tables.scenario, tables.scenario_score)
"""What schema 3 brought: scores that were tried and kept under a name."""
_PAPERS = (
    tables.appointment_order,
    tables.order_body,
    tables.order_change,
    tables.duty,
    tables.meeting,
    tables.meeting_body,
    tables.agenda_item,
    tables.agenda_attachment,
    tables.attendance,
    tables.action_item,
    tables.letter,
    tables.letter_recipient,
    tables.letter_attachment,
    tables.target,
    tables.wording,
    tables.office_file,
    tables.media,
)
"""What schema 4 brought: orders, meetings, letters, the district's own words, files and target."""
_TRACKING = (
    tables.finding,
    tables.finding_item,
    tables.finding_source,
    tables.measure_finding,
    tables.tracking_round,
    tables.entry,
    tables.photo,
    tables.chapter,
    tables.column_widths,
)
"""What schema 5 brought: the analysis, the record of what was done with its pictures, the book."""
_OF_MEASURES = ("kind", "begins", "ends", "days", "reports_to", "budget", "target", "success")
"""The columns that measures got with schema 5."""
_OF_YEARS = ("counts_from", "left_out")
"""The columns that years got with schema 6."""
_REMARKS = (tables.assessor_remark,)
"""What schema 7 brought: remarks of the assessor on items without a score."""


def create_schema(connection: Connection) -> None:
    """Makes the tables of schema 1 in an empty database."""
    later = {*_RESULTS, *_SCENARIOS, *_PAPERS, *_TRACKING, *_REMARKS}
    for table in metadata.sorted_tables:
        if table not in later:
            # Not a copy of it: copies have their constraints in any order.
            table.create(connection)


def add_results(connection: Connection) -> None:
    """Makes the tables of schema 2."""
    metadata.create_all(connection, _RESULTS)


def add_scenarios(connection: Connection) -> None:
    """Makes the tables of schema 3."""
    metadata.create_all(connection, _SCENARIOS)


def add_papers(connection: Connection) -> None:
    """Makes the tables of schema 4."""
    metadata.create_all(connection, _PAPERS)


def add_tracking(connection: Connection) -> None:
    """Makes the tables of schema 5, and the columns of measures that came with them."""
    metadata.create_all(connection, _TRACKING)
    _add_columns(connection, tables.measure, _OF_MEASURES)


def add_beginnings(connection: Connection) -> None:
    """Adds to years from when on times count, and which steps of the beginning are left out."""
    _add_columns(connection, tables.fiscal_year, _OF_YEARS)


def add_remarks(connection: Connection) -> None:
    """Makes the table of schema 7."""
    metadata.create_all(connection, _REMARKS)


def _add_columns(connection: Connection, table: Table, names: Iterable[str]) -> None:
    """Adds the columns that an older file lacks; a table that was just made has them."""
    known = {column["name"] for column in inspect(connection).get_columns(table.name)}
    for name in names:
        if name not in known:
            column = CreateColumn(table.columns[name]).compile(dialect=connection.dialect)
            connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {column}"))


STEPS: Final[tuple[Step, ...]] = (
    create_schema,
    add_results,
    add_scenarios,
    add_papers,
    add_tracking,
    add_beginnings,
    add_remarks,
)
"""``STEPS[n]`` brings schema ``n`` to ``n + 1``."""


def schema_version() -> int:
    """The schema that this program writes (``user_version`` of a file)."""
    return len(STEPS)


def migrate(connection: Connection, version: int) -> None:
    """Brings the database from schema ``version`` to the newest, and notes that in ``meta``."""
    for step in STEPS[version:]:
        step(connection)
    known = str(schema_version())
    is_version = meta.c.key == "schema_version"
    if noted_version(connection) is None:
        connection.execute(meta.insert(), {"key": "schema_version", "value": known})
    else:
        connection.execute(meta.update().where(is_version).values(value=known))


def noted_version(connection: Connection) -> int | None:
    """The schema that ``meta`` tells; None where it tells none."""
    noted = connection.execute(
        select(meta.c.value).where(meta.c.key == "schema_version")
    ).scalar_one_or_none()
    return int(noted) if noted is not None and noted.isdecimal() else None
