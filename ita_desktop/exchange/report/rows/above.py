"""What the lines above say of the next one: where it stands, and which row is not whole yet."""

from typing import TypeAlias

from ita_desktop.exchange.remarks import LineError
from ita_desktop.exchange.report.lines.lines import ReportLine
from ita_desktop.exchange.report.lines.nodes import Node
from ita_desktop.exchange.report.lines.sections import ReportPart, ReportSection
from ita_desktop.exchange.report.rows.collected import Collected

Question: TypeAlias = tuple[str, str, str]
"""Instrument, key and wording."""

LONGEST = 4_000
"""No title, nor what one respondent wrote, is longer; with a bound no text takes long."""
PROSE = 110
"""Longer lines without cells are running text."""
_PART_OF_NAME = 30


class Above:
    """What the readers of all kinds of rows know of the lines that came before."""

    def __init__(self, read: Collected) -> None:
        self._read = read
        self.section = ReportSection(ReportPart.COVER)
        self.item = ""
        """The item that stood last, for codes that lost their letter."""
        self.question: Question | None = None
        """What the answers below belong to."""
        self.waiting: tuple[ReportLine, Node] | None = None
        """A code whose score is still to come, with the words so far."""
        self.words: ReportLine | None = None
        """The beginning of a row whose figures are still to come."""

    @property
    def part(self) -> ReportPart:
        """The part of the report."""
        return self.section.part

    @property
    def letter(self) -> str:
        """Which items stand here, so that numbers that lost their letter are known."""
        return self.section.instrument if self.in_tables else ""

    @property
    def in_tables(self) -> bool:
        """Whether items stand here with their scores or answers."""
        return self.part in {ReportPart.SCORES, ReportPart.ANSWERS}

    def enter(self, section: ReportSection) -> None:
        """A part begins: what was not whole above it stays so."""
        self.give_up_waiting()
        self.words = None
        letter = section.instrument
        if section.part is ReportPart.COMMENTS and not letter:
            letter = self.section.instrument
        self.section = ReportSection(section.part, letter)
        self.question = None
        self.item = ""

    def give_up_waiting(self) -> None:
        """The score of a code does not come any more."""
        if self.waiting is None:
            return
        piece, node = self.waiting
        self.waiting = None
        if node.rest or len(piece.text) < PROSE:
            self._read.skip(piece, LineError("ไม่พบคะแนนของ {code}", code=node.code))

    def lacks_words(self, text: str) -> bool:
        """Whether a code stood alone or a name is not whole: titles, answers and parts of names
        stand often, as what is on each page does."""
        if self.waiting is not None:
            return not self.waiting[1].rest
        return self.words is not None and len(text) <= _PART_OF_NAME


def joined(first: str, second: str) -> str:
    """Two parts of a name: Thai words have no blank between them."""
    thai = all("\u0e00" < letter <= "\u0e7f" for letter in (first[-1:], second[:1]) if letter)
    return f"{first}{second}" if thai else f"{first} {second}"
