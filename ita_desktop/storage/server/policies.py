"""What each role may write, row by row and column by column: grants and row-level security, made
of the record classes.

Clerks, units and readers read everything, and a clerk writes everything. A unit writes what is
below the items and measures that it owns (evidence, ticks, entries, photographs), and says how far
a measure is. What is asked of it (owners, deadlines, texts, the item or year that a row is of) is
for the clerk alone, and so are all tables that are below neither.
"""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Table

from ita_desktop.domain.findings import MeasureFinding
from ita_desktop.domain.oit.proofs import Filing
from ita_desktop.domain.records import Assignment, Measure, MeasureItem, Owner, Record
from ita_desktop.storage.tables import CONTENT, TABLE_RECORDS

_ASKED: Final[dict[type[Record], tuple[str, ...]]] = {
    Assignment: (),
    Measure: ("status",),
    Filing: (),
    MeasureFinding: (),
    MeasureItem: (),
}
"""What the clerk asks of units, with the columns in which a unit answers."""
_CODES = ("item_code", "requirement")
"""Columns with the code of an item or of one of its parts, beside ``year_id``."""
_KEPT = frozenset(("id", "row_version", *_CODES))
_HISTORY = "login = session_user"
_OWN_GROUP = (
    "EXISTS (SELECT 1 FROM public.history_group AS g WHERE g.id = group_id"
    " AND g.login = session_user AND g.written_in = pg_current_xact_id())"
)
_SOUND_GROUP = "server.is_group(kind, status, phrase)"
_SOUND_CHANGE = "server.is_row(old) AND server.is_row(new)"
_TRUE_KEY = "key = encode(sha256(data), 'hex')"
_BEGIN = "key = 'history_begins_after'"


def statements(database: str) -> str:
    """Return the statements that say who writes which rows; ``resources/server`` has dropped what
    an earlier program said."""
    return "\n".join(_of_all(database))


def _of_all(database: str) -> Iterator[str]:
    clerk, unit = role(database, "clerk"), role(database, "unit")
    for table in CONTENT:
        yield f"GRANT INSERT, UPDATE, DELETE ON public.{table.name} TO {clerk};"
        yield _policy(table.name, "clerk_writes", "ALL", clerk, "true")
        if rights := rights_of_unit(table):
            yield f"GRANT {rights} ON public.{table.name} TO {unit};"
            yield _policy(table.name, "unit_writes", "ALL", unit, _owned(table))
    writers = f"{clerk}, {unit}"
    own_group = f"{_HISTORY} AND {_SOUND_GROUP}"
    yield _policy("history_group", "appends", "INSERT", writers, own_group)
    yield _policy("history_group", "marks_own", "UPDATE", writers, own_group)
    change = f"{_OWN_GROUP} AND {_SOUND_CHANGE}"
    yield _policy("history_change", "appends_to_own", "INSERT", clerk, change)
    yield _policy("history_change", "appends_of_unit", "INSERT", unit, f"{change} AND {_of_unit()}")
    yield _policy("media", "keeps", "INSERT", writers, _TRUE_KEY)
    yield "CREATE POLICY mends ON public.media FOR UPDATE"
    yield f"TO {writers} USING (true) WITH CHECK ({_TRUE_KEY});"
    yield _policy("media", "tidies", "DELETE", clerk, "true")
    yield _policy("meta", "begins", "ALL", clerk, _BEGIN)


def _of_unit() -> str:
    """Return that a change is of a row that the unit may write, or of one that it has deleted: the
    programs of the others show what is noted."""
    changes = (_of_row(table.name, _owned(table)) for table in CONTENT if rights_of_unit(table))
    return f"({' OR '.join(changes)})"


def _of_row(table: str, owned: str) -> str:
    row = f"SELECT 1 FROM public.{table} WHERE {table}.id = history_change.row_id"  # noqa: S608
    is_gone = f"history_change.old IS NOT NULL AND NOT EXISTS ({row})"
    return f"history_change.table_name = '{table}' AND (EXISTS ({row} AND {owned}) OR {is_gone})"


def columns_of_unit(table: Table) -> tuple[str, ...]:
    """Return the columns of ``table`` that a unit may change in its own rows: the keys say which
    item, measure and year a row is of, and stay."""
    record = TABLE_RECORDS[table.name]
    if record in _ASKED or owned_by_unit(table) is None:
        return _ASKED.get(record, ())
    return tuple(
        column.name
        for column in table.columns
        if column.name not in _KEPT and not (column.foreign_keys and not column.nullable)
    )


def rights_of_unit(table: Table) -> str:
    """Return the privileges that a unit has on ``table`` for its own rows; none if it writes no
    row."""
    changed = columns_of_unit(table)
    update = [f"UPDATE ({', '.join((*changed, 'row_version'))})"] if changed else []
    is_asked = TABLE_RECORDS[table.name] in _ASKED or owned_by_unit(table) is None
    return ", ".join(update if is_asked else ["INSERT", "DELETE", *update])


def _owned(table: Table) -> str:
    owned = owned_by_unit(table)
    assert owned is not None, table.name
    return owned


def owned_by_unit(table: Table) -> str | None:
    """Return the condition for rows of ``table`` that a unit may write, None if it may none."""
    record = TABLE_RECORDS[table.name]
    if issubclass(record, Owner):
        return None
    of_parent = _of_root(table) or _of_parent(table)
    if of_parent is None or "unit_id" not in table.columns:
        return of_parent
    of_unit = f"({table.name}.unit_id IS NULL OR {table.name}.unit_id = server.own_unit())"
    return f"{of_parent} AND {of_unit}"


def _of_root(table: Table) -> str | None:
    if TABLE_RECORDS[table.name] is Measure:
        return f"server.owns_measure({table.name}.id)"
    for code in _CODES:
        if code in table.columns and "year_id" in table.columns:
            return f"server.owns_item({table.name}.year_id, {table.name}.{code})"
    return None


def _of_parent(table: Table) -> str | None:
    """Return that a parent row is owned; the parents' conditions are nested."""
    for column in table.columns:
        for key in column.foreign_keys:
            parent = key.column.table
            if column.nullable or column.info["on_delete"] != "delete":
                continue
            if TABLE_RECORDS[parent.name] is Measure:
                return f"server.owns_measure({table.name}.{column.name})"
            if (owned := owned_by_unit(parent)) is not None:
                return (
                    f"EXISTS (SELECT 1 FROM public.{parent.name}"  # noqa: S608 - our own names
                    f" WHERE {parent.name}.id = {table.name}.{column.name} AND {owned})"
                )
    return None


def _policy(table: str, name: str, command: str, to: str, condition: str) -> str:
    using = "" if command == "INSERT" else f" USING ({condition})"
    check = "" if command == "DELETE" else f" WITH CHECK ({condition})"
    return f"CREATE POLICY {name} ON public.{table} FOR {command} TO {to}{using}{check};"


def role(database: str, kind: str) -> str:
    """Return the quoted name of a group role of a database."""
    return '"{}"'.format(f"ita_{database}_{kind}".replace('"', '""'))
