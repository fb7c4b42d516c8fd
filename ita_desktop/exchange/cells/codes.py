"""Parses item codes (I1, E6, O12) as written by people, Word and scanners.

A code is a letter and a number without a space. Scanned tables have 1, l or ๑ for I (``11`` is I1
if I questions are expected) and 0 or ○ for O (``01`` and ``○10`` are O1 and O10). The numbers that
lines begin with (``1.``, ``๒.๑``, ``(ก)``) are none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import Final, NamedTuple

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import BULLET, key, of_text, one_line, to_arabic
from ita_desktop.exchange.cells.row import plain

_LIKE = str.maketrans(
    dict.fromkeys("○◯〇●ОοΟＯоoº", "O")
    | dict.fromkeys("ＩІⅠіil|Ӏ", "I")
    | dict.fromkeys("ＥЕeе", "E")
)
_SPOKEN = {"โอ": " O", "ไอ": " I", "อี": " E"}
"""The letters as Thai writes their sound (โอ๑), with what takes their place in as many letters."""
_SAID = lazy_re(r"(?:(?<![ก-๎])|(?<=ข้อ)|(?<=ที่))(โอ|ไอ|อี)(?=\s?[.-]?\s?\d)", re.ASCII)
_LETTERED = lazy_re(r"([IEO])(?:\s?[.-]\s?|\s)?0*(\d{1,2})(?!\d)", re.ASCII)
_APART = lazy_re(r"([IEO]) (\d) (\d)", re.ASCII | re.IGNORECASE)
"""A code whose letters stand below each other, in a column that is too narrow for it: ``O 1 0``."""
_ZERO_FOR_O = lazy_re(r"0\s?0*(\d{1,2})(?![\d.])", re.ASCII)
_BARE = lazy_re(r"(\d{1,3})(?![\d.])", re.ASCII)
_NAMED = lazy_re(
    r"^(?:ตั้งแต่\s*)?(?:ข้อคำถาม|คำถาม|ข้อ|ตั้งแต่)(?:ที่)?\s*(?=[IEO]\W?\d)", re.ASCII | re.IGNORECASE
)
_BULLET = lazy_re(
    rf"^\s*(?:{BULLET}\s*|\d{{1,2}}[.)]\s+)(?=(?:ข้อ(?:ที่)?\s*)?[(\[]?[IEO]\W?\d)",
    re.ASCII | re.IGNORECASE,
)
"""What begins a line of a list whose items have codes: ``- O1``, ``1. O1``."""
_NAMED_BARE = lazy_re(r"^(?:ข้อคำถาม|คำถาม|ข้อ)(?:ที่)?\s*(?=\d)", re.ASCII)
"""Words before a code (ข้อ I1), or before a bare number if the instrument is known."""
_BRACKETED = lazy_re(r"^[(\[]\s*([IEO]\W?\d{1,2})\s*[)\]]", re.ASCII | re.IGNORECASE)
_BARE_END = lazy_re(r"(\d{1,2})(?=\s*(?:[,;(\[-]|–|และ|$))", re.ASCII)
"""A number without letter after a code with one: O1 - 17, O6, 10 (100 คะแนน)."""
_ITEM = r"(?:ข้อ(?:ที่)?\s*(?=[IEO\d]))?"
_RANGE = lazy_re(rf"[\s.)\]]*(?:-|–|—|~|→|\.\.+|…|(?:จน)?ถึง|to\b)\s*{_ITEM}", re.IGNORECASE)
_AND = lazy_re(rf"[.)\]]*\s*(?:,|;|และ|กับ|/|\+|&|\||\s)\s*(?:และ\s*)?{_ITEM}", re.IGNORECASE)
_EXCEPT = lazy_re(r"\s*(?P<open>\()?\s*(?:(?:ยก)?เว้น|ไม่รวม|นอกจาก)(?:แต่)?\s*")
"""Before the codes that are not meant of those before them: O18 - O22 ยกเว้น O21."""
_CANCELLED = lazy_re(r"\s*[(\[]\s*(?:ยกเลิก|ตัดออก|เดิม)\s*[)\]]")
"""Behind a code of a list that is not meant any more: O13 (ยกเลิก), O14."""
_INDICATOR = lazy_re(r"(?:ตัวชี้วัด(?:ย่อย)?(?:ที่)?)\s*(\d{1,2}(?:\.\d{1,2})?)(?![\d.]*\d)", re.ASCII)
_COUNTED = (
    r"(?:ฉบับ|ครั้ง|คน|ราย|เรื่อง|โครงการ|กิจกรรม|แห่ง|ชุด|แผ่น|ช่องทาง|บาท|วัน|เดือน|ปี|หลักสูตร|เล่ม|ชิ้น|ป้าย|รุ่น|ระบบ)"
    r"(?:\s|$|/|ต่อ|ขึ้นไป)"
)
"""What the number before it counts."""
_NUMBERED = lazy_re(rf"((?:10|[1-9])(?:\.[1-9])?)(?:[.):]\s*|\s+)(?=[ก-๙])(?!{_COUNTED})", re.ASCII)
"""An indicator's number before its name; indicators have been 1 to 10 since 2561."""
_KIND = lazy_re(r"^(?:ตัวชี้วัด|ด้าน)\s*")
_NAMES = (
    "การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต",
    "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร", "การปรับปรุงระบบการทำงาน",
    "การเปิดเผยข้อมูล", "การป้องกันการทุจริต",
)  # fmt: skip
"""The indicators' own names, which have been the same as long."""
_BY_NAME = {key(name): str(number) for number, name in enumerate(_NAMES, 1)}
_CODE = lazy_re(
    r"[(\[]?\s*(?:(?:ข้อคำถาม|คำถาม|ข้อ)(?:ที่)?)?\s*[IEO]\s?[.-]?\s?\d{1,2}(?!\d)",
    re.ASCII | re.IGNORECASE,
)
_NUMBER_BEHIND = lazy_re(r".*\s\d{1,2}", re.ASCII | re.DOTALL)
_INSTRUMENT = lazy_re(r"(?<![A-Za-z])(?:IIT|EIT|OIT)(?![A-Za-z])")
_INSTRUMENT_NAMES = {"ภายใน": "IIT", "ภายนอก": "EIT", "สาธารณะ": "OIT"}
_CONTINUED = lazy_re(r"\s*\(\s*ต่อ\s*\)\s*$")


