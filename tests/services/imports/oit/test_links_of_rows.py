"""Links of items in whatever rows, columns, lists and pages they stand."""

import pytest
from openpyxl import Workbook

from ita_desktop.exchange.source import read_file
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.importing import apply_import
from tests.services.imports.found.books import workbook
from tests.support.taken_in import plan_file

HEAD = ("ข้อ", "ชื่อเอกสาร", "ลิงก์")
AT = "https://d.example/"


def taken(data):
    ordered = sorted(data.evidence, key=lambda each: (each.item_code, each.position))
    return [(each.item_code, each.title, each.location) for each in ordered]


def told(plan):
    return [remark.why for remark in (*plan.warnings, *plan.aside, *plan.skipped)]


@pytest.fixture
def take_file(workspace, tmp_path):
    """Takes the rows, or the text of a page, in as a file; the plan and what is stored."""

    def do(content, **cells):
        if isinstance(content, str):
            path = tmp_path / "หน้า.html"
            path.write_text(
                f"<html><head><meta charset='utf-8'></head><body>{content}</body></html>"
            )
        else:
            path = tmp_path / "ลิงก์.xlsx"
            book = Workbook()
            for row in content:
                book.active.append(row)
            for cell, address in cells.items():
                book.active[cell].hyperlink = address
            book.save(path)
        plan = plan_file(workspace, 2568, "evidence", path)
        apply_import(workspace, plan)
        return plan, taken(workspace.year(2568))

    return do


def test_rows_without_a_code_are_of_the_item_above(take_in, year):
    made = take_in(
        "evidence",
        HEAD,
        ("O15", "เดือน ต.ค.", f"{AT}1"),
        ("", "เดือน พ.ย.", f"{AT}2"),
        HEAD,
        ("", "เดือน ธ.ค.", "3.pdf"),
        ("", "หมวดอื่น", ""),
        ("O16", "สรุป", ""),
        ("", "รายงาน", f"{AT}4"),
        ("รวม", "4", ""),
        ("", "ท้ายตาราง", f"{AT}5"),
    )
    assert taken(year()) == [
        ("O15", "เดือน ต.ค.", f"{AT}1"),
        ("O15", "เดือน พ.ย.", f"{AT}2"),
        ("O15", "เดือน ธ.ค.", "3.pdf"),
        ("O16", "สรุป", ""),
        ("O16", "รายงาน", f"{AT}4"),
    ]
    assert any(why.startswith("แถว 3 5 8 ไม่มีรหัสข้อ") for why in told(made))
    assert [(one.row, one.why) for one in made.aside] == [
        (6, "หัวกลุ่มของแถวที่อยู่ถัดไป"),
        (4, "หัวตารางที่พิมพ์ซ้ำ"),
        (9, "แถวผลรวม"),
    ]
    assert [one.row for one in made.skipped] == [10]


def test_an_empty_row_ends_an_item(take_file):
    plan, stored = take_file((HEAD, ("O15", "ก", f"{AT}1"), (), (None, "ข", f"{AT}2")))
    assert stored == [("O15", "ก", f"{AT}1")]
    assert [one.row for one in plan.skipped] == [4]


def test_code_and_name_in_one_cell_with_the_link_behind_a_word(take_file):
    rows = (
        ("ข้อ", "การเชื่อมโยง", "คำอธิบาย"),
        ("ข้อมูลพื้นฐาน", None, None),
        ("O1.โครงสร้าง", "คลิก", "แสดงข้อมูล"),
        ("O2.ผู้บริหาร", "ฉบับเต็ม", None),
    )
    plan, stored = take_file(rows, B3=f"{AT}1", B4=f"{AT}2")
    assert stored == [("O1", "โครงสร้าง", f"{AT}1"), ("O2", "ฉบับเต็ม", f"{AT}2")]
    assert any("“คลิก” ในแถว 3" in why for why in told(plan))
    assert [one.row for one in plan.aside] == [2]


