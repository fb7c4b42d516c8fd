"""A PDF file read aloud: its structure has all of the document's text in the order of the model."""

from collections.abc import Iterator
from io import BytesIO

import page
import pytest
from PIL import Image as PilImage

from ita_desktop.documents.backends import pdf
from ita_desktop.documents.content import (
    ContinuedCell,
    Document,
    Image,
    PageLine,
    PageNumbers,
    Paragraph,
    Run,
    SignatureBlock,
    Table,
    TableColumn,
    TableRow,
    cell,
    group_row,
    heading_row,
    paragraph,
)
from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import Format, Profile
from ita_desktop.documents.layout.fonts import bundled
from ita_desktop.documents.registry import kind
from ita_desktop.services import workspaces
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.storage.workspace import Workspace
from tests.documents.readers.files import document, squeezed
from tests.documents.readers.tagged import TaggedElement, TaggedPdf
from tests.support.plain_text import plain_text

LONG = "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ "


def read(made: Document) -> TaggedPdf:
    return TaggedPdf(pdf.render(made, letter_files=bundled()))


def picture(alt: str) -> Image:
    target = BytesIO()
    PilImage.new("RGB", (4, 3), "gray").save(target, "PNG")
    return Image(target.getvalue(), 40, 30, alt)


def table(*rows: TableRow, repeat: ContinuedCell = ContinuedCell.EMPTY) -> Table:
    heading = heading_row(("ข้อ", "รายการ", "ผู้รับผิดชอบ"))
    columns = (TableColumn(1), TableColumn(2), TableColumn(1))
    return Table(columns, rows, (heading,), repeat_groups=repeat)


def test_a_document_is_read_in_the_order_of_the_model() -> None:
    made = document(
        paragraph("มาตรการ", "title"),
        paragraph("หมวดที่ 1", "subheading"),
        paragraph("หมวดที่ 2", "subheading"),
        paragraph("บทที่ 2", "heading"),
        paragraph("หมวดที่ 3", "subheading"),
        paragraph(LONG * 3),
        paragraph("หนึ่ง", mark="1."),
        paragraph("ย่อย", mark="-", level=1),
        paragraph("สอง", mark="2."),
        table(
            group_row("ตัวชี้วัดที่ 1", 3),
            TableRow((cell("I1"), cell("ข้อแรก", rows=2), cell("ทุกฝ่าย"))),
            TableRow((cell("I2"), cell("ฝ่ายปกครอง"))),
        ),
        picture("ภาพกิจกรรม"),
        SignatureBlock(("(นางตัวอย่าง หนึ่ง)", "ผู้อำนวยการเขตตัวอย่าง")),
    )
    tagged = read(made)
    assert tagged.faults == []
    spoken = "".join(one.text for one in tagged.elements if one.role != "Figure")
    assert squeezed(spoken) == squeezed(plain_text(made))
    assert [(one.role, one.text) for one in tagged.elements if one.role == "Figure"] == [
        ("Figure", "ภาพกิจกรรม")
    ]
    roles = [one.role for one in tagged.elements]
    # A heading is one level below the one above it, whatever its style is.
    assert roles[1:6] == ["P", "H1", "H1", "H1", "H2"]
    assert _below(tagged.elements, "L") == ["LI", "LI"]
    assert roles.count("TH") == 3
    assert roles.count("TR") == 4


def _below(told: list[TaggedElement], role: str) -> list[str]:
    """The elements directly in the first one of a kind."""
    at = next(number for number, one in enumerate(told) if one.role == role)
    depth, found = told[at].depth, []
    for one in told[at + 1 :]:
        if one.depth <= depth:
            break
        found += [one.role] if one.depth == depth + 1 else []
    return found


def test_what_is_printed_again_on_the_next_page_is_read_once() -> None:
    made = document(
        table(
            group_row("ตัวชี้วัดที่ 1", 3),
            *(TableRow((cell(f"I{at}"), cell(LONG * 4), cell("ทุกฝ่าย"))) for at in range(12)),
            repeat=ContinuedCell.REPEAT_CONTINUED,
        ),
        header=PageLine("เอกสารแนบ", PageNumbers.PLAIN),
    )
    tagged = read(made)
    assert len(tagged.reader.pages) > 1
    assert tagged.faults == []
    assert squeezed("".join(one.text for one in tagged.elements)) == squeezed(plain_text(made))


def test_a_table_that_only_places_text_and_an_ornament_are_not_read_as_such() -> None:
    columns = (TableColumn(1), TableColumn(1))
    made = document(
        picture(""),
        Table(columns, (TableRow((cell("ส่วนราชการ"), cell(""))),), borders=False),
        Paragraph((Run("ที่ "), Run("", image=picture("ตรา")))),
    )
    tagged = read(made)
    assert tagged.faults == []
    assert [one.role for one in tagged.elements] == ["Document", "P", "P", "Figure"]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path = workspaces.copy_sample(tmp_path_factory.mktemp("tags") / "sample.ita")
    with Workspace.open(path) as workspace:
        yield workspace


def told_by_checker(content: bytes) -> list[str]:
    """What an independent checker finds against the rules of PDF/UA-1."""
    report = page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1)
    assert report.rules.passed > 50
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def test_the_checker_finds_a_fault() -> None:
    made = pdf.render(document(paragraph("ข้อความ")), letter_files=bundled())
    assert told_by_checker(made) == []
    assert told_by_checker(made.replace(b"/Marked true", b"/Marked none"))


@pytest.mark.parametrize("text", ["မြန်မာဘာသာ ပြည်သူ့ဝန်ထမ်း ကြော်ငြာ", "ພາສາລາວ ຂໍ້ມູນ", "ភាសាខ្មែរ ស្ត្រី"])
def test_forms_of_letters_of_other_languages_have_their_text(text: str) -> None:
    made = pdf.render(document(paragraph(f"ภาษา {text}")), letter_files=bundled())
    assert told_by_checker(made) == []


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "name", ["agenda", "result-analysis", "progress-report", "meeting-pack", "director-brief"]
)
def test_documents_of_the_office_are_tagged(sample: Workspace, name: str) -> None:
    context = context_of(sample, sample.year(2568), None, Profile.PUBLIC)
    content = drawn(kind(name), context, Format.PDF)
    assert told_by_checker(content) == []
    tagged = TaggedPdf(content)
    assert tagged.faults == []
    for one in tagged.reader.pages:
        for font in one["/Resources"]["/Font"].get_object().values():
            described = font.get_object()
            if described["/BaseFont"] != "/Helvetica":  # reportlab names it, nothing is set in it
                assert "/ToUnicode" in described
