"""Questions are answered by their words: rare ones count more, others may be said otherwise."""

from functools import cache

import pytest

from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.services.search.entries import ResultKind, SearchEntry
from ita_desktop.services.search.index import Index, making
from ita_desktop.services.search.keys import LettersTogether, SearchColumn
from ita_desktop.services.search.ranking import Ranking
from ita_desktop.services.search.said import SAID, said_of
from ita_desktop.services.search.tones import toneless
from ita_desktop.typography.words import WordBreaker


@cache
def answers() -> Index:
    """An index of a page, two commands, a person and two paragraphs."""
    overview = PageKey.OVERVIEW
    entries = [
        SearchEntry(ResultKind.COMMAND, "", "ไปที่ คะแนน", "", Place(PageKey.SCORES)),
        SearchEntry(ResultKind.COMMAND, "", "ประวัติการแก้ไข", "", Place(overview, command="history")),
        SearchEntry(ResultKind.COMMAND, "", "แฟ้มใหม่", "", Place(overview, command="new")),
        SearchEntry(ResultKind.PERSON, "", "นายตัวอย่าง สิบสอง", "ฝ่ายโยธา", Place(PageKey.ROSTER)),
        SearchEntry(
            ResultKind.ITEM, "O13", "แผนการใช้จ่ายงบประมาณ", "ฝ่ายการคลัง", Place(PageKey.OIT, "O13")
        ),
        SearchEntry(
            ResultKind.PERSON, "", "ผู้อำนวยการเขต", "นายตัวอย่าง สิบ", Place(PageKey.ROSTER, "post")
        ),
        SearchEntry(
            ResultKind.DOCUMENT, "", "รายงานการประชุม", "", Place(PageKey.DOCUMENTS, "minutes")
        ),
        SearchEntry(
            ResultKind.UNIT, "", "ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม", "", Place(PageKey.OIT, "unit")
        ),
        SearchEntry(
            ResultKind.ORDER,
            "12/2567",
            "แต่งตั้งคณะกรรมการ",
            "",
            Place(PageKey.ROSTER, "order"),
            "คำสั่งที่ 12/2567",
        ),
        SearchEntry(
            ResultKind.ITEM, "O17", "ช่องทางการร้องเรียนการทุจริต", "", Place(PageKey.OIT, "O17")
        ),
        SearchEntry(
            ResultKind.GUIDE,
            "",
            "พิมพ์ไม่ออก ดูว่าเครื่องพิมพ์เปิดอยู่และมีกระดาษ",
            "18 เมื่อมีปัญหา",
            Place(overview, "พิมพ์ไม่ออก", "help"),
            said="Nothing comes out of the printer",
        ),
        SearchEntry(
            ResultKind.GUIDE,
            "",
            "ลูกศรข้างปุ่มเลิกทำเปิด ประวัติการแก้ไข บอกว่าใครทำอะไรเมื่อไร",
            "2 หน้าต่าง",
            Place(overview, "ลูกศร", "help"),
        ),
        SearchEntry(
            ResultKind.GUIDE,
            "",
            "ช่อง ลองปรับ ใช้ดูว่าถ้าข้อใดได้อย่างอื่นจะออกมาเท่าไร",
            "7 คะแนน",
            Place(PageKey.SCORES, "ช่อง", "help"),
        ),
        SearchEntry(
            ResultKind.GUIDE,
            "",
            "คนที่ไม่อยู่ไปแล้วพ้นจากหน่วย ที่ว่างของเขาเป็นเส้นประ กด Ctrl+9",
            "10 ส่ง-รับ",
            Place(PageKey.COLLECTING, "คนที่", "help"),
        ),
    ]
    bits = making(entries, WordBreaker().parts)
    while True:
        try:
            next(bits)
        except StopIteration as end:
            return end.value


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("ใครแก้คะแนน", "ประวัติการแก้ไข"),
        ("ทำไมปริ้นไม่ออก", "พิมพ์ไม่ออก"),
        ("printer problem", "พิมพ์ไม่ออก"),
        ("อีกกี่แต้ม", "ไปที่ คะแนน"),
        ("คุณสิบสองอยู่ฝ่ายไหน", "นายตัวอย่าง สิบสอง"),
        ("สร้างไฟล์", "แฟ้มใหม่"),
        ("ดูแผนใช้จ่ายงป.หน่อยจ้า", "แผนการใช้จ่ายงบประมาณ"),
        ("ขอ excel แผนใช้จ่าย", "แผนการใช้จ่ายงบประมาณ"),
        ("ผอ.เขตคือไรอะ", "ผู้อำนวยการเขต"),
        ("แก้ ผอ.เขต", "ผู้อำนวยการเขต"),
        ("รายงานการปะชุมเสร็จยังอะ", "รายงานการประชุม"),
        ("รายงาน การประชุม อันไหนนะ", "รายงานการประชุม"),
        ("ใครเปลี่ยนคะแนน", "ประวัติการแก้ไข"),
        ("อยากได้ 95 ทำไงดี", "ไปที่ คะแนน"),
        ("what if", "ช่อง ลองปรับ"),
        ("หน่วยที่ไม่อยู่ไปแล้ว", "คนที่ไม่อยู่ไปแล้ว"),
        ("ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม ต้องลงอะไรที่ไหน", "ฝ่ายพัฒนาชุมชน"),
        ("คำสังแต่งตั่งที่ 12", "แต่งตั้งคณะกรรมการ"),
        ("ร้องเรียนทุจริด", "ช่องทางการร้องเรียนการทุจริต"),
        ("พี่สิบสอ่ง", "นายตัวอย่าง สิบสอง"),
        ("ประวัตการแกไข่อยู่ไหน", "ประวัติการแก้ไข"),
        ("แผนไช้จ่ายอยู่ไหน", "แผนการใช้จ่ายงบประมาณ"),
        ("ขั้นตอนการจัดพิมพ์รายงานการประชุม", "รายงานการประชุม"),
    ],
)
def test_a_question_finds_what_answers_it(typed: str, answer: str) -> None:
    found = [entry.text for _, some in answers().search(typed) for entry in some]
    assert any(text.startswith(answer) for text in found[:3]), found


