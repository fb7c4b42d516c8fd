"""A measure that is said to be done, without a word about what was done, or with words that say
otherwise."""

from collections.abc import Iterator

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import Measure, MeasureStatus
from ita_desktop.domain.tracking.entries import Entry, EntryState
from ita_desktop.domain.tracking.said_state import OPEN, said_state
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.checked_year import CheckedYear
from ita_desktop.services.checks.issues import CheckIssue, Severity
from ita_desktop.services.texts.recorded import of_measure


def without_result(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield measures that are marked as done, or have entries, of which none tells what was done or
    what came of it."""
    data = subject.data
    for measure in data.measures:
        entries = data.entries_of(measure.id)
        said = any(entry.state not in OPEN for entry in entries)
        done = said or measure.status is MeasureStatus.DONE
        if done and not any(_has_result(data, entry) for entry in entries):
            yield _issue(data, measure)


def not_done(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield measures with entries that are recorded as done, and say that they are not."""
    data = subject.data
    for measure in data.measures:
        for entry in data.entries_of(measure.id):
            told = said_state(f"{entry.text}\n{entry.result}")
            if entry.state is EntryState.DONE and told in OPEN:
                where, place = of_measure(data, measure)
                text = Phrase("บันทึกว่าทำแล้ว แต่ข้อความบอกว่ายังไม่แล้วเสร็จ")
                fix = Phrase("แก้ข้อความ หรือสถานะที่หน้ามาตรการ")
                yield CheckIssue(Severity.WARNING, "not-done", where, text, fix, place=place)


def _has_result(data: YearData, entry: Entry) -> bool:
    if entry.state is EntryState.SKIPPED:
        return bool(entry.reason.strip())
    texts = entry.text, entry.result, entry.links
    return any(map(str.strip, texts)) or bool(data.photos_of(entry.id))


def _issue(data: YearData, measure: Measure) -> CheckIssue:
    text = Phrase("บันทึกว่าทำแล้ว แต่ไม่บอกว่าทำอะไรหรือได้ผลอย่างไร")
    fix = Phrase("บันทึกผลที่หน้ามาตรการ")
    where, place = of_measure(data, measure)
    return CheckIssue(Severity.INFO, "no-result", where, text, fix, place=place)
