"""A corrected framework, shipped or from a file, updates a year's own by what differs."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop import frameworks
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import Framework
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.frameworks.difference import Key
from ita_desktop.frameworks.editing import with_fields, with_weights, without
from ita_desktop.services import workspaces
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.frameworks import editing as framework_editing
from ita_desktop.services.frameworks import replacing
from ita_desktop.services.oit import evidence
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace

YEAR = 2567
D = Decimal


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch):
    """Lets the program ship a corrected framework under the code 2567."""

    def ship(correct) -> None:
        def load(code: str, used_in: int) -> Framework | None:
            return correct(frameworks.load(2567, used_in=used_in)) if code == "2567" else None

        monkeypatch.setattr(frameworks, "load_code", load)

    return ship


def corrected(framework: Framework) -> Framework:
    framework = with_fields(framework, "O12", {"title": "ระบบติดตามใบอนุญาต"})
    framework = with_fields(framework, "O13.1", {"text": "แผนใหม่"})
    return with_weights(without(framework, ["O21"]), {"9.1": D(9), "9.2": D(11)})


def keys(update: replacing.FrameworkUpdate) -> set[Key]:
    return {row.difference.key for row in update.rows}


def test_nothing_is_told_while_the_shipped_framework_is_as_it_was(office: Workspace) -> None:
    assert replacing.correction(office, YEAR) is None
    framework_editing.edit(office, YEAR, [CellEdit("O12", "title", "แก้เอง")])
    framework_editing.remove(office, YEAR, ["O22"])
    assert replacing.correction(office, YEAR) is None
    beside = replacing.compared_with_shipped(office, YEAR)
    assert keys(beside) == {Key("O12", "title"), Key("O22")}
    assert {(row.corrected, row.edited) for row in beside.rows} == {(False, True)}


def test_a_corrected_framework_is_told_with_what_differs(office: Workspace, shipped) -> None:
    framework_editing.edit(office, YEAR, [CellEdit("O12", "title", "แก้เอง")])
    framework_editing.remove(office, YEAR, ["O22"])
    shipped(corrected)

    update = replacing.correction(office, YEAR)

    assert update is not None
    assert keys(update) == {
        Key("O12", "title"), Key("O13.1", "text"), Key("O21"), Key("O22"),
        Key("9.1", "weight"), Key("9.2", "weight"),
    }  # fmt: skip
    assert set(update.proposed) == {
        Key("O13.1", "text"), Key("O21"), Key("9.1", "weight"), Key("9.2", "weight"),
    }  # fmt: skip
    clash = next(row for row in update.rows if row.difference.key == Key("O12", "title"))
    assert (clash.corrected, clash.edited) == (True, True)


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("title", "ชื่อที่แก้แล้ว"),
        ("notes", ("หมายเหตุที่แก้แล้ว",)),
        ("levels", frameworks.load(2564).levels),
    ],
)
def test_what_is_of_the_whole_framework_is_told_and_taken_over(
    office: Workspace, shipped, field: str, new: object
) -> None:
    shipped(lambda framework: replace(framework, **{field: new}))

    update = replacing.correction(office, YEAR)

    assert update is not None
    assert [key.field for key in update.proposed] == [field]
    replacing.apply(office, YEAR, update, update.proposed)
    assert getattr(office.year(YEAR).framework, field) == new
    assert replacing.correction(office, YEAR) is None


def test_taking_a_correction_over_is_one_unit_of_work_and_leaves_what_was_entered(
    office: Workspace, shipped
) -> None:
    evidence.tick(office, YEAR, ["O1.1", "O21.1"], met=True)
    before, value = office.dump(), tree_of(office.year(YEAR))
    shipped(corrected)
    update = replacing.correction(office, YEAR)
    assert update is not None

    replacing.apply(office, YEAR, update, update.proposed)

    assert office.year(YEAR).framework == replace(
        corrected(frameworks.load(2567)), fiscal_years=(YEAR,)
    )
    assert "O21" not in tree_of(office.year(YEAR), value).nodes
    assert office.dump()["check_mark"] == before["check_mark"]
    assert office.edits.undo_label == "ปรับกรอบการประเมินปี 2567 5 แห่ง"
    assert replacing.correction(office, YEAR) is None
    office.undo()
    assert office.dump() == before
    assert replacing.correction(office, YEAR) == update


def test_what_was_declined_is_not_proposed_again(office: Workspace, shipped) -> None:
    shipped(corrected)
    update = replacing.correction(office, YEAR)
    assert update is not None
    own = office.year(YEAR).framework

    replacing.apply(office, YEAR, update, [])

    assert office.year(YEAR).framework == own
    assert office.edits.undo_label == "คงกรอบการประเมินปี 2567 ไว้"
    assert replacing.correction(office, YEAR) is None


def test_a_choice_that_would_leave_an_item_without_a_place_is_refused(
    office: Workspace, shipped
) -> None:
    framework_editing.add_item(office, YEAR, "10.2", "ของเขตเอง")
    shipped(lambda framework: without(framework, ["10.2"]))
    update = replacing.correction(office, YEAR)
    assert update is not None
    before = office.dump()
    with pytest.raises(InputError, match=r"O23: ไม่มีตัวชี้วัด 10\.2"):
        replacing.apply(office, YEAR, update, [Key("10.2"), Key("O22")])
    assert office.dump() == before


def test_a_file_of_another_office_can_be_taken_over_in_part(
    office: Workspace, tmp_path: Path
) -> None:
    framework_editing.edit(
        office,
        YEAR,
        [CellEdit("O12", "title", "แก้ที่เขตหนึ่ง"), CellEdit("O13", "title", "แก้ด้วย")],
    )
    file = framework_editing.export(office.year(YEAR), tmp_path / "กรอบ")
    assert file.name == "กรอบ.yaml"
    office.undo()

    update = replacing.compared_with(office, YEAR, years.framework_for(YEAR, file=file))
    assert keys(update) == {Key("O12", "title"), Key("O13", "title")}
    assert update.proposed == ()
    replacing.apply(office, YEAR, update, [Key("O12", "title")])

    items = office.year(YEAR).framework.item_by_code
    assert items["O12"].title == "แก้ที่เขตหนึ่ง"
    assert items["O13"].title != "แก้ด้วย"


def test_a_year_made_from_a_corrected_copy_has_the_corrections(
    office: Workspace, tmp_path: Path, shipped
) -> None:
    framework_editing.edit(
        office, YEAR, [CellEdit("O12", "title", "แผนปีงบประมาณ พ.ศ. 2567 ของเขต")]
    )
    copy = years.framework_like(office.year(YEAR), 2569)
    years.add_year(office, 2569, framework=copy)
    file = framework_editing.export(office.year(YEAR), tmp_path / "กรอบ.yaml")
    with workspaces.create(tmp_path / "new.ita", "เขต", 2570, framework_file=file) as other:
        title = other.year(2570).framework.item_by_code["O12"].title
        assert title == "แผนปีงบประมาณ พ.ศ. 2570 ของเขต"
        assert other.year(2570).framework.title.endswith("พ.ศ. 2570")
        assert replacing.correction(other, 2570) is None
    assert office.year(2569).framework.item_by_code["O12"].title == "แผนปีงบประมาณ พ.ศ. 2569 ของเขต"
    assert replacing.correction(office, 2569) is None
    shipped(corrected)
    update = replacing.correction(office, 2569)
    assert update is not None
    assert Key("O13.1", "text") in update.proposed
    assert Key("O12", "title") not in update.proposed


def test_a_framework_that_still_has_faults_is_not_written_as_a_file(
    office: Workspace, tmp_path: Path
) -> None:
    framework_editing.edit(office, YEAR, [CellEdit("IIT", "weight", D(50))])
    with pytest.raises(InputError) as refused:
        framework_editing.export(office.year(YEAR), tmp_path / "กรอบ.yaml")
    assert refused.value.sentence().startswith(
        "กรอบปี 2567 ยังมี 1 จุดที่ต้องแก้ก่อนบันทึกเป็นไฟล์ จุดแรก น้ำหนักเครื่องมือรวมกันได้ 120 ไม่ใช่ 100"
    )
    assert list(tmp_path.glob("*.yaml")) == []


def test_a_year_from_before_origins_were_kept_tells_nothing(office: Workspace, shipped) -> None:
    with office.change("เอาออก") as change:
        for node in office.framework_nodes(office.year(YEAR).fiscal_year.id):
            if node.kind == "origin":
                change.delete(node)
    shipped(corrected)
    assert replacing.correction(office, YEAR) is None
    beside = replacing.compared_with_shipped(office, YEAR)
    assert beside is not None
    replacing.apply(office, YEAR, beside, [Key("O21")])
    assert "O21" not in office.year(YEAR).framework.item_by_code


def test_a_year_whose_framework_is_not_shipped_has_nothing_beside_it(office: Workspace) -> None:
    framework_editing.edit(office, YEAR, [CellEdit("ITA", "code", "ของเขต")])
    assert replacing.compared_with_shipped(office, YEAR) is None
    assert replacing.correction(office, YEAR) is None


def test_an_edited_framework_is_known_as_the_years_own(office: Workspace) -> None:
    assert not replacing.is_own(office, YEAR)
    framework_editing.edit(office, YEAR, [CellEdit("O12", "title", "แก้เอง")])
    assert replacing.is_own(office, YEAR)
    office.undo()
    assert not replacing.is_own(office, YEAR)
