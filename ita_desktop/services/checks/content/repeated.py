"""What stands twice where each should be its own: texts copied down, photographs."""

from collections import defaultdict
from collections.abc import Iterator

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.rich import plain
from ita_desktop.domain.text import key
from ita_desktop.domain.tracking.entries import Photo
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.checked_year import CheckedYear
from ita_desktop.services.checks.excerpts import first_letters
from ita_desktop.services.checks.issues import CheckIssue, Severity
from ita_desktop.services.places import Place
from ita_desktop.services.texts import of_finding, of_measure

_LETTERS = 40
"""Shorter texts are expected to come again."""
_MANY = 3


def repeated_texts(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield methods, results and analyses that stand in several rows. How measures are followed up
    is the same for many, by its nature."""
    rows: dict[str, dict[Place, str]] = defaultdict(dict)
    written: dict[str, str] = {}
    for where, place, text in _own_words(subject.data):
        if len(text) >= _LETTERS:
            rows[key(plain(text))].setdefault(place, where)
            written.setdefault(key(plain(text)), text)
    for text, same in rows.items():
        if len(same) >= _MANY:
            yield _issue(written[text], same)


def _own_words(data: YearData) -> Iterator[tuple[str, Place, str]]:
    """Yield the texts in which each row has to say its own, with its name and place."""
    for measure in data.measures:
        where, place = of_measure(data, measure)
        yield where, place, measure.method
        for entry in data.entries_of(measure.id):
            yield where, place, entry.text
            yield where, place, entry.result
    for finding in data.findings:
        where, place = of_finding(data, finding)
        for text in (finding.practice, finding.weakness, finding.issue, finding.improvement):
            yield where, place, text


def _issue(text: str, same: dict[Place, str]) -> CheckIssue:
    message = Phrase(
        "ข้อความเดียวกันใน {count} แถว: “{words}”",
        count=len(same),
        words=first_letters(plain(text)),
    )
    where = ", ".join(dict.fromkeys(map(str, same.values())))
    fix = Phrase("เขียนของแต่ละข้อให้ต่างกัน หรือรวมเป็นมาตรการเดียวของหลายข้อ")
    return CheckIssue(Severity.INFO, "same-text", where, message, fix, place=next(iter(same)))


# A photograph that proves two pieces of work.


def repeated_photos(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield photographs that stand in more than one entry, whatever their captions."""
    data = subject.data
    measures = {
        entry.id: measure for measure in data.measures for entry in data.entries_of(measure.id)
    }
    uses: dict[str, list[Photo]] = defaultdict(list)
    for photo in data.photos:
        if photo.entry_id in measures:
            uses[photo.media].append(photo)
    for photos in uses.values():
        if len({photo.entry_id for photo in photos}) > 1:
            of = [measures[photo.entry_id] for photo in photos]
            where = ", ".join(dict.fromkeys(str(of_measure(data, measure).where) for measure in of))
            text = Phrase(
                "ภาพเดียวกันใช้ {count} ครั้ง: {caption}",
                count=len(photos),
                caption=photos[0].caption or photos[0].file_name,
            )
            fix = Phrase("เปลี่ยนเป็นภาพของงานนั้น")
            place = of_measure(data, of[-1]).place
            yield CheckIssue(Severity.WARNING, "photo-twice", where, text, fix, place=place)
