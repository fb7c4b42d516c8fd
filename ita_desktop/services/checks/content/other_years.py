"""A text that names a fiscal year which the paper is not about: left over from another year."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ita_desktop.domain.dates import MONTHS, MONTHS_SHORT
from ita_desktop.domain.errors import Phrase
from ita_desktop.services.checks.checked_year import CheckedYear, YearText
from ita_desktop.services.checks.excerpts import excerpt
from ita_desktop.services.checks.issues import CheckIssue, Severity
from ita_desktop.services.texts.replacing import is_named_by_year
from ita_desktop.services.years.moved import years_in

_YEAR = re.compile(
    r"(?:ปีงบประมาณ|ปีการประเมิน|ประจำปี|ITA|ปี)\s*(?:พ\.\s?ศ\.\s*)?(?P<first>2[45]\d\d)(?!\d)"
    r"(?:\s*[-–—]\s*(?:พ\.\s?ศ\.\s*)?(?P<last>2[45]\d\d|\d\d)(?!\d))?"
)
_OF_THE_LAST = re.compile("ผล|คะแนน|ก่อน|ที่ผ่านมา|เดิม|เทียบ|วิเคราะห์|ได้รับ|เคย")
"""Words near the year before that say why it is named."""
_OF_THE_NEXT = re.compile("ถัดไป|หน้า|แผน|เสนอ|คำขอ|เตรียม|ต่อไป")
_WITHIN = re.compile(
    rf"(?:(?P<month>{'|'.join(map(re.escape, (*MONTHS, *MONTHS_SHORT)))})\s*(?:พ\.\s?ศ\.\s*)?"
    r"|ไตรมาส(?:ที่)?\s*\d\s*/\s*)$"
)
"""A month or a quarter before its year."""
_OCTOBER = 9
_NEAR = 60
"""Letters on each side in which such a word is looked for."""


def other_years(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield texts that name a fiscal year other than the paper's, by its number or, of measures, by
    a month or quarter of it. The year before is expected where the text is about its result, the
    next where it is about a plan; a range is expected if the year lies in it."""
    for text in subject.texts:
        named = [found for found in _named(text) if _is_other(subject, text, found)]
        if named:
            yield _issue(subject, text, named)


class _Named(NamedTuple):
    """A year or a span of years in a text, and what it is called there."""

    start: int
    end: int
    at: int
    """Where the number of the year begins."""
    first: int
    last: int
    called: str


def _named(text: YearText) -> Iterator[_Named]:
    for found in _YEAR.finditer(text.text):
        first = int(found["first"])
        yield _Named(
            *found.span(), found.start("first"), first, _last(first, found["last"]), found["first"]
        )
    if text.of_measure:
        for year in years_in(text.text):
            before = _WITHIN.search(text.text[: year.start])
            if before is not None:
                month = before["month"]
                fiscal = year.year + (month is not None and _in_next_year(month))
                start = before.start()
                yield _Named(
                    start, year.end, year.start, fiscal, fiscal, text.text[start : year.end]
                )


def _in_next_year(month: str) -> bool:
    """Return whether a month, as it is written, belongs to the fiscal year of the next number."""
    known = MONTHS if month in MONTHS else MONTHS_SHORT
    return known.index(month) >= _OCTOBER


def _is_other(subject: CheckedYear, text: YearText, found: _Named) -> bool:
    year, first, last = subject.data.year, found.first, found.last
    if first <= year <= last or is_named_by_year(text.text[: found.at]):
        return False
    near = text.text[max(found.start - _NEAR, 0) : found.end + _NEAR]
    if last == year - 1 or first == year - 1:
        return text.plans and _OF_THE_LAST.search(near) is None
    if first == year + 1:
        return text.plans and _OF_THE_NEXT.search(near) is None
    return True


def _last(first: int, written: str | None) -> int:
    """Return the last year of a range, whose century may be left out."""
    if written is None:
        return first
    return int(written) if len(written) > 2 else first // 100 * 100 + int(written)


def _issue(subject: CheckedYear, text: YearText, named: list[_Named]) -> CheckIssue:
    message = Phrase(
        "ในงานปี {year} มีข้อความที่ระบุปี {named}: “{words}”",
        year=subject.data.year,
        named=", ".join(dict.fromkeys(found.called for found in named)),
        words=excerpt(text.text, (named[0].start, named[0].end)),
    )
    fix = Phrase("แก้ปีในข้อความ ถ้าคัดลอกมาจากปีอื่น")
    return CheckIssue(Severity.WARNING, "other-year", text.where, message, fix, place=text.place)
