"""What stands around scores of indicators, or beside codes, says whether they are ours: what people
may write above official results is little, and everything else is a question."""

from dataclasses import replace

import pytest

from ita_desktop.exchange.headings import HeadingFinder
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.sheets import SheetRow
from ita_desktop.services.imports.evidence.seen import known_of
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.part import Part
from tests.services.imports.found.books import Rows, document, workbook

TITLE = "ผลการประเมิน ITA"
HEADS = ("ตัวชี้วัด", "ชื่อตัวชี้วัด", "คะแนน (เต็ม 100)")
SCORES = (
    ("ตัวชี้วัด 1", "การปฏิบัติหน้าที่", 80.25),
    ("ตัวชี้วัด 2", "การใช้งบประมาณ", 90.12),
    ("ตัวชี้วัด 3", "การใช้อำนาจ", 85.2),
    ("ตัวชี้วัด 4", "การใช้ทรัพย์สินของราชการ", 86.4),
)
OTHER_SCORES = (
    *("ค่าเฉลี่ย 50 เขต", "Mock", "เป้าหมาย", "ร่าง"),
    *("ค่าเฉลี่ยทั้งประเทศ", "ค่าเฉลี่ยกรุงเทพมหานคร", "ค่ากลาง", "Benchmark", "ค่าฐาน (Baseline)"),
    *("ประมาณการ", "สมมติฐาน", "แบบฝึกหัด", "Forecast", "Pre-audit", "ค่าคาดหวัง", "ปีที่แล้ว"),
    *("เกณฑ์ผ่าน", "ส่วนต่าง", "คะแนนที่คณะทำงานให้", "ร้อยละการเปลี่ยนแปลง"),
)
OF_OTHERS = ("ศูนย์บริการสาธารณสุข 99", "กลุ่มเขตกรุงเทพใต้", "เฉพาะฝ่ายโยธา", "การประปานครหลวง")
PLACES = ("above", "sheet", "heading", "between", "below", "file")


def scores(words: str, place: str, office: str = "") -> Part:
    """The part with scores of indicators, with these words in a place around them."""
    heads = (*HEADS[:-1], f"คะแนน {words}") if place == "heading" else HEADS
    lines: Rows = [
        *([(TITLE,)] if place != "above" else [(TITLE,), (words,)]),
        heads,
        *([(words,)] if place == "between" else []),
        *SCORES,
        *([(words,)] if place == "below" else []),
    ]
    source = workbook(lines)
    if place == "sheet":
        sheets = tuple(replace(sheet, name=words) for sheet in source.sheets)
        source = replace(source, sheets=sheets)
    if place == "file":
        source = replace(source, name=f"ITA {words}.xlsx")
    known = replace(known_of(None), office=office, shown=2568)
    (part,) = find_parts([source], known=known)
    return part


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("words", OTHER_SCORES)
def test_scores_that_are_called_otherwise_are_not_taken(words: str, place: str) -> None:
    if place == "file" and words in OTHER_SCORES[-4:]:
        return  # within other words these are said of official results, too
    assert not scores(words, place).is_taken


def test_another_table_below_makes_a_doubted_one_no_surer() -> None:
    dates = [(f"{day} มิถุนายน 2568", f"กิจกรรมของโรงเรียนที่ {day}") for day in range(1, 6)]
    rows = [("ปฏิทินกิจกรรมโรงเรียน",), ("วันที่", "กิจกรรม"), *dates]
    other = [(f"ฝ่ายที่ {at}", 4_558_878, 84.03) for at in range(9)]
    below = [*rows, (), (), ("ฝ่าย", "งบ (บาท)", "ร้อยละเบิกจ่าย"), *other]
    (alone,) = find_parts([workbook(rows)], fiscal_year=2568)
    beside, _ = find_parts([workbook(below)], fiscal_year=2568)
    assert (alone.kind, alone.is_taken) == (beside.kind, beside.is_taken) == ("calendar", False)
    assert alone.belief.against == beside.belief.against != ()


@pytest.mark.parametrize("title", ["(ร่าง) ผลการประเมิน ITA", "ผลการประเมิน ITA อย่างไม่เป็นทางการ"])
def test_the_title_of_a_sheet_is_that_of_all_its_scores(title: str) -> None:
    totals = [(name, 30, 80.5) for name in ("IIT", "EIT", "OIT")]
    rows = [(f"{title} ปีงบประมาณ พ.ศ. 2568",), ("เครื่องมือ", "น้ำหนัก", "คะแนน"), *totals]
    below = [
        ("ตัวชี้วัด", "คะแนน (เต็ม 100)"),
        *((f"{code} {name}", score) for code, name, score in SCORES),
    ]
    parts = find_parts([workbook([*rows, *below])], fiscal_year=2568)
    assert parts
    assert not any(part.is_taken for part in parts)


