"""Collects everything read from a report."""

import re
from collections.abc import Sequence

from ita_desktop.domain.scores.results import Breakdown
from ita_desktop.exchange.remarks import Remark, RowError, Skipped
from ita_desktop.exchange.report import statements
from ita_desktop.exchange.report.lines import numbers
from ita_desktop.exchange.report.lines.lines import ReportLine
from ita_desktop.exchange.report.lines.numbers import Number, row_of
from ita_desktop.exchange.report.lines.sections import INSTRUMENTS, letter_in
from ita_desktop.exchange.report.results import (
    AnswerRow,
    CommentRow,
    GroupResult,
    ReadValue,
    ReportedFigure,
    Results,
    Weighted,
)
from ita_desktop.exchange.sheets import Origin

_IN_ALL = re.compile(r"(?:ผู้ตอบแบบประเมิน|การตอบ)\D{0,40}?([-\d,]+)\s*คน")


class Collected:
    """The values in a report's lines, each with its line."""

    def __init__(self) -> None:
        self.years: dict[int, Origin] = {}
        self.agencies: dict[str, Origin] = {}
        self.level: ReadValue[str] | None = None
        self.figures: list[ReportedFigure] = []
        self.weighted: list[Weighted] = []
        self.answers: list[AnswerRow] = []
        self.groups: list[GroupResult] = []
        self.comments: list[CommentRow] = []
        self.whole: dict[Origin, str] = {}
        """Text of rows on several lines, by the line that they are listed under."""
        self.skipped: list[Skipped] = []
        self.doubts: list[Remark] = []

    def skip(self, piece: ReportLine, error: RowError) -> None:
        """List a line that cannot be read."""
        self.skipped.append(Skipped.of(piece.origin, error))

    def doubt(self, piece: ReportLine, template: str, name: str) -> None:
        """List a line that was read but may belong to something else."""
        fields = {"name": numbers.quoted(name)}
        self.doubts.append(Remark(piece.origin, template, "ตรวจกับรายงานก่อนรับ", fields))

    def add_group(
        self,
        piece: ReportLine,
        by: Breakdown,
        name: str,
        node: str,
        count: Number | None,
        score: Number | None = None,
    ) -> None:
        """Add the figures of a group; a dash or None means no figure."""
        people = None if count is None or count.value is None else numbers.count(count)
        value = None if score is None or score.value is None else numbers.score(score)
        if people is not None or value is not None:
            self.groups.append(GroupResult(piece.origin, by, name, node, people, value))

    def note_count(self, piece: ReportLine) -> None:
        """Read ``จำนวนการตอบ IIT รวม 626 คน``."""
        found = _IN_ALL.search(piece.text)
        letter = letter_in(piece.text)
        if found and letter in {"I", "E"} and (counts := row_of(found[1]).numbers):
            self.add_group(piece, Breakdown.ALL, "", INSTRUMENTS[letter], counts[0])

    def note_level(self, piece: ReportLine, *, cover: bool) -> None:
        """Read the level in a line; the first one counts."""
        level = statements.level_in(piece.text, cover=cover)
        if level and self.level is None:
            self.level = ReadValue(level, piece.origin)

    def results(self, source: str, pieces: Sequence[ReportLine]) -> Results:
        """Return everything as one value; ``pieces`` are the lines that were read."""
        texts: dict[Origin, list[str]] = {}
        for piece in pieces:
            texts.setdefault(piece.origin, []).append(piece.text)
        return Results(
            source,
            tuple(ReadValue(year, origin) for year, origin in self.years.items()),
            tuple(ReadValue(name, origin) for name, origin in self.agencies.items()),
            self.level,
            figures=tuple(self.figures),
            weighted=tuple(self.weighted),
            answers=tuple(self.answers),
            groups=tuple(self.groups),
            comments=tuple(self.comments),
            skipped=tuple(self.skipped),
            doubts=tuple(self.doubts),
            lines={origin: " ".join(parts) for origin, parts in texts.items()} | self.whole,
        )
