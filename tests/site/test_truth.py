"""The public page says no more than is so: what is complete, what can be opened, no day to come."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ita_desktop.domain.oit.proofs import LinkProof, LinkState
from ita_desktop.domain.records import CheckMark, Evidence
from ita_desktop.domain.year import YearData
from ita_desktop.services import workspaces
from ita_desktop.site.building import build, newest_day
from ita_desktop.site.parts import SiteSource
from ita_desktop.site.published import (
    PARTLY,
    PUBLISHED,
    PublishedItem,
    ShownEntry,
    item_groups,
    measure_sections,
)
from ita_desktop.storage.workspace import Workspace

TODAY = date(2025, 3, 14)


@pytest.fixture
def year(tmp_path: Path) -> YearData:
    path = workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")
    with Workspace.open(path) as workspace:
        return workspace.year(2568)


def shown(data: YearData, code: str) -> PublishedItem:
    groups = item_groups(data, lambda *_: "", TODAY)
    return next(item for group in groups for item in group.items if item.code == code)


def updated(data: YearData) -> date | None:
    return newest_day(data, item_groups(data, lambda *_: "", TODAY), TODAY)


def with_link(data: YearData, code: str, location: str, published: date | None = None) -> YearData:
    row = Evidence(
        id="new", year_id=data.fiscal_year.id, item_code=code, title="ก", location=location,
        published=published,
    )  # fmt: skip
    others = tuple(one for one in data.evidence if one.item_code != code)
    return replace(data, evidence=(*others, row))


def test_published_is_said_of_complete_items_alone(year: YearData) -> None:
    """O4 has a link, and two of its four requirements are met."""
    item = shown(year, "O4")
    assert (item.state, item.met, item.required) == (PARTLY, 2, 4)
    met = {mark.requirement for mark in year.check_marks}
    assert [point.code in met for point in item.requirements] == [True, True]
    marks = tuple(
        CheckMark(id=point.code, year_id=year.fiscal_year.id, requirement=point.code)
        for point in year.framework.item_by_code["O4"].requirements
    )
    complete = shown(replace(year, check_marks=marks), "O4")
    assert (complete.state, len(complete.requirements)) == (PUBLISHED, 4)


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/a", "http://intranet/ita", "https://intranet.example.go.th/ita",
        "http://10.1.2.3/", "http://pc.local/", "http://127.1/a", "http://nas.localdomain/a",
        "127.0.0.1:8000/a", "localhost/a", "10.1.2.3", "nas.local/แผน", "intranet.example.go.th/a",
    ],
)  # fmt: skip
def test_internal_addresses_are_left_out_and_told(year: YearData, address: str) -> None:
    data = with_link(year, "O6", address, TODAY)
    item = shown(data, "O6")
    assert (item.links, len(item.held)) == ((), 1)
    ticked = [point.code for point in data.framework.item_by_code["O6"].requirements]
    marks = [CheckMark(id=code, year_id=data.fiscal_year.id, requirement=code) for code in ticked]
    assert shown(replace(data, check_marks=tuple(marks)), "O6").requirements == ()
    notes = build(SiteSource(data, today=TODAY)).notes
    assert any("O6" in note and "ภายใน" in note for note in notes)


def test_what_only_names_a_file_is_not_called_published(year: YearData) -> None:
    marks = tuple(
        CheckMark(id=point.code, year_id=year.fiscal_year.id, requirement=point.code)
        for point in year.framework.item_by_code["O13"].requirements
    )
    complete = replace(year, check_marks=marks)
    assert [link.local for link in shown(complete, "O13").links] == [True]
    assert (shown(complete, "O13").is_complete, shown(complete, "O13").state) == (True, PARTLY)
    assert shown(complete, "O13").requirements == ()
    parts = build(SiteSource(complete, today=TODAY)).parts
    index = next(part for part in parts if part.path == "2568/index.html").make().decode()
    assert "บางส่วน 4/4" not in index
    for data in (complete, replace(year, check_marks=())):
        parts = build(SiteSource(data, today=TODAY)).parts
        index = next(part for part in parts if part.path == "2568/index.html").make().decode()
        said = index[index.index('"o13.html"') :].split("</li>")[0]
        assert "ยังไม่มีลิงก์ให้เปิด" in said
        assert "บางส่วน" not in said
    opened = with_link(complete, "O13", "https://district.example/o13", TODAY)
    assert shown(opened, "O13").state == PUBLISHED


def test_words_in_the_place_of_a_link_are_told_before_they_are_published(year: YearData) -> None:
    """A unit writes what it has done in the column of the link."""
    data = with_link(year, "O6", "ส่งให้ฝ่ายปกครองทางไลน์แล้ว", TODAY)
    notes = build(SiteSource(data, today=TODAY)).notes
    assert any("O6" in note and "“ส่งให้ฝ่ายปกครองทางไลน์แล้ว”" in note for note in notes)
    linked = with_link(year, "O6", "https://district.example/o6", TODAY)
    assert not any("O6" in note for note in build(SiteSource(linked, today=TODAY)).notes)


@pytest.mark.in_turn
@pytest.mark.parametrize("name", ["แผน.pdf", "งาน/แผน.pdf", "ภาพ.heic", "แผน.rar"])
def test_names_of_files_are_left_out_and_told(year: YearData, name: str) -> None:
    item = shown(with_link(year, "O6", name), "O6")
    assert len(item.held) == 1
    assert item.held[0].local


def test_a_link_that_a_check_found_dead_is_left_out_until_it_is_placed_anew(year: YearData) -> None:
    address = "https://district.example/gone"
    data = with_link(year, "O6", address)
    proof = LinkProof(
        id="p", year_id=year.fiscal_year.id, url=address, item_code="O6",
        checked_at="2025-03-01T00:00:00+00:00", state=LinkState.DEAD,
    )  # fmt: skip
    dead = replace(data, link_proofs=(proof,))
    assert (len(shown(data, "O6").links), shown(dead, "O6").links) == (1, ())
    moved = replace(data.evidence[-1], placed_at="2025-03-02T00:00:00+00:00")
    anew = replace(dead, evidence=(*dead.evidence[:-1], moved))
    assert len(shown(anew, "O6").links) == 1


def test_no_day_after_today_is_shown(year: YearData) -> None:
    """One mistyped date made all pages 'updated' on a day to come."""
    data = with_link(year, "O6", "https://district.example/a", date(2025, 12, 20))
    assert updated(data) == updated(year)
    assert shown(data, "O6").links[0].published is None
    assert any("หลังวันนี้" in note for note in build(SiteSource(data, today=TODAY)).notes)


def test_what_the_page_leaves_out_does_not_bring_it_up_to_date(year: YearData) -> None:
    inside = with_link(year, "O6", "http://intranet/a", TODAY)
    assert shown(inside, "O6").links == ()
    assert updated(inside) == updated(year)
    assert updated(with_link(year, "O6", "https://district.example/a", TODAY)) == TODAY


def with_entry(data: YearData, **fields: object) -> YearData:
    first = replace(data.entries[0], **fields)
    return replace(data, entries=(first, *data.entries[1:]))


def entries_of(data: YearData) -> list[ShownEntry]:
    sections = measure_sections(data, TODAY, lambda _photo: None, TODAY)
    return [entry for of in sections for one in of.measures for entry in one.entries]


def test_no_day_of_a_result_is_after_today(year: YearData) -> None:
    """A day that was mistyped is told; the end of a month that is not over is no day."""
    assert all(entry.day is None or entry.day <= TODAY for entry in entries_of(year))
    data = with_entry(year, day=date(2025, 12, 20))
    assert len(entries_of(data)) == len(entries_of(year))
    assert all(entry.day is None or entry.day <= TODAY for entry in entries_of(data))
    told = [note for note in build(SiteSource(data, today=TODAY)).notes if "หลังวันนี้" in note]
    assert len(told) == 1
    early = with_entry(year, day=None, occurrence=date(2025, 3, 31))
    assert not any("หลังวันนี้" in note for note in build(SiteSource(early, today=TODAY)).notes)


def test_no_day_of_data_is_after_today(year: YearData) -> None:
    row = with_link(year, "O6", "https://district.example/a").evidence[-1]
    later = replace(row, as_of=date(2025, 12, 20))
    data = replace(year, evidence=(*year.evidence, later))
    assert shown(data, "O6").links[-1].as_of is None
    days = [item.as_of for group in item_groups(data, lambda *_: "", date(2024, 11, 1))
            for item in group.items]  # fmt: skip
    assert all(day is None or day <= date(2024, 11, 1) for day in days)


def test_links_of_results_that_nobody_outside_can_open_are_left_out_and_told(
    year: YearData,
) -> None:
    gone = "https://district.example/gone"
    proof = LinkProof(
        id="p", year_id=year.fiscal_year.id, url=gone, item_code="O6",
        checked_at="2025-03-01T00:00:00+00:00", state=LinkState.DEAD,
    )  # fmt: skip
    good = "https://district.example/here"
    links = f"{good}\nเพจของสำนักงานเขต\n{gone}\nhttp://intranet/a\nC:\\งาน\\ผล.pdf\nผล.docx"
    data = replace(with_entry(year, links=links, text="ทำแล้ว"), link_proofs=(proof,))
    entry = next(entry for entry in entries_of(data) if entry.held)
    assert [text for _, text in entry.links] == [good, "เพจของสำนักงานเขต"]
    assert [text for text, _ in entry.held] == [gone, "http://intranet/a", "ผล.pdf", "ผล.docx"]
    notes = build(SiteSource(data, today=TODAY)).notes
    assert all(any(text in note for note in notes) for text, _ in entry.held)


def test_a_file_name_is_told_and_said_to_have_no_link(year: YearData) -> None:
    data = with_link(year, "O6", "ประกาศ.pdf", date(2025, 2, 1))
    (link,) = shown(data, "O6").links
    assert (link.local, link.published) == (True, date(2025, 2, 1))
    site = build(SiteSource(data, today=TODAY))
    assert any("O6" in note and "ชื่อไฟล์" in note for note in site.notes)
    page = next(part for part in site.parts if part.path.endswith("/o6.html"))
    assert "ยังไม่มีลิงก์ให้เปิด" in page.make().decode()
