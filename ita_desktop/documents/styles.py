"""The named styles of all documents, in the official font (TH Sarabun) and its sizes, and
dimensions of cells, pictures and page lines that all file formats share.

Official documents use 16 pt of TH Sarabun. For a substitute font the back-end scales sizes (see
``layout/fonts.py``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final

from ita_desktop.documents.content import Align

OFFICIAL_LETTER = "TH Sarabun New"
OTHER_NAMES = ("TH SarabunPSK", "TH Sarabun")
"""Names of the font in other installations, for programs that choose a substitute."""

LEVEL_INDENT = 5.0
"""Indent of a paragraph of level 1, in mm."""
MARK_WIDTH = 4.0
"""Distance from the left edge of a list mark (``•``, ``-``) to that of the text, in mm."""
_MARK_LETTER = 2.0
"""Width per character of a longer mark (``10.``), in mm."""
MM: Final = 72 / 25.4
"""Points per millimetre."""

SIDE: Final = 4.0
ABOVE: Final = 1.0
BELOW: Final = 2.0
"""Padding of a cell with borders, in points: at each side, above and below its text."""
COLUMN_GAP: Final = 4.0
"""Padding at the right of each column of a table without borders, in points."""
SHORT: Final = 0.18
"""Share of the page height up to which a row is moved to the next page rather than split."""
WHOLE: Final = 0.5
"""The same for tables of whole rows: a longer row could leave its headings alone on a page."""

PICTURE_GAP: Final = 2.0
"""Distance between pictures side by side, and between rows of pictures, in mm."""
PICTURE_SIDES: Final = 3.0
"""Distance kept free beside the pictures of a cell, both sides together, in mm."""

SIGNATURE_SPACE: Final = 18.0
"""Space above the first line of a signature block, in mm."""
CLOSING_SPACE: Final = 4.0
"""Space above the closing line of a letter, in mm."""
BEFORE_SIGNATURE: Final = 2
"""Least number of text lines on the page of a signature."""
LAST_LINES: Final = 4
"""Least number of lines on a page that ends a document or a part of it: fewer look forgotten."""
LAST_CELL_LINES: Final = 6
"""The same for the last row of a table: the lines of a cell are narrow, and beside them is nothing
where other cells have ended."""
EDGE: Final = 10.0
"""Distance between the page's edge and its header or footer, in mm."""
RULE: Final = 0.5
"""Line width of table borders, in points; Word adds it to the height of a row."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: sizes in points, ``first_line`` in mm; ``pitch`` is line height over font
    size."""

    name: str
    title: str
    """The style's name in Word."""
    size: float = 16.0
    bold: bool = False
    align: Align = Align.LEFT
    before: float = 0.0
    after: float = 0.0
    first_line: float = 0.0
    pitch: float = 1.2
    keep_next: bool = False
    """Whether it stays on the page of the next block."""
    outline: int | None = None
    """Outline level, 0 the highest; None for body text."""
    color: str = ""
    """``RRGGBB``; empty for black."""

    @property
    def heading(self) -> int:
        """The level of a heading from 1, 0 for body text."""
        return 0 if self.outline is None else self.outline + 1


@dataclass(frozen=True, slots=True)
class CharacterLook:
    """A character style; ``size`` 0 keeps that of the paragraph."""

    name: str
    title: str
    size: float = 0.0
    bold: bool = False
    dotted: bool = False
    """Whether text and tabs have a dotted underline."""
    color: str = ""


URGENT_RED = "C00000"
SINGLE = 1.33
"""Single spacing of TH Sarabun New (1.325), slightly more so that text fits in Word, too."""

# Official correspondence has 16 points, single spacing, 6 points before a paragraph and a first
# line indent of 2.5 cm (ระเบียบงานสารบรรณ).
_paper = partial(Style, pitch=SINGLE)

# A centred chapter heading of up to three lines.
_chapter_center = partial(Style, size=18, bold=True, align=Align.CENTER, after=4, keep_next=True)

# Text of tables is smaller and closer than body text, as is usual in offices.
_in_cell = partial(Style, size=14, pitch=1.15)

