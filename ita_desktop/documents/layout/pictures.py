"""Lays out the pictures of a cell as lines, so that page breaks treat them like text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ita_desktop.documents.content import Image, Picture
from ita_desktop.documents.layout.pages import height_of
from ita_desktop.documents.layout.paragraphs import TextLine, TextSetter
from ita_desktop.documents.styles import MM, PICTURE_GAP

MOST_LINES = 8
"""Greatest number of caption lines that are kept on the page of their pictures."""
_BELOW = 2.0
"""Space in points between a picture and the text after it."""


def picture_lines(
    rows: Sequence[Sequence[Picture]], setter: TextSetter, width: float, highest: float
) -> Iterator[TextLine]:
    """Yields the lines of all rows in a column ``width`` points wide; pictures are scaled down to
    ``highest`` points."""
    for row in rows:
        if row:
            yield from _lines(fitted(row, width / MM, highest / MM), setter, width)


def fitted(row: Sequence[Picture], width: float, highest: float) -> tuple[Picture, ...]:
    """Returns the pictures of a row, scaled down to ``width`` and ``highest`` (mm)."""
    free = max(width - PICTURE_GAP * (len(row) - 1), 1.0)
    wide = sum(picture.image.width for picture in row)
    high = max(picture.image.height for picture in row)
    share = min(free / wide, max(highest, 1.0) / high, 1.0) if wide and high else 1.0
    return tuple(replace(picture, image=_scaled(picture.image, share)) for picture in row)


def _scaled(image: Image, share: float) -> Image:
    if share == 1.0:
        return image
    return replace(image, width=image.width * share, height=image.height * share)


def _lines(row: Sequence[Picture], setter: TextSetter, width: float) -> Iterator[TextLine]:
    height = max(picture.image.height for picture in row) * MM
    wide = sum(picture.image.width for picture in row) * MM + PICTURE_GAP * MM * (len(row) - 1)
    left, images = max((width - wide) / 2, 0.0), []
    for picture in row:
        images.append((left, picture.image))
        left += (picture.image.width + PICTURE_GAP) * MM
    below = _captions(row, images, setter) if len(row) > 1 else []
    line = TextLine(height + _BELOW, PICTURE_GAP * MM, "", ascent=height, images=tuple(images))
    if below:
        deep = max(y + part.height for _x, y, part in below)
        parts = tuple((x, height + _BELOW + y, part) for x, y, part in below)
        yield replace(line, height=line.height + deep, parts=parts)
        return
    captions = [
        made for picture in row for words in picture.caption for made in setter.lines(words, width)
    ]
    whole = len(captions) <= MOST_LINES
    yield replace(line, keep_next=bool(captions))
    yield from (replace(caption, keep_next=whole) for caption in captions[:-1])
    yield from captions[-1:]


def _captions(
    row: Sequence[Picture], images: Sequence[tuple[float, Image]], setter: TextSetter
) -> list[tuple[float, float, TextLine]]:
    """Returns the captions with their offsets; an empty list if one is too long for its place."""
    made: list[tuple[float, float, TextLine]] = []
    for picture, (left, image) in zip(row, images, strict=True):
        lines = [
            line for words in picture.caption for line in setter.lines(words, image.width * MM)
        ]
        if len(lines) > MOST_LINES:
            return []
        made += [(left, height_of(lines[:at]), line) for at, line in enumerate(lines)]
    return made
