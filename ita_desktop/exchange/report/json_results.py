"""Reads the result of a year as JSON (``ita-results-YEAR/1``), with texts and numbers as people
write them.

The year in ``schema`` is the one whose form the file has, as later years keep it; the year of the
result is ``fiscal_year_be``."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from ita_desktop.domain.dates import BUDDHIST_OFFSET
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.scores.results import Breakdown
from ita_desktop.domain.scores.scoring import round_score
from ita_desktop.domain.text import one_line, plain_number, to_arabic
from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.exchange.files.formats import MAX_ROWS
from ita_desktop.exchange.remarks import LineError, Remark, RowError, Skipped
from ita_desktop.exchange.report import lines
from ita_desktop.exchange.report.lines import Number
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
from ita_desktop.exchange.report.rows_above import Collected
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow

_CHRISTIAN = range(1900, 2200)
_SCORE_SIGNS = lazy_re(r"(?<=\d)\s*(?:%|คะแนน)$")
_DASHES = frozenset(("", "-", "–", "—"))
FigureT = TypeVar("FigureT")
EMPTY: tuple[object, ...] = (None, [], {}, "")
"""Values that say nothing."""


class TwiceError(ValueError):
    """A field stands twice in one object: one of its values would be lost."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Fields:
    """The fields of an object at its place. It knows which of them were asked for."""

    def __init__(self, origin: Origin, values: Mapping[str, Any], skipped: list[Skipped]) -> None:
        """``skipped`` is where to list what cannot be read as what it was asked for."""
        self.origin = origin
        self._values = values
        self._skipped = skipped
        self._asked: set[str] = set()
        self.is_faulty = False
        """Whether something of it cannot be read."""

    @property
    def unread(self) -> frozenset[str]:
        """The fields with something in them that nobody asked for."""
        told = (name for name, value in self._values.items() if value not in EMPTY)
        return frozenset(told) - self._asked

    def skip(self, error: RowError) -> None:
        """List something of it that cannot be read."""
        self._skipped.append(Skipped.of(self.origin, error))
        self.is_faulty = True

    def get(self, name: str) -> Any:
        """Return the value of a field; None if there is none."""
        self._asked.add(name)
        return self._values.get(name)

    def text(self, name: str) -> str:
        """Return the text of a field; empty for a list, an object, true or false, which is
        listed."""
        value = self.get(name)
        if value not in EMPTY and not isinstance(value, str | Decimal):
            text = lines.quoted(_written(value))
            self.skip(LineError("ช่อง “{name}” ไม่ใช่ข้อความ: “{text}”", name=name, text=text))
        return shown(value)

    def figure(self, name: str, of: Callable[[Number], FigureT]) -> FigureT | None:
        """Return the score, count or percentage in a field; None if there is none, or something
        else, which is listed."""
        try:
            number = number_of(self.get(name))
            return None if number.value is None else of(number)
        except LineError as error:
            self.skip(error)
            return None


_SCHEMA = lazy_re(r"ita-results-(25\d\d)/1")
_ABOUT = frozenset(
    (
        "schema", "fiscal_year_be", "organisation", "source", "level_criteria", "not_printed",
        "oit_weights_assumed", "printed_inconsistencies", "no", "source_line", "source_lines",
        "instrument", "indicator", "parent", "items", "scale", "scoring", "reversed",
        "code_as_extracted", "code_in_analysis", "max", "oit_as_printed",
    )
)  # fmt: skip
"""Fields about the file and its lines, and of rules, which are those of the framework."""
_UNREAD = "ไม่ได้อ่านช่อง “{name}” ({count} รายการ)"
_POINTS = "คะแนน OIT {points} จาก 40 จึงคิดเป็นร้อยละ {score}"
_LONGEST_NAME = 60
_YEARS = ("fiscal_year_be", "fiscal_year", "year")
"""The fields that may state the year."""
_SCORED = frozenset(("instruments", "indicators", "items"))
"""Lists that may be written as scores by code, and within one another."""
_NODE = lazy_re(r"[IEO]\d{1,2}|\d{1,2}(?:\.\d{1,2})?|IIT|EIT|OIT|ITA")
_ITEM = lazy_re(r"[IEO]\d{1,2}")
_ASKED = lazy_re(r"[IEO]\d{1,2}(?:\.\d)?")
"""An item, or a part of it."""
_OF_40 = lazy_re(r"\s*/\s*40$")


