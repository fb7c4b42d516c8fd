import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ita_desktop.domain.district_names import DISTRICTS
from ita_desktop.paths import resource
from ita_desktop.typography.lines import fill, may_cut
from ita_desktop.typography.words import WordBreaker, around, breaker_with

BREAKER = WordBreaker()


def shown(text: str, *terms: str) -> str:
    breaker = WordBreaker(terms) if terms else BREAKER
    return "|".join(breaker.pieces(text))


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("ฝ่ายรายได้และฝ่ายปกครอง", "ฝ่ายรายได้|และ|ฝ่ายปกครอง"),
        ("แผนพัฒนาเชิงพื้นที่", "แผน|พัฒนา|เชิง|พื้นที่"),
        ("ทุก ๆ ปี ต่างๆ ฯลฯ", "ทุก ๆ |ปี |ต่างๆ ฯลฯ"),
        ("ประกาศ (ฉบับใหม่) แล้ว", "ประกาศ |(ฉบับ|ใหม่) |แล้ว"),
        ('ระดับ "ผ่านดี" แล้ว', 'ระดับ "ผ่านดี" |แล้ว'),
        ("ข้อมูลผู้บริหาร กทม./ส.ก.เขต", "ข้อมูล|ผู้บริหาร |กทม./|ส.ก.เขต"),
        ("ชักซ้อมความเข้าใจกับฝ่าย", "ชักซ้อม|ความเข้าใจ|กับ|ฝ่าย"),
        ("เจ้าหน้าที่เรียกรับสินบน", "เจ้าหน้าที่|เรียกรับ|สินบน"),
        ("ในปีงบประมาณ พ.ศ. 2568", "ใน|ปีงบประมาณ |พ.ศ. 2568"),
        ("ระบบITAPของเขต", "ระบบ|ITAP|ของ|เขต"),
        ("- ทุกฝ่าย\n1. โรงเรียนในสังกัด", "- ทุกฝ่าย\n|1. โรงเรียนในสังกัด"),
        ("ทรัพย์สินบนที่ดิน", "ทรัพย์|สินบน|ที่ดิน"),
        ("รอนำเข้าที่หน้าคะแนน", "รอ|นำเข้า|ที่|หน้า|คะแนน"),
        ("ข้อ O1-O30 ตาม IIT/EIT", "ข้อ |O1-O30 |ตาม |IIT/EIT"),
        ("เจ้าพนักงานธุรการชำนาญงาน", "เจ้าพนักงานธุรการ|ชำนาญงาน"),
        ("ครูชำนาญการ และชำนาญการพิเศษ", "ครู|ชำนาญการ |และ|ชำนาญการพิเศษ"),
        ("นักพัฒนาสังคมชำนาญการ", "นักพัฒนาสังคม|ชำนาญการ"),
        ("นักวิชาการสุขาภิบาลปฏิบัติการ", "นักวิชาการสุขาภิบาล|ปฏิบัติการ"),
        ("นักจัดการงานรักษาความสะอาดปฏิบัติการ", "นักจัดการ|งาน|รักษาความสะอาด|ปฏิบัติการ"),
        ("ทำแนวทางการใช้ดุลยพินิจ", "ทำ|แนวทาง|การ|ใช้|ดุลยพินิจ"),
        ("ร้องเรียนและติดตามเรื่อง", "ร้องเรียน|และ|ติดตาม|เรื่อง"),
        ("สถิติการจัดเก็บภาษี", "สถิติ|การ|จัดเก็บ|ภาษี"),
        ("เจ้าหน้าที่เทศกิจปฏิบัติงาน", "เจ้าหน้าที่เทศกิจ|ปฏิบัติงาน"),
    ],
)
def test_a_line_may_end_only_where_a_reader_would_end_it(text: str, broken: str) -> None:
    assert shown(text) == broken


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("อย่างน้อยปีละ 1 ครั้งต่อปี", "อย่าง|น้อย|ปีละ 1 ครั้ง|ต่อ|ปี"),
        ("ต้องได้ร้อยละ 95 ขึ้นไป", "ต้อง|ได้|ร้อยละ 95 |ขึ้นไป"),
        ("จากไฟล์ (42 แถว)", "จาก|ไฟล์ |(42 แถว)"),
        ("งบ 1,250.50 บาท และ ๓๐ ข้อ", "งบ |1,250.50 บาท |และ |๓๐ ข้อ"),
        ("the total, 3 items late", "the |total, |3 items |late"),
        ("วันที่ 4 มกราคม พ.ศ. 2565 ให้", "วันที่ |4 มกราคม พ.ศ. 2565 |ให้"),
        ("ถึง 31 มี.ค. 68 แล้ว", "ถึง |31 มี.ค. 68 |แล้ว"),
        ("ในเดือนตุลาคม 2567 ให้", "ใน|เดือน|ตุลาคม 2567 |ให้"),
        ("ตุลาคม 2567 - กันยายน 2568", "ตุลาคม 2567 - กันยายน 2568"),
        ("ครั้ง (ต.ค. 67 - มี.ค. 68)", "ครั้ง |(ต.ค. 67 - มี.ค. 68)"),
        ("ทำ ๑ ต.ค. ๖๗ – ๓๑ มี.ค. ๖๘ แล้ว", "ทำ |๑ ต.ค. ๖๗ – ๓๑ มี.ค. ๖๘ |แล้ว"),
        ("วันที่ 1 - 31 มีนาคม 2568 ให้", "วันที่ |1 - 31 มีนาคม 2568 |ให้"),
        ("ช่วง ม.ค. - มี.ค. 68", "ช่วง |ม.ค. - มี.ค. 68"),
        ("เวลา 09.00 - 12.00 น. ณ ห้อง", "เวลา |09.00 - 12.00 น. |ณ |ห้อง"),
        ("เวลา 09.30 น. - 12.00 น. ณ ห้อง", "เวลา |09.30 น. - 12.00 น. |ณ |ห้อง"),
        ("ช่วง ต.ค.67-มี.ค.68 ให้", "ช่วง |ต.ค.67-มี.ค.68 |ให้"),
        ("ช่วง 1ต.ค.67 – 31มี.ค.68 ให้", "ช่วง |1ต.ค.67 – 31มี.ค.68 |ให้"),
        ("ถึง 16.30 น. ทุกวัน", "ถึง |16.30 น. |ทุกวัน"),
        ("ภายใน 15 วันทำการ นับ", "ภายใน |15 วันทำการ |นับ"),
        ("ข้อ E2 89.45 และ O12 100.00", "ข้อ |E2 89.45 |และ |O12 100.00"),
        ("คือ EIT (92.38 คะแนน) ซึ่ง", "คือ |EIT (92.38 คะแนน) |ซึ่ง"),
        ("ลดลง (-29.16 คะแนน) และ", "ลดลง |(-29.16 คะแนน) |และ"),
        ("เพิ่มขึ้น +5 ข้อ และ", "เพิ่มขึ้น |+5 ข้อ |และ"),
    ],
)
def test_a_number_stays_with_its_unit_and_a_day_with_its_month_and_year(
    text: str, broken: str
) -> None:
    assert shown(text) == broken


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("คือ ตัวชี้วัดที่ 5 การแก้ไข", "คือ |ตัวชี้วัดที่ 5 |การ|แก้ไข"),
        ("ประชุมครั้งที่ ๑/๒๕๖๘ ณ ห้อง", "ประชุม|ครั้งที่ ๑/๒๕๖๘ |ณ |ห้อง"),
        ("คำสั่ง ที่ ๑๒๓๔/๒๕๖๗ ให้", "คำสั่ง |ที่ ๑๒๓๔/๒๕๖๗ |ให้"),
        ("พื้นที่ 3 แห่ง เจ้าหน้าที่ 5 คน", "พื้นที่ |3 แห่ง |เจ้าหน้าที่ |5 คน"),
        ("ครู (คศ. ๔) ให้", "ครู |(คศ. ๔) |ให้"),
        ("นายช่าง ระดับ ๕ ฝ่ายรายได้", "นายช่าง |ระดับ ๕ |ฝ่ายรายได้"),
        ("หนังสือ กท ๐๔๐๑/ว ๑๒๓๔ ลง", "หนังสือ |กท ๐๔๐๑/ว ๑๒๓๔ |ลง"),
        ("ที่ นร 0505.1/ว 12 แจ้ง", "ที่ |นร 0505.1/ว 12 |แจ้ง"),
        ("เขต 0401/12 แล้ว", "เขต |0401/12 |แล้ว"),
        ("ไป โทร. ๐ ๒๐๐๐ ๐๐๐๐ ต่อ ๑๒๓๔ ให้", "ไป |โทร. ๐ ๒๐๐๐ ๐๐๐๐ |ต่อ ๑๒๓๔ |ให้"),
    ],
)
def test_a_number_stays_with_what_it_is_the_number_of(text: str, broken: str) -> None:
    assert shown(text) == broken


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("ข้อ 5 ข้อมูลพื้นฐาน", "ข้อ |5 |ข้อมูล|พื้นฐาน"),
        ("ปี 2568 รายการใหม่", "ปี |2568 |รายการ|ใหม่"),
        ("ตาม O5 รายการใหม่", "ตาม |O5 |รายการ|ใหม่"),
    ],
)
def test_a_line_may_end_after_a_number_that_counts_nothing(text: str, broken: str) -> None:
    assert shown(text) == broken


