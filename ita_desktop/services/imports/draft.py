"""Collects the changes of an import while its rows are compared."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from itertools import count
from typing import Any, Final, TypeAlias, TypeVar, cast

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.records import Record, typed_fields
from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.blocks import Picture
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.remarks import CellPlace, Flaw, Remark, RowError, Skipped
from ita_desktop.exchange.sheets import Origin, WorkProgress
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.edits import last_position
from ita_desktop.services.imports import name_questions
from ita_desktop.services.imports.plan import (
    LINE,
    Action,
    Consent,
    Delete,
    ImportPlan,
    Insert,
    LeftPhoto,
    ListOrder,
    PlanCell,
    PlannedChange,
    RecordUpdate,
    SharedWrite,
    StoredRows,
    Write,
)

_LONGEST_QUOTE = 400
_NO_FILE: Final = ImportSource("", ())
_NOT_REMOVED: Final = "มีแถวที่นำเข้าไม่ได้ {count} แถว จึงยังไม่เอารายการเดิมออก"
CHOOSE: Final = "ถ้าจะนำเข้า เลือกแถวในหน้าตรวจก่อนนำเข้า"
"""What to do about rows that are left unticked."""
SheetRow = tuple[str, int | None]
"""A sheet and the number of a row; None for what is of no row."""

RecordT = TypeVar("RecordT", bound=Record)
RowT = TypeVar("RowT")
Shown: TypeAlias = Mapping[str, str | date | int | None]
"""What describes a record in a preview, by heading."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person has decided about the rows of a file as a whole."""

    replace: bool = False
    """Whether what the file lacks is removed."""
    only_lists: bool = False
    """Whether what would be removed is only shown: nobody has said that the file replaces what
    there is."""
    by_title: bool = False
    """Whether items are those that their titles name, whatever their codes."""
    body: str = ""
    """The name of the body of all rows; empty for that which they say."""
    unit: str = ""
    """The id of the unit of rows that name none."""
    answers: name_questions.Answers = field(default_factory=dict)
    """Answers about unknown names."""


UNDECIDED: Final = Decided()


