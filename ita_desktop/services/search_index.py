"""An index that finds entries while one types, and is made bit by bit so that a window stays awake.

All texts of a kind stand in one long text, a line each, beside a map of the letters that begin a
word; so one scan at the speed of C finds the lines, and a look at the map ranks them.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.text import one_line
from ita_desktop.services.places import Place
from ita_desktop.services.search import Entry, Found, only_of, toneless, words_of

Cut = Callable[[str], Sequence[str]]
"""Gives the words of a text; joined they are the text again."""

_BIT = 25
"""Entries made ready between two pauses."""
_LOOKS = 20_000
"""Places in which a word stands that are looked at; more would not be seen among so few results."""
_LATIN_BEGIN = re.compile(r"(?<![0-9a-z])[0-9a-z]")
_THAI_BEGIN = re.compile(r"[ก-ฮเ-ไ]")
_MAY_BEGIN = re.compile(r"[ก-ฮเ-ไ0-9a-z]")


Keys = tuple[str, str, bytes, str, bytes, str, bytes]
"""An entry's code, its text and everything as they are compared, each of the two with the letters
that begin a word; everything again without tone marks. A plain tuple, which Python's garbage
collector leaves aside: of 50,000 of them it would be felt."""


class Index:
    """Entries with their texts made ready: digits, spaces and case do not matter."""

    def __init__(self) -> None:
        self.keys: dict[Entry, Keys] = {}
        self._places: dict[str, Entry] = {}
        self._kinds: Mapping[Found, _Kind] = {kind: _Kind() for kind in Found}

    def entry_at(self, kind: Found, place: Place) -> Entry | None:
        """The entry of a kind that opens a place."""
        return self._places.get(_name(kind, place))

    def search(self, text: str, most: int = 6) -> list[tuple[Found, list[Entry]]]:
        """The entries that hold every word of ``text``, by kind, at most ``most`` of each.

        First come exact codes, then codes and texts that begin so, then texts with words that
        begin so, then entries with such words elsewhere, then the others. Where nothing is found,
        tone marks are left aside. The kind of an exact code comes first. ``>`` at the beginning
        asks for commands only, ``@`` for people only; of these three times as many are given.
        """
        wanted, only = only_of(text)
        words = words_of(wanted)
        kinds = list(Found) if only is None else [only]
        count = most if only is None else 3 * most
        found = [(kind, self._kinds[kind].search(words, count)) for kind in kinds]
        if words and not any(some for _, some in found):
            bare = [one for one in map(toneless, words) if one]
            found = [(kind, self._kinds[kind].search_bare(bare, count)) for kind in kinds]
        whole = "".join(words)
        exact = [kind for kind, some in found if whole and some and self.keys[some[0]][0] == whole]
        by_kind = dict(found)
        order = dict.fromkeys([*exact[:1], *kinds])
        return [(kind, by_kind[kind]) for kind in order if by_kind[kind]]

    def add(self, entry: Entry, keys: Keys) -> None:
        """Takes one more entry; it is found once the index is sealed."""
        if entry not in self.keys:
            self.keys[entry] = keys
            self._places[_name(entry.kind, entry.place)] = entry
            self._kinds[entry.kind].add(entry, keys)

    def sealing(self) -> Iterator[None]:
        """Makes everything that was added ready to be found; pauses now and then."""
        for kind in self._kinds.values():
            yield from kind.sealing()


def _name(kind: Found, place: Place) -> str:
    return f"{kind} {' '.join(place)}"


def making(
    entries: Iterable[Entry | None], cut: Cut | None = None, before: Index | None = None
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
    yield from index.sealing()
    return index


def index_of(
    entries: Iterable[Entry], cut: Cut | None = None, before: Index | None = None
) -> Index:
    """An index of ``entries``, made at once; see :func:`making`."""
    bits = making(entries, cut, before)
    while True:
        try:
            next(bits)
        except StopIteration as end:
            made: Index = end.value
            return made


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


def _keys_of(entry: Entry, words: _Words) -> Keys:
    fields = [words.of(one) for one in (entry.code, entry.text, entry.note, entry.also)]
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


class _Kind:
    """The entries of one kind."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._codes, self._texts = _Lines(), _Lines()
        self._whole, self._bare = _Lines(), _Lines()

    def add(self, entry: Entry, keys: Keys) -> None:
        code, text, text_begins, whole, begins, bare, bare_begins = keys
        self._entries.append(entry)
        self._codes.add(code)
        self._texts.add(text, text_begins)
        self._whole.add(whole, begins)
        self._bare.add(bare, bare_begins)

    def sealing(self) -> Iterator[None]:
        for lines in (self._codes, self._texts, self._whole, self._bare):
            lines.seal()
            yield

    def search(self, words: Sequence[str], most: int) -> list[Entry]:
        """The first entries that hold all words, the best first."""
        if not words:
            return self._entries[:most]
        joined = "".join(words)
        found: dict[int, None] = {}
        for lines in (
            self._codes.equal(joined),
            self._codes.begun(joined),
            self._texts.begun(joined),
        ):
            _take(found, lines, most)
        if len(found) < most:
            _take(found, iter(self._texts.beginning(words, most)), most)
        if len(found) < most:
            _take(found, iter(self._whole.holding(words, most)), most)
        return [self._entries[at] for at in found]

    def search_bare(self, words: Sequence[str], most: int) -> list[Entry]:
        """The same without tone marks on either side."""
        return [self._entries[at] for at in self._bare.holding(words, most)[:most]] if words else []


