"""What a question asks for: its words without those that only ask, each with what else it may be
called."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from ita_desktop.services.search.keys import Cut, terms_of, toneless
from ita_desktop.services.search.ranking import Ranking, Ways, is_slip
from ita_desktop.services.search.said import TWINS
from ita_desktop.services.search.synonyms import signs
from ita_desktop.services.search.vocabulary import ASKING, DOING, SHORT, SMALL, TALK, WHO

_TWIN, _HEAD = 0.7, 0.9
"""What a word counts that means the same, and what the program calls it."""
_LITTLE: Final = 0.5
"""What a word counts that tells what is done."""
_YEAR: Final = 4
_MOST_PARTS: Final = 6
"""So many parts of what was cut may be a word."""
_MOST_SLIPS: Final = 4
"""So many parts may be a word with a mistake."""
_LEAST_SLIP: Final = 4
"""Letters from which on a word may have a mistake."""


def asked_of(words: Sequence[str], cut: Cut, ranking: Ranking) -> list[list[Ways]]:
    """Return what is asked for by each word, but for those that only ask."""
    each = []
    for word in words:
        asked: list[Ways] = []
        parts = [*terms_of(word, cut)]
        at = 0
        while at < len(parts):
            said, count = _phrase(parts[at:], ranking)
            if not said:
                parts[at : at + count] = _parted("".join(parts[at : at + count]), ranking)
                continue
            if said not in _STOPS and (len(said) > 1 or said.isdigit()):
                own = parts[at : at + count] if said == "".join(parts[at : at + count]) else [said]
                asked += _asked(said, own, cut, ranking)
            at += count
        each.append(asked)
    return [*filter(None, each)]


def _parted(joined: str, ranking: Ranking) -> list[str]:
    """Return the two known words that what was typed together is; empty if it is not."""
    for at in range(len(joined) - 2, 1, -1):
        if _is_known(joined[:at], ranking) and _is_known(joined[at:], ranking):
            return [joined[:at], joined[at:]]
    return []


def _is_known(word: str, ranking: Ranking) -> bool:
    return word in ranking or word in _STOPS or word in _alike()


def _phrase(parts: Sequence[str], ranking: Ranking) -> tuple[str, int]:
    """Return the longest known word that the first parts are together, and how many these are; with
    a mistake if one of them is no word. Empty if they are two known words."""
    most = min(len(parts), _MOST_PARTS)
    for count in range(most, 0, -1):
        joined = "".join(parts[:count])
        if joined in _alike() or joined in _SHORT:
            return joined, count
    if _is_known(parts[0], ranking):
        return parts[0], 1
    for count in range(min(most, _MOST_SLIPS), 0, -1):
        joined = "".join(parts[:count])
        if len(joined) >= _LEAST_SLIP and count > 1 and (meant := _meant(joined, ranking)):
            return meant, count
        if _parted(joined, ranking):
            return "", count
        if len(joined) >= _LEAST_SLIP and (meant := _meant(joined, ranking)):
            return meant, count
    return parts[0], 1


def _meant(typed: str, ranking: Ranking) -> str:
    """Return the word that was meant with a mistake; empty if none is near."""
    return next((word for word in _alike() if is_slip(word, typed)), "") or ranking.near(typed)


def _asked(said: str, own: Sequence[str], cut: Cut, ranking: Ranking) -> Iterator[Ways]:
    """Yield what is meant by a word: what the program calls it, or what means the same, or itself;
    of one that is cut, its parts count less."""
    others = {**_alike().get(said, {}), **_SHORT.get(said, {})}
    if len(said) == _YEAR and said.isdigit():
        others[said[2:]] = _TWIN
    called: dict[str, float] = {}
    for word, worth in others.items():
        terms = _terms(word, cut)
        for term in [term for term in terms if term not in _STOPS] or terms:
            called[term] = max(called.get(term, 0), worth / len(terms) ** 0.5)
    parts = [part for part in own if part not in _STOPS] or own
    if called and len(parts) > 1:
        yield _ways(called, 1, ranking)
        for part in parts:
            yield _ways({part: 1.0}, _LITTLE, ranking)
        return
    for part in parts:
        yield _ways({**called, part: 1.0}, _LITTLE if part in _DOING else 1, ranking)


def _ways(called: Mapping[str, float], counts: float, ranking: Ranking) -> Ways:
    ways: dict[str, float] = {}
    for term, worth in called.items():
        for way, share in ranking.ways(term).items():
            ways[way] = max(ways.get(way, 0), share * worth * counts)
    return ways


@cache
def _terms(word: str, cut: Cut) -> tuple[str, ...]:
    """Return the words of one; none if it cannot be cut into words."""
    if word.startswith("#"):
        return (word,)
    terms = tuple(terms_of(word, cut))
    return terms if all(len(term) > 1 or term.isdigit() for term in terms) else ()


@cache
def _alike() -> Mapping[str, Mapping[str, float]]:
    """Return for each known word what else it is called, and how much that counts."""
    found: dict[str, dict[str, float]] = {}
    for group in TWINS:
        for word in group:
            others = found.setdefault(_bare(word), {})
            others.update((other, _TWIN) for other in group if other != word)
    for sign, words in signs():
        for word in words:
            found.setdefault(_bare(word), {})[sign] = _HEAD
    return found


def _bare(word: str) -> str:
    return toneless("".join(word.split())).casefold()


_STOPS: Final = frozenset(map(_bare, (*ASKING, *SMALL, *TALK))) - {WHO}
_DOING: Final = frozenset(map(_bare, (*DOING, WHO)))
_SHORT: Final = {_bare(short): {word: 1.0} for short, word in SHORT.items()}
