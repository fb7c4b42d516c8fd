"""Papers as other offices write them: what is sure comes in, everything else is told."""

from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from ita_desktop.documents.content import Paragraph
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.domain.text import Digits, to_arabic, to_thai
from ita_desktop.services.imports.found.series import ImportSeries
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.plan import ImportPlan
from ita_desktop.storage.workspace import Workspace
from tests.exchange.files.word.made import p, tbl, tr, word
from tests.support.taken_in import plan_file

TAB = "<w:r><w:tab/></w:r>"


def lined(*texts: str) -> str:
    """A paragraph of texts with tabs between them."""
    return p(TAB.join(f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>" for text in texts))


def paragraphs(*texts: str) -> str:
    return "".join(map(p, texts))


def plan_import_of(
    workspace: Workspace, folder: Path, kind: str, body: str, **more: Any
) -> ImportPlan:
    """What taking in the list of one kind in a document would do."""
    path = folder / "คำสั่ง.docx"
    path.write_bytes(word(body))
    return plan_file(workspace, 2568, kind, path, **more)


def told(series: ImportSeries) -> str:
    plans = [part.plan for part in series.parts if part.plan is not None]
    remarks = [one for plan in plans for one in (*plan.warnings, *plan.flaws, *plan.skipped)]
    return "\n".join(remark.why for remark in remarks)


TITLE = "แต่งตั้งคณะทำงานขับเคลื่อน ITA ประจำปีงบประมาณ พ.ศ. 2568"
MEMBERS = (
    ("1.1", "ผู้อำนวยการเขตตัวอย่าง", "", "ประธานคณะทำงาน"),
    ("1.2", "นางสาวสมมติ หนึ่ง", "นักจัดการงานทั่วไปชำนาญการ ฝ่ายปกครอง", "คณะทำงาน"),
    ("1.3", "ว่าที่ร้อยตรีสมมติ สอง", "ครู โรงเรียนวัดสมมติ", "คณะทำงานและเลขานุการ"),
)
DUTIES = ("จัดทำแผนการดำเนินงาน", "ติดตามและรายงานผลต่อผู้อำนวยการเขต")


def members_as_tabs() -> str:
    lines = []
    for number, name, post, role in MEMBERS:
        lines.append(lined(f"{number} {name}", role))
        lines += [lined(post)] if post else []
    return "".join(lines)


def members_as_words() -> str:
    return "".join(p(" ".join(filter(None, member))) for member in MEMBERS)


def members_as_table() -> str:
    rows = []
    for number, name, post, role in MEMBERS:
        rows.append(tr(number, name, role))
        rows += [tr("", post, "")] if post else []
    return tbl(*rows)


def members_as_columns() -> str:
    return tbl(*(tr(*member) for member in MEMBERS))


def members_as_many_columns() -> str:
    """The unit in a column of its own, and an empty one behind the roles."""
    split = (
        ("", ""),
        ("นักจัดการงานทั่วไปชำนาญการ", "ฝ่ายปกครอง"),
        ("ครู", "โรงเรียนวัดสมมติ"),
    )
    rows = zip(MEMBERS, split, strict=True)
    return tbl(*(tr(*member[:2], *post, member[-1], "") for member, post in rows))


def order(members: str, number: str, day: str, consists: str, duties: str, name: str) -> str:
    return "".join(
        (
            p("คำสั่งสำนักงานเขตตัวอย่าง"),
            p(number),
            p(f"เรื่อง {TITLE}"),
            p("______________"),
            p("อาศัยอำนาจตามมาตรา 69 แห่งพระราชบัญญัติระเบียบบริหารราชการ"),
            p("เพื่อให้การดำเนินงานเรียบร้อย จึงแต่งตั้งคณะทำงาน ดังนี้"),
            p(consists),
            members,
            p(duties),
            *(p(f"{at}) {duty}") for at, duty in enumerate(DUTIES, 1)),
            p("ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป"),
            p(day),
            p(f"({name})"),
            p("ผู้อำนวยการเขตตัวอย่าง"),
        )
    )


HABITS = list(
    product(
        (
            members_as_tabs,
            members_as_words,
            members_as_table,
            members_as_columns,
            members_as_many_columns,
        ),
        (False, True),
        ("1. คณะทำงาน ประกอบด้วย", "คณะทำงาน ประกอบด้วย", "1. คณะทำงาน"),
        ("มีหน้าที่ ดังนี้", "ให้คณะทำงานมีอำนาจหน้าที่ดังต่อไปนี้", "โดยมีหน้าที่ดังนี้"),
    )
)


@pytest.mark.in_turn
@pytest.mark.parametrize(("members", "thai", "consists", "duties"), HABITS)
def test_an_order_of_another_office_is_taken_whole(
    taken: Callable[[str], ImportSeries],
    year: Callable[[], Any],
    members: Callable[[], str],
    thai: bool,
    consists: str,
    duties: str,
) -> None:
    body = order(
        members(), "ที่ 77/2567", "สั่ง ณ วันที่ 8 พฤศจิกายน พ.ศ. 2567", consists, duties, "นายสมมติ ศูนย์"
    )
    series = taken(
        to_thai(body).replace("๖๙ แห่ง", "69 แห่ง") if thai and "xml" not in body else body
    )
    data = year()
    (new,) = data.orders
    assert (new.number, new.signed, new.title) == ("77", date(2024, 11, 8), TITLE)
    assert new.ground.startswith("อาศัยอำนาจตามมาตรา 69")
    assert new.purpose.endswith("จึงแต่งตั้งคณะทำงาน ดังนี้")
    assert new.signatory_post == "ผู้อำนวยการเขตตัวอย่าง"
    assert data.person_by_id[new.signatory_id].full_name == "นายสมมติ ศูนย์"
    (body_of,) = data.bodies_of_order(new.id)
    listed = [
        (
            getattr(data.person_by_id.get(member.person_id), "full_name", ""),
            member.post,
            member.role,
        )
        for member in data.members_of(body_of.id)
    ]
    assert [name or post for name, post, _ in listed] == [
        "ผู้อำนวยการเขต",
        "นางสาวสมมติ หนึ่ง",
        "ว่าที่ร้อยตรีสมมติ สอง",
    ]
    assert [role for _, _, role in listed] == [role for *_, role in MEMBERS]
    assert [post.split(" ")[0] for _, post, _ in listed[1:]] == ["นักจัดการงานทั่วไปชำนาญการ", "ครู"]
    assert [duty.text for duty in data.duties_of(body_of.id)] == list(DUTIES)
    assert "ไม่ได้นำเข้าข้อความ" not in told(series)


@pytest.mark.parametrize("numbers", [("1", "2"), ("๑.", "๒."), ("1)", "2)")])
def test_the_duties_may_be_a_table_and_the_lines_be_of_one_paragraph(
    taken: Callable[[str], ImportSeries], year: Callable[[], Any], numbers: tuple[str, str]
) -> None:
    def broken(*texts: str) -> str:
        return p("<w:r><w:br/></w:r>".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in texts))

    body = (
        broken("คำสั่งสำนักงานเขตตัวอย่าง", "ที่ 77/2567", f"เรื่อง {TITLE}")
        + p("ด้วยมีการประเมิน")
        + p("จึงแต่งตั้งคณะทำงาน ดังนี้")
        + broken("1. คณะทำงาน ประกอบด้วย", *(" ".join(filter(None, one)) for one in MEMBERS))
        + p("มีหน้าที่ ดังนี้")
        + tbl(*(tr(number, duty) for number, duty in zip(numbers, DUTIES, strict=True)))
        + broken("สั่ง ณ วันที่ 8 พฤศจิกายน พ.ศ. 2567", "(นายสมมติ ศูนย์)", "ผู้อำนวยการเขตตัวอย่าง")
    )
    series = taken(body)
    data = year()
    (new,) = data.orders
    (body_of,) = data.bodies_of_order(new.id)
    assert (new.number, new.signed) == ("77", date(2024, 11, 8))
    assert [member.role for member in data.members_of(body_of.id)] == [one[-1] for one in MEMBERS]
    assert [duty.text for duty in data.duties_of(body_of.id)] == list(DUTIES)
    assert told(series) == ""
    assert all(not part.writes for part in taken(body).parts)


def test_a_list_with_headings_is_of_the_year_of_its_order(
    taken: Callable[[str], ImportSeries],
) -> None:
    members = tbl(tr("ลำดับ", "ชื่อ-สกุล", "ตำแหน่ง", "หน้าที่"), *(tr(*one) for one in MEMBERS))
    body = order(
        members,
        "ที่ 7/2566",
        "สั่ง ณ วันที่ 8 พฤศจิกายน 2565",
        "คณะทำงาน ประกอบด้วย",
        "มีหน้าที่",
        "นายสมมติ ศูนย์",
    ).replace("พ.ศ. 2568", "พ.ศ. 2566")
    years = {planned.part.kind: planned.part.year for planned in taken(body).parts}
    assert years == {"roster": 2566, "duties": 2566, "orders": 2566}


def test_each_of_two_orders_appoints_its_own_bodies(
    taken: Callable[[str], ImportSeries], year: Callable[[], Any]
) -> None:
    first = order(members_as_words(), "ที่ 1/2567", "สั่ง ณ วันที่ 8 พฤศจิกายน พ.ศ. 2567",
                  "คณะทำงาน ประกอบด้วย", "มีหน้าที่ ดังนี้", "นายสมมติ ศูนย์")  # fmt: skip
    second = (
        p("คำสั่งสำนักงานเขตตัวอย่าง")
        + p("ที่ 2/2567")
        + p("เรื่อง แต่งตั้งคณะกรรมการอำนวยการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2568")
        + p("เพื่อให้การดำเนินงานเรียบร้อย จึงแต่งตั้งคณะกรรมการ ดังนี้")
        + p("คณะกรรมการอำนวยการ ประกอบด้วย")
        + p("1. หัวหน้าฝ่ายปกครอง ประธานกรรมการ")
        + p("สั่ง ณ วันที่ 9 พฤศจิกายน พ.ศ. 2567")
    )
    memo = p("บันทึกข้อความ") + p("ส่วนราชการ ฝ่ายปกครอง") + p("เรื่อง ส่งคำสั่ง") + p("เรียน ผู้อำนวยการเขต")
    body = memo + first + second
    taken(body)
    data = year()
    assert {
        new.number: [one.name for one in data.bodies_of_order(new.id)] for new in data.orders
    } == {"1": ["คณะทำงาน"], "2": ["คณะกรรมการอำนวยการ"]}
    assert [len(data.members_of(body.id)) for body in data.bodies] == [1, 3]
    assert all(not part.writes for part in taken(body).parts)


def test_the_members_of_two_orders_go_into_the_years_of_these(
    taken: Callable[[str], ImportSeries],
) -> None:
    new = order(members_as_words(), "ที่ 2/2567", "สั่ง ณ วันที่ 8 พฤศจิกายน พ.ศ. 2567",
                "คณะทำงาน ประกอบด้วย", "มีหน้าที่ ดังนี้", "นายสมมติ ศูนย์")  # fmt: skip
    old = new.replace("พ.ศ. 2567", "พ.ศ. 2566").replace("พ.ศ. 2568", "พ.ศ. 2567")
    parts = [planned.part for planned in taken(old.replace("2/2567", "1/2566") + new).parts]
    for name in ("roster", "duties", "orders"):
        assert [part.year for part in parts if part.kind == name] == [2567, 2568]


def test_what_an_order_lacks_is_told(
    taken: Callable[[str], ImportSeries], year: Callable[[], Any]
) -> None:
    body = order(
        members_as_table(),
        "ที่        /2567",
        "สั่ง ณ วันที่         พฤศจิกายน พ.ศ. 2567",
        "คณะทำงาน ประกอบด้วย",
        "มีหน้าที่ ดังนี้",
        "สมมติ ศูนย์",
    )
    series = taken(body + p("หมายเหตุที่ไม่มีในแบบ"))
    (new,) = year().orders
    assert (new.number, new.signed, new.signatory_id) == ("", None, None)
    assert "สมมติ ศูนย์" in told(series)
    assert "หมายเหตุที่ไม่มีในแบบ" in told(series)


@pytest.mark.parametrize(
    "office", ["อำเภอเมืองจำลอง", "หอศิลป์จำลอง", "โรงเรียนวัดสมมติ", "โรงเรียนสมมติของเรา"]
)
def test_an_order_is_of_whom_its_first_line_names(
    workspace: Workspace,
    taken: Callable[[str], ImportSeries],
    year: Callable[[], Any],
    office: str,
) -> None:
    with workspace.change("เพิ่ม") as change:
        change.insert(Unit(id="own", name="โรงเรียนสมมติของเรา", kind=UnitKind.SCHOOL))
    body = order(members_as_columns(), "ที่ 55/2567", "สั่ง ณ วันที่ 8 พฤศจิกายน พ.ศ. 2567",
                 "คณะทำงาน ประกอบด้วย", "มีหน้าที่ ดังนี้", "นายสมมติ ศูนย์")  # fmt: skip
    body = body.replace("คำสั่งสำนักงานเขตตัวอย่าง", f"คำสั่ง{office}")
    series = taken(body.replace("ผู้อำนวยการเขตตัวอย่าง", f"หัวหน้า{office}"))
    ours = office == "โรงเรียนสมมติของเรา"  # a school that is none of the units is of others
    assert (len(year().orders), bool(year().members)) == (ours, ours)
    offices = {each.part.belief.office for each in series.parts}
    assert offices == ({""} if ours else {office})


@pytest.mark.parametrize("post", ["นายกเทศมนตรีตำบลจำลอง", "ผู้ว่าราชการจังหวัดจำลอง", "อธิบดีกรมจำลอง"])
def test_an_order_is_of_whom_its_signer_is_of(
    taken: Callable[[str], ImportSeries], year: Callable[[], Any], post: str
) -> None:
    body = order(members_as_columns(), "ที่ 55/2567", "สั่ง ณ วันที่ 8 พฤศจิกายน พ.ศ. 2567",
                 "คณะทำงาน ประกอบด้วย", "มีหน้าที่ ดังนี้", "นายสมมติ ศูนย์")  # fmt: skip
    body = body.replace("คำสั่งสำนักงานเขตตัวอย่าง", "คำสั่งสำนักงานเขต")
    series = taken(body.replace("<w:t>ผู้อำนวยการเขตตัวอย่าง</w:t>", f"<w:t>{post}</w:t>"))
    assert (len(year().orders), bool(year().members)) == (0, False)
    assert {each.part.belief.office for each in series.parts} == {f"หน่วยงานของ{post}"}


def test_an_amending_order_appoints_nobody(
    taken: Callable[[str], ImportSeries], year: Callable[[], Any]
) -> None:
    series = taken(
        p("คำสั่งสำนักงานเขตตัวอย่าง")
        + p("ที่ 90/2568")
        + p("เรื่อง แก้ไขเพิ่มเติมคำสั่งแต่งตั้งคณะทำงาน")
        + p("ตามที่ได้มีคำสั่งแต่งตั้ง นั้น")
        + tbl(tr("หัวคอลัมน์", "อื่น"), tr("ก", "ข"))
    )
    assert year().orders == ()
    del series


@pytest.mark.parametrize("verb", ["ปรับปรุง", "เปลี่ยนแปลง", "ยกเลิกและแต่งตั้ง"])
def test_an_order_that_appoints_anew_is_no_amendment(
    taken: Callable[[str], ImportSeries], year: Callable[[], Any], verb: str
) -> None:
    body = order(members_as_words(), "ที่ 91/2568", "สั่ง ณ วันที่ 8 มกราคม พ.ศ. 2568",
                 "คณะทำงาน ประกอบด้วย", "มีหน้าที่ ดังนี้", "นายสมมติ ศูนย์")  # fmt: skip
    title = f"{verb}คณะทำงาน ITA ประจำปีงบประมาณ พ.ศ. 2568"
    series = taken(body.replace(TITLE, title))
    (new,) = year().orders
    assert (new.number, new.title) == ("91", title)
    assert "แก้ไขคำสั่งเดิม" not in told(series)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("เปลี่ยนแปลงคณะทำงาน ITA", "จึงให้ยกเลิกความในข้อ 2.4 และแต่งตั้งใหม่ดังนี้"),
        ("แต่งตั้งคณะทำงาน ITA เพิ่มเติม", "จึงแต่งตั้งคณะทำงานเพิ่มเติม ดังนี้"),
    ],
)
def test_an_order_that_changes_some_members_makes_no_body_of_its_words(
    taken: Callable[[str], ImportSeries], year: Callable[[], Any], title: str, text: str
) -> None:
    before = {body.name for body in year().bodies}
    series = taken(
        p("คำสั่งสำนักงานเขตตัวอย่าง")
        + p("ที่ 20/2568")
        + p(f"เรื่อง {title}")
        + p("ตามคำสั่งสำนักงานเขตตัวอย่าง ที่ 126/2567 แต่งตั้งคณะทำงานฯ นั้น เนื่องจากมีข้าราชการย้าย")
        + p(text)
        + lined("1. นางสาวสมมติ เก้า นักวิชาการศึกษา", "คณะทำงาน")
        + p("สั่ง ณ วันที่ 3 กุมภาพันธ์ พ.ศ. 2568")
    )
    assert (year().orders, year().members) == ((), ())
    assert {body.name for body in year().bodies} == before
    assert "แก้ไขคำสั่งเดิม" in told(series)


