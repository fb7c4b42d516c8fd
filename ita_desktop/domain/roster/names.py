"""A Thai person's name: split into title (คำนำหน้า) and name (first name and surname), and how alike
two are spelt: which one a mistyped name means, whether one was corrected.

Titles are stored as orders print them: abbreviated ranks are spelled out (ว่าที่ ร.ต. becomes
ว่าที่ร้อยตรี) and น.ส. becomes นางสาว, so that a name is written the same way every year. นาย, นาง and
the like stand before the name without a space; a rank keeps the space that was typed behind it.
"""

import re
from collections.abc import Hashable, Iterable, Sequence
from functools import cache
from typing import NamedTuple, TypeVar

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import one_line

_WORDS = (
    "นาย", "นาง", "เด็กชาย", "เด็กหญิง", "คุณหญิง", "ท่านผู้หญิง", "คุณ", "ดอกเตอร์",
    "หม่อมเจ้า", "หม่อมราชวงศ์", "หม่อมหลวง",
    "ศาสตราจารย์", "รองศาสตราจารย์", "ผู้ช่วยศาสตราจารย์",
    "ศาสตราจารย์เกียรติคุณ", "ศาสตราจารย์คลินิก", "รองศาสตราจารย์คลินิก", "ผู้ช่วยศาสตราจารย์คลินิก",
    "นายแพทย์", "แพทย์หญิง", "ทันตแพทย์", "ทันตแพทย์หญิง", "เภสัชกร", "เภสัชกรหญิง",
    "นายสัตวแพทย์", "สัตวแพทย์หญิง",
    "พลเอก", "พลโท", "พลตรี", "พันเอก", "พันโท", "พันตรี", "ร้อยเอก", "ร้อยโท", "ร้อยตรี",
    "จ่าสิบเอก", "จ่าสิบโท", "จ่าสิบตรี", "สิบเอก", "สิบโท", "สิบตรี", "พลทหาร", "พลฯ",
    "พลเรือเอก", "พลเรือโท", "พลเรือตรี", "นาวาเอก", "นาวาโท", "นาวาตรี",
    "เรือเอก", "เรือโท", "เรือตรี", "พันจ่าเอก", "พันจ่าโท", "พันจ่าตรี", "จ่าเอก", "จ่าโท", "จ่าตรี",
    "พลอากาศเอก", "พลอากาศโท", "พลอากาศตรี", "นาวาอากาศเอก", "นาวาอากาศโท", "นาวาอากาศตรี",
    "เรืออากาศเอก", "เรืออากาศโท", "เรืออากาศตรี",
    "พันจ่าอากาศเอก", "พันจ่าอากาศโท", "พันจ่าอากาศตรี", "จ่าอากาศเอก", "จ่าอากาศโท", "จ่าอากาศตรี",
    "พลตำรวจเอก", "พลตำรวจโท", "พลตำรวจตรี", "พันตำรวจเอก", "พันตำรวจโท", "พันตำรวจตรี",
    "ร้อยตำรวจเอก", "ร้อยตำรวจโท", "ร้อยตำรวจตรี", "ดาบตำรวจ", "จ่าสิบตำรวจ",
    "สิบตำรวจเอก", "สิบตำรวจโท", "สิบตำรวจตรี", "พลตำรวจ",
    "นายกองใหญ่", "นายกองเอก", "นายกองโท", "นายกองตรี", "นายหมวดเอก", "นายหมวดโท", "นายหมวดตรี",
)  # fmt: skip
SHORT_TITLES = {
    "น.ส.": "นางสาว", "ด.ช.": "เด็กชาย", "ด.ญ.": "เด็กหญิง", "ดร.": "ดร.",
    "ม.จ.": "หม่อมเจ้า", "ม.ร.ว.": "หม่อมราชวงศ์", "ม.ล.": "หม่อมหลวง",
    "ศ.": "ศาสตราจารย์", "รศ.": "รองศาสตราจารย์", "ผศ.": "ผู้ช่วยศาสตราจารย์",
    "นพ.": "นายแพทย์", "พญ.": "แพทย์หญิง", "ทพ.": "ทันตแพทย์", "ทพญ.": "ทันตแพทย์หญิง",
    "น.พ.": "นายแพทย์", "พ.ญ.": "แพทย์หญิง", "ทพ.ญ.": "ทันตแพทย์หญิง",
    "ภก.": "เภสัชกร", "ภญ.": "เภสัชกรหญิง", "น.สพ.": "นายสัตวแพทย์", "สพ.ญ.": "สัตวแพทย์หญิง",
    "ศ.เกียรติคุณ": "ศาสตราจารย์เกียรติคุณ", "ศ.คลินิก": "ศาสตราจารย์คลินิก",
    "รศ.คลินิก": "รองศาสตราจารย์คลินิก", "ผศ.คลินิก": "ผู้ช่วยศาสตราจารย์คลินิก",
    "พล.อ.": "พลเอก", "พล.ท.": "พลโท", "พล.ต.": "พลตรี",
    "พล.ร.อ.": "พลเรือเอก", "พล.ร.ท.": "พลเรือโท", "พล.ร.ต.": "พลเรือตรี",
    "พล.อ.อ.": "พลอากาศเอก", "พล.อ.ท.": "พลอากาศโท", "พล.อ.ต.": "พลอากาศตรี",
    "พ.อ.": "พันเอก", "พ.ท.": "พันโท", "พ.ต.": "พันตรี",
    "ร.อ.": "ร้อยเอก", "ร.ท.": "ร้อยโท", "ร.ต.": "ร้อยตรี",
    "จ.ส.อ.": "จ่าสิบเอก", "จ.ส.ท.": "จ่าสิบโท", "ส.อ.": "สิบเอก", "ส.ท.": "สิบโท", "ส.ต.": "สิบตรี",
    "พ.จ.อ.": "พันจ่าเอก", "พ.จ.ท.": "พันจ่าโท", "พ.จ.ต.": "พันจ่าตรี",
    "พ.อ.อ.": "พันจ่าอากาศเอก", "พ.อ.ท.": "พันจ่าอากาศโท", "พ.อ.ต.": "พันจ่าอากาศตรี",
    "พล.ต.อ.": "พลตำรวจเอก", "พล.ต.ท.": "พลตำรวจโท", "พล.ต.ต.": "พลตำรวจตรี",
    "พ.ต.อ.": "พันตำรวจเอก", "พ.ต.ท.": "พันตำรวจโท", "พ.ต.ต.": "พันตำรวจตรี",
    "ร.ต.อ.": "ร้อยตำรวจเอก", "ร.ต.ท.": "ร้อยตำรวจโท", "ร.ต.ต.": "ร้อยตำรวจตรี", "ด.ต.": "ดาบตำรวจ",
    "ส.ต.อ.": "สิบตำรวจเอก", "ส.ต.ท.": "สิบตำรวจโท", "ส.ต.ต.": "สิบตำรวจตรี",
}  # fmt: skip
# Kept as typed: จ.ส.ต. is an army or police rank, น.อ. an air force or navy rank.
_AS_TYPED = ("Mr.", "Mrs.", "Ms.", "จ.ส.ต.", "น.อ.", "น.ท.", "น.ต.", "จ.อ.", "จ.ท.", "จ.ต.")

