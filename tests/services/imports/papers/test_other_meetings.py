"""Agendas and minutes as other offices write them: what is sure comes in, the rest is told."""

from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pytest

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.domain.agenda import lines
from ita_desktop.domain.attendance import attendees
from ita_desktop.domain.meetings import AgendaKind
from ita_desktop.domain.text import to_thai
from ita_desktop.services.documents import wordings
from ita_desktop.services.imports.found.series import ImportSeries
from ita_desktop.storage.workspace import Workspace
from tests.exchange.files.word.made import p, tbl, tr
from tests.services.imports.papers.test_other_offices import lined, members_as_table, order, told

Take = Callable[[str], ImportSeries]
Year = Callable[[], Any]

HEADS = {
    "own lines": (
        "คณะทำงานการประเมินคุณธรรมและความโปร่งใส",
        "ครั้งที่ 2/2568",
        "วันพุธที่ 12 กุมภาพันธ์ 2568 เวลา 13.30 น.",
        "ณ ห้องประชุมชั้น 3",
    ),
    "one line": (
        "คณะทำงาน ITA ครั้งที่ 2/2568 เมื่อวันที่ 12 กุมภาพันธ์ พ.ศ. 2568 เวลา 13.30 น. ณ ห้องประชุมชั้น 3",
    ),
    "range": (
        "การประชุมติดตาม",
        "คณะทำงาน ครั้งที่ 2 ประจำปีงบประมาณ พ.ศ. 2568",
        "วันที่ 12 กุมภาพันธ์ 2568 เวลา 13.30 - 15.00 น. ณ ห้องประชุมชั้น 3",
    ),
}
AGENDA = (
    "{word}1{dot} เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
    "1.1 ผลการประเมินปีที่ผ่านมา",
    "คะแนนรวม 92.15 คะแนน",
    "{word}2{dot} เรื่องรับรองรายงานการประชุม",
    "{word}3{dot} เรื่องเพื่อพิจารณา",
    "3.1 การมอบหมายงาน",
    "3.1.1 ข้อที่ค้าง",
    "ผู้เสนอ นางสมมติ หนึ่ง",
    "เอกสารประกอบ: ตารางมอบหมาย, ปฏิทิน",
    "{word}4{dot} เรื่องอื่น ๆ (ถ้ามี)",
)


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("head", "word", "thai"), list(product(HEADS, ("ระเบียบวาระที่ ", "วาระที่ ", ""), (False, True)))
)
def test_an_agenda_of_another_office_is_taken_whole(
    taken: Take, year: Year, head: str, word: str, thai: bool
) -> None:
    texts = (
        "ระเบียบวาระการประชุม",
        *HEADS[head],
        *(line.format(word=word, dot="" if word else ".") for line in AGENDA),
    )
    series = taken("".join(p(to_thai(text) if thai else text) for text in texts))
    data = year()
    (meeting,) = data.meetings
    assert (meeting.number, meeting.day) == (2, date(2025, 2, 12))
    assert (meeting.begins, meeting.place) == ("13:30", "ห้องประชุมชั้น 3")
    assert meeting.ends == ("15:00" if head == "range" else "")
    assert meeting.title == ("การประชุมติดตาม" if head == "range" else "")
    assert [body.name for body in data.bodies_of_meeting(meeting.id)] == ["คณะทำงาน"]
    own = lines(data.agenda_of(meeting.id))
    assert [(line.number, line.item.title) for line in own] == [
        ("1", "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ"),
        ("1.1", "ผลการประเมินปีที่ผ่านมา"),
        ("2", "เรื่องรับรองรายงานการประชุม"),
        ("3", "เรื่องเพื่อพิจารณา"),
        ("3.1", "การมอบหมายงาน"),
        ("3.1.1", "ข้อที่ค้าง"),
        ("4", "เรื่องอื่น ๆ (ถ้ามี)"),
    ]
    assert own[1].item.detail == "คะแนนรวม 92.15 คะแนน"
    last = own[5].item
    assert last.presenter == "นางสมมติ หนึ่ง"
    assert [one.title for one in data.attachments_of_agenda_item(last.id)] == [
        "ตารางมอบหมาย",
        "ปฏิทิน",
    ]
    assert "ไม่ได้นำเข้าข้อความ" not in told(series)


