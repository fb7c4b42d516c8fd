"""Reads the result of a year as JSON (``ita-results-YEAR/1``).

The year in ``schema`` is the one whose form the file has, as later years keep it; the year of the
result is ``fiscal_year_be``.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

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
from ita_desktop.exchange.report.lines import numbers
from ita_desktop.exchange.report.lines.numbers import Number
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
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow

_SCHEMA = re.compile(r"ita-results-(25\d\d)/1")
_READ = frozenset(
    (
        "totals",
        "instruments",
        "indicators",
        "items",
        "respondents",
        "demographics",
        "by_department",
        "by_service_type",
        "indicator_summary_in_narrative",
        "narrative_extremes",
        "respondent_comments",
    )
)
_ABOUT = frozenset(
    (
        "schema",
        "fiscal_year_be",
        "organisation",
        "source",
        "level_criteria",
        "oit_weights_assumed",
        "not_printed",
        "printed_inconsistencies",
    )
)
"""Keys about the file and about rules, which are those of the framework."""
_LONGEST_NAME = 60
_SCORED = frozenset(("instruments", "indicators", "items"))
"""Lists that may be written as scores by code."""
_CHRISTIAN = range(1900, 2200)
_NODE = re.compile(r"[IEO]\d{1,2}|\d{1,2}(?:\.\d{1,2})?|IIT|EIT|OIT|ITA")
_ITEM = re.compile(r"[IEO]\d{1,2}")
_OF_40 = re.compile(r"\s*/\s*40$")
_SCORE_SIGNS = re.compile(r"(?<=\d)\s*(?:%|คะแนน)$")
_DASHES = frozenset(("", "-", "–", "—"))


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
        data = json.loads(text, parse_float=Decimal, parse_int=_whole, parse_constant=_no_number)
    except RecursionError:
        raise _broken(source) from None
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
        self._data = data
        self._lines: dict[Origin, str] = {}
        self._figures: list[ReportedFigure] = []
        self._weighted: list[Weighted] = []
        self._answers: list[AnswerRow] = []
        self._groups: list[GroupResult] = []
        self._comments: list[CommentRow] = []
        self._remarks: list[RemarkRow] = []
        self._skipped: list[Skipped] = []
        self._level: ReadValue[str] | None = None

    def results(self, source: str) -> Results:
        """Return everything that was read."""
        year = _year(self._data.get("fiscal_year_be"))
        origin = JsonEntry("fiscal_year_be", 1)
        doubts = []
        of_form = _SCHEMA.fullmatch(str(self._data["schema"]))
        if year is not None and of_form is not None and int(of_form[1]) != year:
            doubts.append(
                Remark(
                    origin,
                    "ไฟล์นี้ใช้รูปแบบของปี {form} แต่บอกว่าเป็นผลปี {year} จึงถือว่าเป็นผลปี {year}",
                    "ตรวจว่าเป็นผลของปี {year} จริง",
                    {"year": year, "form": of_form[1]},
                )
            )
        office = self._data.get("organisation")
        name = _text(office.get("name")) if isinstance(office, dict) else ""
        return Results(
            source,
            () if year is None else (ReadValue(year, origin),),
            (ReadValue(name, JsonEntry("organisation", 1)),) if name else (),
            self._level,
            figures=tuple(self._figures),
            weighted=tuple(self._weighted),
            answers=tuple(self._answers),
            groups=tuple(self._groups),
            comments=tuple(self._comments),
            remarks=tuple(self._remarks),
            skipped=tuple(self._skipped),
            doubts=tuple(doubts),
            lines=self._lines,
        )

    def sheets(self, source: str) -> list[DataSheet]:
        """Return the lists as they were read."""
        rows: dict[str, list[SheetRow]] = {}
        for origin, text in self._lines.items():
            rows.setdefault(origin.sheet, []).append(SheetRow(origin.row, (text,)))
        return [DataSheet(name, tuple(of_list), source) for name, of_list in rows.items()]

    def read(self) -> None:
        """Read every list."""
        self._totals()
        for name, read in (
            ("instruments", self._scored),
            ("indicators", self._scored),
            ("items", self._item),
            ("indicator_summary_in_narrative", self._summary),
            ("by_department", self._department),
            ("by_service_type", self._service),
        ):
            for origin, entry in self._entries(self._data.get(name), name):
                try:
                    read(origin, entry)
                except RowError as error:
                    self._skipped.append(Skipped.of(origin, error))
        respondents = self._data.get("respondents")
        if isinstance(respondents, dict):
            self._each(respondents.get("by_instrument"), "by_instrument", self._sexes)
            whole = respondents.get("total")
            if isinstance(whole, dict):
                self._each([{"instrument": TOTAL, **whole}], "respondents.total", self._sexes)
            whole = respondents.get("eit_by_language_total")
            if whole is not None:
                everyone = {"instrument": "EIT", "total": whole}
                self._each([everyone], "eit_by_language_total", self._sexes)
            self._each(respondents.get("eit_by_language"), "eit_by_language", self._language)
        else:
            self._no_list("respondents", respondents)
        self._per_instrument("demographics", self._demographic)
        self._per_instrument("respondent_comments", self._comment)
        self._each(
            [self._data.get("narrative_extremes") or {}], "narrative_extremes", self._extremes
        )
        for name, value in self._data.items():
            if name not in _READ | _ABOUT and value not in (None, [], {}, ""):
                unread = LineError("ไม่รู้จัก “{name}” จึงไม่ได้อ่าน", name=numbers.quoted(_text(name)))
                self._skipped.append(Skipped.of(JsonEntry(_text(name)[:_LONGEST_NAME], 1), unread))

    def _per_instrument(self, name: str, read: Any) -> None:
        lists = self._data.get(name)
        if not isinstance(lists, dict):
            self._no_list(name, lists)
        for instrument in ("IIT", "EIT"):
            entries = lists.get(instrument) if isinstance(lists, dict) else None
            self._each(
                entries,
                f"{name}.{instrument}",
                lambda origin, entry, code=instrument: read(origin, entry, code),
            )

    def _each(self, entries: object, name: str, read: Any) -> None:
        for origin, entry in self._entries(entries, name):
            try:
                read(origin, entry)
            except RowError as error:
                self._skipped.append(Skipped.of(origin, error))

    def _entries(self, entries: object, name: str) -> Iterator[tuple[Origin, Mapping[str, Any]]]:
        if isinstance(entries, dict) and name in _SCORED:
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
                plain = [_text(value) for value in entry.values()]
                self._lines[origin] = " · ".join(filter(None, plain))
                yield origin, entry
            else:
                error = LineError("รายการนี้ไม่มีชื่อช่องข้อมูล")
                self._skipped.append(Skipped.of(origin, error))

    def _no_list(self, name: str, value: object) -> None:
        """Report a value in the place of a list or of an object."""
        if value not in (None, [], {}, ""):
            error = LineError("“{name}” ไม่ใช่รายการ จึงไม่ได้อ่าน", name=name)
            self._skipped.append(Skipped.of(JsonEntry(name, 1), error))

    # -- scores

    def _totals(self) -> None:
        totals = self._data.get("totals")
        if not isinstance(totals, dict):
            self._no_list("totals", totals)
            return
        origin = JsonEntry("totals", 1)
        self._lines[origin] = " · ".join(filter(None, map(_text, totals.values())))
        named = {"ita_score": TOTAL, "iit_score": "IIT", "eit_score": "EIT", "oit_score": "OIT"}
        try:
            for name, node in named.items():
                self._figure(origin, node, totals.get(name))
            written = totals.get("oit_score_of_40")
            points = _number(
                _OF_40.sub("", _text(written)) if isinstance(written, str) else written
            )
            if points.value is not None and numbers.score(points) <= 40:
                value = round_score(points.value * 100 / 40)
                self._figures.append(ReportedFigure(origin, "OIT", value))
        except RowError as error:
            self._skipped.append(Skipped.of(origin, error))
        if level := _text(totals.get("level")):
            self._level = ReadValue(level, origin)

    def _scored(self, origin: Origin, entry: Mapping[str, Any]) -> None:
        code = _code(entry, _NODE)
        self._figure(origin, code, entry.get("score"), _text(entry.get("name")))
        weight, points = _number(entry.get("weight")), _number(entry.get("weighted_score"))
        if weight.value is not None and points.value is not None:
            # The weight of indicators is in points of 100, that of instruments a fraction of one.
            full = weight.value * (100 if weight.value <= 1 else 1)
            self._weighted.append(Weighted(origin, code, full, numbers.score(points)))
        if (people := _number(entry.get("respondents"))).value is not None:
            self._group(origin, Breakdown.ALL, "", code, people)

    def _summary(self, origin: Origin, entry: Mapping[str, Any]) -> None:
        self._figure(origin, _code(entry, _NODE), entry.get("score"), summary=True)

    def _extremes(self, origin: Origin, entry: Mapping[str, Any]) -> None:
        """Read the highest and lowest scores, which the summary repeats."""
        for name in ("highest_indicator", "lowest_indicator", "highest_item", "lowest_item"):
            codes = entry.get(name)
            for code in codes if isinstance(codes, list) else [codes]:
                if _NODE.fullmatch(_text(code)):
                    self._figure(origin, _text(code), entry.get(f"{name}_score"), summary=True)

    def _item(self, origin: Origin, entry: Mapping[str, Any]) -> None:
        code = _code(entry, _ITEM)
        title = _text(entry.get("question"))
        remark = _text(entry.get("comment"))
        self._figure(origin, code, entry.get("score"), title, remark)
        if remark and _number(entry.get("score")).value is None:
            self._remarks.append(RemarkRow(origin, code, remark))
        for name in ("score_in_response_table", "score_in_analysis"):
            self._figure(origin, code, entry.get(name), title)
        self._options(origin, entry.get("distribution"), f"{code[0]}IT", code, "")

    def _options(
        self, origin: Origin, options: object, instrument: str, question: str, title: str
    ) -> None:
        for option in options if isinstance(options, list) else ():
            if not isinstance(option, dict):
                raise LineError("คำตอบของ {code} ไม่มีชื่อช่องข้อมูล", code=question)
            percent = _number(option.get("percent"))
            self._answers.append(
                AnswerRow(
                    origin,
                    instrument,
                    question,
                    numbers.count(_number(option.get("option"))),
                    _text(option.get("label")),
                    numbers.count(_number(option.get("count"))),
                    None if percent.value is None else numbers.percent(percent),
                    title,
                )
            )

    def _figure(
        self,
        origin: Origin,
        node: str,
        value: object,
        title: str = "",
        remark: str = "",
        *,
        summary: bool = False,
    ) -> None:
        number = _number(value)
        if number.value is not None:
            self._figures.append(
                ReportedFigure(origin, node, numbers.score(number), title, remark, summary=summary)
            )

    # -- respondents

    def _sexes(self, origin: Origin, entry: Mapping[str, Any]) -> None:
        node = _code(entry, _NODE, "instrument")
        for name, label in (("male", "ชาย"), ("female", "หญิง"), ("unspecified", "ไม่ระบุ")):
            if name in entry:
                self._group(origin, Breakdown.SEX, label, node, _number(entry[name]))
        self._group(origin, Breakdown.ALL, "", node, _number(entry.get("total")))

    def _language(self, origin: Origin, entry: Mapping[str, Any]) -> None:
        name = _text(entry.get("language"))
        self._group(origin, Breakdown.LANGUAGE, name, "EIT", _number(entry.get("count")))

    def _department(self, origin: Origin, entry: Mapping[str, Any]) -> None:
        name = _name(entry)
        for node, prefix in (("IIT", "iit"), ("EIT", "eit")):
            count, value = entry.get(f"{prefix}_count"), entry.get(f"{prefix}_score")
            self._group(origin, Breakdown.DEPARTMENT, name, node, _number(count), _number(value))
        mean = _number(entry.get("mean_score"))
        self._group(origin, Breakdown.DEPARTMENT, name, TOTAL, Number("", None), mean)

    def _service(self, origin: Origin, entry: Mapping[str, Any]) -> None:
        name = _name(entry)
        count, value = _number(entry.get("eit_count")), _number(entry.get("eit_score"))
        self._group(origin, Breakdown.SERVICE, name, "EIT", count, value)
        scores = entry.get("item_scores")
        for code, score in scores.items() if isinstance(scores, dict) else ():
            if not _ITEM.fullmatch(code):
                raise LineError("ไม่รู้จักรหัส “{code}”", code=numbers.quoted(_text(code)))
            none = Number("", None)
            self._group(origin, Breakdown.SERVICE, name, code, none, _number(score))

    def _group(
        self,
        origin: Origin,
        by: Breakdown,
        name: str,
        node: str,
        count: Number,
        value: Number | None = None,
    ) -> None:
        people = None if count.value is None else numbers.count(count)
        score = None if value is None or value.value is None else numbers.score(value)
        if people is not None or score is not None:
            self._groups.append(GroupResult(origin, by, name, node, people, score))

    def _demographic(self, origin: Origin, entry: Mapping[str, Any], instrument: str) -> None:
        question = _text(entry.get("key"))
        if not question:
            raise LineError("คำถามนี้ไม่มีชื่อ (key)")
        options, title = entry.get("options"), _text(entry.get("question"))
        self._options(origin, options, instrument, question, title)

    def _comment(self, origin: Origin, entry: Mapping[str, Any], instrument: str) -> None:
        if text := _text(entry.get("text")):
            self._comments.append(CommentRow(origin, instrument, text))


def _code(entry: Mapping[str, Any], pattern: re.Pattern[str], name: str = "code") -> str:
    code = _text(entry.get(name))
    read = read_codes(code)
    if len(read.codes) == 1 and not read.remainder and pattern.fullmatch(read.codes[0]):
        return read.codes[0]
    if not pattern.fullmatch(code):
        raise LineError("ไม่รู้จักรหัส “{code}”", code=numbers.quoted(code))
    return code


def _name(entry: Mapping[str, Any]) -> str:
    name = _text(entry.get("name"))
    if not name:
        raise LineError("รายการนี้ไม่มีชื่อ")
    return name


def _year(value: object) -> int | None:
    """Return the Buddhist year that is written in either era, as a number or a text."""
    found = re.search(r"(?<!\d)\d{4}(?!\d)", _text(value), re.ASCII)
    if found is None:
        return None
    year = int(found[0])
    return year + BUDDHIST_OFFSET if year in _CHRISTIAN else year


def _text(value: object) -> str:
    return to_arabic(one_line(str(value))) if isinstance(value, str | Decimal) else ""


def _number(value: object) -> Number:
    if value is None:
        return Number("", None)
    if isinstance(value, str):
        text = _text(value)
        if text in _DASHES:
            return Number("", None)
        value = _decimal(plain_number(_SCORE_SIGNS.sub("", text)))
    if not isinstance(value, Decimal):
        raise LineError("“{text}” ไม่ใช่ตัวเลข", text=numbers.quoted(str(value)))
    return Number(str(value), value)


def _decimal(text: str) -> Decimal | str:
    return Decimal(text) if re.fullmatch(r"-?\d{1,9}(\.\d{1,6})?", to_arabic(text)) else text


def _whole(text: str) -> Decimal:
    if len(text) > 15:
        raise ValueError(text)
    return Decimal(text)


def _no_number(text: str) -> Decimal:
    raise ValueError(text)


def _broken(place: str) -> InputError:
    return InputError("ไฟล์ JSON นี้อ่านไม่ได้", where=place, remedy="ตรวจว่าไฟล์ครบและเป็น JSON ที่ถูกต้อง")
