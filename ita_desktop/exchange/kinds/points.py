"""Points that are no score of a hundred: of full points, or of a weight."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.text import one_line

_NUMBER: Final = r"(\d+(?:\.\d+)?)"
_FULL: Final = re.compile(rf"เต็ม\s*(?:คะแนน\s*)?[:=]?\s*{_NUMBER}", re.ASCII)
_POINTS: Final = re.compile(rf"\(\s*{_NUMBER}\s*คะแนน\s*\)", re.ASCII)
_WEIGHT: Final = re.compile(
    rf"\(?\s*(?:ค่า|คะแนน)?น้ำหนัก\s*(?:ร้อยละ|คะแนน)?\s*[:=]?\s*{_NUMBER}\s*(?:%|คะแนน)?\s*\)?",
    re.ASCII,
)
_OF: Final = re.compile(
    rf"{_NUMBER}\s*(?:คะแนน\s*)?(?:/|\(?(?:จาก)?(?:คะแนน)?เต็ม|จาก)\s*{_NUMBER}\s*(?:คะแนน)?\s*\)?",
    re.ASCII,
)


class PointsOf(NamedTuple):
    """Points, and of how many."""

    points: Decimal
    full: Decimal


def points_of(text: str) -> PointsOf | None:
    """Return the points of a cell that says of how many they are; None for another one.

    >>> points_of("27.5/30"), points_of("๙ จาก ๑๐ คะแนน"), points_of("98.75")
    (PointsOf(points=Decimal('27.5'), full=Decimal('30')), \
PointsOf(points=Decimal('9'), full=Decimal('10')), None)
    """
    found = _OF.fullmatch(to_arabic(one_line(text)))
    return PointsOf(Decimal(found[1]), Decimal(found[2])) if found is not None else None


def full_points(heading: str) -> Decimal | None:
    """Return the full points that a heading of scores states; None if it states none.

    >>> full_points("คะแนน (เต็ม 5)"), full_points("IIT (30 คะแนน)"), full_points("คะแนน")
    (Decimal('5'), Decimal('30'), None)
    """
    return full_points_named(heading) or _in(heading, _POINTS)


def full_points_named(text: str) -> Decimal | None:
    """Return the full points that a text calls so."""
    return _in(text, _FULL)


def weight_in(text: str) -> Decimal | None:
    """Return the weight that a name states; None if it states none.

    >>> weight_in("IIT (น้ำหนัก 30)"), weight_in("OIT น้ำหนักร้อยละ ๔๐"), weight_in("IIT")
    (Decimal('30'), Decimal('40'), None)
    """
    return _in(text, _WEIGHT)


def without_weight(text: str) -> str:
    """Return a name without the weight that it states."""
    return _WEIGHT.sub("", to_arabic(text)).strip() if "น้ำหนัก" in text else text


def _in(text: str, pattern: re.Pattern[str]) -> Decimal | None:
    found = pattern.search(to_arabic(one_line(text)))
    return Decimal(found[1]) if found is not None else None
