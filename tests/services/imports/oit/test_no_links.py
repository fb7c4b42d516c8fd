"""Words or a dash in the place of a link say that there is none."""

import pytest

HEAD = ("ข้อ", "ชื่อเอกสาร", "ลิงก์", "หมายเหตุ")


def evidence(data):
    return [(each.item_code, each.title, each.location) for each in data.evidence]


@pytest.mark.parametrize(
    "word",
    [
        "ไม่มี",
        "ยังไม่มี",
        "ไม่มีลิงก์",
        "ยังไม่มีข้อมูล",
        "N/A",
        "-",
        "ยังไม่ได้เผยแพร่",
        "อยู่ระหว่างจัดทำ",
        "รอเอกสารจากฝ่าย",
        "รอฝ่ายโยธาส่ง",
        "เสร็จแล้ว",
        "ฝ่ายปกครอง",
        "ดูข้อ O2",
        "เหมือนข้อ O9",
    ],
)
def test_they_are_no_link(take_in, plan, year, word):
    rows = (("O1", "แผน", word, ""), ("O2", "", word, ""), ("O3", word, word, ""))
    made = take_in("evidence", HEAD, *rows)
    assert evidence(year()) == [("O1", "แผน", "")]
    assert (made.skipped, made.flaws) == ((), ())
    assert [remark.row for remark in made.aside] == [3, 4]
    assert all("ไม่มีหลักฐานของแถวนี้" in remark.why for remark in made.aside)
    told = [warning.why for warning in made.warnings]
    assert any(f"“{word}” ในแถว 2" in why for why in told) == (word != "-")
    assert plan("evidence", HEAD, *rows).changes == ()


@pytest.mark.parametrize("word", ["ไม่มี", "อยู่ระหว่างจัดทำ"])
def test_beside_the_name_of_the_item_alone_there_is_no_evidence(take_in, year, word):
    made = take_in("evidence", ("ข้อ", "รายการ", "ลิงก์"), ("O1", "ข้อมูลพื้นฐานของสำนักงานเขต", word))
    assert evidence(year()) == []
    assert [remark.row for remark in made.aside] == [2]


@pytest.mark.parametrize("word", ["คลิก", "ดูรายละเอียด", "Link"])
def test_words_that_only_point_to_a_lost_link_are_told(take_in, year, word):
    made = take_in("evidence", ("ข้อ", "รายการ", "ลิงก์"), ("O1", "ข้อมูลพื้นฐานของสำนักงานเขต", word))
    assert evidence(year()) == []
    assert [remark.row for remark in made.skipped] == [2]
    take_in("evidence", HEAD, ("O1", "แผน", word, ""))
    assert evidence(year()) == [("O1", "แผน", "")]


@pytest.mark.parametrize("word", ["✓", "●", "X", "12", "๓", "3 ไฟล์"])
def test_a_mark_or_a_number_names_no_document(take_in, year, word):
    for head in (("ข้อ", "หลักฐาน"), ("ข้อ", "ลิงก์")):
        made = take_in("evidence", head, ("O1", word), ("O2", "แผน.pdf"))
        assert [remark.row for remark in made.skipped] == [2]
    take_in("evidence", HEAD, ("O3", "แผนปฏิบัติการ", word, ""))
    assert {code for code, *_ in evidence(year())} == {"O2", "O3"}
    assert ("O3", "แผนปฏิบัติการ", "") in evidence(year())


def test_what_else_the_row_says_is_told(take_in, year):
    made = take_in("evidence", HEAD, ("O1", "", "ไม่มี", "รอฝ่ายโยธา"))
    assert evidence(year()) == []
    assert any("รอฝ่ายโยธา" in warning.why for warning in made.warnings)


def test_a_title_that_begins_so_is_a_title(take_in, year):
    take_in("evidence", HEAD, ("O1", "ไม่มีเรื่องร้องเรียนในปี 2568", "https://example.go.th/1", ""))
    assert evidence(year()) == [("O1", "ไม่มีเรื่องร้องเรียนในปี 2568", "https://example.go.th/1")]


def test_of_an_unknown_unit_it_is_no_link_either(take_in, year):
    head = ("ข้อ", "หน่วยงาน", "ชื่อเอกสาร", "ลิงก์")
    made = take_in("evidence", head, ("O1", "ฝ่ายดาวเทียม", "แผน", "ไม่มี"))
    assert evidence(year()) == [("O1", "แผน", "")]
    assert any("“ไม่มี” ในแถว 2" in warning.why for warning in made.warnings)


def test_beside_a_link_it_is_a_title(take_in, year):
    made = take_in("evidence", HEAD, ("O1", "ไม่มีข้อมูล", "https://example.go.th/1", ""))
    assert evidence(year()) == [("O1", "ไม่มีข้อมูล", "https://example.go.th/1")]
    assert made.warnings == ()


@pytest.mark.parametrize("head", ["URL", "ลิงก์ / QR Code", "ที่อยู่ URL"])
@pytest.mark.parametrize("words", ["ไม่มีลิงก์ ให้ดูที่บอร์ด", "QR Code ตามแนบ", "ติดต่อฝ่ายทะเบียน"])
def test_words_in_a_column_of_links_are_none(take_in, year, head, words):
    made = take_in("evidence", ("ข้อ", "ชื่อเอกสาร", head), ("O9", "สถิติ", words))
    assert evidence(year()) == [("O9", "สถิติ", "")]
    assert any(f"“{words}” ในแถว 2 ไม่ใช่ลิงก์" in warning.why for warning in made.warnings)


def test_words_in_a_column_of_files_may_be_a_name(take_in, year):
    take_in("evidence", ("ข้อ", "ชื่อเอกสาร", "ชื่อไฟล์"), ("O9", "สถิติ", "สถิติ 2568"))
    assert evidence(year()) == [("O9", "สถิติ", "สถิติ 2568")]
