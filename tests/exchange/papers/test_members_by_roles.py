"""Members are known by their roles, whatever their numbers, and bodies by what is named before."""

from collections.abc import Callable, Sequence

import pytest

from ita_desktop.exchange.blocks import Block, Paragraph, SourceBlocks, Table, TextRun
from ita_desktop.exchange.papers.finding import with_papers
from ita_desktop.exchange.papers.order_lists import member_of
from ita_desktop.exchange.sheets import DataSheet, SheetRow

Line = str | Sequence[Sequence[str]]

HEAD = (
    "คำสั่งสำนักงานเขตสมมติ",
    "ที่ 77/2567",
    "เรื่อง แต่งตั้งคณะทำงานการประเมินคุณธรรม ประจำปีงบประมาณ พ.ศ. 2568",
    "ด้วยมติคณะรัฐมนตรี",
)
APPOINTS = "จึงแต่งตั้งคณะทำงานขับเคลื่อน ITA ประกอบด้วย"
END = ("ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป", "สั่ง ณ วันที่ 8 พฤศจิกายน พ.ศ. 2567")
MEMBERS = (
    ("ผู้อำนวยการเขตสมมติ", "", "ประธานคณะทำงาน"),
    ("นายสมมติ หนึ่ง", "นักจัดการงานทั่วไปชำนาญการ ฝ่ายปกครอง", "คณะทำงาน"),
    ("หัวหน้าฝ่ายทุกฝ่าย", "", "คณะทำงาน"),
    ("นางสาวสมมติ สอง", "ครู โรงเรียนวัดสมมติ", "คณะทำงานและเลขานุการ"),
)
TAKEN = [
    (
        "\n".join(filter(None, (name.replace("เขตสมมติ", "เขต"), post))),
        role,
    )
    for name, post, role in MEMBERS
]


def lists(*lines: Line) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]], list[str]]:
    """What is read of an order: its members (body, name and post, role) and duties (body, text),
    and what is told."""
    blocks: list[Block] = []
    for line in lines:
        if isinstance(line, str):
            blocks.append(Paragraph((TextRun(line),)))
        else:
            rows = (SheetRow(at, tuple(row)) for at, row in enumerate(line, 1))
            number = sum(isinstance(block, Table) for block in blocks) + 1
            blocks.append(Table(DataSheet(f"ตาราง {number}", tuple(rows))))
    found = with_papers(SourceBlocks(tuple(blocks)), "ก.docx")
    rows_of = {
        sheet.name: [tuple(map(str, row.values)) for row in sheet.rows if row.number > 1]
        for sheet in found.sheets
    }
    members = [(body, name, role) for body, _, name, role, *_ in rows_of.get("รายชื่อในคำสั่ง", ())]
    duties = [(body, text) for body, _, text in rows_of.get("หน้าที่ในคำสั่ง", ())]
    return members, duties, [remark.why for remark in found.remarks]


def joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


