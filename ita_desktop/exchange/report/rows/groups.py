"""Reads respondents and scores of groups: departments, services, sexes, languages."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.results import Breakdown
from ita_desktop.exchange.remarks import LineError
from ita_desktop.exchange.report.lines import numbers
from ita_desktop.exchange.report.lines.lines import ReportLine
from ita_desktop.exchange.report.lines.numbers import Number, NumberRow
from ita_desktop.exchange.report.lines.sections import ReportPart
from ita_desktop.exchange.report.rows.above import Above, joined
from ita_desktop.exchange.report.rows.collected import Collected
from ita_desktop.exchange.report.statements import agencies_in, years_in

_NUMBERED = re.compile(r"(\d{1,3})\s*[.)]\s*(.*)")
_SEX_ROW = re.compile(r"(?:\d\s*\.?\s*)?(IIT|EIT|OIT)")
_ALL = re.compile(r"(?:รวม|รวมทั้งหมด|รวมทั้งสิ้น)")
_IN_NAME = re.compile(r"\([^()]{1,40}\)")
"""``ฝ่ายเทศกิจ (ชุดที่ 2)``: numbers elsewhere in a name belong to something else."""
_DEPARTMENT, _SERVICE = re.compile("[i-][id-][i-][id-]{2}"), re.compile("[i-][id-]{3,}")
_OF_A_DEPARTMENT = 5
_NAME_GOES_ON = re.compile("[\u0e01-\u0e4e]{2,30}(?: ในพื้นที่เขต)?")
"""Possible rest of a name below its row; page headers have more words."""
_SEXES = (("ชาย", "ชาย"), ("หญิง", "หญิง"), ("อื่น", "อื่น ๆ"), ("ไม่ระบุ", "ไม่ระบุ"), ("รวม", ""))
_USUAL_SEXES = ("ชาย", "หญิง", "ไม่ระบุ", "")
_SEX_HEADS = dict(_SEXES) | {"อื่น ๆ": "อื่น ๆ", "อื่นๆ": "อื่น ๆ"}
_SERVICE_ITEM = re.compile(r"E\d{1,2}")


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
            raise LineError("แถวนี้ไม่มีชื่อฝ่ายหรือบริการ: “{text}”", text=numbers.quoted(piece.text))
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