@pytest.mark.parametrize("purpose", ["แต่งตั้งคณะทำงาน", "แก้ไขคำสั่งดังกล่าว"])
def test_the_list_of_an_amending_order_is_left_to_be_chosen(
    taken: Callable[[str], ImportSeries], year: Callable[[], Any], purpose: str
) -> None:
    """It may have a part of the members alone, whatever word it appoints these with."""
    body = order(members_as_words(), "ที่ 91/2568", "สั่ง ณ วันที่ 8 มกราคม พ.ศ. 2568",
                 "คณะทำงาน ประกอบด้วย", "มีหน้าที่ ดังนี้", "นายสมมติ ศูนย์")  # fmt: skip
    before = year()
    title = "แก้ไขเพิ่มเติมคำสั่งแต่งตั้งคณะทำงาน ITA ประจำปีงบประมาณ พ.ศ. 2568"
    series = taken(body.replace(TITLE, title).replace("จึงแต่งตั้งคณะทำงาน", f"จึง{purpose}"))
    assert year() == before
    assert {part.part.kind for part in series.parts} == {"roster", "duties"}
    for part in series.parts:
        assert part.plan is not None
        assert part.plan.changes
        assert "อาจไม่ครบทั้งคณะ" in " ".join(doubt.why for doubt in part.doubts)
    assert "แก้ไขคำสั่งเดิม" in told(series)


