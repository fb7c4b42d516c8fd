"""Parses cells with the name of a state."""

from ita_desktop.domain.text import key
from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.domain.tracking.said_state import said_state
from ita_desktop.domain.tracking.worksheet import STATE_WORDS
from ita_desktop.exchange.cells.row import Cells, shortened

_LONGEST = 24
"""Letters of a cell that says nothing but a state."""


def read_state(cells: Cells, name: str) -> EntryState | None:
    """Return the state that the cell in column ``name`` tells; None if it is empty.

    Raises RowError for words that do not decide it.
    """
    word = cells.text(name)
    state = said_state(word)
    if word and state is None:
        raise cells.fail(
            name,
            "ไม่รู้จักสถานะ “{word}”",
            remedy="ใช้ {known}",
            word=shortened(word),
            known=" ".join(STATE_WORDS.values()),
        )
    return state


def more_than_state(cells: Cells, name: str) -> str:
    """Return the cell of a state if it says more than that: how far, why, till when."""
    words = cells.lines(name)
    is_state = len(key(words)) <= _LONGEST and not any(map(str.isdecimal, words))
    return "" if is_state else words
