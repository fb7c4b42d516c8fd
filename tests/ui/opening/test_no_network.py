"""The window opens no connection by itself."""

from ita_desktop.services.oit import evidence
from ita_desktop.ui.pages.page import PageKey


def test_start_edits_and_saving_ask_nobody(cut_off, window, qtbot) -> None:
    session = window.session
    window.go(PageKey.OIT)
    fields = {"location": "https://district.example/10"}
    assert session.could_write(evidence.add, "O10", fields)
    session.workspace.publish()
    assert session.workspace.saved.is_all
    assert cut_off == []
