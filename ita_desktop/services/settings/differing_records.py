"""The single records that differ between a safety copy and the workspace, in words."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.rich import plain
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.storage.files.kinds import kind_of
from ita_desktop.storage.gateway import references_of, unique_columns

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
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


class DifferingRecord(NamedTuple):
    """A record that was changed or removed since the copy was made."""

    table: str
    key: str
    kind: Phrase
    name: str
    """Its code and title, or those of the records that it refers to."""
    before: str
    """The texts that differ, as in the copy, one per line; empty if it was removed."""
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
    """Return the columns ``names`` of a record as the clerk writes them, one a line."""
    parents = {column: parent for column, parent, _is_part in references_of(table)}
    return "\n".join(
        name_of(parents[name], rows[parents[name]][row[name]], rows, 1)
        if row[name] in rows.get(parents.get(name, ""), {})
        else _word(row[name])
        for name in names
    )


def _word(value: object) -> str:
    """Return a value as the clerk writes it, on one line."""
    if value is None:
        return ""
    text = str(value)
    if _DAY.fullmatch(text):
        return str(short_date(date.fromisoformat(text)))
    return shortened(" ".join(plain(text).split()), _LETTERS)
