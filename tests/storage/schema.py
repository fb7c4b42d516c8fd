"""What the tables of a database are."""

from sqlalchemy import Connection, inspect


def schema_of(connection: Connection) -> dict[str, object]:
    """Columns, references and indexes of each table; the order of columns means nothing."""
    found = inspect(connection)
    return {
        name: (
            {
                one["name"]: (str(one["type"]), one["nullable"], one["default"])
                for one in found.get_columns(name)
            },
            sorted(found.get_pk_constraint(name)["constrained_columns"]),
            {
                (*one["constrained_columns"], one["referred_table"])
                for one in found.get_foreign_keys(name)
            },
            {(one["name"], *one["column_names"]) for one in found.get_indexes(name)},
            {(one["name"], *one["column_names"]) for one in found.get_unique_constraints(name)},
        )
        for name in found.get_table_names()
    }
