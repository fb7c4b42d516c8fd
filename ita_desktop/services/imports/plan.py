"""What an import would do, row by row, before anything is written.

A plan is a value: it can be shown, have rows ticked off, be printed as JSON, and be applied.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeAlias

from ita_desktop.domain.records import Member, Person, Record, Unit
from ita_desktop.domain.roster.orders import Duty
from ita_desktop.domain.scores.results import FigureDoubt
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.remarks import Flaw, Remark, Skipped
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.imports.name_questions import NameQuestion
from ita_desktop.storage.tables import PARENTS_FIRST


class Action(StrEnum):
    """What happens to a row."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class PlanCell:
    """One shown cell; ``old`` is None where nothing differs (and in rows that are added)."""

    heading: str
    new: str
    old: str | None = None


@dataclass(frozen=True, slots=True)
class Insert:
    record: Record


@dataclass(frozen=True, slots=True)
class RecordUpdate:
    record: Record
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Delete:
    record: Record


Write: TypeAlias = Insert | RecordUpdate | Delete


@dataclass(frozen=True, slots=True)
class SharedWrite:
    """A write that several rows need (a new unit, a person's new title)."""

    write: Write
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """One row that would be added, changed or removed."""

    key: int
    action: Action
    origins: tuple[Origin, ...]
    """Its rows in the file: several where rows of a table form one measure, none for removals."""
    cells: tuple[PlanCell, ...]
    writes: tuple[Write, ...]
    needs: tuple[str, ...] = ()
    """Keys of the shared writes that go with it."""
    moves: str = ""
    """Key of the member or duty that changes its place."""

    @property
    def count(self) -> int:
        """How many rows it stands for."""
        return max(1, len(self.origins))


