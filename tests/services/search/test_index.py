"""Finding by any part of a code or name, the best first."""

import gc
import tracemalloc
from datetime import date, timedelta
from functools import cache

import pytest

from ita_desktop.domain.dates import MONTHS, short_date
from ita_desktop.i18n import in_language
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.search.entries import ResultKind, SearchEntry
from ita_desktop.services.search.index import Cut, Index, making
from ita_desktop.services.search.keys import spans
from ita_desktop.services.search.synonyms import synonyms_of
from ita_desktop.typography.words import WordBreaker


def index_of(entries, cut: Cut | None = None, before: Index | None = None) -> Index:
    """An index made at once."""
    bits = making(entries, cut, before)
    while True:
        try:
            next(bits)
        except StopIteration as end:
            return end.value


def entry(kind: ResultKind, code: str, text: str, note: str = "", also: str = "") -> SearchEntry:
    return SearchEntry(kind, code, text, note, Place(PageKey.OIT, code or text), also)


ITEM = entry(ResultKind.ITEM, "O15", "ประกาศต่าง ๆ เกี่ยวกับการจัดซื้อจัดจ้าง", "ฝ่ายการคลัง")
OTHER = entry(ResultKind.ITEM, "O1", "โครงสร้างหน่วยงาน", "ฝ่ายปกครอง")
MEASURE = entry(ResultKind.MEASURE, "I5, O15", "เผยแพร่ประกาศจัดซื้อ", "ทุกเดือน")
PERSON = entry(ResultKind.PERSON, "", "นางสาวตัวอย่าง หนึ่ง", "ฝ่ายปกครอง", "นักประชาสัมพันธ์")
COMMAND = entry(ResultKind.COMMAND, "", "นำเข้าจาก Excel", "Ctrl+I")


@cache
def cut() -> Cut:
    return WordBreaker().parts


@cache
def known() -> Index:
    return index_of([OTHER, ITEM, MEASURE, PERSON, COMMAND], cut())


def found(text: str, index: Index | None = None) -> list[SearchEntry]:
    return [search_entry for _, some in (index or known()).search(text) for search_entry in some]


def titles(*texts: str) -> Index:
    return index_of(
        [entry(ResultKind.ITEM, f"X{at}", text) for at, text in enumerate(texts)], cut()
    )


def test_a_title_with_the_word_comes_before_what_goes_by_it_as_another_name() -> None:
    alias = entry(ResultKind.COMMAND, "", "ตรวจลิงก์ทั้งหมด", also="เว็บ")
    title = entry(ResultKind.COMMAND, "", "หน้าเว็บ OIT")
    assert found("เว็บ", index_of([alias, title], cut())) == [title, alias]


@pytest.mark.parametrize("text", ["O15", "o 15", "O๑๕", " o๑ ๕ "])
def test_spaces_case_and_the_kind_of_digits_do_not_matter(text: str) -> None:
    assert found(text)[0] == ITEM


def test_an_exact_code_comes_before_one_that_begins_so() -> None:
    assert found("O1")[:2] == [OTHER, ITEM]


def test_every_word_must_be_there_in_any_field_and_order() -> None:
    assert found("คลัง จัดซื้อ") == [ITEM]
    assert found("จัดซื้อ โครงสร้าง") == []


def test_the_beginning_of_a_title_comes_before_that_of_a_word_and_that_before_the_middle() -> None:
    index = titles("พนักงานเขต", "ทุนให้นักเรียน", "บัญชีนักเรียน", "นักเรียน")
    assert [search_entry.text for search_entry in found("นัก", index)] == [
        "นักเรียน",
        "ทุนให้นักเรียน",
        "บัญชีนักเรียน",
        "พนักงานเขต",
    ]


def test_words_that_each_begin_a_word_come_before_words_inside_others() -> None:
    index = titles("พนักงานของโรงเรียน", "นักเรียนของโรงเรียน")
    texts = [search_entry.text for search_entry in found("นัก โรง", index)]
    assert texts == ["นักเรียนของโรงเรียน", "พนักงานของโรงเรียน"]


