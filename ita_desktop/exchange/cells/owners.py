"""Cells that say whose a row is and what it is about: those of the lead and of the supporting
owners, and the subject, the first cell in tables of analysis, measures and progress.

A subject names items (``I1 เต็มใจให้บริการ (99.30 คะแนน)``, ``O1 – O5, O7-O9, (100 คะแนน)``), an
indicator (``ตัวชี้วัดที่ 1`` with its name), or an indicator above an item; or nothing if the row
continues the previous page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ita_desktop.domain.measure_cells import BLANKS, Typed, typed_items
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import OwnerRole
from ita_desktop.domain.text import BULLET, one_line
from ita_desktop.exchange.cells.codes import (
    Codes,
    codes_of_cell,
    instrument_of,
    is_coded,
    read_codes,
    read_indicator,
    read_numbered_indicator,
    without_continued,
)
from ita_desktop.exchange.cells.row import Cells, shortened
from ita_desktop.exchange.kind import ChoiceList, ImportColumn
from ita_desktop.exchange.preparing import runs_on
from ita_desktop.exchange.remarks import NoRecordError

_RESPONSIBLE = ("รับผิดชอบ", "ที่รับผิดชอบ", "ผู้รับผิดชอบ")
OWNERS_COLUMN = ImportColumn(
    "owners",
    "ผู้รับผิดชอบ",
    (
        *("owners", "owner", "ผู้รับผิดชอบข้อมูล", "ผู้รับผิดชอบหลัก", "ผู้รับผิดชอบดำเนินการ"),
        *("ผู้จัดทำข้อมูล", "ผู้จัดเตรียมข้อมูล", "เจ้าของข้อมูล", "ฝ่ายเจ้าของข้อมูล"),
        *("เจ้าภาพ", "เจ้าภาพหลัก", "งานที่รับผิดชอบ", "หน่วยงาน", "ฝ่าย", "กลุ่มงาน", "ส่วนงาน", "ส่วนราชการ"),
        "หลัก",
        *(
            f"{who}{how}"
            for who in ("หน่วย", "หน่วยงาน", "ฝ่าย", "ส่วนราชการ", "ส่วนงาน", "กลุ่มงาน")
            for how in (
                *_RESPONSIBLE,
                *(f"{each}หลัก" for each in _RESPONSIBLE),
                "หลัก",
                "เจ้าภาพ",
                "เจ้าของเรื่อง",
            )
        ),
    ),
    hint="หลายหน่วยคั่นด้วย ;",
    width=28,
    choice=ChoiceList.UNITS,
    many=True,
)
SUPPORTERS_COLUMN = ImportColumn(
    "supporters",
    "ผู้สนับสนุน",
    (
        *(
            *("supporters", "เจ้าภาพร่วม", "หน่วยงานร่วม", "ฝ่ายร่วม", "หน่วยสนับสนุน"),
            *("หน่วยงานสนับสนุน", "ฝ่ายสนับสนุน", "สนับสนุน"),
        ),
        *(
            f"{who}{how}"
            for who in (
                "ผู้รับผิดชอบ",
                "หน่วยรับผิดชอบ",
                "หน่วยงานรับผิดชอบ",
                "หน่วยงานที่รับผิดชอบ",
                "ฝ่ายที่รับผิดชอบ",
            )
            for how in ("ร่วม", "รอง", "สนับสนุน")
        ),
    ),
    hint="หลายหน่วยคั่นด้วย ;",
    width=18,
    choice=ChoiceList.UNITS,
    many=True,
)
ITEMS_COLUMN = ImportColumn(
    "items",
    "ข้อ",
    (
        *("items", "item", "รหัส", "รหัสข้อ", "ข้อที่", "ข้อคำถาม", "ประเด็นการประเมิน"),
        *("หัวข้อการประเมิน", "รายการประเมิน", "ประเด็นคำถาม", "ประเด็นตัวชี้วัด"),
        *("ประเด็น/ข้อคำถาม", "หัวข้อ/ประเด็นการประเมิน", "ตัวชี้วัด/ข้อ", "ตัวชี้วัด/ข้อคำถาม"),
        *("ตัวชี้วัด/ประเด็น", "ตัวชี้วัด/ประเด็นการประเมิน", "ตัวชี้วัดและข้อคำถาม"),
        *("ตัวชี้วัดและประเด็นการประเมิน", "ข้อ OIT", "รหัสข้อคำถาม"),
    ),
    hint="เช่น I1 หรือ O12",
    width=10,
    choice=ChoiceList.ITEMS,
    looks=is_coded,
)
TITLE_COLUMN = ImportColumn(
    "title",
    "ชื่อข้อ",
    ("item_title", "title", "ข้อมูล", "คำถาม", "ชื่อข้อคำถาม", "รายละเอียดข้อคำถาม"),
    width=24,
)
INDICATOR_COLUMN = ImportColumn(
    "indicator",
    "ตัวชี้วัด",
    ("indicator", "ตัวชี้วัดที่", "ตัวชี้วัดย่อย"),
    width=10,
    choice=ChoiceList.INDICATORS,
    in_template=False,
)


def of_a_year(*headings: str) -> tuple[str, ...]:
    """Return headings with a year behind, however that begins."""
    return tuple(f"{each} {year}*" for each in headings for year in ("ปี", "ประจำปี", "พ.ศ.", "25"))


_SCORES = ("คะแนนที่ได้", "คะแนนที่ได้รับ", "ผลคะแนน", "คะแนนเฉลี่ย", "คะแนนประเมิน", "คะแนนการประเมิน")
SCORE_COLUMN = ImportColumn(
    "score",
    "คะแนน",
    (*_SCORES, *of_a_year("คะแนน", "คะแนน ITA", *_SCORES)),
    in_template=False,
    tells_kind=False,
)
"""A score beside the words of a table: compared with the official one, and not stored."""

_POINTS = lazy_re(
    r"[\s,=]*(?:[(\[]\s*(?:(?:ได้|คะแนนเฉลี่ย|คะแนน)\s*)?[\d.]+\s*(?:คะแนน[\s.]*)?[)\]]"
    r"|(?<![\d.])(?:คะแนนเฉลี่ย\s*)?[\d.]+\s*คะแนน"
    r"|(?:(?:ได้)?คะแนน(?:เฉลี่ย)?\s*[:=]?|=)\s*\d{1,3}(?:\.\d+)?)\s*$"
)
"""The score that analysis tables print after a question: ``(99.30 คะแนน)``."""
_WHOLE = "ทั้งตัวชี้วัด"
"""The text in tables by question for a row about a whole indicator."""
_INSTRUMENT = lazy_re(r"(?<![A-Za-z])([IEO])IT(?![A-Za-z])", re.IGNORECASE)
_BULLET = lazy_re(rf"^(?:\s|{BULLET})+")
"""Bullets before an item's code or an indicator; before other text they are part of it."""
_LISTED = lazy_re(rf"(?:[\d๐-๙]{{1,2}}[.)]|{BULLET})\s+\S")
"""Start of a list item within a wording."""


