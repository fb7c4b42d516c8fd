"""The pages of the main window; findings and tasks refer to the page where they are handled."""

from enum import StrEnum


class PageKey(StrEnum):
    """The pages in the order of the navigation rail; ``YEAR`` is opened from the year selector."""

    OVERVIEW = "overview"
    ROSTER = "roster"
    OIT = "oit"
    MEASURES = "measures"
    SCORES = "scores"
    MEETINGS = "meetings"
    DOCUMENTS = "documents"
    SETTINGS = "settings"
    YEAR = "year"
    SURVEYS = "surveys"
    COLLECTING = "collecting"
