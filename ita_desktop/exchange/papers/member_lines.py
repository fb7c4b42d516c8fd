"""A member of a body as a line of text or a row of a table: number, name or post, role."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ita_desktop.domain.roster.names import is_person, split_name
from ita_desktop.domain.roster.posts import is_post
from ita_desktop.domain.text import key
from ita_desktop.exchange.kinds.roster.name_cell import name_and_post
from ita_desktop.exchange.papers.line_numbers import number_before
from ita_desktop.exchange.remarks import Remark

_OF_BODY: Final = r"(?:(?:คณะ)?(?:อนุ)?กรรมการ|คณะทำงาน)"
_WRITES: Final = r"(?:ผู้ช่วย)?เลขานุการ(?:ร่วม)?"
_IS_ROLE: Final = (
    rf"(?:(?:ประธาน)?ที่ปรึกษา{_OF_BODY}?|(?:รอง)?ประธาน{_OF_BODY}?|(?:รอง)?หัวหน้า{_OF_BODY}|{_OF_BODY})"
    rf"(?:\s*(?:และ|/)\s*{_WRITES})?|{_WRITES}{_OF_BODY}?"
)
"""What roles are made of: the place in a body, and who writes for it."""
_COUNTED: Final = r"(?:ผู้ทรงคุณวุฒิ)?(?:\s*(?:\(\s*)?คนที่\s*(?:\d{1,2}|หนึ่ง|สอง|สาม)\s*\)?)?"
_ROLE: Final = re.compile(
    rf"(?:^|[\s,–-]+)[(\[]?((?:เป็น)?\s*(?:{_IS_ROLE}){_COUNTED}(?:และ)?)[)\]]?\.?$"
)
_GLUED: Final = re.compile(
    rf"(?<!ผู้แทน)((?:รอง)?ประธาน(?:กรรมการ|คณะทำงาน)|คณะทำงาน(?:และ{_WRITES})?|กรรมการและ{_WRITES})$"
)
"""A role that a PDF has without a space before it."""
_REST: Final = re.compile(rf"\s(และ{_WRITES})$")
_OF_ROLE: Final = re.compile(r"^(?:และ|กรรมการ|คณะทำงาน|เลขานุการ|ผู้ช่วยเลขานุการ|ประธาน|รองประธาน)")
_OF_UNIT: Final = re.compile(r"^(?:ตำแหน่ง|ฝ่าย|โรงเรียน|สำนักงาน|สังกัด)")
_MOST_BELOW: Final = 2
_OF_NAME: Final = 2
"""Number of words of a name without its title, but for one with ณ."""
_LONGEST_ROLE: Final = 60
_LONGEST: Final = 160


@dataclass(slots=True)
class NamedMember:
    """A member as an order names it; ``lines`` are name and post."""

    lines: list[str]
    role: str
    note: str = ""
    number: str = ""
    is_sure: bool = True
    """Whether the line alone shows that it is one: it has a role beside a person or a post."""

    def goes_on(self, cells: Sequence[str]) -> bool:
        """Add the cells of a line below: post and unit, or the rest of the role; return whether
        they are that."""
        first, *rest = cells
        if not rest and (behind := _REST.search(first)) and is_role(self.role + behind[1]):
            first, rest = first[: behind.start()], [behind[1]]
        whole = self.role + first.rstrip(")]")
        if not rest and _OF_ROLE.match(first) and is_role(whole):
            self.role = whole
            return True
        fits = is_post(first) or _OF_UNIT.match(first) is not None
        fits = fits and len(cells) <= _MOST_BELOW and max(map(len, cells)) <= _LONGEST
        if not fits or len(self.lines) > _MOST_BELOW or (rest and not is_role(self.role + rest[0])):
            return False
        self.lines.append(first)
        self.role += "".join(rest)
        return True

    def doubts(self) -> list[Remark]:
        """Return what is not sure about the name."""
        name = self.lines[0]
        words = split_name(name).name.split()
        if not is_person(name) or len(words) <= _OF_NAME + ("ณ" in words[1:2]):
            return []
        said = {"name": name}
        return [Remark(None, "ไม่แน่ใจว่าชื่อ “{name}” จบที่ใด", "ตรวจชื่อและตำแหน่งก่อนนำเข้า", said)]


def member_of(cells: Sequence[str]) -> NamedMember | None:
    """Return the member that the cells behind a number are: the role has a cell of its own, or is
    the end of the last one. Without a role they are one only if they begin with a person or a post.
    None for anything else."""
    if not cells or not cells[0] or max(map(len, cells)) > _LONGEST:
        return None
    cells = [re.sub(r"^[-–•*✓]\s*", "", cells[0]), *cells[1:]]
    at = next((n for n in range(len(cells) - 1, -1, -1) if is_role(cells[n])), None)
    named, note, role = list(cells), "", ""
    if at is not None and len(cells) > 1:
        role, note = cells[at], " ".join(cells[at + 1 :]) if at else ""
        named = list(cells[:at] or cells[1:])
    elif len(cells) > 1 and _parted(cells[-1])[1] == "" and not _is_named(cells[-1]):
        *named, role = named
    else:
        named[-1], role = _parted(cells[-1])
        named = [text for text in named if text]
    if not named:
        return None
    lines = name_and_post(named[0]) + named[1:]
    known = is_role(role) or role.endswith("และ")
    sure = known and ((at is not None and len(cells) > 1) or _is_named(lines[0]))
    if not (role or _is_named(lines[0])):
        return None
    return NamedMember(lines, _bare(role), note, is_sure=sure)


def is_member(text: str) -> bool:
    """Return whether a line, with any number before it, is a member with a role."""
    if not (_ROLE.search(text) or _GLUED.search(text)):
        return False
    member = member_of([number_before("", text)[1]])
    return member is not None and member.is_sure


def _is_named(text: str) -> bool:
    return is_person(text) or is_post(text) or _OF_UNIT.match(text) is not None


def is_role(text: str) -> bool:
    """Return whether a text is a role in a body and nothing else."""
    found = _ROLE.match(key(text)) if len(text) <= _LONGEST_ROLE else None
    return found is not None and not found[1].endswith("และ")


def _parted(text: str) -> tuple[str, str]:
    """Return a line without tabs before and from its role on; no role if it has none of the usual
    ones."""
    found = _ROLE.search(text) or _GLUED.search(text)
    is_part = found is not None and (found[0] != found[1] or not found.start() or _is_named(text))
    return (text[: found.start()], _bare(found[1])) if found and is_part else (text, "")


def _bare(role: str) -> str:
    return role.strip("()[]. ").removeprefix("เป็น").strip()
