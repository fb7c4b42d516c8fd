"""The filing sheet and the dossier of OIT evidence."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from ita_desktop.documents.content import Document, Table
from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import Format, Profile, ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.domain.oit.proofs import LinkProof, LinkState
from ita_desktop.domain.records import CheckMark, Evidence, Statement
from ita_desktop.domain.text import Digits
from tests.documents.factories.year import year_2566

PAGE = "https://district.example/buy"


def drawn_photograph() -> bytes:
    from PIL import Image

    made = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(made, "JPEG")
    return made.getvalue()


def evidence(key: str, part: str, day: date | None, url: str, **given: object) -> Evidence:
    return Evidence(id=key, year_id="year", item_code="O12", part=part, published=day,
                    title=f"สขร.1 {key}", location=url, **given)  # type: ignore[arg-type]  # fmt: skip


@pytest.fixture
def context() -> ReportContext:
    data = year_2566()
    item = data.framework.item_by_code["O12"]
    rows = (
        evidence("b", "2022-11", date(2022, 12, 5), f"{PAGE}?m=11"),
        evidence("a", "2022-10", date(2022, 11, 4), f"{PAGE}?m=10"),
        evidence("c", "2022-12", None, "", statement=Statement.NOTHING),
        evidence("d", "", None, f"{PAGE}/old", note="ยกมาจากปี 2565"),
    )
    marks = tuple(
        CheckMark(id=point.code, year_id="year", requirement=point.code)
        for point in item.requirements[1:2]
    )
    return ReportContext(replace(data, evidence=rows, check_marks=marks))


def cells(document: Document, code: str) -> list[list[str]]:
    """The lines of the cells of an item, with their numbers."""
    rows = (row for block in document.blocks if isinstance(block, Table) for row in block.rows)
    row = next(row for row in rows if row.cells[0].paragraphs[0].text == code)
    return [[f"{line.mark} {line.text}".strip() for line in cell.paragraphs] for cell in row.cells]


def test_the_sheet_has_each_months_link_and_numbers_as_the_requirements_have_them(context) -> None:
    document = kind("oit-filing").build(context, Digits.ARABIC)
    _code, title, links, points, days = cells(document, "O12")
    assert title == [context.year.framework.item_by_code["O12"].title]
    assert links == ["ต.ค. 65", f"{PAGE}?m=10", "พ.ย. 65", f"{PAGE}?m=11"]
    second = context.year.framework.item_by_code["O12"].requirements[1].text
    asked = [
        point
        for point in context.year.framework.item_by_code["O12"].requirements
        if not point.text.startswith("*")
    ]
    assert points == [
        f"2. {second}", f"{len(asked) + 1}. ธ.ค. 65: สขร.1 c ไม่มีข้อมูลในช่วงนี้",
    ]  # fmt: skip
    assert days == ["4 พ.ย. 65", "5 ธ.ค. 65"]


def test_links_of_last_year_are_not_filed_and_told(context) -> None:
    carried = replace(context, year=replace(context.year, evidence=context.year.evidence[3:]))
    assert cells(kind("oit-filing").build(carried, Digits.THAI), "O12")[2] == []
    (gap,) = kind("oit-filing").missing(carried)
    assert "30 ข้อยังไม่มีลิงก์ของปีนี้" in str(gap)


@pytest.mark.parametrize("name", ["oit-filing", "oit-dossier"])
def test_without_a_link_file_or_explanation_it_has_nothing_to_say(context, name: str) -> None:
    assert kind(name).empty(context) is None
    bare = replace(context, year=replace(context.year, evidence=(), check_marks=()))
    assert "30 ข้อยังไม่มีลิงก์ของปีนี้" in str(kind(name).empty(bare))


def test_the_dossier_has_a_page_a_code_and_a_bookmark_for_each_item(context) -> None:
    from pypdf import PdfReader

    codes = [item.code for item in context.year.framework.items_of("OIT")]
    reader = PdfReader(BytesIO(drawn(kind("oit-dossier"), context, Format.PDF)))
    named = [entry for entry in reader.outline if entry.title.startswith("O")]
    assert [entry.title.split()[0] for entry in named] == codes
    pages = [reader.get_destination_page_number(entry) for entry in named]
    assert len(set(pages)) == len(codes)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    (bound,) = kind("oit-dossier").build(context, Digits.ARABIC).bound
    tables = [block for block in bound.document.blocks if isinstance(block, Table)]
    shown = [row.cells[0].paragraphs[0].runs[0].image for table in tables for row in table.rows]
    assert [image.alt for image in shown if image] == [f"QR {PAGE}?m=10", f"QR {PAGE}?m=11"]


def test_the_dossier_tells_the_last_check_and_shows_kept_pictures(context) -> None:
    picture = drawn_photograph()
    key = "0" * 64
    first, *rest = context.year.evidence
    first = replace(first, placed_by="นางสาวตัวอย่าง ผู้วาง")
    kept = evidence("k", "2023-01", None, "", media=key, file_name="ภาพ.jpg")
    file = evidence("f", "2023-02", None, "", media="1" * 64, file_name="แผน.pdf")
    checks = tuple(
        LinkProof(id=state.value, year_id="year", url=first.location, checked_at=at, state=state,
                  title="สขร.1 พ.ย. 65", sha256="ab" * 32)
        for state, at in ((LinkState.OK, "2023-03-01T20:00:00+00:00"),
                          (LinkState.DEAD, "2023-02-01T01:00:00+00:00"))
    )  # fmt: skip
    # What was found for another item with the same link is not this item's.
    checks += (replace(checks[1], id="o", item_code="O1", checked_at="2023-03-05T01:00:00+00:00"),)
    year = replace(context.year, evidence=(first, *rest, kept, file), link_proofs=checks)

    def made(profile: Profile) -> tuple[str, list[str]]:
        of = replace(context, year=year, profile=profile, media={key: picture}.get)
        (bound,) = kind("oit-dossier").build(of, Digits.ARABIC).bound
        tables = [block for block in bound.document.blocks if isinstance(block, Table)]
        cells = [cell for table in tables for row in table.rows for cell in row.cells]
        pictures = [one.image.alt for cell in cells for row in cell.pictures for one in row]
        lines = [line.text for cell in cells for line in cell.paragraphs]
        lines += [getattr(block, "text", "") for block in bound.document.blocks]
        return "\n".join(lines), pictures

    text, pictures = made(Profile.INTERNAL)
    assert "ตรวจลิงก์เมื่อ 2 มีนาคม 2566: ใช้ได้ “สขร.1 พ.ย. 65”" in text
    assert f"(SHA-256) {'ab' * 8}\n" in text
    assert "ลิงก์เสีย" not in text
    assert "แผน.pdf" in text
    assert pictures == ["สขร.1 k"]
    assert "ผู้วาง" in text
    assert "ผู้วาง" not in made(Profile.PUBLIC)[0]


def test_the_explanation_has_the_offices_words_for_a_requirement(context) -> None:
    item = context.year.framework.item_by_code["O12"]
    first, second, third = (point for point in item.requirements[:3])
    rows = (
        evidence("a", "2022-10", None, PAGE, point=second.code, note="ยกมาจากปี 2565 · หน้า 3",
                 ),
        evidence("b", "", None, f"{PAGE}/b", point=third.code, note="แถว 1\nแถว 2"),
        evidence("c", "", None, "", point=third.code, statement=Statement.NOTHING),
        replace(evidence("d", "", None, f"{PAGE}/d", point=first.code), title=f"{PAGE}/d"),
        evidence("e", "", None, f"{PAGE}/e", note="ของภายใน"),
    )  # fmt: skip
    rows = (replace(rows[0], published=date(2022, 11, 4)), *rows[1:])
    of = replace(context, year=replace(context.year, evidence=rows), profile=Profile.INTERNAL)
    assert cells(kind("oit-filing").build(of, Digits.ARABIC), "O12")[3] == [
        f"1. {first.text}",
        f"2. {second.text} – ต.ค. 65: สขร.1 a · หน้า 3",
        f"3. {third.text} – สขร.1 b · แถว 1 แถว 2",
        "3. สขร.1 c ไม่มีข้อมูลในช่วงนี้",
    ]


def test_no_folder_of_somebodys_machine_is_filed(context) -> None:
    path = r"C:\งาน\สมศรี\แผน.pdf"
    row = replace(evidence("a", "", None, path), title=path)
    of = replace(context, year=replace(context.year, evidence=(row,), check_marks=()))
    assert cells(kind("oit-filing").build(of, Digits.ARABIC), "O12")[2:4] == [
        ["แผน.pdf"], ["1. แผน.pdf"],
    ]  # fmt: skip
    (bound,) = kind("oit-dossier").build(of, Digits.ARABIC).bound
    assert "แผน.pdf" in str(bound.document.blocks)
    assert "สมศรี" not in str(bound.document.blocks)


def lines_of_dossier(context: ReportContext) -> str:
    (bound,) = kind("oit-dossier").build(context, Digits.ARABIC).bound
    tables = [block for block in bound.document.blocks if isinstance(block, Table)]
    lines = [
        line.text for table in tables for row in table.rows for cell in row.cells
        for line in cell.paragraphs
    ]  # fmt: skip
    return "\n".join((*lines, *(getattr(block, "text", "") for block in bound.document.blocks)))


def test_the_offices_own_dossier_says_how_far_each_requirement_is_proved(context) -> None:
    row = replace(evidence("o2", "", None, PAGE), item_code="O2")
    context = replace(context, year=replace(context.year, evidence=(row,), check_marks=()))
    inside = lines_of_dossier(replace(context, profile=Profile.INTERNAL))
    points = context.year.framework.item_by_code["O2"].requirements
    assert inside.count("ผลพิสูจน์: ยังไม่พิสูจน์") == len(points)
    assert inside.count("ผลพิสูจน์: ยังไม่มีหลักฐาน") > 10
    assert "ผลพิสูจน์" not in lines_of_dossier(replace(context, profile=Profile.PUBLIC))
