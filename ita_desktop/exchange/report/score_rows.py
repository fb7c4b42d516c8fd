"""Reads the rows of a report: scores of indicators, instruments, items and the total; respondents
and scores of groups (departments, services, sexes, languages); comments of respondents; the
sentences of the summary (total, level, highest and lowest, respondents)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ita_desktop.domain.district_names import DISTRICTS
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.scores.results import Breakdown
from ita_desktop.domain.scores.scoring import round_score
from ita_desktop.exchange import heading_words
from ita_desktop.exchange.remarks import LineError, RowError
from ita_desktop.exchange.report import lines, statements
from ita_desktop.exchange.report.lines import (
    INSTRUMENTS,
    Number,
    NumberRow,
    ReportLine,
    ReportPart,
    is_page_number,
    row_of,
    section_of,
)
from ita_desktop.exchange.report.results import CommentRow, ReportedFigure, Weighted
from ita_desktop.exchange.report.rows_above import (
    LONGEST,
    PROSE,
    Above,
    Collected,
    Node,
    adjacent_instruments,
    indicator_at,
    instrument_at,
    item_at,
    items_at,
    joined,
    option_in,
    says_no_score,
)
from ita_desktop.exchange.report.statements import agencies_in, years_in

_NUMBERED = lazy_re(r"(\d{1,3})\s*[.)]\s*(.*)")
_SEX_ROW = lazy_re(r"(?:\d\s*\.?\s*)?(IIT|EIT|OIT)")
_ALL = lazy_re(r"(?:รวม|รวมทั้งหมด|รวมทั้งสิ้น)")
_IN_NAME = lazy_re(r"\([^()]{1,40}\)")
"""``ฝ่ายเทศกิจ (ชุดที่ 2)``: numbers elsewhere in a name belong to something else."""
_DEPARTMENT, _SERVICE = lazy_re("[i-][id-][i-][id-]{2}"), lazy_re("[i-][id-]{3,}")
_OF_A_DEPARTMENT = 5
_NAME_GOES_ON = lazy_re("[\u0e01-\u0e4e]{2,30}(?: ในพื้นที่เขต)?")
"""Possible rest of a name below its row; page headers have more words."""
_SEXES = (("ชาย", "ชาย"), ("หญิง", "หญิง"), ("อื่น", "อื่น ๆ"), ("ไม่ระบุ", "ไม่ระบุ"), ("รวม", ""))
_USUAL_SEXES = ("ชาย", "หญิง", "ไม่ระบุ", "")
_SEX_HEADS = dict(_SEXES) | {"อื่น ๆ": "อื่น ๆ", "อื่นๆ": "อื่น ๆ"}
_SERVICE_ITEM = lazy_re(r"E\d{1,2}")


class GroupRows:
    """Reads rows of groups, below any kind of table heading."""

    def __init__(self, above: Above, read: Collected) -> None:
        self._above = above
        self._read = read
        self._columns: tuple[str, ...] = _USUAL_SEXES
        self._service_items: tuple[str, ...] = ()
        self._rows_are_numbered = False
        self._named = 0
        """Number of figures in the previous row, whose name may continue on the next line."""

    def enter(self) -> None:
        """Begin a section of the report."""
        self._columns = _USUAL_SEXES
        self._named = 0

    def end_name(self) -> None:
        """End the name of the previous row."""
        self._named = 0

    def heads(self, text: str) -> None:
        """Note a table's heading row."""
        if "ชาย" in text or "หญิง" in text:
            at = sorted((text.find(word), name) for word, name in _SEXES if word in text)
            self._columns = tuple(name for _, name in at)
        codes = tuple(f"E{number}" for number in re.findall(r"E\s?(\d{1,2})\b", text))
        if self._above.part is ReportPart.SERVICES and codes:
            self._service_items = codes

    def heads_apart(self, text: str) -> bool:
        """Note the heading of one column on a line of its own."""
        part = self._above.part
        if part is ReportPart.SEXES and text in _SEX_HEADS:
            self._columns = (*(() if text == "ชาย" else self._columns), _SEX_HEADS[text])
            return True
        if part is ReportPart.SERVICES and _SERVICE_ITEM.fullmatch(text):
            self._service_items = (*(() if text == "E1" else self._service_items), text)
            return True
        return part in {ReportPart.DEPARTMENTS, ReportPart.SERVICES} and text in {"IIT", "EIT"}

    def group(self, piece: ReportLine, row: NumberRow) -> bool:
        """Read a department (``idid`` and a mean) or a service (a count and scores). If the heading
        says which is expected, scores may lack decimals and a dash means no figure."""
        part = self._above.part
        if part is ReportPart.DEPARTMENTS:
            row = row.dashes_back(_OF_A_DEPARTMENT)
        elif part is ReportPart.SERVICES:
            row = row.dashes_back(len(self._service_items) + 2)
        shape = row.shape
        first = len(self._read.groups)
        if shape == "ididd" or (part is ReportPart.DEPARTMENTS and _DEPARTMENT.fullmatch(shape)):
            self._department(piece, row)
        elif re.fullmatch("id{3,}", shape) or (
            part is ReportPart.SERVICES and _SERVICE.fullmatch(shape)
        ):
            self._service(piece, row)
        else:
            return False
        self._named = len(self._read.groups) - first
        return True

    def goes_on(self, piece: ReportLine) -> None:
        """Read text of a row split over lines: before its figures, or after them."""
        text, above, groups = piece.text, self._above, self._read.groups
        if re.match(r"\d", text):
            above.words = piece
        elif above.words is not None:
            whole = joined(above.words.text, text)
            above.words = piece._replace(origin=above.words.origin, cells=(whole,), text=whole)
        elif self._named and _NAME_GOES_ON.fullmatch(text) and not any(agencies_in(text)):
            groups[-self._named :] = [
                replace(group, name=joined(group.name, text)) for group in groups[-self._named :]
            ]
            if not piece.origin.page:
                self._read.doubt(piece, "ชื่อ “{name}” อ่านต่อกันจากสองบรรทัด", groups[-1].name)

    def _department(self, piece: ReportLine, row: NumberRow) -> None:
        name = self._name(piece, row.words)
        iit, eit, both = row.numbers[:2], row.numbers[2:4], row.numbers[4]
        for node, (count, score) in (("IIT", iit), ("EIT", eit)):
            self._read.add_group(piece, Breakdown.DEPARTMENT, name, node, count, score)
        self._read.add_group(piece, Breakdown.DEPARTMENT, name, TOTAL, None, both)

    def _service(self, piece: ReportLine, row: NumberRow) -> None:
        name = self._name(piece, row.words)
        count, whole, *scores = row.numbers
        codes = self._service_items or tuple(f"E{at + 1}" for at in range(len(scores)))
        if len(codes) != len(scores):
            raise LineError(
                "มีคะแนน {count} ค่า แต่หัวตารางมี {codes} ข้อ", count=len(scores), codes=len(codes)
            )
        self._read.add_group(piece, Breakdown.SERVICE, name, "EIT", count, whole)
        for code, score in zip(codes, scores, strict=True):
            self._read.add_group(piece, Breakdown.SERVICE, name, code, None, score)

    def _name(self, piece: ReportLine, words: str) -> str:
        before, self._above.words = self._above.words, None
        self._above.give_up_waiting()
        if not re.match(r"\d", words) and before is not None:
            words = joined(before.text, words)
            self._read.whole[piece.origin] = f"{before.text} … {piece.text}"
        numbered = re.match(r"\d{1,3}\s*\.?\s*", words)
        name = (words[numbered.end() :] if numbered else words).strip()
        if numbered:
            self._rows_are_numbered = True
        elif self._rows_are_numbered:
            self._read.doubt(piece, "แถวของ “{name}” ไม่มีลำดับ ชื่ออาจไม่ครบ", name)
        if not name or any(map(str.isdigit, _IN_NAME.sub("", name))):
            raise LineError("แถวนี้ไม่มีชื่อฝ่ายหรือบริการ: “{text}”", text=lines.quoted(piece.text))
        return name

    def respondents(self, piece: ReportLine, row: NumberRow) -> bool:
        """Read the number of respondents of each sex, or in a language."""
        part, shape, above = self._above.part, row.shape, self._above
        if not shape or shape.strip("i-"):
            return False
        words = row.words.strip()
        if part is ReportPart.LANGUAGES and not words and above.words is not None:
            words, above.words = above.words.text, None
        sexes = part is ReportPart.SEXES or len(shape) >= 3
        if sexes and (_SEX_ROW.fullmatch(words) or _ALL.fullmatch(words)):
            self._sexes(piece, words, row.numbers)
            return True
        if part is ReportPart.LANGUAGES and len(shape) == 1:
            if _ALL.fullmatch(words):
                self._read.add_group(piece, Breakdown.ALL, "", "EIT", row.numbers[0])
                return True
            found = _NUMBERED.fullmatch(words)
            is_title = any(years_in(piece.text))
            if found and found[2] and not (is_title or any(map(str.isdigit, found[2]))):
                self._read.add_group(piece, Breakdown.LANGUAGE, found[2], "EIT", row.numbers[0])
                return True
        return False

    def _sexes(self, piece: ReportLine, words: str, figures: Sequence[Number]) -> None:
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
            self._read.add_group(piece, by, name, node, figure)