def test_a_column_too_narrow_for_a_number_and_its_unit_may_part_them() -> None:
    assert BREAKER.parts("42 แถว") == ("42 ", "แถว")


def test_a_span_too_long_for_a_column_is_parted_at_its_dash_then_at_its_spaces() -> None:
    span = "ข้อ 1 ต.ค. 67 - 31 มี.ค. 68"
    for width, lines in (
        (24, ["ข้อ", "1 ต.ค. 67 - 31 มี.ค. 68"]),
        (15, ["ข้อ 1 ต.ค. 67 -", "31 มี.ค. 68"]),
        (12, ["ข้อ", "1 ต.ค. 67 -", "31 มี.ค. 68"]),
        (8, ["ข้อ", "1 ต.ค.", "67 -", "31 มี.ค.", "68"]),
        (5, ["ข้อ 1", "ต.ค.", "67 -", "31", "มี.ค.", "68"]),
    ):
        assert fill(BREAKER.pieces(span), width, len, BREAKER.parts) == lines
    times = fill(BREAKER.pieces("09.30 น. - 12.00 น."), 12, len, BREAKER.parts)
    assert times == ["09.30 น. -", "12.00 น."]
    assert fill(BREAKER.pieces("ต.ค.67-มี.ค.68"), 9, len, BREAKER.parts) == ["ต.ค.67-", "มี.ค.68"]


