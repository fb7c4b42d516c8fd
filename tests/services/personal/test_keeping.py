"""What personal data a year holds, for how long the office keeps it, and when that is over."""

from datetime import date

import pytest

from ita_desktop.documents.kinds import Profile, ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.documents.reports import personal_register
from ita_desktop.domain.personal_data import REGISTER, USUAL, counts
from ita_desktop.domain.personal_marks import Personal
from ita_desktop.domain.records import Person
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.domain.scores.results import RespondentComment
from ita_desktop.services.checks import checking
from ita_desktop.services.documents import wordings
from ita_desktop.services.overview import OverKept, over_kept, overview
from ita_desktop.storage.workspace import Workspace

END = date(2024, 9, 30)
"""Of the fiscal year 2567."""


@pytest.fixture
def held(office: Workspace) -> Workspace:
    year = office.year(2567).fiscal_year.id
    with office.change("เพิ่ม") as change:
        change.insert(Person(id="p", prefix="นาย", name="ทดสอบ", phone="1"))
        change.insert(Person(id="q", prefix="นาย", name="ทดสอบ สอง"))
        change.insert(RespondentComment(id="c", year_id=year, instrument="IIT", text="ช้า"))
    return office


def rows_of(workspace: Workspace) -> dict[str, list[str]]:
    context = ReportContext(workspace.year(2567), None, Profile.PUBLIC, day=END)
    made = kind(REGISTER)
    [table] = [one for one in made.build(context, made.digits).blocks if hasattr(one, "rows")]
    cells = [
        ["".join(run.text for part in one.paragraphs for run in part.runs) for one in row.cells]
        for row in table.rows
    ]
    return {row[1]: row for row in cells}


def test_the_register_says_how_much_of_each_kind_and_until_when(held: Workspace) -> None:
    assert counts(held.year(2567))[Personal.COMMENT] == 1
    assert counts(held.year(2567))[Personal.NAME] == 2, "a title and a name are one"
    rows = rows_of(held)
    assert len(rows) == len(Personal) - 1, "each kind but none"
    assert rows["โทรศัพท์"][3] == "1"
    assert rows["ความเห็นของผู้ตอบแบบวัด"][3] == "1"
    assert rows["โทรศัพท์"][5:] == ["10", "2577"]


def test_the_office_sets_purpose_and_years(held: Workspace) -> None:
    name = f"{REGISTER}.{Personal.COMMENT}"
    wordings.put(held, 2567, name, "ความเห็น | ผล | ปรับปรุงงาน | ๒ ปี")
    assert rows_of(held)["ความเห็น"][4:] == ["ปรับปรุงงาน", "๒ ปี", "2569"]
    assert personal_register.years_of(held.year(2567))[Personal.COMMENT] == 2
    wordings.put(held, 2567, name, "ความเห็น | ผล | ปรับปรุงงาน | -")
    context = ReportContext(held.year(2567), None, Profile.PUBLIC, day=END)
    assert "ความเห็น" in str(personal_register.missing(context)[0].fields)


def test_a_year_over_its_time_is_told_until_it_holds_nothing_of_it(held: Workspace) -> None:
    name = f"{REGISTER}.{Personal.COMMENT}"
    wordings.put(held, 2567, name, "ความเห็น | ผล | ปรับปรุงงาน | 1")
    data, last, after = held.year(2567), date(2025, 9, 30), date(2025, 10, 1)
    assert over_kept(held, data, last) == ()
    assert over_kept(held, data, after) == (OverKept(2567, last),)
    seen = overview(data, None, tree_of(data), after, over_kept=over_kept(held, data, after))
    told = next(todo for todo in seen.todo if todo.place.target == REGISTER)
    assert (told.code, told.days_left) == ("2567", -1)
    assert "kept-too-long" in {issue.code for issue in checking.check(held, 2567, after)}
    with held.change("ลบ") as change:
        change.delete(data.comments[0])
    assert over_kept(held, held.year(2567), after) == ()


def test_the_shipped_rows_say_the_usual_years(held: Workspace) -> None:
    assert set(personal_register.years_of(held.year(2567)).values()) == {USUAL}
