"""Last year's book, dropped on a file that is begun for the new year: the new year starts from it,
takes the items of the circular, and has committee, owners, measures and the office's own texts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import Format
from ita_desktop.documents.registry import kind
from ita_desktop.domain.documents import GENERATED
from ita_desktop.domain.records import Measure, MeasureKind
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.source import read_pasted
from ita_desktop.frameworks import load
from ita_desktop.services import workspaces
from ita_desktop.services.documents import book
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.services.frameworks.replacing import read_replacement, replace_draft
from ita_desktop.services.imports.found.reading import find_in
from ita_desktop.services.imports.found.series import apply_series, plan_parts
from ita_desktop.services.imports.plan import Consent
from ita_desktop.services.years.carrying import YearParts, carry_year
from tests.services.frameworks.tables import HEADINGS, rows_of
from tests.support.places import SAMPLE

OLD, NEW = 2568, 2570
AROUND = f"ความนำของสำนักงานเขตเอง\n{GENERATED}"
OWN = "แจ้งที่ **ฝ่ายปกครอง** ทุกวัน\n- ทางเว็บไซต์\n- ทางโทรศัพท์"


@pytest.fixture
def printed(tmp_path: Path) -> Iterator[tuple[YearData, Path]]:
    """A year and its book in Word, with a chapter of the office's own."""
    path = tmp_path / "ปีก่อน.ita"
    path.write_bytes(SAMPLE.read_bytes())
    with workspaces.open_workspace(path, copy_later=True) as workspace:
        book.add_text(workspace, OLD, "ช่องทางร้องเรียน", OWN)
        book.edit(workspace, OLD, "part:measures", text=AROUND)
        year = workspace.year(OLD)
        file = tmp_path / "เล่มมาตรการ.docx"
        file.write_bytes(drawn(kind("measures-book"), context_of(workspace, year), Format.DOCX))
        yield year, file


def committee(year: YearData) -> list[Sequence[str]]:
    names = {person.id: person.name for person in year.people} | {None: ""}
    return [
        (body.name, names[member.person_id], member.post, member.role)
        for body in year.bodies
        for member in year.members_of(body.id)
    ]


def measures(year: YearData) -> Counter[Sequence[str]]:
    """What is done, and by whom where the book prints it."""
    units = {unit.id: unit.name for unit in year.units}

    def owners(measure: Measure) -> str:
        if measure.kind in {MeasureKind.IMAGE, MeasureKind.ONE_STOP}:
            return ""
        found = year.owners_of_measure(measure.id)
        return " ".join(sorted(units[owner.unit_id or ""] for owner in found))

    return Counter((measure.method, owners(measure)) for measure in year.measures)


@pytest.mark.in_turn
def test_a_new_year_starts_from_last_years_book(
    printed: tuple[YearData, Path], tmp_path: Path
) -> None:
    old, file = printed
    with workspaces.create(tmp_path / "ใหม่.ita", "สำนักงานเขตตัวอย่าง", NEW) as workspace:
        begun = workspace.dump()
        found = find_in([file], workspace.year(NEW))
        # A year between them is missing, so that of the book is added by a yes alone.
        asked = {Consent.NEW_YEAR}
        series = plan_parts(workspace, found.parts, shown=NEW, consents=asked)
        assert [str(part.problem) for part in series.parts if part.problem] == []
        apply_series(workspace, series)
        assert [year.year for year in workspace.years()] == [OLD, NEW]
        workspace.undo()
        assert workspace.dump() == begun
        workspace.redo()
        carried = carry_year(workspace, NEW, OLD, YearParts(measures=True, findings=True))
        assert carried.lost == ()
        circular = [HEADINGS, *rows_of(load(2566))]
        draft = read_replacement(workspace, read_pasted(circular, "หนังสือเวียน"), NEW)
        replace_draft(workspace, draft)
        year = workspace.year(NEW)
        assert len(year.framework.items_of("OIT")) == 30
        assert committee(year) == committee(old)
        assert measures(year) == measures(old)
        texts = [chapter.text for chapter in year.chapters if chapter.text]
        assert texts == [AROUND, OWN]
