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
from ita_desktop.site.items import PARTLY, PUBLISHED, PublishedItem, item_groups
from ita_desktop.site.parts import SiteSource
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


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/a", "http://intranet/ita", "http://10.1.2.3/", "http://pc.local/"]
)
def test_internal_addresses_are_left_out_and_told(year: YearData, address: str) -> None:
    data = with_link(year, "O6", address, TODAY)
    item = shown(data, "O6")
    assert (item.links, len(item.held)) == ((), 1)
    notes = build(SiteSource(data, today=TODAY)).notes
    assert any("O6" in note and "ภายใน" in note for note in notes)


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
    assert newest_day(data, TODAY) == newest_day(year, TODAY)
    assert shown(data, "O6").links[0].published is None
    assert any("หลังวันนี้" in note for note in build(SiteSource(data, today=TODAY)).notes)
