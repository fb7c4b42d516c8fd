"""A city of made-up figures, for the pictures and tests of its window."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from random import Random
from typing import Final

from ita_desktop.domain.city.districts import (
    Blocked,
    City,
    District,
    DistrictMeasure,
    DistrictYear,
    DueItem,
    FrameworkOutline,
    outline_of,
)
from ita_desktop.domain.district_names import DISTRICTS
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import NodeKind
from ita_desktop.domain.framework_draft import FrameworkStatus
from ita_desktop.frameworks.shipped import load

YEARS: Final = (2566, 2567, 2568)
_LEVELS: Final = (
    ("ผ่านดีเยี่ยม", 95),
    ("ผ่านดี", 85),
    ("ผ่าน", 75),
    ("ต้องปรับปรุง", 65),
    ("ต้องปรับปรุงโดยด่วน", 0),
)
_STEPS: Final = (
    "1. ประชุมซักซ้อมความเข้าใจกับทุกฝ่าย\n2. เผยแพร่บนเว็บไซต์สำนักงานเขต",
    "1. ปรับปรุงข้อมูลให้เป็นปัจจุบันทุกเดือน",
    "1. จัดทำคู่มือสำหรับประชาชน\n2. ประชาสัมพันธ์ช่องทางออนไลน์\n3. สำรวจความพึงพอใจ",
)
_UNITS: Final = ("ฝ่ายปกครอง", "ฝ่ายทะเบียน", "ฝ่ายโยธา", "ฝ่ายรายได้")
_DUE: Final = date(2025, 3, 1)


@cache
def outline(year: int) -> FrameworkOutline:
    """The outline of the shipped framework of a fiscal year."""
    return outline_of(load(year))


@lru_cache(maxsize=4)
def made_city(districts: int = 46, years: tuple[int, ...] = YEARS) -> City:
    """A city of so many districts, the first ones by name of Bangkok, with all ``years``, an office
    that is no district, one with an older year only, and two files that cannot be read."""
    chance = Random(2568)
    names = [f"สำนักงานเขต{name}" for name in sorted(DISTRICTS)]
    names += [f"สำนักงานเขตสมมติ {number}" for number in range(1, max(districts - 50, 0) + 1)]
    made = [_district(name, years, chance) for name in names[:districts]]
    made += [
        _district("สำนักงานเขตตัวอย่าง", years, chance),
        _district("สำนักงานเขตรุ่นก่อน", years[:1], chance),
        *_unread(),
    ]
    return City(tuple(made))


def texts_of(city: City) -> Iterator[str]:
    """Yield what districts and frameworks of a city say, in no program's words."""
    for district in city.districts:
        yield from (district.name, district.short_name, str(district.problem or ""))
        for year in district.years:
            yield from (year.level, year.next_level)
            yield from (node.name for node in year.outline.nodes)
            for measure in year.done:
                yield from (measure.method, *measure.units)


def _unread() -> tuple[District, ...]:
    damaged = InputError(
        "แฟ้มเสียหาย อ่านไม่ได้", where="เขตเสียหาย.ita", remedy="ขอแฟ้มใหม่จากเขต หรือกู้คืนจากแฟ้มสำรอง"
    )
    newer = InputError(
        "แฟ้มนี้มาจากโปรแกรมรุ่นใหม่กว่า", where="เขตรุ่นใหม่.ita", remedy="ปรับโปรแกรมเป็นรุ่นล่าสุดก่อน"
    )
    return (
        District("เขตรุ่นใหม่", "เขตรุ่นใหม่.ita", problem=newer),
        District("เขตเสียหาย", "เขตเสียหาย.ita", problem=damaged),
    )


def _district(name: str, years: tuple[int, ...], chance: Random) -> District:
    strength = chance.gauss(90, 5)
    source = f"{name}.ita"
    made = tuple(_year(year, strength, chance, source) for year in years)
    return District(name, source, made, sources=(source,))


def _year(year: int, strength: float, chance: Random, place: str) -> DistrictYear:
    of = outline(min(max(year, YEARS[0]), YEARS[-1]))
    aim = strength + (year - YEARS[0]) * 0.8
    scores = {node.code: _score(node.kind, node.code, aim, chance) for node in of.nodes}
    is_known = chance.random() > 0.08
    instruments = [_mean([scores[node.code]]) for node in of.instruments]
    total = _mean(instruments)
    level, following = _level(total)
    blocked = (Blocked("ITA", Decimal(following[1]), total),) if following else ()
    late = tuple(
        DueItem(node.code, _DUE)
        for node in of.items
        if node.code.startswith("O") and scores[node.code] == 0
    )
    return DistrictYear(
        fiscal_year=year,
        outline=of,
        values=tuple(scores[node.code] for node in of.nodes),
        total=total,
        source="official" if year < YEARS[-1] else "computed",
        known=Decimal(100 if is_known else 60),
        level=level,
        next_level=following[0] if following else "",
        blocked_by=blocked,
        status=FrameworkStatus.PRINTED,
        open_items=late,
        official=tuple(scores) if year < YEARS[-1] else (),
        measures={node.code: chance.randrange(4) for node in of.items},
        done=_done(of, chance),
        place=place,
    )


def _done(of: FrameworkOutline, chance: Random) -> tuple[DistrictMeasure, ...]:
    """Return measures for some items."""
    items = chance.sample(of.items, 6)
    return tuple(
        DistrictMeasure((node.code,), chance.choice(_STEPS), (chance.choice(_UNITS),))
        for node in items
    )


def _score(kind: NodeKind, code: str, aim: float, chance: Random) -> Decimal | None:
    if kind is NodeKind.ITEM and chance.random() < 0.03:
        return None
    if code.startswith("O") and kind is NodeKind.ITEM:
        return Decimal(100 if chance.random() * 100 < aim else 0)
    return Decimal(f"{min(max(chance.gauss(aim, 3), 40), 100):.2f}")


def _mean(scores: Sequence[Decimal | None]) -> Decimal:
    known = [score for score in scores if score is not None]
    return Decimal(f"{sum(known) / len(known):.2f}")


def _level(total: Decimal) -> tuple[str, tuple[str, int] | None]:
    at = next(at for at, (_, least) in enumerate(_LEVELS) if total >= least)
    return _LEVELS[at][0], _LEVELS[at - 1] if at else None