def test_a_day_stays_with_its_month_in_a_column_too_narrow_for_the_year() -> None:
    text = "ข้อมูล ณ ๓๑ ธันวาคม พ.ศ. ๒๕๖๕"
    for width, lines in (
        (13, ["ข้อมูล ณ", "๓๑ ธันวาคม", "พ.ศ. ๒๕๖๕"]),
        (10, ["ข้อมูล ณ", "๓๑ ธันวาคม", "พ.ศ. ๒๕๖๕"]),
        (9, ["ข้อมูล ณ", "๓๑", "ธันวาคม", "พ.ศ. ๒๕๖๕"]),
    ):
        assert fill(BREAKER.pieces(text), width, len, BREAKER.parts) == lines


def test_word_may_end_a_line_at_the_dash_of_a_span_whose_room_nobody_knows() -> None:
    text = "ต.ค. 67 - มี.ค. 68"
    held = BREAKER.held(text)
    kept = "".join("_" if at in held else letter for at, letter in enumerate(text))
    assert kept == "ต.ค._67_- มี.ค._68"


def test_a_name_of_the_office_is_never_cut_inside() -> None:
    school = "โรงเรียนสุทธาตัวอย่างบางขัน"
    assert school not in BREAKER.pieces(f"{school}และวัด")
    assert shown(f"ครู{school.removeprefix('โรงเรียน')}และวัด", "สุทธาตัวอย่างบางขัน") == (
        "ครู|สุทธาตัวอย่างบางขัน|และ|วัด"
    )


@pytest.mark.parametrize("before", ["ผู้ช่วยผู้อำนวยการเขต", "สำนักงานเขต", "พื้นที่เขต"])
def test_no_district_is_cut_inside(before: str) -> None:
    """Half of them are in no dictionary: จอม|ทอง."""
    cut = [name for name in DISTRICTS if not BREAKER.pieces(f"{before}{name}")[-1].endswith(name)]
    assert not cut


