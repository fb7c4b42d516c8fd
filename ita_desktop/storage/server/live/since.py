"""Edits since a moment of the database: what a cache has to take in.

A moment is a snapshot of PostgreSQL. What it does not show was committed later, in whatever order
the numbers of edits were given, so that nothing is missed and nothing comes twice.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from ita_desktop.storage.edits import history
from ita_desktop.storage.edits.changes import EditGroup, RowChange

MOMENT: Final = "SELECT pg_current_snapshot()::text"
"""Returns the moment that the transaction sees."""
_A_MOMENT: Final = re.compile(r"\d+:\d+:[\d,]*")
_A_KEY: Final = re.compile(r"[0-9a-f]+(:\d+)?")
_COLUMNS: Final = ("id", "label", "who", "at", "kind", "target", "status", "phrase")
_EDITS: Final = "SELECT * FROM server.edits_since('{moment}', '{session}', ARRAY[{works}]::text[])"


class StoredEdit(NamedTuple):
    """An edit as the server holds it. ``work`` is the key that its writer gave it."""

    group: EditGroup
    login: str
    work: str
    rows: tuple[RowChange, ...]


def statement(moment: str, session: str = "", unsettled: Iterable[str] = ()) -> str:
    """Return the statement that reads the edits since ``moment`` and the new moment; of those of
    ``session`` only the ``unsettled`` ones."""
    if session:
        _checked(_A_KEY, session)
    works = ", ".join(f"'{_checked(_A_KEY, work)}'" for work in unsettled)
    return _EDITS.format(moment=_checked(_A_MOMENT, moment), session=session, works=works)


def _checked(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def edits_in(found: Sequence[Sequence[Any]]) -> tuple[str, list[StoredEdit]]:
    """Return the new moment and the edits, oldest first, in the rows of :func:`statement`. Raises
    WorkspaceError for rows that this program cannot have written."""
    edits: dict[int, tuple[EditGroup, str, str, list[RowChange]]] = {}
    last = 1 + len(_COLUMNS)
    for row in found:
        if row[1] is None:
            continue
        if row[1] not in edits:
            group = history.group_of(dict(zip(_COLUMNS, row[1:last], strict=True)))
            edits[row[1]] = (group, row[last], row[last + 1] or "", [])
        table, key, old, new = row[last + 2 :]
        if table is not None:
            change = {"table_name": table, "row_id": key, "old": old, "new": new}
            edits[row[1]][3].append(history.change_of(change))
    stored = [StoredEdit(*edit[:3], tuple(edit[3])) for edit in edits.values()]
    return found[0][0], stored
