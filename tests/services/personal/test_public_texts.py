"""What was typed is asked about once: what is meant so is remembered, what changed is not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ita_desktop.documents.kinds import Format, Profile
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.meetings import Presence
from ita_desktop.domain.personal_data import FRAMEWORK, TypedData, typed_data
from ita_desktop.domain.personal_finding import FoundKind
from ita_desktop.domain.records import Evidence, new_id
from ita_desktop.domain.year import YearData
from ita_desktop.services import measures
from ita_desktop.services.documents import batch, exporting
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.personal_going_out import (
    PublicPaper,
    UndecidedError,
    located,
    of_papers,
    of_site,
    publish_on_purpose,
)
from ita_desktop.services.places import PageKey
from ita_desktop.services.public_page import plan_site
from ita_desktop.site.parts import SiteSource, choices_of
from ita_desktop.storage.workspace import Workspace
from tests.support import known_files

YEAR = 2568
PHONE, ID = "081-234-5678", "1-1017-00230-70-8"
TABLE = "measures-by-item"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workspace]:
    with known_files.opened_sample(tmp_path / "office.ita") as workspace:
        yield workspace


def typed(office: Workspace, text: str, field: str = "method", at: int = 3) -> str:
    """Types a line into a measure; returns its key."""
    measure = office.year(YEAR).measures[at]
    whole = f"{getattr(measure, field)}\n{text}".strip()
    measures.edit(office, YEAR, [CellEdit(measure.id, field, whole)])
    return measure.id


def printed(data: YearData, name: str, previous: YearData | None = None) -> list[TypedData]:
    context = exporting.ReportContext(data, previous)
    made = batch.chosen(context, {name: (Format.DOCX,)})
    return list(of_papers(PublicPaper(one.kind, one.context, one.formats) for one in made))


def test_the_sample_has_nothing_to_decide(office: Workspace) -> None:
    for year in office.years():
        assert typed_data(office.year(year.year)) == ()


def test_nothing_public_is_written_before_every_place_is_decided(
    office: Workspace, tmp_path: Path
) -> None:
    typed(office, f"โทร {PHONE} เลข {ID}")
    out = tmp_path / "out"
    context = exporting.context_of(office, office.year(YEAR))
    with pytest.raises(UndecidedError) as refused:
        exporting.export(context, TABLE, out, formats=[Format.DOCX])
    assert [one.text for one in refused.value.found] == [PHONE, ID]
    with pytest.raises(UndecidedError):
        batch.export(batch.chosen(context, {"minutes": (Format.DOCX,), TABLE: (Format.DOCX,)}), out)
    with pytest.raises(UndecidedError):
        exporting.save(context, TABLE, out / "a.docx", Format.DOCX)
    with pytest.raises(UndecidedError):
        plan_site(office, office.year(YEAR), out, choices_of())
    assert not out.exists()
    inside = replace(context, profile=Profile.INTERNAL)
    assert exporting.export(inside, TABLE, out, formats=[Format.DOCX]).files
    assert exporting.export(context, TABLE, out, formats=[Format.DOCX], as_typed=True).files


def test_a_decision_is_of_one_place_and_one_text(office: Workspace) -> None:
    typed(office, f"โทร {PHONE}")
    other = typed(office, f"โทร {PHONE}", at=5)
    first, second = printed(office.year(YEAR), TABLE)
    assert publish_on_purpose(office, YEAR, [first]) == 1
    assert [one.key for one in printed(office.year(YEAR), TABLE)] == [other]
    assert publish_on_purpose(office, YEAR, [second, first]) == 1
    assert printed(office.year(YEAR), TABLE) == []
    (measure,) = (one for one in office.year(YEAR).measures if one.id == other)
    # Regrouped it is the same number, with another digit it is not.
    for number, known in (("๐๘ ๑๒๓๔ ๕๖๗๘", True), ("081-234-5679", False)):
        text = measure.method.replace(PHONE, number)
        measures.edit(office, YEAR, [CellEdit(other, "method", text)])
        assert (printed(office.year(YEAR), TABLE) == []) is known
    with pytest.raises(InputError):
        publish_on_purpose(office, YEAR, [])


def test_a_decision_can_be_undone_and_keeps_no_number(office: Workspace) -> None:
    typed(office, f"โทร {PHONE}")
    (found,) = typed_data(office.year(YEAR))
    publish_on_purpose(office, YEAR, [found])
    (decision,) = office.year(YEAR).public_texts
    assert PHONE not in str(decision)
    assert len(decision.digest) == 4, "too short to find the number by trying all"
    assert "ตั้งใจให้เผยแพร่" in str(office.undo())
    assert [one.text for one in typed_data(office.year(YEAR))] == [PHONE]
    office.redo()
    assert typed_data(office.year(YEAR)) == ()


def test_what_no_public_paper_prints_is_not_asked_about(office: Workspace) -> None:
    typed(office, f"โทร {PHONE}", "note")
    data = office.year(YEAR)
    assert [one.column for one in typed_data(data)] == ["note"]
    assert printed(data, TABLE) == []
    assert of_site(SiteSource(data)) == ()


def test_a_name_typed_into_a_text_is_found_and_one_in_its_own_place_is_not(
    office: Workspace,
) -> None:
    person = office.year(YEAR).people[0]
    key = typed(office, f"ให้{person.full_name} ประสาน")
    data = office.year(YEAR)
    assert [(one.kind, one.key) for one in printed(data, TABLE)] == [(FoundKind.NAME, key)]
    for name in ("committee-roster", "appointment-order", "attendance", "minutes", "memo"):
        assert printed(data, name) == [], name


def test_minutes_name_people_and_the_brief_does_not(office: Workspace) -> None:
    data = office.year(YEAR)
    name = data.people[0].full_name
    item = next(one for one in data.agenda_items if one.minutes or one.detail)
    action = replace(data.action_items[0], text=f"ให้{name}ทำ", done=None)
    named = replace(
        data,
        agenda_items=tuple(
            replace(one, minutes=f"{name}แจ้งที่ประชุม") if one.id == item.id else one
            for one in data.agenda_items
        ),
        action_items=(action,),
    )
    assert printed(named, "minutes") == []
    assert {one.table for one in typed_data(named)} == {"agenda_item", "action_item"}
    assert {one.table for one in printed(named, "director-brief")} <= {"action_item"}


def test_why_somebody_did_not_come_may_tell_of_health(office: Workspace) -> None:
    data = office.year(YEAR)
    absent = [replace(one, presence=Presence.ABSENT, reason="ลาป่วย") for one in data.attendances]
    ill = replace(data, attendances=tuple(absent))
    assert {one.kind for one in printed(ill, "minutes")} == {FoundKind.HEALTH}


def test_contacts_that_the_office_publishes_are_no_finding(office: Workspace) -> None:
    data = office.year(YEAR)
    contacts = "โทร 0 2123 4567 office@example.go.th"
    data = replace(data, organisation=replace(data.organisation, address=contacts))
    measure = replace(data.measures[0], method="1. โทร 02-123-4567 หรือ OFFICE@example.go.th")
    assert typed_data(replace(data, measures=(measure,))) == ()
    about = next(item.code for item in data.framework.items
                 if any("ข้อมูลการติดต่อ" in need.text for need in item.requirements))  # fmt: skip
    row = Evidence(id=new_id(), year_id="", item_code=about, title=f"โทร {PHONE}", location="")
    assert typed_data(replace(data, evidence=(row,))) == ()
    (found,) = typed_data(replace(data, evidence=(replace(row, title=f"เลข {ID}"),)))
    assert found.kind is FoundKind.ID_NUMBER, "a person's number is no contact"
    other = next(item.code for item in data.framework.items_of("OIT") if item.code != about)
    assert typed_data(replace(data, evidence=(replace(row, item_code=other),)))


def test_a_framework_and_the_year_before_are_read_too(office: Workspace) -> None:
    data, previous = office.year(YEAR), office.year(YEAR - 1)
    chosen = data.framework.items_of("OIT")[3]
    items = tuple(
        replace(one, title=f"{one.title} {PHONE}") if one is chosen else one
        for one in data.framework.items
    )
    framework = replace(data.framework, items=items)
    (found,) = printed(replace(data, framework=framework), "oit-assignments")
    assert (found.table, located(data, found).place.page) == (FRAMEWORK, PageKey.YEAR)
    scores = tuple(replace(score, note=f"โทร {PHONE}") for score in previous.scores)
    assert not printed(data, "score-comparison", replace(previous, scores=scores)), "no level"
    items = tuple(replace(one, title=f"{one.title} {PHONE}") for one in previous.framework.items)
    before = replace(previous, framework=replace(previous.framework, items=items))
    of_before = printed(data, "analysis-by-item", before)
    assert {one.year for one in of_before} == {YEAR - 1}
    assert str(located(data, of_before[0]).where).startswith("ปี 2567")


def test_a_number_that_marks_hide_is_found_as_it_is_printed(office: Workspace) -> None:
    key = typed(office, "โทร **081**-234-\u200b5678")
    assert [(one.kind, one.key) for one in printed(office.year(YEAR), TABLE)] == [
        (FoundKind.TELEPHONE, key)
    ]


def test_a_name_in_the_place_of_a_post_is_asked_about_where_no_name_belongs(
    office: Workspace,
) -> None:
    data = office.year(YEAR)
    name = next(person.name for person in data.people if " " in person.name)
    owner, place = data.assignment_owners[0], data.members[0]
    with office.change("แก้") as change:
        change.update(owner, post=f"นาย{name}")
        change.update(place, post=f"แทนนาย{name}")
    found = {(one.table, one.key): one for one in typed_data(office.year(YEAR))}
    assert found["assignment_owner", owner.id].kind is FoundKind.NAME
    assert not found["assignment_owner", owner.id].of_people
    assert found["member", place.id].of_people
