"""Tables in long texts: heads, and cells that are merged."""

from ita_desktop.documents.content import Table
from ita_desktop.documents.rich import blocks_of, flat, text_of

LEVELS = """| ระดับ | เงื่อนไข | << |
| ^^ | คะแนน ITA | รายเครื่องมือ |
| --- | --- | --- |
| ผ่าน | 85.00 | ไม่มีเงื่อนไข |
| ต้องปรับปรุง | 70.00 | ^^ |"""


def test_merged_cells_are_marked_in_the_text_and_printed_as_one() -> None:
    [table] = blocks_of(LEVELS)
    assert isinstance(table, Table)
    spans = [[(cell.columns, cell.rows) for cell in row.cells] for row in table.heading]
    assert spans == [[(1, 2), (2, 1)], [(1, 1), (1, 1)]]
    assert [len(row.cells) for row in table.rows] == [3, 2]
    assert {cell.paragraphs[0].style for row in table.heading for cell in row.cells} == {
        "cell-heading"
    }
    assert text_of([table]) == LEVELS
    assert "^^" not in flat(LEVELS, " ")


def test_an_empty_cell_is_no_merged_one() -> None:
    text = "|  | ข |\n| --- | --- |\n| ก |  |"
    [table] = blocks_of(text)
    assert isinstance(table, Table)
    assert [len(row.cells) for row in (*table.heading, *table.rows)] == [2, 2]