@pytest.mark.parametrize("kind", ["roster", "duties"])
@pytest.mark.parametrize("whole", [False, True])
def test_the_list_of_an_amending_order_is_left_unticked_where_its_kind_was_chosen(
    workspace: Workspace, tmp_path: Path, kind: str, whole: bool
) -> None:
    """Nor is anybody removed that it lacks."""
    given = [
        order(members_as_words(), "ที่ 91/2568", "สั่ง ณ วันที่ 8 มกราคม พ.ศ. 2568",
              "คณะทำงาน ประกอบด้วย", "มีหน้าที่ ดังนี้", "นายสมมติ ศูนย์")
    ]  # fmt: skip
    title = "แก้ไขเพิ่มเติมคำสั่งแต่งตั้งคณะทำงาน ITA ประจำปีงบประมาณ พ.ศ. 2568"
    given.append(given[0].replace(TITLE, title).replace("สมมติ หนึ่ง", "สมมติ สิบ"))
    given[1] = given[1].replace(DUTIES[0], "จัดประชุม")
    apply_import(workspace, plan_import_of(workspace, tmp_path, kind, given[0]))
    stored = workspace.year(2568)
    plan = plan_import_of(workspace, tmp_path, kind, given[1], replace=whole)
    assert plan.changes
    assert plan.accepted == frozenset()
    assert sum("อาจไม่ครบทั้งคณะ" in warning.why for warning in plan.warnings) == 1
    apply_import(workspace, plan)
    assert workspace.year(2568) == stored


