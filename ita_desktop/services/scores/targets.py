"""The office's target score for a year."""

from decimal import Decimal

from ita_desktop.domain.ids import new_id
from ita_desktop.domain.scores.results import Target
from ita_desktop.storage.workspace import Workspace


def set_target(workspace: Workspace, year: int, value: Decimal | None) -> None:
    """Set the target total score (0-100) of the Buddhist fiscal ``year``; None: the next level."""
    data = workspace.year(year)
    present = data.targets[0] if data.targets else None
    if value == data.target:
        return
    with workspace.change("ตั้งคะแนนเป้าหมาย") as change:
        if value is None:
            if present is not None:
                change.delete(present)
        elif present is None:
            change.insert(Target(id=new_id(), year_id=data.fiscal_year.id, value=value))
        else:
            change.update(present, value=value)
