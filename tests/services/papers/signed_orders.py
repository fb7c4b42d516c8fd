"""An order of the sample that was signed, after which its committee changed."""

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.domain.documents import SignedPaper
from ita_desktop.services.documents import exporting
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.papers import signing
from ita_desktop.services.roster import orders, roster
from ita_desktop.storage.workspace import Workspace

YEAR = 2568
ORDER = "appointment-order"


def context_of(workspace: Workspace, subject: str = "") -> ReportContext:
    """What a paper of the sample is made of."""
    data = workspace.year(YEAR)
    return exporting.context_of(workspace, data, workspace.year_before(YEAR), subject=subject)


def kept(workspace: Workspace, name: str = ORDER, subject: str = "") -> SignedPaper:
    """A paper kept as signed, with what is known of it."""
    context = context_of(workspace, subject)
    key = signing.keep(workspace, signing.ready(context, name, signing.usual(context, name)))
    return next(row for row in workspace.year(YEAR).signed_papers if row.id == key)


def change_roster(workspace: Workspace) -> None:
    """One member comes, one goes, another takes a place, and a duty is another one."""
    data = workspace.year(YEAR)
    steering, working = data.bodies[:2]
    members = data.members_of(working.id)
    roster.remove(workspace, YEAR, [members[4].id])
    name = CellEdit(members[2].id, "name", "นางสาวสมมุติ แทนที่")
    roster.edit(workspace, YEAR, [name, CellEdit(members[2].id, "post", "นิติกรชำนาญการ")])
    new = {"name": "นายสมมุติ เพิ่มเข้า", "post": "นักวิชาการศึกษา", "role": "กรรมการ"}
    roster.add(workspace, YEAR, steering.id, [new])
    duties = [duty.text for duty in data.duties_of(working.id)]
    orders.set_duties(workspace, YEAR, working.id, [*duties[:2], "รายงานผลทุกเดือน"])
