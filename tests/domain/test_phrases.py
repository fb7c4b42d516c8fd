"""Joined phrases stay phrases: each part is shown in the language of the window."""

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
