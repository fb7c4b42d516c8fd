"""Proves that what was erased, or left out of a copy, is in a file no more, by another way than
taking it out: all cells of all tables whatever they are called, and all bytes of the file, with its
free pages, compared with what its rows hold.

Erasing follows rows, references and columns, and finds words as they are typed. Here a text is
compared without spaces and signs, in one kind of digits, wherever it stands.
"""

import json
import sqlite3
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import to_arabic, to_thai
from ita_desktop.storage import sqlite_engines
from ita_desktop.storage.personal.belongings import Belongings
from ita_desktop.storage.personal.words import Words, digits_of
from ita_desktop.storage.tables import CONTENT

_SIGNS: Final = lazy_re("[\\s\u200b\u200c\u200d\u2060\ufeff\u00ad().–-]+")
_ESCAPED: Final = lazy_re(r"\\u([0-9a-fA-F]{4})")
_LONG_KEY: Final = 16
"""Letters of a key that no text contains by chance."""
_MOST_NAMED: Final = 3
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
_BREAKS: Final = lazy_re(r'[\x00-\x1f"\\]+')
"""Characters that are escaped in the history's JSON."""
_TEXT: Final = lazy_re(
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


def traces_in(path: Path, pieces: Collection[bytes]) -> set[bytes]:
    """Return the pieces that occur in the file or its log, except in existing rows. Raises OSError
    and database errors."""
    hits: set[bytes] = set()
    for part in sqlite_engines.with_logs(path):
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
    logs = [part.read_bytes() for part in sqlite_engines.with_logs(path)[1:] if _is_log(part)]
    if not there and not any(form in log for form in forms for log in logs):
        return set()
    held = _stored_text(path) + b"\n" + _indexed_text(path)
    with closing(sqlite_engines.connect(path, read_only=True)) as raw:
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
    with closing(sqlite_engines.connect(path, read_only=True)) as raw:
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
    with closing(sqlite_engines.connect(path, read_only=True)) as raw:
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
    with closing(sqlite_engines.connect(path, read_only=True)) as raw:
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


class Sought(NamedTuple):
    """What must be in a file no more: the ``words`` of people except in the ``kept`` places, rows
    and their history (``own``), and all ``pieces`` of bytes."""

    words: Words
    own: Belongings
    kept: frozenset[str] = frozenset()
    pieces: frozenset[bytes] = frozenset()


def found_in(path: Path, sought: Sought) -> list[str]:
    """Return where a file of any schema still holds something: places, or ``bytes``. Raises OSError
    and database errors."""
    with closing(sqlite_engines.connect(path, read_only=True)) as raw:
        found = list(dict.fromkeys(_cells(raw, sought)))
    if traces_in(path, sought.pieces) or beyond_rows(path, forms_of(sought.words)):
        found.append("bytes")
    return found


def named(found: Collection[str]) -> str:
    """Return the first places in short."""
    shown = list(found)[:_MOST_NAMED]
    return ", ".join(shown) + (" …" if len(found) > _MOST_NAMED else "")


def forms_of(words: Words) -> frozenset[bytes]:
    """Return the bytes as which the words of people may stand in a file."""
    return frozenset().union(*map(forms_of_text, words.plain))


def forms_of_text(text: str) -> frozenset[bytes]:
    """Return the bytes of a word: in both kinds of digits, a number also without what stands
    between them, as typed and as JSON escapes."""
    texts = {text, to_thai(text), to_arabic(text)}
    digits = digits_of(text)
    if digits and digits == _flat(text):
        texts |= {digits, to_thai(digits)}
    escaped = {json.dumps(one)[1:-1] for one in texts}
    upper = {_ESCAPED.sub(lambda found: f"\\u{found[1].upper()}", one) for one in escaped}
    return frozenset(one.encode("utf-8", "replace") for one in texts | escaped | upper)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "\\u" in text else text


def _flat(text: str) -> str:
    plain = to_arabic(unicodedata.normalize("NFC", _unescaped(text)))
    return _SIGNS.sub("", plain).casefold()


def _cells(raw: sqlite3.Connection, sought: Sought) -> Iterator[str]:
    """Yield the cells that hold a word and are no kept place, and history of erased rows."""
    needles = {_flat(word) for word in sought.words.plain - sought.words.mails}
    mails = {mail.casefold() for mail in sought.words.mails}
    others = {
        _flat(name)
        for other in sought.words.others
        for name in (other.prefix + other.name, other.name)
        if " " in name
    }
    in_media = forms_of(sought.words)
    keys = {key for _, key in sought.own.rows if len(key) >= _LONG_KEY}
    tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        found = raw.execute(f'SELECT rowid, * FROM "{table}"')  # noqa: S608
        names = [column[0] for column in found.description][1:]
        for number, *row in found:
            cells = dict(zip(names, row, strict=True))
            place = _place(table, number, cells)
            is_theirs = table == "history_group" and cells["id"] in sought.own.groups
            for column, cell in cells.items():
                if isinstance(cell, bytes):
                    holds = any(form in cell for form in in_media)
                else:
                    holds = isinstance(cell, str) and (
                        _holds(cell, needles, set() if is_theirs else others)
                        or any(mail in _unescaped(cell).casefold() for mail in mails)
                    )
                if holds and not _is_kept(sought.kept, place, column):
                    yield f"{place}/{column}"
            if table == "history_change" and any(
                key in cell for key in keys for cell in row if isinstance(cell, str)
            ):
                yield place


def _holds(cell: str, needles: Collection[str], others: Collection[str]) -> bool:
    text = _flat(cell)
    if not any(needle in text for needle in needles):
        return False
    for other in sorted(others, key=len, reverse=True):
        text = text.replace(other, "\n")
    return any(needle in text for needle in needles)


def _place(table: str, number: int, cells: dict[str, object]) -> str:
    if table == "history_change":
        return f"{cells['table_name']}/{cells['row_id']}"
    return f"{table}/{cells.get('id', cells.get('key', number))}"


def _is_kept(kept: Collection[str], place: str, column: str) -> bool:
    if f"{place}/{column}" in kept:
        return True
    # Old and new columns of a change, and a label with its phrase, are each one text.
    return column in {"old", "new", "phrase"} and any(name.startswith(f"{place}/") for name in kept)