FORMS: dict[str, Callable[[int, str, str, str], Sequence[Line] | tuple[str, ...]]] = {
    "tab": lambda at, name, post, role: [f"{at}. {joined(name, post)}\t{role}"],
    "post below": lambda at, name, post, role: [f"1.{at} {name}\t{role}", f"\t{post}"],
    "role below": lambda at, name, post, role: [f"1.{at} {name}", joined(post, "\t", role)],
    "one sign of dots": lambda at, name, post, role: [f"{at}) {joined(name, post)} … {role}"],
    "dots": lambda at, name, post, role: [f"{at}) {joined(name, post)} ........ {role}"],
    "spaces": lambda at, name, post, role: [f"({at}) {name}    {post}        {role}"],
    "space before the dot": lambda at, name, post, role: [f"{at} .{joined(name, post)}    {role}"],
    "no number": lambda at, name, post, role: [f"{joined(name, post)}\t{role}"],
    "dash": lambda at, name, post, role: [f"- {joined(name, post)} {role}"],
    "brackets": lambda at, name, post, role: [f"{at}. {joined(name, post)} ({role})"],
    "as": lambda at, name, post, role: [f"{at}. {joined(name, post)} เป็น{role}"],
}
ROWS: dict[str, Callable[[int, str, str, str], tuple[str, ...]]] = {
    "two": lambda at, name, post, role: (f"1.{at} {joined(name, post)}", role),
    "two lines": lambda at, name, post, role: (f"1.{at} {name}\n{post}", role),
    "three": lambda at, name, post, role: (f"{at}.", joined(name, post), role),
    "no number": lambda at, name, post, role: (name, post, role),
    "four": lambda at, name, post, role: (str(at), name, post, role),
    "role first": lambda at, name, post, role: (role, name, post),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_member_is_a_line_with_a_role(form: str) -> None:
    lines = [line for at, one in enumerate(MEMBERS, 1) for line in FORMS[form](at, *one)]
    members, duties, told = lists(*HEAD, APPOINTS, *lines, "มีหน้าที่ ดังนี้", "1. รายงาน", *END)
    assert [row[1:] for row in members] == TAKEN
    assert {row[0] for row in (*members, *duties)} == {"คณะทำงานขับเคลื่อน ITA"}
    assert not [why for why in told if "ไม่ได้นำเข้าข้อความ" in why]


@pytest.mark.parametrize("form", ROWS)
def test_a_member_is_a_row_of_a_table_without_headings(form: str) -> None:
    rows = [ROWS[form](at, *one) for at, one in enumerate(MEMBERS, 1)]
    members, duties, told = lists(*HEAD, APPOINTS, rows, "มีหน้าที่ ดังนี้", "1. รายงาน", *END)
    assert [(name.replace(" ครู", "\nครู"), role) for _, name, role in members] == TAKEN
    assert {row[0] for row in (*members, *duties)} == {"คณะทำงานขับเคลื่อน ITA"}
    assert not [why for why in told if "ไม่ได้นำเข้าข้อความ" in why]


def test_a_role_on_a_line_below_the_name_is_that_members() -> None:
    below = ("1. นายสมมติ หนึ่ง ผู้อำนวยการเขต", "เป็นประธานคณะทำงาน", "2. นางสมมติ สอง หัวหน้าฝ่ายปกครอง")
    members, _, _ = lists(*HEAD, APPOINTS, *below, "คณะทำงานและเลขานุการ", *END)
    assert [role for _, _, role in members] == ["ประธานคณะทำงาน", "คณะทำงานและเลขานุการ"]


CHAIR = "1. ผู้อำนวยการเขต\tประธาน"


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        (("จึงแต่งตั้งคณะทำงานติดตามการประเมิน ดังนี้",), "คณะทำงานติดตามการประเมิน"),
        (("จึงแต่งตั้งบุคคลดังต่อไปนี้เป็นคณะทำงาน ITA ของเขต",), "คณะทำงาน ITA ของเขต"),
        (("จึงแต่งตั้งคณะทำงาน ดังนี้",), "คณะทำงานการประเมินคุณธรรม"),
        (("จึงแต่งตั้งข้าราชการ ดังนี้",), "คณะทำงานการประเมินคุณธรรม"),
        (("จึงแต่งตั้ง ดังนี้", "1. คณะกรรมการประเมิน (ITA)"), "คณะกรรมการประเมิน (ITA)"),
        (("จึงแต่งตั้งคณะกรรมการและคณะทำงาน ดังนี้", "คณะทำงานย่อย"), "คณะทำงานย่อย"),
        (("จึงแต่งตั้ง ดังนี้", "1. ฝ่ายอำนวยการ ประกอบด้วย"), "ฝ่ายอำนวยการ"),
        (("จึงแต่งตั้ง ดังนี้", "1. คณะกรรมการอำนวยการ", "องค์ประกอบ"), "คณะกรรมการอำนวยการ"),
        (("จึงแต่งตั้งคณะทำงาน ITA โดยมีองค์ประกอบและหน้าที่ดังนี้", "1. องค์ประกอบ"), "คณะทำงาน ITA"),
    ],
)
def test_a_body_is_what_is_named_before_its_members(lines: tuple[str, ...], body: str) -> None:
    members, duties, _ = lists(*HEAD, *lines, CHAIR, "2. หน้าที่", "2.1 รายงาน", *END)
    assert (members, duties) == ([(body, "ผู้อำนวยการเขต", "ประธาน")], [(body, "รายงาน")])


