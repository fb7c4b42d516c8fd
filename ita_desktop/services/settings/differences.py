"""Compares a safety copy with the workspace by kind of record, and restores single kinds or records
in one edit that can be undone.

The single records that differ between a safety copy and the workspace, in words.
"""

import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import InputError, Phrase, joined
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.rich import plain
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.home import TEMPORARY
from ita_desktop.services.column_words import column_words, value_words
from ita_desktop.storage import Step
from ita_desktop.storage.files.backups import write_backup
from ita_desktop.storage.files.working import WorkingFile
from ita_desktop.storage.gateway import Change, references_of, unique_columns
from ita_desktop.storage.moving.joining import rows_of
from ita_desktop.storage.tables import KINDS, kind_of, kinds_of
from ita_desktop.storage.workspace import Workspace

Row = Mapping[str, Any]
Rows = Mapping[str, Mapping[str, Row]]
"""Rows by table and key."""

_CODES: Final = ("item_code", "node", "number", "question", "occurrence", "year")
_TITLES: Final = (
    "title", "subject", "name", "method", "finding", "issue", "improvement", "weakness",
    "practice", "strength", "text", "caption", "file_name", "label", "indicator",
)  # fmt: skip
_OF_STORAGE: Final = frozenset({"id", "row_version"})
_LAST: Final = ("post", "role", "note", "day", "as_of", "code")
_NO_WORDS: Final = frozenset({
    "id", "position", "kind", "status", "state", "frequency", "media", "original", "crop", "shares",
    "pack", "wording", "merge", "level_set", "component", "presence", "source", "breakdown",
    "instrument", "chosen", "content", "left_out", "width", "height", "format", "urgency",
    "code", "document", "days", "framework_code", "response_system", "group_of", "part",
})  # fmt: skip
"""Columns with codes of the program instead of words."""
_DEPTH: Final = 2
"""Number of references followed to name a record without words of its own."""
_LETTERS: Final = 160
_DAY: Final = lazy_re(r"\d{4}-\d\d-\d\d")


class DifferingRecord(NamedTuple):
    """A record that was changed or removed since the copy was made."""

    table: str
    key: str
    kind: Phrase
    name: str
    """Its code and title, or those of the records that it refers to."""
    before: str
    """The texts that differ, as in the copy; empty if it was removed."""
    now: str
    is_gone: bool


def differing_records(now: Rows, before: Rows, table: str) -> Iterator[DifferingRecord]:
    """Yield the records of ``table`` to restore, in their order; parts of a removed record are
    restored with it and not listed. One that was taken out and put in anew has changed, if so."""
    rows, former = now[table], before.get(table, {})
    again = put_in_anew(now, before, table)
    for key, row in sorted(former.items(), key=_place):
        present = rows.get(again.get(key, key))
        if present is None and not _is_part_of_gone(table, row, now, before):
            words = name_of(table, row, before)
            yield DifferingRecord(table, key, kind_of(table), words, "", "", is_gone=True)
        elif present is not None and (differ := differing_columns(row, present)):
            names = [name for name in differ if name not in _NO_WORDS]
            yield DifferingRecord(
                table,
                key,
                kind_of(table),
                name_of(table, row, before),
                column_lines(table, row, names, before),
                column_lines(table, present, names, now),
                is_gone=False,
            )


def put_in_anew(now: Rows, before: Rows, table: str) -> dict[str, str]:
    """Return the records of the copy that were taken out since and put in anew, as the one of
    their item, day or name: the keys that they have now, by those in the copy."""
    columns, rows, former = unique_columns(table), now[table], before.get(table, {})
    if not columns:
        return {}
    added = {
        tuple(row.get(name) for name in columns): key
        for key, row in rows.items()
        if key not in former
    }
    found = (
        (key, added.get(tuple(row.get(name) for name in columns)))
        for key, row in former.items()
        if added and key not in rows
    )
    return {key: present for key, present in found if present is not None}


def differing_columns(row: Row, present: Row) -> list[str]:
    """Return the columns in which a record differs, however often it was written and whatever its
    key is."""
    return [name for name in row if name not in _OF_STORAGE and row[name] != present.get(name)]


def _place(of: tuple[str, Row]) -> tuple[int, str]:
    key, row = of
    return row.get("position") or 0, key


def _is_part_of_gone(table: str, row: Row, now: Rows, before: Rows) -> bool:
    return any(
        is_part and row[column] in before.get(parent, {}) and row[column] not in now[parent]
        for column, parent, is_part in references_of(table)
    )


