"""Task 6: record a link for O7, tick its requirements, see the score move; six actions."""

from collections.abc import Iterator

import pytest

from ita_desktop.domain.scores.progress import State
from ita_desktop.services.oit import evidence
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.ui.tasks.hand import RIGHT, Hand, Task, UserAction, button, cell, entry, words

AT_MOST = 6
LINK = "https://district.example/ita/2568/o7"


@pytest.fixture(autouse=True)
def o7_is_open(window: Window) -> None:
    """Nothing is published for O7 yet."""
    workspace, year = window.session.workspace, window.session.year
    data = window.session.data
    evidence.remove(workspace, year, [one.id for one in data.evidence_of("O7")])
    evidence.tick(workspace, year, ["O7.1", "O7.2"], met=False)
    assert scores(window) == ("36.25", "71.88")


def scores(window: Window) -> tuple[str, str]:
    """OIT and the total, as the score bar shows them."""
    values = window.score_bar.values
    return values.figures[2].value, values.total.value


def check(window: Window, oit: str = "40.00", total: str = "73.38") -> None:
    """Link and ticks are in the file; strip, table and pane show them."""
    data = window.session.data
    (row,) = data.evidence_of("O7")
    assert (row.location, row.title) == (LINK, LINK)
    assert {"O7.1", "O7.2"} <= data.met_requirements
    assert window.session.progress["O7"].state is State.DONE
    assert scores(window) == (oit, total)
    page = window.page(PageKey.OIT)
    line = page.table.sheet.place("O7")
    shown = {
        key: page.table.sheet.index(line, page.table.sheet.column_index(key)).data()
        for key in ("met", "state", "score")
    }
    assert [words(str(one)) for one in shown.values()] == ["2/2", "ครบแล้ว", "100.00"]
    assert page.pane.item.code == "O7"
    assert all(box.isChecked() for box in page.pane.checks.boxes)


def opens_form(window: Window, mouse: Hand) -> Iterator[UserAction]:
    """The form for a link of O7: in the pane, or from the row's menu where the pane is folded."""
    page = window.page(PageKey.OIT)
    yield mouse.turns_wheel_to(lambda: cell(page.table, "O7", "title"))
    place = cell(page.table, "O7", "title")
    if page.split.is_folded:
        yield mouse.clicks(place, RIGHT)
        yield mouse.clicks(entry("เพิ่มลิงก์หรือไฟล์"))
    else:
        yield mouse.clicks(place)
        yield mouse.clicks(button("+ เพิ่มลิงก์หรือไฟล์"))


def record_link(window: Window, hand: Hand) -> Task:
    if hand.only == "mouse":
        yield hand.clicks(button("งาน OIT"))
        yield from opens_form(window, hand)
        yield hand.types(LINK, "Enter")
        yield hand.turns_wheel_to(lambda: button("คู่มือการให้บริการประชาชน"))
        yield hand.clicks(button("คู่มือการให้บริการประชาชน"))
        yield hand.clicks(button("เผยแพร่ผ่านเว็บไซต์ของหน่วยงาน"))
    else:
        yield hand.presses("Ctrl+K")
        yield hand.types("O7", "Enter")
        yield hand.presses("Ctrl+L")
        yield hand.types(LINK, "Enter")
        yield hand.presses("Ctrl+Shift+Space")


@pytest.mark.in_turn
@pytest.mark.parametrize("only", ["mouse", "keys"])
def test_o7_is_done(window: Window, only: str) -> None:
    hand = Hand(only)
    hand.does(record_link(window, hand), at_most=AT_MOST)
    check(window)


@pytest.mark.in_turn
def test_points_can_be_ticked_one_by_one_after_the_link(window: Window, keys: Hand) -> None:
    """The keyboard stands on the first open point; the way to the next one is a walk more."""

    def task() -> Task:
        yield keys.presses("Ctrl+K")
        yield keys.types("O7", "Enter")
        yield keys.presses("Ctrl+L")
        yield keys.types(LINK, "Enter")
        yield keys.presses("Space")
        yield keys.walks("Down")
        yield keys.presses("Space")

    keys.does(task(), at_most=AT_MOST + 1)
    check(window)


@pytest.mark.in_turn
def test_all_points_are_ticked_at_once(window: Window, mouse: Hand) -> None:
    def task() -> Task:
        yield mouse.clicks(button("งาน OIT"))
        yield from opens_form(window, mouse)
        yield mouse.types(LINK, "Enter")
        yield mouse.turns_wheel_to(lambda: button("ครบทุกรายการ"))
        yield mouse.clicks(button("ครบทุกรายการ"))

    mouse.does(task(), at_most=AT_MOST)
    check(window)
