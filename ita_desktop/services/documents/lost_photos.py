"""What of a document could not be printed: photographs that are missing or damaged, letters that no
font has."""

from dataclasses import replace
from typing import Final

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.tracking.entries import Photo
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.issues import excerpt

_REMEDY: Final = Phrase("ใส่ภาพใหม่ที่หน้ามาตรการ หรือกู้คืนจากแฟ้มสำรองก่อนหน้า")


class LostPhotos:
    """Collects what is lost of a year's documents that are made of watched contexts."""

    def __init__(self, data: YearData) -> None:
        self._data = data
        self._found: set[str] = set()
        self._letters: dict[str, str] = {}

    def watched(self, context: ReportContext) -> ReportContext:
        """Return the context; what is lost while a document is made is noted here."""
        return replace(
            context,
            lost_photo=lambda photo: self._found.add(photo.id),
            lost_letter=self._letters.setdefault,
        )

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to tell the clerk: a sentence for each photograph, in their order, and letter."""
        lost = (photo for photo in self._data.photos if photo.id in self._found)
        letters = (unprinted(letter, text) for letter, text in self._letters.items())
        return (*(_sentence(self._data, photo) for photo in lost), *letters)


def unprinted(letter: str, text: str) -> Phrase:
    """Return the sentence on a letter of a text that no font has."""
    at = text.find(letter)
    words = excerpt(text, (at, at + 1))
    return Phrase("มีตัวอักษรที่พิมพ์ไม่ได้ เพราะไม่มีแบบอักษรใดมี: “{words}”", words=words)


def _sentence(data: YearData, photo: Photo) -> str:
    from ita_desktop.documents.reports.measures.words import codes_of

    beside = data.photos_of(photo.entry_id)
    name = photo.file_name or Phrase("ที่ {number}", number=beside.index(photo) + 1)
    of = next(entry.measure_id for entry in data.entries if entry.id == photo.entry_id)
    what = Phrase(
        "ภาพ {photo} ของมาตรการ {measure} เปิดไม่ได้ จึงเว้นที่ว่างไว้",
        photo=name,
        measure=codes_of(data, data.measure_by_id[of]),
    )
    return joined(what, _REMEDY)
