"""Sizes used by several files, in px at 100 %, in addition to :mod:`ita_desktop.ui.theme.tokens`.
Sizes used by one file are defined there."""

from typing import Final

from ita_desktop.ui.theme.tokens import Height, Space, Text


class SystemFrame:
    """The assumed size of a window frame before the system has created one: that of Windows, whose
    sides and bottom are invisible; others are similar."""

    SIDE: Final = 8
    """Width at the sides and the bottom."""
    TITLE: Final = 32
    """Height of the title bar with the edge above."""


class TopBarSize:
    """Sizes of the top bar."""

    RIGHT_EDGE: Final = 28
    OFFICE_MOST: Final = 260
    SAVED_MOST: Final = 220
    SEARCH_WIDE: Final = 420
    SEARCH_LEAST: Final = 160
    SEARCH_NARROW: Final = 240
    ARROW: Final = 20
    """Width of the arrow beside undo that opens the list of changes."""


class YearPopupSize:
    """Sizes of the list of years."""

    WIDTH: Final = 400
    WORD_LEFT: Final = 34


class WelcomeSize:
    """Sizes of the welcome page."""

    WIDTH: Final = 620
    ENTRY: Final = 68
    ENTRY_LOW: Final = 54
    """Height of an entry with two lines, in a low window."""
    ENTRY_LINE: Final = 34
    """Height of an entry with its title only, in a very low window."""
    RECENT_LEAST: Final = 3
    """Number of recent files shown before entries get a second line."""
    EDGE: Final = 20
    """Space beside the texts, for the background of the selected entry."""
    WORDS: Final = EDGE + 38
    TITLE_TOP: Final = 12
    WHY_TOP: Final = 37
    MARK: Final = 40


class ChipSize:
    """Sizes of a chip."""

    PADDING: Final = 12
    PADDING_LEAST: Final = 5
    """Padding if the chips of a row do not fit otherwise."""
    BETWEEN: Final = 6


class CheckSize:
    """Sizes of a check box."""

    BOX: Final = 16
    WORDS: Final = BOX + 10
    """The x where the text begins."""
    LOCK_DOWN: Final = 3
    """Distance of a lock from the top of the text line."""


class FieldSize:
    """Sizes of fields and forms."""

    PADDING: Final = 10
    CHOICE_LEAST: Final = 96
    CARET_SIDE: Final = 5
    """Distance of the cursor from the left edge of Qt's cursor rectangle."""
    LABEL: Final = 128
    """Width of the labels before fields."""
    MOST: Final = 380
    """Width of a readable line."""
    PLACE: Final = 640
    """Width of a field with a path."""
    FIGURE: Final = 128
    """Width of a field with a score, or its placeholder."""


class SectionSize:
    """Sizes of a section's title row."""

    BASELINE: Final = 21
    """Baseline of the title in its row of 32 px."""
    NOTE_GAP: Final = 10


class PaneSize:
    """Sizes of the detail pane."""

    LEAST: Final = 280
    DRAWN_BESIDE: Final = 1190
    """Width of page and pane as designed at 1366 px; below it both shrink."""
    WORDS_BESIDE: Final = 1130
    """Width below which the change column is hidden, too."""
    SECTION_ROW: Final = 30
    ABOVE_SECTION: Final = 9
    NOTE_GAP: Final = 12
    FRAME: Final = 6
    """How far the frame of an editable value extends beyond its text."""
    VALUE_LEAST: Final = 80
    PROOF: Final = 44
    """Height of a piece of evidence: title and location."""
    LINK: Final = 28
    """Height of a link without a second line."""
    PROOF_LEAST: Final = 160
    PROOF_ICON_TOP: Final = 5
    RESULT_GAP: Final = 5
    ROWS: Final = 20
    """Preferred height of the pane in rows."""
    POINTS: Final = 460
    """Greatest height of an editable checklist."""
    GARUDA: Final = 113
    """Height of the garuda: 3 cm, as printed in orders."""
    DUTIES: Final = 2000
    """Greatest height of a list of duties, practically unlimited."""


