"""Arranges photographs in a grid of pictures, as large as the column of a cell allows."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

from ita_desktop.documents.content import Document, Image, Paragraph, Picture, Run
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.rich import paragraphs
from ita_desktop.documents.styles import PICTURE_GAP, PICTURE_SIDES
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.frozen import parts_of
from ita_desktop.domain.rich import plain
from ita_desktop.domain.text import one_line
from ita_desktop.domain.tracking.entries import Crop, Photo
from ita_desktop.pictures.photographs import picture_for_print

HIGHEST = 75.0
"""Greatest height of a picture in mm: two of them fit on a landscape page."""
_NARROWEST = 24.0
"""Least width of a picture beside another one, in mm."""
_LONG = 120
"""Length of a caption from which a picture gets a row of its own."""
_UNKNOWN = 4 / 3
"""Aspect ratio of a picture of unknown size."""
_LONGEST = 8.0
"""Greatest aspect ratio, in either direction: beyond it the stated size is taken for wrong."""
_DOTS_PER_MM = 150 / 25.4
_AT_ONCE = 2
"""Number of photographs that are made in parallel: decoding keeps the interpreter, and more would
hold up who lays out the pages."""


def grid(
    context: ReportContext, photos: Sequence[Photo], width: float, highest: float = HIGHEST
) -> tuple[tuple[Picture, ...], ...]:
    """Returns the photographs in rows of one or two, for a column ``width`` mm wide."""
    room = width - PICTURE_SIDES
    rows = [(beside, _sizes(beside, room, highest)) for beside in _rows(photos, room)]
    if len(photos) > 1 and _is_left_over(rows[-1][0]):
        # Without limit the last picture would be larger than all others.
        [alone] = rows[-1][0]
        rows[-1] = ((alone,), _sizes((alone, alone), room, highest)[:1])
    return tuple(
        tuple(_picture(context, *one) for one in zip(beside, sizes, strict=True))
        for beside, sizes in rows
    )


@contextmanager
def made_ahead(document: Document) -> Iterator[None]:
    """Makes the document's photographs beside what is done meanwhile: its pages are laid out and
    its text is written without them."""
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        for image in parts_of(document, Image):
            if isinstance(image.source, _Printed):
                pool.submit(image.source)
        yield
    finally:
        pool.shutdown(cancel_futures=True)


def _rows(photos: Sequence[Photo], room: float) -> Iterator[Sequence[Photo]]:
    """Yields pairs of photographs if both are wide enough then and have short captions."""
    at = 0
    while at < len(photos):
        pair = photos[at : at + 2]
        widths = [width for width, _height in _sizes(pair, room, room)]
        short = all(len(photo.caption) <= _LONG for photo in pair)
        count = 2 if len(pair) == 2 and short and min(widths) >= _NARROWEST else 1
        yield photos[at : at + count]
        at += count


def _is_left_over(row: Sequence[Photo]) -> bool:
    """Returns whether a row has one picture only because it is the last one."""
    return len(row) == 1 and len(row[0].caption) <= _LONG


def _sizes(photos: Sequence[Photo], room: float, highest: float) -> list[tuple[float, float]]:
    """Returns width and height of pictures of equal height that fill ``room`` together."""
    shapes = [_shape(photo) for photo in photos]
    height = min((room - PICTURE_GAP * (len(shapes) - 1)) / sum(shapes), highest)
    return [(height * shape, height) for shape in shapes]


def _shape(photo: Photo) -> float:
    """Returns the aspect ratio of the cropped photograph."""
    if not (photo.width and photo.height):
        return _UNKNOWN
    width, height = Crop.of(photo.crop).size(photo.width, photo.height)
    return min(max(width / height, 1 / _LONGEST), _LONGEST)


def _picture(context: ReportContext, photo: Photo, size: tuple[float, float]) -> Picture:
    source = _Printed(context, photo, round(max(size) * _DOTS_PER_MM))
    image = Image(source, *size, one_line(plain(photo.caption)) or "ภาพกิจกรรม")
    return Picture(image, tuple(map(_centred, paragraphs(photo.caption, "picture-caption"))))


def _centred(words: Paragraph) -> Paragraph:
    """Returns a caption with its list mark as text, so that both are centred together."""
    if not words.mark:
        return words
    return Paragraph((Run(f"{words.mark} "), *words.runs), words.style)


class _Printed:
    """A kept photograph with ``dots`` pixels on its longer side: made once, by whichever thread
    asks first."""

    def __init__(self, context: ReportContext, photo: Photo, dots: int) -> None:
        self._context, self._photo = context, photo
        self._what = photo.media, photo.crop, dots
        self._lock = Lock()
        self._made: bytes | None = None

    def __call__(self) -> bytes:
        """Return the picture's file; empty if it is missing or damaged, which the context is
        told."""
        with self._lock:
            if self._made is None:
                self._made = self._file()
                if not self._made:
                    self._context.lost_photo(self._photo)
            return self._made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Printed) and self._what == other._what

    def __hash__(self) -> int:
        return hash(self._what)

    def _file(self) -> bytes:
        media, crop, dots = self._what
        kept = self._context.media(media)
        if kept is None:
            return b""
        try:
            return picture_for_print(kept, crop, dots)
        except InputError:
            return b""
