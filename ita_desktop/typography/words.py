"""Where a Thai text may be broken into lines: between words, never inside a name.

Thai is written without spaces between words, so a dictionary is needed: nlpo3 (newmm) with the
CC0 word list of PyThaiNLP, and above it the terms of the field and the office's own names, which
are kept whole wherever they stand.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import accumulate, chain, pairwise
from types import MappingProxyType
from typing import TypeVar

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.roster.names import is_person, length_of_name, split_name
from ita_desktop.domain.text import BULLET
from ita_desktop.paths import resource
from ita_desktop.typography.lines import may_cut

_SHORTEST_TERM = 5
"""Shorter names stand inside other words too often (เขต in ขอบเขต)."""
_NOUN = "การ"
_STEMS = ("โครง", "กรรม", "บริ", "ราย", "ราช", "วิชา", "สวัสดิ", "อำนวย", "เลขานุ")
"""What makes a word with การ behind it, and hardly stands before a word that begins with it."""
_LONGEST_TERM = 24
"""A longer name is kept whole only between its spaces, so that it fits into a table's column."""
_LONGEST_NAME = 60
"""Letters of a person's name with its title."""
_LONG_RUN = 24
"""Letters without a space, for example an address on the web, from which on it may be cut."""
_MEMORY = 50_000
"""How many runs of Thai letters a breaker remembers before it begins anew."""
_TEXTS = 10_000
"""How many texts: the files of a document, and those of a year, repeat them."""
_BREAKERS = 4
"""How many offices' breakers are remembered."""

