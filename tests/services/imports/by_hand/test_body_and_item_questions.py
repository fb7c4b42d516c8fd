"""Bodies and items that the year lacks are asked about: what they are, or a new body."""

import pytest

from ita_desktop.domain.answers import AnswerAbout
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.by_hand import used_answers
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.items import likeness
from ita_desktop.services.imports.name_questions import LEFT_OUT, NEW, NameAnswer
from ita_desktop.services.settings.import_answers import remembered
from tests.support.taken_in import plan_source, read_text

DUTIES = (("คณะ", "หน้าที่และอำนาจ"), ("ชุดเฉพาะกิจ", "รวบรวมข้อมูล"))
MEETINGS = (("ครั้งที่", "คณะที่ประชุม", "วันประชุม"), ("1", "ชุดเฉพาะกิจ", "10 พ.ย. 2567"))
BODY_KINDS = {"duties": DUTIES, "meetings": MEETINGS}
ITEMS = {
    "assignments": (("ข้อ", "ผู้รับผิดชอบ"), ("O44", "ทุกฝ่าย")),
    "evidence": (("ข้อ", "ลิงก์"), ("O44", "https://office.example/a")),
    "measures": (("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ"), ("I99", "ทำคู่มือ", "ทุกฝ่าย")),
    "analysis": (("ข้อ", "ประเด็นที่ต้องปรับปรุง"), ("I99", "ช้า")),
}


@pytest.mark.parametrize("kind", BODY_KINDS)
def test_an_unknown_body_is_asked_about_and_may_be_a_known_or_a_new_one(kind, plan, take_in, year):
    made = plan(kind, *BODY_KINDS[kind])
    (question,) = made.questions
    assert (question.about, question.name, question.answer) == (
        AnswerAbout.BODY,
        "ชุดเฉพาะกิจ",
        None,
    )
    assert {body.id for body in question.near} == {body.id for body in year().bodies}
    assert "ชุดเฉพาะกิจ" in made.skipped[0].why
    known = year().bodies[0]
    made = plan(kind, *BODY_KINDS[kind], answers={question.key: NameAnswer(body_id=known.id)})
    assert (made.added, made.skipped) == (1, ())
    made = take_in(kind, *BODY_KINDS[kind], answers={question.key: NEW})
    assert (made.added, made.skipped) == (1, ())
    body = next(body for body in year().bodies if body.name == "ชุดเฉพาะกิจ")
    if kind == "duties":
        assert [duty.text for duty in year().duties_of(body.id)] == ["รวบรวมข้อมูล"]
    else:
        assert [each.id for each in year().bodies_of_meeting(year().meetings[0].id)] == [body.id]


def test_a_new_body_is_made_only_with_a_row_that_is_taken(plan):
    made = plan("duties", *DUTIES, answers={"body:ชุดเฉพาะกิจ": NEW})
    assert len(made.writes()) == 2
    assert made.accept([]).writes() == []


def test_a_body_of_a_roster_is_new_unless_it_is_said_to_be_another(plan, take_in, year):
    table = (("คณะ", "ชื่อ", "บทบาท"), ("คณะช่วยงาน", "นายก ข", "กรรมการ"))
    (question,) = plan("roster", *table).questions
    assert question.answer == NEW
    known = year().bodies[0]
    take_in("roster", *table, answers={question.key: NameAnswer(body_id=known.id)})
    assert len(year().bodies) == 2
    assert [member.body_id for member in year().members] == [known.id]
    assert plan("roster", *table, answers={question.key: LEFT_OUT}).added == 0


@pytest.mark.parametrize("kind", ITEMS)
def test_an_unknown_item_is_asked_about_and_taken_for_the_one_that_is_named(kind, plan, year):
    made = plan(kind, *ITEMS[kind])
    (question,) = made.questions
    assert (question.about, question.answer) == (AnswerAbout.ITEM, None)
    assert (made.added, len(made.skipped)) == (0, 1)
    code = "O12" if kind in {"assignments", "evidence"} else "I1"
    made = plan(kind, *ITEMS[kind], answers={question.key: NameAnswer(item=code)})
    assert (made.added, made.skipped) == (1, ())
    assert any(cell.new.startswith(code) for change in made.changes for cell in change.cells)


def test_items_with_the_most_similar_titles_are_near(plan, year):
    title = year().framework.item_by_code["O12"].title
    made = plan("assignments", ("ข้อ", "ชื่อข้อ", "ผู้รับผิดชอบ"), ("O44", title, "ทุกฝ่าย"))
    (question,) = made.questions
    assert question.near[0].code == "O12"


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        ("แผนงาน", "แผน งาน", 1.0),
        ("แผนงาน", "คู่มือ", 0.0),
        ("กขค", "กขง", 0.5),
        ("ก", "ก", 1.0),
        ("ก", "ข", 0.0),
        ("ก", "กข", 0.0),
        ("", "กข", 0.0),
    ],
)
def test_titles_are_as_like_as_the_pairs_of_letters_that_they_share(text, other, expected):
    assert (likeness(text, other), likeness(other, text)) == (expected, expected)


def test_known_items_stay_beside_one_that_is_asked_about(plan):
    table = (("ข้อ", "วิธีการปฏิบัติ"), ("I1, I99", "ทำคู่มือ"))
    (question,) = plan("measures", *table).questions
    assert question.name == "I99"
    (change,) = plan("measures", *table, answers={question.key: NameAnswer(item="I2")}).changes
    assert change.cells[0].new == "I1 I2"


def test_answers_about_bodies_and_items_are_remembered(workspace, year):
    def take(rows, kind, **more):
        text = "\n".join("\t".join(row) for row in rows)
        source = ImportSource("ก.csv", tuple(read_text(text, "ก.csv")))
        plan = plan_source(workspace, 2568, kind, source, **more)
        apply_import(workspace, plan)
        return plan

    known = year().bodies[1]
    take(DUTIES, "duties", answers={"body:ชุดเฉพาะกิจ": NameAnswer(body_id=known.id)})
    take(ITEMS["assignments"], "assignments", answers={"item:o44": NameAnswer(item="O12")})
    kept = [(row.what, row.text, row.meaning) for row in remembered(year())]
    assert kept == [("คณะ", "ชุดเฉพาะกิจ", known.name), ("ข้อ", "O44", "O12")]
    assert year().import_answers[1].scope == year().framework.code
    later = take(((*DUTIES[0],), ("ชุดเฉพาะกิจ", "ประชุม")), "duties")
    assert (later.added, later.skipped) == (1, ())
    assert [answer.phrase for answer in used_answers(later)] == [f"“ชุดเฉพาะกิจ” คือ {known.name}"]
    later = take(ITEMS["evidence"], "evidence")
    assert [answer.phrase for answer in used_answers(later)] == ["“O44” คือ O12"]
    assert [row.item_code for row in year().evidence] == ["O12"]
