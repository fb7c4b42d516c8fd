"""A file in which much is said of one person: who married, sat in several places and was named in
many, beside a namesake, a relative, and an office telephone that all share."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from ita_desktop.domain.answers import AnswerAbout, ImportAnswer
from ita_desktop.domain.letters import Letter
from ita_desktop.domain.meetings import AgendaItem, Attendance, Meeting, Presence
from ita_desktop.domain.records import Evidence, Measure, Member, Person, Unit, UnitKind
from ita_desktop.domain.roster.orders import Tenure
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.roster import people, roster
from ita_desktop.storage.files import working
from ita_desktop.storage.workspace import Workspace

YEAR: Final = 2567
FORMER, NOW = "พิกุลทอง บ้านเดิมสมมติ", "พิกุลทอง ศรีสุขสมมติ"
MOBILE, MAIL, NOTED = "081-999-4321", "pikul.planted@example.invalid", "089 999 8765"
OFFICE = "0 2999 5300"
POST = "นักจัดการงานทั่วไปชำนาญการ"
REASON, SICK = "ลาคลอดบุตรคนที่สอง", "ตั้งครรภ์อ่อนเพลียมาก"
SPELLED = "น.ส.พิกุนทอง บ้านเดิมสมมด"
LEFT_OUT = "นางสาวพิกุลทอง บ้านเดิมสมมติ"
MINUTES = f"{LEFT_OUT} แจ้งที่ประชุมว่าจะย้ายสังกัด\nที่ประชุมรับทราบ"
CALL = "ถามคุณพิกุลทองที่ ๐๘๑ ๙๙๙ ๔๓๒๑ ก่อนส่ง"
LETTER = f"จึงเรียนมาเพื่อมอบหมายให้{LEFT_OUT}เป็นผู้ประสานงาน"
ONCE = f"เดิมมอบหมาย{LEFT_OUT}"

TOLD: Final = (FORMER, MOBILE, MAIL, NOTED, REASON, SICK, SPELLED)
"""What is hers alone."""
NAMESAKE, RELATIVE = f"นาง{NOW}", "นายมานพ ศรีสุขสมมติ"


def forms(text: str) -> set[bytes]:
    """The bytes that a text may stand in a file as: plain, as JSON escapes, in other digits, and of
    a number without what stands between its digits."""
    thai = text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    digits = "".join(filter(str.isdigit, text))
    spelled = {text, thai, thai.replace("-", " ")} | ({digits} if len(digits) > 8 else set())
    escaped = {form.encode("unicode_escape") for form in spelled}
    return (
        {form.encode() for form in spelled}
        | escaped
        | {form.upper().replace(rb"\U", rb"\u") for form in escaped}
    )


def places_of(folders: list[Path], text: str) -> list[str]:
    """The files in and below the folders, of any name, that hold a text."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    wanted = forms(text)
    found = ((path.name, path.read_bytes()) for path in paths)
    return [name for name, content in found if any(form in content for form in wanted)]


def work_left(workspace: Workspace, name: str) -> Path:
    """Puts work of the same workspace, left by a program that crashed, below the working files."""
    folder = working.root() / name
    folder.mkdir(parents=True)
    workspace.publish()
    assert workspace.path is not None
    return Path(shutil.copyfile(workspace.path, folder / "งานเก่า.ita"))


