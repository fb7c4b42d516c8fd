"""How often a measure is carried out, read from the words of the measures tables.

The words are those printed in the books of measures (ทุกเดือน, ทุก 6 เดือน, ปีงบประมาณ 2568,
ทุกวันที่มีการให้บริการ, เดือนละ 1 ครั้ง, ตุลาคม 2567 - กันยายน 2568).
"""

import re

from ita_desktop.domain.dates import FISCAL_MONTHS, MONTHS, MONTHS_SHORT
from ita_desktop.domain.records import Frequency
from ita_desktop.domain.text import key

FREQUENCY_WORDS = {
    Frequency.SERVICE_DAY: "ทุกวันที่มีการให้บริการ",
    Frequency.WORKING_DAY: "ทุกวันทำการ",
    Frequency.MONTHLY: "ทุกเดือน",
    Frequency.QUARTERLY: "ทุก 3 เดือน",
    Frequency.HALF_YEARLY: "ทุก 6 เดือน",
    Frequency.FISCAL_YEAR: "ตลอดปีงบประมาณ",
}
"""The plain word for each frequency, as lists and templates offer it."""

_RULES = (
    (Frequency.SERVICE_DAY, r"ทุกวันที่(?:มีการ|เปิด)?ให้บริการ|ทุกครั้งที่(?:มีการ)?ให้บริการ"),
    (Frequency.WORKING_DAY, r"ทุกวัน|รายวัน|วันทำการ"),
    (Frequency.MONTHLY, r"ทุก(?:1)?เดือน|เดือนละ|รายเดือน|ทุกสิ้นเดือน"),
    (Frequency.QUARTERLY, r"ทุก(?:3|สาม)เดือน|ไตรมาส"),
    (Frequency.HALF_YEARLY, r"ทุก(?:6|หก)เดือน|(?:รอบ|ราย)(?:6|หก)เดือน|ปีละ(?:2|สอง)ครั้ง|ครึ่งปี"),
    (Frequency.FISCAL_YEAR, r"ปีงบประมาณ|ตลอดปี|ทั้งปี|ตลอดทั้งปี|ปีละ(?:1|หนึ่ง)ครั้ง|ทุกปี|รายปี"),
)
_MONTH = {
    word.replace(".", ""): number
    for names in (MONTHS, MONTHS_SHORT)
    for number, word in enumerate(names, 1)
}
_RANGE = re.compile(r"^([ก-๙.]+?)(\d{2,4})?(?:-|–|—|ถึง)([ก-๙.]+?)(\d{2,4})?$")


def frequency_of(text: str) -> Frequency:
    """The frequency that ``text`` speaks of; NONE for no text, OTHER where none is recognised.

    >>> frequency_of("เดือนละ 1 ครั้ง (ต.ค. 67 - มี.ค. 68)").value
    'monthly'
    """
    plain = key(text)
    if not plain:
        return Frequency.NONE
    for frequency, pattern in _RULES:
        if re.search(pattern, plain):
            return frequency
    return Frequency.FISCAL_YEAR if _is_whole_year(plain) else Frequency.OTHER


def _is_whole_year(plain: str) -> bool:
    """Whether ``plain`` is a range of months from October to September (a fiscal year)."""
    found = _RANGE.match(plain)
    if found is None:
        return False
    first, last = (_MONTH.get(found[group].replace(".", "")) for group in (1, 3))
    return (first, last) == (FISCAL_MONTHS[0], FISCAL_MONTHS[-1])
