"""Context from the lines above (the present section, and incomplete rows), the node of the score
tree that a line is about, allowing for scanning errors, and the rows with the answer counts of a
question."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

from ita_desktop.domain.dates import MONTHS, MONTHS_SHORT
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.scores.results import Breakdown
from ita_desktop.domain.text import BULLET
from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.exchange.remarks import LineError, Remark, RowError, Skipped
from ita_desktop.exchange.report import lines as report_lines
from ita_desktop.exchange.report import statements
from ita_desktop.exchange.report.results import (
    AnswerRow,
    CommentRow,
    GroupResult,
    ReadValue,
    RemarkRow,
    ReportedFigure,
    Results,
    Weighted,
)
from ita_desktop.exchange.sheets import Origin

_INDICATOR = lazy_re(r"ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*(\d{1,2}(?:\.\d{1,2})?)(?![\d.]*\d)\s*(.*)")
_TOTAL_WORDS = lazy_re(
    r"(?:(?:ผล|ค่า)?คะแนน(?:ใน)?(?:ภาพ)?รวม|คะแนน\s*ITA)(?:\s*ITA)?\s*:?(?:\s*ระดับ(?:ผลการประเมิน)?)?$"
)
_HEAD_OF_ONE = lazy_re(r"คะแนน\s*(IIT|EIT|OIT)\s*(?:\(\s*(\d{1,3})\s*%\s*\))?\s*")
_BEFORE = lazy_re(rf"(?:ข้อ(?:ที่)?|(?![○●]){BULLET})\s*(?=[^\s\d]?\s?[-.]?\d|[IEOQ][l|])")
"""Words or bullets before a code, without those that are read for its letter."""
_CODE = lazy_re(r"(?:([IEOQieol|○◯〇●])\s?[-.]?\s?|(0))([\dlIiOo○|]{1,2})(?![\dA-Za-z|]|[.,]\d|%)")
_LETTERS = str.maketrans("Qlie|o○◯〇●", "OIIEIOOOOO")
_DIGITS = str.maketrans("lIi|Oo○", "1111000")
_COUNTED = "|".join(map(re.escape, ("คน", "คะแนน", "ข้อ", "ครั้ง", "ปี", "วัน", *MONTHS, *MONTHS_SHORT)))
_BARE = lazy_re(rf"(\d{{1,3}})(?![\d.,/:]|\s*(?:{_COUNTED})(?![\u0e00-\u0e7f]))\s*(\D.*)?$")
_SEVERAL = lazy_re(r"[IEO]\s?\d{1,2}\s*(?:-|–|—|ถึง|,|และ)\s*[IEO]?\s?\d{1,2}")

_AFTER = " .:-–\t)"
_FIRST_DIGIT, _HEAD = 8, 24
"""Maximum positions of a code's first digit and of its end."""


class Node(NamedTuple):
    """A node, and the text after its code."""

    code: str
    remainder: str
    weight: Decimal | None = None
    """Weight, if the figure is in points of the total (29.66 of 30) instead of a score of 100."""
    bare: bool = False
    """Whether the code had lost its letter."""


def indicator_at(text: str) -> Node | None:
    """Return the indicator of ``ตัวชี้วัด 9.1 ข้อมูลพื้นฐาน``, or None."""
    found = _INDICATOR.match(text)
    return Node(found[1], found[2]) if found else None


def instrument_at(words: str) -> Node | None:
    """Return the instrument in ``คะแนน IIT (30%)``, the text before a line's only figure."""
    if _TOTAL_WORDS.fullmatch(words):
        return Node(TOTAL, "")
    found = report_lines.OF_INSTRUMENT.fullmatch(words)
    if found is None:
        return None
    weight = Decimal(found[2]) if found[2] else None
    return Node(TOTAL if found[1] == "ITA" else found[1], "", weight)


def adjacent_instruments(text: str) -> tuple[Node, ...]:
    """Return the instruments of adjacent headings, ``คะแนน IIT (30%) คะแนน EIT (30%)``, whose
    figures are on the next line; empty for other lines."""
    found = list(_HEAD_OF_ONE.finditer(text))
    if len(found) < 2 or "".join(match[0] for match in found) != text:
        return ()
    return tuple(Node(match[1], "", Decimal(match[2]) if match[2] else None) for match in found)


def item_at(text: str, letter: str, last: str) -> Node | None:
    """Return the item whose code begins a line. ``letter`` is the expected instrument, for numbers
    that lost their letter, and ``last`` the previous item."""
    if not _may_begin(text):
        return None
    if before := _BEFORE.match(text):
        text = text[before.end() :]
    if _SEVERAL.match(text):
        return None
    return _spelt(text, letter) or _misread(text, letter, last)


