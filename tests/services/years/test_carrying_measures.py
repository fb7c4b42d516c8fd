"""Measures and findings that are chosen go along to another year."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import MeasureKind, MeasureStatus
from ita_desktop.domain.scores.results import SourceKind
from ita_desktop.services import findings, measures, tracking
from ita_desktop.services.findings import SourceRef
from ita_desktop.services.years import years
from ita_desktop.services.years.carrying_entries import carry, ways_of_findings, ways_of_measures
from ita_desktop.storage.workspace import Workspace
from tests.support.known_files import opened_unread, prepared_sample


@pytest.fixture
def sample(tmp_path: Path):
    with opened_unread(prepared_sample(_add_2569), tmp_path / "sample.ita") as workspace:
        yield workspace


def _add_2569(workspace: Workspace) -> None:
    years.add_year(workspace, 2569, framework_year=2567)


def _add(workspace: Workspace, year: int, **fields: object) -> str:
    return measures.add(workspace, year, [{"method": "ทำตามแผน", **fields}])[0]


def _items(workspace: Workspace, year: int) -> list[list[str]]:
    data = workspace.year(year)
    return [[item.item_code for item in data.items_of_measure(row.id)] for row in data.measures]


def test_only_what_is_chosen_is_carried_not_yet_begun(sample: Workspace) -> None:
    fields = {"items": ("I5",), "budget": Decimal(500), "kind": MeasureKind.COMMUNICATION}
    told = "สำนักงานเขตสมมุติ ปีงบประมาณ พ.ศ. 2566"
    key = _add(sample, 2568, status=MeasureStatus.DONE, note="ทำแล้ว", source=told, **fields)
    tracking.record(sample, 2568, key, text="ทำแล้ว")
    assert carry(sample, 2569, 2568, measures=[key]) == (1, 0, ())
    after = sample.year(2569)
    (measure,) = after.measures
    assert (measure.status, measure.note) == (MeasureStatus.NOT_STARTED, "")
    assert (measure.budget, measure.kind) == (Decimal(500), MeasureKind.COMMUNICATION)
    assert measure.source == told
    assert after.entries == ()
    assert sample.undo() == "ยกมาตรการจากปี 2568"
    assert sample.year(2569).measures == ()


@pytest.mark.parametrize(
    ("schedule", "begins", "ends", "days"),
    [
        ("ต.ค. 67 - ก.พ. 68", date(2025, 10, 1), date(2026, 2, 28), ""),
        ("ม.ค. 68 - มี.ค. 68", date(2026, 1, 1), date(2026, 3, 31), ""),
        ("15 ธ.ค. 67, 15/3/68", None, None, "2025-12-15 2026-03-15"),
        ("ทุก 6 เดือน", None, None, ""),
        ("Jan 2025 - March 2025", date(2026, 1, 1), date(2026, 3, 31), ""),
        ("31-Jan-68", None, None, "2026-01-31"),
        ("2025-03-15", None, None, "2026-03-15"),
    ],
)
def test_schedules_move_by_the_years_between(sample, schedule, begins, ends, days) -> None:
    carry(sample, 2569, 2568, measures=[_add(sample, 2568, items=("I5",), schedule=schedule)])
    (after,) = sample.year(2569).measures
    assert (after.begins, after.ends, after.days) == (begins, ends, days)


def test_a_follow_up_that_tells_when_moves_along_and_other_words_stay(sample: Workspace) -> None:
    when = _add(sample, 2568, items=("I5",), monitoring="เดือนละ 1 ครั้ง (ต.ค. 67 - มี.ค.68)")
    who = _add(sample, 2568, items=("I5",), monitoring="ผอ. ติดตามตามคำสั่งที่ 5/2568")
    carry(sample, 2569, 2568, measures=[when, who])
    assert [measure.monitoring for measure in sample.year(2569).measures] == [
        "เดือนละ 1 ครั้ง (ต.ค. 68 - มี.ค.69)",
        "ผอ. ติดตามตามคำสั่งที่ 5/2568",
    ]


def test_the_end_of_february_stays_its_end_in_a_leap_year(sample: Workspace) -> None:
    years.add_year(sample, 2571, framework_year=2567)
    read = _add(sample, 2568, items=("I5",), schedule="ม.ค. 68 - ก.พ. 68")
    typed = _add(sample, 2568, items=("I5",), ends=date(2025, 2, 28))
    earlier = _add(sample, 2568, items=("I5",), ends=date(2025, 2, 27))
    never = _add(sample, 2568, items=("I5",), begins=date(2025, 1, 15))
    carry(sample, 2571, 2568, measures=[read, typed, earlier, never])
    ends = [measure.ends for measure in sample.year(2571).measures]
    assert ends == [date(2028, 2, 29), date(2028, 2, 29), date(2028, 2, 27), None]
    assert sample.year(2571).measures[-1].begins == date(2028, 1, 15)
    _add(sample, 2571, items=("I5",), begins=date(2028, 2, 29), ends=date(2028, 3, 30))
    carry(sample, 2569, 2571, measures=None)
    after = sample.year(2569).measures
    assert [measure.ends for measure in after[:2]] == [date(2026, 2, 28)] * 2
    assert (after[-1].begins, after[-1].ends) == (date(2026, 2, 28), date(2026, 3, 30))


def test_items_of_another_framework_go_on_by_the_crosswalk(sample: Workspace) -> None:
    _add(sample, 2566, items=("O7",), schedule="ปีงบประมาณ 2566")
    _add(sample, 2566, items=("O1", "O3"))
    assert carry(sample, 2568, 2566, measures=None).measures == 2
    assert _items(sample, 2568)[-2:] == [["O4"], ["O1", "O3", "O2"]]
    data = sample.year(2568)
    assert data.measures[-2].schedule == "ปีงบประมาณ 2568"
    assert data.measures[-2].indicator == data.framework.item_by_code["O4"].indicator


def test_what_goes_on_as_something_else_is_told_beforehand(sample: Workspace) -> None:
    same = _add(sample, 2566, items=("O7",))
    split = _add(sample, 2566, items=("O1",))
    gone = _add(sample, 2566, items=("O17",))
    ways = ways_of_measures(sample.year(2568), sample.year(2566))
    assert ways[same].items == ("O4",)
    assert [link.new for link in ways[split].changed] == ["O1", "O3"]
    assert (ways[gone].items, ways[gone].lost, ways[gone].possible) == ((), ("O17",), True)
    assert ways[gone].indicator == sample.year(2566).framework.item_by_code["O17"].indicator


def test_what_has_no_place_in_the_other_year_is_left_and_told(sample: Workspace) -> None:
    key = _add(sample, 2568, items=("I5",))
    odd = _add(sample, 2568, indicator="99")
    assert carry(sample, 2569, 2568, measures=[key, odd]) == (1, 0, (odd,))
    before = sample.dump()
    with pytest.raises(InputError, match="กรอบปี 2569 ไม่มีข้อและตัวชี้วัดที่เลือกจากปี 2568"):
        carry(sample, 2569, 2568, measures=[odd])
    assert sample.dump() == before


def test_findings_go_with_their_items_sources_and_measures(sample: Workspace) -> None:
    (finding,) = findings.add(
        sample,
        2568,
        [
            {
                "items": ("I5",),
                "issue": "ขั้นตอนไม่ชัด",
                "sources": (
                    SourceRef(SourceKind.SCORE, "I5"),
                    SourceRef(SourceKind.SCORE, "ITA"),
                    SourceRef(SourceKind.GROUP, "department|ฝ่ายโยธา|I5"),
                    SourceRef(SourceKind.COMMENT, "c1"),
                ),
            }
        ],
    )
    measure = _add(sample, 2568, items=("I5",), findings=(finding,))
    assert ways_of_findings(sample.year(2569), sample.year(2568))[finding].items == ("I5",)
    assert carry(sample, 2569, 2568, measures=[measure], findings=[finding])[:2] == (1, 1)
    after = sample.year(2569)
    (carried,) = after.findings
    assert [item.item_code for item in after.items_of_finding(carried.id)] == ["I5"]
    assert [source.ref for source in after.sources_of(carried.id)] == [
        "I5",
        "ITA",
        "department|ฝ่ายโยธา|I5",
    ]
    assert after.findings_of_measure(after.measures[0].id) == (carried,)
    assert after.measures[0].finding == ""


def test_a_measure_that_goes_alone_keeps_the_words_of_what_it_answers(sample: Workspace) -> None:
    (finding,) = findings.add(sample, 2568, [{"items": ("I5",), "issue": "ขั้นตอนไม่ชัด"}])
    carry(sample, 2569, 2568, measures=[_add(sample, 2568, items=("I5",), findings=(finding,))])
    assert sample.year(2569).measures[0].finding == "ขั้นตอนไม่ชัด"


def test_carried_findings_stand_behind_those_that_are_there_in_their_order(
    sample: Workspace,
) -> None:
    findings.add(sample, 2569, [{"items": ("I5",), "issue": "ของปีนี้เอง"}])
    issues = ["ขั้นตอนไม่ชัด", "รอนาน", "ไม่มีป้าย"]
    ids = findings.add(sample, 2568, [{"items": ("I5",), "issue": issue} for issue in issues])
    carry(sample, 2569, 2568, measures=(), findings=ids)
    assert [one.issue for one in sample.year(2569).findings] == ["ของปีนี้เอง", *issues]


def test_findings_can_go_alone(sample: Workspace) -> None:
    (finding,) = findings.add(sample, 2568, [{"items": ("I5",), "issue": "ขั้นตอนไม่ชัด"}])
    assert carry(sample, 2569, 2568, measures=(), findings=[finding]) == (0, 1, ())
    assert sample.undo() == "ยกข้อค้นพบจากปี 2568"
