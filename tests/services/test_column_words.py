"""What a clerk reads of stored values: words, never codes of the program."""

from enum import StrEnum

import pytest

from ita_desktop.services.column_words import column_values, value_words
from ita_desktop.storage.tables import TABLE_RECORDS

CODES = [
    (table, column, value)
    for table in TABLE_RECORDS
    for column, kind in column_values(table).items()
    if issubclass(kind, StrEnum)
    for value in kind
    if value.name not in {"NONE", "ONE", "SHOWN", "PUBLISHED"}  # nothing is told by an empty cell
]


@pytest.mark.in_turn
@pytest.mark.parametrize(("table", "column", "value"), CODES)
def test_every_code_has_words(table: str, column: str, value: StrEnum) -> None:
    words = value_words(table, column, value.value)
    if value.value:
        assert words
        assert str(words) != value.value