_TEACHER = (
    r"(?:อาจารย์|อ\.)(?=\s?(?:ดร\.?|ดอกเตอร์|นาย|นาง|น\.ส\.|ว่าที่|หม่อม))"
    r"|อาจารย์(?!\s?(?:ใหญ่|ที่|ประจำ|พิเศษ|ผู้|โรงเรียน|วิทยาลัย|มหาวิทยาลัย|คณะ|ฝ่าย|กลุ่ม|สาขา|ภาค|ระดับ))"
    r"(?=\s?[ก-๙]{2,}\s+(?!โรงเรียน|ฝ่าย|กลุ่ม|สังกัด|ระดับ|วิทยฐานะ|คณะ)[ก-๙]{2,})"
)
"""อาจารย์ is a title before another one, or before first name and surname; otherwise a post."""

_JOINED = frozenset(("นาย", "นาง", "นางสาว", "เด็กชาย", "เด็กหญิง"))
"""Titles that official papers join to the name; a space behind them is a slip of the list."""

# Posts that begin like a title: นายช่างโยธา is a post, not นาย ช่างโยธา, and so is a profession with
# its level.
_POSTS = lazy_re(
    r"นาย(?:ช่าง|ทะเบียน|อำเภอ|ตรวจ|สถานี|ก(?:เทศมนตรี|องค์การ|เมือง))"
    r"|(?:นายแพทย์|ทันตแพทย์|เภสัชกร|นายสัตวแพทย์)\s?(?:ปฏิบัติการ|ชำนาญการ|เชี่ยวชาญ|ทรงคุณวุฒิ|ประจำ|ใหญ่|\d)"
    r"(?:พิเศษ)?(?=$|\W|ประจำ|ด้าน|โรง|ศูนย์|สำนัก)(?!\s+(?!ฝ่าย|ศูนย์|โรง|สำนัก|ด้าน|ประจำ|กลุ่ม|กอง)[ก-๙])"
)
_NOT_A_START = "ะัาำิีึืุู็่้๊๋์ํฺๆ"


