"""A stored photograph that is damaged leaves its place empty on paper, and the export tells which
one it is."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ita_desktop.cli.main import main
from ita_desktop.documents.kinds import Format
from ita_desktop.domain.records import Measure, new_id
from ita_desktop.domain.tracking.entries import Entry
from ita_desktop.domain.year import YearData
from ita_desktop.services import photos, workspaces
from ita_desktop.services.documents import batch, exporting
from ita_desktop.services.photos import NewPhoto
from ita_desktop.storage.workspace import Workspace
from tests.pictures.given_pictures import photograph

YEAR = 2568
DAY = date(2025, 3, 3)
LOST = "ภาพ ประชุม.jpg ของมาตรการ I1+I2 เปิดไม่ได้"


def items(data: YearData, measure: Measure) -> list[str]:
    """The items of a measure of which nothing was reported yet."""
    reported = data.entries_of(measure.id)
    return [] if reported else [link.item_code for link in data.items_of_measure(measure.id)]


def damage(path: Path, media: str) -> None:
    """Changes the stored bytes behind the program's back."""
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE media SET data = x'FFD8FF00' WHERE key = ?", (media,))


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """The sample with two photographs of its first measure; the second is damaged."""
    path = tmp_path / "งาน.ita"
    workspaces.copy_sample(path)
    with Workspace.open(path) as workspace:
        data = workspace.year(YEAR)
        measure = next(one for one in data.measures if items(data, one) == ["I1", "I2"])
        with workspace.change("บันทึก") as change:
            entry = change.insert(Entry(id=new_id(), measure_id=measure.id, day=DAY)).id
        given = [NewPhoto("ป้าย.jpg", photograph(1)), NewPhoto("ประชุม.jpg", photograph(2))]
        photos.add(workspace, YEAR, entry, given)
        media = workspace.year(YEAR).photos_of(entry)[1].media
    damage(path, media)
    return path


def test_one_document_names_the_photograph_and_its_measure(damaged: Path, tmp_path: Path) -> None:
    with Workspace.open(damaged) as workspace:
        context = exporting.context_of(workspace, workspace.year(YEAR))
        done = exporting.export(context, "progress-report", tmp_path, formats=[Format.PDF])
        others = exporting.export(context, "committee-roster", tmp_path, formats=[Format.PDF])
    [told] = done.lost_photos
    assert told.startswith(LOST)
    assert others.lost_photos == ()


@pytest.mark.in_turn
def test_many_documents_name_it_once(damaged: Path, tmp_path: Path) -> None:
    with Workspace.open(damaged) as workspace:
        context = exporting.context_of(workspace, workspace.year(YEAR))
        wanted = batch.of_year(context, [Format.PDF], names={"progress-report", "measures-book"})
        halved = [replace(document, formats=(Format.PDF,)) for document in wanted]
        done = batch.export(halved, tmp_path)
    assert len(done.lost_photos) == 1


@pytest.mark.in_turn
def test_the_command_line_tells_it(
    damaged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["export", str(damaged), "progress-report", "--out", str(tmp_path), "--format", "pdf"]
    assert main(command) == 0
    assert LOST in capsys.readouterr().out
    assert main([*command, "--json"]) == 0
    assert LOST in capsys.readouterr().out


@pytest.mark.in_turn
def test_a_letter_that_no_font_has_is_told_before_and_after_printing(tmp_path: Path) -> None:
    path = workspaces.copy_sample(tmp_path / "งาน.ita")
    with Workspace.open(path) as workspace:
        data = workspace.year(YEAR)
        first, *rest = data.measures
        written = replace(first, method="1. ประชุม\ue010ชี้แจง ☑ ✓ ลงชื่อ")
        broken = replace(data, measures=(written, *rest))
        context = exporting.context_of(workspace, broken)
        assert exporting.preview(replace(context, year=data), "measures-book")[2] == ()
        *_, told = exporting.preview(context, "measures-book")
        done = exporting.export(context, "measures-book", tmp_path, formats=[Format.DOCX])
    assert done.lost_photos == told
    [sentence] = told
    assert "ประชุม\ue010ชี้แจง" in sentence
