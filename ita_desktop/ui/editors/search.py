"""Finding entries of a list by what is typed, the best match first."""

from collections.abc import Sequence

from ita_desktop.domain.text import key
from ita_desktop.ui.table.values import ListChoice

_NEAR = 0.7
"""How alike two names must be (0-1) to be offered for a mistyped one."""
_MOST_NEAR = 3


class EntrySearch:
    """The entries of one list, prepared for many searches."""

    def __init__(self, choices: Sequence[ListChoice]) -> None:
        self._choices = tuple(choices)
        self._keys = [tuple(map(key, (choice.text, *choice.also))) for choice in choices]

    def find(self, text: str) -> tuple[ListChoice, ...]:
        """Entries that hold ``text`` in one of their names: whole names first, then those that
        begin with it, then those that hold it, each in the list's own order. When there is none,
        the most similar ones. An empty text finds all.

        Spaces, case and kind of digits do not matter.
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
        """Whether an entry holds ``text`` in one of its names; else what is found is like it."""
        wanted = key(text)
        return any(wanted in name for names in self._keys for name in names)

    def _similar(self, wanted: str) -> tuple[ListChoice, ...]:
        from difflib import SequenceMatcher

        scored = []
        for at, names in enumerate(self._keys):
            alike = [name for name in names if _may_be_near(len(name), len(wanted))]
            likeness = max(
                (SequenceMatcher(None, wanted, text).ratio() for text in alike), default=0
            )
            if likeness >= _NEAR:
                scored.append((-likeness, at))
        return tuple(self._choices[at] for _, at in sorted(scored)[:_MOST_NEAR])


_NOT_FOUND = 3


def _may_be_near(number: int, other: int) -> bool:
    """Whether texts of these lengths can be alike: a long text takes long to compare."""
    return 2 * min(number, other) >= _NEAR * (number + other)


def _rank(name: str, wanted: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if wanted in name else _NOT_FOUND
