"""What is told of the districts that were read: files that say the same years, and what the program
itself does not open. A file is told of once, whatever the number of its years and districts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.domain.city.districts import District, DistrictYear
from ita_desktop.domain.city.handed_in import OtherScore, differences
from ita_desktop.domain.errors import InputError, ItaError, Phrase
from ita_desktop.domain.framework import TOTAL
from ita_desktop.storage.server.address import is_address

_MOST: Final = 3
"""Differing scores that a note names; all are in the paper of what was handed in."""


class _Twice(NamedTuple):
    """A year of a district that two sources say."""

    district: District
    used: DistrictYear
    other: DistrictYear
    differs: tuple[OtherScore, ...]


def notes_of(districts: Sequence[District]) -> Iterator[ItaError]:
    """Yield what is to be told of these districts: one note for each two sources that say the same
    years, one for each file that the program does not open, one for each without a year."""
    yield from _twice(districts)
    for district in districts:
        yield from district.notes
        yield from map(_doubtful, district.doubts)
        if district.problem is None and not district.years:
            yield _empty(district)


def _twice(districts: Iterable[District]) -> Iterator[InputError]:
    """Yield a note for each file that says what others say, too."""
    found = [
        _Twice(district, used, other, differences(used, other))
        for district in districts
        for other in district.also
        if (used := district.year(other.fiscal_year)) is not None
    ]
    # A sheet of many districts is told of once, whichever of the two counts.
    of_districts = {
        (place, twice.district.key)
        for twice in found
        for place in (twice.used.place, twice.other.place)
    }
    counts = Counter(place for place, _ in of_districts)
    of_files: dict[str, list[_Twice]] = {}
    for twice in found:
        two = twice.used.place, twice.other.place
        of_files.setdefault(two[counts[two[0]] <= counts[two[1]]], []).append(twice)
    for some in of_files.values():
        yield _of_file(some)


def _of_file(some: Sequence[_Twice]) -> InputError:
    first = some[0]
    years = sorted({twice.other.fiscal_year for twice in some})
    names = list(dict.fromkeys(twice.district.name for twice in some))
    differing = [(twice, score) for twice in some for score in twice.differs]
    return InputError(
        "ปี {years} ของ {districts} มีทั้งใน {used} และ {other} ใช้คะแนนจาก {used} {differences}",
        remedy="ถ้าควรใช้อีกแหล่ง ให้เอาแหล่งที่ไม่ใช้ออกจากโฟลเดอร์",
        years=" ".join(map(str, years)),
        districts=names[0] if len(names) == 1 else Phrase("{count} เขต", count=len(names)),
        used=_files([twice.used.place for twice in some], first.other.place),
        other=_files([twice.other.place for twice in some], first.used.place),
        differences=_differing(differing),
    )


def _files(places: Sequence[str], beside: str) -> str:
    different = list(dict.fromkeys(places))
    if len(different) == 1:
        return _file(different[0], beside)
    return Phrase("แหล่งของแต่ละเขต ({count} แหล่ง)", count=len(different))


def _file(place: str, beside: str) -> str:
    """Return the name of a file, with its folder if the one ``beside`` it is called the same; an
    address whole."""
    if is_address(place):
        return place
    path = Path(place)
    return path.name if path.name != Path(beside).name else f"{path.parent.name}/{path.name}"


def _differing(differing: Sequence[tuple[_Twice, OtherScore]]) -> Phrase:
    if not differing:
        return Phrase("คะแนนที่มีทั้งสองแหล่งตรงกัน")
    named = [_named(twice, score) for twice, score in differing[:_MOST]]
    return Phrase(
        "คะแนนต่างกัน {count} ค่า: {named}",
        count=len(differing),
        named=", ".join(named) + (" …" if len(differing) > _MOST else ""),
    )


def _named(twice: _Twice, score: OtherScore) -> str:
    """Return ``บางรัก 2567 O1 80.00/100.00``: what is used, then what the other one says."""
    code = "ITA" if score.code == TOTAL else score.code
    name, year = twice.district.short_name, twice.other.fiscal_year
    return f"{name} {year} {code} {score.used:.2f}/{score.other:.2f}"


def _doubtful(doubt: ItaError) -> InputError:
    return InputError(
        "คะแนนของแฟ้มนี้แสดงและจัดอันดับไว้ แต่โปรแกรมไม่เปิดแฟ้ม: {why}",
        where=doubt.where,
        remedy="ขอแฟ้มใหม่จากเขต แล้วอ่านใหม่",
        why=Phrase(doubt.template, **doubt.fields),
    )


def _empty(district: District) -> InputError:
    return InputError(
        "แฟ้มของ{district}ยังไม่มีปีงบประมาณ",
        where=Path(district.source).name,
        remedy="เพิ่มปีในแฟ้มนั้นก่อน",
        district=district.name,
    )
