"""Texts as they are searched: letters, flags of word beginnings, and words, without what is easily
mistyped."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import Final

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import key, one_line, to_arabic
from ita_desktop.services.search.entries import ResultKind, SearchEntry
from ita_desktop.services.search.said import SAID, said_of
from ita_desktop.services.search.said_of_manual import SAID_OF_MANUAL
from ita_desktop.services.search.synonyms import meant_by
from ita_desktop.services.search.tones import spaceless, toneless, tones
from ita_desktop.services.search.twins import TWINS

Cut = Callable[[str], Sequence[str]]
"""Splits a text into words; joined they are the text again."""
Keys = tuple[str, str, bytes, str, bytes, str, bytes, str, str]
"""The code, title and full text of an entry, normalised; title and full text with flags for the
letters that begin a word; the full text and what it is called without tone marks; the
words of what it is called, and on the next line the others. Plain tuples are
not tracked by the garbage collector, which matters for 50,000 entries."""
LEAST_WITHIN = 4
"""Letters from which on a word counts that begins no word where it is found."""
OPENING = 60
"""So many letters of a paragraph tell what it is about."""
_NAMED = frozenset({ResultKind.COMMAND, ResultKind.DOCUMENT})
"""Kinds that go by other words for what they are called."""
_RECORDS = frozenset({ResultKind.ORDER, ResultKind.MEETING, ResultKind.LETTER, ResultKind.DATE})
"""Kinds of records that go by other words, too."""
_SAID = _NAMED | _RECORDS | {ResultKind.GUIDE}
"""Kinds of which clerks speak in phrases."""
LONG = frozenset({
    ResultKind.ITEM, ResultKind.INDICATOR, ResultKind.MEASURE, ResultKind.MEETING,
    ResultKind.LETTER, ResultKind.WORDING, ResultKind.DATE, ResultKind.GUIDE,
})  # fmt: skip
"""Kinds whose text is long; others are called by all of it, with other words for it."""
_LATIN_BEGIN = lazy_re(r"(?<![0-9a-z])[0-9a-z]")
_THAI_BEGIN = lazy_re(r"[ก-ฮเ-ไ]")

_RUN = lazy_re(
    r"(?:[เ-ไ]?[ก-ฮ][ะ-๎]?[ก-ฮ]?\.){1,4}|[ก-๎]+|(?:(?:ctrl|alt|shift)\+)+(?:f\d+|\S)|f\d{1,2}(?!\d)"
    r"|[ieo]\d+|[a-z]+|\d+(?:\.\d+)?"
)
"""An abbreviation (มี.ค., เม.ย.), or letters that are cut into words, keys, a code, or a number."""
_NOUN = lazy_re("(^การ|^ความ)(?=.{3})|(?<=^แผน|^งาน)(การ$)")
"""What makes a noun of a word, which is left out as well (แผนการใช้จ่าย, แผนใช้จ่าย)."""
_NOUNS = frozenset({"การ", "ความ"})
_FEW = 24
"""One of so many texts is few of them."""
_PLURAL = 4
"""Letters from which on an English word may end in one."""
_LETTERS = {
    "โอ": "O", "ไอ": "I", "อี": "E", "ข้อ": "O", "ข้อที่": "O", "oit": "O", "iit": "I", "eit": "E",
}  # fmt: skip
_CODE = lazy_re(
    rf"(?:(?<!\S)|(?<!หัว)(?=ข้อ))({'|'.join(_LETTERS)}|[OIE])[ .-]*([1-3]?\d|4\d)(?![\d./])",
    re.IGNORECASE,
)
"""A code as it is said (โอ 12, ข้อ 12, OIT 12), or with a point or space (O.12)."""
_ONES = ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_SPELLED = {
    f"{tens}{'เอ็ด' if tens and one == _ONES[0] else one}": str(10 * ten + at)
    for ten, tens in enumerate(("", "สิบ", "ยี่สิบ", "สามสิบ"))
    for at, one in enumerate(("", *_ONES))
    if tens or one
}
_SPELLED_CODE = lazy_re(
    rf"(ข้อ|ที่|โอ|ไอ|อี)\s*({'|'.join(sorted(_SPELLED, key=len, reverse=True))})(?!\S)"
)
"""A number that is spelled out (ข้อสิบสอง, ครั้งที่สอง)."""
_TIMES = "ครั้ง"
_TIME = lazy_re(rf"(?:หน|คราว)(?=ที่\s*(?:\d|{'|'.join(_ONES)}|แรก|ก่อน|แล้ว))")
"""Another word for a time (หนที่สอง, คราวที่แล้ว)."""
_KEYS = lazy_re(r"\b(ctrl|alt|shift)[ +-]+(?=\S)", re.IGNORECASE)
"""Keys that are held (Ctrl K)."""
_SHORT_YEAR = lazy_re(r"(?<=ปี) ?([67]\d)(?!\d)")
_YEAR_OF_NUMBER = lazy_re(r"(?<=\d/)([67]\d)(?![\d/])")
"""A year as it is said (ปี 68), and behind a number (ครั้งที่ 2/68)."""


def words_of(text: str) -> list[str]:
    """Return the words of a search, normalised; codes as they are written.

    >>> words_of("โอ ๑๒ ฝ่ายโยธา Ctrl K")
    ['o12', 'ฝ่ายโยธา', 'ctrl+k']
    """
    text = _TIME.sub(_TIMES, to_arabic(text))
    text = _SPELLED_CODE.sub(lambda found: f"{found[1]} {_SPELLED[found[2]]}", text)
    text = _CODE.sub(
        lambda found: f" {_LETTERS.get(found[1].casefold(), found[1])}{found[2]} ", text
    )
    text = _YEAR_OF_NUMBER.sub(r"25\1", _SHORT_YEAR.sub(r" 25\1", _KEYS.sub(r"\1+", text)))
    return [word for word in map(key, text.split()) if word]


def spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return the index ranges (start, end) of the words in ``text``, in order; a word that is not
    found is searched without tone marks."""
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        if not letter.isspace():
            for folded in to_arabic(letter).casefold():
                letters.append(folded)
                places.append(at)
    found = [_span(letters, places, word) for word in words]
    if any(pair is None for pair in found):
        left = set(tones("".join(letters)))
        kept = [at for at in range(len(letters)) if at not in left]
        bare, bare_places = toneless("".join(letters)), [places[at] for at in kept]
        found = [
            pair or _span(bare, bare_places, toneless(word))
            for pair, word in zip(found, words, strict=True)
        ]
    return sorted(pair for pair in found if pair is not None)


