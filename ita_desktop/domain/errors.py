"""Exceptions with messages for the user.

Every failure that can reach a user is an :class:`ItaError`: a Thai message that says what happened,
where, and what to do. It is kept as a template with fields, so that the window and the command line
can translate it.
"""

import errno
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import ClassVar, Self

from ita_desktop.domain.patterns import lazy_re

_THAI = "[\u0e00-\u0e7f]"
_NEXT_TO_THAI = lazy_re(rf"{_THAI}\{{(\w+)\}}|\{{(\w+)\}}{_THAI}")


def filled(template: str, fields: Mapping[str, object]) -> str:
    """Return ``template`` formatted with ``fields``. A value that starts with a Latin letter is
    separated from adjacent Thai letters: ``ถึง{level}`` gives ``ถึงผ่านดี``, but ``ถึง AA``."""
    if not fields:
        return template
    latin = frozenset(name for name in _next_to_thai(template) if _is_latin(fields.get(name)))
    return (_spaced(template, latin) if latin else template).format_map(fields)


def _is_latin(value: object) -> bool:
    return isinstance(value, str) and value.isascii() and value[:1].isalpha()


@lru_cache(maxsize=2048)
def _next_to_thai(template: str) -> tuple[str, ...]:
    """Return the names of the fields that are adjacent to a Thai letter."""
    return tuple(match[1] or match[2] for match in _NEXT_TO_THAI.finditer(template))


@lru_cache(maxsize=256)
def _spaced(template: str, names: frozenset[str]) -> str:
    """Return the template with a space between the named fields and Thai letters."""
    for name in names:
        place = f"{{{name}}}"
        template = re.sub(f"(?<={_THAI}){re.escape(place)}", f" {place}", template)
        template = re.sub(f"{re.escape(place)}(?={_THAI})", f"{place} ", template)
    return template


class Phrase(str):
    """A translatable Thai text.

    A ``str`` that holds the formatted Thai text, and keeps its ``template`` and ``fields``.
    """

    __slots__ = ("fields", "template")
    template: str
    fields: Mapping[str, object]

    def __new__(cls, template: str, /, **fields: object) -> Self:
        phrase = super().__new__(cls, filled(template, fields))
        phrase.template = template
        phrase.fields = fields
        return phrase

    def translated(self, translate: Callable[[str], str]) -> str:
        """Return the text with its template, and those in its fields, translated."""
        return filled(translate(self.template), translated_fields(self.fields, translate))


def joined(*phrases: str) -> str:
    """Join the non-empty phrases with " · ". They are nested by halves: a thousand phrases within
    one another would exceed the recursion limit when they are translated."""
    parts = [phrase for phrase in phrases if phrase]
    if not parts:
        return ""
    if len(parts) == 1:
        return parts[0]
    half = len(parts) // 2
    first, second = joined(*parts[:half]), joined(*parts[half:])
    return Phrase("{first} · {second}", first=first, second=second)


def translated_fields(
    fields: Mapping[str, object], translate: Callable[[str], str]
) -> dict[str, object]:
    """Return ``fields`` with the phrases and errors among the values translated."""
    return {name: _translated(value, translate) for name, value in fields.items()}


def _translated(value: object, translate: Callable[[str], str]) -> object:
    if isinstance(value, Phrase):
        return value.translated(translate)
    return value.sentence(translate) if isinstance(value, ItaError) else value


class ItaError(Exception):
    """Base class of failures: one message that says what happened, where and what to do.

    ``template`` and ``remedy`` are Thai templates, formatted with ``fields``. ``where`` names the
    file, sheet, row or column, in the user's words.
    """

    exit_code: ClassVar[int] = 2

    def __init__(
        self, template: str, *, where: str = "", remedy: str = "", **fields: object
    ) -> None:
        self.template = template
        self.where = where
        self.remedy = remedy
        self.fields: Mapping[str, object] = fields
        super().__init__(self.sentence())

    def sentence(self, translate: Callable[[str], str] | None = None) -> str:
        """Return the full message; ``translate`` maps a Thai template to another language."""
        say = translate or _keep
        fields = translated_fields(self.fields, say)
        parts = [str(_translated(self.where, say))] if self.where else []
        parts.append(filled(say(self.template), fields))
        text = ": ".join(parts)
        if self.remedy:
            text = f"{text} · {filled(say(self.remedy), fields)}"
        return text


