"""A person in the form that a unit corrects."""

from typing import Final

from ita_desktop.domain.roster.names import PersonName
from ita_desktop.domain.text import key
from ita_desktop.domain.tracking.worksheet import GONE_WORD
from ita_desktop.exchange.cells.row import Cells, shortened
from ita_desktop.exchange.kinds.roster.people import PersonRow, read_name, telephone

_GONE: Final = tuple(
    map(key, ("ไม่อยู่", "ย้าย", "ลาออก", "เกษียณ", "พ้น", "โอน", "เสียชีวิต", "ออก", "ไปช่วยราชการ"))
)
"""How an answer begins that says the same as the choice."""
_TICKS: Final = frozenset(("x", "/", "✓", "✔", "√", "1", "ใช่", "yes"))
_STAYS: Final = frozenset(map(key, ("", "-", "–", "0", "อยู่", "ยังอยู่", "ไม่", "no")))


def read_person(cells: Cells) -> tuple[PersonRow, bool]:
    """Return the person of a row, and whether they have left the unit. Raises RowError."""
    text = cells.text("name")
    person = PersonRow(
        cells.origin,
        read_name(cells, text) if text else PersonName("", ""),
        cells.text("job_title"),
        "",
        telephone(cells.text("phone")),
        cells.text("email"),
    )
    return person, _gone(cells)


def _gone(cells: Cells) -> bool:
    word = key(cells.text("gone"))
    if word in _STAYS:
        return False
    if word in _TICKS or word.startswith(_GONE):
        return True
    raise cells.fail(
        "gone",
        "ไม่รู้ว่า “{word}” แปลว่าคนนี้ไม่อยู่แล้วหรือไม่",
        remedy="ใช้ {known} หรือเว้นว่าง",
        word=shortened(word),
        known=GONE_WORD,
    )
