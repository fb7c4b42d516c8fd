"""Takes out of a file of any schema what is erased: rows, what rows that stay hold of them, their
history, the labels of their edits, and their files; past the history, in the caller's transaction.
And writes a copy of a workspace for others, without confidential parts.
"""

import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing, suppress
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from ita_desktop.domain.errors import Phrase, WorkspaceError
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.personal_marks import FILES, Personal
from ita_desktop.home import give_rights
from ita_desktop.paths import kind_at, real
from ita_desktop.storage import Step, sqlite_checks, sqlite_engines
from ita_desktop.storage.files import digests
from ita_desktop.storage.files.backups import make_own
from ita_desktop.storage.personal import belongings, proof
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
from ita_desktop.storage.reasons import TROUBLE, why
from ita_desktop.storage.tables import CONTENT

_CONTACTS: Final = (Personal.TELEPHONE, Personal.MAIL)
CHECKS: Final = "link_proof"
"""The table of checks of links."""
_GONE: Final = Phrase("แก้ไขสิ่งที่ลบถาวรแล้ว")
"""Label of an edit whose own label contained erased data."""
_LEFT: Final = "…"
"""Stands in a text for the words that were erased there."""
_NOTHING: Final = lazy_re(rf"[\s{_LEFT}.,;:()\-–]*")
Spot = tuple[str, str, str]
"""Table, key and column."""


def take_out(
    raw: sqlite3.Connection,
    own: belongings.Belongings,
    words: Words,
    chosen: Collection[Spot] = (),
    media: Collection[str] = (),
    pages: Collection[str] = (),
) -> None:
    """Erase ``own`` with ``media``, all checks of ``pages``, whole values of other rows that mean
    the people of ``words`` alone, and their words in the ``chosen`` places."""
    for table, key in sorted(own.rows):
        if belongings.columns_of(raw, table):
            _delete(raw, table, key)
    for url in sorted(pages) if belongings.columns_of(raw, CHECKS) else ():
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

    def __init__(self, own: belongings.Belongings, words: Words, chosen: frozenset[Spot]) -> None:
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
    has_version = "row_version" in belongings.columns_of(raw, table)
    more = ", row_version = row_version + 1" if has_version else ""
    raw.execute(
        f'UPDATE "{table}" SET "{column}" = ?{more} WHERE {key_column(raw, table)} = ?',  # noqa: S608
        [text, key],
    )


def _delete(raw: sqlite3.Connection, table: str, key: str) -> None:
    """Delete a row with its dependent rows; clear other references to it."""
    for one in belongings.references(raw):
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
    if not belongings.columns_of(raw, MEDIA):
        return
    kept: set[str] = set()
    for table in CONTENT:
        for column in table.columns:
            if column.info.get("personal") in FILES and column.name in belongings.columns_of(
                raw, table.name
            ):
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


def _take_changes(raw: sqlite3.Connection, own: belongings.Belongings) -> None:
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


def _empty_side(raw: sqlite3.Connection, table: str, change: belongings.OwnChange) -> None:
    found = raw.execute("SELECT old, new FROM history_change WHERE id = ?", [change.id]).fetchone()
    if found is None:
        return
    sides = [belongings.read(side) for side in found]
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
    if isinstance(value, str) and belongings.mark_of(table, column) is not Personal.NONE:
        return ""
    return None if column.endswith("_id") else value


def _take_from_history(raw: sqlite3.Connection, texts: _Texts) -> None:
    """Take references to their rows, whole values and chosen words out of the changes of others."""
    keys: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in belongings.references(raw):
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
    rest = ", phrase = ''" if "phrase" in belongings.columns_of(raw, EDIT_GROUPS) else ""
    for number, label, phrase, who in labels_of(raw):
        if texts.label_goes(number, label, phrase):
            raw.execute(
                f"UPDATE history_group SET label = ?{rest} WHERE id = ?",  # noqa: S608
                [_GONE, number],
            )
        if texts.words.are(who) or (EDIT_GROUPS, str(number), "who") in texts.chosen:
            raw.execute("UPDATE history_group SET who = '' WHERE id = ?", [number])