@pytest.mark.parametrize(
    "words",
    [
        "ประจำปีงบประมาณ พ.ศ. 2568",
        "สำนักงานเขตตัวอย่าง กรุงเทพมหานคร",
        "ผลคะแนนรายตัวชี้วัด จำแนกตามเครื่องมือ",
        "ระดับผลการประเมิน : ผ่านดี",
        "(ข้อมูล ณ วันที่ 30 กันยายน 2568)",
        "(นายตัวอย่าง หนึ่ง)",
    ],
)
def test_what_titles_of_results_say_is_no_question(words: str) -> None:
    assert scores(words, "above").is_taken


@pytest.mark.parametrize(
    "words",
    ["คำนวณจาก IIT 30 EIT 30 OIT 40", "เป้าหมายปี 2569 คือ 95.00", "ตรวจทานโดย นายสมมุติ หนึ่ง"],
)
def test_a_note_below_official_results_is_no_question(words: str) -> None:
    assert scores(words, "below").is_taken


@pytest.mark.parametrize("place", ["above", "heading", "sheet", "between", "below", "file"])
@pytest.mark.parametrize(
    "words", ["ปีงบประมาณ พ.ศ. 2567", "ปี 67", "FY2024", "ค.ศ. 2024", "ต.ค. 66 - ก.ย. 67"]
)
def test_the_year_is_read_wherever_it_stands(words: str, place: str) -> None:
    part = scores(words, place)
    assert part.year == 2567 or not part.is_taken


@pytest.mark.parametrize(
    "words",
    [
        "เปรียบเทียบกับผลปี 2565",
        "ฝ่ายปกครอง ประจำปี 2568",
        "นำผลไปจัดทำมาตรการปี 2568",
        "จัดทำเพื่อประกอบแผนปี 2568",
        "โปรดกรอกข้อมูลปีงบประมาณ พ.ศ. 2568",
    ],
)
def test_a_line_that_says_more_than_a_year_dates_no_results(words: str) -> None:
    assert scores(words, "below").year is None
    rows = [(TITLE,), HEADS, *SCORES]
    name = "ITA 2566.xlsx"
    (below,) = find_parts([workbook([*rows, (words,)], name=name)], fiscal_year=2568)
    *_, behind = find_parts([workbook([(words,)], rows, name=name)], fiscal_year=2568)
    assert (below.year, behind.year) == (2566, 2566)


def test_two_years_around_results_are_a_question_that_names_the_places() -> None:
    rows = [(TITLE,), HEADS, *SCORES, ("ปีงบประมาณ พ.ศ. 2568",)]
    (part,) = find_parts([workbook(rows, name="ITA 2566.xlsx")], fiscal_year=2568)
    assert (part.year, part.is_taken) == (None, False)
    assert "ชื่อไฟล์ · บรรทัดใกล้ตารางมีหลายปี (2566 2568)" in str(part.doubts)


@pytest.mark.parametrize("words", ["คะแนน พ.ศ. ๒๕๖๗", "คะแนน ประจำปี ๒๕๖๗", "คะแนนปี 67"])
def test_the_heading_of_scores_says_their_year(words: str) -> None:
    rows = [(TITLE,), (*HEADS[:-1], words), *SCORES]
    (part,) = find_parts([workbook(rows)], fiscal_year=2568)
    assert part.year == 2567


def test_a_file_named_after_two_years_is_a_question() -> None:
    assert not scores("ปี 2566 และ 2567", "file").is_taken


NAMES = (
    *("การบริหารงาน", "ทะเบียนชุมชน", "สวนสาธารณะ", "แผนผังจุดบริการ", "งานห้องสมุด"),
    *("การเลือกตั้ง", "ภาษีที่ดิน"),
)
BESIDE = {"ผู้รับผิดชอบ": "ฝ่ายปกครอง", "ลิงก์": "https://example.invalid/", "มาตรการ": "ปรับปรุงเว็บไซต์"}


@pytest.mark.parametrize("head", BESIDE)
@pytest.mark.parametrize("called", ["คำถาม", "หัวข้อ", "องค์ประกอบ", "สิ่งที่ต้องมี", ""])
def test_names_of_no_item_beside_our_codes_are_told(called: str, head: str) -> None:
    rows = [
        ("การเปิดเผยข้อมูลสาธารณะ (OIT) ของหน่วยงาน",),
        ("ข้อ", called, head),
        *((f"O{at}", name, f"{BESIDE[head]}") for at, name in enumerate(NAMES, 1)),
    ]
    for part in find_parts([workbook(rows)], fiscal_year=2568):
        assert not part.is_taken or part.belief.titled, (
            "its plan compares the names with the year's"
        )


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", OF_OTHERS)
def test_scores_of_others_are_not_taken_wherever_these_are_named(name: str, place: str) -> None:
    assert not scores(name, place, office="สำนักงานเขตตัวอย่าง").is_taken


