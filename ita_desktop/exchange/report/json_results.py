"""Reads the result of a year as JSON (``ita-results-YEAR/1``), with texts and numbers as people
write them.

The year in ``schema`` is the one whose form the file has, as later years keep it; the year of the
result is ``fiscal_year_be``."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from ita_desktop.domain.dates import BUDDHIST_OFFSET
from ita_desktop.domain.digits import plain_number, to_arabic
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.results import Breakdown
from ita_desktop.domain.scores.scoring import round_score
from ita_desktop.domain.text import one_line
from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.exchange.files.limits import MAX_ROWS
from ita_desktop.exchange.remarks import LineError, Remark, RowError, Skipped
from ita_desktop.exchange.report import numbers
from ita_desktop.exchange.report.numbers import Number
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
from ita_desktop.exchange.report.rows.above import Collected
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow

_CHRISTIAN = range(1900, 2200)
_SCORE_SIGNS = re.compile(r"(?<=\d)\s*(?:%|คะแนน)$")
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
    """The fields of an object. It knows which of them were asked for."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values
        self._asked: set[str] = set()
        self.problems: list[LineError] = []
        """What cannot be read as what it was asked for."""

    @property
    def unread(self) -> frozenset[str]:
        """The fields with something in them that nobody asked for."""
        told = (name for name, value in self._values.items() if value not in EMPTY)
        return frozenset(told) - self._asked

    def get(self, name: str) -> Any:
        """Return the value of a field; None if there is none."""
        self._asked.add(name)
        return self._values.get(name)

    def text(self, name: str) -> str:
        """Return the text of a field; empty for a list, an object, true or false, a problem."""
        value = self.get(name)
        if value not in EMPTY and not isinstance(value, str | Decimal):
            text = numbers.quoted(_written(value))
            problem = LineError("ช่อง “{name}” ไม่ใช่ข้อความ: “{text}”", name=name, text=text)
            self.problems.append(problem)
        return shown(value)

    def score(self, name: str) -> Decimal | None:
        """Return the score in a field; None if there is none, or anything else, a problem."""
        return self._figure(name, numbers.score)

    def count(self, name: str) -> int | None:
        """Return the number of people in a field; None if there is none, or anything else, a
        problem."""
        return self._figure(name, numbers.count)

    def percent(self, name: str) -> Decimal | None:
        """Return the percentage in a field; None if there is none, or anything else, a problem."""
        return self._figure(name, numbers.percent)

    def decimal(self, name: str) -> Decimal | None:
        """Return the number in a field; None if there is none, or anything else, a problem."""
        return self._figure(name, lambda number: number.value)

    def _figure(self, name: str, of: Callable[[Number], FigureT]) -> FigureT | None:
        try:
            number = number_of(self.get(name))
            return None if number.value is None else of(number)
        except LineError as problem:
            self.problems.append(problem)
            return None


