"""Orders that appoint bodies within a body, and bodies whose members stand elsewhere."""

from collections.abc import Sequence

import pytest

from ita_desktop.exchange.blocks import Paragraph, SourceBlocks, TextRun
from ita_desktop.exchange.papers.order_lists import BodyNames, with_order_lists
from tests.exchange.files.word.made import p, read, tbl, tr, values, word

HEAD = p("คำสั่งสำนักงานเขตตัวอย่าง") + p("ที่ ๕/๒๕๖๗")
OWN = (
    "๑. คณะกรรมการอำนวยการ ประกอบด้วย",
    "๑.๑ ผู้อำนวยการเขต ประธานกรรมการ",
    "มีหน้าที่",
    "๑) กำหนดนโยบาย",
)
SMALL = (
    "๒.๑ {name} IIT",
    "๒.๑.๑ นายสมมติ หนึ่ง หัวหน้าฝ่ายปกครอง หัวหน้าคณะทำงาน",
    "๒.๑.๒ นางสมมติ สอง เจ้าพนักงานธุรการชำนาญงาน คณะทำงาน",
    "มีหน้าที่",
    "๑) รวบรวมรายชื่อ",
    "๒) ประชาสัมพันธ์",
    "๒.๒ {name} EIT",
    "๒.๒.๑ นายสมมติ สาม หัวหน้าฝ่ายทะเบียน หัวหน้าคณะทำงาน",
    "มีหน้าที่",
    "๑) แจ้งผู้รับบริการ",
)


def made(lines: Sequence[str], *, labelled: bool) -> SourceBlocks:
    """Lines with numbers that were typed, or that Word made."""
    if not labelled:
        return read(word(HEAD + "".join(map(p, lines))))
    parts = [line.partition(" ") for line in ("คำสั่งสำนักงานเขตตัวอย่าง", *lines)]
    return SourceBlocks(
        tuple(
            Paragraph((TextRun(rest if label[:1] in "๑๒" else f"{label} {rest}".strip()),),
                      label=label if label[:1] in "๑๒" else "")
            for label, _, rest in parts
        )
    )  # fmt: skip


@pytest.mark.parametrize("labelled", [False, True])
@pytest.mark.parametrize("name", ["คณะทำงานด้าน", "คณะอนุกรรมการ"])
def test_bodies_within_a_body_have_members_and_duties_of_their_own(
    name: str, labelled: bool
) -> None:
    lines = (*OWN, "๒. คณะทำงาน ประกอบด้วย", *(line.format(name=name) for line in SMALL))
    members, duties = values(with_order_lists(made(lines, labelled=labelled)))
    assert [(row[0], row[2], row[3]) for row in members[2:]] == [
        (f"{name} IIT", "นายสมมติ หนึ่ง\nหัวหน้าฝ่ายปกครอง", "หัวหน้าคณะทำงาน"),
        (f"{name} IIT", "นางสมมติ สอง\nเจ้าพนักงานธุรการชำนาญงาน", "คณะทำงาน"),
        (f"{name} EIT", "นายสมมติ สาม\nหัวหน้าฝ่ายทะเบียน", "หัวหน้าคณะทำงาน"),
    ]
    assert [(row[0], row[2]) for row in duties[1:]] == [
        ("คณะกรรมการอำนวยการ", "กำหนดนโยบาย"),
        (f"{name} IIT", "รวบรวมรายชื่อ"),
        (f"{name} IIT", "ประชาสัมพันธ์"),
        (f"{name} EIT", "แจ้งผู้รับบริการ"),
    ]


def test_a_point_of_a_duty_may_begin_with_a_body() -> None:
    lines = (*OWN, "๒) ติดตาม", "๒.๑ คณะทำงานรายงานทุกเดือน", "๒.๒ คณะทำงานรายงานทุกปี")
    _, duties = values(with_order_lists(read(word(HEAD + "".join(map(p, lines))))))
    assert duties[-1][2] == "ติดตาม\n2.1 คณะทำงานรายงานทุกเดือน\n2.2 คณะทำงานรายงานทุกปี"


def test_bodies_with_letters_may_begin_behind_another_list() -> None:
    lines = ("ก. ที่ปรึกษา", "๑. ผู้อำนวยการเขต", "ข. คณะทำงาน", "๑. หัวหน้าฝ่ายปกครอง ประธาน")
    members, _ = values(with_order_lists(read(word(HEAD + "".join(map(p, (*lines, *OWN[2:])))))))
    assert [row[2:] for row in members[1:]] == [("หัวหน้าฝ่ายปกครอง", "ประธาน")]


def test_a_member_may_be_a_body() -> None:
    lines = (*OWN[:2], "๑.๒ คณะกรรมการชุมชน กรรมการ", *OWN[2:])
    members, _ = values(with_order_lists(read(word(HEAD + "".join(map(p, lines))))))
    assert [(row[0], row[2], row[3]) for row in members[2:]] == [
        ("คณะกรรมการอำนวยการ", "คณะกรรมการชุมชน", "กรรมการ")
    ]


