"""The cell of a name: one person, and what lists write beside or below the name."""

import re
from dataclasses import dataclass
from typing import Final

from ita_desktop.domain.roster.matching import kind_of_name
from ita_desktop.domain.roster.names import is_person, split_name
from ita_desktop.domain.roster.posts import is_post
from ita_desktop.domain.text import key

_NUMBERING: Final = re.compile(
    r"^(?:[-–—•✓✔*·▪▫■□➢❖○●]+\s*)?(?:(?:(?:ลำดับ|ข้อ|คน)(?:ที่)?\s*)?"
    r"[(\[]?[\d๐-๙]{1,3}(?:\.[\d๐-๙]{1,3})*[.)\]:/\s–-]*(?=[^\W\d_])"
    r"|(?!อ\.)[ก-ฮ][.)]\s*(?=นาย|นาง|น\.\s?ส\.|ว่าที่|ดร\.|M[rs]))?"
)
"""The bullet and the number of a line: ``4.นาย``, ``๒.๑๔ นาย``, ``(1) นาย``, ``ก. นาย``."""
_BETWEEN_NAMES: Final = re.compile(r"\s+และ\s*|\s*[/,;&]\s*")
_ASIDE: Final = re.compile(
    r"\s*([(\[“\"‘'](?!\s*(?:หญิง|ญ\.?|พิเศษ)\s*[)\]])[^()\[\]“”\"‘’']+[)\]”\"’'])"
    r"|\s+(ชื่อเล่น\s*:?\s*[ก-๙]+|(?:id\s*)?(?:line|ไลน์|facebook|fb)\b.*)",
    re.IGNORECASE,
)
"""A remark in brackets or quotation marks, a nickname, or the name in another network."""
_JOINS: Final = re.compile(
    r"\s*[,;|:/]\s*|\s+[-–—]+\s*|[-–—]+\s+|\s+(?=[\d๐-๙]{3,5}$)|[-–—]+(?=หัวหน้า|ฝ่าย|ผู้|นัก|เจ้า|ครู)"
)
_CLOSES: Final = " ,;:|/–—-"
"""What joins a name and what stands behind it, and is left where that is gone."""
_STOP: Final = re.compile(r"(?<=[ก-๙]{3})\.$")
"""A full stop, and no abbreviation."""
_IN_BRACKETS: Final = re.compile(r"^(\S.*?)\s*[(\[]([^()\[\]]+)[)\]]$")
_REMARK: Final = re.compile(
    r"[(\[“\"‘'\d๐-๙]|ชื่อเล่น|(?:id\s*)?(?:line|ไลน์|facebook|fb)\b", re.IGNORECASE
)
"""The beginning of what is neither post nor unit beside a name."""
_UNIT: Final = re.compile(r"(?:ฝ่าย|โรงเรียน|รร\.|สำนัก|กอง|กลุ่ม|ศูนย์|ชุมชน|บริษัท|ห้างหุ้นส่วน|มูลนิธิ|สมาคม)")
"""The beginning of a unit behind first name and surname."""
_ACTING: Final = re.compile(r"(?:รักษา|ปฏิบัติ)(?:การ|ราชการ|หน้าที่)(?:แทน)?|(?:ผู้)?แทน")
"""What a person does for another one, without the post."""
_PHONE: Final = re.compile(
    r"[(\[]?\s*(?:(?:[☎☏✆📞📱℡]\ufe0f?"
    r"|(?:เบอร์|หมายเลข)?\s*(?:โทร(?:ศัพท์|สาร)?[.\s]*\(?\s*(?:ภายใน|มือถือ)?\)?|มือถือ|ภายใน|tel)"
    r"|(?<![ก-๙])ต่อ)\s*[.:]*\s*(?=[+\d๐-๙])|(?=[0๐](?:[ -]?[\d๐-๙]){8}))"
    r"([+\d๐-๙][\d๐-๙\s,/-]{2,}(?:ต่อ\s*[\d๐-๙]+)?)\s*[)\]]?",
    re.IGNORECASE,
)
"""A telephone number: with a word or sign for it, or whole (0 2222 3333)."""
_VACANT: Final = re.compile(
    r"^[-–\s(]*(?:(?:ตำแหน่ง|อัตรา)?ว่าง(?![ก-๙])|อยู่ระหว่าง(?:การ)?(?:สรรหา|แต่งตั้ง|โอน|บรรจุ))"
)
_EMAIL: Final = re.compile(
    r"[(\[]?\s*(?:(?:e-?mail|อีเมล์?)\s*[.:]*\s*)?([^\s@()]+@[^\s@()]+\.[^\s@()]+)\s*[)\]]?",
    re.IGNORECASE,
)
"""Lines of a telephone number and a mail address."""
_CONTACT: Final = re.compile(
    rf"(?:^|(?<=[^\s:.(\[]))[ \t,;–-]*({_PHONE.pattern}|{_EMAIL.pattern})",
    re.IGNORECASE | re.MULTILINE,
)
"""One of these behind a name or a post, or in a line of its own."""
_NAMES: Final = 2
"""Number of words of a name without its title: first name and surname."""


