"""Reads the text of an official report line by line.

A line is known by its shape rather than by its place, so that a lost heading or a page break in
a table loses nothing: ``76 98.86 62 99.08 98.97`` ends a department wherever it stands. What has
figures and is not understood is left out and listed; nothing is guessed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.records import Breakdown
from ita_desktop.domain.scoring import round_score
from ita_desktop.exchange.remarks import LineError, Remark, RowError, Skipped
from ita_desktop.exchange.report import numbers, pages, telling
from ita_desktop.exchange.report.lines import Piece, pieces_of
from ita_desktop.exchange.report.nodes import (
    Node,
    indicator_at,
    instrument_at,
    instruments_beside,
    item_at,
    items_at,
)
from ita_desktop.exchange.report.numbers import Number, Row, row_of
from ita_desktop.exchange.report.results import (
    AnswerRow,
    CommentRow,
    Figure,
    GroupRow,
    Results,
    Told,
    Weighted,
)
from ita_desktop.exchange.report.sections import (
    INSTRUMENTS,
    Part,
    Section,
    is_heads,
    letter_in,
    question_of,
    section_of,
)
from ita_desktop.exchange.sheets import Origin, Pace, Sheet

_WORDS = Phrase("ไม่มีคะแนนหรือจำนวนที่อ่านได้ในแถวนี้")
_NUMBERED = re.compile(r"(\d{1,3})\s*[.)]\s*(.*)")
_OPTION = re.compile(r"(\d{1,2})\s*\.\s*(\S.*)")
_SEX_ROW = re.compile(r"(?:\d\s*\.?\s*)?(IIT|EIT|OIT)")
_BROKEN_OFF = frozenset("0123456789,.")
"""A label that ends so has the beginning of a figure in it."""
_ALL = re.compile(r"(?:รวม|รวมทั้งหมด|รวมทั้งสิ้น)")
_IN_ALL = re.compile(r"(?:ผู้ตอบแบบประเมิน|การตอบ)\D{0,40}?([-\d,]+)\s*คน")
_OF_POINTS = re.compile(r"(\d{1,3}\.\d{1,2})\s*/\s*(\d{1,3})(?!\d)")
_IN_BRACKETS = re.compile(
    r"\(\s*(?:คะแนนเฉลี่ย|คะแนน|ได้)?\s*(\d{1,3}(?:\.\d{1,2})?)\s*คะแนน\s*\)"
    r"|\(\s*คะแนนเฉลี่ย\s*(\d{1,3}(?:\.\d{1,2})?)\s*\)"
)
_WHOLE = re.compile(r"(.*?)(?<![\d.,])(\d{1,3})\s*คะแนน")
_SCORE = re.compile(r"(?<![\d.,])\d{1,3}[.,]\d\d(?![\d.,])")
_BROKEN_ROWS = frozenset((Part.ANSWERS, Part.LANGUAGES, Part.DEPARTMENTS, Part.SERVICES))
_IN_NAME = re.compile(r"\([^()]{1,40}\)")
"""``ฝ่ายเทศกิจ (ชุดที่ 2)``: elsewhere in a name a number belongs to something else."""
_DEPARTMENT, _SERVICE = re.compile("[i-][id-][i-][id-]{2}"), re.compile("[i-][id-]{3,}")
_OF_A_DEPARTMENT = 5
_FEW = 5
_CELLS_OF_COMMENT = 2
"""A number and the comment; a row of a table has more."""
_PART_OF_NAME = 30
_NAME_GOES_ON = re.compile("[\u0e01-\u0e4e]{2,30}(?: ในพื้นที่เขต)?")
"""What may be the rest of a name below its row; headings of pages have more than one word."""
_SHORT, _SHORTEST = 8, 3
"""No title is as short, nor what a narrow column has of the title that comes next."""
_SENTENCE = 25
"""Shorter lines are no part of a sentence that goes over lines."""
_PROSE = 110
"""Longer lines without cells are running text."""
_LONGEST = 4_000
"""No title, nor what one respondent wrote, is longer; with a bound no text takes long."""
_CALLED = frozenset((TOTAL, *INSTRUMENTS.values()))
_SEXES = (("ชาย", "ชาย"), ("หญิง", "หญิง"), ("อื่น", "อื่น ๆ"), ("ไม่ระบุ", "ไม่ระบุ"), ("รวม", ""))
_USUAL_SEXES = ("ชาย", "หญิง", "ไม่ระบุ", "")
_SEX_HEADS = dict(_SEXES) | {"อื่น ๆ": "อื่น ๆ", "อื่นๆ": "อื่น ๆ"}
_SERVICE_ITEM = re.compile(r"E\d{1,2}")
_ENDS_COMMENTS = ("จากข้อมูลข้างต้น", "ตัวชี้วัดที่", "แบบวัด", "แบบตรวจ")


def read_report(sheets: Sequence[Sheet], pace: Pace | None = None) -> Results:
    """What the report in ``sheets`` says. Never raises for what a line holds: it is listed."""
    reader = _Reader()
    pieces = list(pieces_of(sheets))
    reader.furniture = pages.furniture(piece.text for piece in pieces)
    for number, piece in enumerate(pieces):
        (pace or Pace()).at(number, len(pieces))
        reader.take(piece)
    reader.finish()
    read = reader.results(sheets[0].source if sheets else "", pieces)
    return replace(read, aside=tuple(_words_alone(sheets, read)))


def _words_alone(sheets: Sequence[Sheet], read: Results) -> Iterator[Remark]:
    """The rows of tables that nothing was read of; the text of a report is full of such lines."""
    stated = (read.figures, read.weighted, read.answers, read.groups, read.comments)
    told = (read.years, read.agencies, read.skipped, read.doubts)
    known = {one.origin for kind in (*stated, *told) for one in kind}
    if read.level is not None:
        known.add(read.level.origin)
    for sheet in sheets:
        for row in () if sheet.of_lines else sheet.rows:
            if (origin := Origin(sheet.name, row.number)) not in known:
                yield Remark(origin, _WORDS)


class _Reader:
    def __init__(self) -> None:
        self.furniture: frozenset[str] = frozenset()
        """Lines that stand again on each page."""
        self._passed: set[str] = set()
        """Those that stood outside of what respondents wrote."""
        self._section = Section(Part.COVER)
        self._columns: tuple[str, ...] = _USUAL_SEXES
        self._service_items: tuple[str, ...] = ()
        self._item = ""
        """The item that stood last, for codes that lost their letter."""
        self._question: tuple[str, str, str] | None = None
        """Instrument, key and wording that answers below belong to."""
        self._waiting: tuple[Piece, Node] | None = None
        """A code whose score is still to come, with the words so far."""
        self._side_by_side: tuple[Node, ...] = ()
        """Headings whose figures are to come on the next line."""
        self._words: Piece | None = None
        self._rows_are_numbered = False
        self._named = 0
        """How many figures of groups the row before brought, whose name may go on below it."""
        """The beginning of a department or service whose figures are still to come."""
        self._prose: Piece | None = None
        """Sentences so far, which may go on in the next line."""
        self._years: dict[int, Origin] = {}
        self._agencies: dict[str, Origin] = {}
        self._level: Told[str] | None = None
        self._figures: list[Figure] = []
        self._weighted: list[Weighted] = []
        self._answers: list[AnswerRow] = []
        self._seen: set[tuple[tuple[str, str, str] | None, str]] = set()
        self._groups: list[GroupRow] = []
        self._comments: list[CommentRow] = []
        self._whole: dict[Origin, str] = {}
        """Rows that stood on several lines, by the line that is named for them."""
        self._skipped: list[Skipped] = []
        self._doubts: list[Remark] = []

    def results(self, source: str, pieces: Sequence[Piece]) -> Results:
        """All that was read."""
        texts: dict[Origin, list[str]] = {}
        for piece in pieces:
            texts.setdefault(piece.origin, []).append(piece.text)
        return Results(
            source,
            tuple(Told(year, origin) for year, origin in self._years.items()),
            tuple(Told(name, origin) for name, origin in self._agencies.items()),
            self._level,
            figures=tuple(self._figures),
            weighted=tuple(self._weighted),
            answers=tuple(self._answers),
            groups=tuple(self._groups),
            comments=tuple(self._comments),
            skipped=tuple(self._skipped),
            doubts=tuple(self._doubts),
            lines={origin: " ".join(parts) for origin, parts in texts.items()} | self._whole,
        )

    def finish(self) -> None:
        """What waits for a figure at the end of the text never got it."""
        self._end_prose()
        self._give_up_waiting()

    def take(self, piece: Piece) -> None:
        """Reads one line; what cannot be read is listed."""
        if (self._question, piece.text) in self._seen:
            return  # some systems print each table of answers twice
        before = self._prose
        try:
            self._take(piece, row_of(piece.text))
        except RowError as error:
            self._waiting = self._words = None
            self._named = 0
            self._skipped.append(Skipped.of(piece.origin, error))
        if before is not None and self._prose is before:
            self._end_prose()

    def _take(self, piece: Piece, row: Row) -> None:
        text = piece.text
        if self._section.part is Part.COMMENTS and not self._leaves_comments(piece, row):
            self._comment(piece)
            return
        if self._answer(piece, row):
            return
        self._note_title(piece)
        if text in self.furniture and not (is_heads(text) or self._lacks_words(text)):
            self._passed.add(text)
            return
        section = section_of(text, row)
        if section is not None:
            self._enter(section, piece)
        elif is_heads(text) and not _SCORE.search(text):
            self._heads(text)
        elif not (self._heads_apart(text) or self._figure_line(piece, row)):
            self._unknown(piece, row)

    def _lacks_words(self, text: str) -> bool:
        """Whether a code stood alone or a name is not whole: titles, answers and parts of names
        stand often, as what is on each page does."""
        if self._waiting is not None:
            return not self._waiting[1].rest
        return self._words is not None and len(text) <= _PART_OF_NAME

    def _figure_line(self, piece: Piece, row: Row) -> bool:
        """Tries each kind of row; whether one took the line."""
        return (
            self._group(piece, row)
            or self._indicator(piece, row)
            or self._beside(piece, row)
            or self._instrument(piece, row)
            or self._item_row(piece, row)
            or self._respondents(piece, row)
            or self._running_text(piece)
            or self._rest(piece, row)
        )

    # -- sections

    def _enter(self, section: Section, piece: Piece) -> None:
        self._give_up_waiting()
        self._words = None
        self._named = 0
        letter = section.instrument
        if section.part is Part.COMMENTS and not letter:
            letter = self._section.instrument
        self._section = Section(section.part, letter)
        self._question = None
        self._columns = _USUAL_SEXES
        self._item = ""
        self._told_count(piece)

    def _told_count(self, piece: Piece) -> None:
        """``จำนวนการตอบ IIT รวม 626 คน``."""
        found = _IN_ALL.search(piece.text)
        letter = letter_in(piece.text)
        if found is not None and letter in {"I", "E"}:
            number = row_of(found[1]).numbers
            if number:
                self._add_group(piece, Breakdown.ALL, "", INSTRUMENTS[letter], number[0])

    def _heads(self, text: str) -> None:
        if "ชาย" in text or "หญิง" in text:
            at = sorted((text.find(word), name) for word, name in _SEXES if word in text)
            self._columns = tuple(name for _, name in at)
        codes = tuple(f"E{number}" for number in re.findall(r"E\s?(\d{1,2})\b", text))
        if self._section.part is Part.SERVICES and codes:
            self._service_items = codes

    def _heads_apart(self, text: str) -> bool:
        """A heading of one column on a line of its own."""
        part = self._section.part
        if part is Part.SEXES and text in _SEX_HEADS:
            self._columns = (*(() if text == "ชาย" else self._columns), _SEX_HEADS[text])
            return True
        if part is Part.SERVICES and _SERVICE_ITEM.fullmatch(text):
            self._service_items = (*(() if text == "E1" else self._service_items), text)
            return True
        return part in {Part.DEPARTMENTS, Part.SERVICES} and text in {"IIT", "EIT"}

    def _note_title(self, piece: Piece) -> None:
        if self._section.part is Part.COMMENTS:
            return
        for year in telling.years_in(piece.text):
            self._years.setdefault(year, piece.origin)
        if len(piece.cells) == 1 and not _SCORE.search(piece.text):  # no row of a table
            for name in telling.agencies_in(piece.text):
                self._agencies.setdefault(name, piece.origin)
        self._note_level(piece)

    def _note_level(self, piece: Piece) -> None:
        level = telling.level_in(piece.text, cover=self._section.part is Part.COVER)
        if level and self._level is None:
            self._level = Told(level, piece.origin)

    # -- respondents and groups

    def _group(self, piece: Piece, row: Row) -> bool:
        """A department (``idid`` and a mean) or a service (a count and scores). Where the heading
        says which of them stands here, scores may lack decimals and a dash may stand for none."""
        part = self._section.part
        if part is Part.DEPARTMENTS:
            row = row.dashes_back(_OF_A_DEPARTMENT)
        elif part is Part.SERVICES:
            row = row.dashes_back(len(self._service_items) + 2)
        shape = row.shape
        first = len(self._groups)
        if shape == "ididd" or (part is Part.DEPARTMENTS and _DEPARTMENT.fullmatch(shape)):
            self._department(piece, row)
        elif re.fullmatch("id{3,}", shape) or (part is Part.SERVICES and _SERVICE.fullmatch(shape)):
            self._service(piece, row)
        else:
            return False
        self._named = len(self._groups) - first
        return True

    def _goes_on(self, piece: Piece) -> None:
        """Words of a row that was broken over lines: before its figures, or after them."""
        text = piece.text
        if re.match(r"\d", text):
            self._words = piece
        elif self._words is not None:
            whole = _joined(self._words.text, text)
            self._words = piece._replace(origin=self._words.origin, cells=(whole,), text=whole)
        elif self._named and _NAME_GOES_ON.fullmatch(text) and not any(telling.agencies_in(text)):
            for at in range(len(self._groups) - self._named, len(self._groups)):
                group = self._groups[at]
                self._groups[at] = replace(group, name=_joined(group.name, text))
            if not piece.origin.page:
                whole = self._groups[-1].name
                self._doubt(piece, "ชื่อ “{name}” อ่านต่อกันจากสองบรรทัด", name=numbers.quoted(whole))

    def _doubt(self, piece: Piece, template: str, **fields: object) -> None:
        self._doubts.append(Remark(piece.origin, template, "ตรวจกับรายงานก่อนรับ", fields))

    def _department(self, piece: Piece, row: Row) -> None:
        name = self._group_name(piece, row.words)
        iit, eit, both = row.numbers[:2], row.numbers[2:4], row.numbers[4]
        for node, (count, score) in (("IIT", iit), ("EIT", eit)):
            self._add_group(piece, Breakdown.DEPARTMENT, name, node, count, score)
        self._add_group(piece, Breakdown.DEPARTMENT, name, TOTAL, None, both)

    def _service(self, piece: Piece, row: Row) -> None:
        name = self._group_name(piece, row.words)
        count, whole, *scores = row.numbers
        codes = self._service_items or tuple(f"E{at + 1}" for at in range(len(scores)))
        if len(codes) != len(scores):
            raise LineError(
                "มีคะแนน {count} ค่า แต่หัวตารางมี {codes} ข้อ", count=len(scores), codes=len(codes)
            )
        self._add_group(piece, Breakdown.SERVICE, name, "EIT", count, whole)
        for code, score in zip(codes, scores, strict=True):
            self._add_group(piece, Breakdown.SERVICE, name, code, None, score)

    def _group_name(self, piece: Piece, words: str) -> str:
        before = self._words
        self._words = None
        self._give_up_waiting()
        if not re.match(r"\d", words) and before is not None:
            words = _joined(before.text, words)
            self._whole[piece.origin] = f"{before.text} … {piece.text}"
        numbered = re.match(r"\d{1,3}\s*\.?\s*", words)
        name = words[numbered.end() :] if numbered else words
        name = name.strip()
        if numbered:
            self._rows_are_numbered = True
        elif self._rows_are_numbered:
            self._doubt(piece, "แถวของ “{name}” ไม่มีลำดับ ชื่ออาจไม่ครบ", name=numbers.quoted(name))
        if not name or any(map(str.isdigit, _IN_NAME.sub("", name))):
            raise LineError("แถวนี้ไม่มีชื่อฝ่ายหรือบริการ: “{text}”", text=numbers.quoted(piece.text))
        return name

    def _respondents(self, piece: Piece, row: Row) -> bool:
        part, shape = self._section.part, row.shape
        if not shape or shape.strip("i-"):
            return False
        words = row.words.strip()
        if part is Part.LANGUAGES and not words and self._words is not None:
            words, self._words = self._words.text, None
        sexes = part is Part.SEXES or len(shape) >= 3
        if sexes and (_SEX_ROW.fullmatch(words) or _ALL.fullmatch(words)):
            self._sexes(piece, words, row.numbers)
            return True
        if part is Part.LANGUAGES and len(shape) == 1:
            if _ALL.fullmatch(words):
                self._add_group(piece, Breakdown.ALL, "", "EIT", row.numbers[0])
                return True
            found = _NUMBERED.fullmatch(words)
            if found is not None and found[2] and not any(map(str.isdigit, found[2])):
                self._add_group(piece, Breakdown.LANGUAGE, found[2], "EIT", row.numbers[0])
                return True
        return False

    def _sexes(self, piece: Piece, words: str, figures: Sequence[Number]) -> None:
        if len(figures) != len(self._columns):
            raise LineError(
                "มีจำนวน {count} ค่า แต่ตารางมี {columns} คอลัมน์",
                count=len(figures),
                columns=len(self._columns),
            )
        found = _SEX_ROW.fullmatch(words)
        node = found[1] if found else TOTAL
        for name, figure in zip(self._columns, figures, strict=True):
            by = Breakdown.SEX if name else Breakdown.ALL
            self._add_group(piece, by, name, node, figure)

    def _add_group(
        self,
        piece: Piece,
        by: Breakdown,
        name: str,
        node: str,
        count: Number | None,
        score: Number | None = None,
    ) -> None:
        people = None if count is None or count.value is None else numbers.count(count)
        value = None if score is None or score.value is None else numbers.score(score)
        if people is not None or value is not None:
            self._groups.append(GroupRow(piece.origin, by, name, node, people, value))

    # -- scores

    def _indicator(self, piece: Piece, row: Row) -> bool:
        node = indicator_at(piece.text)
        if node is None:
            return False
        self._give_up_waiting()
        self._question = None
        found = numbers.decimals_in(node.rest)
        if len(found) == 1:
            words = node.rest[: found[0].start()].rstrip("( ").removesuffix("คะแนนเฉลี่ย").strip()
            self._add(piece, Node(node.code, words), found[0][0])
            return True
        if found:
            raise _too_many(piece)
        if whole := _WHOLE.fullmatch(node.rest):
            self._add(piece, Node(node.code, whole[1].strip()), whole[2])
        elif len(piece.cells) > 1 and row.shape == "i":
            self._add(piece, Node(node.code, row.words), row.numbers[0].text)
        else:
            self._waiting = (piece, node)
        return True

    def _beside(self, piece: Piece, row: Row) -> bool:
        """Headings of instruments side by side, and the figures of all of them below."""
        if heads := instruments_beside(piece.text):
            self._give_up_waiting()
            self._side_by_side = heads
            return True
        heads, self._side_by_side = self._side_by_side, ()
        if not heads or row.words or len(row.numbers) != len(heads):
            return False
        for node, number in zip(heads, row.numbers, strict=True):
            self._add(piece, node, number.text)
        return True

    def _instrument(self, piece: Piece, row: Row) -> bool:
        node = instrument_at(row.words) if len(row.numbers) < 2 else None
        if node is None:
            return False
        self._give_up_waiting()
        if not row.numbers:
            self._waiting = (piece, node)
            return True
        self._add(piece, node, row.numbers[0].text)
        return True

    def _item_row(self, piece: Piece, row: Row) -> bool:
        letter = self._letter()
        text = piece.text
        if found := _OF_POINTS.search(text):
            return self._of_points(piece, found)
        if codes := items_at(text):
            return self._items_together(piece, codes)
        node = item_at(text, letter, self._item)
        if node is None:
            return False
        in_brackets = _IN_BRACKETS.search(node.rest)
        decimals = numbers.decimals_in(node.rest)
        next_one = self._item[1:].isdecimal() and node.code == f"{letter}{int(self._item[1:]) + 1}"
        named = text[:1].isdigit() and len(node.rest) > (_SHORTEST if next_one else _SHORT)
        if node.bare and not (decimals or in_brackets or named):
            return False
        self._give_up_waiting()
        self._words = None
        self._item = node.code
        asked = not node.code.startswith("O")  # nobody is asked about what is published
        self._question = (INSTRUMENTS[node.code[0]], node.code, "") if asked else None
        if in_brackets:
            words = node.rest[: in_brackets.start()].strip()
            self._add(piece, Node(node.code, words), in_brackets[1] or in_brackets[2])
        elif len(decimals) > 1:
            self._question = None
            raise _too_many(piece)
        elif decimals:
            at = decimals[0]
            remark = node.rest[at.end() :].replace("คะแนน", "", 1).strip(" |")
            words = node.rest[: at.start()].strip()
            title = remark and not words and not node.code.startswith("O")
            self._add(piece, Node(node.code, remark if title else words), at[0], remark)
        elif row.numbers and len(piece.cells) > 1 and row.shape == "i":
            self._add(piece, node, row.numbers[0].text)
        else:
            self._waiting = (piece, node)
        return True

    def _items_together(self, piece: Piece, codes: Sequence[str]) -> bool:
        """``O1 – O5, O7-O9 (100 คะแนน)``: one score for all of them."""
        found = _IN_BRACKETS.search(piece.text)
        if found is None:
            return False
        self._give_up_waiting()
        self._item, self._question = codes[-1], None
        for code in codes:
            self._add(piece, Node(code, ""), found[1] or found[2])
        return True

    def _of_points(self, piece: Piece, found: re.Match[str]) -> bool:
        """``O1-O43 … 25.24/40``: points of the instrument's weight."""
        letter = piece.text[:1] if piece.text[:1] in INSTRUMENTS else self._section.instrument
        points, full = Decimal(found[1]), Decimal(found[2])
        if not letter or not 0 < full <= numbers.FULL:
            return False
        if points > full:
            raise LineError("คะแนน “{text}” มากกว่าคะแนนเต็ม", text=found[0])
        value = round_score(points * 100 / full)
        self._figures.append(Figure(piece.origin, INSTRUMENTS[letter], value))
        return True

    def _letter(self) -> str:
        return self._section.instrument if self._in_tables() else ""

    def _in_tables(self) -> bool:
        return self._section.part in {Part.SCORES, Part.ANSWERS}

    def _add(
        self, piece: Piece, node: Node, text: str, remark: str = "", *, joined: bool = False
    ) -> None:
        number = row_of(text).numbers[0]
        value = numbers.score(number)
        if node.weight is not None:
            self._weighted.append(Weighted(piece.origin, node.code, node.weight, value))
        else:
            self._figures.append(
                Figure(
                    piece.origin,
                    node.code,
                    value,
                    node.rest,
                    remark if node.code.startswith("O") else "",
                    joined=joined,
                    summary=self._section.part is Part.SUMMARY,
                )
            )

    def _give_up_waiting(self) -> None:
        if self._waiting is None:
            return
        piece, node = self._waiting
        self._waiting = None
        if node.rest or len(piece.text) < _PROSE:
            error = LineError("ไม่พบคะแนนของ {code}", code=node.code)
            self._skipped.append(Skipped.of(piece.origin, error))

    # -- answers

    def _answer(self, piece: Piece, row: Row) -> bool:
        # A clerk who fills in a form may leave the per cent out.
        typed = row.shape == "i" and len(piece.cells) == 2 and self._section.part is Part.ANSWERS
        if not typed and row.shape not in {"ip", "id", "pp", "dp", "-p", "i-"}:
            return False
        words = row.words
        if apart := not words and self._words is not None:
            words, self._words = self._words.text if self._words else "", None
            self._whole[piece.origin] = f"{words} {piece.text}"
        found = _OPTION.fullmatch(words)
        if found is None:
            return False
        if found[2][-1] in _BROKEN_OFF:
            raise LineError("อ่านตัวเลขในบรรทัดนี้ไม่ได้: “{text}”", text=numbers.quoted(piece.text))
        count = numbers.count(row.numbers[0])
        last = None if typed else row.numbers[1]
        percent = None if last is None or last.value is None else numbers.percent(last)
        if self._question is None:
            raise LineError("ไม่รู้ว่าคำตอบ “{label}” เป็นของข้อใด", label=numbers.quoted(found[2]))
        instrument, question, title = self._question
        row_read = AnswerRow(
            piece.origin, instrument, question, int(found[1]), found[2], count, percent, title
        )
        if not apart:
            self._seen.add((self._question, piece.text))
        self._answers.append(row_read)
        return True

    # -- what else stands in a report

    def _leaves_comments(self, piece: Piece, row: Row) -> bool:
        text = piece.text
        if section_of(text, row) is not None:
            return True
        plain = re.sub(r"^[\d.() ]+", "", text)
        if any(plain.startswith(start) for start in _ENDS_COMMENTS):
            return True
        if row.shape == "d":
            of_table = len(piece.cells) > _CELLS_OF_COMMENT
            return of_table or item_at(text, "", "") is not None or indicator_at(text) is not None
        if row.shape == "ip":
            return _OPTION.fullmatch(row.words) is not None
        return row.shape == "ididd" or row.shape.startswith("iddd")

    def _comment(self, piece: Piece) -> None:
        # What many wrote alike is no heading of a page; that stands elsewhere, too, or counts.
        numbered = piece.text in self.furniture and any(map(str.isdigit, piece.text))
        if numbered or piece.text in self._passed or pages.is_page_number(piece.text):
            return
        found = _NUMBERED.fullmatch(piece.text)
        if found is not None and not found[2]:
            return
        instrument = INSTRUMENTS.get(self._section.instrument, "")
        last = self._comments[-1] if self._comments else None
        goes_on = found is None and last is not None and last.instrument == instrument
        if goes_on and last is not None and len(last.text) < _LONGEST:
            whole = CommentRow(last.origin, instrument, f"{last.text} {piece.text}")
            self._comments[-1] = whole
        else:
            text = found[2] if found is not None else piece.text
            self._comments.append(CommentRow(piece.origin, instrument, text))

    def _running_text(self, piece: Piece) -> bool:
        """Sentences of the summary, which may go on over many lines: read when they end."""
        text = piece.text
        if len(piece.cells) > 1 or self._waiting is not None or len(text) < _SENTENCE:
            return False
        if telling.is_criterion(text) or (self._in_tables() and len(text) <= _PROSE):
            return False
        before = self._prose
        whole = text if before is None else _joined(before.text, text)
        if len(whole) > _LONGEST:
            return False
        begun = before is not None and _SCORE.search(before.text)
        origin = before.origin if before is not None and begun else piece.origin
        self._prose = Piece(origin, (whole,), whole)
        return len(text) > _PROSE or _SCORE.search(text) is not None

    def _end_prose(self) -> None:
        """The summary's sentences: total and level, the highest and the lowest, who answered."""
        piece, self._prose = self._prose, None
        if piece is None:
            return
        try:
            self._sentences(piece)
        except RowError as error:
            self._skipped.append(Skipped.of(piece.origin, error))

    def _sentences(self, piece: Piece) -> None:
        told, rest = telling.scores_in(piece.text)
        if told:
            self._whole[piece.origin] = piece.text
        for node, value in told:
            score = numbers.score(Number(str(value), value))
            self._figures.append(Figure(piece.origin, node, score, summary=True))
        self._told_count(piece)
        self._note_level(piece)
        if left := _SCORE.findall(rest):
            raise LineError(
                "อ่านตัวเลข {figures} ในข้อความนี้ไม่ได้: “{text}”",
                figures=" ".join(left[:_FEW]),
                text=numbers.quoted(piece.text),
            )

    def _rest(self, piece: Piece, row: Row) -> bool:
        """The rest of a row that was broken over lines, and lines without figures."""
        beside = telling.score_before_level(piece.text) if self._waiting is not None else ""
        if self._waiting is not None and (beside or row.shape == "d"):
            self._answer_waiting(piece, row_of(beside) if beside else row)
            return True
        option = _OPTION.fullmatch(piece.text) if self._section.part is Part.ANSWERS else None
        said = piece.text if option is None else option[2]  # “2.20 - 30 ปี” is no score of 2.20
        if _SCORE.search(said) or (row.numbers and not _is_plain(piece, row)):
            return False
        if telling.level_in(piece.text, cover=self._section.part is Part.COVER):
            return True
        if not any(map(str.isdigit, piece.text)) and self._waiting is not None:
            first, node = self._waiting
            rest = f"{node.rest} {piece.text}".strip()
            self._waiting = (first, node._replace(rest=rest))
            if len(rest) > _LONGEST:
                self._give_up_waiting()
        question = question_of(piece.text)
        if question is not None and self._section.part is Part.ANSWERS:
            self._question = (INSTRUMENTS.get(self._section.instrument, ""), *question)
        if self._section.part in _BROKEN_ROWS and not row.numbers:
            self._goes_on(piece)
        return True

    def _answer_waiting(self, piece: Piece, row: Row) -> None:
        waiting = self._waiting
        self._waiting = None
        if waiting is None:
            return
        first, node = waiting
        whole = node._replace(rest=f"{node.rest} {row.words}".strip())
        # What comes next after “คะแนน ITA” is its score; an item's may be that of another row.
        self._whole[first.origin] = f"{first.text} … {piece.text}"
        joined = bool(whole.rest) or node.code not in _CALLED
        self._add(first, whole, row.numbers[0].text, joined=joined)

    def _unknown(self, piece: Piece, row: Row) -> None:
        if self._section.part is Part.ANSWERS and row.shape.endswith("d"):
            self._question = None  # an item without its code: the answers below are not the last's
        if not (pages.is_page_number(piece.text) or telling.is_criterion(piece.text)):
            raise LineError("อ่านตัวเลขในบรรทัดนี้ไม่ได้: “{text}”", text=numbers.quoted(piece.text))


def _joined(first: str, second: str) -> str:
    """Two parts of a name: Thai words have no blank between them."""
    thai = all("\u0e00" < letter <= "\u0e7f" for letter in (first[-1:], second[:1]) if letter)
    return f"{first}{second}" if thai else f"{first} {second}"


def _too_many(piece: Piece) -> LineError:
    return LineError("บรรทัดนี้มีคะแนนมากกว่าหนึ่งค่า: “{text}”", text=numbers.quoted(piece.text))


def _is_plain(piece: Piece, row: Row) -> bool:
    """Whether the figures of a line are a date, a year or a page number rather than results."""
    if pages.is_page_number(piece.text):
        return True
    return row.shape == "i" and len(piece.cells) == 1 and bool(re.search(r"25\d\d$", piece.text))
