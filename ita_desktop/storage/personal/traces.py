"""Looks through all bytes of a file, free pages included, for what must not be in it any more."""

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from ita_desktop.storage.files import sqlite_file
from ita_desktop.storage.tables import CONTENT

_LEAST: Final = 6
"""Bytes that a piece has at least: fewer turn up in pictures by chance."""
_MOST: Final = 36
"""Bytes that a piece has at most: a long text is stored in parts."""
_KEY: Final = 12
"""By so many of its first bytes a longer piece is looked for."""
_FEW: Final = 40
"""So many pieces are looked for one by one."""
_SAMPLE: Final = 32
_BREAKS: Final = re.compile(r'[\x00-\x1f"\\]+')
"""What is written otherwise in the history."""
_TEXT: Final = re.compile(
    rb"(?:[\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}){4,}"
)


def pieces_of(texts: Iterable[str]) -> set[bytes]:
    """What to look for of some texts."""
    return {
        piece
        for text in texts
        for line in _BREAKS.split(text)
        for piece in _cut(line.strip())
        if len(piece) >= _LEAST
    }


def _cut(line: str) -> Iterator[bytes]:
    piece = b""
    for letter in line:
        coded = letter.encode("utf-8", "replace")
        if len(piece) + len(coded) > _MOST:
            yield piece
            piece = b""
        piece += coded
    yield piece


def samples_of(data: bytes) -> set[bytes]:
    """What to look for of a picture or file: bytes from its midst, which no other one has."""
    places = (len(data) * part // 8 for part in (3, 4, 5, 6))
    return {data[at : at + _SAMPLE] for at in places if at + _SAMPLE <= len(data)}


def found_in(path: Path, pieces: Collection[bytes]) -> set[bytes]:
    """The pieces that are somewhere in the file or in a log beside it, and in nothing that it
    keeps on purpose. Raises OSError and what the database raises."""
    hits: set[bytes] = set()
    for part in sqlite_file.with_logs(path):
        if part.exists() and not part.name.endswith("-shm"):
            hits |= _held(part.read_bytes(), pieces)
    if hits:
        hits -= _held(_kept_text(path), hits)
    return _not_kept(path, hits) if hits else hits


def _not_kept(path: Path, hits: set[bytes]) -> set[bytes]:
    """The pieces that are in no kept picture either: one that was blurred is the same elsewhere."""
    with closing(sqlite_file.read_connection(path)) as raw:
        if raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'media'").fetchone():
            for (data,) in raw.execute("SELECT data FROM media"):
                hits = {piece for piece in hits if piece not in data}
    return hits


def _held(data: bytes, pieces: Collection[bytes]) -> set[bytes]:
    if len(pieces) <= _FEW:
        return {piece for piece in pieces if piece in data}
    keyed: dict[bytes, list[bytes]] = {}
    hits = set()
    for piece in pieces:
        if len(piece) < _KEY or _TEXT.fullmatch(piece) is None:
            if piece in data:
                hits.add(piece)
        else:
            keyed.setdefault(piece[:_KEY], []).append(piece)
    for run in _TEXT.finditer(data):
        for at in range(run.start(), run.end() - _KEY + 1):
            for piece in keyed.get(data[at : at + _KEY], ()):
                if data.startswith(piece, at):
                    hits.add(piece)
    return hits


def _kept_text(path: Path) -> bytes:
    """All text that is stored in a file of any schema, a row a line: its cells stand side by side
    in the file, too."""
    with closing(sqlite_file.read_connection(path)) as raw:
        tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        lines = [
            "".join(value for value in row if isinstance(value, str))
            for (table,) in [*tables, ("sqlite_master",)]
            if table != "media"
            for row in raw.execute(f'SELECT * FROM "{table}"')  # noqa: S608
        ]
    return "\n".join(lines).encode("utf-8", "replace")


def mentions(raw: sqlite3.Connection, texts: Collection[str]) -> dict[str, int]:
    """In how many rows of each table of the clerk's one of the texts still stands."""
    wanted = [text for text in texts if len(text.encode()) >= _LEAST]
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
    return found