def name_of(table: str, row: Row, rows: Rows, depth: int = _DEPTH) -> str:
    """Return the words by which a record is known: its code and title, or those of the records
    that it refers to."""
    code = next((_word(row[name]) for name in _CODES if row.get(name)), "")
    title = next((_word(row[name]) for name in _TITLES if row.get(name)), "")
    if title or not depth:
        return " ".join(filter(None, (code, title)))
    parents = [
        name_of(parent, rows[parent][row[column]], rows, depth - 1)
        for column, parent, _is_part in references_of(table)
        if parent != "fiscal_year" and row[column] in rows.get(parent, {})
    ]
    last = next((_word(row[name]) for name in _LAST if row.get(name)), "")
    return " ".join(dict.fromkeys(filter(None, (code, *parents, last))))


def column_lines(table: str, row: Row, names: list[str], rows: Rows) -> str:
    """Return the columns ``names`` of a record as the clerk writes them, several with what each is
    called."""
    parents = {column: parent for column, parent, _is_part in references_of(table)}
    words = {
        name: name_of(parents[name], rows[parents[name]][row[name]], rows, 1)
        if row[name] in rows.get(parents.get(name, ""), {})
        else shortened(value_words(table, name, row[name]), _LETTERS) or _word(row[name])
        for name in names
    }
    if len(words) < 2:
        return "".join(words.values())
    return joined(
        *(
            Phrase("{column}: {value}", column=column_words(table, name), value=word or "–")
            for name, word in words.items()
        )
    )


def _word(value: object) -> str:
    """Return a value as the clerk writes it, on one line."""
    if value is None:
        return ""
    text = str(value)
    if _DAY.fullmatch(text):
        return str(short_date(date.fromisoformat(text)))
    return shortened(" ".join(plain(text).split()), _LETTERS)


_STORED_BYTES: Final = ("media", "original")
"""Columns with keys of stored files."""
KNOWN: Final = tuple(table for table in KINDS if not table.startswith("history_"))
"""The tables whose records can be restored."""


class KindDifference(NamedTuple):
    """Number of records of a kind that were added, changed and removed since the copy was made."""

    kind: Phrase
    tables: tuple[str, ...]
    added: int
    changed: int
    gone: int
    records: tuple[DifferingRecord, ...]
    """Those that can be restored."""


class RestoredCount(NamedTuple):
    """Number of restored records, including their parts and parents."""

    rows: int
    kinds: str


@contextmanager
def opened_copy(copy: Path, progress: Step | None = None) -> Iterator[Workspace]:
    """Open a safety copy of any schema version for reading, without changing it. Raises
    WorkspaceError, and whatever ``progress`` raises."""
    with tempfile.TemporaryDirectory(prefix=TEMPORARY, ignore_cleanup_errors=True) as folder:
        beside = Path(folder) / copy.name
        write_backup(copy, beside, progress)
        with Workspace.open_private(beside, progress) as workspace:
            yield workspace


@contextmanager
def opened_source(path: Path, progress: Step | None = None) -> Iterator[Workspace]:
    """Open a file of any schema version to read it, without changing it; with the edits that a
    crashed session or another window has not saved yet. Raises WorkspaceError, and whatever
    ``progress`` raises."""
    if WorkingFile.is_left_of(path):
        with Workspace.open(path, read_only=True, progress=progress) as workspace:
            yield workspace
        return
    with opened_copy(path, progress) as workspace:
        yield workspace


def compare(workspace: Workspace, copy: Path, progress: Step | None = None) -> list[KindDifference]:
    """Return the differences since the copy was made, without unchanged kinds. Raises
    WorkspaceError, and whatever ``progress`` raises."""
    with opened_copy(copy, progress) as before:
        return _compared(rows_of(workspace), rows_of(before))


def bring_back(
    workspace: Workspace, copy: Path, tables: Collection[str], progress: Step | None = None
) -> RestoredCount:
    """Restore the records in ``tables`` that were removed or changed since the copy was made; added
    ones are kept. Raises InputError if there are none, ConflictError if another record has taken
    the place, WorkspaceError, and whatever ``progress`` raises."""
    return _bring(workspace, copy, dict.fromkeys(tables), progress)


def bring_back_records(
    workspace: Workspace,
    copy: Path,
    records: Collection[tuple[str, str]],
    progress: Step | None = None,
) -> RestoredCount:
    """Restore single records, each given by table and key; raises like :func:`bring_back`."""
    keys: dict[str, list[str]] = {}
    for table, key in records:
        keys.setdefault(table, []).append(key)
    return _bring(workspace, copy, keys, progress)


