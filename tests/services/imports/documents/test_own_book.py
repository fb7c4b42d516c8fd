"""The program's own book of measures, taken in again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import Format
from ita_desktop.documents.registry import kind
from ita_desktop.domain.documents import GENERATED
from ita_desktop.exchange.blocks import Heading, Paragraph, Table
from ita_desktop.exchange.source import read_file
from ita_desktop.services.documents import book
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.storage.workspace import Workspace
from tests.services.imports.documents.test_chapters import planned, taken_in
from tests.support.known_files import opened_unread
from tests.support.places import SAMPLE

OWN = """แจ้งที่ **ฝ่ายปกครอง** ทุกวัน
- ทางเว็บไซต์ **ทุกวัน**
  - ทางเพจ
1. ทางโทรศัพท์
| ช่อง | เวลา |
| --- | --- |
| ก | 8.00 - 16.00 น. |
ท้ายตาราง"""
"""A chapter with bold, lists and a small table."""


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Workspace]:
    with opened_unread(SAMPLE.read_bytes(), tmp_path / "ตัวอย่าง.ita") as opened:
        yield opened


def exported(workspace: Workspace, path: Path, *, alone: bool = False) -> Path:
    year = workspace.year(2568)
    before = None if alone else workspace.year_before(2568)
    form = Format(path.suffix[1:])
    path.write_bytes(drawn(kind("measures-book"), context_of(workspace, year, before), form))
    return path


def headings(path: Path) -> list[str]:
    blocks = read_file(path).blocks
    return [block.line for block in blocks if isinstance(block, Heading) and block.level == 1]


def texts(path: Path) -> list[str]:
    blocks = read_file(path).blocks
    return [block.line for block in blocks if isinstance(block, Heading | Paragraph)]


def contents(path: Path) -> list[str]:
    """All texts of a book, those of its tables included."""
    read = read_file(path)
    cells = (
        " ".join(str(value).split())
        for block in read.blocks
        if isinstance(block, Table)
        for row in block.sheet.rows
        for value in row.values
    )
    return [*texts(path), *cells]


@pytest.mark.in_turn
@pytest.mark.parametrize("alone", [False, True], ids=["with the former year", "alone"])
def test_the_own_book_has_no_own_chapters(
    sample: Workspace, tmp_path: Path, *, alone: bool
) -> None:
    series = planned(sample, exported(sample, tmp_path / "ก.docx", alone=alone))
    (chapters,) = (each for each in series.parts if each.part.kind == "chapters")
    assert chapters.plan is not None
    assert [change.cells for change in chapters.plan.changes] == []
    assert chapters.writes == ()
    (lists,) = (each for each in series.parts if each.part.kind == "texts")
    assert lists.plan is not None
    assert lists.plan.changes == ()


@pytest.mark.in_turn
@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_the_own_chapters_of_a_year_come_back(
    sample: Workspace, workspace: Workspace, tmp_path: Path, suffix: str
) -> None:
    book.add_text(sample, 2568, "ช่องทางร้องเรียน", OWN)
    book.edit(sample, 2568, "part:importance", text="ความสำคัญตามที่สำนักงานเขตเขียนเอง")
    around = f"ความนำของสำนักงานเขตเอง\n{GENERATED}\nข้อความท้ายตารางของสำนักงานเขต"
    book.edit(sample, 2568, "part:measures", text=around)
    first = exported(sample, tmp_path / f"ก.{suffix}", alone=True)
    taken_in(workspace, first)
    again = exported(workspace, tmp_path / f"ข.{suffix}", alone=True)
    assert headings(again) == headings(first)
    assert contents(again) == contents(first)
    own = [entry for entry in book.entries(workspace.year(2568)) if entry.text]
    stored = {entry.title: entry.text for entry in own}
    assert stored["ช่องทางร้องเรียน"] == OWN
    assert around in stored.values()
    assert "ความสำคัญตามที่สำนักงานเขตเขียนเอง" in texts(again)
    assert planned(workspace, first).writes == ()


@pytest.mark.in_turn
def test_the_photographs_of_the_own_papers_are_known_again(
    sample: Workspace, tmp_path: Path
) -> None:
    year = sample.year(2568)
    assert year.photos
    before = sample.year_before(2568)
    path = tmp_path / "ก.docx"
    path.write_bytes(drawn(kind("progress-report"), context_of(sample, year, before), Format.DOCX))
    (photos,) = (each for each in planned(sample, path).parts if each.part.kind == "photos")
    assert photos.plan is not None
    assert [change.cells for change in photos.plan.changes] == []
    assert len(photos.plan.unchanged) == photos.part.rows > 0


@pytest.mark.in_turn
def test_text_around_generated_content_is_printed_and_read_back(
    sample: Workspace, tmp_path: Path
) -> None:
    text = f"ความนำของสำนักงานเขตเอง\n{GENERATED}\nข้อความท้ายตารางของสำนักงานเขต"
    book.edit(sample, 2568, "part:measures", text=text)
    path = exported(sample, tmp_path / "ก.docx")
    blocks = read_file(path).blocks
    at = [getattr(block, "line", "") for block in blocks]
    tables = [place for place, block in enumerate(blocks) if isinstance(block, Table)]
    first, last = at.index("ความนำของสำนักงานเขตเอง"), at.index("ข้อความท้ายตารางของสำนักงานเขต")
    assert sum(first < place < last for place in tables) == 1
    assert GENERATED not in at
    (chapters,) = (each for each in planned(sample, path).parts if each.part.kind == "chapters")
    assert chapters.writes == ()
