"""Colours of the themes, light and dark, each also in high contrast, and the common measures.

One px here is one logical pixel at 100 %. Painted parts ask :func:`tokens` inside ``paintEvent``
and keep no colour, so that a change of theme is a repaint and nothing else.
"""

from enum import Enum, StrEnum
from typing import Final

from PySide6.QtGui import QColor

from ita_desktop.domain.frozen import dataclass


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme, named for what they are used for.

    ``text3`` is not for ``rail`` or ``hover``: there it falls below 4.5:1, so a hovered row
    raises its ``text3`` to ``text2``. ``line`` and ``line2`` are ornament; what must be seen
    (borders of fields, check boxes) has ``control`` (3:1). In high contrast letters have 7:1 and
    every line is to be seen (3:1).
    """

    dark: bool
    high: bool
    chrome: QColor
    surface: QColor
    sunken: QColor
    hover: QColor
    rail: QColor
    line: QColor
    line2: QColor
    control: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    fill: QColor
    accent_hover: QColor
    accent_pressed: QColor
    on_accent: QColor
    tint: QColor
    tint2: QColor
    marked: QColor
    """Under the letters that are selected in a field, which are ``on_marked``."""
    on_marked: QColor
    done: QColor
    doing: QColor
    late: QColor
    none: QColor
    done_tint: QColor
    doing_tint: QColor
    late_tint: QColor
    bar: QColor
    paper: QColor
    ink: QColor
    shade: QColor
    """One of the rings that make a shadow."""
    dim: QColor
    """Over the window under a dialog."""


LIGHT: Final = Tokens(
    dark=False,
    high=False,
    chrome=QColor(0xF5F5F2),
    surface=QColor(0xFFFFFF),
    sunken=QColor(0xFAFAF8),
    hover=QColor(0xECECE7),
    rail=QColor(0xE4E9E4),
    line=QColor(0xE6E6E1),
    line2=QColor(0xCFCFC8),
    control=QColor(0x878D89),
    text=QColor(0x1B1F1D),
    text2=QColor(0x565D59),
    text3=QColor(0x686E6A),
    accent=QColor(0x17573F),
    fill=QColor(0x17573F),
    accent_hover=QColor(0x114531),
    accent_pressed=QColor(0x0B3324),
    on_accent=QColor(0xFFFFFF),
    tint=QColor(0xE9F1EC),
    tint2=QColor(0xD3E4DA),
    marked=QColor(0xD3E4DA),
    on_marked=QColor(0x1B1F1D),
    done=QColor(0x1E6B48),
    doing=QColor(0x875605),
    late=QColor(0xB3261E),
    none=QColor(0x636965),
    done_tint=QColor(0xE7F2EB),
    doing_tint=QColor(0xFAF2E1),
    late_tint=QColor(0xFBEEEC),
    bar=QColor(0xDFE0DB),
    paper=QColor(0xFFFFFF),
    ink=QColor(0x111111),
    shade=QColor(0, 0, 0, 6),
    dim=QColor(0, 0, 0, 77),
)

DARK: Final = Tokens(
    dark=True,
    high=False,
    chrome=QColor(0x171A19),
    surface=QColor(0x1E2220),
    sunken=QColor(0x1A1E1C),
    hover=QColor(0x2A2F2C),
    rail=QColor(0x25312B),
    line=QColor(0x2E3431),
    line2=QColor(0x454C48),
    control=QColor(0x727A76),
    text=QColor(0xE6EAE7),
    text2=QColor(0xA9B1AC),
    text3=QColor(0x959D98),
    accent=QColor(0x6BC399),
    fill=QColor(0x2A7A58),
    accent_hover=QColor(0x2E815E),
    accent_pressed=QColor(0x246B4D),
    on_accent=QColor(0xFFFFFF),
    tint=QColor(0x20352B),
    tint2=QColor(0x2C4A3B),
    marked=QColor(0x2C4A3B),
    on_marked=QColor(0xE6EAE7),
    done=QColor(0x72C79B),
    doing=QColor(0xE2B45A),
    late=QColor(0xF2938A),
    none=QColor(0xA2AAA5),
    done_tint=QColor(0x1F3529),
    doing_tint=QColor(0x352C19),
    late_tint=QColor(0x3A2422),
    bar=QColor(0x353B38),
    paper=QColor(0xF4F4F1),
    ink=QColor(0x111111),
    shade=QColor(0, 0, 0, 6),
    dim=QColor(0, 0, 0, 77),
)


LIGHT_HIGH: Final = Tokens(
    dark=False,
    high=True,
    chrome=QColor(0xF5F5F2),
    surface=QColor(0xFFFFFF),
    sunken=QColor(0xFAFAF8),
    hover=QColor(0xE2E2DC),
    rail=QColor(0xDCE4DD),
    line=QColor(0x7E8480),
    line2=QColor(0x646A66),
    control=QColor(0x3F4542),
    text=QColor(0x000000),
    text2=QColor(0x2A2F2C),
    text3=QColor(0x3A403D),
    accent=QColor(0x0B4029),
    fill=QColor(0x0B4029),
    accent_hover=QColor(0x072E1D),
    accent_pressed=QColor(0x041C12),
    on_accent=QColor(0xFFFFFF),
    tint=QColor(0xDCEBE2),
    tint2=QColor(0x4F7A63),
    marked=QColor(0x0B4029),
    on_marked=QColor(0xFFFFFF),
    done=QColor(0x0B4A2E),
    doing=QColor(0x563500),
    late=QColor(0x8C120C),
    none=QColor(0x3A403D),
    done_tint=QColor(0xDDEEE4),
    doing_tint=QColor(0xF8EBCF),
    late_tint=QColor(0xFBE7E4),
    bar=QColor(0x8E9490),
    paper=QColor(0xFFFFFF),
    ink=QColor(0x000000),
    shade=QColor(0, 0, 0, 6),
    dim=QColor(0, 0, 0, 128),
)

DARK_HIGH: Final = Tokens(
    dark=True,
    high=True,
    chrome=QColor(0x0B0D0C),
    surface=QColor(0x000000),
    sunken=QColor(0x0E110F),
    hover=QColor(0x242926),
    rail=QColor(0x1D2A23),
    line=QColor(0x6E7672),
    line2=QColor(0x8B938F),
    control=QColor(0xB4BBB7),
    text=QColor(0xFFFFFF),
    text2=QColor(0xDDE3DF),
    text3=QColor(0xC3CAC6),
    accent=QColor(0x8FE3BA),
    fill=QColor(0x8FE3BA),
    accent_hover=QColor(0xA9EBCA),
    accent_pressed=QColor(0x6FD0A2),
    on_accent=QColor(0x000000),
    tint=QColor(0x14281E),
    tint2=QColor(0x5E8E76),
    marked=QColor(0x8FE3BA),
    on_marked=QColor(0x000000),
    done=QColor(0x8FE3BA),
    doing=QColor(0xFFD27A),
    late=QColor(0xFFB3AB),
    none=QColor(0xC9D0CC),
    done_tint=QColor(0x12281C),
    doing_tint=QColor(0x2B2108),
    late_tint=QColor(0x361613),
    bar=QColor(0x5C645F),
    paper=QColor(0xFFFFFF),
    ink=QColor(0x000000),
    shade=QColor(0, 0, 0, 6),
    dim=QColor(0, 0, 0, 128),
)


class Shown:
    """The theme on the screen now. Only :mod:`theme` changes it."""

    def __init__(self) -> None:
        self.tokens = LIGHT


shown: Final = Shown()


def of_theme(*, dark: bool, high: bool) -> Tokens:
    """The table of a theme."""
    if high:
        return DARK_HIGH if dark else LIGHT_HIGH
    return DARK if dark else LIGHT


def tokens() -> Tokens:
    """The colours to paint with now."""
    return shown.tokens


class Tone(StrEnum):
    """A colour by its role, for parts that keep it between two paintings."""

    TEXT = "text"
    TEXT2 = "text2"
    TEXT3 = "text3"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    DONE = "done"
    DOING = "doing"
    LATE = "late"
    NONE = "none"
    CONTROL = "control"
    BAR = "bar"

    @property
    def colour(self) -> QColor:
        """The colour that this role has in the theme shown now."""
        colour: QColor = getattr(tokens(), self)
        return colour


@dataclass(frozen=True)
class Face:
    """A type style: size and line height in px, weight 400, 500 or 600."""

    px: int
    weight: int
    line: int


class Text(Enum):
    """The type scale. Sarabun's loops close below 13 px: ``TINY`` is for months and axes only."""

    DISPLAY = Face(28, 600, 40)
    TITLE = Face(22, 600, 32)
    DIALOG_TITLE = Face(20, 600, 29)
    PANE_TITLE = Face(18, 600, 25)
    FIGURE = Face(17, 600, 25)
    SECTION = Face(16, 600, 22)
    BODY = Face(15, 400, 20)
    BODY_MEDIUM = Face(15, 500, 20)
    BODY_STRONG = Face(15, 600, 20)
    LABEL = Face(14, 400, 20)
    LABEL_MEDIUM = Face(14, 500, 20)
    LABEL_STRONG = Face(14, 600, 20)
    NOTE = Face(13, 400, 18)
    NOTE_MEDIUM = Face(13, 500, 18)
    TINY = Face(12, 400, 18)
    TINY_STRONG = Face(12, 600, 18)

    def __init__(self, face: Face) -> None:
        self.line: Final = face.line
        """Line height in px; never below what Thai vowels and tone marks take."""

    # Each painted word looks for its font: the hash of an Enum is made in Python every time.
    __hash__ = object.__hash__