def _misread(text: str, letter: str, last: str) -> Node | None:
    """Return the item of a code that lost its letter, or has one that only the context explains."""
    bare = _BARE.match(text) if letter else None
    if bare is not None and not text.startswith("0"):
        code = _by_place(bare[1], letter, last)
        return Node(code, (bare[2] or "").strip(), bare=True) if code else None
    if text[:1].isdigit() and not text.startswith("0"):
        return None
    read = read_codes(text[:_HEAD], letter)
    if len(read.codes) != 1:
        return None
    rest = text[text.find(read.remainder, 0, _HEAD) if read.remainder else _HEAD :]
    return Node(read.codes[0], rest.lstrip(_AFTER))


def items_at(text: str) -> tuple[str, ...]:
    """Return the items that a line combines: ``O1 – O5, O7-O9``; empty for one or none."""
    if not _may_begin(text) or not _SEVERAL.match(text):
        return ()
    codes = read_codes(text).codes
    return codes if len(codes) > 1 else ()


def _may_begin(text: str) -> bool:
    return any(map(str.isdigit, text[:_FIRST_DIGIT])) or text[1:2] in {"l", "|"}


def _spelt(text: str, letter: str) -> Node | None:
    """Return the item of a complete, perhaps misread code: ``I-1``, ``Il0``, ``Q5``."""
    found = _CODE.match(text)
    if found is None or not (any(map(str.isdigit, found[3])) or text[0] == letter):
        return None
    number = int(found[3].translate(_DIGITS))
    head = "O" if found[2] else found[1].translate(_LETTERS)
    return Node(f"{head}{number}", text[found.end() :].lstrip(_AFTER)) if number else None


def _by_place(digits: str, letter: str, last: str) -> str:
    """Return the item that a number means: ``112`` is I12; ``11`` is I11 after I10, else I1."""
    wanted = int(last[1:]) + 1 if last.startswith(letter) else 1
    choices = [int(digits)] if len(digits) < 3 else []
    if letter == "I" and digits.startswith("1") and len(digits) > 1 and int(digits[1:]):
        choices.insert(0, int(digits[1:]))
    number = wanted if wanted in choices else next(iter(choices), 0)
    return f"{letter}{number}" if number else ""


_IN_ALL = lazy_re(r"(?:ผู้ตอบแบบประเมิน|การตอบ)\D{0,40}?([-\d,]+)\s*คน")


class Collected:
    """The values in the lines of a report, or in the lists of a file, each with its place; lists
    are called as in :class:`Results`."""

    def __init__(self) -> None:
        self.years: dict[int, Origin] = {}
        self.endings: dict[int, Origin] = {}
        """The years at the end of titles of several lines: of use where no line says more."""
        self.agencies: dict[str, Origin] = {}
        self.level: ReadValue[str] | None = None
        self.figures: list[ReportedFigure] = []
        self.weighted: list[Weighted] = []
        self.remarks: list[RemarkRow] = []
        self.answers: list[AnswerRow] = []
        self.groups: list[GroupResult] = []
        self.comments: list[CommentRow] = []
        self.whole: dict[Origin, str] = {}
        """Text of rows on several lines, by the line that they are listed under."""
        self.skipped: list[Skipped] = []
        self.doubts: list[Remark] = []

    def skip(self, piece: report_lines.ReportLine, error: RowError) -> None:
        """List a line that cannot be read."""
        self.skipped.append(Skipped.of(piece.origin, error))

    def doubt(self, piece: report_lines.ReportLine, template: str, name: str) -> None:
        """List a line that was read but may belong to something else."""
        fields = {"name": report_lines.quoted(name)}
        self.doubts.append(Remark(piece.origin, template, "ตรวจกับรายงานก่อนรับ", fields))

    def add_group(
        self,
        piece: report_lines.ReportLine,
        by: Breakdown,
        name: str,
        node: str,
        count: report_lines.Number | None,
        score: report_lines.Number | None = None,
    ) -> None:
        """Add the figures of a group; a dash or None means no figure."""
        people = None if count is None or count.value is None else report_lines.count(count)
        value = None if score is None or score.value is None else report_lines.score(score)
        if people is not None or value is not None:
            self.groups.append(GroupResult(piece.origin, by, name, node, people, value))

    def note_count(self, piece: report_lines.ReportLine) -> None:
        """Read ``จำนวนการตอบ IIT รวม 626 คน``."""
        found = _IN_ALL.search(piece.text)
        letter = report_lines.letter_in(piece.text)
        if found and letter in {"I", "E"} and (counts := report_lines.row_of(found[1]).numbers):
            self.add_group(piece, Breakdown.ALL, "", report_lines.INSTRUMENTS[letter], counts[0])

    def note_level(self, piece: report_lines.ReportLine, *, cover: bool) -> None:
        """Read the level in a line; the first one counts."""
        level = statements.level_in(piece.text, cover=cover)
        if level and self.level is None:
            self.level = ReadValue(level, piece.origin)

    def results(self, source: str, lines: Mapping[Origin, str], *, is_report: bool) -> Results:
        """Return everything as one value; ``lines`` are the texts that were read."""
        lists: dict[str, Any] = {
            name: tuple(own) for name, own in vars(self).items() if isinstance(own, list)
        }
        return Results(
            source,
            tuple(ReadValue(year, origin) for year, origin in (self.years or self.endings).items()),
            tuple(ReadValue(name, origin) for name, origin in self.agencies.items()),
            self.level,
            lines={**lines, **self.whole},
            is_report=is_report,
            **lists,
        )


