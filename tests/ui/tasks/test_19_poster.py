"""Task 19: print the poster of a survey; four actions."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.ui.tasks.hand import Hand, Task, button, words

AT_MOST = 4


def is_ready(window: Window) -> bool:
    """The poster stands in the preview, as it will be printed."""
    page = window.page(PageKey.DOCUMENTS)
    return (
        window.current_page == PageKey.DOCUMENTS
        and page.row is not None
        and page.row.id == "survey-poster"
        and page.pane.pages is not None
        and page.pane.print_button.isEnabled()
    )


def codes(printed: Path) -> list[str]:
    """What a telephone reads from the first printed page at 100 dpi."""
    with pypdfium2.PdfDocument(printed) as document:
        seen = document[0].render(scale=100 / 72).to_pil()
    return [found.text for found in zxingcpp.read_barcodes(seen)]


def print_poster(window: Window, hand: Hand) -> Task:
    if hand.only == "mouse":
        yield hand.clicks(button("แบบสำรวจ"))
        yield hand.sees(lambda: button("ลิงก์และโปสเตอร์"), "the page")
        yield hand.clicks(button("ลิงก์และโปสเตอร์"))
        yield hand.clicks(button("พิมพ์โปสเตอร์"))
    else:
        yield hand.presses("Ctrl+K")
        yield hand.types("โปสเตอร์แบบสำรวจ", "Enter")
    yield hand.sees(lambda: is_ready(window), "the preview")
    yield hand.clicks(button("พิมพ์")) if hand.only == "mouse" else hand.presses("Ctrl+P")
    yield hand.sees(lambda: window.message.message is not None, "that it was printed")


@pytest.mark.in_turn
@pytest.mark.parametrize("only", ["mouse", "keys"])
def test_a_poster_is_printed(window: Window, only: str, printed: Path) -> None:
    hand = Hand(only)
    hand.does(print_poster(window, hand), at_most=AT_MOST)
    check(window, printed)


def check(window: Window, printed: Path) -> None:
    assert words(window.message.message.sentence).startswith("พิมพ์")
    link = window.session.data.survey_links[0]
    assert codes(printed) == [link.url]
