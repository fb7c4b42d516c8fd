"""Searches all bytes of a file, including free pages, for data that was removed."""

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from ita_desktop.storage.sqlite import engines, journals
from ita_desktop.storage.tables import CONTENT

_MIN_LENGTH: Final = 6
"""Minimum bytes of a piece: shorter ones occur in images by chance."""
_MAX_LENGTH: Final = 36
"""Maximum bytes of a piece: a long text is stored in parts."""
_PREFIX_LENGTH: Final = 12
"""Number of leading bytes by which longer pieces are searched."""
_MAX_SINGLE: Final = 40
"""Maximum number of pieces that are searched one by one."""
_SAMPLE: Final = 32
_SIDES: Final = ("old", "new")
"""The columns of a change in the history."""
_BREAKS: Final = re.compile(r'[\x00-\x1f"\\]+')
"""Characters that are escaped in the history's JSON."""
_TEXT: Final = re.compile(
    rb"(?:[\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}){4,}"
)


def pieces_of(texts: Iterable[str]) -> set[bytes]:
    """Return the byte strings to search for some texts."""
    return {
        piece
        for text in texts
        for line in _BREAKS.split(text)
        for piece in _cut(line.strip())
        if len(piece) >= _MIN_LENGTH
    }


def _cut(line: str) -> Iterator[bytes]:
    piece = b""
    for letter in line:
        coded = letter.encode("utf-8", "replace")
        if len(piece) + len(coded) > _MAX_LENGTH:
            yield piece
            piece = b""
        piece += coded
    yield piece


def samples_of(data: bytes) -> set[bytes]:
    """Return byte strings from the middle of a file, which no other file contains."""
    places = (len(data) * part // 8 for part in (3, 4, 5, 6))
    return {data[at : at + _SAMPLE] for at in places if at + _SAMPLE <= len(data)}


def found_in(path: Path, pieces: Collection[bytes]) -> set[bytes]:
    """Return the pieces that occur in the file or its log, except in existing rows. Raises OSError
    and database errors."""
    hits: set[bytes] = set()
    for part in journals.with_logs(path):
        if _is_log(part):
            hits |= _pieces_in(part.read_bytes(), pieces)
    if hits:
        hits -= _pieces_in(_stored_text(path), hits)
    return _not_stored(path, hits) if hits else hits


def beyond_rows(path: Path, forms: Collection[bytes]) -> set[bytes]:
    """Return the byte strings that stand in the file more often than in its rows and indices, or in
    its log and in no row. Raises OSError and database errors."""
    if not forms:
        return set()
    data = path.read_bytes()
    there = {form: data.count(form) for form in forms if form in data}
    logs = [part.read_bytes() for part in journals.with_logs(path)[1:] if _is_log(part)]
    if not there and not any(form in log for form in forms for log in logs):
        return set()
    held = _stored_text(path) + b"\n" + _indexed_text(path)
    with closing(engines.connect(path, read_only=True)) as raw:
        has_files = raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'media'").fetchone()
        files = [data for (data,) in raw.execute("SELECT data FROM media")] if has_files else []
    return {
        form
        for form in forms
        if there.get(form, 0) > held.count(form) + sum(file.count(form) for file in files)
        or (form not in held and any(form in log for log in logs))
    }


def _is_log(part: Path) -> bool:
    return part.exists() and not part.name.endswith("-shm")


def _indexed_text(path: Path) -> bytes:
    """Return the texts that indices repeat, one row per line."""
    with closing(engines.connect(path, read_only=True)) as raw:
        found = raw.execute(
            "SELECT m.name, l.name, i.name FROM sqlite_master m, pragma_index_list(m.name) l,"
            " pragma_index_info(l.name) i WHERE m.type = 'table' AND i.name IS NOT NULL"
            " ORDER BY m.name, l.name, i.seqno"
        ).fetchall()
        columns: dict[tuple[str, str], list[str]] = {}
        for table, index, column in found:
            columns.setdefault((table, index), []).append(f'"{column}"')
        lines = [
            "".join(value for value in row if isinstance(value, str))
            for (table, _), named in columns.items()
            for row in raw.execute(f'SELECT {", ".join(named)} FROM "{table}"')  # noqa: S608
        ]
    return "\n".join(lines).encode("utf-8", "replace")


def _not_stored(path: Path, hits: set[bytes]) -> set[bytes]:
    """Return the pieces that are in no stored file: a blurred image is partly unchanged."""
    with closing(engines.connect(path, read_only=True)) as raw:
        if raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'media'").fetchone():
            for (data,) in raw.execute("SELECT data FROM media"):
                hits = {piece for piece in hits if piece not in data}
    return hits


def _pieces_in(data: bytes, pieces: Collection[bytes]) -> set[bytes]:
    if len(pieces) <= _MAX_SINGLE:
        return {piece for piece in pieces if piece in data}
    keyed: dict[bytes, list[bytes]] = {}
    hits = set()
    for piece in pieces:
        if len(piece) < _PREFIX_LENGTH or _TEXT.fullmatch(piece) is None:
            if piece in data:
                hits.add(piece)
        else:
            keyed.setdefault(piece[:_PREFIX_LENGTH], []).append(piece)
    for run in _TEXT.finditer(data):
        for at in range(run.start(), run.end() - _PREFIX_LENGTH + 1):
            for piece in keyed.get(data[at : at + _PREFIX_LENGTH], ()):
                if data.startswith(piece, at):
                    hits.add(piece)
    return hits


def _stored_text(path: Path) -> bytes:
    """Return all text stored in a file of any schema, one row per line with adjacent cells, as in
    the file."""
    with closing(engines.connect(path, read_only=True)) as raw:
        tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        lines = [
            "".join(value for value in row if isinstance(value, str))
            for (table,) in [*tables, ("sqlite_master",)]
            if table != "media"
            for row in raw.execute(f'SELECT * FROM "{table}"')  # noqa: S608
        ]
    return "\n".join(lines).encode("utf-8", "replace")


def mentions(raw: sqlite3.Connection, texts: Collection[str]) -> dict[str, int]:
    """Return the number of rows by table that still contain one of the texts, and of changes in the
    history."""
    wanted = [text for text in texts if len(text.encode()) >= _MIN_LENGTH]
    found: dict[str, int] = {}
    for table in CONTENT:
        columns = [column.name for column in table.columns if column.info.get("personal")]
        if not columns or not wanted:
            continue
        holds = " OR ".join(f'instr("{column}", ?)' for column in columns for _ in wanted)
        count = raw.execute(
            f'SELECT count(*) FROM "{table.name}" WHERE {holds}',  # noqa: S608
            [text for _ in columns for text in wanted],
        ).fetchone()[0]
        if count:
            found[table.name] = count
    coded = [json.dumps(text, ensure_ascii=False)[1:-1] for text in wanted]
    if coded:
        holds = " OR ".join(f"instr(coalesce({side}, ''), ?)" for side in _SIDES for _ in coded)
        changes = f"SELECT count(*) FROM history_change WHERE {holds}"  # noqa: S608
        count = raw.execute(changes, [text for _ in _SIDES for text in coded]).fetchone()[0]
        if count:
            found["history_change"] = count
    return found
