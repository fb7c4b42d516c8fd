"""How the office's own words read before they are printed, and the files that it gives."""

from datetime import date
from pathlib import Path

import pytest

from ita_desktop.documents.wordings.catalogue import templates
from ita_desktop.domain.documents import GAP
from ita_desktop.domain.errors import InputError
from ita_desktop.services import letters
from ita_desktop.services.documents import wordings
from ita_desktop.services.documents.wordings import GARUDA, REFERENCE_DOCX, preview, unknown_fields
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.meetings import meetings
from ita_desktop.services.roster import orders
from tests.support.known_files import opened_sample

YEAR = 2568


@pytest.fixture
def office(tmp_path: Path):
    """The sample before anything was ordered, met about or written."""
    with opened_sample(tmp_path / "sample.ita") as workspace:
        data = workspace.year(YEAR)
        letters.remove(workspace, YEAR, [letter.id for letter in data.letters])
        meetings.remove(workspace, YEAR, [meeting.id for meeting in data.meetings])
        orders.remove(workspace, YEAR, [order.id for order in data.orders])
        yield workspace


def test_fields_are_filled_from_the_year_and_gaps_stay_where_it_has_nothing(office) -> None:
    text = preview(office.year(YEAR), "{คณะ} ของ{สำนักงานเขต} ลงวันที่ {วันที่คำสั่ง}")
    assert text == f"คณะกรรมการอำนวยการและคณะทำงาน ของสำนักงานเขตตัวอย่าง ลงวันที่ {GAP}"


def test_the_newest_order_meeting_and_letter_fill_their_fields(office) -> None:
    order = orders.add(office, YEAR)
    day = date(2024, 11, 1)
    orders.edit(office, YEAR, [CellEdit(order, "number", "12"), CellEdit(order, "signed", day)])
    meetings.add(office, YEAR, day=date(2024, 11, 20))
    letters.add(office, YEAR, "memo-evidence")
    text = preview(office.year(YEAR), "{เลขที่คำสั่ง} {วันที่คำสั่ง} {ครั้งที่} {จำนวนข้อ}")
    assert text.startswith("12/2567 1 พฤศจิกายน 2567 1/2568 ")
    assert text.rpartition(" ")[2].isdecimal()


def test_every_shipped_text_can_be_read_in_a_year_without_papers(office) -> None:
    data = office.year(YEAR)
    for template in templates().values():
        assert "{" not in preview(data, template.text), template.name
        assert unknown_fields(template.text, template.fields) == (), template.name


def test_a_field_that_a_text_cannot_have_is_told() -> None:
    assert unknown_fields("{คณะ} {สถานที่}", ("คณะ",)) == ("สถานที่",)


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        (GARUDA, b"PK\x03\x04", "ไม่ใช่ไฟล์ภาพ"),
        (REFERENCE_DOCX, b"\x89PNG", "ไม่ใช่ไฟล์ Word"),
        (GARUDA, b"\x89PNG" + bytes(5 * 2**20), "ใหญ่เกิน 5 MB"),
    ],
)
def test_another_or_a_huge_file_is_refused_with_a_sentence(
    tmp_path: Path, name: str, content: bytes, text: str
) -> None:
    path = tmp_path / "ไฟล์"
    path.write_bytes(content)
    with pytest.raises(InputError, match=text):
        wordings.read(name, path)


def test_a_file_that_has_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"เปิด ครุฑ\.png ไม่ได้"):
        wordings.read(GARUDA, tmp_path / "ครุฑ.png")
