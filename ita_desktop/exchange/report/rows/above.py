"""Context from the lines above: the present section, and incomplete rows."""

from typing import TypeAlias

from ita_desktop.exchange.remarks import LineError
from ita_desktop.exchange.report.lines.lines import ReportLine
from ita_desktop.exchange.report.lines.nodes import Node
from ita_desktop.exchange.report.lines.sections import ReportPart, ReportSection
from ita_desktop.exchange.report.rows.collected import Collected

Question: TypeAlias = tuple[str, str, str]
"""Instrument, key and wording."""

LONGEST = 4_000
"""Maximum length of a title or comment, to limit processing time."""
PROSE = 110
"""Minimum length of a line without cells that is running text."""
_PART_OF_NAME = 30


class Above:
    """The context that all row readers share."""

    def __init__(self, read: Collected) -> None:
        self._read = read
        self.section = ReportSection(ReportPart.COVER)
        self.item = ""
        """The previous item, to resolve codes without letter."""
        self.question: Question | None = None
        """The question of the answers below."""
        self.waiting: tuple[ReportLine, Node] | None = None
        """A code without its score so far, with the text."""
        self.words: ReportLine | None = None
        """The beginning of a row without its figures so far."""

    @property
    def part(self) -> ReportPart:
        """The present section of the report."""
        return self.section.part

    @property
    def letter(self) -> str:
        """The expected instrument, to resolve codes without letter."""
        return self.section.instrument if self.in_tables else ""

    @property
    def in_tables(self) -> bool:
        """Whether the section has items with scores or answers."""
        return self.part in {ReportPart.SCORES, ReportPart.ANSWERS}

    def enter(self, section: ReportSection) -> None:
        """Begin a section; incomplete rows above are given up."""
        self.give_up_waiting()
        self.words = None
        letter = section.instrument
        if section.part is ReportPart.COMMENTS and not letter:
            letter = self.section.instrument
        self.section = ReportSection(section.part, letter)
        self.question = None
        self.item = ""

    def give_up_waiting(self) -> None:
        """Report that the score of a code was not found."""
        if self.waiting is None:
            return
        piece, node = self.waiting
        self.waiting = None
        if node.remainder or len(piece.text) < PROSE:
            self._read.skip(piece, LineError("ไม่พบคะแนนของ {code}", code=node.code))

    def is_incomplete(self, text: str) -> bool:
        """Return whether a code is alone or a name incomplete: titles, answers and parts of names
        are often repeated, like page headers."""
        if self.waiting is not None:
            return not self.waiting[1].remainder
        return self.words is not None and len(text) <= _PART_OF_NAME


def joined(first: str, second: str) -> str:
    """Join two parts of a name, without a space between Thai words."""
    thai = all("\u0e00" < letter <= "\u0e7f" for letter in (first[-1:], second[:1]) if letter)
    return f"{first}{second}" if thai else f"{first} {second}"