@pytest.mark.parametrize(
    ("behind", "of_year"),
    [
        ((), " ประจำปีงบประมาณ พ.ศ. 2568"),
        ((), ""),
        (("การประเมินคุณธรรมและความโปร่งใส",), ""),
        (("การประเมินคุณธรรมและความโปร่งใส", "ของหน่วยงานภาครัฐ (ITA)"), " ประจำปีงบประมาณ พ.ศ. 2568"),
    ],
)
def test_the_head_of_an_agenda_names_the_assessment_as_it_came_in(
    taken: Take, year: Year, behind: tuple[str, ...], of_year: str
) -> None:
    first, *others = ("".join(("คณะทำงาน", *behind[:1])), *behind[1:])
    number = f"{of_year} ครั้งที่ 2/2568".strip()
    held = "วันพุธที่ 12 กุมภาพันธ์ 2568 เวลา 13.30 น. ณ ห้องประชุมชั้น 3"
    heads = ["ระเบียบวาระการประชุม", first, *others, number, held]
    body = "".join(map(p, (*heads, "ระเบียบวาระที่ 1 เรื่องแจ้งเพื่อทราบ")))
    taken(body)
    paper = kind("agenda").build(ReportContext(year()), kind("agenda").digits)
    assert [block.text for block in paper.blocks[: len(heads)]] == heads
    assert not any(part.writes for part in taken(body).parts)


@pytest.mark.parametrize("at_once", [False, True])
def test_two_agendas_of_a_year_keep_each_its_own_head(
    taken: Take, year: Year, workspace: Workspace, *, at_once: bool
) -> None:
    """Their titles name the assessment otherwise; one that is typed by hand is that of both."""
    body = "คณะทำงาน"
    whole = (f"{body}การประเมินคุณธรรมและความโปร่งใส", "ของหน่วยงานภาครัฐ (ITA)")
    numbers = (f"ประจำปีงบประมาณ พ.ศ. 2568 ครั้งที่ {number}/2568" for number in (2, 3))
    heads = [("ระเบียบวาระการประชุม", *lines, next(numbers)) for lines in (whole, (body,))]
    matter = "ระเบียบวาระที่ 1 เรื่องแจ้งเพื่อทราบ"
    bodies = ["".join(map(p, (*head, matter))) for head in heads]
    for made in ["".join(bodies)] if at_once else bodies:
        taken(made)

    def printed() -> list[tuple[str, ...]]:
        made = (
            kind("agenda").build(ReportContext(year(), subject=meeting.id), kind("agenda").digits)
            for meeting in year().meetings
        )
        return [
            tuple(each.text for each in paper.blocks[: len(head)])
            for paper, head in zip(made, heads, strict=True)
        ]

    assert printed() == heads
    assert not any(part.writes for text in bodies for part in taken(text).parts)
    wordings.put(workspace, 2568, "agenda.heads", "{คณะ}")
    assert [lines[0] for lines in printed()] == [body, body]


def test_the_head_of_an_agenda_that_is_as_ours_writes_no_wording(taken: Take, year: Year) -> None:
    heads = (
        "ระเบียบวาระการประชุม",
        "คณะทำงานการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน",
        "ของหน่วยงานภาครัฐ (Integrity and Transparency Assessment : ITA)",
        "ประจำปีงบประมาณ พ.ศ. 2568 ครั้งที่ 1/2568",
    )
    taken("".join(map(p, (*heads, "ระเบียบวาระที่ 1 เรื่องแจ้งเพื่อทราบ"))))
    assert year().meetings
    assert year().wordings == ()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("วันศุกร์ที่ 12 กุมภาพันธ์ 2568 เวลา 13.30 น.", "ไม่ใช่วันศุกร์"),
        ("ข้อความที่ไม่รู้จัก", "ข้อความที่ไม่รู้จัก"),
        ("ครั้งที่ 3/2568 วันที่ 12 กุมภาพันธ์ 2568", "3/2568"),
    ],
)
def test_what_is_not_sure_in_an_agenda_is_told(
    taken: Take, year: Year, line: str, words: str
) -> None:
    texts = ("ระเบียบวาระการประชุม", "คณะทำงาน ครั้งที่ 2/2568", line, "ระเบียบวาระที่ 1 เรื่องแจ้งเพื่อทราบ")
    assert words in told(taken("".join(map(p, texts))))
    assert [meeting.number for meeting in year().meetings] == [2]