def test_the_order_beside_an_amending_one_is_ticked(
    taken: Callable[[str], ImportSeries], year: Callable[[], Any]
) -> None:
    body = order(members_as_words(), "ที่ 91/2568", "สั่ง ณ วันที่ 8 มกราคม พ.ศ. 2568",
                 "คณะทำงาน ประกอบด้วย", "มีหน้าที่ ดังนี้", "นายสมมติ ศูนย์")  # fmt: skip
    title = "แก้ไขเพิ่มเติมคำสั่งแต่งตั้งคณะทำงาน ITA ประจำปีงบประมาณ พ.ศ. 2568"
    taken(body + body.replace(TITLE, title).replace("สมมติ หนึ่ง", "สมมติ สิบ"))
    names = {person.full_name for person in year().people}
    assert "นางสาวสมมติ หนึ่ง" in names
    assert "นางสาวสมมติ สิบ" not in names


def test_a_body_that_mends_problems_is_appointed(
    taken: Callable[[str], ImportSeries], year: Callable[[], Any]
) -> None:
    body = order(members_as_words(), "ที่ 91/2568", "สั่ง ณ วันที่ 8 มกราคม พ.ศ. 2568",
                 "คณะทำงาน ประกอบด้วย", "มีหน้าที่ ดังนี้", "นายสมมติ ศูนย์")  # fmt: skip
    series = taken(body.replace(TITLE, "แต่งตั้งคณะทำงานแก้ไขปัญหา ITA ปีงบประมาณ พ.ศ. 2568"))
    assert len(year().orders) == 1
    assert all(part.writes for part in series.parts)