class Space:
    """Distances in steps of 4 px."""

    XS: Final = 4
    S: Final = 8
    M: Final = 12
    L: Final = 16
    XL: Final = 20
    XXL: Final = 24
    XXXL: Final = 32
    PAGE_EDGE: Final = 24
    PANE_EDGE: Final = 20
    CELL: Final = 10
    ICON_TO_WORD: Final = 6
    SECTIONS: Final = 18
    ABOVE_LINE: Final = 3
    """What tone marks over high vowels reach above a line of text (ปั๊, ที่), in any style."""
    BELOW_LINE: Final = 3
    """What vowels under a letter reach below a line of text (ปู, กุ), in any style."""
    SECTIONS_TALL: Final = 26


class Radius:
    """Corner radii in px; table cells have none."""

    CHECK: Final = 4
    CONTROL: Final = 6
    POPUP: Final = 8
    DIALOG: Final = 10
    PAPER: Final = 10
    CHIP: Final = 14


class Height:
    """Heights of the window's parts in px."""

    TOP_BAR: Final = 46
    TOP_BAR_LOW: Final = 40
    STRIP: Final = 38
    STRIP_LOW: Final = 30
    STATUS_BAR: Final = 26
    STATUS_BAR_LOW: Final = 22
    RAIL_ENTRY: Final = 34
    RAIL_STEP: Final = 36
    PAGE_HEADER: Final = 49
    PAGE_HEADER_LOW: Final = 38
    CHIP_ROW: Final = 34
    TABLE_HEADER: Final = 30
    FILTER_ROW: Final = 28
    ROW: Final = 32
    ROW_DENSE: Final = 28
    ROW_LOW: Final = 25
    GROUP_ROW_LOW: Final = 26
    GROUP_ROW: Final = 36
    ROW_LINE: Final = 20
    COMPACT_ROW: Final = 26
    COMPACT_ROW_TALL: Final = 30
    SECTION: Final = 32
    BUTTON: Final = 32
    FIELD: Final = 30
    CHIP: Final = 28
    CHECK_LINE: Final = 27
    MESSAGE: Final = 38
    STEP_LOW: Final = 32
    MENU_ENTRY: Final = 28
    BAR: Final = 4


