"""The order that amends a signed one, made of what differs from it."""

from pathlib import Path
from typing import Any

import pytest

from ita_desktop.documents.kinds import Format
from ita_desktop.documents.registry import kind
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.roster.committee import members_on
from ita_desktop.domain.text import Digits
from ita_desktop.services.documents import exporting
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.papers import amending, signing
from ita_desktop.services.roster import orders, roster
from tests.services.papers.signed_orders import ORDER, YEAR, change_roster, context_of, kept
from tests.support.known_files import opened_sample
from tests.support.plain_text import plain_text


def test_what_differs_from_a_signed_order_becomes_an_order_that_amends_it(
    tmp_path: Path, golden: Any
) -> None:
    with opened_sample(tmp_path / "sample.ita") as workspace:

        def count_of(paper: Any) -> int:
            return len(signing.differences(context_of(workspace), paper).differences)

        def members() -> list[str]:
            data = workspace.year(YEAR)
            return [row.id for body in data.bodies for row in members_on(data, body.id)]

        first = kept(workspace)
        with pytest.raises(InputError, match="ตรงกับฉบับลงนามแล้ว"):
            amending.amend(workspace, YEAR, first.id)
        change_roster(workspace)
        assert count_of(first) == 7
        now = members()
        amended = amending.amend(workspace, YEAR, first.id)
        assert members() == now
        assert count_of(first) == 0
        paper = context_of(workspace, amended)
        golden("appointment-order-amended.txt",
               plain_text(kind(ORDER).build(paper, Digits.THAI)) + "\n")  # fmt: skip
        for form in (Format.PDF, Format.DOCX):
            assert exporting.render(paper, ORDER, form)

        orders.edit(workspace, YEAR, [CellEdit(amended, "number", "20")])
        second = kept(workspace, subject=amended)
        data = workspace.year(YEAR)
        working = data.bodies[1]
        newest = next(row.id for row in data.members if row.post == "นิติกรชำนาญการ")
        roster.edit(workspace, YEAR, [CellEdit(newest, "name", "นายสมมุติ อีกคน")])
        orders.set_duties(workspace, YEAR, working.id, ["รายงานผลทุกปี"])
        assert (count_of(first), count_of(second) > 0) == (0, True)
        third = amending.amend(workspace, YEAR, second.id)
        assert third not in {amended, first.subject}
        assert (count_of(first), count_of(second)) == (0, 0)
        text = plain_text(kind(ORDER).build(context_of(workspace, third), Digits.ARABIC))
        assert "นายสมมุติ อีกคน" in text
        assert "รายงานผลทุกปี" in text
        assert "นายสมมุติ เพิ่มเข้า" not in text
        workspace.undo()
        assert count_of(second) > 0
