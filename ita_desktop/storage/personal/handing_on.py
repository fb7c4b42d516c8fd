"""Writes a copy of a workspace for others, without confidential parts."""

import os
import sqlite3
from collections.abc import Collection, Mapping
from contextlib import closing, suppress
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import Connection

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.personal_marks import FILES, Personal
from ita_desktop.home import give_rights
from ita_desktop.paths import kind_at, real
from ita_desktop.storage import Step
from ita_desktop.storage.files import digests
from ita_desktop.storage.files.backups import make_own
from ita_desktop.storage.personal import proof
from ita_desktop.storage.personal.words import texts_of
from ita_desktop.storage.reasons import TROUBLE, why
from ita_desktop.storage.sqlite import checks, copying, engines
from ita_desktop.storage.tables import CONTENT

_CONTACTS: Final = (Personal.TELEPHONE, Personal.MAIL)


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
        if not copying.copy_content(source, temporary, progress):
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
        for part in engines.with_logs(temporary):
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return made


def _take_out(path: Path, parts: frozenset[LeftOut]) -> tuple[HandedOn, set[str], list[bytes]]:
    """Remove ``parts`` from a file; return the result, and the removed texts and samples."""
    texts: set[str] = set()
    counts: dict[LeftOut, int] = {}
    with closing(engines.private_connection(path)) as raw:
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
    engine = engines.engine_of(path, read_only=True)
    try:
        checks.check_sound(engine, path)
        checks.check_schema(engine, path)
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
