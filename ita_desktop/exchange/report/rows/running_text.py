"""Reads the sentences of the summary: total, level, highest and lowest, respondents."""

import re

from ita_desktop.exchange.remarks import LineError, RowError
from ita_desktop.exchange.report import statements
from ita_desktop.exchange.report.lines import numbers
from ita_desktop.exchange.report.lines.lines import ReportLine
from ita_desktop.exchange.report.lines.numbers import Number
from ita_desktop.exchange.report.lines.sections import ReportPart
from ita_desktop.exchange.report.results import ReportedFigure
from ita_desktop.exchange.report.rows.above import LONGEST, PROSE, Above, joined
from ita_desktop.exchange.report.rows.collected import Collected

_SCORE = re.compile(r"(?<![\d.,])\d{1,3}[.,]\d\d(?![\d.,])")
_SENTENCE = 25
"""Shorter lines are no part of a sentence over several lines."""
_FEW = 5


def has_score(text: str) -> bool:
    """Return whether a text contains a figure with decimals."""
    return _SCORE.search(text) is not None


class RunningText:
    """Collects sentences, which may continue over many lines, and reads them when they end."""

    def __init__(self, above: Above, read: Collected) -> None:
        self._above = above
        self._read = read
        self.begun: ReportLine | None = None
        """Text so far, which may continue on the next line."""

    def take(self, piece: ReportLine) -> bool:
        """Add a line of text; return whether it was accepted."""
        text, above = piece.text, self._above
        if len(piece.cells) > 1 or above.waiting is not None or len(text) < _SENTENCE:
            return False
        if statements.is_criterion(text) or (above.in_tables and len(text) <= PROSE):
            return False
        before = self.begun
        whole = text if before is None else joined(before.text, text)
        if len(whole) > LONGEST:
            return False
        goes_on = before is not None and has_score(before.text)
        origin = before.origin if before is not None and goes_on else piece.origin
        self.begun = ReportLine(origin, (whole,), whole)
        return len(text) > PROSE or has_score(text)

    def end(self) -> None:
        """Read the collected text."""
        piece, self.begun = self.begun, None
        if piece is None:
            return
        try:
            self._sentences(piece)
        except RowError as error:
            self._read.skip(piece, error)

    def _sentences(self, piece: ReportLine) -> None:
        described, rest = statements.scores_in(piece.text)
        if described:
            self._read.whole[piece.origin] = piece.text
        for node, value in described:
            score = numbers.score(Number(str(value), value))
            self._read.figures.append(ReportedFigure(piece.origin, node, score, summary=True))
        self._read.note_count(piece)
        self._read.note_level(piece, cover=self._above.part is ReportPart.COVER)
        if left := _SCORE.findall(rest):
            raise LineError(
                "อ่านตัวเลข {figures} ในข้อความนี้ไม่ได้: “{text}”",
                figures=" ".join(left[:_FEW]),
                text=numbers.quoted(piece.text),
            )