@dataclass(frozen=True, slots=True)
class JsonEntry(Origin):
    """An entry of a list in the file."""

    @property
    def place(self) -> str:
        """``items รายการที่ 3``."""
        return Phrase("{list} รายการที่ {row}", list=self.sheet, row=self.row)

    @property
    def brief(self) -> str:
        return self.place


def read_json(text: str, source: str) -> tuple[list[DataSheet], Results]:
    """Return the results, and the lists as sheets for display. Raises InputError for invalid or
    other JSON; entries that cannot be read are listed."""
    try:
        data = loads(text)
    except RecursionError:
        raise _broken(source) from None
    except TwiceError as error:
        raise InputError(
            "ไฟล์ JSON นี้มีช่อง “{name}” สองครั้งในรายการเดียวกัน",
            where=source,
            remedy="เอาช่องที่ซ้ำออก แล้วนำเข้าใหม่",
            name=lines.quoted(error.name),
        ) from None
    except ValueError as error:
        line = getattr(error, "lineno", None)
        place = Phrase("{source} บรรทัด {line}", source=source, line=line) if line else source
        raise _broken(place) from None
    if not isinstance(data, dict) or not _SCHEMA.fullmatch(str(data.get("schema", ""))):
        raise InputError(
            "ไฟล์ JSON นี้ไม่ใช่ผลการประเมิน",
            where=source,
            remedy="ต้องมี “schema” เป็น ita-results-ปี/1 เช่น ita-results-2567/1",
        )
    reader = _Reader(data)
    reader.read()
    return reader.sheets(source), reader.results(source)


