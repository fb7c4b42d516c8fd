"""Plans what a list that came back changes: what nobody touched is left as it is now.

A cell is touched if it differs from what went out. If the program's own value changed meanwhile to
something else, both are told and the row is left to a person. New rows are added, rows that are
gone from the file are told and removed only where that is asked for. What was changed is written by
the services of the list's page, tried in a `Rehearsal` of the workspace, where nothing is stored.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, TypeVar

from ita_desktop.domain.errors import InputError, Phrase, UnreadableError
from ita_desktop.domain.records import FiscalYear, Organisation, Person, Record, Unit, table_name
from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.files.own_list import OwnList, SentKey, short_digest
from ita_desktop.exchange.remarks import CellPlace, Remark, RowError
from ita_desktop.exchange.sheets import BadCell, DataSheet, Origin, SheetRow
from ita_desktop.services.imports.draft import ImportDraft, Shown
from ita_desktop.services.imports.found.planned_years import year_after
from ita_desktop.services.imports.plan import Delete, ImportPlan, Insert, RecordUpdate, Write
from ita_desktop.services.list_columns import ListColumn, ListReader, UnansweredError, text_of_value
from ita_desktop.services.listed import OutgoingList, list_named
from ita_desktop.storage.edits.changes import RowChange
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.tables import to_row
from ita_desktop.storage.workspace import Workspace

_R = TypeVar("_R", bound=Record)
_T = TypeVar("_T")


class _Noted(Change):
    """A unit of work that notes its writes, one a record."""

    def __init__(self) -> None:
        self.rows: list[RowChange] = []
        self.label = None
        self._writes: dict[str, Write] = {}

    @property
    def writes(self) -> tuple[Write, ...]:
        return tuple(self._writes.values())

    def each(self, rows: Collection[_T]) -> Iterator[_T]:
        yield from rows

    def insert(self, record: _R) -> _R:
        self._writes[record.id] = Insert(record)
        self.rows.append(RowChange(table_name(type(record)), record.id, None, to_row(record)))
        return record

    def update(self, record: _R, **changes: Any) -> _R:
        changed = replace(record, **changes)
        differing = {
            name: value for name, value in changes.items() if getattr(record, name) != value
        }
        known = self._writes.get(record.id)
        if not differing:
            return record
        if isinstance(known, Insert):
            self._writes[record.id] = Insert(changed, known.content)
        elif isinstance(known, RecordUpdate):
            self._writes[record.id] = replace(known, fields={**known.fields, **differing})
        else:
            self._writes[record.id] = RecordUpdate(record, differing)
        return changed

    def delete(self, record: Record) -> None:
        if isinstance(self._writes.pop(record.id, None), Insert):
            return
        self._writes[record.id] = Delete(record)


class _Nobody:
    """The history of a workspace in which nobody writes."""

    who = ""


class Rehearsal(Workspace):
    """A workspace with the years of another one. ``others`` are its other years; the writes of each
    call of :meth:`tried` are gone with the next one."""

    def __init__(self, year: YearData, others: Sequence[YearData]) -> None:
        self._data = {each.year: each for each in (*others, year)}
        self._now = dict(self._data)
        self._writes: list[Write] = []
        self.label = Phrase("")
        """What the last unit of work is called."""
        self.path = None
        self.shared = None
        self.edits = _Nobody()  # type: ignore[assignment]

    def tried(self, write: Callable[[], object], shared: Sequence[Write] = ()) -> tuple[Write, ...]:
        """Return what ``write`` would write, with ``shared`` written before. Raises what it
        raises."""
        self._writes = list(shared)
        self._now = {}
        write()
        return tuple(self._writes[len(shared) :])

    @contextmanager
    def change(self, template: str, **fields: object) -> Iterator[Change]:
        noted = _Noted()
        yield noted
        if noted.writes:
            self.label = Phrase(template, **fields)
        self._writes += noted.writes
        self._now = {}

    def year(self, year: int) -> YearData:
        if year not in self._now:
            self._now[year] = year_after(self._data[year], self._writes)
        return self._now[year]

    def years(self) -> tuple[FiscalYear, ...]:
        return tuple(self._data[number].fiscal_year for number in sorted(self._data))

    def organisation(self) -> Organisation | None:
        return next(iter(self._data.values())).organisation

    def units(self) -> tuple[Unit, ...]:
        return self.year(max(self._data)).units


_NAMED: Final = 5
"""Number of rows that a remark names."""
_GONE: Final = "มี {count} แถวที่ส่งออกไปแต่ไม่มีในไฟล์นี้แล้ว ยังเก็บไว้ในโปรแกรม: {names}"
_REMOVE: Final = "ถ้าต้องการเอาออก เลือกให้เอาแถวที่ไม่มีในไฟล์ออก หรือเอาออกในตาราง"
_UNKNOWN: Final = "แถวนี้ถูกเอาออกจากโปรแกรมหลังส่งออก หรือเป็นของแฟ้มอื่น"
_ADD_AGAIN: Final = "เลือกแถวนี้ถ้าต้องการเพิ่มเป็นแถวใหม่"
_CHANGED_TOO: Final = "“{heading}” ถูกแก้ในโปรแกรมเป็น “{now}” หลังส่งออก ในไฟล์เป็น “{came}”"
_CHOOSE: Final = "เลือกแถวนี้ถ้าต้องการใช้ตามไฟล์"
_FIXED: Final = "แก้ “{heading}” จากไฟล์ไม่ได้ จึงไม่เปลี่ยน"
_ROWS_ONLY: Final = "รายการนี้มีแถวละข้อ จึงเพิ่มแถวจากไฟล์ไม่ได้"


@dataclass(frozen=True)
class _Row:
    """A row of the file."""

    origin: Origin
    texts: Mapping[str, str]
    """The texts of the columns that the file has, as :meth:`ListColumn.text` gives them."""
    seen: Mapping[str, str]
    """The same as people read them."""
    sent: SentKey | None
    bad: Mapping[str, BadCell]


def plan_list(own: OwnList, sheets: Sequence[DataSheet], draft: ImportDraft) -> ImportPlan:
    """Return what the list that is in ``sheets`` would do in the draft's year. Raises InputError if
    none of its headings can be read."""
    comparison = _Comparison(list_named(own.head.name), own, draft)
    for sheet in sheets:
        comparison.take(sheet)
    comparison.end()
    return draft.plan(
        comparison.listed.kind,
        sheets[0].source if sheets else "",
        ignored_columns=tuple(comparison.unknown_headings),
        heads=frozenset((*comparison.headings, *comparison.words)),
    )


class _Comparison:
    def __init__(self, listed: OutgoingList, own: OwnList, draft: ImportDraft) -> None:
        self.listed, self._own, self._draft = listed, own, draft
        self._data: YearData = draft.year
        self._records = listed.records(self._data)
        self._rehearsal = Rehearsal(self._data, draft.others)
        self._reader = ListReader(draft)
        self._added = 0
        self._seen: set[str] = set()
        by_heading = {one_line(column.heading): column for column in listed.columns}
        self.headings = heads = [one_line(str(value)) for value in own.heading.values]
        self.words = [word for column in listed.columns for word in column.words]
        known = ((by_heading.get(head), at) for at, head in enumerate(heads))
        self._at = {column.name: at for column, at in known if column is not None}
        if not self._at:
            raise InputError(
                "อ่านหัวคอลัมน์ของรายการนี้ไม่ได้",
                remedy="บันทึกเป็น Excel (.xlsx) หรือ CSV UTF-8 แล้วนำเข้าใหม่",
            )
        self.unknown_headings = [head for head in heads if head and head not in by_heading]

    def take(self, sheet: DataSheet) -> None:
        """Compare the rows of a sheet, the one most alike first where a row was copied."""
        first_row = self._own.heading.number + 1
        rows = [self._read(sheet, row) for row in sheet.rows if row.number >= first_row]
        rows = [row for row in rows if any(row.texts.values()) or row.bad]
        first: dict[str, _Row] = {}
        for row in sorted(rows, key=self._differences):
            if row.sent is not None:
                first.setdefault(row.sent.key, row)
        for row in self._draft.each(rows):
            key = row.sent.key if row.sent is not None else ""
            is_copy = bool(key) and first[key] is not row
            record = self._records.get(key) if not is_copy else None
            if record is None and self.listed.add is None:
                record = self._by_code(row)
            if record is not None:
                self._seen.add(self.listed.key(record))
                self._change(row, record, row.sent)
            elif is_copy and not self._differences(row):
                self._draft.skip(
                    row.origin, RowError("แถวนี้ซ้ำกับอีกแถวทุกช่อง", remedy="แก้ให้ต่างกัน ถ้าเป็นแถวใหม่")
                )
            else:
                self._add(row, was_known=bool(key) and not is_copy)

    def _by_code(self, row: _Row) -> Any:
        """Return the record of a row in a list with a row for each item."""
        code = self.listed.columns[0].name
        return self._records.get(row.texts.get(code, ""))

    def _read(self, sheet: DataSheet, row: SheetRow) -> _Row:
        texts, seen, bad = {}, {}, {}
        origin = Origin(sheet.name, row.number)
        for column in self.listed.columns:
            if column.name not in self._at:
                continue
            value = row.value(self._at[column.name])
            if isinstance(value, BadCell):
                bad[column.name] = value
            texts[column.name] = column.text(value)
            seen[column.name] = text_of_value(value)
        return _Row(origin, texts, seen, self._own.keys.get(origin), bad)

    @staticmethod
    def _differences(row: _Row) -> int:
        """Return in how many cells a row differs from what went out."""
        was = row.sent.was if row.sent is not None else {}
        return sum(short_digest(text) != was.get(name, "") for name, text in row.texts.items())

    # -- a row that is known

    def _change(self, row: _Row, record: Any, sent: SentKey | None) -> None:
        now = {
            column.name: column.carried(column.show(self._data, record))
            for column in self.listed.columns
        }
        conflicts, touched = [], []
        for column in self.listed.columns:
            name = column.name
            came = row.texts.get(name, now[name])
            if came == now[name] or (sent is not None and self._is_untouched(row, name, sent)):
                continue
            if name in row.bad:
                self._flaw(row, column, row.bad[name].why, row.bad[name].remedy)
            elif column.read is None or column.only_new:
                self._flaw(row, column, _FIXED, "", heading=column.heading)
            else:
                touched.append(column)
                if sent is not None and short_digest(now[name]) != sent.was.get(name, ""):
                    conflicts.append(column)
        if not touched:
            self._draft.keep(row.origin, of=[record])
            return
        self._reader.texts = now | {column.name: row.texts[column.name] for column in touched}
        written, left = self._written(row, record, touched)
        for column in left:
            self._reader.texts = self._reader.texts | {column.name: now[column.name]}
        told = [column for column in touched if column not in left]
        if not told:
            return
        old = self._shown(record)
        new = {**old, **{column.heading: row.seen[column.name] for column in told}}
        conflicts = [column for column in conflicts if column in told]
        for column in conflicts:
            self._draft.warn(
                row.origin,
                _CHANGED_TOO,
                _CHOOSE,
                heading=column.heading,
                now=shortened(str(old[column.heading])),
                came=shortened(row.seen[column.name]),
            )
        self._draft.put([row.origin], new, old, written, conflict=bool(conflicts), of=[record])

    @staticmethod
    def _is_untouched(row: _Row, name: str, sent: SentKey) -> bool:
        return name in sent.was and short_digest(row.texts[name]) == sent.was[name]

    def _written(
        self, row: _Row, record: Any, touched: Sequence[ListColumn]
    ) -> tuple[Sequence[Write], list[ListColumn]]:
        """Return what the touched cells write, all together if that is allowed, else those that
        may be written alone; and those that are left, which are told."""
        left: list[ListColumn] = []
        fields = self._fields(row, record, touched, left)
        try:
            return self._tried(lambda year: self._edit(year, record, fields)), left
        except InputError as error:
            if len(fields) == 1:
                self._told(row, touched, error, left)
                return (), left
        kept: list[ListColumn] = []
        for column in touched:
            own = {name: value for name, value in fields.items() if name == column.field_name}
            try:
                self._tried(lambda year, own=own: self._edit(year, record, own))
            except InputError as error:
                self._told(row, [column], error, left)
            else:
                kept.append(column)
        allowed = {column.field_name for column in kept}
        fields = {name: value for name, value in fields.items() if name in allowed}
        try:
            return self._tried(lambda year: self._edit(year, record, fields)), left
        except InputError as error:
            self._told(row, kept, error, left)
            return (), left

    def _told(
        self, row: _Row, columns: Sequence[ListColumn], error: InputError, left: list[ListColumn]
    ) -> None:
        columns = [column for column in columns if column not in left]
        left += columns
        if columns:
            self._flaw(row, columns[0], error.template, error.remedy, **error.fields)

    def _edit(self, year: int, record: Any, fields: Mapping[str, Any]) -> None:
        if fields:
            self.listed.edit(self._rehearsal, year, record, fields)

    def _fields(
        self, row: _Row, record: Any, columns: Sequence[ListColumn], left: list[ListColumn]
    ) -> dict[str, Any]:
        """Return what services take for the cells of ``columns``; what cannot be read is ``left``
        and told."""
        self._reader.origin, self._reader.record = row.origin, record
        fields: dict[str, Any] = {}
        for column in columns:
            if column.read is None or column.field_name in fields:
                continue
            try:
                value = column.read(self._reader, self._reader.texts[column.name])
            except UnansweredError:
                left.append(column)
            except (RowError, UnreadableError, InputError) as error:
                self._told(row, [column], error, left)
            else:
                fields[column.field_name] = value
        return fields

    def _tried(self, write: Any) -> Sequence[Write]:
        """Return what a service writes, without the units and people that it needs, which are
        shared by all rows. Raises InputError."""
        shared = [each.write for each in self._draft.shared.values()]
        writes = self._rehearsal.tried(lambda: write(self._data.year), shared)
        own = []
        for each in writes:
            made = each.record if isinstance(each, Insert) else None
            if isinstance(made, Unit | Person) and not isinstance(made, self.listed.record):
                self._draft.share(made.id, each)
            else:
                own.append(each)
        return own

    # -- a row that is new, or gone

    def _add(self, row: _Row, *, was_known: bool) -> None:
        if self.listed.add is None:
            self._draft.skip(row.origin, RowError(_ROWS_ONLY, remedy="เพิ่มข้อที่หน้ากรอบการประเมิน"))
            return
        left: list[ListColumn] = []
        filled = [
            column
            for column in self.listed.columns
            if row.texts.get(column.name) and column.read is not None and column.name not in row.bad
        ]
        for name, bad in row.bad.items():
            column = next(each for each in self.listed.columns if each.name == name)
            self._flaw(row, column, bad.why, bad.remedy)
        self._reader.texts = dict(row.texts)
        fields = self._fields(row, None, filled, left)
        if not fields:
            return
        add = self.listed.add
        try:
            writes = self._tried(lambda year: add(self._rehearsal, year, fields))
        except InputError as error:
            self._draft.skip(row.origin, _row_error(error))
            return
        shown = {
            column.heading: row.seen.get(column.name, "")
            for column in self.listed.columns
            if column not in left
        }
        self._draft.put([row.origin], shown, None, [self._behind(each) for each in writes])
        self._added += 1
        if was_known:
            self._draft.leave_unticked([row.origin], _UNKNOWN, _ADD_AGAIN)

    def _behind(self, write: Write) -> Write:
        """Return the new record of a row behind those of the rows above it."""
        if not isinstance(write, Insert) or not isinstance(write.record, self.listed.record):
            return write
        position = getattr(write.record, "position", None)
        if position is None:
            return write
        record: Any = write.record
        return replace(write, record=replace(record, position=position + self._added))

    def end(self) -> None:
        """Tell which rows are gone from the file, and remove them where that is asked for."""
        gone = {
            key: record
            for key, record in self._records.items()
            if key not in self._seen and self._own.head.went_out(key)
        }
        if not gone:
            return
        if self.listed.remove is not None and self._draft.may_remove():
            for record in gone.values():
                self._remove(record)
        else:
            names = [self._name(record) for record in gone.values()][:_NAMED]
            more = ["…"] if len(gone) > _NAMED else []
            fields = {"count": len(gone), "names": " · ".join([*names, *more])}
            self._draft.warnings.append(Remark(None, _GONE, _REMOVE, fields))

    def _remove(self, record: Any) -> None:
        remove = self.listed.remove
        if remove is None:
            return
        try:
            self._tried(lambda year: remove(self._rehearsal, year, [record.id]))
        except InputError as error:
            self._draft.warn(None, error.template, error.remedy, **error.fields)
        else:
            self._draft.remove(record, self._shown(record))

    # -- words

    def _shown(self, record: Any) -> Shown:
        shown = ((column, column.show(self._data, record)) for column in self.listed.columns)
        return {column.heading: _for_preview(column, value) for column, value in shown}

    def _name(self, record: Any) -> str:
        texts = (str(text) for text in self._shown(record).values() if text)
        return shortened(next(texts, ""), 40)

    def _flaw(
        self, row: _Row, column: ListColumn, template: str, remedy: str, **fields: object
    ) -> None:
        error = RowError(template, remedy=remedy, column=column.heading, **fields)
        cell = None
        if column.kind_column and column.name in self._at:
            cell = CellPlace(column.kind_column, self._at[column.name], column.heading)
        self._draft.flaw(row.origin, error.about(column.kind_column, cell))


def _for_preview(column: ListColumn, value: Any) -> Any:
    return column.carried(value) if isinstance(value, Decimal) else value


def _row_error(error: InputError) -> RowError:
    if isinstance(error, RowError):
        return error
    fields: dict[str, Any] = dict(error.fields)
    return RowError(error.template, remedy=error.remedy, **fields)
