"""Files that every test finds as they were made: what opening them finds is found once a process.

Years never change, so that the tests can share them; what a test changes is in rows of its own.
"""

from copy import copy

import pytest
from sqlalchemy import Connection

from ita_desktop.storage import workspace
from ita_desktop.storage.sqlite import checks, schemas
from ita_desktop.storage.year_cache import YearCache

_YEARS: dict[str, YearCache] = {}


def known_in(patched: pytest.MonkeyPatch) -> None:
    """Lets an untouched file be opened, and its years be read, without looking at each page and
    row of it once more."""
    for room, check in (
        (checks, "check_sound"),
        (schemas, "check_schema"),
        (checks, "check_content"),
    ):
        patched.setattr(room, check, lambda *_: None)
    patched.setattr(workspace, "YearCache", _year)


def _year(connection: Connection, year_id: str) -> YearCache:
    if year_id not in _YEARS:
        _YEARS[year_id] = YearCache(connection, year_id)
    read = copy(_YEARS[year_id])
    read._rows = {table: dict(rows) for table, rows in read._rows.items()}
    read._fields = dict(read._fields)
    return read