class RowSubject(NamedTuple):
    """The subject of a row."""

    indicator: str
    items: Typed[str] = Typed()
    """Item codes; empty for a whole indicator."""
    title: str = ""
    continues: bool = False
    """Whether the row has neither item nor indicator, and continues the row above."""
    continued: bool = False
    """Whether it repeats an item with ``(ต่อ)``."""
    merged: bool = False
    """Whether its cell is merged with the one above: Excel makes a row of each paragraph of a cell
    copied from Word."""


def read_subject(cells: Cells, *content: str) -> RowSubject:
    """Return the subject of a row, from separate columns or a combined one; raises RowError.

    A row without subject needs text in one of the ``content`` columns.
    """
    place = "items" if cells.has("items") else "indicator"
    if runs_on(cells.lines(place)):
        raise cells.fail(
            place,
            "“{text}” อาจต่อจากรหัสข้อของแถวบน จึงไม่แน่ว่าแถวนี้เป็นของข้อใด",
            remedy="พิมพ์รหัสให้ครบในแถวของตน เช่น O10-O12 แล้วนำเข้าใหม่",
            text=shortened(cells.own(place)),
        )
    named = cells.own("indicator")
    in_column = named if place == "items" else ""
    indicator = read_numbered_indicator(in_column or cells.above("indicator"))
    own_indicator, lines = _without_indicator(cells.lines(place))
    text = one_line(" ".join(lines))
    indicator = own_indicator or indicator
    # ๑๑ is I1 below the group row of an IIT indicator; otherwise it is a number.
    expected = instrument_of(indicator) or instrument_named(cells.above("instrument"))
    found = codes_of_cell(text, expected)
    own = cells.continued
    printed, continued = without_continued(_POINTS.sub("", found.remainder), own)
    title = without_continued(_POINTS.sub("", cells.text("title")), own)[0] or printed
    title = title.strip(" ,")
    each = _codes_of_lines(lines, expected)
    if len(codes := [code for _, of_line in each for code in of_line]) > len(found.codes):
        printed = "\n".join(_POINTS.sub("", line) for line, _ in each)
        return RowSubject(indicator, Typed.of(codes, ""), printed, merged=cells.merged(place))
    if found.codes:
        titled = bool(cells.text("title"))
        message = cells.lines("title").split("\n") if titled else lines
        title = _several(message, found.codes, own, titled=titled) or title
        merged = cells.merged(place)
        return RowSubject(indicator, _items(text, found), title, False, continued, merged)
    says_whole = _BULLET.sub("", _POINTS.sub("", text)) == _WHOLE
    read = read_numbered_indicator if place == "indicator" else read_indicator
    if whole := (indicator if says_whole else "") or own_indicator or read(text):
        return RowSubject(whole)
    # A question without its code is of its indicator.
    is_question = indicator and place == "items" and not re.search(r"\d", text)
    is_question = is_question and cells.has_any(*content)
    if text and not (is_question or continued or _POINTS.search(text)):
        raise cells.fail(
            place,
            "ไม่รู้จักรหัสข้อ “{text}”",
            remedy="พิมพ์รหัส เช่น I1 หรือ O12",
            text=shortened(text),
        )
    # A row without subject continues the one above, over a page break; so does the end of a
    # question, which has its score or "(ต่อ)" after it.
    lost = named and place == "items"
    if not indicator and (lost or not (text or cells.has_any(*content))):
        raise cells.fail("items", "ไม่มีรหัสข้อหรือตัวชี้วัด", remedy="พิมพ์รหัส เช่น I1, O12 หรือ ตัวชี้วัดที่ 9")
    if not any(map(cells.own, cells.columns)):
        raise NoRecordError(
            "มีแต่ข้อความในคอลัมน์ที่ไม่ได้อ่าน", remedy="ถ้าเป็นข้อมูล ย้ายไปคอลัมน์ที่ตรงกัน แล้วนำเข้าใหม่"
        )
    goes_on = place == "indicator" or not named
    return RowSubject(indicator, title=title, continues=goes_on)


