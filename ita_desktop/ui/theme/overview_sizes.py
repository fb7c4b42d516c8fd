"""Sizes of ภาพรวม in px at 100 %: columns, timeline, blocks."""

from typing import Final

from ita_desktop.ui.theme.tokens import Space


class OverviewSize:
    """The layout of the page."""

    ONE_COLUMN: Final = 1100
    """Window width below which there is a single column."""
    WIDE: Final = 1760
    """Window width from which two columns have space for all texts."""
    BLEED: Final = Space.S
    """How far book tables extend beyond their text on both sides."""
    EDGE: Final = Space.PAGE_EDGE - BLEED
    BETWEEN: Final = Space.SECTIONS
    """Distance of two columns; their texts are 16 px further apart."""
    SHARES: Final = (352, 255, 470)
    """Widths of units, dates and the right-hand column in proportion, as designed at 1366 px."""
    ROW_LOW: Final = 23
    """Row height of book tables if the window is too low for 26 px."""
    GAP_LOW: Final = Space.M
    """Distance between rows of sections in a low window."""
    UNDER_YEAR: Final = Space.S
    """Distance between the timeline and the first titles, which have space above."""
    BOTTOM: Final = Space.XS


class TodoColumns:
    """ต้องทำก่อน."""

    CODE: Final = 50
    CODE_MOST: Final = 110
    OWNER: Final = 100
    OWNER_WIDE: Final = 150
    DAY: Final = 52
    DAY_WIDE: Final = 78
    LEFT: Final = 76
    SCORE_GAIN: Final = 40
    GAP: Final = 10
    GAP_WIDE: Final = 20


class OverviewUnitColumns:
    """รายหน่วย."""

    NAME: Final = 114
    NAME_WIDE: Final = 150
    DONE: Final = 42
    LATE: Final = 96
    GAP: Final = Space.M


class LevelColumns:
    """ระดับถัดไป."""

    CODE: Final = 34
    CODE_MOST: Final = 90
    CODE_YEAR: Final = 88
    VALUE: Final = 52
    WORD: Final = 114
    ADDS: Final = 84


class SubColumns:
    """รายตัวชี้วัดย่อย."""

    CODE: Final = 36
    CODE_MOST: Final = 90
    BLOCKS: Final = 80
    BLOCKS_WIDE: Final = 132
    DONE: Final = 42
    SCORE: Final = 50
    GAP: Final = Space.S


class DateColumns:
    """วันสำคัญถัดไป."""

    DAY: Final = 30


class BlockSize:
    """Sizes of blocks: one per item."""

    HEIGHT: Final = 10
    GAP: Final = 3
    MOST: Final = 22
    LEAST: Final = 5
    """Width below which the blocks of a state become one segment."""
    LATE_LEAST: Final = 8
    """Least width of a segment with an exclamation mark."""
    RADIUS: Final = 2
    STROKE: Final = 1.25
    STEM: Final = (1.5, 4.5)
    """Size of the exclamation mark's stroke in a late block."""
    POINT: Final = 1.5
    SIGN_TOP: Final = 2
    SIGN_LEAST: Final = 5
    """Width below which a late block has no exclamation mark."""
    SIGN_GAP: Final = 1


class YearSize:
    """Sizes of the timeline."""

    HEIGHT: Final = 54
    BASELINE: Final = 15
    """Baseline of the months and of today's label, with space for the tone mark of วันนี้."""
    MONTH_GAP: Final = 5
    TICK_TOP: Final = 4
    TICK: Final = 13
    FLAG: Final = 19
    FLAG_PADDING: Final = 7
    BAR_MIDDLE: Final = 28
    BAR: Final = 8
    PHASE_GAP: Final = 3
    PIN: Final = 14
    PIN_REACH: Final = 24
    """Side of the clickable square of a pin."""
    PIN_HALO: Final = 18
    PIN_RING: Final = 2.5
    PIN_PASSED: Final = 7
    PINS_APART: Final = 16
    TODAY: Final = 2
    LABEL_TOP: Final = 36
    LABEL: Final = 18
    LABEL_GAP: Final = 6
    LABEL_MOST: Final = 132
    POPOVER: Final = 340
    FACT: Final = 24
