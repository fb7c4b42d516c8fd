"""Leaves the lists of an order that amends another one unticked: they may have a part of the
members and duties alone."""

from collections.abc import Sequence
from typing import Final

from ita_desktop.exchange.sheets import DataSheet
from ita_desktop.services.imports.draft import ImportDraft

_PARTIAL: Final = "รายการนี้มาจากคำสั่งที่แก้ไขคำสั่งเดิม อาจไม่ครบทั้งคณะ จึงยังไม่ได้เลือก"
_CHOOSE: Final = "ถ้าจะนำเข้า เลือกแถวในหน้าตรวจก่อนนำเข้า"


def leave_amended_unticked(draft: ImportDraft, sheets: Sequence[DataSheet]) -> None:
    """Leave the rows of the ``sheets`` that are lists of such an order unticked, with a remark."""
    amended = {sheet.name for sheet in sheets if sheet.is_amendment}
    rows = (origin for origin in draft.headings if origin.sheet in amended)
    draft.leave_unticked(rows, _PARTIAL, _CHOOSE)
