"""Measures of parts that several files make, in px at 100 %, beside the common ones of
:mod:`ita_desktop.ui.theme.tokens`. What one file alone uses stands in it."""

from typing import Final

from ita_desktop.ui.theme.tokens import Height, Space, Text


class SystemFrame:
    """What a system's frame takes of the screen, until it has made one and can be asked: Windows'
    own, of which the sides and the foot cannot be seen; others take less or a little more."""

    SIDE: Final = 8
    """At both sides and the foot."""
    TITLE: Final = 32
    """The title bar with the edge above it."""


class TopBarSize:
    """The bar at the top."""

    RIGHT_EDGE: Final = 28
    OFFICE_MOST: Final = 260
    SAVED_MOST: Final = 220
    SEARCH_WIDE: Final = 420
    SEARCH_LEAST: Final = 160
    SEARCH_NARROW: Final = 240
    ARROW: Final = 20
    """Width of the arrow beside undo that opens the list of changes."""


class YearPopupSize:
    """The list under the year switch."""

    WIDTH: Final = 400
    WORD_LEFT: Final = 34


class WelcomeSize:
    """The lines of the welcome page."""

    WIDTH: Final = 620
    ENTRY: Final = 68
    ENTRY_LOW: Final = 54
    """Just room for both lines of an entry, where the window is low."""
    ENTRY_LINE: Final = 34
    """Its title alone, where the window is lower still."""
    RECENT_LEAST: Final = 3
    """Recent files that are shown before an entry gets room for its second line."""
    EDGE: Final = 20
    """Room at both sides of the words, so that the chosen entry's ground reaches around them."""
    WORDS: Final = EDGE + 38
    TITLE_TOP: Final = 12
    WHY_TOP: Final = 37
    MARK: Final = 40


class ChipSize:
    """A chip."""

    PADDING: Final = 12
    PADDING_LEAST: Final = 5
    """Where the chips of a row have no room for more."""
    BETWEEN: Final = 6


class CheckSize:
    """A check box."""

    BOX: Final = 16
    WORDS: Final = BOX + 10
    """Where the words begin."""
    LOCK_DOWN: Final = 3
    """How far a lock stands below the top of the words' line."""


class FieldSize:
    """Fields and forms."""

    PADDING: Final = 10
    CHOICE_LEAST: Final = 96
    CARET_SIDE: Final = 5
    """How far left of the caret Qt's rectangle around it begins."""
    LABEL: Final = 128
    """Width of the labels before fields."""
    MOST: Final = 380
    """The width of a line that can be read."""
    PLACE: Final = 640
    """A file's or a folder's whole place."""
    FIGURE: Final = 128
    """A score, or what stands where none is typed."""


class SectionSize:
    """A section's title row."""

    BASELINE: Final = 21
    """Where the title stands in its row of 32 px."""
    NOTE_GAP: Final = 10


class PaneSize:
    """The detail pane and its lines."""

    LEAST: Final = 280
    DRAWN_BESIDE: Final = 1190
    """Page and pane together as drawn at 1366 px; where they have less, each gives its part."""
    WORDS_BESIDE: Final = 1130
    """Where they have less than this, the change from the year before gives its part, too."""
    SECTION_ROW: Final = 30
    ABOVE_SECTION: Final = 9
    NOTE_GAP: Final = 12
    FRAME: Final = 6
    """How far the frame of an editable value reaches over its text."""
    VALUE_LEAST: Final = 80
    PROOF: Final = 44
    """Height of a piece of evidence: a title with its place below."""
    LINK: Final = 28
    """Height of a line that leads elsewhere and has no second one."""
    PROOF_LEAST: Final = 160
    PROOF_ICON_TOP: Final = 5
    RESULT_GAP: Final = 5
    ROWS: Final = 20
    """How many rows high the pane would like to be."""
    POINTS: Final = 460
    """A checklist that is edited is no higher."""
    GARUDA: Final = 113
    """Height of the office's garuda: 3 cm, as orders print it."""
    DUTIES: Final = 2000
    """Nor is a list of duties, which are read as a whole."""