@of_text
def is_coded(text: str) -> bool:
    """Return whether a cell surely begins with an item's code: letter and number."""
    return _CODE.match(_begun(text)) is not None


def _begun(text: str) -> str:
    """Return a text from its first letter or code on, with Arabic digits and codes with letters."""
    return _BULLET.sub("", with_letters(to_arabic(text)).lstrip())


def is_item(value: object) -> bool:
    """Return whether a cell begins with the code of one OIT item, letter and number."""
    if not isinstance(value, str) or not is_coded(value):
        return False
    codes = read_codes(value).codes
    return len(codes) == 1 and codes[0].startswith("O")


def with_letters(plain: str) -> str:
    """Return a text of the same length whose codes have letters, and not their sound."""
    return _SAID.sub(lambda found: _SPOKEN[found[1]], plain)


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes at the start of a cell, and the text after them."""

    codes: tuple[str, ...]
    remainder: str


def read_codes(text: str, instrument: str = "") -> Codes:
    """Return the item codes at the start of ``text``: one, several or a range (``O1 - O17``).

    ``instrument`` (I, E or O) is the expected one, and resolves bare numbers.

    >>> read_codes("๑๑ เต็มใจให้บริการ", "I")
    Codes(codes=('I1',), remainder='เต็มใจให้บริการ')
    """
    line = one_line(text)
    plain = _BRACKETED.sub(r"\1", _NAMED.sub("", _begun(line)))
    if apart := _APART.fullmatch(plain):
        plain = "".join(apart.groups())
    if instrument:
        plain = _NAMED_BARE.sub("", plain)
    first = _one(plain, instrument)
    if first is None:
        return Codes((), line)
    code, rest = first
    codes = [code]
    cancelled: dict[str, str] = {}
    while True:
        letter = codes[-1][0]
        if (no_more := _CANCELLED.match(rest)) is not None:
            cancelled[codes[-1]] = no_more[0].strip()
            rest = rest[no_more.end() :]
        if (found := _next(_RANGE, rest, letter)) is not None and found[0][0] == letter:
            start, end = int(codes[-1][1:]), int(found[0][1:])
            if _CANCELLED.match(found[1]):
                return Codes((), line)  # the last one, or all
            codes.extend(f"{letter}{number}" for number in range(start + 1, end))
            codes.append(found[0])
        elif (found := _next(_AND, rest, letter)) is not None:
            codes.append(found[0])
        else:
            break
        rest = found[1]
    codes, rest = _without_excepted(codes, rest)
    kept = line[len(line) - len(rest) :] if len(to_arabic(line)) == len(line) else rest
    kept = kept.strip(" .:-–\t")
    meant = tuple(dict.fromkeys(each for each in codes if each not in cancelled))
    if not meant:
        return Codes((), line)
    left = (f"{each} {words}" for each, words in cancelled.items())
    return Codes(meant, " ".join(filter(None, (*left, kept))))


def codes_of_cell(text: str, instrument: str = "") -> Codes:
    """Return the codes at the start of a cell as :func:`read_codes`; none of ``O1 4``, which may be
    O14, or O1 with a score or another item."""
    found = read_codes(text, instrument)
    is_number = len(found.codes) == 1 and to_arabic(found.remainder).isdecimal()
    # The number of an answer's part stands behind a point: I11.1.
    is_unsure = is_number and _NUMBER_BEHIND.fullmatch(to_arabic(text).strip()) is not None
    return Codes((), one_line(text)) if is_unsure else found


def _without_excepted(codes: list[str], rest: str) -> tuple[list[str], str]:
    """Return the codes that are meant, and the rest of the text without those that it excepts.

    Only what was said before can be excepted: what follows that (O1 - O4 ยกเว้น O3, O16) is meant,
    too. An exception that speaks of others stays text.
    """
    if (out := _EXCEPT.match(rest)) is None:
        return codes, rest
    within, _, behind = rest[out.end() :].partition(")" if out["open"] else "\n")
    named = read_codes(within, codes[-1][0])
    meant = [each for each in codes if each not in named.codes]
    others = tuple(dropwhile(codes.__contains__, named.codes))
    if others == named.codes or (others and out["open"]) or not {*others}.isdisjoint(codes):
        return meant, rest
    return [*meant, *others], f"{named.remainder} {behind}".strip()


def read_indicator(text: str) -> str:
    """Return the indicator code (``9``, ``9.1``) of a bare number or a heading ``ตัวชี้วัดที่ 9.1 …``."""
    plain = to_arabic(one_line(text))
    if re.fullmatch(r"\d{1,2}(?:\.\d{1,2})?", plain, re.ASCII):
        return plain
    found = _INDICATOR.match(plain)
    return found[1] if found else ""


def read_numbered_indicator(text: str) -> str:
    """Return the code of an indicator that a column of indicators names by number and name.

    >>> read_numbered_indicator("๑. การปฏิบัติหน้าที่")
    '1'
    """
    plain = to_arabic(one_line(text))
    found = _NUMBERED.match(plain)
    return (
        found[1] if found else read_indicator(text) or _BY_NAME.get(key(_KIND.sub("", plain)), "")
    )


def instrument_of(indicator: str) -> str:
    """Return I, E or O for an indicator: 1-5 IIT, 6-8 EIT, 9-10 OIT in frameworks since 2561."""
    head = indicator.partition(".")[0]
    if not head.isdecimal():
        return ""
    number = int(head)
    return "I" if 1 <= number <= 5 else "E" if 6 <= number <= 8 else "O" if number <= 10 else ""


def instruments_in(text: str) -> tuple[str, ...]:
    """Return the instruments (IIT, EIT, OIT) that a text names, by their letters or written out."""
    if found := _INSTRUMENT.findall(text):
        return tuple(dict.fromkeys(found))
    plain = key(text) if "แบบ" in text else ""
    return tuple(code for name, code in _INSTRUMENT_NAMES.items() if name in plain)


def without_continued(title: str, own: str = "") -> tuple[str, bool]:
    """Return a title without the ``(ต่อ)`` of a row continued from the previous page, and whether it
    had one. ``own`` is the office's own mark."""
    if own and (bare := title.rstrip()).endswith(own):
        return bare.removesuffix(own).rstrip(), True
    cut = _CONTINUED.sub("", title)
    return cut, cut != title


