"""A table whose headings are not known is read when a person says what its columns are."""

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.by_hand import mapped_columns, missing_fields, with_field
from tests.support.taken_in import plan_source, read_text

TABLE = "งานที่\tใครทำ\tเมื่อไร\tสี\nO1\tฝ่ายปกครอง\t31/1/68\tแดง\nO2\tทุกฝ่าย\t28/2/68\tเขียว\n"
KIND = "assignments"


@pytest.fixture
def source() -> ImportSource:
    return ImportSource("งาน.csv", tuple(read_text(TABLE, "งาน.csv")))


def mapped(source: ImportSource, *fields: tuple[str, str]) -> ImportSource:
    """The source with fields by heading."""
    for heading, field in fields:
        columns = mapped_columns(source, KIND)
        (column,) = (each for each in columns if each.heading == heading)
        source = with_field(source, KIND, columns, column, field)
    return source


def test_unknown_headings_are_offered_with_examples(source: ImportSource) -> None:
    columns = mapped_columns(source, KIND)
    assert [column.heading for column in columns] == ["งานที่", "ใครทำ", "เมื่อไร", "สี"]
    assert columns[1].examples == ("ฝ่ายปกครอง", "ทุกฝ่าย")
    assert missing_fields(KIND, columns) == ("ข้อ", "ผู้รับผิดชอบ")


def test_a_mapped_table_is_read_as_any_other(workspace, source: ImportSource) -> None:
    with pytest.raises(InputError):
        plan_source(workspace, 2568, KIND, source)
    made = mapped(source, ("งานที่", "item"), ("ใครทำ", "owners"), ("เมื่อไร", "due"))
    assert missing_fields(KIND, mapped_columns(made, KIND)) == ()
    plan = plan_source(workspace, 2568, KIND, made)
    assert (plan.added, plan.skipped, plan.ignored_columns) == (2, (), ("สี",))


def test_a_field_is_of_one_column_and_may_be_given_back(source: ImportSource) -> None:
    made = mapped(source, ("งานที่", "item"), ("ใครทำ", "owners"))
    made = mapped(made, ("สี", "owners"))
    fields = {column.index: column.field for column in mapped_columns(made, KIND)}
    assert fields == {0: "item", 1: "", 2: "", 3: "owners"}
    made = mapped(made, ("ใครทำ", "owners"))
    fields = {column.index: column.field for column in mapped_columns(made, KIND)}
    assert fields == {0: "item", 1: "owners", 2: "", 3: ""}
    made = mapped(made, ("งานที่", ""))
    assert missing_fields(KIND, mapped_columns(made, KIND)) == ("ข้อ",)


def test_a_mapped_column_keeps_its_heading(source: ImportSource) -> None:
    made = mapped(source, ("งานที่", "item"), ("ใครทำ", "owners"), ("สี", "note"))
    headings = [column.heading for column in mapped_columns(made, KIND)]
    assert headings == ["งานที่", "ใครทำ", "เมื่อไร", "สี"]


def test_a_column_without_heading_can_be_given_a_field(workspace) -> None:
    table = "ข้อ\tผู้รับผิดชอบ\t\nO1\tฝ่ายปกครอง\tเร่ง\n"
    source = ImportSource("งาน.csv", tuple(read_text(table, "งาน.csv")))
    made = mapped(source, ("", "note"))
    (change,) = plan_source(workspace, 2568, KIND, made).changes
    assert "เร่ง" in [cell.new for cell in change.cells]


def test_a_repeated_heading_of_a_mapped_column_is_no_row(workspace, source: ImportSource) -> None:
    head, *rows = TABLE.splitlines()
    table = "\n".join((head, rows[0], head, rows[1]))
    source = ImportSource("งาน.csv", tuple(read_text(table, "งาน.csv")))
    plan = plan_source(workspace, 2568, KIND, mapped(source, ("งานที่", "item"), ("ใครทำ", "owners")))
    assert (plan.added, plan.skipped) == (2, ())