@pytest.mark.parametrize(
    "head",
    [
        "โดยให้คณะทำงานมีหน้าที่และอำนาจ ดังนี้",
        "ให้คณะทำงานฯ ดังกล่าวมีหน้าที่ดำเนินการ ดังนี้",
        "ให้ผู้ที่ได้รับแต่งตั้งมีหน้าที่ ดังต่อไปนี้",
        "หน้าที่ความรับผิดชอบ",
        "อำนาจหน้าที่ของคณะทำงานขับเคลื่อน ITA",
    ],
)
@pytest.mark.parametrize("marks", [("1.", "2."), ("(1)", "(2)"), ("-", "-"), ("", "")])
def test_duties_follow_their_heading_with_any_marks(head: str, marks: tuple[str, str]) -> None:
    below = [joined(mark, text) for mark, text in zip(marks, ("กำกับ", "รายงาน"), strict=True)]
    _, duties, _ = lists(*HEAD, APPOINTS, CHAIR, head, *below, *END)
    assert duties == [("คณะทำงานขับเคลื่อน ITA", "กำกับ"), ("คณะทำงานขับเคลื่อน ITA", "รายงาน")]


def test_a_duty_may_be_told_in_its_heading_and_speak_of_roles() -> None:
    _, duties, _ = lists(*HEAD, APPOINTS, CHAIR, "โดยให้คณะทำงานมีหน้าที่กำกับและรายงาน", *END)
    assert duties == [("คณะทำงานขับเคลื่อน ITA", "กำกับและรายงาน")]
    texts = ("1. หัวหน้าฝ่ายทุกฝ่าย ประสานกับ คณะทำงาน", "2. คณะทำงานรายงาน")
    members, duties, _ = lists(*HEAD, APPOINTS, CHAIR, "มีหน้าที่", *texts, *END)
    assert (len(members), [text for _, text in duties]) == (1, [text[3:] for text in texts])


def test_the_role_may_stand_above_its_members() -> None:
    lines = ("ประธานคณะทำงาน", "1. ผู้อำนวยการเขต", "คณะทำงาน", "2. นายสมมติ หนึ่ง", "3. นายสมมติ สอง")
    members, _, _ = lists(*HEAD, APPOINTS, *lines, *END)
    assert [role for *_, role in members] == ["ประธานคณะทำงาน", "คณะทำงาน", "คณะทำงาน"]


PEOPLE = ("นายสมมติ หนึ่ง หัวหน้าฝ่ายปกครอง", "นางสมมติ สอง ครู", "นายสมมติ สาม ครู")


@pytest.mark.parametrize("mark", ["- ", "• ", "▪ ", "➢ ", "\uf0a7 ", ""])
def test_people_below_their_roles_need_no_numbers(mark: str) -> None:
    first, second, third = (f"{mark}{each}" for each in PEOPLE)
    said = (*HEAD, APPOINTS, "ประธานคณะทำงาน", first, "คณะทำงาน", second, third, *END)
    members, _, told = lists(*said)
    assert [(name.split("\n")[0], role) for _, name, role in members] == [
        ("นายสมมติ หนึ่ง", "ประธานคณะทำงาน"),
        ("นางสมมติ สอง", "คณะทำงาน"),
        ("นายสมมติ สาม", "คณะทำงาน"),
    ]
    assert not [why for why in told if "ไม่ได้นำเข้าข้อความ" in why]


@pytest.mark.parametrize("mark", ["-", "•", "▪", "➢", "\uf0a7"])
def test_posts_behind_bullets_have_the_role_above_them(mark: str) -> None:
    posts = (f"{mark} ผู้อำนวยการเขตสมมติ", f"{mark} หัวหน้าฝ่ายปกครอง", f"{mark} หัวหน้าฝ่ายทุกฝ่าย")
    first, *others = posts
    said = (*HEAD, APPOINTS, "ประธานคณะทำงาน", first, "คณะทำงาน", *others, "มีหน้าที่ ดังนี้", *END)
    members, _, _ = lists(*said)
    assert [(name, role) for _, name, role in members] == [
        ("ผู้อำนวยการเขต", "ประธานคณะทำงาน"),
        ("หัวหน้าฝ่ายปกครอง", "คณะทำงาน"),
        ("หัวหน้าฝ่ายทุกฝ่าย", "คณะทำงาน"),
    ]


