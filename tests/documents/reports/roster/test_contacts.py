"""Telephone and e-mail of the committee, for the office only."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ita_desktop.documents.content import Table
from ita_desktop.documents.export import export
from ita_desktop.documents.kinds import Format, Profile, ReportContext
from ita_desktop.documents.registry import KINDS, kind
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.roster.orders import OrderBody
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from tests.documents.factories.year import year_2566
from tests.support.plain_text import plain_text

KIND = kind("roster-contacts")
PHONE, EMAIL = "0 0000 0001 ต่อ 12", "person.one@district.example"


def year() -> YearData:
    made = year_2566()
    first, second = made.people
    return replace(made, people=(replace(first, phone=PHONE, email=EMAIL), second))


def context(profile: Profile = Profile.INTERNAL) -> ReportContext:
    return ReportContext(year(), profile=profile)


@pytest.mark.parametrize("name", ["roster-contacts", "committee-roster"])
def test_a_body_that_nobody_has_filled_is_not_printed_beside_an_order_of_others(name: str) -> None:
    made = year()
    untouched = replace(made.bodies[0], id="untouched", name="คณะที่ไม่ได้ใช้")
    made = replace(made, bodies=(*made.bodies, untouched))
    appointed = OrderBody(id="ob", order_id="o", body_id=made.bodies[0].id)
    report = kind(name)
    for data, is_there in ((replace(made, order_bodies=(appointed,)), False), (made, True)):
        shown = ReportContext(data, profile=Profile.INTERNAL)
        assert (untouched.name in str(report.build(shown, Digits.ARABIC).blocks)) is is_there
        missing = str([each.fields for each in report.missing(shown)])
        assert (untouched.name in missing) is is_there


def test_every_member_stands_with_role_telephone_and_email() -> None:
    tables = [
        block for block in KIND.build(context(), Digits.ARABIC).blocks if isinstance(block, Table)
    ]
    rows = [
        [cell.paragraphs[0].text for cell in row.cells] for table in tables for row in table.rows
    ]
    assert [row[0] for row in rows] == ["1.1", "1.2", "1.3", "2.1", "2.2"]
    assert rows[0][1:] == ["โดยตำแหน่ง", "ผู้อำนวยการเขตตัวอย่าง", "ประธานกรรมการ", "-", "-"]
    assert rows[4][1] == "นายตัวอย่าง หนึ่ง"
    assert rows[4][3:] == ["คณะทำงานและเลขานุการ", PHONE, EMAIL]


def test_it_is_written_in_all_formats_and_says_that_it_is_internal(tmp_path: Path) -> None:
    files = export(KIND, context(), tmp_path)
    assert {file.suffix for file in files} == {".docx", ".xlsx", ".pdf"}
    assert all(file.stem.endswith("(ใช้ภายใน)") for file in files)


def test_the_sheet_keeps_telephones_as_words(tmp_path: Path) -> None:
    [file] = export(KIND, context(), tmp_path, [Format.XLSX])
    sheet = load_workbook(file).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value in {PHONE, EMAIL}]
    assert [(cell.value, cell.data_type) for cell in cells] == [(PHONE, "s"), (EMAIL, "s")]


def test_it_is_refused_in_the_public_profile_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="เฉพาะฉบับใช้ภายใน"):
        export(KIND, context(Profile.PUBLIC), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "kind",
    [kind for kind in KINDS if not kind.internal],
    ids=lambda kind: kind.name,
)
def test_no_other_document_has_telephone_or_email(kind: object) -> None:
    for profile in Profile:
        text = plain_text(kind.build(context(profile), Digits.ARABIC))  # type: ignore[attr-defined]
        assert PHONE not in text
        assert EMAIL not in text


def test_who_cannot_be_reached_is_named() -> None:
    assert [str(missing_data) for missing_data in KIND.missing(context())] == [
        "นางสาวตัวอย่าง สอง ยังไม่มีโทรศัพท์และอีเมล เพิ่มที่หน้าคณะกรรมการ"
    ]
