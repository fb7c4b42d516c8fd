"""Task 8: see what blocks the next level and which items would lift it; two actions."""

from collections.abc import Callable

import pytest

from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.ui.tasks.hand import Hand, Spot, Task, button, focused, line, words

AT_MOST = 2
BLOCK = "ขาด คะแนนรวม 11.62 ถึงผ่าน"


def told(window: Window, name: str) -> list[list[str]]:
    """The rows of a list of the overview that are in sight, in words."""
    book = getattr(window.page(PageKey.OVERVIEW), name)
    assert book.isVisible()
    view = book.list
    rows = [
        row
        for at, row in enumerate(book.rows)
        if view.viewport().rect().contains(view.visualRect(view.model().index(at, 0)))
        and not view.visibleRegion().isEmpty()
    ]
    return [[words(cell.words()) for cell in row.cells] for row in rows]


def check_overview(window: Window) -> None:
    """What blocks stands beside every figure, and under it the items that count most."""
    level = told(window, "level")
    assert [row[0][:3] for row in level] == ["IIT", "EIT", "OIT", "รวม"]
    assert [row[-1] for row in level] == ["", "", "เหลือ 13 ข้อ", "ขาด 11.62"]
    check_lifts(window, "O3", "O4")


def check_lifts(window: Window, *first: str) -> None:
    lifts = told(window, "lifts")
    assert lifts
    assert tuple(row[0] for row in lifts)[: len(first)] == first
    assert all("รวม +" in " ".join(row) for row in lifts)


def see_next_level(window: Window, hand: Hand, check: Callable[[Window], object]) -> Task:
    """The overview tells it, and by mouse leads to the first item."""

    def first() -> Spot:
        return line("ข้อที่ยกระดับได้", words(lifts.rows[0].cells[0].words()))

    if hand.only == "mouse":
        yield hand.clicks(button("ภาพรวม"))
        lifts = window.page(PageKey.OVERVIEW).lifts
        yield hand.turns_wheel_to(first)
        check(window)
        yield hand.clicks(first())
        yield hand.sees(lambda: window.current_page == PageKey.OIT, "the item")
    else:
        yield hand.presses("Ctrl+1")
        yield hand.sees(lambda: window.current_page == PageKey.OVERVIEW)
        lifts = window.page(PageKey.OVERVIEW).lifts
        if not told(window, "lifts"):
            yield hand.walks_until("F6", lambda: lifts.isAncestorOf(focused()))
        check(window)


@pytest.mark.in_turn
@pytest.mark.parametrize("only", ["mouse", "keys"])
def test_the_overview_tells_it(window: Window, only: str) -> None:
    window.go(PageKey.ROSTER)
    hand = Hand(only)
    hand.does(see_next_level(window, hand, check_overview), at_most=AT_MOST)
    if only == "mouse":
        assert window.page(PageKey.OIT).table.current_row().id == "O3"


@pytest.mark.in_turn
def test_the_strips_sentence_leads_to_it(window: Window, mouse: Hand) -> None:
    window.go(PageKey.ROSTER)

    def task() -> Task:
        # A narrow strip says it shorter.
        yield mouse.clicks(button("ขาด"))
        yield mouse.sees(lambda: window.current_page == PageKey.SCORES)

    mouse.does(task(), at_most=AT_MOST)
    page = window.page(PageKey.SCORES)
    assert BLOCK in words(window.score_bar.values.sentence), "it stays in sight"
    assert words(page.line.texts[0]) == "ลองปรับแล้วได้ 85.38 ผ่าน"
    assert page.table.current_row().id == "O3"
    rect = page.table.visualRect(page.table.currentIndex())
    assert page.table.viewport().rect().contains(rect)
