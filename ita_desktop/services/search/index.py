"""A search index for results while typing, built in steps to keep the window responsive.

Each entry has normalised texts and flags for letters that begin a word: matches are found by
substring and then ranked.
"""

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import log
from typing import Any, NamedTuple

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import key, one_line, to_arabic
from ita_desktop.services.places import Place
from ita_desktop.services.search.entries import (
    ResultKind,
    SearchEntry,
    only_of,
    toneless,
    tones,
    words_of,
)
from ita_desktop.services.search.slips import in_other_layout, known_in, nearly, right_parts
from ita_desktop.services.search.synonyms import (
    called,
    corrected,
    is_known,
    merged,
    parted,
    taken_in,
    without_asking,
    without_doing,
    written_out,
)
from ita_desktop.services.search.vocabulary import ASKING, DOING, GO_TO, HOW, SMALL, TAKEN_IN, UNIT

Cut = Callable[[str], Sequence[str]]
"""Splits a text into words; joined they are the text again."""

_PAUSE_EVERY = 25
"""Number of entries processed between two pauses."""
_LATIN_BEGIN = lazy_re(r"(?<![0-9a-z])[0-9a-z]")
_THAI_BEGIN = lazy_re(r"[ก-ฮเ-ไ]")


Found = Mapping[ResultKind, Sequence[SearchEntry]]
"""What is found of each kind."""
Section = tuple[ResultKind, list[SearchEntry]]
Keys = tuple[str, str, bytes, str, bytes, str, bytes, str]
"""The code, title and full text of an entry, normalised; title and full text with flags for the
letters that begin a word; the full text and what it is called without tone marks. Plain tuples are
not tracked by the garbage collector, which matters for 50,000 entries."""
_LEAST_KNOWN = 0.4
"""The share of the typed letters that known words have to have to stand for all, and the words of
long texts."""
_UNIT = toneless(UNIT)
_LEAST_UNIT = 2
"""More letters have to be typed of a unit's name."""
_LEAST_PART = 0.25
"""The share of the typed letters that what is found without all words has to have."""
_LEAST_FOUND = 4
"""The number of letters that what is found without all words has to have."""
_LEAST_GUIDE = 0.5
"""The share of what was typed, by how rare it is, that a paragraph of the manual has to have."""
_OPENING = 60
"""So many letters of a paragraph tell what it is about."""
_LITTLE = 0.44
"""They come first if what else is found has less than this share of what they have."""
_MOST_GUIDE = 3
"""So many paragraphs of the manual are found."""
_LEAST_WITHIN = 4
"""Letters from which on a word counts that begins no word where it is found."""
_LONG = frozenset({
    ResultKind.ITEM, ResultKind.INDICATOR, ResultKind.MEASURE, ResultKind.MEETING,
    ResultKind.LETTER, ResultKind.WORDING, ResultKind.DATE, ResultKind.GUIDE,
})  # fmt: skip
"""Kinds whose text is long; others are called by all of it, with other words for it."""
_QUESTION = 60
"""Number of letters up to which some of the words may lack: more is no question."""
_WORDS_ALONE = lazy_re(r"[A-Za-z -]*")
"""What may be meant as it stands; other signs between Latin letters are another layout's."""
_LONGEST = 300
"""Number of letters that are searched for: what is pasted by mistake may be megabytes."""
_MAX_RANKED = 1_000
"""Maximum number of matches that are ranked by position."""


def _bare(words: Iterable[str]) -> list[str]:
    return [word for word in map(toneless, words) if word]


def _holding(words: Sequence[str]) -> Callable[[str], bool]:
    """Return whether a text contains all words."""
    return lambda text: all(word in text for word in words)


def _holding_nearly(words: Sequence[str]) -> Callable[[str], bool]:
    """Return whether a text contains all words, each with a letter wrong at most."""
    near = [nearly(word) for word in words]
    return lambda text: all(holds(text) for holds in near)


