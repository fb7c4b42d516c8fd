"""Owner cells: which names in them are one unit's, and which stand side by side."""

import pytest

from ita_desktop.domain.records import Person, Unit, UnitKind
from ita_desktop.domain.roster.matching import UnitFinder
from ita_desktop.exchange.cells.owners import split_owners
from ita_desktop.services.roster.owner_names import OwnerNames

SECTIONS = {
    "ฝ่ายปกครอง": "ปค.",
    "ฝ่ายทะเบียน": "ทบ.",
    "ฝ่ายโยธา": "ยธ.",
    "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล": "สวล.",
    "ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม": "พช.",
    "ฝ่ายรายได้": "รายได้",
}


def read(text: str, more: tuple[str, ...] = ()) -> list[tuple[str, bool]]:
    """The names in a cell, and whether each is known."""
    named = [*SECTIONS.items(), *((name, "") for name in more)]
    units = [Unit(id=name, name=name, kind=UnitKind.SECTION, short_name=short)
             for name, short in named]  # fmt: skip
    found = OwnerNames(UnitFinder(units), lambda _name: None).read(split_owners(text))
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


def test_an_unknown_half_leaves_the_name_whole_and_asked():
    assert read("ปค. และ กกก.") == [("ปค. และ กกก.", False)]


LONG = "ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม"


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("ฝ่ายพัฒนาชุมชน\nและสวัสดิการสังคม", [LONG]),
        ("ปค.\nฝ่ายพัฒนาชุมชน\nและสวัสดิการ\nสังคม\nทบ.", ["ฝ่ายปกครอง", LONG, "ฝ่ายทะเบียน"]),
        ("ฝ่ายปกครอง, ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม", ["ฝ่ายปกครอง", LONG]),
        ("ฝ่ายปกครอง ฝ่ายทะเบียน ฝ่ายโยธา", ["ฝ่ายปกครอง", "ฝ่ายทะเบียน", "ฝ่ายโยธา"]),
        ("ฝ่ายปกครอง\nฝ่ายปกครอง", ["ฝ่ายปกครอง", "ฝ่ายปกครอง"]),
    ],
)
def test_lines_of_one_name_are_joined_and_names_beside_each_other_parted(text, owners):
    assert read(text) == [(owner, True) for owner in owners]


def test_a_person_and_a_post_are_known_as_such():
    someone = Person(id="p", prefix="นาย", name="ตัวอย่าง หนึ่ง")
    names = OwnerNames(UnitFinder([]), lambda name: someone if name.name == someone.name else None)
    found = names.read(split_owners("นายตัวอย่าง หนึ่ง\nผู้อำนวยการเขต\nนายตัวอย่าง สอง"))
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
