"""People whom a file has erased for good, as another file of the same work still knows them: what a
join takes from there must not bring their names back without a word."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ita_desktop.storage.edits.changes import RowChange
from ita_desktop.storage.moving.common_state import Side
from ita_desktop.storage.moving.merging import OwnEdit, Place
from ita_desktop.storage.personal.belongings import PERSON, Row, belongings
from ita_desktop.storage.personal.words import Words, goes_by_itself, others_of

_LEFT: Final = "…"


@dataclass(frozen=True)
class ErasedPeople:
    """Their words, and the rows of the other file that are theirs."""

    words: Words
    rows: frozenset[Row] = frozenset()

    def without_whole(self, change: RowChange) -> RowChange:
        """Return a change without values that mean one of them and nobody else, as erasing takes
        them out of other rows."""
        if change.new is None or not self.words.names:
            return change
        new = {
            column: ""
            if isinstance(value, str) and goes_by_itself(self.words, change.table, column, value)
            else value
            for column, value in change.new.items()
        }
        return change._replace(new=new)

    def named_in(self, change: RowChange) -> list[Place]:
        """Return the texts of a change that may mean one of them."""
        return [
            (change.table, change.key, column)
            for column, value in (change.new or {}).items()
            if isinstance(value, str)
            and column != "id"
            and not column.endswith("_id")
            and self.words.spans(value, parts=False)
        ]

    def unnamed(self, edit: OwnEdit) -> OwnEdit:
        """Return an edit with a label that does not name them; one of their own rows not by first
        name either."""
        is_theirs = any((change.table, change.key) in self.rows for change in edit.changes)
        label = self.without_names(edit.label, parts=is_theirs)
        return edit if label == edit.label else edit._replace(label=label)

    def without_names(self, text: str, *, parts: bool = False) -> str:
        """Return a text with a sign in place of their names and contacts."""
        left, at = "", 0
        for begin, end in self.words.spans(str(text), parts=parts):
            left, at = f"{left}{text[at:begin]}{_LEFT}", end
        return f"{left}{text[at:]}" if left else text


NOBODY: Final = ErasedPeople(Words())


def erased_people(there: Side, is_erased: Callable[[Row], bool]) -> ErasedPeople:
    """Return the people of the other file, now or before, whom this one has erased."""
    known = dict.fromkeys(key for key, _ in others_of(there.raw, ()))
    gone = frozenset((PERSON, key) for key in known if is_erased((PERSON, key)))
    if not gone:
        return NOBODY
    own = belongings(there.raw, gone)
    others = {other for _, other in others_of(there.raw, gone)}
    return ErasedPeople(Words(own.values, others), own.rows)
