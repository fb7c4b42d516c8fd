"""Searches the entries of a list, best match first."""

from collections.abc import Sequence

from ita_desktop.domain.roster.names import nearest
from ita_desktop.domain.text import key
from ita_desktop.ui.table.values import ListChoice

_NEAR = 0.7
"""Least similarity (0-1) of a name suggested for a mistyped one."""
_MOST_NEAR = 3


class EntrySearch:
    """The entries of a list, indexed for searching."""

    def __init__(self, choices: Sequence[ListChoice]) -> None:
        self._choices = tuple(choices)
        self._keys = [tuple(map(key, (choice.text, *choice.also))) for choice in choices]

    def find(self, text: str) -> tuple[ListChoice, ...]:
        """Returns the entries that contain ``text`` in a name: exact matches, then prefixes, then
        others, each in list order. If there are none, the most similar ones. An empty text matches
        all.

        Ignores spaces, case and kind of digits.
        """
        wanted = key(text)
        if not wanted:
            return self._choices
        ranked = []
        for at, names in enumerate(self._keys):
            rank = min((_rank(name, wanted) for name in names), default=None)
            if rank is not None and rank < _NOT_FOUND:
                ranked.append((rank, at))
        ranked.sort()
        return tuple(self._choices[at] for _, at in ranked) or self._similar(wanted)

    def holds(self, text: str) -> bool:
        """Whether an entry contains ``text`` in a name; otherwise results are only similar."""
        wanted = key(text)
        return any(wanted in name for names in self._keys for name in names)

    def _similar(self, wanted: str) -> tuple[ListChoice, ...]:
        spelt = ((name, at) for at, names in enumerate(self._keys) for name in names)
        return tuple(self._choices[at] for at in nearest(wanted, spelt, _NEAR))[:_MOST_NEAR]


_NOT_FOUND = 3


def _rank(name: str, wanted: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if wanted in name else _NOT_FOUND