def test_an_amending_order_alone_in_its_file_is_told(
    taken: Callable[[str], ImportSeries], year: Callable[[], Any]
) -> None:
    series = taken(
        p("คำสั่งสำนักงานเขตตัวอย่าง")
        + p("ที่ 90/2568")
        + p("เรื่อง แก้ไขคำสั่งแต่งตั้งคณะทำงาน")
        + p("เนื่องจากมีข้าราชการย้าย จึงให้แก้ไขคำสั่ง ดังนี้")
        + p("1. ให้ยกเลิกความในข้อ 2.2 และใช้ความต่อไปนี้แทน")
        + p("สั่ง ณ วันที่ 8 มกราคม พ.ศ. 2568")
    )
    (part,) = series.parts
    assert (year().orders, part.is_incomplete) == ((), True)
    assert "แก้ไขคำสั่งเดิม" in " ".join(doubt.why for doubt in part.doubts)


def memo(**given: str) -> str:
    lines = {
        "sender": "ส่วนราชการ ฝ่ายปกครอง สำนักงานเขตตัวอย่าง โทร. 0 2222 3333 ต่อ 5501",
        "number": "ที่ กท 5001/77",
        "day": "วันที่ 8 พฤศจิกายน 2567",
        "subject": "เรื่อง ขอข้อมูลประกอบการประเมิน ITA",
        "to": "เรียน หัวหน้าฝ่ายโยธา",
        "body": "ด้วยสำนักงานเขตเข้าร่วมการประเมิน",
        "end": "จึงเรียนมาเพื่อโปรดทราบ",
        "name": "(นางสมมติ หนึ่ง)",
        "post": "หัวหน้าฝ่ายปกครอง",
    }
    return "".join(p(line) for line in ("บันทึกข้อความ", *(lines | given).values()) if line)


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "given",
    [
        {},
        {"number": "ที่ กท 5001/77 วันที่ 8 พฤศจิกายน 2567", "day": ""},
        {"number": "ที่ กท ๕๐๐๑/๗๗", "day": "วันที่ ๘ พฤศจิกายน พ.ศ. ๒๕๖๗"},
        {"sender": "ส่วนราชการ ฝ่ายปกครอง สำนักงานเขตตัวอย่าง (โทร. ๐ ๒๒๒๒ ๓๓๓๓ ต่อ ๕๕๐๑)"},
        {"sender": "ส่วนราชการ สำนักงานเขตตัวอย่าง (ฝ่ายปกครอง โทร. ๐ ๒๒๒๒ ๓๓๓๓ ต่อ ๕๕๐๑)"},
        {"subject": "เรื่อง : ขอข้อมูลประกอบการประเมิน ITA", "to": "เรียน : หัวหน้าฝ่ายโยธา"},
    ],
)
def test_a_memo_of_another_office_is_taken_whole(
    taken: Callable[[str], ImportSeries], year: Callable[[], Any], given: dict[str, str]
) -> None:
    series = taken(memo(**given))
    data = year()
    (new,) = data.letters
    assert (new.number, new.day) == ("กท 5001/77", date(2024, 11, 8))
    assert (new.subject, new.addressee) == ("ขอข้อมูลประกอบการประเมิน ITA", "หัวหน้าฝ่ายโยธา")
    assert (data.unit_name(new.sender_id), new.phone) == ("ฝ่ายปกครอง", "0 2222 3333 ต่อ 5501")
    assert new.body == "ด้วยสำนักงานเขตเข้าร่วมการประเมิน\nจึงเรียนมาเพื่อโปรดทราบ"
    assert data.person_by_id[new.signatory_id].full_name == "นางสมมติ หนึ่ง"
    assert new.signatory_post == "หัวหน้าฝ่ายปกครอง"
    assert told(series) == ""


