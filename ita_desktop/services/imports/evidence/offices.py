"""Which district office a text is of."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ita_desktop.domain.city.districts import is_other_office
from ita_desktop.domain.documents.district_names import DISTRICTS
from ita_desktop.exchange.report.statements import agencies_in

_DISTRICT: Final = re.compile(
    rf"เขต\s*({'|'.join(sorted(DISTRICTS, key=len, reverse=True))})(?![ก-๙])"
)
_AT_END: Final = re.compile(
    r"(?:^|(?<=\s)|(?<=ของ)|(?<=คำสั่ง)|(?<=ประกาศ))(?:สำนักงาน|ผู้อำนวยการ)เขต"
    r"(?!ของ|ทั้ง|ทุก|พื้นที่|นี้|ที่|ใน|และ|หรือ|กำหนด|ดำเนิน|จัด|มี|ได้|จึง|จะ|ต้อง|ควร|ขอ|ให้|เพื่อ|โดย|ประจำ|ตาม|กรุงเทพ|เข้า)"
    r"([ก-๙]{2,20}?)(?=\s*(?:$|กรุงเทพมหานคร|ประจำปี|ปีงบประมาณ|ปี\s*\d|รอบ))"
)
"""An office, or its director, at the end of what a title, a footer or a signature says. Only those
of known districts are sure in a sentence."""
_LONGEST: Final = 120
"""Number of letters of such a line; a longer one is a sentence."""


def other_office(texts: Iterable[str], own: str) -> str:
    """Return the district office that ``texts`` name instead of the ``own`` one; empty for none."""
    named = [office for text in texts for office in _named(text)] if own else []
    if not all(is_other_office(office, own) for office in named):
        return ""
    return next(iter(named), "")


def _named(text: str) -> Iterator[str]:
    """Yield the offices that a line names."""
    yield from agencies_in(text)
    if "เขต" in text:
        found = _AT_END.findall(text) if len(text) <= _LONGEST else []
        yield from (f"สำนักงานเขต{name}" for name in (*found, *_DISTRICT.findall(text)))
