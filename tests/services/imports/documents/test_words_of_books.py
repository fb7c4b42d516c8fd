"""A book that came in is printed in its own words: what is stored of it stood in the file, and what
is printed beside that is a wording that the office can change."""

import random
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from ita_desktop.documents.kinds import Profile
from ita_desktop.documents.registry import KINDS
from ita_desktop.domain.documents import GENERATED
from ita_desktop.domain.personal_marks import Personal, marks_of
from ita_desktop.domain.records import Record
from ita_desktop.domain.rich import parse
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.storage.workspace import Workspace
from tests.documents.typed.test_every_sentence import of_another_script, own_sentences
from tests.services.imports.documents.made_books import (
    CHAPTERS,
    COVER,
    LOOKS,
    Look,
    Steps,
    write_book,
)
from tests.services.imports.documents.test_chapters import taken_in

_WORDS = ("ประชุมชี้แจง", "เจ้าหน้าที่", "ทุกฝ่าย", "เผยแพร่", "คู่มือประชาชน", "บนเว็บไซต์", "รายงานผล",
          "ปี 2568", "ข้อ 3.1", "ก.พ. 68", "มติคณะรัฐมนตรี", "(ถ้ามี)")  # fmt: skip
_TITLES = (
    "ความสำคัญของการประเมิน", "มาตรการส่งเสริม สนับสนุน และประชาสัมพันธ์ศูนย์รับคำขออนุญาตของกรุงเทพมหานคร",
    "มาตรการสื่อสารภาพลักษณ์การให้บริการ", "การกำกับติดตามโดยผู้อำนวยการเขต", "ช่องทางของเขตเรา",
    "มาตรการเตรียมความพร้อมรับการประเมิน",
)  # fmt: skip
SEEDS = range(6)


def some(chance: random.Random, most: int) -> str:
    return "".join(chance.choice(_WORDS) for _ in range(chance.randint(2, most)))


def content(chance: random.Random) -> list[Any]:
    """Paragraphs, numbered steps and tables as books have them."""
    table = [("ประเด็นของเขต", "ผู้ดูแล"), (some(chance, 4), some(chance, 3))]
    made: list[Any] = [
        some(chance, 12),
        Steps(tuple(some(chance, 6) for _ in range(chance.randint(1, 4)))),
        f"({chance.randint(1, 9)}) {some(chance, 5)}",
        f"- {some(chance, 5)}",
        table,
    ]
    return chance.choices(made, k=chance.randint(1, 4))


def random_book(seed: int, path: Path) -> tuple[Path, str]:
    """A book with random chapters beside those that every book has, and all that it says."""
    chance = random.Random(seed)
    more = [(title, content(chance)) for title in chance.sample(_TITLES, 4)]
    chapters = [*CHAPTERS[: chance.randint(2, 5)], *more]
    look: Look = LOOKS[seed % (len(LOOKS) - 1)]
    cover = [*COVER[:2], f"{COVER[2]}", COVER[3]]
    write_book(path, look, chapters, cover=cover)
    from docx import Document

    made = Document(str(path))
    cells = (cell.text for table in made.tables for row in table.rows for cell in row.cells)
    return path, "\n".join((*(line.text for line in made.paragraphs), *cells))


def stored(year: YearData) -> Iterator[tuple[str, str]]:
    """Each line of the texts of records that a book brings, with the name of its column."""
    groups: tuple[tuple[Record, ...], ...] = (
        *(year.chapters, year.measures, year.measure_items, year.findings),
    )
    for record in (one for group in groups for one in group):
        free = [name for name, mark in marks_of(type(record)).items() if mark is Personal.FREE]
        for field in fields(record):
            value = getattr(record, field.name)
            if field.name in free and isinstance(value, str):
                for line in value.split("\n"):
                    yield f"{type(record).__name__}.{field.name}", line


@pytest.mark.in_turn
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_stored_of_a_book_stood_in_it(
    workspace: Workspace, tmp_path: Path, seed: int
) -> None:
    path, whole = random_book(seed, tmp_path / "เล่ม.docx")
    before = set(stored(workspace.year(2568)))
    taken_in(workspace, path)
    said, new = key(whole), set(stored(workspace.year(2568))) - before
    assert len(new) > 5
    ours = [
        (column, line)
        for column, line in new
        if line != GENERATED
        for cell in line.strip("|").split("|")
        for part in parse(cell.strip())
        if part.text.strip("-<^ ") and key(part.text) not in said
    ]
    assert ours == []


@pytest.mark.in_turn
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_printed_of_a_book_that_came_in_is_its_own_or_a_wording(
    workspace: Workspace, tmp_path: Path, seed: int
) -> None:
    path, _whole = random_book(seed, tmp_path / "เล่ม.docx")
    taken_in(workspace, path)
    of = context_of(workspace, workspace.year(2568), None, Profile.INTERNAL)
    other = of_another_script(of.year)
    of = replace(of, year=other, previous=other, media=lambda _key: None)
    assert own_sentences(KINDS, of) == []