@pytest.mark.parametrize("colon", ["", " :"])
def test_the_head_of_a_memo_may_be_a_table(
    taken: Callable[[str], ImportSeries], year: Callable[[], Any], colon: str
) -> None:
    head = tbl(
        tr(f"ส่วนราชการ{colon}", "ฝ่ายปกครอง สำนักงานเขตตัวอย่าง โทร. 5501"),
        tr("ที่ กท 5001/77", "วันที่ 8 พฤศจิกายน 2567"),
        tr(f"เรื่อง{colon}", "ขอข้อมูล O9 และ O10"),
    )
    lines = ("เรียน หัวหน้าฝ่ายโยธา", "ด้วยขอข้อมูล", "(นางสมมติ หนึ่ง)", "หัวหน้าฝ่ายปกครอง")
    series = taken(p("บันทึกข้อความ") + head + "".join(map(p, lines)))
    data = year()
    (new,) = data.letters
    assert (new.number, new.day, new.phone) == ("กท 5001/77", date(2024, 11, 8), "5501")
    assert (data.unit_name(new.sender_id), new.subject) == ("ฝ่ายปกครอง", "ขอข้อมูล O9 และ O10")
    assert (new.addressee, new.body) == ("หัวหน้าฝ่ายโยธา", "ด้วยขอข้อมูล")
    assert told(series) == ""


def test_a_memo_without_its_title_is_known_by_its_head(
    taken: Callable[[str], ImportSeries], year: Callable[[], Any]
) -> None:
    series = taken(memo().replace(p("บันทึกข้อความ"), "", 1))
    (new,) = year().letters
    assert (new.kind.value, new.number, new.addressee) == ("memo", "กท 5001/77", "หัวหน้าฝ่ายโยธา")
    assert told(series) == ""


