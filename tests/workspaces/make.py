"""Makes a small workspace with a row of every kind, through the services.

The files beside this script are kept as the released programs wrote them, one a schema; they are
never made again. When a schema is released: ``python -m tests.workspaces.make schema-N.ita``.
"""

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

from ita_desktop.domain.agenda import lines
from ita_desktop.domain.answers import AnswerAbout, ImportAnswer, PublicText
from ita_desktop.domain.collection_rounds import (
    Collection,
    CollectionUnit,
    ReturnedPhoto,
    ReturnedRow,
    RowFate,
)
from ita_desktop.domain.documents import (
    AppointedBody,
    Chapter,
    ColumnWidths,
    DocumentChoices,
    OfficeFile,
    SignedPaper,
    appointed_text,
    member_columns,
)
from ita_desktop.domain.framework import FrameworkConfirmation
from ita_desktop.domain.letters import EndorsementKind
from ita_desktop.domain.measure_cells import Typed
from ita_desktop.domain.oit.proofs import LinkProof, LinkState, MarkReason
from ita_desktop.domain.records import Evidence, MeasureStatus, OwnerRole, Statement, new_id
from ita_desktop.domain.scores.results import (
    FigureDoubt,
    Finding,
    FindingItem,
    FindingSource,
    MeasureFinding,
    ScoreSource,
    SourceKind,
)
from ita_desktop.domain.tracking.entries import Entry, EntryState, Photo, Round
from ita_desktop.exchange.report.lines import read_lines
from ita_desktop.services import letters, measures, surveys, workspaces
from ita_desktop.services.documents import wordings
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.imports import importing
from ita_desktop.services.letters import attach
from ita_desktop.services.meetings import agenda, meetings
from ita_desktop.services.meetings.meetings import MeetingPart
from ita_desktop.services.oit import assignments, evidence, filing
from ita_desktop.services.roster import orders, people, roster, units
from ita_desktop.services.roster.orders import Placement, edit_organisation
from ita_desktop.services.scores import planning, scores, trials
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.sending import asked_units
from ita_desktop.services.years import calendar, years
from ita_desktop.storage.workspace import Workspace
from tests.support.taken_in import plan_import, plan_sheets, read_text

YEAR = 2567


def make(path: Path) -> None:
    """Writes the workspace to ``path``, which must not exist."""
    with workspaces.create(path, "สำนักงานเขตตัวอย่าง", YEAR) as workspace:
        workspace.edits.who = "เจ้าหน้าที่ตัวอย่าง"
        edit_organisation(workspace, short_name="เขตตัวอย่าง", address="ถนนตัวอย่าง")
        units.add_units(workspace, [{"name": "โรงเรียนวัดตัวอย่าง", "short_name": "ร.ร.วัดตัวอย่าง"}])
        _roster(workspace)
        _register(workspace)
        _items(workspace)
        _measures(workspace)
        _scores(workspace)
        _result(workspace)
        _as_typed(workspace)
        trials.save(workspace, YEAR, "ยก E4 และ E5", {"E4": Decimal("94.88"), "E5": Decimal(95)})
        calendar.add(workspace, YEAR, "ประชุมคณะทำงาน ครั้งที่ 2", date(2024, 3, 20))
        years.use_level_set(workspace, YEAR, "letters")
        _papers(workspace)
        _tracking(workspace)
        _surveys(workspace)
        _collections(workspace)
        _filed(workspace)
        years.count_from(workspace, YEAR, date(2023, 12, 1))
        years.leave_out(workspace, YEAR, "meeting", left_out=True)
        _undone_and_overtaken(workspace)