class Width:
    """Widths of the window's parts in px."""

    RAIL: Final = 172
    RAIL_FOLDED: Final = 56
    PANE: Final = 356
    PANE_WIDE: Final = 420
    PREVIEW: Final = 584
    DIALOG: Final = 980
    DIALOG_HEIGHT: Final = 552
    DIALOG_MARGIN: Final = 96
    SHEET_SMALL: Final = 620
    NEW_WORKSPACE_HEIGHT: Final = 330
    NEW_YEAR_HEIGHT: Final = 400
    CONFIRM: Final = 396
    YEAR: Final = 158
    SEARCH: Final = 300
    PANE_LABEL: Final = 92
    EMPTY: Final = 520
    SCROLL_BAR: Final = 10
    MENU_LEAST: Final = 180
    WINDOW_MIN: Final = 900
    WINDOW_MIN_HEIGHT: Final = 480
    """A screen of 1920 x 1080 at 200 % is 540 px high, less the frame and the task bar."""


class Breakpoint:
    """Logical window widths (and one height) at which the layout changes."""

    NARROW: Final = 1000
    FOLDED: Final = 1200
    WIDE: Final = 1600
    TALL: Final = 1000
    LOW: Final = 600
    """Under it bars and rows take less room: 1366 x 768 at 150 % is 512 high."""


class Line:
    """Stroke widths in px."""

    HAIR: Final = 1
    FOCUS: Final = 2
    FOCUS_GAP: Final = 2
    STATE_RING: Final = 1.5
    SIGN: Final = 1.75
    """The tick and the exclamation mark in a state's disc."""


class IconSize:
    """Sizes of icons in px."""

    TEXT: Final = 14
    BUTTON: Final = 16
    RAIL: Final = 18


class Time:
    """Durations in milliseconds."""

    FOLD: Final = 120
    GOOD_NEWS: Final = 8000
    CHANGED: Final = 2000
    BEFORE_PROGRESS: Final = 1000
    SETTLED: Final = 300
    """After which a drag or a burst of changes counts as over."""
