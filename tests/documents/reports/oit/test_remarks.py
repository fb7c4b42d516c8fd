"""The table of open remarks, and the same in an agenda."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from ita_desktop.documents.content import Document, Table
from ita_desktop.documents.kinds import Profile, ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.domain.dates import long_date
from ita_desktop.domain.meetings import Component
from ita_desktop.domain.scores.results import AssessorRemark, RemarkState, Score, ScoreSource
from ita_desktop.domain.text import Digits
from tests.documents.factories.meetings import meeting_year

ROWS = (
    AssessorRemark(id="a", year_id="y", node="O12", text="ขาดเดือนธันวาคม", day=date(2023, 4, 10),
                   answer="เพิ่มแล้ว", state=RemarkState.ANSWERED),
    AssessorRemark(id="b", year_id="y", node="O5", text="ลิงก์เสีย", position=1),
    AssessorRemark(id="c", year_id="y", node="O5", text="ยุติ", state=RemarkState.ACCEPTED),
)  # fmt: skip


def texts(document: Document) -> list[list[str]]:
    rows = (row for block in document.blocks if isinstance(block, Table) for row in block.rows)
    return [
        ["\n".join(line.text for line in cell.paragraphs) for cell in row.cells] for row in rows
    ]


def test_the_table_has_what_is_not_settled_in_the_frameworks_order() -> None:
    data = replace(meeting_year(), remarks=ROWS)
    found = texts(kind("oit-remarks").build(ReportContext(data), Digits.ARABIC))
    assert [(row[0], row[2], row[3], row[4], row[7]) for row in found] == [
        ("O5", "ลิงก์เสีย", "", "", "ยังไม่ตอบ"),
        ("O12", "ขาดเดือนธันวาคม", "10 เม.ย. 66", "เพิ่มแล้ว", "ตอบแล้ว"),
    ]
    assert kind("oit-remarks").missing(ReportContext(data)) == []
    settled = ReportContext(replace(data, remarks=ROWS[2:]))
    assert texts(kind("oit-remarks").build(settled, Digits.ARABIC)) == []
    assert len(kind("oit-remarks").missing(settled)) == 1


def test_for_everybody_a_remark_beside_a_score_is_a_row_without_its_words() -> None:
    data = meeting_year()
    printed = Score(id="s", year_id="y", node="O9", value=Decimal(0), source=ScoreSource.OFFICIAL,
                    note="ภาพเห็นเลขบัตร")  # fmt: skip
    data = replace(data, remarks=ROWS[1:], scores=(printed,))
    inside, public = (
        texts(kind("oit-remarks").build(ReportContext(data, profile=profile), Digits.ARABIC))
        for profile in (Profile.INTERNAL, Profile.PUBLIC)
    )
    assert [(row[0], row[2]) for row in inside] == [("O5", "ลิงก์เสีย"), ("O9", "ภาพเห็นเลขบัตร")]
    assert [(row[0], row[2]) for row in public] == [("O5", "ลิงก์เสีย"), ("O9", "-")]
    alone = ReportContext(replace(data, remarks=()), profile=Profile.PUBLIC)
    assert [row[0] for row in texts(kind("oit-remarks").build(alone, Digits.ARABIC))] == ["O9"]
    assert kind("oit-remarks").missing(alone) == []


def test_proofs_stand_below_each_other_as_they_were_given() -> None:
    row = replace(ROWS[1], proof="https://district.example/1\nhttps://district.example/2")
    of = ReportContext(replace(meeting_year(), remarks=(row,)))
    table = next(one for one in kind("oit-remarks").build(of, Digits.THAI).blocks
                 if isinstance(one, Table))  # fmt: skip
    lines = table.rows[0].cells[6].paragraphs
    assert [line.text for line in lines] == row.proof.splitlines()
    assert {line.digits for line in lines} == {Digits.ARABIC}


def test_an_agenda_has_them_where_the_clerk_wants_it() -> None:
    data = replace(meeting_year(), remarks=ROWS)
    matter = next(item for item in data.agenda_items if item.component is not Component.NONE)
    wanted = replace(matter, component=Component.OPEN_REMARKS)
    items = tuple(wanted if item is matter else item for item in data.agenda_items)

    def said(items: tuple, day: date | None = None) -> str:
        year = replace(data, agenda_items=items)
        context = ReportContext(year, subject=matter.meeting_id, day=day)
        blocks = kind("agenda").build(context, Digits.ARABIC).blocks
        return "\n".join(getattr(block, "text", "") for block in blocks)

    title = data.framework.item_by_code["O5"].title
    assert f"O5 {title}: ลิงก์เสีย (ยังไม่ตอบ)" in said(items)
    assert "ขาดเดือนธันวาคม (ตอบแล้ว)" in said(items)
    assert "ลิงก์เสีย" not in said(data.agenda_items)
    meeting = next(row for row in data.meetings if row.id == matter.meeting_id)
    assert meeting.day is not None
    assert "ค้าง ณ" not in said(items, meeting.day)
    later = said(items, meeting.day + timedelta(days=1))
    assert f"ข้อสังเกตที่ค้าง ณ วันที่ {long_date(meeting.day + timedelta(days=1))}" in later
