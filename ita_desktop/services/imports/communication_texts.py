"""Imports measures from chapters of text. They have no items and are matched by their text: the
same lines, the same first line, or at least half of the lines."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ita_desktop.domain.records import Measure, MeasureKind
from ita_desktop.exchange.kinds.book import CHAPTER_WORDS, TextRow
from ita_desktop.exchange.kinds.measures import MeasureRow
from ita_desktop.services.edits import OwnerRef
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.items import content_of_own, once, without_origin
from ita_desktop.services.imports.measure_groups import MeasureGroup, steps_of
from ita_desktop.services.imports.measures import Identity, Measures, compare_measures

_MIN_SIMILARITY = 0.5
"""Minimum similarity of the same measure."""


def compare(draft: ImportDraft, rows: Sequence[TextRow]) -> None:
    """Add the differences between ``rows`` and the year's measures of their chapters to the draft;
    chapters that are not in the file stay unchanged."""
    by_chapter: dict[MeasureKind, list[MeasureRow]] = defaultdict(list)
    for row in once(draft, rows, lambda row: replace(row, measure=without_origin(row.measure))):
        by_chapter[row.chapter].append(row.measure)
    for chapter, measures in by_chapter.items():
        left = _without_steps_of_one(draft, chapter, measures)
        compare_measures(draft, left, _Texts(draft, chapter))


def _without_steps_of_one(
    draft: ImportDraft, chapter: MeasureKind, rows: Sequence[MeasureRow]
) -> list[MeasureRow]:
    """Return the rows without those that together are the steps of one measure, as the running text
    of a book prints it."""
    left = list(rows)
    for measure in draft.year.measures:
        steps = set(steps_of(measure.method))
        if measure.kind is not chapter:
            continue
        bare = (
            row
            for row in left
            if not (row.owners or row.schedule or row.monitoring or row.status or row.note)
        )
        inside = [row for row in bare if set(steps_of(row.method)) < steps]
        if inside and {step for row in inside for step in steps_of(row.method)} == steps:
            draft.keep(*(row.origin for row in inside), of=[measure])
            draft.standing.add(measure.id)
            left = [row for row in left if row not in inside]
    return left


class _Texts(Measures):
    """The measures of one chapter, whatever their items."""

    def __init__(self, draft: ImportDraft, chapter: MeasureKind) -> None:
        super().__init__(draft, chapter, chapter)
        self._chapter = chapter

    def _formed(self, rows: Sequence[MeasureRow]) -> list[MeasureGroup]:
        each = (
            (row, self._owners.resolve(row.owners, row.origin)) for row in self._draft.each(rows)
        )
        return [MeasureGroup([row], list(named.refs), named.whole) for row, named in each]

    def _identity(self, _items: Iterable[str], _indicator: str) -> Identity:
        return ()

    def _combined(self, _group: MeasureGroup, _same: Iterable[Measure]) -> tuple[Measure, ...]:
        return ()

    def _paired(
        self, groups: Sequence[MeasureGroup], measures: Sequence[Measure]
    ) -> list[tuple[MeasureGroup, Measure | None]]:
        """Match groups with the most similar measures, best matches first."""
        pairs = [
            (likeness, -index, -place)
            for index, group in enumerate(groups)
            for place, measure in enumerate(measures)
            if (likeness := _likeness(steps_of(group.joined("method")), steps_of(measure.method)))
            >= _MIN_SIMILARITY
        ]
        found: dict[int, int] = {}
        for _likeness_of, index, place in sorted(pairs, reverse=True):
            if index not in found and place not in found.values():
                found[index] = place
        return [
            (group, measures[-found[-index]] if -index in found else None)
            for index, group in enumerate(groups)
        ]

    def _shown(
        self, measure: Measure, codes: Sequence[str], owners: Sequence[OwnerRef]
    ) -> dict[str, str]:
        shown = super()._shown(measure, codes, owners)
        del shown["ข้อ"], shown["ประเด็นที่ต้องปรับปรุง"]
        return {"บท": CHAPTER_WORDS[self._chapter], **shown}


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of common lines, 0 to 1; at least 0.5 if the first line is the same."""
    if not one or not other:
        return 0.0
    shared = len(set(one) & set(other)) / max(len(set(one)), len(set(other)))
    return max(shared, _MIN_SIMILARITY if one[0] == other[0] else 0.0)


def compare_communications(draft: ImportDraft, rows: Sequence[MeasureRow]) -> None:
    """Add the differences between ``rows`` and the year's communication measures to the draft."""
    kept = list(once(draft, rows, content_of_own))
    kind = MeasureKind.COMMUNICATION
    compare_measures(draft, kept, Measures(draft, kind, kind))