def _with_any(parts: Iterable[str], texts: Sequence[str], held: Sequence[int]) -> list[int]:
    """Return the places, of those held, whose text contains any of the parts: a plain scan, so that
    only these are looked at closely."""
    return sorted({at for part in parts for at in held if part in texts[at]})


class _Kind(NamedTuple):
    """The entries of one kind, with the columns that are searched."""

    entries: list[SearchEntry]
    keys: list[Keys]
    codes: list[str]
    wholes: list[str]
    bares: list[str]
    heads: list[str]


class Index:
    """Searchable entries; digits, spaces and case are ignored."""

    def __init__(self, cut: Cut = str.split) -> None:
        self.cut = cut
        self.keys: dict[SearchEntry, Keys] = {}
        # By kind, as a pair of kind and place would be one more object for each entry that garbage
        # collection looks at, in one piece.
        self._places: dict[ResultKind, dict[Place, SearchEntry]] = {kind: {} for kind in ResultKind}
        self._kinds = {kind: _Kind([], [], [], [], [], []) for kind in ResultKind}

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
        of a year, then a letter of each word may be wrong, missing or one too many, known words may
        stand without those that say what to do with it, words that were typed together are parted,
        and last some words may lack.
        A long text has nearly any words somewhere: what is found there alone comes after. Last come
        the paragraphs of the manual about it, or first, if the rest has less of what was typed;
        behind the commands, if it was asked how something is done.
        What is not found may have been typed in the other keyboard layout.
        """
        sections, is_sure = self._search(text, most)
        other = "" if is_sure else in_other_layout(text[:_LONGEST])
        meant, is_meant = self._search(other, most) if other else ([], False)
        if is_meant or (not sections and not _WORDS_ALONE.fullmatch(text)):
            return meant
        return sections

    def _search(self, text: str, most: int) -> tuple[list[Section], bool]:
        """Return what is found, and whether something is called by all that was typed."""
        wanted, only = only_of(text[:_LONGEST])
        words = words_of(taken_in(wanted))
        kinds = list(ResultKind) if only is None else [only]
        if only is None:
            kinds.remove(ResultKind.GUIDE)  # comes beside the others
        found: Found = {kind: [] for kind in kinds}
        names: list[ResultKind] = []
        items: Sequence[SearchEntry] = ()
        is_sure = False
        most = most if only is None else 3 * most
        for looser, is_right, is_close in self._looser(kinds, words, most):
            if is_close and not items and len(words) > 1:
                items = looser.get(ResultKind.ITEM, ())
            here = [
                kind
                for kind, some in looser.items()
                if any(is_right(self._head(one)) for one in some)
            ]
            if here or not any(found.values()):
                found = {kind: looser.get(kind) or found[kind] for kind in kinds}
                names = here
                is_sure = is_close
            if here:
                break
        exact = self._exact(found, words, names)
        coded = self._coded(words)
        # An item with all words somewhere is meant rather than a command with some of them.
        meant: Sequence[SearchEntry] = [coded] if coded is not None else [] if is_sure else items
        if meant and not exact and ResultKind.ITEM in found:
            both = dict.fromkeys([*meant, *found[ResultKind.ITEM]])
            found = {**found, ResultKind.ITEM: [*both][:most]}
            exact = [ResultKind.ITEM]
        commands = [ResultKind.COMMAND] if ResultKind.COMMAND in found else []
        order = dict.fromkeys([*exact[:1], *commands, *names, *found])
        sections = [(kind, list(found[kind])) for kind in order if found[kind]]
        is_found = is_sure and bool(names or exact)
        guide, share = self._guide(words, alone=not sections) if only is None else ([], None)
        if guide and share is not None:
            others = (share(self.keys[some[0]][5]) for _, some in sections[:2])
            is_sure = is_sure or any(self.keys[some[0]][0] in words for _, some in sections)
            least = share(self.keys[guide[0]][5]) * _LITTLE
            at = len(sections)
            if not is_sure and max(others, default=0) < least:
                at = 0
            elif not is_sure and any(how in "".join(words) for how in HOW):
                at = int(bool(sections) and sections[0][0] is ResultKind.COMMAND)
            # Others are seen beside them.
            guide = guide[: _MOST_GUIDE - 1] if sections else guide
            sections.insert(at, (ResultKind.GUIDE, guide))
        return sections, is_found

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
            if len(words) > 1 and kind not in _LONG and written in self._head(one)
        ]

    def _guide(
        self, words: Sequence[str], *, alone: bool
    ) -> tuple[list[SearchEntry], Callable[[str], float]]:
        """Return the paragraphs of the manual that have most of what was asked for, and how much of
        that a text has: what is rare there counts more; what it has nowhere does not count if they
        are found ``alone``."""
        entries, keys, *_ = self._kinds[ResultKind.GUIDE]
        asked = {part: {part, called(part)} for word in merged(words) for part in self._asked(word)}
        if not entries or not asked or sum(map(len, words)) > _QUESTION:
            return [], lambda _: 0

        def told(ways: Iterable[str], *, bare: bool = False) -> set[int]:
            return {at for at, key in enumerate(keys) if any(_has(key, way, bare) for way in ways)}

        having = {part: told(ways) or told(_bare(ways), bare=True) for part, ways in asked.items()}
        if alone:
            having = {part: some for part, some in having.items() if some}
            if sum(map(len, having)) < sum(map(len, asked)) * _LEAST_KNOWN:
                return [], lambda _: 0
            asked = {part: asked[part] for part in having}
        rare = {part: log(len(keys) / (0.5 + len(some))) for part, some in having.items()}
        total = sum(rare.values())
        shares: dict[int, float] = {}
        for part, some in having.items():
            for at in some:
                shares[at] = shares.get(at, 0) + rare[part] / total
        # What it begins with is what a paragraph is about.
        openings = {
            at: sum(any(way in keys[at][3][:_OPENING] for way in ways) for ways in asked.values())
            for at in shares
        }
        best = sorted(shares, key=lambda at: shares[at] + openings[at] / len(asked), reverse=True)
        most = [at for at in best if shares[at] >= _LEAST_GUIDE][:_MOST_GUIDE]

        def share(text: str) -> float:
            has = (part for part, ways in asked.items() if any(way in text for way in _bare(ways)))
            return sum(rare[part] for part in has) / total

        return [entries[at] for at in most], share

    def _asked(self, word: str) -> list[str]:
        """Return the parts of a word that tell what is asked for: known ones, and others that
        neither only ask nor are said of anything."""
        told = [part for part in self._pieces(word) if part not in ASKING | SMALL]
        return [part for part in told if part not in DOING] or told

    def _pieces(self, word: str) -> Iterator[str]:
        """Yield the known words in what was typed together, without slips, and the words between
        them."""
        for typed in map(corrected, parted(word)):
            yield from [typed] if is_known(typed) else map(key, self.cut(typed))

    def _coded(self, words: Sequence[str]) -> SearchEntry | None:
        """Return the item whose code is among the words."""
        entries, _, codes, *_ = self._kinds[ResultKind.ITEM]
        return next((entries[codes.index(word)] for word in words if word in codes), None)

    def _head(self, entry: SearchEntry) -> str:
        """Return what an entry is called, without tone marks."""
        return self.keys[entry][-1]

    def _looser(
        self, kinds: Sequence[ResultKind], words: Sequence[str], most: int
    ) -> Iterator[tuple[Found, Callable[[str], bool], bool]]:
        """Yield what is found where less and less has to be right, what is right in a title, and
        whether that is all that was typed."""
        bare = _bare(words)
        best = {kind: self._best(kind, words, most) for kind in kinds}
        words = [part for word in words for part in written_out(word)]
        ways = bare, _bare(words)
        if ways[1] != bare:
            bare = ways[1]
            # Wordings are long: they have nearly any words somewhere.
            for kind in set(kinds) - {ResultKind.WORDING}:
                more = self._best(kind, bare, most, bare=True)
                best[kind] = [*dict.fromkeys([*best[kind], *more])][:most]
        yield best, lambda head: any(_holding(way)(head) for way in ways), True
        if not bare:
            return
        yield (
            {kind: self._best(kind, bare, most, bare=True) for kind in kinds},
            _holding(bare),
            True,
        )
        kinds = [kind for kind in kinds if kind is not ResultKind.WORDING]
        about = [left for word in words if (left := without_asking(word, self.cut))]
        typed = words
        if about and about != words:
            words, bare = about, _bare(about)
            some = {kind: self._best(kind, bare, most, bare=True) for kind in kinds}
            yield some, _holding(bare), True
        if done := _bare(without_doing(words)):
            yield (
                {kind: self._named(kind, done, done, most) for kind in kinds},
                _holding(done),
                False,
            )
        # What only asks may as well be a part of a word with a mistake.
        for meant in [typed, words] if typed != words and len(typed) == 1 else [words]:
            near = {kind: self._near(kind, meant, most) for kind in kinds}
            yield near, _holding_nearly(_bare(meant)), True
        known, parts = self._known_of(words), self._cut_of(words)
        yield (
            {kind: self._named(kind, known, parts, most) for kind in kinds},
            lambda head: any(some and _holding(some)(head) for some in (known, parts)),
            False,
        )
        yield self._partly(kinds, words, most), bool, False

    def _known_of(self, words: Sequence[str]) -> list[str]:
        """Return the known words of what was typed, each with a mistake at most, if these are
        enough of it, without tone marks."""
        typed = merged(tuple(map(corrected, parted("".join(words)))))
        known = _bare(part if is_known(part) else known_in(part) for part in typed)
        told = (part for each in typed for part in ([each] if is_known(each) else self.cut(each)))
        left = [part for part in told if is_known(part) or part not in ASKING | DOING | SMALL]
        enough = sum(map(len, _bare(left))) * _LEAST_KNOWN
        return known if sum(map(len, known)) >= enough else []

    def _cut_of(self, words: Sequence[str]) -> list[str]:
        """Return the words that were typed together, without tone marks; none if none were."""
        parts = [key(part) for word in words for part in self.cut(word)]
        is_cut = len(parts) > len(words) and all(len(part) > 1 for part in parts)
        return _bare(parts) if is_cut else []

    def _named(
        self, kind: ResultKind, known: Sequence[str], parts: Sequence[str], most: int
    ) -> list[SearchEntry]:
        """Return entries of a kind that are called by all known words, first those that end in
        them, and with other parts of what was typed; else those that have all parts somewhere."""
        entries, *_, heads = self._kinds[kind]
        held: Sequence[int] = range(len(heads)) if known else ()
        for word in known:
            held = _with_any([word], heads, held)
        named = [
            (
                toneless(self.keys[entries[at]][1]).endswith(known[-1]),
                sum(part in heads[at] for part in parts),
                entries[at],
            )
            for at in held
        ]
        if named:
            named.sort(key=lambda scored: scored[:2], reverse=True)
            return [entry for *_, entry in named[:most]]
        return self._best(kind, parts, most, bare=True) if parts else []

    def _near(self, kind: ResultKind, words: Sequence[str], most: int) -> list[SearchEntry]:
        """Return entries of a kind that contain all words, each with a letter wrong at most."""
        entries, _, _, _, bares, _ = self._kinds[kind]
        held: Sequence[int] = range(len(bares))
        for word in _bare(words):
            holds = nearly(word)
            held = [at for at in _with_any(right_parts(word), bares, held) if holds(bares[at])]
        # Those that are seen to have them come first.
        is_seen = _holding_nearly(_bare(words))
        looked = held[:_MAX_RANKED]
        seen = [at for at in looked if is_seen(toneless(self.keys[entries[at]][1]))]
        return [entries[at] for at in dict.fromkeys([*seen, *held[:most]])][:most]

    def _partly(self, kinds: Sequence[ResultKind], words: Sequence[str], most: int) -> Found:
        """Return what is called by the most letters, of those of each word's parts, or by a code
        among the words."""
        if sum(map(len, _bare(words))) > _QUESTION:
            return {kind: [] for kind in kinds}
        each = self._parts(words)
        typed = sum(map(len, chain(*each)))
        scores = {kind: self._enough(kind, words, each, typed) for kind in kinds}
        best = max((max(scored.values()) for scored in scores.values() if scored), default=0)
        found: dict[ResultKind, list[SearchEntry]] = {}
        for kind, scored in scores.items():
            places = sorted(at for at, score in scored.items() if score == best)
            found[kind] = [self._kinds[kind].entries[at] for at in places[:most]]
        return found

    def _enough(
        self, kind: ResultKind, words: Sequence[str], each: Sequence[Sequence[str]], typed: int
    ) -> dict[int, int]:
        """Return the scores of the parts that are enough of the letters typed."""
        scored = self._scores(kind, each)
        if TAKEN_IN in words:
            scored.update(
                (at, score + typed)
                for at, score in scored.items()
                if self._kinds[kind].keys[at][1].startswith(TAKEN_IN)
            )
        codes = self._kinds[kind].codes
        scored.update((at, typed) for at, code in enumerate(codes) if code in words)
        # A long text has any words somewhere.
        least = typed * (_LEAST_KNOWN if kind in _LONG else _LEAST_PART)
        enough = max(least, _LEAST_FOUND)
        return {at: score for at, score in scored.items() if score >= enough}

    def _scores(self, kind: ResultKind, each: Sequence[Sequence[str]]) -> dict[int, int]:
        """Return how many letters of the words' parts are in what entries of a kind are called, by
        place; short parts have to begin a word. Where entries are called by long texts, some of
        each word have to be there."""
        _, keys, _, _, _, heads = self._kinds[kind]
        held: Iterable[int] = range(len(heads))
        scores: dict[int, int] = {}
        for parts in each:
            letters = {} if kind in _LONG else dict(scores)
            for part in parts:
                counts = max(len(part), _LEAST_FOUND if len(part) == 2 else 0)
                for at in [at for at in held if part in heads[at]]:
                    if len(part) >= _LEAST_WITHIN or _begin(heads[at], keys[at][6], [part]):
                        letters[at] = letters.get(at, scores.get(at, 0)) + counts
            scores = letters
            held = scores if kind in _LONG else held
        return scores

    def _parts(self, words: Sequence[str]) -> list[list[str]]:
        """Return the words that were typed together in each word, without tone marks, but for
        what is done with anything and what any text has, if others are left."""
        pieces = [{*self._pieces(word)} for word in words]
        told = [[part for part in parts if part not in DOING | SMALL] for parts in pieces]
        each = told if any(told) else [[*parts] for parts in pieces]
        bare = [
            [part for part in _bare(parts) if len(part) > 2 or is_known(part)] for parts in each
        ]
        return [parts for parts in bare if parts]

    def _best(
        self, kind: ResultKind, words: Sequence[str], most: int, *, bare: bool = False
    ) -> list[SearchEntry]:
        """Return the best entries of a kind that contain all words."""
        entries, keys, codes, wholes, bares, _ = self._kinds[kind]
        if not words:
            return entries[:most]
        first, *others = words
        texts = bares if bare else wholes
        held = [at for at, text in enumerate(texts) if first in text]
        for word in others:
            held = [at for at in held if word in texts[at]]
        looked = [(at, keys[at]) for at in held[:_MAX_RANKED]]
        ranks: list[Iterable[int]]
        if bare:
            begun = [at for at, key in looked if _begin(key[5], key[6], words)]
            seen = (at for at in begun if all(word in toneless(keys[at][1]) for word in words))
            joined = "".join(words)
            ranks = [(at for at, key in looked if len(words) > 1 and joined in key[5]), seen, begun]
        else:
            joined = "".join(words)
            begun = [at for at in held if codes[at].startswith(joined)]
            commands = looked if kind is ResultKind.COMMAND else []
            ranks = [
                [at for at in begun if codes[at] == joined],
                begun,
                (at for at, key in looked if key[1] == joined),
                # A page is called by its name behind the words for going there.
                (at for at, key in commands if key[1].startswith(f"{GO_TO}{joined}")),
                (at for at, key in looked if key[1].startswith(joined)),
                (at for at, key in looked if len(words) > 1 and joined in key[3]),
                (at for at, key in looked if _begin(key[1], key[2], words)),
                # What is seen to match comes before what only goes by another word, too.
                (at for at, key in looked if all(word in key[1] for word in words)),
                (at for at, key in looked if _begin(key[3], key[4], words)),
            ]
        best: dict[int, None] = {}
        for at in chain(*ranks, held):
            best[at] = None
            if len(best) == most:
                break
        return [entries[at] for at in best]

    def add(self, entry: SearchEntry, keys: Keys) -> None:
        """Add an entry."""
        if entry not in self.keys:
            self.keys[entry] = keys
            self._places[entry.kind][entry.place] = entry
            row = (entry, keys, keys[0], keys[3], keys[5], keys[7])
            columns: Iterable[list[Any]] = self._kinds[entry.kind]
            for column, value in zip(columns, row, strict=True):
                column.append(value)


def making(
    entries: Iterable[SearchEntry | None], cut: Cut | None = None, before: Index | None = None
) -> Generator[None, None, Index]:
    """Build an index of ``entries``, yielding often, and for each None; returns the index.

    ``cut`` splits texts into words, by default at spaces. ``before`` is an older index whose work
    is reused for unchanged entries.
    """
    index, words = Index(cut or str.split), _Words(cut)
    known = before.keys if before is not None else {}
    for number, entry in enumerate(entries, 1):
        if entry is not None:
            index.add(entry, known.get(entry) or _keys_of(entry, words))
        if entry is None or not number % _PAUSE_EVERY:
            yield
    return index


class _Words:
    """Normalised texts with flags of word beginnings; short ones are cached."""

    def __init__(self, cut: Cut | None) -> None:
        self._cut = cut or (lambda text: re.split(r"(?<= )", text))
        self._known: dict[str, tuple[str, bytes]] = {"": ("", b"")}

    def of(self, text: str) -> tuple[str, bytes]:
        """Return a text's letters and flags of word beginnings."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._read(text)
        return known

    def _read(self, text: str) -> tuple[str, bytes]:
        letters: list[str] = []
        begins = bytearray()
        for piece in self._cut(one_line(text)):
            part = to_arabic("".join(piece.split())).casefold()
            flags = bytearray(len(part))
            first = _THAI_BEGIN.search(part)
            if first is not None:
                flags[first.start()] = 1
            for match in _LATIN_BEGIN.finditer(part):
                flags[match.start()] = 1
            letters.append(part)
            begins += flags
        return "".join(letters), bytes(begins)


