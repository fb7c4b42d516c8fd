"""Figures and tables within agendas, minutes and letters are text of the matter they stand in, and
a meeting that comes in has the members of its bodies."""

from collections.abc import Callable
from typing import Any

import pytest

from ita_desktop.documents.content import Paragraph
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.documents.reports.letters.endorsements import text_of
from ita_desktop.domain.agenda import lines
from ita_desktop.domain.attendance import attendees
from ita_desktop.domain.text import Digits
from ita_desktop.services.imports.found.series import ImportSeries
from tests.exchange.files.word.made import p, tbl, tr
from tests.services.imports.papers.test_other_offices import members_as_table, memo, order, told

Take = Callable[[str], ImportSeries]
Year = Callable[[], Any]

HEAD = (
    "ระเบียบวาระการประชุม",
    "คณะทำงานการประเมินคุณธรรม ครั้งที่ 2/2568",
    "วันพุธที่ 12 กุมภาพันธ์ 2568 เวลา 13.30 น. ณ ห้องประชุมชั้น 3",
    "ระเบียบวาระที่ 1 เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
)
SCORES = tbl(tr("ข้อ", "รายการ", "คะแนน"), tr("O1", "โครงสร้าง", "100"), tr("2.1", "รวม", "97.78"))


def agenda(*inside: str) -> str:
    """An agenda with these XML parts in its first matter."""
    end = ("1.2 กรอบการประเมิน", "ระเบียบวาระที่ 2 เรื่องอื่น ๆ")
    return "".join((*map(p, (*HEAD, "1.1 สรุปผลการประเมิน")), *inside, *map(p, end)))


def matters(year: Any) -> list[tuple[str, str]]:
    (meeting,) = year.meetings
    return [(line.number, line.item.title) for line in lines(year.agenda_of(meeting.id))]


USUAL = [
    ("1", "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ"),
    ("1.1", "สรุปผลการประเมิน"),
    ("1.2", "กรอบการประเมิน"),
    ("2", "เรื่องอื่น ๆ"),
]


@pytest.mark.parametrize(
    "figure", ["๙๗.๗๘ คะแนน", "1.25 คะแนน", "1.90 สูงกว่าปีก่อน", "97.05 อยู่ในระดับดี", "84.63 IIT"]
)
def test_a_decimal_begins_no_matter(taken: Take, year: Year, figure: str) -> None:
    taken(agenda(p("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล"), p(figure)))
    assert matters(year()) == USUAL
    (item,) = [item for item in year().agenda_items if item.title == "สรุปผลการประเมิน"]
    assert item.detail.count("\n") == 1


@pytest.mark.parametrize(
    "numbers", [("1.1", "1.2", "1.3"), ("1.1", "1.3", "1.4"), ("9.1", "9.2", "9.3")]
)
@pytest.mark.parametrize("title", ["เรื่อง", "คะแนนรายเครื่องมือ"])
def test_a_number_that_follows_begins_one(
    taken: Take, year: Year, numbers: tuple[str, ...], title: str
) -> None:
    taken("".join(map(p, (*HEAD, *(f"{number} {title}" for number in numbers)))))
    assert [number for number, _ in matters(year())][1:] == list(numbers)


def test_a_table_of_scores_in_an_agenda_is_text_of_its_matter(taken: Take, year: Year) -> None:
    series = taken(agenda(SCORES))
    assert {planned.part.kind for planned in series.parts} == {"meetings"}
    assert matters(year()) == USUAL
    (item,) = [item for item in year().agenda_items if item.title == "สรุปผลการประเมิน"]
    assert item.detail == "ข้อ · รายการ · คะแนน\nO1 · โครงสร้าง · 100\n2.1 · รวม · 97.78"
    assert all(not planned.writes for planned in taken(agenda(SCORES)).parts)


def test_a_table_that_is_a_list_is_one_and_stays_in_its_place(taken: Take, year: Year) -> None:
    owners = tbl(tr("ข้อ", "ผู้รับผิดชอบ"), tr("O๑", "ฝ่ายปกครอง"), tr("O2", "ฝ่ายโยธา"))
    series = taken(agenda(owners))
    assert {planned.part.kind for planned in series.parts} == {"meetings", "assignments"}
    (item,) = [item for item in year().agenda_items if item.title == "สรุปผลการประเมิน"]
    assert item.detail == "ข้อ · ผู้รับผิดชอบ\nO๑ · ฝ่ายปกครอง\nO2 · ฝ่ายโยธา"


LINKS = tbl(tr("ข้อ", "ลิงก์"), tr("O1", "https://example.org/1"), tr("O2", "https://example.org/2"))
OWNERS = tbl(tr("ข้อ", "ผู้รับผิดชอบ"), *(tr(f"O{at % 9 + 1}", "ฝ่ายโยธา") for at in range(45)))


