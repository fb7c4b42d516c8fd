"""Pictures of what was done, as a chapter shows them: over the whole width, with their captions."""

from collections.abc import Iterable, Iterator

from ita_desktop.documents.content import Block, Cell, Column, Document, Row, Table
from ita_desktop.documents.kinds import Material
from ita_desktop.documents.pictures import grid
from ita_desktop.domain.records import Measure
from ita_desktop.domain.tracking import Photo
from ita_desktop.domain.year import YearData

_HIGHEST = 95.0
"""Millimetres of the highest picture."""


def photos_of(data: YearData, measures: Iterable[Measure]) -> tuple[Photo, ...]:
    """All pictures of what was recorded about measures, in their order."""
    return tuple(
        photo
        for measure in measures
        for entry in data.entries_of(measure.id)
        for photo in data.photos_of(entry.id)
    )


def photo_table(material: Material, photos: Iterable[Photo], page: Document) -> Iterator[Block]:
    """The pictures in a table without lines, as wide as the text of ``page``, a row of pictures
    a row, so that a page ends between them."""
    width = page.text_width
    rows = grid(material, tuple(photos), width, _HIGHEST)
    if rows:
        cells = tuple(Row((Cell(pictures=(beside,)),)) for beside in rows)
        yield Table((Column(1),), cells, borders=False, whole_rows=True)
