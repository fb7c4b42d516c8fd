"""Task 26: see what ผ่านดี would take, and print it; three actions."""

from pathlib import Path

import pytest

from ita_desktop.documents.reports import score_summary
from ita_desktop.services.oit import evidence
from ita_desktop.ui.pages.documents.preview import PreviewPages
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.support.plain_text import plain_text
from tests.ui.tasks.hand import Hand, Task, button

AT_MOST = 3
BLOCK = "ขาด"
LEVEL = "ผ่านดี"


def check_printed(window: Window, printed: Path) -> None:
    """The printed paper says what the level asks, and names the items that reach it."""
    page = window.page(PageKey.DOCUMENTS)
    text = plain_text(score_summary.build(page.context, page.digits(page.row)))
    way = text.partition(f"สิ่งที่ต้องทำเพื่อให้ถึงระดับ{LEVEL}")[2]
    assert "คะแนน OIT ต้องไม่น้อยกว่า 85.00 ขณะนี้ได้ 40.00 ขาดอีก 45.00" in way
    assert "โรงเรียนในสังกัด" in way, "who has to do it"
    assert len(PreviewPages(printed.read_bytes())) == len(page.pane.pages)


def see_and_print(window: Window, hand: Hand, block: str = BLOCK) -> Task:
    def is_ready() -> bool:
        page = window.page(PageKey.DOCUMENTS)
        at_it = window.current_page == PageKey.DOCUMENTS and page.row is not None
        return at_it and page.row.id == "score-summary" and page.pane.print_button.isEnabled()

    if hand.only == "mouse":
        yield hand.clicks(button(block))
        yield hand.sees(lambda: window.current_page == PageKey.SCORES)
        yield hand.clicks(button(LEVEL))
        line = window.page(PageKey.SCORES).line
        yield hand.sees(lambda: LEVEL in line.texts[0], "the level that is tried")
        yield hand.clicks(button("พิมพ์"))
    else:
        yield hand.presses("Ctrl+K")
        yield hand.types(f"ต้องทำ ถึง{LEVEL}", "Enter")
        yield hand.sees(is_ready, "the preview")
        yield hand.presses("Ctrl+P")
    yield hand.sees(lambda: window.message.message is not None, "that it was printed")


@pytest.mark.in_turn
@pytest.mark.parametrize("only", ["mouse", "keys"])
def test_the_way_to_a_level_is_seen_and_printed(window: Window, only: str, printed: Path) -> None:
    window.go(PageKey.ROSTER)
    hand = Hand(only)
    hand.does(see_and_print(window, hand), at_most=AT_MOST)
    check_printed(window, printed)


@pytest.mark.in_turn
@pytest.mark.parametrize("only", ["mouse", "keys"])
def test_the_way_is_seen_and_printed_in_a_year_that_has_no_total_yet(
    fresh: Window, only: str, printed: Path
) -> None:
    session = fresh.session
    evidence.add(session.workspace, session.year, "O7", {"location": "https://example.go.th/7"})
    fresh.go(PageKey.ROSTER)
    hand = Hand(only)
    task = see_and_print(fresh, hand, "ยังไม่มีคะแนน")
    hand.does(task, at_most=AT_MOST)
    page = fresh.page(PageKey.DOCUMENTS)
    text = plain_text(score_summary.build(page.context, page.digits(page.row)))
    assert f"สิ่งที่ต้องทำเพื่อให้ถึงระดับ{LEVEL}" in text
    assert printed.exists()
