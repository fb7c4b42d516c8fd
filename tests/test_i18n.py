"""Sentences in the shown language, with all that they hold."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from ita_desktop.domain.dates import DateError, parse_date, short_date, weekday_date
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.i18n import caption, in_language, language, sentence, stored_translated, tr
from ita_desktop.services.history import FORMER_LABELS


@pytest.fixture
def english() -> Iterator[None]:
    language.choose("en")
    yield
    language.choose("th")


@pytest.mark.usefixtures("english")
def test_phrases_within_a_sentence_are_translated_and_the_users_words_are_not() -> None:
    place = Phrase("แผ่น “{sheet}” แถว {row}", sheet="รายชื่อ", row=7)
    assert tr("เลิกทำ") == "Undo"
    assert tr("โปรดตรวจ {place}: {warning}", place=place, warning="เลิกทำ") == (
        "Please check sheet “รายชื่อ” row 7: เลิกทำ"
    )
    error = InputError("เปิดแฟ้มไม่ได้ ({reason})", where=place, reason=Phrase("ไม่มีสิทธิ์"))
    assert sentence(error) == "sheet “รายชื่อ” row 7: The file cannot be opened (no permission)"


@pytest.mark.usefixtures("english")
def test_what_stands_alone_begins_with_a_capital_and_within_a_sentence_without() -> None:
    assert (tr("ผู้ลงนาม"), caption("ผู้ลงนาม")) == ("signatory", "Signatory")


@pytest.mark.usefixtures("english")
def test_an_error_within_an_error_is_told_in_the_same_language() -> None:
    with pytest.raises(DateError) as caught:
        parse_date("31/13/68")
    error = InputError("{problem}", problem=caught.value)
    assert sentence(error) == "There is no month 13 in “31/13/68”; type for example 31/1/68"
    assert str(error) == "ไม่มีเดือนที่ 13 ใน “31/13/68” พิมพ์เช่น 31/1/68"


@pytest.mark.usefixtures("english")
def test_phrases_may_hold_phrases() -> None:
    both = Phrase("{first} และ {second}", first=Phrase("มาตรการ"), second="O1")
    assert both == "มาตรการ และ O1"
    assert in_language(both) == "Measures and O1"
    assert in_language("มาตรการ") == "มาตรการ"


def test_texts_are_thai_until_another_language_is_chosen() -> None:
    assert tr("แก้ไข") == "แก้ไข"
    assert sentence(ValueError("แก้ไข")) == "แก้ไข"


def test_a_language_that_the_program_lacks_cannot_be_chosen() -> None:
    with pytest.raises(ValueError, match="de"):
        language.choose("de")
    assert language.code == "th"


@pytest.mark.usefixtures("english")
def test_days_are_told_in_english_with_buddhist_years() -> None:
    assert in_language(short_date(date(2025, 1, 31))) == "31 Jan 68"
    assert in_language(weekday_date(date(2025, 1, 31))) == "Friday 31 January 2568"
    assert tr("สำรองล่าสุด {day}", day=short_date(date(2025, 1, 31))).endswith("31 Jan 68")


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("kept", "described"),
    [
        ("ทำเครื่องหมาย O12.3", "Tick O12.3"),
        ("แก้กำหนดส่ง 3 ข้อ", "Change Due of 3 items"),
        ("เพิ่มปีงบประมาณ 2569 จากปี 2568", "Add fiscal year 2569 from 2568"),
        ("เพิ่มรายชื่อ 12 แถว แก้ 1 แถว", "Add 12 roster rows, change 1"),
        ("ข้อความของโปรแกรมรุ่นอื่น", "ข้อความของโปรแกรมรุ่นอื่น"),
    ],
)
def test_what_an_edit_was_called_in_thai_is_told_in_english(kept: str, described: str) -> None:
    assert stored_translated(kept) == described


def test_in_thai_an_edit_is_called_what_it_was_called() -> None:
    assert stored_translated("ทำเครื่องหมาย O12.3") == "ทำเครื่องหมาย O12.3"


def test_latin_letters_beside_thai_ones_are_given_a_space() -> None:
    assert tr("ถึง{level}แล้ว", level="ผ่านดี") == "ถึงผ่านดีแล้ว"
    assert tr("ถึง{level}แล้ว", level="AA") == "ถึง AA แล้ว"
    assert str(Phrase("ขาด {subject} ถึง{level}", subject="EIT", level="B")) == "ขาด EIT ถึง B"
    assert tr("เพิ่ม{name} {count}", name="3", count="B") == "เพิ่ม3 B"
    assert str(InputError("ไม่พบ{what}ที่จะแก้", what="A1")) == "ไม่พบ A1 ที่จะแก้"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("label", FORMER_LABELS)
def test_the_names_of_edits_in_older_files_are_translated(label: Phrase) -> None:
    assert not re.search("[\u0e00-\u0e7f]", in_language(label))
    assert stored_translated("ข้ามรอบ I1") == "Skip I1"