def test_a_role_below_a_person_is_not_that_of_the_next_one() -> None:
    first, second, _ = PEOPLE
    members, _, told = lists(*HEAD, APPOINTS, first, "ประธานคณะทำงาน", second, "คณะทำงาน", *END)
    assert members == []
    assert all(any(each in why for why in told) for each in (first, second))


def test_a_table_may_name_its_bodies_itself() -> None:
    rows = (
        ("คณะกรรมการอำนวยการ", "", ""),
        ("1.", "ผู้อำนวยการเขต", "ประธานกรรมการ"),
        ("คณะทำงาน", "", ""),
        ("1.", "หัวหน้าฝ่ายปกครอง", "ประธานคณะทำงาน"),
    )
    members, _, _ = lists(*HEAD, "จึงแต่งตั้ง ดังนี้", rows, *END)
    assert [(body, role) for body, _, role in members] == [
        ("คณะกรรมการอำนวยการ", "ประธานกรรมการ"),
        ("คณะทำงาน", "ประธานคณะทำงาน"),
    ]


def test_a_cell_may_list_the_members_of_the_body_beside_it() -> None:
    """As one with a table in it does: a line of it is a row there."""
    rows = (
        ("๑. คณะกรรมการอำนวยการ", "๑.๑ ผู้อำนวยการเขต ประธานกรรมการ\n๑.๒ หัวหน้าฝ่ายปกครอง เลขานุการ"),
        ("๒. คณะทำงาน", "๒.๑ นายสมมติ หนึ่ง ครู ประธานคณะทำงาน\n๒.๒ นางสมมติ สอง คณะทำงาน"),
    )
    members, _, _ = lists(*HEAD, "จึงแต่งตั้ง ดังนี้", rows, *END)
    assert members == [
        ("คณะกรรมการอำนวยการ", "ผู้อำนวยการเขต", "ประธานกรรมการ"),
        ("คณะกรรมการอำนวยการ", "หัวหน้าฝ่ายปกครอง", "เลขานุการ"),
        ("คณะทำงาน", "นายสมมติ หนึ่ง\nครู", "ประธานคณะทำงาน"),
        ("คณะทำงาน", "นางสมมติ สอง", "คณะทำงาน"),
    ]


@pytest.mark.parametrize(
    "body", ["คณะกรรมการอำนวยการ", "คณะทำงานขับเคลื่อน ITA", "คณะอนุกรรมการกลั่นกรอง"]
)
def test_a_body_with_people_beside_it_is_no_member(body: str) -> None:
    assert member_of([body, "ผู้ที่เกี่ยวข้อง กรรมการ"]) is None


def test_behind_the_end_of_an_order_nobody_is_a_member() -> None:
    members, _, _ = lists(*HEAD, APPOINTS, CHAIR, *END, "หัวหน้าฝ่ายปกครอง\tกรรมการ")
    assert len(members) == 1


def test_a_row_that_is_no_member_is_told() -> None:
    rows = [ROWS["three"](at, *one) for at, one in enumerate(MEMBERS, 1)]
    _, _, told = lists(*HEAD, APPOINTS, [*rows, ("รวม 4 คน", "", "")], *END)
    assert any("รวม 4 คน" in why for why in told)


