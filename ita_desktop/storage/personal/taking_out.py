"""Writes what is erased out of a file of any schema: rows, what rows that stay hold of them, their
history, the labels of their edits, and their files. Past the history, in the caller's transaction.
"""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.personal_marks import FILES, Personal
from ita_desktop.storage.personal.belongings import (
    Belongings,
    OwnChange,
    columns_of,
    mark_of,
    read,
    references,
)
from ita_desktop.storage.personal.words import (
    EDIT_GROUPS,
    LABEL,
    MEDIA,
    Words,
    goes_by_itself,
    key_column,
    label_goes,
    labels_of,
    sides_that_stay,
    text_tables,
    texts_of,
)
from ita_desktop.storage.tables import CONTENT

CHECKS: Final = "link_proof"
"""The table of checks of links."""
_GONE: Final = Phrase("แก้ไขสิ่งที่ลบถาวรแล้ว")
"""Label of an edit whose own label contained erased data."""
_LEFT: Final = "…"
"""Stands in a text for the words that were erased there."""
_NOTHING: Final = re.compile(rf"[\s{_LEFT}.,;:()\-–]*")


Spot = tuple[str, str, str]
"""Table, key and column."""


def take_out(
    raw: sqlite3.Connection,
    own: Belongings,
    words: Words,
    chosen: Collection[Spot] = (),
    media: Collection[str] = (),
    pages: Collection[str] = (),
) -> None:
    """Erase ``own`` with ``media``, all checks of ``pages``, whole values of other rows that mean
    the people of ``words`` alone, and their words in the ``chosen`` places."""
    for table, key in sorted(own.rows):
        if columns_of(raw, table):
            _delete(raw, table, key)
    for url in sorted(pages) if columns_of(raw, CHECKS) else ():
        _delete_checks(raw, url)
    for spot in sorted(own.emptied):
        _write(raw, *spot, "")
    _take_changes(raw, own)
    texts = _Texts(own, words, frozenset(chosen))
    if words.names or chosen:
        _take_values(raw, texts)
    _take_from_history(raw, texts)
    _take_labels(raw, texts)
    _take_files(raw, own.media | frozenset(media))


class _Texts:
    """What stays of the texts of others."""

    def __init__(self, own: Belongings, words: Words, chosen: frozenset[Spot]) -> None:
        self.own = own
        self.words = words
        self.chosen = chosen
        self.held = {value.text for value in own.values}
        self._given_on = {(*value[:3], value.text) for value in own.values}

    def left(self, spot: Spot, text: str) -> str:
        """Return what stays of a text: nothing if the whole value means an erased person alone, or
        was written when the row was theirs; in a chosen place what is left without their words."""
        table, _, column = spot
        if goes_by_itself(self.words, table, column, text):
            return ""
        if spot not in self.chosen:
            return text
        return "" if (*spot, text) in self._given_on else self._without_words(text)

    def _without_words(self, text: str) -> str:
        left, at = "", 0
        for begin, end in self.words.spans(text, parts=True):
            left, at = f"{left}{text[at:begin]}{_LEFT}", end
        left += text[at:]
        return "" if _NOTHING.fullmatch(left) else left

    def label_goes(self, group: int, label: str, phrase: str) -> bool:
        """Return whether the label of an edit speaks of an erased person."""
        if label_goes(self.words, label, phrase) or (EDIT_GROUPS, str(group), LABEL) in self.chosen:
            return True
        if group not in self.own.groups:
            return False
        fields = list(texts_of(phrase))
        if any(text in self.held for text in fields) or self.words.spans(label, parts=True):
            return True
        # A text of one word may be one of the label's own.
        return any(text in label for text in self.held if " " in text or text[0] in "0๐")


def _write(raw: sqlite3.Connection, table: str, key: str, column: str, text: str) -> None:
    has_version = "row_version" in columns_of(raw, table)
    more = ", row_version = row_version + 1" if has_version else ""
    raw.execute(
        f'UPDATE "{table}" SET "{column}" = ?{more} WHERE {key_column(raw, table)} = ?',  # noqa: S608
        [text, key],
    )


def _delete(raw: sqlite3.Connection, table: str, key: str) -> None:
    """Delete a row with its dependent rows; clear other references to it."""
    for one in references(raw):
        if one.parent != table:
            continue
        if one.go:
            named = raw.execute(
                f'SELECT id FROM "{one.table}" WHERE "{one.column}" = ?',  # noqa: S608
                [key],
            ).fetchall()
            for (child,) in named:
                _delete(raw, one.table, child)
        else:
            raw.execute(
                f'UPDATE "{one.table}" SET "{one.column}" = NULL,'  # noqa: S608
                f' row_version = row_version + 1 WHERE "{one.column}" = ?',
                [key],
            )
    raw.execute(f'DELETE FROM "{table}" WHERE id = ?', [key])  # noqa: S608


