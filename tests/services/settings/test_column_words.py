"""What people are told about a column is what the clerk calls it."""

import pytest

from ita_desktop.domain.records import field_words
from ita_desktop.services.column_words import column_words, value_words
from ita_desktop.storage.tables import CONTENT, KINDS, TABLE_RECORDS, kind_of


def test_every_column_has_its_word() -> None:
    """A field without one would be told in conflicts, joins and differences as its row's kind."""
    wordless = [
        f"{table.name}.{column.name}"
        for table in CONTENT
        for column in table.columns
        if column.name not in {"id", "row_version"}
        and column.name not in field_words(TABLE_RECORDS[table.name])
        and not any(key.column.table.name in KINDS for key in column.foreign_keys)
    ]
    assert wordless == []


def test_a_reference_goes_by_what_it_refers_to() -> None:
    assert column_words("assignment", "due") == "กำหนดส่ง"
    assert column_words("entry", "measure_id") == kind_of("measure")
    assert column_words("meeting", "chair_id") == "ประธาน"
    assert column_words("history_group", "who") == "ผู้แก้ไข"
    assert column_words("media", "data") == kind_of("media")
    assert column_words("letter", "a column of before") == kind_of("letter")


@pytest.mark.parametrize(
    ("table", "column", "value", "words"),
    [
        ("assignment", "due", "2025-01-31", "31 ม.ค. 68"),
        ("entry", "state", "skipped", "ไม่ต้องทำ"),
        ("measure", "status", "not_started", "ยังไม่เริ่ม"),
        ("measure", "method", "**อบรม**\nสองครั้ง", "อบรม สองครั้ง"),
        ("agenda_item", "component", "open_actions", "งานค้างจากครั้งก่อน"),
        ("assignment", "due", None, ""),
    ],
)
def test_a_value_is_told_as_the_clerk_writes_it(table, column, value, words) -> None:
    assert value_words(table, column, value) == words
