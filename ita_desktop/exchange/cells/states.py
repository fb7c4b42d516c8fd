"""Parses cells with the name of a state."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.row import Cells, shortened

StateT = TypeVar("StateT")


def read_state(
    cells: Cells, name: str, known: Mapping[str, StateT], words: Iterable[str]
) -> StateT | None:
    """Return the state named in column ``name``, compared by :func:`key`; None if it is empty.

    Raises RowError with the allowed ``words`` for any other text.
    """
    word = cells.text(name)
    if not word:
        return None
    state = known.get(key(word))
    if state is None:
        raise cells.fail(
            name,
            "ไม่รู้จักสถานะ “{word}”",
            remedy="ใช้ {known}",
            word=shortened(word),
            known=" ".join(words),
        )
    return state