class FloatSize:
    """Sizes of popups and dialogs."""

    SHADOW: Final = 8
    """Width of the shadow: rings of one px."""
    ASSIGN: Final = 340
    GROUP: Final = 380
    NAME: Final = 420
    RECORD: Final = 460
    FINDINGS: Final = 500
    HISTORY: Final = 480
    LIST_LEAST: Final = 180
    LIST_MOST: Final = 560
    OWNERS_LEAST: Final = 340
    FOOT: Final = 30
    """Height of the line with keyboard hints."""
    SEARCH_LEAST: Final = 398
    FILTER_LEAST: Final = 96


class SheetHeight:
    """Heights of small dialogs."""

    ABOUT: Final = 336
    RESTORE: Final = 420
    HAND_ON: Final = 430
    HEALTH: Final = 420
    CONNECT: Final = 430
    CONFLICT: Final = 470
    TAKE_HOME: Final = 300
    NEWER_VERSION: Final = 336


class TableSize:
    """Sizes of the table."""

    GUTTER: Final = Space.PAGE_EDGE - Space.CELL
    """Space left of the first and right of the last column, for the chevrons."""
    CHEVRON_LEFT: Final = 6
    INDENT: Final = 18
    """Indent of the code and chevron of a nested group."""
    HANDLE: Final = 6
    """Side of the fill handle."""
    HANDLE_REACH: Final = 6
    """Distance at which the pointer grabs the fill handle."""
    EDGE_REACH: Final = 4
    """Distance at which the pointer grabs a column's edge."""
    NAME_MOST: Final = 180
    """Greatest width of a name over a cell; a longer one is elided."""
    FADE: Final = 48
    """Width over which the last line fades out."""
    BAR: Final = 86
    FUNNEL_BELOW: Final = 60
    """Column width below which a funnel replaces กรอง…."""
    FILTER_TOP: Final = Height.TABLE_HEADER - 3
    """Filters are slightly nearer to their headings than to the line below."""
    PILL: Final = 22
    """Height of an active filter."""
    MOST_COLUMN: Final = 4000
    """Greatest column width, even if more is stored."""
    LEAST_COLUMN: Final = 40
    YEAR_MARK: Final = 16
    """Diameter of a finished or late occurrence in a schedule."""
    YEAR_RING: Final = 10
    """Diameter of a future occurrence."""
    YEAR_DUE: Final = 13
    """Diameter of the due occurrence."""
    YEAR_CHOSEN: Final = 22
    """Diameter of the ring around the selected occurrence."""
    YEAR_GAP: Final = 3
    """Space between a line and the ring at its end."""
    SPAN: Final = 8
    """Height of a bar of a timeline."""
    SPAN_LEAST: Final = 3
    """Least width of such a bar."""
    FLAG: Final = 20
    FLAG_BASELINE: Final = 16
    """Leaves space for the tone mark of วันนี้."""


class ChartSize:
    """Sizes of the dumbbell chart."""

    WIDTH: Final = 320
    LEAST: Final = 240
    AXIS_LEAST: Final = 64
    """Least width of the axis; names are elided before."""
    ROW: Final = 24
    NUMBER: Final = 20
    """Width of an indicator's right-aligned number."""
    VALUE: Final = 46
    DOT: Final = 4.5
    """Radius of this year's dot."""
    RING: Final = 3.75
    """Radius of the previous year's ring."""
    AXIS: Final = 20
    LEGEND: Final = 28
    CUT: Final = 4
    """Half the size of a stroke of the axis break."""
    NEAR: Final = 20
    """Axis labels nearer to the decisive score's than this are omitted."""
    PANE: Final = 410