@dataclass(frozen=True, slots=True)
class ListOrder:
    """The order of a body's members or duties: as they are, and as the file lists them."""

    current: tuple[Member, ...] | tuple[Duty, ...]
    listed: tuple[str, ...]
    """Keys of those in the file, in its order."""
    places: Mapping[str, int]
    """Index that the file's number asks for, by key."""

    def positions(self, gone: set[str], moved: set[str], added: set[str]) -> dict[str, int]:
        """New positions by key, for those that stay and those that are ``added``."""
        out = gone | moved
        sequence = self._ordered(
            [record.id for record in self.current if record.id not in out], moved | added
        )
        old = {record.id: record.position for record in self.current}
        kept = [old[key] for key in sequence if key in old]
        if kept == sorted(set(kept)) and not any(key in old for key in sequence[len(kept) :]):
            last = kept[-1] if kept else -1
            new = (key for key in sequence if key not in old)
            return {key: last + step for step, key in enumerate(new, 1)}
        return {key: place for place, key in enumerate(sequence) if old.get(key) != place}

    def _ordered(self, staying: Sequence[str], coming: set[str]) -> list[str]:
        """Those that stay, in their order, with those that come: each behind the one before it in
        the file, the first ones before the one after them, else at the place of their number."""
        stays = set(staying)
        behind: dict[str | None, list[str]] = {None: []}
        anchor: str | None = None
        for key in self.listed:
            if key in coming:
                behind[anchor].append(key)
            elif key in stays:
                anchor = key
                behind[key] = []
        first = behind.pop(None)
        after = next((key for key in self.listed if key in stays), None)
        if first and after is None:
            at = self.places.get(first[0], len(staying))
            return [*staying[:at], *first, *staying[at:]]
        before = {after: first}
        return [
            each for key in staying for each in (*before.get(key, ()), key, *behind.get(key, ()))
        ]


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do. ``accepted`` are the keys of the changes that are ticked."""

    kind: str
    title: str
    source: str
    base: YearData
    changes: tuple[PlannedChange, ...]
    unchanged: tuple[Origin, ...]
    """Rows of which every cell stands already."""
    skipped: tuple[Skipped, ...]
    warnings: tuple[Remark, ...]
    accepted: frozenset[int]
    shared: Mapping[str, SharedWrite] = field(default_factory=dict)
    arrangements: tuple[ListOrder, ...] = ()
    ignored_columns: tuple[str, ...] = ()
    aside: tuple[Remark, ...] = ()
    """Rows of the file that are no rows of its table, and what each was taken for."""
    adds_year: bool = False
    """The workspace lacks the year, which is added with the rows."""
    grouped_by: str = ""
    """The heading by whose cells the rows are shown in groups."""
    flaws: tuple[Flaw, ...] = ()
    """Cells that are left out, of rows that are not."""
    questions: tuple[NameQuestion, ...] = ()
    """The names of units and people that nobody knows, each with what it is taken for."""
    asked_by: Mapping[str, tuple[Origin, ...]] = field(default_factory=dict)
    """The rows that have such a name, by its key."""
    standing: frozenset[str] = frozenset()
    """Keys of the measures and findings of the year that rows speak of, changed or not."""
    doubts: tuple[FigureDoubt, ...] = ()
    """What is remembered of doubtful figures, with whatever is taken in."""

    @property
    def headings(self) -> tuple[str, ...]:
        """The shown columns."""
        return tuple(cell.heading for cell in self.changes[0].cells) if self.changes else ()

    @property
    def added(self) -> int:
        """Rows that would be added."""
        return self._count(Action.ADD)

    @property
    def changed(self) -> int:
        """Rows that would change."""
        return self._count(Action.CHANGE)

    @property
    def removed(self) -> int:
        """Rows of the workspace that would be removed."""
        return self._count(Action.REMOVE)

    def items(self, action: Action) -> int:
        """The ticked changes of an action, counted as the preview lists and ticks them; a measure
        of several rows of the file is one."""
        return sum(change.action is action for change in self.chosen())

    @property
    def rows(self) -> int:
        """Data rows in the file."""
        planned = sum(len(change.origins) for change in self.changes)
        return planned + len(self.unchanged) + len(self.skipped) + len(self.unanswered)

    @property
    def unanswered(self) -> frozenset[Origin]:
        """Rows that would change nothing but for a cell that cannot be read: who knows."""
        known = {origin for change in self.changes for origin in change.origins}
        known.update(self.unchanged, (skipped.origin for skipped in self.skipped if skipped.origin))
        return frozenset(flaw.origin for flaw in self.flaws if flaw.origin) - known

    @property
    def added_units(self) -> tuple[str, ...]:
        """The names of the units that the ticked changes make."""
        return tuple(record.name for record in self._made() if isinstance(record, Unit))

    @property
    def added_people(self) -> tuple[str, ...]:
        """The names of the people whom the ticked changes put into the register because somebody
        said so; a roster or a register that is imported adds its people as its rows."""
        asked = {question.name for question in self.questions if question.kind is None}
        made = (record.full_name for record in self._made() if isinstance(record, Person))
        return tuple(name for name in made if name in asked)

    def _made(self) -> Iterator[Record]:
        """The records that the ticked changes make."""
        return (write.record for write in self.writes() if isinstance(write, Insert))

    @property
    def says_nothing_new(self) -> bool:
        """Whether every filled cell of the file was compared and stands there already: nothing is
        to be written, left out, doubted or unread."""
        untold = (self.skipped, self.flaws, self.questions, self.warnings, self.ignored_columns)
        return not self.changes and not any(untold)

    def accept(self, keys: Iterable[int]) -> "ImportPlan":
        """The plan with only the changes of these keys ticked."""
        known = {change.key for change in self.changes}
        return replace(self, accepted=frozenset(keys) & known)

    def without_removals(self) -> "ImportPlan":
        """The plan with no removal ticked, as a preview begins."""
        kept = (change.key for change in self.changes if change.action is not Action.REMOVE)
        return self.accept(kept)

    def chosen(self) -> tuple[PlannedChange, ...]:
        """The ticked changes."""
        return tuple(change for change in self.changes if change.key in self.accepted)

    def writes(self) -> list[Write]:
        """Everything to write for the ticked changes: deletions, then parents before children."""
        pile = _Pile()
        for change in self.chosen():
            for key in change.needs:
                pile.need(key, self.shared)
            for write in change.writes:
                pile.put(write)
        if self.chosen() or not self.changes:
            for doubt in self.doubts:
                pile.put(Insert(doubt))
        moved = {change.moves for change in self.chosen() if change.moves}
        for arrangement in self.arrangements:
            added = pile.inserts.keys() & set(arrangement.listed)
            if added or moved & set(arrangement.listed):
                positions = arrangement.positions(set(pile.deletes), moved, set(added))
                pile.place(positions, arrangement.current)
        return pile.in_order()

    def as_json(self, *, dry_run: bool) -> dict[str, object]:
        """The result in the shape of the command line's ``--json``."""
        return {
            "kind": self.kind,
            "fiscal_year": self.base.year,
            "dry_run": dry_run,
            "added": self.added,
            "changed": self.changed,
            "removed": self.removed,
            "unchanged": len(self.unchanged),
            "skipped": [
                {"sheet": skipped.sheet, "row": skipped.row, "why": skipped.why}
                for skipped in self.skipped
            ],
            "warnings": [
                {"sheet": warning.sheet, "row": warning.row, "message": warning.why}
                for warning in self.warnings
            ],
            "left_cells": [
                {
                    "sheet": flaw.sheet,
                    "row": flaw.row,
                    "column": flaw.cell.heading if flaw.cell else "",
                    "why": flaw.why,
                }
                for flaw in self.flaws
            ],
            "added_units": list(self.added_units),
            "added_people": list(self.added_people),
            "ignored_columns": list(self.ignored_columns),
            "aside": [
                {"sheet": remark.sheet, "row": remark.row, "why": remark.why}
                for remark in self.aside
            ],
        }

    def _count(self, action: Action) -> int:
        return sum(change.count for change in self.chosen() if change.action is action)


