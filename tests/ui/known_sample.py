"""What a window computes from the sample as it was released, computed once for all windows of a
process: years and all that is found in them never change."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ita_desktop.services.search import index
from ita_desktop.services.search.entries import SearchEntry
from ita_desktop.ui import session
from ita_desktop.ui.pages.overview import page as overview_page
from tests import known_files

_FOUND: dict[tuple[object, ...], tuple[tuple[object, ...], Any]] = {}
"""Results by function and arguments; the arguments, too, which keeps their ids valid."""
_KEYS: dict[SearchEntry, index.Keys] = {}
_read = index._keys_of


def known_in(patched: pytest.MonkeyPatch) -> None:
    """Lets a window that opens a copy of the sample know what the one before has found in it."""
    known_files.known_in(patched)
    for module, name in (
        (session, "tree_of"),
        (session, "item_progress"),
        (session, "score_bar_data"),
        (overview_page, "overview"),
    ):
        patched.setattr(module, name, _once(getattr(module, name)))


def searched_in(patched: pytest.MonkeyPatch) -> None:
    """Lets the search of a window know how the one before has read the texts of its entries."""
    patched.setattr(index, "_keys_of", _keys_of)


def _keys_of(entry: SearchEntry, words: index._Words) -> index.Keys:
    if entry not in _KEYS:
        _KEYS[entry] = _read(entry, words)
    return _KEYS[entry]


def _once(find: Callable[..., Any]) -> Callable[..., Any]:
    def found(*given: object, **named: object) -> Any:
        values = (*given, *named.values())
        key = (find, *(one if isinstance(one, date) else id(one) for one in values))
        if key not in _FOUND:
            _FOUND[key] = values, find(*given, **named)
        return _FOUND[key][1]

    return found
