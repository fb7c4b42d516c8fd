"""Imports photographs of documents to the follow-up of measures.

A photograph is known by the digest of its stored bytes; one of the program's own papers, which is
smaller there, by its looks.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache, partial
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.records import Measure, MeasureKind, new_id
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.text import key
from ita_desktop.domain.tracking.entries import Crop, Entry, Photo, Round
from ita_desktop.exchange.blocks import Picture
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.kinds.book import PhotoRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.pictures.photographs import Looks, PictureTooLargeError, looks_of, prepare
from ita_desktop.services.edits import last_position, rich
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.items import once, subject_of
from ita_desktop.services.imports.measure_groups import steps_of
from ita_desktop.services.imports.plan import Insert
from ita_desktop.services.imports.tracking.progress_groups import Rounds

_SMALLEST: Final = 100
"""Least width and height of a photograph in px: smaller ones are marks and icons."""
_MOST_KNOWN: Final = 2000
"""Number of pictures whose digests are remembered between two comparisons of a file."""


class TooLargePictureError(RowError):
    """A picture with more dots than any camera takes."""


class PreparedPicture(NamedTuple):
    """A picture as it would be stored."""

    key: str
    width: int
    height: int

    def fields(self, file: str) -> dict[str, Any]:
        """Return what a photograph that is stored of a ``file`` has of it."""
        sizes = {"width": self.width, "height": self.height}
        return {"media": self.key, "file_name": file_name(file), **sizes}


class _Raw:
    """The bytes of a picture, known by their digest, until they were read."""

    __slots__ = ("data", "digest", "name")

    def __init__(self, data: bytes, name: str) -> None:
        self.data = data
        self.name = name
        self.digest = sha256(data).digest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Raw) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


@lru_cache(_MOST_KNOWN)
def _read(raw: _Raw) -> PreparedPicture:
    """Return a picture as it would be stored. Raises InputError if it is none."""
    stored = prepare(raw.data, raw.name)
    raw.data = b""  # the cache keeps the digest alone
    return PreparedPicture(sha256(stored.data).hexdigest(), stored.width, stored.height)


def ready(picture: Picture | None, name: str) -> PreparedPicture | RowError:
    """Return a picture as it would be stored, or why it cannot be."""
    data = picture.content() if picture is not None else b""
    if not data:
        return RowError("ไม่พบภาพ “{name}” ในไฟล์", remedy="นำเข้าจากไฟล์ที่มีภาพ", name=name)
    try:
        found = _read(_Raw(data, file_name(name)))
    except PictureTooLargeError as error:
        return TooLargePictureError("{problem}", problem=error)
    except InputError as error:
        return RowError("{problem}", problem=error)
    if min(found.width, found.height) < _SMALLEST:
        return RowError(
            "ภาพ {name} เล็กเกินกว่าจะเป็นภาพถ่าย ({width} x {height} จุด)",
            remedy="ถ้าต้องใช้ เพิ่มภาพเองที่หน้ามาตรการ ส่วนติดตามผล",
            name=file_name(name),
            width=found.width,
            height=found.height,
        )
    return found


def content(picture: Picture, file: str) -> bytes:
    """Return the bytes to store; the same picture gives the same."""
    return prepare(picture.content(), file).data


def file_name(part: str) -> str:
    """Return the name of a picture without its folder in the file."""
    return PurePosixPath(part).name


_AT_ONCE: Final = 2
"""Number of pictures that are decoded in parallel."""
_SHAPES: Final = 0.06
"""Difference of two shapes, relative, from which pictures are not compared."""
_NO_MEASURE: Final = "ไม่พบมาตรการของภาพนี้ ({subject})"


def compare(draft: ImportDraft, rows: Sequence[PhotoRow]) -> None:
    """Add the photographs of ``rows`` that the measures' entries do not have to the draft."""
    _Photos(draft).compare(list(once(draft, rows)))


