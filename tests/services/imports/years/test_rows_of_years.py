"""A list of several years says in a column of which one each row is: only those of the year come
in, the others are listed."""

from collections.abc import Sequence

import pytest

from ita_desktop.exchange.source import ImportSource, read_pasted
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.series import plan_parts
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.ledger.ledger import left_of_plan
from ita_desktop.storage.workspace import Workspace
from tests.support.taken_in import plan_source

Rows = Sequence[Sequence[str]]


def several(head: str, *rows: Sequence[str], columns: Sequence[str]) -> ImportSource:
    return read_pasted([(head, *columns), *rows], "รวมหลายปี.xlsx")


@pytest.mark.parametrize("head", ["ปี", "ปีงบประมาณ", "ปี พ.ศ."])
def test_only_the_rows_of_the_year_come_in(workspace: Workspace, head: str) -> None:
    source = several(
        head,
        ("2567", "O7", "https://www.example.go.th/old"),
        ("2568", "O7", "https://www.example.go.th/new"),
        ("", "O8", "https://www.example.go.th/also"),
        ("2569", "O9", "https://www.example.go.th/later"),
        columns=("ข้อ", "ลิงก์"),
    )
    plan = plan_source(workspace, 2568, "evidence", source)
    assert plan.ignored_columns == ()
    apply_import(workspace, plan)
    links = {each.location for each in workspace.year(2568).evidence}
    assert links == {"https://www.example.go.th/new", "https://www.example.go.th/also"}
    left = {each.origin.row: each.why for each in left_of_plan(source, plan) if each.origin}
    assert left.keys() == {2, 5}
    assert "เป็นของปี 2567" in left[2]
    assert "เป็นของปี 2569" in left[5]


def test_what_another_year_did_is_none_of_this_years(workspace: Workspace) -> None:
    source = several(
        "ปีงบประมาณ",
        ("2567", "I4", "ทำแผ่นพับ", "แจก 10 แผ่น"),
        ("2568", "I4", "ทำแผ่นพับ", "แจก 900 แผ่น"),
        columns=("ข้อ", "มาตรการ", "ผลการดำเนินการ รอบ 6 เดือน"),
    )
    apply_import(workspace, plan_source(workspace, 2568, "progress", source))
    said = [repr(each) for each in workspace.year(2568).entries]
    assert ["900 แผ่น" in text and "10 แผ่น" not in text for text in said] == [True]


def test_a_list_of_one_other_year_is_of_that_year() -> None:
    columns = ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ")
    source = several("ปี", ("2567", "I4", "ทำแผ่นพับ", "ทุกฝ่าย"), columns=columns)
    (part,) = find_parts([source], fiscal_year=2568)
    assert (part.kind, part.year) == ("measures", 2567)


def test_who_names_the_year_of_a_list_of_another_one_means_it(workspace: Workspace) -> None:
    source = several("ปี", ("2567", "I4", "ทำแผ่นพับ"), columns=("ข้อ", "มาตรการ"))
    assert plan_source(workspace, 2568, "measures", source).added == 1


def test_rows_of_other_years_alone_are_lists_of_these(workspace: Workspace) -> None:
    columns = ("ข้อ", "มาตรการ")
    rows = [(str(year), "I4", f"ทำแผ่นพับ {year}") for year in (2565, 2566, 2566)]
    found = find_parts([several("ปี", *rows, columns=columns)], fiscal_year=2568)
    assert [(part.year, part.rows, part.is_taken) for part in found] == [
        (2565, 1, False), (2566, 2, False)
    ]  # fmt: skip
    series = plan_parts(workspace, found, shown=2568)
    assert not series.writes