def test_a_meeting_of_a_body_that_is_not_known_or_of_another_year_is_refused(
    taken: Take, year: Year
) -> None:
    for head in ("คณะกรรมการจริยธรรม ครั้งที่ 1/2568", "คณะทำงาน ครั้งที่ 1/2567"):
        series = taken(p("ระเบียบวาระการประชุม") + p(head) + p("ระเบียบวาระที่ 1 เรื่องแจ้งเพื่อทราบ"))
        assert told(series)
    assert year().meetings == ()


@pytest.mark.parametrize(
    ("line", "place", "title"),
    [
        ("วันที่ 12 กุมภาพันธ์ 2568 เวลา 13.30 น. ห้องประชุม 2", "ห้องประชุม 2", ""),
        ("วันที่ 12 กุมภาพันธ์ 2568 เวลา 13.30 น. ผ่านระบบ Zoom", "ผ่านระบบ Zoom", ""),
        ("วันที่ 12 กุมภาพันธ์ 2568 ทางสื่ออิเล็กทรอนิกส์", "ทางสื่ออิเล็กทรอนิกส์", ""),
        ("การประชุมเร่งรัด วันที่ 12 กุมภาพันธ์ 2568", "", "การประชุมเร่งรัด"),
        ("วันที่ 12 กุมภาพันธ์ 2568 เวลา 13.30 นาฬิกา เป็นต้นไป", "", ""),
    ],
)
def test_what_stands_beside_the_day_is_place_or_title(
    taken: Take, year: Year, line: str, place: str, title: str
) -> None:
    texts = ("ระเบียบวาระการประชุม", "คณะทำงาน ครั้งที่ 2/2568", line, "ระเบียบวาระที่ 1 เรื่องแจ้ง")
    series = taken("".join(map(p, texts)))
    (meeting,) = year().meetings
    assert (meeting.day, meeting.place, meeting.title) == (date(2025, 2, 12), place, title)
    assert told(series) == ""


def test_words_beside_the_day_that_are_neither_are_told(taken: Take, year: Year) -> None:
    line = "วันที่ 12 กุมภาพันธ์ 2568 แต่งกายชุดสุภาพ"
    texts = ("ระเบียบวาระการประชุม", "คณะทำงาน ครั้งที่ 2/2568", line, "ระเบียบวาระที่ 1 เรื่องแจ้ง")
    assert "แต่งกายชุดสุภาพ" in told(taken("".join(map(p, texts))))
    assert [meeting.day for meeting in year().meetings] == [date(2025, 2, 12)]


MINUTES = (
    "เริ่มประชุมเวลา 13.35 น.",
    "ระเบียบวาระที่ 1 เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
    "1.1 ผลการประเมิน",
    "เลขานุการรายงานผล ได้ 92.15 คะแนน",
    "9.1 เป็นตัวชี้วัดย่อยที่ต้องปรับปรุง",
    "มติที่ประชุม รับทราบ",
    "ระเบียบวาระที่ 2 เรื่องเพื่อพิจารณา",
    "2.1 การมอบหมายงาน",
    "ที่ประชุมอภิปรายกันกว้างขวาง",
    "มติที่ประชุม",
    "เห็นชอบ",
    "และให้ทุกฝ่ายดำเนินการ",
    "1) ส่งข้อมูล O9 ผู้รับผิดชอบ ฝ่ายรายได้ ภายในวันที่ 28 กุมภาพันธ์ 2568",
    "2) ส่งข้อมูล O9 ผู้รับผิดชอบ ฝ่ายโยธา",
    "งานที่ที่ประชุมมอบหมาย",
    "1) จัดทำปฏิทินของปี",
    "2) ส่งข้อมูล O9 ผู้รับผิดชอบ ฝ่ายเทศกิจ",
    "เลิกประชุมเวลา 15.00 น.",
    "(นางสาวสมมติ หนึ่ง)",
    "ผู้จดรายงานการประชุม",
    "(นายสมมติ ประธาน)",
    "ผู้ตรวจรายงานการประชุม",
    "สำเนาถูกต้อง",
)
CAME = (("1.", "นางสาวสมมติ หนึ่ง", "นักจัดการงานทั่วไปชำนาญการ", "คณะทำงาน"),)
AWAY = (("1.", "ว่าที่ร้อยตรีสมมติ สอง", "ครู โรงเรียนวัดสมมติ", "ติดราชการ"),)
GUESTS = (("1.", "นายสมมติ วิทยากร", "วิทยากร", ""),)


