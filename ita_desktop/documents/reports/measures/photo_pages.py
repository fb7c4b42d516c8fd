"""Pages of photographs side by side, with their captions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ita_desktop.documents.content import (
    Block,
    Cell,
    Document,
    Image,
    Picture,
    Table,
    TableColumn,
    TableRow,
    paragraph,
)
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.pictures import grid
from ita_desktop.domain.records import Measure
from ita_desktop.domain.tracking.entries import Photo
from ita_desktop.domain.year import YearData

_HIGHEST = 56.0
"""Greatest height of a picture in mm: two rows with a line of caption fit below the title of a
landscape page, even in Excel, which rounds rows up."""
_WIDE = 85.0
"""Approximate width of a picture's column in mm."""
_GAP = 2.0
"""Distance between pictures in mm."""


def photos_of(data: YearData, measures: Iterable[Measure]) -> tuple[Photo, ...]:
    """Returns the photographs of all entries on the given measures, in order."""
    return tuple(
        photo
        for measure in measures
        for entry in data.entries_of(measure.id)
        for photo in data.photos_of(entry.id)
    )


def photo_table(context: ReportContext, photos: Iterable[Photo], page: Document) -> Iterator[Block]:
    """Yields a borderless table of the photographs with captions, as wide as the text of ``page``;
    pages may end between its rows."""
    shown = tuple(photos)
    if not shown:
        return
    across = max(round(page.text_width / _WIDE), 1)
    width = page.text_width / across
    made = [grid(context, (photo,), width - _GAP, _HIGHEST)[0][0] for photo in shown]
    rows = [_as_high(made[at : at + across]) for at in range(0, len(made), across)]
    if len(rows[-1]) == 1:
        rows[-1] = [replace(rows[-1][0], columns=across)]
    yield paragraph("", "line")
    columns = (TableColumn(1),) * across
    yield Table(
        columns, tuple(TableRow(tuple(row)) for row in rows), borders=False, whole_rows=True
    )


def _as_high(beside: Sequence[Picture]) -> list[Cell]:
    """Returns the cells of a row of pictures, scaled to equal height."""
    height = min(picture.image.height for picture in beside)
    return [
        Cell(
            pictures=(
                (replace(picture, image=_scaled(picture.image, height / picture.image.height)),),
            )
        )
        for picture in beside
    ]


def _scaled(image: Image, share: float) -> Image:
    return replace(image, width=image.width * share, height=image.height * share)
