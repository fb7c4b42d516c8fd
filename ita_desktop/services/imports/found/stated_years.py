"""The fiscal year that the titles of a table state."""

import re
from collections.abc import Iterable

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.text import one_line
from ita_desktop.exchange.report.score_years import year_named
from ita_desktop.services.years.years import FIRST_YEAR, LAST_YEAR

OF_NEXT_YEAR = frozenset({"analysis", "measures", "progress", "communications", "texts"})
"""Kinds that follow from the result of the year before, which their titles may state."""
_STATED = re.compile(
    r"(?:ปี\s*งบ(?:ประมาณ)?|(?:ประจำ|ใน|ของ|กับ|และ|ถึง|เทียบ|สำหรับ|มาตรการ|แผน|ประเมิน|ดำเนินการ|ดำเนินงาน"
    r"|คะแนน|ผล|(?<![ก-๙]))ปี|\bITA(?=\s*\d\d(?![.,]\d))"
    r"|\b[IEO]IT(?=\s*25))\s*(?:พ\s*\.?\s*ศ\s*\.?)?\s*(2[56]\d\d|[67]\d)(?!\d)"
)
_CHRISTIAN = re.compile(
    r"(?:\bFY\s*|\bITA\s*|(?:ปี\s*งบประมาณ|ประจำปี|(?<![ก-๙])ปี)\s*(?:ค\s*\.?\s*ศ\s*\.?)?\s*)(20[2-4]\d)(?!\d)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<!\d)(2[56]\d\d)(?!\d|[-./_]\d)")
_NUMBERED = re.compile(r"(?<!\d)\d{1,3}\s*/\s*(2[56]\d\d)(?!\d)")
"""A number that begins anew each year: ครั้งที่ 1/2566."""
_OF_A_DAY = re.compile(r"(?:\d[-./_]|[คยพ]\.|คม|ยน|พันธ์)$")
"""What is before the year of a date, which is not a fiscal year."""


def stated_years(texts: Iterable[str], *, bare: bool = False) -> tuple[int, ...]:
    """Return the Buddhist fiscal years that titles state, each once; with ``bare``, as in the names
    of sheets and files, a number alone is one.

    >>> stated_years(["มาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", "ณ วันที่ 1 ตุลาคม 2567"])
    (2568,)
    >>> stated_years(["มาตรการปี ๖๘"])
    (2568,)
    """
    lines = [to_arabic(one_line(text)) for text in texts]
    found = [
        int(match[1]) if len(match[1]) > 2 else 2500 + int(match[1])
        for text in lines
        for match in (*_STATED.finditer(text), *(_BARE.finditer(text) if bare else ()))
        if match.re is _STATED or not _OF_A_DAY.search(text[: match.start()].rstrip())
    ]
    found += [year for text in lines if bare and (year := year_named(text))]
    # A year of the other era is of use where no Buddhist one stands.
    found = found or [int(match[1]) + 543 for text in lines for match in _CHRISTIAN.finditer(text)]
    return tuple(dict.fromkeys(year for year in found if FIRST_YEAR <= year <= LAST_YEAR))


def numbered_years(texts: Iterable[str]) -> tuple[int, ...]:
    """Return the Buddhist fiscal years that numbers begin anew in, each once.

    >>> numbered_years(["๑/๒๕๖๖", "ครั้งที่ 2/2566", "3", "8/11/2565"])
    (2566,)
    """
    found = (match for text in texts if (match := _NUMBERED.search(to_arabic(text))))
    years = (
        int(match[1]) for match in found if not _OF_A_DAY.search(match.string[: match.start()])
    )
    return tuple(dict.fromkeys(year for year in years if FIRST_YEAR <= year <= LAST_YEAR))
