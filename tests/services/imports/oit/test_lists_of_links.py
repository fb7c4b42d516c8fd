"""Lists of links as offices keep them: the name of the item's data, a link, a state."""

import pytest

from ita_desktop.exchange.source import read_file, read_pasted
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.planned_years import PlannedYears
from ita_desktop.services.imports.found.reading import as_a_whole
from ita_desktop.services.imports.found.series import plan_part
from ita_desktop.services.imports.importing import apply_import
from tests.services.imports.found.books import told, workbook

LINKS = (
    ("O1", "โครงสร้าง อำนาจหน้าที่", "https://d.example/1", "เผยแพร่แล้ว", "15 ม.ค. 68"),
    ("O2", "ข้อมูลผู้บริหาร", "https://d.example/2", "รอเผยแพร่", ""),
    ("O3", "", "https://d.example/3", "เผยแพร่แล้ว", ""),
    ("O4", "ข่าวประชาสัมพันธ์", "", "ยังไม่เผยแพร่", ""),
)
HEADS = ["รายการ", "ข้อมูล", "ข้อมูลที่ต้องเปิดเผย"]


def evidence(data):
    return sorted((each.item_code, each.title, each.location) for each in data.evidence)


@pytest.mark.parametrize("head", HEADS)
def test_a_state_beside_links_makes_no_form_of_a_unit(head):
    head = ("ข้อ", head, "URL", "สถานะ", "วันที่เผยแพร่")
    assert told(find_parts([workbook((head, *LINKS))])) == [("evidence", None, 3)]


@pytest.mark.parametrize("head", HEADS)
def test_the_name_of_the_data_is_the_title_of_its_link(take_in, plan, year, head):
    rows = (("ข้อ", head, "URL"), *(row[:3] for row in LINKS))
    made = take_in("evidence", *rows)
    assert evidence(year()) == [
        ("O1", "โครงสร้าง อำนาจหน้าที่", "https://d.example/1"),
        ("O2", "ข้อมูลผู้บริหาร", "https://d.example/2"),
        ("O3", "https://d.example/3", "https://d.example/3"),
    ]
    (aside,) = made.aside
    assert (aside.row, "ไม่มีลิงก์หรือชื่อเอกสาร" in aside.why) == (5, True)
    assert plan("evidence", *rows).changes == ()


def test_beside_titles_the_name_of_the_data_is_the_items(take_in, year):
    """Of which is told only where it is not the framework's."""
    rows = [
        ("O1", "โครงสร้าง", "แผนผัง", "https://d.example/1"),
        ("O2", "นโยบายผู้ว่าราชการกรุงเทพมหานคร", "ทำเนียบ", "https://d.example/2"),
    ]
    made = take_in("evidence", ("ข้อ", "รายการ", "ชื่อเอกสาร", "ลิงก์"), *rows)
    assert [title for _, title, _ in evidence(year())] == ["แผนผัง", "ทำเนียบ"]
    told = [warning.why for warning in made.warnings]
    assert any("โครงสร้าง" in why and "O1" in why for why in told)
    assert not any("นโยบายผู้ว่าราชการกรุงเทพมหานคร" in why for why in told)


def test_the_names_of_another_years_items_are_told(workspace):
    """The same code is a different item in other years."""
    names = ["ระเบียบ", "ซักถาม", "เบี้ยยังชีพ", "ถนน", "ไฟฟ้า", "ประปา"]
    rows = [(f"O{at}", name, f"https://d.example/{at}") for at, name in enumerate(names, 1)]
    source = read_pasted([("ข้อ", "รายการ", "ลิงก์"), *rows], "ตาราง")
    part = as_a_whole(source, "evidence")
    made = plan_part(PlannedYears(workspace), part, shown=2568)
    assert any("ชื่อ 6 จาก 6 ข้อไม่ตรงกับกรอบของปี" in each.why for each in made.warnings)


def test_words_before_a_link_are_its_title_where_there_is_no_other(take_in, year):
    take_in("evidence", ("ข้อ", "ลิงก์"), ("O1", "แผนผัง https://d.example/1"))
    take_in("evidence", ("ข้อ", "รายการ", "ลิงก์"), ("O2", "ทำเนียบ", "คลิก https://d.example/2"))
    assert evidence(year()) == [
        ("O1", "แผนผัง", "https://d.example/1"),
        ("O2", "ทำเนียบ", "https://d.example/2"),
    ]


def test_signs_and_counts_of_links_are_no_titles(take_in, year):
    rows = (
        ("O1 👉", "https://d.example/1"),
        ("O8 มี 2 ลิงก์", "https://d.example/8"),
        ("", "https://d.example/9"),
    )
    take_in("evidence", ("ข้อ", "ลิงก์"), *rows)
    told = [
        (item, "https://d.example/" + end) for item, end in (("O1", "1"), ("O8", "8"), ("O8", "9"))
    ]
    # What has no title is called by its address.
    assert [(item, title) for item, title, _ in evidence(year())] == told


