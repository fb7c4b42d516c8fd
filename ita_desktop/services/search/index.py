"""A search index for results while typing, built in steps to keep the window responsive.

Each entry has normalised texts and flags for letters that begin a word: matches are found by
substring and then ranked.
"""

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import chain, islice

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.services.places import Place
from ita_desktop.services.search.answers import LONGEST, Answering, RankedAnswer
from ita_desktop.services.search.entries import ResultKind, SearchEntry, only_of
from ita_desktop.services.search.keys import (
    LONG,
    Cut,
    Keys,
    LettersTogether,
    SearchColumn,
    SearchTexts,
    begins_words,
    keys_of,
    words_of,
)
from ita_desktop.services.search.slips import in_other_layout, nearly, right_parts
from ita_desktop.services.search.synonyms import taken_in, without_asking, written_out
from ita_desktop.services.search.tones import toneless
from ita_desktop.services.search.vocabulary import GO_TO, UNIT

_PAUSE_EVERY = 25
"""Number of entries processed between two pauses."""


Found = Mapping[ResultKind, Sequence[SearchEntry]]
"""What is found of each kind."""
Section = tuple[ResultKind, list[SearchEntry]]
_UNIT = toneless(UNIT)
_LEAST_UNIT = 2
"""More letters have to be typed of a unit's name."""
_WORDS_ALONE = lazy_re(r"[A-Za-z -]*")
"""What may be meant as it stands; other signs between Latin letters are another layout's."""
_MAX_RANKED = 1_000
"""Maximum number of matches that are ranked by position."""


_NAMED = 0.7
_SENTENCE = 3
"""So many words are no name of anything: they stand together in a long text at most."""
_LEAST_GUIDE = 0.6
_MOST_GUIDE, _MOST_TOGETHER, _MOST_OF_KIND = 2, 6, 3


def _together(sections: Sequence[Section], answers: Sequence[RankedAnswer]) -> list[Section]:
    """Return what is found by names and by the words of a question: first the best of both, of all
    kinds, then the rest."""
    scores: dict[SearchEntry, float] = {}
    for number, (_, some) in enumerate(sections):
        for at, entry in enumerate(some):
            scores[entry] = _NAMED / (1 + 2 * number + 2 * at)
    for entry, score, _ in answers:
        scores[entry] = scores.get(entry, 0) + (score / answers[0].score) ** 0.5
    best: list[SearchEntry] = []
    for entry in sorted(scores, key=scores.__getitem__, reverse=True):
        if sum(one.kind is entry.kind for one in best) < _MOST_OF_KIND:
            best.append(entry)
    best = best[:_MOST_TOGETHER]
    rest = ((kind, [entry for entry in some if entry not in best]) for kind, some in sections)
    first: list[Section] = [(ResultKind.BEST, best)] if best else []
    return [*first, *((kind, some) for kind, some in rest if some)]


@lru_cache(maxsize=4096)
def _bare_title(title: str) -> str:
    return toneless(title)


def _bare(words: Iterable[str]) -> list[str]:
    return [word for word in map(toneless, words) if word]


def _holding(words: Sequence[str]) -> Callable[[str], bool]:
    """Return whether a text contains all words."""
    return lambda text: all(word in text for word in words)


def _holding_nearly(words: Sequence[str]) -> Callable[[str], bool]:
    """Return whether a text contains all words, each with a letter wrong at most."""
    near = [nearly(word) for word in words]
    return lambda text: all(holds(text) for holds in near)


class Sure(IntEnum):
    """How sure it is that what is found is meant: it is called nearly so, or just so."""

    NOT = 0
    NEARLY = 1
    QUITE = 2