def lists(form: str) -> str:
    made = ""
    for head, people in (
        ("ผู้มาประชุม", (*CAME, ("2.", "นายสมมติ ไม่รู้จัก", "ครู", "คณะทำงาน"))),
        ("ผู้ไม่มาประชุม (ถ้ามี)", AWAY),
        ("ผู้เข้าร่วมประชุม", GUESTS),
    ):
        made += p(head)
        if form == "table":
            made += tbl(*(tr(*person) for person in people))
        elif form == "numbers before names":
            made += tbl(*(tr(f"{no} {name}", *more) for no, name, *more in people))
        else:
            made += "".join(lined(f"{no} {name}", *more) for no, name, *more in people)
    return made


FORMS = ("table", "numbers before names", "lines")


@pytest.mark.in_turn
@pytest.mark.parametrize(("form", "thai"), list(product(FORMS, (True, False))))
def test_minutes_of_another_office_tell_who_came_and_what_was_resolved(
    taken: Take, year: Year, form: str, thai: bool
) -> None:
    taken(
        order(
            members_as_table(),
            "ที่ 1/2567",
            "สั่ง ณ วันที่ 8 พฤศจิกายน 2567",
            "คณะทำงาน ประกอบด้วย",
            "มีหน้าที่ ดังนี้",
            "นายสมมติ ศูนย์",
        )
    )
    head = ("รายงานการประชุมคณะทำงาน", *HEADS["own lines"][1:])
    body = "".join(p(to_thai(text) if thai else text) for text in MINUTES)
    series = taken("".join(map(p, head)) + lists(form) + body)
    data = year()
    (meeting,) = data.meetings
    assert (meeting.begins, meeting.ends) == ("13:35", "15:00")
    there = {
        one.name or one.posts[0]: (one.presence.value, one.reason)
        for one in attendees(data, meeting)
    }
    assert there == {
        "นายสมมติ ศูนย์": ("unknown", ""),
        "นางสาวสมมติ หนึ่ง": ("present", ""),
        "นายสมมติ ไม่รู้จัก": ("present", ""),
        "ว่าที่ร้อยตรีสมมติ สอง": ("absent", "ติดราชการ"),
        "นายสมมติ วิทยากร": ("guest", ""),
    }
    items = {item.title: item for item in data.agenda_of(meeting.id)}
    assert items["ผลการประเมิน"].minutes == (
        "เลขานุการรายงานผล ได้ 92.15 คะแนน\n9.1 เป็นตัวชี้วัดย่อยที่ต้องปรับปรุง"
    )
    assert items["การมอบหมายงาน"].resolution == "เห็นชอบ\nและให้ทุกฝ่ายดำเนินการ"
    assert items["เรื่องเพื่อพิจารณา"].kind is AgendaKind.CONSIDER
    tasks = data.actions_of(meeting.id)
    code = "O๙" if thai else "O9"
    placed = items["การมอบหมายงาน"].id
    assert [
        (task.text, data.unit_name(task.unit_id), task.due, task.agenda_item_id) for task in tasks
    ] == [
        (f"ส่งข้อมูล {code}", "ฝ่ายรายได้", date(2025, 2, 28), placed),
        (f"ส่งข้อมูล {code}", "ฝ่ายโยธา", None, placed),
        ("จัดทำปฏิทินของปี", "", None, None),
        (f"ส่งข้อมูล {code}", "ฝ่ายเทศกิจ", None, None),
    ]
    assert data.person_by_id[meeting.recorder_id].full_name == "นางสาวสมมติ หนึ่ง"
    for left in ("นายสมมติ ไม่รู้จัก", "สำเนาถูกต้อง"):
        assert left in told(series)