class LeftOut(StrEnum):
    """What a copy for others can omit."""

    HISTORY = "history"
    """Earlier edits and deleted data, with user names."""
    COMMENTS = "comments"
    """Respondents' comments."""
    CONTACTS = "contacts"
    """Telephone numbers and e-mail addresses."""
    ORIGINALS = "originals"
    """Original photographs (the printed versions are kept), kept files of evidence, signed papers,
    and kept copies and excerpts of web pages."""


class HandedOn(NamedTuple):
    """What a copy omits: the number of rows or cells of each part, and the number of rows by table
    that still contain such a text, because it was typed there, too; and the columns by table with
    free text, which may say anything and is not looked through."""

    counts: Mapping[LeftOut, int]
    mentions: Mapping[str, int]
    free: Mapping[str, tuple[str, ...]]


def write(
    source: Path, target: Path, parts: Collection[LeftOut], progress: Step | None = None
) -> HandedOn:
    """Write a copy of ``source`` to ``target`` without ``parts``, verified by searching its bytes;
    the copy is a workspace of its own. Raises WorkspaceError, and whatever ``progress`` raises;
    there is no copy then."""
    place = real(target)
    temporary = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        kind_at(place)
        if not sqlite_engines.copy_content(source, temporary, progress):
            raise _not_made(target, "")
        make_own(temporary)
        made, texts, gone = _take_out(temporary, frozenset(parts))
        pieces = proof.pieces_of(texts)
        for data in gone:
            pieces |= proof.samples_of(data)
        _prove(temporary, target, pieces)
        give_rights(temporary, place)
        temporary.replace(place)
    except (OSError, *TROUBLE) as error:
        raise _not_made(target, why(error)) from error
    finally:
        for part in sqlite_engines.with_logs(temporary):
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return made