def test_the_best_of_all_kinds_comes_first_and_nothing_comes_twice() -> None:
    sections = answers().search("ใครแก้คะแนน")
    assert sections[0][0] is ResultKind.BEST
    found = [entry for _, some in sections for entry in some]
    assert len(found) == len(set(found))


def test_what_is_called_so_needs_no_best() -> None:
    assert answers().search("แฟ้มใหม่")[0][0] is ResultKind.COMMAND


@pytest.mark.parametrize("typed", ["ทำยังไง", "อะไร", "ลาพักร้อน"])
def test_a_question_without_a_subject_or_about_others_has_no_answer(typed: str) -> None:
    assert not answers().search(typed)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("ที่ว่าง", True), ("ทีวาง", True), ("Ctrl 9", True), ("9", False), ("10", False)],
)
def test_tone_marks_may_be_left_out_and_keys_are_no_numbers(typed: str, found: bool) -> None:
    guides = [
        entry.text
        for kind, some in answers().search(typed)
        for entry in some
        if entry.kind is ResultKind.GUIDE
    ]
    assert any("ที่ว่าง" in text for text in guides) is found


def test_what_is_a_word_with_its_tone_marks_is_no_other_one() -> None:
    ranking = Ranking()
    ranking.add(["วาง"], [])
    ranking.add(["ว่าง"], ["ที่ว่าง"])
    assert ranking.ways("วาง") == {"วาง": 1}
    assert ranking.ways("ว่าง").keys() == {"ว่าง", "ที่ว่าง"}
    assert ranking.ways("ว้าง").keys() == {"วาง", "ว่าง", "ที่ว่าง"}


def test_a_compound_word_asks_for_the_word_in_it_too() -> None:
    ranking = Ranking()
    ranking.add(["เก็บ"], ["แฟ้ม"])
    ranking.add(["จัดเก็บ"], [])
    ways = ranking.ways("จัดเก็บ")
    assert ways["จัดเก็บ"] > ways["เก็บ"] > 0


@pytest.mark.parametrize(("typed", "meant"), [("ไหม่", "ใหม่"), ("อนุยาต", "อนุญาต"), ("กุ้คืน", "กู้คืน")])
def test_letters_that_sound_alike_are_taken_for_one_another(typed: str, meant: str) -> None:
    ranking = Ranking()
    ranking.add([meant], [])
    assert ranking.near(typed) == meant


def test_what_clerks_say_of_a_page_is_not_said_of_its_parts() -> None:
    assert said_of("command", Place(PageKey.ROSTER)) == SAID["roster"]
    assert said_of("command", Place(PageKey.ROSTER, "people")) == SAID["roster/people"]
    assert said_of("command", Place(PageKey.ROSTER, "unknown")) == ""
    assert said_of("document", Place(PageKey.DOCUMENTS, "agenda#1")) == SAID["documents/agenda"]


@pytest.mark.parametrize("typed", ["ป.ป.ช.", "ปปช", "กู", "กู้", "กู้คืน", ".ป"])
def test_few_letters_points_and_tone_marks_are_looked_for_as_they_stand(typed: str) -> None:
    together = LettersTogether()
    column = SearchColumn(together)
    for text in ("กู้คืนจากแฟ้ม", "ส่ง ป.ป.ช. แล้ว", "ส่ง ปปช แล้ว"):
        together.add(toneless(text))
        column.append(text)
    assert column.having(typed) == [at for at, text in enumerate(column) if typed in text]
    assert not column.having("กู้แล้ว")
