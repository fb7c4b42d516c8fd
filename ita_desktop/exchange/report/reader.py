"""Reads the text of an official report line by line.

A line is recognised by its form rather than by its position, so that lost headings and page breaks
do no harm: ``76 98.86 62 99.08 98.97`` always ends a department. Lines with figures that are not
understood are skipped and listed; nothing is guessed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ita_desktop.domain.errors import Phrase
from ita_desktop.exchange.remarks import LineError, Remark, RowError
from ita_desktop.exchange.report import lines, statements
from ita_desktop.exchange.report.lines import (
    ReportLine,
    ReportPart,
    ReportSection,
    is_heads,
    pieces_of,
    section_of,
)
from ita_desktop.exchange.report.numbers import NumberRow, quoted, row_of
from ita_desktop.exchange.report.results import Results
from ita_desktop.exchange.report.rows.above import Above, AnswerRows, Collected, option_in
from ita_desktop.exchange.report.rows.scores import (
    CommentLines,
    GroupRows,
    RunningText,
    ScoreRows,
    has_score,
)
from ita_desktop.exchange.sheets import DataSheet, Origin, WorkProgress

_WORDS = Phrase("ไม่มีคะแนนหรือจำนวนที่อ่านได้ในแถวนี้")
_BROKEN_ROWS = frozenset(
    (ReportPart.ANSWERS, ReportPart.LANGUAGES, ReportPart.DEPARTMENTS, ReportPart.SERVICES)
)


def read_report(sheets: Sequence[DataSheet], work_progress: WorkProgress | None = None) -> Results:
    """Return the results of the report in ``sheets``; lines that cannot be read are listed."""
    pieces = list(pieces_of(sheets))
    reader = _Reader(lines.running_headers(piece.text for piece in pieces))
    for number, piece in enumerate(pieces):
        (work_progress or WorkProgress()).at(number, len(pieces))
        reader.take(piece)
    reader.finish()
    texts: dict[Origin, list[str]] = {}
    for piece in pieces:
        texts.setdefault(piece.origin, []).append(piece.text)
    told = {origin: " ".join(parts) for origin, parts in texts.items()}
    read = reader.read.results(sheets[0].source if sheets else "", told, is_report=True)
    return replace(read, aside=tuple(_words_alone(sheets, read)))


def _words_alone(sheets: Sequence[DataSheet], read: Results) -> Iterator[Remark]:
    """Yield table rows from which nothing was read; plain text has many such lines."""
    stated = (read.figures, read.weighted, read.answers, read.groups, read.comments)
    texts = (read.years, read.agencies, read.skipped, read.doubts)
    known = {value.origin for kind in (*stated, *texts) for value in kind}
    if read.level is not None:
        known.add(read.level.origin)
    for sheet in sheets:
        for row in () if sheet.of_lines else sheet.rows:
            if (origin := Origin(sheet.name, row.number)) not in known:
                yield Remark(origin, _WORDS)


class _Reader:
    """Passes each line to the reader of its kind. ``running_headers`` are lines repeated on each
    page."""

    def __init__(self, running_headers: frozenset[str]) -> None:
        self._running_headers = running_headers
        self.read = Collected()
        self._above = Above(self.read)
        self._groups = GroupRows(self._above, self.read)
        self._scores = ScoreRows(self._above, self.read)
        self._answers = AnswerRows(self._above, self.read)
        self._comments = CommentLines(self._above, self.read, running_headers)
        self._text = RunningText(self._above, self.read)
        self._years: tuple[int, ...] = ()
        """The years that the columns of the present table compare."""

    def finish(self) -> None:
        """Report incomplete rows at the end of the text."""
        self._text.end()
        self._above.give_up_waiting()

    def take(self, piece: ReportLine) -> None:
        """Read one line; list it if it cannot be read."""
        if self._answers.is_repeated(piece):
            return
        before = self._text.begun
        try:
            self._take(piece, row_of(piece.text))
        except RowError as error:
            self._above.waiting = self._above.words = None
            self._groups.end_name()
            self.read.skip(piece, error)
        if before is not None and self._text.begun is before:
            self._text.end()

    def _take(self, piece: ReportLine, row: NumberRow) -> None:
        text = piece.text
        if self._above.part is ReportPart.COMMENTS and not self._comments.end_at(piece, row):
            self._comments.take(piece)
            return
        if self._answers.answer(piece, row):
            return
        self._note_title(piece)
        if text in self._running_headers and not (
            is_heads(text) or self._above.is_incomplete(text)
        ):
            self._comments.pass_over(text)
            return
        section = section_of(text, row)
        self._note_compared_years(text, starts=section is not None)
        if section is not None:
            self._enter(section, piece)
        elif is_heads(text) and not has_score(text):
            self._groups.heads(text)
        elif not (self._groups.heads_apart(text) or self._figure_line(piece, row)):
            self._unknown(piece, row)

    def _figure_line(self, piece: ReportLine, row: NumberRow) -> bool:
        """Try each kind of row; return whether one accepted the line."""
        return (
            self._groups.group(piece, row)
            or self._scores.indicator(piece, row)
            or self._scores.read_adjacent(piece, row)
            or self._scores.instrument(piece, row)
            or self._scores.part_of_item(piece)
            or self._scores.item(piece, row)
            or self._groups.respondents(piece, row)
            or self._text.take(piece)
            or self._scores.waited_for(piece, row)
            or self._without_figures(piece, row)
        )

    def _note_compared_years(self, text: str, *, starts: bool) -> None:
        """Note a table that compares years. Raises LineError for its rows with figures, because
        most of them are not of the year of the report."""
        years = statements.compared_years(text)
        if years:
            self._years = years
        elif (starts or is_heads(text)) and not has_score(text):
            self._years = ()
        elif self._years and has_score(text):
            raise LineError(
                "ตารางนี้มีคะแนนของปี {years} ข้างกัน จึงไม่ได้อ่าน: “{text}”",
                years=" ".join(map(str, self._years)),
                text=quoted(text),
            )

    def _enter(self, section: ReportSection, piece: ReportLine) -> None:
        self._above.enter(section)
        self._groups.enter()
        self.read.note_count(piece)

    def _note_title(self, piece: ReportLine) -> None:
        if self._above.part is ReportPart.COMMENTS:
            return
        years = set(statements.years_in(piece.text))
        # A sentence that gives the scores of two years compares them.
        for year in years if len(years) == 1 or not has_score(piece.text) else ():
            self.read.years.setdefault(year, piece.origin)
        if (ending := statements.year_ending_title(piece.text)) is not None:
            self.read.endings.setdefault(ending, piece.origin)
        if len(piece.cells) == 1 and not has_score(piece.text):  # not a row of a table
            for name in statements.agencies_in(piece.text):
                self.read.agencies.setdefault(name, piece.origin)
        self.read.note_level(piece, cover=self._above.part is ReportPart.COVER)

    def _without_figures(self, piece: ReportLine, row: NumberRow) -> bool:
        """Handle a line of text: part of a row split over lines, a question, or nothing."""
        part = self._above.part
        option = option_in(piece.text) if part is ReportPart.ANSWERS else None
        text = piece.text if option is None else option[2]  # “2.20 - 30 ปี” is not a score of 2.20
        if has_score(text) or (row.numbers and not _is_plain(piece, row)):
            return False
        if statements.level_in(piece.text, cover=part is ReportPart.COVER):
            return True
        self._scores.title_goes_on(piece)
        self._answers.note_question(piece.text)
        if part in _BROKEN_ROWS and not row.numbers:
            self._groups.goes_on(piece)
        return True

    def _unknown(self, piece: ReportLine, row: NumberRow) -> None:
        if self._above.part is ReportPart.ANSWERS and row.shape.endswith("d"):
            # An item without code: the answers below do not belong to the previous one.
            self._above.question = None
        if not (lines.is_page_number(piece.text) or statements.is_criterion(piece.text)):
            raise LineError("อ่านตัวเลขในบรรทัดนี้ไม่ได้: “{text}”", text=quoted(piece.text))


def _is_plain(piece: ReportLine, row: NumberRow) -> bool:
    """Return whether the figures of a line are a date, a year or a page number."""
    if lines.is_page_number(piece.text):
        return True
    return row.shape == "i" and len(piece.cells) == 1 and bool(re.search(r"25\d\d$", piece.text))
