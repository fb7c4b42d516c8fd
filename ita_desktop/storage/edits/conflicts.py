"""Refusals of an edit whose row somebody else has changed, with who did it and what it holds."""

from datetime import datetime

from sqlalchemy import Connection

from ita_desktop.domain.errors import ConflictError
from ita_desktop.storage.edits import history

_ENTRIES = 50
"""How many changes of a row are searched for the last one of a column."""


def stale_row(
    connection: Connection,
    table: str,
    key: str,
    column: str = "",
    *,
    theirs: object = None,
    mine: object = None,
) -> ConflictError:
    """Return the error for a value that somebody has changed since it was read, or for a row of
    which a value or everything has (no ``column``)."""
    last = next(
        (
            entry.group
            for entry in history.of_rows(connection, [key], (), _ENTRIES)
            if entry.change.table == table
            and (not column or column in (entry.change.new or entry.change.old or {}))
        ),
        None,
    )
    who, at = (last.who, last.at) if last is not None else ("", None)
    return stale(table, key, column, theirs=theirs, mine=mine, who=who, at=at)


def stale(
    table: str,
    key: str,
    column: str,
    *,
    theirs: object = None,
    mine: object = None,
    who: str = "",
    at: datetime | None = None,
) -> ConflictError:
    """Return that error where it is known ``who`` changed it ``at`` a local time, or nobody is."""
    if at is None:
        return ConflictError(
            "ข้อมูลนี้ถูกแก้ไปแล้วหลังจากที่อ่านมา จึงไม่ได้เขียนทับ",
            remedy="ดูค่าล่าสุดแล้วแก้ใหม่",
            table=table, key=key, column=column, theirs=theirs, mine=mine,
        )  # fmt: skip
    return ConflictError(
        "ข้อมูลนี้ถูกแก้ไปแล้วหลังจากที่อ่านมา (โดย {who} เวลา {time} น.) จึงไม่ได้เขียนทับ",
        remedy="ดูค่าล่าสุดแล้วแก้ใหม่",
        table=table, key=key, column=column, who=who, at=at, time=f"{at:%H:%M}",
        theirs=theirs, mine=mine,
    )  # fmt: skip
