"""Agenda, attendance lists and minutes, in the official forms and from the year's own data."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import docx as reader
import pypdfium2
import pytest
from openpyxl import load_workbook

from ita_desktop.documents.content import Document, Table
from ita_desktop.documents.export import render
from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.domain.documents import Wording
from ita_desktop.domain.meetings import ActionItemOwner, AgendaKind, Component, Presence
from ita_desktop.domain.roster.orders import Tenure
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from tests.documents.factories import results as result_factory
from tests.documents.factories.meetings import FIRST, SECOND, meeting_year
from tests.support.plain_text import plain_text

NAMES = ("agenda", "attendance", "attendance-recorded", "minutes")


def context(subject: str = FIRST.id, data: YearData | None = None) -> ReportContext:
    return ReportContext(data or meeting_year(), result_factory.year_2567(), subject=subject)


def made(name: str, subject: str = FIRST.id, data: YearData | None = None) -> Document:
    return kind(name).build(context(subject, data), Digits.THAI)


def lines(name: str, subject: str = FIRST.id, data: YearData | None = None) -> list[str]:
    return plain_text(made(name, subject, data)).splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_each_paper_of_a_meeting_reads_as_it_was_approved(
    name: str, golden: Callable[[str, str], None]
) -> None:
    golden(f"{name}.txt", plain_text(made(name)) + "\n")


def test_an_agenda_has_exactly_five_lines_above_its_headings() -> None:
    assert lines("agenda")[:6] == [
        "ระเบียบวาระการประชุม",
        "คณะกรรมการอำนวยการและคณะทำงานการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน",
        "ของหน่วยงานภาครัฐ (Integrity and Transparency Assessment : ITA)",
        "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ครั้งที่ ๑/๒๕๖๘",
        "วันศุกร์ที่ ๘ พฤศจิกายน ๒๕๖๗ เวลา ๐๙.๐๐ น. ณ ห้องประชุมสำนักงานเขตตัวอย่าง",
        "ระเบียบวาระที่ ๑  เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("คณะทำงานขับเคลื่อนการประเมินคุณธรรมและความโปร่งใส", "ในการดำเนินงาน"),
        ("คณะทำงานประเมิน", "คุณธรรมและความโปร่งใสในการดำเนินงาน"),
        ("คณะทำงานประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ", ""),
    ],
)
def test_what_a_body_is_called_by_is_not_said_twice(body: str, said: str) -> None:
    data = meeting_year()
    met = next(row for row in data.meeting_bodies if row.meeting_id == SECOND.id)
    bodies = tuple(replace(row, name=body) if row.id == met.body_id else row for row in data.bodies)
    title = lines("agenda", SECOND.id, replace(data, bodies=bodies, meeting_bodies=(met,)))
    assert title[1] == f"{body}{said}"
    assert title[2].endswith("(Integrity and Transparency Assessment : ITA)")
    assert "".join(title[:3]).count("ของหน่วยงานภาครัฐ") == 1


@pytest.mark.parametrize("field", ["detail", "minutes", "resolution"])
def test_tables_and_nested_points_of_a_typed_text_keep_their_shape(field: str) -> None:
    typed = "เห็นชอบ ดังนี้\n1) ก\n1.1) ข\n- ค\n2) ง\n| ข้อ | ฝ่าย |\n| O1 | ฝ่ายโยธา |\nและรายงาน"
    data = meeting_year()
    of = "first-matter-assignments"
    items = tuple(
        replace(one, detail="", minutes="", resolution="") if one.id == of else one
        for one in data.agenda_items
    )
    items = tuple(replace(one, **{field: typed}) if one.id == of else one for one in items)
    data = replace(data, agenda_items=items)
    blocks = list(made("minutes", data=data).blocks)
    (table,) = (
        block
        for block in blocks
        if isinstance(block, Table) and block.borders and len(block.rows) == 2
    )
    at = blocks.index(table)
    points = blocks[at - 4 : at]
    assert [(point.mark, point.text) for point in points] == [
        ("1)", "ก"), ("1.1)", "ข"), ("-", "ค"), ("2)", "ง"),
    ]  # fmt: skip
    left = points[0].left
    assert [point.left - left for point in points] == [0, 9, 18, 0]
    assert (table.indent, blocks[at + 1].left) == (left, left)
    assert "เห็นชอบ ดังนี้" in blocks[at - 5].text


@pytest.mark.parametrize("name", ["agenda", "minutes"])
def test_how_many_are_assigned_today_is_not_said_of_a_day_that_is_over(name: str) -> None:
    assert FIRST.day is not None
    for days, is_told in ((-1, True), (0, True), (1, False)):
        of = replace(context(), day=FIRST.day + timedelta(days=days))
        text = plain_text(kind(name).build(of, Digits.ARABIC))
        assert ("กำหนดผู้รับผิดชอบแล้ว" in text) == is_told
        assert ("ยังไม่มีหลักฐานของ" in text) <= is_told
        assert "ตามตารางมอบหมายที่แนบ" in text


def test_an_agenda_says_of_each_former_task_how_it_stands() -> None:
    data = meeting_year()
    given = data.action_items[0]
    also = ActionItemOwner(id="o", action_item_id="old", post="ผู้อำนวยการเขต")
    tasks = (
        replace(given, done=date(2025, 2, 3)),
        replace(given, id="old", text="แจ้งหน่วย", due=date(2025, 3, 1)),
        replace(given, id="coming", text="สรุปผล", due=date(2025, 4, 30)),
        replace(given, id="free", text="ประสานงาน", due=None),
        replace(given, id="later", text="ตรวจซ้ำ", due=date(2025, 3, 19), done=date(2025, 5, 2)),
    )
    data = replace(data, action_items=tasks, action_item_owners=(also,))
    of = context(SECOND.id, data)

    def told(day: date | None) -> list[str]:
        text = plain_text(kind("agenda").build(replace(of, day=day), Digits.ARABIC))
        return [line.strip() for line in text.splitlines() if "ผลการดำเนินการ" in line]

    assert (
        told(date(2025, 9, 1))
        == told(None)
        == [
            "ผลการดำเนินการ: เสร็จแล้วเมื่อวันที่ 3 กุมภาพันธ์ 2568",
            "ผลการดำเนินการ: ยังไม่เสร็จ เลยกำหนด 19 วัน ณ วันที่ 20 มีนาคม 2568",
            "ผลการดำเนินการ: ยังไม่เสร็จ ยังไม่ถึงกำหนด",
            "ผลการดำเนินการ: ยังไม่เสร็จ",
            "ผลการดำเนินการ: ยังไม่เสร็จ เลยกำหนด 1 วัน ณ วันที่ 20 มีนาคม 2568",
        ]
    ), "as of the meeting, whenever it is printed"
    assert told(date(2025, 3, 5))[1].endswith("เลยกำหนด 4 วัน ณ วันที่ 5 มีนาคม 2568")
    assert "ทุกฝ่าย, ผู้อำนวยการเขต" in plain_text(kind("agenda").build(of, Digits.ARABIC))


def test_older_results_do_not_stand_as_those_of_last_year() -> None:
    of = context()
    last = plain_text(kind("agenda").build(of, Digits.ARABIC))
    assert "ได้รับคะแนนรวม 97.38 คะแนน" in last
    gap = replace(of, previous=result_factory.year_2566())
    assert "ประจำปีงบประมาณ พ.ศ. 2567" in plain_text(kind("agenda").build(gap, Digits.ARABIC))
    assert "ได้รับคะแนนรวม" not in plain_text(kind("agenda").build(gap, Digits.ARABIC))
    assert "ตัวชี้วัดที่ 1 " not in plain_text(kind("agenda").build(gap, Digits.ARABIC))
    told = "ยังไม่มีผลการประเมินปี 2567 นำเข้าที่หน้าคะแนน"
    assert [told in map(str, kind("agenda").missing(each)) for each in (of, gap)] == [False, True]


def test_a_last_year_without_scores_is_one_sentence() -> None:
    """Also where the workspace begins with this year, or has only an older one."""
    older = result_factory.year_2566()
    for previous in (result_factory.bare_year(2567), None, older):
        empty = replace(context(), previous=previous)
        text = plain_text(kind("agenda").build(empty, Digits.ARABIC))
        assert "ยังไม่มีผลการประเมินของสำนักงานเขตตัวอย่าง ประจำปีงบประมาณ พ.ศ. 2567" in text
        assert "ยังไม่มีคะแนน" not in text


def test_the_offices_own_summary_of_last_year_needs_no_last_year() -> None:
    own = Wording(id="w", name="agenda.last-result/2568", text="ปีก่อนได้ 97.38 คะแนน ตามรายงานที่แนบ")
    data = replace(meeting_year(), wordings=(own,))
    of = ReportContext(data, None, subject=FIRST.id)
    assert "ปีก่อนได้ 97.38 คะแนน" in plain_text(kind("agenda").build(of, Digits.ARABIC))


def test_a_meeting_with_a_name_of_its_own_has_it_below_the_first_title() -> None:
    named = replace(FIRST, title="การประชุมพิจารณามาตรการ")
    data = replace(meeting_year(), meetings=(named, SECOND))
    for name in NAMES:
        text = plain_text(kind(name).build(context(data=data), Digits.THAI)).splitlines()
        assert text[1] == "การประชุมพิจารณามาตรการ"


def test_the_title_lines_of_an_agenda_fit_on_a_line_each() -> None:
    page = pypdfium2.PdfDocument(render(made("agenda"), Format.PDF))[0]
    first = page.get_textpage().get_text_range().splitlines()[:6]
    assert [one.split()[0] for one in first][:3] == [
        "ระเบียบวาระการประชุม",
        "คณะกรรมการอำนวยการและคณะทำงานการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน",
        "ของหน่วยงานภาครัฐ",
    ]


def test_an_agenda_tells_last_years_result_indicator_by_indicator() -> None:
    text = lines("agenda")
    assert any("ได้รับคะแนนรวม" in one for one in text)
    indicators = [one for one in text if one.startswith("ตัวชี้วัดที่") and one.endswith("คะแนน")]
    assert len(indicators) == 10
    best = "โดยคะแนนสูงสุดอยู่ที่ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล และตัวชี้วัดที่ ๑๐ การป้องกันการทุจริต"
    assert any(one.startswith(best) for one in text)


def test_the_scores_of_an_agenda_stand_on_the_lines_of_their_indicators() -> None:
    pdf = pypdfium2.PdfDocument(render(made("agenda"), Format.PDF))
    printed = "\n".join(page.get_textpage().get_text_range() for page in pdf).splitlines()
    indicators = [text for text in printed if text.startswith("ตัวชี้วัดที่")]
    assert len(indicators) == 10
    assert all(indicator.rstrip().endswith(" คะแนน") for indicator in indicators)


def test_resolutions_stand_in_the_minutes_and_in_no_agenda() -> None:
    resolved = replace(meeting_year().agenda_items[-1], resolution="รับทราบ\nให้ทุกฝ่ายรายงานทุกเดือน")
    data = replace(meeting_year(), agenda_items=(*meeting_year().agenda_items[:-1], resolved))
    said = {name: "\n".join(lines(name, SECOND.id, data)) for name in ("agenda", "minutes")}
    assert "มติที่ประชุม  รับทราบ\nให้ทุกฝ่ายรายงานทุกเดือน" in said["minutes"]
    assert "มติที่ประชุม" not in said["agenda"]


def test_minutes_leave_room_for_what_was_not_recorded_and_say_which() -> None:
    text = lines("minutes", SECOND.id)
    rooms = [one for one in text if one.startswith("มติที่ประชุม")]
    assert len(rooms) == 2
    assert all(set(room.split()[-1]) == {"."} for room in rooms)
    texts = [str(missing_data) for missing_data in kind("minutes").missing(context(SECOND.id))]
    assert "วาระ 2.1 3.1 ยังไม่มีมติ" in texts


def test_a_first_meeting_has_nothing_to_approve_and_no_resolution_about_it() -> None:
    data = meeting_year()
    approval = next(
        item
        for item in data.agenda_items
        if item.meeting_id == FIRST.id and item.kind is AgendaKind.MINUTES
    )
    items = tuple(
        replace(item, detail="", resolution="") if item is approval else item
        for item in data.agenda_items
        if item.parent_id != approval.id
    )
    text = lines("minutes", data=replace(data, agenda_items=items))
    heading = next(place for place, words in enumerate(text) if approval.title in words)
    assert text[heading + 1] == "ไม่มี"
    assert text[heading + 2].startswith("ระเบียบวาระที่")


def test_a_resolution_of_a_heading_is_that_of_all_below_it() -> None:
    data = meeting_year()
    items = tuple(
        replace(item, resolution="รับรองโดยไม่มีการแก้ไข")
        if item.id == f"second-{AgendaKind.MINUTES}"
        else item
        for item in data.agenda_items
    )
    texts = [
        str(missing_data)
        for missing_data in kind("minutes").missing(
            context(SECOND.id, replace(data, agenda_items=items))
        )
    ]
    assert "วาระ 3.1 ยังไม่มีมติ" in texts


def test_the_second_agenda_follows_up_what_the_first_meeting_left() -> None:
    text = lines("agenda", SECOND.id)
    assert "๒.๑  รับรองรายงานการประชุม ครั้งที่ ๑/๒๕๖๘" in text
    assert "๑) ส่งชื่อผู้ประสานงาน ผู้รับผิดชอบ ทุกฝ่าย ภายในวันที่ ๒๙ พฤศจิกายน ๒๕๖๗" in text
    done = next(at for at, one in enumerate(text) if "จัดทำปฏิทิน" in one)
    assert text[done + 1].strip() == "ผลการดำเนินการ: เสร็จแล้วเมื่อวันที่ ๒๐ พฤศจิกายน ๒๕๖๗"


def test_an_attendance_list_has_a_row_for_every_person_of_both_bodies() -> None:
    tables = [block for block in made("attendance").blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [6, 34, 1]
    *_, head, clerk = tables[0].rows
    assert [paragraph.text for paragraph in head.cells[2].paragraphs] == [
        "หัวหน้าฝ่ายปกครอง",
        "กรรมการและเลขานุการ",
        "รองประธานคณะทำงาน",
    ]
    assert [paragraph.text for paragraph in clerk.cells[2].paragraphs][1:] == [
        "ผู้ช่วยเลขานุการ",
        "คณะทำงานและเลขานุการ",
    ]
    signed = tables[0].rows[0].cells[3]
    assert signed.paragraphs[0].text == ""


@pytest.mark.parametrize("name", ["attendance", "attendance-recorded"])
def test_a_body_of_which_nobody_is_on_the_list_has_no_empty_table(name: str) -> None:
    data = meeting_year()
    working = data.bodies[1]
    away = {member.id for member in data.members_of(working.id)}
    places = tuple(place for place in data.attendances if place.member_id not in away)
    alone = replace(data, attendances=places)
    tables = [block for block in made(name, data=alone).blocks if isinstance(block, Table)]
    assert tables
    assert all(table.rows for table in tables)
    assert working.name not in lines(name, data=alone)


def test_there_is_room_to_sign_in_every_format() -> None:
    least = 8.5 / 25.4 * 72
    page = pypdfium2.PdfDocument(render(made("attendance"), Format.PDF))[0].get_textpage()
    finder = (page.search(f"ผู้{who}อำนวยการเขตตัวอย่าง") for who in ("", "ช่วยผู้"))
    at = [page.get_charbox(one.get_next()[0])[1] for one in finder]
    assert at[0] - at[1] >= least
    sheet = load_workbook(io.BytesIO(render(made("attendance"), Format.XLSX))).worksheets[0]
    signed = [row[0].row for row in sheet.iter_rows() if row[2].value == "ผู้อำนวยการเขตตัวอย่าง"]
    assert [sheet.row_dimensions[row].height >= least for row in signed] == [True]
    style = reader.Document(io.BytesIO(render(made("attendance"), Format.DOCX))).styles
    assert style["ITA Cell Signed"].paragraph_format.line_spacing.pt + 3 >= least


def test_who_was_away_and_who_came_instead_is_on_the_recorded_list() -> None:
    text = lines("attendance-recorded")
    assert "ไม่มา (ติดราชการ)" in text
    assert "นางสาวตัวอย่าง แทนกัน ครู วิทยฐานะครูชำนาญการ (แทน)" in text


def pages_of(name: str, data: YearData) -> list[str]:
    pdf = pypdfium2.PdfDocument(render(made(name, data=data), Format.PDF))
    return [page.get_textpage().get_text_range() for page in pdf]


def test_no_word_of_who_comes_instead_is_cut_on_the_list_to_sign() -> None:
    year = meeting_year()

    def printed(post: str) -> str:
        rows = tuple(
            replace(row, substitute_post=post) if row.presence is Presence.SUBSTITUTE else row
            for row in year.attendances
        )
        return "".join(pages_of("attendance", replace(year, attendances=rows)))

    word = "พนักงานธุรการ"
    assert printed("เจ้าพนักงานธุรการชำนาญงาน").count(word) == printed("").count(word) + 1


@pytest.mark.in_turn
@pytest.mark.parametrize("name", ["agenda", "minutes"])
def test_no_matter_stands_at_the_foot_of_a_page_without_what_is_below_it(name: str) -> None:
    """Whatever stands above it: a title of one line more moves all that follows."""
    year = meeting_year()
    title = "กรอบการประเมิน"
    below = "IIT"
    for count in range(40):
        words = "\n".join(["ก"] * count)
        items = tuple(
            replace(item, detail=words) if item.id == "first-inform" else item
            for item in year.agenda_items
        )
        pages = pages_of(name, replace(year, agenda_items=items))
        page = next(page for page in pages if title in page)
        assert below in page.split(title)[1], count


def test_a_guest_without_a_post_has_the_room_of_both() -> None:
    year = meeting_year()
    long = "นางสาวตัวอย่างอันยาว ผู้สังเกตการณ์จากส่วนกลาง"
    rows = tuple(
        replace(row, name=long, post="") if row.presence is Presence.GUEST else row
        for row in year.attendances
    )
    printed = "".join(pages_of("minutes", replace(year, attendances=rows)))
    assert long in printed


def test_minutes_part_those_who_came_from_those_who_did_not() -> None:
    text = lines("minutes")
    came, away, guests = (text.index(one) for one in ("ผู้มาประชุม", "ผู้ไม่มาประชุม", "ผู้เข้าร่วมประชุม"))
    assert came < away < guests
    assert "ติดราชการ" in text[away:guests]
    assert "นายตัวอย่าง ผู้สังเกตการณ์" in text[guests:]
    assert any(one.startswith("มติที่ประชุม") for one in text)
    assert "เลิกประชุมเวลา ๑๑.๓๐ น." in text
    assert text[-1] == "ผู้ตรวจรายงานการประชุม"


def test_minutes_name_who_wrote_them_and_leave_a_gap_for_a_chair_whom_nobody_knows() -> None:
    text = lines("minutes")
    written = text.index("ผู้จดรายงานการประชุม")
    assert text[written - 1] == "(นางสาวตัวอย่าง หนึ่ง)"
    assert set(text[-2]) == set("(.)")


def test_every_task_that_a_meeting_gave_stands_in_its_minutes() -> None:
    """Those of no agenda item, as the page of meetings makes them, stand behind the agenda."""
    told = lines("minutes")
    at = told.index("งานที่ที่ประชุมมอบหมาย")
    assert told[at + 1 : at + 3] == ["๑) จัดทำปฏิทิน", "เลิกประชุมเวลา ๑๑.๓๐ น."]
    assert "งานที่ที่ประชุมมอบหมาย" not in lines("minutes", SECOND.id)


@pytest.mark.in_turn
def test_who_wrote_and_who_checked_sign_on_one_page_with_the_end_of_the_meeting() -> None:
    data = meeting_year()
    last = [item for item in data.agenda_items if item.meeting_id == FIRST.id][-1]
    parted = []
    for count in range(0, 40, 3):
        items = tuple(
            replace(item, minutes="\n".join(["ความเห็น"] * count)) if item is last else item
            for item in data.agenda_items
        )
        pages = pages_of("minutes", replace(data, agenda_items=items))
        found = [
            {number for number, text in enumerate(pages) if words in text}
            for words in ("เลิกประชุม", "ผู้จดรายงาน", "ผู้ตรวจรายงาน")
        ]
        if len(set.union(*found)) != 1:
            parted.append(count)
    assert parted == []


DIRECTOR_UNTIL_DECEMBER = Tenure(
    id="t1", person_id="director", post="ผู้อำนวยการเขต", last=date(2024, 12, 31)
)
HEAD_ACTS = Tenure(
    id="t2",
    person_id="head",
    post="ผู้อำนวยการเขตตัวอย่าง",
    acting="รักษาราชการแทน",
    first=date(2025, 1, 1),
)
HEAD = Tenure(id="t3", person_id="head", post="หัวหน้าฝ่ายปกครอง")


def _registered(**more: Any) -> YearData:
    """The year with a director who goes in it, and a head who acts for the next one."""
    return replace(meeting_year(), tenures=(DIRECTOR_UNTIL_DECEMBER, HEAD_ACTS, HEAD), **more)


def test_the_holder_of_a_post_on_the_day_is_on_the_list_and_checks_the_minutes() -> None:
    data = _registered()
    signed = lines("attendance", data=data)
    assert "นายตัวอย่าง ผู้อำนวยการ" in signed
    assert "นางตัวอย่าง หัวหน้า" in signed
    minutes = lines("minutes", data=data)
    assert minutes[-2:] == ["(นายตัวอย่าง ผู้อำนวยการ)", "ผู้ตรวจรายงานการประชุม"]


def test_who_acts_at_a_later_meeting_is_one_line_with_the_own_post_and_all_roles() -> None:
    data = _registered()
    rows = tuple(
        replace(attendance, id=f"second-{attendance.id}", meeting_id="second")
        for attendance in data.attendances
    )
    later = replace(data, attendances=rows)
    text = lines("attendance", SECOND.id, later)
    at = text.index("นางตัวอย่าง หัวหน้า")
    assert text[at + 1 : at + 6] == [
        "หัวหน้าฝ่ายปกครอง",
        "รักษาราชการแทน ผู้อำนวยการเขตตัวอย่าง",
        "ประธานกรรมการ",
        "กรรมการและเลขานุการ",
        "รองประธานคณะทำงาน",
    ]
    assert "นายตัวอย่าง ผู้อำนวยการ" not in text
    assert text.count("นางตัวอย่าง หัวหน้า") == 1


def test_a_name_typed_in_the_list_is_on_every_paper_of_the_meeting() -> None:
    data = meeting_year()
    first, *rest = data.attendances
    typed = replace(data, attendances=(replace(first, name="นายตัวอย่าง พิมพ์เอง"), *rest))
    for name in ("attendance", "attendance-recorded", "minutes"):
        assert "นายตัวอย่าง พิมพ์เอง" in lines(name, data=typed), name


def test_of_whom_nothing_was_said_is_nowhere_said_to_have_come() -> None:
    data = meeting_year()
    silent = replace(
        data,
        attendances=tuple(
            replace(attendance, presence=Presence.UNKNOWN) for attendance in data.attendances[:3]
        ),
    )
    assert "มา" not in lines("attendance-recorded", data=silent)
    minutes = lines("minutes", data=silent)
    assert minutes[minutes.index("ผู้มาประชุม") + 1] == "-"
    texts = [
        str(missing_data)
        for missing_data in kind("minutes").missing(ReportContext(silent, subject="first"))
    ]
    assert any("ยังไม่แจ้งว่ามาประชุมหรือไม่ 3 คน" in text for text in texts)


def test_who_writes_and_who_checks_the_minutes_may_be_anybody_of_the_register() -> None:
    data = meeting_year()
    first, *rest = data.meetings
    named = replace(first, recorder_id="head", reviewer_id="director")
    text = lines("minutes", data=replace(data, meetings=(named, *rest)))
    assert text[text.index("ผู้จดรายงานการประชุม") - 1] == "(นางตัวอย่าง หัวหน้า)"
    assert text[-2] == "(นายตัวอย่าง ผู้อำนวยการ)"


@pytest.mark.parametrize("name", NAMES)
def test_a_year_without_a_meeting_prints_an_empty_form(name: str) -> None:
    data = replace(meeting_year(), meetings=(), meeting_bodies=(), agenda_items=())
    missing = kind(name).missing(context("", data))
    assert str(missing[0]) == "ยังไม่มีการประชุมของปีนี้ เพิ่มที่หน้าการประชุม"
    assert render(kind(name).build(context("", data), Digits.THAI), Format.PDF)


@pytest.mark.parametrize(
    "name", ["attendance", "attendance-recorded", "committee-roster", "roster-contacts"]
)
def test_a_list_of_nobody_says_so(name: str) -> None:
    bare = replace(meeting_year(), members=(), attendances=())
    assert lines(name, data=bare)[-1] == "ยังไม่มีรายชื่อ"
    without = replace(bare, bodies=(), meetings=(), meeting_bodies=(), agenda_items=())
    assert lines(name, "", without)[-1] == "ยังไม่มีรายชื่อ"


def test_the_newest_meeting_is_meant_where_none_is_named() -> None:
    assert "ครั้งที่ ๒/๒๕๖๘" in lines("agenda", "")[3]


def test_what_an_agenda_lacks_is_said() -> None:
    assert [str(missing_data) for missing_data in kind("agenda").missing(context(SECOND.id))] == [
        "การประชุมยังไม่มีสถานที่"
    ]
    without = ReportContext(meeting_year(), None, subject=FIRST.id)
    texts = [str(missing_data) for missing_data in kind("agenda").missing(without)]
    assert "ยังไม่มีผลการประเมินปี 2567 นำเข้าที่หน้าคะแนน" in texts


@pytest.mark.parametrize("name", ["attendance", "attendance-recorded", "minutes"])
def test_a_body_that_got_its_members_after_the_list_was_made_is_named(name: str) -> None:
    data = meeting_year()
    last = data.bodies_of_meeting(FIRST.id)[-1]
    members = {member.id for member in data.members_of(last.id)}
    rows = tuple(row for row in data.attendances if row.member_id not in members)
    assert len(rows) < len(data.attendances)
    told = f"รายชื่อผู้เข้าประชุมยังไม่มี{last.name}"

    def says(data: YearData) -> bool:
        missing = kind(name).missing(ReportContext(data, subject=FIRST.id))
        return any(told in str(words) for words in missing)

    assert says(replace(data, attendances=rows))
    assert not says(data)


def test_matters_without_a_resolution_are_named() -> None:
    texts = [str(missing_data) for missing_data in kind("minutes").missing(context(SECOND.id))]
    assert "วาระ 2.1 3.1 ยังไม่มีมติ" in texts


def test_every_part_that_the_program_writes_is_written() -> None:
    """All but the open remarks, which have papers of their own (reports/oit/test_remarks.py)."""
    parts = {item.component for item in meeting_year().agenda_items}
    assert parts == set(Component) - {Component.OPEN_REMARKS}


@pytest.mark.in_turn
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", [Format.DOCX, Format.XLSX, Format.PDF])
def test_every_format_can_be_made(name: str, form: Format) -> None:
    assert render(made(name), form)
