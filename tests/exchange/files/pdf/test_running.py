"""What is printed on each page is no text of a paper."""

import pytest

from ita_desktop.exchange.files.pdf.content import UNKNOWN, ContentLine, ContentPage
from ita_desktop.exchange.files.pdf.reader import without_running


def page(number: int, ends: str) -> ContentPage:
    """A page whose file says how its lines end, if it does; the head and foot were put on it."""
    lines = (
        ContentLine("สำเนาของสำนักงาน", 60, 200, 24, 11),
        ContentLine(f"ข้อความหน้า {number}", 60, 200, 300, 16, ends=ends),
        ContentLine("ข้อความบนทุกหน้า", 60, 200, 320, 16, ends=ends),
        ContentLine(f"แฟ้ม 12/{number}", 60, 200, 822, 11),
    )
    return ContentPage(number, 595, 842, lines)


@pytest.mark.parametrize("ends", [UNKNOWN, "\n"])
def test_lines_put_on_each_finished_page_at_the_same_height_are_head_and_foot(ends: str) -> None:
    made = without_running([page(number, ends) for number in (1, 2, 3)])
    texts = [[line.text for line in each.lines] for each in made]
    assert texts == [[f"ข้อความหน้า {number}", "ข้อความบนทุกหน้า"] for number in (1, 2, 3)]


def test_lines_that_the_file_itself_calls_text_are_kept_at_the_head_of_pages() -> None:
    line = ContentLine("บันทึกข้อความ", 60, 200, 60, 16, ends="\n")
    pages = [ContentPage(number, 595, 842, (line,)) for number in (1, 2)]
    assert without_running(pages) == pages
