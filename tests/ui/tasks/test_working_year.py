"""Tasks 18, 20, 21 and 23 to 25, one after the other in one window on the sample."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QRect

from ita_desktop.domain.oit.proofs import LinkState
from ita_desktop.services.collecting.rounds import RoundRequest
from ita_desktop.services.collecting.sending import asked_units, send
from ita_desktop.services.collecting.taking import take_back
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.measures import measures
from ita_desktop.services.oit import link_checks
from ita_desktop.services.tracking import tracking
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from ita_desktop.web.report import LinkJudgement, LinkReport
from tests.ui.tasks import working_year as tasks
from tests.ui.tasks.conftest import are_folded
from tests.ui.tasks.hand import Hand

YEAR = 2568
PLAN = "จัดทำแผนปี 2567 และเผยแพร่"


def with_a_past(workspace: Workspace) -> None:
    """A plan that still speaks of last year, and a form of a unit of which a row was not taken."""
    data = workspace.year(YEAR)
    measures.edit(workspace, YEAR, [CellEdit(data.measures[0].id, "method", PLAN)])
    asked = RoundRequest(unit_ids=(asked_units(data)[0].id,))
    made = send(workspace, YEAR, asked, workspace.path.parent, today=date(2025, 3, 14))
    row = next(row for row in made.units[0].rows if row.key.startswith("M") and row.occurrence)
    tracking.record(workspace, YEAR, row.measure.id, unit_id=row.unit_id,
                    occurrence=row.occurrence.last, text="ของสำนักงาน")  # fmt: skip
    book = load_workbook(made.files[0])
    sheet = book["มาตรการ"]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "ข้อ")
    at = {cell.value: cell.column for cell in sheet[head]}
    sheet.cell(head + 1, at["สิ่งที่ทำ"], "ทำแล้วที่ฝ่าย")
    book.save(made.files[0])
    take_back(workspace, YEAR, [Path(made.files[0])])


@pytest.fixture
def prepare():
    return with_a_past


@pytest.fixture(autouse=True)
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Links lead somewhere, but for the second one."""

    def check(requests, take, _progress, _rules) -> None:
        for number, request in enumerate(requests):
            state = LinkState.DEAD if number == 1 else LinkState.OK
            take(LinkReport(request.url, request.item, datetime.now(UTC), LinkJudgement(state)))

    monkeypatch.setattr(link_checks, "check", check)


@pytest.mark.parametrize("only", ["mouse", "keys"])
def test_a_working_year(window: Window, only: str, screen: QRect) -> None:
    hand = Hand(only)
    folded = hand.only == "mouse" and are_folded(screen)
    window.go(PageKey.OIT)
    hand.does(tasks.check_links(window, hand, "ขัดแย้ง 1 ข้อ"), at_most=2)
    hand.does(tasks.bring_back(window, hand, *tasks.lost(window)), at_most=5)
    tasks.shown_people(window)
    old = next(row.name for row in tasks.listed(window) if row.name)
    hand.does(tasks.respell(window, hand, old, f"{old}์"), at_most=2)
    hand.does(tasks.turn_year(window, hand, 2, PLAN.replace("2567", "2568")), at_most=4)
    hand.does(tasks.take_left(window, hand), at_most=3)
    hand.does(tasks.join(window, hand, tasks.parted(window)), at_most=4 + folded)
