"""Ranking by the words of a question: what has most of them comes first, rare ones counting more
(BM25)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import chain, islice
from math import log
from types import MappingProxyType
from typing import Final, NamedTuple

from ita_desktop.services.search.tones import sounded, toneless

Ways = Mapping[str, float]
"""Words of which any stands for something that is asked for, and how much each counts."""
_SATURATION, _LENGTH = 1.5, 0.55
"""How soon more of the same word counts no more, and how much less it counts in a long text."""
_STRONG: Final = 3
"""So many times as much counts a word of the title."""
_WITHIN: Final = 0.55
"""What a word counts that another one contains or begins."""
_LEAST_WITHIN: Final = 3
"""Letters from which on words are looked for within others."""
_MOST_WITHIN: Final = 12
_THAI: Final = "ก"
"""The first Thai letter: words of others are not made so."""
_COMPOUND: Final = 0.5
"""What a word counts that one begins or ends with that has more letters."""
_TONELESS: Final = 0.9
"""What a word counts that is another one but for tone marks."""
_LEAST_NEAR: Final = 4
"""Letters from which on one of them may be wrong."""
RIGHT: Final = 2
"""So many of its first letters are right."""
_NEAR: Final = 0.7
_COMMON: Final = 2_000
"""A word that so many texts have tells nothing."""
_PAUSE_EVERY: Final = 500
"""Number of words listed between two pauses."""
_AGAIN: Final = 0.5
"""What the sign of a group counts that another word asked for, too."""
_WHOLE: Final = 0.3
"""How much it counts to have something of each word that has to be there."""
_SHARED: Final = 0.6
"""How much it counts to have more of all that is asked for."""
_GIVEN: Final = 0.2
"""The share of its score that a text gives to what it tells of and has some of the words, too."""


class AskedWord(NamedTuple):
    """What is asked for by the parts of a word, whether it has to be there (not what tells what is
    done, or how), and what more it counts to have."""

    parts: Sequence[Ways]
    is_needed: bool = True
    more: Ways = MappingProxyType({})


class Ranked(NamedTuple):
    """How well the text of a number answers, the share of what is asked for that it has, and
    whether it has something of each word that has to be there."""

    score: float
    at: int
    share: float
    is_whole: bool


class Ranking:
    """Texts by number, and where each word is."""

    def __init__(self) -> None:
        self._places: dict[str, dict[int, float]] = {}
        self._lengths: list[int] = []
        self._sum = 0
        self._all = ""
        self._forms: dict[str, tuple[str, ...]] = {}
        """The words of the texts by what they are without tone marks; tuples, which garbage
        collection does not look at."""
        self._sounds: dict[str, str] = {}
        """Those without tone marks by how they sound; by their first letters, how they sound."""
        self._begun: dict[str, list[str]] = {}
        self._known = 0
        self._ways: dict[str, Ways] = {}
        self._weights: dict[str, tuple[float, Sequence[tuple[int, float]]]] = {}

    def add(self, strong: Sequence[str], plain: Sequence[str]) -> None:
        """Add a text by the words of its title and its other words."""
        at = len(self._lengths)
        counts: Counter[str] = Counter(plain)
        for word in strong:
            counts[word] += _STRONG
        for word, count in counts.items():
            self._places.setdefault(word, {})[at] = count
        # What stands for other words makes no text long.
        length = len(strong) + sum(word[0] not in "=#" for word in plain)
        self._lengths.append(length)
        self._sum += length

    def __contains__(self, word: str) -> bool:
        return word in self._places

    def knows(self, word: str) -> bool:
        """Return whether the texts have a word, whatever its tone marks."""
        self.list_words()
        return word in self._places or toneless(word) in self._forms

    def near(self, word: str) -> str:
        """Return a word of the texts that is one but for a letter; empty if there is none."""
        self.list_words()
        sound = sounded(word)
        if sound in self._sounds:
            return self._forms[self._sounds[sound]][0]
        begun = self._begun.get(sound[:RIGHT], ())
        near = [other for other in begun if is_slip(other, sound)]
        # Rather one letter of it is wrong than one too many or missing.
        near.sort(key=lambda other: abs(len(other) - len(sound)))
        return self._forms[self._sounds[near[0]]][0] if near else ""

    def rare(self, word: str) -> float:
        """Return how much a word tells: the fewer texts have it, the more."""
        return self._rarity(len(self._places.get(word, ())))

    def _rarity(self, count: int) -> float:
        return log(1 + (len(self._lengths) - count + 0.5) / (count + 0.5))

    def forms(self, word: str) -> Ways:
        """Return a word as the texts have it; nothing if none has."""
        return {word: 1.0} if word in self._places else {}

    def ways(self, word: str) -> Ways:
        """Return the words of the texts that are meant by one: itself, those that contain it, else
        those that are it but for a letter."""
        self.list_words()
        if word not in self._ways:
            self._ways[word] = self._find_ways(word)
        return self._ways[word]

    def _find_ways(self, word: str) -> Ways:
        ways = {word: 1.0} if word in self._places else {}
        if word.startswith("="):
            return ways
        bare = toneless(word)
        is_word = bool(ways)
        # Its tone marks are mistyped, unless with them it is a word.
        ways = ways or dict.fromkeys(self._forms.get(bare, ()), _TONELESS)
        if len(bare) >= _LEAST_WITHIN and not bare.isdigit():
            for found in islice(self._words_with(bare), _MOST_WITHIN):
                for form in self._forms[found]:
                    if word in form or not is_word:
                        ways.setdefault(form, _WITHIN * len(bare) / len(found))
        if (
            not ways
            and len(bare) >= _LEAST_NEAR
            and not bare.isdigit()
            and (other := self.near(word))
        ):
            ways[other] = _NEAR
        if is_word or not ways:
            for form, worth in self._parts_of(bare):
                ways.setdefault(form, worth)
        return ways

    def _parts_of(self, bare: str) -> Iterator[tuple[str, float]]:
        """Yield the words that a compound one begins or ends with, and how much each counts."""
        for letters in range(_LEAST_WITHIN, len(bare) - 1 if bare >= _THAI else 0):
            for part in (bare[:letters], bare[-letters:]):
                for form in self._forms.get(part, ()):
                    yield form, _COMPOUND * letters / len(bare)

    def _words_with(self, bare: str) -> Iterator[str]:
        """Yield the words that contain one; a Latin one begins them."""
        part = f"\n{bare}" if bare.isascii() else bare
        begin = self._all.find(part)
        while begin >= 0:
            first = self._all.rfind("\n", 0, begin + 1) + 1
            end = self._all.index("\n", first)
            yield self._all[first:end]
            begin = self._all.find(part, end)

    def list_words(self) -> None:
        """List the words of the texts, if there are others than before."""
        for _ in self.listing():
            pass

    def listing(self) -> Iterator[None]:
        """List the words of the texts in steps."""
        if self._known == len(self._places):
            return
        forms: dict[str, tuple[str, ...]] = {}
        sounds: dict[str, str] = {}
        begun: dict[str, list[str]] = {}
        parts: list[str] = []
        for number, word in enumerate(self._places):
            if word[0] not in "=#":
                bare = toneless(word)
                is_new = bare not in forms
                forms[bare] = (*forms.get(bare, ()), word)
                if is_new and len(bare) >= _LEAST_WITHIN and not bare[-1].isdigit():
                    parts.append(bare)
                    sound = sounded(bare)
                    if sounds.setdefault(sound, bare) is bare:
                        begun.setdefault(sound[:RIGHT], []).append(sound)
            if not number % _PAUSE_EVERY:
                yield
        self._all = "\n".join(("", *parts, ""))
        self._ways, self._weights = {}, {}
        self._forms, self._sounds, self._begun = forms, sounds, begun
        self._known = len(self._places)

    def best(
        self, asked: Sequence[AskedWord], links: Mapping[int, Sequence[int]], most: int
    ) -> list[Ranked]:
        """Return the texts that have most of what is asked for by each word, the best first. A
        text gives of its score to those that it tells of by ``links``."""
        scores: dict[int, float] = {}
        shares: dict[int, float] = {}
        needed: list[set[int]] = []
        others: list[set[int]] = []
        known = unknown = 0.0
        signs: set[str] = set()
        for parts, is_needed, more in asked:
            of_word: set[int] = set()
            for asked_ways in parts:
                ways = {
                    way: worth * _AGAIN if way in signs else worth
                    for way, worth in asked_ways.items()
                }
                signs.update(way for way in ways if way.startswith("#"))
                here = self._scores(ways)
                told = (self._weights_of(way)[0] * worth for way, worth in ways.items())
                rarest = max(told, default=0)
                known += rarest
                unknown += 0 if rarest else self.rare("") / 2
                of_word |= here.keys()
                for at, (score, told_by) in here.items():
                    scores[at] = scores.get(at, 0) + score
                    shares[at] = shares.get(at, 0) + told_by
            for at, (score, _) in self._scores(more).items():
                scores[at] = scores.get(at, 0) + score
                shares.setdefault(at, 0)
            if of_word:
                (needed if is_needed else others).append(of_word)
        # A word that no text has, as a number or date among others, asks for nothing.
        having = Counter(chain.from_iterable(needed or others))
        every = len(needed or others)
        right = {
            at: score * (having[at] / every) ** _WHOLE * (shares[at] / known) ** _SHARED
            for at, score in scores.items()
            if shares[at]
        }
        given: dict[int, float] = {}
        for at, score in right.items():
            for other in shares.keys() & links.get(at, ()):
                given[other] = max(given.get(other, 0), score)
        for other, score in given.items():
            right[other] = right.get(other, 0) + score * _GIVEN
        return [
            Ranked(score, -at, shares.get(-at, 0) / (known + unknown), having[-at] == every)
            for score, at in nlargest(most, ((score, -at) for at, score in right.items()))
        ]

    def _scores(self, ways: Ways) -> dict[int, tuple[float, float]]:
        """Return the scores of the texts that have any of some words, and how much that tells."""
        scores: dict[int, tuple[float, float]] = {}
        for word, counts in ways.items():
            rare, weights = self._weights_of(word)
            worth = rare * counts
            for at, weight in weights:
                score = weight * counts
                if at not in scores or score > scores[at][0]:
                    scores[at] = score, worth
        return scores

    def _weights_of(self, word: str) -> tuple[float, Sequence[tuple[int, float]]]:
        """Return how much a word tells, and the texts that have it, with the score of each."""
        if word not in self._weights:
            places = self._places.get(word, {})
            rare = self._rarity(len(places))
            mean = self._sum / max(len(self._lengths), 1) or 1
            weights = []
            for at, count in places.items() if len(places) <= _COMMON else ():
                long = 1 - _LENGTH + _LENGTH * self._lengths[at] / mean
                weights.append(
                    (at, rare * count * (1 + _SATURATION) / (count + _SATURATION * long))
                )
            self._weights[word] = rare, weights
        return self._weights[word]


def is_slip(word: str, typed: str) -> bool:
    """Return whether one letter of a word was typed wrong, left out, or is one too many, or two
    were exchanged; its first letters are right, or other words would be meant."""
    if word[:RIGHT] != typed[:RIGHT] or abs(len(word) - len(typed)) > 1:
        return False
    at = _alike_until(word, typed)
    rest, other = word[at:], typed[at:]
    return _is_letter_off(rest, other) or other == rest[1::-1] + rest[2:]


def is_one_off(word: str, typed: str) -> bool:
    """Return whether one letter of a word was typed wrong, left out, or is one too many."""
    if abs(len(word) - len(typed)) > 1:
        return False
    at = _alike_until(word, typed)
    return _is_letter_off(word[at:], typed[at:])


def _is_letter_off(word: str, typed: str) -> bool:
    return word[1:] in (typed[1:], typed) or word == typed[1:]


def _alike_until(word: str, typed: str) -> int:
    at = 0
    for one, other in zip(word, typed, strict=False):
        if one != other:
            break
        at += 1
    return at
