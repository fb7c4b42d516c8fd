"""Which unit a text means: its full, short and other names, and abbreviations with ฯ.

This is the one place that knows a unit by its name, for imports, pasted and typed cells alike. Only
a whole name counts: one that merely begins with a unit's, ends with it or holds it may be another
unit's (ฝ่ายปกครองและทะเบียน is not ฝ่ายปกครอง), so it is a question, for which there are the nearest
names. A section may be named without ฝ่าย, a school without the part in brackets.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import copy
from functools import lru_cache
from typing import TypeAlias

from ita_desktop.domain.records import GroupOf, Unit, UnitKind
from ita_desktop.domain.roster.posts import group_of
from ita_desktop.domain.text import key, one_line

_LEADING = re.compile(r"^[\s\-–—•·*✓/.]+")
_SCHOOL = re.compile(r"^(?:รร|ร\.\s?ร)\.?\s*(?=[ก-๙])")
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_IN_BRACKETS = re.compile(r"[(\[](.*?)[)\]]")
_MARKS = re.compile(r"ฯลฯ|[\"'“”‘’.,;:\-–—_ฯๆ]+")
_AND_OTHERS = "ฯลฯ"
_CUT = re.compile(r"[ฯ.]\s*$")
"""A name that says itself that its end is left out: ฝ่ายรักษาฯ."""
_COMMON = re.compile(r"^(?:โรงเรียน|ฝ่าย)(?:วัด|การ|บ้าน|ชุมชน)?")
_NUMBER = re.compile(r"\d+")
_NOT_ALL = re.compile("ยกเว้น|เว้นแต่|นอกจาก|เฉพาะ|บาง")
"""What says that a group is not meant whole: ทุกฝ่าย ยกเว้นฝ่ายเทศกิจ."""
_SECTION = "ฝ่าย"
_LEAST_CUT = 3
_CLOSE_SECTION = 0.5
_CLOSE = 0.75
_MOST_NEAR = 3


@lru_cache(maxsize=1 << 15)
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


_Table: TypeAlias = dict[str, tuple[Unit, ...]]
"""The units that have a key."""


class UnitFinder:
    """Finds units by name among ``units``; made once for many look-ups.

    ``organisation`` is the office's own name: it means the office, as สำนักงานเขต alone does.
    """

    def __init__(self, units: Iterable[Unit], organisation: str = "") -> None:
        self._every = tuple(units)
        self._office = {"สำนักงานเขต", unit_key(organisation)}
        self._names: _Table = {}
        self._exact: _Table = {}
        self._loose: _Table = {}
        # Schools that are told apart by a number are no misprints of each other.
        self._stems: dict[tuple[str, ...], list[tuple[Unit, str]]] = defaultdict(list)
        for unit in self._every:
            _put(self._names, unit_key(unit.name), unit)
            for name in _names_of(unit):
                if plain := unit_key(name):
                    _put(self._exact, plain, unit)
                    _put(self._loose, _BRACKETS.sub("", plain), unit)
            for name in (unit.name, unit.short_name):
                numbers, stem = _stem(name)
                self._stems[numbers].append((unit, stem))
        self._left_out = ""
        """The id of the unit that is not to be found."""
        self._found: dict[str, Unit | None] = {}
        self._near: dict[str, tuple[Unit, ...]] = {}

    def without(self, unit_id: str) -> "UnitFinder":
        """One that finds all the others, made at no cost."""
        made = copy(self)
        vars(made).update(_left_out=unit_id, _found={}, _near={})
        return made

    def find(self, text: str) -> Unit | None:
        """The one unit that ``text`` surely means, else None."""
        if text not in self._found:
            self._found[text] = self._look_up(text)
        return self._found[text]

    def nearest(self, text: str) -> tuple[Unit, ...]:
        """The units whose names look most like ``text`` ('did you mean'), the likeliest first."""
        if text not in self._near:
            self._near[text] = self._closest(unit_key(text))
        return self._near[text]

    def near(self, text: str) -> Unit | None:
        """The first of :meth:`nearest`, else None."""
        return next(iter(self.nearest(text)), None)

    def is_name(self, text: str) -> bool:
        """Whether ``text`` is one of the names that a unit has, and not a word for many."""
        plain = unit_key(text)
        names = (plain, f"{_SECTION}{plain}")
        return any(self._only(self._exact, name) is not None for name in names)

    def group(self, group: GroupOf) -> Unit | None:
        """The unit that stands for ``group``."""
        return next((unit for unit in self._units if unit.group_of is group), None)

    @property
    def _units(self) -> Iterator[Unit]:
        return (unit for unit in self._every if unit.id != self._left_out)

    def _only(self, table: _Table, plain: str) -> Unit | None:
        """The one unit that has this key, else None."""
        found = [unit for unit in table.get(plain, ()) if unit.id != self._left_out]
        return found[0] if len(found) == 1 else None

    def _look_up(self, text: str) -> Unit | None:
        plain = unit_key(text)
        if not plain or _AND_OTHERS in text:
            return None
        if _CUT.search(text) and (found := self._cut_name(text, plain)):
            return found
        if text.rstrip().endswith("ฯ"):
            # More is meant than what is written: ฝ่ายปกครองฯ is not ฝ่ายปกครอง.
            return None
        return self._whole_name(plain) or self._whole_name(f"{_SECTION}{plain}")

    def _whole_name(self, plain: str) -> Unit | None:
        if found := self._only(self._names, plain) or self._only(self._exact, plain):
            return found
        bare = _BRACKETS.sub("", plain)
        if (found := self._only(self._loose, bare)) and self._repeats_name(found, plain):
            return found
        if (group := group_of(plain)) is not GroupOf.NONE and not _NOT_ALL.search(plain):
            return self.group(group)
        if plain in self._office:
            return next((unit for unit in self._units if unit.kind is UnitKind.OFFICE), None)
        return None

    def _repeats_name(self, unit: Unit, plain: str) -> bool:
        """Whether what stands in brackets in ``plain`` says nothing but the unit's own name."""
        own = {unit_key(name) for name in _names_of(unit)}
        own.update(_IN_BRACKETS.findall(unit_key(unit.name)))
        return all(text in own for text in _IN_BRACKETS.findall(plain))

    def _cut_name(self, text: str, plain: str) -> Unit | None:
        """The one section that an abbreviation means: its own one, or the one whose name goes on
        after it (ฝ่ายรักษาฯ). A school is known by its whole name alone."""
        written = key(_LEADING.sub("", text))
        for unit in self._units:
            if written in {key(name) for name in _names_of(unit)}:
                return unit
        begin = plain.removeprefix(_SECTION)
        if len(begin) < _LEAST_CUT or plain.startswith("โรงเรียน"):
            return None
        found = [
            unit
            for unit in self._units
            if unit.kind is UnitKind.SECTION
            and (whole := unit_key(unit.name).removeprefix(_SECTION)) != begin
            and whole.startswith(begin)
        ]
        return found[0] if len(found) == 1 else None

    def _closest(self, plain: str) -> tuple[Unit, ...]:
        from difflib import SequenceMatcher

        is_section = plain.startswith(_SECTION)
        least = _CLOSE_SECTION if is_section else _CLOSE
        wanted = _COMMON.sub("", plain)
        alike_in_numbers = self._stems.get(tuple(_NUMBER.findall(wanted)), ())
        matcher = SequenceMatcher(b=wanted, autojunk=False)
        likeness: dict[str, float] = {}
        for unit, stem in alike_in_numbers:
            if unit.id == self._left_out:
                continue
            # Two texts cannot be more alike than their lengths.
            shorter, both = min(len(wanted), len(stem)), len(wanted) + len(stem)
            if not shorter or 2 * shorter / both < least:
                continue
            if is_section and unit.kind is not UnitKind.SECTION:
                continue
            matcher.set_seq1(stem)
            if matcher.quick_ratio() >= least and (ratio := matcher.ratio()) >= least:
                likeness[unit.id] = max(ratio, likeness.get(unit.id, 0))
        alike = [unit for unit in self._units if unit.id in likeness]
        return tuple(sorted(alike, key=lambda unit: -likeness[unit.id])[:_MOST_NEAR])


def _names_of(unit: Unit) -> tuple[str, ...]:
    """All names of a unit, its full one first."""
    return tuple(filter(None, (unit.name, unit.short_name, *unit.aliases.split(";"))))


def _put(table: _Table, plain: str, unit: Unit) -> None:
    known = table.get(plain, ())
    if unit not in known:
        table[plain] = (*known, unit)


@lru_cache(maxsize=1 << 15)
def _stem(name: str) -> tuple[tuple[str, ...], str]:
    """The numbers of a name, and what tells it from other names of its sort."""
    stem = _COMMON.sub("", unit_key(name))
    return tuple(_NUMBER.findall(stem)), stem


def full_unit_name(text: str) -> str:
    """A unit's name as it is stored: without a bullet, รร. spelled out.

    >>> full_unit_name("- รร.วัดตัวอย่าง")
    'โรงเรียนวัดตัวอย่าง'
    """
    return _SCHOOL.sub("โรงเรียน", _LEADING.sub("", one_line(text)))
