"""Owners stay as they were typed until somebody changes them."""

import docx
import pytest

from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.domain.measure_cells import as_typed
from ita_desktop.services import measures
from ita_desktop.services.documents import exporting
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.oit import assignments
from ita_desktop.services.years.carrying import add_year_from
from ita_desktop.services.years.carrying_entries import carry

TYPED = "- ฝ่ายปกครอง /ฝ่ายโยธา"


def owners(year, kind):
    """The owners of the only record of a kind: as typed, and their names."""
    data = year()
    if kind == "assignments":
        record, found = data.assignment_by_item["O1"], data.owners_of_item("O1")
    else:
        (record,) = data.measures
        found = data.owners_of_measure(record.id)
    return as_typed(record, found), [data.owner_label(owner) for owner in found]


def table(kind, typed):
    heads = ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ")
    row = ("O1" if kind == "assignments" else "I1", "อบรม", typed)
    keep = (0, 2) if kind == "assignments" else (0, 1, 2)
    return [tuple(cells[at] for at in keep) for cells in (heads, row)]


def edit(workspace, year, kind, names):
    data = year()
    refs = [OwnerRef(unit_id=unit.id) for unit in data.units if unit.name in names]
    if kind == "assignments":
        assignments.assign(workspace, data.year, ["O1"], owners=refs)
    else:
        measures.edit(workspace, data.year, [CellEdit(data.measures[0].id, "owners", refs)])


@pytest.mark.parametrize("kind", ["assignments", "measures"])
def test_what_was_typed_stands_until_the_owners_change(take_in, workspace, year, kind) -> None:
    take_in(kind, *table(kind, TYPED))
    assert owners(year, kind) == (TYPED, ["ฝ่ายปกครอง", "ฝ่ายโยธา"])
    again = take_in(kind, *table(kind, TYPED))
    assert (again.changes, again.same) == ((), 1)
    edit(workspace, year, kind, {"ฝ่ายโยธา"})
    assert owners(year, kind) == ("", ["ฝ่ายโยธา"])
    workspace.undo()
    assert owners(year, kind) == (TYPED, ["ฝ่ายปกครอง", "ฝ่ายโยธา"])


@pytest.mark.in_turn
@pytest.mark.parametrize("mark", ["✓", "●", "/", "2.", "*"])
@pytest.mark.parametrize("kind", ["assignments", "measures"])
def test_a_mark_names_nobody_and_is_told(take_in, year, kind, mark) -> None:
    keep = 1 if kind == "assignments" else 2
    row = (*table(kind, "")[1][:keep], mark)
    heads = table(kind, "")[0]
    made = take_in(kind, heads, row)
    assert [flaw.fields["text"] for flaw in made.flaws] == [mark]
    assert (year().assignments, [each.owners_typed for each in year().measures]) in [
        ((), []),
        ((), [""]),
    ]


@pytest.mark.parametrize("kind", ["assignments", "measures"])
def test_names_beside_one_another_are_no_text_of_their_own(take_in, year, kind) -> None:
    take_in(kind, *table(kind, "ฝ่ายปกครอง; ฝ่ายโยธา"))
    assert owners(year, kind) == ("", ["ฝ่ายปกครอง", "ฝ่ายโยธา"])


@pytest.mark.parametrize("kind", ["assignments", "measures"])
def test_other_owners_of_a_file_bring_their_own_text(take_in, year, kind) -> None:
    take_in(kind, *table(kind, TYPED))
    take_in(kind, *table(kind, "- ฝ่ายรายได้ /ฝ่ายโยธา"))
    assert owners(year, kind) == ("- ฝ่ายรายได้ /ฝ่ายโยธา", ["ฝ่ายรายได้", "ฝ่ายโยธา"])


PAPERS = {"assignments": "oit-assignments", "measures": "measures-by-item"}


def words(text):
    """A text without spaces and places where a line may break."""
    return "".join(text.replace("\u200b", "").split())


def printed(year, document, folder):
    done = exporting.export(ReportContext(year), document, folder, formats=[Format.DOCX])
    return words(
        "\n".join(
            cell.text
            for table in docx.Document(str(done.files[0])).tables
            for row in table.rows
            for cell in row.cells
        )
    )


@pytest.mark.parametrize("kind", PAPERS)
def test_papers_print_what_was_typed(take_in, workspace, year, kind, tmp_path) -> None:
    take_in(kind, *table(kind, TYPED))
    assert words(TYPED) in printed(year(), PAPERS[kind], tmp_path)
    edit(workspace, year, kind, {"ฝ่ายโยธา"})
    after = printed(year(), PAPERS[kind], tmp_path)
    assert words(TYPED) not in after
    assert "ฝ่ายโยธา" in after


@pytest.mark.parametrize("kind", PAPERS)
def test_the_next_year_has_what_was_typed(take_in, workspace, year, kind) -> None:
    take_in(kind, *table(kind, TYPED))
    add_year_from(workspace, 2569, 2568)
    if kind == "measures":
        carry(workspace, 2569, 2568)
    assert owners(lambda: workspace.year(2569), kind)[0] == TYPED