def _one(plain: str, instrument: str) -> tuple[str, str] | None:
    if (lettered := _lettered(plain)) is not None:
        return lettered
    if (with_zero := _zeroed(plain)) is not None:
        return with_zero
    if instrument and (found := _BARE.match(plain)) and int(found[1]):
        digits = found[1].lstrip("0")
        # The letter I was read as the digit 1 before the number; 10 can only be I10 itself.
        if instrument == "I" and len(digits) > 1 and digits[0] == "1" and digits[1] != "0":
            digits = digits[1:]
        if len(digits) <= 2:
            return f"{instrument}{digits}", plain[found.end() :]
    return None


def _lettered(plain: str) -> tuple[str, str] | None:
    found = _LETTERED.match(plain[:1].translate(_LIKE) + plain[1:])
    return (f"{found[1]}{int(found[2])}", plain[found.end() :]) if found and int(found[2]) else None


def _zeroed(plain: str) -> tuple[str, str] | None:
    """Return a code whose O was read as the digit 0 before the number, and the rest."""
    found = _ZERO_FOR_O.match(plain)
    return (f"O{int(found[1])}", plain[found.end() :]) if found and int(found[1]) else None


def _next(separator: re.Pattern[str], rest: str, letter: str) -> tuple[str, str] | None:
    """Return the code after a separator, and the rest; an O may have been read as 0."""
    found = separator.match(rest)
    if not found or not found.end():
        return None
    after = rest[found.end() :]
    bare = _BARE_END.match(after) if found[0].strip(" .)]") else None
    if bare is not None and int(bare[1]):
        return f"{letter}{int(bare[1])}", after[bare.end() :]
    return _lettered(after) or (_zeroed(after) if letter == "O" else None)