SENTENCES = (
    (
        "เพื่อให้เรียบร้อย จึงแต่งตั้งให้ นายสมมติ หนึ่ง ผู้อำนวยการเขต เป็นประธานกรรมการ"
        " นางสมมติ สอง เป็นกรรมการ และนางสาวสมมติ สาม เป็นกรรมการและเลขานุการ"
    ),
    (
        "จึงแต่งตั้ง ๑. นายสมมติ หนึ่ง ผู้อำนวยการเขต เป็น ประธานกรรมการ, ๒. นางสมมติ สองเป็นกรรมการ"
        " และ ๓. นางสาวสมมติ สาม เป็นกรรมการและเลขานุการ"
    ),
    (
        "จึงแต่งตั้งคณะกรรมการ ITA ประกอบด้วย นายสมมติ หนึ่ง ผู้อำนวยการเขต เป็นประธานกรรมการ"
        " นางสมมติ สอง เป็นกรรมการ โดยมี นางสาวสมมติ สาม เป็นกรรมการและเลขานุการ"
    ),
    (
        "จึงแต่งตั้งคณะกรรมการ ITA โดยมีนายสมมติ หนึ่ง ผู้อำนวยการเขต เป็นประธานกรรมการ"
        " นางสมมติ สอง เป็นกรรมการ และนางสาวสมมติ สาม เป็นกรรมการและเลขานุการ"
    ),
    (
        "จึงแต่งตั้งคณะกรรมการ ITA ประกอบด้วย ๑) นายสมมติ หนึ่ง ผู้อำนวยการเขต ประธานกรรมการ"
        " ๒) นางสมมติ สอง กรรมการ ๓) นางสาวสมมติ สาม กรรมการและเลขานุการ"
    ),
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_members_and_duties_may_be_listed_in_a_sentence(sentence: str) -> None:
    head = (*HEAD[:2], "เรื่อง แต่งตั้งคณะกรรมการ ITA", HEAD[3])
    duty = "โดยให้คณะกรรมการมีหน้าที่ ๑. วางแผน ๒) ติดตาม ปี 2568 และ 3. รายงาน"
    members, duties, told = lists(*head, sentence, duty, *END)
    assert members == [
        ("คณะกรรมการ ITA", "นายสมมติ หนึ่ง\nผู้อำนวยการเขต", "ประธานกรรมการ"),
        ("คณะกรรมการ ITA", "นางสมมติ สอง", "กรรมการ"),
        ("คณะกรรมการ ITA", "นางสาวสมมติ สาม", "กรรมการและเลขานุการ"),
    ]
    assert [text for _, text in duties] == ["วางแผน", "ติดตาม ปี 2568 และ", "รายงาน"]
    assert not [each for each in told if "ไม่ได้นำเข้า" in each]


def test_several_people_of_a_sentence_may_have_one_role() -> None:
    sentence = (
        "จึงแต่งตั้งคณะทำงาน ดังต่อไปนี้ นายสมมติ หนึ่ง ผู้อำนวยการเขต เป็นประธานคณะทำงาน นางสมมติ สอง"
        " นักวิชาการคลัง และนายสมมติ สาม นายช่างโยธา เป็นคณะทำงาน และนายสมมติ สี่ เป็นเลขานุการ"
    )
    members, _, _ = lists(*HEAD, sentence, *END)
    assert [(name.split("\n"), role) for _, name, role in members] == [
        (["นายสมมติ หนึ่ง", "ผู้อำนวยการเขต"], "ประธานคณะทำงาน"),
        (["นางสมมติ สอง", "นักวิชาการคลัง"], "คณะทำงาน"),
        (["นายสมมติ สาม", "นายช่างโยธา"], "คณะทำงาน"),
        (["นายสมมติ สี่"], "เลขานุการ"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "จึงแต่งตั้งนายสมมติ หนึ่ง และนางสมมติ สอง เป็นกรรมการ",
        "ตามที่ได้แต่งตั้งนายสมมติ หนึ่ง เป็นประธานกรรมการ และนางสมมติ สอง เป็นกรรมการ",
        "จึงแต่งตั้งนายสมมติ หนึ่ง เป็นประธานกรรมการ และนางสมมติ สอง เป็นกรรมการแทนผู้ที่ย้าย",
        "เดิมแต่งตั้งนายสมมติ หนึ่ง เป็นประธานกรรมการ และนางสมมติ สอง เป็นกรรมการ ไว้แล้วนั้น",
        "จึงแต่งตั้งคณะทำงาน โดยมีหัวหน้าฝ่ายปกครอง เป็นประธาน และหัวหน้าฝ่ายทุกฝ่าย เป็นกรรมการ",
    ],
)
@pytest.mark.parametrize("duties", [(), ("ให้คณะกรรมการมีหน้าที่ ดังนี้", "1. วางแผน", "2. รายงาน")])
def test_members_that_a_sentence_does_not_part_or_that_were_are_told(
    sentence: str, duties: tuple[str, ...]
) -> None:
    members, _, told = lists(*HEAD, sentence, *duties, *END)
    assert not members
    assert any(sentence[:40] in each for each in told)


def test_a_table_of_an_order_that_amends_another_one_says_so() -> None:
    rows = (
        SheetRow(1, ("เดิม", "ใหม่", "บทบาท")),
        SheetRow(2, ("นางสมมติ ก", "นายสมมติ ข", "กรรมการ")),
    )
    head = (*HEAD[:2], "เรื่อง เปลี่ยนแปลงรายชื่อคณะทำงาน", "ให้เปลี่ยนแปลงรายชื่อ ดังนี้")
    lines = (*(Paragraph((TextRun(line),)) for line in head), Table(DataSheet("ก", rows)))
    end = (Paragraph((TextRun(line),)) for line in END)
    (sheet,) = with_papers(SourceBlocks((*lines, *end)), "ก.docx").sheets
    assert sheet.why_waits


def test_a_number_of_a_member_needs_no_space_behind_it() -> None:
    people = ("1.1ผู้อำนวยการเขต    ประธานกรรมการ", "1.2นางสมมติ สอง    กรรมการและเลขานุการ")
    members, duties, _ = lists(*HEAD, "1.คณะกรรมการกลั่นกรอง", *people, "หน้าที่: ให้ความเห็น", *END)
    assert [name for _, name, _ in members] == ["ผู้อำนวยการเขต", "นางสมมติ สอง"]
    assert duties == [("คณะกรรมการกลั่นกรอง", "ให้ความเห็น")]


def test_duties_below_a_body_whose_members_cannot_be_read_are_not_of_the_titles() -> None:
    people = ("1.ท่านที่หนึ่ง", "2.ท่านที่สอง")
    _, duties, _ = lists(*HEAD, "1.คณะกรรมการกลั่นกรอง", *people, "หน้าที่", "1) ให้ความเห็น", *END)
    assert [body for body, _ in duties] == ["คณะกรรมการกลั่นกรอง"]


def test_an_order_that_appoints_nobody_is_a_text() -> None:
    lines = (*HEAD[:2], "เรื่อง จัดเวรรักษาการณ์", "เพื่อความปลอดภัย จึงให้อยู่เวร ดังนี้", "นายสมมติ หนึ่ง", *END)
    blocks = SourceBlocks(tuple(Paragraph((TextRun(line),)) for line in lines))
    found = with_papers(blocks, "ก.docx")
    assert not found.sheets
    assert all(any(line in told.why for told in found.remarks) for line in lines)


UNTITLED = ("สมมติ หนึ่ง ประธานกรรมการ", "สมมติ ณ สอง หัวหน้าฝ่ายปกครอง กรรมการและเลขานุการ")


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (UNTITLED, ["สมมติ หนึ่ง", "สมมติ ณ สอง\nหัวหน้าฝ่ายปกครอง"]),
        ((*UNTITLED[:1], "ดำเนินการตามมติ คณะกรรมการ"), ["สมมติ หนึ่ง"]),
        (("นายสมมติ หนึ่ง กรรมการ", "โปรดเสนอ ความเห็น เลขานุการ"), ["นายสมมติ หนึ่ง"]),
        (("1. สมมติ หนึ่ง หัวหน้าฝ่ายโยธา ประธาน", "2. สมมติ สอง กรรมการ"),
         ["สมมติ หนึ่ง\nหัวหน้าฝ่ายโยธา", "สมมติ สอง"]),
    ],
    ids=["without numbers", "then a sentence", "beside titles", "with numbers"],
)  # fmt: skip
def test_members_without_title_are_read_and_wait_for_a_yes_without_a_number(lines, names) -> None:
    blocks = tuple(Paragraph((TextRun(line),)) for line in (*HEAD, APPOINTS, *lines, *END))
    sheets = with_papers(SourceBlocks(blocks), "ก.docx").sheets
    listed = next(sheet for sheet in sheets if sheet.name == "รายชื่อในคำสั่ง")
    assert [str(row.value(2)) for row in listed.rows if row.number > 1] == names
    assert bool(listed.why_waits) == (lines[0] == UNTITLED[0])
