"""Extracts statements from report text: year and office, total and level, single scores."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.scores.results import PRINTED_LEVELS, level_alone
from ita_desktop.domain.text import BULLET
from ita_desktop.exchange.report.lines import INSTRUMENTS

OFFICE_HEADINGS = (
    "หน่วยงาน", "ชื่อหน่วยงาน", "สำนักงานเขต", "เขต", "ชื่อเขต", "district", "office", "agency",
)  # fmt: skip
"""Headings of the column that names the office of each row: those of a table of districts."""
_YEARS = r"(?:ประจำ|ใน)?ปี\s*(?:งบประมาณ)?\s*(?:พ\s*\.\s*ศ\s*\.?)?\s*"
_OF_YEAR = rf"{_YEARS}(25\d\d)"
_BEFORE_YEAR = lazy_re(r"(?:ปี|งบประมาณ|พ\s*\.?\s*ศ\s*\.?)$")
_YEAR = lazy_re(
    r"(?:ผลการประเมิน|รายงานผล|คะแนน|ระดับต่ำกว่ากรม|กรุงเทพมหานคร|ภาครัฐ|\(ITA\))"
    rf".{{0,120}}?(?<!จาก)(?<!กับ)(?<!กว่า){_OF_YEAR}(?!\d)"
)
_OFFICE = r"(?:ของ)?สำนักงานเขต[\u0e00-\u0e7f]{2,30}"
YEAR_ALONE = lazy_re(
    rf"(?:ปี\s*)?(?P<era>พ\s*\.?\s*ศ\s*\.?)?\s*2[56]\d\d(?:\s+{_OFFICE}(?:\s+กรุงเทพมหานคร)?)?"
)
"""A year on a line of its own, or before the office alone."""
_END_OF_TITLE = lazy_re(
    rf"(?:{_OFFICE}\s+)?(?:กรุงเทพมหานคร\s+)?{_OF_YEAR}(?:\s+{_OFFICE}(?:\s+กรุงเทพมหานคร)?)?"
)
"""The last line of a title, with the office before or behind the year, or without."""
_COLUMN_OF_YEAR = r"(?:คะแนน|ผล)?\s*(?:ปี)?\s*(?:งบประมาณ)?\s*(?:พ\s*\.\s*ศ\s*\.?)?\s*25\d\d(?!\d)"
_COMPARED_YEARS = lazy_re(rf"(?:^|\s){_COLUMN_OF_YEAR}(?:\s+{_COLUMN_OF_YEAR})+(?=\s|$)")
_AGENCY = lazy_re(
    r"(?:ของ|\d{6}\s+)?(สำนักงานเขต(?!\s*(?:ของ|ทั้ง|ทุก|พื้นที่|นี้))[\u0e00-\u0e7f]{2,30}?)"
    r"(?=\s|$|มี|กรุงเทพ|ประจำ|ได้|จึง|เพื่อ|กำหนด|ดำเนิน|มอบ|แต่งตั้ง|ต้อง|ควร|\))"
)
_OF_CODE = lazy_re(r"\(?\d{6}\)?\s+เขต\s*([\u0e00-\u0e7f]{2,30})(?:\s+กรุงเทพมหานคร)?")
"""The code and name of an office, on the cover."""
_OF_TITLES = lazy_re(r"ผลการประเมิน|รายงานผล|คะแนนการประเมิน|\(ITA\)|กรุงเทพมหานคร|ประจำปี")
_NAMED = rf"({'|'.join(PRINTED_LEVELS)})"
_LEVEL = lazy_re(rf"(?:อยู่ใน|ได้|ผลการประเมิน)\s*ระดับ\s*[“\"'(]?\s*{_NAMED}(?![A-Zก-๙])")
_SCORE = r"(\d{1,3}(?:\.\d{1,2})?)(?![\d.,]*\d|\s?[.,]\s?\d|(?<=\.\d) \d(?!\d))"
"""Not a part of one: neither ``93. 50`` nor ``93.5 0`` says what was printed."""
_TOTAL = lazy_re(
    r"(?:คะแนน(?:(?:เฉลี่ย|การประเมิน|รวม)?\s*อยู่ที่|รวม)|(?:คะแนน|ผลการประเมิน)(?:ใน)?ภาพรวม)(?:\s*ITA)?"
    rf"(?:ของ(?:หน่วยงาน|สำนักงานเขต|เขต))?\s*(?:เท่ากับ|อยู่ที่|[:=])?\s*{_SCORE}(?!\s*(?:เขต|หน่วย|แห่ง|ข้อ|ฝ่าย))"
)
_BRACKETS = r"(?:\s*\([^()]{0,200}(?:\([^()]{0,80}\)[^()]{0,80})?\))?"
_PLACE = r"(?:ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*\d{1,2}(?:\.\d{1,2})?|[IEO]\d{1,2}|แบบ(?:วัด|ตรวจ)\s*[IEO]IT)"
_OF_PLACES = lazy_re(
    rf"({_PLACE}{_BRACKETS}(?:\s*(?:และ|,)\s*{_PLACE}{_BRACKETS})*)"
    rf"\s*(?:ได้|มีคะแนน|เท่ากับ|คือ)?\s*{_SCORE}\s*คะแนน"
)
_CODE = lazy_re(
    rf"(?:ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*(\d{{1,2}}(?:\.\d{{1,2}})?)|([IEO](?:\d{{1,2}}|IT))){_BRACKETS}"
)
_MOST_POINTS = 40
"""What the total has of an instrument at most."""
_WITH_LEVEL = lazy_re(rf"(\d{{1,3}}\.\d{{1,2}})\s+{_NAMED}")
_RANGE = r"\(?\d{1,3}(?:\.\d{1,2})?\s*(?:[-–—]|ถึง)\s*\d{1,3}(?:\.\d{1,2})?\)?"
_CRITERION = lazy_re(
    rf"(?:{BULLET}\s*)?(?:(?:ระดับ\s*)?\(?{_NAMED}\)?\s*(?:ค่าคะแนน)?\s*:?\s*{_RANGE}.*"
    rf"|(?:ระดับ\s*)?\(?{_NAMED}?\)?\s*ค่าคะแนน(?!(?:ใน)?(?:ภาพ)?รวม).*|เงื่อนไข\s*:.*|.*มีคะแนนไม่น้อยกว่า.*"
    r"|\D{0,120}\d{1,3} คะแนนถึง \d{1,3} คะแนน)"
)


def years_in(text: str) -> Iterator[int]:
    """Yield the Buddhist fiscal years stated in a title or the summary's first sentence."""
    if "25" in text:
        for found in _YEAR.finditer(text):
            yield int(found[1])


