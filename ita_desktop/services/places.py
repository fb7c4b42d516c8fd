"""Where in the window a thing is seen to: what services name that send the clerk somewhere."""

from enum import StrEnum
from typing import NamedTuple


class PageKey(StrEnum):
    """The pages by name, in the order of the rail."""

    OVERVIEW = "overview"
    ROSTER = "roster"
    OIT = "oit"
    MEASURES = "measures"
    SCORES = "scores"
    DOCUMENTS = "documents"
    SETTINGS = "settings"


class Place(NamedTuple):
    """A page and a thing on it (an item, a unit, a section), or a command of the window."""

    page: PageKey
    target: str = ""
    command: str = ""
    """Given, the window runs this command instead of going anywhere."""
