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


_COLOURS: Final = {
    "chrome": (0xF5F5F2, 0x171A19, 0xF5F5F2, 0x0B0D0C),
    "surface": (0xFFFFFF, 0x1E2220, 0xFFFFFF, 0x000000),
    "sunken": (0xFAFAF8, 0x1A1E1C, 0xFAFAF8, 0x0E110F),
    "hover": (0xECECE7, 0x2A2F2C, 0xE2E2DC, 0x242926),
    "rail": (0xE4E9E4, 0x25312B, 0xDCE4DD, 0x1D2A23),
    "line": (0xE6E6E1, 0x2E3431, 0x7E8480, 0x6E7672),
    "line2": (0xCFCFC8, 0x454C48, 0x646A66, 0x8B938F),
    "control": (0x878D89, 0x727A76, 0x3F4542, 0xB4BBB7),
    "text": (0x1B1F1D, 0xE6EAE7, 0x000000, 0xFFFFFF),
    "text2": (0x565D59, 0xA9B1AC, 0x2A2F2C, 0xDDE3DF),
    "text3": (0x686E6A, 0x959D98, 0x3A403D, 0xC3CAC6),
    "accent": (0x17573F, 0x6BC399, 0x0B4029, 0x8FE3BA),
    "fill": (0x17573F, 0x2A7A58, 0x0B4029, 0x8FE3BA),
    "accent_hover": (0x114531, 0x2E815E, 0x072E1D, 0xA9EBCA),
    "accent_pressed": (0x0B3324, 0x246B4D, 0x041C12, 0x6FD0A2),
    "on_accent": (0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0x000000),
    "tint": (0xE9F1EC, 0x20352B, 0xDCEBE2, 0x14281E),
    "tint2": (0xD3E4DA, 0x2C4A3B, 0x4F7A63, 0x5E8E76),
    "marked": (0xD3E4DA, 0x2C4A3B, 0x0B4029, 0x8FE3BA),
    "on_marked": (0x1B1F1D, 0xE6EAE7, 0xFFFFFF, 0x000000),
    "done": (0x1E6B48, 0x72C79B, 0x0B4A2E, 0x8FE3BA),
    "doing": (0x875605, 0xE2B45A, 0x563500, 0xFFD27A),
    "late": (0xB3261E, 0xF2938A, 0x8C120C, 0xFFB3AB),
    "none": (0x636965, 0xA2AAA5, 0x3A403D, 0xC9D0CC),
    "done_tint": (0xE7F2EB, 0x1F3529, 0xDDEEE4, 0x12281C),
    "doing_tint": (0xFAF2E1, 0x352C19, 0xF8EBCF, 0x2B2108),
    "late_tint": (0xFBEEEC, 0x3A2422, 0xFBE7E4, 0x361613),
    "bar": (0xDFE0DB, 0x353B38, 0x8E9490, 0x5C645F),
    "paper": (0xFFFFFF, 0xF4F4F1, 0xFFFFFF, 0xFFFFFF),
    "ink": (0x111111, 0x111111, 0x000000, 0x000000),
    "shade": (0x06000000, 0x06000000, 0x06000000, 0x06000000),
    "dim": (0x4D000000, 0x4D000000, 0x80000000, 0x80000000),
}
"""By name the colours of light and dark, then of both in strong contrast: 0xRRGGBB, or 0xAARRGGBB
where something shows through."""


def _colour(value: int) -> QColor:
    return QColor(value) if value <= 0xFFFFFF else QColor.fromRgba(value)


LIGHT, DARK, LIGHT_HIGH, DARK_HIGH = (
    Tokens(
        dark=at % 2 == 1,
        high=at > 1,
        **{name: _colour(values[at]) for name, values in _COLOURS.items()},
    )
    for at in range(4)
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
class TypeStyle:
    """A type style: size and line height in px, weight 400, 500 or 600."""

    px: int
    weight: int
    line: int


class Text(Enum):
    """The type scale. Sarabun's loops close below 13 px: ``TINY`` is for months and axes only."""

    DISPLAY = TypeStyle(28, 600, 40)
    TITLE = TypeStyle(22, 600, 32)
    DIALOG_TITLE = TypeStyle(20, 600, 29)
    PANE_TITLE = TypeStyle(18, 600, 25)
    FIGURE = TypeStyle(17, 600, 25)
    SECTION = TypeStyle(16, 600, 22)
    BODY = TypeStyle(15, 400, 20)
    BODY_MEDIUM = TypeStyle(15, 500, 20)
    BODY_STRONG = TypeStyle(15, 600, 20)
    LABEL = TypeStyle(14, 400, 20)
    LABEL_MEDIUM = TypeStyle(14, 500, 20)
    LABEL_STRONG = TypeStyle(14, 600, 20)
    NOTE = TypeStyle(13, 400, 18)
    NOTE_MEDIUM = TypeStyle(13, 500, 18)
    TINY = TypeStyle(12, 400, 18)
    TINY_STRONG = TypeStyle(12, 600, 18)

    def __init__(self, face: TypeStyle) -> None:
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
    SCORE_BAR: Final = 38
    SCORE_BAR_LOW: Final = 30
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
    PANE_MOST: Final = 4000
    """No side pane is wider, whatever the settings hold."""
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


class Stroke:
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


class Duration:
    """Durations in milliseconds."""

    FOLD: Final = 120
    GOOD_NEWS: Final = 8000
    CHANGED: Final = 2000
    BEFORE_PROGRESS: Final = 1000
    SETTLED: Final = 300
    """After which a drag or a burst of changes counts as over."""