def _span(letters: Sequence[str], places: Sequence[int], word: str) -> tuple[int, int] | None:
    at = "".join(letters).find(word)
    return (places[at], places[at + len(word) - 1] + 1) if word and at >= 0 else None


def terms_of(text: str, cut: Cut) -> Iterator[str]:
    """Yield the words of a text, Thai and Latin ones, and numbers."""
    for run in _RUN.findall(to_arabic(text).casefold().replace("ๆ", " ")):
        if run[0] < "ก":
            yield run[:-1] if len(run) > _PLURAL and run.endswith("s") else run
        elif run.endswith("."):
            yield run.replace(".", "")
        else:
            for part in cut(run):
                yield from filter(None, _NOUN.split(part))


_LEAST_PHRASE: Final = 5
"""Letters from which on what means the same may be of several words."""


def phrase_of(word: str) -> str:
    """Return the sign of a word, which stands for it as it is written, however it is cut."""
    return f"={spaceless(word)}"


def phrases_in(text: str) -> list[str]:
    """Return the signs of the twins of words, which may be of several words, in a text."""
    bare = spaceless(text)
    return [f"={phrase}" for phrase in _phrases() if phrase in bare]


@cache
def said_phrases() -> frozenset[str]:
    """Return what clerks say, each as it may be mistyped."""
    return frozenset(
        spaceless(word)
        for line in (*SAID.values(), *SAID_OF_MANUAL.values())
        for word in line.split()
    )


@cache
def _phrases() -> tuple[str, ...]:
    words = (spaceless(word) for group in TWINS for word in group)
    return tuple(dict.fromkeys(word for word in words if len(word) >= _LEAST_PHRASE))


