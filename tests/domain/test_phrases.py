"""Joined phrases stay phrases: each part is shown in the language of the window."""

import pytest

from ita_desktop.domain.errors import Phrase, joined

ENGLISH = {"อีก {days} วัน": "{days} days left"}


def test_joined_phrases_are_translated_each() -> None:
    one = Phrase("อีก {days} วัน", days=3)
    for phrases, wanted in (
        ((one,), "3 days left"),
        ((one, "", one), "3 days left · 3 days left"),
        ((one, "O1", one), "3 days left · O1 · 3 days left"),
    ):
        whole = joined(*phrases)
        assert isinstance(whole, Phrase)
        assert whole.translated(lambda template: ENGLISH.get(template, template)) == wanted
    assert (joined(), joined("", "O1")) == ("", "O1")


@pytest.mark.parametrize(
    ("template", "value", "words"),
    [
        ("ถึง{level}", "ผ่านดี", "ถึงผ่านดี"),
        ("ถึง{level}", "AA", "ถึง AA"),
        ("ถึง{level}", "A", "ถึง A"),
        ("ข้อ{level}ของปี", "O1", "ข้อ O1 ของปี"),
        ("ข้อ {level} ของปี", "O1", "ข้อ O1 ของปี"),
        ("{level}ของปี", "O1", "O1 ของปี"),
        ("ข้อ{level}ของปี", "9", "ข้อ9ของปี"),
        ("ข้อ{level}ของปี", 9, "ข้อ9ของปี"),
        ("ข้อ{level}ของปี", "", "ข้อของปี"),
    ],
)
def test_a_latin_word_stands_apart_from_thai_letters(
    template: str, value: object, words: str
) -> None:
    assert Phrase(template, level=value) == words
    assert Phrase(template) == template
