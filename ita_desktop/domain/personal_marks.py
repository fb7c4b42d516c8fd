"""Types for text columns that state which kind of personal data (PDPA) the column holds.

A test requires one of these types for every text column. :func:`marks_of` returns the kinds of a
record's columns; a column with a stored file's key has the kind of the file's content.
"""

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Final, TypeAlias, get_args, get_origin


class Personal(StrEnum):
    """A kind of personal data."""

    NONE = ""
    """Codes, keys, words of the program or the framework, names of offices."""
    NAME = "name"
    POST = "post"
    """A person's post in the office or a committee."""
    TELEPHONE = "telephone"
    MAIL = "mail"
    SIGNATURE = "signature"
    """A file of the office, such as a signed document."""
    FACE = "face"
    """A photograph."""
    COMMENT = "comment"
    """A respondent's comment."""
    FREE = "free"
    """Free text, which may contain any of these."""


FILES: Final = frozenset((Personal.SIGNATURE, Personal.FACE))
"""The kinds of columns that hold the key of a stored file."""

NotPersonal: TypeAlias = Annotated[str, Personal.NONE]
PersonName: TypeAlias = Annotated[str, Personal.NAME]
PostWords: TypeAlias = Annotated[str, Personal.POST]
Telephone: TypeAlias = Annotated[str, Personal.TELEPHONE]
MailAddress: TypeAlias = Annotated[str, Personal.MAIL]
FileKey: TypeAlias = Annotated[str, Personal.SIGNATURE]
PhotoKey: TypeAlias = Annotated[str, Personal.FACE]
CommentText: TypeAlias = Annotated[str, Personal.COMMENT]
FreeText: TypeAlias = Annotated[str, Personal.FREE]


def mark_of(kind: Any) -> Personal | None:
    """Return the :class:`Personal` kind in a field's type annotation, or None."""
    if get_origin(kind) is not Annotated:
        return None
    return next((mark for mark in get_args(kind)[1:] if isinstance(mark, Personal)), None)


@cache
def marks_of(record: type) -> Mapping[str, Personal]:
    """Return the personal columns of a record class and their kinds."""
    marks = ((field.name, mark_of(field.type)) for field in fields(record))
    return MappingProxyType({name: mark for name, mark in marks if mark})