_Found = TypeVar("_Found")
_NOT_BEFORE = frozenset('ๆฯ)]}"”’»,.;:!?%…/')
_OPENING = frozenset("([{“‘«")
_DASHES = frozenset("-–—")
_CUT_AFTER = frozenset("/-–—)]”’»")
_RUN = lazy_re(r"[ก-ฺเ-๎]+")
_WORD_RUN = lazy_re(r"[ก-ฺเ-๎]+|[a-z]+(?:-[a-z]+)*")
_SPACE = lazy_re(r"[ \t]+|\n")
_NAME_PART = lazy_re(r"\S+(?: ณ \S+)?")
_BETWEEN_SPACES = lazy_re(r"\s*(?:ณ )?\S+\s*")
_OPENED = lazy_re(r"(?:[(\[{“‘«]|(?<!\S)\")[ \t]*")
_BESIDE_NUMBER = lazy_re(r" (?:(?<=[\d๐-๙/,.] )|(?=[\d๐-๙]))")
"""A space that may belong to a number: 25 คำถาม, พ.ศ. 2568."""
_BESIDE_MARK = lazy_re(r" (?:(?<=[(\[{“‘«\"•*)–—-] )|(?=[\sๆฯ)}\]\"”’»,.;:!?%…/–—-]))")
"""A space that may belong to a bracket, a mark or a dash."""
_LONG = lazy_re(rf"[!-~]{{{_LONG_RUN + 1},}}")
_LONG_HYPHEN = lazy_re(r"(?<=-)(?=[A-Za-z])|(?<=[^0-9]-)(?=[0-9])")
"""Where Word and Excel end a line inside such a run, if it has room for what is before: not
between figures, as in a day."""
_LONG_JOINT = lazy_re(r"(?<=[/?&=_.\-])(?=[A-Za-z0-9])")
"""Where it is cut if it is wider than a line."""
_LIST_MARK = lazy_re(
    rf"^[ \t]*(?:{BULLET}|[\d๐-๙]{{1,2}}(?:\.[\d๐-๙]{{1,2}})*[.)])[ \t]+", re.MULTILINE
)
_DIGIT = lazy_re(r"[\d๐-๙]")
_ERA = r"[พค]\.ศ\. ?[\d๐-๙]{4}"
_MONTH = (
    r"(?:ม\.ค|ก\.พ|มี\.ค|เม\.ย|พ\.ค|มิ\.ย|ก\.ค|ส\.ค|ก\.ย|ต\.ค|พ\.ย|ธ\.ค)\."
    r"|มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน"
    r"|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
)
_N = r"[\d๐-๙]"
_YEAR = rf"(?:[พค]\.ศ\. ?)?{_N}{{2,4}}(?!{_N})"
_DATE = rf"(?:{_N}{{1,2}} ?(?:{_MONTH})(?: ?{_YEAR})?|(?:{_MONTH}) ?{_YEAR})"
"""A date is read as one, however it is spaced: a line never ends inside it."""
_TIME = rf"{_N}{{1,2}}[.:]{_N}{{2}}"
_CODED = rf"(?:[IEO]{_N}{{1,2}}|IIT|EIT|OIT|ITA) \(?{_N}{{1,3}}\.{_N}{{1,2}}"
"""A code and its figure: E2 89.45."""
_LETTER_NUMBER = rf"(?<![ก-๎])[ก-ฮ]{{1,3}} {_N}{{3,5}}(?:\.{_N}+)*/(?:ว ?)?{_N}+"
"""The number of an official letter: กท 0401/ว 1234."""
_TELEPHONE = rf"[0๐] ?{_N}{{4}} {_N}{{4}}"
_WHOLE = rf"{_DATE}|{_TIME} ?น\.|{_CODED}|{_LETTER_NUMBER}|{_TELEPHONE}"
_CLOCK = rf"{_TIME}(?: ?น\.)? ?[-–—] ?{_TIME} ?น\."
_SPAN = rf"(?:{_DATE}|(?:{_MONTH})|(?<!{_N}){_N}{{1,2}}) ?[-–—] ?{_DATE}|{_CLOCK}"
"""From when to when; together where a line has room for it, else parted at its dash."""
_COUNTED = lazy_re(
    r"(?<![^\s(“\"])(?![2๒][4-6๔-๖][\d๐-๙]{2} )[-+]?[\d๐-๙][\d๐-๙.,/]* (?=[ก-ฮa-zเ-ไ])"
)
"""A number (not a code such as O5, and not a year) and the space before a word."""
_UNIT = lazy_re(
    r"ครั้ง|ข้อ|คน|ราย|วัน|สัปดาห์|เดือน|ไตรมาส|ปี|ชั่วโมง|นาที|บาท|ล้าน|แสน|หมื่น|พัน|"
    r"คะแนน|แห่ง|หน่วย|หน่วยงาน|ฝ่าย|โรงเรียน|กลุ่ม|คณะ|ชุด|ระดับ|ลำดับ|ตำแหน่ง|เรื่อง|"
    r"วันทำการ|วันทำงาน|วินาที|ท่าน|เล่ม|ใบ|จุด|รอบ|ห้อง|คัน|คู่|เครื่อง|ชุมชน|แขวง|กรณี|เท่า|"
    r"เมตร|ตารางเมตร|กิโลเมตร|ไร่|ตารางวา|ล้านบาท|แสนบาท|หมื่นบาท|หลักสูตร|องค์ประกอบ|สัญญา|"
    r"ประเด็น|ด้าน|ตัวชี้วัด|เครื่องมือ|มาตรการ|กิจกรรม|โครงการ|ขั้นตอน|รายการ|คำถาม|"
    r"คำตอบ|ฉบับ|แผ่น|หน้า|แถว|ช่อง|ชื่อ|ภาพ|ไฟล์|แฟ้ม|ลิงก์"
)
"""Words that a number counts: it never stands at a line's end without them."""
_BEFORE_NUMBER = lazy_re(
    r"(?:(?:ร้อย|วัน|สัปดาห์|เดือน|ไตรมาส|ปี|ครั้ง|คน)ละ|(?:คศ|โทร)\.|ต่อ|ระดับ"
    rf"|(?:(?<!เจ้า)(?:{_UNIT.pattern})|(?<!หน้า)(?<!พื้น)(?<!สถาน))ที่"
    rf"(?! (?:{_SPAN}|{_WHOLE}|{_ERA}))) (?={_N})"
)
"""What a number is counted by or belongs to: ปีละ 1 ครั้ง, ร้อยละ 95, ครั้งที่ 1/2568, คศ. 4."""


