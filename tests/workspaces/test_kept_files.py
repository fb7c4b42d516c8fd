"""Every workspace that a released program wrote opens in this one, with all that is in it."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from ita_desktop.domain.agenda import lines
from ita_desktop.domain.answers import AnswerAbout
from ita_desktop.domain.collection_rounds import RowFate
from ita_desktop.domain.documents import appointed_bodies, member_columns
from ita_desktop.domain.measure_cells import as_typed, items_of_finding, items_of_measure
from ita_desktop.domain.meetings import Presence
from ita_desktop.domain.oit.proofs import LinkFinding, LinkState
from ita_desktop.domain.records import Frequency, MeasureStatus, MemberKind, OwnerRole, Statement
from ita_desktop.domain.roster.committee import first_members
from ita_desktop.domain.scores.progress import State, item_progress, tree_of
from ita_desktop.domain.scores.results import Breakdown, RemarkState
from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.services.documents import wordings
from ita_desktop.services.scores import trials
from ita_desktop.storage.migrations import STEPS, schema_version
from ita_desktop.storage.workspace import Workspace
from tests.storage.schema import schema_of
from tests.workspaces.make import YEAR, make

FOLDER = Path(__file__).parent
SCHEMAS = range(1, schema_version() + 1)
KEPT = [FOLDER / f"schema-{version}.ita" for version in SCHEMAS]
Opened = Callable[[int], Workspace]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Gives the kept file of a schema, opened once for all who only read it."""
    workspaces: dict[int, Workspace] = {}

    def open_once(schema: int) -> Workspace:
        if schema not in workspaces:
            place = tmp_path_factory.mktemp("kept")
            path = Path(shutil.copy(FOLDER / f"schema-{schema}.ita", place))
            workspaces[schema] = Workspace.open(path)
        return workspaces[schema]

    yield open_once
    for workspace in workspaces.values():
        workspace.close()


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(request.param, tmp_path / "เขต.ita"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """The schemas that the steps make one after the other."""
    engine = create_engine(f"sqlite:///{tmp_path_factory.mktemp('made') / 'made.db'}")
    found = []
    with engine.begin() as connection:
        for step in STEPS:
            step(connection)
            found.append(schema_of(connection))
    engine.dispose()
    return found


@pytest.mark.in_turn
@pytest.mark.parametrize("schema", SCHEMAS)
def test_the_statements_of_a_released_schema_are_what_it_was(
    made: list[dict[str, object]], schema: int, tmp_path: Path
) -> None:
    copy = shutil.copy(FOLDER / f"schema-{schema}.ita", tmp_path / "kept.db")
    engine = create_engine(f"sqlite:///{copy}")
    with engine.connect() as released:
        assert made[schema - 1] == schema_of(released)
    engine.dispose()


NEW_IN = {
    2: {"answer", "group_figure", "respondent_comment"},
    3: {"scenario", "scenario_score"},
    4: {
        "appointment_order",
        "order_body",
        "order_change",
        "duty",
        "meeting",
        "meeting_body",
        "agenda_item",
        "agenda_attachment",
        "attendance",
        "action_item",
        "letter",
        "letter_recipient",
        "letter_attachment",
        "target",
        "wording",
        "office_file",
    },
    5: {
        "finding",
        "finding_item",
        "finding_source",
        "measure_finding",
        "tracking_round",
        "entry",
        "photo",
        "chapter",
        "column_widths",
    },
    7: {"assessor_remark"},
    8: {"figure_doubt", "document_choices"},
    9: {"tenure"},
    10: {"endorsement"},
    13: {"framework_confirmation"},
    14: {"import_answer"},
    16: {"survey_group", "survey_count", "survey_link", "survey_rule"},
    17: {"collection", "collection_unit"},
    18: {"link_proof", "mark_reason"},
    19: {"filing"},
    21: {"public_text"},
    24: {"action_item_owner"},
    25: {"returned_row"},
    26: {"returned_photo"},
    27: {"signed_paper"},
}
"""The tables that each schema brought: files of earlier ones have no row for them."""


@pytest.mark.in_turn
@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_kept_file_has_a_row_of_every_kind_that_its_schema_knew(
    opened: Opened, schema: int
) -> None:
    since = {table for version, tables in NEW_IN.items() if version > schema for table in tables}
    assert {table for table, rows in opened(schema).dump().items() if not rows} == since


@pytest.mark.in_turn
@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_kept_file_is_read_to_the_last_field(opened: Opened, schema: int) -> None:
    year = opened(schema).year(YEAR)
    assert year.organisation.name == "สำนักงานเขตตัวอย่าง"
    assert year.organisation.address == "ถนนตัวอย่าง"
    assert (
        next(unit for unit in year.units if unit.name == "โรงเรียนวัดตัวอย่าง").label == "ร.ร.วัดตัวอย่าง"
    )
    assert year.people[0].full_name == "นายตัวอย่าง หนึ่ง"
    first = [first_members(year, body.id) for body in year.bodies]
    assert [len(members) for members in first] == [1, 2]
    assert {member.kind for member in year.members} == set(MemberKind)

    assignment = year.assignment_by_item["O1"]
    assert (assignment.due, assignment.as_of) == (date(2024, 1, 31), date(2023, 12, 31))
    assert assignment.note == "บรรทัดหนึ่ง\nบรรทัดสอง"
    owners = year.owners_of_item("O1")
    assert [year.owner_label(owner) for owner in owners] == [
        "ฝ่ายปกครอง",
        "นายตัวอย่าง หนึ่ง",
        "ผู้อำนวยการเขต",
    ]
    assert [owner.role for owner in owners] == [
        OwnerRole.LEAD,
        OwnerRole.SUPPORT,
        OwnerRole.SUPPORT,
    ]
    (evidence,) = year.evidence_of("O1")
    assert evidence.title == "แผนผังโครงสร้าง"
    assert evidence.published == date(2024, 1, 15)
    assert year.met_requirements == {"O1.1", "O1.2"}

    (measure,) = year.measures
    assert [item.item_code for item in year.items_of_measure(measure.id)] == ["I1", "I2"]
    assert (measure.status, measure.frequency) == (MeasureStatus.DOING, Frequency.MONTHLY)
    assert measure.method == "1. ทำแผนผัง\n2. ติดประกาศ"
    assert "ประชุมคณะทำงาน ครั้งที่ 2" in {one.title for one in year.calendar}

    assert len(year.framework.items) == 40
    assert year.framework.levels.code == "letters"
    tree = tree_of(year)
    assert tree.nodes["IIT"].value == Decimal("98.88")
    assert tree.total.value is not None
    assert item_progress(year, date(2024, 2, 1))["O1"].state is State.LATE


def test_a_kept_result_is_read_to_the_last_field(opened: Opened) -> None:
    workspace = opened(2)
    year = workspace.year(YEAR)
    no, yes = year.answers_of("I3")[1], year.answers_of("I3")[0]
    assert (yes.label, yes.count, yes.percent) == ("มี", 3, Decimal("0.48"))
    assert (no.label, no.count, no.option) == ("ไม่มี", 623, 2)
    (everyone,) = year.figures_by(Breakdown.ALL)
    assert (everyone.node, everyone.count, everyone.value) == ("IIT", 626, None)
    assert [comment.text for comment in year.comments] == ["เพิ่มที่นั่งพักคอย"]


def test_what_was_tried_and_kept_is_read_to_the_last_field(opened: Opened) -> None:
    workspace = opened(3)
    year = workspace.year(YEAR)
    (scenario,) = year.scenarios
    assert scenario.name == "ยก E4 และ E5"
    assert trials.scores_of(year, scenario.id) == {
        "E4": Decimal("94.88"),
        "E5": Decimal(95),
    }


def test_the_papers_are_read_to_the_last_field(opened: Opened) -> None:
    workspace = opened(4)
    year = workspace.year(YEAR)
    (garuda,) = (file for file in year.office_files if file.name == wordings.GARUDA)
    picture = workspace.media(garuda.media)
    (attached,) = year.letter_attachments
    file = workspace.media(attached.media)
    order, amendment = year.orders
    assert (order.number, order.signed, order.amends_id) == ("12", date(2023, 11, 1), None)
    assert (amendment.amends_id, len(year.changes_of_order(amendment.id))) == (order.id, 2)
    assert [len(year.duties_of(body.id)) for body in year.bodies] == [7, 5]
    (meeting,) = year.meetings
    assert (meeting.number, meeting.day) == (1, date(2023, 11, 8))
    assert [line.number for line in lines(year.agenda_of(meeting.id))][:3] == ["1", "1.1", "1.2"]
    (action,) = year.actions_of(meeting.id)
    assert (action.text, action.due) == ("ส่งข้อมูล", date(2024, 1, 31))
    (letter,) = year.letters
    assert (letter.meeting_id, letter.order_id) == (meeting.id, order.id)
    assert year.target == Decimal("96.50")
    assert picture == b"picture"
    assert file == b"%PDF-1.7"


def test_the_record_of_measures_is_read_to_the_last_field(opened: Opened) -> None:
    workspace = opened(5)
    year = workspace.year(YEAR)
    (photo,) = year.photos
    picture = workspace.media(photo.media)
    (measure,) = year.measures
    (finding,) = year.findings_of_measure(measure.id)
    assert (finding.indicator, finding.issue) == ("1", "ขั้นตอนยังไม่ชัด")
    assert [item.item_code for item in year.items_of_finding(finding.id)] == ["I1"]
    assert [source.ref for source in year.sources_of(finding.id)] == ["I1"]
    assert year.measures_of_finding(finding.id) == (measure,)
    (half,) = year.rounds
    assert (half.first, half.last) == (date(2023, 10, 1), date(2024, 3, 31))
    (entry,) = year.entries_of(measure.id)
    assert (entry.occurrence, entry.participants) == (date(2023, 12, 31), 36)
    assert year.photos_of(entry.id) == (photo,)
    assert (photo.width, photo.height, picture) == (1600, 1200, b"picture of a meeting")
    assert [chapter.title for chapter in year.chapters] == ["ภาคผนวก"]
    assert [width.shares for width in year.column_widths] == ["30 40 15 15"]


def test_the_beginning_of_a_year_is_read_to_the_last_field(opened: Opened) -> None:
    workspace = opened(6)
    year = workspace.year(YEAR).fiscal_year
    assert (year.counts_from, year.left_out) == (date(2023, 12, 1), "meeting")


def test_the_register_of_people_is_read_to_the_last_field(opened: Opened) -> None:
    workspace = opened(9)
    year = workspace.year(YEAR)
    before, after = year.tenures
    assert (before.post, before.first, before.last) == ("ผู้อำนวยการเขต", None, date(2023, 12, 31))
    assert (before.note, after.acting, after.first) == ("เกษียณ", "รักษาราชการแทน", date(2024, 1, 1))
    assert year.person_by_id[after.person_id].full_name == "นางตัวอย่าง รักษาการ"
    assert year.unit_name(after.unit_id) == "สำนักงานเขต"
    (meeting,) = year.meetings
    recorder = year.person_by_id[meeting.recorder_id or ""]
    assert recorder.full_name == "นางสาวตัวอย่าง ผู้จด"
    assert [attendance.person_id for attendance in year.attendances].count(recorder.id) == 1
    assert [letter.acting_for for letter in year.letters] == ["ปฏิบัติราชการแทน ปลัดกรุงเทพมหานคร"]


def test_nobody_was_at_a_meeting_of_which_an_older_file_notes_nothing(opened: Opened) -> None:
    workspace = opened(7)
    texts = {attendance.presence for attendance in workspace.year(YEAR).attendances}
    assert texts == {Presence.UNKNOWN}
    assert workspace.year(YEAR).tenures == ()


def test_who_came_stays_where_an_older_file_notes_that_a_meeting_ended(tmp_path: Path) -> None:
    path = Path(shutil.copy(FOLDER / "schema-7.ita", tmp_path))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE meeting SET ends = '12:00'")
    with Workspace.open(path) as workspace:
        texts = {attendance.presence for attendance in workspace.year(YEAR).attendances}
    assert texts == {Presence.PRESENT}


def test_a_year_of_an_older_file_counts_from_its_first_day(opened: Opened) -> None:
    workspace = opened(5)
    year = workspace.year(YEAR).fiscal_year
    assert (year.counts_from, year.left_out) == (None, "")


def test_doubts_and_choices_are_read_to_the_last_field(opened: Opened) -> None:
    workspace = opened(8)
    year = workspace.year(YEAR)
    (doubt,) = year.doubts
    assert (doubt.node, doubt.text, doubt.settled) == ("EIT", "พิมพ์ไว้สองค่า", None)
    (choices,) = year.document_choices
    assert (choices.name, choices.chosen) == ("progress-report", "running-numbers")
    assert [measure.shares for measure in year.measures] == ["owners:1"]


def test_a_measure_of_an_older_file_shares_no_cell(opened: Opened) -> None:
    workspace = opened(7)
    assert [measure.shares for measure in workspace.year(YEAR).measures] == [""]


@pytest.mark.in_turn
def test_a_kept_files_history_goes_on(kept: Path) -> None:
    with Workspace.open(kept) as workspace:
        lines = workspace.edits.groups(100)
        assert lines[-1].label == "เริ่มแฟ้มใหม่ ปีงบประมาณ 2567"
        assert {line.who for line in lines[:-1]} == {"เจ้าหน้าที่ตัวอย่าง"}
        assert workspace.edits.redo_label == "แก้หมายเหตุ O3"
        before = workspace.dump()
        undone = 0
        while workspace.undo():
            undone += 1
        assert undone > 10
        assert workspace.dump()["score"] == workspace.dump()["measure"] == []
        for _ in range(undone):
            workspace.redo()
        assert workspace.dump() == before
        assert workspace.redo() == "แก้หมายเหตุ O3"
        assert workspace.year(YEAR).assignment_by_item["O3"].note == "จะถูกเลิกทำ"


@pytest.mark.in_turn
def test_a_kept_file_is_up_to_date_afterwards_and_one_file(kept: Path) -> None:
    Workspace.open(kept, backup_root=kept.parent / "b").close()
    assert int.from_bytes(kept.read_bytes()[60:64]) == schema_version()
    assert [path.name for path in kept.parent.iterdir() if path.name != "b"] == [kept.name]


def test_every_released_schema_has_its_file() -> None:
    assert sorted(FOLDER.glob("*.ita")) == sorted(KEPT)


@pytest.mark.in_turn
def test_the_script_still_makes_such_a_file(tmp_path: Path) -> None:
    make(tmp_path / "เขต.ita")
    with Workspace.open(tmp_path / "เขต.ita") as workspace:
        assert [table for table, rows in workspace.dump().items() if not rows] == []


@pytest.mark.in_turn
def test_a_first_meeting_of_an_older_file_resolves_nothing_about_minutes(tmp_path: Path) -> None:
    with Workspace.open(Path(shutil.copy(FOLDER / "schema-9.ita", tmp_path))) as workspace:
        items = workspace.year(YEAR).agenda_items
        first = next(item for item in items if item.title.startswith("ไม่มี เนื่องจาก"))
        assert first.resolution == ""
        assert any(item.resolution for item in items)
        # The history knows of it: all edits are undone, and done again.
        while workspace.undo():
            pass
        while workspace.redo():
            pass
        again = workspace.year(YEAR).agenda_items
        assert next(item for item in again if item.id == first.id).resolution == ""


@pytest.mark.in_turn
@pytest.mark.parametrize(("year", "source"), [(2568, ""), (2570, "2567")])
def test_a_year_of_an_older_file_is_a_draft_where_its_source_does_not_print_it(
    tmp_path: Path, year: int, source: str
) -> None:
    path = Path(shutil.copy(FOLDER / "schema-11.ita", tmp_path))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE fiscal_year SET year = ?", (year,))
    with Workspace.open(path) as workspace:
        data = workspace.year(year)
        assert data.fiscal_year.drafted_from == data.framework.drafted_from == source
        before = workspace.dump()
        while workspace.undo():
            pass
        while workspace.redo():
            pass
        assert workspace.year(year).fiscal_year.drafted_from == source
        assert workspace.dump().keys() == before.keys()


def test_what_was_confirmed_of_a_draft_is_read_to_the_last_field(opened: Opened) -> None:
    workspace = opened(13)
    year = workspace.year(YEAR)
    assert [confirmation.part for confirmation in year.confirmations] == ["item O1"]
    assert year.fiscal_year.drafted_from == ""


def test_a_remembered_answer_is_read_to_the_last_field(opened: Opened) -> None:
    workspace = opened(14)
    year = workspace.year(YEAR)
    (answer,) = year.import_answers
    assert (answer.about, answer.scope, answer.text, answer.answer) == (
        AnswerAbout.PERSON,
        "",
        "นายตัวอย่าง หนึง",
        "",
    )
    assert (answer.unit_id, answer.person_id) == (None, year.people[0].id)
    assert answer.decided == date(2023, 11, 20)


def test_what_a_unit_did_is_read_to_the_last_field(opened: Opened) -> None:
    workspace = opened(15)
    year = workspace.year(YEAR)
    unit = next(unit for unit in year.units if unit.name == "โรงเรียนวัดตัวอย่าง")
    assert {entry.unit_id for entry in year.entries} == {None, unit.id}
    (evidence,) = (row for row in year.evidence if row.unit_id is not None)
    assert (evidence.unit_id, evidence.part) == (unit.id, "2023-11")
    assert (evidence.statement, evidence.location) == (Statement.NOTHING, "")


def test_what_an_older_file_has_is_given_for_all_units(opened: Opened) -> None:
    workspace = opened(14)
    year = workspace.year(YEAR)
    assert {entry.unit_id for entry in year.entries} == {None}
    assert {(row.unit_id, row.part, row.statement) for row in year.evidence} == {
        (None, "", Statement.PUBLISHED)
    }


def test_surveys_are_read_to_the_last_field(opened: Opened) -> None:
    workspace = opened(16)
    year = workspace.year(YEAR)
    (group,), (count,), (link,) = year.survey_groups, year.survey_counts, year.survey_links
    unit = next(unit for unit in year.units if unit.name == "ฝ่ายโยธา")
    assert (group.instrument, group.unit_id, group.kind) == ("IIT", unit.id, "ลูกจ้าง")
    assert (group.population, group.required) == (45, None)
    assert (count.survey_group_id, count.day, count.answered) == (group.id, date(2024, 3, 1), 12)
    assert (link.url, link.languages) == ("https://survey.example.go.th/iit", "th en zh my")
    assert (link.opens, link.closes) == (date(2024, 2, 1), date(2024, 3, 31))
    assert [(rule.percent, rule.least) for rule in year.survey_rules][:2] == [
        (None, 400),
        (100, None),
    ]


def test_proofs_are_read_to_the_last_field(opened: Opened) -> None:
    workspace = opened(18)
    year = workspace.year(YEAR)
    (evidence,), (proof,) = (
        year.evidence_of("O3"),
        year.proofs_of("https://district.example/o1"),
    )
    kept = workspace.media(evidence.media), workspace.media(proof.media)
    assert kept == (b"%PDF-1.7 plan", b"<html>kept</html>")
    assert (evidence.point, evidence.as_of, evidence.size) == ("O3.1", date(2023, 12, 31), 13)
    assert (evidence.file_name, evidence.placed_by) == ("แผน.pdf", "นางสาวตัวอย่าง ผู้วาง")
    assert proof.found == (LinkFinding.THAI, LinkFinding.STATES_NOTHING)
    assert (proof.state, proof.reasons) == (LinkState.OK, {"day": "2023-12-31"})
    assert (proof.moment.hour, proof.status, proof.size) == (2, 200, 2048)
    assert year.mark_reason_by_item["O3"].text == "ส่งเป็นหนังสือแล้ว"


def test_evidence_of_an_older_file_has_no_file_and_was_never_checked(opened: Opened) -> None:
    workspace = opened(17)
    year = workspace.year(YEAR)
    assert {(row.media, row.as_of, row.placed_by) for row in year.evidence} == {("", None, "")}
    assert (year.link_proofs, year.mark_reasons) == ((), ())


def test_filings_and_rounds_of_remarks_are_read_to_the_last_field(opened: Opened) -> None:
    workspace = opened(19)
    year = workspace.year(YEAR)
    (filed,) = year.filings
    assert (filed.item_code, filed.filed) == ("O1", date(2024, 4, 1))
    assert filed.published == date(2024, 1, 15)
    assert filed.links
    assert filed.explanation.startswith("1. ")
    first, second = year.remarks_of("O1")[-2:]
    assert (first.text, first.day) == ("แผนผังไม่ครบทุกฝ่าย", date(2024, 4, 10))
    assert (first.answer, first.mend) == ("เพิ่มแล้ว", "ใส่ทุกฝ่าย")
    assert (first.proof, first.state) == ("https://district.example/o1b", RemarkState.MENDED)
    assert (second.text, second.state) == ("ไม่มีเบอร์โทรศัพท์", RemarkState.OPEN)


@pytest.mark.parametrize("schema", [7, 18])
def test_a_remark_of_an_older_file_is_the_first_round_of_its_item(
    schema: int, tmp_path: Path
) -> None:
    path = Path(shutil.copy(FOLDER / f"schema-{schema}.ita", tmp_path))
    with closing(sqlite3.connect(path)) as file:
        before = file.execute("SELECT id, node, text, row_version FROM assessor_remark").fetchall()
    with Workspace.open(path) as workspace:
        rows = workspace.year(YEAR).remarks
    assert before
    assert {(row.id, row.node, row.text, row.row_version) for row in rows} == set(before)
    assert {(row.day, row.answer, row.state) for row in rows} == {(None, "", RemarkState.OPEN)}


def test_what_is_meant_to_be_published_is_read_to_the_last_field(opened: Opened) -> None:
    year = opened(21).year(YEAR)
    (decision,) = year.public_texts
    assert decision.place == f"measure/{year.measures[0].id}/method"
    assert (decision.digest, decision.decided) == ("0a1b", date(2023, 11, 21))


def test_owners_as_typed_and_states_are_read_to_the_last_field(opened: Opened) -> None:
    year = opened(22).year(YEAR)
    owners = year.owners_of_item("O4")
    assert as_typed(year.assignment_by_item["O4"], owners) == "- ฝ่ายปกครอง /โรงเรียนวัดตัวอย่าง"
    assert EntryState.NOT_STARTED in {entry.state for entry in year.entries}


def test_items_as_typed_are_read_to_the_last_field(opened: Opened) -> None:
    year = opened(23).year(YEAR)
    assert items_of_measure(year, year.measures[0]).text == "I1-I2"
    assert items_of_finding(year, year.findings[0]).text == "ข้อ I1"


def test_collection_rounds_are_read_to_the_last_field(opened: Opened) -> None:
    workspace = opened(17)
    year = workspace.year(YEAR)
    (collection,), (form,) = year.collections, year.collection_units
    assert collection.subjects == ("oit", "measures")
    assert (collection.first, collection.due) == (date(2023, 10, 1), date(2024, 3, 15))
    assert (form.collection_id, form.version, form.untaken) == (collection.id, 1, 1)
    assert (form.rows, form.returned) == ('{"O/2567/O1/":{}}', date(2024, 3, 10))


def test_rows_of_a_returned_form_are_read_to_the_last_field(opened: Opened) -> None:
    (row,) = opened(25).year(YEAR).returned_rows
    assert (row.line, row.what, row.came) == (7, "O1 ข้อมูลพื้นฐาน", "ชื่อเอกสาร: โครงสร้าง")
    assert (row.why, row.fate) == ("ไม่ได้เลือกไว้", RowFate.OURS)
    assert json.loads(row.writes)[0]["set"] == {"title": "โครงสร้าง"}


def test_photographs_of_a_returned_form_are_read_to_the_last_field(opened: Opened) -> None:
    workspace = opened(26)
    (photo,) = workspace.year(YEAR).returned_photos
    assert photo in workspace.year(YEAR).returned_photos_of(photo.row_id)
    assert workspace.media(photo.media) == b"a photograph of a unit"
    assert (photo.file_name, photo.width, photo.height) == ("ภาพ.jpg", 1600, 1200)
    assert (photo.caption, photo.entry, photo.position) == ("อบรม", "x", 1)


def test_a_signed_paper_is_read_to_the_last_field(opened: Opened) -> None:
    workspace = opened(27)
    data = workspace.year(YEAR)
    (paper,) = data.signed_papers_of("appointment-order")
    order = data.order_by_id[paper.subject]
    assert workspace.media(paper.media) == b"%PDF-1.7 scan"
    assert workspace.media(paper.made) == b"%PDF-1.7"
    assert (paper.title, paper.number, paper.day) == ("คำสั่งแต่งตั้ง", "12/2566", order.signed)
    assert (paper.signed_by, paper.signed_post) == ("นายตัวอย่าง หนึ่ง", "ผู้อำนวยการเขตตัวอย่าง")
    assert paper.recipients == ("ฝ่ายปกครอง", "ฝ่ายโยธา")
    assert (paper.file_name, paper.made_on) == ("สแกน.pdf", date(2023, 11, 1))
    assert (paper.digits, paper.profile, paper.choices) == ("thai", "public", "due O1")
    (body,) = appointed_bodies(paper).values()
    assert body.members == (member_columns(data.members_of(body.id)[0]),)
    assert body.duties == ("ติดตาม",)
    assert data.letters[0].refers == "หนังสือ ที่ กท 1/2"


def test_the_details_of_an_assignment_are_read_and_no_older_one_has_any(tmp_path: Path) -> None:
    details = []
    for version in (27, 28):
        path = Path(shutil.copy(FOLDER / f"schema-{version}.ita", tmp_path))
        with Workspace.open(path) as workspace:
            details.append(workspace.year(YEAR).assignment_by_item["O1"].details)
    assert details == ["", "- แผนผัง\n- ผู้บริหาร"]


@pytest.mark.in_turn
def test_the_source_of_a_measure_is_read_and_no_older_one_has_any(tmp_path: Path) -> None:
    sources = []
    for version in (19, 20):
        path = Path(shutil.copy(FOLDER / f"schema-{version}.ita", tmp_path))
        with Workspace.open(path) as workspace:
            sources.append([measure.source for measure in workspace.year(YEAR).measures])
    assert sources == [[""], ["สำนักงานเขตสมมุติ ปีงบประมาณ พ.ศ. 2566"]]