_DIGITS: Final = r"(?:\d{1,3}\.)*\d{1,3}"
_NUMBER: Final = lazy_re(
    rf"(?P<printed>\((?P<bracketed>{_DIGITS})\)|(?P<plain>{_DIGITS})(?: ?[.)])?"
    r"|\(?(?P<letter>[ก-ฮ])[.)](?![ก-ฮ]\.))",
    re.ASCII,
)
_BEFORE: Final = lazy_re(rf"{_NUMBER.pattern}(?:(?<=[.)])\s*|\s+)(?=[^\d\s])", re.ASCII)
_LETTERS: Final = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
"""The letters that Thai lists are numbered with, in their order."""


class LineNumber(NamedTuple):
    """A number with its parts, 2 and 14 of ``2.14``."""

    parts: tuple[int, ...]
    printed: str

    @property
    def last(self) -> int:
        return self.parts[-1]

    @property
    def text(self) -> str:
        """``2.14``"""
        return ".".join(map(str, self.parts))

    @property
    def shape(self) -> str:
        """How it is written, whatever the number: ``(0)``, ``ก)``."""
        return re.sub("[ก-ฮ]", "ก", re.sub(r"\d+", "0", self.printed))


def number_alone(text: str, *after: int) -> LineNumber | None:
    """Return the number that a text is. A letter is one only if it is the first or follows one of
    the numbers ``after``, as it may begin an abbreviation."""
    found = _NUMBER.fullmatch(plain(text))
    return _of(found, after) if found else None


def number_before(label: str, text: str, *after: int) -> tuple[LineNumber | None, str]:
    """Return the number before a line, which Word made (its ``label``) or somebody typed, and the
    text behind it."""
    line = plain(text)
    if number := number_alone(label, *after):
        return number, line
    found = _BEFORE.match(line) if not plain(label) else None
    number = _of(found, after) if found else None
    return (number, line[found.end() :]) if found and number else (None, line)


def _of(found: re.Match[str], after: Sequence[int]) -> LineNumber | None:
    if letter := found["letter"]:
        number = _LETTERS.find(letter) + 1
        return LineNumber((number,), found["printed"]) if number - 1 in {0, *after} else None
    digits = found["bracketed"] or found["plain"]
    return LineNumber(tuple(map(int, digits.split("."))), found["printed"])