def _take_out(path: Path, parts: frozenset[LeftOut]) -> tuple[HandedOn, set[str], list[bytes]]:
    """Remove ``parts`` from a file; return the result, and the removed texts and samples."""
    texts: set[str] = set()
    counts: dict[LeftOut, int] = {}
    with closing(sqlite_engines.private_connection(path)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        for part in LeftOut:
            if part in parts:
                counts[part] = _OUT[part](raw, texts)
        named = " UNION ".join(
            f'SELECT "{column}" FROM "{table}"'  # noqa: S608
            for table, column in _columns(FILES)
        )
        spare = f"FROM media WHERE key NOT IN ({named})"
        gone = [data for (data,) in raw.execute(f"SELECT data {spare}")] if parts else []
        if parts:
            raw.execute(f"DELETE {spare}")
        digests.take(raw)
        raw.execute("COMMIT")
        raw.execute("VACUUM")
        searched = texts if parts - {LeftOut.HISTORY} else set()
        mentions = proof.mentions(raw, _not_of_history(searched))
        return HandedOn(counts, mentions, free_texts(raw)), texts, gone


def free_texts_of(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Like :func:`free_texts`, of an open workspace; none of a shared one."""
    raw = connection.connection.driver_connection
    return free_texts(raw) if isinstance(raw, sqlite3.Connection) else {}


def free_texts(raw: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return the columns of free text that hold some, by table."""
    found: dict[str, tuple[str, ...]] = {}
    for table, column in _columns([Personal.FREE]):
        some = f'SELECT 1 FROM "{table}" WHERE "{column}" != \'\' LIMIT 1'  # noqa: S608
        if raw.execute(some).fetchone():
            found[table] = (*found.get(table, ()), column)
    return found


def _not_of_history(texts: Collection[str]) -> list[str]:
    """Return the texts to report if they occur elsewhere: not those of the history, which were
    edited on purpose."""
    return [text for text in texts if not isinstance(text, _Edited)]


class _Edited(str):
    """A text of the history, or of a page that anybody may read."""

    __slots__ = ()


def _columns(marks: Collection[Personal]) -> list[tuple[str, str]]:
    return [
        (table.name, column.name)
        for table in CONTENT
        for column in table.columns
        if column.info.get("personal") in marks
    ]


def _no_history(raw: sqlite3.Connection, texts: set[str]) -> int:
    count = 0
    for label, phrase, who in raw.execute("SELECT label, phrase, who FROM history_group"):
        texts |= {_Edited(text) for text in (label, who, *texts_of(phrase))}
        count += 1
    for old, new in raw.execute("SELECT old, new FROM history_change"):
        texts |= {_Edited(text) for text in (*texts_of(old or ""), *texts_of(new or ""))}
    raw.execute("DELETE FROM history_change")
    raw.execute("DELETE FROM history_group")
    raw.execute("DELETE FROM meta WHERE key = 'history_begins_after'")
    return count


def _no_comments(raw: sqlite3.Connection, texts: set[str]) -> int:
    found = [text for (text,) in raw.execute("SELECT text FROM respondent_comment")]
    texts |= set(found)
    raw.execute("DELETE FROM respondent_comment")
    raw.execute("DELETE FROM finding_source WHERE kind = 'comment'")
    return len(found)


def _no_contacts(raw: sqlite3.Connection, texts: set[str]) -> int:
    count = 0
    for table, column in _columns(_CONTACTS):
        given = f'FROM "{table}" WHERE "{column}" != \'\''
        found = [text for (text,) in raw.execute(f'SELECT "{column}" {given}')]
        texts |= set(found)
        count += len(found)
        raw.execute(f'UPDATE "{table}" SET "{column}" = \'\' WHERE "{column}" != \'\'')  # noqa: S608
    return count


def _no_originals(raw: sqlite3.Connection, texts: set[str]) -> int:
    excerpts = raw.execute("SELECT excerpt FROM link_proof WHERE excerpt != ''")
    texts |= {_Edited(excerpt) for (excerpt,) in excerpts}
    raw.execute("UPDATE link_proof SET excerpt = ''")
    return sum(
        raw.execute(f"UPDATE {table} SET {column} = '' WHERE {column} != ''").rowcount  # noqa: S608
        for table, column in _ORIGINALS
    )


_ORIGINALS: Final = (
    ("photo", "original"),
    ("evidence", "media"),
    ("link_proof", "media"),
    ("signed_paper", "media"),
    ("signed_paper", "made"),
)
"""Columns with keys of files that the office or a page gave or that were signed, and that nothing
prints."""
_OUT: Final = {
    LeftOut.HISTORY: _no_history,
    LeftOut.COMMENTS: _no_comments,
    LeftOut.CONTACTS: _no_contacts,
    LeftOut.ORIGINALS: _no_originals,
}


def _prove(path: Path, target: Path, pieces: Collection[bytes]) -> None:
    """Raise WorkspaceError if the copy is not valid or still contains a piece."""
    engine = sqlite_engines.engine_of(path, read_only=True)
    try:
        sqlite_checks.check_sound(engine, path)
        sqlite_checks.check_schema(engine, path)
    finally:
        engine.dispose()
    if proof.traces_in(path, pieces):
        raise _not_made(target, "")


def _not_made(target: Path, reason: str) -> WorkspaceError:
    if reason:
        return WorkspaceError(
            "ทำแฟ้มสำหรับส่งต่อไม่ได้ ({reason})",
            where=str(target),
            remedy="ตรวจเนื้อที่ว่างและสิทธิ์เขียนของโฟลเดอร์ แล้วลองใหม่",
            reason=reason,
        )
    return WorkspaceError(
        "ตรวจแฟ้มสำหรับส่งต่อแล้วยังพบสิ่งที่ต้องเว้น จึงไม่เก็บไว้",
        where=str(target),
        remedy="ลองทำใหม่ ถ้ายังเป็นอีกให้แจ้งผู้ดูแลโปรแกรม และส่งเอกสารฉบับเผยแพร่แทน",
    )
