"""A year whose framework no source prints is a draft until its parts are confirmed."""

from datetime import date
from pathlib import Path

import pytest

from ita_desktop import frameworks
from ita_desktop.domain import framework_draft
from ita_desktop.domain.framework_draft import DayBasis, DraftBlock, FrameworkStatus
from ita_desktop.services.checks.checking import check
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.frameworks import editing, replacing
from ita_desktop.services.frameworks.editing import confirm
from ita_desktop.services.scores import scores
from ita_desktop.services.years import calendar, years
from ita_desktop.storage.workspace import Workspace

DRAFT = 2570


@pytest.fixture
def drafted(office: Workspace) -> Workspace:
    years.add_year(office, DRAFT)
    return office


@pytest.mark.parametrize(
    ("year", "framework_year", "source"),
    [
        (2565, None, ""),
        (2568, None, ""),
        (2569, None, "2567"),
        (2570, None, "2567"),
        (2568, 2566, "2566"),
    ],
)
def test_a_framework_belongs_to_the_years_that_its_source_prints(
    office: Workspace, year: int, framework_year: int | None, source: str
) -> None:
    data = years.add_year(office, year, framework_year=framework_year)
    assert data.framework.drafted_from == source
    assert framework_draft.is_draft(data) is bool(source)


def test_nothing_of_a_draft_is_confirmed_and_no_part_is_left_out(drafted: Workspace) -> None:
    data = drafted.year(DRAFT)
    counts = framework_draft.counts(data)
    assert {block: count.of for block, count in counts.items()} == {
        DraftBlock.WEIGHTS: 10,
        DraftBlock.LEVELS: 5,
        DraftBlock.ITEMS: 40,
        DraftBlock.DATES: 11,
    }
    assert all(count.unconfirmed == count.of for count in counts.values())
    assert framework_draft.parts_of(drafted.year(2567)) == ()


def test_parts_are_confirmed_singly_by_block_and_all_and_undone(drafted: Workspace) -> None:
    before = drafted.dump()
    assert confirm(drafted, DRAFT, ["item O12"]) == 1
    assert "item O12" not in framework_draft.unconfirmed(drafted.year(DRAFT))
    assert drafted.edits.undo_label == "ยืนยันกรอบร่าง O12"
    levels = [
        part.key for part in framework_draft.parts_of(drafted.year(DRAFT)) if part.block == "level"
    ]
    assert confirm(drafted, DRAFT, levels) == 5
    assert DraftBlock.LEVELS not in framework_draft.counts(drafted.year(DRAFT))
    assert confirm(drafted, DRAFT, ["item O12"], confirmed=False) == 1
    assert drafted.edits.undo_label == "เลิกยืนยันกรอบร่าง O12"
    everything = framework_draft.unconfirmed(drafted.year(DRAFT))
    assert confirm(drafted, DRAFT, everything) == len(everything)
    data = drafted.year(DRAFT)
    assert framework_draft.status_of(data) is FrameworkStatus.PRINTED
    assert not framework_draft.is_draft(data)
    for _ in range(4):
        drafted.undo()
    assert drafted.dump() == before


def test_a_confirmed_part_twice_and_an_unknown_one_write_nothing(drafted: Workspace) -> None:
    confirm(drafted, DRAFT, ["item O1"])
    before = drafted.dump()
    assert confirm(drafted, DRAFT, ["item O1", "item O99"]) == 0
    assert confirm(drafted, 2567, ["item O1"]) == 0
    assert drafted.dump() == before


def test_scores_say_on_what_their_level_rests(drafted: Workspace) -> None:
    described = scores.as_json(drafted.year(DRAFT))
    assert (described["framework_status"], described["drafted_from"]) == ("draft", "2567")
    printed = scores.as_json(drafted.year(2567))
    assert printed["framework_status"] == "printed"
    assert "drafted_from" not in printed
    years.add_year(drafted, 2566)
    assert scores.as_json(drafted.year(2566))["framework_status"] == "disputed"
    years.add_year(drafted, 2565)
    assert scores.as_json(drafted.year(2565))["framework_status"] == "assumed"


def test_dates_alone_do_not_make_the_scores_a_draft(drafted: Workspace) -> None:
    keys = framework_draft.unconfirmed(drafted.year(DRAFT))
    confirm(drafted, DRAFT, [key for key in keys if not key.startswith("date ")])
    data = drafted.year(DRAFT)
    assert framework_draft.is_draft(data)
    assert not framework_draft.scores_are_draft(data)