_ALL = (
    Style("title", "ITA Title", bold=True, align=Align.CENTER, keep_next=True),
    Style("cover-title", "ITA Cover Title", size=28, bold=True, align=Align.CENTER, pitch=1.3),
    Style("cover-line", "ITA Cover Line", size=22, bold=True, align=Align.CENTER, pitch=1.3),
    Style("chapter", "ITA Chapter", 18, bold=True, before=8, after=4, keep_next=True, outline=0),
    Style("divider", "ITA Divider", size=24, bold=True, align=Align.CENTER, outline=0, pitch=1.3),
    Style("chapter-line", "ITA Chapter Line", size=18, bold=True, after=4, keep_next=True),
    _chapter_center("chapter-center", "ITA Chapter Centred", before=8, outline=0),
    _chapter_center("chapter-line-center", "ITA Chapter Line Centred"),
    Style("heading", "ITA Heading", bold=True, before=8, after=2, keep_next=True, outline=1),
    Style("subheading", "ITA Subheading", bold=True, before=5, after=3, keep_next=True, outline=2),
    Style("body", "ITA Body", first_line=12.5, after=4),
    Style("lead", "ITA Lead", first_line=12.5, after=4, keep_next=True),
    Style("line", "ITA Line"),
    Style("note", "ITA Note", size=14),
    Style("caption", "ITA Caption", size=14, bold=True, before=6, after=2, keep_next=True),
    Style("signature", "ITA Signature", align=Align.CENTER, pitch=SINGLE),
    Style("page-line", "ITA Page Line", size=14),
    Style("page-line-center", "ITA Page Line Centred", size=14, align=Align.CENTER),
    Style("page-line-right", "ITA Page Line Right", size=14, align=Align.RIGHT),
    _in_cell("cell", "ITA Cell"),
    _in_cell("cell-part", "ITA Cell Part", keep_next=True),
    _in_cell("cell-center", "ITA Cell Centred", align=Align.CENTER),
    _in_cell("cell-number", "ITA Cell Number", align=Align.RIGHT),
    # For signatures by hand; makes its row nine millimetres high.
    Style("cell-sign", "ITA Cell Signed", size=18, pitch=1.3),
    Style("cell-big", "ITA Cell Big", size=26, bold=True, align=Align.CENTER, pitch=1.1),
    _in_cell("cell-heading", "ITA Cell Heading", bold=True, align=Align.CENTER),
    _in_cell("cell-group", "ITA Cell Group", bold=True),
    # With single spacing a line is as high as its picture.
    _in_cell("picture-line", "ITA Picture Line", before=4, align=Align.CENTER, pitch=SINGLE),
    _in_cell("picture-caption", "ITA Picture Caption", align=Align.CENTER),
    Style("poster-title", "ITA Poster Title", size=44, bold=True, align=Align.CENTER),
    Style("poster-about", "ITA Poster About", size=26, bold=True, align=Align.CENTER),
    Style("poster-line", "ITA Poster Line", size=22, align=Align.CENTER, before=4),
    Style("poster-small", "ITA Poster Small", size=16, align=Align.CENTER, before=2),
    Style("poster-link", "ITA Poster Link", size=14, align=Align.CENTER),
    _in_cell("poster-slip-title", "ITA Slip Title", bold=True, align=Align.CENTER),
    Style("poster-slip", "ITA Slip", size=12, align=Align.CENTER, pitch=1.1, after=1.5),
    _paper("paper-title", "ITA Paper Title", bold=True, align=Align.CENTER, keep_next=True),
    _paper("paper-body", "ITA Paper Body", before=6, first_line=25.0),
    _paper("paper-line", "ITA Paper Line"),
    _paper("paper-center", "ITA Paper Centred", before=6, align=Align.CENTER),
    _paper(
        "paper-heading", "ITA Paper Heading", before=6, first_line=25.0, keep_next=True, outline=0
    ),
    _paper("paper-right", "ITA Paper Right", align=Align.RIGHT),
    _paper("paper-rule", "ITA Paper Rule", size=8, after=4),
    _paper("member", "ITA Member"),
    _paper("memo-title", "ITA Memo Title", size=29, bold=True, keep_next=True),
    _paper("urgency", "ITA Urgency", size=32, bold=True, keep_next=True, color=URGENT_RED),
    _paper("memo-field", "ITA Memo Field", keep_next=True),
    _paper("paper-field", "ITA Paper Field", before=6, keep_next=True),
    _paper("agenda-heading", "ITA Agenda Heading", before=6, keep_next=True, outline=0),
    _paper("agenda-matter", "ITA Agenda Matter", keep_next=True),
    _paper("contents-title", "ITA Contents Title", before=18, bold=True, align=Align.CENTER),
    _paper("contents-line", "ITA Contents Line", before=6),
    _paper("page-number", "ITA Page Number", align=Align.CENTER),
    _paper("catchword", "ITA Catchword", align=Align.RIGHT),
)


def mark_width(mark: str) -> float:
    """Returns the indent in mm of the text after ``mark``."""
    return max(MARK_WIDTH, _MARK_LETTER * len(mark))


STYLES: Mapping[str, Style] = MappingProxyType({style.name: style for style in _ALL})
"""All styles by name."""

LOOKS: Mapping[str, CharacterLook] = MappingProxyType(
    {
        look.name: look
        for look in (
            CharacterLook("label", "ITA Label", size=20, bold=True),
            CharacterLook("filled", "ITA Filled In", dotted=True),
        )
    }
)
"""All character styles by name."""
