"""Arranges photographs in a grid of pictures, as large as the column of a cell allows."""

from collections.abc import Iterator, Sequence
from functools import partial

from ita_desktop.documents.content import Image, Paragraph, Picture, Run
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.layout.measures import PICTURE_GAP, PICTURE_SIDES
from ita_desktop.documents.text.rich import paragraphs
from ita_desktop.domain.errors import InputError
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
_AT_ONCE = 4
"""Number of photographs that are decoded in parallel."""


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
    wanted = [pair for beside, sizes in rows for pair in zip(beside, sizes, strict=True)]
    made = iter(_pictures(context, wanted))
    return tuple(tuple(next(made) for _photo in beside) for beside, _sizes_of in rows)


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


def _pictures(
    context: ReportContext, wanted: Sequence[tuple[Photo, tuple[float, float]]]
) -> Iterator[Picture]:
    """Yields the photographs in their sizes; several are decoded in parallel."""
    from concurrent.futures import ThreadPoolExecutor

    if len(wanted) == 1:
        yield _picture(context, wanted[0])
    elif wanted:
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            yield from pool.map(partial(_picture, context), wanted)


def _picture(context: ReportContext, wanted: tuple[Photo, tuple[float, float]]) -> Picture:
    photo, size = wanted
    data = _printed(context, photo, round(max(size) * _DOTS_PER_MM))
    if not data:
        context.lost_photo(photo)
    image = Image(data, *size, one_line(plain(photo.caption)) or "ภาพกิจกรรม")
    return Picture(image, tuple(map(_centred, paragraphs(photo.caption, "picture-caption"))))


def _centred(words: Paragraph) -> Paragraph:
    """Returns a caption with its list mark as text, so that both are centred together."""
    if not words.mark:
        return words
    return Paragraph((Run(f"{words.mark} "), *words.runs), words.style)


def _printed(context: ReportContext, photo: Photo, dots: int) -> bytes:
    """Returns the picture with ``dots`` pixels on its longer side; empty if it is missing or
    damaged."""
    kept = context.media(photo.media)
    if kept is None:
        return b""
    try:
        return picture_for_print(kept, photo.crop, dots)
    except InputError:
        return b""
