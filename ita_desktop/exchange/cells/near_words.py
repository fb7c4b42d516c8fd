"""Finds a known word that differs from a typed one in one letter."""

import re
from collections.abc import Iterator, Mapping

_SHORTEST = 7
"""Minimum number of letters of a word: a shorter one may be another word."""
_REMEMBERED = 4_096
"""Maximum number of words whose meanings are kept."""
_TONES = re.compile("[\u0e47-\u0e4c]")
"""Marks above a letter, which are left out or put on the next one."""
_DIGIT = re.compile(r"\d")


class NearWords:
    """Words with their meanings, found by all ways to leave out one of their letters."""

    def __init__(
        self, meanings: Mapping[str, tuple[str, ...]], beginnings: Mapping[str, str]
    ) -> None:
        """``beginnings`` are words that may go on."""
        self._beginnings = [pair for pair in beginnings.items() if len(pair[0]) >= _SHORTEST]
        self._meanings = {word: names for word, names in meanings.items() if len(word) >= _SHORTEST}
        self._found: dict[str, frozenset[str]] = {}
        """What was found for the last words: a table's headings are looked at row by row."""
        # Tuples of texts, unlike sets, are no work for the garbage collector: there are 20,000.
        self._without: dict[str, tuple[str, ...]] = {}
        for word in self._meanings:
            for short in {word, *_shortened(word), _TONES.sub("", word)}:
                self._without[short] = (*self._without.get(short, ()), word)

    def find(self, word: str) -> frozenset[str]:
        """Return the meanings of the words that ``word`` is with one letter more, less, other or
        exchanged with the next, or with other tone marks.

        >>> NearWords({"ผู้รับผิดชอบ": ("owners",)}, {}).find("ผู้รับผิดชบ")
        frozenset({'owners'})
        """
        found = self._found.get(word)
        if found is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            found = self._found[word] = self._near(word)
        return found

    def _near(self, word: str) -> frozenset[str]:
        if len(word) < _SHORTEST - 1:
            return frozenset()
        bare, digits = _TONES.sub("", word), _DIGIT.findall(word)
        near = {
            known
            for short in (word, *_shortened(word), bare)
            for known in self._without.get(short, ())
            if (len(word) >= _SHORTEST and _differ_once(word, known))
            or _TONES.sub("", known) == bare
            if _DIGIT.findall(known) == digits  # another number is meant, and no slip
        }
        names = {name for known in near for name in self._meanings[known]}
        return frozenset(names | {name for begun, name in self._beginnings if _begins(word, begun)})


def _shortened(word: str) -> Iterator[str]:
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _begins(word: str, begun: str) -> bool:
    """Return whether a word begins with almost all letters of another."""
    least = len(begun) - 1
    return any(_differ_once(word[:length], begun) for length in range(least, least + 3))


def _differ_once(first: str, second: str) -> bool:
    """Return whether two words differ in one letter, or in the order of two."""
    if len(first) > len(second):
        first, second = second, first
    at = next((at for at, letter in enumerate(first) if letter != second[at]), len(first))
    if len(first) < len(second):
        return first[at:] == second[at + 1 :]
    swapped = first[at : at + 2] == second[at : at + 2][::-1]
    return first[at + 1 :] == second[at + 1 :] or (swapped and first[at + 2 :] == second[at + 2 :])