class WordBreaker:
    """Finds the places where a line may break.

    ``terms`` are further names that are never cut inside (sections, schools, systems), ``people``
    names that are parted at their spaces alone. The word list is read when the first Thai text
    outside all names is met that is not in ``memory``, by default the texts that come with the
    program; it takes some 70 ms, which :meth:`warm` spends beforehand.
    """

    def __init__(
        self,
        terms: Iterable[str] = (),
        memory: Mapping[str, Sequence[int]] | None = None,
        *,
        people: Iterable[str] = (),
    ) -> None:
        self._names = (*_field_terms(), *terms)
        self._people = tuple(people)
        self._memory = memory
        self._runs: dict[str, Sequence[int]] = {}
        self._pieces: dict[str, tuple[str, ...]] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._held: dict[str, frozenset[int]] = {}

    @property
    def memory(self) -> Mapping[str, Sequence[int]]:
        """Where words end in the runs of Thai letters met so far."""
        return MappingProxyType(self._runs)

    def warm(self) -> None:
        """Read the word list now, for example when the window is idle."""
        _segmenter()

    def pieces(self, text: str) -> tuple[str, ...]:
        """The parts of ``text`` between which a line may break; joined they are ``text`` again.

        Spaces belong to the part before them, and so does a line break.
        """
        return _remembered(
            self._pieces, text, lambda: self._cut(text, self._names_in(text, _spans()))
        )

    def parts(self, term: str) -> tuple[str, ...]:
        """What a name or span is made of, for a column too narrow to hold it whole: the dates of a
        span, the day and the year of a date, what is between spaces, else words."""
        return _remembered(self._parts, term, lambda: self._parts_of(term))

    def _parts_of(self, term: str) -> tuple[str, ...]:
        if _RUN.fullmatch(term):
            ends = [at for at in self._words(term) if _allowed(term, at)]
            return tuple(term[start:end] for start, end in pairwise((0, *ends, len(term))))
        for smaller in (_wholes(), _days()):
            whole = [match.span() for match in smaller.finditer(term)]
            parts = self._cut(term, whole) if whole else ()
            if len(parts) > 1:
                return parts
        for parts in (tuple(_BETWEEN_SPACES.findall(term)), self._cut(term, [])):
            if len(parts) > 1:
                return parts
        return self._cut(term, None)

    def held(self, text: str) -> frozenset[int]:
        """Where the spaces stand at which no line may end (พ.ศ. 2568). Words are looked for only
        where a space may be in a name or beside a number, or where several stand in a row. A span
        may be parted at its dash: nobody knows here whether there is room for it."""
        return _remembered(self._held, text, lambda: self._held_in(text))

    def bound(self, text: str) -> str:
        """A text with no-break spaces where no line may end, for programs that break its
        lines themselves."""
        letters = list(text)
        for at in self.held(text):
            letters[at] = "\xa0"
        return "".join(letters)

    def _held_in(self, text: str) -> frozenset[int]:
        if "  " in text or _BESIDE_NUMBER.search(text) or self._may_hold_name(text):
            ends = {0, *accumulate(map(len, self._cut(text, self._names_in(text, _wholes()))))}
            return frozenset(at for at in _spaces(text) if at + 1 not in ends)
        joined = {match.start() for match in _BESIDE_MARK.finditer(text)}
        if not joined:
            return frozenset()
        opened = {match.end() - 1 for way in (_OPENED, _LIST_MARK) for match in way.finditer(text)}
        last = len(text) - 1
        return frozenset(
            at for at in joined if at < last and (at in opened or not _allowed(text, at + 1))
        )

    def _may_hold_name(self, text: str) -> bool:
        """Whether a space follows a word that a space follows in a name."""
        words = self._before_spaces
        return bool(words) and any(text.endswith(words, 0, at) for at in _spaces(text))

    def _names_in(self, text: str, times: re.Pattern[str]) -> list[tuple[int, int]]:
        """Where names, and what is read as one of dates and figures, begin and end, in order."""
        found = [match.span() for match in times.finditer(text)] if _DIGIT.search(text) else []
        for names in (self._parts_of_people(text), self._term.finditer(text)):
            known = found[:]
            found += [
                name.span()
                for name in names
                if all(name.end() <= begin or end <= name.start() for begin, end in known)
                and not _is_in_noun(text, name.start())
            ]
        return sorted(found)

    def _parts_of_people(self, text: str) -> Iterator[re.Match[str]]:
        """What names of people are made of between their spaces; a text that is one, as in a list
        that is about to be imported, is nobody's yet."""
        if _is_name(text):
            yield from _NAME_PART.finditer(text)
            return
        for match in self._person.finditer(text) if self._people else ():
            yield from _NAME_PART.finditer(text, *match.span())

    @cached_property
    def _person(self) -> re.Pattern[str]:
        return _pattern(self._people)

    @cached_property
    def _term(self) -> re.Pattern[str]:
        names = (" ".join(name.split()) for name in self._names)
        parts = ((name,) if len(name) <= _LONGEST_TERM else name.split(" ") for name in names)
        return _pattern(chain.from_iterable(parts))

    @cached_property
    def _before_spaces(self) -> tuple[str, ...]:
        names = (*self._names, *self._people)
        return tuple({word for name in names for word in name.split()[:-1]})

    def _cut(self, text: str, names: list[tuple[int, int]] | None) -> tuple[str, ...]:
        """``text`` cut outside of its ``names``; without any, everywhere between words."""
        whole = names or []
        places = {match.end() for match in _SPACE.finditer(text)}
        for start, end in _between(whole, len(text)):
            places |= self._word_places(text, start, end)
        for start, end in whole:
            places.difference_update(range(start + 1, end))
            places |= {start, end}
        for pattern in (_OPENED, _LIST_MARK):
            places.difference_update(match.end() for match in pattern.finditer(text))
        if names is not None:
            places -= _before_units(text, places)
            for match in _BEFORE_NUMBER.finditer(text) if _DIGIT.search(text) else ():
                places.difference_update(range(match.start() + 1, match.end() + 1))
        cuts = {at for at in places if 0 < at < len(text) and _allowed(text, at)}
        joints = _LONG_JOINT if names is None else _LONG_HYPHEN
        for match in _LONG.finditer(text):
            cuts |= {match.start() + joint.start() for joint in joints.finditer(match[0])}
        ends = [*sorted(cuts), len(text)]
        return tuple(text[start:end] for start, end in pairwise([0, *ends]) if start < end)

    def _word_places(self, text: str, start: int, end: int) -> set[int]:
        """The ends of all Thai words between ``start`` and ``end``."""
        places = set()
        for match in _RUN.finditer(text, start, end):
            begin = match.start()
            places |= {begin, match.end(), *(begin + at for at in self._words(match[0]))}
        return places

    def _words(self, run: str) -> Sequence[int]:
        """Offsets between the words of a run of Thai letters."""
        if len(run) == 1:
            return ()
        known = self._runs.get(run)
        if known is None:
            if len(self._runs) >= _MEMORY:
                self._runs.clear()
            known = (known_breaks() if self._memory is None else self._memory).get(run)
            if known is None:
                known = tuple(ends_of(_segmenter()(run)))
            self._runs[run] = known
        return known


