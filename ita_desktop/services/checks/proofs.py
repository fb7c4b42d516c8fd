"""Marks of 100 that nothing proves."""

from collections.abc import Iterator

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.oit.judging import UnprovedMark, unproved_marks
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.issues import CheckIssue, Severity


def unproved(data: YearData) -> Iterator[CheckIssue]:
    """Yield the items whose own mark of 100 is not proved; a reason makes it information."""
    for mark in unproved_marks(data):
        code = mark.item.code
        text = Phrase(
            "ข้อ {code} ให้คะแนน 100 แต่ยังไม่พิสูจน์ {count} รายการ: {why}",
            code=code,
            count=len(mark.points),
            why=why_not(mark),
        )
        fix = Phrase("ตรวจลิงก์ หรือเก็บไฟล์หลักฐาน หรือให้เหตุผลที่หน้างาน OIT")
        severity = Severity.WARNING
        if mark.reason:
            text = Phrase("{text} (เหตุผล: {reason})", text=text, reason=mark.reason)
            severity = Severity.INFO
        yield CheckIssue(severity, "no-proof", code, text, fix)


def why_not(mark: UnprovedMark) -> str:
    """Return what is not proved of a mark: the most urgent requirement, and why."""
    first = mark.points[0]
    return Phrase("{requirement} {why}", requirement=first.point.code, why=first.why)
