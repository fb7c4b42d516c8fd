"""Context from the lines above (the present section, and incomplete rows), and the rows with the
answer counts of a question."""

import re
from typing import TypeAlias

from ita_desktop.exchange.remarks import LineError
from ita_desktop.exchange.report.lines import numbers
from ita_desktop.exchange.report.lines.lines import ReportLine
from ita_desktop.exchange.report.lines.nodes import Node
from ita_desktop.exchange.report.lines.numbers import NumberRow
from ita_desktop.exchange.report.lines.sections import (
    INSTRUMENTS,
    ReportPart,
    ReportSection,
    question_of,
)
from ita_desktop.exchange.report.results import AnswerRow
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


_OPTION = re.compile(r"(\d{1,2})\s*\.\s*(\S.*)")
_BROKEN_OFF = frozenset("0123456789,.")
"""Last characters of a label that contains the beginning of a figure."""


def option_in(text: str) -> re.Match[str] | None:
    """Match the number and label of an option: ``1. ข้าราชการ``."""
    return _OPTION.fullmatch(text)


class AnswerRows:
    """Reads answer rows below their question."""

    def __init__(self, above: Above, read: Collected) -> None:
        self._above = above
        self._read = read
        self._seen: set[tuple[Question | None, str]] = set()

    def is_repeated(self, piece: ReportLine) -> bool:
        """Return whether a row was read before: some systems print each table of answers twice."""
        return (self._above.question, piece.text) in self._seen

    def answer(self, piece: ReportLine, row: NumberRow) -> bool:
        """Read ``1. มี 3 0.48%``; return whether the line was accepted."""
        above = self._above
        # A clerk who fills in a form may omit the percentage.
        typed = row.shape == "i" and len(piece.cells) == 2 and above.part is ReportPart.ANSWERS
        if not typed and row.shape not in {"ip", "id", "pp", "dp", "-p", "i-"}:
            return False
        words = row.words
        if apart := not words and above.words is not None:
            words, above.words = above.words.text if above.words else "", None
            self._read.whole[piece.origin] = f"{words} {piece.text}"
        found = option_in(words)
        if found is None:
            return False
        if found[2][-1] in _BROKEN_OFF:
            raise LineError("อ่านตัวเลขในบรรทัดนี้ไม่ได้: “{text}”", text=numbers.quoted(piece.text))
        count = numbers.count(row.numbers[0])
        last = None if typed else row.numbers[1]
        percent = None if last is None or last.value is None else numbers.percent(last)
        if above.question is None:
            raise LineError("ไม่รู้ว่าคำตอบ “{label}” เป็นของข้อใด", label=numbers.quoted(found[2]))
        instrument, question, title = above.question
        if not apart:
            self._seen.add((above.question, piece.text))
        self._read.answers.append(
            AnswerRow(
                piece.origin, instrument, question, int(found[1]), found[2], count, percent, title
            )
        )
        return True

    def note_question(self, text: str) -> None:
        """Note a question about the respondents, whose answers follow."""
        question = question_of(text)
        if question is not None and self._above.part is ReportPart.ANSWERS:
            instrument = INSTRUMENTS.get(self._above.section.instrument, "")
            self._above.question = (instrument, *question)
