"""Recognises the headings of the official report's sections, and page headers, footers, page
numbers and dates."""

import re
from collections import Counter
from collections.abc import Iterable
from enum import Enum, auto
from typing import NamedTuple

from ita_desktop.exchange.report.lines.numbers import NumberRow

_NUMBER = re.compile(
    r"(?:หน้า(?:ที่)?|page)?\s*[-–(|]?\s*\d{1,4}\s*(?:(?:/|จาก|of)\s*\d{1,4})?\s*[-–)|]?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_PAGE_MARK = re.compile(
    r"หน้า|page|25\d\d|20\d\d|https?:|www\.|\d[/:]\d|\|\s*\d{1,4}$|\d\s*\|", re.IGNORECASE
)
"""Lines with figures are page headers only with such a mark: two rows of a table may differ in
nothing but their figures."""
_RESULT = re.compile(r"\d\.\d|%|\d\s*คน")
_MAX_REPEATS = 2
"""Lines that occur more often are page headers."""


class ReportPart(Enum):
    """A section of the report."""

    COVER = auto()
    LEVELS = auto()
    SEXES = auto()
    LANGUAGES = auto()
    SCORES = auto()
    ANSWERS = auto()
    DEPARTMENTS = auto()
    SERVICES = auto()
    SUMMARY = auto()
    COMMENTS = auto()


class ReportSection(NamedTuple):
    """A section of a report; ``instrument`` is I, E or O if it is about one of them."""

    part: ReportPart
    instrument: str = ""


INSTRUMENTS = {"I": "IIT", "E": "EIT", "O": "OIT"}

_MARKS: tuple[tuple[ReportPart, tuple[str, ...]], ...] = (
    (ReportPart.LEVELS, ("หมายเหตุ:เกณฑ์การประเมิน", "เกณฑ์ระดับผลการประเมิน")),
    (ReportPart.COMMENTS, ("ความคิดเห็นของผู้ตอบ", "ความเห็นของผู้ตอบ", "ข้อเสนอแนะของผู้ตอบ")),
    (ReportPart.SEXES, ("จำนวนผู้ตอบแบบประเมินตามแบบ",)),
    (ReportPart.LANGUAGES, ("จำนวนผู้ตอบแบบประเมินตามภาษา",)),
    (ReportPart.ANSWERS, ("สถิติการตอบ", "จำนวนการตอบ")),
    (ReportPart.DEPARTMENTS, ("คะแนนตามส่วนราชการ", "no.ส่วนราชการ")),
    (ReportPart.SERVICES, ("คะแนนตามส่วนประเภทบริการ", "คะแนนตามประเภทบริการ", "no.ประเภทบริการ")),
    (ReportPart.SCORES, ("คะแนนตัวชี้วัด", "คะแนนแบบวัด", "คะแนนแบบตรวจ", "ประเด็นการประเมิน")),
    (ReportPart.SCORES, ("หัวข้อการรับรู้", "หัวข้อการเปิดเผยข้อมูลสาธารณะ")),
    (ReportPart.SUMMARY, ("แบบวัดการรับรู้", "แบบตรวจการเปิดเผย")),
    (ReportPart.COVER, ("คะแนนเฉลี่ยตามค่าน้ำหนัก", "คะแนนเฉลี่ย(เต็ม)", "รายงานผลการประเมินคุณธรรม")),
)
_PART_OF = {mark: part for part, marks in _MARKS for mark in marks}
_ANY_MARK = re.compile("|".join(map(re.escape, _PART_OF)))
_HEADS = (
    "แบบประเมินชาย", "ภาษาจำนวน", "ลำดับตัวชี้วัด", "ข้อคำถาม", "ตัวเลือก", "จำนวนตอบ",
    "iitiit", "iiteit", "คะแนน(เต็ม", "ตอบeit",
)  # fmt: skip
"""Beginnings of heading rows, without spaces."""
_NAMES = {
    "I": re.compile(r"IIT|ภายใน(?!ประเทศ)"),
    "E": re.compile(r"EIT|ภายนอก"),
    "O": re.compile(r"OIT|เปิดเผยข้อมูลสาธารณะ"),
}
"""How headings name the instruments."""
_QUESTION = re.compile(r"(age|position|gender|workyear|job|p\d{1,2}|q\d{1,2}|a\d{1,2})\s+(\D.*)")
_LONGEST_HEADING = 160


def section_of(text: str, row: NumberRow) -> ReportSection | None:
    """Return the section that a line begins, or None."""
    if len(text) > _LONGEST_HEADING or row.shape.endswith("d"):
        return None
    found = _ANY_MARK.search(_plain(text))
    return ReportSection(_PART_OF[found[0]], letter_in(text)) if found else None


def letter_in(text: str) -> str:
    """Return the letter of the only instrument in a heading; empty for several."""
    named = [letter for letter, pattern in _NAMES.items() if pattern.search(text)]
    return named[0] if len(named) == 1 else ""


def is_heads(text: str) -> bool:
    """Return whether a line is the heading row of one of the report's tables."""
    return _plain(text).removeprefix("no.").startswith(_HEADS)


def question_of(text: str) -> tuple[str, str] | None:
    """Return the key and wording of a question about the respondents (``age อายุ``)."""
    found = _QUESTION.fullmatch(text)
    return (found[1], found[2].strip()) if found else None


def has_marks(texts: Iterable[str]) -> bool:
    """Return whether the lines are an official report rather than a plain table of scores."""
    found = (_ANY_MARK.search(_plain(text)) for text in texts)
    return any(mark and _PART_OF[mark[0]] is not ReportPart.COMMENTS for mark in found)


def _plain(text: str) -> str:
    """Return a cleaned line for comparison."""
    return "".join(text.split()).casefold()


def is_page_number(text: str) -> bool:
    """Return whether a line is ``12``, ``- 12 -``, ``หน้า 3 จาก 14`` or ``Page 3 of 14``."""
    return _NUMBER.fullmatch(text) is not None


def running_headers(texts: Iterable[str]) -> frozenset[str]:
    """Return the lines that are repeated on every page, apart from their numbers."""
    times: Counter[str] = Counter()
    spellings: dict[str, set[str]] = {}
    for text in texts:
        if any(map(str.isdigit, text)):
            if text[-1:] == "%" or _RESULT.search(text) or not _PAGE_MARK.search(text):
                continue
            form = _DIGITS.sub("0", text)
        else:
            form = text
        times[form] += 1
        spellings.setdefault(form, set()).add(text)
    often = (spellings[form] for form, count in times.items() if count > _MAX_REPEATS)
    return frozenset().union(*often)