@lru_cache(_BREAKERS)
def breaker_with(*terms: str, people: tuple[str, ...] = ()) -> WordBreaker:
    """The breaker that knows the names ``terms`` and ``people``, with all that it has found in
    texts before."""
    return WordBreaker(terms, people=people)


def around(text: str, start: int, end: int, most: int) -> tuple[int, int]:
    """From where to where ``text`` is quoted with ``most`` letters on each side of a part of it, as
    far as it has them, and the few more that belong to the words there; to the signs, if a word is
    very long."""
    first, last = max(start - most, 0), min(end + most, len(text))
    begin, stop = max(first - _LONGEST_TERM, 0), min(last + _LONGEST_TERM, len(text))
    pieces = breaker_with().pieces(text[begin:stop])
    places = {begin + at for at in accumulate(map(len, pieces), initial=0)}
    # Where the letters that are looked at begin and end, a word may go on.
    places -= {at for at in (begin, stop) if 0 < at < len(text)}
    first = max((at for at in places if at <= first), default=first)
    last = min((at for at in places if at >= last), default=last)
    while not may_cut(text, first):
        first -= 1
    while not may_cut(text, last):
        last += 1
    return first, max(end, len(text[:last].rstrip()))


def _is_name(text: str) -> bool:
    """Whether a text is the name of a person with a title, and nothing else."""
    if len(text) > _LONGEST_NAME or "\n" in text or not is_person(text):
        return False
    words = split_name(text).name.split()
    return len(words) == length_of_name(words)