def test_a_memo_about_another_matter_is_not_taken(
    taken: Callable[[str], ImportSeries], year: Callable[[], Any]
) -> None:
    series = taken(memo(subject="เรื่อง ขอลาพักผ่อน", body="ด้วยข้าพเจ้าขอลา 3 วัน"))
    assert year().letters == ()
    assert not any(each.part.is_taken for each in series.parts)


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("subject", "body", "place"),
    [
        ("ผลการประเมิน ITA ปี 2567", "ด้วยผลออกแล้ว", (2567, True)),
        ("ผลการประเมิน ITA", "ด้วยผลการประเมินปี 2567 ออกแล้ว", (2567, False)),
        ("ผลการประเมิน ITA ปี 2567 และแผนปี 2568", "ด้วยผลออกแล้ว", (2567, False)),
        ("แผน ITA", "ตามผลปี 2567 จึงวางแผนของปี 2568", (2568, True)),
        ("แผน ITA", "ด้วยจะวางแผน", (None, True)),
        ("แผน ITA", "ด้วยจะวางแผนของปี 2569", (2569, True)),
    ],
)
def test_a_memo_is_of_the_year_that_it_is_about(
    taken: Callable[[str], ImportSeries], subject: str, body: str, place: tuple[int | None, bool]
) -> None:
    """Written in November 2567, which is in fiscal year 2568."""
    (found,) = (each.part for each in taken(memo(subject=f"เรื่อง {subject}", body=body)).parts)
    assert (found.year, found.is_taken) == place
    assert found.is_taken or all(
        any(year in doubt.why for doubt in found.doubts) for year in ("2567", "2568")
    )


def test_what_a_memo_has_no_field_for_is_told(
    taken: Callable[[str], ImportSeries], year: Callable[[], Any]
) -> None:
    series = taken(
        memo(
            subject="เรื่อง ขอข้อมูล ITA",
            to="อ้างถึง หนังสือที่ กท 1/2567",
            body="เรียน 1. หัวหน้าฝ่ายโยธา",
            end="2. หัวหน้าฝ่ายเทศกิจ",
            name="ขอให้ส่งภายในวันศุกร์",
            post="(รายละเอียดตามเอกสารแนบ)",
        )
        + p("(นางสมมติ หนึ่ง)")
        + p("หัวหน้าฝ่ายปกครอง")
        + p("ทราบ ดำเนินการ")
    )
    (new,) = year().letters
    assert new.body == "ขอให้ส่งภายในวันศุกร์\n(รายละเอียดตามเอกสารแนบ)"
    for left in ("อ้างถึง หนังสือ", "2. หัวหน้าฝ่ายเทศกิจ", "ทราบ ดำเนินการ"):
        assert left in told(series)


def test_a_letter_to_another_office_has_its_sender_below(
    taken: Callable[[str], ImportSeries], year: Callable[[], Any]
) -> None:
    series = taken(
        tbl(tr("ที่ กท 5001/78", "สำนักงานเขตตัวอย่าง"))
        + p("๘ พฤศจิกายน ๒๕๖๗")
        + lined("เรื่อง", "ขอส่งรายงาน ITA")
        + lined("เรียน", "เลขาธิการคณะกรรมการ ป.ป.ช.")
        + lined("อ้างถึง", "หนังสือสำนักงาน ป.ป.ช. ด่วนที่สุด ที่ ปช 0001/ว 12")
        + lined("", "ลงวันที่ ๑ พฤศจิกายน ๒๕๖๗")
        + lined("สิ่งที่ส่งมาด้วย", "1. รายงาน จำนวน 1 ชุด")
        + lined("", "2. แผ่นบันทึก")
        + p("ตามที่ขอรายงาน นั้น")
        + p("จึงเรียนมาเพื่อโปรดทราบ")
        + p("ขอแสดงความนับถือ")
        + p("(นายสมมติ ศูนย์)")
        + p("ผู้อำนวยการเขตตัวอย่าง")
        + p("ฝ่ายปกครอง")
        + p("โทร. 5501")
    )
    data = year()
    (new,) = data.letters
    assert (new.kind.value, new.number, new.day) == ("letter", "กท 5001/78", date(2024, 11, 8))
    assert (data.unit_name(new.sender_id), new.phone) == ("ฝ่ายปกครอง", "5501")
    titles = [one.title for one in data.attachments_of_letter(new.id)]
    assert titles == ["รายงาน จำนวน 1 ชุด", "แผ่นบันทึก"]
    referred = "หนังสือสำนักงาน ป.ป.ช. ด่วนที่สุด ที่ ปช 0001/ว 12 ลงวันที่ ๑ พฤศจิกายน ๒๕๖๗"
    assert to_arabic(new.refers) == to_arabic(referred)
    assert new.body == "ตามที่ขอรายงาน นั้น\nจึงเรียนมาเพื่อโปรดทราบ"
    assert told(series) == ""