def is_year_of(line: str, before: str) -> bool:
    """Return whether a line is the year of the one before it, which breaks there. Of several years
    behind “รายปี” none is.

    >>> is_year_of("พ.ศ. 2568", "รายงานผลการประเมิน ITA สำนักงานเขตตัวอย่าง ประจำปี")
    True
    >>> is_year_of("2565 2566 2567", "เปรียบเทียบผลการประเมิน ITA รายปี")
    False
    """
    return bool(YEAR_ALONE.fullmatch(line) and _BEFORE_YEAR.search(before))


def year_ending_title(text: str) -> int | None:
    """Return the Buddhist fiscal year that the last line of a title states; None for other lines.

    >>> year_ending_title("ของสำนักงานเขตตัวอย่าง ปีงบประมาณ พ.ศ. 2567")
    2567
    >>> year_ending_title("ประจำปีงบประมาณ พ.ศ. 2567 สำนักงานเขตตัวอย่าง")
    2567
    >>> year_ending_title("สำนักงานเขตตัวอย่าง ปีงบประมาณ พ.ศ. 2567 ได้จัดอบรม")
    """
    found = _END_OF_TITLE.fullmatch(text.strip())
    return int(found[1]) if found else None


def compared_years(text: str) -> tuple[int, ...]:
    """Return the years of neighbouring columns in a heading row that compares years; empty for
    other lines."""
    if text.count("25") < 2:
        return ()
    found = _COMPARED_YEARS.search(text)
    return tuple(map(int, re.findall(r"25\d\d", found[0]))) if found else ()


def agencies_in(text: str) -> Iterator[str]:
    """Yield the offices named in a title or on a line of their own. Survey questions also name
    them, followed by text without a space (``สำนักงานเขตไม่มี…``)."""
    if "สำนักงานเขต" in text:
        is_title = _OF_TITLES.search(text) or _AGENCY.fullmatch(text)
        if not (is_title or _END_OF_TITLE.fullmatch(text)):
            return
        for found in _AGENCY.finditer(text):
            yield found[1]
    elif "เขต" in text and (of_code := _OF_CODE.fullmatch(text)):
        yield f"สำนักงานเขต{of_code[1]}"


def level_in(text: str, *, cover: bool) -> str:
    """Return the level stated in a sentence, or alone on the cover; empty for none."""
    found = _LEVEL.search(text) if "ระดับ" in text else None
    if found is None and cover:
        beside = _WITH_LEVEL.fullmatch(text)
        return level_alone(text) or (beside[2] if beside else "")
    return found[1] if found else ""


def score_before_level(text: str) -> str:
    """Return the total of ``91.01 ผ่านดี`` on the cover; empty for none."""
    found = _WITH_LEVEL.fullmatch(text)
    return found[1] if found else ""


def is_criterion(text: str) -> bool:
    """Return whether a line states the conditions of a level, which is not a result."""
    return _CRITERION.fullmatch(text) is not None


def scores_in(text: str) -> list[tuple[str, Decimal]]:
    """Return the scores of the total, indicators and items in sentences."""
    texts: list[tuple[str, Decimal]] = []

    def total(found: re.Match[str]) -> str:
        texts.append((TOTAL, Decimal(found[1])))
        return " "

    # What is a total is not read again behind a place.
    for found in _OF_PLACES.finditer(_TOTAL.sub(total, text) if "คะแนน" in text else ""):
        texts.extend((code[1] or code[2], Decimal(found[2])) for code in _CODE.finditer(found[1]))
    # Few points of an instrument are those that it adds to the total.
    named = INSTRUMENTS.values()
    if any(code in named and score <= _MOST_POINTS for code, score in texts):
        return [each for each in texts if each[0] not in named]
    return texts