def test_the_link_of_several_items_is_not_of_the_item_above(take_in, year):
    rows = (
        ("O4", "ข่าว", "https://d.example/4"),
        ("", "ตัวชี้วัดย่อยที่ 9.2 การบริหารงาน", "https://d.example/9"),
        ("O5", "แผน", "https://d.example/5"),
    )
    take_in("evidence", ("ข้อ", "ชื่อเอกสาร", "ลิงก์"), *rows)
    assert [item for item, *_ in evidence(year())] == ["O4", "O5"]


def test_the_title_of_a_page_says_whose_its_items_are(tmp_path):
    page = tmp_path / "หน้า.html"
    items = "".join(
        f"<details><summary>{head}</summary><a href='https://d.example/{head[:2]}'>คู่มือ</a></details>"
        for head in ("O6 คู่มือการปฏิบัติหน้าที่", "O7 คู่มือการให้บริการประชาชน")
    )
    head = "<meta charset=utf-8><title>สำนักงานเขตตัวอย่าง ITA 2568</title>"
    page.write_text(f"<html><head>{head}</head><body>{items}</body></html>", "utf-8")
    (part,) = find_parts([read_file(page)], fiscal_year=2568)
    assert (part.kind, part.is_taken) == ("evidence", True)


def test_a_heading_of_another_year_between_the_items_of_a_page_is_that_of_those_below(tmp_path):
    page = tmp_path / "หน้า.html"
    lists = "".join(
        f"<h2>ปีงบประมาณ {year}</h2><ul>"
        f"<li><a href='https://d.example/{year}/1'>O1 ข้อมูลพื้นฐานของสำนักงานเขต</a>"
        f"<li><a href='https://d.example/{year}/7'>O7 คู่มือการให้บริการประชาชน</a></ul>"
        for year in (2569, 2568)
    )
    page.write_text(f"<meta charset=utf-8><h1>OIT สำนักงานเขตตัวอย่าง</h1>{lists}", "utf-8")
    found = find_parts([read_file(page)], fiscal_year=2568)
    assert [(part.kind, part.year) for part in found] == [("evidence", 2569), ("evidence", 2568)]


def test_links_below_an_item_of_a_page_are_no_names_of_another_list(tmp_path):
    page = tmp_path / "หน้า.html"
    names = ("โครงสร้าง", "ข้อมูลผู้บริหาร")
    links = "".join(f'<li><a href="https://d.example/{name}">{name}</a>' for name in names)
    heads = ("O1 ข้อมูลพื้นฐานของสำนักงานเขต", "O2 นโยบายผู้ว่าราชการกรุงเทพมหานคร")
    items = "".join(
        f"<details><summary>{head}</summary><ul>{links}</ul></details>" for head in heads
    )
    page.write_text(f"<meta charset=utf-8><h2>OIT ปี 2568</h2>{items}", "utf-8")
    (part,) = find_parts([read_file(page)], fiscal_year=2568)
    assert (part.kind, part.is_taken) == ("evidence", True)


def page_of(items, end=""):
    lists = ""
    for head, *links in items:
        listed = "".join(f"<li><a href='{to}'>{words}</a>" for words, to in links)
        lists += f"<h3>{head}</h3><ul>{listed}</ul>"
    return f"<meta charset=utf-8><h1>OIT ปี 2568 สำนักงานเขตตัวอย่าง</h1>{lists}{end}"


def test_the_last_item_has_its_list_whole_and_no_link_of_the_pages_end(tmp_path, workspace):
    page, at = tmp_path / "หน้า.html", "https://d.example"
    items = (
        ("O1 ข้อมูลพื้นฐานของสำนักงานเขต", ("โครงสร้าง", f"{at}/1"), ("อัตรากำลัง", f"{at}/2")),
        ("O7 คู่มือการให้บริการประชาชน", *((f"คู่มือ {n}", f"{at}/7{n}") for n in range(3))),
    )
    end = f"<a href='{at}'>หน้าแรก</a><a href='https://line.example/x'>ติดต่อเรา</a>"
    page.write_text(page_of(items, end), "utf-8")
    (part,) = find_parts([read_file(page)], fiscal_year=2568)
    apply_import(workspace, plan_part(PlannedYears(workspace), part, shown=2568))
    titles = {each.title for each in workspace.year(2568).evidence}
    assert titles == {"โครงสร้าง", "อัตรากำลัง", "คู่มือ 0", "คู่มือ 1", "คู่มือ 2"}


def test_the_first_page_of_the_site_is_no_evidence(take_in, year):
    rows = [
        ("O1", "แผนผัง", "https://www.d.example/1"),
        ("O2", "", "https://d.example/"),
        ("O3", "หน้าแรก", "https://d.example/all"),
        ("O8", "E-Service", "https://service.example/"),
    ]
    made = take_in("evidence", ("ข้อ", "ชื่อเอกสาร", "ลิงก์"), *rows)
    assert [item for item, *_ in evidence(year())] == ["O1", "O8"]
    assert [each.why for each in made.warnings if "O2 O3 เป็นหน้าแรก" in each.why]


