"""The shipped texts of papers are whole: every field they have is known and has a meaning."""

from ita_desktop.documents.wordings.catalogue import templates
from ita_desktop.documents.wordings.templates import EXPLAINED, FIELDS
from ita_desktop.domain.documents import GAP, fields_in, fill, gaps


def test_every_text_may_have_the_fields_that_it_has_and_those_of_the_year() -> None:
    for template in templates().values():
        assert {*fields_in(template.text), *FIELDS} <= set(template.fields), template.name


def test_every_field_that_is_explained_can_be_used_somewhere() -> None:
    used = {field for template in templates().values() for field in template.fields}
    assert set(EXPLAINED) <= used


def test_texts_have_arabic_digits_which_papers_turn_as_wanted() -> None:
    for template in templates().values():
        assert not any("๐" <= letter <= "๙" for letter in template.text), template.name


def test_a_field_without_a_value_is_a_gap_to_fill_in_by_hand() -> None:
    assert fill("วันที่ {วันประชุม}", {}) == f"วันที่ {GAP}"
    assert fill("ที่ { ครั้งที่ }", {"ครั้งที่": "1/2568"}) == "ที่ 1/2568"
    assert gaps("{ครั้งที่} {วันประชุม}", {"ครั้งที่": "1/2568"}) == ("วันประชุม",)


def test_braces_that_are_no_field_stay() -> None:
    assert fill("{} {\n}", {}) == "{} {\n}"


def test_texts_of_one_paper_are_told_apart_by_their_names_in_lists() -> None:
    listed: dict[tuple[str, str], set[str]] = {}
    for template in templates().values():
        first = template.text.partition("\n")[0].strip()
        listed.setdefault((template.papers, template.title), set()).add(first)
    assert [names for names, firsts in listed.items() if len(firsts) > 1] == []
    assert templates()["order-file-numbered"].title == "ชื่อไฟล์และท้ายหน้า: {ชนิดคำสั่ง} ที่ {เลขที่}"
    assert templates()["order-head"].title == "หัวคำสั่ง"
