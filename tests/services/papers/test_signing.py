"""A paper that was signed is kept as it was; what the data says otherwise since is told."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from ita_desktop.documents.kinds import Format
from ita_desktop.documents.registry import kind
from ita_desktop.domain.documents import SignedPaper
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.text import Digits
from ita_desktop.services import letters, measures
from ita_desktop.services.documents import exporting
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments
from ita_desktop.services.papers import amending, signing
from ita_desktop.services.papers.signing import Signing
from ita_desktop.storage.workspace import Workspace
from tests.services.papers.signed_orders import YEAR, context_of, kept
from tests.support.plain_text import plain_text

TABLE = "measures-by-item"
SAID = Signing(date(2025, 2, 3), "กท 1/2", "นายสมมุติ ลงนาม", "ผู้อำนวยการเขต", "ฝ่ายปกครอง\n\nฝ่ายโยธา ")


def differences(workspace: Workspace, paper: SignedPaper) -> list[str]:
    found = signing.differences(context_of(workspace), paper)
    return [str(told.sentence) for told in found.differences]


def keep(workspace: Workspace, name: str, given: Path | None = None) -> SignedPaper:
    ready = signing.ready(context_of(workspace), name, SAID, given=given)
    key = signing.keep(workspace, ready)
    return next(row for row in workspace.year(YEAR).signed_papers if row.id == key)


def add_to_measure(workspace: Workspace, text: str) -> None:
    measure = workspace.year(YEAR).measures[0]
    edit = CellEdit(measure.id, "method", f"{measure.method}\n{text}")
    measures.edit(workspace, YEAR, [edit])


def test_what_the_data_says_otherwise_since_a_paper_was_signed_is_told(sample: Workspace) -> None:
    first = keep(sample, TABLE)
    assert (first.number, first.day, first.signed_by) == (SAID.number, SAID.day, SAID.signed_by)
    assert first.recipients == ("ฝ่ายปกครอง", "ฝ่ายโยธา")
    pdf = sample.media(first.media)
    assert pdf is not None
    assert pdf == exporting.render(context_of(sample), TABLE)
    assert differences(sample, first) == []
    add_to_measure(sample, "ขั้นที่เพิ่มหลังลงนาม")
    [told] = differences(sample, first)
    assert "ขั้นที่เพิ่มหลังลงนาม" in told
    assert sample.media(first.media) == pdf
    second = keep(sample, TABLE)
    data = sample.year(YEAR)
    assert signing.versions(data, TABLE, "") == (first, second)
    assert signing.counting(data) == (second,)
    assert "ฉบับที่ 2" in signing.version_line(data, second)
    assert differences(sample, second) == []
    assert len(differences(sample, first)) == 1
    sample.undo()
    assert signing.counting(sample.year(YEAR)) == (first,)


def test_the_same_version_is_not_kept_twice(sample: Workspace) -> None:
    first = keep(sample, TABLE)
    with pytest.raises(InputError, match="เก็บไว้แล้ว"):
        keep(sample, TABLE)
    assert sample.year(YEAR).signed_papers == (first,)


def test_a_paper_of_an_earlier_day_is_compared_as_of_that_day(sample: Workspace) -> None:
    before = replace(context_of(sample), day=date(2025, 1, 15))
    key = signing.keep(sample, signing.ready(before, "score-summary", SAID))
    (paper,) = sample.year(YEAR).signed_papers
    assert (paper.id, paper.made_on) == (key, date(2025, 1, 15))
    assert differences(sample, paper) == []


def test_a_paper_is_compared_with_what_was_chosen_for_it(sample: Workspace) -> None:
    """Some items, or the days on which they are due; what was not chosen is no difference."""
    table = "oit-assignments"
    whole = replace(context_of(sample), items=("O1", "O2"))
    versions = []
    for chosen in (whole, replace(whole, with_due=True), replace(whole, items=None)):
        key = signing.keep(sample, signing.ready(chosen, table, SAID))
        versions.append(next(row for row in sample.year(YEAR).signed_papers if row.id == key))
    assert [differences(sample, version) for version in versions] == [[], [], []]
    assignments.edit(sample, YEAR, [CellEdit("O1", "due", date(2025, 3, 7))])
    assert [len(differences(sample, version)) for version in versions] == [0, 1, 0]


@pytest.mark.in_turn
def test_a_given_pdf_is_compared_itself_and_a_scan_by_what_was_made_that_day(
    sample: Workspace, tmp_path: Path
) -> None:
    from PIL import Image

    own = tmp_path / "พิมพ์.pdf"
    own.write_bytes(exporting.render(context_of(sample), TABLE))
    add_to_measure(sample, "ขั้นที่เพิ่มก่อนเก็บ")
    late = keep(sample, TABLE, own)
    assert (late.file_name, late.made) == ("พิมพ์.pdf", "")
    assert any("ขั้นที่เพิ่มก่อนเก็บ" in told for told in differences(sample, late))
    scan = tmp_path / "สแกน.pdf"
    Image.new("L", (300, 400), 255).save(scan)
    scanned = keep(sample, TABLE, scan)
    assert sample.media(scanned.media) == scan.read_bytes()
    assert "อ่านข้อความใน PDF ที่ลงนามไม่ได้" in signing.scan_line(scanned)
    assert not signing.scan_line(late)
    assert differences(sample, scanned) == []
    add_to_measure(sample, "ขั้นที่เพิ่มหลังสแกน")
    assert len(differences(sample, scanned)) == 1
    word = tmp_path / "ร่าง.pdf"
    word.write_bytes(b"PK not a PDF")
    with pytest.raises(InputError, match="ไม่ใช่ไฟล์ PDF"):
        signing.ready(context_of(sample), TABLE, SAID, given=word)


def test_a_letter_gets_its_number_and_is_corrected_by_one_that_refers_to_it(
    sample: Workspace,
) -> None:
    letter = letters.add(sample, YEAR, "memo-general", subject="ขอข้อมูล", body="ด้วยมีเหตุ")
    ready = signing.ready(context_of(sample, letter), "memo", SAID)
    signing.keep(sample, ready)
    sent = sample.year(YEAR).letter_by_id[letter]
    assert (sent.number, sent.day) == (SAID.number, SAID.day)
    (paper,) = sample.year(YEAR).signed_papers
    assert differences(sample, paper) == []
    letters.edit(sample, YEAR, [CellEdit(letter, "body", "ด้วยมีเหตุใหม่")])
    assert differences(sample, paper)
    with pytest.raises(InputError, match="ไม่ใช่คำสั่ง"):
        amending.amend(sample, YEAR, paper.id)
    follow = amending.correct(sample, YEAR, paper.id)
    made = sample.year(YEAR).letter_by_id[follow]
    assert (made.subject, made.body, made.number, made.day) == (
        "ขอข้อมูล", "ด้วยมีเหตุใหม่", "", None
    )  # fmt: skip
    assert made.refers == "บันทึกข้อความสำนักงานเขตตัวอย่าง ที่ กท 1/2 ลงวันที่ 3 กุมภาพันธ์ 2568"
    data = sample.year(YEAR)
    assert [row.unit_id for row in data.recipients_of(follow)] == [
        row.unit_id for row in data.recipients_of(letter)
    ]
    printed = plain_text(kind("memo").build(context_of(sample, follow), Digits.ARABIC))
    assert f"ตาม{made.refers} นั้น\nด้วยมีเหตุใหม่" in printed
    letters.edit(sample, YEAR, [CellEdit(follow, "kind", "letter")])
    printed = plain_text(kind("memo").build(context_of(sample, follow), Digits.ARABIC))
    assert f"อ้างถึง  {made.refers}" in printed
    letters.remove(sample, YEAR, [letter])
    assert sample.year(YEAR).signed_papers == (paper,)
    with pytest.raises(InputError, match="ไม่มีในข้อมูลแล้ว"):
        differences(sample, paper)


def test_what_was_sent_out_is_a_list_by_day_and_its_pdf_is_written_again(
    sample: Workspace, tmp_path: Path
) -> None:
    paper = kept(sample, "committee-roster")
    earlier = keep(sample, TABLE)
    listed = sample.year(YEAR).signed_papers
    assert [row.day for row in listed] == sorted((paper.day, earlier.day))
    path = signing.copy(sample, earlier, tmp_path)
    assert path.read_bytes() == sample.media(earlier.media)
    written = signing.write_list(sample.year(YEAR), tmp_path, list(Format))
    assert [path.suffix for path in written] == [".docx", ".xlsx", ".pdf"]
    signing.remove(sample, YEAR, [paper.id])
    assert sample.year(YEAR).signed_papers == (earlier,)


def test_who_signed_is_listed_by_post_where_no_name_is_known(sample: Workspace) -> None:
    paper = kept(sample, "committee-roster")
    assert signing.signer_of(replace(paper, signed_by="", signed_post="ผู้อำนวยการเขต")) == (
        "ผู้อำนวยการเขต"
    )
    assert signing.signer_of(replace(paper, signed_by="นายตัวอย่าง หนึ่ง")) == "นายตัวอย่าง หนึ่ง"


def test_a_document_that_says_nothing_yet_is_not_kept(office: Workspace) -> None:
    context = exporting.context_of(office, office.year(2567))
    with pytest.raises(InputError, match="ยังไม่มีเนื้อหาให้เก็บ"):
        signing.ready(context, "appointment-order", SAID)


def test_a_new_version_of_a_letter_is_of_no_earlier_day_than_the_last(sample: Workspace) -> None:
    data = sample.year(YEAR)
    letter = next(one for one in data.letters if one.day is not None)
    about = replace(context_of(sample), subject=letter.id)
    usual = signing.usual(about, "memo")
    assert usual.day == letter.day
    later = replace(usual, day=usual.day + timedelta(days=3))
    signing.keep(sample, signing.ready(about, "memo", later))
    now = replace(context_of(sample), subject=letter.id)
    assert signing.usual(now, "memo").day == later.day
    last = signing.signed_last(now, "memo")
    assert "ฉบับก่อนหน้า" in signing.place_line(last, usual.day)
    assert "แทน" in signing.place_line(last, later.day)
    assert signing.place_line(None, later.day) == ""