def test_links_in_columns_of_units_are_of_these_units(take_in, year):
    take_in("units", ("หน่วยงาน",), ("ฝ่ายโยธา",), ("ฝ่ายรายได้",))
    plan = take_in(
        "evidence",
        ("ข้อ", "ข้อมูล", "ฝ่ายโยธา", "ฝ่ายรายได้"),
        ("O7", "คู่มือ", "https://a.example/y7", "https://a.example/r7"),
        ("O8", "ข่าว", "-", "https://a.example/r8"),
    )
    told = {each.location[-2:]: year().unit_name(each.unit_id) for each in year().evidence}
    assert told == {"y7": "ฝ่ายโยธา", "r7": "ฝ่ายรายได้", "r8": "ฝ่ายรายได้"}
    assert not any("ไม่ตรงกับคำที่รู้จัก" in one.why for one in plan.warnings)


def test_a_link_that_two_units_gave_is_of_both(take_in, year):
    take_in("units", ("หน่วยงาน",), ("ฝ่ายโยธา",), ("ฝ่ายรายได้",))
    heads = ("ข้อ", "ข้อมูล", "ลิงก์ ฝ่ายโยธา", "ลิงก์ ฝ่ายรายได้")
    link = "https://a.example/7"
    take_in("evidence", heads, ("O7", "คู่มือ", link, link))
    told = {(each.location, year().unit_name(each.unit_id)) for each in year().evidence}
    assert told == {(link, "ฝ่ายโยธา"), (link, "ฝ่ายรายได้")}


def test_a_page_whose_heading_ends_with_its_year_is_of_that_year(tmp_path):
    """ITA, the office, a number: no word of a year stands there, yet it is not the year shown."""
    page = tmp_path / "หน้า.html"
    lines = "".join(
        f"<details><summary>O{at}</summary><a href='https://d.example/{at}'>แผนผัง</a></details>"
        for at in (1, 2, 3)
    )
    items = f"<h1>ITA สำนักงานเขตตัวอย่าง 2570</h1>{lines}"
    page.write_text(f"<html><head><meta charset=utf-8></head><body>{items}</body></html>", "utf-8")
    assert [part.year for part in find_parts([read_file(page)]) if part.kind == "evidence"] == [
        2570
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ม.ค. 68", "ก.พ. 68"),
        ("พ.ย. 67", "ม.ค. 68"),
        ("มกราคม", "กุมภาพันธ์"),
        ("ต.ค. - ธ.ค.", "ไตรมาส 2"),
    ],
)
def test_the_month_above_a_column_of_links_is_what_each_is_called(
    workspace, tmp_path, first, second
):
    path = tmp_path / "ลิงก์.csv"
    links = [[f"https://d.example/{code}/{at}" for at in (1, 2)] for code in ("O1", "O3")]
    rows = [
        ("ลิงก์ข้อมูล OIT ปีงบประมาณ พ.ศ. 2568",),
        ("ข้อ", "ข้อมูล", first, second),
        ("O1", "ข้อมูลพื้นฐานของสำนักงานเขต", *links[0]),
        ("O3", "โรงเรียนสังกัดกรุงเทพมหานคร ในพื้นที่เขต", *links[1]),
    ]
    path.write_text("\n".join(map(",".join, rows)), "utf-8")
    (part,) = find_parts([read_file(path)])
    apply_import(workspace, plan_part(PlannedYears(workspace), part, shown=2568))
    assert evidence(workspace.year(2568)) == sorted(
        (code, month, link)
        for code, own in zip(("O1", "O3"), links, strict=True)
        for month, link in zip((first, second), own, strict=True)
    )


@pytest.mark.parametrize("month", ["ม.ค. 68", "มกราคม 2568", "ม.ค.", "ต.ค. 67 - มี.ค. 68"])
def test_a_month_that_no_field_takes_is_listed_whatever_column_it_stands_in(left, month):
    at = "https://d.example/1"
    for head, row in (
        (("ข้อ", "ชื่อเอกสาร", "ลิงก์"), (f"O1 ({month})", "แผนผัง", at)),
        (("ข้อ", "ข้อมูล", "ลิงก์"), (f"O1 ({month})", "ข้อมูลพื้นฐานของสำนักงานเขต", at)),
        (("ข้อ", "ลิงก์", "เดือน"), ("O1", at, month)),
        (("ข้อ", "ลิงก์", "รอบ"), ("O1", at, month)),
    ):
        assert month in left("evidence", head, row)


def test_a_month_of_a_day_that_is_stored_is_no_loss(left):
    head = ("ข้อ", "ลิงก์", "วันที่เผยแพร่", "หมายเหตุ")
    row = ("O1", "https://d.example/1", "5 มกราคม 2568", "รอบ ก.พ. 68")
    assert left("evidence", head, row) == []