def test_the_check_counts_what_is_unconfirmed_block_by_block(drafted: Workspace) -> None:
    confirm(drafted, DRAFT, ["item O1"])
    found = [
        issue.as_json()
        for issue in check(drafted, DRAFT, date(2026, 11, 1))
        if issue.code == "unconfirmed"
    ]
    assert [issue["where"] for issue in found] == ["น้ำหนัก", "เกณฑ์ระดับผล", "ข้อ", "วันสำคัญ"]
    assert "39 จาก 40" in found[2]["message_th"]
    assert not [
        issue for issue in check(drafted, 2567, date(2024, 1, 1)) if issue.code == "unconfirmed"
    ]


def test_dates_say_whether_they_are_assumed_or_unconfirmed(drafted: Workspace) -> None:
    def basis(year: int) -> dict[str, DayBasis]:
        data = drafted.year(year)
        return {day.code: framework_draft.day_basis(data, day) for day in data.calendar}

    assert basis(2567)["half_year_report"] is DayBasis.ASSUMED
    assert basis(2567)["order_signed"] is DayBasis.KNOWN
    assert set(basis(DRAFT).values()) == {DayBasis.UNCONFIRMED}
    confirm(drafted, DRAFT, ["date half_year_report"])
    assert basis(DRAFT)["half_year_report"] is DayBasis.KNOWN
    moved = next(day for day in drafted.year(2567).calendar if day.code == "half_year_report")
    calendar.edit(drafted, 2567, [CellEdit(moved.id, "day", date(2024, 4, 10))])
    assert basis(2567)["half_year_report"] is DayBasis.KNOWN


def test_a_draft_file_says_that_it_is_one_and_reads_back_so(
    drafted: Workspace, tmp_path: Path
) -> None:
    path = editing.export(drafted.year(DRAFT), tmp_path / "กรอบ.yaml")
    text = path.read_text(encoding="utf-8")
    assert "status: draft" in text
    assert "copied_from: '2567'" in text
    assert frameworks.load_file(path) == drafted.year(DRAFT).framework
    assert frameworks.load_file(path).drafted_from == "2567"
    printed = editing.export(drafted.year(2567), tmp_path / "กรอบ2567.yaml")
    assert "status: draft" not in printed.read_text(encoding="utf-8")


def test_a_draft_that_was_confirmed_in_full_is_exported_as_a_framework(
    drafted: Workspace, tmp_path: Path
) -> None:
    confirm(drafted, DRAFT, framework_draft.unconfirmed(drafted.year(DRAFT)))
    path = editing.export(drafted.year(DRAFT), tmp_path / "กรอบ.yaml")
    assert frameworks.load_file(path, DRAFT).drafted_from == ""


def test_copied_from_needs_the_status(tmp_path: Path) -> None:
    path = tmp_path / "กรอบ.yaml"
    text = next(info.path for info in years.shipped() if info.code == "2567").read_text("utf-8")
    path.write_text(text.replace('code: "2567"\n', 'code: "2567"\ncopied_from: "2566"\n'), "utf-8")
    assert [problem.key for problem in frameworks.validate_file(path)] == ["copied_from"]


def test_a_copy_of_a_years_own_framework_is_a_draft_unless_the_source_prints_the_year(
    office: Workspace,
) -> None:
    assert years.framework_like(office.year(2567), 2568).drafted_from == ""
    assert years.framework_like(office.year(2567), 2569).drafted_from == "2567"
    years.add_year(office, DRAFT)
    assert years.framework_like(office.year(DRAFT), 2571).drafted_from == "2567"


def test_a_framework_that_prints_the_year_ends_the_draft(
    drafted: Workspace, tmp_path: Path
) -> None:
    confirm(drafted, DRAFT, framework_draft.unconfirmed(drafted.year(DRAFT)))
    path = editing.export(drafted.year(DRAFT), tmp_path / "กรอบ.yaml")
    text = path.read_text(encoding="utf-8").replace("weight: 30", "weight: 25", 1)
    path.write_text(text.replace("weight: 30", "weight: 35", 1), encoding="utf-8")
    drafted.undo()
    new = replacing.compared_with(drafted, DRAFT, frameworks.load_file(path, DRAFT))
    some = [row.difference.key for row in new.rows][:1]
    replacing.apply(drafted, DRAFT, new, some)
    assert framework_draft.is_draft(drafted.year(DRAFT))
    drafted.undo()
    replacing.apply(drafted, DRAFT, new, [row.difference.key for row in new.rows])
    assert not framework_draft.is_draft(drafted.year(DRAFT))
    drafted.undo()
    assert framework_draft.is_draft(drafted.year(DRAFT))