class Index:
    """Searchable entries; digits, spaces and case are ignored."""

    def __init__(self, cut: Cut = str.split) -> None:
        self.cut = cut
        self.keys: dict[SearchEntry, Keys] = {}
        # By kind, as a pair of kind and place would be one more object for each entry that garbage
        # collection looks at, in one piece.
        self._places: dict[ResultKind, dict[Place, SearchEntry]] = {kind: {} for kind in ResultKind}
        # By place in the columns that are searched, of all kinds together.
        self._entries: list[SearchEntry] = []
        self._keys: list[Keys] = []
        self._kinds: list[ResultKind] = []
        self._together = LettersTogether()
        self._wholes = SearchColumn(self._together)
        self._bares = SearchColumn(self._together)
        self._heads = SearchColumn(self._together)
        self._of_kind: dict[ResultKind, list[int]] = {kind: [] for kind in ResultKind}
        self._by_code: dict[str, tuple[int, ...]] = {}
        self.answers = Answering(cut)

    def entry_at(self, kind: ResultKind, place: Place) -> SearchEntry | None:
        """Return the entry of a kind that opens a place."""
        return self._places[kind].get(place)

    def search(self, text: str, most: int = 6) -> list[Section]:
        """Return the entries that contain every word of ``text``, by kind, at most ``most`` of
        each.

        Exact codes come first, then codes and titles that begin with the text, titles with words
        that begin so, other texts with such words, and the rest. The kind of an exact code comes
        first, then that of a title that is just what was typed. ``>`` selects commands only, ``@``
        people only, with three times as many results.

        Abbreviations are written out, too. Less and less has to be right, until something is found
        by what it is called: tone marks and points are ignored, then what only asks and the number
        of a year, then a letter of each word may be wrong, missing or one too many. What is not
        called just so is found by the words of a question, too, of which some may lack; of what is,
        the paragraphs of the manual about it come last.
        What is not found may have been typed in the other keyboard layout.
        """
        for column in (self._wholes, self._bares, self._heads):
            column.forget()
        sections, sure = self._search(text, most)
        answers = self.answers.find(text)
        other = "" if sure else in_other_layout(text[:LONGEST])
        if other:
            meant, is_meant = self._search(other, most)
            if is_meant or not (sections or answers or _WORDS_ALONE.fullmatch(text)):
                sections, sure, answers = meant, is_meant, self.answers.find(other)
        if sure is Sure.QUITE and len(text.split()) < _SENTENCE:
            guide = [
                answer.entry
                for answer in answers
                if answer.entry.kind is ResultKind.GUIDE and answer.share >= _LEAST_GUIDE
            ][:_MOST_GUIDE]
            return [*sections, (ResultKind.GUIDE, guide)] if guide else sections
        return _together(sections, answers)

    def _search(self, text: str, most: int) -> tuple[list[Section], Sure]:
        """Return what is found, and how sure it is that this is called so."""
        wanted, only = only_of(text[:LONGEST])
        words = words_of(taken_in(wanted))
        kinds = list(ResultKind) if only is None else [only]
        found: Found = {kind: [] for kind in kinds}
        names: list[ResultKind] = []
        items: Sequence[SearchEntry] = ()
        sure = Sure.NOT
        most = most if only is None else 3 * most
        for looser, is_right, close in self._looser(kinds, words, most):
            if close and not items and len(words) > 1:
                items = looser.get(ResultKind.ITEM, ())
            here = [
                kind
                for kind in kinds
                if any(is_right(self._head(one)) for one in looser.get(kind, ()))
            ]
            if here or not any(found.values()):
                found = {kind: looser.get(kind) or found[kind] for kind in kinds}
                names = here
                sure = close
            if here:
                break
        exact = self._exact(found, words, names)
        coded = self._coded(words)
        # An item with all words somewhere is meant rather than a command with some of them.
        meant: Sequence[SearchEntry] = [coded] if coded is not None else [] if sure else items
        if meant and not exact and ResultKind.ITEM in found:
            both = dict.fromkeys([*meant, *found[ResultKind.ITEM]])
            found = {**found, ResultKind.ITEM: [*both][:most]}
            exact = [ResultKind.ITEM]
        commands = [ResultKind.COMMAND] if ResultKind.COMMAND in found else []
        order = dict.fromkeys([*exact[:1], *commands, *names, *found])
        sections = [(kind, list(found[kind])) for kind in order if found[kind]]
        is_called = exact or any(kind is not ResultKind.WORDING for kind in names)
        return sections, sure if is_called else Sure.NOT

    def _exact(
        self, found: Found, words: Sequence[str], names: Sequence[ResultKind]
    ) -> list[ResultKind]:
        """Return the kinds whose first entry is just what was typed: its code, else its title, or
        what the program calls it. A unit is called without the word for it, too (โยธา, ฝ.โยธา), or
        by the beginning of its name; a wording comes behind commands that are called so."""
        first = {kind: some[0] for kind, some in found.items() if some}
        whole = "".join(words)
        if coded := [kind for kind, one in first.items() if whole and self.keys[one][0] == whole]:
            return coded
        written = toneless("".join(part for word in words for part in written_out(word)))
        said = written.removeprefix(_UNIT)
        units = (f"{_UNIT}{said}", f"{_UNIT}การ{said}") if len(said) > _LEAST_UNIT else ()

        def is_named(kind: ResultKind, title: str) -> bool:
            if kind is ResultKind.UNIT:
                title = toneless(title)
                return title == written or title.startswith(units)
            return title == whole

        named = {kind for kind, one in first.items() if whole and is_named(kind, self.keys[one][1])}
        if ResultKind.COMMAND in names:
            named.discard(ResultKind.WORDING)
        return [kind for kind in first if kind in named] or [
            kind
            for kind, one in first.items()
            if len(words) > 1 and kind not in LONG and written in self._head(one)
        ]

    def _coded(self, words: Sequence[str]) -> SearchEntry | None:
        """Return the item whose code is among the words."""
        items = (at for word in words for at in self._by_code.get(word, ()))
        entries = (self._entries[at] for at in items)
        return next((one for one in entries if one.kind is ResultKind.ITEM), None)

    def _head(self, entry: SearchEntry) -> str:
        """Return what an entry is called, without tone marks."""
        return self.keys[entry][7]

    def _looser(
        self, kinds: Sequence[ResultKind], words: Sequence[str], most: int
    ) -> Iterator[tuple[Found, Callable[[str], bool], Sure]]:
        """Yield what is found where less and less has to be right, what is right in a title, and
        whether that is all that was typed, or nearly."""
        bare = _bare(words)
        best = self._best(kinds, words, most)
        words = [part for word in words for part in written_out(word)]
        ways = bare, _bare(words)
        if ways[1] != bare:
            bare = ways[1]
            # Wordings are long: they have nearly any words somewhere.
            others = [kind for kind in kinds if kind is not ResultKind.WORDING]
            for kind, more in self._best(others, bare, most, bare=True).items():
                best[kind] = [*dict.fromkeys([*best.get(kind, ()), *more])][:most]
        yield best, lambda head: any(_holding(way)(head) for way in ways), Sure.QUITE
        if not bare:
            return
        yield self._best(kinds, bare, most, bare=True), _holding(bare), Sure.QUITE
        kinds = [kind for kind in kinds if kind is not ResultKind.WORDING]
        about = [left for word in words if (left := without_asking(word, self.cut))]
        typed = words
        if about and about != words:
            words, bare = about, _bare(about)
            yield self._best(kinds, bare, most, bare=True), _holding(bare), Sure.NEARLY
        # What only asks may as well be a part of a word with a mistake.
        for meant in [typed, words] if typed != words and len(typed) == 1 else [words]:
            yield self._near(kinds, meant, most), _holding_nearly(_bare(meant)), Sure.NEARLY

    def _groups(self, held: Iterable[int]) -> dict[ResultKind, list[int]]:
        """Return places by the kind of what is there."""
        groups: dict[ResultKind, list[int]] = defaultdict(list)
        kinds = self._kinds
        for at in held:
            groups[kinds[at]].append(at)
        return groups

    def _near(
        self, kinds: Sequence[ResultKind], words: Sequence[str], most: int
    ) -> dict[ResultKind, list[SearchEntry]]:
        """Return entries that contain all words, each with a letter wrong at most."""
        bare = _bare(words)
        held: set[int] | None = None
        for word in bare:
            some = {at for part in right_parts(word) for at in self._bares.having(part)}
            held = some if held is None else held & some
        is_near = _holding_nearly(bare)
        found = {}
        for kind, group in self._groups(sorted(held or ())).items() if held else ():
            if kind in kinds:
                places = [*islice((at for at in group if is_near(self._bares[at])), _MAX_RANKED)]
                # Those that are seen to have them come first.
                seen = [at for at in places if is_near(_bare_title(self._keys[at][1]))]
                best = [*dict.fromkeys([*seen, *places[:most]])][:most]
                found[kind] = [self._entries[at] for at in best]
        return found

    def _best(
        self, kinds: Sequence[ResultKind], words: Sequence[str], most: int, *, bare: bool = False
    ) -> dict[ResultKind, list[SearchEntry]]:
        """Return the best entries that contain all words."""
        if not words:
            groups: Mapping[ResultKind, list[int]] = self._of_kind
        else:
            groups = self._groups((self._bares if bare else self._wholes).having_all(words))
        return {
            kind: self._ranked(kind, groups[kind], words, most, bare=bare)
            for kind in kinds
            if kind in groups
        }

    def _ranked(
        self, kind: ResultKind, held: Sequence[int], words: Sequence[str], most: int, *, bare: bool
    ) -> list[SearchEntry]:
        """Return the best of the entries of a kind that contain all words."""
        if not words or len(held) == 1:
            return [self._entries[at] for at in held[:most]]
        keys = self._keys
        looked = [(at, keys[at]) for at in held[:_MAX_RANKED]]
        ranks: list[Iterable[int]]
        if bare:
            begun = [at for at, key in looked if begins_words(key[5], key[6], words)]
            seen = (at for at in begun if all(word in _bare_title(keys[at][1]) for word in words))
            joined = "".join(words)
            ranks = [(at for at, key in looked if len(words) > 1 and joined in key[5]), seen, begun]
        else:
            joined = "".join(words)
            begun = [at for at in held if keys[at][0].startswith(joined)]
            commands = looked if kind is ResultKind.COMMAND else []
            ranks = [
                [at for at in begun if keys[at][0] == joined],
                begun,
                (at for at, key in looked if key[1] == joined),
                # A page is called by its name behind the words for going there.
                (at for at, key in commands if key[1].startswith(f"{GO_TO}{joined}")),
                (at for at, key in looked if key[1].startswith(joined)),
                (at for at, key in looked if len(words) > 1 and joined in key[3]),
                (at for at, key in looked if begins_words(key[1], key[2], words)),
                # What is seen to match comes before what only goes by another word, too.
                (at for at, key in looked if all(word in key[1] for word in words)),
                (at for at, key in looked if begins_words(key[3], key[4], words)),
            ]
        best: dict[int, None] = {}
        for at in chain(*ranks, held):
            best[at] = None
            if len(best) == most:
                break
        return [self._entries[at] for at in best]

    def add(self, entry: SearchEntry, keys: Keys) -> None:
        """Add an entry."""
        if entry not in self.keys:
            self.keys[entry] = keys
            self._places[entry.kind][entry.place] = entry
            self.answers.add(entry, keys)
            if entry.kind is ResultKind.GUIDE:
                return  # found by words
            at = len(self._entries)
            self._entries.append(entry)
            self._keys.append(keys)
            self._kinds.append(entry.kind)
            self._of_kind[entry.kind].append(at)
            self._together.add(keys[5])
            if keys[0]:
                self._by_code[keys[0]] = (*self._by_code.get(keys[0], ()), at)
            for column, text in zip(
                (self._wholes, self._bares, self._heads), (keys[3], keys[5], keys[7]), strict=True
            ):
                column.append(text)


def making(
    entries: Iterable[SearchEntry | None], cut: Cut | None = None, before: Index | None = None
) -> Generator[None, None, Index]:
    """Build an index of ``entries``, yielding often, and for each None; returns the index.

    ``cut`` splits texts into words, by default at spaces. ``before`` is an older index whose work
    is reused for unchanged entries.
    """
    index, words = Index(cut or str.split), SearchTexts(cut)
    known = before.keys if before is not None else {}
    for number, entry in enumerate(entries, 1):
        if entry is not None:
            index.add(entry, known.get(entry) or keys_of(entry, words))
        if entry is None or not number % _PAUSE_EVERY:
            yield
    for _ in index.answers.link():
        yield
    return index
