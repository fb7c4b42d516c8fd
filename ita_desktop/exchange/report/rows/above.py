"""Context from the lines above (the present section, and incomplete rows), and the rows with the
answer counts of a question."""

import re
from collections.abc import Sequence
from typing import TypeAlias

from ita_desktop.domain.scores.results import Breakdown
from ita_desktop.exchange.remarks import LineError, Remark, RowError, Skipped
from ita_desktop.exchange.report import numbers, statements
from ita_desktop.exchange.report.lines import (
    INSTRUMENTS,
    ReportLine,
    ReportPart,
    ReportSection,
    letter_in,
    question_of,
)
from ita_desktop.exchange.report.nodes import Node
from ita_desktop.exchange.report.numbers import Number, NumberRow, row_of
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
            is_report=True,
        )


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