class _Pile:
    """Writes collected from many rows, one a record."""

    def __init__(self) -> None:
        self.inserts: dict[str, Record] = {}
        self.updates: dict[str, tuple[Record, dict[str, Any]]] = {}
        self.deletes: dict[str, Record] = {}
        self._needed: set[str] = set()

    def need(self, key: str, shared: Mapping[str, SharedWrite]) -> None:
        if key not in self._needed:
            self._needed.add(key)
            for other in shared[key].needs:
                self.need(other, shared)
            self.put(shared[key].write)

    def put(self, write: Write) -> None:
        if isinstance(write, Insert):
            self.inserts[write.record.id] = write.record
        elif isinstance(write, Delete):
            self.deletes[write.record.id] = write.record
        else:
            _, fields = self.updates.setdefault(write.record.id, (write.record, {}))
            fields.update(write.fields)

    def place(self, positions: Mapping[str, int], current: Iterable[Member | Duty]) -> None:
        by_id = {record.id: record for record in current}
        for key, position in positions.items():
            inserted = self.inserts.get(key)
            if isinstance(inserted, Member | Duty):
                self.inserts[key] = replace(inserted, position=position)
            elif key in by_id:
                self.put(RecordUpdate(by_id[key], {"position": position}))

    def in_order(self) -> list[Write]:
        inserts = sorted(self.inserts.values(), key=lambda record: PARENTS_FIRST[type(record)])
        deletes = sorted(self.deletes.values(), key=lambda record: -PARENTS_FIRST[type(record)])
        return [
            *map(Delete, deletes),
            *map(Insert, inserts),
            *(
                RecordUpdate(record, fields)
                for record, fields in self.updates.values()
                if record.id not in self.deletes
            ),
        ]