@pytest.mark.parametrize(
    "role",
    [
        "หัวหน้าคณะทำงาน", "รองหัวหน้าคณะทำงาน", "ประธาน", "รองประธาน", "ประธานอนุกรรมการ", "อนุกรรมการ",
        "อนุกรรมการและผู้ช่วยเลขานุการ", "ที่ปรึกษาคณะทำงาน", "คณะทำงาน/เลขานุการ", "กรรมการ และเลขานุการ",
        "เลขานุการคณะทำงาน", "กรรมการผู้ทรงคุณวุฒิ", "รองประธานกรรมการ คนที่ 1", "ประธานที่ปรึกษา",
    ],
)  # fmt: skip
def test_roles_are_known_by_what_they_are_made_of(role: str) -> None:
    lines = (OWN[0], f"๑.๑ นายสมมติ หนึ่ง หัวหน้าฝ่ายปกครอง {role}", *OWN[2:])
    members, _ = values(with_order_lists(read(word(HEAD + "".join(map(p, lines))))))
    assert members[1][2:] == ("นายสมมติ หนึ่ง\nหัวหน้าฝ่ายปกครอง", role)


def test_duties_name_their_body_if_its_members_are_a_table_with_headings() -> None:
    headed = tbl(tr("ลำดับ", "ชื่อ - สกุล", "บทบาท"), tr("1", "นายสมมติ หนึ่ง", "ประธาน"))
    heads = ("คณะกรรมการอำนวยการ มีหน้าที่ ดังนี้", "คณะทำงานมีหน้าที่ดังนี้")
    lines = (heads[0], "๑. กำหนดนโยบาย", heads[1], "๑. รวบรวมหลักฐาน")
    found = values(with_order_lists(read(word(HEAD + headed + "".join(map(p, lines))))))
    assert [(row[0], row[2]) for row in found[-1][1:]] == [
        ("คณะกรรมการอำนวยการ", "กำหนดนโยบาย"),
        ("คณะทำงาน", "รวบรวมหลักฐาน"),
    ]


@pytest.mark.parametrize(
    "points", [("ก. รายเดือน", "ข. รายไตรมาส"), ("(๑) ก่อน", "ก) เดือน", "ข) ปี", "(๒) หลัง")]
)
def test_points_may_have_letters(points: tuple[str, ...]) -> None:
    lines = (*OWN, "๒) ติดตาม", *points, "๓) รายงาน")
    _, duties = values(with_order_lists(read(word(HEAD + "".join(map(p, lines))))))
    assert [row[2].count("\n") for row in duties[1:]] == [0, len(points), 0]


def test_an_abbreviation_is_no_letter_of_a_list() -> None:
    lines = (*OWN, "ก.ก. กำหนดแนวทางไว้แล้ว", "๒) ติดตาม")
    _, duties = values(with_order_lists(read(word(HEAD + "".join(map(p, lines))))))
    assert [row[2] for row in duties[1:]] == ["กำหนดนโยบาย", "ติดตาม"]


def test_a_role_may_go_on_in_the_line_below() -> None:
    lines = (OWN[0], "๑.๑ หัวหน้าฝ่ายปกครอง กรรมการและ", "เลขานุการ", *OWN[2:])
    members, _ = values(with_order_lists(read(word(HEAD + "".join(map(p, lines))))))
    assert [row[2:] for row in members[1:]] == [("หัวหน้าฝ่ายปกครอง", "กรรมการและเลขานุการ")]


@pytest.mark.parametrize("head", ["คณะที่ ๑ {}", "คณะที่ ๑ : {}", "ชุดที่ ๑ {}", "๑. {}", "{}"])
@pytest.mark.parametrize(
    "name", ["คณะทำงานด้าน IIT", "คณะทำงานจัดเก็บข้อมูล (OIT)", "คณะทำงานด้านการรับรู้ (IIT และ EIT)"]
)
def test_a_body_is_called_what_stands_behind_its_number(head: str, name: str) -> None:
    lines = (
        "คณะกรรมการอำนวยการ ประกอบด้วย", *OWN[1:], head.format(name),
        "๑. นายสมมติ หนึ่ง\tหัวหน้าคณะทำงาน", "๒. นางสมมติ สอง\tคณะทำงาน",
        "มีหน้าที่", "๑. รวบรวม",
    )  # fmt: skip
    members, duties = values(with_order_lists(made(lines, labelled=False)))
    assert [(row[0], row[2]) for row in members[2:]] == [
        (name, "นายสมมติ หนึ่ง"),
        (name, "นางสมมติ สอง"),
    ]
    assert [(row[0], row[2]) for row in duties[2:]] == [(name, "รวบรวม")]


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("ตามคำสั่งกรุงเทพมหานคร ที่ 1/2560 จึงแต่งตั้งคณะทำงานขับเคลื่อน ประกอบด้วย", "คณะทำงานขับเคลื่อน"),
        ("ตามคำสั่ง ที่ 1/2567 แต่งตั้งคณะทำงานฯ นั้น เนื่องจากมีข้าราชการย้าย", ""),
        ("จึงแต่งตั้งคณะทำงานขึ้นใหม่ ประกอบด้วย", "คณะทำงาน"),
        ("จึงแต่งตั้งคณะทำงานพัฒนาเมืองใหม่ ประกอบด้วย", "คณะทำงานพัฒนาเมืองใหม่"),
    ],
)
def test_a_sentence_appoints_the_body_that_it_names_and_no_former_one(line: str, body: str) -> None:
    names = BodyNames()
    names.note(line)
    assert names.appointed() == body