def test_a_word_in_brackets_or_after_a_slash_begins_too() -> None:
    index = titles("xtracking", "ระบบติดตาม (Tracking System)", "IIT/EIT", "สถานะ(ถ้ามี)")
    assert found("track", index)[0].text == "ระบบติดตาม (Tracking System)"
    assert found("eit", index)[0].text == "IIT/EIT"


def test_what_is_typed_over_the_edge_of_two_words_is_found() -> None:
    assert found("ซื้อจัด") == [ITEM]


def test_tone_marks_count_unless_nothing_is_found_with_them() -> None:
    index = titles("ศูนย์ข้อมูล", "ขาวสะอาด", "ข่าวสาร")
    assert [search_entry.text for search_entry in found("ขาว", index)] == ["ขาวสะอาด"]
    assert [search_entry.text for search_entry in found("ศูนยขอมูล", index)] == ["ศูนย์ข้อมูล"]
    assert [search_entry.text for search_entry in found("ข้าวสาร", index)] == ["ข่าวสาร"]


def test_letters_that_are_taken_for_one_another_find_the_word() -> None:
    index = titles("ปฏิทินของปี", "กฎหมายที่เกี่ยวข้อง")
    assert [search_entry.text for search_entry in found("ปฎิทิน", index)] == ["ปฏิทินของปี"]
    assert [search_entry.text for search_entry in found("กฏหมาย", index)] == ["กฎหมายที่เกี่ยวข้อง"]
    assert spans("กฎหมายที่เกี่ยวข้อง", ["กฏหมาย"]) == [(0, 6)]


def test_kinds_come_in_their_order_but_that_of_an_exact_code_first() -> None:
    assert [kind for kind, _ in known().search("ประกาศ")] == [ResultKind.ITEM, ResultKind.MEASURE]
    assert next(kind for kind, _ in known().search("I5, O15")) is ResultKind.MEASURE


def test_a_sign_asks_for_commands_or_people_only() -> None:
    assert found(">นำเข้า") == [COMMAND]
    assert found("@ปกครอง") == [PERSON]
    assert found(">ปกครอง") == []


def test_a_name_is_found_without_its_space_and_by_what_is_not_shown() -> None:
    assert found("ตัวอย่างหนึ่ง") == [PERSON]
    assert found("@ประชาสัมพันธ์") == [PERSON]


def test_no_word_reaches_over_two_fields() -> None:
    assert found("งฝ่") == []


def test_no_more_than_so_many_of_a_kind_are_given_so_that_other_kinds_are_seen() -> None:
    many = [entry(ResultKind.PERSON, "", f"นายทดลอง {at}") for at in range(50)]
    index = index_of([*many, entry(ResultKind.COMMAND, "", "ทดลอง")])
    results = dict(index.search("ทดลอง", most=6))
    assert len(results[ResultKind.PERSON]) == 6
    assert len(results[ResultKind.COMMAND]) == 1


def test_an_older_index_lends_its_keys_and_forgets_what_is_gone() -> None:
    renewed = index_of([ITEM, PERSON], cut(), known())
    assert renewed.search("O15") == [(ResultKind.ITEM, [ITEM])]
    assert renewed.search("โครงสร้าง") == []
    assert renewed.keys[ITEM] is known().keys[ITEM]


def test_the_same_thing_twice_is_found_once() -> None:
    assert found("O1", index_of([OTHER, OTHER])) == [OTHER]


def test_making_pauses_so_that_a_window_stays_awake() -> None:
    many = [entry(ResultKind.PERSON, "", f"นายทดลอง {at}") for at in range(500)]
    bits = making(many)
    assert sum(1 for _ in bits) >= 10


