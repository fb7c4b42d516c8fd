"""The year 2566 of a district as a clerk has it for the first meeting: lists taken in from files,
an order, the meeting, the memo that calls it, and the letter that asks each unit for its items."""

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ita_desktop.documents.kinds import Profile, ReportContext
from ita_desktop.domain.letters import Letter, Urgency
from ita_desktop.domain.records import MemberKind
from ita_desktop.domain.year import YearData
from ita_desktop.services import letters, workspaces
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.imports import importing
from ita_desktop.services.meetings import meetings
from ita_desktop.services.oit import assignments
from ita_desktop.services.roster import orders
from ita_desktop.services.roster.orders import edit_organisation
from ita_desktop.storage.workspace import Workspace
from tests.support.places import FIXTURES
from tests.support.taken_in import plan_file

YEAR = 2566
SIGNED, CALLED, MET = date(2022, 10, 28), date(2022, 11, 1), date(2022, 11, 8)
DUE = date(2023, 1, 31)


@cache
def year_2566() -> YearData:
    """All of it but the garuda."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "2566.ita")
        with workspaces.create(path, "สำนักงานเขตตัวอย่าง", YEAR) as workspace:
            _fill(workspace)
            return workspace.year(YEAR)


def context(subject: str = "", profile: Profile = Profile.PUBLIC) -> ReportContext:
    """What the year's documents are made of."""
    return ReportContext(year_2566(), None, profile, subject)


def letter(wording: str) -> Letter:
    """The letter that was begun with a wording."""
    return next(letter for letter in year_2566().letters if letter.wording == wording)


def _fill(workspace: Workspace) -> None:
    edit_organisation(workspace, address="ถนนตัวอย่าง แขวงตัวอย่าง", agency_code="5001")
    for kind in ("roster", "assignments"):
        file = FIXTURES / f"{kind}_2566.csv"
        importing.apply_import(workspace, plan_file(workspace, YEAR, kind, file))
    codes = [assignment.item_code for assignment in workspace.year(YEAR).assignments]
    dues = [CellEdit(code, "due", DUE) for code in codes]
    as_of = [CellEdit(code, "as_of", date(2022, 12, 31)) for code in ("O1", "O2", "O5")]
    assignments.edit(workspace, YEAR, [*dues, *as_of])
    data = workspace.year(YEAR)
    person = next(member.person_id for member in data.members if member.kind is MemberKind.PERSON)
    order = orders.add(workspace, YEAR)
    _write(workspace, orders, order, number="12", signed=SIGNED, signatory_id=person)
    meeting = meetings.add(workspace, YEAR, day=MET)
    place = "ห้องประชุมสำนักงานเขตตัวอย่าง ชั้น 3"
    meetings.edit(workspace, YEAR, [CellEdit(meeting, "place", place)])
    for number, wording in enumerate(("memo-invitation", "memo-evidence"), 123):
        made = letters.add(workspace, YEAR, wording, meeting_id=meeting, order_id=order)
        _write(
            workspace,
            letters,
            made,
            number=f"กท 5001/{number}",
            day=CALLED,
            urgency=Urgency.MOST_URGENT if wording == "memo-invitation" else Urgency.NONE,
            phone="5601",
            signatory_id=person,
            signatory_post="หัวหน้าฝ่ายปกครอง สำนักงานเขตตัวอย่าง",
        )


def _write(workspace: Workspace, service: object, row: str, **values: object) -> None:
    edits = [CellEdit(row, name, value) for name, value in values.items()]
    service.edit(workspace, YEAR, edits)  # type: ignore[attr-defined]
