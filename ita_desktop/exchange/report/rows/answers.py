"""Reads the answer counts of a question."""

import re

from ita_desktop.exchange.remarks import LineError
from ita_desktop.exchange.report.lines import numbers
from ita_desktop.exchange.report.lines.lines import ReportLine
from ita_desktop.exchange.report.lines.numbers import NumberRow
from ita_desktop.exchange.report.lines.sections import INSTRUMENTS, ReportPart, question_of
from ita_desktop.exchange.report.results import AnswerRow
from ita_desktop.exchange.report.rows.above import Above, Question
from ita_desktop.exchange.report.rows.collected import Collected

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
