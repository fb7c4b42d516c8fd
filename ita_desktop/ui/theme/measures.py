"""Sizes used by several files, in px at 100 %, in addition to :mod:`ita_desktop.ui.theme.tokens`,
those of tables and default widths of their columns among them. Sizes used by one file are defined
there; widths set by the user are stored separately.
"""

from typing import Final

from ita_desktop.ui.theme.tokens import Space, Text


class TopBarSize:
    """Sizes of the top bar."""

    SEARCH_WIDE: Final = 420


class YearPopupSize:
    """Sizes of the list of years."""

    WORD_LEFT: Final = 34


class WelcomeSize:
    """Sizes of the welcome page."""

    WIDTH: Final = 620
    ENTRY: Final = 68
    ENTRY_LOW: Final = 54
    """Height of an entry with two lines, in a low window."""
    ENTRY_LINE: Final = 34
    """Height of an entry with its title only, in a very low window."""
    MARK: Final = 40


class CheckSize:
    """Sizes of a check box."""

    BOX: Final = 16
    WORDS: Final = BOX + 10
    """The x where the text begins."""


class FieldSize:
    """Sizes of fields and forms."""

    PADDING: Final = 10


class SectionSize:
    """Sizes of a section's title row."""

    BASELINE: Final = 21
    """Baseline of the title in its row of 32 px."""


class PaneSize:
    """Sizes of the detail pane."""

    LEAST: Final = 280
    DRAWN_BESIDE: Final = 1190
    """Width of page and pane as designed at 1366 px; below it both shrink."""
    LINK: Final = 28
    """Height of a link without a second line."""


class FloatSize:
    """Sizes of popups and dialogs."""

    SHADOW: Final = 8
    """Width of the shadow: rings of one px."""
    ASSIGN: Final = 340
    GROUP: Final = 380
    NAME: Final = 420
    FINDINGS: Final = 500
    LIST_MOST: Final = 560
    FOOT: Final = 30
    """Height of the line with keyboard hints."""


class SheetHeight:
    """Heights of small dialogs."""

    RESTORE: Final = 420
    CONNECT: Final = 430


class TableSize:
    """Sizes of the table."""

    GUTTER: Final = Space.PAGE_EDGE - Space.CELL
    """Space left of the first and right of the last column, for the chevrons."""
    INDENT: Final = 18
    """Indent of the code and chevron of a nested group."""


class ChartSize:
    """Sizes of the dumbbell chart."""

    WIDTH: Final = 320
    LEAST: Final = 240


class OutlineSize:
    """Sizes of the agenda outline."""

    HEADING: Final = 82
    """The x of heading titles, after วาระที่ 1."""
    STEP: Final = 40
    """Width of an item's number, and indent of nested items."""
    LINES: Final = 3
    """Greatest number of lines of a title."""


class PhotoSize:
    """Sizes of the photo grid and the crop dialog."""

    WIDTH: Final = 120
    HEIGHT: Final = 90
    """Height of a photograph in the grid."""
    CELL: Final = WIDTH + 2 * Space.M
    """Least width of a cell: two fit side by side in a pane with both scroll bars."""
    CAPTION: Final = Space.S + HEIGHT + Space.XS
    """Distance of the caption from the top of the cell."""
    LINES: Final = 2
    """Number of caption lines."""
    CELL_HEIGHT: Final = CAPTION + LINES * Text.LABEL.line + Space.S


class RecordSize:
    """Sizes of the popup to record progress."""

    LABEL: Final = 72
    NUMBER: Final = 72


class OverviewSize:
    """The layout of ภาพรวม."""

    BLEED: Final = Space.S
    """How far book tables extend beyond their text on both sides."""


class YearSize:
    """Sizes of the timeline."""

    HEIGHT: Final = 54
    PIN: Final = 14
    PIN_REACH: Final = 24
    """Side of the clickable square of a pin."""
    PIN_HALO: Final = 18


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