_CELLS_OF_COMMENT = 2
"""Number of cells of a comment: number and text; table rows have more."""
_ENDS_COMMENTS = ("จากข้อมูลข้างต้น", "ตัวชี้วัดที่", "แบบวัด", "แบบตรวจ")


class CommentLines:
    """Reads comments, which may continue over lines and pages. ``running_headers`` are lines
    repeated on each page."""

    def __init__(self, above: Above, read: Collected, running_headers: frozenset[str]) -> None:
        self._above = above
        self._read = read
        self._running_headers = running_headers
        self._passed: set[str] = set()
        """Those that occurred outside of the comments."""

    def pass_over(self, text: str) -> None:
        """Note a repeated line outside of the comments."""
        self._passed.add(text)

    def end_at(self, piece: ReportLine, row: NumberRow) -> bool:
        """Return whether a line ends the comments."""
        text = piece.text
        is_heading = re.sub(r"^[\d.() ]+", "", text).startswith(_ENDS_COMMENTS)
        if is_heading or section_of(text, row) is not None:
            return True
        if row.shape == "d":
            of_table = len(piece.cells) > _CELLS_OF_COMMENT
            return of_table or item_at(text, "", "") is not None or indicator_at(text) is not None
        if row.shape == "ip":
            return option_in(row.words) is not None
        return row.shape == "ididd" or row.shape.startswith("iddd")

    def take(self, piece: ReportLine) -> None:
        """Read a line of a comment."""
        # Identical comments are no page headers; headers also occur elsewhere, or contain numbers.
        numbered = piece.text in self._running_headers and any(map(str.isdigit, piece.text))
        if numbered or piece.text in self._passed or is_page_number(piece.text):
            return
        found = _NUMBERED.fullmatch(piece.text)
        if found is not None and not found[2]:
            return
        instrument = INSTRUMENTS.get(self._above.section.instrument, "")
        comments = self._read.comments
        last = comments[-1] if comments and found is None else None
        text = found[2] if found is not None else piece.text
        if last is not None and last.instrument == instrument and len(last.text) < LONGEST:
            comments[-1] = replace(last, text=f"{last.text} {text}")
        else:
            comments.append(CommentRow(piece.origin, instrument, text))


