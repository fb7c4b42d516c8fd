"""Records of the office's own wordings and files, and templates with ``{fields}``."""

import re
from collections.abc import Mapping
from typing import Annotated, Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FileKey, FreeText
from ita_desktop.domain.records import Named

NOTHING: Final = "(ไม่มี)"
"""What is typed for a text in whose place a paper prints nothing, not the office's usual words."""
GAP: Final = "...................."
"""Dotted line that is printed for a value to be filled in by hand."""
_NOUN: Final = "การ"
"""What makes a noun of a verb."""
_LEAST_SAID: Final = 7
"""Letters from which on the same ones are the same words: ``ประเมิน``."""
_CLOSING: Final = (")", "]", "”")
_SHORT_FORM: Final = re.compile(r"\([A-Z]{2,}\)$")
_FIELD = re.compile(r"\{([^{}\n]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Named):
    """The office's replacement for a default wording; ``text`` is a template with ``{fields}``."""

    text: Annotated[FreeText, Phrase("ข้อความ")]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFile(Named):
    """A file for the office's documents: ``garuda``, ``logo``, ``reference-docx``,
    ``reference-pptx``."""

    file_name: Annotated[FreeText, Phrase("ชื่อไฟล์")]
    media: Annotated[FileKey, Phrase("ไฟล์")]
    """Key of the stored file."""


@dataclass(frozen=True, kw_only=True)
class WordingRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    wordings: tuple[Wording, ...] = ()
    office_files: tuple[OfficeFile, ...] = ()


def fields_in(text: str) -> tuple[str, ...]:
    """Return the distinct field names of a template, in order.

    >>> fields_in("ลงวันที่ {วันที่คำสั่ง} ของ{สำนักงานเขต}")
    ('วันที่คำสั่ง', 'สำนักงานเขต')
    """
    return tuple(dict.fromkeys(found.strip() for found in _FIELD.findall(text)))


def chosen_text(own: str, usual: str) -> str:
    """Return the text to print: one's ``own``, else the ``usual`` one; none for
    :data:`NOTHING`."""
    return "" if own.strip() == NOTHING else own or usual


def fill(text: str, values: Mapping[str, str | None]) -> str:
    """Return the template ``text`` filled with ``values``. A missing or empty value is printed as
    :data:`GAP`, ``None`` as nothing. A Latin word or a closing sign at the end of a value is parted
    from the words that follow at once; what a value before it says already is not said again.

    >>> fill("{ก}{ข}", {"ก": "คณะทำงาน ITA", "ข": "การประเมิน"})
    'คณะทำงาน ITA การประเมิน'
    >>> fill("{หน่วยงาน}รับผิดชอบ", {"หน่วยงาน": "โรงเรียนวัดตัวอย่าง (สุขบูรณะ)"})
    'โรงเรียนวัดตัวอย่าง (สุขบูรณะ) รับผิดชอบ'
    >>> fill("{ก}{ข}", {"ก": "คณะทำงานประเมิน", "ข": "การประเมินคุณธรรม"})
    'คณะทำงานประเมินคุณธรรม'
    """
    end, before = -1, ""

    def value(found: re.Match[str]) -> str:
        nonlocal end, before
        given = values.get(found[1].strip(), "")
        shown = "" if given is None else given or GAP
        if found.start() == end:
            shown = not_said(before, shown)
            if _has_to_part(before, shown):
                shown = f" {shown}"
        end, before = found.end(), shown
        return f"{shown} " if _has_to_part(shown, text[end:]) else shown

    return _FIELD.sub(value, text)


def _has_to_part(before: str, words: str) -> bool:
    """Return whether a blank has to stand between a value and the Thai words behind it."""
    ends = before[-1:] in _CLOSING or (before[-1:].isascii() and before[-1:].isalpha())
    return ends and words[:1].isalpha() and not words[:1].isascii()


def not_said(before: str, words: str) -> str:
    """Return what of ``words`` is left to say right behind ``before``, which may end with their
    beginning or with the verb of it.

    >>> not_said("คณะทำงานการประเมินคุณธรรม", "การประเมินคุณธรรมและความโปร่งใส")
    'และความโปร่งใส'

    A name that ends with its short form says all of it.

    >>> not_said("คณะทำงานขับเคลื่อนการประเมินคุณธรรม (ITA)", "การประเมินคุณธรรมและความโปร่งใส")
    ''
    """
    if words.startswith(_NOUN) and _SHORT_FORM.search(before):
        return ""
    for noun in ("", _NOUN):
        said = words.removeprefix(noun)
        if words.startswith(noun) and said[:1].isalpha():
            for length in range(min(len(said), len(before)), _LEAST_SAID - 1, -1):
                if before.endswith(said[:length]):
                    return said[length:]
    return words


def fill_known(text: str, values: Mapping[str, str]) -> str:
    """Return ``text`` with only those fields filled in that have a value."""
    return _FIELD.sub(lambda found: values.get(found[1].strip(), "") or found[0], text)


def gaps(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the field names of ``text`` that have no value."""
    return tuple(name for name in fields_in(text) if not values.get(name, ""))
