"""Evidence that is older than the time which it has to cover."""

from collections.abc import Iterator
from datetime import date

from ita_desktop.domain.dates import fiscal_year_bounds, short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Period
from ita_desktop.domain.oit.carried import is_carried
from ita_desktop.domain.records import Evidence
from ita_desktop.services.checks.checked_year import CheckedYear
from ita_desktop.services.checks.issues import CheckIssue, Severity
from ita_desktop.services.texts.recorded import of_item


def old_evidence(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield evidence published, or with data as of a day, before the period of its item or its own
    month begins; of an item without a period, more than a year before the fiscal year."""
    data = subject.data
    items = data.framework.item_by_code
    for evidence in data.evidence:
        item = items.get(evidence.item_code)
        if item is None or is_carried(evidence):
            continue
        begins = _begins(item.period, evidence, data.year)
        for day in filter(None, (evidence.as_of, evidence.published)):
            if day < begins:
                yield _issue(evidence, day, begins)
                break


def _begins(period: Period | None, evidence: Evidence, year: int) -> date:
    """Return the day before which evidence cannot be about what it has to cover."""
    month = evidence.part if evidence.part[:4].isdecimal() and "-" in evidence.part else ""
    start = month or (period.start if period is not None else "")
    if start:
        christian, number = map(int, start.split("-"))
        return date(christian, number, 1)
    first, _ = fiscal_year_bounds(year)
    return first.replace(year=first.year - 1)


def _issue(evidence: Evidence, day: date, begins: date) -> CheckIssue:
    text = Phrase(
        "หลักฐานลงวันที่ {day} เก่ากว่าช่วงข้อมูลที่เริ่ม {begins}: {title}",
        day=short_date(day),
        begins=short_date(begins),
        title=evidence.title or evidence.location,
    )
    fix = Phrase("ใส่หลักฐานของช่วงเวลานี้ หรือแก้วันที่")
    where, place = of_item(evidence.item_code)
    return CheckIssue(Severity.WARNING, "old-evidence", where, text, fix, place=place)