def test_an_index_gives_garbage_collection_no_more_to_look_at_than_its_entries() -> None:
    """It looks at all of them in one piece, in which no window answers."""
    entries = [entry(ResultKind.ITEM, f"O{at}", f"หัวข้อที่ {at}") for at in range(2_000)]
    gc.collect()
    before = len(gc.get_objects())
    made = index_of(entries)
    gc.collect()
    assert len(gc.get_objects()) - before < 100
    assert made.entry_at(ResultKind.ITEM, entries[7].place) == entries[7]


def test_an_entry_is_found_again_by_its_place() -> None:
    assert known().entry_at(ResultKind.ITEM, ITEM.place) == ITEM
    assert known().entry_at(ResultKind.PERSON, ITEM.place) is None


def test_an_empty_index_finds_nothing() -> None:
    assert Index().search("ก") == []
    assert index_of([]).search("ก ข") == []


def test_text_that_means_something_to_patterns_is_only_text() -> None:
    for text in ("(.*", "=sum(a1:a9)", "[ก-ฮ", "a{2}+*", "\\\\d+("):
        assert found(text) == [], text
    assert found("\n") == found("")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("คะเเนน", "ไปที่ คะแนน"),
        ("มาตราการ", "ไปที่ มาตรการ"),
        ("ปฏิทัน", "ปฏิทินของปี"),
        ("เอกสาน", "ไปที่ เอกสาร"),
        ("ประชมุ", "ไปที่ การประชุม"),
        ("ปริ้นคำสั่ง", "พิมพ์คำสั่งแต่งตั้ง"),
        ("นำเข้าเอ็กเซล", "นำเข้ารายชื่อ"),
        ("สำรองไฟล", "สำรองแฟ้มตอนนี้"),
        ("ผอ.", "ผู้อำนวยการเขต"),
        ("QR", "ไปที่ แบบสำรวจ"),
        ("รูป", "นำเข้าภาพถ่าย"),
        ("ไม่ส่ง", "ไปที่ ส่ง-รับ"),
        ("แบบสอบถาม", "ไปที่ แบบสำรวจ"),
        ("PDPA", "ลบข้อมูลส่วนบุคคลถาวร"),
        ("ทำปีใหม่", "ปีงบประมาณใหม่"),
        ("คะแนนปีที่แล้ว", "ไปที่ผลคะแนนปี 2567"),
        ("ย้อนกลับ", "ประวัติการแก้ไข"),
        ("ฟ้อน", "สีของหน้าต่าง"),
        ("เพิ่มมาตรการ", "ไปที่ มาตรการ"),
        ("ลบรายชื่อ", "นำเข้ารายชื่อ"),
        ("อัพโหลดผลคะแนน", "ไปที่ผลคะแนนปี 2567"),
        ("โหลดรายงานเป็น word", "ไปที่ เอกสาร"),
        ("ตั้งวันประชุม", "ไปที่ การประชุม"),
        ("ใส่รูปกิจกรรม", "มาตรการ: ติดตามผล"),
        ("แก้วันครบกำหนด", "ไปที่ งาน OIT"),
        ("ตรวจสอบลิงก์", "ตรวจลิงก์ทั้งหมด"),
        ("เซ็นชื่อผู้อำนวยการ", "พิมพ์คำสั่งแต่งตั้ง"),
        ("รายงานผลรอบ 12 เดือน", "พิมพ์รายงานผลการดำเนินการ"),
        ("พิมพ์ใบเซ็นชื่อ", "ใบลงชื่อ"),
        ("ทำหนังสือทวง", "ไปที่ ส่ง-รับ"),
        ("ขึ้นเว็บ", "หน้าเว็บ OIT"),
        ("กฎหมาย", ""),
        ("ลาพักร้อน", ""),
    ],
)
def test_a_search_forgives_a_letter_and_knows_the_words_of_clerks(typed: str, wanted: str) -> None:
    shown = (
        "ไปที่ คะแนน", "ไปที่ มาตรการ", "ปฏิทินของปี", "ไปที่ เอกสาร", "ไปที่ การประชุม",
        "พิมพ์คำสั่งแต่งตั้ง", "นำเข้ารายชื่อ", "สำรองแฟ้มตอนนี้", "ผู้อำนวยการเขต", "ไปที่ แบบสำรวจ",
        "นำเข้าภาพถ่าย", "ไปที่ ส่ง-รับ", "ลบข้อมูลส่วนบุคคลถาวร", "ปีงบประมาณใหม่", "ไปที่ผลคะแนนปี 2567",
        "ประวัติการแก้ไข", "สีของหน้าต่าง", "ไปที่ งาน OIT", "มาตรการ: ติดตามผล", "ตรวจลิงก์ทั้งหมด",
        "พิมพ์รายงานผลการดำเนินการ", "ใบลงชื่อ", "หน้าเว็บ OIT",
    )  # fmt: skip
    entries = [entry(ResultKind.COMMAND, "", text, also=synonyms_of(text)) for text in shown]
    results = [one.text for one in found(typed, index_of(entries, cut()))]
    assert results[:1] == ([wanted] if wanted else [])


