"""Which unit a text means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.records import GroupOf, Unit, UnitKind
from ita_desktop.domain.roster.matching import (
    UnitFinder,
    full_unit_name,
    is_phrase,
    kind_of_name,
    may_be_name,
)
from ita_desktop.services.years.years import default_units

SCHOOLS = ("โรงเรียนวัดตัวอย่าง (ราษฎร์อุปถัมภ์)", "โรงเรียนวัดตัวอย่างเหนือ", "โรงเรียนวัดบึงตัวอย่าง")


@pytest.fixture(scope="module")
def finder():
    schools = [Unit(id=name, name=name, kind=UnitKind.SCHOOL) for name in SCHOOLS]
    return UnitFinder([*default_units(), *schools])


def name_of(unit):
    return unit.name if unit else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ฝ่ายสิ่งแวดล้อมฯ", "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล"),
        ("ฝ่ายรักษาฯ", "ฝ่ายรักษาความสะอาดและสวนสาธารณะ"),
        ("ฝ่ายรักฯ", "ฝ่ายรักษาความสะอาดและสวนสาธารณะ"),
        ("ฝ่ายรักษาความสะอาด", "ฝ่ายรักษาความสะอาดและสวนสาธารณะ"),
        ("ฝ่ายพัฒนาชุมชน", "ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม"),
        ("ฝ่ายพัฒนาชุมชนฯ", "ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม"),
        ("ฝ่ายคลัง", "ฝ่ายการคลัง"),
        ("เทศกิจ", "ฝ่ายเทศกิจ"),
        ("- ฝ่ายปกครอง", "ฝ่ายปกครอง"),
        ("ฝ่าย ปกครอง", "ฝ่ายปกครอง"),
        ("ฝ่ายปกครอง.", "ฝ่ายปกครอง"),
        ("ปกครอง", "ฝ่ายปกครอง"),
        ("ฝ่ายรักษาความสะอาดและสวนสาธารณะ (ฝ่ายรักษาฯ)", "ฝ่ายรักษาความสะอาดและสวนสาธารณะ"),
        (
            "ฝ่ายสิ\u0e48\u0e07แวดล้อมฯ".replace("\u0e34\u0e48", "\u0e48\u0e34"),
            "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล",
        ),
        ("โรงเรียนในสังกัดสำนักงานเขต", "โรงเรียนในสังกัด"),
        ("รร.สังกัดกรุงเทพมหานคร ในพื้นที่เขต", "โรงเรียนในสังกัด"),
        ("ทุกโรงเรียนในสังกัด", "โรงเรียนในสังกัด"),
        ("ทุกส่วนราชการ", "ทุกฝ่าย"),
        ("ผู้บริหารเขต", "ผู้บริหารเขต"),
        ("สำนักงานเขต", "สำนักงานเขต"),
        ("สนง.เขต", "สำนักงานเขต"),
        ("รร.วัดบึงตัวอย่าง", "โรงเรียนวัดบึงตัวอย่าง"),
        ("ร.ร. วัดบึงตัวอย่าง", "โรงเรียนวัดบึงตัวอย่าง"),
        ("โรงเรียนวัดตัวอย่าง", "โรงเรียนวัดตัวอย่าง (ราษฎร์อุปถัมภ์)"),
        ("โรงเรียนวัดตัวอย่าง(ราษฎร์อุปถัมภ์)", "โรงเรียนวัดตัวอย่าง (ราษฎร์อุปถัมภ์)"),
    ],
)
def test_a_unit_is_found_by_any_of_its_usual_names(finder, text, name):
    assert name_of(finder.find(text)) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ฝ่าย",
        "พัฒนา",
        "ฝ่ายพัสดุ",
        "โรงเรียนวัดตัวอย่าง (ชื่ออื่น)",
        "โรงเรียนวัดบึง",
        "ผู้อำนวยการเขต",
        "หัวหน้าฝ่ายทุกฝ่าย",
        # Another unit's name that begins with, ends with or holds a known one.
        "ฝ่ายปกครองและทะเบียน",
        "ฝ่ายปกครองทั่วไป",
        "ฝ่ายทะเบียนและปกครอง",
        "ฝ่ายปกครองและฝ่ายทะเบียน",
        "กลุ่มงานฝ่ายปกครอง",
        "งานทะเบียน",
        "ฝ่ายปกครอง (งานทะเบียน)",
        "ฝ่ายปกครอง ฯลฯ",
        "ฝ่ายปกครอง ฯลฯ (รอแจ้ง)",
        "ฝ่ายรักษา ฯลฯ",
        "ฝ่ายปกครองฯ",
        # Two letters are too few for an abbreviation.
        "ฝ่ายรัฯ",
        "ทุกฝ่าย ยกเว้นฝ่ายเทศกิจ",
    ],
)
def test_what_is_not_certain_is_not_found(finder, text):
    assert finder.find(text) is None


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("ฝ่ายเทคนิค", "ฝ่ายเทศกิจ"),
        ("ฝ่ายปักครอง", "ฝ่ายปกครอง"),
        ("โรงเรียนวัดบึงตัวอยาง", "โรงเรียนวัดบึงตัวอย่าง"),
        ("โรงเรียนประจำอำเภอ", None),
    ],
)
def test_a_misprint_leads_to_the_name_that_was_meant(finder, text, near):
    assert finder.find(text) is None
    assert name_of(finder.near(text)) == near


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ปค.", "ฝ่ายปกครอง"),
        ("ปค", "ฝ่ายปกครอง"),
        ("ทบ.", "ฝ่ายทะเบียน"),
        ("ยธ.", "ฝ่ายโยธา"),
        ("ฝ่าย ยธ.", "ฝ่ายโยธา"),
        ("สวล.", "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล"),
        ("สสภ.", "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล"),
        ("รด.", "ฝ่ายรายได้"),
        ("รส.", "ฝ่ายรักษาความสะอาดและสวนสาธารณะ"),
        ("ศษ.", "ฝ่ายการศึกษา"),
        ("ค.ล.", "ฝ่ายการคลัง"),
        ("คล.", "ฝ่ายการคลัง"),
        ("ทก.", "ฝ่ายเทศกิจ"),
        ("พช.", "ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม"),
    ],
)
def test_an_abbreviation_is_asked_about_with_the_section_that_it_may_stand_for(finder, text, first):
    assert finder.find(text) is None
    assert name_of(finder.near(text)) == first


@pytest.mark.parametrize("text", ["กพ.", "ผอ.", "มค.", "ก", "ปคยธทกสว"])
def test_letters_of_no_section_lead_to_none(finder, text):
    assert finder.nearest(text) == ()


@pytest.mark.parametrize(
    ("texts", "phrase", "name"),
    [
        (("ฝ่ายพัสดุ", "ฝ่ายกีฬาและนันทนาการ", "โรงเรียนวัดใหม่ (ประถม)", "ทุกฝ่าย", "งานพัสดุ"), False, True),
        (("ฝ่ายกีฬา ชั้น 2", "ฝ่ายกีฬา 2 คน", "ฝ่ายกีฬา ฯลฯ", "ฝ่ายเจ้าของเรื่อง"), False, False),
        (("โรงเรียนอนุบาล 3 แห่ง", "โรงเรียนที่เข้าร่วม", "ฝ่ายละ 2 คน"), False, False),
        (("ทุกฝ่าย ยกเว้น ฝ่ายเทศกิจ", "ทุกฝ่าย (ไม่ต้องส่ง)", "ฝ่ายปกครองส่งให้ฝ่ายโยธา"), True, False),
        (("ฝ่ายปกครอง → ฝ่ายโยธา", "ฝ่ายปกครอง/ทะเบียน", "ฝ่ายที่รับผิดชอบ"), True, False),
    ],
)
def test_a_phrase_about_units_is_no_name_of_one(texts, phrase, name):
    for text in texts:
        assert (is_phrase(text), may_be_name(text)) == (phrase, name), text


def test_a_name_that_holds_those_of_two_units_leads_to_both(finder):
    near = [unit.name for unit in finder.nearest("ฝ่ายปกครองและทะเบียน")]
    assert set(near) >= {"ฝ่ายปกครอง", "ฝ่ายทะเบียน"}
    assert finder.nearest("ฝ่ายพัสดุกลาง") == ()


def test_words_behind_a_name_lead_to_it(finder):
    assert name_of(finder.near("ฝ่ายเทศกิจร่วมกับหน่วยงานอื่นที่เกี่ยวข้องทั้งหมด")) == "ฝ่ายเทศกิจ"


def test_the_name_that_is_most_alike_is_offered_first_and_three_at_most():
    names = ("ฝ่ายทดสอบงาน", "ฝ่ายทดสอบกลาง", "ฝ่ายทดสอบ", "ฝ่ายทดสอบใหม่")
    finder = UnitFinder(Unit(id=name, name=name, kind=UnitKind.SECTION) for name in names)
    near = [unit.name for unit in finder.nearest("ฝ่ายทดสอป")]
    assert near == ["ฝ่ายทดสอบ", "ฝ่ายทดสอบงาน", "ฝ่ายทดสอบกลาง"]


def test_a_name_goes_before_the_same_word_as_another_name_of_a_unit():
    own = Unit(id="own", name="ฝ่ายทดลอง", kind=UnitKind.SECTION)
    others = [
        Unit(id=name, name=name, kind=UnitKind.SECTION, aliases="ฝ่ายทดลอง;ฝ่ายลอง")
        for name in ("ฝ่ายหนึ่ง", "ฝ่ายสอง")
    ]
    finder = UnitFinder([*others, own])
    assert finder.find("ฝ่ายทดลอง") is own
    assert finder.find("ฝ่ายลอง") is None


def test_schools_that_a_number_tells_apart_are_no_misprints_of_each_other(finder):
    schools = [Unit(id="1", name="โรงเรียนวัดตัวอย่าง ๑", kind=UnitKind.SCHOOL)]
    assert UnitFinder(schools).nearest("โรงเรียนวัดตัวอย่าง 2") == ()


def test_two_sections_that_begin_alike_are_not_mixed_up():
    sections = [
        Unit(id=name, name=name, kind=UnitKind.SECTION) for name in ("ฝ่ายพัฒนาชุมชน", "ฝ่ายพัฒนารายได้")
    ]
    finder = UnitFinder(sections)
    assert finder.find("ฝ่ายพัฒนาฯ") is None
    assert name_of(finder.find("ฝ่ายพัฒนาร.")) == "ฝ่ายพัฒนารายได้"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("รร.วัดตัวอย่าง", UnitKind.SCHOOL),
        ("ฝ่ายพัสดุ", UnitKind.SECTION),
        ("ทุกฝ่าย", UnitKind.GROUP),
        ("ทุก รร.", UnitKind.GROUP),
        ("สำนักงานเขตตัวอย่าง", UnitKind.OFFICE),
        ("งานพัสดุ", None),
    ],
)
def test_a_name_tells_what_kind_of_unit_it_is(text, kind):
    assert kind_of_name(text) is kind


def test_a_new_school_is_stored_under_its_full_name():
    assert full_unit_name("• รร.วัดตัวอย่าง") == "โรงเรียนวัดตัวอย่าง"


def test_the_unit_that_stands_for_a_group_is_known(finder):
    assert name_of(finder.group(GroupOf.SCHOOLS)) == "โรงเรียนในสังกัด"


@given(st.text())
def test_any_text_means_one_known_unit_or_none(finder, text):
    known = {unit.name for unit in default_units()} | set(SCHOOLS) | {None}
    assert {name_of(finder.find(text)), name_of(finder.near(text))} <= known


_MORE = (
    Unit(id="a", name="ฝ่ายทดลอง", short_name="ทล.", kind=UnitKind.SECTION, aliases="ฝ่ายลอง"),
    Unit(id="b", name="ฝ่ายทดลองงาน", short_name="ทล.", kind=UnitKind.SECTION),
    Unit(id="c", name="โรงเรียนทดลอง (สาธิต)", kind=UnitKind.SCHOOL, aliases="ฝ่ายลอง"),
    Unit(id="d", name="โรงเรียนทดลอง", kind=UnitKind.SCHOOL),
)


@pytest.mark.parametrize("left", [*(unit.id for unit in _MORE), "ไม่มี"])
def test_a_finder_without_a_unit_finds_as_one_that_never_had_it(left) -> None:
    every = [*default_units(), *_MORE]
    missing = UnitFinder(every, "สำนักงานเขตทดลอง").without(left)
    anew = UnitFinder([unit for unit in every if unit.id != left], "สำนักงานเขตทดลอง")
    names = [
        name for unit in every for name in (unit.name, unit.short_name, *unit.aliases.split(";"))
    ]
    for name in (*names, "ฝ่ายทดฯ", "ทล", "ทุกฝ่าย", "สำนักงานเขตทดลอง", "ฝ่ายทดลองๆ", "รร.ทดลอง"):
        assert missing.find(name) == anew.find(name), name
        assert missing.nearest(name) == anew.nearest(name), name
        assert missing.is_name(name) == anew.is_name(name), name
