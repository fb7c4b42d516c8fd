"""The texts of letters, orders and agendas, whose names records keep."""

from collections.abc import Mapping
from typing import Final

from ita_desktop.documents.reports.letters import memo_texts
from ita_desktop.documents.reports.meetings import texts as meeting_texts
from ita_desktop.documents.reports.roster import order_texts
from ita_desktop.domain.documents.wordings import chosen_text, fill
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.year import YearData

_TEXTS: Final = {
    text.name: text for text in (*memo_texts.TEXTS, *meeting_texts.TEXTS, *order_texts.TEXTS)
}


def words(data: YearData, name: str) -> str:
    """Returns the office's text, else the default; raises InputError if there is none."""
    found = _TEXTS.get(name)
    if found is None:
        raise InputError("ไม่มีถ้อยคำชื่อ {name}", remedy="เลือกจากรายการในหน้าตั้งค่า", name=name)
    return found.words(data)


def filled(data: YearData, name: str, values: Mapping[str, str], own: str = "") -> str:
    """Returns a text with its fields filled in; ``own`` replaces it unless it is empty,
    :data:`NOTHING` by nothing."""
    return fill(chosen_text(own, words(data, name)), values)
