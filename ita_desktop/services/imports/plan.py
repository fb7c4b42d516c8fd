"""What an import would do, row by row, before anything is written.

A plan is a value: it can be displayed, have rows deselected, be written as JSON, and be applied."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final, NamedTuple, TypeAlias

from ita_desktop.domain.answers import AnswerAbout
from ita_desktop.domain.collection_rounds import ReturnedPhoto
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import Member, Person, Record, Unit
from ita_desktop.domain.roster.orders import Duty
from ita_desktop.domain.scores.results import FigureDoubt
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.people import PEOPLE
from ita_desktop.exchange.kinds.roster import ROSTER
from ita_desktop.exchange.remarks import CellPlace, Flaw, Remark, Skipped
from ita_desktop.exchange.sheets import Origin
from ita_desktop.exchange.source import PutText
from ita_desktop.services.imports.name_questions import NameQuestion
from ita_desktop.services.result_check import ComparedScore
from ita_desktop.storage.tables import PARENTS_FIRST

_OF_PEOPLE: Final = frozenset({ROSTER.name, PEOPLE.name})
"""Kinds whose rows are people."""
_NOT_REMOVED: Final = "มีรายการที่ยังไม่ได้เลือก {count} รายการ จึงยังไม่เอารายการเดิมออก"
_SELECT: Final = "เลือกรายการเหล่านั้นด้วย"


class Action(StrEnum):
    """The change to a row."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"


class Consent(StrEnum):
    """A yes of its own without which a change is not made, the gravest first; the values are the
    options of the command line."""

    OTHER_OFFICE = "other-office"
    """The figures are those of another office."""
    CHANGE_OFFICIAL = "change-official"
    """An official figure becomes another one."""
    NEW_YEAR = "new-year"
    """The file has not got the year yet."""
    BY_TITLE = "by-title"
    """The items are those of another list: by its codes they would be others of ours."""
    UNTICKED = "unticked"
    """The program is not sure."""


