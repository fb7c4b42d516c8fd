"""What is personal data (PDPA): each text column of a record says which kind it holds, as its type.

A column whose type is none of these has no mark, and a test refuses it. :func:`marks_of` reads the
marks, also of keys of kept bytes, which stand for what the bytes show.
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
    """None: codes, keys, words of the program or of the framework, what offices are called."""
    NAME = "name"
    POST = "post"
    """What somebody is in the office or in a committee."""
    TELEPHONE = "telephone"
    MAIL = "mail"
    SIGNATURE = "signature"
    """A file of the office: a signed paper, and whatever else its pages show."""
    FACE = "face"
    """A photograph."""
    COMMENT = "comment"
    """A respondent's own words."""
    FREE = "free"
    """What is typed freely, and may hold any of these."""


FILES: Final = frozenset((Personal.SIGNATURE, Personal.FACE))
"""What a column holds that names kept bytes."""

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
    """The mark that a field's type carries; None where it carries none."""
    if get_origin(kind) is not Annotated:
        return None
    return next((mark for mark in get_args(kind)[1:] if isinstance(mark, Personal)), None)


@cache
def marks_of(record: type) -> Mapping[str, Personal]:
    """The fields of a record that hold personal data, and which."""
    marks = ((field.name, mark_of(field.type)) for field in fields(record))
    return MappingProxyType({name: mark for name, mark in marks if mark})
