"""Task 8: see what blocks the next level and which items would lift it; two actions."""

from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.ui.tasks.hand import Hand, Task, button, focused, line, words

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
    lifts = told(window, "lifts")
    assert [row[0] for row in lifts][:2] == ["O3", "O4"]
    assert all("รวม +" in " ".join(row) for row in lifts)


def test_the_overview_tells_it_and_leads_to_the_item(window: Window, mouse: Hand) -> None:
    window.go(PageKey.ROSTER)

    def task() -> Task:
        yield mouse.clicks(button("ภาพรวม"))
        yield mouse.turns_wheel_to(lambda: line("ข้อที่ยกระดับได้", "O3"))
        check_overview(window)
        yield mouse.clicks(line("ข้อที่ยกระดับได้", "O3"))
        yield mouse.sees(lambda: window.current_page == PageKey.OIT)

    mouse.does(task(), at_most=AT_MOST)
    assert window.page(PageKey.OIT).table.current_row().id == "O3"


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


def test_a_key_shows_it(window: Window, keys: Hand) -> None:
    window.go(PageKey.ROSTER)

    def task() -> Task:
        yield keys.presses("Ctrl+1")
        yield keys.sees(lambda: window.current_page == PageKey.OVERVIEW)
        lifts = window.page(PageKey.OVERVIEW).lifts
        if not told(window, "lifts"):
            yield keys.walks_until("F6", lambda: lifts.isAncestorOf(focused()))

    keys.does(task(), at_most=AT_MOST)
    check_overview(window)