@pytest.mark.parametrize(
    "title", ["บันทึกการประชุม", "สรุปผลการประชุม", "บันทึกผลการประชุม", "สรุปการประชุม"]
)
@pytest.mark.parametrize("headed", [False, True])
def test_minutes_may_be_called_otherwise_and_never_are_a_list_of_members(
    taken: Take, year: Year, title: str, headed: bool
) -> None:
    heads = [tr("ลำดับ", "ชื่อ - นามสกุล", "ตำแหน่ง", "สาเหตุ")] * headed
    body = (
        "".join(map(p, (title, *HEADS["own lines"], "ผู้มาประชุม")))
        + tbl(*heads, tr("1", "นายสมมติ หนึ่ง", "ครู", ""))
        + p("ผู้ไม่มาประชุม เนื่องจากติดราชการอื่น")
        + tbl(*heads, tr("1", "นายสมมติ สอง", "ครู", "ลากิจ"))
        + "".join(map(p, MINUTES[:2]))
    )
    series = taken(body)
    assert [part.part.kind for part in series.parts] == ["meetings"]
    assert year().members == ()
    for words in ("จึงบันทึก “นายสมมติ หนึ่ง / ครู”", "เนื่องจากติดราชการอื่น"):
        assert words in told(series)


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "signed",
    [
        ("ลงชื่อ.............ผู้จดรายงานการประชุม", "(นางสาวสมมติ หนึ่ง)"),
        ("(ลงชื่อ) ผู้จดรายงานการประชุม", "(นางสาวสมมติ หนึ่ง)"),
        ("ลงชื่อ นางสาวสมมติ หนึ่ง ผู้จดรายงานการประชุม", "นักวิชาการ"),
        ("ลงชื่อ น.ส.สมมติ หนึ่ง ผู้จดรายงานการประชุม", "(น.ส.สมมติ หนึ่ง)"),
        ("ลงชื่อ", "(นางสาวสมมติ หนึ่ง)", "ผู้จดรายงานการประชุม"),
        ("น.ส.สมมติ หนึ่ง ผู้บันทึกการประชุม",),
    ],
)
def test_who_wrote_the_minutes_may_stand_above_or_below_the_words(
    taken: Take, year: Year, signed: tuple[str, ...]
) -> None:
    taken(order(members_as_table(), "ที่ 1/2567", "สั่ง ณ วันที่ 8 พฤศจิกายน พ.ศ. 2567",
                "คณะทำงาน ประกอบด้วย", "มีหน้าที่", "นายสมมติ ศูนย์"))  # fmt: skip
    checked = ("ลงชื่อ.............ผู้ตรวจรายงานการประชุม", "(นายสมมติ ศูนย์)")
    head = ("รายงานการประชุมคณะทำงาน", *HEADS["own lines"][1:])
    taken("".join(map(p, (*head, *MINUTES[:6], "เลิกประชุมเวลา 15.00 น.", *signed, *checked))))
    (meeting,) = year().meetings
    people = year().person_by_id
    assert people[meeting.recorder_id].full_name == "นางสาวสมมติ หนึ่ง"
    assert people[meeting.reviewer_id].full_name == "นายสมมติ ศูนย์"


