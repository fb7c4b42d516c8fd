"""The history of a row speaks as the clerk does."""

import pytest

from ita_desktop.domain.records import MeasureStatus
from ita_desktop.ui.shared.edit_sheets import RowHistorySheet


@pytest.mark.in_turn
def test_before_and_after_are_words_and_no_codes(window, qtbot) -> None:
    workspace = window.session.workspace
    measure = next(
        row for row in window.session.data.measures if row.status is MeasureStatus.NOT_STARTED
    )
    with workspace.change("แก้มาตรการ") as change:
        change.update(measure, status=MeasureStatus.DONE, note="ดู {ข้อ} นี้")
    sheet = RowHistorySheet(window.session, measure.id, window)
    qtbot.waitUntil(lambda: bool(sheet.table.sheet.lines))
    row = sheet.table.sheet.all_rows()[0]
    assert (row.old, row.new) == ("สถานะ: ยังไม่เริ่ม", "สถานะ: เสร็จแล้ว · หมายเหตุ: ดู {ข้อ} นี้")
    sheet.reject()
