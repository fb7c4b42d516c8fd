"""What a year offers to be found, and how words and marks are told."""

from pathlib import Path

import pytest

from ita_desktop.domain.measure_cells import typed_items
from ita_desktop.domain.records import MeasureKind
from ita_desktop.services import letters, measures, photos, tracking
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.meetings import meetings
from ita_desktop.services.places import PageKey
from ita_desktop.services.roster import orders, people, units
from ita_desktop.services.search.entries import ResultKind, SearchEntry, entries_of
from ita_desktop.services.search.keys import spans, words_of
from ita_desktop.storage.workspace import Workspace
from tests.pictures.given_pictures import photograph
from tests.support.known_files import opened_sample


def test_what_was_typed_is_told_where_it_stands_in_the_text() -> None:
    text = "ข้อ ๑๕ การจัด ซื้อ"
    marked = [text[first:end] for first, end in spans(text, words_of("15 จัดซื้อ"))]
    assert marked == ["๑๕", "จัด ซื้อ"]


def test_a_word_found_without_its_marks_is_told_with_them() -> None:
    text = "ศูนย์ข้อมูลข่าวสาร"
    marked = [text[first:end] for first, end in spans(text, words_of("ศูนย ข่าว ไม่มี"))]
    assert marked == ["ศูนย", "ข่าว"]
    assert [text[first:end] for first, end in spans(text, ["ขอมูล"])] == ["ข้อมูล"]
    assert spans("กอน", words_of("่")) == [], "a tone mark alone is nowhere"


def test_a_year_offers_what_a_clerk_asks_for(tmp_path: Path) -> None:
    with opened_sample(tmp_path / "a.ita") as workspace:
        order = orders.add(workspace, 2568)
        orders.edit(workspace, 2568, [CellEdit(order, "number", "15")])
        meetings.add(workspace, 2568)
        letters.add(workspace, 2568, "memo-evidence")
        data = workspace.year(2568)
    entries = list(entries_of(data))
    others = {ResultKind.BEST, ResultKind.COMMAND, ResultKind.WORDING, ResultKind.GUIDE}
    kinds = set(ResultKind) - others
    assert {entry.kind for entry in entries} == kinds
    assert len(entries) == len(set(entries))

    def place(kind: ResultKind, text: str) -> tuple[PageKey, str]:
        found = next(
            entry for entry in entries if entry.kind is kind and text in (entry.code, entry.text)
        )
        return found.place.page, found.place.target

    works = next(unit.id for unit in data.units if unit.name == "ฝ่ายโยธา")
    assert place(ResultKind.ITEM, "O12") == (PageKey.OIT, "O12")
    assert place(ResultKind.ITEM, "I5") == (PageKey.SCORES, "I5")
    assert place(ResultKind.INDICATOR, "9.2") == (PageKey.OIT, "group:9.2")
    assert place(ResultKind.INDICATOR, "1") == (PageKey.SCORES, "1")
    assert place(ResultKind.UNIT, "ฝ่ายโยธา") == (PageKey.OIT, f"unit:{works}")
    assert place(ResultKind.DATE, "ประชุมคณะทำงาน ครั้งที่ 2/2568") == (PageKey.YEAR, "calendar")
    assert place(ResultKind.ORDER, "15/2567") == (PageKey.ROSTER, order)
    assert isinstance(entries[0], SearchEntry)


def test_a_measure_is_found_by_any_of_its_steps(tmp_path: Path) -> None:
    with opened_sample(tmp_path / "sample.ita") as workspace:
        items = typed_items(("I4", "I5", "I6"), "I4-I6")
        new = {"items": items, "method": "1. อบรม\n2. **ติดป้าย**ประกาศหน้าห้อง"}
        key = measures.add(workspace, 2568, [new])[0]
        found = next(
            entry for entry in entries_of(workspace.year(2568)) if entry.place.target == key
        )
    assert found.text == "อบรม"
    assert "ติดป้ายประกาศหน้าห้อง" in found.also
    assert (found.code, "I5" in found.also) == ("I4-I6", True)


def test_a_measure_without_item_and_indicator_says_its_words_once(tmp_path: Path) -> None:
    with opened_sample(tmp_path / "sample.ita") as workspace:
        new = {"kind": MeasureKind.PREPARATION, "method": "ออกคำสั่งแต่งตั้งคณะทำงาน"}
        key = measures.add(workspace, 2568, [new])[0]
        entries = [*entries_of(workspace.year(2568))]
    [found] = [entry for entry in entries if entry.place.target == key]
    assert (found.code, found.text) == ("", "ออกคำสั่งแต่งตั้งคณะทำงาน")