def _papers(workspace: Workspace) -> None:
    order = orders.add(workspace, YEAR)
    person = workspace.year(YEAR).people[0].id
    edits = [("number", "12"), ("signed", date(2023, 11, 1)), ("signatory_id", person)]
    orders.edit(workspace, YEAR, [CellEdit(order, *edit) for edit in edits])
    amendment = orders.amend(workspace, YEAR, order)
    working = workspace.year(YEAR).bodies[1]
    leaving = workspace.year(YEAR).members_of(working.id)[0]
    placing = Placement(working.id, {"name": "นางสาวตัวอย่าง สอง"}, replaces=leaving.id)
    orders.put_in(workspace, YEAR, amendment, [placing])
    meeting = meetings.add(workspace, YEAR, day=date(2023, 11, 8))
    first = lines(workspace.year(YEAR).agenda_of(meeting))[0].item
    agenda.add_agenda_item(workspace, YEAR, first.id, "แนะนำคณะทำงาน")
    attach(workspace, YEAR, first, "รายชื่อ", document="committee-roster")
    meetings.entrust(workspace, YEAR, meeting, MeetingPart.RECORDER, "นางสาวตัวอย่าง ผู้จด")
    meetings.add_guests(workspace, YEAR, meeting, [{"name": "นางสาวตัวอย่าง ผู้จด"}])
    both = [OwnerRef(unit_id=unit.id) for unit in workspace.units() if unit.kind == "section"][:2]
    task = {"text": "ส่งข้อมูล", "due": date(2024, 1, 31), "owners": both}
    agenda.add_actions(workspace, YEAR, meeting, [task])
    letter = letters.add(workspace, YEAR, "memo-invitation", meeting_id=meeting, order_id=order)
    letters.edit(workspace, YEAR, [CellEdit(letter, "acting_for", "ปฏิบัติราชการแทน ปลัดกรุงเทพมหานคร")])
    sent = workspace.year(YEAR).letter_by_id[letter]
    letters.add_endorsement(workspace, YEAR, letter, EndorsementKind.UNITS)
    attach(workspace, YEAR, sent, "แผนผัง", file_name="แผนผัง.pdf", data=b"%PDF-1.7")
    planning.set_target(workspace, YEAR, Decimal("96.50"))
    wordings.put(workspace, YEAR, "order-effective-now", "ทั้งนี้ ตั้งแต่วันที่ลงนามเป็นต้นไป")
    with workspace.change("ตั้ง{file}", file="ครุฑ.png") as change:
        media = change.keep(b"picture")
        row = OfficeFile(id=new_id(), name=wordings.GARUDA, file_name="ครุฑ.png", media=media)
        change.insert(row)
    _signed(workspace, order, letter)


def _signed(workspace: Workspace, order: str, letter: str) -> None:
    data = workspace.year(YEAR)
    body = data.bodies[0]
    first = member_columns(data.members_of(body.id)[0])
    with workspace.change("เก็บฉบับลงนาม") as change:
        change.insert(
            SignedPaper(
                id=new_id(),
                year_id=data.fiscal_year.id,
                document="appointment-order",
                subject=order,
                title="คำสั่งแต่งตั้ง",
                number="12/2566",
                day=date(2023, 11, 1),
                signed_by="นายตัวอย่าง หนึ่ง",
                signed_post="ผู้อำนวยการเขตตัวอย่าง",
                copies_to="ฝ่ายปกครอง\nฝ่ายโยธา",
                media=change.keep(b"%PDF-1.7 scan"),
                file_name="สแกน.pdf",
                made=change.keep(b"%PDF-1.7"),
                made_on=date(2023, 11, 1),
                digits="thai",
                profile="public",
                choices="due O1",
                appointed=appointed_text([AppointedBody(body.id, (first,), ("ติดตาม",))]),
            )
        )
        change.update(data.letter_by_id[letter], refers="หนังสือ ที่ กท 1/2")


def _filed(workspace: Workspace) -> None:
    """What was filed of an item, and what the assessor said of it in two rounds."""
    filing.mark_filed(workspace, YEAR, ["O1"], date(2024, 4, 1))
    given = {"text": "แผนผังไม่ครบทุกฝ่าย", "day": date(2024, 4, 10)}
    first = filing.add_remark(workspace, YEAR, "O1", given)
    mended = {"answer": "เพิ่มแล้ว", "mend": "ใส่ทุกฝ่าย", "proof": "https://district.example/o1b"}
    filing.edit_remarks(workspace, YEAR, "O1", first.id, mended)
    filing.add_remark(workspace, YEAR, "O1", {"text": "ไม่มีเบอร์โทรศัพท์"})