@pytest.mark.parametrize(
    ("head", "row", "cells"),
    [
        (("ข้อ", "เอกสาร"), ("O1", "แผน"), {"B2": f"{AT}1"}),
        (("ข้อ", "รายการ"), ("O1", "แผน"), {"B2": f"{AT}1"}),
        (("ข้อ", "เอกสาร", "ลิงก์"), ("O1", "แผน", None), {"A2": f"{AT}1"}),
        (("ข้อ", "เอกสาร", "เข้าชม"), ("O1", "แผน", f"{AT}1"), {}),
        (("ข้อ", "ชื่อไฟล์", "ลิงก์"), ("O1", "แผน", f"{AT}1"), {}),
        (("หมวด", "หัวข้อย่อย", "เข้าชม"), ("O1", "แผน", "ดู"), {"C2": f"{AT}1"}),
    ],
)
def test_a_link_is_known_in_whatever_column(take_file, head, row, cells):
    _, stored = take_file((head, row), **cells)
    assert stored == [("O1", "แผน", f"{AT}1")]


def test_each_column_of_links_counts_and_one_link_once(take_file):
    rows = (
        (*HEAD, "ลิงก์สำรอง"),
        ("O1", "แผน", f"{AT}1", f"{AT}2"),
        ("O2", "ผล", f"{AT}3", f"{AT}3/"),
    )
    assert take_file(rows)[1] == [
        ("O1", "แผน", f"{AT}1"),
        ("O1", "แผน", f"{AT}2"),
        ("O2", "ผล", f"{AT}3"),
    ]


def test_a_title_of_as_many_lines_as_there_are_links_has_one_for_each(take_in, year):
    take_in("evidence", HEAD, ("O1", "1. แผน\n2. ผล", f"1. {AT}1\n2. {AT}2"))
    assert [title for _, title, _ in taken(year())] == ["แผน", "ผล"]


@pytest.mark.parametrize(
    ("head", "rows", "found"),
    [
        (("ชื่อไฟล์", "URL"), (("ก.pdf", f"{AT}1"),), [("ก.pdf", f"{AT}1")]),
        (("URL", "ชื่อไฟล์"), ((f"{AT}1", "ก.pdf"),), [("ก.pdf", f"{AT}1")]),
        (
            ("ชื่อไฟล์", "URL", "ชื่อไฟล์", "URL"),
            (("ก.pdf", f"{AT}1", "ข.pdf", f"{AT}2"),),
            [("ก.pdf", f"{AT}1"), ("ข.pdf", f"{AT}2")],
        ),
        (
            ("ชื่อไฟล์", "URL"),
            (("ก.pdf", f"{AT}1"), ("ข.pdf", "")),
            [("ก.pdf", f"{AT}1"), ("ข.pdf", "ข.pdf")],
        ),
    ],
    ids=["before", "behind", "several", "a file without a link"],
)
def test_the_name_of_a_file_is_the_title_of_the_link_beside_it(take_file, head, rows, found):
    plan, stored = take_file((("ข้อ", *head), *(("O1", *row) for row in rows)))
    assert [(title, location) for _, title, location in stored] == found
    assert plan.ignored_columns == ()


def test_the_name_of_a_file_beside_title_and_link_is_no_document_of_its_own(take_file):
    heads = ("ข้อ", "ชื่อเอกสาร", "ชื่อไฟล์", "ลิงก์")
    plan, stored = take_file((heads, ("O1", "แผน", "แผน.pdf", f"{AT}1")))
    assert stored == [("O1", "แผน", f"{AT}1")]
    assert plan.ignored_columns == ("ชื่อไฟล์",)


YEARS = [
    (("ข้อ", "รายการ", "ปี 2567", "ปี 2568"),),
    (("ข้อ", "รายการ", "ลิงก์ปีงบประมาณ 2567", "ลิงก์ปีงบประมาณ 2568"),),
    (("ข้อ", "รายการ", "URL 67", "URL 68"),),
    (("ข้อ", "รายการ", "Link 2024", "Link 2025"),),
    (("ข้อ", "รายการ", "ลิงก์ปีที่แล้ว", "ลิงก์ปีนี้"),),
    (("ข้อ", "รายการ", "ลิงก์ ปี 2567", "ลิงก์"),),
    (("ข้อ", "รายการ", "ลิงก์", "ลิงก์"), (None, None, "2567", "2568")),
    (("ข้อ", "รายการ", "ลิงก์", None), (None, None, "2567", "2568")),
    (("รหัส OIT", "หัวข้อย่อย", "ปี 2567", "ปี 2568"),),
]


