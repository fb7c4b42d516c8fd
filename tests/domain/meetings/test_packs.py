"""The parts of a pack keep the order and the ticks that somebody gave them."""

from ita_desktop.domain.meetings import PartChoice, arranged, read_pack, write_pack


def choices(text: str) -> list[PartChoice]:
    """Parts by a letter each; a capital one is left out."""
    return [PartChoice(letter.lower(), letter.islower()) for letter in text]


def test_what_is_kept_is_read_as_it_was_chosen() -> None:
    chosen = choices("bAc")
    assert write_pack(chosen) == "b\n-a\nc"
    assert read_pack("b\n\n-a\nc\n") == tuple(chosen)
    assert read_pack("") == ()


def test_a_new_part_stands_behind_the_one_before_it_and_what_is_gone_is_left_out() -> None:
    assert arranged(choices("abc"), ()) == tuple(choices("abc"))
    assert arranged(choices("abcd"), choices("Cxa")) == tuple(choices("Cdab"))
    assert arranged(choices("abc"), choices("bc")) == tuple(choices("abc"))