def fill(workspace: Workspace) -> str:
    """Writes all of that, with copies in between; returns the person's key."""
    year = workspace.year(YEAR).fiscal_year.id
    with workspace.change("เพิ่มฝ่าย") as change:
        change.insert(Unit(id="u", name="ฝ่ายทดสอบ", kind=UnitKind.SECTION))
    [key] = people.add(workspace, YEAR, [
        {"name": LEFT_OUT, "job_title": POST, "unit": "ฝ่ายทดสอบ", "phone": OFFICE}
    ])  # fmt: skip
    first, second = (body.id for body in workspace.year(YEAR).bodies[:2])
    [one] = roster.add(workspace, YEAR, first, [{"name": LEFT_OUT, "role": "กรรมการ"}])
    [two] = roster.add(workspace, YEAR, second, [{"name": LEFT_OUT, "note": f"โทร {NOTED}"}])
    roster.edit(workspace, YEAR, [CellEdit(one, "note", f"โทร {NOTED} ({SICK})")])
    with workspace.change("แก้ผู้เสนอเป็น {who}", who=LEFT_OUT) as change:
        change.insert(Tenure(id="t", person_id=key, post="หัวหน้าฝ่ายทดสอบ", note=f"บ้าน {NOTED}"))
        change.insert(Meeting(id="m", year_id=year, number=1, recorder_id=key, note=CALL))
        agenda = AgendaItem(id="a", meeting_id="m", title="เรื่อง", presenter=LEFT_OUT,
                            minutes=MINUTES, detail=ONCE)  # fmt: skip
        change.insert(agenda)
        change.insert(Attendance(id="d", meeting_id="m", member_id=one, person_id=key,
                                 presence=Presence.ABSENT, reason=REASON))  # fmt: skip
        change.insert(Attendance(id="g", meeting_id="m", person_id=key, reason=REASON))
        change.insert(Letter(id="l", year_id=year, body=LETTER, phone=OFFICE))
        change.insert(Evidence(id="e", year_id=year, item_code="O1", title="แผน", location="ก",
                               placed_by=LEFT_OUT))  # fmt: skip
        change.insert(Measure(id="s", year_id=year, indicator="1", method="ทำ", note=LETTER))
        for at, text, whose in (("i", SPELLED, key), ("j", LEFT_OUT, None)):
            change.insert(ImportAnswer(id=at, about=AnswerAbout.PERSON, text=text, person_id=whose,
                                       decided=date(2024, 1, 1)))  # fmt: skip
    with workspace.change("แก้วาระ") as change:
        change.update(agenda, detail="")
    workspace.publish()
    workspace.copies.make("asked")
    people.edit(workspace, YEAR, [CellEdit(key, "name", f"นาง{NOW}")])
    people.edit(workspace, YEAR, [CellEdit(key, "phone", MOBILE), CellEdit(key, "email", MAIL)])
    others = [{"name": RELATIVE, "phone": OFFICE, "job_title": POST},
              {"name": NAMESAKE, "phone": OFFICE, "unit": "ฝ่ายทดสอบ"}]  # fmt: skip
    with workspace.change("เพิ่ม {name}", name=NAMESAKE) as change:
        for at, (name, other) in enumerate(zip(("relative", "namesake"), others, strict=True)):
            title = "นาย" if at == 0 else "นาง"
            change.insert(Person(id=f"the-{name}", prefix=title, name=other["name"][len(title):],
                                 phone=OFFICE, job_title=other.get("job_title", "")))  # fmt: skip
        member = Member(id="of-namesake", body_id=first, kind=workspace.year(YEAR).members[0].kind,
                        person_id="the-namesake", note="คนละคนกับ พิกุลทอง อีกคน")  # fmt: skip
        change.insert(member)
    with workspace.change("แก้ {name}", name=NAMESAKE) as change:
        change.update(member, role="เลขานุการ")
    workspace.publish()
    workspace.copies.make("asked")
    row = next(row for row in workspace.year(YEAR).members if row.id == two)
    with workspace.change("เปลี่ยนเป็น {name}", name=RELATIVE) as change:
        change.update(row, person_id="the-relative")
    workspace.publish()
    workspace.copies.make("asked")
    return key


def remove_the_usual_way(workspace: Workspace, key: str) -> None:
    """Removes her from wherever she is, and from the register, as the window does it."""
    data = workspace.year(YEAR)
    roster.remove(workspace, YEAR, [row.id for row in data.members if row.person_id == key])
    with workspace.change("เปลี่ยนผู้จด") as change:
        change.update(data.meeting_by_id["m"], recorder_id=None)
        for row in workspace.year(YEAR).attendances:
            change.update(row, person_id=None)
    people.remove(workspace, YEAR, [key])
    assert key not in workspace.year(YEAR).person_by_id
    workspace.publish()
    workspace.copies.make("asked")


def of_others(workspace: Workspace) -> list[object]:
    """All that the file holds of the namesake and the relative, and how it came to be so."""
    data = workspace.year(YEAR)
    rows = [row for row in data.people if row.id.startswith("the-")]
    rows += [replace(row, row_version=0) for row in data.members if row.id == "of-namesake"]
    with workspace.connections.read() as connection:
        noted = connection.exec_driver_sql(
            "SELECT c.row_id, c.old, c.new, g.label, g.phrase FROM history_change c"
            " JOIN history_group g ON g.id = c.group_id"
            " WHERE c.row_id IN ('the-namesake', 'the-relative', 'of-namesake') ORDER BY c.id"
        ).fetchall()
    return [*rows, *map(tuple, noted)]
