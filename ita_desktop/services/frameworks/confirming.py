"""Confirms parts of a draft framework that were compared with the official circular."""

from collections.abc import Collection

from ita_desktop.domain.frameworks.confirmations import FrameworkConfirmation
from ita_desktop.domain.frameworks.draft import parts_of
from ita_desktop.domain.ids import new_id
from ita_desktop.services.edits import names
from ita_desktop.storage.workspace import Workspace


def confirm(
    workspace: Workspace, year: int, keys: Collection[str], *, confirmed: bool = True
) -> int:
    """Mark parts of the draft framework of the Buddhist fiscal ``year`` as confirmed, or as
    unconfirmed again, in one unit of work; return how many changed. ``keys`` are those of
    :attr:`~ita_desktop.domain.frameworks.draft.DraftPart.key`; others are ignored."""
    data = workspace.year(year)
    parts = [
        part for part in parts_of(data) if part.key in keys and part.confirmed is not confirmed
    ]
    if not parts:
        return 0
    which = names([part.code for part in parts], "{count} แห่ง")
    label = "ยืนยันกรอบร่าง {which}" if confirmed else "เลิกยืนยันกรอบร่าง {which}"
    rows = {row.part: row for row in data.confirmations}
    with workspace.change(label, which=which) as change:
        for part in parts:
            if confirmed:
                row = FrameworkConfirmation(id=new_id(), year_id=data.fiscal_year.id, part=part.key)
                change.insert(row)
            else:
                change.delete(rows[part.key])
    return len(parts)