@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_is_found_however_its_month_is_written(month: int) -> None:
    day = date(2025, month, 20)
    days = (str(in_language(short_date(each))) for each in (day, day + timedelta(40)))
    dates = [entry(ResultKind.DATE, "", "กำหนดส่ง", shown) for shown in days]
    index = index_of(dates, cut())
    for typed in (f"20 {MONTHS[month - 1]} 2568", dates[0].note, MONTHS[month - 1]):
        assert found(typed, index)[:1] == dates[:1]


def test_what_is_called_so_comes_before_a_long_text_that_has_the_words_somewhere() -> None:
    long = entry(ResultKind.MEASURE, "I4", "ทำแผน", also="เปิดเผย และเผยแพร่ลิงก์บนเว็บไซต์")
    wording = entry(ResultKind.WORDING, "", "คำบอกผล", also="ลิงก์เสีย")
    command = entry(ResultKind.COMMAND, "", "ตรวจลิงก์ทั้งหมด", also=synonyms_of("ตรวจลิงก์ทั้งหมด"))
    index = index_of([long, wording, command], cut())
    assert found("เปิดลิงก์", index) == [command, long]
    assert found("ลิงก์เสีย", index)[0] == command
    assert found("เผยแพร่", index) == [long]


@pytest.mark.in_turn
@pytest.mark.parametrize("letter", ["ก", "ab ", "็", "O1"])
def test_what_was_pasted_by_mistake_is_looked_for_without_filling_the_memory(letter: str) -> None:
    entries = [entry(ResultKind.COMMAND, "", text) for text in (letter * 5000, "ไปที่ คะแนน")]
    index = index_of(entries, cut())
    pasted = "ฮฮฮ" + letter * 1_000_000
    tracemalloc.start()
    assert not found(pasted, index)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2_000_000


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("ผอ", "ผู้อำนวยการเขต"),
        ("ผอ.เขต", "ผู้อำนวยการเขต"),
        ("ผช.ผอ.", "ผู้ช่วยผู้อำนวยการเขต"),
        ("หน.ฝ่ายการคลัง", "หัวหน้าฝ่ายการคลัง"),
        ("หน.ฝ่ายการคลง", "หัวหน้าฝ่ายการคลัง"),
        ("ผอ.รร.", "ผู้อำนวยการโรงเรียน"),
        ("ปปช", "สำนักงาน ป.ป.ช."),
    ],
)
def test_abbreviations_are_found_alone_and_before_other_words(typed: str, wanted: str) -> None:
    posts = [
        entry(ResultKind.PERSON, "", text)
        for text in (
            "ผู้อำนวยการเขต", "ผู้ช่วยผู้อำนวยการเขต", "หัวหน้าฝ่ายการคลัง", "ผู้อำนวยการโรงเรียน",
            "สำนักงาน ป.ป.ช.",
        )
    ]  # fmt: skip
    others = entry(ResultKind.COMMAND, "", "สรุปสำหรับผู้บริหาร", also="ผอ")
    assert wanted in [one.text for one in found(typed, index_of([others, *posts], cut()))]