def _is_in_noun(text: str, at: int) -> bool:
    """Whether การ at a place ends a word, as in โครงการ and บริการ, rather than beginning one."""
    return text.startswith(_NOUN, at) and text.endswith(_STEMS, 0, at)


def _remembered(found: dict[str, _Found], text: str, find: Callable[[], _Found]) -> _Found:
    """What was found in a text, else what ``find`` finds."""
    known = found.get(text)
    if known is None:
        if len(found) >= _TEXTS:
            found.clear()
        known = found[text] = find()
    return known


def _allowed(text: str, at: int) -> bool:
    """Whether a line may end before index ``at``, which is the edge of a word or of a space."""
    before, after = text[at - 1], text[at]
    if before == "\n":
        return True
    if after in _NOT_BEFORE or after.isspace():
        return False
    if before in " \t":
        return not (after in _DASHES and text[at + 1 : at + 2] == " ")
    if not may_cut(text, at):
        return False
    if _thai(after):
        return _thai(before) or before in _CUT_AFTER or _latin(before)
    return _thai(before) and (after in _OPENING or _latin(after))


def _before_units(text: str, places: set[int]) -> set[int]:
    """Where the unit of a number begins: a known word, or in English any that is not a name."""
    counted = [match.end() for match in _COUNTED.finditer(text)]
    if not counted:
        return set()
    ends = sorted({*places, len(text)})
    following = {at: next(end for end in ends if end > at) for at in counted}
    return {
        at
        for at, end in following.items()
        if text[at].isascii() or _UNIT.fullmatch(text[at:end].rstrip())
    }


