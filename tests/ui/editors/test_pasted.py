"""A page from the clipboard as plain text: its lists, and its tables as papers print them."""

import pytest

from ita_desktop.ui.editors.pasted import text_of

MERGED = """<table><tr><th colspan=2 rowspan=2>ข้อ</th><td>1</td></tr><tr><td>2</td></tr>
<tr><td rowspan=2>O1</td><td>a|b</td><td><p>ก</p><p>ข</p></td></tr><tr><td>c</td><td>d</td></tr>
</table>"""


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (MERGED, "| ข้อ | << | 1 |\n| ^^ | ^^ | 2 |\n| O1 | a/b | ก<br>ข |\n| ^^ | c | d |"),
        ("<tr><td>a</td><td>b</td></tr>", "| a | b |"),
        ("<p>ก</p><table><tr><td>เดียว</td></tr></table><p>ข</p>", "ก\nเดียว\nข"),
        ("<ol><li>ก<ul><li>ข</li></ul></li><li>ค</li></ol>", "1. ก\n  - ข\n2. ค"),
        ("<p><b>หนา</b> <del>เดิม</del><span style='display:none'>ซ่อน</span></p>", "หนา"),
    ],
)
def test_a_page_becomes_text_with_its_tables(page: str, text: str) -> None:
    assert text_of(page, tables=True) == text


def test_where_no_table_is_kept_tabs_part_its_cells() -> None:
    rows = text_of(MERGED, tables=False).split("\n")
    assert rows == ["ข้อ\t\t1", "\t\t2", "O1\ta|b\tก", "ข", "\tc\td"]


def test_the_largest_merge_that_a_page_claims_makes_no_endless_row() -> None:
    page = "<table><tr><td colspan=999999999>a</td><td>b</td></tr></table>"
    assert len(text_of(page, tables=True)) < 1_000
