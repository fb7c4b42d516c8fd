"""What a merge has left out, in the words of the clerk, with both texts."""

from typing import NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.services.column_words import column_words
from ita_desktop.services.settings.differing_records import Rows, column_lines, name_of
from ita_desktop.storage.files.kinds import kind_of
from ita_desktop.storage.moving.merging import Left


class LeftWords(NamedTuple):
    """What is called what. ``field`` is empty for a whole record; the texts are what the other side
    has, and what is held here."""

    kind: str
    name: str
    field: str
    given: str
    held: str


def words_of(left: Left, given: Rows, held: Rows) -> LeftWords:
    """Return the words for what was left; ``given`` and ``held`` are the records of both sides."""
    table, column = left.table, left.column
    row = given.get(table, {}).get(left.key) or held.get(table, {}).get(left.key) or _whole(left)
    texts = (
        column_lines(table, {column: value}, [column], rows) if column else ""
        for value, rows in ((left.given, given), (left.held, held))
    )
    return LeftWords(
        kind_of(table),
        name_of(table, row, given) if table else left.label,
        column_words(table, column) if column else Phrase(""),
        *texts,
    )


def _whole(left: Left) -> dict[str, object]:
    """Return the columns of a record that the other side has deleted."""
    return dict(left.held or {}) if not left.column else {}
