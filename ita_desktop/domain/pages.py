"""The pages of the main window, and places on them: findings and tasks refer to where they are
handled, lists that are imported to where their rows are shown."""

from enum import StrEnum
from typing import NamedTuple


class PageKey(StrEnum):
    """The pages in the order of the navigation rail; ``YEAR`` is opened from the year selector."""

    OVERVIEW = "overview"
    ROSTER = "roster"
    OIT = "oit"
    MEASURES = "measures"
    SCORES = "scores"
    MEETINGS = "meetings"
    DOCUMENTS = "documents"
    SURVEYS = "surveys"
    COLLECTING = "collecting"
    SETTINGS = "settings"
    YEAR = "year"


class Place(NamedTuple):
    """A page and a target on it (an item, a unit, a section), or a command of the window."""

    page: PageKey
    target: str = ""
    command: str = ""
    """If not empty, the window runs this command instead of opening a page."""

    def at(self, field: object) -> "Place":
        """Return the place of a field of the target, to be edited; unchanged for an empty field."""
        return self._replace(target=f"{self.target}#{field}") if field else self
