"""Lists that name no body go where their roles say, else where their people are, else are asked."""

import pytest

from ita_desktop.exchange.source import read_pasted
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.name_questions import NameAnswer
from tests.support.taken_in import plan_source

BODY = ("คณะ", "ลำดับ", "ชื่อ - นามสกุล", "ตำแหน่ง", "บทบาท")
LIST = BODY[1:]
STEERING = (("คณะกรรมการอำนวยการ", "1", "", "ผู้อำนวยการเขต", "ประธานกรรมการ"),)
GROUP = tuple(
    ("คณะทำงาน", str(at), name, "ครู", "คณะทำงาน")
    for at, name in enumerate(("นายก ข", "นายค ง", "นายจ ฉ"), 1)
)


def bodies(year):
    """The names of each body's members."""
    return {
        body.name: [
            getattr(year.person_by_id.get(member.person_id), "name", member.post)
            for member in year.members_of(body.id)
        ]
        for body in year.bodies
    }


@pytest.mark.parametrize(
    "roles", [("คณะทำงาน",) * 3, ("ประธานคณะทำงาน", "", ""), ("", "", "คณะทำงาน")]
)
def test_the_roles_of_a_list_say_whose_it_is(take_in, year, roles):
    rows = [(*row[1:-1], role) for row, role in zip(GROUP, roles, strict=True)]
    made = take_in("roster", LIST, *rows)
    assert (made.skipped, made.questions) == ((), ())
    assert bodies(year()) == {"คณะกรรมการอำนวยการ": [], "คณะทำงาน": ["ก ข", "ค ง", "จ ฉ"]}


def test_two_lists_below_one_another_are_two_bodies(take_in, year):
    take_in("roster", LIST, *(row[1:] for row in (*STEERING, *GROUP)))
    assert list(bodies(year()).values()) == [["ผู้อำนวยการเขต"], ["ก ข", "ค ง", "จ ฉ"]]


def test_without_roles_it_goes_where_most_of_its_people_are(take_in, year):
    take_in("roster", BODY, *STEERING, *GROUP)
    made = take_in("roster", LIST[:-1], *(row[1:-1] for row in GROUP), ("4", "นายช ซ", "ครู"))
    assert (made.added, made.changed) == (1, 0)
    assert bodies(year())["คณะทำงาน"] == ["ก ข", "ค ง", "จ ฉ", "ช ซ"]


def test_what_nothing_tells_is_asked_and_nobody_is_put_anywhere(take_in, plan, year):
    rows = [row[1:-1] for row in GROUP]
    made = take_in("roster", LIST[:-1], *rows)
    assert (made.changes, len(made.skipped)) == ((), 3)
    assert {skipped.template for skipped in made.skipped} == {"ไม่รู้ว่าอยู่ในคณะใด"}
    (question,) = made.questions
    answers = {question.key: NameAnswer(body_id=year().bodies[1].id)}
    assert plan("roster", LIST[:-1], *rows, answers=answers).added == 3


@pytest.mark.parametrize(
    "rows",
    [
        [(f"{at}. {name}", "ครู", "คณะทำงาน") for at, (_, _, name, _, _) in enumerate(GROUP, 1)],
        [(str(at), name, "ครู", "คณะทำงาน") for at, (_, _, name, _, _) in enumerate(GROUP, 1)],
        [(name, "ครู", "ฝ่ายโยธา", "คณะทำงาน") for _, _, name, _, _ in GROUP],
    ],
    ids=["numbers before names", "numbers apart", "units"],
)
def test_a_list_without_headings_is_known_by_names_and_roles(workspace, year, rows):
    source = read_pasted([("รายชื่อคณะทำงาน ITA ปีงบประมาณ พ.ศ. 2568",), *rows], "รายชื่อ")
    (part,) = find_parts([source], fiscal_year=2568)
    assert part.kind == "roster"
    plan = plan_source(workspace, 2568, "roster", part.source)
    assert plan.skipped == ()
    apply_import(workspace, plan)
    assert list(bodies(year()).values())[1] == ["ก ข", "ค ง", "จ ฉ"]
    assert {member.post for member in year().members} == {"ครู"}
    assert {member.role for member in year().members} == {"คณะทำงาน"}


def test_members_of_an_order_without_roles_for_all_are_no_such_list():
    rows = [("1. นายก ข", "ครู", "คณะทำงาน"), ("2. นายค ง", "ครู", "โทร. 5501")]
    assert read_pasted(rows, "รายชื่อ").sheets[0].rows[0].values == rows[0]


@pytest.mark.parametrize("titles", [(), (("รายชื่อคณะกรรมการอำนวยการ",),)])
def test_roles_without_a_title_are_a_body_and_wait(workspace, year, titles):
    rows = [
        ("1", "นายก ข", "ผู้อำนวยการเขต", "ประธานกรรมการ"),
        ("2", "นายค ง", "หัวหน้าฝ่ายปกครอง", "กรรมการและเลขานุการ"),
    ]
    heads = ("ที่", "ชื่อ-สกุล", "ตำแหน่ง", "บทบาท")
    source = read_pasted([*titles, heads, *rows], "รายชื่อ.xlsx")
    (part,) = find_parts([source], fiscal_year=2568)
    assert (part.kind, part.is_taken) == ("roster", bool(titles))
    apply_import(workspace, plan_source(workspace, 2568, "roster", part.source))
    assert bodies(year()) == {"คณะกรรมการอำนวยการ": ["ก ข", "ค ง"], "คณะทำงาน": []}