@pytest.mark.parametrize("heads", YEARS)
def test_of_two_years_of_links_those_of_the_year_are_taken(take_file, heads):
    rows = (("O1", "แผน", f"{AT}67", f"{AT}68"), ("O2", "ผล", f"{AT}67/2", "-"))
    plan, stored = take_file((*heads, *rows))
    assert [(item, location) for item, _, location in stored] == [("O1", f"{AT}68")]
    assert any("ไม่ได้นำเข้าลิงก์ในคอลัมน์" in why for why in told(plan))
    assert not any("68" in name for name in plan.ignored_columns), "it was read"


def test_the_year_of_a_file_is_not_the_former_one_of_its_columns():
    head = ("ข้อ", "รายการ", "ลิงก์ ปี 2567", "ลิงก์ ปี 2568")
    rows = (head, ("O1", "แผน", f"{AT}67", f"{AT}68"))
    assert [part.year for part in find_parts([workbook(rows)])] == [2568]
    assert [part.year for part in find_parts([workbook(rows)], fiscal_year=2567)] == [2567]
    titled = (("ลิงก์ OIT ปี 2567",), *rows)
    assert [part.year for part in find_parts([workbook(titled)])] == [2567]


def test_months_of_two_years_are_of_one(take_file):
    rows = (("ข้อ", "รายการ", "ธ.ค. 67", "ม.ค. 68"), ("O15", "สขร.", f"{AT}1", f"{AT}2"))
    assert [location for _, _, location in take_file(rows)[1]] == [f"{AT}1", f"{AT}2"]


ITEMS = ("โครงสร้าง", "ผู้บริหาร")


def _each(template: str) -> str:
    return "".join(
        template.replace("{at}", str(at)).replace("{name}", name).replace("{to}", f"{AT}{at}")
        for at, name in enumerate(ITEMS, 1)
    )


@pytest.mark.parametrize(
    "page",
    [
        "<table>{<tr><td>O{at} {name}</td><td><a href='{to}'>ดู</a></td></tr>}</table>",
        "<table>{<tr><td>O{at}</td><td>{name}</td><td><a href='{to}'>ดู</a></td></tr>}</table>",
        "<table>{<tr><td><a href='{to}'>O{at} {name}</a></td></tr>}</table>",
        "<table><tr><th>ก<th>ข</tr>{<tr><td>O{at} {name}</td><td><a href='{to}'>ดู</a>>}</table>",
        "<ul>{<li>O{at} {name} <a href='{to}'>ดู</a></li>}</ul>",
        "<ul>{<li><a href='{to}'>O{at} {name}</a></li>}</ul>",
        "<ul>{<li>O{at} {name}<ul><li><a href='{to}'>ดู</a></li></ul></li>}</ul>",
        "{<details><summary>O{at} {name}</summary><p><a href='{to}'>ดู</a></p></details>}",
        "{<div><button>O{at} {name}</button></div><div><a href='{to}'>ดู</a></div>}",
        "<h2>9.1 ข้อมูลพื้นฐาน</h2>{<h3>O{at} {name}</h3><p><a href='{to}'>ดู</a></p>}",
        "{<h3>O{at}</h3><p>{name}</p><p><a href='{to}'>ดู</a></p>}",
        "{<dl><dt>O{at} {name}</dt><dd><a href='{to}'>ดู</a></dd></dl>}",
        "{<p><b>O{at}</b> {name} : {to}</p>}",
    ],
)
def test_the_items_of_a_page_have_their_links(take_file, page):
    begin, _, rest = page.partition("{<")
    middle, _, end = rest.rpartition(">}")
    listed = begin + _each(f"<{middle}>") + end
    menu = "<nav><a href='https://d.example/menu'>หน้าแรก</a></nav>"
    foot = "<div class='footer'><a href='https://d.example/foot'>ติดต่อ</a></div>"
    _, stored = take_file(f"{menu}<h1>ITA 2568</h1>{listed}{foot}")
    assert stored == [(f"O{at}", name, f"{AT}{at}") for at, name in enumerate(ITEMS, 1)]


