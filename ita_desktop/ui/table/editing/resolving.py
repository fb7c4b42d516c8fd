"""Resolves the conflict of a cell that somebody else has changed while it was typed into."""

from collections.abc import Callable
from typing import Any, NamedTuple

from ita_desktop.ui.editors.base import CellEditor, TypedText
from ita_desktop.ui.shared.editor_events import (
    BeforeCompareEvent,
    ConflictEvent,
    TextToKeep,
    tell,
)
from ita_desktop.ui.table.column import Column, Row
from ita_desktop.ui.table.editing.reading import read
from ita_desktop.ui.table.texts import entered_text


class StoredValue(NamedTuple):
    """What a cell has by now: value and text, its row (None for a group), and who has changed
    it."""

    value: object
    text: str
    row: Row | None
    who: str


def resolve(
    editor: CellEditor,
    column: Column[Any],
    began: object,
    typed: object,
    stored: Callable[[], StoredValue | None],
) -> tuple[bool, object]:
    """Returns whether the conflict is resolved, and the value that it shall have.

    ``began`` is its value when editing began, ``typed`` the one that was entered; ``stored``
    returns what it has by now, None where the row is gone. The clerk is asked where both have
    changed it, again if it changes while she is asked. Raises ValueError if a text made of both
    cannot be parsed.
    """
    tell(editor, BeforeCompareEvent())
    result = editor.result()
    text = result.text if isinstance(result, TypedText) else None
    while (now := stored()) is not None and now.value not in (began, typed):
        if typed == began:
            return True, now.value
        mine = entered_text(column, now.row, typed) if text is None else text
        # Of two dates or numbers no third one is made by writing both.
        joins = text is not None and isinstance(typed, str)
        asked = tell(editor, ConflictEvent(column.title, mine, now.text, now.who, joins=joins))
        began = now.value
        match asked.choice:
            case TextToKeep.NEITHER:
                return False, typed
            case TextToKeep.THEIRS:
                typed = now.value
            case TextToKeep.JOINED:
                text = asked.joined
                editor.start(text, None)  # where it is refused, it stays there
                typed = read(column, now.row, text)
            case TextToKeep.MINE:
                pass
    return True, typed
