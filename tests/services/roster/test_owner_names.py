"""Owner cells: which names in them are one unit's, which stand side by side, and what the words
between them say."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.records import GroupOf, OwnerRole, Person, Unit, UnitKind
from ita_desktop.domain.roster.matching import UnitFinder, is_phrase
from ita_desktop.domain.text import one_line
from ita_desktop.exchange.cells.owners import OwnerEntry
from ita_desktop.services.roster.owner_names import OwnerNames

SECTIONS = {
    "ฝ่ายปกครอง": "ปค.",
    "ฝ่ายทะเบียน": "ทบ.",
    "ฝ่ายโยธา": "ยธ.",
    "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล": "สวล.",
    "ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม": "พช.",
    "ฝ่ายรายได้": "รายได้",
}


def cell(text: str) -> OwnerEntry:
    return OwnerEntry(text, OwnerRole.LEAD)


def read(text: str, more: tuple[str, ...] = ()) -> list[tuple[str, bool]]:
    """The names in a cell, and whether each is known."""
    named = [*SECTIONS.items(), *((name, "") for name in more)]
    units = [Unit(id=name, name=name, kind=UnitKind.SECTION, short_name=short)
             for name, short in named]  # fmt: skip
    found = OwnerNames(UnitFinder(units), lambda _name: None).read([cell(text)])
    return [
        (
            owner.ref.unit_id or "" if owner.ref is not None else owner.entry.text,
            owner.ref is not None,
        )
        for owner in found
    ]


@pytest.mark.parametrize(
    "text",
    ["ปค. และ ทบ.", "ปค.และทบ.", "ปค. กับ ทบ.", "ปค./ทบ.", "ปค. / ทบ.", "ปค. ทบ.", "ปค.\nและ ทบ.",
     "ปค. ร่วมกับ ทบ.", "ฝ่ายปกครอง และ ทบ.", "ปค. และฝ่ายทะเบียน", "ปกครอง และ ทะเบียน", "ปค. & ทบ."],
)  # fmt: skip
def test_known_names_side_by_side_are_two_owners(text):
    assert read(text) == [("ฝ่ายปกครอง", True), ("ฝ่ายทะเบียน", True)]


def test_three_abbreviations_are_three_owners():
    assert read("ปค., ทบ. และ ยธ.") == [
        ("ฝ่ายปกครอง", True),
        ("ฝ่ายทะเบียน", True),
        ("ฝ่ายโยธา", True),
    ]
    assert [name for name, _ in read("พช. และ สวล. และ รายได้")] == [
        "ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม",
        "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล",
        "ฝ่ายรายได้",
    ]


@pytest.mark.parametrize(
    "text", ["ฝ่ายปกครองและทะเบียน", "ปกครองและทะเบียน", "ฝ่ายปกครอง และทะเบียน", "ฝ่ายปกครอง/ทะเบียน"]
)
def test_a_name_that_may_be_one_units_is_asked_about_whole(text):
    assert read(text) == [(text, False)]
    assert read("ฝ่ายปกครองและทะเบียน", ("ฝ่ายปกครองและทะเบียน",)) == [("ฝ่ายปกครองและทะเบียน", True)]


@pytest.mark.parametrize("name", ["ฝ่ายสิ่งแวดล้อมและสุขาภิบาล", "สิ่งแวดล้อมและสุขาภิบาล"])
def test_a_known_name_with_and_in_it_is_one(name):
    assert read(name) == [("ฝ่ายสิ่งแวดล้อมและสุขาภิบาล", True)]


def test_abbreviations_are_asked_about_one_by_one():
    assert read("ปค. และ กกก.") == [("ฝ่ายปกครอง", True), ("กกก.", False)]
    assert read("กก./ขข.") == [("กก.", False), ("ขข.", False)]


def test_a_name_that_runs_on_into_an_unknown_one_is_asked_about_whole():
    assert read("ฝ่ายปกครองฝ่ายกีฬา") == [("ฝ่ายปกครองฝ่ายกีฬา", False)]


def test_an_unknown_half_leaves_the_name_whole_and_asked():
    assert read("ปกครอง และ กกก") == [("ปกครอง และ กกก", False)]


LONG = "ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม"


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("ฝ่ายพัฒนาชุมชน\nและสวัสดิการสังคม", [LONG]),
        ("ปค.\nฝ่ายพัฒนาชุมชน\nและสวัสดิการ\nสังคม\nทบ.", ["ฝ่ายปกครอง", LONG, "ฝ่ายทะเบียน"]),
        ("ฝ่ายปกครอง, ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม", ["ฝ่ายปกครอง", LONG]),
        ("ฝ่ายปกครอง ฝ่ายทะเบียน ฝ่ายโยธา", ["ฝ่ายปกครอง", "ฝ่ายทะเบียน", "ฝ่ายโยธา"]),
        ("ฝ่ายปกครอง\nฝ่ายปกครอง", ["ฝ่ายปกครอง", "ฝ่ายปกครอง"]),
        (f"ฝ่ายปกครอง{LONG}ฝ่ายทะเบียน", ["ฝ่ายปกครอง", LONG, "ฝ่ายทะเบียน"]),
    ],
)
def test_lines_of_one_name_are_joined_and_names_beside_each_other_parted(text, owners):
    assert read(text) == [(owner, True) for owner in owners]


def test_a_person_and_a_post_are_known_as_such():
    someone = Person(id="p", prefix="นาย", name="ตัวอย่าง หนึ่ง")
    names = OwnerNames(UnitFinder([]), lambda name: someone if name.name == someone.name else None)
    found = names.read([cell("นายตัวอย่าง หนึ่ง\nผู้อำนวยการเขต\nนายตัวอย่าง สอง")])
    assert [owner.ref and (owner.ref.person_id, owner.ref.post) for owner in found] == [
        ("p", ""),
        (None, "ผู้อำนวยการเขต"),
        None,
    ]


def test_who_does_it_in_a_unit_stands_in_brackets_behind_it():
    assert read("ฝ่ายปกครอง (นายตัวอย่าง สอง)") == [("ฝ่ายปกครอง", True), ("นายตัวอย่าง สอง", False)]
    assert read("ฝ่ายปกครอง (ชั้น 2)") == [("ฝ่ายปกครอง (ชั้น 2)", False)]
    of_name = "ฝ่ายปกครอง (นายตัวอย่าง สอง)"
    assert read(of_name, (of_name,)) == [(of_name, True)]


SCHOOL = Unit(id="ร1", name="โรงเรียนวัดตัวอย่าง", kind=UnitKind.SCHOOL)
OTHER_SCHOOL = Unit(id="ร2", name="โรงเรียนบ้านตัวอย่าง", kind=UnitKind.SCHOOL)
KNOWN = Person(id="p", prefix="นาย", name="ตัวอย่าง หนึ่ง", unit_id="ปกครอง")
OFFICE = [
    *(
        Unit(id=short, name=f"ฝ่าย{name}", kind=UnitKind.SECTION, short_name=f"{short}.")
        for name, short in (("ปกครอง", "ปค"), ("โยธา", "ยธ"), ("เทศกิจ", "ทศ"))
    ),
    Unit(id="ทุกฝ่าย", name="ทุกฝ่าย", kind=UnitKind.GROUP, group_of=GroupOf.SECTIONS),
    Unit(id="โรงเรียน", name="โรงเรียนในสังกัด", kind=UnitKind.GROUP, group_of=GroupOf.SCHOOLS),
    Unit(id="เขต", name="สำนักงานเขต", kind=UnitKind.OFFICE),
    SCHOOL,
    OTHER_SCHOOL,
]  # fmt: skip
ASKED = "asked as a whole"

CELLS = {
    # Who is left out of a group leaves its other units.
    "ทุกฝ่าย ยกเว้น ฝ่ายเทศกิจ": "ปค ยธ - ฝ่ายเทศกิจ",
    "ทุกฝ่าย (ยกเว้นฝ่ายเทศกิจ)": "ปค ยธ - ฝ่ายเทศกิจ",
    "ทุกฝ่าย [ยกเว้น: ฝ่ายเทศกิจ]": "ปค ยธ - ฝ่ายเทศกิจ",
    "ทุกฝ่าย\nยกเว้นฝ่ายเทศกิจ": "ปค ยธ - ฝ่ายเทศกิจ",
    "ทุกฝ่ายเว้นเทศกิจ": "ปค ยธ - เทศกิจ",
    "ทุกฝ่าย * เว้น ฝ่ายเทศกิจ": "ปค ยธ - ฝ่ายเทศกิจ",
    "ทุกฝ่าย ไม่รวมถึง ทศ.": "ปค ยธ - ทศ.",
    "ทุกฝ่าย นอกจากฝ่ายเทศกิจ": "ปค ยธ - ฝ่ายเทศกิจ",
    "นอกจากฝ่ายเทศกิจแล้ว ทุกฝ่าย": "ปค ยธ - ฝ่ายเทศกิจ",
    "ทุกฝ่าย ยกเว้น ฝ่ายเทศกิจ และฝ่ายโยธา": "ปค - ฝ่ายเทศกิจ ฝ่ายโยธา",
    "ทุกฝ่าย ยกเว้น\n- ฝ่ายเทศกิจ\n- ฝ่ายโยธา": "ปค - ฝ่ายเทศกิจ ฝ่ายโยธา",
    "ทุกฝ่าย (ยกเว้นฝ่ายเทศกิจ) และโรงเรียนในสังกัด": "ปค ยธ โรงเรียน - ฝ่ายเทศกิจ",
    "ทุกฝ่ายและโรงเรียน ยกเว้น รร.วัดตัวอย่าง": "ทุกฝ่าย ร2 - รร.วัดตัวอย่าง",
    "ทุกฝ่าย (ไม่รวมโรงเรียน)": "ทุกฝ่าย - โรงเรียน",
    "ฝ่ายปกครอง (หลัก) ทุกฝ่าย (สนับสนุน) ยกเว้นฝ่ายเทศกิจ": "ปค +ยธ - ฝ่ายเทศกิจ",
    "หลัก: ฝ่ายปกครอง สนับสนุน: ทุกฝ่าย ยกเว้น ฝ่ายปกครอง": "ปค +ยธ +ทศ - ฝ่ายปกครอง",
    "หัวหน้าฝ่ายทุกฝ่าย ยกเว้นฝ่ายเทศกิจ": "หัวหน้าฝ่ายทุกฝ่าย ยกเว้นฝ่ายเทศกิจ",
    "ทุกฝ่าย ยกเว้น ฝ่ายกีฬา": ASKED,
    "ทุกฝ่าย ยกเว้น": ASKED,
    "ยกเว้นฝ่ายเทศกิจ": ASKED,
    "ยกเว้นฝ่ายเทศกิจ ทุกฝ่าย": ASKED,
    "ฝ่ายปกครอง ยกเว้น ฝ่ายเทศกิจ": ASKED,
    "ฝ่ายเทศกิจ ยกเว้น ฝ่ายเทศกิจ": ASKED,
    "ทุกฝ่าย ยกเว้น นายตัวอย่าง หนึ่ง": ASKED,
    "ทุกฝ่าย ยกเว้นฝ่ายเทศกิจ และโรงเรียนในสังกัด": ASKED,
    "ทุกฝ่าย ยกเว้น ฝ่ายเทศกิจ (สนับสนุน)": ASKED,
    # Whom others replace.
    "เดิม ฝ่ายปกครอง เปลี่ยนเป็น ฝ่ายโยธา": "ยธ - ฝ่ายปกครอง",
    "เดิม: ฝ่ายปกครอง\nใหม่: ฝ่ายโยธา": "ยธ - ฝ่ายปกครอง",
    "เดิม ฝ่ายปกครอง และฝ่ายเทศกิจ เปลี่ยนเป็น ฝ่ายโยธา": "ยธ - ฝ่ายปกครอง ฝ่ายเทศกิจ",
    "เดิม ฝ่ายกีฬา เปลี่ยนเป็น ฝ่ายโยธา": "ยธ - ฝ่ายกีฬา",
    "เดิม ฝ่ายปกครอง เปลี่ยนเป็น ฝ่ายกีฬา": "?ฝ่ายกีฬา - ฝ่ายปกครอง",
    "เปลี่ยนจากฝ่ายปกครอง เป็นฝ่ายโยธา": "ยธ - ฝ่ายปกครอง",
    "โอนจากฝ่ายปกครองไปฝ่ายโยธา": "ยธ - ฝ่ายปกครอง",
    "ฝ่ายปกครอง → ฝ่ายโยธา": "ยธ - ฝ่ายปกครอง",
    "ฝ่ายปกครอง --> ฝ่ายโยธา และฝ่ายเทศกิจ": "ยธ ทศ - ฝ่ายปกครอง",
    "ฝ่ายเทศกิจ\nฝ่ายปกครอง → ฝ่ายโยธา": "ทศ ยธ - ฝ่ายปกครอง",
    "ฝ่ายปกครอง (ยกเลิก) ฝ่ายโยธา": "ยธ - ฝ่ายปกครอง",
    "ฝ่ายโยธา (ยกเลิกฝ่ายปกครอง)": "ยธ - ฝ่ายปกครอง",
    "ยกเลิก ฝ่ายปกครอง\nฝ่ายโยธา": "ยธ - ฝ่ายปกครอง",
    "ยกเลิกฝ่ายปกครอง ให้ฝ่ายโยธาแทน": "ยธ - ฝ่ายปกครอง",
    "ฝ่ายปกครอง (เดิม) ฝ่ายโยธา (ใหม่)": "ยธ - ฝ่ายปกครอง",
    "ฝ่ายโยธา (เดิม: ฝ่ายปกครอง)": "ยธ - ฝ่ายปกครอง",
    "ฝ่ายโยธา แทนฝ่ายปกครอง": "ยธ - ฝ่ายปกครอง",
    "นายตัวอย่าง หนึ่ง → นายตัวอย่าง สอง": "?นายตัวอย่าง สอง - นายตัวอย่าง หนึ่ง",
    "เดิม ฝ่ายปกครอง": ASKED,
    "เดิม ฝ่ายปกครอง ฝ่ายโยธา": ASKED,
    "ฝ่ายปกครอง ยกเลิก": ASKED,
    "ฝ่ายปกครอง ยกเลิก ฝ่ายโยธา": ASKED,
    "ฝ่ายปกครอง, ฝ่ายเทศกิจ → ฝ่ายโยธา": ASKED,
    "ฝ่ายปกครอง →": ASKED,
    "เดิม ฝ่ายปกครอง เปลี่ยนเป็น ฝ่ายปกครอง": ASKED,
    "เดิม ฝ่ายปกครอง เปลี่ยนเป็น ใครก็ได้": ASKED,
    "ฝ่ายโยธา ใหม่": ASKED,
    "มอบหมายให้ฝ่ายปกครอง": ASKED,
    # Roles before and behind names.
    "- ฝ่ายปกครอง\n- ทุกฝ่าย; ฝ่ายเทศกิจ (สนับสนุน)": "ปค ทุกฝ่าย +ทศ",
    "หลัก: ฝ่ายปกครอง สนับสนุน: ฝ่ายโยธา, ฝ่ายเทศกิจ": "ปค +ยธ +ทศ",
    "หลัก ฝ่ายปกครอง สนับสนุน ฝ่ายโยธา": "ปค +ยธ",
    "หน่วยงานหลัก\nฝ่ายปกครอง\nหน่วยงานสนับสนุน\nทุกฝ่าย": "ปค +ทุกฝ่าย",
    "ผู้รับผิดชอบหลัก ฝ่ายปกครอง ผู้รับผิดชอบร่วม ทุกฝ่าย": "ปค +ทุกฝ่าย",
    "หลัก : ปค.\nรอง : ยธ.": "ปค +ยธ",
    "ฝ่ายปกครอง หลัก ฝ่ายโยธา สนับสนุน": "ปค +ยธ",
    "ฝ่ายปกครอง - หลัก\nฝ่ายโยธา - สนับสนุน": "ปค +ยธ",
    "ฝ่ายปกครองเป็นหลัก ฝ่ายโยธาเป็นผู้สนับสนุน": "ปค +ยธ",
    "ฝ่ายปกครอง(หลัก)ฝ่ายโยธา(รอง)": "ปค +ยธ",
    "1. ฝ่ายปกครอง (เจ้าภาพ) 2. ฝ่ายโยธา (ร่วม)": "ปค +ยธ",
    "ฝ่ายปกครอง และ ฝ่ายโยธา (สนับสนุน)": "ปค +ยธ",
    "เจ้าภาพหลัก ฝ่ายปกครอง / ร่วม ฝ่ายโยธา": "ปค +ยธ",
    "หลัก ฝ่ายปกครอง ร่วม ฝ่ายโยธา และฝ่ายเทศกิจ": "ปค +ยธ +ทศ",
    "ฝ่ายปกครอง สนับสนุนโดย ฝ่ายโยธา": "ปค +ยธ",
    "ฝ่ายปกครอง (โดยมีฝ่ายโยธาเป็นผู้สนับสนุน)": "ปค +ยธ",
    "ผู้อำนวยการเขต (หลัก) ฝ่ายปกครอง (สนับสนุน)": "ผู้อำนวยการเขต +ปค",
    # Groups: any other word makes them another list.
    "ทุกฝ่าย/ร.ร.ในสังกัด": "ทุกฝ่าย โรงเรียน",
    "ทุกฝ่าย ร.ร.": "ทุกฝ่าย โรงเรียน",
    "ทุกฝ่าย รวมทั้งสถานศึกษาในสังกัด": "ทุกฝ่าย โรงเรียน",
    "ทุกฝ่าย (รวมโรงเรียน)": "ทุกฝ่าย โรงเรียน",
    "ทุกฝ่าย, โรงเรียนทั้ง 12 แห่ง": "ทุกฝ่าย โรงเรียน",
    "ทุกฝ่ายในสำนักงานเขตทดลอง (3 ฝ่าย)": "ทุกฝ่าย",
    "ทุกฝ่ายที่เกี่ยวข้อง": "ทุกฝ่ายที่เกี่ยวข้อง",
    "ทุกฝ่ายที่มีเว็บไซต์": "?ทุกฝ่ายที่มีเว็บไซต์",
    "ทุกฝ่าย เฉพาะฝ่ายโยธา": "?ทุกฝ่าย เฉพาะฝ่ายโยธา",
    "ทุกฝ่าย ศูนย์เยาวชน": "?ทุกฝ่าย ศูนย์เยาวชน",
    # A person and a unit; the person's own unit says who it is.
    "นายตัวอย่าง หนึ่ง (ฝ่ายปกครอง)": "p",
    "นายตัวอย่าง หนึ่ง (ฝ่ายโยธา)": "p ยธ",
    "นายตัวอย่าง สอง (พี่สอง)": "?นายตัวอย่าง สอง ?พี่สอง",
    "ฝ่ายโยธา: นายตัวอย่าง หนึ่ง": "ยธ p",
    "ฝ่ายโยธา โดย นายตัวอย่าง หนึ่ง": "ยธ p",
    # Boxes of a form; one that nobody ticked may be a bullet.
    "☑ ฝ่ายปกครอง\n☐ ฝ่ายโยธา\n☑ ฝ่ายเทศกิจ": "ปค ทศ - ฝ่ายโยธา",
    "[x] ฝ่ายปกครอง [ ] ฝ่ายโยธา": "ปค - ฝ่ายโยธา",
    "☑ ฝ่ายปกครอง (สนับสนุน)": "+ปค",
    "☐ ฝ่ายปกครอง\n☐ ฝ่ายโยธา": ASKED,
    # Words of the grammar inside other words are none.
    "เจ้าหน้าที่ประจำจุดให้บริการ": "เจ้าหน้าที่ประจำจุดให้บริการ",
    "รักษาราชการแทนผู้อำนวยการเขต": "รักษาราชการแทนผู้อำนวยการเขต",
    "ผู้แทนฝ่ายปกครอง": "ผู้แทนฝ่ายปกครอง",
    "โรงเรียนเดิมบาง": "?โรงเรียนเดิมบาง",
    "ฝ่ายทะเบียน ประสาน ฝ่ายปกครอง": ASKED,
    "ผอ.เขต มอบ ฝ่ายปกครอง": ASKED,
}  # fmt: skip


@pytest.mark.parametrize(("text", "means"), CELLS.items())
def test_a_cell_says_who_leads_who_supports_and_who_is_left_out(text: str, means: str) -> None:
    """Owners (+ supports, ? asked) and behind the dash who is none."""
    people = {KNOWN.name: replace(KNOWN, unit_id="ปค")}
    finder = UnitFinder(OFFICE, "สำนักงานเขตทดลอง")
    owners, left = OwnerNames(finder, lambda name: people.get(name.name)).read_cell(cell(text))
    named = []
    for owner in owners:
        mark = "+" if owner.entry.role is OwnerRole.SUPPORT else ""
        ref = owner.ref
        if ref is None:
            mark += "?"
        else:
            assert ref.role is owner.entry.role
        who = ref and (ref.unit_id or ref.person_id or ref.post)
        named.append(f"{mark}{who or owner.entry.text}")
    said = " ".join([*named, *(["-", *left.names] if left else [])])
    if means == ASKED:
        assert [owner.is_phrase for owner in owners] == [True]
        assert said == f"?{one_line(text)}"
    else:
        assert said == means


def test_a_unit_whose_name_has_a_word_of_the_grammar_is_found_by_it() -> None:
    named = Unit(id="1", name="ฝ่ายสนับสนุน", kind=UnitKind.SECTION)
    names = OwnerNames(UnitFinder([*OFFICE, named]), lambda _name: None)
    found = names.read([cell("ฝ่ายสนับสนุน"), cell("ฝ่ายโยธา; ฝ่ายสนับสนุน")])
    assert [owner.ref and owner.ref.unit_id for owner in found] == ["1", "ยธ", "1"]


_SECTIONS = ("ฝ่ายปกครอง", "ฝ่ายโยธา", "ฝ่ายเทศกิจ")
_WORDS = (
    *(*_SECTIONS, "ทุกฝ่าย", "โรงเรียน", "ยกเว้น", "(ไม่รวม", ")", "เดิม", "เปลี่ยนเป็น", "→", "(ยกเลิก)"),
    *("ยกเลิก", "แทน", "ให้", "หลัก:", "(สนับสนุน)", "สนับสนุน", "และ", "/", ",", "\n", ";"),
    *("(", "แล้ว", "ก", "ใหม่"),
)  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS), max_size=9))
def test_whatever_a_cell_says_no_name_in_it_is_lost(words: list[str]) -> None:
    """It is an owner, or none of them, or in what is asked."""
    text = " ".join(words)
    owners, left = OwnerNames(UnitFinder(OFFICE), lambda _name: None).read_cell(cell(text))
    unit = {each.id: each.name for each in OFFICE}
    told = [owner.entry.text for owner in owners] + list(left.names if left else ())
    told += [unit.get(owner.ref.unit_id or "", "") for owner in owners if owner.ref]
    if "ทุกฝ่าย" in told:
        told += _SECTIONS
    for name in _SECTIONS:
        assert name not in text or any(name in one for one in told), (name, told)


@pytest.mark.parametrize(
    "text",
    ["ทุกฝ่าย โดยฝ่ายปกครองเป็นผู้รวบรวม", "ทุกฝ่าย (ฝ่ายปกครองรวบรวม)", "ทุกฝ่าย โดยมีฝ่ายปกครองเป็นหน่วยรวบรวม",
     "ทุกฝ่าย\nโดยให้ฝ่ายปกครองเป็นผู้รวบรวมและจัดส่ง", "ทุกฝ่าย ผู้รวบรวม ฝ่ายปกครอง"],
)  # fmt: skip
def test_who_collects_is_an_owner_beside_those_who_give(text):
    assert read(text, ("ทุกฝ่าย",)) == [("ทุกฝ่าย", True), ("ฝ่ายปกครอง", True)]


@pytest.mark.parametrize(
    "text",
    ["ทุกฝ่ายส่งข้อมูลให้ฝ่ายปกครองรวบรวม", "ทุกฝ่าย ยกเว้น ฝ่ายโยธา โดยฝ่ายปกครองเป็นผู้รวบรวม",
     "ฝ่ายปกครองเป็นผู้ดูแล"],
)  # fmt: skip
def test_other_words_about_who_collects_are_one_phrase(text):
    units = [Unit(id=name, name=name, kind=UnitKind.SECTION) for name in (*SECTIONS, "ทุกฝ่าย")]
    (found,) = OwnerNames(UnitFinder(units), lambda _name: None).read([cell(text)])
    assert (found.ref, found.entry.text) == (None, text)
    assert found.is_phrase or is_phrase(text)


@pytest.mark.parametrize(
    "text", ["ฝ.ปกครอง, ฝ.ทะเบียน", "ฝ.ปกครอง/ฝ.ทะเบียน", "ฝ. ปกครองและ ฝ. ทะเบียน", "ฝ.ปค. ฝ.ทบ."]
)
def test_a_short_word_for_section_before_its_name(text):
    assert read(text) == [("ฝ่ายปกครอง", True), ("ฝ่ายทะเบียน", True)]


@pytest.mark.parametrize(
    "text",
    [
        "ฝ่ายปกครอง (ไม่เกี่ยวกับฝ่ายโยธา)",
        "ฝ่ายปกครอง ถึง ฝ่ายโยธา",
        "ฝ่ายปกครอง (ผู้ประสาน: ฝ่ายทะเบียน)",
    ],
)
def test_words_behind_a_name_may_be_about_the_others_so_all_of_it_is_asked(text):
    assert read(text) == [(text, False)]


def test_the_next_person_with_a_unit_is_an_owner_too():
    text = "นางสมมติ หนึ่ง (ฝ่ายปกครอง) / นายสมมติ สอง (ฝ่ายโยธา)"
    assert [name for name, _ in read(text)] == [
        *("นางสมมติ หนึ่ง", "ฝ่ายปกครอง", "นายสมมติ สอง", "ฝ่ายโยธา"),
    ]


def test_the_former_owner_may_stand_behind_the_present_one():
    assert read("ฝ่ายโยธา จากเดิม ฝ่ายรายได้") == [("ฝ่ายโยธา", True)]