COURSE = (("วันที่", "กิจกรรม"), ("15 ม.ค. 68", "บรรยาย"), ("16 ม.ค. 68", "ฝึกปฏิบัติ"))
WORK = (
    ("ตัวชี้วัด", "มาตรการ", "ผู้รับผิดชอบ"),
    ("1 การปฏิบัติหน้าที่", "ทำคู่มือบริการ", "ฝ่ายปกครอง"),
    ("9 การเปิดเผยข้อมูล", "เผยแพร่แผน", "ฝ่ายโยธา"),
)
MEMBERS = (
    ("ลำดับ", "ชื่อ - สกุล", "ตำแหน่ง", "บทบาท"),
    (1, "นายสมมุติ หนึ่ง", "ครู", "ประธานกรรมการ"),
    (2, "นางสมมุติ สอง", "ครู", "กรรมการ"),
)


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("กำหนดการอบรม ITA ปี 2568", COURSE),
        ("บัญชีแต่งตั้งกรรมการประจำหน่วยเลือกตั้ง", MEMBERS),
        ("ปฏิทินการประเมิน ITA สถานศึกษา (สพฐ.) ปี 2568", COURSE),
        ("ตัวอย่างมาตรการ ITA จากสำนักงาน ป.ป.ช. ปี 2568", WORK),
        ("มาตรการ ITA โรงเรียนวัดจำลอง ปี 2568", WORK),
        ("คณะกรรมการ ITA ของโรงเรียนวัดจำลอง ปี 2568", MEMBERS),
    ],
)
def test_lists_of_a_course_of_schools_and_examples_are_not_taken(title: str, rows: Rows) -> None:
    known = replace(known_of(None), office="สำนักงานเขตตัวอย่าง", shown=2568)
    for part in find_parts([workbook(((title,), *rows))], known=known):
        assert not part.is_taken


@pytest.mark.parametrize(("last", "is_taken"), [(22, True), (24, True), (35, False)])
def test_codes_of_a_longer_list_are_none_of_the_year(last: int, is_taken: bool) -> None:
    rows = [("OIT ปี 2568",), ("ข้อ", "ผู้รับผิดชอบ")]
    rows += [(f"O{number}", "ฝ่ายปกครอง") for number in range(1, last + 1)]
    (part,) = find_parts([workbook(rows)], fiscal_year=2568)
    assert (part.kind, part.is_taken) == ("assignments", is_taken)


def test_the_name_of_an_item_is_read_beside_that_of_its_indicator() -> None:
    heads = SheetRow(1, ("ตัวชี้วัด", "ข้อ", "ชื่อข้อ", "คะแนน"))
    found = HeadingFinder(RESULTS).at([heads], 0)
    assert found is not None
    assert found.columns == {"code": 1, "title": 2, "score": 3}


COVERS = (
    ("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566", ""),
    ("ผลการประเมิน ITA", "สำนักงานเขตบางรัก"),
    ("ผลการประเมิน ITA", "ฉบับร่าง ห้ามใช้อ้างอิง"),
)


@pytest.mark.parametrize("cover", COVERS)
def test_a_cover_is_of_the_sheets_that_say_nothing(cover: tuple[str, str]) -> None:
    known = replace(known_of(None), office="สำนักงานเขตตัวอย่าง", shown=2568)
    lines = [(line,) for line in cover if line]
    _, scored = find_parts([workbook(lines, ((TITLE,), HEADS, *SCORES))], known=known)
    assert scored.year == 2566 or not scored.is_taken


LEFT = (
    ("ที่", "ชื่อ - สกุล", "ตำแหน่ง", "สังกัด", "วันเกษียณ"),
    (1, "นางสาวสมมุติ หนึ่ง", "พนักงานสถานที่", "ฝ่ายปกครอง", "30 ก.ย. 68"),
    (2, "นายสมมุติ สอง", "นักวิชาการเงินและบัญชีปฏิบัติการ", "ฝ่ายทะเบียน", "30 ก.ย. 68"),
)
AWAY = (
    ("ที่", "ชื่อ - สกุล", "ตำแหน่ง", "สังกัด", "ลาป่วย"),
    *((at, f"นายสมมุติ {at}", "พนักงานขับรถยนต์", "ฝ่ายปกครอง", 3 * at) for at in (1, 2, 3)),
)


