"""Sentences in the shown language, with all that they hold."""

from collections.abc import Iterator

import pytest

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.i18n import in_language, language, sentence, tr


@pytest.fixture
def english() -> Iterator[None]:
    language.choose("en")
    yield
    language.choose("th")


@pytest.mark.usefixtures("english")
def test_phrases_within_a_sentence_are_translated_and_the_users_words_are_not() -> None:
    place = Phrase("แผ่น “{sheet}” แถว {row}", sheet="รายชื่อ", row=7)
    assert tr("แก้ไข") == "Edit"
    assert tr("โปรดตรวจ {place}: {warning}", place=place, warning="แก้ไข") == (
        "Please check sheet “รายชื่อ” row 7: แก้ไข"
    )
    error = InputError("เปิดแฟ้มไม่ได้ ({reason})", where=place, reason=Phrase("ไม่มีสิทธิ์"))
    assert sentence(error) == "sheet “รายชื่อ” row 7: The file cannot be opened (no permission)"


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
