"""Imports measures: rows with merged cells form one measure with several items.

A measure is identified by the set of its items (without items, by its indicator). Of several
measures with the same set, those with the same steps are matched first, the others in order if
their steps may be another wording, or answer the same finding."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.measure_cells import (
    items_as_typed,
    items_fields,
    items_of_measure,
    keys_of,
    owners_fields,
    written,
)
from ita_desktop.domain.records import Measure, MeasureItem, MeasureKind, MeasureOwner, new_id
from ita_desktop.domain.schedule import frequency_of, has_time, lies_elsewhere, states_only_when
from ita_desktop.domain.scores.results import FindingItem
from ita_desktop.exchange.kinds.measures import STATUS_WORDS, MeasureRow
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import OwnerRef, item_links, own_titles, refs_of
from ita_desktop.services.imports.draft import ImportDraft, differing, inserts
from ita_desktop.services.imports.items import (
    REWORDED,
    may_be_reworded,
    perfect_matching,
    subject_of,
    warn_of_repeats,
)
from ita_desktop.services.imports.measure_groups import (
    MeasureGroup,
    MeasureGrouper,
    Printed,
    same_text,
    says_follow_up,
    says_schedule,
    source_apart,
    steps_of,
    title_writes,
)
from ita_desktop.services.imports.plan import RecordUpdate, Write
from ita_desktop.services.imports.roster.register import Owners, Resolved, merged, owner_writes
from ita_desktop.services.measures import schedule_fields
from ita_desktop.services.roster.owning import owner_of

Identity = tuple[str, ...]
Pair = tuple[MeasureGroup, Measure | None]
"""Rows that form a measure, and the matching measure of the year, or None."""
_BY_ITEM = (MeasureKind.ITEM, MeasureKind.ITEM)


@dataclass(frozen=True, slots=True)
class Planned:
    """A measure of the file, and the matching one of the workspace."""

    measure: Measure
    """After the import; new if ``before`` is None."""
    origins: tuple[Origin, ...]
    shown: dict[str, str]
    before: dict[str, str] | None
    writes: tuple[Write, ...]


def compare(draft: ImportDraft, rows: Sequence[MeasureRow]) -> None:
    """Add the differences between ``rows`` and the year's measures by item to the draft."""
    compare_measures(draft, rows, Measures(draft))


def compare_measures(draft: ImportDraft, rows: Sequence[MeasureRow], table: "Measures") -> None:
    """Add the differences between ``rows`` and the measures of one kind of ``table`` to the
    draft."""
    planned = table.planned(rows)
    warn_of_repeats(draft, (row for row in rows if row.items and row.method and not row.merged))
    for plan in planned:
        draft.put(plan.origins, plan.shown, plan.before, plan.writes, of=[plan.measure])
    draft.remove_others(table.own, lambda measure: measure.id in draft.standing, table.shown)


