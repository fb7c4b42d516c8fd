"""Colours of the themes, light and dark, each also in high contrast, and common sizes.

One px is a logical pixel at 100 %. Custom-painted widgets call :func:`tokens` in ``paintEvent`` and
store no colours, so that a change of theme only needs a repaint.
"""

from enum import Enum, StrEnum
from typing import Final

from PySide6.QtGui import QColor

from ita_desktop.domain.frozen import dataclass

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
"""Light, dark, and both high-contrast colours by name: 0xRRGGBB, or 0xAARRGGBB if translucent."""
_CHOSEN: Final = (
    (6,),
    (1, 6),
    (0, 3, 6),
    (0, 2, 5, 6),
    (0, 2, 4, 5, 6),
    (0, 1, 2, 4, 5, 6),
    (0, 1, 2, 3, 4, 5, 6),
)
"""The backgrounds of so many classes, told apart as far as can be."""


@dataclass(frozen=True)
class Tokens:
    """The colours of a theme, named by use.

    ``text3`` must not be used on ``rail`` or ``hover``, where its contrast is below 4.5:1, so a
    hovered row uses ``text2`` instead. ``line`` and ``line2`` are decorative; visible borders of
    fields and check boxes use ``control`` (3:1). In high contrast text has 7:1 and every line 3:1.
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
    """Background of selected text in a field, whose colour is ``on_marked``."""
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
    """One of the rings of a shadow."""
    dim: QColor
    """Overlay that dims the window under a dialog."""


def _colour(value: int) -> QColor:
    # The constructor would make PySide initialize all of Qt's enumerations, for Qt.GlobalColor.
    return QColor.fromRgb(value) if value <= 0xFFFFFF else QColor.fromRgba(value)


LIGHT, DARK, LIGHT_HIGH, DARK_HIGH = (
    Tokens(
        dark=at % 2 == 1,
        high=at > 1,
        **{name: _colour(values[at]) for name, values in _COLOURS.items()},
    )
    for at in range(4)
)


class CurrentTheme:
    """The current theme. Only :mod:`theme` changes it."""

    def __init__(self) -> None:
        self.tokens = LIGHT


shown: Final = CurrentTheme()


def of_theme(*, dark: bool, high: bool) -> Tokens:
    """Returns the colours of a theme."""
    if high:
        return DARK_HIGH if dark else LIGHT_HIGH
    return DARK if dark else LIGHT


def tokens() -> Tokens:
    """Returns the current colours."""
    return shown.tokens


SCALE: Final = tuple(
    (_colour(ground), _colour(ink))
    for ground, ink in (
        (0xE1EEF9, 0x000000),
        (0xBFDCF2, 0x000000),
        (0x98C6E8, 0x000000),
        (0x7DB5E0, 0x000000),
        (0x62A3D6, 0x000000),
        (0x1E5488, 0xFFFFFF),
        (0x0A3460, 0xFFFFFF),
    )
)
"""Backgrounds of values from low to high, and the colour of the text on them, in every theme. One
hue whose lightness falls, so that the order is seen by whoever sees colours differently, and in
greyscale; every text has 7:1."""


def scale_of(step: int, steps: int) -> tuple[QColor, QColor]:
    """Returns background and text colour of one of ``steps`` classes, 0 the lowest."""
    return SCALE[_CHOSEN[min(steps, len(SCALE)) - 1][min(step, len(SCALE) - 1)]]


class Tone(StrEnum):
    """A colour by its role, for attributes that outlive a paint event."""

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
    LINE = "line"
    LINE2 = "line2"
    CHROME = "chrome"
    SURFACE = "surface"
    TINT = "tint"
    HOVER = "hover"
    DOING_TINT = "doing_tint"
    LATE_TINT = "late_tint"

    @property
    def colour(self) -> QColor:
        """The current colour of the role."""
        colour: QColor = getattr(tokens(), self)
        return colour


@dataclass(frozen=True)
class TypeStyle:
    """A text style: size and line height in px, weight 400, 500 or 600."""

    px: int
    weight: int
    line: int


class Text(Enum):
    """The text styles. Below 13 px Sarabun's loops close: ``TINY`` is for months and axes only."""

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
        """Line height in px; at least that of Thai vowels and tone marks."""

    # Looked up for each painted word: the hash of an Enum is computed in Python every time.
    __hash__ = object.__hash__


class Space:
    """Spacings in steps of 4 px."""

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
    """How far tone marks over high vowels extend above a line (ปั๊, ที่), in any style."""
    BELOW_LINE: Final = 3
    """How far vowels extend below a line (ปู, กุ), in any style."""
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
    """Greatest width of a side pane, even if more is stored."""
    PANE_WIDE: Final = 420
    DETAILS_LEAST: Final = 150
    """Below this, the details of a total stand below it."""
    PREVIEW: Final = 584
    DIALOG: Final = 980
    DIALOG_WIDE: Final = 1270
    DIALOG_HEIGHT: Final = 552
    DIALOG_TALL: Final = 860
    """With a wide one, for rows of several lines, of which few would be seen at a time."""
    DIALOG_MARGIN: Final = 96
    DIALOG_MARGIN_LOW: Final = 40
    """Above and below a dialog together, in a low window."""
    SHEET_SMALL: Final = 620
    NEW_WORKSPACE_HEIGHT: Final = 330
    NEW_YEAR_HEIGHT: Final = 430
    CONFIRM: Final = 396
    CONFLICT: Final = 760
    YEAR: Final = 158
    SEARCH: Final = 300
    PANE_LABEL: Final = 92
    EMPTY: Final = 520
    SCROLL_BAR: Final = 10
    MENU_LEAST: Final = 180
    WINDOW_MIN: Final = 900
    WINDOW_MIN_HEIGHT: Final = 480
    """A screen of 1920 x 1080 at 200 % is 540 px high, minus frame and task bar."""


class Breakpoint:
    """Window widths (and a height) in logical px at which the layout changes."""

    NARROW: Final = 1000
    FOLDED: Final = 1200
    WIDE: Final = 1600
    TALL: Final = 1000
    LOW: Final = 600
    """Below it bars and rows are lower: 1366 x 768 at 150 % is 512 px high."""
    LOWEST: Final = 500
    """Below it each row has one line: 1280 x 720 at 150 % is 480 px high, and 1366 x 768 less its
    task bar."""


class Stroke:
    """Stroke widths in px."""

    HAIR: Final = 1
    FOCUS: Final = 2
    FOCUS_GAP: Final = 2
    STATE_RING: Final = 1.5
    SIGN: Final = 1.75
    """Width of the tick and the exclamation mark in a state icon."""


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
    CHANGED_BY_OTHERS: Final = 4000
    FADE: Final = 600
    BEFORE_PROGRESS: Final = 1000
    SETTLED: Final = 300
    """Delay after which a drag or a burst of changes is considered finished."""