_SCORE = lazy_re(r"(?<![\d.,])\d{1,3}[.,]\d\d(?![\d.,])")
_SENTENCE = 25
"""Shorter lines are no part of a sentence over several lines."""
_OFFICE = lazy_re(
    rf"เขต(?:{'|'.join(sorted(DISTRICTS, key=len, reverse=True))})"
    r"|(?<![ก-๙]\s)(?<![ก-๙])กรุงเทพมหานคร(?=มี|ได้)"
)
"""A district, or the city that has a score: behind a district it says where that is."""
_PAST_YEAR = lazy_re(rf"(?<!กับ)(?<!จาก)(?<!กว่า){heading_words.PAST_YEAR}")
_EXPECTED = lazy_re("เป้า(?:หมาย)?(?!ประสงค์)|คาด(?:ว่า|การณ์|หมาย)|ประมาณการ")
"""What is said of a score that nobody has been given."""
_NEAR = 40
"""Number of letters before a score in which a year is that of the score."""


class RunningText:
    """Collects sentences, which may continue over many lines, and reads them when they end. Figures
    of other sentences are told by whoever asks what of the file is stored nowhere."""

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
        read = self._read
        try:
            for node, value in statements.scores_in(piece.text):
                self._must_be_own(piece.text, value)
                read.whole[piece.origin] = piece.text
                score = lines.score(Number(str(value), value))
                read.figures.append(ReportedFigure(piece.origin, node, score, summary=True))
            read.note_count(piece)
            read.note_level(piece, cover=self._above.part is ReportPart.COVER)
        except RowError as error:
            read.skip(piece, error)

    def _must_be_own(self, text: str, score: Decimal) -> None:
        """Raise LineError if a sentence names another year, or office, just before a score."""
        above = text[: text.find(str(score))][-_NEAR:]
        stated = {*self._read.years, *self._read.endings}
        years = heading_words.years_in(above)[-1:] if stated else ()
        whose = "".join(f"ปี {year}" for year in years if year not in stated)
        office = next(iter(self._read.agencies), "")
        if found := _PAST_YEAR.search(above) or (_OFFICE.search(above) if office else None):
            whose = whose if found[0] in office else found[0]
        # What it is compared with stands behind it.
        if found := _EXPECTED.search(above):
            whose = found[0]
        if whose:
            why = "คะแนนนี้เป็นของ{whose} จึงไม่ได้อ่าน: “{text}”"
            raise LineError(why, whose=whose, text=lines.quoted(text))


