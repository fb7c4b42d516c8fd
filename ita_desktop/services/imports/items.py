"""Item codes of a file checked against the year's framework."""

from collections.abc import Iterable, Sequence

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Framework, Item
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.imports.draft import ImportDraft

_ALIKE = 0.2
"""Below this two titles share next to nothing; printed short forms of one title reach 0.3."""
_FEW = 5
"""Fewer titles say nothing about the year."""


def item_of(year: YearData, code: str, *, oit: bool) -> Item:
    """The item of the year's framework; raises RowError for a code that it lacks."""
    item = year.framework.item_by_code.get(code)
    if item is None:
        raise RowError(
            "กรอบการประเมินปี {year} ไม่มีข้อ {code}",
            remedy="ตรวจรหัส และดูว่าไฟล์นี้เป็นของปีใด (ปี {year} มี {known})",
            year=year.year,
            code=code,
            known=_range_of(year.framework, code[:1]),
        ).about("item" if oit else "items")
    if oit and year.framework.instrument_of(code) != "OIT":
        error = RowError("{code} ไม่ใช่ข้อ OIT", remedy="ใส่รหัสที่ขึ้นต้นด้วย O เช่น O12", code=code)
        raise error.about("item")
    return item


def nothing_above() -> RowError:
    """The refusal of a row that names nothing and has nothing above to go on with."""
    error = RowError("ไม่มีรหัสข้อหรือตัวชี้วัด และไม่มีแถวก่อนหน้าที่ต่อได้", remedy="พิมพ์รหัส เช่น I1 หรือ O12")
    return error.about("items")


def must_be_known(year: YearData, items: Sequence[str], indicator: str) -> None:
    """Raises RowError for an item, or an indicator of a row without items, that the year's
    framework lacks."""
    for code in items:
        item_of(year, code, oit=False)
    if not items and indicator not in year.framework.indicator_by_code:
        raise RowError(
            "กรอบการประเมินปี {year} ไม่มีตัวชี้วัด {code}",
            remedy="ตรวจเลขตัวชี้วัด",
            year=year.year,
            code=indicator,
        ).about("indicator")


def tell_title_alone(draft: ImportDraft, origin: Origin, title: str) -> None:
    """Says that a row's wording of an item is not taken in where the row names no item."""
    if title:
        draft.warn(
            origin,
            "ไม่ได้นำเข้า “{words}” เป็นชื่อข้อ เพราะแถวนี้ไม่มีรหัสข้อ",
            "ถ้าเป็นส่วนท้ายของชื่อข้อ ย้ายไปรวมกับแถวบน",
            words=title,
        )


def warn_of_other_year(draft: ImportDraft, titles: Iterable[tuple[str, str]]) -> None:
    """Warns where most titles (by item code) are not those of the year's framework: the same
    code means another item in another year."""
    known = draft.year.framework.item_by_code
    pairs = [(title, known[code].title) for code, title in titles if title and code in known]
    foreign = sum(1 for given, official in pairs if likeness(given, official) < _ALIKE)
    if len(pairs) >= _FEW and foreign * 2 > len(pairs):
        draft.warn(
            None,
            "ชื่อข้อ {foreign} จาก {count} ข้อไม่ตรงกับกรอบการประเมินปี {year}",
            "ตรวจว่าไฟล์นี้เป็นของปีงบประมาณ {year} จริง",
            foreign=foreign,
            count=len(pairs),
            year=draft.year.year,
        )


def likeness(text: str, other: str) -> float:
    """How much two titles share, 0 to 1, by pairs of letters (Dice)."""
    first, second = _pairs(text), _pairs(other)
    if not first or not second:
        return 1.0 if key(text) == key(other) else 0.0
    return 2 * len(first & second) / (len(first) + len(second))


def _pairs(text: str) -> set[str]:
    plain = key(text)
    return {plain[at : at + 2] for at in range(len(plain) - 1)}


def _range_of(framework: Framework, letter: str) -> str:
    codes = [item.code for item in framework.items if item.code.startswith(letter)]
    if not codes:
        return Phrase("{count} ข้อ", count=len(framework.items))
    return Phrase("{first} ถึง {last}", first=codes[0], last=codes[-1])