def _keep(template: str) -> str:
    return template


class InputError(ItaError):
    """Input cannot be read or is not valid (exit code 2)."""


class UnreadableError(InputError, ValueError):
    """A typed text cannot be parsed."""


class WorkspaceError(ItaError):
    """The workspace is locked, too new, damaged, foreign or read-only (exit code 3)."""

    exit_code = 3


class ConflictError(ItaError):
    """A row was changed by another process since it was read; nothing was written (exit code 3).

    ``table``, ``key`` and ``column`` name the value if it is known, ``who`` and ``at`` its last
    edit (local time), ``theirs`` the stored value and ``mine`` the refused one, as they are stored.
    """

    exit_code = 3

    def __init__(
        self,
        template: str,
        *,
        where: str = "",
        remedy: str = "",
        table: str = "",
        key: str = "",
        column: str = "",
        who: str = "",
        at: datetime | None = None,
        theirs: object = None,
        mine: object = None,
        **fields: object,
    ) -> None:
        super().__init__(template, where=where, remedy=remedy, who=who, **fields)
        self.table, self.key, self.column = table, key, column
        self.who, self.at = who, at
        self.theirs, self.mine = theirs, mine


# Thai descriptions of operating system errors.

NO_SPACE = Phrase("เนื้อที่ดิสก์ไม่พอ")
NOT_ALLOWED = Phrase("ไม่มีสิทธิ์")
READ_ONLY = Phrase("เขียนไม่ได้")
NOT_FOUND = Phrase("ไม่พบแฟ้มหรือโฟลเดอร์")
IN_USE = Phrase("โปรแกรมอื่นใช้อยู่")
DISK_TROUBLE = Phrase("อ่านหรือเขียนดิสก์ไม่ได้")
A_FOLDER = Phrase("เป็นโฟลเดอร์ ไม่ใช่แฟ้ม")
NO_NAME = Phrase("ชื่อนี้ใช้ไม่ได้")

_REASONS = {
    errno.ENOSPC: NO_SPACE,
    errno.EFBIG: NO_SPACE,
    errno.EDQUOT: NO_SPACE,
    errno.EACCES: NOT_ALLOWED,
    errno.EPERM: NOT_ALLOWED,
    errno.EROFS: READ_ONLY,
    errno.ENOENT: NOT_FOUND,
    errno.ENOTDIR: Phrase("มีแฟ้มอยู่ตรงที่ต้องเป็นโฟลเดอร์"),
    errno.EISDIR: A_FOLDER,
    errno.ESPIPE: Phrase("เป็นท่อหรืออุปกรณ์ ไม่ใช่แฟ้ม"),
    errno.EEXIST: Phrase("มีชื่อนี้อยู่แล้ว"),
    errno.EINVAL: NO_NAME,
    errno.ELOOP: Phrase("ลิงก์วนกลับมาที่เดิม"),
    errno.ENAMETOOLONG: Phrase("ชื่อยาวเกินไป"),
    errno.EMFILE: Phrase("เปิดแฟ้มไว้มากเกินไป"),
    errno.EBUSY: IN_USE,
    errno.EIO: DISK_TROUBLE,
    errno.ENXIO: DISK_TROUBLE,
    errno.ENODEV: DISK_TROUBLE,
    errno.ESTALE: DISK_TROUBLE,
}
_WINDOWS_SHARING_VIOLATION = 32


def reason_of(error: OSError) -> str:
    """Return a short Thai description of an OSError; the symbolic error code if it is unknown."""
    if getattr(error, "winerror", None) == _WINDOWS_SHARING_VIOLATION:
        return IN_USE
    known = _REASONS.get(error.errno or 0)
    name = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return known or Phrase("ระบบแจ้งรหัส {code}", code=name)
