"""Default column widths that several tables share, in px at 100 %; widths set by the user are
stored separately. Those of one table are where its columns are."""

from typing import Final


class ImportColumns:
    """The preview of an import."""

    TICK: Final = 40


class DocumentColumns:
    """Documents."""

    TITLE: Final = 160
    STATUS: Final = 120


class MeasureColumns:
    """Measures."""

    SCHEDULE: Final = 104
    STRIP: Final = 364


class TimeColumns:
    """Occurrences of measures."""

    DUE: Final = 112
    ITEMS: Final = 92
    METHOD: Final = 220
    OWNERS: Final = 122
    STATE: Final = 138
    DAY: Final = 104
    RESULT: Final = 150
    PHOTOS: Final = 64


class CityColumns:
    """The tables of the city."""

    NAME: Final = 140
    """Room for the longest name of a district in one line."""
    SCORE: Final = 80
    CHANGE: Final = 112
    LEVEL: Final = 118
    NOTE: Final = 240
    CODE: Final = 64
    TITLE: Final = 300
    SPREAD: Final = 190
    OFFICIAL: Final = 90
