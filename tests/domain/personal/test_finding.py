"""Personal data is found in typed text however it is written, and nothing else is."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.personal_finding import (
    FoundKind,
    RegisterNames,
    as_read,
    find,
    has_check_digit,
    names_health,
    normal,
)
from ita_desktop.domain.text import to_thai

NAMES = RegisterNames(["ตัวอย่าง ใจดี", "คำเดียว", "ก ข", "ทดสอบ ณ สมมติ", "John Sample"])
ROOT = Path(__file__).parents[3]


TELEPHONES = [
    ("0812345678", "0812345678"),
    ("081-234-5678", "0812345678"),
    ("08 1234 5678", "0812345678"),
    ("081.234.5678", "0812345678"),
    ("081 – 234 – 5678", "0812345678"),
    ("081/234/5678", "0812345678"),
    ("081-234-\n5678", "0812345678"),
    ("(081) 234-5678", "0812345678"),
    ("+66 81 234 5678", "0812345678"),
    ("+66(0)812345678", "0812345678"),
    ("66812345678", "0812345678"),
    ("+6621234567", "021234567"),
    ("006621234567", "021234567"),
    ("๐๘ ๑๒๓๔ ๕๖๗๘", "0812345678"),
    ("0-2123-4567", "021234567"),
    ("02 123 4567", "021234567"),
    ("๐ ๒๑๒๓ ๔๕๖๗", "021234567"),
    ("0-2123-4567-9", "021234567"),
    ("038-123456", "038123456"),
    ("053-12-3456", "053123456"),
    ("0 7712 3456", "077123456"),
    ("0-8123-4567-8", "0812345678"),
    ("0 81 234 5678", "0812345678"),
    ("081-234-56-78", "0812345678"),
    ("081-23-45678", "0812345678"),
    ("081‑234‑5678", "0812345678"),
    ("081−234−5678", "0812345678"),
    ("０８１-２３４-５６７８", "0812345678"),
    ("0066812345678", "0812345678"),
    ("66-81-234-5678", "0812345678"),
    ("66 2 123 4567", "021234567"),
]


def found(text: str) -> list[tuple[FoundKind, str]]:
    return [(one.kind, text[one.start : one.end]) for one in find(text, NAMES)]


@pytest.mark.parametrize(
    "number",
    ["1101700230708", "1-1017-00230-70-8", "1 1017 00230 70 8", "1 1 0 1 7 0 0 2 3 0 7 0 8",
     "110170-0230708", "1‑1017‑00230‑70‑8", "1_1017_00230_70_8", "1/1017/00230/70/8",
     "1 101700230708", "1101700 230708", "11017\n00230708", "1-1017-\n00230-70-8",
     "1 1017 00230\n70 8", "１１０１７００２３０７０８"],
)  # fmt: skip
@pytest.mark.parametrize("thai", [False, True])
def test_an_id_number_is_known_by_its_check_digit(number: str, thai: bool) -> None:
    text = f"เลขประจำตัว{to_thai(number) if thai else number}ของผู้ร้อง"
    ((kind, told),) = found(text)
    assert (kind, normal(kind, told)) == (FoundKind.ID_NUMBER, "1101700230708")
    assert found(text.replace(told, told[:-1] + ("๑" if thai else "1"))) == []


@pytest.mark.parametrize(
    "text",
    ["ID{}", "บัตร_{}.pdf", "id={}", "1) {} 2) ไม่มี", "2567 {}", "({}/ก)", "{} 2567", "1.{}"],
)
def test_an_id_number_is_known_whatever_stands_beside_it(text: str) -> None:
    number = "1-1017-00230-70-8" if text.startswith("1.") else "1101700230708"
    assert found(text.format(number)) == [(FoundKind.ID_NUMBER, number)]


@pytest.mark.parametrize(("written", "number"), TELEPHONES)
def test_a_telephone_number_is_known_in_its_groups(written: str, number: str) -> None:
    for text in (f"โทร.{written}", f"โทร {written} ต่อ 12", f"({written})", f"ก{written}/ข"):
        ((kind, told),) = found(text)
        assert (kind, normal(kind, told)) == (FoundKind.TELEPHONE, number), text


@pytest.mark.parametrize(
    "text",
    ["Tel0812345678", "T.0812345678", "@0812345678", "0812345678@line", "0812345678ext12",
     "https://example.go.th/ขั้นตอนโทร.0812345678", "https://line.me/ti/p/~0812345678",
     "ใบสมัคร_0812345678.pdf"],
)  # fmt: skip
def test_a_telephone_number_is_known_whatever_it_is_glued_to(text: str) -> None:
    assert found(text) == [(FoundKind.TELEPHONE, "0812345678")]


def test_a_number_of_the_list_is_no_part_of_a_telephone_number() -> None:
    assert found("1.081-234-5678") == [(FoundKind.TELEPHONE, "081-234-5678")]


def test_numbers_side_by_side_are_each_found() -> None:
    text = "081-234-5678, 02-123-4567/089-876-5432 086-123-4567"
    assert [kind for kind, _told in found(text)] == [FoundKind.TELEPHONE] * 4


@pytest.mark.parametrize(
    "text",
    [
        "กท ๕๐๐๑/๑๒๓๔ ลงวันที่ ๑ ต.ค. ๒๕๖๗",
        "กท 0501/1234", "กท 0401/0812/2568", "02/123/2567",
        "08/12/2567 09/01/2568", "ที่ 081/2567",
        "ปี 2566 2567 2568", "0 2567 2568",
        "08.30-16.30 น.", "05-07-2568", "2025-10-01 2025-11-01", "13.7563, 100.5018",
        "100.0512345678", "0.212345678", "1,234,567,890.00 บาท", "66089123456",
        "ISBN 978-616-08-1234-5", "7440-001-081-234-5678", "โทร 1555", "https://example.go.th/0812345678/1101700230708",
        "www.example.go.th/?id=0812345678", "https://user@example.go.th/", "1234567890123",
        "เลขผู้เสียภาษี 0994000165501", "บัญชี 0994000165501", "บัญชี 01-10-2567 - 30-09-2568",
        "123-4-56789-0", "ข้อ 1 2 3 4 5 6 7 8 9 10 11 12 13", "คำเดียว", "ลาป่วย", "สามัคคีตัวอย่างใจดี",
        "รหัสบัญชี 5104030206", "บัญชีแยกประเภท 1101010101", "ธนาคารโลก งบ 1234567890",
        "บัญชีโครงการ 66089123456", "021 022 023", "06 07 08 0910", "0.1101700230708",
        "13.1101700230708", "a0812345678f", "0812345678f", "example.go.th/a/0812345678",
        "66 08 12 34567", "66 21234567", "6621234567", "66021234567", "0812345678%",
        "1\n1\n0\n1\n7\n0\n0\n2\n3\n0\n7\n0\n8",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("ส่งที่ nobody.x@example.co.th.", FoundKind.MAIL, "nobody.x@example.co.th"),
        ("เลขที่บัญชี 123-4-56789-0", FoundKind.ACCOUNT, "123-4-56789-0"),
        ("ธนาคารตัวอย่าง ๑๒๓๔๕๖๗๘๙๐", FoundKind.ACCOUNT, "๑๒๓๔๕๖๗๘๙๐"),
        ("0812345678 (พร้อมเพย์)", FoundKind.ACCOUNT, "0812345678"),
        ("กรุงไทย 123-4-56789-0", FoundKind.ACCOUNT, "123-4-56789-0"),
        ("ธ.ก.ส. 01-234-5-67890-1", FoundKind.ACCOUNT, "01-234-5-67890-1"),
        ("SCB 1234567890", FoundKind.ACCOUNT, "1234567890"),
        ("บ/ช 123-4-56789-0", FoundKind.ACCOUNT, "123-4-56789-0"),
        ("โอนเงินเข้าบัญชี\n123-4-56789-0", FoundKind.ACCOUNT, "123-4-56789-0"),
        ("nobody.x @ example.co.th", FoundKind.MAIL, "nobody.x @ example.co.th"),
        ("nobody.x＠example.co.th", FoundKind.MAIL, "nobody.x＠example.co.th"),
        ("0812345678@example.co.th", FoundKind.MAIL, "0812345678@example.co.th"),
        ("สมมติ@ตัวอย่าง.ไทย", FoundKind.MAIL, "สมมติ@ตัวอย่าง.ไทย"),
        ("ให้นายตัวอย่าง  ใจดี ทำ", FoundKind.NAME, "ตัวอย่าง  ใจดี"),
        ("ให้นายตัวอย่างใจดีทำ", FoundKind.NAME, "ตัวอย่างใจดี"),
        ("ว่าที่ ร.ต.ตัวอย่างใจดี", FoundKind.NAME, "ตัวอย่างใจดี"),
        ("ตัวอย่าง (หนู) ใจดี", FoundKind.NAME, "ตัวอย่าง (หนู) ใจดี"),
        ("ทดสอบ ณสมมติ", FoundKind.NAME, "ทดสอบ ณสมมติ"),
        ("Mr. JOHN sample", FoundKind.NAME, "JOHN sample"),
    ],
)
def test_mail_accounts_and_names_are_found(text: str, kind: FoundKind, told: str) -> None:
    assert found(text) == [(kind, told)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("เด็กชายสมมุติ ทดลอง ไม่มา", "เด็กชายสมมุติ ทดลอง"),
        ("เพราะ เด็กหญิง สมมุติ  ทดลอง", "เด็กหญิง สมมุติ  ทดลอง"),
        ("ด.ช.สมมุติ", "ด.ช.สมมุติ"),
        ("(ด. ญ. สมมุติ ทดลอง)", "ด. ญ. สมมุติ ทดลอง"),
    ],
)
def test_a_child_is_found_that_no_register_has(text: str, told: str) -> None:
    assert found(text) == [(FoundKind.CHILD, told)]


def test_words_about_children_are_no_child() -> None:
    for text in (
        "เด็กชายและเด็กหญิง จำนวน ๓๐ คน",
        "เด็กหญิงที่ตั้งครรภ์ ในโรงเรียน",
        "เด็กชาย 20 คน เด็กหญิง 30 คน",
        "เด็กชายขอบ ชุมชน",
        "ด.ช. 20 คน",
        "โรงเรียนเด็กหญิง",
        "กทม.ด.ช.",
    ):
        assert found(text) == []


def test_health_is_found_beside_whom_it_is_of() -> None:
    text = "นางตัวอย่าง ใจดี ป่วยเป็นโรคหัวใจ\nโครงการตรวจโรคหัวใจ"
    assert found(text) == [
        (FoundKind.NAME, "ตัวอย่าง ใจดี"),
        (FoundKind.HEALTH, "ป่วยเป็นโรคหัวใจ"),
    ]
    for words in ("เป็นเบาหวาน", "ลาคลอด", "ติดโควิด", "นอน รพ.", "กรุ๊ปเลือดโอ", "HIV", "แพ้ยา"):
        assert FoundKind.HEALTH in [kind for kind, _told in found(f"ตัวอย่าง ใจดี {words}")]
    assert [kind for kind, _told in found("ด.ญ.สมมุติ ทดลอง ป่วยเป็นโรคไต")] == [
        FoundKind.CHILD,
        FoundKind.HEALTH,
    ]
    assert [one.kind for one in names_health("ลาป่วย")] == [FoundKind.HEALTH]
    assert names_health("ติดราชการ") == ()


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    places = find(text, NAMES)
    assert all(0 <= one.start < one.end <= len(text) for one in places)
    assert all(one.end <= other.start for one, other in pairwise(places))


@given(st.text())
def test_a_text_is_read_letter_by_letter(text: str) -> None:
    assert len(as_read(text)) == len(text)
    assert as_read(as_read(text)) == as_read(text)


@given(st.text(alphabet="0123456789๐๑๒ -.()+/_@กa\n", max_size=300))
def test_any_digits_are_read(text: str) -> None:
    for one in find(text, NAMES):
        assert normal(one.kind, text[one.start : one.end])


@given(st.integers(10**11, 9 * 10**11 - 1))
def test_every_number_with_a_check_digit_is_found(twelve: int) -> None:
    digits = str(twelve)
    number = next(digits + last for last in "0123456789" if has_check_digit(digits + last))
    assert found(f"เลข {number}") == [(FoundKind.ID_NUMBER, number)]


@pytest.mark.in_turn
def test_a_very_long_text_of_digits_takes_no_time_to_speak_of() -> None:
    assert find("1 " * 100_000) == ()


OFFICIAL = ("resources/frameworks/*.yaml", "resources/sample/*.csv", "resources/sample/*.txt",
            "resources/translations/*.json", "tests/golden/*.txt", "tests/golden/*.xml",
            "ita_desktop/documents/**/*.py")  # fmt: skip
"""Ordinary official text: frameworks, the sample's tables, what papers print, their wordings."""


def official() -> Iterator[Path]:
    for pattern in OFFICIAL:
        yield from ROOT.glob(pattern)


def test_nothing_is_found_in_ordinary_official_text() -> None:
    files = sorted(official())
    assert sum(path.stat().st_size for path in files) > 2_500_000
    told = []
    for path in files:
        text = path.read_text(encoding="utf-8")
        told += [(path.name, text[one.start : one.end]) for one in find(text)]
    assert told == []
