"""The targets of places are put together and taken apart alike."""

from ita_desktop.services.places import (
    PageKey,
    chapters_place,
    duties_place,
    letter_place,
    matrix_paper,
    matrix_place,
    paper_of,
    paper_place,
    rows_of,
    rows_place,
)


def test_a_place_has_its_page_and_target() -> None:
    expected = {
        paper_place("agenda", "m"): (PageKey.DOCUMENTS, "agenda#m"),
        paper_place("agenda", ""): (PageKey.DOCUMENTS, "agenda"),
        rows_place("oit-filing", "", ["O1", "O2"]): (PageKey.DOCUMENTS, "oit-filing#|O1 O2"),
        rows_place("letter", "k", ["O1"]): (PageKey.DOCUMENTS, "letter#k|O1"),
        matrix_place(): (PageKey.MEASURES, "matrix:"),
        matrix_paper("O1"): (PageKey.DOCUMENTS, "unit-matrix#|O1"),
        matrix_paper(""): (PageKey.DOCUMENTS, "unit-matrix"),
        chapters_place(): (PageKey.DOCUMENTS, "measures-book#chapters"),
        duties_place("b"): (PageKey.ROSTER, "duties#b"),
        letter_place("k"): (PageKey.MEETINGS, "letter:k"),
    }
    assert {place: (place.page, place.target) for place in expected} == expected


def test_a_target_is_taken_apart() -> None:
    assert paper_of("agenda#m") == ("agenda", "m")
    assert paper_of("agenda") == ("agenda", "")
    assert rows_of("k|O1 O2") == ("k", ("O1", "O2"))
    assert rows_of("|") == ("", ())
    assert rows_of("k") == ("k", None)