def _codes_of_lines(lines: Sequence[str], instrument: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the lines of a cell with the codes that each begins with and names, if they are of
    different items; what stands on further lines goes on with the one above."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for line in lines:
        read = codes_of_cell(line, instrument) if is_coded(line) else Codes((), line)
        if read.codes:
            found.append((line, read.codes))
        elif found and not read.codes:
            found[-1] = (f"{found[-1][0]} {line}", found[-1][1])
        else:
            return []
    codes = [code for _, of_line in found for code in of_line]
    return found if len({*codes}) == len(codes) else []


def _items(text: str, found: Codes) -> Typed[str]:
    """Return the codes that a text begins with, with the words that name them."""
    named = text[: len(text) - len(found.remainder)] if found.remainder else text
    return typed_items(found.codes, named.strip(" ,") if is_coded(text) else "", BLANKS)


def instrument_named(text: str) -> str:
    """Return I, E or O if a text names one instrument; empty otherwise."""
    letters = {found[1].upper() for found in _INSTRUMENT.finditer(text)}
    return letters.pop() if len(letters) == 1 else ""


def _several(lines: Sequence[str], codes: tuple[str, ...], own: str, *, titled: bool) -> str:
    """Return the lines of a wording with several: after the item's code (``E3 งานทะเบียน``) or as
    list items (``1. งานทะเบียน``); empty if none, as other line breaks depend on the column's width.
    In its own column, ``titled``, the wording begins without a code."""
    wordings: list[str] = []
    for line in lines:
        found = read_codes(line)
        if found.codes == codes:
            wordings.append(found.remainder)
        elif found.codes or not (wordings or titled):
            return ""
        elif not wordings or (len(codes) == 1 and _LISTED.match(line)):
            wordings.append(line)
        else:
            wordings[-1] += f" {line}"
    bare = (
        without_continued(_POINTS.sub("", f" {wording}"), own)[0].strip(" ,")
        for wording in wordings
    )
    kept = list(filter(None, bare))
    return "\n".join(kept) if len(kept) > 1 else ""


def _without_indicator(cell: str) -> tuple[str, list[str]]:
    """Return the indicator that a cell names above its item, and the other lines of the cell."""
    indicator = ""
    kept: list[str] = []
    for line in cell.split("\n"):
        bare = _BULLET.sub("", line)
        if bare.startswith("ตัวชี้วัด") and (code := read_indicator(bare)):
            indicator, kept = code, []
        else:
            kept.append(bare if not kept or read_codes(bare).codes else line)
    if indicator:
        # The rest of the indicator's name may be between it and the item.
        first = next((at for at, line in enumerate(kept) if read_codes(line).codes), len(kept))
        kept = kept[first:]
    return indicator, kept


@dataclass(frozen=True, slots=True)
class OwnerEntry:
    """The text of a cell as typed, or one name in it, of the role that its column has."""

    text: str
    role: OwnerRole
    column: str = ""
    """Name of its column."""


_EVERY = lazy_re(r"ทุก\s*(?:ฝ่าย|หน่วย|หน่วยงาน|ส่วนราชการ|กลุ่มงาน|โรงเรียน)")
_EXCEPT = lazy_re(r"[(\[]?\s*(?:ยกเว้น|ไม่รวม|เว้น)(?:ถึง)?\s*(?:ฝ่าย|กลุ่มงาน|โรงเรียน|ศูนย์).{1,200}")
"""All of a group, and beside it whom that leaves out."""


def read_owners(cells: Cells, name: str = "owners") -> tuple[OwnerEntry, ...]:
    """Return the filled cells of both columns, leads first. Without a column of owners, a sheet or
    title names whose list it is. A note may leave some out of all. What the cells say,
    ``services/roster/owner_names.py`` knows."""
    lead, beside = cells.lines(name), cells.own("note")
    if _EVERY.fullmatch(lead) and _EXCEPT.fullmatch(beside):
        lead = f"{lead} {beside}"
    of_unit = "" if cells.has(name) else cells.above(name)
    found = (
        OwnerEntry(of_unit, OwnerRole.LEAD),
        OwnerEntry(lead, OwnerRole.LEAD, name),
        OwnerEntry(cells.lines("supporters"), OwnerRole.SUPPORT, "supporters"),
    )
    return tuple(entry for entry in found if entry.text)