def _collections(workspace: Workspace) -> None:
    data = workspace.year(YEAR)
    (unit, *_) = asked_units(data)
    sent = Collection(
        id=new_id(),
        year_id=data.fiscal_year.id,
        title="ขอข้อมูล ITA รอบที่ 1",
        about="oit measures",
        first=date(2023, 10, 1),
        last=date(2024, 3, 31),
        sent=date(2024, 3, 1),
        due=date(2024, 3, 15),
    )
    form_id = new_id()
    with workspace.change("ส่งรอบ {title}", title=sent.title) as change:
        change.insert(sent)
        change.insert(
            CollectionUnit(
                id=form_id,
                collection_id=sent.id,
                unit_id=unit.id,
                sent=sent.sent,
                rows='{"O/2567/O1/":{}}',
                returned=date(2024, 3, 10),
                untaken=1,
            )
        )
        row_id = new_id()
        change.insert(
            ReturnedRow(
                id=row_id,
                form_id=form_id,
                line=7,
                what="O1 ข้อมูลพื้นฐาน",
                came="ชื่อเอกสาร: โครงสร้าง",
                why="ไม่ได้เลือกไว้",
                fate=RowFate.OURS,
                writes='[{"table":"evidence","id":"x","set":{"title":"โครงสร้าง"}}]',
            )
        )
        change.insert(
            ReturnedPhoto(
                id=new_id(),
                row_id=row_id,
                media=change.keep(b"a photograph of a unit"),
                file_name="ภาพ.jpg",
                width=1600,
                height=1200,
                caption="อบรม",
                entry="x",
                position=1,
            )
        )


def _surveys(workspace: Workspace) -> None:
    asked = {"instrument": "IIT", "unit": "ฝ่ายโยธา", "kind": "ลูกจ้าง", "population": "45"}
    (group,) = surveys.add_groups(workspace, YEAR, [asked])
    given = {"group": group, "day": date(2024, 3, 1), "answered": 12}
    surveys.add_counts(workspace, YEAR, [given])
    days = {"opens": date(2024, 2, 1), "closes": date(2024, 3, 31)}
    surveys.add_links(workspace, YEAR, [{"url": "https://survey.example.go.th/iit", **days}])
    surveys.take_printed(workspace, YEAR, 2566)