class FloatSize:
    """What floats: popups and sheets."""

    SHADOW: Final = 8
    """Rings of shadow around the surface, one px each."""
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
    """Height of the line that tells the keys."""
    SEARCH_LEAST: Final = 398
    FILTER_LEAST: Final = 96


class SheetHeight:
    """Heights of dialogs that are smaller than the usual sheet."""

    ABOUT: Final = 336
    RESTORE: Final = 420
    HAND_ON: Final = 430
    HEALTH: Final = 420
    NEWER_VERSION: Final = 336


class TableSize:
    """Parts of the table."""

    GUTTER: Final = Space.PAGE_EDGE - Space.CELL
    """Room left of the first and right of the last column, where the fold chevrons stand."""
    CHEVRON_LEFT: Final = 6
    INDENT: Final = 18
    """How far a group inside a group moves its code and its chevron."""
    HANDLE: Final = 6
    """Side of the fill handle."""
    HANDLE_REACH: Final = 6
    """How near the pointer must come to take it."""
    EDGE_REACH: Final = 4
    """How near the pointer must be to a column's edge to resize it."""
    FADE: Final = 48
    """Over how many px the third of more than three lines fades."""
    BAR: Final = 86
    FUNNEL_BELOW: Final = 60
    """A narrower column shows a funnel instead of กรอง…"""
    FILTER_TOP: Final = Height.TABLE_HEADER - 3
    """Filters stand a little nearer to their captions than to the line below."""
    PILL: Final = 22
    """Height of a filter that is set."""
    MOST_COLUMN: Final = 4000
    """No column is wider, whatever the settings hold."""
    LEAST_COLUMN: Final = 40
    YEAR_MARK: Final = 16
    """Diameter of a finished or late occurrence in a schedule."""
    YEAR_RING: Final = 10
    """Diameter of one still to come."""
    YEAR_DUE: Final = 13
    """Diameter of the one that is due now."""
    YEAR_CHOSEN: Final = 22
    """Diameter of the ring around the one that the keyboard is at."""
    YEAR_GAP: Final = 3
    """Room between a line and the ring at its end."""
    SPAN: Final = 8
    """Height of a bar over the days of a year."""
    SPAN_LEAST: Final = 3
    """Width of one of a single day."""
    FLAG: Final = 20
    FLAG_BASELINE: Final = 16
    """There is room above for the mark over วันนี้."""


class ChartSize:
    """The dumbbells of the indicators."""

    WIDTH: Final = 320
    LEAST: Final = 240
    AXIS_LEAST: Final = 64
    """Names are cut before the axis is shorter than this."""
    ROW: Final = 24
    NUMBER: Final = 20
    """Room for an indicator's number, which stands right in it."""
    VALUE: Final = 46
    DOT: Final = 4.5
    """Radius of this year's dot."""
    RING: Final = 3.75
    """Radius of the ring of the year before."""
    AXIS: Final = 20
    LEGEND: Final = 28
    CUT: Final = 4
    """Half the height and width of a stroke where the axis is cut."""
    NEAR: Final = 20
    """Axis figures nearer to that of the mark than this are left out."""
    PANE: Final = 410


class PreviewSize:
    """The preview of a document."""

    WIDTH: Final = 400
    HEIGHT: Final = 560
    MARGIN: Final = 18
    GAP: Final = 16
    STEP: Final = 48
    """How far an arrow key scrolls."""
    LEAST_PAGE: Final = 120
    SHADOW: Final = 3
    WORDING_WIDTH: Final = 460
    WORDING_HEIGHT: Final = 300