def test_a_text_that_only_speaks_of_memos_is_none(
    taken: Callable[[str], ImportSeries], year: Callable[[], Any]
) -> None:
    taken(p("บันทึกข้อความ") + p("เรื่องที่ควรรู้") + p("รายงานการประชุม") + p("คำสั่งที่เกี่ยวข้อง"))
    assert (year().letters, year().orders) == ((), ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_a_memo_may_be_a_plain_text(
    workspace: Workspace, year: Callable[[], Any], tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "บันทึก.txt"
    lines = ("บันทึกข้อความ", "ส่วนราชการ ฝ่ายปกครอง โทร. 5501", "ที่ กท 5001/9\tวันที่ 1 ธันวาคม 2567")
    more = ("เรื่อง ขอข้อมูล", "เรียน หัวหน้าฝ่าย", "ด้วยขอข้อมูล", "(นางสมมติ หนึ่ง)", "หัวหน้าฝ่ายปกครอง")
    path.write_text("\n".join((*lines, *more)), encoding=encoding)
    apply_import(workspace, plan_file(workspace, 2568, "letters", path))
    (new,) = year().letters
    assert (new.number, new.day, new.body) == ("กท 5001/9", date(2024, 12, 1), "ด้วยขอข้อมูล")


def test_the_address_of_another_sender_is_told_once_with_what_is_not_stored(
    taken: Callable[[str], ImportSeries],
) -> None:
    series = taken(
        tbl(tr("ที่ กท 5001/78", "ถนนสมมติ แขวงสมมติ 10299"))
        + p("๘ พฤศจิกายน ๒๕๖๗")
        + lined("เรื่อง", "ขอส่งรายงาน")
        + lined("เรียน", "เลขาธิการคณะกรรมการ ป.ป.ช.")
        + p("ตามที่ขอรายงาน นั้น จึงเรียนมาเพื่อโปรดทราบ")
        + p("ขอแสดงความนับถือ")
    )
    assert "ถนนสมมติ" not in told(series)
    assert any("ถนนสมมติ" in left.text for left in series.left)


def test_an_order_without_grounds_is_printed_without_ours(
    workspace: Workspace, tmp_path: Path
) -> None:
    head = p("คำสั่งสำนักงานเขตตัวอย่าง") + p("ที่ 9/2568") + p(f"เรื่อง {TITLE}")
    body = head + p("1. คณะทำงาน ประกอบด้วย") + members_as_table() + p("สั่ง ณ วันที่ 1 พ.ย. 2567")
    plan = plan_import_of(workspace, tmp_path, "orders", body)
    told_of = [one.why.partition(" · ")[0] for one in plan.warnings if "(ไม่มี)" in one.why]
    assert told_of == [
        f"ไม่พบ{part}ในคำสั่ง จึงใส่ “(ไม่มี)” ไว้ คือไม่พิมพ์" for part in ("เหตุที่ออกคำสั่ง", "ข้อความแต่งตั้ง")
    ]
    apply_import(workspace, plan)
    year = workspace.year(2568)
    [order] = year.orders
    paper = kind("appointment-order").build(
        ReportContext(year, None, subject=order.id), Digits.THAI
    )
    texts = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    assert (order.ground, order.purpose) == ("(ไม่มี)", "(ไม่มี)")
    assert not [text for text in texts if text.startswith(("ด้วย", "เพื่อให้", "("))]


@pytest.mark.parametrize("number", ["ที่ 50/2568", "ที่  ๕๐/๒๕๖๘"])
def test_the_number_of_an_order_may_stand_beside_whose_it_is(
    taken: Callable[[str], ImportSeries], year: Callable[[], Any], number: str
) -> None:
    taken(
        paragraphs(
            f"คำสั่งสำนักงานเขตตัวอย่าง {number}",
            "เรื่อง แต่งตั้งคณะทำงาน ITA",
            "ด้วยมีการประเมิน ITA จึงแต่งตั้งคณะทำงานขับเคลื่อน ITA ประกอบด้วย",
        )
        + tbl(
            tr("ลำดับ", "ชื่อ-สกุล", "ตำแหน่ง", "หน้าที่"),
            tr("1", "นายสมมติ หนึ่ง", "หัวหน้าฝ่ายโยธา", "ประธาน"),
            tr("2", "นางสมมติ สอง", "หัวหน้าฝ่ายปกครอง", "เลขานุการ"),
        )
        + paragraphs("มีหน้าที่ จัดทำแผนและรายงานผล", "สั่ง ณ วันที่ 3 ธันวาคม พ.ศ. 2567")
    )
    (order,) = year().orders
    bodies = {body.id: body.name for body in year().bodies}
    assert to_arabic(order.number) == "50/2568"
    assert [bodies[each.body_id] for each in year().order_bodies] == ["คณะทำงานขับเคลื่อน ITA"]
    assert [bodies[each.body_id] for each in year().members] == ["คณะทำงานขับเคลื่อน ITA"] * 2
    assert [duty.text for duty in year().duties] == ["จัดทำแผนและรายงานผล"]
