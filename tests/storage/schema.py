"""What the tables of a database are."""

from sqlalchemy import Connection, inspect


def schema_of(connection: Connection) -> dict[str, object]:
    """Columns, references and indexes of each table; the order of columns means nothing."""
    found = inspect(connection)
    return {
        name: (
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
        for name in found.get_table_names()
    }
