"""The pages of the window by name: what lacks or is to be done is seen to on one of them."""

from enum import StrEnum


class PageKey(StrEnum):
    """The pages by name, in the order of the rail; the last is reached from the year."""

    OVERVIEW = "overview"
    ROSTER = "roster"
    OIT = "oit"
    MEASURES = "measures"
    SCORES = "scores"
    MEETINGS = "meetings"
    DOCUMENTS = "documents"
    SETTINGS = "settings"
    YEAR = "year"
