"""What was changed lately, in all and about one item or measure."""

from datetime import UTC, date, datetime, timedelta

from ita_desktop.domain.records import ScoreSource
from ita_desktop.services import assignments, evidence, history, measures, scores, years
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.scores import ScoreEdit
from ita_desktop.storage.history import Kind
from ita_desktop.storage.workspace import Workspace

YEAR = 2567


def _of(office: Workspace, item: str) -> list[str]:
    return [line.label for line in history.of_item(office, office.year(YEAR), item)]


def test_the_latest_edits_come_first_with_time_and_name(office: Workspace) -> None:
    assignments.edit(office, YEAR, [CellEdit("O1", "note", "ก")])
    office.undo()
    first, second, third = history.latest(office)
    assert [first.kind, second.kind, third.kind] == [Kind.UNDO, Kind.DO, Kind.DO]
    assert first.label == second.label == "แก้หมายเหตุ O1"
    assert [second.standing, third.standing] == [False, True]
    assert first.who == office.who
    assert datetime.now(UTC) - first.at < timedelta(minutes=1)
    assert first.group > second.group > third.group
    assert history.latest(office, 1) == [first]


def test_an_items_history_tells_of_its_dates_owners_evidence_points_and_marks(
    office: Workspace,
) -> None:
    assignments.assign(office, YEAR, ["O1", "O2"], due=date(2024, 1, 31))
    assignments.edit(office, YEAR, [CellEdit("O1", "owners", (OwnerRef(post="ผู้อำนวยการเขต"),))])
    key = evidence.add(office, YEAR, "O1", {"location": "https://district.example"}).id
    evidence.edit(office, YEAR, [CellEdit(key, "title", "หน้าเว็บ")])
    evidence.tick(office, YEAR, ["O1.1"], met=True)
    scores.set_scores(office, YEAR, [ScoreEdit("O1", None)], ScoreSource.SELF)
    assert _of(office, "O1") == [
        "ทำเครื่องหมาย O1.1",
        "แก้หลักฐาน O1",
        "เพิ่มหลักฐาน O1",
        "แก้ผู้รับผิดชอบ O1",
        "แก้กำหนดส่ง 2 ข้อ",
    ]
    assert _of(office, "O2") == ["แก้กำหนดส่ง 2 ข้อ"]
    assert _of(office, "O3") == []


def test_what_is_gone_is_still_in_the_history(office: Workspace) -> None:
    key = evidence.add(office, YEAR, "O1", {"location": "https://district.example"}).id
    evidence.remove(office, YEAR, [key])
    evidence.tick(office, YEAR, ["O1.1"], met=True)
    evidence.tick(office, YEAR, ["O1.1"], met=False)
    assert _of(office, "O1") == [
        "เอาเครื่องหมายออก O1.1",
        "ทำเครื่องหมาย O1.1",
        "เอาหลักฐานออก O1",
        "เพิ่มหลักฐาน O1",
    ]


def test_o1_is_not_o12_and_not_o1_of_another_year(office: Workspace) -> None:
    years.add_year(office, 2568)
    evidence.add(office, YEAR, "O12", {"location": "a"})
    evidence.add(office, 2568, "O1", {"location": "b"})
    evidence.tick(office, YEAR, ["O12.1"], met=True)
    assert _of(office, "O1") == []
    assert len(_of(office, "O12")) == 2


def test_a_long_history_is_cut(office: Workspace) -> None:
    for number in range(12):
        assignments.edit(office, YEAR, [CellEdit("O1", "note", str(number))])
    lines = history.of_item(office, office.year(YEAR), "O1")
    assert len(lines) == 8
    assert lines[0].group > lines[-1].group


def test_a_measures_history_tells_of_its_links_and_owners(office: Workspace) -> None:
    (one,) = measures.add(office, YEAR, [{"items": ("I1",), "method": "1. ก"}])
    (other,) = measures.add(office, YEAR, [{"items": ("I2",), "method": "1. ข"}])
    measures.edit(office, YEAR, [CellEdit(one, "owners", (OwnerRef(post="ทุกคน"),))])
    measures.edit(office, YEAR, [CellEdit(other, "method", "1. ค")])
    labels = [line.label for line in history.of_measure(office, one)]
    assert labels == ["แก้ผู้รับผิดชอบ I1", "เพิ่มมาตรการ 1 รายการ"]
