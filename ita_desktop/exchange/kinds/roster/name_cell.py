"""The cell of a name: one person, and what lists write behind or below the name."""

import re
from dataclasses import dataclass
from typing import Final

from ita_desktop.domain.roster.matching import kind_of_name
from ita_desktop.domain.roster.names import is_person, split_name
from ita_desktop.domain.roster.posts import is_post

_NUMBERING: Final = re.compile(
    r"^[\d๐-๙]+(?:[.)][\d๐-๙]*)*\s+(?![\d๐-๙])|^\(?[\d๐-๙]+\)\s*|^[-•✓]\s*"
)
_BETWEEN_NAMES: Final = re.compile(r"\s+และ\s*|\s*[/,;&]\s*")
_IN_BRACKETS: Final = re.compile(r"^(\S.*?)\s*([(\[][^()\[\]]+[)\]])$")
_ACTING: Final = re.compile(r"(?:รักษา|ปฏิบัติ)(?:การ|ราชการ|หน้าที่)(?:แทน)?|(?:ผู้)?แทน")
"""What a person does for another one, without the post."""
_PHONE: Final = re.compile(
    r"[(\[]?\s*(?:(?:เบอร์)?\s*(?:โทร(?:ศัพท์|สาร)?|มือถือ|tel)\s*[.:]*\s*(?=[+\d๐-๙])"
    r"|(?=[0๐](?:[ -]?[\d๐-๙]){8}))"
    r"([+\d๐-๙][\d๐-๙\s,/-]{2,}(?:ต่อ\s*[\d๐-๙]+)?)\s*[)\]]?",
    re.IGNORECASE,
)
"""A telephone number: with a word for it, or whole (0 2222 3333)."""
_VACANT: Final = re.compile(
    r"^[-–\s(]*(?:(?:ตำแหน่ง|อัตรา)?ว่าง(?![ก-๙])|อยู่ระหว่าง(?:การ)?(?:สรรหา|แต่งตั้ง|โอน|บรรจุ))"
)
_EMAIL: Final = re.compile(
    r"[(\[]?\s*(?:(?:e-?mail|อีเมล์?)\s*[.:]*\s*)?([^\s@()]+@[^\s@()]+\.[^\s@()]+)\s*[)\]]?",
    re.IGNORECASE,
)
"""Lines of a telephone number and a mail address."""
_CONTACT_BEHIND: Final = re.compile(
    r"(?<=[^\s:.])(?<!โทร)(?<!โทรศัพท์)(?<!มือถือ)[ \t]+"
    rf"(?=(?:{_PHONE.pattern}|{_EMAIL.pattern})[ \t]*(?:\n|$))",
    re.IGNORECASE,
)
"""The space before one of these behind a name."""
_NAMES: Final = 2
"""Number of words of a name without its title: first name and surname."""


@dataclass(frozen=True, slots=True)
class NameCell:
    """A name, or whatever else its cell begins with, and the texts behind and below it."""

    name: str
    others: tuple[str, ...] = ()
    of_several: bool = False
    """Whether there is more than one person in it."""
    phone: str = ""
    email: str = ""


def read_name_cell(
    text: str, *, is_whole: bool = True, phone: bool = True, email: bool = True
) -> NameCell:
    """Parse the cell of a name; not ``is_whole`` if its surname has a column of its own, without
    ``phone`` or ``email`` if that is given elsewhere."""
    text = _CONTACT_BEHIND.sub("\n", text)
    lines = [line for each in text.split("\n") if (line := _NUMBERING.sub("", each).strip())]
    called = next((line for line in lines[1:] if phone and _PHONE.fullmatch(line)), "")
    mailed = next((line for line in lines[1:] if email and _EMAIL.fullmatch(line)), "")
    lines = [line for line in lines if line not in {called, mailed}]
    if not lines:
        return NameCell("")
    first, *others = lines
    if is_whole and others and _is_cut(first, others[0]):
        first = f"{first} {others.pop(0)}"
    several = any(map(is_person, others)) or _has_several(first)
    if is_person(first) and (bracket := _IN_BRACKETS.match(first)):
        first, others = bracket[1], [bracket[2], *others]
    if is_whole:
        first, *behind = name_and_post(first)
        others = behind + others
    contacts = _PHONE.sub(r"\1", called), _EMAIL.sub(r"\1", mailed)
    return NameCell(first, tuple(others), several, *contacts)


def is_telephone(text: str) -> bool:
    """Return whether a text is a telephone number: ``โทร. 5501``."""
    return _PHONE.fullmatch(text) is not None


def behind_vacant(text: str) -> str | None:
    """Return what stands behind the words that a post is vacant; None without them.

    >>> behind_vacant("- ว่าง -"), behind_vacant("นายตัวอย่าง หนึ่ง")
    ('', None)
    """
    found = _VACANT.match(text)
    return None if found is None else text[found.end() :].strip(" )-–")


def name_and_post(text: str) -> list[str]:
    """Return a person's name and the post behind it, if the text has both.

    >>> name_and_post("นายตัวอย่าง หนึ่ง นักจัดการงานทั่วไปปฏิบัติการ ฝ่ายปกครอง")
    ['นายตัวอย่าง หนึ่ง', 'นักจัดการงานทั่วไปปฏิบัติการ ฝ่ายปกครอง']
    """
    words = text.split(" ")
    if "\n" in text or not is_person(text):
        return [text]
    for at in range(2, len(words)):
        if len(split_name(" ".join(words[:at])).name.split()) < _NAMES:
            continue
        rest = " ".join(words[at:]).removeprefix("ตำแหน่ง").strip()
        if is_post(rest) or _ACTING.fullmatch(rest):
            return [" ".join(words[:at]), rest]
    return [text]


def _is_cut(first: str, second: str) -> bool:
    """Return whether a line ends behind a first name, and the next one is the surname."""
    is_first_name = is_person(first) and len(split_name(first).name.split()) == 1
    is_word = re.fullmatch(r"[ก-๎]+|[A-Za-z]+", second) is not None
    is_other = is_post(second) or kind_of_name(second) is not None or is_person(second)
    return is_first_name and is_word and not is_other


def _has_several(text: str) -> bool:
    """Return whether a line names several people, with or without something between them."""
    if len(parts := _BETWEEN_NAMES.split(text)) > 1 and all(map(is_person, parts)):
        return True
    words = text.split()
    for at in range(2, len(words) - 1):
        before, behind = " ".join(words[:at]), _NUMBERING.sub("", " ".join(words[at:]))
        if all(
            is_person(one) and len(split_name(one).name.split()) >= _NAMES
            for one in (before, behind)
        ):
            return True
    return False
