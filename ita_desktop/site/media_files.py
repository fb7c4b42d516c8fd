"""Photographs and files of the office as files of the page, each once."""

from functools import partial
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.records import Evidence
from ita_desktop.domain.rich import plain
from ita_desktop.domain.text import one_line
from ita_desktop.domain.tracking.entries import Crop, Photo
from ita_desktop.site.measures import ShownPhoto
from ita_desktop.site.parts import SitePart, SiteSource

LONGEST_SIDE: Final = 960
"""Pixels of the longer side of a picture."""
_LONGEST_EVIDENCE: Final = 2_000
"""The same of a photograph that is itself what is published, so that papers on it can be read."""
_GLANCE: Final = 64
"""The same to see whether a picture can be read: a JPEG of that size is decoded much faster."""
_PICTURES: Final = frozenset((".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".gif"))
_DOCUMENTS: Final = frozenset(
    (".pdf", ".doc", ".docx", ".odt", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp", ".csv",
     ".txt", ".json")
)  # fmt: skip
"""Files that a browser shows or saves. Others may run in it when they lie on the office's site."""


class _MediaParts:
    """Files of the page that are made of what a year keeps, each once; ``notes`` is what cannot be
    one, and why."""

    def __init__(self, source: SiteSource) -> None:
        self._source = source
        self._known: dict[str, SitePart] = {}
        self.notes: list[Phrase] = []

    @property
    def parts(self) -> list[SitePart]:
        return list(self._known.values())


def goes_out(row: Evidence) -> bool:
    """Return whether the page has the kept file of an evidence: one with a day of publication."""
    ending = PurePosixPath(row.file_name.lower()).suffix
    return bool(row.media) and row.published is not None and ending in _PICTURES | _DOCUMENTS


def is_picture(row: Evidence) -> bool:
    """Return whether the kept file of an evidence is a picture."""
    return PurePosixPath(row.file_name.lower()).suffix in _PICTURES


class KeptFiles(_MediaParts):
    """The kept files of a year's evidence. A file goes out only with the day of its publication:
    what was kept as a draft or a proof is the office's own."""

    def place(self, row: Evidence, name: str) -> str:
        """Return the place of an evidence's file on the page, for the item whose pages have
        ``name``; empty if it has none, told where it cannot be one."""
        if not row.media or row.published is None:
            return ""
        ending = PurePosixPath(row.file_name.lower()).suffix
        picture = is_picture(row)
        if not goes_out(row):
            self._note("{item} {what}: ไฟล์ชนิดนี้ไม่นำขึ้นหน้าเว็บ ใช้ PDF หรือไฟล์ Office แทน", row)
            return ""
        folder = self._source.year.year
        path = f"{folder}/files/{name}-{row.media[:8].lower()}{'.jpg' if picture else ending}"
        if path not in self._known:
            content = self._source.media(row.media)
            if content is None:
                self._note("{item} {what}: ไฟล์ที่เก็บไว้หายไป แนบไฟล์อีกครั้ง", row)
                return ""
            if picture and not _drawn(content, "", _GLANCE):
                self._note("{item} {what}: อ่านภาพไม่ได้ แนบภาพอีกครั้ง", row)
                return ""
            self._known[path] = SitePart(
                path, partial(self._made, row.media, picture), named_by_content=True
            )
        return path

    def _made(self, media: str, picture: bool) -> bytes:
        content = self._source.media(media) or b""
        return _as_picture(content) if picture else content

    def _note(self, template: str, row: Evidence) -> None:
        what = one_line(row.title) or one_line(row.file_name)
        self.notes.append(Phrase(template, item=row.item_code, what=what))


def _as_picture(content: bytes) -> bytes:
    """Return a photograph as a new JPEG, without what the camera noted; empty if it cannot be
    read."""
    return _drawn(content, "", _LONGEST_EVIDENCE)


def _drawn(content: bytes, crop: str, longest: int) -> bytes:
    from ita_desktop.pictures.photographs import picture_for_page

    try:
        return picture_for_page(content, crop, longest)
    except InputError:
        return b""


class PhotoFiles(_MediaParts):
    """The photographs of a year as files of the page, each once."""

    def show(self, photo: Photo) -> ShownPhoto | None:
        """Return a photograph as a picture of the page; None, and reported, if its bytes are
        lost."""
        key = sha256(f"{photo.media} {photo.crop} {LONGEST_SIDE}".encode()).hexdigest()[:16]
        path = f"{self._source.year.year}/img/{key}.jpg"
        if path not in self._known:
            if self._source.media(photo.media) is None:
                what = one_line(plain(photo.caption)) or photo.file_name
                self.notes.append(Phrase("ภาพหายไป: {what}", what=what))
                return None
            self._known[path] = SitePart(path, partial(self._drawn, photo), named_by_content=True)
        width, height = _size(photo)
        return ShownPhoto(path, width, height, plain(photo.caption))

    def _drawn(self, photo: Photo) -> bytes:
        return _drawn(self._source.media(photo.media) or b"", photo.crop, LONGEST_SIDE)


def _size(photo: Photo) -> tuple[int, int]:
    """Return width and height of the picture on the page in px; 4 to 3 if they are unknown."""
    if not (photo.width and photo.height):
        return LONGEST_SIDE, LONGEST_SIDE * 3 // 4
    width, height = Crop.of(photo.crop).size(photo.width, photo.height)
    share = min(1.0, LONGEST_SIDE / max(width, height, 1))
    return max(1, round(width * share)), max(1, round(height * share))