_PART_OF_ITEM = lazy_re(r"([IE]\d{1,2}\.\d)(?:\s+\D*)?")
_OF_POINTS = lazy_re(r"(\d{1,3}\.\d{1,2})\s*/\s*(\d{1,3})(?!\d)")
_IN_BRACKETS = lazy_re(
    r"\(\s*(?:คะแนนเฉลี่ย|คะแนน|ได้)?\s*(\d{1,3}(?:\.\d{1,2})?)\s*คะแนน\s*\)"
    r"|\(\s*คะแนนเฉลี่ย\s*(\d{1,3}(?:\.\d{1,2})?)\s*\)"
)
_WHOLE = lazy_re(r"(.*?)(?<![\d.,])(\d{1,3})\s*คะแนน")
_WHOLE_CELL = lazy_re(r"\d{1,3}", re.ASCII)
_SHORT, _SHORTEST = 8, 3
"""Minimum lengths of a title, and of its part in a narrow column."""
_CALLED = frozenset((TOTAL, *INSTRUMENTS.values()))


class ScoreRows:
    """Reads rows of scores, and scores on a later line than their code."""

    def __init__(self, above: Above, read: Collected) -> None:
        self._above = above
        self._read = read
        self._side_by_side: tuple[Node, ...] = ()
        """Headings whose figures are on the next line."""

    def indicator(self, piece: ReportLine, row: NumberRow) -> bool:
        """Read ``ตัวชี้วัดที่ 1 … 98.75``."""
        node = indicator_at(piece.text)
        if node is None:
            return False
        self._above.give_up_waiting()
        self._above.question = None
        found = lines.decimals_in(node.remainder)
        if len(found) == 1:
            words = (
                node.remainder[: found[0].start()].rstrip("( ").removesuffix("คะแนนเฉลี่ย").strip()
            )
            self._add(piece, Node(node.code, words), found[0][0])
        elif found:
            raise _too_many(piece)
        elif whole := _WHOLE.fullmatch(node.remainder):
            self._add(piece, Node(node.code, whole[1].strip()), whole[2])
        elif len(piece.cells) > 1 and row.shape == "i":
            if len(list(filter(_WHOLE_CELL.fullmatch, piece.cells[1:]))) > 1:
                raise _too_many(piece)
            self._add(piece, Node(node.code, row.words), row.numbers[0].text)
        else:
            self._above.wait_for(piece, node)
        return True

    def read_adjacent(self, piece: ReportLine, row: NumberRow) -> bool:
        """Read adjacent headings of instruments, and all their figures below."""
        if heads := adjacent_instruments(piece.text):
            self._above.give_up_waiting()
            self._side_by_side = heads
            return True
        heads, self._side_by_side = self._side_by_side, ()
        if not heads or row.words or len(row.numbers) != len(heads):
            return False
        for node, number in zip(heads, row.numbers, strict=True):
            self._add(piece, node, number.text)
        return True

    def instrument(self, piece: ReportLine, row: NumberRow) -> bool:
        """Read ``คะแนน IIT (30%) 29.66``, ``คะแนน ITA 98.75``."""
        node = instrument_at(row.words) if len(row.numbers) < 2 else None
        if node is None:
            return False
        self._above.give_up_waiting()
        if row.numbers:
            self._add(piece, node, row.numbers[0].text)
        else:
            self._above.wait_for(piece, node)
        return True

    def part_of_item(self, piece: ReportLine) -> bool:
        """Read ``I11.2 …``, above the answers to a part of an item."""
        found = _PART_OF_ITEM.fullmatch(piece.text)
        if found is None or self._above.part is not ReportPart.ANSWERS:
            return False
        self._above.give_up_waiting()
        self._above.question = (INSTRUMENTS[found[1][0]], found[1], "")
        return True

    def item(self, piece: ReportLine, row: NumberRow) -> bool:
        """Read ``I1 … 98.75``, perhaps without the letter, or with the score in brackets."""
        text, above = piece.text, self._above
        if found := _OF_POINTS.search(text):
            return self._of_points(piece, found)
        if codes := items_at(text):
            return self._items_together(piece, codes)
        node = item_at(text, above.letter, above.item)
        if node is None:
            return False
        in_brackets = _IN_BRACKETS.search(node.remainder)
        decimals = lines.decimals_in(node.remainder)
        if node.bare and not (decimals or in_brackets or self._is_named(text, node)):
            return False
        above.give_up_waiting()
        above.words = None
        above.item = node.code
        asked = not node.code.startswith("O")  # respondents are not asked about OIT items
        above.question = (INSTRUMENTS[node.code[0]], node.code, "") if asked else None
        if in_brackets:
            words = node.remainder[: in_brackets.start()].strip()
            self._add(piece, Node(node.code, words), in_brackets[1] or in_brackets[2])
        elif len(decimals) > 1:
            above.question = None
            raise _too_many(piece)
        elif decimals:
            at = decimals[0]
            remark = node.remainder[at.end() :].replace("คะแนน", "", 1).strip(" |")
            words = node.remainder[: at.start()].strip()
            title = remark and not words and not node.code.startswith("O")
            self._add(piece, Node(node.code, remark if title else words), at[0], remark)
        elif row.numbers and len(piece.cells) > 1 and row.shape == "i":
            self._add(piece, node, row.numbers[0].text)
        elif whole := _whole_in_cell(piece.cells):
            self._add(piece, node, whole)
        else:
            above.wait_for(piece, node)
        return True

    def _is_named(self, text: str, node: Node) -> bool:
        """Return whether a bare number is followed by an item's title."""
        last = self._above.item[1:]
        is_next = last.isdecimal() and node.code == f"{self._above.letter}{int(last) + 1}"
        return text[:1].isdigit() and len(node.remainder) > (_SHORTEST if is_next else _SHORT)

    def _items_together(self, piece: ReportLine, codes: Sequence[str]) -> bool:
        """Read ``O1 – O5, O7-O9 (100 คะแนน)``: one score for all of them."""
        found = _IN_BRACKETS.search(piece.text)
        if found is None:
            return False
        self._above.give_up_waiting()
        self._above.item, self._above.question = codes[-1], None
        for code in codes:
            self._add(piece, Node(code, ""), found[1] or found[2])
        return True

    def _of_points(self, piece: ReportLine, found: re.Match[str]) -> bool:
        """Read ``O1-O43 … 25.24/40``: points of the instrument's weight."""
        first = piece.text[:1]
        letter = first if first in INSTRUMENTS else self._above.section.instrument
        points, full = Decimal(found[1]), Decimal(found[2])
        if not letter or not 0 < full <= lines.FULL:
            return False
        if points > full:
            raise LineError("คะแนน “{text}” มากกว่าคะแนนเต็ม", text=found[0])
        value = round_score(points * 100 / full)
        self._read.figures.append(ReportedFigure(piece.origin, INSTRUMENTS[letter], value))
        return True

    def waited_for(self, piece: ReportLine, row: NumberRow) -> bool:
        """Read the score of the code above, alone on its line or beside a level."""
        if self._above.waiting is None:
            return False
        beside = statements.score_before_level(piece.text)
        if not (beside or row.shape == "d"):
            return False
        (first, node), self._above.waiting = self._above.waiting, None
        if beside:
            row = row_of(beside)
        whole = node._replace(remainder=f"{node.remainder} {row.words}".strip())
        # The figure after “คะแนน ITA” is its score; after an item it may be that of another row.
        self._read.whole[first.origin] = f"{first.text} … {piece.text}"
        joined = bool(whole.remainder) or node.code not in _CALLED
        self._add(first, whole, row.numbers[0].text, joined=joined)
        return True

    def title_goes_on(self, piece: ReportLine) -> None:
        """Add text below a code without score to its title."""
        if self._above.waiting is None or any(map(str.isdigit, piece.text)):
            return
        first, node = self._above.waiting
        remainder = f"{node.remainder} {piece.text}".strip()
        self._above.waiting = (first, node._replace(remainder=remainder))
        if says_no_score(piece.text) or (node.code == TOTAL and piece.text[0] in "-–—"):
            self._above.waiting = None
        if len(remainder) > LONGEST:
            self._above.give_up_waiting()

    def _add(
        self, piece: ReportLine, node: Node, text: str, remark: str = "", *, joined: bool = False
    ) -> None:
        value = lines.score(row_of(text).numbers[0])
        if node.weight is not None:
            self._read.weighted.append(Weighted(piece.origin, node.code, node.weight, value))
            return
        self._read.figures.append(
            ReportedFigure(
                piece.origin,
                node.code,
                value,
                node.remainder,
                remark if node.code.startswith("O") else "",
                joined=joined,
                summary=self._above.part is ReportPart.SUMMARY,
            )
        )


def _whole_in_cell(cells: Sequence[str]) -> str:
    """Return the only cell with a whole number, wherever it is in its row: a score of 100 may be
    before the title; empty if there is none or more than one."""
    found = [cell for cell in cells[1:] if _WHOLE_CELL.fullmatch(cell)]
    return found[0] if len(found) == 1 else ""


def _too_many(piece: ReportLine) -> LineError:
    return LineError("บรรทัดนี้มีคะแนนมากกว่าหนึ่งค่า: “{text}”", text=lines.quoted(piece.text))


def has_score(text: str) -> bool:
    """Return whether a text contains a figure with decimals."""
    return _SCORE.search(text) is not None