class Measures:
    """Compares rows with the year's measures of one kind of table: those of ``items``, and those of
    a ``whole`` indicator. A table that includes findings has the wordings of ``printed`` ones."""

    def __init__(
        self,
        draft: ImportDraft,
        items: MeasureKind = MeasureKind.ITEM,
        whole: MeasureKind = MeasureKind.ITEM,
        printed: Sequence[FindingItem] = (),
    ) -> None:
        self._draft = draft
        self._year = draft.year
        self._kinds = {True: items, False: whole}
        self._owners = Owners(draft)
        self._rows = Printed(draft.year)
        self._followed: list[Origin] = []
        """Rows whose schedule was taken from the follow-up column."""
        self._filled: dict[str, Measure] = {}
        """The measures of combined rows, with what these gave them."""
        self.own = tuple(
            measure for measure in draft.year.measures if measure.kind in self._kinds.values()
        )
        """The year's measures of this kind of table."""
        of_table = {measure.id for measure in self.own}
        self._printed = printed
        # The measures table prints each measure's wording; the others print one per item.
        self._other_item_links = tuple(
            item
            for item in draft.year.measure_items
            if item.measure_id in of_table and (items, whole) != _BY_ITEM
        )

    def planned(self, rows: Sequence[MeasureRow]) -> list[Planned]:
        """Return the measures that the rows form, with the writes; unusable rows are skipped in the
        draft with a message."""
        by_key: dict[Identity, list[MeasureGroup]] = defaultdict(list)
        formed = self._formed([source_apart(self._year, row) for row in rows])
        order = {id(group): number for number, group in enumerate(formed)}
        old: dict[Identity, list[Measure]] = defaultdict(list)
        for measure in self._year.measures:
            codes = items_of_measure(self._year, measure)
            if self._is_in_table(measure, codes):
                old[self._identity(codes, measure.indicator)].append(measure)
        combined: list[tuple[MeasureGroup, tuple[Measure, ...]]] = []
        for group in formed:
            identity = self._identity(group.titles, group.head.indicator)
            if all_of := self._combined(group, old.get(identity, [])):
                combined.append((group, all_of))
            else:
                by_key[identity].append(group)
        self._warn_of_overlaps(by_key, old)
        pairs: list[Pair] = []
        for identity, groups in by_key.items():
            pairs += self._paired(groups, old.get(identity, []))
        pairs, repeats, joined_rows = self._repeating(pairs, old, combined)
        # In the order of the file, which determines the positions of new measures.
        pairs.sort(key=lambda pair: order[id(pair[0])])
        _keep_keys(pairs)
        planned = [self._planned(group, found) for group, found in pairs]
        said = {
            plan.measure.id: (group, plan)
            for (group, _old), plan in zip(pairs, planned, strict=True)
        }
        planned += [self._repeated(group, *said[measure.id]) for group, measure in repeats]
        planned += [
            planned for group, all_of in joined_rows for planned in self._unchanged(group, all_of)
        ]
        if self._followed:
            self._draft.warn(
                self._followed[0],
                "{count} มาตรการไม่มีระยะเวลา จึงนับกำหนดตามเวลาที่บอกไว้ในการกำกับติดตาม",
                "ถ้าดำเนินการในเวลาอื่น แก้ระยะเวลาที่หน้ามาตรการ",
                count=len(self._followed),
            )
        year = self._year.year
        elsewhere = [plan for plan in planned if plan.writes and lies_elsewhere(plan.measure, year)]
        if elsewhere:
            self._draft.warn(
                elsewhere[0].origins[0],
                "ระยะเวลาของ {count} มาตรการอยู่นอกปีงบประมาณ {year} จึงไม่มีวันครบกำหนด",
                "ถ้าไฟล์นี้เป็นของปีอื่น เลือกปีนั้นแล้วนำเข้าใหม่",
                count=len(elsewhere),
                year=year,
            )
        self._draft.standing.update(plan.measure.id for plan in planned)
        self._warn_of_others(pairs, old)
        return planned

    def _repeating(
        self,
        pairs: Sequence[Pair],
        old: Mapping[Identity, Sequence[Measure]],
        combined: Sequence[tuple[MeasureGroup, tuple[Measure, ...]]],
    ) -> tuple[
        list[Pair],
        list[tuple[MeasureGroup, Measure]],
        list[tuple[MeasureGroup, tuple[Measure, ...]]],
    ]:
        """Pairs the remaining rows, and splits off those that repeat a measure and those that
        combine several. Candidates are the measure that a row prints (``combined``) and those of
        more items. The row with exactly its items, or else the first one, defines a measure; rows
        with the same steps repeat it."""
        first = {measure.id: group for group, measure in pairs if measure is not None}
        found = [pair for pair in pairs if pair[1] is not None]
        waiting: list[Pair] = []
        joined_rows: list[tuple[MeasureGroup, tuple[Measure, ...]]] = []
        for group, all_of in combined:
            others = [(first[measure.id], measure) for measure in all_of if measure.id in first]
            if any(not _same_steps(other, measure) for other, measure in others):
                found.append((group, None))  # another row of the file gives them other steps
            elif len(all_of) == 1 and _same_steps(group, all_of[0]):
                waiting.append((group, all_of[0]))
            else:
                joined_rows.append((group, all_of))
        for group, measure in pairs:
            if measure is None:
                own = old.get(self._identity(group.titles, group.head.indicator), ())
                waiting.append((group, self._with_steps(group.titles, group.joined("method"), own)))
        repeats: list[tuple[MeasureGroup, Measure]] = []
        for group, measure in waiting:
            if measure is None:
                found.append((group, None))
            elif (said := first.setdefault(measure.id, group)) is group:
                found.append((group, measure))
            elif steps_of(said.joined("method")) == steps_of(group.joined("method")):
                repeats.append((group, measure))
            else:
                found.append((group, None))
        return found, repeats, joined_rows

    def _repeated(self, group: MeasureGroup, first: MeasureGroup, plan: Planned) -> Planned:
        """Return the plan of a row that repeats another row's measure: it adds the wordings of its
        items, and warns about other differences."""
        measure = plan.measure
        says: dict[str, object] = {name: group.joined(name) for name in _TEXTS}
        says |= {"schedule": group.schedule, "status": group.status, "budget": group.budget}
        stated = replace(measure, **differing(measure, says))
        shown = self._shown(stated, items_of_measure(self._year, measure), group.owners)
        differs = [
            heading
            for heading, text in shown.items()
            if text and not same_text(text, plan.shown.get(heading, ""))
        ]
        if any(
            title and first.titles.get(code) and not same_text(title, first.titles[code])
            for code, title in group.titles.items()
        ):
            differs.insert(0, "ข้อ")
        if differs:
            self._draft.warn(
                group.head.origin,
                "แถวนี้เป็นมาตรการเดียวกับแถว {row} จึงไม่ได้นำช่อง{columns}ที่ต่างไปเข้า",
                "ถ้าเป็นคนละมาตรการ แก้วิธีปฏิบัติในไฟล์ให้ต่างกันแล้วนำเข้าใหม่",
                row=plan.origins[0].seen_from(group.head.origin),
                columns=" ".join(differs),
            )
        links = [
            link
            for link in self._year.items_of_measure(measure.id)
            if not first.titles.get(link.item_code)
        ]
        writes = title_writes(
            self._year, links, group.titles, self._other_item_links, self._printed
        )
        return Planned(measure, tuple(group.origins), plan.shown, plan.shown, tuple(writes))

    def _formed(self, rows: Sequence[MeasureRow]) -> list[MeasureGroup]:
        """Return the measures that rows form."""
        return MeasureGrouper(self._draft, self._owners, self._with_steps).groups(rows)

    def _identity(self, items: Iterable[str], indicator: str) -> Identity:
        """Return the identity of a measure: its item codes, or its indicator."""
        return tuple(sorted(items)) or (f"ตัวชี้วัด {indicator}",)

    def _with_steps(
        self, items: Iterable[str], method: str, of_other_rows: Container[Measure] = ()
    ) -> Measure | None:
        """Return the year's first measure with all of these items and exactly these steps, not in
        ``of_other_rows``; None without items or steps. Tables repeat a measure literally, or merge
        the cells that it shares with the next."""
        steps, wanted = steps_of(method), set(items)
        if not steps or not wanted:
            return None
        for measure in self._year.measures:
            codes = items_of_measure(self._year, measure)
            fits = wanted <= set(codes) and self._is_in_table(measure, codes)
            if fits and measure not in of_other_rows and steps_of(measure.method) == steps:
                return measure
        return None

    def _combined(self, group: MeasureGroup, same: Iterable[Measure]) -> tuple[Measure, ...]:
        """Return the measures that the year's own tables print together in a row with these steps;
        empty if a measure of the ``same`` items has them."""
        if any(_same_steps(group, measure) for measure in same):
            return ()
        codes = tuple(group.titles)
        return self._rows.measures(codes, group.head.indicator, group.joined("method"))

    def _unchanged(self, group: MeasureGroup, measures: Sequence[Measure]) -> Iterator[Planned]:
        """Yield the measures of a combined row, each with the time and the follow-up of the row
        where none of them has one; warn about what differs, because it cannot be assigned to one of
        the measures."""
        owners = {
            ref for measure in measures for ref in refs_of(self._year.owners_of_measure(measure.id))
        }
        measures = [self._filled.get(measure.id, measure) for measure in measures]
        follow_up = group.joined("monitoring")
        is_told = says_follow_up(measures, follow_up)
        fields: dict[str, Any] = {}
        if group.schedule and not any(map(has_time, measures)):
            fields = times_of(self._draft, group.schedule, group.head.origin)
        if not is_told and not any(measure.monitoring for measure in measures):
            fields["monitoring"] = follow_up
        others = {
            "ผู้รับผิดชอบ": bool(group.owners) and owners != set(group.owners),
            "ระยะเวลาดำเนินการ": not (
                fields.get("schedule") or says_schedule(measures, group.schedule)
            ),
            "การกำกับติดตาม": not (fields.get("monitoring") or is_told),
        }
        if differs := [name for name, other in others.items() if other]:
            self._draft.warn(
                group.head.origin,
                "{items} มีหลายมาตรการในแถวเดียว จึงไม่ได้นำช่อง{columns}ที่ต่างไปเข้า",
                "แก้ทีละมาตรการที่หน้ามาตรการ",
                items=subject_of(group.titles, group.head.indicator, measures[0].kind),
                columns=" ".join(differs),
            )
        for measure in measures:
            new = self._filled[measure.id] = replace(measure, **fields)
            writes = tuple(_updates(measure, fields))
            shown = self.shown(measure)
            yield Planned(new, tuple(group.origins), self.shown(new), shown, writes)

    def _is_in_table(self, measure: Measure, codes: Sequence[str]) -> bool:
        """Return whether rows of this table can be about a measure. Measures of a whole indicator
        are the same in the tables by item and by indicator."""
        if not codes and self._kinds[True] is MeasureKind.ITEM:
            return measure.kind in {MeasureKind.ITEM, MeasureKind.INDICATOR}
        return measure.kind is self._kinds[bool(codes)]

    def shown(self, measure: Measure) -> dict[str, str]:
        """Return the displayed cells of an existing measure."""
        owners = refs_of(self._year.owners_of_measure(measure.id))
        return self._shown(measure, items_of_measure(self._year, measure), owners)

    def _paired(self, groups: Sequence[MeasureGroup], measures: Sequence[Measure]) -> list[Pair]:
        """Each group with the measure that it is: those that all are known already, or same steps
        at the same times first, then same steps, then other wordings in order."""
        if (known := self._all_known(groups, measures)) is not None:
            return list(zip(groups, known, strict=True))
        left = list(measures)
        found: dict[int, Measure] = {}
        for alike in (_same_steps_and_times, _same_steps, self._may_be_reworded):
            for index, group in enumerate(groups):
                if index in found:
                    continue
                same = (measure for measure in left if alike(group, measure))
                if (measure := next(same, None)) is not None:
                    found[index] = measure
                    left.remove(measure)
        return [(group, found.get(index)) for index, group in enumerate(groups)]

    def _may_be_reworded(self, group: MeasureGroup, measure: Measure) -> bool:
        """Whether a group gives a measure other steps. It does not where these are about another
        matter, or nothing that the group says beside them is of the measure; unless the file
        replaces what there is."""
        finding, method = steps_of(group.joined("finding")), group.joined("method")
        if self._draft.is_replacement or (finding and finding == steps_of(measure.finding)):
            return True
        owners = set(refs_of(self._year.owners_of_measure(measure.id)))
        beside = [
            says == has
            for says, has in (
                (set(group.owners), owners),
                (group.schedule, measure.schedule),
                (steps_of(group.joined("monitoring")), steps_of(measure.monitoring)),
            )
            if says and has
        ]
        is_apart = bool(beside) and not any(beside)
        return may_be_reworded(measure.method, method, _ALIKE if is_apart else REWORDED)

    def _all_known(
        self, groups: Sequence[MeasureGroup], measures: Sequence[Measure]
    ) -> list[Measure] | None:
        """For each group a measure that already has all that the group says; None where there is
        not one for each. A table that was imported finds its measures again, whatever their
        order."""
        fitting = [
            [at for at, measure in enumerate(measures) if self._is_unchanged(group, measure)]
            for group in groups
        ]
        found = perfect_matching(fitting)
        return None if found is None else [measures[at] for at in found]

    def _is_unchanged(self, group: MeasureGroup, measure: Measure) -> bool:
        """Whether a measure already has the texts, time and owners that a group says."""
        if group.schedule not in {"", measure.schedule}:
            return False
        if group.budget not in {None, measure.budget}:
            return False
        texts = ((group.joined(name), getattr(measure, name)) for name in _TEXTS)
        if not all(not text or same_text(text, own) for text, own in texts):
            return False
        owners = refs_of(self._year.owners_of_measure(measure.id))
        return tuple(merged(owners, Resolved(tuple(group.owners), group.whole))) == owners

    def _planned(self, group: MeasureGroup, old: Measure | None) -> Planned:
        says = {
            **{name: group.joined(name) for name in _TEXTS},
            "status": group.status,
            "budget": group.budget,
            "shares": written(group.cells),
        }
        if old is None:
            return self._new(group, says | self._times(group, None))
        if not old.monitoring and says_follow_up([old], str(says["monitoring"])):
            says["monitoring"] = ""  # a table without schedule column prints that there
        self._ask_of_abridged(group, old)
        for name in _TEXTS:
            if same_text(str(says[name]), getattr(old, name)):
                says[name] = ""
        says["shares"] = written(keys_of(old) | group.cells)
        before = self._year.owners_of_measure(old.id)
        after = merged(refs_of(before), Resolved(tuple(group.owners), group.whole))
        links = self._year.items_of_measure(old.id)
        codes = items_of_measure(self._year, old)
        written_owners = owner_writes(before, after, owner_of(MeasureOwner, measure_id=old.id))
        if written_owners and tuple(after) == tuple(group.owners):
            says |= owners_fields(group.owners, group.typed_owners)
        fields = differing(old, says) | self._times(group, old)
        new = replace(old, **fields)
        writes: list[Write] = [
            *_updates(old, fields),
            *written_owners,
            *title_writes(self._year, links, group.titles, self._other_item_links, self._printed),
        ]
        shown = self._shown(new, codes, after)
        return Planned(new, tuple(group.origins), shown, self.shown(old), tuple(writes))

    def _ask_of_abridged(self, group: MeasureGroup, old: Measure) -> None:
        """Leave a row unticked that gives nothing but some of the steps that there are already: a
        list may name a measure in short."""
        steps, given = set(steps_of(old.method)), set(steps_of(group.joined("method")))
        left = sum(map(len, steps - given))
        if given and given < steps and left >= _MUCH and not self._draft.is_replacement:
            self._draft.leave_unticked(
                group.origins,
                "{items} มีวิธีการปฏิบัติ {steps} ข้อแล้ว แถวนี้มีเพียง {given} ข้อของเดิม",
                "เลือกแถวนี้ ถ้าตัดข้ออื่นออกจริง",
                items=subject_of(group.titles, group.head.indicator, old.kind),
                steps=len(steps),
                given=len(given),
            )

    def _times(self, group: MeasureGroup, old: Measure | None) -> dict[str, Any]:
        """Return the fields of a schedule; empty if its text is unchanged."""
        if not group.schedule:
            own = old is not None and has_time(old)
            if not own and states_only_when(group.joined("monitoring")):
                self._followed.append(group.head.origin)
            return {}
        if old is not None and old.schedule == group.schedule:
            return {}
        return times_of(self._draft, group.schedule, group.head.origin)

    def _new(self, group: MeasureGroup, says: Mapping[str, object]) -> Planned:
        first = next(iter(group.titles), "")
        item = self._year.framework.item_by_code.get(first)
        blank = Measure(
            id=new_id(),
            year_id=self._year.fiscal_year.id,
            indicator=item.indicator if item else group.head.indicator,
            method="",
            kind=self._kinds[bool(group.titles)],
            position=self._draft.next_position(self._year.measures, "measures"),
        )
        typed = owners_fields(group.owners, group.typed_owners)
        items = items_fields(group.titles, group.head.items)
        new = replace(blank, **differing(blank, says), **typed, **items)
        titles = own_titles(group.titles)
        links = item_links(MeasureItem, titles, measure_id=new.id)
        make = owner_of(MeasureOwner, measure_id=new.id)
        owners = [make(ref, position) for position, ref in enumerate(group.owners)]
        shown = self._shown(new, items_as_typed(new, group.titles), group.owners)
        writes = inserts(new, *links, *owners)
        return Planned(new, tuple(group.origins), shown, None, tuple(writes))

    def _warn_of_overlaps(
        self,
        new: Mapping[Identity, Sequence[MeasureGroup]],
        old: Mapping[Identity, Sequence[Measure]],
    ) -> None:
        for identity, groups in new.items():
            for other in old:
                both = set(identity) & set(other)
                if both and identity not in old and other not in new:
                    self._draft.warn(
                        groups[0].head.origin,
                        "{items} มีมาตรการอยู่แล้ว (ใช้ร่วมกันใน {other}) มาตรการนี้จะเพิ่มเข้าไปอีก",
                        "ถ้าเป็นเรื่องเดียวกัน ให้ข้อที่ใช้ร่วมกันตรงกับของเดิม",
                        items=" ".join(sorted(both)),
                        other=" ".join(other),
                    )

    def _warn_of_others(
        self, pairs: Iterable[Pair], old: Mapping[Identity, Sequence[Measure]]
    ) -> None:
        """Warn about new measures of items that have one which the file does not name."""
        for group, found in pairs:
            known = old.get(self._identity(group.titles, group.head.indicator), ())
            if found is None and any(each.id not in self._draft.standing for each in known):
                self._draft.warn(
                    group.head.origin,
                    "{items} มีมาตรการอื่นอยู่แล้ว มาตรการนี้จะเพิ่มเข้าไปอีก",
                    "ถ้าใช้แทนมาตรการเดิม ลบมาตรการเดิมที่หน้ามาตรการ",
                    items=subject_of(group.titles, group.head.indicator, known[0].kind),
                )

    def _shown(
        self, measure: Measure, codes: Sequence[str], owners: Sequence[OwnerRef]
    ) -> dict[str, str]:
        return {
            "ข้อ": subject_of(codes, measure.indicator, measure.kind),
            "ประเด็นที่ต้องปรับปรุง": measure.finding,
            "วิธีการปฏิบัติ": measure.method,
            "ผู้รับผิดชอบ": self._owners.label(owners),
            "ระยะเวลาดำเนินการ": measure.schedule,
            "การกำกับติดตาม": measure.monitoring,
            **{word: text for word, text in beside(measure) if text},
            "สถานะ": Phrase(STATUS_WORDS[measure.status]),
            "หมายเหตุ": measure.note,
            "ที่มาของมาตรการ": measure.source,
        }


