"""Comparison keys of posts, so that different names of one post are equal.

An order prints ผู้อำนวยการเขต, a letter ผู้อำนวยการเขตตัวอย่าง; หัวหน้าฝ่ายสิ่งแวดล้อมฯ is the head of the
section with that short name; ผู้อำนวยการสถานศึกษา of a school is ผู้อำนวยการโรงเรียน….
"""

import re
from collections.abc import Sequence

from ita_desktop.domain.records import Organisation, Unit, UnitKind
from ita_desktop.domain.roster.matching import UnitFinder
from ita_desktop.domain.text import key

_CHARGE = key("สั่งราชการ")
"""Introduces an additional charge: ผู้ช่วยผู้อำนวยการเขต สั่งราชการฝ่ายปกครอง."""
_HEADS = re.compile(r"(หัวหน้า|ผู้อำนวยการ)(?!เขต)(.*)", re.DOTALL)
_SCHOOL = "สถานศึกษา"
_KINDS = ("ฝ่าย", "โรงเรียน")
_OF_UNIT = re.compile(r"(.+?)((?:ฝ่าย|โรงเรียน).+)", re.DOTALL)


class PostKeys:
    """Makes comparison keys of posts; ``finder`` finds the units named in them."""

    def __init__(
        self, finder: UnitFinder, units: Sequence[Unit], organisation: Organisation
    ) -> None:
        self._finder = finder
        self._units = {unit.id: unit for unit in units}
        self._units_of_posts = {"": ""}
        self._district = key(organisation.name).removeprefix("สำนักงาน")

    def key(self, post: str, unit_id: str | None = None) -> str:
        """Return the comparison key of a post; empty for an empty post."""
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
        """Return the id of the unit that a post names (หัวหน้าฝ่ายปกครอง); empty if none."""
        if post not in self._units_of_posts:
            self._units_of_posts[post] = self.key(post).partition("@")[2]
        return self._units_of_posts[post]

    @staticmethod
    def is_that(text: str, wanted: str) -> bool:
        """Return whether the key ``text`` is ``wanted``, with or without an additional charge."""
        return text == wanted or text.startswith(f"{wanted}{_CHARGE}")

    def _of_head(self, lead: str, rest: str, unit: Unit | None) -> str:
        rest = rest.removeprefix(_SCHOOL)
        named = self._finder.find(rest) if rest and rest not in _KINDS else unit
        return f"{lead}@{named.id}" if named is not None else f"{lead}{rest}"

    def _without_office(self, plain: str) -> str:
        if self._district.startswith("เขต"):
            plain = plain.replace(self._district, "เขต")
        return plain.removesuffix("สำนักงานเขต") or plain
