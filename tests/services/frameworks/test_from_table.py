"""A draft framework from the table of a circular, with nothing typed."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import Item, Scale
from ita_desktop.domain.framework_draft import FrameworkStatus, parts_of, status_of
from ita_desktop.domain.records import Assignment, Evidence, Measure, MeasureItem, new_id
from ita_desktop.domain.scores.crosswalk import Relation
from ita_desktop.domain.scores.results import Finding
from ita_desktop.exchange.source import read_file, read_pasted
from ita_desktop.frameworks import faults_of, load
from ita_desktop.frameworks.resource_files import item_map
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.frameworks import editing as framework_editing
from ita_desktop.services.frameworks.from_table import TableDraft, add_draft_year, read_draft
from ita_desktop.services.years.carrying import YearParts, carry_year
from ita_desktop.services.years.years import add_year, framework_like
from ita_desktop.storage.workspace import Workspace
from tests.services.frameworks.tables import excel_file, rows_of, word_file
from tests.support.known_files import begun_workspace, opened_unread, opened_written


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with opened_unread(begun_workspace(2564), tmp_path / "เขต.ita") as workspace:
        yield workspace


def draft_of(workspace: Workspace, path: Path, year: int = 2570) -> TableDraft:
    return read_draft(workspace, read_file(path), year)


@pytest.mark.in_turn
@pytest.mark.parametrize("make", [word_file, excel_file])
def test_thirty_items_come_with_no_code_typed(
    workspace: Workspace,
    tmp_path: Path,
    make: Callable[[Path, Sequence[Sequence[str]]], Path],
) -> None:
    printed = load(2566)
    path = make(tmp_path / ("a.docx" if make is word_file else "a.xlsx"), list(rows_of(printed)))
    draft = draft_of(workspace, path)
    found = draft.framework.items_of("OIT")
    assert len(found) == 30
    for item, given in zip(found, printed.items_of("OIT"), strict=True):
        assert (item.code, item.title, item.indicator) == (given.code, given.title, given.indicator)
        assert [one.text for one in item.requirements] == [one.text for one in given.requirements]
        assert item.responsible == given.responsible
    assert faults_of(draft.framework) == ()
    assert not draft.table.skipped
    assert not draft.guesses


def test_the_rest_is_last_years_and_unconfirmed(workspace: Workspace, tmp_path: Path) -> None:
    draft = draft_of(workspace, word_file(tmp_path / "a.docx", list(rows_of(load(2566)))))
    before = framework_like(workspace.year(2564), 2570)
    assert draft.framework.items_of("IIT") == before.items_of("IIT")
    assert draft.framework.indicators == before.indicators
    assert draft.framework.levels == before.levels
    add_draft_year(workspace, draft)
    data = workspace.year(2570)
    assert data.framework == draft.framework
    assert (data.framework.code, data.framework.drafted_from) == ("2570", "2564")
    assert status_of(data) is FrameworkStatus.DRAFT
    assert not any(part.confirmed for part in parts_of(data))


def test_owners_go_to_the_items_that_go_on(workspace: Workspace, tmp_path: Path) -> None:
    before = workspace.year(2564)
    with workspace.change("x") as change:
        for code in ("O6", "O42", "O26"):
            row = Assignment(
                id=new_id(), year_id=before.fiscal_year.id, item_code=code, note=f"ของ {code}"
            )
            change.insert(row)
    draft = draft_of(workspace, word_file(tmp_path / "a.docx", list(rows_of(load(2566)))))
    carried = add_draft_year(workspace, draft)
    notes = {row.item_code: row.note for row in workspace.year(2570).assignments}
    assert notes["O4"] == "ของ O6"
    assert notes["O30"].startswith("ของ O42")
    assert carried is not None
    assert "O26" in {loss.code for loss in carried.lost}
    workspace.undo()
    assert [one.year for one in workspace.years()] == [2564]


def test_all_that_was_entered_goes_on_unless_less_is_wanted(
    workspace: Workspace, tmp_path: Path
) -> None:
    before = workspace.year(2564)
    year_id, due = before.fiscal_year.id, date(2021, 3, 31)
    with workspace.change("x") as change:
        change.insert(Assignment(id="a", year_id=year_id, item_code="O6", note="ก", due=due))
        change.insert(
            Evidence(id="e", year_id=year_id, item_code="O6", title="แผน", location="https://x.go")
        )
        change.insert(Measure(id="m", year_id=year_id, indicator="9", method="ทำ"))
        change.insert(MeasureItem(id="i", measure_id="m", item_code="O6"))
        change.insert(Finding(id="f", year_id=year_id, indicator="9", issue="ช้า"))
    draft = draft_of(workspace, word_file(tmp_path / "a.docx", list(rows_of(load(2566)))))

    def carried() -> tuple[object, ...]:
        data = workspace.year(2570)
        row = data.assignment_by_item["O4"]
        return row.note, row.due, len(data.evidence), len(data.measures), len(data.findings)

    add_draft_year(workspace, draft)
    assert carried() == ("ก", due.replace(year=2027), 1, 1, 1)
    workspace.undo()
    carry_year(workspace, 2570, 2564, YearParts(notes=True), framework=draft.framework)
    assert carried() == ("ก", None, 0, 0, 0)


def test_the_links_are_kept_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "เขต.ita"
    with opened_written(begun_workspace(2564), path) as workspace:
        draft = draft_of(workspace, excel_file(tmp_path / "a.xlsx", list(rows_of(load(2566)))))
        add_draft_year(workspace, draft)
    with Workspace.open(path) as again:
        before, after = again.year(2564).framework, again.year(2570).framework
        items = item_map(before, after)
        assert items.new("O6") == ("O4",)
        assert items.new("I3") == ("I3",)
        later = framework_like(again.year(2570), 2571)
        assert later.links == after.links


def test_a_draft_that_follows_a_draft_knows_the_years_before_both(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = excel_file(tmp_path / "a.xlsx", list(rows_of(load(2566))))
    add_draft_year(workspace, draft_of(workspace, first, 2569))
    second = excel_file(tmp_path / "b.xlsx", list(rows_of(load(2567))))
    add_draft_year(workspace, draft_of(workspace, second, 2570))
    oldest, newest = workspace.year(2564).framework, workspace.year(2570).framework
    items = item_map(oldest, newest)
    assert items.new("O13") == ()  # its link is in doubt
    assert items.new("O23") == ("O15",)
    assert items.new("E2") == ("E2",)


def test_links_may_be_chosen(workspace: Workspace, tmp_path: Path) -> None:
    draft = draft_of(workspace, excel_file(tmp_path / "a.xlsx", list(rows_of(load(2566)))))
    chosen = draft.with_links([("O1", "O1"), ("O2", "O1"), ("O6", "O4")])
    links = {(link.old, link.new): link.relation for link in chosen.links if link.old[0] == "O"}
    assert links == {
        ("O1", "O1"): Relation.MERGED,
        ("O2", "O1"): Relation.MERGED,
        ("O6", "O4"): Relation.SAME,
    }


def test_an_item_without_indicator_goes_under_that_of_the_item_it_continues(
    workspace: Workspace,
) -> None:
    old = workspace.year(2564).framework
    rows = [
        ("ที่", "ข้อมูล"),
        *((str(at), item.title) for at, item in enumerate(old.items_of("OIT"), 1)),
    ]
    draft = read_draft(workspace, read_pasted(rows, "ตาราง"), 2565)
    assert [item.indicator for item in draft.framework.items_of("OIT")] == [
        item.indicator for item in old.items_of("OIT")
    ]
    assert len(draft.guesses) == len(old.items_of("OIT"))


def test_a_new_indicator_is_added_and_an_empty_one_left_out(workspace: Workspace) -> None:
    rows = [
        ("ข้อ", "ข้อมูล", "รายละเอียด"),
        ("ตัวชี้วัดย่อยที่ 9.6 ข้อมูลเปิด",),
        ("O1", "ชุดข้อมูลเปิด", "1) รายการ\n2) คำอธิบาย"),
        ("ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐานใหม่",),
        ("O2", "โครงสร้างหน่วยงาน", "แผนผัง"),
    ]
    draft = read_draft(workspace, read_pasted(rows, "ตาราง"), 2570)
    codes = [one.code for one in draft.framework.indicators if one.instrument == "OIT"]
    assert codes == ["9", "9.1", "9.6"]
    assert draft.framework.indicator_by_code["9.1"].name == "ข้อมูลพื้นฐานใหม่"
    assert draft.framework.indicator_by_code["9.6"].parent == "9"
    assert sorted(item.code for item in draft.framework.items_of("OIT")) == ["O1", "O2"]
    assert any("9.6" in guess for guess in draft.guesses)
    assert any("10.2" in guess for guess in draft.guesses)


def test_a_survey_keeps_its_answers(workspace: Workspace) -> None:
    old = load(2567).items_of("EIT")
    rows = [("ข้อ", "คำถาม"), *((item.code, item.title) for item in old[:3])]
    add_year(workspace, 2567)
    draft = read_draft(workspace, read_pasted(rows, "ตาราง"), 2569)
    assert [item.options for item in draft.framework.items_of("EIT")] == [
        item.options for item in old[:3]
    ]
    assert len(draft.framework.items_of("OIT")) == 22


def test_a_new_question_is_answered_as_the_last_of_its_survey(workspace: Workspace) -> None:
    add_year(workspace, 2567)
    last = workspace.year(2567).framework.items_of("EIT")[-1]
    rows = [("ข้อ", "คำถาม"), (last.code, last.title), ("E7", "ข้อคำถามใหม่ที่ไม่เคยถาม")]

    def asked() -> Item:
        draft = read_draft(workspace, read_pasted(rows, "ตาราง"), 2569)
        return draft.framework.items_of("EIT")[-1]

    assert (asked().scale, asked().reversed, asked().options) == (last.scale, False, last.options)
    changed = [CellEdit(last.code, "scale", Scale.BINARY), CellEdit(last.code, "reversed", None)]
    framework_editing.edit(workspace, 2567, changed)
    assert [option.label for option in asked().options] == ["มี", "ไม่มี"]
    assert (asked().scale, asked().reversed) == (Scale.BINARY, None)


def test_a_year_that_is_there_is_refused(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="มีปีงบประมาณ 2564 อยู่แล้ว"):
        read_draft(workspace, read_pasted([("ข้อ", "ข้อมูล"), ("1", "ก")], "ตาราง"), 2564)
