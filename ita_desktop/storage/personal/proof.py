"""Proves that what was erased is in a file no more, by another way than erasing it: all cells of
all tables whatever they are called, and all bytes of the file, compared with what its rows hold.

Erasing follows rows, references and columns, and finds words as they are typed. Here a text is
compared without spaces and signs, in one kind of digits, wherever it stands.
"""

import json
import re
import sqlite3
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.domain.text import to_arabic, to_thai
from ita_desktop.storage.personal import traces
from ita_desktop.storage.personal.belongings import Belongings
from ita_desktop.storage.personal.words import Words, digits_of
from ita_desktop.storage.sqlite import engines

_SIGNS: Final = re.compile("[\\s\u200b\u200c\u200d\u2060\ufeff\u00ad().–-]+")
_ESCAPED: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_LONG_KEY: Final = 16
"""Letters of a key that no text contains by chance."""
_MOST_NAMED: Final = 3


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
    with closing(engines.connect(path, read_only=True)) as raw:
        found = list(dict.fromkeys(_cells(raw, sought)))
    if traces.found_in(path, sought.pieces) or traces.beyond_rows(path, forms_of(sought.words)):
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