_ALIKE = 0.6
"""Least likeness of steps and their new wording where all beside them is other, too."""
_MUCH = 12
"""Least number of letters of steps that are not left out by the way."""
_TEXTS = ("finding", "method", "monitoring", "target", "success", "note", "source")


def times_of(draft: ImportDraft, words: str, origin: Origin) -> dict[str, Any]:
    """Return the fields of a schedule; an invalid one is stored as text with a warning."""
    try:
        return schedule_fields(words, draft.year.year)
    except InputError as error:
        draft.warn(origin, error.template, error.remedy, **error.fields)
    return schedule_fields("", draft.year.year) | {
        "schedule": words,
        "frequency": frequency_of(words),
    }


def _keep_keys(pairs: Sequence[Pair]) -> None:
    """Gives cells that measures share already, and share in the file, the keys that they have."""
    of_cell: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for group, old in pairs:
        for column, key in group.cells.items():
            of_cell[column, key].append((group, old))
    for (column, _key), sharing in of_cell.items():
        known = {keys_of(old).get(column, "") if old else "" for _group, old in sharing}
        if len(known) == 1 and (kept := known.pop()):
            for group, _old in sharing:
                group.cells[column] = kept


def _same_steps(group: MeasureGroup, measure: Measure) -> bool:
    return steps_of(group.joined("method")) == steps_of(measure.method)


def _same_steps_and_times(group: MeasureGroup, measure: Measure) -> bool:
    return group.schedule == measure.schedule and _same_steps(group, measure)


def _updates(measure: Measure, fields: Mapping[str, Any]) -> list[Write]:
    changed = {name: value for name, value in fields.items() if getattr(measure, name) != value}
    return [RecordUpdate(measure, changed)] if changed else []


def beside(measure: Measure) -> Iterator[tuple[str, str]]:
    """Yield target, sign of success and budget with their headings; empty if not given."""
    yield "เป้าหมาย", measure.target
    yield "ตัวชี้วัดความสำเร็จ", measure.success
    yield "งบประมาณ", f"{measure.budget:,}" if measure.budget is not None else ""
