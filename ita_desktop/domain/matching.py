"""Which unit a text means: full, short and other names, abbreviations with ฯ, and misprints.

Sections (ฝ่าย) are few and known, so a clear beginning of a name is enough for them. Schools are
many and alike, so a school is found only by its whole name, with or without the part in brackets.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from ita_desktop.domain.posts import group_of
from ita_desktop.domain.records import GroupOf, Unit, UnitKind
from ita_desktop.domain.text import key, one_line

_LEADING = re.compile(r"^[\s\-–—•·*✓/.]+")
_SCHOOL = re.compile(r"^(?:รร|ร\.\s?ร)\.?\s*(?=[ก-๙])")
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_MARKS = re.compile(r"[\"'“”‘’.,;:\-–—_ฯ]+|ฯลฯ")
_STEM = re.compile(r"^(?:ฝ่าย|งาน)?(?:การ)?")
_COMMON = re.compile(r"^(?:โรงเรียน|ฝ่าย)(?:วัด|การ|บ้าน|ชุมชน)?")
_CLOSE_SECTION = 0.5
_CLOSE = 0.75


def unit_key(text: str) -> str:
    """What two spellings of a unit's name share: no bullet, spaces or dots, รร. as โรงเรียน."""
    plain = _SCHOOL.sub("โรงเรียน", _LEADING.sub("", one_line(text)))
    return _MARKS.sub("", key(plain))


def kind_of_name(text: str) -> UnitKind | None:
    """What a unit of this name must be; None where the name does not say."""
    plain = unit_key(text)
    if group_of(plain) is not GroupOf.NONE:
        return UnitKind.GROUP
    if plain.startswith("โรงเรียน"):
        return UnitKind.SCHOOL
    if plain.startswith("ฝ่าย"):
        return UnitKind.SECTION
    if plain.startswith("สำนักงานเขต"):
        return UnitKind.OFFICE
    return None


class UnitFinder:
    """Finds units by name among ``units``; made once for many look-ups.

    ``organisation`` is the office's own name: it means the office, as สำนักงานเขต alone does.
    """

    def __init__(self, units: Iterable[Unit], organisation: str = "") -> None:
        self._units = tuple(units)
        self._office = {"สำนักงานเขต", unit_key(organisation)}
        names: dict[str, dict[str, Unit]] = defaultdict(dict)
        exact: dict[str, dict[str, Unit]] = defaultdict(dict)
        loose: dict[str, dict[str, Unit]] = defaultdict(dict)
        for unit in self._units:
            names[unit_key(unit.name)][unit.id] = unit
            for name in (unit.name, unit.short_name, *unit.aliases.split(";")):
                if plain := unit_key(name):
                    exact[plain][unit.id] = unit
                    loose[_BRACKETS.sub("", plain)][unit.id] = unit
        self._names = _certain(names)
        self._exact = _certain(exact)
        self._loose = _certain(loose)
        self._sections = [unit for unit in self._units if unit.kind is UnitKind.SECTION]
        self._stems = [
            (unit, _COMMON.sub("", unit_key(name)))
            for unit in self._units
            for name in (unit.name, unit.short_name)
        ]
        self._found: dict[str, Unit | None] = {}
        self._near: dict[str, Unit | None] = {}

    def find(self, text: str) -> Unit | None:
        """The one unit that ``text`` surely means, else None."""
        if text not in self._found:
            self._found[text] = self._look_up(text)
        return self._found[text]

    def near(self, text: str) -> Unit | None:
        """The unit whose name looks most like ``text`` ('did you mean'), else None."""
        if text not in self._near:
            self._near[text] = self._closest(unit_key(text))
        return self._near[text]

    def group(self, group: GroupOf) -> Unit | None:
        """The unit that stands for ``group``."""
        return next((unit for unit in self._units if unit.group_of is group), None)

    def _look_up(self, text: str) -> Unit | None:
        plain = unit_key(text)
        if not plain:
            return None
        if found := self._names.get(plain) or self._exact.get(plain):
            return found
        bare = _BRACKETS.sub("", plain)
        if (found := self._loose.get(bare)) and (bare == plain or "(" not in found.name):
            return found
        if (group := group_of(plain)) is not GroupOf.NONE:
            return self.group(group)
        if plain in self._office:
            return next((unit for unit in self._units if unit.kind is UnitKind.OFFICE), None)
        return self._section(plain, cut="ฯ" in text)

    def _section(self, plain: str, *, cut: bool) -> Unit | None:
        """The one section whose name begins with ``plain`` (ฝ่ายรักษาฯ, ฝ่ายคลัง, โยธา)."""
        if plain.startswith("โรงเรียน"):
            return None
        stem = _STEM.sub("", plain)
        if len(stem) < 3:
            return None
        may_begin = cut or plain.startswith("ฝ่าย")
        found = []
        for unit in self._sections:
            whole = _STEM.sub("", unit_key(unit.name))
            if whole == stem or (
                may_begin and (whole.startswith(stem) or stem.startswith(f"{whole}และ"))
            ):
                found.append(unit)
        return found[0] if len(found) == 1 else None

    def _closest(self, plain: str) -> Unit | None:
        from difflib import SequenceMatcher

        is_section = plain.startswith("ฝ่าย")
        best, best_ratio = None, _CLOSE_SECTION if is_section else _CLOSE
        wanted = _COMMON.sub("", plain)
        matcher = SequenceMatcher(b=wanted, autojunk=False)
        for unit, stem in self._stems:
            # Two texts cannot be more alike than their lengths.
            shorter, both = min(len(wanted), len(stem)), len(wanted) + len(stem)
            if not shorter or 2 * shorter / both < best_ratio:
                continue
            if is_section and unit.kind is not UnitKind.SECTION:
                continue
            matcher.set_seq1(stem)
            if matcher.quick_ratio() >= best_ratio and (ratio := matcher.ratio()) >= best_ratio:
                best, best_ratio = unit, ratio
        return best


def _certain(found: Mapping[str, Mapping[str, Unit]]) -> dict[str, Unit]:
    """The keys that mean one unit only."""
    return {name: next(iter(units.values())) for name, units in found.items() if len(units) == 1}


def full_unit_name(text: str) -> str:
    """A unit's name as it is stored: without a bullet, รร. spelled out.

    >>> full_unit_name("- รร.วัดตัวอย่าง")
    'โรงเรียนวัดตัวอย่าง'
    """
    return _SCHOOL.sub("โรงเรียน", _LEADING.sub("", one_line(text)))
