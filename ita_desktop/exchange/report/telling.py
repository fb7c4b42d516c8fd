"""What a report says in words: of which year and office it is, and the total with its level."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ita_desktop.exchange.report.numbers import FULL

_YEAR = re.compile(
    r"(?:ผลการประเมิน|รายงานผล|คะแนน|ระดับต่ำกว่ากรม|กรุงเทพมหานคร|ภาครัฐ|\(ITA\))"
    r".{0,120}?(?:ประจำปี|ในปี|ปี)\s*(?:งบประมาณ)?\s*(?:พ\s*\.\s*ศ\s*\.?)?\s*(25\d\d)(?!\d)"
)
_AGENCY = re.compile(
    r"(?:ของ|\d{6}\s+)?(สำนักงานเขต(?!\s*(?:ของ|ทั้ง|ทุก|พื้นที่|นี้))[\u0e00-\u0e7f]{2,30}?)"
    r"(?=\s|$|มี|กรุงเทพ|ประจำ|ได้|\))"
)
_NAMED = r"(ผ่านดีเยี่ยม|ผ่านดี|ผ่าน|ต้องปรับปรุงโดยด่วน|ต้องปรับปรุง|AA|[A-F])"
_LEVEL = re.compile(rf"(?:อยู่ใน|ได้|ผลการประเมิน)\s*ระดับ\s*[“\"'(]?\s*{_NAMED}(?![A-Zก-๙])")
_ALONE = re.compile(rf"(?:ระดับ\s*:?\s*)?[“\"'(]?{_NAMED}[”\"')]?")
_TOTAL = re.compile(r"คะแนน(?:เฉลี่ย|การประเมิน|รวม)?\s*อยู่ที่\s*(\d{1,3}(?:\.\d{1,2})?)(?![\d.])")


def years_in(text: str) -> Iterator[int]:
    """The Buddhist fiscal years that a title or the summary's first sentence names as its own."""
    if "25" in text:
        for found in _YEAR.finditer(text):
            yield int(found[1])


def agencies_in(text: str) -> Iterator[str]:
    """The offices that a text names."""
    if "สำนักงานเขต" in text:
        for found in _AGENCY.finditer(text):
            yield found[1]


def level_in(text: str, *, cover: bool) -> str:
    """The level that a sentence tells, or that stands alone on the cover; empty for none."""
    found = (_LEVEL.search(text) if "ระดับ" in text else None) or (
        _ALONE.fullmatch(text.strip()) if cover else None
    )
    return found[1] if found else ""


def total_in(text: str) -> Decimal | None:
    """The total that a sentence tells."""
    found = _TOTAL.search(text) if "อยู่ที่" in text else None
    value = Decimal(found[1]) if found else None
    return value if value is not None and value <= FULL else None