class PreviewSize:
    """Sizes of the document preview."""

    WIDTH: Final = 400
    HEIGHT: Final = 560
    MARGIN: Final = 18
    GAP: Final = 16
    STEP: Final = 48
    """Scroll distance of an arrow key."""
    LEAST_PAGE: Final = 120
    SHADOW: Final = 3
    WORDING_WIDTH: Final = 460
    WORDING_HEIGHT: Final = 300


class MarkShape:
    """Shapes of the state icons on a square of 14 px."""

    RING: Final = (1.25, 1.25, 11.5, 11.5)
    DISC: Final = (0.5, 0.5, 13, 13)
    HALF: Final = (3.25, 3.25, 7.5, 7.5)
    HALF_FROM: Final = (7, 3.25)
    HALF_ARC: Final = (90, -180)
    """Start and span of the left half, in degrees."""
    TICK: Final = ((4.2, 7.3), (6.2, 9.2), (9.8, 5.2))
    DASH: Final = ((4.5, 7), (9.5, 7))
    STEM: Final = ((7, 3.9), (7, 7.4))
    """The stroke of the exclamation mark; ``POINT`` is below it."""
    POINT: Final = (7, 10.2)


class BoxShape:
    """Shapes in a check box of 16 px."""

    TICK: Final = ((4.4, 8.3), (7, 10.8), (11.6, 5.6))
    BAR: Final = ((4.5, 8), (11.5, 8))


class MeetingSize:
    """Sizes of the meetings page."""

    LIST: Final = 212
    """Width of the list of meetings."""
    ENTRY: Final = 58
    """Height of a meeting in the list."""
    LABEL: Final = 62
    """Width of labels at the beginning of a line."""
    DAY: Final = 132
    TIME: Final = 84
    NUMBER: Final = 64
    FIELD_LEAST: Final = 90


class OutlineSize:
    """Sizes of the agenda outline."""

    HEADING: Final = 82
    """The x of heading titles, after วาระที่ 1."""
    STEP: Final = 40
    """Width of an item's number, and indent of nested items."""
    ABOVE: Final = 6
    """Space above and below the text of a row."""
    BETWEEN: Final = 8
    """Space above a heading."""
    BELOW: Final = 156
    """Width of an item's handouts."""
    ATTACHED_FROM: Final = 520
    """Width below which handouts are below the title."""
    LINES: Final = 3
    """Greatest number of lines of a title."""


class RichSize:
    """Sizes of rich text fields."""

    LEVEL: Final = 20
    """Indent of a nested list."""
    LINES_MOST: Final = 400
    """Number of lines beyond which the field scrolls."""
    TOOL: Final = 24


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
    LINES_LARGE: Final = 8
    """Number of caption lines in the viewer before it scrolls."""
    CELL_HEIGHT: Final = CAPTION + LINES * Text.LABEL.line + Space.S
    FIELD: Final = 2 * CELL
    """Width of the caption editor."""
    HANDLE: Final = 8
    """Side of the handles of the crop frame."""
    REACH: Final = 12
    """Distance at which the pointer grabs a handle."""


class RecordSize:
    """Sizes of the popup to record progress."""

    LABEL: Final = 72
    DAY: Final = 120
    NUMBER: Final = 72
    TEXT_LINES: Final = 3
    LINES_MOST: Final = 8
    """Number of lines beyond which a text field scrolls."""
    ENTRIES_MOST: Final = 4
    """Number of visible entries beyond which the list scrolls."""
    UNIT_LINES: Final = 4
    """Number of lines of units beyond which they scroll."""


class HelpSize:
    """Sizes of the help window."""

    WIDTH: Final = 980
    HEIGHT: Final = 640
    CONTENTS: Final = 220
    """Least width of the contents, which are as wide as their longest title."""
    MARGIN: Final = 16
    """Margin of the text."""
    CELL: Final = 4
    """Padding of table cells."""
    BELOW: Final = 8
    """Space below a paragraph."""
    ABOVE_HEADING: Final = 16
    BETWEEN: Final = 3
    """Space around an entry of the contents."""
