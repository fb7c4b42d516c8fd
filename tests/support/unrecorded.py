"""The sample's current year before its analysis and its record were made."""

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.records import MeasureKind
from ita_desktop.services import tracking
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace

YEAR = 2568


def unrecorded(workspace: Workspace) -> None:
    """Leaves only the measures by item, of which nothing was recorded yet; undo does not bring the
    rest back."""
    data = workspace.year(YEAR)
    others = [measure for measure in data.measures if measure.kind is not MeasureKind.ITEM]
    with workspace.change("ก่อนบันทึกผล") as change:
        for row in (*data.entries, *data.rounds, *data.findings, *others):
            change.delete(row)
    workspace.edits.close()


def begun_from_the_first_day(workspace: Workspace) -> None:
    """Begins the record, and says that all times of the year count."""
    measure = workspace.year(YEAR).measures[-1].id
    tracking.record(workspace, YEAR, measure, text="ทำแล้ว")
    years.count_from(workspace, YEAR, fiscal_year_bounds(YEAR)[0])
