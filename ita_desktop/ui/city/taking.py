"""Takes measures of the library over into the year that the main window shows."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import sentence, tr
from ita_desktop.ui.widgets.status.message import MessageKind

if TYPE_CHECKING:
    from ita_desktop.domain.city.measures_library import LibraryRow
    from ita_desktop.domain.scores.crosswalk import Crosswalk
    from ita_desktop.ui.session import Session


def take_measures(
    session: "Session | None", rows: "Sequence[LibraryRow]", crosswalk: "Crosswalk"
) -> tuple[MessageKind, str]:
    """Takes the measures of ``rows`` over by one edit; returns what to report on it."""
    if session is None:
        return MessageKind.WARNING, tr("ยังไม่มีแฟ้มงานที่เปิดอยู่ · เปิดแฟ้มที่จะใส่มาตรการก่อน")
    from ita_desktop.services.city.library import take_over

    try:
        made = take_over(session.workspace, session.year, rows, crosswalk)
    except ItaError as error:
        return MessageKind.WARNING, sentence(error)
    text = tr(
        "เพิ่ม {count} มาตรการในปี {year} พร้อมที่มาแล้ว · กำหนดผู้รับผิดชอบและระยะเวลาที่หน้ามาตรการ",
        count=len(made),
        year=session.year,
    )
    return MessageKind.GOOD, text
