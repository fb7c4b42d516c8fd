"""A text that names a fiscal year which the paper is not about: left over from another year."""

import re
from collections.abc import Iterator

from ita_desktop.domain.errors import Phrase
from ita_desktop.services.checks.checked_year import CheckedYear, YearText
from ita_desktop.services.checks.excerpts import excerpt
from ita_desktop.services.checks.issues import CheckIssue, Severity

_YEAR = re.compile(
    r"(?:ปีงบประมาณ|ปีการประเมิน|ประจำปี|ITA|ปี)\s*(?:พ\.\s?ศ\.\s*)?(?P<first>2[45]\d\d)(?!\d)"
    r"(?:\s*[-–—]\s*(?:พ\.\s?ศ\.\s*)?(?P<last>2[45]\d\d|\d\d)(?!\d))?"
)
_OF_THE_LAST = re.compile("ผล|คะแนน|ก่อน|ที่ผ่านมา|เดิม|เทียบ|วิเคราะห์|ได้รับ|เคย")
"""Words near the year before that say why it is named."""
_OF_THE_NEXT = re.compile("ถัดไป|หน้า|แผน|เสนอ|คำขอ|เตรียม|ต่อไป")
_NEAR = 60
"""Letters on each side in which such a word is looked for."""
_LAWS = re.compile(
    r"(?:พ\.ร\.บ|พระราชบัญญัติ|ระเบียบ|ประกาศ|ข้อบัญญัติ|มติ|คำสั่ง|ข้อบังคับ|แผนแม่บท|ยุทธศาสตร์)[^\n]{0,80}$"
)
"""What is called by a year of its own, before it."""


def other_years(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield texts that name a fiscal year other than the paper's. The year before is expected
    where the text is about its result, the next where it is about a plan; a range is expected if
    the year lies in it."""
    for text in subject.texts:
        named = [found for found in _YEAR.finditer(text.text) if _is_other(subject, text, found)]
        if named:
            yield _issue(subject, text, named)


def _is_other(subject: CheckedYear, text: YearText, found: re.Match[str]) -> bool:
    year, first = subject.data.year, int(found["first"])
    last = _last(first, found["last"])
    if first <= year <= last or _LAWS.search(text.text[: found.start()]):
        return False
    near = text.text[max(found.start() - _NEAR, 0) : found.end() + _NEAR]
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


def _issue(subject: CheckedYear, text: YearText, named: list[re.Match[str]]) -> CheckIssue:
    message = Phrase(
        "ในงานปี {year} มีข้อความที่ระบุปี {named}: “{words}”",
        year=subject.data.year,
        named=", ".join(dict.fromkeys(found["first"] for found in named)),
        words=excerpt(text.text, named[0].span()),
    )
    fix = Phrase("แก้ปีในข้อความ ถ้าคัดลอกมาจากปีอื่น")
    return CheckIssue(Severity.WARNING, "other-year", text.where, message, fix, place=text.place)
