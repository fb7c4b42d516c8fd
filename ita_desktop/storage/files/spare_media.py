"""Stored files that no row refers to and that no undo can restore.

A deleted row is still in the history with its file keys, and refers to them again after undo. Files
can be deleted if they belong only to edits that were undone and then dropped, or to the creation of
the workspace. A copy of a page that a link check kept goes with its row: the next check makes
another, and many of them would fill the file.
"""

import json
from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, bindparam, delete, or_, select

from ita_desktop.domain.personal_marks import FILES
from ita_desktop.storage.edits.changes import EditKind, EditStatus
from ita_desktop.storage.tables import CONTENT, history_change, history_group, media

_NAMING: Final = {
    table: columns
    for table in CONTENT
    if (columns := [column for column in table.columns if column.info.get("personal") in FILES])
}
"""The columns that contain file keys."""
_CHECKS: Final = "link_proof"
_COLUMNS: Final = frozenset(column.name for columns in _NAMING.values() for column in columns)


def spare(connection: Connection, begin: int) -> list[str]:
    """Return the keys of unused files; ``begin`` is the last history group of the creation."""
    kept = set(connection.execute(select(media.c.key)).scalars())
    if not kept:
        return []
    return sorted(kept - set(_named_now(connection)) - set(_named_before(connection, begin)))


def _named_now(connection: Connection) -> Iterator[str]:
    for columns in _NAMING.values():
        for row in connection.execute(select(*columns)):
            yield from row


def _named_before(connection: Connection, begin: int) -> Iterator[str]:
    """Yield the keys that rows refer to which an undo or redo can restore."""
    found = connection.execute(
        select(history_change.c.old, history_change.c.new)
        .select_from(history_change.join(history_group))
        .where(
            history_group.c.kind == EditKind.DO.value,
            history_group.c.id > begin,
            history_group.c.status != EditStatus.DROPPED.value,
            history_change.c.table_name.in_([table.name for table in _NAMING]),
            or_(
                history_change.c.table_name != _CHECKS,
                history_group.c.status == EditStatus.UNDONE.value,
            ),
        )
    )
    for row in found:
        for noted in row:
            columns = json.loads(noted) if noted else {}
            yield from (columns[name] for name in _COLUMNS if columns.get(name))


def drop(connection: Connection, keys: list[str]) -> None:
    """Delete the stored files with these keys; their space in the database file is reused."""
    gone = delete(media).where(media.c.key == bindparam("gone"))
    connection.execute(gone, [{"gone": key} for key in keys])
