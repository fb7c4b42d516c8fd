"""Calendar files: what is in them, and that a second one replaces the first."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Component

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import Unit
from ita_desktop.services import measures, tracking
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.meetings import agenda, meetings
from ita_desktop.services.oit import assignments, evidence
from ita_desktop.services.tracking import TimeKey
from ita_desktop.services.years import calendar
from ita_desktop.storage.workspace import Workspace

YEAR = 2567


def _events(path: Path) -> dict[str, Component]:
    found = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    by_id = {str(event["uid"]): event for event in found}
    assert len(by_id) == len(found), "two events with one identifier"
    return by_id


def _written(office: Workspace, path: Path, unit: Unit | None = None) -> dict[str, Component]:
    calendar.write(office, office.year(YEAR), path, unit=unit)
    return _events(path)


def test_a_second_file_replaces_what_the_first_brought(office: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "ปี.ics"
    key = calendar.add(office, YEAR, "วันงาน; ย่อ, ยาว", date(2024, 2, 1))
    before = _written(office, path)
    calendar.edit(office, YEAR, [CellEdit(key, "day", date(2024, 2, 5))])
    after = _written(office, path)
    assert set(before) == set(after)
    moved = f"date-{key}@ita-desktop"
    assert before[moved].decoded("dtstart") == date(2024, 2, 1)
    assert after[moved].decoded("dtstart") == date(2024, 2, 5)
    assert after[moved].decoded("dtend") == date(2024, 2, 6), "the day after the whole day"
    assert str(after[moved]["summary"]) == "วันงาน; ย่อ, ยาว"
    assert [alarm.decoded("trigger") for alarm in after[moved].walk("VALARM")] == [
        timedelta(days=-7, hours=9),
        timedelta(days=-1, hours=9),
    ]


class Calendars:
    """A calendar program: it takes a newer edition of what it knows, and ignores an older one."""

    def __init__(self) -> None:
        self.events: dict[str, Component] = {}

    def take(self, path: Path) -> None:
        for uid, event in _events(path).items():
            known = self.events.get(uid)
            if known is None or _edition(known) < _edition(event):
                self.events[uid] = event

    def says(self, key: str) -> tuple[date, str]:
        (event,) = [one for uid, one in self.events.items() if key in uid]
        return event.decoded("dtstart"), str(event["summary"])


def _edition(event: Component) -> tuple[int, datetime]:
    return int(event["sequence"]), event.decoded("dtstamp")


def test_a_calendar_takes_each_file_over_the_one_before_and_has_nothing_twice(
    office: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, mine = tmp_path / "ปี.ics", Calendars()
    clock = datetime(2024, 1, 8, 9, tzinfo=UTC)

    def written(unit: Unit | None = None, of: Workspace = office) -> int:
        nonlocal clock
        clock += timedelta(seconds=20)
        calendar.write(of, of.year(YEAR), path, unit=unit)
        mine.take(path)
        return len(mine.events)

    monkeypatch.setattr(calendar, "_now", lambda: clock)
    unit = office.year(YEAR).units[1]
    assignments.assign(office, YEAR, ["O1"], [OwnerRef(unit_id=unit.id)], date(2024, 3, 1))
    key = calendar.add(office, YEAR, "วันงาน", date(2024, 2, 1))
    office.publish()
    kept = shutil.copy(office.path, tmp_path / "สำรอง.ita")
    first = written()
    assert written(unit) == first, "the file of a unit has events of the year"
    for day in range(2, 9):
        calendar.edit(office, YEAR, [CellEdit(key, "day", date(2024, 2, day))])
    assignments.assign(office, YEAR, ["O1"], [OwnerRef(unit_id=unit.id)], date(2024, 3, 4))
    assert written() == first
    assert mine.says(key)[0] == date(2024, 2, 8)
    assert mine.says("-O1@")[0] == date(2024, 3, 4)
    with Workspace.open(kept) as restored:
        calendar.edit(restored, YEAR, [CellEdit(key, "title", "วันงานใหม่")])
        assert written(of=restored) == first
    assert mine.says(key) == (date(2024, 2, 1), "วันงานใหม่"), "a restored workspace has few edits"


def test_a_calendar_program_sees_a_named_calendar_that_asks_for_no_answer(
    office: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "ปี.ics"
    data = office.year(YEAR)
    calendar.write(office, data, path)
    whole = Calendar.from_ical(path.read_bytes())
    assert (str(whole["method"]), str(whole["version"])) == ("PUBLISH", "2.0")
    assert str(whole["x-wr-calname"]) == f"ITA {YEAR} {data.organisation.name}"


def test_days_nobody_has_set_say_so(office: Workspace, tmp_path: Path) -> None:
    events = list(_written(office, tmp_path / "ปี.ics").values())
    guessed = [event for event in events if str(event["status"]) == "TENTATIVE"]
    assert guessed
    assert all("(ประมาณไว้)" in str(event["summary"]) for event in guessed)
    assert all("ประมาณไว้" in str(event["description"]) for event in guessed)
    sure = [event for event in events if event not in guessed]
    assert sure
    assert not any("(ประมาณ" in str(event["summary"]) for event in sure)


def test_an_item_without_a_day_has_no_event_and_hides_no_other(
    office: Workspace, tmp_path: Path
) -> None:
    unit = office.year(YEAR).units[1]
    for code, due in (("O1", None), ("O2", date(2024, 3, 1)), ("O3", date(2024, 3, 2))):
        assignments.assign(office, YEAR, [code], [OwnerRef(unit_id=unit.id)], due)
    events = _written(office, tmp_path / "ปี.ics")
    items = {
        str(event["summary"]).split()[1]: event for key, event in events.items() if "item-" in key
    }
    assert {code: event.decoded("dtstart") for code, event in items.items()} == {
        "O2": date(2024, 3, 1),
        "O3": date(2024, 3, 2),
    }
    assert all(str(event["description"]) == f"ผู้รับผิดชอบ {unit.name}" for event in items.values())
    assert [len(event.walk("VALARM")) for event in items.values()] == [2, 2]


def test_a_units_calendar_has_the_times_of_its_measures_and_says_which_are_done(
    office: Workspace, tmp_path: Path
) -> None:
    unit, other = office.year(YEAR).units[1:3]
    new = {"items": ("I1",), "method": "**อบรม**\nเจ้าหน้าที่", "schedule": "ทุก 6 เดือน"}
    mine, _ = measures.add(
        office, YEAR, [new | {"owners": (OwnerRef(unit_id=one.id),)} for one in (unit, other)]
    )
    tracking.mark_done(office, YEAR, [TimeKey(mine, date(2024, 3, 31))], None)
    events = _written(office, tmp_path / "หน่วย.ics", unit)
    times = {key: event for key, event in events.items() if "measure-" in key}
    assert list(times) == [f"measure-{mine}-{number}@ita-desktop" for number in (1, 2)]
    assert [event.decoded("dtstart") for event in times.values()] == [
        date(2024, 3, 31),
        date(2024, 9, 30),
    ]
    first, second = (str(event["summary"]) for event in times.values())
    assert second == "ครบรอบมาตรการ อบรม เจ้าหน้าที่"
    assert first != second
    assert first.endswith(second), "what is done bears a mark before it"
    assert not any(event.walk("VALARM") for event in times.values())
    whole = _written(office, tmp_path / "ปี.ics")
    assert not any("measure-" in key for key in whole)


def test_a_unit_has_its_own_items_and_a_meeting_its_hour(office: Workspace, tmp_path: Path) -> None:
    unit, other = office.year(YEAR).units[1:3]
    for code, owner in (("O1", unit), ("O2", other)):
        assignments.assign(office, YEAR, [code], [OwnerRef(unit_id=owner.id)], date(2024, 3, 1))
    events = _written(office, tmp_path / "หน่วย.ics", unit)
    codes = [str(event["summary"]).split()[1] for key, event in events.items() if "item-" in key]
    assert codes == ["O1"]
    whole = _written(office, tmp_path / "ปี.ics")
    assert set(events) <= set(whole), "a unit's event is the year's event"
    alarms = [len(event.walk("VALARM")) for key, event in whole.items() if "item-" in key]
    assert sorted(alarms) == [0, 2], "one reminder a day"

    key = meetings.add(office, YEAR, bodies=[])
    meeting = office.year(YEAR).meeting_by_id[key]
    path = tmp_path / "ประชุม.ics"
    with pytest.raises(InputError, match="ยังไม่มีวัน"):
        calendar.write(office, office.year(YEAR), path, meeting=meeting)
    given = {"day": date(2024, 3, 20), "begins": "13:30", "ends": "16:00", "place": "ห้องประชุม 1"}
    meetings.edit(office, YEAR, [CellEdit(key, field, value) for field, value in given.items()])
    meeting = office.year(YEAR).meeting_by_id[key]
    calendar.write(office, office.year(YEAR), path, meeting=meeting)
    (event,) = _events(path).values()
    assert event.decoded("dtstart") == datetime(2024, 3, 20, 6, 30, tzinfo=UTC)
    assert event.decoded("dtend") == datetime(2024, 3, 20, 9, 0, tzinfo=UTC)
    assert str(event["location"]) == "ห้องประชุม 1"
    assert str(event["transp"]) == "OPAQUE", "she is busy then"
    assert {str(one["transp"]) for one in whole.values()} == {"TRANSPARENT"}


def test_what_is_done_says_so_and_reminds_nobody(office: Workspace, tmp_path: Path) -> None:
    unit = office.year(YEAR).units[1]
    owners = (OwnerRef(unit_id=unit.id),)
    for code in ("O1", "O2", "O3"):
        assignments.assign(office, YEAR, [code], owners, date(2024, 3, 1))
    points = office.year(YEAR).framework.item_by_code["O1"].requirements
    evidence.tick(office, YEAR, [point.code for point in points], met=True)
    new = {"items": ("I1",), "method": "**อบรม**", "schedule": "ทุก 6 เดือน", "owners": owners}
    (measure,) = measures.add(office, YEAR, [new])
    tracking.mark_done(office, YEAR, [TimeKey(measure, date(2024, 3, 31))], date(2024, 3, 5))
    events = _written(office, tmp_path / "หน่วย.ics", unit)
    told = [
        (
            event.decoded("dtstart"),
            str(event["summary"]).partition(" O")[0],
            str(event["description"]),
            len(event.walk("VALARM")),
        )
        for event_id, event in events.items()
        if not event_id.startswith("date-")
    ]
    owner = f"ผู้รับผิดชอบ {unit.name}"
    assert told == [
        (date(2024, 3, 1), "เสร็จแล้ว: กำหนดส่ง", owner, 0),
        (date(2024, 3, 1), "กำหนดส่ง", owner, 2),
        (date(2024, 3, 1), "กำหนดส่ง", owner, 0),
        (date(2024, 3, 31), "เสร็จแล้ว: ครบรอบมาตรการ อบรม", "ทุก 6 เดือน", 0),
        (date(2024, 9, 30), "ครบรอบมาตรการ อบรม", "ทุก 6 เดือน", 0),
    ]
    certain = {key: event for key, event in events.items() if not key.startswith("date-")}
    assert {str(event["status"]) for event in certain.values()} == {"CONFIRMED"}
    assert not any("measure-" in key for key in _written(office, tmp_path / "ปี.ics"))


def test_a_meeting_stands_in_the_place_of_the_day_that_announces_it(
    office: Workspace, tmp_path: Path
) -> None:
    day = date(2024, 3, 20)
    for title in ("ประชุมครั้งที่ 3", "วันงาน"):
        calendar.add(office, YEAR, title, day)
    later = calendar.add(office, YEAR, "ประชุมครั้งที่ 4", date(2024, 4, 20))

    def of_day() -> dict[str, Component]:
        events = _written(office, tmp_path / "ปี.ics").values()
        return {str(one["summary"]): one for one in events if one.decoded("dtstart") == day}

    assert set(of_day()) == {"ประชุมครั้งที่ 3", "วันงาน"}
    key = meetings.add(office, YEAR, day=day)
    given = {"title": "นัดพิเศษ", "begins": "", "ends": ""}
    meetings.edit(office, YEAR, [CellEdit(key, field, value) for field, value in given.items()])
    below = next(item for item in office.year(YEAR).agenda_of(key) if item.parent_id is None)
    agenda.add_agenda_item(office, YEAR, below.id, "ตรวจ **ร่าง**")
    events = of_day()
    assert len(events) == 2
    (name,) = events.keys() - {"วันงาน"}
    meeting = events[name]
    assert (name.startswith("ประชุม"), name.endswith("นัดพิเศษ")) == (True, True)
    assert "- ตรวจ ร่าง" in str(meeting["description"]).split("\n")
    assert below.title not in str(meeting["description"])
    assert (str(meeting["status"]), str(meeting["transp"])) == ("CONFIRMED", "TRANSPARENT")
    assert meeting.decoded("dtend") == date(2024, 3, 21)
    assert len(meeting.walk("VALARM")) == 2
    assert f"date-{later}@ita-desktop" in _written(office, tmp_path / "ปี.ics")

    meetings.edit(office, YEAR, [CellEdit(key, "begins", "9.30")])
    calendar.write(office, office.year(YEAR), tmp_path / "ปี.ics")
    (meeting,) = (one for uid, one in _events(tmp_path / "ปี.ics").items() if key in uid)
    assert meeting.decoded("dtstart") == datetime(2024, 3, 20, 2, 30, tzinfo=UTC)
    assert ("dtend" in meeting, str(meeting["transp"])) == (False, "OPAQUE")


def test_a_calendar_file_is_proposed_under_what_it_is_of(office: Workspace) -> None:
    meetings.add(office, YEAR)
    meetings.add(office, YEAR)
    data = office.year(YEAR)
    unit = next(unit for unit in data.units if unit.name == "ฝ่ายโยธา")
    proposed = calendar.proposed_name
    assert proposed(data) == "ปฏิทิน ITA 2567.ics"
    assert proposed(data, unit) == f"ปฏิทิน ITA 2567 {unit.label}.ics"
    assert proposed(data, meeting=data.meetings[1]) == "ประชุมครั้งที่ 2-2567.ics"
    both = replace(unit, name="ฝ่ายโยธา/ฝ่ายรายได้", short_name="")
    assert proposed(data, both) == "ปฏิทิน ITA 2567 ฝ่ายโยธา ฝ่ายรายได้.ics"


def test_an_invitation_names_the_matters_as_the_agenda_prints_them(
    office: Workspace, tmp_path: Path
) -> None:
    key = meetings.add(office, YEAR, day=date(2024, 1, 10))
    path, data = tmp_path / "ประชุม.ics", office.year(YEAR)
    calendar.write(office, data, path, meeting=data.meeting_by_id[key])
    (event,) = _events(path).values()
    assert "ประจำปีงบประมาณ พ.ศ. 2567" in str(event["description"])
    assert "{" not in str(event["description"])