class MarkShape:
    """The state marks, drawn on a square of 14 px."""

    RING: Final = (1.25, 1.25, 11.5, 11.5)
    DISC: Final = (0.5, 0.5, 13, 13)
    HALF: Final = (3.25, 3.25, 7.5, 7.5)
    HALF_FROM: Final = (7, 3.25)
    HALF_ARC: Final = (90, -180)
    """Where the left half begins and how far it goes, in degrees."""
    TICK: Final = ((4.2, 7.3), (6.2, 9.2), (9.8, 5.2))
    DASH: Final = ((4.5, 7), (9.5, 7))
    STEM: Final = ((7, 3.9), (7, 7.4))
    """The exclamation mark's stroke; ``POINT`` is below it."""
    POINT: Final = (7, 10.2)


class BoxShape:
    """What stands in a check box of 16 px."""

    TICK: Final = ((4.4, 8.3), (7, 10.8), (11.6, 5.6))
    BAR: Final = ((4.5, 8), (11.5, 8))


class MeetingSize:
    """The page of meetings."""

    LIST: Final = 212
    """Width of the list of the year's meetings."""
    ENTRY: Final = 58
    """Height of a meeting in it: its number over its day."""
    LABEL: Final = 62
    """Width of the labels before fields that begin a line."""
    DAY: Final = 132
    TIME: Final = 84
    NUMBER: Final = 64
    FIELD_LEAST: Final = 90


class OutlineSize:
    """The outline of an agenda."""

    HEADING: Final = 82
    """Where the titles of headings begin, behind วาระที่ 1."""
    STEP: Final = 40
    """Room for the number of a matter, and how far those below it stand further in."""
    ABOVE: Final = 6
    """Room above and below the words of a line."""
    BETWEEN: Final = 8
    """Room above a heading."""
    BELOW: Final = 156
    """Width of what is handed out with a matter."""
    ATTACHED_FROM: Final = 520
    """In a narrower outline it stands below the title."""
    LINES: Final = 3
    """Lines that a title may take."""


class RichSize:
    """Short rich text."""

    LEVEL: Final = 20
    """How far a list within a list stands in."""
    LINES_MOST: Final = 400
    """Higher than so many lines it scrolls within itself."""
    TOOL: Final = 24


class PhotoSize:
    """Photographs in a grid, and in the dialog that crops them."""

    WIDTH: Final = 120
    HEIGHT: Final = 90
    """Room for a photograph in the grid."""
    CELL: Final = WIDTH + 2 * Space.M
    """Least width of its place: two stand side by side in a pane, with both scroll bars."""
    CAPTION: Final = Space.S + HEIGHT + Space.XS
    """Where the caption begins below the top of the place."""
    LINES: Final = 2
    """Of a caption."""
    LINES_LARGE: Final = 8
    """Of a caption below its photograph that is shown large; more of them scroll."""
    CELL_HEIGHT: Final = CAPTION + LINES * Text.LABEL.line + Space.S
    FIELD: Final = 2 * CELL
    """Width of the field in which a caption is typed."""
    HANDLE: Final = 8
    """Side of the squares on the frame of a crop."""
    REACH: Final = 12
    """How near the pointer has to come to take one."""


class RecordSize:
    """The popup in which the result of a measure is typed."""

    LABEL: Final = 72
    DAY: Final = 120
    NUMBER: Final = 72
    TEXT_LINES: Final = 3
    LINES_MOST: Final = 8
    """Longer texts scroll within their field."""
    ENTRIES_MOST: Final = 4
    """Entries of one time that are seen at once; more of them scroll."""


class HelpSize:
    """The window of the manual."""

    WIDTH: Final = 980
    HEIGHT: Final = 640
    CONTENTS: Final = 220
    MARGIN: Final = 16
    """Room around the text."""
    CELL: Final = 4
    """Room around the words of a table's cell."""
    BELOW: Final = 8
    """Room below a paragraph."""
    ABOVE_HEADING: Final = 16
    BETWEEN: Final = 3
    """Room around a line of the contents."""
