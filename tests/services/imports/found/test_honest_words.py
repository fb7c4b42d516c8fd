"""Files of our own office have words of all sorts beside what they are: a sentence below scores, a
line between titles, the name of a file. None of these makes a table of ours a question."""

from dataclasses import replace

import pytest

from ita_desktop.frameworks.shipped import load
from ita_desktop.services.imports.evidence.seen import known_of
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.part import NOT_SURE, Part
from ita_desktop.services.imports.plan import Consent
from tests.services.imports.found.books import Rows, document, workbook

OFFICE = "สำนักงานเขตตัวอย่าง"
YEAR = "ปีงบประมาณ พ.ศ. 2567"
TITLE = f"ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) {YEAR}"
FRAMEWORK = load(2567)
INDICATORS = [each for each in FRAMEWORK.indicators if "." not in each.code]
ITEMS = [item for item in FRAMEWORK.items if item.code[0] == "O"]
SCORES: Rows = (
    ("ตัวชี้วัด", "ชื่อตัวชี้วัด", "คะแนน"),
    *((f"ตัวชี้วัดที่ {each.code}", each.name, f"8{each.code[-1]}.25") for each in INDICATORS),
)


def only(rows: Rows, name: str = "ผล ITA.xlsx") -> Part:
    """The part that is a list of a known kind, in a workbook of our office."""
    return known_part(replace(workbook(rows), name=name))


def known_part(source: object) -> Part:
    known = replace(known_of(None), office=OFFICE, shown=2567)
    (part,) = (each for each in find_parts([source], known=known) if each.kind)  # type: ignore[list-item]
    return part


def scored(*above: str, below: tuple[str, ...] = (), name: str = "ผล ITA.xlsx") -> Part:
    lines = [*((line,) for line in above), *SCORES, *((line,) for line in below)]
    return only(lines, name)


def why(part: Part) -> str:
    """Why a part is not ticked."""
    return " ".join(str(each.fields["why"]) for each in part.doubts if each.template == NOT_SURE)


DENIED = (
    *("หมายเหตุ : คะแนนจากการซักซ้อมภายใน ครั้งที่ 1 ยังไม่ใช่คะแนนจริง", "* เป็นคะแนนเป้าหมาย ไม่ใช่คะแนนที่ได้รับ"),
    *("คะแนนนี้เป็นการประเมินตนเอง ก่อนการประเมินจริง", "ข้อมูลสมมติ ใช้ประกอบการอบรมเท่านั้น", "ร่าง"),
    *("ที่มา : ผลประเมินของสำนักงานเขตสมมติเหนือ นำมาเป็นตัวอย่าง", "รอผลอย่างเป็นทางการ", "ยังไม่ใช่คะแนนจริง"),
    *("ฉบับร่าง ห้ามใช้อ้างอิง", "อย่างไม่เป็นทางการ", "ยังไม่ประกาศผล"),
)


@pytest.mark.parametrize("note", DENIED)
def test_a_note_that_our_scores_are_none_yet_is_a_doubt(note: str) -> None:
    part = scored(TITLE, OFFICE, below=(note,))
    assert part.consent is Consent.UNTICKED
    assert f"แถว {len(SCORES) + 3} เขียนว่า" in why(part)
    assert not scored(TITLE, OFFICE, note).is_taken
    assert not known_part(document(TITLE, OFFICE, SCORES, note)).is_taken


@pytest.mark.parametrize("head", ["คะแนนที่คาดว่าจะได้", "คะแนน (ซ้อม)", "คะแนน Mock"])
def test_scores_that_their_heading_calls_otherwise_are_not_taken(head: str) -> None:
    heads = (*SCORES[0][:-1], head)
    parts = find_parts([workbook([(TITLE,), (OFFICE,), heads, *SCORES[1:]])], fiscal_year=2567)
    assert not any(part.is_taken for part in parts)


@pytest.mark.parametrize("level", [each.name for each in FRAMEWORK.levels.levels])
def test_the_official_levels_are_words_of_results(level: str) -> None:
    assert scored(TITLE, OFFICE, "ระดับผลการประเมิน", level).is_taken
    assert scored(TITLE, below=("ระดับ", level)).is_taken


NOTES = (
    *("เป้าหมายการพัฒนา ยกระดับสู่ผ่านดีเยี่ยม", "ปีที่แล้วสำนักงานเขตไม่ได้เข้ารับการประเมิน"),
    *("คำนวณจากคะแนนเฉลี่ยของผู้ตอบ", "ค่าเฉลี่ยกลุ่มผู้ตอบแบบวัด", "หมายเหตุ ร่างรายงานเสนอผู้บริหาร"),
    *("หมายเหตุ : ค่าเฉลี่ยระดับประเทศ ดูที่เว็บไซต์ ป.ป.ช.", "หมายเหตุ เป้าหมายปีต่อไปอยู่ในแผนปฏิบัติราชการ"),
    *(
        "น้ำหนักของเครื่องมือ 30 : 30 : 40",
        "เกณฑ์ขั้นต่ำ 85",
        "อยู่ระหว่างรอผลการตรวจเยี่ยม",
        "รอรับรองรายงานการประชุม",
    ),
    *("ที่มา : ฝ่ายปกครอง สำนักงานเขต ข้อมูล ณ วันที่ 1 ตุลาคม", "ที่มา : คู่มือของสำนักงานเขตทุกแห่ง"),
    "ขอรับรองว่าเป็นข้อมูลจริง หากไม่เป็นจริงยินดีแก้ไข",
)


