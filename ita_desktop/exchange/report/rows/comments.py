"""Reads the respondents' comments."""

import re

from ita_desktop.exchange.report.lines import pages
from ita_desktop.exchange.report.lines.lines import ReportLine
from ita_desktop.exchange.report.lines.nodes import indicator_at, item_at
from ita_desktop.exchange.report.lines.numbers import NumberRow
from ita_desktop.exchange.report.lines.sections import INSTRUMENTS, section_of
from ita_desktop.exchange.report.results import CommentRow
from ita_desktop.exchange.report.rows.above import LONGEST, Above
from ita_desktop.exchange.report.rows.answers import option_in
from ita_desktop.exchange.report.rows.collected import Collected

_NUMBERED = re.compile(r"(\d{1,3})\s*[.)]\s*(.*)")
_CELLS_OF_COMMENT = 2
"""Number of cells of a comment: number and text; table rows have more."""
_ENDS_COMMENTS = ("จากข้อมูลข้างต้น", "ตัวชี้วัดที่", "แบบวัด", "แบบตรวจ")


class CommentLines:
    """Reads comments, which may continue over lines and pages. ``running_headers`` are lines
    repeated on each page."""

    def __init__(self, above: Above, read: Collected, running_headers: frozenset[str]) -> None:
        self._above = above
        self._read = read
        self._running_headers = running_headers
        self._passed: set[str] = set()
        """Those that occurred outside of the comments."""

    def pass_over(self, text: str) -> None:
        """Note a repeated line outside of the comments."""
        self._passed.add(text)

    def end_at(self, piece: ReportLine, row: NumberRow) -> bool:
        """Return whether a line ends the comments."""
        text = piece.text
        if section_of(text, row) is not None:
            return True
        if re.sub(r"^[\d.() ]+", "", text).startswith(_ENDS_COMMENTS):
            return True
        if row.shape == "d":
            of_table = len(piece.cells) > _CELLS_OF_COMMENT
            return of_table or item_at(text, "", "") is not None or indicator_at(text) is not None
        if row.shape == "ip":
            return option_in(row.words) is not None
        return row.shape == "ididd" or row.shape.startswith("iddd")

    def take(self, piece: ReportLine) -> None:
        """Read a line of a comment."""
        # Identical comments are no page headers; headers also occur elsewhere, or contain numbers.
        numbered = piece.text in self._running_headers and any(map(str.isdigit, piece.text))
        if numbered or piece.text in self._passed or pages.is_page_number(piece.text):
            return
        found = _NUMBERED.fullmatch(piece.text)
        if found is not None and not found[2]:
            return
        instrument = INSTRUMENTS.get(self._above.section.instrument, "")
        comments = self._read.comments
        last = comments[-1] if comments and found is None else None
        if last is not None and last.instrument == instrument and len(last.text) < LONGEST:
            comments[-1] = CommentRow(last.origin, instrument, f"{last.text} {piece.text}")
        else:
            text = found[2] if found is not None else piece.text
            comments.append(CommentRow(piece.origin, instrument, text))
