"""The year's calendar of dates."""

from datetime import date

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.years import calendar
from ita_desktop.storage.workspace import Workspace

YEAR = 2567


def _titles(office: Workspace) -> list[str]:
    return [calendar_date.title for calendar_date in office.year(YEAR).calendar]


def test_a_new_year_brings_the_usual_dates_in_order(office: Workspace) -> None:
    dates = office.year(YEAR).calendar
    assert len(dates) > 5
    assert [calendar_date.day for calendar_date in dates] == sorted(
        calendar_date.day for calendar_date in dates
    )
    assert all(
        date(2023, 10, 1) <= calendar_date.day <= date(2024, 9, 30) for calendar_date in dates
    )


def test_a_date_of_ones_own_takes_its_place_among_the_others(office: Workspace) -> None:
    key = calendar.add(office, YEAR, "  ประชุมคณะทำงาน\nครั้งที่ 2 ", date(2024, 3, 20))
    added = next(
        calendar_date for calendar_date in office.year(YEAR).calendar if calendar_date.id == key
    )
    assert (added.title, added.code) == ("ประชุมคณะทำงาน ครั้งที่ 2", "")
    assert office.edits.undo_label == "เพิ่มวันสำคัญ ประชุมคณะทำงาน ครั้งที่ 2"
    days = [calendar_date.day for calendar_date in office.year(YEAR).calendar]
    assert days == sorted(days)


def test_dates_are_moved_renamed_and_noted(office: Workspace) -> None:
    key = calendar.add(office, YEAR, "ประชุม", date(2024, 3, 20))
    calendar.edit(
        office,
        YEAR,
        [
            CellEdit(key, "day", date(2024, 4, 1)),
            CellEdit(key, "title", "ประชุมใหญ่"),
            CellEdit(key, "note", "ห้องประชุม 1\nชั้น 2"),
        ],
    )
    changed = next(
        calendar_date for calendar_date in office.year(YEAR).calendar if calendar_date.id == key
    )
    assert (changed.day, changed.title) == (date(2024, 4, 1), "ประชุมใหญ่")
    assert changed.note == "ห้องประชุม 1\nชั้น 2"
    assert office.edits.undo_label == "แก้วันสำคัญ ประชุม"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [("day", None, "ต้องมีวันที่"), ("title", " \u200b", "ยังไม่ได้บอกว่าเป็นวันอะไร")],
)
def test_a_date_needs_a_day_and_a_title(
    office: Workspace, field: str, value: object, says: str
) -> None:
    key = calendar.add(office, YEAR, "ประชุม", date(2024, 3, 20))
    before = office.dump()
    with pytest.raises(InputError, match=says):
        calendar.edit(office, YEAR, [CellEdit(key, "note", "ก"), CellEdit(key, field, value)])
    with pytest.raises(InputError, match="ยังไม่ได้บอกว่าเป็นวันอะไร"):
        calendar.add(office, YEAR, " ", date(2024, 3, 20))
    assert office.dump() == before


def test_dates_are_removed_in_one_step(office: Workspace) -> None:
    before = office.dump()
    titles = _titles(office)
    calendar.remove(
        office, YEAR, [calendar_date.id for calendar_date in office.year(YEAR).calendar[:2]]
    )
    assert _titles(office) == titles[2:]
    assert office.edits.undo_label == "เอาวันสำคัญออก 2 รายการ"
    office.undo()
    assert office.dump() == before
    calendar.remove(office, YEAR, ["nothing"])
    assert office.edits.undo_label is None, "nothing was done"


def test_a_date_that_somebody_removed_is_told(office: Workspace) -> None:
    with pytest.raises(InputError, match="ไม่พบวันสำคัญที่จะแก้"):
        calendar.edit(office, YEAR, [CellEdit("gone", "note", "ก")])


def test_dates_are_added_and_others_changed_in_one_step(office: Workspace) -> None:
    key = calendar.add(office, YEAR, "ประชุม", date(2024, 3, 20))
    before = _titles(office)
    new = [{"title": "อบรม", "day": date(2024, 5, 2)}]
    calendar.add_many(office, YEAR, new, edits=[CellEdit(key, "title", "ประชุมใหญ่")])
    assert sorted(_titles(office)) == sorted({*before, "อบรม", "ประชุมใหญ่"} - {"ประชุม"})
    office.undo()
    assert _titles(office) == before
