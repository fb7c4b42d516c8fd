"""A cell that says in a word how something stands."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.row import Cells, shortened

StateT = TypeVar("StateT")


def read_state(
    cells: Cells, name: str, known: Mapping[str, StateT], words: Iterable[str]
) -> StateT | None:
    """What the word of the column ``name`` means, by :func:`key`; None where the cell is empty.

    Raises RowError, which names the ``words`` that can be used, for any other one.
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