def _keys_of(entry: SearchEntry, words: _Words) -> Keys:
    texts = entry.code, entry.text, entry.note, entry.also, entry.called
    fields = [words.of(text) for text in texts]
    # A space separates the fields, so that no word matches across two of them.
    whole = " ".join(letters for letters, _ in fields)
    begins = b"\0".join(flags for _, flags in fields)
    bare = toneless(whole)
    bare_begins = bytearray(begins)
    for at in reversed(tones(whole)):
        del bare_begins[at]
    code, title = fields[0][0], fields[1]
    seen = [*(fields[:3] if entry.kind is ResultKind.MEETING else fields[:2]), fields[4]]
    head = toneless(" ".join(text for text, _ in seen)) if entry.kind in _LONG else bare
    return code, *title, whole, begins, bare, bytes(bare_begins), head


def _has(keys: Keys, part: str, bare: bool) -> bool:
    """Return whether a text, with or without tone marks, has a part; a short one has to begin a
    word."""
    text, flags = (keys[5], keys[6]) if bare else (keys[3], keys[4])
    return part in text and (len(part) >= _LEAST_WITHIN or _begin(text, flags, [part]))


def _begin(text: str, flags: bytes, words: Sequence[str]) -> bool:
    """Return whether each of the words begins a word of ``text``."""
    for word in words:
        place = text.find(word)
        while place >= 0 and not flags[place]:
            place = text.find(word, place + 1)
        if place < 0:
            return False
    return True
