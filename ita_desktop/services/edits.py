"""Cell edits of tables: cleaning of values, and writing them in one unit of work; and ordered links
of a record: to items, findings, bodies or sources."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar, cast

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.meetings import Meeting
from ita_desktop.domain.records import Owner, OwnerRole, Record, field_words, new_id, typed_fields
from ita_desktop.domain.rich import tidy
from ita_desktop.domain.text import MAX_LONG_TEXT, MAX_TEXT, clean
from ita_desktop.domain.year import YearData
from ita_desktop.typography.lines import beginning

if TYPE_CHECKING:
    from ita_desktop.storage.gateway import Change
    from ita_desktop.storage.workspace import Workspace

RefT = TypeVar("RefT")
LinkT = TypeVar("LinkT", bound=Record)


_SHORT = 40
_NONE: Final = Phrase("")
_R = TypeVar("_R", bound=Record)
_T = TypeVar("_T")


class CellEdit(NamedTuple):
    """A new value for one field of one row. ``row`` is a record id or an item code."""

    row: str
    field: str
    value: Any


class OwnerRef(NamedTuple):
    """An owner as entered: a unit (or group), a person, or a post in words."""

    unit_id: str | None = None
    person_id: str | None = None
    post: str = ""
    role: OwnerRole = OwnerRole.LEAD
    new_unit: str = ""
    """Name of a unit to create with the edit, as confirmed by the user."""
    new_person: str = ""
    """Full name of a person to add to the register with the edit."""


def refs_of(owners: Sequence[Owner]) -> tuple[OwnerRef, ...]:
    """Return the references of owner rows, in order."""
    return tuple(
        OwnerRef(owner.unit_id, owner.person_id, owner.post, owner.role) for owner in owners
    )


def names(what: Sequence[str], many: str) -> str:
    """Return a short name for a label: the only element, or their number.

    >>> names(["O12"], "{count} ข้อ"), names(["O1", "O2"], "{count} ข้อ")
    ('O12', '2 ข้อ')
    """
    distinct = list(dict.fromkeys(what))
    return distinct[0] if len(distinct) == 1 else Phrase(many, count=len(distinct))


def names_edited(
    rows: Iterable[_R], edits: Iterable[CellEdit], called: Callable[[_R], str], many: str
) -> str:
    """Return :func:`names` of the rows that are edited, each as ``called`` names it."""
    known = {row.id: row for row in rows}
    return names([called(known[edit.row]) for edit in edits if edit.row in known], many)


def told_apart(
    rows: Iterable[_R], label: Callable[[_R], str], words: Callable[[_R], str]
) -> Callable[[_R], str]:
    """Return what tells each of the rows from the others: its ``label``, with the beginning of its
    ``words`` where others have the same label."""
    labels = {row.id: label(row) for row in rows}
    shared = {label for label, count in Counter(labels.values()).items() if count > 1}

    def name_of(row: _R) -> str:
        own, beginning = labels[row.id], short(words(row))
        if own not in shared or not beginning or own == beginning:
            return own
        return Phrase("{label} {words}", label=own, words=beginning)

    return name_of


def text(value: object) -> str:
    """Clean a typed or pasted text, keeping its lines.

    Raises InputError if it is too long for a field.
    """
    return _fitting(clean(str(value)))


def rich(value: object) -> str:
    """Like :func:`text` for short rich text: indents of lists are kept."""
    # Imported on first use: its patterns are slow to compile.

    return _fitting(tidy(str(value)))


def long_rich(value: object) -> str:
    """Like :func:`rich`, with the limit for long texts."""
    return _fitting(tidy(str(value)), MAX_LONG_TEXT)


def unmarked(words: str) -> str:
    """Return short rich text without bold markup, for excerpts."""
    return words.replace("**", "")


def _fitting(kept: str, most: int = MAX_TEXT) -> str:
    if len(kept) > most:
        raise InputError(
            "ข้อความยาว {length:,} ตัวอักษร ใส่ได้ไม่เกิน {most:,}",
            remedy="ตัดให้สั้นลง หรือแนบเป็นไฟล์หลักฐาน",
            length=len(kept),
            most=most,
        )
    return kept


def line(value: object) -> str:
    """Like :func:`text`, on one line."""
    return " ".join(text(value).split())


def register_number(value: object) -> str:
    """Return a document's number without the word that is printed before it.

    >>> register_number("ที่ กท 5301/8887"), register_number("๑๒/๒๕๖๙")
    ('กท 5301/8887', '๑๒/๒๕๖๙')
    """
    return line(value).removeprefix("เลขที่").removeprefix("ที่").lstrip()


def day_or_none(value: object, example: str) -> date | None:
    """Return a date or None. Raises InputError, with ``example`` as a valid date."""
    if value is not None and not isinstance(value, date):
        raise InputError("ต้องเป็นวันที่", remedy="พิมพ์วันที่ เช่น {example}", example=example)
    return value


def last_position(rows: Iterable[Any]) -> int:
    """Return the position after all rows; gaps left by removed rows are kept."""
    return max((row.position for row in rows), default=-1) + 1


def number(change: "Change", rows: Sequence[_R]) -> list[_R]:
    """Number the rows from 0 in this order; return the updated rows."""
    return [change.update(row, position=position) for position, row in enumerate(rows)]


def write_edits(
    change: "Change",
    rows: Iterable[_R],
    edits: Iterable[CellEdit],
    value: Callable[[CellEdit], object],
    phrase: str,
) -> dict[str, _R]:
    """Write edits of fields of ``rows``; ``value`` converts each edit to the stored value. Return
    the rows as they are now, by id.

    Raises InputError if a row does not exist; ``phrase`` says in Thai what it was.
    """
    known = {row.id: row for row in rows}
    for edit in edits:
        if edit.row not in known:
            raise gone(phrase)
        known[edit.row] = change.update(known[edit.row], **{edit.field: value(edit)})
    return known


def gone(phrase: str) -> InputError:
    """Return the error for a row that no longer exists; ``phrase`` is its kind in Thai."""
    return InputError(
        "ไม่พบ{what}ที่จะแก้ อาจถูกเอาออกไปแล้ว", remedy="ดูตารางล่าสุดแล้วเลือกใหม่", what=Phrase(phrase)
    )


def still(row: _T | None, phrase: str) -> _T:
    """Return ``row``; raise the InputError of :func:`gone` if it is None."""
    if row is None:
        raise gone(phrase)
    return row


def with_ids(rows: Iterable[_R], ids: Iterable[str]) -> list[_R]:
    """Return the rows with one of these ids, in the order of ``rows``."""
    wanted = set(ids)
    return [row for row in rows if row.id in wanted]


def required(value: str, template: str, remedy: str) -> str:
    """Return ``value``; raise InputError with ``template`` and ``remedy`` if it is empty."""
    if not value:
        raise InputError(template, remedy=remedy)
    return value


def edited_field(edits: Sequence[CellEdit], of: Any, phrase: str = "", **more: Phrase) -> str:
    """Return the word of the only edited field of a record class for a label, else ``phrase``;
    ``more`` are words of what is no field of it."""
    one_field = len({edit.field for edit in edits}) == 1
    return {**field_words(of), **more}[edits[0].field] if one_field else Phrase(phrase)


def fields_by_row(edits: Iterable[CellEdit]) -> dict[str, dict[str, Any]]:
    """Return the new values of each edited row by field."""
    rows: dict[str, dict[str, Any]] = {}
    for edit in edits:
        rows.setdefault(edit.row, {})[edit.field] = edit.value
    return rows


def remove_rows(
    workspace: "Workspace",
    rows: Sequence[_R],
    template: str,
    called: Callable[[_R], str],
    many: str,
    further: Iterable[Any] = (),
) -> None:
    """Delete rows, if any, and ``further`` ones that go with them, in a unit of work labelled by
    ``template``: ``{which}`` is what ``called`` returns for a single row, or their number formatted
    with ``many``."""
    if rows:
        with workspace.change(template, which=names(list(map(called, rows)), many)) as change:
            for row in (*rows, *further):
                change.delete(row)


@dataclass(frozen=True, kw_only=True)
class ListLabels:
    """The Thai labels of edits of a list for undo: ``{which}`` is the only row's name, or their
    number formatted with ``many``; ``{count}`` is the number of new rows; ``{what}`` the word of
    the only edited field, else ``fields``."""

    add: Phrase = _NONE
    edit: Phrase
    remove: Phrase = _NONE
    many: Phrase
    row: Phrase
    """What a row is, for the error that it is gone."""
    fields: Phrase = _NONE


Reader = Callable[[YearData, Any], object]
"""Returns the stored value of a typed one; raises InputError."""
Read = Callable[[CellEdit], object]
"""Returns the value that an edit stores; raises InputError."""


@dataclass(frozen=True, kw_only=True)
class RecordList(Generic[_R]):
    """The records of a list of a year, as people add, edit and remove them. What a field takes is
    said by its annotation; only what has a rule of its own is named here."""

    record: type[_R]
    rows: Callable[[YearData], Sequence[_R]]
    name: Callable[[YearData, _R], str]
    """What a row is called in labels."""
    labels: ListLabels
    rules: Mapping[str, Reader] = field(default_factory=dict)
    """How fields with a rule are read."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """The fields that tables call otherwise."""
    begins: Callable[[YearData], Mapping[str, Any]] = lambda _data: {}
    """The values of a new row that nobody typed, which are stored as they are."""
    fits: Callable[[_R], None] = lambda _record: None
    """Raises InputError for a record whose fields contradict one another."""
    own: Callable[["Change", YearData, Sequence[_R]], Mapping[str, _R]] = (
        lambda _change, _data, rows: {row.id: row for row in rows}
    )
    """Returns the rows to write by the ids that tables know."""
    reading: Callable[["Change", YearData, Read], Read] = lambda _change, _data, read: read
    """Wraps what returns the value of an edit, so that it can add what a value names."""
    follows: Callable[["Change", YearData, Sequence[CellEdit], Mapping[str, _R]], None] = (
        lambda _change, _data, _edits, _rows: None
    )
    """Writes what else an edit of these rows changes."""
    leaves: Callable[[YearData, Sequence[_R]], Iterable[Any]] = lambda _data, _rows: ()
    """Returns what goes with rows that are removed, but that no table refers to."""

    def add(
        self,
        workspace: "Workspace",
        year: int,
        new: Sequence[Mapping[str, object]],
        *,
        edits: Sequence[CellEdit] = (),
    ) -> list[str]:
        """Add rows, and write ``edits`` of others, in one unit of work; return the new ids. Raises
        InputError for a value that is none of its field."""
        data = workspace.year(year)
        made = [self._made(data, fields) for fields in new]
        which = names([self.name(data, row) for row in made], self.labels.many)
        with workspace.change(self.labels.add, **_named(self.labels.add, which, new)) as change:
            rows = self._write(change, data, edits)
            if "position" in _fields_of(self.record):
                first, placed = last_position(rows), cast("Any", replace)
                made = [placed(row, position=first + at) for at, row in enumerate(made)]
            return [change.insert(row).id for row in made]

    def edit(self, workspace: "Workspace", year: int, edits: Sequence[CellEdit]) -> None:
        """Write edits of rows in one unit of work; raises as :meth:`add`."""
        data = workspace.year(year)
        which = names_edited(
            self.rows(data), edits, lambda row: self.name(data, row), self.labels.many
        )
        what = ""
        if "{what}" in self.labels.edit:
            what = edited_field(edits, self.record, self.labels.fields)
        named = _named(self.labels.edit, which, what=what)
        with workspace.change(self.labels.edit, **named) as change:
            self._write(change, data, edits)

    def remove(self, workspace: "Workspace", year: int, ids: Iterable[str]) -> None:
        """Remove rows in one unit of work."""
        data = workspace.year(year)
        rows = with_ids(self.rows(data), ids)
        many = self.labels.many
        further = self.leaves(data, rows)
        remove_rows(
            workspace, rows, self.labels.remove, lambda row: self.name(data, row), many, further
        )

    def value(self, data: YearData, name: str, typed: object) -> object:
        """Return the value to store for what was typed into a field. Raises InputError."""
        if name in self.rules:
            return self.rules[name](data, typed)
        record: Any = self.record
        told = next((each for each in typed_fields(record) if each.name == name), None)
        if told is None:
            return typed or None if name.endswith("_id") else typed
        if told.takes is date:
            return day_or_none(typed, "31/3/68")
        if issubclass(told.takes, StrEnum):
            return told.takes(str(typed))
        if told.takes is not str:
            return typed
        return text(typed) if told.has_lines else line(typed)

    def _made(self, data: YearData, typed: Mapping[str, object]) -> _R:
        """Return a new row; a field with a rule that must be said is read without a value, too."""
        known = {self.fields.get(name, name): value for name, value in typed.items()}
        begun = dict(self.begins(data))
        must = {name for name in _needed(self.record) if name in self.rules and name not in begun}
        values = {name: self.value(data, name, known.get(name)) for name in {*known} | must}
        if "year_id" in _fields_of(self.record):
            begun["year_id"] = data.fiscal_year.id
        made = self.record(id=new_id(), **{**begun, **values})
        self.fits(made)
        return made

    def _write(self, change: "Change", data: YearData, edits: Sequence[CellEdit]) -> Collection[_R]:
        known = self.own(change, data, self.rows(data))
        stored = [
            CellEdit(
                known[edit.row].id if edit.row in known else edit.row,
                self.fields.get(edit.field, edit.field),
                edit.value,
            )
            for edit in edits
        ]
        rows = write_edits(
            change,
            known.values(),
            stored,
            self.reading(change, data, lambda edit: self.value(data, edit.field, edit.value)),
            self.labels.row,
        )
        for key in dict.fromkeys(edit.row for edit in stored):
            self.fits(rows[key])
        self.follows(change, data, stored, rows)
        return rows.values()


def _named(
    label: Phrase, which: str, new: Sequence[object] = (), what: str = ""
) -> dict[str, object]:
    """Return the fields of a label that it names: the history keeps what fills it."""
    given = {"which": which, "count": len(new), "what": what}
    return {name: value for name, value in given.items() if f"{{{name}}}" in label}


def _fields_of(record: type[Record]) -> frozenset[str]:
    return frozenset(each.name for each in fields(record))


def _needed(record: type[Record]) -> frozenset[str]:
    """Return the fields of a record class without which there is none."""
    return frozenset(each.name for each in fields(record) if each.default is MISSING)


def short(words: str) -> str:
    """Return the beginning of a long text, for a label.

    >>> short("พิจารณา\\nรายละเอียด")
    'พิจารณา'
    """
    return beginning(words.partition("\n")[0], _SHORT)


def meeting_of(data: YearData, meeting_id: str) -> Meeting:
    """Return the meeting with that id; raises InputError if it does not exist."""
    return still(data.meeting_by_id.get(meeting_id), "การประชุมครั้งนั้น")


def write_links(
    change: "Change",
    present: Mapping[RefT, LinkT],
    wanted: Iterable[RefT],
    make: Callable[[RefT, int], LinkT],
) -> dict[RefT, LinkT]:
    """Replace the ``present`` links by links to ``wanted``, in this order, inside a unit of work;
    ``make`` creates a link at a position. Return the resulting links."""
    kept = dict.fromkeys(wanted)
    for ref, link in present.items():
        if ref not in kept:
            change.delete(link)
    return {
        ref: change.update(present[ref], position=position)
        if ref in present
        else change.insert(make(ref, position))
        for position, ref in enumerate(kept)
    }


def item_links(kind: Callable[..., LinkT], titles: Mapping[str, str], **thing: str) -> list[LinkT]:
    """Return new links of class ``kind`` to items, not yet stored, with own wordings by item code;
    ``thing`` is the foreign key of the new record (``measure_id``)."""
    return [
        kind(id=new_id(), item_code=code, title=title, position=position, **thing)
        for position, (code, title) in enumerate(titles.items())
    ]


def own_titles(titles: Mapping[str, str]) -> dict[str, str]:
    """Return the wordings of items to store, by code."""
    return {code: own_title(code, title) for code, title in titles.items()}


def own_title(code: str, title: str) -> str:
    """Return an item's wording to store, even if it equals the framework's. Lines are kept, without
    the item's code, which tables print before each."""
    named = re.compile(rf"^{re.escape(code)}(?!\d)[ .:]*", re.MULTILINE)
    return "\n".join(filter(None, named.sub("", text(title)).split("\n")))
