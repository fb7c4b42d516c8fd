"""An edit that goes to the server in one call: the turn, what is new, the rows, the note, the end.

It is for values alone, and for rows that nobody has written since: each condition is one that the
database can hold by itself. Whoever is slow, or gone, then keeps nobody else from the turn.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import make_url

from ita_desktop.storage.codec import Plain
from ita_desktop.storage.edits.changes import RowChange
from ita_desktop.storage.gateway import update_of, without_version
from ita_desktop.storage.server.live import noting

_MUST_BE_ONE: Final = "WITH written AS ({update} RETURNING 1) SELECT 1 / count(*) FROM written"
"""An error where the row is not as it was seen, so that nothing of the call is stored."""
_DIALECT: Final = make_url("postgresql+psycopg://").get_dialect()()


class Sent(NamedTuple):
    """What the server answered: the number of the edit, and what others had stored before it."""

    number: int
    found: Sequence[Sequence[Any]]


class WholeEdit:
    """One that may be stored so; :attr:`number` is its number afterwards, 0 while it is not."""

    def __init__(
        self, rows: Iterable[RowChange], values: dict[str, Any], noted: noting.Noted
    ) -> None:
        """``values`` and ``noted`` are for the history."""
        self.number = 0
        self._updates = [_update(row) for row in rows]
        self._values, self._noted = values, noted

    @staticmethod
    def is_possible(rows: Sequence[RowChange]) -> bool:
        """Return whether all rows are values that change, each row once."""
        keys = {(row.table, row.key) for row in rows}
        return len(keys) == len(rows) and all(row.old and row.new for row in rows)

    def send(self, raw: Any, key: str, beginning: Iterable[str], news: str) -> Sent:
        """Say all of it on psycopg's connection, and wait once. ``key`` is that of the unit of
        work, ``news`` reads what others have stored. Raises psycopg errors, also where a row is not
        as it was seen."""
        with raw.pipeline():
            for statement in beginning:
                raw.execute(statement, prepare=False)
            found = raw.execute(news, prepare=False)
            for update, values in self._updates:
                raw.execute(update, values, prepare=False)
            number = noting.say(raw, self._values | {"work": key}, self._noted)
            raw.execute("COMMIT")
        return Sent(int(number.fetchone()[0]), found.fetchall())


def _update(row: RowChange) -> tuple[str, Plain]:
    assert row.old is not None
    assert row.new is not None
    new, version = without_version(row.new), row.old["row_version"]
    statement, values = update_of(row.table, row.key, new, version)
    written = str(statement.compile(dialect=_DIALECT))
    return _MUST_BE_ONE.format(update=written), values