Question: TypeAlias = tuple[str, str, str]
"""Instrument, key and wording."""

LONGEST = 4_000
"""Maximum length of a title or comment, to limit processing time."""
PROSE = 110
"""Minimum length of a line without cells that is running text."""
_PART_OF_NAME = 30
_NO_SCORE = lazy_re(r"(?:^|\s)[-–—]$")


class Above:
    """The context that all row readers share."""

    def __init__(self, read: Collected) -> None:
        self._read = read
        self.section = report_lines.ReportSection(report_lines.ReportPart.COVER)
        self.item = ""
        """The previous item, to resolve codes without letter."""
        self.question: Question | None = None
        """The question of the answers below."""
        self.waiting: tuple[report_lines.ReportLine, Node] | None = None
        """A code without its score so far, with the text."""
        self.words: report_lines.ReportLine | None = None
        """The beginning of a row without its figures so far."""

    @property
    def part(self) -> report_lines.ReportPart:
        """The present section of the report."""
        return self.section.part

    @property
    def letter(self) -> str:
        """The expected instrument, to resolve codes without letter."""
        return self.section.instrument if self.in_tables else ""

    @property
    def in_tables(self) -> bool:
        """Whether the section has items with scores or answers."""
        return self.part in {report_lines.ReportPart.SCORES, report_lines.ReportPart.ANSWERS}

    def enter(self, section: report_lines.ReportSection) -> None:
        """Begin a section; incomplete rows above are given up."""
        self.give_up_waiting()
        self.words = None
        letter = section.instrument
        if section.part is report_lines.ReportPart.COMMENTS and not letter:
            letter = self.section.instrument
        self.section = report_lines.ReportSection(section.part, letter)
        self.question = None
        self.item = ""

    def wait_for(self, piece: report_lines.ReportLine, node: Node) -> None:
        """Note a code whose score may stand below; a dash says that it has none."""
        self.waiting = None if says_no_score(piece.text) else (piece, node)

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


def says_no_score(text: str) -> bool:
    """Return whether a line ends with a dash, where a score stands."""
    return _NO_SCORE.search(text) is not None


def joined(first: str, second: str) -> str:
    """Join two parts of a name, without a space between Thai words."""
    thai = all("\u0e00" < letter <= "\u0e7f" for letter in (first[-1:], second[:1]) if letter)
    return f"{first}{second}" if thai else f"{first} {second}"


_OPTION = lazy_re(r"(\d{1,2})\s*\.\s*(\S.*)")
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

    def is_repeated(self, piece: report_lines.ReportLine) -> bool:
        """Return whether a row was read before: some systems print each table of answers twice."""
        return (self._above.question, piece.text) in self._seen

    def answer(self, piece: report_lines.ReportLine, row: report_lines.NumberRow) -> bool:
        """Read ``1. มี 3 0.48%``; return whether the line was accepted."""
        above = self._above
        # A clerk who fills in a form may omit the percentage.
        typed = (
            row.shape == "i"
            and len(piece.cells) == 2
            and above.part is report_lines.ReportPart.ANSWERS
        )
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
            raise LineError("อ่านตัวเลขในบรรทัดนี้ไม่ได้: “{text}”", text=report_lines.quoted(piece.text))
        count = report_lines.count(row.numbers[0])
        last = None if typed else row.numbers[1]
        percent = None if last is None or last.value is None else report_lines.percent(last)
        if above.question is None:
            raise LineError("ไม่รู้ว่าคำตอบ “{label}” เป็นของข้อใด", label=report_lines.quoted(found[2]))
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
        question = report_lines.question_of(text)
        if question is not None and self._above.part is report_lines.ReportPart.ANSWERS:
            instrument = report_lines.INSTRUMENTS.get(self._above.section.instrument, "")
            self._above.question = (instrument, *question)
