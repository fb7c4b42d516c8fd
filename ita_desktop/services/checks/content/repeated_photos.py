"""A photograph that proves two pieces of work."""

from collections import defaultdict
from collections.abc import Iterator

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.tracking.entries import Photo
from ita_desktop.services.checks.checked_year import CheckedYear
from ita_desktop.services.checks.issues import CheckIssue, Severity
from ita_desktop.services.texts.recorded import of_measure


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
