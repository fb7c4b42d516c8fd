"""What a window computes from the sample as it was opened, computed once for all windows of a
process: years and all that is found in them never change."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from ita_desktop.i18n import language
from ita_desktop.services.documents import exporting
from ita_desktop.services.documents.exporting import ListedDocument
from ita_desktop.services.search import index
from ita_desktop.services.search.entries import SearchEntry
from ita_desktop.services.search.keys import Keys, SearchTexts
from ita_desktop.settings import today
from ita_desktop.ui import session
from ita_desktop.ui.frame import bars
from ita_desktop.ui.pages.overview import page as overview_page
from tests.support import known_files

_FOUND: dict[tuple[object, ...], Any] = {}
"""Results by function, language and arguments."""
_RESULTS: set[int] = set()
"""Ids of the results that are kept."""
_KEYS: dict[SearchEntry, Keys] = {}
_read = index.keys_of


def found_in(patched: pytest.MonkeyPatch) -> None:
    """Lets a window know what the one before has found in the file that both have opened. What
    follows from an edit is found anew."""
    known_files.years_known_in(patched)
    for module, name in (
        (session, "tree_of"),
        (session, "item_progress"),
        (session, "score_bar_data"),
        (bars, "tree_of"),
        (bars, "with_last_year"),
        (bars, "late_measures"),
        (overview_page, "overview"),
    ):
        patched.setattr(module, name, _once(getattr(module, name)))
    patched.setattr(exporting, "listed", _listed_once(exporting.listed))
    patched.setattr(index, "keys_of", _keys_of)


def _keys_of(entry: SearchEntry, words: SearchTexts) -> Keys:
    if entry not in _KEYS:
        _KEYS[entry] = _read(entry, words)
    return _KEYS[entry]


def _once(find: Callable[..., Any]) -> Callable[..., Any]:
    def found(*given: object, **named: object) -> Any:
        values = (*given, *named.values())
        if not all(map(_stays, values)):
            return find(*given, **named)
        key = (find, language.code, *map(_known_by, values))
        if key not in _FOUND:
            _FOUND[key] = result = find(*given, **named)
            _RESULTS.add(id(result))
        return _FOUND[key]

    return found


def _listed_once(listed: Callable[..., Iterator[ListedDocument]]) -> Callable[..., Any]:
    """One after another the first time, as the search asks for them."""

    def found(*given: Any, **named: Any) -> Iterator[ListedDocument]:
        if named or not all(map(_stays, given)):
            yield from listed(*given, **named)
            return
        key = (listed, today(), *map(id, exporting.kinds()), *map(id, given))
        if key not in _FOUND:
            made = []
            for thing in listed(*given):
                made.append(thing)
                yield thing
            _FOUND[key] = tuple(made)
        else:
            yield from _FOUND[key]

    return found


def _stays(value: object) -> bool:
    """Whether an argument never changes, and keeps its id."""
    return value is None or _is_plain(value) or known_files.is_known(value) or id(value) in _RESULTS


def _is_plain(value: object) -> bool:
    """Whether this is a day, or years."""
    return isinstance(value, date) or (
        type(value) is tuple and all(isinstance(part, int) for part in value)
    )


def _known_by(value: object) -> object:
    return value if _is_plain(value) else id(value)
