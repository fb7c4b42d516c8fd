"""An index that finds entries while one types, and is made bit by bit so that a window stays awake.

Beside each entry stand its texts as they are compared, with the letters that begin a word: what is
typed is looked for in all of them, and what holds it is ranked.
"""

import re
from collections.abc import Callable, Generator, Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.text import one_line
from ita_desktop.services.places import Place
from ita_desktop.services.search.entries import ResultKind, SearchEntry, only_of, toneless, words_of

Cut = Callable[[str], Sequence[str]]
"""Gives the words of a text; joined they are the text again."""

_BIT = 25
"""Entries made ready between two pauses."""
_LATIN_BEGIN = re.compile(r"(?<![0-9a-z])[0-9a-z]")
_THAI_BEGIN = re.compile(r"[ก-ฮเ-ไ]")


Keys = tuple[str, str, bytes, str, bytes, str, bytes]
"""An entry's code, its text and everything as they are compared, each of the two with the letters
that begin a word; everything again without tone marks. A plain tuple, which Python's garbage
collector leaves aside: of 50,000 of them it would be felt."""
_LOOKS = 1_000
"""Texts with a word that are looked at for where it stands; more would not be seen among so few
results."""


class _Kind(NamedTuple):
    """The entries of one kind, and what is looked through of them."""

    entries: list[SearchEntry]
    keys: list[Keys]
    codes: list[str]
    wholes: list[str]
    bares: list[str]


class Index:
    """Entries with their texts made ready: digits, spaces and case do not matter."""

    def __init__(self) -> None:
        self.keys: dict[SearchEntry, Keys] = {}
        self._places: dict[tuple[ResultKind, Place], SearchEntry] = {}
        self._kinds = {kind: _Kind([], [], [], [], []) for kind in ResultKind}

    def entry_at(self, kind: ResultKind, place: Place) -> SearchEntry | None:
        """The entry of a kind that opens a place."""
        return self._places.get((kind, place))

    def search(self, text: str, most: int = 6) -> list[tuple[ResultKind, list[SearchEntry]]]:
        """The entries that hold every word of ``text``, by kind, at most ``most`` of each.

        First come exact codes, then codes and texts that begin so, then texts with words that
        begin so, then entries with such words elsewhere, then the others. Where nothing is found,
        tone marks are left aside. The kind of an exact code comes first. ``>`` at the beginning
        asks for commands only, ``@`` for people only; of these three times as many are given.
        """
        wanted, only = only_of(text)
        words = words_of(wanted)
        kinds = list(ResultKind) if only is None else [only]
        count = most if only is None else 3 * most
        found = {kind: self._best(kind, words, count) for kind in kinds}
        if words and not any(found.values()):
            plain = [one for one in map(toneless, words) if one]
            found = {kind: self._best(kind, plain, count, bare=True) for kind in kinds if plain}
        whole = "".join(words)
        exact = [
            kind
            for kind, some in found.items()
            if whole and some and self.keys[some[0]][0] == whole
        ]
        order = dict.fromkeys([*exact[:1], *found])
        return [(kind, found[kind]) for kind in order if found[kind]]

    def _best(
        self, kind: ResultKind, words: Sequence[str], most: int, *, bare: bool = False
    ) -> list[SearchEntry]:
        """The first entries of a kind that hold all words, the best first."""
        entries, keys, codes, wholes, bares = self._kinds[kind]
        if not words:
            return entries[:most]
        first, *others = words
        texts = bares if bare else wholes
        held = [at for at, text in enumerate(texts) if first in text]
        for word in others:
            held = [at for at in held if word in texts[at]]
        looked = [(at, keys[at]) for at in held[:_LOOKS]]
        ranks: list[Iterable[int]]
        if bare:
            ranks = [(at for at, key in looked if _begin(key[5], key[6], words))]
        else:
            joined = "".join(words)
            begun = [at for at in held if codes[at].startswith(joined)]
            ranks = [
                [at for at in begun if codes[at] == joined],
                begun,
                (at for at, key in looked if key[1].startswith(joined)),
                (at for at, key in looked if _begin(key[1], key[2], words)),
                (at for at, key in looked if _begin(key[3], key[4], words)),
            ]
        best: dict[int, None] = {}
        for at in chain(*ranks, held):
            best[at] = None
            if len(best) == most:
                break
        return [entries[at] for at in best]

    def add(self, entry: SearchEntry, keys: Keys) -> None:
        """Takes one more entry."""
        if entry not in self.keys:
            self.keys[entry] = keys
            self._places[entry.kind, entry.place] = entry
            row = (entry, keys, keys[0], keys[3], keys[5])
            columns: Iterable[list[Any]] = self._kinds[entry.kind]
            for column, value in zip(columns, row, strict=True):
                column.append(value)


def making(
    entries: Iterable[SearchEntry | None], cut: Cut | None = None, before: Index | None = None
) -> Generator[None, None, Index]:
    """Makes an index of ``entries``; pauses often, and where None stands for one, and returns the
    index at the end.

    ``cut`` tells the words, without which only a space begins one. ``before`` is an older index,
    whose work is used again for entries that stayed.
    """
    index, words = Index(), _Words(cut)
    known = before.keys if before is not None else {}
    for number, entry in enumerate(entries, 1):
        if entry is not None:
            index.add(entry, known.get(entry) or _keys_of(entry, words))
        if entry is None or not number % _BIT:
            yield
    return index


class _Words:
    """Texts as they are compared, with the letters that begin a word; short ones are kept."""

    def __init__(self, cut: Cut | None) -> None:
        self._cut = cut or (lambda text: re.split(r"(?<= )", text))
        self._known: dict[str, tuple[str, bytes]] = {"": ("", b"")}

    def of(self, text: str) -> tuple[str, bytes]:
        """Letters and begins of one text."""
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
    fields = [words.of(text) for text in (entry.code, entry.text, entry.note, entry.also)]
    # A space that no word holds keeps a word from reaching over two fields.
    whole = " ".join(letters for letters, _ in fields)
    begins = b"\0".join(flags for _, flags in fields)
    bare = toneless(whole)
    bare_begins = begins
    if bare != whole:
        bare_begins = bytes(
            flag for letter, flag in zip(whole, begins, strict=True) if toneless(letter)
        )
    return fields[0][0], *fields[1], whole, begins, bare, bare_begins


def _begin(text: str, flags: bytes, words: Sequence[str]) -> bool:
    """Whether each of the words begins a word of ``text``."""
    for word in words:
        place = text.find(word)
        while place >= 0 and not flags[place]:
            place = text.find(word, place + 1)
        if place < 0:
            return False
    return True
