"""Finding by any part of a code or name."""

from ita_desktop.services import workspaces
from ita_desktop.services.search import Entry, Found, Index, entries_of, spans, words_of

ITEM = Entry(Found.ITEM, "O15", "O15", "ประกาศต่าง ๆ เกี่ยวกับการจัดซื้อจัดจ้าง", "ฝ่ายการคลัง")
OTHER = Entry(Found.ITEM, "O1", "O1", "โครงสร้างหน่วยงาน", "ฝ่ายปกครอง")
MEASURE = Entry(Found.MEASURE, "m1", "I5, O15", "เผยแพร่ประกาศจัดซื้อ", "ทุกเดือน")
PERSON = Entry(Found.PERSON, "p1", "", "นางสาวตัวอย่าง หนึ่ง", "ฝ่ายปกครอง")
COMMAND = Entry(Found.COMMAND, "import", "", "นำเข้าจาก Excel", "Ctrl+I")
INDEX = Index([OTHER, ITEM, MEASURE, PERSON, COMMAND])


def found(text: str) -> list[Entry]:
    return [entry for _, some in INDEX.search(text) for entry in some]


def test_spaces_case_and_the_kind_of_digits_do_not_matter():
    for text in ("O15", "o 15", "O๑๕", " o๑ ๕ "):
        assert found(text)[0] == ITEM


def test_an_exact_code_comes_before_one_that_begins_so():
    assert found("O1")[:2] == [OTHER, ITEM]


def test_every_word_must_be_there_in_any_field_and_order():
    assert found("คลัง จัดซื้อ") == [ITEM]
    assert found("จัดซื้อ โครงสร้าง") == []


def test_kinds_come_in_their_order():
    assert [kind for kind, _ in INDEX.search("ประกาศ")] == [Found.ITEM, Found.MEASURE]


def test_a_sign_asks_for_commands_or_people_only():
    assert found(">นำเข้า") == [COMMAND]
    assert found("@ปกครอง") == [PERSON]
    assert found(">ปกครอง") == []


def test_a_name_is_found_without_its_space():
    assert found("ตัวอย่างหนึ่ง") == [PERSON]


def test_no_more_than_so_many_of_a_kind_are_given_so_that_other_kinds_are_seen():
    many = [Entry(Found.PERSON, f"p{at}", "", f"นายทดลอง {at}") for at in range(50)]
    results = dict(Index([*many, Entry(Found.COMMAND, "c", "", "ทดลอง")]).search("ทดลอง", most=6))
    assert len(results[Found.PERSON]) == 6
    assert len(results[Found.COMMAND]) == 1


def test_an_older_index_lends_its_keys_and_forgets_what_is_gone():
    renewed = Index([ITEM, PERSON], INDEX)
    assert renewed.search("O15") == [(Found.ITEM, [ITEM])]
    assert renewed.search("โครงสร้าง") == []
    assert renewed.keys[ITEM] is INDEX.keys[ITEM]


def test_what_was_typed_is_told_where_it_stands_in_the_text():
    text = "ข้อ ๑๕ การจัด ซื้อ"
    marked = [text[first:end] for first, end in spans(text, words_of("15 จัดซื้อ"))]
    assert marked == ["๑๕", "จัด ซื้อ"]


def test_a_year_offers_its_items_measures_and_people(tmp_path):
    with workspaces.open_workspace(workspaces.copy_sample(tmp_path / "a.ita")) as workspace:
        kinds = {entry.kind for entry in entries_of(workspace.year(2568))}
    assert kinds == {Found.ITEM, Found.MEASURE, Found.PERSON}
