"""What the window calls the columns of all tables, and their values."""

from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Final, get_type_hints

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import field_words
from ita_desktop.domain.rich import plain
from ita_desktop.storage.files.kinds import kind_of
from ita_desktop.storage.tables import TABLE_RECORDS, metadata

_OF_HISTORY: Final = {
    "label": Phrase("ชื่อการแก้ไข"),
    "who": Phrase("ผู้แก้ไข"),
}


def column_words(table: str, column: str) -> Phrase:
    """Return what the clerk calls a column: the word of the record's field, else the kind of what
    the column refers to or is of."""
    record = TABLE_RECORDS.get(table)
    if record is not None and (word := field_words(record).get(column)):
        return word
    if table in metadata.tables and column in metadata.tables[table].columns:
        for key in metadata.tables[table].columns[column].foreign_keys:
            return kind_of(key.column.table.name)
    return _OF_HISTORY.get(column, kind_of(table))


def value_words(table: str, column: str, value: object) -> str:
    """Return a stored value as the clerk writes it; nothing for a code of the program."""
    kind = _types(table).get(column)
    if value in (None, ""):
        return ""
    if kind is not None and issubclass(kind, StrEnum):
        return str(_choices().get(kind, {}).get(kind(str(value)), ""))
    if kind is date:
        return str(short_date(date.fromisoformat(str(value))))
    return "" if kind is bool or column == "position" else " ".join(plain(str(value)).split())


@cache
def _types(table: str) -> dict[str, type]:
    """Return the plain types of a table's columns, without None."""
    record = TABLE_RECORDS.get(table)
    hints = get_type_hints(record) if record is not None else {}
    found = ((name, getattr(hint, "__args__", (hint,))[0]) for name, hint in hints.items())
    return {name: kind for name, kind in found if isinstance(kind, type)}


def _choices() -> dict[type[StrEnum], Any]:
    from ita_desktop.domain.tracking.entries import EntryState
    from ita_desktop.domain.tracking.worksheet import STATE_WORDS
    from ita_desktop.services.lists.columns import WORDS

    return {**WORDS, EntryState: STATE_WORDS}