class LettersTogether:
    """Which letters stand side by side in texts without tone marks: most of what no text has is
    told by them, without looking through the texts."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def add(self, bare: str) -> None:
        """Add a text."""
        self._known.update(map("".join, zip(bare, bare[1:], bare[2:], strict=False)))

    def may_hold(self, part: str) -> bool:
        """Return whether any text may have a part."""
        # Whether a point counts depends on the letter before it.
        bare = toneless(part) if "." not in part else ""
        known = self._known
        return all(bare[at : at + 3] in known for at in range(len(bare) - 2))


class SearchColumn(list[str]):
    """Texts that are looked through together: what few of them have is found without looking at
    each."""

    _all = ""
    _starts: Sequence[int] = ()

    def __init__(self, together: LettersTogether) -> None:
        super().__init__()
        self._together = together
        self._known: dict[str, Sequence[int]] = {}

    def forget(self) -> None:
        """Forget what was found, which is known as long as one search lasts."""
        self._known.clear()

    def having_all(self, parts: Sequence[str]) -> Sequence[int]:
        """Return the places of the texts that have all parts."""
        held: Sequence[int] = self.having(parts[0])
        for part in parts[1:]:
            held = [at for at in held if part in self[at]]
        return held

    def having(self, part: str) -> Sequence[int]:
        """Return the places of the texts that have a part."""
        known = self._known.get(part)
        if known is None:
            known = self._find(part) if self._together.may_hold(part) else ()
            self._known[part] = known
        return known

    def _find(self, part: str) -> Sequence[int]:
        if len(self._starts) != len(self):
            self._all = "\n".join(self)
            self._starts = [0, *accumulate(len(text) + 1 for text in self[:-1])]
        found: list[int] = []
        few = len(self) // _FEW
        begin = self._all.find(part)
        while begin >= 0:
            at = bisect_right(self._starts, begin) - 1
            found.append(at)
            if at + 1 == len(self):
                break
            if len(found) > few:
                return [at for at, text in enumerate(self) if part in text]
            begin = self._all.find(part, self._starts[at + 1])
        return found


class SearchTexts:
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

    def terms_of(self, entry: SearchEntry) -> str:
        """Return the words that an entry is called by, and on the next line its others."""
        if entry.kind is ResultKind.WORDING:
            return "\n"
        strong = [entry.code, entry.text, entry.called]
        plain = [entry.note, entry.said, said_of(entry.kind, entry.place)]
        if entry.kind is ResultKind.GUIDE:
            # The number of a chapter is no code that is asked for.
            chapter = entry.note.lstrip("0123456789")
            strong, plain = [entry.text[:OPENING]], [entry.text, chapter, *plain[1:]]
        elif entry.kind not in _NAMED:
            plain.append(entry.also)
        named, others = (self._terms(" ".join(part)) for part in (strong, plain))
        if entry.kind in _NAMED:
            named += meant_by(f"{entry.text} {entry.said}")
        elif entry.kind is ResultKind.GUIDE:
            named += meant_by(strong[0])
            others += meant_by(entry.text)
        elif entry.kind in _RECORDS:
            others += meant_by(f"{entry.text} {entry.also}")
        if entry.kind in _SAID:
            named += phrases_in(" ".join(strong))
            others += phrases_in(" ".join(plain))
            others += (phrase_of(one) for part in plain[1:] for one in part.split())
        return f"{' '.join(named)}\n{' '.join(others)}"

    def _terms(self, text: str) -> list[str]:
        terms = (term for term in terms_of(text, self._cut) if term not in _NOUNS)
        return [term for term in terms if len(term) > 1 or term.isdigit()]

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


def keys_of(entry: SearchEntry, words: SearchTexts) -> Keys:
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
    head = toneless(" ".join(text for text, _ in seen)) if entry.kind in LONG else bare
    terms = words.terms_of(entry)
    return code, *title, whole, begins, bare, bytes(bare_begins), head, terms


def begins_words(text: str, flags: bytes, words: Sequence[str]) -> bool:
    """Return whether each of the words begins a word of ``text``."""
    for word in words:
        place = text.find(word)
        while place >= 0 and not flags[place]:
            place = text.find(word, place + 1)
        if place < 0:
            return False
    return True