class _Photos:
    def __init__(self, draft: ImportDraft) -> None:
        self._draft = draft
        self._year = draft.year
        self._rounds = Rounds(draft)
        self._entries: dict[tuple[str, str], Entry] = {}
        """Entries to be made, by measure and round."""
        self._put_already: set[tuple[str, str]] = set()
        self._matched: set[str] = set()
        self._looks = cache(self._looks_of)

    def compare(self, rows: Sequence[PhotoRow]) -> None:
        ready = self._prepared(rows)
        self._of_file = {each.key for each in ready.values() if isinstance(each, PreparedPicture)}
        for row in rows:
            found = ready[row.picture]
            with self._draft.skipping(row.origin):
                if isinstance(found, RowError):
                    raise found
                self._row(row, found)

    # -- pictures

    def _prepared(self, rows: Sequence[PhotoRow]) -> Mapping[str, PreparedPicture | RowError]:
        """Return the pictures by name as they would be stored, or what is wrong with them."""
        names = list(dict.fromkeys(row.picture for row in rows))
        found: dict[str, PreparedPicture | RowError] = {}
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for at in range(0, len(names), _AT_ONCE):
                self._draft.work_progress.at(at, len(names), every=_AT_ONCE)
                some = names[at : at + _AT_ONCE]
                found.update(zip(some, pool.map(self._ready, some), strict=True))
        return found

    def _ready(self, name: str) -> PreparedPicture | RowError:
        return ready(self._draft.pictures.get(name), name)

    def _looks_of(self, name: str, *, stored: bool, crop: str = "") -> Looks | None:
        if stored:
            data = self._draft.media(name)
        else:
            picture = self._draft.pictures.get(name)
            data = picture.content() if picture is not None else b""
        return looks_of(data, crop) if data else None

    # -- measures

    def _row(self, row: PhotoRow, ready: PreparedPicture) -> None:
        """Add one photograph. Raises RowError without a measure or for an unknown round."""
        round_ = self._rounds.of(row.round) if row.round else None
        measures = self._measures(row)
        if not measures:
            raise RowError(
                _NO_MEASURE,
                remedy="เพิ่มหรือนำเข้ามาตรการนั้นก่อน แล้วนำเข้าภาพใหม่",
                subject=_subject(row),
            )
        measure = self._nearest(row, measures, round_)
        same = self._same(row, measures, ready)
        if same is not None:
            self._matched.add(same.id)
            self._draft.put([row.origin], self._shown(row, measure, round_), {}, [])
            return
        entry, needs = self._entry(measure, round_)
        if (entry.id, ready.key) in self._put_already:
            self._draft.keep(row.origin)
            return
        self._put_already.add((entry.id, ready.key))
        stored = self._year.photos_of(entry.id)
        photo = Photo(
            id=new_id(),
            entry_id=entry.id,
            caption=rich(row.caption),
            position=self._draft.next_position(stored, entry.id),
            **ready.fields(row.picture),
        )
        reads = partial(content, self._draft.pictures[row.picture], photo.file_name)
        shown = self._shown(row, measure, round_)
        self._draft.put([row.origin], shown, None, [Insert(photo, reads)], needs=needs)

    def _measures(self, row: PhotoRow) -> list[Measure]:
        """Return the measures that a photograph may be of."""
        year = self._year
        if row.chapter is not None:
            kind = [each for each in year.measures if each.kind is row.chapter]
            items = [each for each in kind if self._codes(each) & set(row.items)]
            return items or kind
        named = [
            each
            for each in year.measures
            if each.kind is not MeasureKind.COMMUNICATION
            and (
                self._codes(each) & set(row.items)
                or (not row.items and row.indicator and self._indicator(each) == row.indicator)
            )
        ]
        if named or not row.items:
            return named
        # A report by question of measures by indicator.
        of_items = {self._indicator_of_item(code) for code in row.items}
        return [
            each
            for each in year.measures
            if each.kind is MeasureKind.INDICATOR and each.indicator in of_items
        ]

    def _codes(self, measure: Measure) -> set[str]:
        return {link.item_code for link in self._year.items_of_measure(measure.id)}

    def _indicator(self, measure: Measure) -> str:
        codes = sorted(self._codes(measure))
        return measure.indicator or (self._indicator_of_item(codes[0]) if codes else "")

    def _indicator_of_item(self, code: str) -> str:
        item = self._year.framework.item_by_code.get(code)
        return item.indicator if item is not None else ""

    def _nearest(self, row: PhotoRow, measures: Sequence[Measure], round_: Round | None) -> Measure:
        """Return the measure whose words are most alike, and that has an entry of the round."""
        steps, words = set(steps_of(row.method)), key(row.method)

        def likeness(measure: Measure) -> tuple[int, bool, bool]:
            shared = len(steps.intersection(steps_of(measure.method)))
            named = bool(words) and words in key(measure.method)
            return shared, named, self._stored(measure, round_) is not None

        return max(measures, key=likeness)

    def _same(
        self, row: PhotoRow, measures: Iterable[Measure], ready: PreparedPicture
    ) -> Photo | None:
        """Return the photograph of one of the measures that is the same, or one of the year that
        looks the same: papers print it for several measures."""
        photos = [
            photo
            for measure in measures
            for entry in self._year.entries_of(measure.id)
            for photo in self._year.photos_of(entry.id)
        ]
        found = next((photo for photo in photos if photo.media == ready.key), None)
        if found is not None:
            return found
        others = [photo for photo in self._year.photos if photo not in photos]
        for photo in (*photos, *others):
            if photo.id in self._matched or photo.media in self._of_file:
                continue
            if not _may_be_like(photo, ready):
                continue
            own = self._looks(row.picture, stored=False)
            other = self._looks(photo.media, stored=True, crop=photo.crop)
            if own is not None and other is not None and own.is_like(other):
                return photo
        return None

    # -- entries

    def _stored(self, measure: Measure, round_: Round | None) -> Entry | None:
        wanted = round_.id if round_ is not None else None
        entries = [each for each in self._year.entries_of(measure.id) if each.round_id == wanted]
        whole = (each for each in entries if each.occurrence is None)
        # What a round did once stands at the day of that time.
        return next(whole, entries[0] if len(entries) == 1 and round_ is not None else None)

    def _entry(self, measure: Measure, round_: Round | None) -> tuple[Entry, tuple[str, ...]]:
        """Return the entry for photographs of a measure, with the keys of what it needs."""
        stored = self._stored(measure, round_)
        if stored is not None:
            return stored, ()
        at = (measure.id, round_.id if round_ is not None else "")
        of_round = self._rounds.needs(round_) if round_ is not None else ()
        if at not in self._entries:
            entries = self._year.entries_of(measure.id)
            made = self._entries[at] = Entry(
                id=new_id(),
                measure_id=measure.id,
                round_id=round_.id if round_ is not None else None,
                position=last_position(entries),
            )
            self._draft.share(made.id, Insert(made), of_round)
        return self._entries[at], (*of_round, self._entries[at].id)

    def _shown(self, row: PhotoRow, measure: Measure, round_: Round | None) -> dict[str, str]:
        codes = sorted(self._codes(measure))
        return {
            "ข้อ": subject_of(codes, measure.indicator, measure.kind),
            "มาตรการ": shortened(first_words(measure.method)),
            "รอบ": round_.title if round_ is not None else "",
            "คำบรรยายภาพ": row.caption,
            "ภาพ": file_name(row.picture),
        }


def _may_be_like(photo: Photo, ready: PreparedPicture) -> bool:
    """Return whether a stored photograph has about the shape of another one, if that is known."""
    part = Crop.of(photo.crop)
    wide, high = photo.width * part.width, photo.height * part.height
    return not (wide and high) or abs(wide * ready.height / (high * ready.width) - 1) < _SHAPES


def _subject(row: PhotoRow) -> str:
    if row.chapter is not None:
        return shortened(row.method) or row.chapter.value
    indicator = Phrase("ตัวชี้วัดที่ {code}", code=row.indicator) if row.indicator else ""
    return " ".join(row.items) or indicator or shortened(row.method) or file_name(row.picture)