@dataclass(frozen=True, slots=True)
class NameCell:
    """A name, or whatever else its cell begins with, and the texts beside and below it."""

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
    lines = _lines(text)
    called = next((line for line in lines[1:] if phone and _PHONE.fullmatch(line)), "")
    mailed = next((line for line in lines[1:] if email and _EMAIL.fullmatch(line)), "")
    lines = [line for line in lines if line not in {called, mailed}]
    if not lines:
        return NameCell("")
    first, *others = lines
    if is_whole and others and _is_cut(first, others[0]):
        first = f"{first} {others.pop(0)}"
    several = any(map(is_person, others)) or _has_several(first)
    if behind_vacant(first) is None:
        first, *behind = _apart(first) if is_whole else _without_asides(first)
        several = several or not all(map(_is_no_name, behind))
        others = behind + others
    contacts = _PHONE.sub(r"\1", called).strip(), _EMAIL.sub(r"\1", mailed)
    return NameCell(first, tuple(others), several, *contacts)


def _lines(text: str) -> list[str]:
    """Return the lines of a cell without their numbers, contacts in lines of their own."""
    apart = _CONTACT.sub(r"\n\1\n", text)
    return [line for each in apart.split("\n") if (line := _NUMBERING.sub("", each).strip())]


def _without_asides(text: str) -> list[str]:
    """Return a text without what is in brackets, and that."""
    asides = [found[1] or found[2] for found in _ASIDE.finditer(text)]
    bare = _STOP.sub("", _ASIDE.sub("", text).strip(_CLOSES))
    return [bare, *asides] if bare else [text]


def _apart(text: str) -> list[str]:
    """Return the name in a line, and what stands behind it; a post that no person holds as it is.

    >>> _apart("นายตัวอย่าง หนึ่ง (พี่หนึ่ง) - ครู")
    ['นายตัวอย่าง หนึ่ง', 'ครู', '(พี่หนึ่ง)']
    """
    if is_post(text) or kind_of_name(text) is not None:
        bracket = _IN_BRACKETS.match(text)
        if bracket is not None and is_person(bracket[2]):
            return [bracket[2].strip(), bracket[1]]
        return [text.strip(_CLOSES)]
    bare, *asides = _without_asides(text)
    name, *behind = _JOINS.split(bare)
    return [*name_and_post(name), *filter(None, behind), *asides]


def _is_no_name(text: str) -> bool:
    """Return whether what stands behind a name is not that of another person without title."""
    is_known = (
        is_post(text) or kind_of_name(text) is not None or _ACTING.fullmatch(text) is not None
    )
    return is_known or is_remark(text) or len(text.split()) != _NAMES


def is_remark(text: str) -> bool:
    """Return whether a text beside a name is a remark: in brackets, a nickname, a number."""
    return _REMARK.match(text) is not None


def beside_name(cell: NameCell, post: str, unit: str) -> tuple[str, str, list[str]]:
    """Return post, unit and remarks of a person: those of their own cells, else what stands beside
    the name."""
    below, notes = list[str](), list[str]()
    for text in cell.others:
        bare = text[1:-1].strip() if text[0] in "([" else text
        if not unit and kind_of_name(bare) is not None:
            unit = bare
        elif not post and (is_post(bare) or not is_remark(text)):
            below.append(bare)
        elif key(bare) not in {key(unit), ""} and key(bare) not in key(post):
            notes.append(text)
    return post or " ".join(below), unit, notes


def without_contact(text: str) -> tuple[str, str]:
    """Return the text of a post without its number, and the telephone number behind it.

    >>> without_contact("1. หัวหน้าฝ่ายปกครอง โทร.ภายใน 5501")
    ('หัวหน้าฝ่ายปกครอง', '5501')
    """
    lines = _lines(text)
    called = next(filter(is_telephone, lines[1:]), "")
    post = " ".join(line for line in lines if line != called)
    return post.strip(_CLOSES), _PHONE.sub(r"\1", called).strip()


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
        if is_post(rest) or _ACTING.fullmatch(rest) or _UNIT.match(rest):
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