@pytest.mark.parametrize("note", NOTES)
def test_a_sentence_below_our_scores_is_no_question(note: str) -> None:
    assert scored(TITLE, OFFICE, below=(note,)).is_taken


@pytest.mark.parametrize("note", [NOTES[0], *NOTES[2:]])
def test_a_sentence_below_scores_of_no_office_is_a_doubt(note: str) -> None:
    part = scored(TITLE, below=(note,))
    assert part.is_taken or part.consent is Consent.UNTICKED
    assert part.is_taken or f"แถว {len(SCORES) + 2}" in why(part)


@pytest.mark.parametrize(
    "lines",
    [
        ("จากผลการประเมินดังกล่าว", "เป้าหมายในการพัฒนา คือยกระดับผลการประเมินให้สูงขึ้น"),
        ("ปีที่ผ่านมา สำนักงานเขตได้รับผลการประเมินในระดับผ่าน",),
    ],
)
def test_sentences_around_our_scores_in_a_document_are_no_question(lines: tuple[str, ...]) -> None:
    assert known_part(document(TITLE, OFFICE, SCORES, *lines)).is_taken
    intro = "ปีที่ผ่านมา สำนักงานเขตตัวอย่างได้รับผลการประเมินดังนี้"
    assert known_part(document(intro, TITLE, SCORES)).is_taken


@pytest.mark.parametrize(
    "name",
    [
        *("ผล ITA ปีที่แล้ว", "ผล ITA 2567 แนบร่างหนังสือนำส่ง", "ผล ITA 2567 พร้อมสูตรคำนวณ"),
        *("ตัวชี้วัดและเป้าหมาย ITA 2567 ผลจริง", "ผล ITA 2567 ส่ง อ.สมมติ"),
    ],
)
def test_what_a_file_is_called_beside_is_no_question(name: str) -> None:
    assert scored(TITLE, OFFICE, name=f"{name}.xlsx").is_taken


@pytest.mark.parametrize("name", ["ร่าง ITA 2567", "ITA 2567 (Mock)", "คะแนนคาดการณ์ ITA 2567"])
def test_what_a_file_is_called_itself_is_a_doubt(name: str) -> None:
    assert scored(TITLE, OFFICE, name=f"{name}.xlsx").consent is Consent.UNTICKED
    assert scored("ตารางคะแนน", name=f"{name}.xlsx").consent is None


@pytest.mark.parametrize(
    "title", ["ร่าง", "คะแนนประเมินตนเอง ITA", "เป้าหมายคะแนน ITA", "ค่าเฉลี่ยคะแนน ITA ระดับประเทศ"]
)
def test_what_the_title_calls_scores_is_no_doubt(title: str) -> None:
    part = scored(f"{title} {YEAR}", OFFICE)
    assert not part.is_taken
    assert part.consent is None


@pytest.mark.parametrize(
    "words",
    [
        "เทียบกับเป้าหมาย",
        "เป็นไปตามเป้าหมาย",
        "จำแนกตามน้ำหนักตัวชี้วัด",
        "สูงกว่าค่าเฉลี่ยกรุงเทพมหานคร",
        "ที่ซักซ้อมแนวทางแล้ว",
    ],
)
def test_what_our_title_compares_scores_with_is_no_question(words: str) -> None:
    assert scored(f"{TITLE} {words}", OFFICE).is_taken


@pytest.mark.parametrize("rows", [(("คะแนน (เขตบางรัก)",),), (("คะแนน",), ("เขตบางรัก",))])
def test_the_heading_of_scores_says_whose_they_are(rows: Rows) -> None:
    heads = [(*SCORES[0][:-1], *rows[0]), *(("", "", *row) for row in rows[1:])]
    part = only([(TITLE,), (OFFICE,), *heads, *SCORES[1:]])
    assert part.consent is Consent.OTHER_OFFICE


def test_the_heading_of_own_marks_says_whose_they_are() -> None:
    marks = [(item.code, item.title, 50 + at) for at, item in enumerate(ITEMS)]
    heads = ("ข้อ", "ประเด็น", "คะแนน (เขตบางรัก)")
    part = only([(f"ผลการประเมิน OIT {OFFICE} {YEAR}",), heads, *marks])
    assert (part.kind, part.consent) == ("evidence", Consent.OTHER_OFFICE)