@pytest.mark.parametrize(
    ("title", "rows"),
    [("รายชื่อข้าราชการเกษียณอายุราชการ", LEFT), ("ทะเบียนการลาของข้าราชการ", AWAY)],
)
def test_the_title_of_the_first_table_is_none_of_another_kind(title: str, rows: Rows) -> None:
    made = document("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568", (HEADS, *SCORES), title, rows)
    first, *others = find_parts([made], fiscal_year=2568)
    assert first.is_taken
    assert not any(part.is_taken for part in others)


@pytest.mark.parametrize("first", ["ผู้รับผิดชอบ", "ลิงก์"])
def test_the_title_of_a_document_is_that_of_its_lists_of_codes(first: str) -> None:
    lists = [
        [("ข้อ", head), *((f"O{number}", BESIDE[head]) for number in range(1, 9))]
        for head in ("ผู้รับผิดชอบ", "ลิงก์")
    ]
    one, other = lists if first == "ผู้รับผิดชอบ" else reversed(lists)
    title = "การประเมิน ITA สำนักงานเขตตัวอย่าง ประจำปีงบประมาณ พ.ศ. 2568"
    parts = find_parts([document(title, one, "ที่เผยแพร่และผู้ดูแล", other)], fiscal_year=2568)
    assert {part.kind for part in parts if part.is_taken} == {"assignments", "evidence"}


def test_what_the_data_of_a_person_are_called_is_no_name() -> None:
    cards = [
        (
            ("ชื่อ - สกุล", f"นายสมมุติ {name}"),
            ("ตำแหน่ง", "เจ้าพนักงานปกครองชำนาญการ"),
            ("สังกัด", "ฝ่ายปกครอง"),
            ("", ""),
        )
        for name in ("หนึ่ง", "สอง", "สาม")
    ]
    rows = [("คณะทำงาน ITA สำนักงานเขตตัวอย่าง", ""), *(row for card in cards for row in card)]
    assert not any(part.is_taken for part in find_parts([workbook(rows)], fiscal_year=2568))


def test_headings_that_a_roster_repeats_make_it_no_less_one() -> None:
    heads = ("ลำดับ", "ชื่อ - สกุล", "ตำแหน่ง", "บทบาท")
    people = [(at, f"นายสมมุติ {at}", "เจ้าพนักงานปกครองชำนาญการ", "คณะทำงาน") for at in range(1, 9)]
    rows = [("คำสั่งแต่งตั้งคณะทำงาน ITA ปี 2568",), heads, *people[:4], heads, *people[4:]]
    parts = find_parts([workbook(rows)], fiscal_year=2568)
    assert [part.is_taken for part in parts if part.kind] == [True]


@pytest.mark.parametrize("last", ["ผู้รายงาน", "ลิงก์หรือชื่อไฟล์"])
def test_who_reports_and_what_links_lead_to_are_no_names_of_items(last: str) -> None:
    rows = (
        ("ผลการดำเนินการตามมาตรการ ITA ปี 2568",),
        ("ข้อ", "มาตรการ/กิจกรรม", "ผลการดำเนินการ", "สถานะ", "ร้อยละ", last),
        ("O1", "ปรับปรุงข้อมูลผู้บริหาร", "แก้แล้ว 6 หน้า", "อยู่ระหว่างดำเนินการ", 75, "ลดาวัลย์"),
        ("O8", "เพิ่ม E-Service", "เปิดบริการใหม่", "เสร็จแล้ว", 100, "ชยุต"),
        ("E6", "ทำระบบคิว", "ลดเวลารอ", "เสร็จแล้ว", 100, "ชยุต"),
    )
    (part,) = find_parts([workbook(rows)], fiscal_year=2568)
    assert (part.kind, part.is_taken) == ("progress", True)


def test_posts_below_a_damaged_heading_are_no_names() -> None:
    rows = (
        ("รายชื่อคณะทำงาน ปี 2568",),
        ("ลำดับ", "ชื่อำมสกุล", "ฝ่าย", "ฐานะ", "ชื่อตำแหนน่ง"),
        (1, "นางสาวสมมุติ หนึ่ง", "ฝ่ายทะเบียน", "ประธานคณะทำงาน", "นายช่างโยธาชำนาญงาน"),
        (2, "นายสมมุติ สอง", "ฝ่ายปกครอง", "คณะทำงาน", "นายช่างโยธาชำนาญงาน"),
    )
    parts = find_parts([workbook(rows)], fiscal_year=2568)
    assert not any(part.is_taken for part in parts)