def _delete_checks(raw: sqlite3.Connection, url: str) -> None:
    """Delete all checks of an address with their copies, also those that only the history has."""
    found = raw.execute(f"SELECT id, media FROM {CHECKS} WHERE url = ?", [url]).fetchall()  # noqa: S608
    ids, keys = {key for key, _ in found}, {media for _, media in found}
    noted = json.dumps(url, ensure_ascii=False)
    ids |= {
        key
        for (key,) in raw.execute(
            "SELECT row_id FROM history_change WHERE table_name = ?1"
            " AND (instr(coalesce(old, ''), ?2) OR instr(coalesce(new, ''), ?2))",
            [CHECKS, noted],
        )
    }
    for key in sorted(ids):
        of = [CHECKS, key]
        where = "FROM history_change WHERE table_name = ? AND row_id = ?"
        for change in raw.execute(f"SELECT old, new {where}", of):
            keys |= {json.loads(side).get("media", "") for side in change if side}
        raw.execute(f"DELETE {where}", of)
    raw.execute(f"DELETE FROM {CHECKS} WHERE url = ?", [url])  # noqa: S608
    _take_files(raw, keys)


def _take_files(raw: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Delete stored files that no row refers to any more."""
    if not columns_of(raw, MEDIA):
        return
    kept: set[str] = set()
    for table in CONTENT:
        for column in table.columns:
            if column.info.get("personal") in FILES and column.name in columns_of(raw, table.name):
                kept |= {key for (key,) in raw.execute(f'SELECT "{column.name}" FROM "{table}"')}  # noqa: S608
    raw.executemany("DELETE FROM media WHERE key = ?", [(key,) for key in set(keys) - kept])


def _take_values(raw: sqlite3.Connection, texts: _Texts) -> None:
    for table, columns in text_tables(raw):
        named = ", ".join(f'"{name}"' for name in (key_column(raw, table), *columns))
        for key, *values in raw.execute(f'SELECT {named} FROM "{table}"').fetchall():  # noqa: S608
            for column, value in zip(columns, values, strict=True):
                left = texts.left((table, str(key), column), value) if value else value
                if left != value:
                    _write(raw, table, key, column, left)


def _take_changes(raw: sqlite3.Connection, own: Belongings) -> None:
    """Delete their changes; of one by which a row became another's, their side is emptied."""
    for (table, _), some in own.changes.items():
        for change in some:
            if change.before and change.after:
                raw.execute("DELETE FROM history_change WHERE id = ?", [change.id])
            else:
                _empty_side(raw, table, change)
    raw.executemany(
        "DELETE FROM history_change WHERE table_name = ? AND row_id = ?", sorted(own.rows)
    )


def _empty_side(raw: sqlite3.Connection, table: str, change: OwnChange) -> None:
    found = raw.execute("SELECT old, new FROM history_change WHERE id = ?", [change.id]).fetchone()
    if found is None:
        return
    sides = [read(side) for side in found]
    for side, is_theirs in zip(sides, (change.before, change.after), strict=True):
        if side is not None and is_theirs:
            side.update({column: _emptied(table, column, text) for column, text in side.items()})
    if None in sides:
        # The other side says that the row was added or deleted: nobody else's then.
        raw.execute("DELETE FROM history_change WHERE id = ?", [change.id])
    else:
        raw.execute(
            "UPDATE history_change SET old = ?, new = ? WHERE id = ?",
            [*map(_json, sides), change.id],
        )


def _emptied(table: str, column: str, value: Any) -> Any:
    if isinstance(value, str) and mark_of(table, column) is not Personal.NONE:
        return ""
    return None if column.endswith("_id") else value


def _take_from_history(raw: sqlite3.Connection, texts: _Texts) -> None:
    """Take references to their rows, whole values and chosen words out of the changes of others."""
    keys: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in references(raw):
        keys[one.table, one.column] |= {key for table, key in texts.own.rows if table == one.parent}
    for one_side in list(sides_that_stay(raw, texts.own)):
        changed: dict[str, Any] = {}
        for column, value in one_side.columns.items():
            if not isinstance(value, str):
                continue
            if value in keys.get((one_side.table, column), ()):
                changed[column] = None
            elif (left := texts.left((one_side.table, one_side.key, column), value)) != value:
                changed[column] = left
        if changed:
            raw.execute(
                f"UPDATE history_change SET {one_side.side} = ? WHERE id = ?",  # noqa: S608
                [_json(one_side.columns | changed), one_side.change],
            )


def _json(columns: dict[str, Any] | None) -> str | None:
    if columns is None:
        return None
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":"))


def _take_labels(raw: sqlite3.Connection, texts: _Texts) -> None:
    rest = ", phrase = ''" if "phrase" in columns_of(raw, EDIT_GROUPS) else ""
    for number, label, phrase, who in labels_of(raw):
        if texts.label_goes(number, label, phrase):
            raw.execute(
                f"UPDATE history_group SET label = ?{rest} WHERE id = ?",  # noqa: S608
                [_GONE, number],
            )
        if texts.words.are(who) or (EDIT_GROUPS, str(number), "who") in texts.chosen:
            raw.execute("UPDATE history_group SET who = '' WHERE id = ?", [number])
