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
_DOUBTS = (tables.figure_doubt, tables.document_choices)
"""What schema 8 brought: figures that an import doubted, and choices for single documents."""
_SHARED_CELLS = ("shares",)
"""The column that measures got with schema 8."""
_TENURES = (tables.tenure,)
"""What schema 9 brought: the posts that people hold."""
_PERSONS_OF_MEETINGS = ("chair_person_id", "recorder_id", "reviewer_id")
"""The columns that meetings got with schema 9."""

_ENDORSEMENTS = (tables.endorsement,)
"""What schema 10 brought: blocks on the sheets of memos."""
_NO_MINUTES_YET = ("ไม่มี เนื่องจากเป็นการประชุมครั้งแรก", "ที่ประชุมรับรองรายงานการประชุม")
"""What earlier programs wrote themselves of a first meeting, and as resolved about that."""


def create_schema(connection: Connection) -> None:
    """Makes the tables of schema 1 in an empty database."""
    later = {
        *_RESULTS,
        *_SCENARIOS,
        *_PAPERS,
        *_TRACKING,
        *_REMARKS,
        *_DOUBTS,
        *_TENURES,
        *_ENDORSEMENTS,
    }
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


def add_doubts(connection: Connection) -> None:
    """Makes the tables of schema 8, and the column that says which cells measures share."""
    metadata.create_all(connection, _DOUBTS)
    _add_columns(connection, tables.measure, _SHARED_CELLS)


def add_tenures(connection: Connection) -> None:
    """Makes the table of schema 9 and what papers name people by; nobody is at a meeting of which
    nothing was noted."""
    metadata.create_all(connection, _TENURES)
    _add_columns(connection, tables.meeting, _PERSONS_OF_MEETINGS)
    _add_columns(connection, tables.attendance, ("person_id",))
    _add_columns(connection, tables.letter, ("acting_for",))
    _forget_presence(connection)


def _forget_presence(connection: Connection) -> None:
    """Up to schema 8 everybody on a list was noted as present from the beginning. That stays where
    anything tells that the meeting was held: an end, minutes, an absence, a substitute. The history
    of the other rows is put right with them, or undoing would find rows that it does not know."""
    rows = connection.execute(text(_UNTOLD)).scalars().all()
    for row in rows:
        connection.execute(
            text("UPDATE attendance SET presence = 'unknown' WHERE id = :row"), {"row": row}
        )
        _replace_in_history(
            connection, "attendance", row, '"presence":"present"', '"presence":"unknown"'
        )


def _replace_in_history(connection: Connection, table: str, row: str, old: str, new: str) -> None:
    for side in ("old", "new"):
        connection.execute(
            text(
                f"UPDATE history_change SET {side} = "  # noqa: S608 - a column of ours
                f"replace({side}, :before, :after) WHERE table_name = :table AND row_id = :row"
            ),
            {"table": table, "row": row, "before": old, "after": new},
        )


_UNTOLD: Final = """
SELECT attendance.id FROM attendance JOIN meeting ON meeting.id = attendance.meeting_id
WHERE attendance.presence = 'present' AND meeting.ends = '' AND meeting.approved_in_id IS NULL
AND NOT EXISTS (SELECT 1 FROM attendance AS other WHERE other.meeting_id = meeting.id
                AND other.presence IN ('absent', 'substitute'))
AND NOT EXISTS (SELECT 1 FROM agenda_item WHERE agenda_item.meeting_id = meeting.id
                AND agenda_item.minutes <> '')
"""


def add_endorsements(connection: Connection) -> None:
    """Makes the table of schema 10, the columns for typed numbers of the agenda and for the parts
    of a meeting's pack, and clears the resolution about minutes that a first meeting has none of.
    The history of those rows is put right with them."""
    metadata.create_all(connection, _ENDORSEMENTS)
    _add_columns(connection, tables.agenda_item, ("number",))
    _add_columns(connection, tables.meeting, ("pack",))
    item = tables.agenda_item
    title, resolution = _NO_MINUTES_YET
    contrary = (item.c.title == title) & (item.c.resolution == resolution)
    for row in connection.execute(select(item.c.id).where(contrary)).scalars().all():
        connection.execute(item.update().where(item.c.id == row).values(resolution=""))
        _replace_in_history(
            connection, "agenda_item", row, f'"resolution":"{resolution}"', '"resolution":""'
        )


def _add_columns(connection: Connection, table: Table, names: Iterable[str]) -> None:
    """Adds the columns that an older file lacks; a table that was just made has them."""
    known = {column["name"] for column in inspect(connection).get_columns(table.name)}
    for name in names:
        if name not in known:
            column = CreateColumn(table.columns[name]).compile(dialect=connection.dialect)
            refers = "".join(
                f" CONSTRAINT fk_{table.name}_{name} REFERENCES {key.column.table.name} (id)"
                for key in table.columns[name].foreign_keys
            )
            connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {column}{refers}"))
            for index in table.indexes:
                if name in index.columns:
                    index.create(connection)


STEPS: Final[tuple[Step, ...]] = (
    create_schema,
    add_results,
    add_scenarios,
    add_papers,
    add_tracking,
    add_beginnings,
    add_remarks,
    add_doubts,
    add_tenures,
    add_endorsements,
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
