"""Texts that a district words in its own way, and pictures and files that its papers need."""

import re
from collections.abc import Mapping
from typing import Final

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FileKey, FreeText
from ita_desktop.domain.records import Named

GAP: Final = "...................."
"""What stands where a paper is to be filled in by hand."""
_FIELD = re.compile(r"\{([^{}\n]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Named):
    """The district's own words in the place of a shipped text; ``text`` has ``{fields}``."""

    text: FreeText


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFile(Named):
    """A file that the district gave for its papers: ``garuda``, ``logo``, ``reference-docx``."""

    file_name: FreeText
    media: FileKey
    """Key of the kept bytes."""


@dataclass(frozen=True, kw_only=True)
class WordingRows:
    """Where a year holds these records."""

    wordings: tuple[Wording, ...] = ()
    office_files: tuple[OfficeFile, ...] = ()


def fields_in(text: str) -> tuple[str, ...]:
    """The names of the fields that a text has, each once, in their order.

    >>> fields_in("ลงวันที่ {วันที่คำสั่ง} ของ{สำนักงานเขต}")
    ('วันที่คำสั่ง', 'สำนักงานเขต')
    """
    return tuple(dict.fromkeys(found.strip() for found in _FIELD.findall(text)))


def fill(text: str, values: Mapping[str, str | None]) -> str:
    """``text`` with its fields filled in; one without a value becomes a dotted gap, to be filled
    in by hand, one that is ``None`` nothing."""

    def value(found: re.Match[str]) -> str:
        given = values.get(found[1].strip(), "")
        return "" if given is None else given or GAP

    return _FIELD.sub(value, text)


def fill_known(text: str, values: Mapping[str, str]) -> str:
    """``text`` with those of its fields filled in that have a value; the others stay fields."""
    return _FIELD.sub(lambda found: values.get(found[1].strip(), "") or found[0], text)


def gaps(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The fields of ``text`` that have no value."""
    return tuple(name for name in fields_in(text) if not values.get(name, ""))
