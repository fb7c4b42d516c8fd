"""Members of a body as lines of text: number, name or post, role; the post below the name."""

import re
from typing import Final

from ita_desktop.domain.roster.names import is_person, split_name
from ita_desktop.domain.roster.posts import is_post
from ita_desktop.domain.text import key
from ita_desktop.exchange.blocks import Heading, Paragraph
from ita_desktop.exchange.cells.cell_text import plain
from ita_desktop.exchange.kinds.roster.name_cell import name_and_post
from ita_desktop.exchange.papers.line_numbers import LineNumber, number_alone, number_before
from ita_desktop.exchange.remarks import Remark

_OF_BODY: Final = r"(?:(?:คณะ)?(?:อนุ)?กรรมการ|คณะทำงาน)"
_WRITES: Final = r"(?:ผู้ช่วย)?เลขานุการ"
_IS_ROLE: Final = (
    rf"(?:ที่ปรึกษา{_OF_BODY}?|(?:รอง)?ประธาน{_OF_BODY}?|(?:รอง)?หัวหน้า{_OF_BODY}|{_OF_BODY})"
    rf"(?:\s*(?:และ|/)\s*{_WRITES})?|{_WRITES}{_OF_BODY}?"
)
"""What roles are made of: the place in a body, and who writes for it."""
_ROLE: Final = re.compile(rf"\s+((?:เป็น)?(?:{_IS_ROLE})(?:และ)?)$")
_ROLE_ALONE: Final = re.compile(_IS_ROLE)
_OF_ROLE: Final = re.compile(r"^(?:และ|กรรมการ|คณะทำงาน|เลขานุการ|ผู้ช่วยเลขานุการ|ประธาน|รองประธาน)")
_OF_UNIT: Final = re.compile(r"^(?:ตำแหน่ง|ฝ่าย|โรงเรียน|สำนักงาน|สังกัด)")
_MOST_BELOW: Final = 2
_MOST_BETWEEN: Final = 2
"""Number of lines of something else after which the list still goes on."""
_OF_NAME: Final = 2
"""Number of words of a name without its title, but for one with ณ."""
_LONGEST: Final = 120


class MemberLines:
    """Reads the members of one body line by line."""

    def __init__(self) -> None:
        self.members: list[tuple[str, list[str], str]] = []
        """Number, name and post, role of each."""
        self.remarks: list[Remark] = []
        self._last = 0
        self._others = 0
        """Number of lines since the last member that are no part of it."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more is read, as too many lines are something else."""
        return self._others > _MOST_BETWEEN

    def takes(self, block: Heading | Paragraph) -> bool:
        """Read a line; return whether it is a member, or below one."""
        cells = [text for cell in block.text.split("\t") if (text := plain(cell))]
        if not cells:
            return False
        number, cells[0] = number_before(block.label, cells[0], self._last)
        if number is None and len(cells) > 1 and (number := number_alone(cells[0], self._last)):
            del cells[0]
        follows = number is not None and number.last == self._last + 1
        if self._others and not follows:
            taken = False
        else:
            taken = self._begin(number, cells) if number else self._go_on(cells)
        self._others = 0 if taken else self._others + 1
        return taken

    def _begin(self, number: LineNumber, cells: list[str]) -> bool:
        *named, role = cells if len(cells) > 1 else parted(cells[0])
        lines = name_and_post(" ".join(named[:1])) + named[1:]
        if not role and not (is_person(lines[0]) or is_post(lines[0])):
            return False
        name = lines[0]
        words = split_name(name).name.split()
        if is_person(name) and len(words) > _OF_NAME + ("ณ" in words[1:2]):
            self.remarks.append(
                Remark(None, "ไม่แน่ใจว่าชื่อ “{name}” จบที่ใด", "ตรวจชื่อและตำแหน่งก่อนนำเข้า", {"name": name})
            )
        self._last = number.last
        self.members.append((number.text, lines, role))
        return True

    def _go_on(self, cells: list[str]) -> bool:
        """Add a line below a name: post and unit, or the rest of the role."""
        if not self.members or len(cells) > _MOST_BELOW or max(map(len, cells)) > _LONGEST:
            return False
        number, lines, role = self.members[-1]
        first, *rest = cells
        if not rest and _OF_ROLE.match(first) and is_role(role + first):
            self.members[-1] = number, lines, role + first
            return True
        fits = is_post(first) or _OF_UNIT.match(first) is not None
        if not fits or len(lines) > _MOST_BELOW or (rest and not is_role(role + rest[0])):
            return False
        self.members[-1] = number, [*lines, first], role + "".join(rest)
        return True


def is_role(text: str) -> bool:
    """Return whether a text is a role in a body and nothing else."""
    return _ROLE_ALONE.fullmatch(key(text)) is not None


def parted(text: str) -> tuple[str, str]:
    """Return a line without tabs before and from its role on; no role if it has none of the usual
    ones."""
    found = _ROLE.search(text)
    return (text[: found.start()], found[1].removeprefix("เป็น")) if found else (text, "")
