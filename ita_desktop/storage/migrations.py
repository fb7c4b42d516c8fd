"""Migrations of older workspaces to the present schema.

A new workspace is created with the present tables. An older one runs the missing steps: each has
its own statements in ``resources/schemas``, unchanged since that schema was released, and may
convert rows. The files in ``tests/workspaces``, one per released schema, test every step.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Final

from sqlalchemy import Connection, create_mock_engine, select, text
from sqlalchemy.sql.ddl import ExecutableDDLElement

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.paths import resource
from ita_desktop.storage.files import digests
from ita_desktop.storage.tables import meta, metadata

Step = Callable[[Connection], None]

_NO_MINUTES_YET: Final = ("ไม่มี เนื่องจากเป็นการประชุมครั้งแรก", "ที่ประชุมรับรองรายงานการประชุม")
"""Texts that earlier programs wrote for a first meeting: the minutes, and their resolution."""


def _forget_presence(connection: Connection) -> None:
    """Up to schema 8, everyone on a list was present by default. That is kept if anything shows
    that the meeting was held: an end, minutes, an absence, a substitute. The history of the other
    rows is changed, too, so that undo finds the values it expects."""
    for row in connection.execute(text(_UNCONFIRMED)).scalars().all():
        connection.execute(
            text("UPDATE attendance SET presence = 'unknown' WHERE id = :row"), {"row": row}
        )
        _replace_in_history(
            connection, "attendance", row, '"presence":"present"', '"presence":"unknown"'
        )


_UNCONFIRMED: Final = """
SELECT attendance.id FROM attendance JOIN meeting ON meeting.id = attendance.meeting_id
WHERE attendance.presence = 'present' AND meeting.ends = '' AND meeting.approved_in_id IS NULL
AND NOT EXISTS (SELECT 1 FROM attendance AS other WHERE other.meeting_id = meeting.id
                AND other.presence IN ('absent', 'substitute'))
AND NOT EXISTS (SELECT 1 FROM agenda_item WHERE agenda_item.meeting_id = meeting.id
                AND agenda_item.minutes <> '')
"""


def _clear_contrary_resolution(connection: Connection) -> None:
    """Clear the resolution about minutes of a first meeting, in the history, too."""
    title, resolution = _NO_MINUTES_YET
    contrary = text("SELECT id FROM agenda_item WHERE title = :title AND resolution = :resolution")
    given = {"title": title, "resolution": resolution}
    for row in connection.execute(contrary, given).scalars().all():
        connection.execute(
            text("UPDATE agenda_item SET resolution = '' WHERE id = :row"), {"row": row}
        )
        _replace_in_history(
            connection, "agenda_item", row, f'"resolution":"{resolution}"', '"resolution":""'
        )


_PRINTED: Final = {"2564": (2564, 2565), "2566": (2566,), "2567": (2567, 2568)}
"""The years that the source of each framework printed when schema 13 was released, by code."""


def _mark_drafts(connection: Connection) -> None:
    """Up to schema 12, a year whose framework was copied from another looked like a printed
    one. Its row is noted whole in the history where the year was added: it is marked there, too."""
    for code, years in _PRINTED.items():
        found = connection.execute(
            text("SELECT id, year FROM fiscal_year WHERE framework_code = :code"), {"code": code}
        )
        for row, year in found.all():
            if year not in years:
                _mark_draft(connection, row, code)


def _mark_draft(connection: Connection, row: str, code: str) -> None:
    connection.execute(
        text("UPDATE fiscal_year SET drafted_from = :code WHERE id = :row"),
        {"code": code, "row": row},
    )
    mark = f'"framework_code":"{code}"'
    for side, other in (("old", "new"), ("new", "old")):
        connection.execute(
            text(
                f"UPDATE history_change SET {side} = replace({side}, :mark, :marked) "  # noqa: S608
                f"WHERE table_name = 'fiscal_year' AND row_id = :row AND {other} IS NULL"
            ),
            {"mark": mark, "marked": f'{mark},"drafted_from":"{code}"', "row": row},
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


_OF_ROWS: Final[dict[int, Step]] = {
    9: _forget_presence,
    10: _clear_contrary_resolution,
    13: _mark_drafts,
}
"""Conversions of rows after a step's statements, by the resulting schema number."""


def _to(schema: int, connection: Connection) -> None:
    for statement in _statements(schema, connection.dialect.name):
        connection.exec_driver_sql(statement)
    if (of_rows := _OF_ROWS.get(schema)) is not None:
        of_rows(connection)


def _statements(schema: int, dialect: str) -> Iterator[str]:
    """Yield the statements of ``resources/schemas``, which are SQLite's."""
    written = resource("schemas", f"{schema}.sql").read_text(encoding="utf-8")
    for statement in filter(None, map(str.strip, written.split(";\n"))):
        yield statement if dialect == "sqlite" else _as_of_server(statement)


def _as_of_server(statement: str) -> str:
    statement = statement.removesuffix(" STRICT").replace(" BLOB", " BYTEA")
    return re.sub(r"^( *id) INTEGER\b", r"\1 SERIAL", statement, flags=re.MULTILINE)


_NEWEST: Final = max(int(path.stem) for path in resource("schemas").glob("*.sql"))
STEPS: Final[tuple[Step, ...]] = tuple(partial(_to, number) for number in range(1, _NEWEST + 1))
"""``STEPS[n]`` migrates schema ``n`` to ``n + 1``; schema 0 is an empty database."""


def schema_version() -> int:
    """Return the schema version that this program writes (``user_version`` of a file)."""
    return len(STEPS)


def readable_from() -> int:
    """Return the oldest schema whose programs read the present tables as they read their own: the
    steps since then add tables and columns, and do nothing else."""
    number = schema_version()
    while number > 1 and number not in _OF_ROWS and _only_adds(number):
        number -= 1
    return number


def _only_adds(schema: int) -> bool:
    return schema <= _NEWEST and all(map(_ADDS.match, _statements(schema, "sqlite")))


_ADDS: Final = lazy_re(r"CREATE (UNIQUE )?(TABLE|INDEX)\b|ALTER TABLE \w+ ADD\b", re.IGNORECASE)


def migrate(connection: Connection, version: int) -> None:
    """Migrate the database from schema ``version`` to the newest, and note that in ``meta``."""
    if version == 0 and connection.dialect.name == "sqlite":
        for statement in _of_an_empty_file():
            connection.exec_driver_sql(statement)
    elif version == 0:
        metadata.create_all(connection)
    else:
        for step in STEPS[version:]:
            step(connection)
    known = str(schema_version())
    is_version = meta.c.key == "schema_version"
    if noted_version(connection) is None:
        connection.execute(meta.insert(), {"key": "schema_version", "value": known})
    else:
        connection.execute(meta.update().where(is_version).values(value=known))
    digests.take(connection)


@cache
def _of_an_empty_file() -> tuple[str, ...]:
    """Return the statements that make all tables of today: compiling them takes longer than
    executing them."""
    made: list[str] = []

    def keep(statement: ExecutableDDLElement, *_: object, **__: object) -> None:
        made.append(str(statement.compile(dialect=engine.dialect)))

    engine = create_mock_engine("sqlite://", keep)
    metadata.create_all(engine, checkfirst=False)
    return tuple(made)


def noted_version(connection: Connection) -> int | None:
    """Return the schema version noted in ``meta``, or None."""
    noted = connection.execute(
        select(meta.c.value).where(meta.c.key == "schema_version")
    ).scalar_one_or_none()
    return int(noted) if noted is not None and noted.isdecimal() else None