def _take(found: dict[int, None], lines: Iterator[int], most: int) -> None:
    for at in lines:
        if len(found) >= most:
            return
        found[at] = None


class _Lines:
    """Texts one a line, each between line breaks, where each begins, and which letters begin a
    word."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._flags: list[bytes] = []
        self._starts: list[int] = []
        self._length = 1
        self._whole = ""
        self._begins = b""

    def add(self, text: str, begins: bytes = b"") -> None:
        self._texts.append(text)
        self._flags.append(begins)
        self._starts.append(self._length)
        self._length += len(text) + 1

    def seal(self) -> None:
        self._whole = "\n" + "\n".join(self._texts) + "\n"
        self._begins = b"\0" + b"\0".join(self._flags) + b"\0"

    def equal(self, text: str) -> Iterator[int]:
        """The lines that are ``text``."""
        return self._lines(f"\n{text}\n", 1)

    def begun(self, text: str) -> Iterator[int]:
        """The lines that begin with ``text``."""
        return self._lines(f"\n{text}", 1)

    def holding(self, words: Sequence[str], most: int) -> list[int]:
        """The lines that hold every word, first those in which each begins a word: enough of
        either for ``most`` results."""
        begun, inside = self._holding(words, most)
        return list(dict.fromkeys([*begun, *inside]))

    def beginning(self, words: Sequence[str], most: int) -> list[int]:
        """The lines in which every word begins a word."""
        return self._holding(words, most)[0]

    def _holding(self, words: Sequence[str], most: int) -> tuple[list[int], list[int]]:
        if len(words) == 1:
            return self._holding_one(words[0], most)
        return self._holding_all(words, most)

    def _holding_one(self, word: str, most: int) -> tuple[list[int], list[int]]:
        """Lines in which the word begins a word, and lines in which it does not."""
        begun: list[int] = []
        inside: list[int] = []
        find, begins = self._whole.find, self._begins
        may_begin = _MAY_BEGIN.match(word) is not None
        place = find(word)
        for _ in range(_LOOKS):
            if place < 0 or len(begun) >= most or (len(inside) >= most and not may_begin):
                break
            if begins[place]:
                at = self._line(place)
                begun.append(at)
                place = find(word, self._starts[at] + len(self._texts[at]))
            else:
                if len(inside) < most:
                    inside.append(self._line(place))
                place = find(word, place + 1)
        return begun, inside

    def _holding_all(self, words: Sequence[str], most: int) -> tuple[list[int], list[int]]:
        begun: list[int] = []
        inside: list[int] = []
        rarest = min(words, key=self._whole.count)
        for looked, at in enumerate(self._lines(rarest, 0)):
            if len(begun) >= most or looked >= _LOOKS:
                break
            text = self._texts[at]
            if all(word in text for word in words):
                flags = self._flags[at]
                whole_words = all(_begins(text, flags, word) for word in words)
                (begun if whole_words else inside).append(at)
        return begun, inside

    def _lines(self, part: str, shift: int) -> Iterator[int]:
        """The lines that hold ``part``, each once."""
        place = self._whole.find(part)
        while place >= 0 and self._starts:
            at = self._line(place + shift)
            yield at
            end = self._starts[at] + len(self._texts[at])
            place = self._whole.find(part, end)

    def _line(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1


def _begins(text: str, flags: bytes, word: str) -> bool:
    """Whether a word of ``text`` begins with ``word``."""
    place = text.find(word)
    while place >= 0:
        if flags[place]:
            return True
        place = text.find(word, place + 1)
    return False