NameT = TypeVar("NameT", bound=Hashable)


class PersonName(NamedTuple):
    """A name in two parts; ``prefix`` is empty if there is no title."""

    prefix: str
    name: str
    gap: str = ""
    """The space that was typed between a rank and the name; empty without one."""

    @property
    def title(self) -> str:
        """The title as :class:`~ita_desktop.domain.records.Person` stores it, with its space."""
        return f"{self.prefix}{self.gap}"

    @property
    def full(self) -> str:
        return f"{self.title}{self.name}"


def split_name(text: str) -> PersonName:
    """Split ``text`` into the title, spelled out, and the name.

    >>> split_name("ว่าที่ ร.ต.หญิง ตัวอย่าง  เก้า")
    PersonName(prefix='ว่าที่ร้อยตรีหญิง', name='ตัวอย่าง เก้า', gap=' ')
    """
    rest = one_line(text)
    if _POSTS.match(rest):
        return PersonName("", rest)
    parts: list[str] = []
    gap = ""
    while len(parts) < 4 and (found := _title().match(rest)) is not None:
        following = rest[found.end() :].strip()
        if not following or following[0] in _NOT_A_START:
            found = _SHORTER.match(rest)
            following = rest[found.end() :].strip() if found is not None else ""
            if found is None or not following or following[0] in _NOT_A_START:
                break
        parts.append(_spelled(found))
        apart = rest.removesuffix(following).endswith(" ")
        gap = " " if apart and parts[-1] not in _JOINED else ""
        rest = following
    return PersonName(" ".join(parts), rest, gap)


def is_title(text: str) -> bool:
    """Return whether ``text`` is titles alone, which name nobody.

    >>> is_title("นางสาว"), is_title("ว่าที่ ร.ต."), is_title("นายช่างโยธา"), is_title("นางสาว ก")
    (True, True, False, False)
    """
    rest = one_line(text)
    while rest and (found := _title().match(rest)) is not None:
        rest = rest[found.end() :].strip()
    return not rest and bool(text.strip())


def is_person(text: str) -> bool:
    """Return whether ``text`` is a name with a title (not a post such as นายช่างโยธา)."""
    found = split_name(text)
    return bool(found.prefix) and len(found.name) > 1


