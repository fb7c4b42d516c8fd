"""How far each requirement of an OIT item is proved: by evidence, by its checks, by kept files.

Nothing counts as proved that nobody looked at: a link has to be checked after its evidence was
given, and found to hold what is asked; a kept file holds its format. What only a person can see (a
name, a photograph on a page) needs a tick, or evidence that names the requirement, besides. A
judgement never changes a score.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Item, ProofKind, Requirement
from ita_desktop.domain.oit.carried import is_carried
from ita_desktop.domain.oit.evidence_looks import Look, look_at, months_together
from ita_desktop.domain.oit.parts import ItemRow, counts_by_row, met_by_units, part_title, rows_of
from ita_desktop.domain.records import Evidence
from ita_desktop.domain.scores.progress import FULL_MARK, official_scores, oit_items, self_marks
from ita_desktop.domain.year import YearData


class Judgement(StrEnum):
    """How far a requirement is proved, the most urgent first."""

    CONTRADICTED = "contradicted"
    OPEN = "open"
    CLAIMED = "claimed"
    PROVED = "proved"


class JudgedPoint(NamedTuple):
    """A requirement with its judgement, and why."""

    point: Requirement
    judgement: Judgement
    why: str
    unit_id: str | None = None
    """The unit of the row that decided; None if it is delivered as a whole."""
    part: str = ""
    """The month or process of that row."""


class UnprovedMark(NamedTuple):
    """An item with an own mark of 100 that is not proved; ``points`` are those that are not,
    the most urgent first."""

    item: Item
    points: tuple[JudgedPoint, ...]
    reason: str
    """Why the mark stands, in the office's words; empty if nobody said."""


_ORDER: Final = tuple(Judgement)
_SEEN: Final = frozenset({
    ProofKind.PDF, ProofKind.MACHINE_READABLE, ProofKind.AS_OF, ProofKind.MONTHS,
    ProofKind.NOTHING,
})  # fmt: skip
"""What a check sees by itself, without anybody's word."""


def judged(data: YearData, item: Item) -> tuple[JudgedPoint, ...]:
    """Return the judgement of each requirement of an item, in order; of an item without checklist
    that of the item itself. Where units, months or processes deliver by themselves, the row decides
    that is proved least."""
    rows = rows_of(data, item) if counts_by_row(data, item) else ()
    ticks = data.met_requirements | met_by_units(data, item)
    return tuple(_judged(data, item, point, rows, ticks) for point in points_of(item))


def points_of(item: Item) -> tuple[Requirement, ...]:
    """Return what is to be proved of an item: its checklist, or the item itself."""
    return item.requirements or (Requirement(item.code, item.title),)


def kinds_of(item: Item, point: Requirement) -> tuple[ProofKind, ...]:
    """Return what would prove a requirement: what its text says, else what the item asks for as a
    whole and no other requirement does."""
    stated = {proof.requirement: proof.kinds for proof in item.proofs}
    if point.code in stated:
        return stated[point.code]
    elsewhere = {kind for kinds in stated.values() for kind in kinds}
    return tuple(kind for kind in _of_item(item) if kind not in elsewhere)


def _of_item(item: Item) -> Iterator[ProofKind]:
    formats = item.formats
    if formats is not None and not formats.applies_to:
        if formats.pdf:
            yield ProofKind.PDF
        if formats.machine_readable:
            yield ProofKind.MACHINE_READABLE
    if item.as_of is not None:
        yield ProofKind.AS_OF
    if item.period is not None and item.period.every_month:
        yield ProofKind.MONTHS


def overall(points: Iterable[JudgedPoint]) -> Judgement:
    """Return the judgement of an item: the most urgent of its required points."""
    point = decisive(points)
    return point.judgement if point is not None else Judgement.OPEN


def decisive(points: Iterable[JudgedPoint]) -> JudgedPoint | None:
    """Return the required point of an item that decides its judgement, the most urgent one; None if
    it has none."""
    required = [point for point in points if not point.point.optional]
    return min(required, key=lambda point: _ORDER.index(point.judgement), default=None)