def test_the_name_of_a_person_is_parted_at_its_spaces_alone() -> None:
    name = "พันตำรวจเอกหม่อมราชวงศ์เฉลิมพลชัย วัฒนวรานนท์"
    breaker = WordBreaker(people=[name, "นายกิตติ เขตปกครองดี", "นางก ศรีสุข ณ อยุธยา"])
    assert breaker.pieces(f"({name})") == ("(พันตำรวจเอกหม่อมราชวงศ์เฉลิมพลชัย ", "วัฒนวรานนท์)")
    assert breaker.pieces("ให้นายกิตติ เขตปกครองดีเป็นประธาน")[:3] == ("ให้", "นายกิตติ ", "เขตปกครองดี")
    assert breaker.pieces("นางก ศรีสุข ณ อยุธยา ครู")[:2] == ("นางก ", "ศรีสุข ณ อยุธยา ")
    assert breaker.held("นางก ศรีสุข ณ อยุธยา ครู") == {11, 13}
    assert breaker.pieces("ในเขตปกครองดีขึ้น") == BREAKER.pieces("ในเขตปกครองดีขึ้น")
    assert len(breaker.parts("พันตำรวจเอกหม่อมราชวงศ์เฉลิมพลชัย")) > 1
    lines = fill(breaker.pieces("นางก ศรีสุข ณ อยุธยา"), 10, len, breaker.parts)
    assert lines == ["นางก", "ศรีสุข", "ณ อยุธยา"]


def test_a_text_that_is_a_name_is_parted_at_its_spaces_whoever_it_is() -> None:
    """As in a list that is about to be imported; a post that begins like a title is none."""
    assert shown("นางสาวกมลชนก ทองประเสริฐ") == "นางสาวกมลชนก |ทองประเสริฐ"
    assert shown("นายช่างโยธาชำนาญงาน ฝ่ายโยธา") == "นายช่างโยธา|ชำนาญงาน |ฝ่ายโยธา"
    lines = fill(BREAKER.pieces("นางสาวกมลชนก ทองประเสริฐ"), 9, len, BREAKER.parts)
    assert lines == ["นางสาวกมล", "ชนก ทอง", "ประเสริฐ"], "where no line has room"


def test_a_measure_and_an_indicator_are_whole_beside_other_words() -> None:
    assert shown("มาตรการตามตัวชี้วัดย่อย") == "มาตรการ|ตาม|ตัวชี้วัดย่อย"


def test_two_breakers_do_not_know_each_others_names() -> None:
    name = "บางขันตัวอย่าง"
    with_name = WordBreaker([name])
    without = WordBreaker()
    assert with_name.pieces(name) == (name,)
    assert len(without.pieces(name)) > 1
    assert with_name.pieces(name) == (name,)


def test_a_name_too_long_for_a_column_can_be_opened_at_its_words() -> None:
    name = "ฝ่ายรักษาความสะอาดและสวนสาธารณะ"
    assert BREAKER.pieces(name) == (name,)
    assert "และ" in BREAKER.parts(name)


def test_an_address_on_the_web_is_whole_where_a_line_has_room_for_it() -> None:
    assert shown("ดูที่ https://a.go.th/x") == "ดู|ที่ |https://a.go.th/x"
    address = "https://example.go.th/a/folder/with/files.pdf"
    assert shown(f"ดูที่ {address}") == f"ดู|ที่ |{address}"
    assert BREAKER.parts(address)[:3] == ("https://", "example.", "go.")


def test_a_long_address_may_be_cut_after_its_hyphens_as_other_programs_cut_it() -> None:
    assert BREAKER.pieces("https://example.go.th/very-long-path") == (
        "https://example.go.th/very-",
        "long-",
        "path",
    )
    dated = "https://example.go.th/final-2568-03-31/report-2"
    assert BREAKER.pieces(dated) == (
        "https://example.go.th/final-",
        "2568-03-31/report-",
        "2",
    )


@given(
    st.text(
        alphabet=st.characters(codec="utf-8") | st.sampled_from('กขเแำัี่้์ๆฯ()" \n-/.1'), max_size=200
    )
)
def test_pieces_give_the_text_back_and_never_cut_a_cluster(text: str) -> None:
    pieces = BREAKER.pieces(text)
    assert "".join(pieces) == text
    assert "".join(BREAKER.parts(text)) == text
    at = 0
    for piece in pieces[:-1]:
        assert piece
        at += len(piece)
        assert may_cut(text, at) or text[at - 1] in " \t\n"
        if text[at - 1] != "\n":
            assert text[at] not in 'ๆฯ)]"'
            assert not text[:at].rstrip(" \t").endswith(("(", "[", ' "'))