def length_of_name(words: Sequence[str]) -> int:
    """Return how many of the words, which begin behind a title, are a name: first name and surname,
    with the ณ that may stand before that.

    >>> length_of_name(["ตัวอย่าง", "ณ", "หนึ่ง", "กรรมการ"])
    3
    """
    return 2 + ("ณ" in words[1:2])


def _abbreviation(short: str) -> str:
    """Return a pattern for an abbreviation, with optional inner dots and spaces."""
    letters = [re.escape(part) for part in short.split(".") if part]
    end = r"(?:\.|\s)" if len("".join(letters)) > 1 else r"\."
    return r"\.?\s?".join(letters) + end


@cache
def _title() -> re.Pattern[str]:
    """The pattern of a leading title; compiled on first use, which takes 2 ms."""
    words = [r"นาง\s?สาว", *map(re.escape, sorted(_WORDS, key=len, reverse=True))]
    shorts = sorted((*SHORT_TITLES, *_AS_TYPED), key=len, reverse=True)
    named = [_abbreviation(short) for short in shorts]
    of_women = r"(?:\s?\(\s?(?:หญิง|ญ\.?)\s?\)|\s?หญิง|\s?ญ\.)?"
    return re.compile(
        rf"(?P<acting>ว่าที่\s?)?"
        rf"(?:(?P<word>{'|'.join(words)})|(?P<short>{'|'.join(named)})|(?P<teacher>{_TEACHER}))"
        rf"(?P<woman>{of_women})(?P<special>(?:\s?\(\s?พิเศษ\s?\))?)"
    )


# The shorter title, if the longer one would split a name (นาง|สาวิตรี).
_SHORTER = lazy_re(r"(?P<acting>)(?P<word>นาย|นาง)(?P<short>)(?P<teacher>)(?P<woman>)(?P<special>)")
_SPELLED = {short.replace(".", ""): full for short, full in SHORT_TITLES.items()}
_SPELLED |= {short.replace(".", ""): short for short in _AS_TYPED}


def _spelled(found: re.Match[str]) -> str:
    if found["teacher"]:
        title = "อาจารย์"
    elif found["short"]:
        title = _SPELLED[re.sub(r"[.\s]", "", found["short"])]
    else:
        title = re.sub(r"\s", "", found["word"])
    title = "ดร." if title == "ดอกเตอร์" else title
    acting = "ว่าที่" if found["acting"] else ""
    woman = "หญิง" if found["woman"] else ""
    return f"{acting}{title}{woman}{'(พิเศษ)' if found['special'] else ''}"


def spelt_alike(one: str, other: str) -> float:
    """Return the share of letters that two texts have in common in the same order, 0 to 1.

    >>> spelt_alike("โยธา", "โยธา"), spelt_alike("โยธา", "โยทา"), spelt_alike("โยธา", "")
    (1.0, 0.75, 0.0)
    """
    return nearest(other, [(one, one)]).get(one, 0.0)


def nearest(
    wanted: str, spelt: Iterable[tuple[str, NameT]], least: float = 0.0
) -> dict[NameT, float]:
    """Return those whose spelling is at least so much like ``wanted``, the best match first; of
    several spellings of one the best counts.

    >>> nearest("โยทา", [("โยธา", 1), ("ทะเบียน", 2), ("โยทา", 1)], 0.7)
    {1: 1.0}
    """
    # Most who import this never compare.
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=wanted, autojunk=False)
    found: dict[NameT, float] = {}
    for text, whose in spelt:
        # An upper bound from the lengths: comparing long texts takes long.
        shorter, both = min(len(text), len(wanted)), len(text) + len(wanted)
        if not shorter or 2 * shorter < least * both:
            continue
        matcher.set_seq1(text)
        if matcher.quick_ratio() >= least and (ratio := matcher.ratio()) >= least:
            found[whose] = max(ratio, found.get(whose, 0.0))
    return dict(sorted(found.items(), key=lambda each: -each[1]))