def _tracking(workspace: Workspace) -> None:
    data = workspace.year(YEAR)
    year, (measure, *_) = data.fiscal_year.id, data.measures
    finding = Finding(
        id=new_id(),
        year_id=year,
        indicator="1",
        issue="ขั้นตอนยังไม่ชัด",
        items_typed="ข้อ I1",
        items_meant="I1",
    )
    half = Round(
        id=new_id(),
        year_id=year,
        title="รอบ 6 เดือน",
        first=date(2023, 10, 1),
        last=date(2024, 3, 31),
    )
    done = Entry(
        id=new_id(),
        measure_id=measure.id,
        occurrence=date(2023, 12, 31),
        day=date(2023, 12, 20),
        text="1. ประชุมชี้แจง",
        participants=36,
    )
    unit = next(unit for unit in data.units if unit.name == "โรงเรียนวัดตัวอย่าง")
    of_unit = Entry(
        id=new_id(), measure_id=data.measures[-1].id, unit_id=unit.id, day=date(2023, 12, 21)
    )
    with workspace.change("บันทึกผล {which}", which="I1, I2") as change:
        picture = change.keep(b"picture of a meeting")
        for record in (
            finding,
            FindingItem(id=new_id(), finding_id=finding.id, item_code="I1"),
            FindingSource(id=new_id(), finding_id=finding.id, kind=SourceKind.SCORE, ref="I1"),
            MeasureFinding(id=new_id(), measure_id=measure.id, finding_id=finding.id),
            half,
            done,
            of_unit,
            Evidence(
                id=new_id(),
                year_id=year,
                item_code="O2",
                unit_id=unit.id,
                part="2023-11",
                statement=Statement.NOTHING,
                title="ไม่มีการจัดซื้อจัดจ้าง",
                location="",
            ),
            _plan(year, change.keep(b"%PDF-1.7 plan")),
            LinkProof(
                id=new_id(),
                year_id=year,
                url="https://district.example/o1",
                item_code="O1",
                checked_at="2024-02-01T02:00:00.000+00:00",
                state=LinkState.OK,
                findings="thai states-nothing",
                why='{"day": "2023-12-31"}',
                status=200,
                title="โครงสร้าง",
                size=2048,
                sha256="0" * 64,
                excerpt="แผนผังโครงสร้าง",
                media=change.keep(b"<html>kept</html>"),
                file_name="o1.html",
            ),
            MarkReason(id=new_id(), year_id=year, item_code="O3", text="ส่งเป็นหนังสือแล้ว"),
            Photo(id=new_id(), entry_id=done.id, media=picture, width=1600, height=1200),
            Chapter(id=new_id(), year_id=year, title="ภาคผนวก", text="แบบฟอร์ม"),
            ColumnWidths(id=new_id(), name="measures-by-item", shares="30 40 15 15"),
            DocumentChoices(id=new_id(), name="progress-report", chosen="running-numbers"),
            FigureDoubt(id=new_id(), year_id=year, node="EIT", text="พิมพ์ไว้สองค่า"),
            FrameworkConfirmation(id=new_id(), year_id=year, part="item O1"),
            ImportAnswer(
                id=new_id(),
                about=AnswerAbout.PERSON,
                text="นายตัวอย่าง หนึง",
                person_id=data.people[0].id,
                decided=date(2023, 11, 20),
            ),
            PublicText(
                id=new_id(),
                place=f"measure/{measure.id}/method",
                digest="0a1b",
                decided=date(2023, 11, 21),
            ),
        ):
            change.insert(record)


def _plan(year: str, media: str) -> Evidence:
    return Evidence(
        id=new_id(),
        year_id=year,
        item_code="O3",
        point="O3.1",
        title="แผน",
        location="แผน.pdf",
        as_of=date(2023, 12, 31),
        media=media,
        file_name="แผน.pdf",
        size=13,
        placed_by="นางสาวตัวอย่าง ผู้วาง",
        placed_at="2024-01-20T03:00:00.000+00:00",
    )


def _roster(workspace: Workspace) -> None:
    steering, working = workspace.year(YEAR).bodies
    rows = [{"name": "", "post": "ผู้อำนวยการเขต", "unit": "สำนักงานเขต", "role": "ประธานกรรมการ"}]
    roster.add(workspace, YEAR, steering.id, rows)
    rows = [
        {"name": "นายตัวอย่าง หนึ่ง", "post": "นักประชาสัมพันธ์", "unit": "ฝ่ายปกครอง", "role": "คณะทำงาน"},
        {"name": "", "post": "หัวหน้าฝ่ายทุกฝ่าย", "role": "คณะทำงาน"},
    ]
    roster.add(workspace, YEAR, working.id, rows)


def _register(workspace: Workspace) -> None:
    """The director who goes in the year, and who acts until the next one comes."""
    director = {"person": "นายตัวอย่าง ผู้อำนวยการ", "post": "ผู้อำนวยการเขต"}
    people.add_tenure(
        workspace,
        YEAR,
        [
            {**director, "last": date(2023, 12, 31), "note": "เกษียณ"},
            {
                **director,
                "person": "นางตัวอย่าง รักษาการ",
                "unit": "สำนักงานเขต",
                "acting": "รักษาราชการแทน",
                "first": date(2024, 1, 1),
            },
        ],
    )