def test_every_term_of_the_field_stays_whole_in_a_sentence() -> None:
    lines = resource("thai", "terms.txt").read_text(encoding="utf-8").splitlines()
    for term in (line for line in lines if line and not line.startswith("#")):
        assert any(term in piece for piece in BREAKER.pieces(f"ให้{term} ทราบ")), term


def test_text_that_needs_no_thai_words_does_not_load_the_word_list() -> None:
    code = (
        "import sys; from ita_desktop.typography.words import WordBreaker; b = WordBreaker();"
        "b.pieces('O1 https://example.org'); b.pieces('- ฝ่ายปกครอง\\n- ฝ่ายรายได้');"
        "assert 'nlpo3' not in sys.modules; b.warm(); assert 'nlpo3' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_text_met_before_does_not_load_the_word_list() -> None:
    text = "ข้อมูลสำหรับทดลองของเขตที่ไม่มีใครเขียนมาก่อน"
    earlier = WordBreaker()
    pieces = earlier.pieces(text)
    code = (
        "import sys; from ita_desktop.typography.words import WordBreaker;"
        f"b = WordBreaker(memory={dict(earlier.memory)!r});"
        f"assert b.pieces({text!r}) == {pieces!r}; assert 'nlpo3' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@example(["(", " ", "ปีงบประมาณ"])
@example(["95", "-", "95", "มกราคม"])
@given(
    st.lists(
        st.sampled_from(
            ["ปีงบประมาณ", "พ.ศ.", "2568", "30", "คะแนน", "BMA", "OSS", "(", "ฉบับใหม่)", "ๆ", "-",
             "1.", "ITA", "ร้อยละ", "95", "4", "มกราคม", "ทุก", "โรงเรียน", "\n", "ก", " ", "ชื่อ ยาว",
             "ครั้งที่", "โทร.", "0", "2000", "0505/ว", "+5"]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_a_space_is_held_exactly_where_no_line_may_end(parts: list[str]) -> None:
    text = " ".join(parts)
    breaker = WordBreaker(["ชื่อ ยาว ของเขต"])
    ends = {sum(map(len, breaker.pieces(text)[:count])) for count in range(len(text) + 1)}
    spaces = {at for at, letter in enumerate(text) if letter == " "}
    joined, held = {at for at in spaces if at + 1 not in ends}, breaker.held(text)
    assert held <= joined
    # A span of days stays in one piece, and may be parted at its dash where that has no room.
    assert all("-" in text[at - 1 : at + 2] for at in joined - held)


@pytest.mark.parametrize(
    "words",
    [
        ("โครงการ", "จัดซื้อจัดจ้าง"),
        ("คณะกรรมการ", "จัดซื้อจัดจ้าง"),
        ("บริการ", "จัดซื้อจัดจ้าง"),
        ("โครงการ", "ประเมิน", "คุณธรรม"),
        ("โครงการ", "บริหาร", "จัดการ"),
        ("ประกาศ", "การจัดซื้อจัดจ้าง"),
        ("การจัดซื้อจัดจ้าง",),
        ("จัด", "การประชุม"),
        ("เหตุการณ์",),
    ],
)
def test_a_word_that_ends_with_karn_is_not_parted_before_it(words: tuple[str, ...]) -> None:
    assert tuple(breaker_with().pieces("".join(words))) == words


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("เผยแพร่คู่มือเล่มนี้ ปี 2567 ให้ประชาชนทราบ", "เล่มนี้ ปี 2567 ให้ประชาชน"),
        ("ตามหนังสือปี 2566 ปี 2567 และ 2568 กับ 2569", "2566 ปี 2567 และ 2568"),
        ("ปี 2567", "ปี 2567"),
        (f"คู่มือ{'ฮ' * 30} 2567 {'ฮ' * 30}คู่มือ", f"{'ฮ' * 7} 2567 {'ฮ' * 7}"),
        (f"{'ฮ' * 30}คู่{'ฮ' * 6} 2567", f"คู่{'ฮ' * 6} 2567"),
    ],
)
def test_what_is_quoted_of_a_text_begins_and_ends_with_whole_words(text: str, quoted: str) -> None:
    at = text.index("2567")
    first, last = around(text, at, at + 4, 8)
    assert text[first:last] == quoted