def test_a_measure_is_found_by_what_was_recorded_about_it(tmp_path: Path) -> None:
    with opened_sample(tmp_path / "sample.ita") as workspace:
        key = measures.add(workspace, 2568, [{"items": ("I5",), "method": "อบรม"}])[0]
        tracking.record(workspace, 2568, key, text="รุ่นที่ 1\nห้องประชุมใหญ่", result="ผ่านทุกคน")
        (entry,) = workspace.year(2568).entries_of(key)
        given = [photos.NewPhoto("1.jpg", photograph(1))]
        (photo,) = photos.add(workspace, 2568, entry.id, given).ids
        photos.caption(workspace, 2568, photo, "**คำสั่ง**\n- ลงวันที่ 1")
        found = [entry for entry in entries_of(workspace.year(2568)) if entry.place.target == key]
    words = "รุ่นที่ 1 ห้องประชุมใหญ่ ผ่านทุกคน คำสั่ง - ลงวันที่ 1"
    assert [(entry.kind, entry.also) for entry in found] == [(ResultKind.MEASURE, words)]


def test_a_unit_is_offered_with_its_short_name_where_that_is_another(office: Workspace) -> None:
    same = next(unit.id for unit in office.units() if unit.name == "ฝ่ายโยธา")
    units.edit_units(office, [CellEdit(same, "short_name", "ฝ่ายโยธา")])
    year = office.years()[0].year
    notes = {entry.text: entry.note for entry in entries_of(office.year(year))}
    assert notes["ฝ่ายสิ่งแวดล้อมและสุขาภิบาล"] == "ฝ่ายสิ่งแวดล้อมฯ"
    assert notes["งานค้างของฝ่ายสิ่งแวดล้อมและสุขาภิบาล"] == "ฝ่ายสิ่งแวดล้อมฯ"
    assert notes["ฝ่ายโยธา"] == ""


def test_posts_and_roles_of_the_roster_are_found(tmp_path: Path) -> None:
    with opened_sample(tmp_path / "sample.ita") as workspace:
        data = workspace.year(2568)
    found = [entry for entry in entries_of(data) if entry.kind is ResultKind.PERSON]
    (director,) = [entry for entry in found if entry.text == "ผู้อำนวยการเขต"]
    assert director.place.target == data.members[0].id
    assert "ประธานกรรมการ" in director.also
    assert any("ผู้ช่วยเลขานุการ" in entry.also for entry in found if entry.text.startswith("นา"))


def test_a_post_that_nobody_of_the_roster_stands_for_is_found_with_its_holder(
    tmp_path: Path,
) -> None:
    with opened_sample(tmp_path / "sample.ita") as workspace:
        person = workspace.year(2568).people[0]
        fields = {"post": "หัวหน้าฝ่ายโยธา", "person": person.full_name}
        tenure = people.add_tenure(workspace, 2568, [fields])[0]
        entries = [*entries_of(workspace.year(2568))]
    (found,) = [entry for entry in entries if entry.place.target == tenure]
    assert (found.kind, found.text, found.note) == (
        ResultKind.PERSON,
        "หัวหน้าฝ่ายโยธา",
        person.full_name,
    )


def test_meetings_are_found_by_headings_and_tasks_and_the_following_one_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2025-03-14")
    with opened_sample(tmp_path / "sample.ita") as workspace:
        data = workspace.year(2568)
    entries = [entry for entry in entries_of(data) if entry.kind is ResultKind.MEETING]
    texts = {entry.text for entry in entries}
    assert "เรื่องรับรองรายงานการประชุม" in texts
    assert {action.text for action in data.action_items} <= texts
    said = {entry.code: entry.said for entry in entries if entry.code}
    assert ("ครั้งก่อน" in said["1/2568"], "ครั้งหน้า" in said["2/2568"]) == (True, True)


def test_an_order_is_found_by_its_number_behind_its_word_and_by_its_bodies(tmp_path: Path) -> None:
    with opened_sample(tmp_path / "sample.ita") as workspace:
        data = workspace.year(2568)
    (found,) = [entry for entry in entries_of(data) if entry.kind is ResultKind.ORDER]
    assert "คำสั่งที่ 12/2567" in found.also
    assert all(body.name in found.also for body in data.bodies_of_order(found.place.target))


def test_an_item_is_found_by_its_evidence(tmp_path: Path) -> None:
    with opened_sample(tmp_path / "sample.ita") as workspace:
        data = workspace.year(2568)
    also = {entry.code: entry.also for entry in entries_of(data) if entry.kind is ResultKind.ITEM}
    assert all(row.title in also[row.item_code] for row in data.evidence if row.title)


def test_a_word_found_without_its_points_is_told_with_them() -> None:
    text = "สำนักงาน ป.ป.ช. และ"
    assert [text[first:end] for first, end in spans(text, ["ปปช"])] == ["ป.ป.ช"]