@dataclass
class ImportDraft:
    """Collects changes, remarks and shared writes while rows are compared with ``year``."""

    year: YearData
    others: Sequence[YearData]
    """The workspace's other years; what they use is not removed."""
    decided: Decided = UNDECIDED
    work_progress: WorkProgress = field(default_factory=WorkProgress)
    source: ImportSource = _NO_FILE
    """The file or pasted table."""
    changes: list[PlannedChange] = field(default_factory=list)
    kept: list[tuple[Origin, ...]] = field(default_factory=list)
    """The rows of each record that has them already."""
    stands: list[StoredRows] = field(default_factory=list)
    """What the year has of rows that it has already."""
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    aside: list[Remark] = field(default_factory=list)
    """Rows that are not data of the table, with the reason."""
    shared: dict[str, SharedWrite] = field(default_factory=dict)
    added: dict[str, str] = field(default_factory=dict)
    """The ids of units and people that answers add, by the keys of their questions."""
    arrangements: list[ListOrder] = field(default_factory=list)
    doubtful: list[Remark] = field(default_factory=list)
    """Doubts about scores, which are stored with them."""
    flaws: list[Flaw] = field(default_factory=list)
    headings: Mapping[Origin, TableHeading] = field(default_factory=dict)
    """The heading row of each data row."""
    remembered: name_questions.Answers = field(default_factory=dict)
    """Answers of former imports, which hold where there is no other."""
    left_photos: dict[Origin, list[LeftPhoto]] = field(default_factory=dict)
    """Of a returned form the photographs in rows that are skipped, as they are kept with them."""
    media: Callable[[str], bytes | None] = field(default=lambda _key: None)
    """Returns the stored bytes of a file by their key."""
    unticked: list[tuple[Remark, frozenset[Origin], Consent]] = field(default_factory=list)
    """Rows that are not selected unless a person does so, why, and by which yes."""
    standing: set[str] = field(default_factory=set)
    """Ids of the year's measures and findings that rows refer to, changed or not."""
    questions: name_questions.NameQuestions = field(init=False)
    _positions: dict[str, Iterator[int]] = field(default_factory=dict)
    """What counts the new records of lists."""

    def __post_init__(self) -> None:
        finder, people = self.year.unit_finder, self.year.people
        answers = self.decided.answers
        self.questions = name_questions.NameQuestions(
            finder, people, self.year.bodies, answers, self.remembered
        )

    @cached_property
    def pictures(self) -> Mapping[str, Picture]:
        """The pictures of the file by name; in a form the same one may be in several rows."""
        found = [block for block in self.source.blocks if isinstance(block, Picture)]
        if self.source.form:
            return {str(number): picture for number, picture in enumerate(found)}
        return {picture.part: picture for picture in found}

    @property
    def newest(self) -> bool:
        """Whether it is the workspace's last year, which gives the present posts and units."""
        return all(other.year < self.year.year for other in self.others)

    def each(self, rows: Sequence[RowT]) -> Iterator[RowT]:
        """Yield the rows, and tell how far the work is."""
        for number, row in enumerate(rows):
            self.work_progress.at(number, len(rows))
            yield row

    @contextmanager
    def skipping(self, *origins: Origin) -> Iterator[None]:
        """Skip these rows if what is done with them raises RowError."""
        try:
            yield
        except RowError as error:
            for origin in origins:
                self.skip(origin, error)

    def skip(self, origin: Origin, error: RowError) -> None:
        """Skip a row."""
        cell = error.cell or self.cell(origin, error.of)
        self.skipped.append(
            replace(Skipped.of(origin, error), fields=_quoted(error.fields), cell=cell)
        )

    def flaw(self, origin: Origin, error: RowError) -> None:
        """Skip a cell of a row."""
        cell = error.cell or self.cell(origin, error.of)
        self.flaws.append(replace(Flaw.of(origin, error), fields=_quoted(error.fields), cell=cell))

    def cell(self, origin: Origin, name: str) -> CellPlace | None:
        """Return the cell of a row in column ``name``; None if the table has no such column."""
        heading = self.headings.get(origin)
        if heading is None or name not in heading.columns:
            return None
        return CellPlace(name, heading.columns[name], one_line(heading.headings[name]))

    def keep(self, *origins: Origin, of: Iterable[Record] = ()) -> None:
        """Leave what has its rows already as it is: the records ``of`` the year; none if the rows
        say nothing, or go on with others."""
        self.kept.append(origins)
        self.stands.append(StoredRows(origins, tuple(of)))

    def repeat(self, origin: Origin, texts: Iterable[str]) -> None:
        """Note what a row says that is printed of what the year has, and is not stored again."""
        self.stands.append(StoredRows((origin,), texts=tuple(filter(None, texts))))

    def keep_as(self, origin: Origin, first: Origin) -> None:
        """Leave a row that says the same as the ``first`` one."""
        self.kept.append((origin,))
        self.stands.append(StoredRows((origin,), first=first))

    def left_out(self) -> set[SheetRow]:
        """Return the rows that were skipped so far."""
        return {(skipped.sheet, skipped.row) for skipped in self.skipped}

    def cells_of_skipped(self) -> dict[Origin, tuple[CellPlace, ...]]:
        """Return the cells of the rows that were skipped for no single cell."""
        return self._cells(skipped.origin for skipped in self.skipped if skipped.cell is None)

    def _cells(self, origins: Iterable[Origin | None]) -> dict[Origin, tuple[CellPlace, ...]]:
        return {
            origin: tuple(
                CellPlace(name, index, one_line(heading.headings[name]))
                for name, index in heading.columns.items()
            )
            for origin in origins
            if origin is not None and (heading := self.headings.get(origin)) is not None
        }

    def leave_out(self, remark: Remark) -> None:
        """Skip what a remark is about."""
        self.skipped.append(
            Skipped(remark.origin, remark.template, remark.remedy, _quoted(remark.fields))
        )

    def warn(
        self, origin: Origin | None, template: str, remedy: str = "", **fields: object
    ) -> None:
        """Add a warning to the preview."""
        self.warnings.append(Remark(origin, template, remedy, _quoted(fields)))

    def doubt(self, remarks: Iterable[Remark]) -> None:
        """Add doubts about scores as warnings that are stored until somebody settles them."""
        found = list(remarks)
        self.warnings.extend(found)
        self.doubtful.extend(found)

    def share(self, key: str, write: Write, needs: Iterable[str] = ()) -> None:
        """Add a write that is included with every change that needs ``key``."""
        self.shared[key] = SharedWrite(write, tuple(needs))

    def answered(self, question: name_questions.NameQuestion) -> str | None:
        """Return the id of the unit or person that an unknown name was answered with, a new one if
        it is to be added; None to ignore it, or without an answer."""
        answer = question.answer
        if answer is None or not answer.new:
            return (answer.unit_id or answer.person_id or None) if answer is not None else None
        if question.key not in self.added:
            record = name_questions.new_record(question, self.year, len(self.added))
            self.share(record.id, Insert(record))
            self.added[question.key] = record.id
        return self.added[question.key]

    def record(self, stored: Mapping[str, RecordT], key: str | None) -> RecordT | None:
        """Return the record with that key, of those ``stored`` or shared; None if there is none."""
        shared = self.shared.get(key or "")
        new = shared.write.record if shared is not None else None
        return stored.get(key or "", cast("RecordT | None", new))

    def next_position(self, rows: Iterable[Any], of: str) -> int:
        """Return the position of one more new record behind the ``rows`` of a list."""
        return next(self._positions.setdefault(of, count(last_position(rows))))

    def needs(self, *keys: str | None) -> tuple[str, ...]:
        """Return those of the keys that are shared writes."""
        return tuple(key for key in keys if key is not None and key in self.shared)

    def put(
        self,
        origins: Sequence[Origin],
        new: Shown,
        old: Shown | None,
        writes: Sequence[Write],
        *,
        needs: tuple[str, ...] = (),
        moves: str = "",
        conflict: bool = False,
        records: Sequence[Sequence[Origin]] = (),
        of: Iterable[Record] = (),
    ) -> None:
        """Add a new row (``old`` is None) or an existing one, with its writes.

        ``new`` and ``old`` are the displayed cells by heading. An existing row without writes is
        unchanged. Its writes need the shared ones of what they refer to. A ``conflict`` is not
        selected unless a person does so. ``records`` are the rows of each record, if there are
        several that are only taken together. An unchanged row is ``of`` these of the year.
        """
        needs = (*needs, *self.needs(*_named_by(writes)))
        records = records or (origins,)
        if old is not None and not writes and not needs and not moves:
            self.kept.extend(map(tuple, records))
            texts = tuple(_text(value) for name, value in new.items() if name != LINE)
            self.stands.append(StoredRows(tuple(origins), tuple(of), texts))
            return
        before = None if old is None else {name: _text(value) for name, value in old.items()}
        cells = tuple(
            PlanCell(name, text, None if before is None or was == text else was)
            for name, value in new.items()
            for text, was in [(_text(value), (before or {}).get(name, ""))]
        )
        action = Action.ADD if old is None else Action.CHANGE
        self.changes.append(
            PlannedChange(
                len(self.changes),
                action,
                tuple(origins),
                cells,
                tuple(writes),
                needs,
                moves,
                conflict,
                len(records),
            )
        )

    def say(
        self,
        origins: Sequence[Origin],
        old: RecordT | None,
        blank: RecordT,
        says: Mapping[str, Any],
        shown: Callable[[RecordT], Shown],
        more: Iterable[Write] = (),
        needs: tuple[str, ...] = (),
    ) -> RecordT:
        """Put a record as rows say it, and return it: the ``old`` one, or without one the
        ``blank``. ``shown`` gives the cells that describe it; ``more`` is written with it. If
        anything is written, it ``needs`` these shared writes."""
        new, writes = said_of(old, blank, says)
        writes += more
        before = None if old is None else shown(old)
        known = () if old is None else (old,)
        self.put(origins, shown(new), before, writes, needs=needs if writes else (), of=known)
        return new

    def leave_unticked(
        self,
        origins: Iterable[Origin],
        template: str,
        remedy: str,
        consent: Consent = Consent.UNTICKED,
        **fields: object,
    ) -> None:
        """Leave rows unticked unless a person selects them; the remark is about the first."""
        if found := list(origins):
            remark = Remark(found[0], template, remedy, _quoted(fields))
            self.unticked.append((remark, frozenset(found), consent))

    def accepted(self) -> frozenset[int]:
        """Return the keys of the changes that are selected without a person's doing, apart from
        rows that are left unticked: no removal, if there are such rows."""
        return frozenset(
            change.key
            for change in self.changes
            if not (change.conflict or (self.unticked and change.action is Action.REMOVE))
        )

    def plan(self, kind: ImportKind[object], source: str, **more: Any) -> ImportPlan:
        """Return the plan of the collected changes, with ``more`` fields and with the reasons why
        rows are left unticked."""
        plan = ImportPlan(
            kind=kind.name,
            title=kind.title,
            source=source,
            base=self.year,
            changes=tuple(self.changes),
            kept=self.compared(),
            stands=tuple(self.stands),
            skipped=tuple(self.skipped),
            warnings=tuple(self.warnings),
            accepted=self.accepted(),
            shared=self.shared,
            arrangements=tuple(self.arrangements),
            flaws=tuple(self.flaws),
            questions=tuple(self.questions.asked.values()),
            asked_by={key: tuple(rows) for key, rows in self.questions.places.items()},
            standing=frozenset(self.standing),
            cells=self.cells_of_skipped(),
            unread=self._cells(self.headings) if self.source.form else {},
            left_photos=self.left_photos,
        )
        plan = replace(plan, **more)
        for remark, origins, consent in self.unticked:
            keys = (each.key for each in self.changes if not origins.isdisjoint(each.origins))
            plan = plan.with_reason(consent, remark, keys)
        return plan

    def compared(self) -> tuple[tuple[Origin, ...], ...]:
        """Return the rows of each unchanged record, without those of which a cell was skipped."""
        flawed = {flaw.origin for flaw in self.flaws}
        own = (tuple(row for row in record if row not in flawed) for record in self.kept)
        return tuple(filter(None, own))

    def remove(self, record: Record, shown: Shown) -> None:
        """Add the removal of a record that the file lacks, if it has all others."""
        if not self.may_remove():
            return
        cells = tuple(PlanCell(name, _text(value)) for name, value in shown.items())
        writes = (Delete(record),)
        self.changes.append(PlannedChange(len(self.changes), Action.REMOVE, (), cells, writes))

    @property
    def is_replacement(self) -> bool:
        """Whether a person has said that the file replaces the year's rows."""
        return self.decided.replace and not self.decided.only_lists

    @property
    def is_whole(self) -> bool:
        """Whether the file has all records as far as its rows were compared: others are removed."""
        return self.is_replacement and not self.skipped

    def remove_others(
        self,
        records: Iterable[RecordT],
        is_listed: Callable[[RecordT], bool],
        shown: Callable[[RecordT], Shown],
    ) -> None:
        """Add the removal of those records that the file lacks, if it has all."""
        if self.decided.replace:
            for record in records:
                if not is_listed(record):
                    self.remove(record, shown(record))

    def may_remove(self) -> bool:
        """Return whether to remove a missing row: not if one was skipped, as that may be it; this
        is told."""
        if (
            self.decided.replace
            and self.skipped
            and _NOT_REMOVED not in {w.template for w in self.warnings}
        ):
            remedy = "แก้แถวเหล่านั้นแล้วนำเข้าใหม่"
            self.warn(None, _NOT_REMOVED, remedy, count=len(self.skipped))
        return self.decided.replace and not self.skipped