def test_several_links_below_an_item_of_a_page_have_their_words(take_file):
    item = "<h3>O{at} {name}</h3><p><a href='{to}a'>แผน</a></p><p><a href='{to}b'>ผล</a></p>"
    _, stored = take_file(f"{_each(item)}<h2>อื่น</h2><p><a href='{AT}x'>เพิ่มเติม</a></p>")
    assert stored == [
        (f"O{at}", title, f"{AT}{at}{letter}")
        for at in (1, 2)
        for title, letter in (("แผน", "a"), ("ผล", "b"))
    ]


@pytest.mark.parametrize(
    "base",
    [
        "<base href='https://d.example/ita/'>",
        "<!-- saved from url=(0022)https://d.example/ita/ -->",
    ],
)
def test_an_address_within_a_site_is_the_sites(take_file, base):
    _, stored = take_file(
        base + _each("<ul><li>O{at} {name} <a href='/oit/{at}.pdf'>ดู</a></li></ul>")
    )
    assert [location for _, _, location in stored] == [f"{AT}oit/1.pdf", f"{AT}oit/2.pdf"]


def test_a_book_that_names_some_links_is_no_list_of_them(tmp_path):
    text = "<p>การประเมินคุณธรรมและความโปร่งใส</p>" * 20 + _each("<p>O{at} {name} {to}</p>")
    path = tmp_path / "เล่ม.html"
    path.write_text(f"<meta charset='utf-8'>{text}")
    assert read_file(path).sheets[0].of_lines


def test_digits_of_an_address_stay_as_they_are(take_in, year):
    take_in("evidence", ("ข้อ", "ลิงก์"), ("O๑", f"แผน ๑ {AT}แผน๒๕๖๘.pdf"))
    assert taken(year()) == [("O1", "แผน 1", f"{AT}แผน๒๕๖๘.pdf")]


@pytest.mark.parametrize("scheme", ["", "https://"])
def test_addresses_below_the_items_of_a_checklist_are_theirs(take_file, year, scheme):
    take_file(
        "<p>แบบตรวจสอบข้อมูล OIT ปีงบประมาณ พ.ศ. 2568</p>"
        f"<p>O1 ข้อมูลพื้นฐาน</p><p>☑ โครงสร้าง ☐ ผู้บริหาร</p><p>{scheme}district.example/1</p>"
        f"<p>O2 นโยบาย</p><p>URL: {scheme}district.example/2 (เข้าดู 12 มี.ค. 68)</p>"
    )
    assert taken(year()) == [
        ("O1", "☑ โครงสร้าง ☐ ผู้บริหาร", f"{scheme}district.example/1"),
        ("O2", "เข้าดู 12 มี.ค. 68", f"{scheme}district.example/2"),
    ]


@pytest.mark.parametrize("name", ["คู่มือ ประชาชน ฝ่ายทะเบียน", "ระบบ E-Service (ใหม่)"])
def test_a_link_with_spaces_is_offered_whole_and_unticked(workspace, plan, name):
    rows = ("O7", "คู่มือ", f"{AT}{name}"), ("O8", "ระบบ", f"{AT}8")
    made = plan("evidence", HEAD, *rows)
    assert any("ลิงก์ของ O7 มีช่องว่าง" in why for why in told(made))
    apply_import(workspace, made)
    assert taken(workspace.year(2568)) == [("O8", "ระบบ", f"{AT}8")]
    whole = plan("evidence", HEAD, *rows)
    apply_import(workspace, whole.accept(change.key for change in whole.changes))
    assert taken(workspace.year(2568))[0] == ("O7", "คู่มือ", AT + name.replace(" ", "%20"))


def test_words_beside_the_link_of_a_row_do_not_replace_what_it_is_of(take_in, year):
    rows = (
        ("O8", "ระบบบริการออนไลน์", f"รอลงนาม {AT}8"),
        ("O9", "สถิติ", f"แผน {AT}9 ผล {AT}10"),
    )
    take_in("evidence", ("ข้อ", "ข้อมูล", "ลิงก์"), *rows)
    assert [title for _, title, _ in taken(year())] == ["ระบบบริการออนไลน์ รอลงนาม", "แผน", "ผล"]