class _Reader:
    def __init__(self, data: Mapping[str, Any]) -> None:
        self._unread: dict[tuple[str, str], tuple[Origin, int]] = {}
        """The fields that nobody asked for, by list: the first entry, and how many."""
        self._lines: dict[Origin, str] = {}
        self._read = Collected()
        self._data = Fields(JsonEntry("", 1), data, self._read.skipped)
        self._year = next(filter(None, map(year_of, map(self._data.get, _YEARS))), None)

    def results(self, source: str) -> Results:
        """Return everything that was read."""
        year = self._year
        origin = JsonEntry("fiscal_year_be", 1)
        of_form = _SCHEMA.fullmatch(str(self._data.get("schema")))
        if year is not None and of_form is not None and int(of_form[1]) != year:
            self._read.doubts.append(
                Remark(
                    origin,
                    "ไฟล์นี้ใช้รูปแบบของปี {form} แต่บอกว่าเป็นผลปี {year} จึงถือว่าเป็นผลปี {year}",
                    "ตรวจว่าเป็นผลของปี {year} จริง",
                    {"year": year, "form": of_form[1]},
                )
            )
        office = self._data.get("organisation")
        name = shown(office.get("name") if isinstance(office, dict) else office)
        self._read.years = {} if year is None else {year: origin}
        self._read.agencies = {name: JsonEntry("organisation", 1)} if name else {}
        return self._read.results(source, self._lines, is_report=False)

    def sheets(self, source: str) -> list[DataSheet]:
        """Return the lists as they were read."""
        rows: dict[str, list[SheetRow]] = {}
        for origin, text in self._lines.items():
            rows.setdefault(origin.sheet, []).append(SheetRow(origin.row, (text,)))
        return [DataSheet(name, tuple(of_list), source) for name, of_list in rows.items()]

    def read(self) -> None:
        """Read every list."""
        for name, is_one, read, *given in (
            ("totals", True, self._totals),
            ("instruments", False, self._scored),
            ("indicators", False, self._scored),
            ("items", False, self._item),
            ("indicator_summary_in_narrative", False, self._summary),
            ("by_department", False, self._department),
            ("by_service_type", False, self._service),
            ("respondents", True, self._respondents),
            ("demographics", True, self._of_surveys, self._demographic),
            ("respondent_comments", True, self._of_surveys, self._comment),
            ("narrative_extremes", True, self._extremes),
        ):
            self._each(name, self._data.get(name), read, *given, is_one=is_one)
        for name in self._data.unread - _ABOUT:
            unread = LineError("ไม่รู้จัก “{name}” จึงไม่ได้อ่าน", name=lines.quoted(shown(name)))
            self._read.skipped.append(Skipped.of(JsonEntry(shown(name)[:_LONGEST_NAME], 1), unread))
        for (_, name), (origin, count) in self._unread.items():
            fields = {"name": name, "count": count}
            self._read.doubts.append(Remark(origin, _UNREAD, "ตรวจว่าไม่ต้องใช้", fields))

    def _each(self, name: str, value: object, read: Any, *given: Any, is_one: bool = False) -> None:
        """Read the entries of a list, or the object in its place if it ``is_one``; a value in the
        place of these is listed."""
        entries = value
        if isinstance(value, dict) and name.rpartition(".")[2] in _SCORED:
            entries = [
                {"code": code, **(entry if isinstance(entry, dict) else {"score": entry})}
                for code, entry in value.items()
            ]
        elif is_one:
            entries = [value] if isinstance(value, dict) else None
        if not isinstance(entries, list):
            if value not in EMPTY:
                error = LineError("“{name}” ไม่ใช่รายการ จึงไม่ได้อ่าน", name=name)
                Fields(JsonEntry(name, 1), {}, self._read.skipped).skip(error)
            return
        for number, entry in enumerate(entries[:MAX_ROWS], 1):
            is_object = isinstance(entry, dict)
            fields = Fields(JsonEntry(name, number), entry if is_object else {}, self._read.skipped)
            if not is_object:
                fields.skip(LineError("รายการนี้ไม่มีชื่อช่องข้อมูล"))
                continue
            self._lines[fields.origin] = " · ".join(filter(None, map(shown, entry.values())))
            if self._try(fields, read, *given):
                for field in fields.unread - _ABOUT:
                    place = name, shown(field)[:_LONGEST_NAME]
                    first, count = self._unread.get(place, (fields.origin, 0))
                    self._unread[place] = first, count + 1

    def _try(self, entry: Fields, read: Any, *given: Any) -> bool:
        """Read something of an entry, or list it: the rest of the entry stays. Return whether it
        was read."""
        try:
            read(entry, *given)
        except RowError as error:
            entry.skip(error)
            return False
        return True

    def _respondents(self, given: Fields) -> None:
        self._each("by_instrument", given.get("by_instrument"), self._sexes)
        whole = given.get("total")
        whole = {"instrument": TOTAL, **whole} if isinstance(whole, dict) else whole
        self._each("respondents.total", whole, self._sexes, is_one=True)
        if (whole := given.get("eit_by_language_total")) is not None:
            everyone = {"instrument": "EIT", "total": whole}
            self._each("eit_by_language_total", everyone, self._sexes, is_one=True)
        self._each("eit_by_language", given.get("eit_by_language"), self._language)

    def _of_surveys(self, lists: Fields, read: Any) -> None:
        """Read a list of each survey; texts alone are entries, too."""
        for code in ("IIT", "EIT"):
            entries = lists.get(code)
            if isinstance(entries, list):
                entries = [{"text": one} if isinstance(one, str) else one for one in entries]
            self._each(f"{lists.origin.sheet}.{code}", entries, read, code)

    # -- scores

    def _totals(self, totals: Fields) -> None:
        for node in (TOTAL, "IIT", "EIT", "OIT"):
            self._figure(totals, node, f"{node.lower()}_score")
        self._try(totals, self._points)
        if level := totals.text("level"):
            self._read.level = ReadValue(level, totals.origin)

    def _points(self, totals: Fields) -> None:
        written = totals.get("oit_score_of_40")
        points = number_of(_OF_40.sub("", shown(written)) if isinstance(written, str) else written)
        if points.value is None:
            return
        if not 0 <= points.value <= 40:
            template = "คะแนน “{text}” ไม่ใช่ตัวเลข 0 ถึง {most}"
            raise LineError(template, text=points.text, most=40)
        value = round_score(points.value * 100 / 40)
        self._read.figures.append(ReportedFigure(totals.origin, "OIT", value))
        fields = {"points": points.text, "score": value}
        self._read.doubts.append(Remark(totals.origin, _POINTS, "ตรวจคะแนนกับไฟล์", fields))

    def _scored(self, entry: Fields) -> None:
        code = code_of(entry, _NODE)
        self._figure(entry, code, "score", entry.text("name"))
        weight = entry.figure("weight", lambda number: number.value)
        points = entry.figure("weighted_score", lines.score)
        if weight is not None and points is not None:
            # The weight of indicators is in points of 100, that of instruments a fraction of one.
            full = weight * (100 if weight <= 1 else 1)
            self._read.weighted.append(Weighted(entry.origin, code, full, points))
        self._group(entry, Breakdown.ALL, "", code, "respondents")
        for name, read in (("indicators", self._scored), ("items", self._item)):
            within = entry.get(name)
            if isinstance(within, list | dict):  # it may be the number of them, too
                self._each(f"{code}.{name}", within, read)

    def _summary(self, entry: Fields) -> None:
        self._figure(entry, code_of(entry, _NODE), "score", summary=True)

    def _extremes(self, entry: Fields) -> None:
        """Read the highest and lowest scores, which the summary repeats."""
        for name in ("highest_indicator", "lowest_indicator", "highest_item", "lowest_item"):
            codes = entry.get(name)
            for code in codes if isinstance(codes, list) else [codes]:
                if _NODE.fullmatch(shown(code)):
                    self._figure(entry, shown(code), f"{name}_score", summary=True)

    def _item(self, entry: Fields) -> None:
        code = code_of(entry, _ASKED)
        title = entry.text("question")
        remark, score = entry.text("comment"), entry.figure("score", lines.score)
        if score is not None:
            figure = ReportedFigure(entry.origin, code, score, title, remark)
            self._read.figures.append(figure)
        elif remark:
            self._read.remarks.append(RemarkRow(entry.origin, code, remark))
        for name in ("score_in_response_table", "score_in_analysis"):
            self._figure(entry, code, name, title)
        self._options(entry, entry.get("distribution"), f"{code[0]}IT", code, "")

    def _options(
        self, entry: Fields, options: object, instrument: str, question: str, title: str
    ) -> None:
        if not isinstance(options, list):
            if options not in EMPTY:
                entry.skip(LineError("คำตอบของ {code} ไม่ใช่รายการ จึงไม่ได้อ่าน", code=question))
            return
        for option in options:
            if isinstance(option, dict):
                fields = Fields(entry.origin, option, self._read.skipped)
                self._try(fields, self._option, instrument, question, title)
            else:
                entry.skip(LineError("คำตอบของ {code} ไม่มีชื่อช่องข้อมูล", code=question))

    def _option(self, option: Fields, instrument: str, question: str, title: str) -> None:
        number, count = (option.figure(name, lines.count) for name in ("option", "count"))
        label, percent = option.text("label"), option.figure("percent", lines.percent)
        if number is not None and count is not None:
            answer = (instrument, question, number, label, count, percent, title)
            self._read.answers.append(AnswerRow(option.origin, *answer))
        elif not option.is_faulty:
            text = "คำตอบ “{label}” ของ {code} ไม่มีเลขตัวเลือกหรือจำนวนคน"
            raise LineError(text, label=lines.quoted(label), code=question)

    def _figure(
        self, entry: Fields, node: str, name: str, title: str = "", *, summary: bool = False
    ) -> None:
        score = entry.figure(name, lines.score)
        if score is not None:
            figure = ReportedFigure(entry.origin, node, score, title, summary=summary)
            self._read.figures.append(figure)

    # -- respondents

    def _sexes(self, entry: Fields) -> None:
        node = code_of(entry, _NODE, "instrument")
        for name, label in (("male", "ชาย"), ("female", "หญิง"), ("unspecified", "ไม่ระบุ")):
            self._group(entry, Breakdown.SEX, label, node, name)
        self._group(entry, Breakdown.ALL, "", node, "total")

    def _language(self, entry: Fields) -> None:
        self._group(entry, Breakdown.LANGUAGE, entry.text("language"), "EIT", "count")

    def _department(self, entry: Fields) -> None:
        name = name_of(entry)
        for node in ("IIT", "EIT"):
            counted, scored = f"{node.lower()}_count", f"{node.lower()}_score"
            self._group(entry, Breakdown.DEPARTMENT, name, node, counted, scored)
        self._group(entry, Breakdown.DEPARTMENT, name, TOTAL, "", "mean_score")

    def _service(self, entry: Fields) -> None:
        name = name_of(entry)
        self._group(entry, Breakdown.SERVICE, name, "EIT", "eit_count", "eit_score")
        given = entry.get("item_scores")
        scores: dict[str, object] = given if isinstance(given, dict) else {}
        of_items = Fields(entry.origin, scores, self._read.skipped)
        for code in scores:
            if _ITEM.fullmatch(code):
                self._group(of_items, Breakdown.SERVICE, name, code, "", code)
            else:
                entry.skip(LineError("ไม่รู้จักรหัส “{code}”", code=lines.quoted(shown(code))))

    def _group(
        self, entry: Fields, by: Breakdown, name: str, node: str, counted: str, scored: str = ""
    ) -> None:
        """Add the number and the score of a group, from the fields of these names."""
        count = entry.figure(counted, lines.count)
        value = entry.figure(scored, lines.score)
        if count is not None or value is not None:
            self._read.groups.append(GroupResult(entry.origin, by, name, node, count, value))

    def _demographic(self, entry: Fields, instrument: str) -> None:
        question = entry.text("key")
        if not question:
            raise LineError("คำถามนี้ไม่มีชื่อ (key)")
        options, title = entry.get("options"), entry.text("question")
        self._options(entry, options, instrument, question, title)

    def _comment(self, entry: Fields, instrument: str) -> None:
        if text := entry.text("text"):
            self._read.comments.append(CommentRow(entry.origin, instrument, text))


