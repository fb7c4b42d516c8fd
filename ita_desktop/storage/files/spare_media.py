"""Bytes of pictures and files that no row names any more and no undo can bring back.

A row that was taken out names its bytes in the history still, and comes back with them when that
is undone. Only of what was undone and then overtaken by another edit, and of what was done while
the file was made, is there no way back.
"""

import json
from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, bindparam, delete, select

from ita_desktop.domain.personal.marks import FILES
from ita_desktop.storage.history import EditKind, EditStatus
from ita_desktop.storage.tables import CONTENT, history_change, history_group, media

_NAMING: Final = {
    table: columns
    for table in CONTENT
    if (columns := [column for column in table.columns if column.info.get("personal") in FILES])
}
"""The columns that hold keys of bytes."""
_COLUMNS: Final = frozenset(column.name for columns in _NAMING.values() for column in columns)


def spare(connection: Connection, begin: int) -> list[str]:
    """Keys of the bytes that can go; ``begin`` is the last group of the file's making."""
    kept = set(connection.execute(select(media.c.key)).scalars())
    if not kept:
        return []
    return sorted(kept - set(_named_now(connection)) - set(_named_before(connection, begin)))


def _named_now(connection: Connection) -> Iterator[str]:
    for columns in _NAMING.values():
        for row in connection.execute(select(*columns)):
            yield from row


def _named_before(connection: Connection, begin: int) -> Iterator[str]:
    """What rows named that can come back."""
    found = connection.execute(
        select(history_change.c.old, history_change.c.new)
        .select_from(history_change.join(history_group))
        .where(
            history_group.c.kind == EditKind.DO.value,
            history_group.c.id > begin,
            history_group.c.status != EditStatus.DROPPED.value,
            history_change.c.table_name.in_([table.name for table in _NAMING]),
        )
    )
    for row in found:
        for noted in row:
            columns = json.loads(noted) if noted else {}
            yield from (columns[name] for name in _COLUMNS if columns.get(name))


def drop(connection: Connection, keys: list[str]) -> None:
    """Lets the bytes under these keys go; what is added later takes their room in the file."""
    gone = delete(media).where(media.c.key == bindparam("gone"))
    connection.execute(gone, [{"gone": key} for key in keys])
