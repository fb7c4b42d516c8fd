"""The search's list is made before somebody asks for it."""

import pytest

from ita_desktop.ui.loading.pages import PagePreloader


@pytest.fixture
def made_ahead(monkeypatch: pytest.MonkeyPatch) -> bool:
    """As in the program, but for the pages, which are made when a result opens in them."""
    monkeypatch.setattr(PagePreloader, "preload", lambda *_: None)
    return True
