"""Cell edits as a table hands them over: typed at one place, written as one unit of work."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.meetings.meetings import Meeting
from ita_desktop.domain.records import Owner, OwnerRole, Record
from ita_desktop.domain.text import MAX_LONG_TEXT, MAX_TEXT, clean
from ita_desktop.domain.year import YearData
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

_SHORT = 40


class CellEdit(NamedTuple):
    """A new value for one field of one row. ``row`` is a record id or an item code."""

    row: str
    field: str
    value: Any


class OwnerRef(NamedTuple):
    """An owner as the clerk names one: a unit (or group), a person, or a post in words."""

    unit_id: str | None = None
    person_id: str | None = None
    post: str = ""
    role: OwnerRole = OwnerRole.LEAD
    new_unit: str = ""
    """The name of a unit that is made with the edit: somebody said that it is a new one."""
    new_person: str = ""
    """The whole name of a person who is put into the register with the edit."""


def refs_of(owners: Sequence[Owner]) -> tuple[OwnerRef, ...]:
    """The references that rows of owners hold, in order."""
    return tuple(
        OwnerRef(owner.unit_id, owner.person_id, owner.post, owner.role) for owner in owners
    )


def names(what: Sequence[str], many: str) -> str:
    """A short name for a label: the thing itself, or how many there are.

    >>> names(["O12"], "{count} ข้อ"), names(["O1", "O2"], "{count} ข้อ")
    ('O12', '2 ข้อ')
    """
    distinct = list(dict.fromkeys(what))
    return distinct[0] if len(distinct) == 1 else Phrase(many, count=len(distinct))


def text(value: object) -> str:
    """What is kept of a typed or pasted text: clean, its lines as they are.

    Raises InputError where it is longer than a field can hold.
    """
    return _fitting(clean(str(value)))


def rich(value: object) -> str:
    """:func:`text` for short rich text: the indents of its lists stay."""
    # Its patterns are made where such a text is typed.
    from ita_desktop.domain.rich import tidy

    return _fitting(tidy(str(value)))


def long_rich(value: object) -> str:
    """:func:`rich` for what fills pages."""
    from ita_desktop.domain.rich import tidy

    return _fitting(tidy(str(value)), MAX_LONG_TEXT)


def unmarked(words: str) -> str:
    """Short rich text without the signs of bold, where a few words of it are shown."""
    return words.replace("**", "")


def _fitting(kept: str, most: int = MAX_TEXT) -> str:
    if len(kept) > most:
        raise InputError(
            "ข้อความยาว {length:,} ตัวอักษร ใส่ได้ไม่เกิน {most:,}",
            remedy="ตัดให้สั้นลง หรือแนบเป็นไฟล์หลักฐาน",
            length=len(kept),
            most=most,
        )
    return kept


def line(value: object) -> str:
    """:func:`text` in one line."""
    return " ".join(text(value).split())


def register_number(value: object) -> str:
    """The number of a paper, without the word that the paper prints before it.

    >>> register_number("ที่ กท 5301/8887"), register_number("๑๒/๒๕๖๙")
    ('กท 5301/8887', '๑๒/๒๕๖๙')
    """
    return line(value).removeprefix("เลขที่").removeprefix("ที่").lstrip()


def day_or_none(value: object, example: str) -> date | None:
    """A day, or none. Raises InputError for anything else; ``example`` is a day as it is typed."""
    if value is not None and not isinstance(value, date):
        raise InputError("ต้องเป็นวันที่", remedy="พิมพ์วันที่ เช่น {example}", example=example)
    return value


def last_position(rows: Iterable[Any]) -> int:
    """The position behind all rows; gaps that removed rows left stay gaps."""
    return max((row.position for row in rows), default=-1) + 1


_R = TypeVar("_R", bound=Record)
_T = TypeVar("_T")


def number(change: Change, rows: Sequence[_R]) -> list[_R]:
    """Gives rows the positions from 0 on in this order; the rows as they are now."""
    return [change.update(row, position=position) for position, row in enumerate(rows)]


def write_edits(
    change: Change,
    rows: Iterable[Record],
    edits: Iterable[CellEdit],
    value: Callable[[CellEdit], object],
    phrase: str,
) -> None:
    """Writes edits of single fields of ``rows``, each with the ``value`` that is kept of it.

    Raises InputError where a row is no longer there; ``phrase`` says in Thai what it was.
    """
    known = {row.id: row for row in rows}
    for edit in edits:
        if edit.row not in known:
            raise gone(phrase)
        known[edit.row] = change.update(known[edit.row], **{edit.field: value(edit)})


def gone(phrase: str) -> InputError:
    """The refusal to edit a row that is no longer there; ``phrase`` says in Thai what it was."""
    return InputError(
        "ไม่พบ{what}ที่จะแก้ อาจถูกเอาออกไปแล้ว", remedy="ดูตารางล่าสุดแล้วเลือกใหม่", what=Phrase(phrase)
    )


def still(row: _T | None, phrase: str) -> _T:
    """A row that is still there; raises InputError as :func:`gone` does where it is not."""
    if row is None:
        raise gone(phrase)
    return row


def with_ids(rows: Iterable[_R], ids: Iterable[str]) -> list[_R]:
    """The rows that have one of these ids, in the order of ``rows``."""
    wanted = set(ids)
    return [row for row in rows if row.id in wanted]


def required(value: str, template: str, remedy: str) -> str:
    """A text that may not be empty. Raises InputError, worded by ``template``, where it is."""
    if not value:
        raise InputError(template, remedy=remedy)
    return value


def edited_field(edits: Sequence[CellEdit], names_of: Mapping[str, str], phrase: str = "") -> str:
    """What the edits change, for their label: the name of their one field, else ``phrase``."""
    one_field = len({edit.field for edit in edits}) == 1
    return Phrase(names_of[edits[0].field] if one_field else phrase)


def remove_rows(
    workspace: Workspace,
    rows: Sequence[_R],
    template: str,
    called: Callable[[_R], str],
    many: str,
) -> None:
    """Deletes rows, if there are any, in a unit of work named by ``template``: ``{which}`` is what
    the one row is ``called``, or how ``many`` there are."""
    if rows:
        with workspace.change(template, which=names(list(map(called, rows)), many)) as change:
            for row in rows:
                change.delete(row)


def short(words: str) -> str:
    """The beginning of a long text, for a label.

    >>> short("พิจารณา\\nรายละเอียด")
    'พิจารณา'
    """
    first = words.partition("\n")[0]
    return first if len(first) <= _SHORT else f"{first[:_SHORT]}…"


def meeting_of(data: YearData, meeting_id: str) -> Meeting:
    """The meeting with that id; raises InputError where it is gone."""
    return still(data.meeting_by_id.get(meeting_id), "การประชุมครั้งนั้น")
