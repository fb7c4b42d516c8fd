"""Lines of text, as paragraphs are laid out. Lengths are points."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ita_desktop.documents.content import Image, Paragraph, Run
from ita_desktop.documents.layout.measures import MM
from ita_desktop.documents.styles import STYLES

BASELINE = 0.7
"""Baseline position as a share of the line height: two marks fit above, a vowel below."""
_ADDRESS = "://"
"""What every web address contains."""


class StyledPart(NamedTuple):
    """Pieces of a line in one style, each measured separately."""

    pieces: Sequence[str]
    bold: bool
    underline: bool = False


class Show(NamedTuple):
    """Consecutive parts that begin ``x`` points right of the column's left edge."""

    x: float
    parts: Sequence[StyledPart]
    size: float
    color: str = ""
    """``RRGGBB``; empty for black."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text; ``before`` is the space above it."""

    height: float
    before: float
    text: str
    shows: tuple[Show, ...] = ()
    rules: tuple[tuple[float, float], ...] = ()
    """Offset and width of each underline."""
    drop: float = 0.0
    """Distance of underlines below the baseline."""
    keep_next: bool = False
    """Whether no page break may follow the line."""
    ascent: float | None = None
    """Distance of the baseline from the top; None for the default of a single font size."""
    dots: tuple[tuple[float, float], ...] = ()
    """Offset and width of each dotted line below the text."""
    images: tuple[tuple[float, Image], ...] = ()
    """Pictures on the baseline, with their offsets."""
    begins: int = 0
    """Offset of its text in that of the paragraph, in characters."""
    parts: tuple[tuple[float, float, "TextLine"], ...] = ()
    """Nested lines, with their offsets from its left edge and its top."""
    ends: str = "\n"
    """What of the text is between it and the next line: the space at which the line was broken or
    nothing, a line break at the end of a paragraph, a vertical tab for one within it, a tab at the
    end of a cell."""
    heading: int = 0
    """The level of the heading that it is of, from 1; 0 for text."""

    @property
    def baseline(self) -> float:
        """Distance of the baseline from the top."""
        return self.height * BASELINE if self.ascent is None else self.ascent


def with_whole_addresses(lines: Iterable[TextLine]) -> Iterator[TextLine]:
    """Yields the lines; one that ends within a web address stays on the page of the next one."""
    inside = False
    for line in lines:
        _before, space, last = line.text.rpartition(" ")
        inside = not line.ends and (_ADDRESS in last or (inside and not space))
        yield replace(line, keep_next=True) if inside else line


def is_mixed(paragraph: Paragraph) -> bool:
    """Returns whether a paragraph has tabs, pictures, or character styles."""
    if paragraph.first is not None and paragraph.first < 0:
        return True
    return bool(paragraph.tabs) or any(run.style or run.image for run in paragraph.runs)


def with_number(paragraph: Paragraph) -> tuple[Paragraph, int]:
    """Returns the paragraph with its list number as text, and the length of that text."""
    if not paragraph.counted or not paragraph.mark or paragraph.hangs:
        return paragraph, 0
    gap = "\t" if paragraph.tabbed else " "
    lead = f"{paragraph.mark}{gap}" if paragraph.text else paragraph.mark
    runs = paragraph.runs or (Run(""),)
    first = replace(runs[0], text=lead + runs[0].text)
    return replace(paragraph, runs=(first, *runs[1:]), mark="", counted=""), len(lead)


def first_line(paragraph: Paragraph) -> float:
    """Returns the indent of the first line in points."""
    style = STYLES[paragraph.style]
    return (style.first_line if paragraph.first is None else paragraph.first) * MM