def test_the_title_of_scores_says_whose_they_are_and_not_who_has_them() -> None:
    other = "ขอส่งผลการประเมิน ITA ของสำนักงานเขตบางรัก ปี 2567"
    assert scored(other, OFFICE).consent is Consent.OTHER_OFFICE
    assert scored(TITLE, OFFICE, "เทียบกับผลการประเมิน ITA ในสำนักงานเขตบางรัก").consent is None


TITLES = (
    *("ตารางที่ 1 แสดงผลคะแนนการประเมิน ITA", "ตารางแสดงคะแนน ITA รายตัวชี้วัด", "คะแนน ITA แยกตามตัวชี้วัด"),
    *("ข้อมูลผลคะแนนการประเมิน ITA", "ผลการประเมิน ITA ที่ประกาศเมื่อวันที่ 15 สิงหาคม 2567"),
    *("สรุปผลคะแนน ITA ที่ได้รับแจ้งจาก กทม.", "เอกสารแนบ 1 ผลคะแนน ITA", "ภาคผนวก ก ผลคะแนน ITA"),
    *("สิ่งที่ส่งมาด้วย 2 ผลการประเมิน ITA", "แสดงผลคะแนนจำแนกรายตัวชี้วัด ITA", "รายละเอียดคะแนน ITA"),
    *("คะแนนผลการประเมิน ITA ประกอบการวิเคราะห์", "ผลการประเมิน ITA จากเว็บไซต์ ป.ป.ช."),
    "ผลการประเมิน (ITA) มีคะแนนดังนี้",
)


@pytest.mark.parametrize("title", TITLES)
def test_titles_that_name_no_office_are_those_of_results(title: str) -> None:
    part = scored(f"{title} {YEAR}")
    assert part.is_taken, why(part)


def listed(second: str, last: str, *above: str, owners: str = "ฝ่ายปกครอง") -> Part:
    """A list of our items with a second column, whatever it is."""
    title = f"ข้อ OIT การประเมิน ITA {OFFICE} {YEAR}"
    cells = [(item.code, f"{second} ที่ {at}", owners) for at, item in enumerate(ITEMS, 1)]
    return only([(title,), *((line,) for line in above), ("ข้อ", second, last), *cells])


LINK = "https://district.example/1"


@pytest.mark.parametrize(
    ("second", "last", "value"),
    [
        ("ผู้ประสานงาน", "ผู้รับผิดชอบ", "ฝ่ายปกครอง"),
        ("สิ่งที่ต้องเตรียม", "ผู้รับผิดชอบ", "ฝ่ายปกครอง"),
        ("คำอธิบายย่อ", "ผู้รับผิดชอบ", "ฝ่ายปกครอง"),
        ("ชื่อเว็บ", "ลิงก์", LINK),
        ("ผู้อัปโหลด", "ลิงก์", LINK),
        ("วิธีแก้ไข", "ข้อสังเกตของผู้ตรวจ", "ลิงก์ใช้ไม่ได้"),
    ],
)
def test_a_column_behind_our_codes_is_none_of_names(second: str, last: str, value: str) -> None:
    part = listed(second, last, owners=value)
    assert part.is_taken, why(part)
    assert not part.belief.titled


@pytest.mark.parametrize("line", ["ต้นแบบจากปี 2567 ปรับปรุงแล้ว", "ตัวอย่างหลักฐานดูท้ายตาราง"])
def test_a_line_below_the_title_of_our_owners_is_no_question(line: str) -> None:
    cells = [(item.code, item.title, "ฝ่ายปกครอง") for item in ITEMS]
    rows = [(f"ผู้รับผิดชอบ ITA {OFFICE} {YEAR}",), (line,), ("ข้อ", "ชื่อข้อ", "ผู้รับผิดชอบ"), *cells]
    assert only(rows).is_taken


def test_a_calendar_with_a_training_is_the_years() -> None:
    rows = (
        (f"กำหนดการอบรมและการส่งข้อมูล ITA {OFFICE} ปี 2567",),
        ("วันที่", "กิจกรรม"),
        ("10 ม.ค. 2567", "ส่งข้อมูล OIT"),
        ("20 ก.พ. 2567", "เปิดตอบแบบวัด IIT"),
        ("15 มี.ค. 2567", "ปิดระบบ EIT"),
        ("30 เม.ย. 2567", "อบรม ITA"),
    )
    assert (only(rows).kind, only(rows).is_taken) == ("calendar", True)


def test_the_name_of_a_file_makes_our_staff_no_voters() -> None:
    people = [(f"นายสมมุติ {at}", "เจ้าพนักงานปกครองชำนาญงาน", "ฝ่ายปกครอง") for at in "กขคง"]
    rows = [(f"รายชื่อบุคลากร{OFFICE}",), ("ชื่อ - สกุล", "ตำแหน่ง", "สังกัด"), *people]
    part = only(rows, "รายชื่อบุคลากร งานทะเบียนและเลือกตั้ง.xlsx")
    assert (part.kind, part.is_taken) == ("people", True)