def _between(spans: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    start = 0
    for begin, end in [*spans, (length, length)]:
        if begin > start:
            yield start, begin
        start = end


def _spaces(text: str) -> Iterator[int]:
    at = text.find(" ")
    while at >= 0:
        yield at
        at = text.find(" ", at + 1)


def _thai(letter: str) -> bool:
    return "ก" <= letter <= "๎" and letter != "฿"


def _latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def words_of(text: str) -> list[str]:
    """The Thai and Latin words of a text, in order, in small letters; no numbers and no signs."""
    found: list[str] = []
    for run in _WORD_RUN.findall(text.lower()):
        found += _segmenter()(run) if _thai(run[0]) else [run]
    return found


@lru_cache(_TEXTS)
def unlikeness(run: str) -> tuple[int, int]:
    """How many letters of a run of Thai letters are in no word of the list, and how many words it
    has: the less, the likelier it is right."""
    words = _segmenter()(run)
    return sum(len(word) for word in words if word not in _listed()), len(words)


@cache
def _listed() -> frozenset[str]:
    """The words of the list; single letters stand there as abbreviations."""
    lines = resource("thai", "words_th.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if len(line) > 1)


@cache
def _segmenter() -> Callable[[str], list[str]]:
    """The dictionary of the process. nlpo3 keeps one under a name for good, so there is one name
    and one list for all breakers; a second load under the same name changes nothing."""
    import nlpo3

    path = resource("thai", "words_th.txt")
    nlpo3.load_dict(str(path), "ita-desktop")

    def segment(run: str) -> list[str]:
        words: list[str] = nlpo3.segment(run, "ita-desktop")
        for at in range(1, len(words)):
            before, noun, rest = words[at - 1], words[at][:3], words[at][3:]
            # As few words as possible are found: โครง การประเมิน as well as โครงการ ประเมิน.
            if noun == _NOUN and before.endswith(_STEMS) and rest in _listed():
                words[at - 1 : at + 1] = before + noun, rest
        return words

    return segment


@cache
def _field_terms() -> tuple[str, ...]:
    lines = resource("thai", "terms.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def _wholes() -> re.Pattern[str]:
    """What is whole however short a line is."""
    return re.compile(rf"(?<![เ-ไ\d๐-๙])(?:{_WHOLE}|{_ERA})(?![ะ-ฺๅ็-๎])")


@cache
def _days() -> re.Pattern[str]:
    """What is whole of a date without its year."""
    return re.compile(rf"{_N}{{1,2}} ?(?:{_MONTH})|{_ERA}")


@cache
def _spans() -> re.Pattern[str]:
    """What is whole where a line has room for it."""
    return re.compile(rf"(?<![เ-ไ\d๐-๙])(?:{_SPAN}|{_WHOLE}|{_ERA})(?![ะ-ฺๅ็-๎])")


def _pattern(terms: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all terms, longest first, that begins and ends between clusters."""
    tree: dict[str, object] = {}
    for term in set(terms):
        if len(term) >= _SHORTEST_TERM:
            node = tree
            for letter in term:
                node = node.setdefault(letter, {})  # type: ignore[assignment]
            node[""] = None
    return re.compile(f"(?<![เ-ไ])(?:{_branch(tree)})(?![ะ-ฺๅ็-๎])")


def _branch(node: dict[str, object]) -> str:
    """The pattern of a tree of letters: shared beginnings are tried once."""
    ways = []
    for letter, below in sorted(node.items()):
        if isinstance(below, dict):
            ways.append(re.escape(letter) + _branch(below))
    if not ways:
        return ""
    joined = ways[0] if len(ways) == 1 and "" not in node else f"(?:{'|'.join(ways)})"
    return f"{joined}?" if "" in node else joined


# Breaks of the texts that every office shows, found once by ``python dev.py breaks``.
#
# Frameworks, terms of the field and the window's own sentences are broken without reading the word
# list, which takes some 70 ms, in which nothing else can run.

_BETWEEN = "|"


@cache
def known_breaks() -> Mapping[str, tuple[int, ...]]:
    """Where words end in each run of Thai letters that is known, in letters from its beginning."""
    lines = resource("thai", "known_breaks.txt").read_text(encoding="utf-8").split()
    return {line.replace(_BETWEEN, ""): tuple(ends_of(line.split(_BETWEEN))) for line in lines}


def as_lines(breaks: Mapping[str, Sequence[int]]) -> Iterable[str]:
    """The lines of the kept file, in order: the words of each run."""
    return sorted(_line(run, ends) for run, ends in breaks.items())


def ends_of(words: Sequence[str]) -> Iterator[int]:
    """Where each of the ``words`` but the last ends, in letters from the beginning."""
    at = 0
    for word in words[:-1]:
        at += len(word)
        yield at


def _line(run: str, ends: Sequence[int]) -> str:
    return _BETWEEN.join(run[start:end] for start, end in pairwise((0, *ends, len(run))))
