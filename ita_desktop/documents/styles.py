"""The named styles of all documents, in the official letter (TH Sarabun) and its sizes.

Sizes are those of TH Sarabun, in which 16 pt is the size of official documents. Where another
letter stands in for it, the back-end scales (see ``letters.py``).
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


# Tables are set a little smaller and closer than running text, as offices do.
_in_cell = partial(Style, size=14, pitch=1.15)

_ALL = (
    Style("title", "ITA Title", bold=True, align=Align.CENTER, keep_next=True),
    Style("heading", "ITA Heading", bold=True, before=8, after=2, keep_next=True, outline=0),
    Style("subheading", "ITA Subheading", bold=True, before=5, after=3, keep_next=True, outline=1),
    Style("body", "ITA Body", first_line=12.5, after=4),
    Style("line", "ITA Line"),
    Style("note", "ITA Note", size=14),
    Style("caption", "ITA Caption", size=14, bold=True, before=6, after=2, keep_next=True),
    Style("signature", "ITA Signature", align=Align.CENTER),
    Style("page-line", "ITA Page Line", size=14),
    Style("page-line-center", "ITA Page Line Centred", size=14, align=Align.CENTER),
    Style("page-line-right", "ITA Page Line Right", size=14, align=Align.RIGHT),
    _in_cell("cell", "ITA Cell"),
    _in_cell("cell-part", "ITA Cell Part", keep_next=True),
    _in_cell("cell-center", "ITA Cell Centred", align=Align.CENTER),
    _in_cell("cell-number", "ITA Cell Number", align=Align.RIGHT),
    Style("cell-big", "ITA Cell Big", size=26, bold=True, align=Align.CENTER, pitch=1.1),
    _in_cell("cell-heading", "ITA Cell Heading", bold=True, align=Align.CENTER),
    _in_cell("cell-group", "ITA Cell Group", bold=True),
)

STYLES: Mapping[str, Style] = MappingProxyType({style.name: style for style in _ALL})
"""All styles by name."""