def unproved_marks(data: YearData) -> tuple[UnprovedMark, ...]:
    """Return the items with an own mark of 100 that is not proved; none that has an official
    score."""
    official, marks = official_scores(data), self_marks(data)
    found = []
    for item in oit_items(data):
        mark = marks.get(item.code)
        if mark is None or mark < FULL_MARK or item.code in official:
            continue
        points = [
            point
            for point in judged(data, item)
            if point.judgement is not Judgement.PROVED and not point.point.optional
        ]
        if points:
            points.sort(key=lambda point: _ORDER.index(point.judgement))
            reason = data.mark_reason_by_item.get(item.code)
            found.append(UnprovedMark(item, tuple(points), reason.text if reason else ""))
    return tuple(found)


# -- one requirement


def _judged(
    data: YearData, item: Item, point: Requirement, rows: Sequence[ItemRow], ticks: frozenset[str]
) -> JudgedPoint:
    if item.processes:
        # A process is judged by its own rows, what else the item asks for by all its evidence.
        is_process = any(process.requirement == point.code for process in item.processes)
        rows = [row for row in rows if is_process and row.part == point.code]
    if not rows:
        given = [row for row in data.evidence_of(item.code) if not is_carried(row)]
        found = _of_evidence(data, item, point, given, ticked=point.code in ticks)
        return JudgedPoint(point, *found)
    return min(
        (_of_row(data, item, point, row, ticks) for row in rows),
        key=lambda judged_part: _ORDER.index(judged_part.judgement),
    )


def _of_row(
    data: YearData, item: Item, point: Requirement, row: ItemRow, ticks: frozenset[str]
) -> JudgedPoint:
    by_unit = {(tick.unit_id, tick.part) for tick in data.ticks_of(item.code)}
    unit_id = row.unit.id if row.unit is not None else None
    ticked = point.code in ticks or (unit_id, point.code) in by_unit
    judgement, why = _of_evidence(data, item, point, row.given, ticked=ticked, part=row.part)
    if judgement is Judgement.CLAIMED and not row.given and not row.ticked:
        judgement, why = Judgement.CONTRADICTED, Phrase("ทำเครื่องหมายว่าครบ แต่ยังไม่มีหลักฐาน")
    unit = row.unit.label if row.unit is not None else ""
    part = part_title(item, row.part) if row.part != point.code else ""
    whose = " ".join(filter(None, (unit, part)))
    if whose:
        why = Phrase("{whose}: {why}", whose=whose, why=why)
    return JudgedPoint(point, judgement, why, unit_id, row.part)


def _of_evidence(
    data: YearData,
    item: Item,
    point: Requirement,
    given: Iterable[Evidence],
    *,
    ticked: bool,
    part: str = "",
) -> tuple[Judgement, str]:
    """Return the judgement of a requirement by what was given for it, and why: the best of the
    evidence proves it; else what contradicts it counts most."""
    own = [row for row in given if row.point in {"", point.code}]
    if not own:
        if ticked:
            return Judgement.CLAIMED, Phrase("ทำเครื่องหมายไว้ แต่ไม่มีหลักฐาน")
        return Judgement.OPEN, Phrase("ยังไม่มีหลักฐาน")
    kinds = kinds_of(item, point)
    # A page and its file are looked at together: each kind is held by one of them.
    held = [_held(data, item, own, kind, part) for kind in kinds or (None,)]
    bad = next((look for look in held if look.holds is False), None)
    if bad is not None:
        return Judgement.CONTRADICTED, bad.why
    unknown = next((look for look in held if look.holds is None), None)
    if unknown is not None:
        return Judgement.CLAIMED, unknown.why
    said = ticked or any(row.point == point.code for row in own)
    if not said and not (kinds and _SEEN.issuperset(kinds)):
        return Judgement.CLAIMED, Phrase("หลักฐานเปิดได้ แต่ยังไม่มีใครทำเครื่องหมายว่ามีข้อนี้")
    return Judgement.PROVED, held[0].why


def _held(
    data: YearData, item: Item, rows: Sequence[Evidence], kind: ProofKind | None, part: str
) -> Look:
    whole = kind is ProofKind.MONTHS and not part
    together = months_together(data, item, rows) if whole else None
    return together or _best(look_at(data, item, row, kind, part) for row in rows)


def _best(looks: Iterable[Look]) -> Look:
    """Return a look that holds what is asked; else one that contradicts it; else any."""
    return min(looks, key=lambda look: (True, False, None).index(look.holds))