@pytest.mark.parametrize("table", [LINKS, OWNERS])
def test_a_list_within_a_meeting_changes_nothing_without_a_yes(
    taken: Take, year: Year, table: str
) -> None:
    series = taken(agenda(table))
    (listed,) = [each for each in series.parts if each.part.kind != "meetings"]
    assert not listed.writes
    assert not year().assignments
    assert not year().evidence
    (reason,) = listed.plan.reasons
    assert reason.remark.template.startswith("ตารางนี้อยู่ในระเบียบวาระ")
    assert matters(year()) == USUAL


def test_an_agenda_may_be_set_as_a_table(taken: Take, year: Year) -> None:
    rows = (
        tr("ระเบียบวาระที่ 1", "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ"),
        tr("", "1.1 สรุปผลการประเมิน"),
        tr("", "1.2 กรอบการประเมิน"),
        tr("ระเบียบวาระที่ 2", "เรื่องอื่น ๆ"),
        tr("", "ไม่มี"),
    )
    taken("".join(map(p, HEAD[:-1])) + tbl(*rows))
    assert matters(year()) == USUAL


def test_a_table_in_a_memo_is_part_of_its_text(taken: Take, year: Year) -> None:
    listed = tbl(tr("ลำดับ", "เอกสาร", "จำนวน"), *(tr(str(at), "แผน", "2") for at in range(1, 5)))
    body = memo().replace(p("จึงเรียนมาเพื่อโปรดทราบ"), listed + p("จึงเรียนมาเพื่อโปรดทราบ"))
    series = taken(body)
    (letter,) = year().letters
    assert letter.body.split("\n")[1:3] == ["ลำดับ · เอกสาร · จำนวน", "1 · แผน · 2"]
    assert told(series) == ""


def test_a_signature_in_a_table_is_none_of_the_text(taken: Take, year: Year) -> None:
    signed = tbl(tr("", "(นางสมมติ หนึ่ง)"), tr("", "หัวหน้าฝ่ายปกครอง"))
    body = memo(name="", post="") + signed
    taken(body)
    (letter,) = year().letters
    assert letter.body == "ด้วยสำนักงานเขตเข้าร่วมการประเมิน\nจึงเรียนมาเพื่อโปรดทราบ"
    assert letter.signatory_post == "หัวหน้าฝ่ายปกครอง"


def test_a_meeting_that_comes_in_has_the_members_of_its_body(taken: Take, year: Year) -> None:
    taken(
        order(
            members_as_table(),
            "ที่ 7/2567",
            "สั่ง ณ วันที่ 8 พฤศจิกายน พ.ศ. 2567",
            "คณะทำงาน ประกอบด้วย",
            "มีหน้าที่",
            "นายสมมติ ศูนย์",
        )
    )
    taken(agenda())
    data = year()
    (meeting,) = data.meetings
    names = [one.name or " ".join(one.posts) for one in attendees(data, meeting)]
    assert names == ["นายสมมติ ศูนย์", "นางสาวสมมติ หนึ่ง", "ว่าที่ร้อยตรีสมมติ สอง"]
    assert all(not planned.writes for planned in taken(agenda()).parts)


@pytest.mark.parametrize("name", ["คณะทำงานติดตาม", "คณะทำงานด้าน IIT", "คณะทำงานขับเคลื่อน ITA"])
def test_the_name_of_the_body_that_meets_is_not_cut(taken: Take, year: Year, name: str) -> None:
    members = members_as_table()
    taken(
        order(
            members,
            "ที่ 7/2567",
            "สั่ง ณ วันที่ 8 พฤศจิกายน พ.ศ. 2567",
            f"{name} ประกอบด้วย",
            "มีหน้าที่",
            "นายสมมติ ศูนย์",
        )
    )
    taken(agenda().replace("คณะทำงานการประเมินคุณธรรม", f"{name} การประเมินคุณธรรม"))
    data = year()
    (meeting,) = data.meetings
    assert [body.name for body in data.bodies_of_meeting(meeting.id)] == [name]


