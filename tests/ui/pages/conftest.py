"""The window of a page's tests begins at the page."""

import pytest

from ita_desktop.domain.pages import PageKey

ELSEWHERE = {
    "analysis": PageKey.MEASURES,
    "tracking": PageKey.MEASURES,
    "book": PageKey.DOCUMENTS,
    "wordings": PageKey.SETTINGS,
    "frameworks": PageKey.YEAR,
}
"""Rooms of what is a part of a page."""


@pytest.fixture
def first_page(request: pytest.FixtureRequest) -> str:
    room = request.path.parent.name
    return ELSEWHERE.get(room) or (room if room in set(PageKey) else PageKey.OVERVIEW)
