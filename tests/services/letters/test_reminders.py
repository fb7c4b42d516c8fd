"""Letters that remind units: who gets one, and what it says is open."""

from datetime import date

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.reports.letters import of_units
from ita_desktop.domain.letters import REMINDER, SURVEY
from ita_desktop.domain.text import Digits
from ita_desktop.services import letters, measures, surveys
from ita_desktop.services.edits import OwnerRef
from ita_desktop.services.oit import assignments, evidence
from ita_desktop.services.reminding import add_reminder, day_reminders
from ita_desktop.storage.workspace import Workspace
from tests.support.plain_text import plain_text

YEAR = 2567


def _printed(office: Workspace, letter: str) -> str:
    context = ReportContext(office.year(YEAR), subject=letter)
    return plain_text(of_units.build(context, Digits.ARABIC))


def test_units_behind_with_the_surveys_are_told_how_many_lack(office: Workspace) -> None:
    asked = [
        {"unit": "ฝ่ายโยธา", "kind": "ลูกจ้าง", "population": 30, "required": 24},
        {"unit": "ฝ่ายทะเบียน", "kind": "ลูกจ้าง", "population": 9, "required": 9},
        {"instrument": "EIT", "kind": "ผู้รับบริการ", "required": 400},
    ]
    made = surveys.add_groups(office, YEAR, asked)
    done = {"group": made[1], "day": date(2024, 3, 1), "answered": 9}
    some = {"group": made[0], "day": date(2024, 3, 1), "answered": 20}
    surveys.add_counts(office, YEAR, [done, some])
    letter = letters.add(office, YEAR, SURVEY)
    data = office.year(YEAR)
    assert [data.unit_name(to.unit_id) for to in data.recipients_of(letter)] == ["ฝ่ายโยธา"]
    text = _printed(office, letter)
    assert "IIT ลูกจ้าง ตอบแล้ว 20 จาก 24 คน ขาด 4 คน" in text
    assert "ข้อมูล OIT ที่" not in text, "no table of items is enclosed"


def test_a_reminder_names_the_open_items_and_no_others(office: Workspace) -> None:
    data = office.year(YEAR)
    unit = next(unit for unit in data.units if unit.name == "ฝ่ายการคลัง")
    assignments.assign(office, YEAR, ["O1", "O2"], [OwnerRef(unit_id=unit.id)])
    points = [point.code for point in data.framework.item_by_code["O1"].requirements]
    evidence.tick(office, YEAR, points, met=True)
    letter = letters.add(office, YEAR, REMINDER, to=[unit.id])
    text = _printed(office, letter)
    assert "จำนวน 1 ข้อ ได้แก่ O2" in text
    assert "O1" not in text.replace("O1.", "")


def _recipients(office: Workspace, letter: str) -> list[str]:
    data = office.year(YEAR)
    return [data.unit_name(to.unit_id) for to in data.recipients_of(letter)]


def test_a_day_asks_for_letters_to_those_who_still_owe_something_for_it(office: Workspace) -> None:
    data = office.year(YEAR)
    of = {unit.name: unit.id for unit in data.units}
    for code, unit, day in (("O1", "ฝ่ายการคลัง", 5), ("O2", "ฝ่ายโยธา", 5), ("O3", "ฝ่ายรายได้", 6)):
        assignments.assign(office, YEAR, [code], [OwnerRef(unit_id=of[unit])], date(2024, 3, day))
    points = [point.code for point in data.framework.item_by_code["O1"].requirements]
    evidence.tick(office, YEAR, points, met=True)
    asked = {"unit": "ฝ่ายทะเบียน", "kind": "ลูกจ้าง", "required": 9}
    surveys.add_groups(office, YEAR, [asked])
    new = {"items": ("I1",), "method": "อบรม", "schedule": "ต.ค. 66 - ธ.ค. 66"}
    measures.add(office, YEAR, [new | {"owners": (OwnerRef(unit_id=of["ฝ่ายโยธา"]),)}])
    days = {row.code: row.day for row in office.year(YEAR).calendar}

    def told(day: date) -> list[tuple[str, list[str]]]:
        found = day_reminders(office.year(YEAR), day, date(2024, 3, 1))
        return [(one.what, [unit.name for unit in one.units]) for one in found]

    assert told(date(2024, 3, 5)) == [("งาน OIT", ["ฝ่ายโยธา"])], "what is complete asks nobody"
    assert told(date(2024, 3, 7)) == []
    assert told(days["survey_close"])[-1] == ("แบบสำรวจ", ["ฝ่ายทะเบียน"])
    assert ("งาน OIT", ["ฝ่ายโยธา", "ฝ่ายรายได้"]) in told(days["oit_close"])
    (*_, of_measures) = day_reminders(office.year(YEAR), days["half_year_end"], date(2024, 3, 1))
    assert of_measures.what == "มาตรการ"
    letter = add_reminder(office, YEAR, of_measures)
    assert _recipients(office, letter) == ["ฝ่ายโยธา"]
    made = office.year(YEAR).letter_by_id[letter]
    assert made.subject == "ขอให้ส่งผลการดำเนินการตามมาตรการ"
    assert "1. ฝ่ายโยธา\n- I1 อบรม" in made.body