ENDORSED = (
    "เรียน ผู้อำนวยการเขต",
    "เพื่อโปรดพิจารณา",
    "(นายสมมติ สอง)",
    "ผู้ช่วยผู้อำนวยการเขตตัวอย่าง",
    "- ๙ พ.ย. ๒๕๖๗",
    "ทราบ มอบฝ่ายปกครองดำเนินการ",
    "(นายสมมติ ศูนย์)",
    "ผู้อำนวยการเขตตัวอย่าง",
    "ที่ กท ๕๐๐๑/๗๗ วันที่ ๑๐ พฤศจิกายน ๒๕๖๗",
    "เรียน หัวหน้าฝ่ายทุกฝ่าย",
    "- เพื่อโปรดทราบ",
    "(นางสมมติ หนึ่ง)",
    "หัวหน้าฝ่ายปกครอง",
    "ที่ กท ๕๐๐๙/๗๘ ๑๑ พ.ย. ๒๕๖๗",
    "เรียน ผู้อำนวยการสถานศึกษาโรงเรียนในสังกัด",
    "ผู้ช่วยผู้อำนวยการสถานศึกษา",
    "-เพื่อโปรดทราบ",
    "(นางสมมติ หนึ่ง)",
    "หัวหน้าฝ่ายการศึกษา",
)


def test_what_is_written_below_a_memo_are_its_endorsements(taken: Take, year: Year) -> None:
    body = memo() + "".join(map(p, ENDORSED))
    series = taken(body)
    data = year()
    (letter,) = data.letters
    found = [
        (
            one.kind.value,
            one.number,
            str(one.day or ""),
            one.addressee,
            one.text,
            data.person_by_id[one.signatory_id].full_name,
        )
        for one in data.endorsements_of(letter.id)
    ]
    up = "เรียน ผู้อำนวยการเขต\nเพื่อโปรดพิจารณา"
    units, schools = "กท 5001/77", "กท 5009/78"
    to = "ผู้อำนวยการสถานศึกษาโรงเรียนในสังกัด\nผู้ช่วยผู้อำนวยการสถานศึกษา"
    assert found == [
        ("noted", "", "2024-11-09", "", up, "นายสมมติ สอง"),
        ("assigned", "", "", "", "ทราบ มอบฝ่ายปกครองดำเนินการ", "นายสมมติ ศูนย์"),
        ("units", units, "2024-11-10", "หัวหน้าฝ่ายทุกฝ่าย", "- เพื่อโปรดทราบ", "นางสมมติ หนึ่ง"),
        ("schools", schools, "2024-11-11", to, "-เพื่อโปรดทราบ", "นางสมมติ หนึ่ง"),
    ]
    assert told(series) == ""
    again = taken(body)
    assert all(not planned.writes for planned in again.parts)
    assert "การเกษียณอยู่แล้ว 4 รายการ" in told(again)


def test_an_endorsement_without_words_prints_none_of_ours(taken: Take, year: Year) -> None:
    signed = ("(นายสมมติ สอง)", "ผู้ช่วยผู้อำนวยการเขตตัวอย่าง", "- ๙ พ.ย. ๒๕๖๗")
    taken(memo() + "".join(map(p, (*signed, "ทราบ", "(นายสมมติ ศูนย์)", "ผู้อำนวยการเขตตัวอย่าง"))))
    data = year()
    (letter,) = data.letters
    texts = [text_of(data, letter, one) for one in data.endorsements_of(letter.id)]
    assert texts == ["", "ทราบ"]


def test_an_agenda_of_a_body_with_its_own_name_is_printed_with_it(taken: Take, year: Year) -> None:
    taken(agenda().replace("คณะทำงานการประเมินคุณธรรม", "คณะทำงานขับเคลื่อน ITA การประเมินคุณธรรม"))
    data = year()
    (meeting,) = data.meetings
    assert [body.name for body in data.bodies_of_meeting(meeting.id)] == ["คณะทำงานขับเคลื่อน ITA"]
    paper = kind("agenda").build(ReportContext(data, None, subject=meeting.id), Digits.THAI)
    lines = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    assert "คณะทำงานขับเคลื่อน ITA การประเมินคุณธรรม" in lines


def test_a_name_with_its_short_form_is_kept_and_says_all_of_it(taken: Take, year: Year) -> None:
    name = "คณะทำงานขับเคลื่อนการประเมินคุณธรรม (ITA)"
    for _again in range(2):
        taken(agenda().replace("คณะทำงานการประเมินคุณธรรม", name))
        # Another paper leaves the short form out.
        taken(agenda().replace("คณะทำงานการประเมินคุณธรรม", name.removesuffix(" (ITA)")))
        data = year()
        (meeting,) = data.meetings
        assert [body.name for body in data.bodies_of_meeting(meeting.id)] == [name]
    context = ReportContext(data, None, subject=meeting.id)
    for paper, title in (("agenda", name), ("minutes", f"รายงานการประชุม{name}")):
        blocks = kind(paper).build(context, Digits.ARABIC).blocks
        heads = [block.text for block in blocks if isinstance(block, Paragraph)][:4]
        assert title in heads, paper
        assert "Integrity" not in "".join(heads), paper
