"""The named styles of all documents, in the official letter (TH Sarabun) and its sizes.

Sizes are those of TH Sarabun, in which 16 pt is the size of official documents. Where another
letter stands in for it, the back-end scales (see ``layout/text/letters.py``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from ita_desktop.documents.content import Align

OFFICIAL_LETTER = "TH Sarabun New"
OTHER_NAMES = ("TH SarabunPSK", "TH Sarabun")
"""Names of the same letter in other installations, for programs that choose a substitute."""

LEVEL_INDENT = 5.0
"""Millimetres that a paragraph of level 1 stands further in."""
MARK_WIDTH = 4.0
"""Millimetres between the left edges of a mark (``•``, ``-``) and of the text behind it."""
_MARK_LETTER = 2.0
"""Millimetres for each letter of a longer mark (``10.``)."""


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes in points, ``first_line`` in millimetres; ``pitch`` is line height over font size."""

    name: str
    title: str
    """The style's name as Word lists it."""
    size: float = 16.0
    bold: bool = False
    align: Align = Align.LEFT
    before: float = 0.0
    after: float = 0.0
    first_line: float = 0.0
    pitch: float = 1.2
    keep_next: bool = False
    """Never parted by a page break from what follows."""
    outline: int | None = None
    """Depth in the outline of the document, 0 the highest; ``None`` for plain text."""
    color: str = ""
    """Red, green and blue in hexadecimal; empty for black."""


@dataclass(frozen=True, slots=True)
class CharacterLook:
    """A character style: the look of a stretch within a paragraph; ``size`` 0 for that of the
    paragraph."""

    name: str
    title: str
    size: float = 0.0
    bold: bool = False
    dotted: bool = False
    """Whether a dotted line runs below it, and below its tabs."""
    color: str = ""


URGENT_RED = "C00000"
SINGLE = 1.33
"""Single spacing of TH Sarabun New (1.325), a little more so that what fits here fits in Word."""

# The papers of the office have 16 points, single spacing, 6 points before a paragraph and its
# first line 2.5 cm further in (rules of official correspondence).
_paper = partial(Style, pitch=SINGLE)

# A heading of three lines stands in the middle of the page.
_chapter_center = partial(Style, size=18, bold=True, align=Align.CENTER, after=4, keep_next=True)

# Tables are set a little smaller and closer than running text, as offices do.
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
    # Where somebody signs by hand; it makes its row nine millimetres high.
    Style("cell-sign", "ITA Cell Signed", size=18, pitch=1.3),
    Style("cell-big", "ITA Cell Big", size=26, bold=True, align=Align.CENTER, pitch=1.1),
    _in_cell("cell-heading", "ITA Cell Heading", bold=True, align=Align.CENTER),
    _in_cell("cell-group", "ITA Cell Group", bold=True),
    # A line of single spacing is as high as its picture.
    _in_cell("picture-line", "ITA Picture Line", before=4, align=Align.CENTER, pitch=SINGLE),
    _in_cell("picture-caption", "ITA Picture Caption", align=Align.CENTER),
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
    """Millimetres by which the text hangs behind a mark."""
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