def test_number_in_the_title_and_posts_below_the_names(taken: Take, year: Year) -> None:
    taken(order(members_as_table(), "ที่ 1/2567", "สั่ง ณ วันที่ 8 พฤศจิกายน พ.ศ. 2567",
                "คณะทำงาน ประกอบด้วย", "มีหน้าที่", "นายสมมติ ศูนย์"))  # fmt: skip
    lines = (
        "- ๑ -",
        "รายงานการประชุมคณะทำงาน ITA ครั้งที่ ๕/๒๕๖๘",
        "วันจันทร์ที่ ๕ พฤษภาคม ๒๕๖๘",
        "ผู้มาประชุม (จำนวน ๑ คน)",
        "๑. นางสาวสมมติ หนึ่ง",
        "นักจัดการงานทั่วไปชำนาญการ",
        "คณะทำงาน",
        "ผู้ไม่มาประชุม",
        "ไม่มี",
        "ผู้เข้าร่วมประชุม",
        "นายสมมติ แขก",
        "หัวหน้าฝ่ายรายได้",
        *MINUTES[:2],
    )
    series = taken("".join(map(p, lines)))
    data = year()
    (meeting,) = data.meetings
    assert (meeting.number, meeting.day) == (5, date(2025, 5, 5))
    came = [one for one in attendees(data, meeting) if one.presence.value != "unknown"]
    assert [(one.name, one.presence.value, one.posts[-1:]) for one in came] == [
        ("นางสาวสมมติ หนึ่ง", "present", ("นักจัดการงานทั่วไปชำนาญการ ฝ่ายปกครอง",)),
        ("นายสมมติ แขก", "guest", ("หัวหน้าฝ่ายรายได้",)),
    ]
    assert "ไม่ได้นำเข้าข้อความ" not in told(series)


def test_a_note_below_an_agenda_is_told_and_no_matter_of_it(taken: Take, year: Year) -> None:
    texts = (
        "ระเบียบวาระการประชุม",
        *HEADS["one line"],
        "ระเบียบวาระที่ 1 เรื่องอื่น ๆ",
        "หมายเหตุ โปรดนำเอกสารมาด้วย",
    )
    assert "โปรดนำเอกสารมาด้วย" in told(taken("".join(map(p, texts))))
    assert [item.title for item in year().agenda_items] == ["เรื่องอื่น ๆ"]


def test_people_without_numbers_and_a_reason_for_all_are_read_or_told(
    taken: Take, year: Year
) -> None:
    texts = ("(๑) นายสมมติ หนึ่ง", "ผู้ไม่มาประชุม (เนื่องจากติดราชการ)", "พ.ต.ท.สมมติ สอง ลาป่วย")
    head = ("รายงานการประชุมคณะทำงาน", *HEADS["own lines"][1:], "ผู้มาประชุม")
    series = taken("".join(map(p, (*head, *texts, *MINUTES[:2]))))
    assert "(เนื่องจากติดราชการ)" in told(series)
    assert "จึงบันทึก “นายสมมติ หนึ่ง”" in told(series)
    assert "จึงบันทึก “พ.ต.ท.สมมติ สอง ลาป่วย”" in told(series)


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("time", "ends"),
    [
        ("เวลา 09.00 น.", ""),
        ("เวลา ๙.๐๐ น.", ""),
        ("09.00 น.", ""),
        ("(09:00 น.)", ""),
        ("09.00 - 12.00 น.", "12:00"),
        ("เวลา 09.00-12.00 น.", "12:00"),
    ],
)
def test_a_time_beside_the_day_is_that_of_the_meeting_and_not_left(
    taken: Take, year: Year, time: str, ends: str
) -> None:
    lines = ("ระเบียบวาระการประชุม", "คณะทำงานขับเคลื่อน ITA", "ครั้งที่ 1/2568",
             f"วันศุกร์ที่ 8 พฤศจิกายน 2567 {time} ณ ห้องประชุมชั้น 3",
             "ระเบียบวาระที่ 1 เรื่องแจ้ง", "1.1 คำสั่งแต่งตั้ง")  # fmt: skip
    series = taken("".join(map(p, lines)))
    [meeting] = year().meetings
    assert (meeting.begins, meeting.ends, meeting.place) == ("09:00", ends, "ห้องประชุมชั้น 3")
    assert [left.text for left in series.left] == []


