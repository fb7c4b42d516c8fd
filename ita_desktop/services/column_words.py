"""What the window calls the columns of all tables."""

from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import field_words
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
