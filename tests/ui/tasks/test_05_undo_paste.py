"""Task 5: undo a wrong paste; one action."""

import pytest

from ita_desktop.services.roster import roster
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.ui.tasks.excel import copy_from_excel
from tests.ui.tasks.hand import Hand, Task, button, cell, part, words

AT_MOST = 1
WRONG = [[f"นายผิด ที่{number}", "นิติกร", "ฝ่ายโยธา"] for number in range(1, 7)]


def listed(window: Window) -> list[tuple[str, ...]]:
    return [
        (row.number, row.name, row.post, row.unit, row.role)
        for _, some in roster.rows(window.session.data)
        for row in some
    ]


def shown(window: Window) -> list[str]:
    sheet = window.page(PageKey.ROSTER).table.sheet
    name = sheet.column_index("name")
    return [words(sheet.index(at, name).data() or "") for at in range(len(sheet.lines))]


@pytest.fixture
def pasted(window: Window) -> tuple[list, list]:
    return paste_wrong(window)


def paste_wrong(window: Window) -> tuple[list, list]:
    """Pastes six wrong rows over the roster; returns what stood there before."""
    before = listed(window), []
    copy_from_excel(WRONG)
    hand = Hand()

    def task() -> Task:
        yield hand.clicks(button("คณะกรรมการ"))
        page = window.page(PageKey.ROSTER)
        before[1].extend(shown(window))
        first = next(row.member.id for _, some in roster.rows(window.session.data) for row in some)
        yield hand.turns_wheel_to(lambda: cell(page.table, first, "name"))
        yield hand.clicks(cell(page.table, first, "name"))
        yield hand.presses("Ctrl+V")
        yield hand.sees(lambda: button("รับ 6 รายการ"))
        yield hand.presses("Enter")
        yield hand.sees(lambda: listed(window) != before[0])
        assert shown(window)[1:7] == [row[0] for row in WRONG]

    hand.does(task())
    return before


def check(window: Window, before: tuple[list, list]) -> None:
    """The file and the table are as they were, people that the paste brought included."""
    assert listed(window) == before[0]
    assert shown(window) == before[1]
    names = {person.full_name for person in window.session.data.people}
    assert not names & {row[0] for row in WRONG}
    assert words(window.message.message.sentence).startswith("เลิกทำแล้ว: ")


def take_back(window: Window, hand: Hand, before: tuple[list, list]) -> Task:
    yield hand.clicks(button("เลิกทำ")) if hand.only == "mouse" else hand.presses("Ctrl+Z")
    yield hand.sees(lambda: listed(window) == before[0], "what was there")


@pytest.mark.in_turn
@pytest.mark.parametrize("only", ["mouse", "keys"])
def test_the_paste_is_taken_back(window: Window, only: str, pasted: tuple[list, list]) -> None:
    """By the message under the table, or its key."""
    hand = Hand(only)
    hand.does(take_back(window, hand, pasted), at_most=AT_MOST)
    check(window, pasted)


@pytest.mark.in_turn
def test_the_arrow_at_the_top_takes_the_paste_back(
    window: Window, mouse: Hand, pasted: tuple[list, list]
) -> None:
    window.message.dismiss()

    def task() -> Task:
        yield mouse.clicks(part(window.top_bar.undo, "undo"))
        yield mouse.sees(lambda: listed(window) == pasted[0])

    mouse.does(task(), at_most=AT_MOST)
    check(window, pasted)
