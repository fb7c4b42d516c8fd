import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from ita_desktop.documents.content import Document
from ita_desktop.documents.kinds import DocumentKind, Format, Profile, ReportContext, Subject
from ita_desktop.documents.registry import KINDS
from ita_desktop.domain.errors import InputError
from ita_desktop.services import letters, workspaces
from ita_desktop.services.documents import exporting, wordings
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.meetings import meetings
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.roster import orders
from ita_desktop.settings import today
from ita_desktop.storage.workspace import Workspace
from tests.documents.factories.year import empty_year
from tests.documents.typed.test_every_text import subjects
from tests.documents.typed.year import typed_year
from tests.support.known_files import begun_year


def test_a_new_year_lists_every_document_with_what_it_lacks(office: Workspace) -> None:
    listed = {listed.name: listed for listed in exporting.listing(office.year(2567))}
    assert list(listed) == [kind.name for kind in KINDS]
    assert [name for name, one in listed.items() if one.ready] == ["framework-summary"]
    assert listed["oit-assignments"].as_json()["missing"]


def test_a_folder_that_is_a_file_is_told_with_its_place(office: Workspace, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("no folder")
    with pytest.raises(InputError, match="out"):
        exporting.export(ReportContext(office.year(2567)), "committee-roster", tmp_path / "out")


def test_an_unknown_document_or_format_names_the_known_ones(
    office: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="oit-assignments"):
        exporting.export(ReportContext(office.year(2567)), "orders", tmp_path)
    with pytest.raises(InputError, match="docx xlsx pdf"):
        exporting.parse_formats("docx,odt")
    assert exporting.parse_formats("PDF, .docx,pdf") == (Format.PDF, Format.DOCX)
    assert exporting.parse_formats(" ALL ") == tuple(Format)


def test_a_document_is_saved_under_the_name_that_the_clerk_gave(
    office: Workspace, tmp_path: Path
) -> None:
    year = ReportContext(office.year(2567))
    made = exporting.save(year, "oit-assignments", tmp_path / "ตารางของเรา", Format.PDF)
    [saved] = made.files
    assert saved == tmp_path / "ตารางของเรา.pdf"
    assert saved.read_bytes() == exporting.render(year, "oit-assignments")
    proposed = exporting.proposed_name(year, "oit-assignments", Format.XLSX)
    assert proposed == "ตารางมอบหมายผู้รับผิดชอบ OIT 2567.xlsx"


def test_a_paper_is_called_by_its_own_title(office: Workspace) -> None:
    order = orders.add(office, 2567)
    orders.edit(office, 2567, [CellEdit(order, "number", "12")])
    context = exporting.context_of(office, office.year(2567), subject=order)
    name = exporting.proposed_name(context, "appointment-order", Format.PDF)
    assert name == "คำสั่งแต่งตั้งคณะกรรมการและคณะทำงาน ที่ 12-2566.pdf"
    assert exporting.proposed_name(context, "committee-roster", Format.PDF).endswith(" 2567.pdf")


@pytest.mark.parametrize(
    "kind",
    [document_kind for document_kind in KINDS if document_kind.called],
    ids=lambda one: one.name,
)
def test_what_a_paper_is_called_is_known_before_it_is_made(kind: DocumentKind) -> None:
    of, _typist = typed_year(3)
    empty = ReportContext(empty_year())
    for context in (empty, *(replace(of, subject=subject) for subject in subjects(kind, of))):
        assert kind.called is not None
        assert kind.called(context) == kind.build(context, kind.digits).title


def test_a_name_is_proposed_without_making_the_document(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters.add(office, 2567)
    data = office.year(2567)
    monkeypatch.setattr(Document, "__init__", lambda *_of, **_more: pytest.fail("made"))
    for kind in KINDS:
        of = ReportContext(data, subject=data.units[0].id if kind.of is Subject.UNIT else "")
        assert exporting.proposed_name(of, kind.name, Format.PDF).endswith(".pdf")


def test_what_a_pack_of_papers_lacks_is_mended_where_each_paper_is(office: Workspace) -> None:
    meetings.add(office, 2567)
    listed = {listed.name: listed for listed in exporting.listing(office.year(2567))}
    pack = listed["meeting-pack"]
    places = {str(gap): exporting.fix_location(pack.name, gap) for gap in pack.missing}
    pages = {place.page for place in places.values()}
    assert pages == {PageKey.MEETINGS, PageKey.OIT, PageKey.SCORES}
    [owners] = [place for text, place in places.items() if "ผู้รับผิดชอบ" in text]
    assert owners == Place(PageKey.OIT, "O1")


def test_a_lack_is_mended_in_its_part_of_a_page(office: Workspace) -> None:
    listed = exporting.listing(begun_year(2570))
    places = {
        (one.name, exporting.fix_location(one.name, gap).target)
        for one in listed
        for gap in one.missing
    }
    assert places >= {
        ("appointment-order", "orders"),
        ("committee-roster", "roster"),
        ("analysis-by-item", "analysis:"),
        ("measures-by-item", "measures:"),
    }


def test_a_list_of_changed_items_lacks_the_framework_of_the_year_before(office: Workspace) -> None:
    listed = {listed.name: listed for listed in exporting.listing(office.year(2567))}
    [gap] = listed["carry-over"].missing
    place = exporting.fix_location("carry-over", gap)
    assert place == Place(PageKey.YEAR, "framework")


def test_what_the_office_gave_stays_when_the_workspace_is_closed(office: Workspace) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (9, 10)).save(picture, "PNG")
    wordings.put_file(office, 2567, wordings.GARUDA, "ครุฑ.png", picture.getvalue())
    context = exporting.context_of(office, office.year(2567))
    office.close()
    assert context.office_file(wordings.GARUDA) == picture.getvalue()
    assert context.office_file(wordings.REFERENCE_DOCX) is None


def test_a_document_reads_its_pictures_although_the_workspace_was_closed_meanwhile(
    office: Workspace,
) -> None:
    kept = b"a picture"
    with office.change("เก็บภาพ") as change:
        key = change.keep(kept)
    context = exporting.context_of(office, office.year(2567))
    assert context.media(key) == kept
    office.close()
    assert context.media(key) == kept
    assert context.media("nothing") is None


def test_a_report_of_a_round_is_named_after_it(office: Workspace) -> None:
    context = ReportContext(office.year(2567), subject="half_year")
    name = exporting.proposed_name(context, "progress-report", Format.PDF)
    assert name == "รายงานผลการดำเนินการตามมาตรการ 2567 รอบ 6 เดือน.pdf"


def test_a_document_is_of_the_day_that_its_file_shows(office: Workspace, tmp_path: Path) -> None:
    """The sample's data is of one day; any other file is printed as of today."""
    first = today()
    made = exporting.context_of(office, office.year(2567)).day
    assert made is not None
    assert first <= made <= today()
    with Workspace.open(workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita"), read_only=True) as sample:
        assert exporting.context_of(sample, sample.year(2568)).day == date(2025, 3, 14)


def test_a_document_is_made_for_the_public_unless_it_is_asked_otherwise(office: Workspace) -> None:
    data = office.year(2567)
    plain = exporting.context_of(office, data)
    assert (plain.year, plain.previous, plain.subject) == (data, None, "")
    assert (plain.profile, plain.notes) == (Profile.PUBLIC, None)
    asked = exporting.context_of(office, data, data, Profile.INTERNAL, "order", notes=True)
    assert (asked.previous, asked.subject) == (data, "order")
    assert (asked.profile, asked.notes) == (Profile.INTERNAL, True)


def test_a_round_is_found_by_its_title_its_months_or_its_place(office: Workspace) -> None:
    data = office.year(2567)
    half, whole = (exporting.find_round(data, text) for text in ("1", "2"))
    assert half != whole
    for text, found in (
        ("รอบ 6 เดือน", half),
        ("6", half),
        ("รอบ 12 เดือน", whole),
        ("12", whole),
    ):
        assert exporting.find_round(data, text) == found
    for text in ("0", "3", "รอบ", ""):
        with pytest.raises(InputError, match="ไม่มีรอบการรายงาน"):
            exporting.find_round(data, text)


def test_an_order_is_found_by_its_number_before_its_place(office: Workspace) -> None:
    orders.add(office, 2567)
    first = office.year(2567).orders[0].id
    second = orders.amend(office, 2567, first)
    assert [exporting.find_order(office.year(2567), text) for text in ("1", "2")] == [first, second]
    orders.edit(office, 2567, [CellEdit(first, "number", "2")])
    data = office.year(2567)
    assert [exporting.find_order(data, text) for text in ("1", "2")] == [first] * 2
    for text in ("3", "0", "1/2567", ""):
        with pytest.raises(InputError, match="ไม่มีคำสั่ง"):
            exporting.find_order(data, text)
