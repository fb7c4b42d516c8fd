"""What the office files for an OIT item in the system of the assessment: its links and what each
requirement is met by."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from ita_desktop.domain.framework import Item, Requirement
from ita_desktop.domain.oit.locations import (
    is_address,
    is_bare_address,
    is_carried,
    own_note,
    shown_address,
    shown_title,
)
from ita_desktop.domain.oit.parts import part_title, parts_of
from ita_desktop.domain.records import Evidence, Statement
from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData

_BESIDE: Final = " · "
_BETWEEN: Final = ", "
_BEFORE_WORDS: Final = " – "
_NOTE: Final = "*"
"""A requirement that begins so is a note on the others."""


class FiledLink(NamedTuple):
    """A link of an item; ``label`` says which month, process and unit it is of, else its title."""

    label: str
    url: str
    published: date | None
    placed_by: str = ""
    """Who put it there; for the office only."""

    @property
    def is_web(self) -> bool:
        """Whether it is a web address, if need be without its beginning, and not the name of a
        file."""
        return is_address(self.url) or is_bare_address(self.url)


class FiledPoint(NamedTuple):
    """A line of the explanation, numbered as the requirement that it answers, with the office's
    words for it; of an item without met requirements a line of its evidence. ``nothing`` means that
    it states that there is none."""

    number: int
    text: str
    nothing: bool = False


class ItemFiling(NamedTuple):
    """What there is to file of one item."""

    item: Item
    links: tuple[FiledLink, ...]
    points: tuple[FiledPoint, ...]
    published: date | None
    """The last day on which something of it was published; None if no day is known."""
    files: tuple[Evidence, ...] = ()
    """Evidence whose file is kept."""
    carried: bool = False
    """Whether all its links are of an earlier year, and so left out."""


def filing_of(data: YearData, item: Item, met: frozenset[str]) -> ItemFiling:
    """Return what there is to file of an item: months and processes in their order, units in that
    of the register; ``met`` are the codes of the requirements that are met."""
    rows = data.evidence_of(item.code)
    parts = {part.code: place for place, part in enumerate(parts_of(item), 1)}
    units = {unit.id: place for place, unit in enumerate(data.units, 1)}
    fresh = sorted(
        (row for row in rows if not is_carried(row)),
        key=lambda row: (parts.get(row.part, len(parts) + 1 if row.part else 0),
                         units.get(row.unit_id or "", 0)),
    )  # fmt: skip
    days = [row.published for row in fresh if row.published is not None]
    return ItemFiling(
        item,
        tuple(_link(data, item, row) for row in fresh if row.location),
        tuple(_points(data, item, fresh, met)),
        max(days, default=None),
        tuple(row for row in fresh if row.media),
        carried=bool(rows) and not fresh,
    )


def _label(data: YearData, item: Item, row: Evidence) -> str:
    unit = data.unit_by_id.get(row.unit_id or "")
    part = part_title(item, row.part) if row.part else ""
    return _BESIDE.join(filter(None, (part, unit.label if unit is not None else "")))


def _link(data: YearData, item: Item, row: Evidence) -> FiledLink:
    return FiledLink(
        _label(data, item, row) or shown_title(row),
        shown_address(row.location),
        row.published,
        row.placed_by,
    )


def _points(
    data: YearData, item: Item, rows: list[Evidence], met: frozenset[str]
) -> Iterator[FiledPoint]:
    """Yield the requirements that are met, or named by evidence, each with what the evidence says;
    then what the rest of the evidence says, where there are none, or that there is nothing."""
    asked = [point for point in item.requirements if not point.text.startswith(_NOTE)]
    of_point: dict[str, list[Evidence]] = {point.code: [] for point in asked}
    rest = [row for row in rows if row.point not in of_point]
    for row in rows:
        of_point.get(row.point, []).append(row)
    found = [
        line
        for number, point in enumerate(asked, 1)
        for line in _of_point(data, item, (number, point), of_point[point.code], point.code in met)
    ]
    yield from found
    wanted = [row for row in rest if not found or row.statement is Statement.NOTHING]
    lines = dict.fromkeys(
        (_words_of(data, item, row), row.statement is Statement.NOTHING) for row in wanted
    )
    for number, (text, nothing) in enumerate(lines, len(asked) + 1 if found else 1):
        yield FiledPoint(number, text, nothing)


def _of_point(
    data: YearData,
    item: Item,
    numbered: tuple[int, Requirement],
    rows: Sequence[Evidence],
    met: bool,
) -> Iterator[FiledPoint]:
    number, point = numbered
    given = [row for row in rows if row.statement is not Statement.NOTHING]
    if met or given:
        words = dict.fromkeys(filter(None, (_own_words(data, item, row) for row in given)))
        joined_words = _BETWEEN.join(words)
        yield FiledPoint(
            number, f"{point.text}{_BEFORE_WORDS}{joined_words}" if joined_words else point.text
        )
    for row in rows:
        if row.statement is Statement.NOTHING:
            yield FiledPoint(number, _words_of(data, item, row), nothing=True)


def _own_words(data: YearData, item: Item, row: Evidence) -> str:
    """Return the title and note of evidence on one line, where somebody typed them."""
    title = row.title if row.title.strip() != row.location.strip() else ""
    words = _BESIDE.join(filter(None, (one_line(title), one_line(own_note(row)))))
    label = _label(data, item, row)
    return f"{label}: {words}" if label and words else words


def _words_of(data: YearData, item: Item, row: Evidence) -> str:
    """Return what a row of evidence says in words."""
    label, title = _label(data, item, row), shown_title(row)
    return (
        f"{label}: {title}" if label and title not in {"", label} else label or title or item.title
    )
