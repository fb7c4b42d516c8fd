"""Several parts of a framework are added, moved and asked about as one step."""

from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import Rule
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.frameworks import editing as framework_editing
from ita_desktop.storage.workspace import Workspace
from tests.support.known_files import opened_sample

YEAR = 2567
D = Decimal


@pytest.fixture
def sample(tmp_path: Path):
    with opened_sample(tmp_path / "sample.ita") as workspace:
        yield workspace


def item(workspace: Workspace, code: str):
    return workspace.year(YEAR).framework.item_by_code[code]


def test_several_items_are_added_as_one_step_with_how_they_are_answered(sample) -> None:
    rows = [{"title": "ข้อแรก", "reversed": True}, {"title": "ข้อสอง"}]
    codes = framework_editing.add_items(
        sample, YEAR, "1", rows, edits=[CellEdit("I1", "title", "แก้ด้วยกัน")]
    )
    assert codes == ["I13", "I14"]
    assert (item(sample, "I13").reversed, item(sample, "I14").reversed) == (True, False)
    assert item(sample, "I1").title == "แก้ด้วยกัน"
    sample.undo()
    assert "I13" not in sample.year(YEAR).framework.item_by_code
    assert item(sample, "I1").title != "แก้ด้วยกัน"


def test_several_points_are_added_as_one_step(sample) -> None:
    before = item(sample, "O12").requirements
    rows = [{"text": "จุดแรก"}, {"text": "จุดสอง", "optional": True}]
    codes = framework_editing.add_requirements(sample, YEAR, "O12", rows)
    added = item(sample, "O12").requirements[len(before) :]
    assert [(one.code, one.text, one.optional) for one in added] == [
        (codes[0], "จุดแรก", False),
        (codes[1], "จุดสอง", True),
    ]
    sample.undo()
    assert item(sample, "O12").requirements == before


def test_items_move_together_and_stop_together_at_the_end(sample) -> None:
    def order() -> list[str]:
        return [one.code for one in sample.year(YEAR).framework.items_of("1")]

    before = order()
    framework_editing.move(sample, YEAR, before[:2], 1)
    assert order()[:3] == [before[2], before[0], before[1]]
    framework_editing.move(sample, YEAR, before[:2], -1)
    framework_editing.move(sample, YEAR, before[:2], -1)
    assert order() == before


def test_an_edit_can_be_asked_about_before_it_is_made(sample) -> None:
    data = sample.year(YEAR)
    with pytest.raises(InputError, match="ถ่วงน้ำหนักไม่ได้"):
        framework_editing.refuse(data, [CellEdit("1", "rule", Rule.WEIGHTED)])
    framework_editing.refuse(data, [CellEdit("IIT", "weight", D(35))])
    assert sample.year(YEAR) is data
