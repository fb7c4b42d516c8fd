"""What passes between the office and the system of the assessment for an OIT item: what is filed
(its links and what each requirement is met by), and the assessor's remarks on it: their rounds,
what is open, and those of the year before."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from ita_desktop.domain.framework import Item, Requirement
from ita_desktop.domain.oit import proofs
from ita_desktop.domain.oit.parts import part_title, parts_of
from ita_desktop.domain.records import Evidence, Statement
from ita_desktop.domain.scores.results import AssessorRemark, RemarkState
from ita_desktop.domain.text import one_line
from ita_desktop.domain.tracking.entries import OPEN, said_state
from ita_desktop.domain.year import YearData

_BESIDE: Final = " · "
_BETWEEN: Final = ", "
_BEFORE_WORDS: Final = " – "
_NOTE: Final = "*"
"""A requirement that begins so is a note on the others."""


class EarlierRemarks(NamedTuple):
    """The remarks of an earlier year on an item that goes on as one of this year."""

    item: Item
    remarks: tuple[AssessorRemark, ...]


def rounds_of(data: YearData, code: str) -> tuple[AssessorRemark, ...]:
    """Return the remarks on an item in the order of entry, after what an official result prints
    beside its score, unless a round has that text. This one has no id: it is no row of its own,
    and in a year for everybody it has no text."""
    rows = data.remarks_of(code)
    if not (data.whole or data).printed_remark(code):
        return rows
    note = data.printed_remark(code)
    printed = AssessorRemark(id="", year_id=data.fiscal_year.id, node=code, text=note)
    return (printed, *rows)


def is_open(remark: AssessorRemark) -> bool:
    """Return whether the assessor has not yet accepted what came of a remark."""
    return remark.state is not RemarkState.ACCEPTED


def bare_remark(rows: Sequence[AssessorRemark]) -> AssessorRemark | None:
    """Return the only round of an item if nothing came of it yet, which a corrected text replaces;
    None if there are several, or one that was followed up."""
    if len(rows) != 1:
        return None
    [row] = rows
    followed = row.day or row.answer or row.mend or row.proof
    return None if followed or row.state is not RemarkState.OPEN else row


def open_remarks(data: YearData) -> tuple[tuple[Item, AssessorRemark], ...]:
    """Return the remarks that are not settled, with their items in the framework's order."""
    if not (data.whole or data).remark_by_node:
        return ()
    return tuple(
        (item, remark)
        for item in data.framework.items
        for remark in rounds_of(data, item.code)
        if is_open(remark)
    )


def is_mended(mend: str) -> bool:
    """Return whether a text says how a remark was mended, and not that it shall be."""
    return bool(mend) and said_state(mend) not in OPEN


def state_after(state: RemarkState, answer: str, mend: str) -> RemarkState:
    """Return the state of a remark that has an answer or was mended: at least that."""
    if is_mended(mend) and state in {RemarkState.OPEN, RemarkState.ANSWERED}:
        return RemarkState.MENDED
    return RemarkState.ANSWERED if answer and state is RemarkState.OPEN else state


def earlier_remarks(
    before: YearData, old_codes: Callable[[str], Sequence[str]], code: str
) -> tuple[EarlierRemarks, ...]:
    """Return the remarks of the year ``before`` on the items that go on as item ``code``;
    ``old_codes`` gives their codes."""
    found = (
        EarlierRemarks(before.framework.item_by_code[old], rounds_of(before, old))
        for old in old_codes(code)
        if old in before.framework.item_by_code
    )
    return tuple(round_ for round_ in found if round_.remarks)


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
        return proofs.is_address(self.url) or proofs.is_bare_address(self.url)


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
        (row for row in rows if not proofs.is_carried(row)),
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
        _label(data, item, row) or proofs.shown_title(row),
        proofs.shown_address(row.location),
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
    words = _BESIDE.join(filter(None, (one_line(title), one_line(proofs.own_note(row)))))
    label = _label(data, item, row)
    return f"{label}: {words}" if label and words else words


def _words_of(data: YearData, item: Item, row: Evidence) -> str:
    """Return what a row of evidence says in words."""
    label, title = _label(data, item, row), proofs.shown_title(row)
    return (
        f"{label}: {title}" if label and title not in {"", label} else label or title or item.title
    )
