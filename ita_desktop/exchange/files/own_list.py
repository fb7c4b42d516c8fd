"""A list that went out as a file and comes back: the hidden column by which it is known.

The heading of that column names the list, its Buddhist fiscal year, its columns and all rows that
went out; each row has its key and a digest of each cell as it went out. So a cell that nobody
touched is known from one that was changed, and a row that was taken away from one that is new in
the workspace, however the file was sorted, filtered or saved since.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import blake2s
from typing import Final, NamedTuple

from ita_desktop.exchange.cells.row import without_struck
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow, Value

_SIGN: Final = "ITA-Desktop-List"
_HEAD_ROWS: Final = 10
"""Number of rows in which the headings are looked for: people put a title above a list."""
_DIGEST_BYTES: Final = 4
_KEY_BYTES: Final = 3
_MOST_LETTERS: Final = 15_000
"""A longer heading is too long for a cell; it does not say then which rows went out."""


def short_digest(text: str) -> str:
    """Return what tells the text of a cell from another one; empty for no text."""
    return blake2s(text.encode(), digest_size=_DIGEST_BYTES).hexdigest() if text else ""


def _short_key(key: str) -> str:
    return blake2s(key.encode(), digest_size=_KEY_BYTES).hexdigest()


@dataclass(frozen=True)
class SentKey:
    """The key of a row that went out, and the digests of its cells by column."""

    key: str
    was: Mapping[str, str]


class ListHead(NamedTuple):
    """What the heading of the hidden column says."""

    name: str
    year: int
    columns: tuple[str, ...]
    """The names of the columns in the order of the digests."""
    sent: frozenset[str]
    """The rows that went out; empty if the file does not say."""

    @classmethod
    def of(cls, name: str, year: int, columns: Sequence[str], keys: Iterable[str]) -> "ListHead":
        """Return what a list of these rows says."""
        return cls(name, year, tuple(columns), frozenset(map(_short_key, keys)))

    def __str__(self) -> str:
        """The heading as it is written."""
        sent = "".join(sorted(self.sent))
        known = sent if len(sent) <= _MOST_LETTERS else ""
        return " ".join((_SIGN, self.name, str(self.year), ",".join(self.columns), known)).strip()

    @classmethod
    def read(cls, text: object) -> "ListHead | None":
        """Return what a heading says; None if it is that of any other column."""
        words = str(text).split() if isinstance(text, str) and text.startswith(_SIGN) else []
        if len(words) not in {4, 5} or words[0] != _SIGN or not words[2].isdecimal():
            return None
        letters, step = words[4] if len(words) == 5 else "", 2 * _KEY_BYTES
        sent = (letters[at : at + step] for at in range(0, len(letters), step))
        return cls(words[1], int(words[2]), tuple(words[3].split(",")), frozenset(sent))

    def went_out(self, key: str) -> bool:
        """Return whether the row of this key was in the file when it was written."""
        return _short_key(key) in self.sent

    def row_key(self, key: str, texts: Mapping[str, str]) -> str:
        """Return what the hidden cell of a row says, of the texts of its cells."""
        return f"{key} {'.'.join(short_digest(texts[name]) for name in self.columns)}"

    def read_key(self, text: object) -> SentKey | None:
        """Return the row that a hidden cell names; None if it names none."""
        key, _, digests = str(text).strip().partition(" ") if isinstance(text, str) else ("",) * 3
        parts = digests.split(".")
        if not key or len(parts) != len(self.columns):
            return None
        return SentKey(key, dict(zip(self.columns, parts, strict=True)))


@dataclass(frozen=True)
class OwnList:
    """A list of the program that came back."""

    head: ListHead
    heading: SheetRow
    keys: Mapping[Origin, SentKey] = field(default_factory=dict)
    """The rows that went out, by where they are now; other rows are new."""


def touched_in(own: OwnList, sheet: DataSheet) -> DataSheet:
    """Return the rows of a list with only those cells that are not as they went out."""
    rows = []
    for row in sheet.rows:
        sent = own.keys.get(Origin(sheet.name, row.number))
        known = {*sent.was.values()} if sent is not None else set()
        values = ("" if _digest_of(value) in known else value for value in row.values)
        rows.append(replace(row, values=tuple(values)))
    return replace(sheet, rows=tuple(row for row in rows if row.number != own.heading.number))


def _digest_of(value: Value) -> str:
    return short_digest(value.isoformat() if isinstance(value, date) else str(value))


def own_list_in(sheets: Sequence[DataSheet]) -> tuple[OwnList, DataSheet] | None:
    """Return the list of the program that is in a file, with the sheet that it is on; None if
    there is none. The hidden cells are empty in what is returned, and so is what is struck
    through."""
    for sheet in sheets:
        for at, row in enumerate(sheet.rows[:_HEAD_ROWS]):
            for column, value in enumerate(row.values):
                if (head := ListHead.read(value)) is not None:
                    return _list_of(sheet, head, at, column)
    return None


def _list_of(sheet: DataSheet, head: ListHead, at: int, column: int) -> tuple[OwnList, DataSheet]:
    keys: dict[Origin, SentKey] = {}
    rows = []
    for row in sheet.rows[at + 1 :]:
        known = head.read_key(row.value(column))
        if known is not None:
            keys[Origin(sheet.name, row.number)] = known
        rows.append(_unstruck(row.with_value(column, "")))
    heading = _unstruck(sheet.rows[at].with_value(column, ""))
    return OwnList(head, heading, keys), replace(sheet, rows=(*sheet.rows[:at], heading, *rows))


def _unstruck(row: SheetRow) -> SheetRow:
    values = (without_struck(each)[0] if isinstance(each, str) else each for each in row.values)
    return replace(row, values=tuple(values))