def _items(workspace: Workspace) -> None:
    year = workspace.year(YEAR)
    by_name = {unit.name: unit.id for unit in year.units}
    owners = (
        OwnerRef(unit_id=by_name["ฝ่ายปกครอง"]),
        OwnerRef(person_id=year.people[0].id, role=OwnerRole.SUPPORT),
        OwnerRef(post="ผู้อำนวยการเขต", role=OwnerRole.SUPPORT),
    )
    assignments.assign(workspace, YEAR, ["O1", "O2"], owners, date(2024, 1, 31))
    assignments.edit(
        workspace,
        YEAR,
        [
            CellEdit("O1", "as_of", date(2023, 12, 31)),
            CellEdit("O1", "note", "บรรทัดหนึ่ง\nบรรทัดสอง"),
            CellEdit("O1", "details", "- แผนผัง\n- ผู้บริหาร"),
        ],
    )
    fields = {
        "location": "https://district.example/o1",
        "title": "แผนผังโครงสร้าง",
        "format": "PDF",
        "published": date(2024, 1, 15),
    }
    evidence.add(workspace, YEAR, "O1", fields)
    evidence.tick(workspace, YEAR, ["O1.1", "O1.2"], met=True)


def _measures(workspace: Workspace) -> None:
    by_name = {unit.name: unit.id for unit in workspace.units()}
    fields = {
        "items": ("I1", "I2"),
        "finding": "ผู้รับบริการไม่ทราบขั้นตอน",
        "method": "1. ทำแผนผัง\n2. ติดประกาศ",
        "owners": (OwnerRef(unit_id=by_name["ทุกฝ่าย"]),),
        "schedule": "ทุกเดือน",
        "monitoring": "รายงานทุก 6 เดือน",
        "status": MeasureStatus.DOING,
        "source": "สำนักงานเขตสมมุติ ปีงบประมาณ พ.ศ. 2566",
        "shares": "owners:1",
    }
    measures.add(workspace, YEAR, [fields])


def _scores(workspace: Workspace) -> None:
    official = [ScoreEdit("IIT", Decimal("98.88")), ScoreEdit("EIT", Decimal("92.38"))]
    scores.set_scores(workspace, YEAR, official, ScoreSource.OFFICIAL)
    scores.set_scores(workspace, YEAR, [ScoreEdit("O3", Decimal(100))], ScoreSource.SELF)


def _result(workspace: Workspace) -> None:
    lines = (
        "จำนวนการตอบ IIT รวม 626 คน",
        "I3\tมีการเรียกรับสินบนจากการปฏิบัติหน้าที่\t99.52",
        "1.มี\t3\t0.48%",
        "2.ไม่มี\t623\t99.52%",
        "โดยมีความคิดเห็นของผู้ตอบแบบประเมิน IIT ดังนี้",
        "1. เพิ่มที่นั่งพักคอย",
    )
    sheet = read_lines("\n".join(lines), "รายงาน.txt")
    importing.apply_import(workspace, plan_sheets(workspace, [sheet], shown=YEAR))
    said = read_text("รหัส\tคะแนนทางการ\tข้อสังเกต\nO9\t\tไม่พบแผนผัง")
    importing.apply_import(workspace, plan_sheets(workspace, said, shown=YEAR))


def _as_typed(workspace: Workspace) -> None:
    """Owners and a state as a file says them."""
    typed = read_text("ข้อ\tผู้รับผิดชอบ\nO4\t- ฝ่ายปกครอง /โรงเรียนวัดตัวอย่าง")
    importing.apply_import(workspace, plan_import(workspace.year(YEAR), "assignments", typed))
    (measure,) = workspace.year(YEAR).measures
    items = Typed.of(("I1", "I2"), "I1-I2")
    measures.edit(workspace, YEAR, [CellEdit(measure.id, "items", items)])
    with workspace.change("บันทึกผล") as change:
        change.insert(
            Entry(
                id=new_id(),
                measure_id=measure.id,
                state=EntryState.NOT_STARTED,
                reason="รอผู้รับจ้าง",
                position=9,
            )
        )


def _undone_and_overtaken(workspace: Workspace) -> None:
    assignments.edit(workspace, YEAR, [CellEdit("O3", "note", "จะถูกเลิกทำและถูกแทน")])
    workspace.undo()
    assignments.edit(workspace, YEAR, [CellEdit("O3", "note", "จะถูกเลิกทำ")])
    workspace.undo()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