def test_a_meeting_of_another_organisation_waits_for_a_yes(taken: Take, year: Year) -> None:
    lines = ("ระเบียบวาระการประชุมคณะทำงาน ITA อำเภอเมืองจำลอง ครั้งที่ 4/2568",
             "วันที่ 5 สิงหาคม 2568 เวลา 09.00 น.", "ระเบียบวาระที่ 1 เรื่องแจ้ง", "1.1 คำสั่ง")  # fmt: skip
    series = taken("".join(map(p, lines)))
    assert [each.part.belief.office for each in series.parts] == ["อำเภอเมืองจำลอง"]
    assert year().meetings == ()


@pytest.mark.parametrize("numbers", [("๑", "๓", "๓.๑", "๓.๒"), ("1.", "3.", "3.1", "3.2.")])
def test_matters_of_a_table_stand_below_their_headings(
    taken: Take, year: Year, numbers: tuple[str, ...]
) -> None:
    said = ("เรื่องที่ประธานแจ้งให้ทราบ", "เรื่องเพื่อพิจารณา", "ผลการประเมิน OIT", "แนวทางยกระดับ EIT")
    head = ("ระเบียบวาระการประชุมคณะทำงาน ITA ครั้งที่ 4/2568", "วันที่ 5 สิงหาคม 2568 เวลา 09.00 น.")
    rows = zip(numbers, said, ("", "", "ฝ่ายปกครอง", ""), strict=True)
    table = tbl(tr("วาระ", "เรื่อง", "ผู้นำเสนอ"), *(tr(*row) for row in rows))
    taken("".join(map(p, head)) + table)
    (meeting,) = year().meetings
    items = {item.id: item for item in year().agenda_of(meeting.id)}
    above = {item.title: items.get(item.parent_id) for item in items.values()}
    assert {title: item and item.title for title, item in above.items()} == {
        title: said[1] if at > 1 else None for at, title in enumerate(said)
    }
    assert {item.title: item.presenter for item in items.values()}[said[2]] == "ฝ่ายปกครอง"


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("ระเบียบวาระที่", "เรื่อง", "มติที่ประชุม", "ผู้รับผิดชอบ"),
            ("1", "เรื่องที่ประธานแจ้งให้ทราบ", "รับทราบ", ""),
            ("3", "มอบหมายงาน OIT", "เห็นชอบ", "ทุกฝ่าย"),
        ],
        [
            ("วาระที่", "เรื่อง / มติ"),
            ("ระเบียบวาระที่ 1 เรื่องที่ประธานแจ้งให้ทราบ", "มติที่ประชุม รับทราบ"),
            ("ระเบียบวาระที่ 3 มอบหมายงาน OIT", "มติที่ประชุม เห็นชอบ"),
        ],
    ],
    ids=["numbers and columns", "two columns"],
)
def test_minutes_may_be_a_table(taken: Take, year: Year, rows: list[tuple[str, ...]]) -> None:
    head = ("รายงานการประชุมคณะทำงาน ITA", *HEADS["own lines"][1:])
    series = taken("".join(map(p, head)) + tbl(*(tr(*row) for row in rows)))
    (meeting,) = year().meetings
    items = {item.title: item.resolution for item in year().agenda_of(meeting.id)}
    owner = "\nผู้รับผิดชอบ ทุกฝ่าย" if len(rows[0]) > 2 else ""
    assert items == {"เรื่องที่ประธานแจ้งให้ทราบ": "รับทราบ", "มอบหมายงาน OIT": f"เห็นชอบ{owner}"}
    assert {part.part.kind for part in series.parts} == {"meetings"}


def test_a_code_keeps_the_digits_that_it_was_typed_with(taken: Take, year: Year) -> None:
    """Texts are printed as typed: the program's own codes alone have Arabic digits everywhere."""
    texts = (
        "ระเบียบวาระการประชุม",
        *HEADS["own lines"],
        "ระเบียบวาระที่ ๑ เรื่องเพื่อพิจารณา",
        "๑.๑ กำหนดส่ง O๑๓ และ O14 ภายใน ๓๐ วัน",
    )
    taken("".join(map(p, texts)))
    titles = [line.item.title for line in lines(year().agenda_items)]
    assert "กำหนดส่ง O๑๓ และ O14 ภายใน 30 วัน" in titles
