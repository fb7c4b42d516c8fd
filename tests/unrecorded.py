"""The sample's current year before its analysis and its record were made."""

from ita_desktop.domain.records import MeasureKind
from ita_desktop.storage.workspace import Workspace

YEAR = 2568


def unrecorded(workspace: Workspace) -> None:
    """Leaves only the measures by item, of which nothing was recorded yet; undo does not bring the
    rest back."""
    data = workspace.year(YEAR)
    others = [one for one in data.measures if one.kind is not MeasureKind.ITEM]
    with workspace.change("ก่อนบันทึกผล") as change:
        for row in (*data.entries, *data.rounds, *data.findings, *others):
            change.delete(row)
    workspace.close_history()
