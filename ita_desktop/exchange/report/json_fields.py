"""Texts and numbers in the fields of a JSON file, as people write them."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from ita_desktop.domain.dates import BUDDHIST_OFFSET
from ita_desktop.domain.digits import plain_number, to_arabic
from ita_desktop.domain.text import one_line
from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.exchange.remarks import LineError
from ita_desktop.exchange.report.lines import numbers
from ita_desktop.exchange.report.lines.numbers import Number

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
