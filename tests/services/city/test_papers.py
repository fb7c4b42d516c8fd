"""The papers of the city say what the views do, with their sources, and are written whole."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from ita_desktop.documents.kinds import Format
from ita_desktop.documents.reports.city.words import CityContext, tiles
from ita_desktop.domain.city.districts import Blocked, City, District, DistrictMeasure, DistrictYear
from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.domain.scores.crosswalk import Crosswalk
from ita_desktop.domain.text import Digits
from ita_desktop.services.city.papers import CityPaper, Wanted, write_papers
from tests.documents.readers.files import part, pdf_text, squeezed
from tests.documents.readers.lines import sheet_lines, slide_lines
from tests.domain.city.cities import OLDER, district, year
from tools.made_city import made_city

DAY = date(2024, 3, 14)
WANTED = Wanted(2567, DAY, "ธนบุรี", "O1")


@pytest.fixture
def some() -> City:
    lacks = (Blocked("ITA", Decimal(95), Decimal("92.5")), Blocked("OIT", Decimal(90), None))
    late = (("O2", date(2024, 1, 31)),)
    broken = WorkspaceError("แฟ้มเสียหาย", where="/srv/somebody/เสีย.ita", remedy="กู้จากสำเนา")
    place = "/srv/somebody/ธนบุรี.ita"

    def done(one: DistrictYear, *measures: tuple[str, str]) -> DistrictYear:
        made = (DistrictMeasure((item,), text, ("ฝ่ายปกครอง",)) for item, text in measures)
        return replace(one, done=tuple(made))

    return City(
        (
            district(
                "สำนักงานเขตธนบุรี",
                year(2566, "90", {"O1": "70", "O3": "60"}, outline=OLDER, place=place),
                done(
                    year(
                        2567, "92.5", {"O1": "100", "O2": "80", "OIT": "90"},
                        blocked_by=lacks, late=late, place=place,
                    ),
                    ("O1", "1. ทำแผนผัง"), ("O2", "ของข้ออื่น"),
                ),
            ),
            district(
                "สำนักงานเขตดุสิต",
                done(
                    year(2567, "97.25", {"O1": "50"}, source="computed"),
                    ("O1", "ของเขตที่ไม่ได้ 100"),
                ),
            ),
            district("สำนักงานเขตบางรัก", year(2567, None)),
            district("สำนักงานเขตพระนคร", year(2566, "80", outline=OLDER)),
            District("เสีย", "/srv/somebody/เสีย.ita", problem=broken),
        )
    )  # fmt: skip


def written(
    some: City,
    wanted: Wanted,
    paper: CityPaper,
    form: Format,
    folder: Path,
    digits: Digits = Digits.ARABIC,
) -> bytes:
    (path,) = write_papers(some, wanted, folder, papers=[paper], formats=[form], digits=digits)
    return path.read_bytes()


def text_of(some: City, paper: CityPaper, tmp_path: Path) -> str:
    return pdf_text(written(some, WANTED, paper, Format.PDF, tmp_path), tmp_path)


def holds(text: str, *parts: str) -> list[str]:
    """The parts that a text lacks."""
    return [part for part in parts if squeezed(part) not in squeezed(text)]


@pytest.mark.needs_poppler
def test_the_overview_ranks_and_says_where_figures_are_from(some: City, tmp_path: Path) -> None:
    text = text_of(some, CityPaper.OVERVIEW, tmp_path)
    assert not holds(
        text,
        "มีข้อมูลของปีนี้ 3 เขต มีคะแนนรวมครบและจัดอันดับได้ 2 เขต",
        "97.25",
        "+2.50",
        "คะแนนรวม 2.50 · OIT ยังไม่มีคะแนน",
        "1 ข้อ: O2",
        "ไม่มีข้อมูลของปีนี้",
        "ข้อมูล ณ วันที่ 14 มีนาคม 2567",
        "ธนบุรี.ita",
        "แหล่งข้อมูลที่อ่านไม่ได้",
        "เสีย.ita: แฟ้มเสียหาย · กู้จากสำเนา",
    )
    assert "somebody" not in text


def test_a_missing_score_is_a_hyphen_and_no_zero(some: City, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(written(some, WANTED, CityPaper.OVERVIEW, Format.XLSX, tmp_path))
    from openpyxl import load_workbook

    rows = {row[1]: row for row in load_workbook(path).worksheets[0].values if row[1]}
    assert rows["ธนบุรี"][0] == 2
    assert rows["ดุสิต"][3] == pytest.approx(97.25)
    assert (rows["บางรัก"][0], rows["บางรัก"][2], rows["บางรัก"][3]) == ("-", "-", "-")


@pytest.mark.needs_poppler
def test_one_district_is_told_against_all_with_its_years(some: City, tmp_path: Path) -> None:
    text = text_of(some, CityPaper.DISTRICT, tmp_path)
    assert not holds(
        text, "อันดับ 2 จาก 2 เขต เปอร์เซ็นไทล์ที่ 25.00", "คะแนนรวม ขาด 2.50 (ต้องได้ 95.00)",
        "+25.00", "ปี 2566", "70.00",
    )  # fmt: skip


@pytest.mark.needs_poppler
def test_an_item_is_told_over_all_districts(some: City, tmp_path: Path) -> None:
    text = text_of(some, CityPaper.ITEM, tmp_path)
    assert not holds(text, "ได้ 100 คะแนน 1 เขต: ธนบุรี", "มีคะแนน 2 เขต เฉลี่ย 75.00")
    assert not holds(text, "มาตรการของเขตที่ได้ 100 คะแนน", "ทำแผนผัง", "ฝ่ายปกครอง")
    assert holds(text, "ของข้ออื่น", "ของเขตที่ไม่ได้ 100") == ["ของข้ออื่น", "ของเขตที่ไม่ได้ 100"]


@pytest.mark.needs_poppler
def test_years_stand_side_by_side(some: City, tmp_path: Path) -> None:
    text = text_of(some, CityPaper.YEARS, tmp_path)
    assert not holds(text, "2566 ถึง 2567", "85.00", "94.88", "+2.50")


@pytest.mark.in_turn
def test_slides_have_native_tables_charts_and_tiles(some: City, tmp_path: Path) -> None:
    from pptx import Presentation

    content = written(some, WANTED, CityPaper.OVERVIEW, Format.PPTX, tmp_path, Digits.THAI)
    deck: Any = Presentation(BytesIO(content))
    kinds = [shape.shape_type.name for slide in deck.slides for shape in slide.shapes]
    assert {"TABLE", "CHART", "GROUP"} <= set(kinds)
    assert "PICTURE" not in kinds
    (group,) = [
        shape for slide in deck.slides for shape in slide.shapes if shape.shape_type.name == "GROUP"
    ]
    tiles = [shape.text_frame.text for shape in group.shapes]
    assert {"ดุสิต\n๙๗.๒๕", "ธนบุรี\n๙๒.๕๐", "บางรัก\n-", "พระนคร\n-"} <= set(tiles)
    assert sum("\n" in text for text in tiles) == 50
    notes = [
        slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide
    ]
    assert any("ทางการ ๑ เขต" in note or "ทางการ 1 เขต" in note for note in notes)
    assert any("เสีย.ita" in line for line in slide_lines(content))


@pytest.mark.in_turn
def test_all_papers_are_written_in_thai_digits(some: City, tmp_path: Path) -> None:
    done = write_papers(some, WANTED, tmp_path)
    assert {path.suffix for path in done} == {".docx", ".xlsx", ".pdf", ".pptx"}
    assert sorted(tmp_path.iterdir()) == sorted(done)
    assert len(done) == 19
    (word,) = [path for path in done if path.name.startswith("ภาพรวม") and path.suffix == ".docx"]
    text = "".join(part(word.read_bytes(), "word/document.xml").itertext())
    assert "๒๕๖๗" in text
    assert "2567" not in text
    (sheet,) = [path for path in done if path.name.startswith("ภาพรวม") and path.suffix == ".xlsx"]
    assert any("ธนบุรี" in line for line in sheet_lines(sheet.read_bytes()))


def test_where_one_file_cannot_be_written_none_is(some: City, tmp_path: Path) -> None:
    forms = (Format.DOCX, Format.PDF)
    papers = (CityPaper.OVERVIEW, CityPaper.YEARS)
    first, *_rest, last = write_papers(some, WANTED, tmp_path, papers=papers, formats=forms)
    first.write_bytes(b"hers")
    last.unlink()
    last.mkdir()
    (tmp_path / "x").touch()
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    with pytest.raises(InputError):
        write_papers(some, WANTED, tmp_path, papers=papers, formats=forms)
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_what_is_not_there_is_refused_before_anything_is_written(
    some: City, tmp_path: Path
) -> None:
    for wanted in (Wanted(2550, DAY), Wanted(2567, DAY, "ไม่มี"), Wanted(2567, DAY, item="X9"),
                   Wanted(2567, DAY, "พระนคร")):  # fmt: skip
        with pytest.raises(InputError) as refused:
            write_papers(some, wanted, tmp_path)
        assert refused.value.remedy
    with pytest.raises(InputError):
        write_papers(some, WANTED, tmp_path, papers=[CityPaper.YEARS], formats=[Format.PPTX])
    assert list(tmp_path.iterdir()) == []


def test_progress_may_stop_it(some: City, tmp_path: Path) -> None:
    def stop(done: int, _of: int, _name: str) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_papers(some, WANTED, tmp_path, progress=stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.needs_poppler
def test_no_folder_is_named_even_if_its_name_has_spaces(some: City, tmp_path: Path) -> None:
    broken = InputError("อ่านโฟลเดอร์ไม่ได้", where="/srv/Some Body Else/ผล", remedy="ตรวจสิทธิ์")
    told = replace(some, notes=(broken,))
    text = text_of(told, CityPaper.YEARS, tmp_path)
    assert not holds(text, "ผล: อ่านโฟลเดอร์ไม่ได้")
    assert "Body" not in text


@pytest.mark.needs_poppler
def test_a_partly_known_total_says_how_much_is_known(some: City, tmp_path: Path) -> None:
    partly = district("สำนักงานเขตสาทร", year(2567, "99", source="computed", known="40.9"))
    text = text_of(City((*some.districts, partly)), CityPaper.OVERVIEW, tmp_path)
    assert not holds(text, "คำนวณ รู้แล้ว 40%", "99.00")


@pytest.mark.needs_poppler
def test_a_total_that_is_not_official_is_said_not_to_be_ranked(some: City, tmp_path: Path) -> None:
    wanted = Wanted(2567, DAY, "ดุสิต", official_only=True)
    text = pdf_text(
        written(some, wanted, CityPaper.DISTRICT, Format.PDF, tmp_path, Digits.THAI), tmp_path
    )
    assert not holds(text, "ยังไม่มีอันดับ เพราะจัดอันดับเฉพาะคะแนนทางการ")


def test_the_tiles_of_an_item_have_no_other_framework_and_no_shade_of_a_part() -> None:
    other = district("สาทร", year(2567, "80", {"O1": "70"}, outline=OLDER))
    partly = district("ธนบุรี", year(2567, "99", {"O1": "60"}, known="40"))
    context = CityContext(City((other, partly)), 2567, DAY, Crosswalk({}))
    by_item, by_total = tiles(context, "", "O1", "2567"), tiles(context, "")
    assert by_item is not None
    assert by_total is not None
    items = {tile.label: (tile.words, tile.step) for tile in by_item.tiles}
    totals = {tile.label: (tile.words, tile.step) for tile in by_total.tiles}
    assert (items["สาทร"], items["ธนบุรี"]) == (("-", None), ("60.00", 5))
    assert (totals["สาทร"], totals["ธนบุรี"]) == (("80.00", 3), ("99.00", None))


@pytest.mark.in_turn
def test_the_figures_of_all_districts_follow_from_the_rows_in_excel(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    made = made_city()
    for paper in (CityPaper.OVERVIEW, CityPaper.GROUPS):
        wanted = Wanted(2568, date(2025, 3, 14))
        path = tmp_path / f"{paper}.xlsx"
        path.write_bytes(written(made, wanted, paper, Format.XLSX, tmp_path))
        rows, figures = load_workbook(path).worksheets[:2]
        formulas = [
            cell.value
            for row in figures.iter_rows()
            for cell in row
            if isinstance(cell.value, str) and cell.value.startswith("=")
        ]
        for function in ("AVERAGE(", "MEDIAN(", "MIN(", "MAX("):
            assert any(function in formula and rows.title in formula for formula in formulas)
    assert any('">=85"' in formula for formula in formulas)


def test_changes_of_a_list_are_numbers_in_excel(some: City, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "a.xlsx"
    path.write_bytes(written(some, WANTED, CityPaper.OVERVIEW, Format.XLSX, tmp_path))
    rows = {row[1]: row for row in load_workbook(path).worksheets[0].values if row[1]}
    assert rows["ธนบุรี"][5] == pytest.approx(2.5)


@pytest.mark.needs_poppler
def test_the_groups_are_told_with_target_and_moves(some: City, tmp_path: Path) -> None:
    text = text_of(some, CityPaper.GROUPS, tmp_path)
    assert not holds(text, "กรุงธนเหนือ", "เป้าหมาย 85: ถึง 2 เขต ยังไม่ถึง 0 เขต", "ขึ้น 1 ลง 0")


@pytest.mark.needs_poppler
def test_who_has_handed_in_what_is_told(some: City, tmp_path: Path) -> None:
    text = text_of(some, CityPaper.HANDED_IN, tmp_path)
    assert not holds(text, "ยังไม่ส่ง", "ธนบุรี.ita", "แฟ้มงาน", "ใช้คะแนน (ทางการ)")


@pytest.mark.needs_poppler
@pytest.mark.parametrize(
    ("paper", "caption"),
    [
        (CityPaper.OVERVIEW, "ตำแหน่งโดยประมาณ"),
        (CityPaper.ITEM, "ตำแหน่งโดยประมาณ"),
        (CityPaper.GROUPS, "คะแนนรวมเฉลี่ยรายกลุ่มเขต ปี"),
    ],
)
def test_a_chart_has_no_caption_that_nobody_typed(
    some: City, tmp_path: Path, paper: CityPaper, caption: str
) -> None:
    assert holds(text_of(some, paper, tmp_path), caption)