_SCHEMA = re.compile(r"ita-results-(25\d\d)/1")
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
_NODE = re.compile(r"[IEO]\d{1,2}|\d{1,2}(?:\.\d{1,2})?|IIT|EIT|OIT|ITA")
_ITEM = re.compile(r"[IEO]\d{1,2}")
_OF_40 = re.compile(r"\s*/\s*40$")


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
            name=numbers.quoted(error.name),
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
        self._data = Fields(data)
        self._unread: dict[tuple[str, str], tuple[Origin, int]] = {}
        """The fields that nobody asked for, by list: the first entry, and how many."""
        self._lines: dict[Origin, str] = {}
        self._read = Collected()
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
        self._object("totals", self._totals)
        for name, read in (
            ("instruments", self._scored),
            ("indicators", self._scored),
            ("items", self._item),
            ("indicator_summary_in_narrative", self._summary),
            ("by_department", self._department),
            ("by_service_type", self._service),
        ):
            self._each(self._data.get(name), name, read)
        self._object("respondents", self._respondents)
        self._per_instrument("demographics", self._demographic)
        self._per_instrument("respondent_comments", self._comment)
        self._object("narrative_extremes", self._extremes)
        for name in self._data.unread - _ABOUT:
            unread = LineError("ไม่รู้จัก “{name}” จึงไม่ได้อ่าน", name=numbers.quoted(shown(name)))
            self._read.skipped.append(Skipped.of(JsonEntry(shown(name)[:_LONGEST_NAME], 1), unread))
        for (_, name), (origin, count) in self._unread.items():
            fields = {"name": name, "count": count}
            self._read.doubts.append(Remark(origin, _UNREAD, "ตรวจว่าไม่ต้องใช้", fields))

    def _object(self, name: str, read: Any) -> None:
        """Read the object of this name, if it is one."""
        value = self._data.get(name)
        if isinstance(value, dict):
            self._each([value], name, read)
        else:
            self._no_list(name, value)

    def _respondents(self, _origin: Origin, given: Fields) -> None:
        self._each(given.get("by_instrument"), "by_instrument", self._sexes)
        whole = given.get("total")
        if isinstance(whole, dict):
            self._each([{"instrument": TOTAL, **whole}], "respondents.total", self._sexes)
        else:
            self._no_list("respondents.total", whole)
        whole = given.get("eit_by_language_total")
        if whole is not None:
            everyone = {"instrument": "EIT", "total": whole}
            self._each([everyone], "eit_by_language_total", self._sexes)
        self._each(given.get("eit_by_language"), "eit_by_language", self._language)

    def _per_instrument(self, name: str, read: Any) -> None:
        def of_each(_origin: Origin, lists: Fields) -> None:
            for code in ("IIT", "EIT"):
                entries = lists.get(code)
                if isinstance(entries, list):
                    entries = [{"text": one} if isinstance(one, str) else one for one in entries]
                self._each(
                    entries,
                    f"{name}.{code}",
                    lambda origin, entry, code=code: read(origin, entry, code),
                )

        self._object(name, of_each)

    def _each(self, entries: object, name: str, read: Any) -> None:
        for origin, entry in self._entries(entries, name):
            was_read = self._try(origin, read, entry)
            self._read.skipped += (Skipped.of(origin, problem) for problem in entry.problems)
            if was_read:
                for field in entry.unread - _ABOUT:
                    place = name, shown(field)[:_LONGEST_NAME]
                    first, count = self._unread.get(place, (origin, 0))
                    self._unread[place] = first, count + 1

    def _try(self, origin: Origin, read: Any, *given: Any) -> bool:
        """Read something of an entry, or list it: the rest of the entry stays. Return whether it
        was read."""
        try:
            read(origin, *given)
        except RowError as error:
            self._read.skipped.append(Skipped.of(origin, error))
            return False
        return True

    def _entries(self, entries: object, name: str) -> Iterator[tuple[Origin, Fields]]:
        if isinstance(entries, dict) and name.rpartition(".")[2] in _SCORED:
            entries = [
                {"code": code, **(entry if isinstance(entry, dict) else {"score": entry})}
                for code, entry in entries.items()
            ]
        if not isinstance(entries, list):
            self._no_list(name, entries)
            return
        for number, entry in enumerate(entries[:MAX_ROWS], 1):
            origin = JsonEntry(name, number)
            if isinstance(entry, dict):
                self._lines[origin] = " · ".join(filter(None, map(shown, entry.values())))
                yield origin, Fields(entry)
            else:
                error = LineError("รายการนี้ไม่มีชื่อช่องข้อมูล")
                self._read.skipped.append(Skipped.of(origin, error))

    def _no_list(self, name: str, value: object) -> None:
        """Report a value in the place of a list or of an object."""
        if value not in (None, [], {}, ""):
            error = LineError("“{name}” ไม่ใช่รายการ จึงไม่ได้อ่าน", name=name)
            self._read.skipped.append(Skipped.of(JsonEntry(name, 1), error))

    # -- scores

    def _totals(self, origin: Origin, totals: Fields) -> None:
        named = {"ita_score": TOTAL, "iit_score": "IIT", "eit_score": "EIT", "oit_score": "OIT"}
        for name, node in named.items():
            self._figure(origin, node, totals, name)
        self._try(origin, self._points, totals)
        if level := totals.text("level"):
            self._read.level = ReadValue(level, origin)

    def _points(self, origin: Origin, totals: Fields) -> None:
        written = totals.get("oit_score_of_40")
        points = number_of(_OF_40.sub("", shown(written)) if isinstance(written, str) else written)
        if points.value is None:
            return
        if not 0 <= points.value <= 40:
            template = "คะแนน “{text}” ไม่ใช่ตัวเลข 0 ถึง {most}"
            raise LineError(template, text=points.text, most=40)
        value = round_score(points.value * 100 / 40)
        self._read.figures.append(ReportedFigure(origin, "OIT", value))
        fields = {"points": points.text, "score": value}
        self._read.doubts.append(Remark(origin, _POINTS, "ตรวจคะแนนกับไฟล์", fields))

    def _scored(self, origin: Origin, entry: Fields) -> None:
        code = code_of(entry, _NODE)
        self._figure(origin, code, entry, "score", entry.text("name"))
        weight, points = entry.decimal("weight"), entry.score("weighted_score")
        if weight is not None and points is not None:
            # The weight of indicators is in points of 100, that of instruments a fraction of one.
            full = weight * (100 if weight <= 1 else 1)
            self._read.weighted.append(Weighted(origin, code, full, points))
        self._group(origin, Breakdown.ALL, "", code, entry.count("respondents"))
        for name, read in (("indicators", self._scored), ("items", self._item)):
            within = entry.get(name)
            if isinstance(within, list | dict):  # it may be the number of them, too
                self._each(within, f"{code}.{name}", read)

    def _summary(self, origin: Origin, entry: Fields) -> None:
        self._figure(origin, code_of(entry, _NODE), entry, "score", summary=True)

    def _extremes(self, origin: Origin, entry: Fields) -> None:
        """Read the highest and lowest scores, which the summary repeats."""
        for name in ("highest_indicator", "lowest_indicator", "highest_item", "lowest_item"):
            codes = entry.get(name)
            for code in codes if isinstance(codes, list) else [codes]:
                if _NODE.fullmatch(shown(code)):
                    self._figure(origin, shown(code), entry, f"{name}_score", summary=True)

    def _item(self, origin: Origin, entry: Fields) -> None:
        code = code_of(entry, _ITEM)
        title = entry.text("question")
        remark, score = entry.text("comment"), entry.score("score")
        if score is not None:
            self._read.figures.append(ReportedFigure(origin, code, score, title, remark))
        elif remark:
            self._read.remarks.append(RemarkRow(origin, code, remark))
        for name in ("score_in_response_table", "score_in_analysis"):
            self._figure(origin, code, entry, name, title)
        self._try(origin, self._options, entry.get("distribution"), f"{code[0]}IT", code, "")

    def _options(
        self, origin: Origin, options: object, instrument: str, question: str, title: str
    ) -> None:
        if not isinstance(options, list):
            if options not in EMPTY:
                raise LineError("คำตอบของ {code} ไม่ใช่รายการ จึงไม่ได้อ่าน", code=question)
            return
        for option in options:
            if isinstance(option, dict):
                fields = Fields(option)
                self._try(origin, self._option, fields, instrument, question, title)
                self._read.skipped += (Skipped.of(origin, problem) for problem in fields.problems)
            else:
                error = LineError("คำตอบของ {code} ไม่มีชื่อช่องข้อมูล", code=question)
                self._read.skipped.append(Skipped.of(origin, error))

    def _option(
        self, origin: Origin, option: Fields, instrument: str, question: str, title: str
    ) -> None:
        number, count, label = option.count("option"), option.count("count"), option.text("label")
        percent = option.percent("percent")
        if number is not None and count is not None:
            self._read.answers.append(
                AnswerRow(origin, instrument, question, number, label, count, percent, title)
            )
        elif not option.problems:
            text = "คำตอบ “{label}” ของ {code} ไม่มีเลขตัวเลือกหรือจำนวนคน"
            raise LineError(text, label=numbers.quoted(label), code=question)

    def _figure(
        self,
        origin: Origin,
        node: str,
        entry: Fields,
        name: str,
        title: str = "",
        *,
        summary: bool = False,
    ) -> None:
        score = entry.score(name)
        if score is not None:
            self._read.figures.append(ReportedFigure(origin, node, score, title, summary=summary))

    # -- respondents

    def _sexes(self, origin: Origin, entry: Fields) -> None:
        node = code_of(entry, _NODE, "instrument")
        for name, label in (("male", "ชาย"), ("female", "หญิง"), ("unspecified", "ไม่ระบุ")):
            self._group(origin, Breakdown.SEX, label, node, entry.count(name))
        self._group(origin, Breakdown.ALL, "", node, entry.count("total"))

    def _language(self, origin: Origin, entry: Fields) -> None:
        name = entry.text("language")
        self._group(origin, Breakdown.LANGUAGE, name, "EIT", entry.count("count"))

    def _department(self, origin: Origin, entry: Fields) -> None:
        name = name_of(entry)
        for node, prefix in (("IIT", "iit"), ("EIT", "eit")):
            count, value = entry.count(f"{prefix}_count"), entry.score(f"{prefix}_score")
            self._group(origin, Breakdown.DEPARTMENT, name, node, count, value)
        mean = entry.score("mean_score")
        self._group(origin, Breakdown.DEPARTMENT, name, TOTAL, None, mean)

    def _service(self, origin: Origin, entry: Fields) -> None:
        name = name_of(entry)
        count, value = entry.count("eit_count"), entry.score("eit_score")
        self._group(origin, Breakdown.SERVICE, name, "EIT", count, value)
        scores = entry.get("item_scores")
        for code, score in scores.items() if isinstance(scores, dict) else ():
            self._try(origin, self._of_service, name, code, score)

    def _of_service(self, origin: Origin, name: str, code: str, score: object) -> None:
        if not _ITEM.fullmatch(code):
            raise LineError("ไม่รู้จักรหัส “{code}”", code=numbers.quoted(shown(code)))
        value = number_of(score)
        if value.value is not None:
            self._group(origin, Breakdown.SERVICE, name, code, None, numbers.score(value))

    def _group(
        self,
        origin: Origin,
        by: Breakdown,
        name: str,
        node: str,
        count: int | None,
        value: Decimal | None = None,
    ) -> None:
        if count is not None or value is not None:
            self._read.groups.append(GroupResult(origin, by, name, node, count, value))

    def _demographic(self, origin: Origin, entry: Fields, instrument: str) -> None:
        question = entry.text("key")
        if not question:
            raise LineError("คำถามนี้ไม่มีชื่อ (key)")
        options, title = entry.get("options"), entry.text("question")
        self._options(origin, options, instrument, question, title)

    def _comment(self, origin: Origin, entry: Fields, instrument: str) -> None:
        if text := entry.text("text"):
            self._read.comments.append(CommentRow(origin, instrument, text))


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
        raise LineError("“{text}” ไม่ใช่ตัวเลข", text=numbers.quoted(_written(value)))
    return Number(str(value), value)


def code_of(entry: Fields, pattern: re.Pattern[str], name: str = "code") -> str:
    """Return the code of an entry. Raises LineError."""
    code = entry.text(name)
    read = read_codes(code)
    if len(read.codes) == 1 and not read.remainder and pattern.fullmatch(read.codes[0]):
        return read.codes[0]
    if not pattern.fullmatch(code):
        raise LineError("ไม่รู้จักรหัส “{code}”", code=numbers.quoted(code))
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
