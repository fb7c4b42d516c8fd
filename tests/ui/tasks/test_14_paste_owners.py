"""Task 14: paste a block with section rows from a district's own table, each owner at the right
item; three actions."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ita_desktop.domain.roster.matching import UnitFinder
from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.ui.tasks.conftest import opened
from tests.ui.tasks.district import assigned, laid_out
from tests.ui.tasks.excel import copy_from_excel
from tests.ui.tasks.hand import Hand, Task, button, entry, shown

AT_MOST = 3


@pytest.fixture(params=[2566, 2570])
def year(request: pytest.FixtureRequest) -> int:
    """A year of each framework: thirty items in another order, twenty-two as today."""
    return int(request.param)


@pytest.fixture
def begun(qtbot: QtBot, tmp_path: Path, year: int, making_ahead: None) -> Iterator[Window]:
    """The window with a new file, in which nothing is assigned yet."""
    yield from opened(qtbot, tmp_path, year)


def is_compared() -> bool:
    """Whether the preview shows what would change."""
    return any(widget.plan is not None and widget.ticked for widget in shown(ImportDialog))


def is_assigned(window: Window, year: int) -> bool:
    return len(window.session.data.assignments) == len(assigned(year))


def check(window: Window, year: int) -> None:
    """Every item has the owners of its own line, as they stand there; one undo takes all back."""
    session = window.session
    data = session.data
    finder = UnitFinder(data.units, data.organisation.name)

    def name(text: str) -> str:
        unit = finder.find(text)
        return unit.label if unit is not None else text

    for item, owners in assigned(year).items():
        named = [data.owner_label(owner) for owner in data.owners_of_item(item)]
        assert sorted(named) == sorted(map(name, owners)), item
    table = window.page(PageKey.OIT).table
    assert table.isVisible()
    session.workspace.undo()
    assert not session.data.assignments


@pytest.mark.in_turn
def test_owners_are_pasted_from_a_districts_table(begun: Window, year: int) -> None:
    """One hand points, the other holds Ctrl+V, as in Excel."""
    hand = Hand()
    copy_from_excel(laid_out(year))

    def task() -> Task:
        yield hand.clicks(button("งาน OIT"))
        yield hand.presses("Ctrl+V")
        yield hand.sees(is_compared, "what would change")
        yield hand.clicks(button(f"รับ {len(assigned(year))} รายการ"))
        yield hand.sees(lambda: is_assigned(begun, year), "the owners")

    hand.does(task(), at_most=AT_MOST)
    check(begun, year)


@pytest.mark.in_turn
def test_owners_are_pasted_by_mouse_where_the_file_opens(
    begun: Window, mouse: Hand, year: int
) -> None:
    copy_from_excel(laid_out(year))

    def task() -> Task:
        yield from mouse.opens_menu("แก้ไข")
        yield mouse.clicks(entry("วาง"))
        yield mouse.sees(is_compared, "what would change")
        yield mouse.clicks(button(f"รับ {len(assigned(year))} รายการ"))
        yield mouse.sees(lambda: is_assigned(begun, year), "the owners")

    mouse.does(task(), at_most=AT_MOST)
    begun.go(PageKey.OIT)
    check(begun, year)


@pytest.mark.in_turn
@pytest.mark.parametrize("headings", [True, False], ids=["with headings", "without"])
def test_owners_are_pasted_by_keyboard(
    begun: Window, keys: Hand, year: int, headings: bool
) -> None:
    copy_from_excel(laid_out(year, headings=headings))

    def task() -> Task:
        yield keys.presses("Ctrl+3")
        yield keys.presses("Ctrl+V")
        yield keys.sees(is_compared, "what would change")
        yield keys.presses("Enter")
        yield keys.sees(lambda: is_assigned(begun, year), "the owners")

    keys.does(task(), at_most=AT_MOST)
    check(begun, year)