def _broken(place: str) -> InputError:
    return InputError("ไฟล์ JSON นี้อ่านไม่ได้", where=place, remedy="ตรวจว่าไฟล์ครบและเป็น JSON ที่ถูกต้อง")


def loads(text: str) -> Any:
    """Return the content of a JSON text, numbers as decimals. Raises ValueError, RecursionError."""
    return json.loads(
        text,
        parse_float=Decimal,
        parse_int=_whole,
        parse_constant=_no_number,
        object_pairs_hook=_object,
    )


def shown(value: object) -> str:
    """Return a text or number as a text; empty for other values."""
    return to_arabic(one_line(str(value))) if isinstance(value, str | Decimal) else ""


def number_of(value: object) -> Number:
    """Return a value as a number. Raises LineError."""
    if value is None:
        return Number("", None)
    if isinstance(value, str):
        text = shown(value)
        if text in _DASHES:
            return Number("", None)
        value = _decimal(plain_number(_SCORE_SIGNS.sub("", text)))
    if not isinstance(value, Decimal):
        raise LineError("“{text}” ไม่ใช่ตัวเลข", text=lines.quoted(_written(value)))
    return Number(str(value), value)


def code_of(entry: Fields, pattern: re.Pattern[str], name: str = "code") -> str:
    """Return the code of an entry. Raises LineError."""
    code = entry.text(name)
    read = read_codes(code)
    if len(read.codes) == 1 and not read.remainder and pattern.fullmatch(read.codes[0]):
        return read.codes[0]
    if not pattern.fullmatch(code):
        raise LineError("ไม่รู้จักรหัส “{code}”", code=lines.quoted(code))
    return code


def name_of(entry: Fields) -> str:
    """Return the name of an entry. Raises LineError."""
    name = entry.text("name")
    if not name:
        raise LineError("รายการนี้ไม่มีชื่อ")
    return name


def year_of(value: object) -> int | None:
    """Return the Buddhist year that is written in either era, as a number or a text."""
    found = re.search(r"(?<!\d)\d{4}(?!\d)", shown(value), re.ASCII)
    if found is None:
        return None
    year = int(found[0])
    return year + BUDDHIST_OFFSET if year in _CHRISTIAN else year


def _written(value: object) -> str:
    """Return a value as it stands in a file."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=_printed)


def _printed(number: Decimal) -> int | float:
    return int(number) if number == int(number) else float(number)


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise TwiceError(name)
        made[name] = value
    return made


def _decimal(text: str) -> Decimal | str:
    return Decimal(text) if re.fullmatch(r"-?\d{1,9}(\.\d{1,6})?", to_arabic(text)) else text


def _whole(text: str) -> Decimal:
    if len(text) > 15:
        raise ValueError(text)
    return Decimal(text)


def _no_number(text: str) -> Decimal:
    raise ValueError(text)
