"""What a question asks for: its words without those that only ask, each with what else it may be
called."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from ita_desktop.services.search.keys import Cut, terms_of, toneless
from ita_desktop.services.search.ranking import RIGHT, AskedWord, Ranking, Ways, is_slip
from ita_desktop.services.search.said import TWINS
from ita_desktop.services.search.synonyms import signs
from ita_desktop.services.search.vocabulary import (
    ASKING,
    DOING,
    FORMATS,
    OFFICE,
    SHORT,
    SMALL,
    TALK,
    WHO,
)

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
_LEAST_LONG: Final = 9
"""Letters from which on several words may be one with a mistake."""
_MOST_JOINED: Final = 30
"""More letters than several words have that were typed together."""


def asked_of(words: Sequence[str], cut: Cut, ranking: Ranking) -> list[AskedWord]:
    """Return what is asked for by each word, but for those that only ask. Words that are one
    together are the first of them."""
    each: list[list[Ways]] = [[] for _ in words]
    needed: set[int] = set()
    parts: list[str] = []
    of: list[int] = []
    for number, word in enumerate(words):
        terms = [*terms_of(word, cut)]
        parts += terms
        of += [number] * len(terms)
    at = 0
    while at < len(parts):
        said, count = _phrase(parts[at:], of[at:].count(of[at]), ranking)
        typed = parts[at : at + count]
        if not said:
            parts[at : at + count] = _parted("".join(typed), ranking)
            of[at : at + count] = [of[at]] * (len(parts) - len(of) + count)
            continue
        if said not in _STOPS and (len(said) > 1 or said.isdigit()):
            own = next((some for some in (typed, _written(typed)) if said == "".join(some)), [said])
            each[of[at]] += _asked(said, own, cut, ranking)
            if said not in _LIGHT:
                needed.add(of[at])
        at += count
    return [AskedWord(some, number in needed) for number, some in enumerate(each) if some]


def _parted(joined: str, ranking: Ranking) -> list[str]:
    """Return the known words that what was typed together is, as few and long as may be; empty if
    it is not."""
    if len(joined) > _MOST_JOINED:
        return []
    ways: dict[int, list[str]] = {0: []}
    for end in range(2, len(joined) + 1):
        for begin in range(end - 1):
            word = joined[begin:end]
            if begin in ways and _is_known(word, ranking):
                way = [*ways[begin], word]
                if end not in ways or len(way) < len(ways[end]):
                    ways[end] = way
    return ways.get(len(joined), [])


def _is_known(word: str, ranking: Ranking) -> bool:
    return word in ranking or word in _STOPS or word in _alike() or word in _SHORT


def _phrase(parts: Sequence[str], within: int, ranking: Ranking) -> tuple[str, int]:
    """Return the longest known word that the first parts are together, and how many these are; with
    a mistake if one of them is no word. Empty if they are several known words. Parts ``within``
    one word are cut from it, others were typed apart."""
    most = min(len(parts), _MOST_PARTS)
    written = _written(parts[:most])
    for count in range(most, 0, -1):
        joined, full = "".join(parts[:count]), "".join(written[:count])
        if joined in _alike() or joined in _SHORT or (count > 1 and joined in _STOPS):
            return joined, count
        # A mistake in the middle parts a long word wrongly, so that its parts may be words, too.
        is_long = 1 < count <= within and len(joined) >= _LEAST_LONG
        full = full if full in _alike() else _slipped(joined) if is_long else ""
        if count > 1 and full:
            return full, count
    if _is_known(parts[0], ranking):
        return parts[0], 1
    return _mended(parts[: min(within, _MOST_SLIPS)], ranking)


def _mended(parts: Sequence[str], ranking: Ranking) -> tuple[str, int]:
    """Return the word with a mistake that the first parts are, the first of which is none, or that
    they are several."""
    for count in range(len(parts), 0, -1):
        joined = "".join(parts[:count])
        meant = _meant(joined, ranking) if len(joined) >= _LEAST_SLIP else ""
        is_several = bool(_parted(joined, ranking))
        if meant and (count > 1 or not is_several):
            return meant, count
        if is_several:
            return "", count
    return parts[0], 1


def _written(parts: Sequence[str]) -> list[str]:
    """Return words with what they are short for."""
    return [next(map(_bare, _SHORT.get(part, ())), part) for part in parts]


def _slipped(typed: str) -> str:
    """Return the phrase that was meant with a mistake; empty if none is near."""
    begun = _begun().get(typed[:RIGHT], ())
    return next((word for word in begun if is_slip(word, typed)), "")


def _meant(typed: str, ranking: Ranking) -> str:
    """Return the word that was meant with a mistake; empty if none is near."""
    return _slipped(typed) or ranking.near(typed)


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
    parts = [part for part in own if part not in _STOPS]
    if called and not parts:
        yield _ways(called, _LITTLE, ranking)
        return
    if called and len(parts) > 1:
        yield _ways(called, _LITTLE if said in _LIGHT else 1, ranking)
        for part in parts:
            yield _ways({part: 1.0}, _LITTLE, ranking)
        return
    for part in parts:
        yield _ways({**called, part: 1.0}, _LITTLE if part in _LIGHT else 1, ranking)


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


@cache
def _begun() -> Mapping[str, Sequence[str]]:
    """Return the known words by their first letters, which are right."""
    begun: dict[str, list[str]] = {}
    for word in _alike():
        begun.setdefault(word[:RIGHT], []).append(word)
    return begun


def _bare(word: str) -> str:
    return toneless("".join(word.split())).casefold()


_STOPS: Final = frozenset(map(_bare, (*ASKING, *SMALL, *TALK))) - {WHO}
_LIGHT: Final = frozenset(map(_bare, (*DOING, *FORMATS, *OFFICE, WHO)))
_SHORT: Final = {_bare(short): {word: 1.0} for short, word in SHORT.items()}
