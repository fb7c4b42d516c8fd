"""Finding items, measures, people, documents and commands by any part of their code or name."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services.measures import label_of
from ita_desktop.services.overview import owner_text

COMMANDS_ONLY, PEOPLE_ONLY = ">", "@"
"""What a search begins with that asks for one kind of thing only."""


class Found(StrEnum):
    """What kind of thing was found, in the order in which kinds are shown."""

    ITEM = "item"
    MEASURE = "measure"
    PERSON = "person"
    DOCUMENT = "document"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found. ``target`` is an item code, a record id or a command name;
    ``note`` stands at the right (owner, unit, shortcut)."""

    kind: Found
    target: str
    code: str
    text: str
    note: str = ""


Keys = tuple[str, str, str]
"""An entry's code, text, and everything, as they are compared."""


class Index:
    """Entries with their texts made ready: digits, spaces and case do not matter."""

    def __init__(self, entries: Iterable[Entry] = (), before: "Index | None" = None) -> None:
        """``before`` is an older index, whose work is used again for entries that stayed."""
        known = before.keys if before is not None else {}
        self.keys: dict[Entry, Keys] = {
            entry: known.get(entry) or _keys_of(entry) for entry in entries
        }
        of_kind: Mapping[Found, list[Entry]] = {kind: [] for kind in Found}
        for entry in self.keys:
            of_kind[entry.kind].append(entry)
        self._kinds = {kind: _Kind(some, self.keys) for kind, some in of_kind.items()}

    def search(self, text: str, most: int = 6) -> list[tuple[Found, list[Entry]]]:
        """The entries that hold every word of ``text``, by kind: at most ``most`` of each, exact
        codes first, then codes and names that begin so. The kind of an exact code comes first.

        ``>`` at the beginning asks for commands only, ``@`` for people only; of these three times
        as many are given.
        """
        wanted, only = only_of(text)
        words = words_of(wanted)
        kinds = list(Found) if only is None else [only]
        count = most if only is None else 3 * most
        found = [(kind, self._kinds[kind].search(words, count)) for kind in kinds]
        whole = "".join(words)
        exact = [kind for kind, some in found if whole and some and self.keys[some[0]][0] == whole]
        order = dict.fromkeys([*exact[:1], *kinds])
        by_kind = dict(found)
        return [(kind, by_kind[kind]) for kind in order if by_kind[kind]]


class _Kind:
    """The entries of one kind in long texts, a line each, so that one scan finds them."""

    def __init__(self, entries: Sequence[Entry], keys: Mapping[Entry, Keys]) -> None:
        self._entries = entries
        self._codes = _Lines(keys[one][0] for one in entries)
        self._texts = _Lines(keys[one][1] for one in entries)
        self._all = _Lines(keys[one][2] for one in entries)

    def search(self, words: Sequence[str], most: int) -> list[Entry]:
        """The first entries that hold all words, the best first."""
        if not words:
            return list(self._entries[:most])
        whole = "".join(words)
        found: dict[int, None] = {}
        for lines in (self._codes.equal(whole), self._codes.begun(whole), self._texts.begun(whole)):
            _take(found, lines, most)
        _take(found, self._all.holding(words), most)
        return [self._entries[at] for at in found]


def _take(found: dict[int, None], lines: Iterator[int], most: int) -> None:
    for at in lines:
        if len(found) >= most:
            return
        found[at] = None


class _Lines:
    """Texts one a line, each between line breaks, and where each begins."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = list(texts)
        self._starts: list[int] = []
        at = 1
        for text in self._texts:
            self._starts.append(at)
            at += len(text) + 1
        self._whole = "\n" + "\n".join(self._texts) + "\n"

    def equal(self, text: str) -> Iterator[int]:
        """The lines that are ``text``."""
        return self._lines(f"\n{text}\n", 1)

    def begun(self, text: str) -> Iterator[int]:
        """The lines that begin with ``text``."""
        return self._lines(f"\n{text}", 1)

    def holding(self, words: Sequence[str]) -> Iterator[int]:
        """The lines that hold every word."""
        rarest = min(words, key=self._whole.count) if len(words) > 1 else words[0]
        for at in self._lines(rarest, 0):
            if all(word in self._texts[at] for word in words):
                yield at

    def _lines(self, part: str, shift: int) -> Iterator[int]:
        place = self._whole.find(part)
        while place >= 0 and self._starts:
            at = bisect_right(self._starts, place + shift) - 1
            yield at
            # The next one on another line.
            end = self._starts[at] + len(self._texts[at])
            place = self._whole.find(part, end)


def _keys_of(entry: Entry) -> Keys:
    code, text = key(entry.code), key(entry.text)
    # A space that no word holds keeps a word from reaching over two fields.
    return code, text, f"{code} {text} {key(entry.note)}"


def only_of(text: str) -> tuple[str, Found | None]:
    """What is searched for, and the one kind that is asked for."""
    plain = text.strip()
    if plain.startswith(COMMANDS_ONLY):
        return plain[1:], Found.COMMAND
    if plain.startswith(PEOPLE_ONLY):
        return plain[1:], Found.PERSON
    return plain, None


def words_of(text: str) -> list[str]:
    """The words of a search as they are compared."""
    return [word for word in map(key, text.split()) if word]


def spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where ``text`` holds the words, as first and last index (exclusive), in order."""
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        if not letter.isspace():
            for one in to_arabic(letter).casefold():
                letters.append(one)
                places.append(at)
    plain = "".join(letters)
    found = []
    for word in words:
        at = plain.find(word)
        if at >= 0:
            found.append((places[at], places[at + len(word) - 1] + 1))
    return sorted(found)


def entries_of(data: YearData) -> list[Entry]:
    """What a year offers to be found."""
    items = [
        Entry(
            Found.ITEM,
            item.code,
            item.code,
            item.title,
            owner_text(data, data.owners_of_item(item.code)),
        )
        for item in data.framework.items
    ]
    measures = [
        Entry(Found.MEASURE, one.id, label_of(data, one), _first_line(one.method), one.schedule)
        for one in data.measures
    ]
    people = [
        Entry(Found.PERSON, one.id, "", one.full_name, data.unit_name(one.unit_id))
        for one in data.people
    ]
    return [*items, *measures, *people]


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0]
