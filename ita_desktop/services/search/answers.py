"""What answers a question: entries ranked by its words, by what stands in the manual as it was
said, and by names of the office that it has."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final, NamedTuple

from ita_desktop.services.places import Place
from ita_desktop.services.search.entries import ResultKind, SearchEntry, only_of
from ita_desktop.services.search.keys import Cut, Keys, LettersTogether, SearchColumn, words_of
from ita_desktop.services.search.questions import asked_of
from ita_desktop.services.search.ranking import Ranking
from ita_desktop.services.search.synonyms import taken_in, written_out
from ita_desktop.services.search.tones import toneless
from ita_desktop.services.search.vocabulary import GO_TO

LONGEST: Final = 300
"""Number of letters that are searched for: what is pasted by mistake may be megabytes."""
QUESTION: Final = 160
"""Number of letters up to which some of the words may lack: more is no question."""
_TELLING: Final = frozenset({ResultKind.COMMAND, ResultKind.DOCUMENT, ResultKind.GUIDE})
"""Kinds that answer a question of which they have some words."""
_LEAST_RECORD: Final = 0.35
"""The share of what is asked for that another one has to have."""
_LEAST_LINKED: Final = 6
"""More letters have to be in a name by which a paragraph tells of something."""
_LEAST_WRITTEN, _MOST_WRITTEN, _LEAST_SHARE = 6, 12, 0.3
"""Of what stands in the manual as it was said: its letters, how many paragraphs may have it, and
the share of what was asked."""
_FEW: Final = 0.3
"""The power of the number of paragraphs that have it by which it counts less."""
_MOST_ANSWERS: Final = 20
_LEAST_NAME: Final = 7
"""Letters of a name of the office that is looked for in questions."""
_BEGIN: Final = 4
"""So many of its first letters lead to a name."""
_NAME: Final = 1.7
"""How much the name of something counts that stands in a question."""
_NAMES: Final = frozenset({ResultKind.UNIT, ResultKind.PERSON, ResultKind.DOCUMENT})
"""Kinds of which names are long enough to be meant where they stand."""


class RankedAnswer(NamedTuple):
    """What answers a question, how well, and the share of what is asked for that it has."""

    entry: SearchEntry
    score: float
    share: float


@lru_cache(maxsize=4096)
def _joined(terms: str) -> str:
    """Return the words of an entry as one, without tone marks."""
    return toneless(terms.replace(" ", ""))


class Answering:
    """Entries by number, and what may be asked about them."""

    def __init__(self, cut: Cut) -> None:
        self._cut = cut
        self._entries: list[SearchEntry] = []
        self._keys: list[Keys] = []
        self._ranking = Ranking()
        self._told: dict[int, tuple[int, ...]] = {}
        self._guides: list[int] = []
        self._together = LettersTogether()
        self._paragraphs = SearchColumn(self._together)
        self._names: dict[str, dict[str, tuple[int, ...]]] = {}

    def add(self, entry: SearchEntry, keys: Keys) -> None:
        """Add an entry."""
        at = len(self._entries)
        self._entries.append(entry)
        self._keys.append(keys)
        strong, _, plain = keys[8].partition("\n")
        self._ranking.add(strong.split(), plain.split())
        if entry.kind is ResultKind.GUIDE:
            self._guides.append(at)
            self._together.add(keys[5])
            self._paragraphs.append(keys[5])
        elif entry.kind in _NAMES:
            name = toneless(keys[1])
            if len(name) >= _LEAST_NAME:
                begun = self._names.setdefault(name[:_BEGIN], {})
                begun[name] = (*begun.get(name, ()), at)

    def link(self) -> Iterator[None]:
        """Link paragraphs of the manual to the pages, commands and documents that they name."""
        yield from self._ranking.listing()
        named = [
            (at, self._keys[at][1], entry.place)
            for at, entry in enumerate(self._entries)
            if entry.kind in (ResultKind.COMMAND, ResultKind.DOCUMENT)
        ]
        for at in self._guides:
            text, page = self._keys[at][3], Place(self._entries[at].place.page)
            self._told[at] = tuple(
                other
                for other, title, place in named
                if (title.removeprefix(GO_TO) if place == page else title) in text
                and (place == page or len(title) > _LEAST_LINKED)
            )
            yield

    def find(self, text: str) -> list[RankedAnswer]:
        """Return what has most of what a text asks for; nothing if it asks for one kind alone."""
        wanted, only = only_of(text[:LONGEST])
        words = words_of(taken_in(wanted))
        joined = "".join(words)
        if only is not None or not words or len(joined) > QUESTION:
            return []
        asked = asked_of(words, self._cut, self._ranking)
        said = [part for word in words for part in map(toneless, self._cut(word)) if part]
        pairs = [f"{one}{other}" for one, other in pairwise(said)]
        named = self._named(toneless("".join(chain.from_iterable(map(written_out, words)))))
        self._paragraphs.forget()
        more = self._written(said) if asked else {}
        every = self._ranking.rare("")
        scores: dict[int, tuple[float, float]] = {}
        for ranked in self._ranking.best(asked, self._told, _MOST_ANSWERS):
            at = ranked.at
            code = self._keys[at][0]
            is_coded = code in words or (len(code) >= _LEAST_NAME and code in joined)
            is_whole = ranked.is_whole and ranked.share >= _LEAST_RECORD
            if is_coded or is_whole or at in named or self._entries[at].kind in _TELLING:
                whole = _joined(self._keys[at][8])
                together = sum(pair in whole for pair in pairs) / max(len(pairs), 1)
                scores[at] = ranked.score * (1 + together + is_coded), ranked.share
        for counts, found in ((1, more), (_NAME, named)):
            for at, share in found.items():
                score, had = scores.get(at, (0, 0))
                scores[at] = score + share * counts * every, max(had, share)
        best = (RankedAnswer(self._entries[at], *scored) for at, scored in scores.items())
        return sorted(best, key=lambda answer: answer.score, reverse=True)

    def _named(self, said: str) -> dict[int, float]:
        """Return what is named as a whole in what was said, without tone marks, and the share of
        its letters; of names within others, the longest."""
        found: dict[int, float] = {}
        at = 0
        while at < len(said):
            begun = self._names.get(said[at : at + _BEGIN], {})
            name = max((name for name in begun if said.startswith(name, at)), key=len, default="")
            for number in begun.get(name, ()):
                found[number] = len(name) / len(said)
            at += len(name) or 1
        return found

    def _written(self, said: Sequence[str]) -> dict[int, float]:
        """Return the few paragraphs of the manual in which several of the words, also such as tell
        nothing, stand as they were said, and the share of the letters that these have."""
        letters = sum(map(len, said))
        found: dict[int, float] = {}
        first = 0
        while first < len(said) - 1:
            held: Sequence[int] = ()
            last = first
            for end in range(first + 2, len(said) + 1):
                run = "".join(said[first:end])
                if len(run) >= _LEAST_WRITTEN:
                    longer = self._paragraphs.having(run)
                    if not longer:
                        break
                    held, last, written = longer, end, len(run)
            for place in held if len(held) <= _MOST_WRITTEN else ():
                at = self._guides[place]
                found[at] = found.get(at, 0) + written / letters / len(held) ** _FEW
            first = max(last, first + 1)
        return {at: share for at, share in found.items() if share >= _LEAST_SHARE}
