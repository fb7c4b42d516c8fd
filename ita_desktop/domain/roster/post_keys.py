"""By what two namings of a post are known to be the same post.

An order says ผู้อำนวยการเขต, a letter ผู้อำนวยการเขตตัวอย่าง; หัวหน้าฝ่ายสิ่งแวดล้อมฯ is the head of
that section under its whole name; ผู้อำนวยการสถานศึกษา of a school is ผู้อำนวยการโรงเรียน….
"""

import re
from collections.abc import Sequence

from ita_desktop.domain.records import Organisation, Unit, UnitKind
from ita_desktop.domain.roster.matching import UnitFinder
from ita_desktop.domain.text import key

_CHARGED = key("สั่งราชการ")
"""Begins what a post is further charged with: ผู้ช่วยผู้อำนวยการเขต สั่งราชการฝ่ายปกครอง."""
_HEADS = re.compile(r"(หัวหน้า|ผู้อำนวยการ)(?!เขต)(.*)", re.DOTALL)
_SCHOOL = "สถานศึกษา"
_KINDS = ("ฝ่าย", "โรงเรียน")
_OF_UNIT = re.compile(r"(.+?)((?:ฝ่าย|โรงเรียน).+)", re.DOTALL)


class PostKeys:
    """Makes keys of posts; made once for the units of a year, which ``finder`` finds."""

    def __init__(
        self, finder: UnitFinder, units: Sequence[Unit], organisation: Organisation
    ) -> None:
        self._finder = finder
        self._units = {unit.id: unit for unit in units}
        self._units_of_posts = {"": ""}
        self._district = key(organisation.name).removeprefix("สำนักงาน")

    def key(self, post: str, unit_id: str | None = None) -> str:
        """What the post is compared by; empty for no post."""
        plain = self._without_office(key(post))
        unit = self._units.get(unit_id or "")
        if unit is not None and unit.kind not in {UnitKind.SECTION, UnitKind.SCHOOL}:
            unit = None
        if (head := _HEADS.fullmatch(plain)) is not None:
            return self._of_head(head[1], head[2], unit)
        if (found := _OF_UNIT.fullmatch(plain)) is not None:
            named = self._finder.find(found[2])
            if named is not None:
                plain, unit = found[1], named
        if unit is None:
            return plain
        return f"{plain.replace(_SCHOOL, '')}@{unit.id}"

    def unit_of(self, post: str) -> str:
        """Id of the unit of which a post is (หัวหน้าฝ่ายปกครอง); empty where it says none."""
        if post not in self._units_of_posts:
            self._units_of_posts[post] = self.key(post).partition("@")[2]
        return self._units_of_posts[post]

    @staticmethod
    def is_that(text: str, wanted: str) -> bool:
        """Whether a post of key ``one`` is that of key ``wanted``, further charged or not."""
        return text == wanted or text.startswith(f"{wanted}{_CHARGED}")

    def _of_head(self, lead: str, rest: str, unit: Unit | None) -> str:
        rest = rest.removeprefix(_SCHOOL)
        named = self._finder.find(rest) if rest and rest not in _KINDS else unit
        return f"{lead}@{named.id}" if named is not None else f"{lead}{rest}"

    def _without_office(self, plain: str) -> str:
        if self._district.startswith("เขต") and self._district != "เขต":
            plain = plain.replace(self._district, "เขต")
        return plain.removesuffix("สำนักงานเขต") or plain
