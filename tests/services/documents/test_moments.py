"""Which documents a moment of the year needs, on the sample's year."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ita_desktop.documents.kinds import Subject
from ita_desktop.documents.registry import KINDS
from ita_desktop.documents.reports.shared import GARUDA
from ita_desktop.domain.documents import OfficeFile
from ita_desktop.domain.records import Person
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.services import workspaces
from ita_desktop.services.documents import moments as found
from ita_desktop.services.documents.exporting import listing
from ita_desktop.services.step_context import StepContext
from ita_desktop.storage.workspace import Workspace

DAY = date(2025, 2, 1)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    file: Path = workspaces.copy_sample(tmp_path_factory.mktemp("moments") / "sample.ita")
    with Workspace.open(file, read_only=True) as workspace:
        return workspace.year(2568)


def needed(data, day: date) -> dict[str, list[str]]:
    listed = listing(data, day=day)
    context = StepContext(data, None, tree_of(data), day)
    return {one.id.partition(":")[0]: list(one.documents) for one in found.moments(context, listed)}


def test_before_a_meeting_its_papers_and_after_it_its_minutes(data) -> None:
    assert "agenda" in needed(data, date(2025, 3, 14))["meeting"]
    assert "minutes" in needed(data, date(2025, 3, 25))["minutes"]


def test_the_report_comes_up_about_the_end_of_its_round(data) -> None:
    assert "progress-report" in needed(data, date(2025, 3, 14))["round"]
    assert "round" not in needed(data, date(2025, 2, 1))


def test_a_year_that_is_over_needs_its_result_alone(data) -> None:
    assert list(needed(data, date(2025, 11, 1))) == ["result"]


@pytest.mark.parametrize("month", range(1, 10))
def test_no_document_is_needed_twice(data, month) -> None:
    names = [name for some in needed(data, date(2025, month, 20)).values() for name in some]
    assert len(names) == len(set(names))


def test_every_document_that_a_moment_names_is_there() -> None:
    known = {kind.name for kind in KINDS}
    tables = (*found._OF_STAGES.values(), *found._OF_DATES.values())
    assert {name for some in tables for name in some} <= known


def test_an_order_comes_up_as_long_as_its_paper_lacks_something(data) -> None:
    order = data.orders[0]
    assert all((order.number, order.signed, order.signatory_post))
    picture = OfficeFile(id="g", name=GARUDA, file_name="ครุฑ.png", media="")
    nobody = replace(data, office_files=(*data.office_files, picture))
    assert needed(nobody, DAY)["order"] == ["appointment-order"]
    signer = Person(id="s", prefix="นาย", name="สมมติ ลงนาม")
    signed = replace(order, signatory_id=signer.id)
    known = replace(nobody, people=(*data.people, signer), orders=(signed, *data.orders[1:]))
    assert "order" not in needed(known, DAY)
    subjects = {Subject.ORDER: order.id}
    paper = next(one for one in listing(known, None, subjects, DAY) if one.of is Subject.ORDER)
    assert paper.ready


@pytest.mark.parametrize("year", [2568, 2570])
def test_the_first_steps_of_a_year_name_their_papers_of_a_draft_too(
    tmp_path: Path, year: int
) -> None:
    with workspaces.create(tmp_path / "งาน.ita", "สำนักงานเขตตัวอย่าง", year) as workspace:
        data = workspace.year(year)
    begins = needed(data, date(year - 544, 10, 2))["beginning"]
    assert ("framework-summary" in begins) == (year == 2570)
