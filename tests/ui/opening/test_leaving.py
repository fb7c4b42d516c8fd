"""What was closed is gone: lists, popups, menus, and the workspace that was open before."""

import gc
import weakref

import pytest
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.services import workspaces
from ita_desktop.services.oit import evidence
from ita_desktop.ui.editors.dates import Calendar
from ita_desktop.ui.editors.owners import OwnersPopup
from ita_desktop.ui.frame.top_bar import YearPopup
from ita_desktop.ui.pages.oit.assign_popup import AssignPopup
from ita_desktop.ui.pages.page import PageKey
from tests.ui.support.collecting import delete_now


def let_go() -> None:
    """What is to be deleted later is deleted now, and what nobody holds too."""
    delete_now()
    gc.collect()


def those_of(window: QWidget, kind: type[QWidget]) -> int:
    let_go()
    # What goes with its owner goes in the next turn.
    let_go()
    return len(window.findChildren(kind))


def test_of_the_lists_of_years_only_the_last_is_kept(window) -> None:
    for _ in range(4):
        window.top_bar.year.open()
        window.top_bar.year.popup.close()
    assert those_of(window, YearPopup) == 1


@pytest.mark.in_turn
def test_the_workspace_that_was_open_before_is_let_go(window, qtbot, tmp_path) -> None:
    gone = weakref.ref(window.session.workspace)
    # As a window does that has been open for a moment: what works on it ends first.
    window.opener.make_copy()
    window.open_file(workspaces.copy_sample(tmp_path / "อีกแฟ้ม.ita"))

    def is_gone() -> bool:
        # What existed when libraries were loaded is spared from collection, whoever holds it.
        gc.unfreeze()
        let_go()
        gc.freeze()
        return gone() is None

    qtbot.waitUntil(is_gone)


@pytest.mark.in_turn
def test_what_floats_by_a_cell_goes_with_its_page(window, tmp_path) -> None:
    window.go(PageKey.OIT, "O3")
    table = window.page(PageKey.OIT).table
    for key, kind in (("owners", OwnersPopup), ("due", Calendar)):
        assert table.go_to("O3", key)
        table.edit_current()
        assert any(one.isVisible() for one in window.findChildren(kind))
    window.open_file(workspaces.copy_sample(tmp_path / "อีกแฟ้ม.ita"))
    assert those_of(window, OwnersPopup) == those_of(window, Calendar) == 0


def test_the_popup_of_assigning_goes_when_it_is_closed(window) -> None:
    window.go(PageKey.OIT, "O3")
    page = window.page(PageKey.OIT)
    page.assign()
    page.findChild(AssignPopup).close()
    assert those_of(window, AssignPopup) == 0


def test_the_menu_of_a_piece_of_evidence_goes_when_it_is_closed(window, qtbot) -> None:
    session = window.session
    fields = {"location": "https://district.example/o3"}
    evidence.add(session.workspace, session.year, "O3", fields)
    window.go(PageKey.OIT, "O3")
    pane = window.page(PageKey.OIT).pane
    before = those_of(window, QMenu)
    proof = session.data.evidence_of("O3")[0]
    for _ in range(3):
        pane._show_menu(proof.id, pane.proofs)
        for menu in pane.proofs.findChildren(QMenu):
            menu.close()
    assert those_of(window, QMenu) == before
