"""Files that the public page publishes are looked through for numbers of people."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from PIL import Image

from ita_desktop.domain.personal_finding import FoundKind
from ita_desktop.services import workspaces
from ita_desktop.services.personal_going_out import (
    FileLines,
    UndecidedError,
    located,
    of_files,
    publish_on_purpose,
)
from ita_desktop.services.public_page import plan_site
from ita_desktop.site.parts import choices_of
from ita_desktop.storage.workspace import Workspace

YEAR = 2568
ID, PHONE, MAIL = "1101700230708", "081-234-5678", "nobody.planted@example.com"
OFFICE = "โทร. 0 2999 5300 ไปรษณีย์อิเล็กทรอนิกส์ saraban@example.go.th"


def word(*lines: str) -> bytes:
    made, held = docx.Document(), BytesIO()
    for line in lines:
        made.add_paragraph(line)
    made.save(held)
    return held.getvalue()


def excel(*rows: tuple[object, ...]) -> bytes:
    made, held = openpyxl.Workbook(), BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(held)
    return held.getvalue()


def picture() -> bytes:
    held = BytesIO()
    Image.new("RGB", (40, 40)).save(held, "JPEG")
    return held.getvalue()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workspace]:
    with workspaces.open_workspace(workspaces.copy_sample(tmp_path / "office.ita")) as workspace:
        yield workspace


def put(
    office: Workspace, name: str, content: bytes, *, day: date | None = date(2025, 2, 1)
) -> str:
    """Keeps a file beside evidence that is of no item about contacts."""
    row = next(row for row in office.year(YEAR).evidence_of("O10") if not row.media)
    with office.change("แนบไฟล์") as change:
        media = change.keep(content)
        change.update(row, media=media, file_name=name, size=len(content), published=day)
    return row.id


def found(office: Workspace) -> list[tuple[FoundKind, str]]:
    searched = of_files(office.year(YEAR), FileLines(office.media))
    return [(one.kind, one.text) for one in searched.found]


def test_numbers_of_people_in_a_word_file_are_found(office: Workspace) -> None:
    put(office, "ก.docx", word("รายชื่อ", f"เลข {ID} โทร {PHONE}", MAIL, OFFICE))
    assert found(office) == [
        (FoundKind.ID_NUMBER, ID), (FoundKind.TELEPHONE, PHONE), (FoundKind.MAIL, MAIL)
    ]  # fmt: skip


def test_cells_side_by_side_are_no_number(office: Workspace) -> None:
    rows = (("ที่", "ก", "ข", "ค"), (1, "081", "234", "5678"), (2, int(ID), "-", "-"))
    put(office, "ก.xlsx", excel(*rows))
    assert found(office) == [(FoundKind.ID_NUMBER, ID)]


def test_only_what_goes_out_is_read(office: Workspace) -> None:
    put(office, "ก.docx", word(PHONE), day=None)
    assert found(office) == []


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("name", "content"),
    [("ก.jpg", picture()), ("ก.docx", b"PK\x03\x04 no file"), ("ก.docx", word(" "))],
)
def test_what_has_no_text_is_told_in_one_sentence(
    office: Workspace, tmp_path: Path, name: str, content: bytes
) -> None:
    put(office, name, content)
    data = office.year(YEAR)
    assert of_files(data, FileLines(office.media)).unread == 1
    notes = plan_site(office, data, tmp_path / "web", choices_of()).notes
    assert [note for note in notes if "1 ไฟล์ ตรวจหาข้อมูลส่วนบุคคลไม่ได้" in note]


def test_the_page_is_not_made_until_it_is_decided(office: Workspace, tmp_path: Path) -> None:
    put(office, "ก.docx", word(f"โทร {PHONE}"))
    with pytest.raises(UndecidedError) as refused:
        plan_site(office, office.year(YEAR), tmp_path / "web", choices_of())
    (one,) = refused.value.found
    where, place = located(office.year(YEAR), one)
    assert "O10" in where
    assert "ไฟล์" in where
    assert place is not None
    publish_on_purpose(office, YEAR, refused.value.found)
    assert plan_site(office, office.year(YEAR), tmp_path / "web", choices_of()).new
