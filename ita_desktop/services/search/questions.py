"""What a question asks for: its words without those that only ask, each with what else it may be
called."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from ita_desktop.services.search.keys import Cut, phrase_of, said_phrases, terms_of
from ita_desktop.services.search.ranking import RIGHT, AskedWord, Ranking, Ways, is_slip
from ita_desktop.services.search.synonyms import signs
from ita_desktop.services.search.tones import sounded, spaceless
from ita_desktop.services.search.twins import TWINS
from ita_desktop.services.search.vocabulary import (
    ASKING,
    DOING,
    FORMAL,
    FORMATS,
    OFFICE,
    SHORT,
    SMALL,
    TALK,
    WHEN,
    WHO,
)

_TWIN, _HEAD = 0.8, 1.0
"""What a word counts that means the same, and what the program calls it."""
_WHEN_COUNTS: Final = 3
"""What a word counts that asks for a day."""
_ONLY_ASKED: Final = 0.75
"""What a known phrase counts of words that only ask (คืออะไร)."""
_PARTS: Final = 1.0
"""What all parts count together of which a word is made that is called so."""
_LITTLE: Final = 0.55
"""What a word counts that tells what is done."""
_YEAR: Final = 4
_SCORE: Final = "คะแนน"
_SCORES: Final = frozenset(map(str, range(75, 101)))
"""Numbers that are scores to be reached rather than anything else."""
_REACHED: Final = frozenset(map(spaceless, ("ได้", "ถึง")))
"""What is said before the number of a score."""
_MOST_PARTS: Final = 6
"""So many parts of what was cut may be a word."""
_MOST_SLIPS: Final = 4
"""So many parts may be a word with a mistake."""
_THAI: Final = "ก"
"""The first Thai letter: other words are not cut to pieces."""
_AROUND: Final = 2
"""So many words on each side may be of one that was cut to pieces."""
_LEAST_WHOLE: Final = 3
"""Letters of what was cut to pieces and is a word."""
_UNKNOWN, _MISTAKEN = 3, 1.6
"""As many known words is one as bad that is none, and one with a mistake."""
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
        cut_so = _mended_cut([*terms_of(word, cut)], ranking)
        terms = [part for term in cut_so for part in _cut_again(term, ranking)]
        parts += terms
        of += [number] * len(terms)
    phrases = _said(parts, of)
    at = 0
    while at < len(parts):
        said, count = _phrase(parts[at:], of[at:].count(of[at]), ranking)
        typed = parts[at : at + count]
        if not said:
            parts[at : at + count] = _parted("".join(typed), ranking)
            of[at : at + count] = [of[at]] * (len(parts) - len(of) + count)
            continue
        if _key(said, ranking) not in _STOPS and (len(said) > 1 or said.isdigit()):
            own = [said] if count == 1 else _own(said, typed, ranking)
            each[of[at]] += _asked(said, own, cut, ranking)
            if said.isdigit() and at and spaceless(parts[at - 1]) in _REACHED:
                each[of[at]][-1] = {_SCORE: _TWIN, **each[of[at]][-1]}
            if _key(said, ranking) not in _LIGHT:
                needed.add(of[at])
        at += count
    return [
        AskedWord(some, number in needed, dict.fromkeys(phrases[number], 1.0))
        for number, some in enumerate(each)
        if some
    ]


def _mended_cut(terms: Sequence[str], ranking: Ranking) -> list[str]:
    """Return words as they were cut, but for such as are none: with those beside them they are a
    known word or several, or one with a mistake, for which the word list has cut it to pieces."""
    mended = [*terms]
    at = 0
    while at < len(mended):
        if mended[at] >= _THAI and (len(mended[at]) < 2 or not _is_known(mended[at], ranking)):
            firsts = range(max(at - _AROUND, 0), at + 1)
            ends = range(at + 1, min(at + _AROUND + 2, len(mended)) + 1)
            spans = ((first, end) for first in firsts for end in ends if end - first > 1)
            ways = [(*_read(mended[one:end], ranking), one, end) for one, end in spans]
            better, words, first, end = max(ways, default=(0, [], 0, 0))
            if better > 0:
                mended[first:end] = words
                at = first + len(words) - 1
        at += 1
    return mended


def _read(pieces: Sequence[str], ranking: Ranking) -> tuple[float, list[str]]:
    """Return the words that what was cut to pieces is, and how much better that is than these."""
    joined = "".join(pieces)
    cost = sum(1 if _is_known(piece, ranking) else _UNKNOWN for piece in pieces)
    if len(joined) >= _LEAST_WHOLE and _is_known(joined, ranking):
        return cost - 1, [joined]
    words = _parted(joined, ranking)
    is_slip = len(joined) > _LEAST_SLIP and bool(_meant(joined, ranking))
    ways = [(cost - _MISTAKEN, [joined])] if is_slip else []
    return max([*ways, (cost - len(words), words)] if _has_long(words) else ways, default=(0, []))


def _has_long(words: Sequence[str]) -> bool:
    """Return whether one of the words has so many letters that they are hardly there by chance."""
    return any(len(word) >= _LEAST_SLIP for word in words)


def _cut_again(term: str, ranking: Ranking) -> Sequence[str]:
    """Return the known words that one is which the word list takes for one; itself if it is known,
    or with a mistake."""
    if _is_known(term, ranking) or (len(term) >= _LEAST_SLIP and _meant(term, ranking)):
        return (term,)
    parts = _parted(term, ranking)
    return parts if _has_long(parts) else (term,)


def _own(said: str, typed: Sequence[str], ranking: Ranking) -> Sequence[str]:
    """Return the words that a phrase was typed by, or what these are short for, or those that it
    has without mistakes; itself if it was meant with others."""
    ways = (typed, _written(typed))
    own = next((some for some in ways if said == spaceless("".join(some))), [said])
    is_right = all(word in ranking or word in _written_so() for word in own)
    return own if is_right else _parted(said, ranking) or own


def _key(part: str, ranking: Ranking) -> str:
    """Return what a word is looked up by: without tone marks, which are easily mistyped, unless
    with them it is another word of the texts."""
    bare = spaceless(part)
    return (
        f"{part}." if bare in _tables() and part not in _written_so() and part in ranking else bare
    )


def _said(parts: Sequence[str], of: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """Return the signs of what clerks say just so, by the number of the word that it begins."""
    found: dict[int, list[str]] = defaultdict(list)
    every = [(spaceless(part), number) for part, number in zip(parts, of, strict=True)]
    # What only asks may stand between (แก้อะไรไม่ได้).
    for bare in (every, [one for one in every if one[0] not in _STOPS]):
        for first, (_, number) in enumerate(bare):
            for end in range(first + 2, min(first + _MOST_PARTS, len(bare)) + 1):
                phrase = "".join(part for part, _ in bare[first:end])
                if phrase in said_phrases():
                    found[number].append(phrase_of(phrase))
    return found


def _parted(joined: str, ranking: Ranking) -> list[str]:
    """Return the known words that what was typed together is, as few and long as may be, if
    possible with its tone marks; empty if it is not."""
    if len(joined) > _MOST_JOINED:
        return []
    so = _ways_to(joined, lambda word: word in ranking or word in _written_so())
    return so or _ways_to(spaceless(joined), lambda word: ranking.knows(word) or word in _tables())


def _ways_to(joined: str, is_known: Callable[[str], bool]) -> list[str]:
    ways: dict[int, list[str]] = {0: []}
    for end in range(2, len(joined) + 1):
        for begin in range(end - 1):
            word = joined[begin:end]
            if begin in ways and is_known(word):
                way = [*ways[begin], word]
                if end not in ways or _parts_of(way) < _parts_of(ways[end]):
                    ways[end] = way
    return ways.get(len(joined), [])


def _parts_of(way: Sequence[str]) -> tuple[int, int]:
    """Return how many parts a way has, and of these such as tell something."""
    return len(way), sum(spaceless(part) not in _STOPS for part in way)


def _is_known(word: str, ranking: Ranking) -> bool:
    return ranking.knows(word) or spaceless(word) in _tables()


def _phrase(parts: Sequence[str], within: int, ranking: Ranking) -> tuple[str, int]:
    """Return the longest known word that the first parts are together, and how many these are; with
    a mistake if one of them is no word. Empty if they are several known words. Parts ``within``
    one word are cut from it, others were typed apart. What is known is without tone marks."""
    most = min(len(parts), _MOST_PARTS)
    bare = [*map(spaceless, parts[:most])]
    written = _written(parts[:most])
    for count in range(most, 1, -1):
        joined, full = "".join(bare[:count]), spaceless("".join(written[:count]))
        if joined in _tables():
            return joined, count
        # A mistake in the middle parts a long word wrongly, so that its parts may be words, too.
        is_long = count <= within and (
            len(joined) >= _LEAST_LONG
            or not all(_is_known(part, ranking) for part in parts[:count])
        )
        full = full if full in _alike() else _slipped(joined) if is_long else ""
        if full:
            return full, count
        goes_on = count < most and "".join(bare[count - 1 : count + 1]) in _alike()
        if not goes_on and (other := _otherwise(parts[:count])):
            return other, count
    if _is_known(parts[0], ranking):
        return parts[0], 1
    return _mended(parts[: min(within, _MOST_SLIPS)], ranking)


def _otherwise(parts: Sequence[str]) -> str:
    """Return the phrase that two words are together without what only asks between them, or when
    one of them is said in another way (ใครเปลี่ยน, ใครแก้); empty if they are none."""
    first, *between, last = parts
    stops = [spaceless(part) in _STOPS for part in parts]
    if between and (stops[0] or stops[-1] or not all(stops[1:-1])):
        return ""
    ways = (f"{one}{last}" for one in (first, *_alike().get(spaceless(first), ())))
    others = (f"{first}{other}" for other in _alike().get(spaceless(last), ()))
    # With their tone marks, or ลอกไฟล์ would be ล็อกไฟล์.
    said = (spaceless(way) for way in (*ways, *others) if way in _written_so())
    return next((way for way in said if way in _alike()), "")


def _mended(parts: Sequence[str], ranking: Ranking) -> tuple[str, int]:
    """Return the word with a mistake that the first parts are, the first of which is none, or that
    they are several."""
    for count in range(len(parts), 0, -1):
        joined = "".join(parts[:count])
        meant = _meant(joined, ranking) if len(spaceless(joined)) >= _LEAST_SLIP else ""
        several = _parted(joined, ranking)
        if meant and (count > 1 or not _has_long(several)):
            return meant, count
        if several:
            return "", count
    return parts[0], 1


def _written(parts: Sequence[str]) -> list[str]:
    """Return words with what they are short for."""
    return [next(iter(_SHORT.get(spaceless(part), ())), part) for part in parts]


def _slipped(typed: str) -> str:
    """Return the phrase that was meant with a mistake; empty if none is near."""
    sound = sounded(typed)
    begun = _begun().get(sound[:RIGHT], {})
    return begun.get(sound) or next((begun[word] for word in begun if is_slip(word, sound)), "")


def _meant(typed: str, ranking: Ranking) -> str:
    """Return the word that was meant with a mistake; empty if none is near."""
    return _slipped(spaceless(typed)) or ranking.near(typed)


def _asked(said: str, own: Sequence[str], cut: Cut, ranking: Ranking) -> Iterator[Ways]:
    """Yield what is meant by a word: what the program calls it, or what means the same, or itself;
    of one that is cut, its parts count less."""
    known = _key(said, ranking)
    others = {**_alike().get(known, {}), **_SHORT.get(known, {})}
    if len(said) == _YEAR and said.isdigit():
        others[said[2:]] = _TWIN
    if said in _SCORES:
        others[_SCORE] = _TWIN
    called: dict[str, float] = {phrase_of(said): 1.0} if known in _alike() else {}
    for word, worth in others.items():
        called[phrase_of(word)] = worth
        terms = _terms(word, cut)
        if len(terms) == 1:
            called[terms[0]] = worth
    parts = [part for part in own if _key(part, ranking) not in _STOPS]
    if called and len(own) > 1:
        yield _ways(called, _counts(known) if parts else _ONLY_ASKED, ranking)
        # Without its small words (แก้ไม่ได้) it would mean something else.
        parts = [part for part in parts if ranking.knows(part)] if len(parts) == len(own) else []
        for part in parts:
            yield _ways({part: 1.0}, _PARTS / len(parts), ranking, part)
        return
    if called and not parts:
        yield _ways(called, _LITTLE, ranking)
    for part in parts:
        counts = min(_counts(known), _counts(_key(part, ranking)))
        yield _ways({**called, part: 1.0}, counts, ranking, part)


def _counts(known: str) -> float:
    """Return how much a word counts."""
    return _LITTLE if known in _LIGHT else _WHEN_COUNTS if known in _WHEN else 1


def _ways(called: Mapping[str, float], counts: float, ranking: Ranking, typed: str = "") -> Ways:
    ways: dict[str, float] = {}
    for term, worth in called.items():
        # With a mistake only what was typed is meant.
        for way, share in (ranking.ways(term) if term == typed else ranking.forms(term)).items():
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
            others = found.setdefault(spaceless(word), {})
            others.update((other, _TWIN) for other in group if other != word)
    for sign, words in signs():
        for word in words:
            found.setdefault(spaceless(word), {})[sign] = _HEAD
    return found


@cache
def _begun() -> Mapping[str, Mapping[str, str]]:
    """Return the known words by how their first letters sound, which are right, and they do."""
    begun: dict[str, dict[str, str]] = {}
    for word in _alike():
        sound = sounded(word)
        begun.setdefault(sound[:RIGHT], {}).setdefault(sound, word)
    return begun


_WHEN: Final = frozenset(map(spaceless, WHEN))
_STOPS: Final = frozenset(map(spaceless, (*ASKING, *SMALL, *TALK))) - {WHO, *_WHEN}
_LIGHT: Final = frozenset(map(spaceless, (*DOING, *FORMAL, *FORMATS, *OFFICE, WHO)))
_SHORT: Final = {spaceless(short): {word: 1.0} for short, word in SHORT.items()}


@cache
def _tables() -> frozenset[str]:
    """Return all that is known, without tone marks."""
    return frozenset((*_alike(), *_SHORT, *_STOPS, *_LIGHT))


@cache
def _written_so() -> frozenset[str]:
    """Return all that is known, as it is written."""
    words = (*ASKING, *SMALL, *TALK, *DOING, *FORMAL, *FORMATS, *OFFICE, WHO, *SHORT)
    others = (word for group in (*TWINS, *(keys for _, keys in signs())) for word in group)
    return frozenset("".join(word.split()).casefold() for word in (*words, *others))
