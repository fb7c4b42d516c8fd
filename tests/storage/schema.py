"""What the tables of a database are."""

from sqlalchemy import Connection, Inspector, inspect

_KNOWN: dict[tuple[str, ...], tuple[object, ...]] = {}
"""Tables by the statements that made each in a SQLite file: they seldom change from schema to
schema, and to ask for them takes long."""


def schema_of(connection: Connection) -> dict[str, object]:
    """Columns, references and indexes of each table; the order of columns means nothing."""
    found = inspect(connection)
    made = _statements(connection)
    schema: dict[str, object] = {}
    for name in found.get_table_names():
        told = (name, *made.get(name, ()))
        if name not in made:
            schema[name] = _table_of(found, name)
        else:
            if told not in _KNOWN:
                _KNOWN[told] = _table_of(found, name)
            schema[name] = _KNOWN[told]
    return schema


def _statements(connection: Connection) -> dict[str, list[str]]:
    """Return by which statements the tables of a SQLite file were made; none for other ones."""
    made: dict[str, list[str]] = {}
    if connection.dialect.name == "sqlite":
        told = "SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        for table, statement in connection.exec_driver_sql(told):
            made.setdefault(table, []).append(statement)
    return made


def _table_of(found: Inspector, name: str) -> tuple[object, ...]:
    return (
        {
            column["name"]: (str(column["type"]), column["nullable"], column["default"])
            for column in found.get_columns(name)
        },
        sorted(found.get_pk_constraint(name)["constrained_columns"]),
        {
            (*key["constrained_columns"], key["referred_table"])
            for key in found.get_foreign_keys(name)
        },
        {(index["name"], *index["column_names"]) for index in found.get_indexes(name)},
        {
            (constraint["name"], *constraint["column_names"])
            for constraint in found.get_unique_constraints(name)
        },
    )