OTHER_LIST: Final = "ตรวจรายชื่อข้อ: {why}"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why changes are not selected unless somebody does so."""

    consent: Consent
    remark: Remark
    keys: frozenset[int]
    """The keys of these changes."""


@dataclass(frozen=True, slots=True)
class PlanCell:
    """A displayed cell; ``old`` is None if nothing differs (and in added rows)."""

    heading: str
    new: str
    old: str | None = None


@dataclass(frozen=True, slots=True)
class Insert:
    record: Record
    content: Callable[[], bytes] | None = field(default=None, compare=False)
    """Returns the bytes of the file that the record refers to."""


class LeftPhoto(NamedTuple):
    """A photograph of a returned form that is kept and not taken, and what returns its bytes."""

    record: ReturnedPhoto
    content: Callable[[], bytes]


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
    """A write needed by several rows (a new unit, a person's new title)."""

    write: Write
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """One row to add, change or remove."""

    key: int
    action: Action
    origins: tuple[Origin, ...]
    """Its rows in the file: several if they form one measure, none for removals."""
    cells: tuple[PlanCell, ...]
    writes: tuple[Write, ...]
    needs: tuple[str, ...] = ()
    """Keys of the shared writes that it needs."""
    moves: str = ""
    """Key of the member or duty whose position changes."""
    conflict: bool = False
    """Whether somebody else changed the same meanwhile: it is not selected unless a person does."""
    records: int = 1
    """How many records of its page's list it is: several if they are only taken together."""


@dataclass(frozen=True, slots=True)
class ListOrder:
    """The order of a body's members or duties: present, and as listed in the file."""

    current: tuple[Member, ...] | tuple[Duty, ...]
    listed: tuple[str, ...]
    """Keys of the listed ones, in the file's order."""
    places: Mapping[str, int]
    """Behind how many of those that stay a new one comes, if none of them is listed, by key."""

    def positions(self, gone: set[str], moved: set[str], added: set[str]) -> dict[str, int]:
        """Return the new positions by key, of those that stay and those that are ``added``."""
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
        """Merge new keys into the present order: each after its predecessor in the file, the first
        ones before their successor, else in their places."""
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
            places = {key: min(len(staying), self.places.get(key, len(staying))) for key in first}
            for key in sorted(first, key=places.__getitem__)[::-1]:
                staying = [*staying[: places[key]], key, *staying[places[key] :]]
            return [*staying]
        before = {after: first}
        return [
            each for key in staying for each in (*before.get(key, ()), key, *behind.get(key, ()))
        ]


LINE: Final = Phrase("ข้อความในรายงาน")
"""The heading of a row itself, to be read beside what was taken of it."""


class UnstoredWords(NamedTuple):
    """Words of a form that stand nowhere, though their row is taken, if they are in one."""

    remark: Remark
    column: int | None
    text: str
    cell: str
    """The cell or line that they stand in."""


@dataclass(frozen=True, slots=True)
class StoredRows:
    """What the year has of rows that it has already."""

    origins: tuple[Origin, ...]
    records: tuple[Record, ...] = ()
    texts: tuple[str, ...] = ()
    """The cells that describe them."""
    first: Origin | None = None
    """The row that says the same."""


@dataclass(frozen=True, slots=True)
class TitledRow:
    """A row of one item as its file calls this, and as the year does."""

    origin: Origin
    code: str
    """In the file."""
    title: str
    item: str
    """The item of the year that it is read as; empty for none."""
    official: str
    """Its title."""


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do. ``accepted`` are the keys of the selected changes."""

    kind: str
    title: str
    source: str
    base: YearData
    changes: tuple[PlannedChange, ...]
    kept: tuple[tuple[Origin, ...], ...]
    """The rows of each record without any difference."""
    skipped: tuple[Skipped, ...]
    warnings: tuple[Remark, ...]
    accepted: frozenset[int]
    shared: Mapping[str, SharedWrite] = field(default_factory=dict)
    arrangements: tuple[ListOrder, ...] = ()
    ignored_columns: tuple[str, ...] = ()
    aside: tuple[Remark, ...] = ()
    """Rows of the file that are not data of the table, with the reason."""
    new_rows: tuple[Record, ...] = ()
    """The rows of the year, if it does not exist yet and is added."""
    grouped_by: str = ""
    """Heading of the column by which the rows are grouped."""
    flaws: tuple[Flaw, ...] = ()
    """Skipped cells of rows that are not skipped."""
    questions: tuple[NameQuestion, ...] = ()
    """Unknown names of units and people, with their answers."""
    asked_by: Mapping[str, tuple[Origin, ...]] = field(default_factory=dict)
    """The rows with such a name, by its key."""
    standing: frozenset[str] = frozenset()
    """Ids of the year's measures and findings that rows refer to, changed or not."""
    doubts: tuple[FigureDoubt, ...] = ()
    """Doubts about scores, stored together with the changes."""
    mended: tuple[FigureDoubt, ...] = ()
    """Doubts of the year that the list no longer gives, taken back with them."""
    cells: Mapping[Origin, tuple[CellPlace, ...]] = field(default_factory=dict)
    """The cells of the rows that are skipped as a whole."""
    remembered_columns: Mapping[str, str] = field(default_factory=dict)
    """The fields that columns have by the answers of former imports, by heading; empty for a column
    that is not used."""
    answers: tuple[Write, ...] = ()
    """The writes by which answers are remembered, made together with the changes."""
    put: tuple[PutText, ...] = ()
    """What a person has put into rows and these say."""
    form: str = ""
    """The mark of the form that the file is, if it was sent to a unit."""
    unread: Mapping[Origin, tuple[CellPlace, ...]] = field(default_factory=dict)
    """Of such a form the cells of its rows."""
    came: Mapping[Origin, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """The texts of these cells that are filled, each with its heading."""
    left: tuple[UnstoredWords, ...] = ()
    """What of such a form stands nowhere, though its row is taken."""
    left_photos: Mapping[Origin, Sequence[LeftPhoto]] = field(default_factory=dict)
    """The photographs in rows of such a form that are skipped."""
    reasons: tuple[Reason, ...] = ()
    """Why changes are not selected, the gravest first; each is the first of the warnings, too."""
    stands: tuple[StoredRows, ...] = ()
    """What the year has of the rows that it has already."""
    heads: frozenset[str] = frozenset()
    """The texts of the headings that were read."""
    read: Mapping[Origin, frozenset[int]] = field(default_factory=dict)
    """The indices of the columns that were read of each row of a table."""
    titled: tuple[TitledRow, ...] = ()
    """Of a list of other items under the year's codes its rows, with both names of each."""
    scores: tuple[ComparedScore, ...] = ()
    """Scores that are typed in a table of words, and are none of the official ones."""

    @property
    def adds_year(self) -> bool:
        """Whether the year does not exist yet and is added with the rows."""
        return bool(self.new_rows)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of the displayed columns: of all changes, as a form has several tables."""
        cells = (cell for change in self.changes for cell in change.cells)
        return tuple(dict.fromkeys(cell.heading for cell in cells))

    @property
    def added(self) -> int:
        """Number of records to add."""
        return self.count(Action.ADD)

    @property
    def changed(self) -> int:
        """Number of records to change."""
        return self.count(Action.CHANGE)

    @property
    def removed(self) -> int:
        """Number of records to remove from the workspace."""
        return self.count(Action.REMOVE)

    @property
    def leaves_removals(self) -> bool:
        """Whether records that the file lacks could be removed, and are not selected for it."""
        removals = (change for change in self.changes if change.action is Action.REMOVE)
        return any(change.key not in self.accepted for change in removals)

    @property
    def same(self) -> int:
        """Number of records without any difference."""
        return len(self.kept)

    @property
    def unchanged(self) -> tuple[Origin, ...]:
        """Rows without any difference."""
        return tuple(dict.fromkeys(origin for record in self.kept for origin in record))

    @property
    def rows(self) -> int:
        """Number of data rows in the file."""
        planned = sum(len(change.origins) for change in self.changes)
        return planned + len(self.unchanged) + len(self.skipped) + len(self.unanswered)

    @property
    def unanswered(self) -> frozenset[Origin]:
        """Rows whose only difference may be a cell that cannot be read."""
        known = {origin for change in self.changes for origin in change.origins}
        known.update(self.unchanged, (skipped.origin for skipped in self.skipped if skipped.origin))
        return frozenset(flaw.origin for flaw in self.flaws if flaw.origin) - known

    @property
    def added_units(self) -> tuple[str, ...]:
        """Names of the units that the selected changes create."""
        return tuple(record.name for record in self._made() if isinstance(record, Unit))

    @property
    def added_people(self) -> tuple[str, ...]:
        """Names of the people that the selected changes add to the register by an answer, or as
        they signed a paper; not the rows of an imported roster or register."""
        people = (each for each in self.questions if each.about is AnswerAbout.PERSON)
        asked = {question.name for question in people}
        made = (record.full_name for record in self._made() if isinstance(record, Person))
        return tuple(name for name in made if name in asked or self.kind not in _OF_PEOPLE)

    def _made(self) -> Iterator[Record]:
        """Return the records that the selected changes create."""
        return (write.record for write in self.writes() if isinstance(write, Insert))

    @property
    def says_nothing_new(self) -> bool:
        """Whether the file has no difference at all: nothing to write, skipped, doubtful or
        unread."""
        reported = (self.skipped, self.flaws, self.questions, self.warnings, self.ignored_columns)
        return not self.changes and not any(reported)

    @property
    def only_mends(self) -> bool:
        """Whether nothing differs in what the list says but doubts that it no longer gives."""
        return bool(self.mended) and self._says_the_same

    @property
    def _says_the_same(self) -> bool:
        return all(change.action is Action.REMOVE for change in self.changes)

    def accept(self, keys: Iterable[int]) -> "ImportPlan":
        """Return the plan with only the changes of these keys selected."""
        known = {change.key for change in self.changes}
        return replace(self, accepted=frozenset(keys) & known)

    def without_removals(self) -> "ImportPlan":
        """Return the plan without selected removals, the default of a preview."""
        kept = (change.key for change in self.chosen() if change.action is not Action.REMOVE)
        return self.accept(kept)

    def with_reason(self, consent: Consent, remark: Remark, keys: Iterable[int]) -> "ImportPlan":
        """Return the plan with the changes of these ``keys`` not selected, and why; itself for no
        keys."""
        reason = Reason(consent, remark, frozenset(keys))
        if not reason.keys:
            return self
        order = list(Consent)
        reasons = sorted((*self.reasons, reason), key=lambda each: order.index(each.consent))
        plan = replace(self, accepted=self.accepted - reason.keys, reasons=tuple(reasons))
        return plan.with_warnings(())

    def with_warnings(self, more: Iterable[Remark]) -> "ImportPlan":
        """Return the plan with more warnings before its own, but behind its reasons."""
        told = [reason.remark for reason in self.reasons]
        others = (remark for remark in (*more, *self.warnings) if remark not in told)
        return replace(self, warnings=(*told, *others))

    def consents_to(self, key: int) -> frozenset[Consent]:
        """Return what a change that is not selected needs to be made."""
        known = {reason.consent for reason in self.reasons if key in reason.keys}
        return frozenset(known or {Consent.UNTICKED})

    def with_consents(self, given: Collection[Consent]) -> "ImportPlan":
        """Return the plan with those changes selected, too, whose consents are all ``given``; with
        no removals while others wait, as what comes instead of these may be among them."""
        more = (key for key in self.not_ticked if self.consents_to(key) <= frozenset(given))
        plan = self.accept({*self.accepted, *more}).decided()
        if not (plan.unticked and plan.removed):
            return plan
        waits = Remark(None, _NOT_REMOVED, _SELECT, {"count": plan.unticked})
        return plan.without_removals().with_warnings([waits])

    def decided(self) -> "ImportPlan":
        """Return the plan with its reasons as facts, without what to do about them, where none of
        their changes waits any more."""
        reasons = tuple(
            replace(each, remark=replace(each.remark, remedy=""))
            if each.keys.isdisjoint(self.not_ticked)
            else each
            for each in self.reasons
        )
        others = self.warnings[len(self.reasons) :]
        return replace(self, reasons=reasons, warnings=others).with_warnings(())

    @property
    def unticked(self) -> int:
        """Number of records that are not selected."""
        return records_of(self.not_ticked.values())

    @property
    def not_ticked(self) -> Mapping[int, PlannedChange]:
        """The changes that are not selected by key, without removals and conflicts."""
        return {
            change.key: change
            for change in self.changes
            if change.key not in self.accepted and not change.conflict
            if change.action is not Action.REMOVE
        }

    @property
    def missing_consents(self) -> tuple[Consent, ...]:
        """The consents without which something is left, the gravest first."""
        needed = {consent for key in self.not_ticked for consent in self.consents_to(key)}
        return tuple(consent for consent in Consent if consent in needed)

    def options(self, needed: Collection[Consent]) -> tuple[str, ...]:
        """Return the options of the command line that give the consents ``needed``. What is paired
        by titles leaves no doubt of these."""
        settled = {Consent.UNTICKED} if Consent.BY_TITLE in needed else set()
        return tuple(f"--{each}" for each in Consent if each in needed and each not in settled)

    @property
    def awaits_year(self) -> bool:
        """Whether its year is only made if somebody says so."""
        return Consent.NEW_YEAR in self.missing_consents

    def chosen(self) -> tuple[PlannedChange, ...]:
        """Return the selected changes."""
        return tuple(change for change in self.changes if change.key in self.accepted)

    def writes_of(self, change: PlannedChange) -> tuple[Write, ...]:
        """Return the writes of a change, and those that it shares with others."""
        return (*change.writes, *(self.shared[key].write for key in change.needs))

    def writes(self) -> list[Write]:
        """Return the writes of the selected changes: deletions, then parents before children."""
        pile = _Pile()
        for change in self.chosen():
            for key in change.needs:
                pile.need(key, self.shared)
            for write in change.writes:
                pile.put(write)
        if self.chosen() or self._says_the_same:
            for doubt in self.doubts:
                pile.put(Insert(doubt))
            for doubt in self.mended:
                pile.put(Delete(doubt))
        for write in self.answers if self.chosen() else ():
            pile.put(write)
        moved = {change.moves for change in self.chosen() if change.moves}
        for arrangement in self.arrangements:
            added = pile.inserts.keys() & set(arrangement.listed)
            if added or moved & set(arrangement.listed):
                positions = arrangement.positions(set(pile.deletes), moved, set(added))
                pile.place(positions, arrangement.current)
        return pile.in_order()

    def as_json(self, *, dry_run: bool) -> dict[str, object]:
        """Return the plan in the format of the command line's ``--json``."""
        return {
            "kind": self.kind,
            "fiscal_year": self.base.year,
            "dry_run": dry_run,
            "added": self.added,
            "changed": self.changed,
            "removed": self.removed,
            "unchanged": self.same,
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

    def count(self, action: Action) -> int:
        """Return the number of selected changes of an action: of records as their page lists them,
        however many rows of the file each is. All who tell of an import count so."""
        return records_of(change for change in self.chosen() if change.action is action)


def records_of(changes: Iterable[PlannedChange]) -> int:
    """Return how many records changes are."""
    return sum(change.records for change in changes)


class _Pile:
    """Writes collected from many rows, one per record."""

    def __init__(self) -> None:
        self.inserts: dict[str, Record] = {}
        self.contents: dict[str, Callable[[], bytes] | None] = {}
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
            self.contents[write.record.id] = write.content
        elif isinstance(write, Delete):
            self._delete(write.record)
        elif (made := self.inserts.get(write.record.id)) is not None:
            self.inserts[write.record.id] = replace(made, **write.fields)
        else:
            _, fields = self.updates.setdefault(write.record.id, (write.record, {}))
            fields.update(write.fields)

    def _delete(self, record: Record) -> None:
        """Delete a record; one that is inserted here is not made at all."""
        if self.inserts.pop(record.id, None) is None:
            self.deletes[record.id] = record
        else:
            self.updates.pop(record.id, None)

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
            *(Insert(record, self.contents.get(record.id)) for record in inserts),
            *(
                RecordUpdate(record, fields)
                for record, fields in self.updates.values()
                if record.id not in self.deletes
            ),
        ]