def _text(value: str | date | int | None) -> str:
    """Return a value as a preview shows it."""
    if isinstance(value, date):
        return str(short_date(value))
    return "" if value is None else value if isinstance(value, str) else f"{value:,}"


def _named_by(writes: Sequence[Write]) -> Iterator[Any]:
    """Yield the keys of what the writes refer to."""
    for write in writes:
        if isinstance(write, Insert):
            names = (each.name for each in fields(write.record))
            yield from (getattr(write.record, name) for name in names if name.endswith("_id"))
        elif isinstance(write, RecordUpdate):
            yield from (value for name, value in write.fields.items() if name.endswith("_id"))


def _quoted(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of a message, long texts shortened."""
    return {
        name: shortened(value, _LONGEST_QUOTE) if type(value) is str else value
        for name, value in fields.items()
    }


def differing(record: Record, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return the wanted values that are not empty and differ from the record."""
    return {
        name: value
        for name, value in wanted.items()
        if value not in ("", None, ()) and getattr(record, name) != value
    }


def fields_of(row: object, *names: str) -> dict[str, Any]:
    """Return those fields of a row that are called as in its record."""
    return {name: getattr(row, name) for name in names}


def more_of(record: Record, row: Any) -> Shown:
    """Return what a preview shows of those fields of a record that its row has beside its own."""
    kind: Any = type(record)
    words = {each.name: each.headings[0] for each in typed_fields(kind) if each.headings}
    return {words[name]: getattr(record, name) for name, _ in row.more}


def said_of(
    old: RecordT | None, blank: RecordT, says: Mapping[str, Any]
) -> tuple[RecordT, list[Write]]:
    """Return the ``old`` record, or without one the ``blank``, as a row ``says`` it, and the writes
    that make it so."""
    if old is None:
        new = replace(blank, **differing(blank, says))
        return new, inserts(new)
    return replace(old, **differing(old, says)), update(old, says)


def printed_so(
    record: RecordT,
    wanted: Mapping[str, Any],
    stages: Sequence[Sequence[str]],
    prints: Callable[[RecordT], set[str]],
) -> set[str]:
    """Return the fields that a paper prints as its row says, whatever is stored of them.

    ``prints`` returns these for a record. What is printed of a field depends on other fields, which
    the row may change, too: ``stages`` names those first on which the later ones depend.
    """
    found: set[str] = set()
    for names in stages:
        printed = prints(record) & {*names}
        found |= printed
        stored = {name: wanted[name] for name in names if name in wanted and name not in printed}
        record = replace(record, **differing(record, stored))
    return found


_CELLS: Final = {"signatory_id": "signatory", "signatory_post": "post"}
"""The columns of a paper's row that have another name than their field."""


def cells_of(row: object, fields: Iterable[str]) -> list[str]:
    """Return what a paper's row says of these fields."""
    return [str(getattr(row, _CELLS.get(name, name))) for name in fields]


def update(record: Record, wanted: Mapping[str, Any]) -> list[Write]:
    """Return the write that sets the wanted values in the record; empty if nothing differs."""
    fields = differing(record, wanted)
    return [RecordUpdate(record, fields)] if fields else []


def inserts(*records: Record) -> list[Write]:
    """Return the writes that insert records."""
    return [Insert(record) for record in records]
