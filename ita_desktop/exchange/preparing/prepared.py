"""What a step of preparing makes of the rows of a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import DataSheet, Origin

_SPLIT: Final = "แถวนี้บอก {count} ข้อ จึงรับเป็นข้อละแถวด้วยข้อมูลเดียวกัน"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A table with other rows below its heading, and what is to be told of them."""

    table: DataSheet
    doubts: tuple[Remark, ...] = ()
    aside: tuple[Remark, ...] = ()
    """Rows that became a part of another one."""


def split_remark(origin: Origin, count: int) -> Remark:
    """Return that a row was read once for each of its items."""
    return Remark(origin, _SPLIT, "ตรวจว่าทุกข้อใช้ข้อมูลของแถวนี้จริง", {"count": count})


def joined_remarks(table: DataSheet, above: Mapping[int, int], template: str) -> tuple[Remark, ...]:
    """Return of rows that they became a part of the row whose number is given."""
    return tuple(
        Remark(Origin(table.name, number), template, fields={"row": row})
        for number, row in above.items()
    )
