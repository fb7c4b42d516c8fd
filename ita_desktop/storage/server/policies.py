"""What each role may write, row by row: grants and row-level security, made of the record classes.

Everybody reads everything, and a clerk writes everything. A unit writes rows of the items and the
measures that it owns: the roots are changed, the rows below them also added and deleted. Who owns
what is for the clerk alone, and so are all tables that are below neither.
"""

from collections.abc import Iterator

from sqlalchemy import Table

from ita_desktop.domain.records import Assignment, Measure, Owner
from ita_desktop.storage.tables import CONTENT, TABLE_RECORDS

_ROOTS = (Assignment, Measure)
_CODES = ("item_code", "requirement")
"""Columns with the code of an item or of one of its parts, beside ``year_id``."""
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
    clerk, unit = _role(database, "clerk"), _role(database, "unit")
    for table in CONTENT:
        yield f"GRANT INSERT, UPDATE, DELETE ON public.{table.name} TO {clerk};"
        yield _policy(table.name, "clerk_writes", "ALL", clerk, "true")
        if (owned := owned_by_unit(table)) is not None:
            rights = "UPDATE" if TABLE_RECORDS[table.name] in _ROOTS else "INSERT, UPDATE, DELETE"
            yield f"GRANT {rights} ON public.{table.name} TO {unit};"
            yield _policy(table.name, "unit_writes", "ALL", unit, owned)
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
    changes = (_of_row(table.name, owned) for table in CONTENT if (owned := owned_by_unit(table)))
    return f"({' OR '.join(changes)})"


def _of_row(table: str, owned: str) -> str:
    row = f"SELECT 1 FROM public.{table} WHERE {table}.id = history_change.row_id"  # noqa: S608
    is_gone = f"history_change.old IS NOT NULL AND NOT EXISTS ({row})"
    return f"history_change.table_name = '{table}' AND (EXISTS ({row} AND {owned}) OR {is_gone})"


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


def _role(database: str, kind: str) -> str:
    return '"{}"'.format(f"ita_{database}_{kind}".replace('"', '""'))