def _bring(
    workspace: Workspace,
    copy: Path,
    wanted: Mapping[str, Sequence[str] | None],
    progress: Step | None,
) -> RestoredCount:
    """Restore the ``wanted`` keys by table; None stands for all."""
    with opened_copy(copy, progress) as source:
        before = rows_of(source)
        label = Phrase("นำ{kinds}กลับมาจากแฟ้มสำรอง", kinds=kinds_of(sorted(wanted)))
        with workspace.change(label.template, **label.fields) as change:
            bringing = _Bringing(rows_of(workspace), before, change, workspace, source)
            for table, keys in wanted.items():
                for key in before.get(table, {}) if keys is None else keys:
                    bringing.want(table, key)
            bringing.write()
        if not bringing.written:
            raise InputError(
                "ไม่มีอะไรให้นำกลับมาจากแฟ้มสำรองนี้",
                where=copy.name,
                remedy="เลือกแฟ้มสำรองฉบับอื่น หรือข้อมูลชนิดอื่น",
            )
    return RestoredCount(len(bringing.written), kinds_of(bringing.written.values()))


class _Bringing:
    """Collects the rows to restore together, and writes them, referenced rows first."""

    def __init__(
        self, now: Rows, before: Rows, change: Change, workspace: Workspace, source: Workspace
    ) -> None:
        self._now, self._before = now, before
        self._change, self._workspace, self._source = change, workspace, source
        self._again = {
            key: present
            for table in before.keys() & now.keys()
            for key, present in put_in_anew(now, before, table).items()
        }
        """The keys that records of the copy have now, if these are others."""
        self._wanted: dict[str, str] = {}
        """Table by row key."""
        self.written: dict[str, str] = {}

    def want(self, table: str, key: str) -> None:
        """Request a row, with its children if it is missing, and its parents."""
        row = self._before.get(table, {}).get(key)
        present = self._now[table].get(self._key_now(key))
        if row is None or key in self._wanted:
            return
        if present is not None and not differing_columns(row, present):
            return
        self._wanted[key] = table
        for column, parent, goes_with in references_of(table):
            named = row[column]
            if goes_with and named and self._key_now(named) not in self._now[parent]:
                self.want(parent, named)
        if present is not None:
            return
        for child, rows in self._before.items():
            columns = [column for column, of, part in references_of(child) if part and of == table]
            for part, part_row in rows.items():
                if any(part_row[column] == key for column in columns):
                    self.want(child, part)

    def _key_now(self, key: str) -> str:
        return self._again.get(key, key)

    def write(self) -> None:
        for key in self._change.each(list(self._wanted)):
            self._put(key)

    def _put(self, key: str) -> None:
        table = self._wanted[key]
        if key in self.written:
            return
        self.written[key] = table
        row = dict(self._before[table][key])
        for column, parent, _ in references_of(table):
            named = row[column]
            if named in self._wanted:
                self._put(named)
            if named is not None:
                row[column] = self._key_now(named)
                known = named in self._wanted or row[column] in self._now[parent]
                row[column] = row[column] if known else None
        row["id"] = self._key_now(key)
        for column in _STORED_BYTES:
            named = row.get(column)
            if named and self._workspace.media(named) is None:
                data = self._source.media(named)
                if data is not None:
                    self._change.keep(data)
        self._change.bring_back(table, row)


def _compared(now: Rows, before: Rows) -> list[KindDifference]:
    by_kind: dict[Phrase, list[str]] = {}
    for table in [*(table for table in KINDS if table in now), *(now.keys() - KINDS.keys())]:
        by_kind.setdefault(kind_of(table), []).append(table)
    found = [
        KindDifference(
            kind,
            tuple(tables),
            *_counted(now, before, tables),
            tuple(record for table in tables for record in differing_records(now, before, table)),
        )
        for kind, tables in by_kind.items()
    ]
    return [one for one in found if one.added or one.changed or one.gone]


def _counted(now: Rows, before: Rows, tables: Sequence[str]) -> tuple[int, int, int]:
    """Return how many records were added, changed and removed. The parts of a record that have no
    kind of their own (the items of a measure) come and go with it, or change it."""
    added = gone = 0
    changed: set[tuple[str, str]] = set()
    kept: dict[str, dict[str, str]] = {}
    for table in tables:
        rows, former = now[table], before.get(table, {})
        again = put_in_anew(now, before, table)
        kept[table] = {key: key for key in rows.keys() & former.keys()} | again
        new = rows.keys() - former.keys() - {*again.values()}
        old = former.keys() - rows.keys() - again.keys()
        differing = {
            present
            for key, present in kept[table].items()
            if differing_columns(former[key], rows[present])
        }
        whole = next(
            (
                (column, parent)
                for column, parent, is_part in references_of(table)
                if is_part and parent in kept and parent != table
            ),
            None,
        )
        if whole is None:
            added, gone = added + len(new), gone + len(old)
            changed |= {(table, key) for key in differing}
        else:
            column, parent = whole
            of = {row[column] for row in map(rows.__getitem__, new | differing)}
            of |= {kept[parent].get(former[key][column]) for key in old}
            changed |= {(parent, key) for key in of & {*kept[parent].values()}}
    return added, len(changed), gone
