"""What stands in columns that are not read, and beside what is read, is listed in the end."""

import pytest

from ita_desktop.services.imports.found.reading import find_in
from ita_desktop.services.imports.found.series import plan_parts

OIT = ("ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง")
TITLES = {
    "O1": "ข้อมูลพื้นฐานของสำนักงานเขต",
    "O3": "โรงเรียนสังกัดกรุงเทพมหานคร ในพื้นที่เขต",
    "O7": "คู่มือการให้บริการประชาชน",
}
OTHERS = {
    "O4": "การประชาสัมพันธ์ข้อมูลผลการดำเนินงาน",
    "O6": "คู่มือการปฏิบัติหน้าที่",
    "O8": "E-Service",
    "O9": "ข้อมูลสถิติการจัดเก็บภาษี",
}


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("=1+1", "=1+1"),
        ("31", "31"),
        ("007", "007"),
        ("68", "68"),
        ("✓", "✓"),
        ("ผ่าน", "ผ่าน"),
        ("ฝ่ายปกครอง", "ฝ่ายปกครอง"),
        ("0", "0"),
        ("-", None),
    ],
)
def test_a_cell_of_an_unread_column_is_listed_whatever_stands_beside(left, cell, told) -> None:
    """A day, a unit or a code beside it has the same digits or words."""
    for at in (0, 3):
        rows = [[*OIT], ["O1", "ฝ่ายปกครอง", "31 ม.ค. 68"]]
        for row, text in zip(rows, ("เลขคุม", cell), strict=True):
            row.insert(at, text)
        found = left("assignments", *map(tuple, rows))
        assert [text for text in found if text != "เลขคุม"] == ([told] if told else [])


def test_numbers_of_rows_are_no_loss(left) -> None:
    rows = (("ลำดับ", *OIT), ("1", "O1", "ฝ่ายปกครอง", ""), ("2", "O2", "ฝ่ายโยธา", ""))
    assert left("assignments", *rows) == []


def left_of_file(workspace, tmp_path, *rows):
    """What a file of unknown kind leaves: why, or what it is, and whether it is no loss."""
    path = tmp_path / "ตาราง.csv"
    path.write_text("\n".join(",".join(row) for row in rows), "utf-8")
    series = plan_parts(workspace, find_in([path], workspace.year(2568)).parts, shown=2568)
    return series, {each.text: (each.note or each.why, each.is_aside) for each in series.left}


def test_a_table_that_is_not_read_is_left_whole_whatever_it_says_again(workspace, tmp_path) -> None:
    _, left = left_of_file(
        workspace,
        tmp_path,
        ("รายชื่อคณะทำงาน ITA ปีงบประมาณ พ.ศ. 2568",),
        ("ที่", "ชื่อ-สกุล", "ตำแหน่ง", "หน้าที่"),
        ("1", "นายสมมติ ใจดี", "หัวหน้าฝ่ายปกครอง", "ประธานคณะทำงาน"),
        ("2", "นางสมมุติ ใจงาม", "เจ้าพนักงานธุรการ", "เลขานุการ"),
        (),
        ("ตำแหน่ง", "จำนวน"),
        ("หัวหน้าฝ่ายปกครอง", "1"),
        ("เจ้าพนักงานธุรการ", "1"),
    )
    losses = [text for text, (_, is_aside) in left.items() if not is_aside]
    assert losses == ["ตำแหน่ง · จำนวน\nหัวหน้าฝ่ายปกครอง · 1\nเจ้าพนักงานธุรการ · 1"]


def test_a_column_that_a_report_has_twice_is_left_where_it_says_the_same(
    workspace, tmp_path
) -> None:
    series, left = left_of_file(
        workspace,
        tmp_path,
        ("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568",),
        ("ข้อ", "คำถาม", "คะแนน", "คะแนนต่ำสุดของเมือง"),
        ("O1", TITLES["O1"], "97.5", "95.5"),
        ("O7", TITLES["O7"], "95.5", "95.5"),
        ("O3", TITLES["O3"], "99", "97.5"),
    )
    assert list(left) == ["คะแนนต่ำสุดของเมือง", "95.5", "97.5"]
    assert len(series.left) == 4


@pytest.mark.parametrize(
    ("line", "is_loss"),
    [
        ("** คะแนนของ O1 ยังไม่รวมโรงเรียน", True),
        ("ให้ฝ่ายการคลังจัดสรรงบประมาณ", True),
        ("งบประมาณรวม 5000 บาท", True),
        ("บัญชีแนบท้ายประกาศ", False),
        ("ณ วันที่ 15 สิงหาคม 2568", False),
    ],
)
def test_a_line_above_a_table_is_listed_and_is_a_loss_unless_it_is_a_title(
    workspace, tmp_path, line, is_loss
) -> None:
    title = ("ผู้รับผิดชอบข้อมูล OIT การประเมิน ITA ปีงบประมาณ พ.ศ. 2568",)
    rows = (title, (line,), OIT, ("O1", "ฝ่ายปกครอง", "31 ม.ค. 68"))
    series, left = left_of_file(workspace, tmp_path, *rows)
    assert len(series.parts[0].plan.accepted) == 1
    assert [is_aside for text, (_, is_aside) in left.items() if text in line] == [not is_loss]


def test_a_row_that_may_be_data_and_a_score_in_a_title_are_a_loss(workspace, tmp_path) -> None:
    _, left = left_of_file(
        workspace,
        tmp_path,
        ("สรุปลิงก์ OIT คะแนนปีก่อน 91.27",),
        ("ข้อ", "ลิงก์", "ลิงก์สำรอง"),
        ("O1", "https://x.go.th/o1", "ยังไม่มีลิงก์"),
        ("O5", "ยังไม่มีลิงก์ ถามฝ่ายคลัง", ""),
        ("ตัวชี้วัดที่ 9 ค้าง 35 ข้อ",),
    )
    assert not any(is_aside for _, is_aside in left.values())
    assert any("91.27" in text for text in left)
    assert left["ยังไม่มีลิงก์"][0].startswith("บอกว่าไม่มีลิงก์")
    assert "หัวกลุ่ม" in left["ค้าง 35"][0]


@pytest.mark.parametrize(
    "rest",
    [
        ("ผู้รับผิดชอบ", "ฝ่ายปกครอง", "ฝ่ายโยธา"),
        ("ลิงก์", "https://a.th/3", "https://a.th/7"),
        ("คะแนน", "100", "0"),
    ],
)
def test_titles_that_are_swapped_are_told_and_not_taken(workspace, tmp_path, rest) -> None:
    series, left = left_of_file(
        workspace,
        tmp_path,
        ("รหัส", "ข้อมูล", rest[0]),
        ("O1", TITLES["O1"], rest[1]),
        ("O3", TITLES["O7"], rest[1]),
        ("O7", TITLES["O3"], rest[2]),
        *((code, title, rest[1]) for code, title in OTHERS.items()),
    )
    (part,) = series.parts
    assert len(part.plan.changes) - len(part.plan.accepted) == 2
    assert [text.split(" · ")[0] for text in left] == ["O3", "O7"]
    (reason,) = part.plan.reasons
    assert reason.remark.fields["items"] == (
        f"O3 ในไฟล์ “{TITLES['O7']}” (ชื่อของ O7) ของปี “{TITLES['O3']}”"
        f" · O7 ในไฟล์ “{TITLES['O3']}” (ชื่อของ O3) ของปี “{TITLES['O7']}”"
    )


def test_a_row_of_several_items_may_have_the_title_of_one_of_them(workspace, tmp_path) -> None:
    rows = (("รหัส", "ข้อมูล", "ผู้รับผิดชอบ"), ("O3-O5", TITLES["O3"], "ฝ่ายปกครอง"))
    series, _ = left_of_file(workspace, tmp_path, *rows)
    assert len(series.parts[0].plan.accepted) == 3


def test_what_a_step_is_called_is_the_day_and_not_its_number(workspace, tmp_path) -> None:
    series, left = left_of_file(
        workspace,
        tmp_path,
        ("ปฏิทินการประเมิน ITA ปีงบประมาณ พ.ศ. 2568",),
        ("ขั้นตอน", "กิจกรรม", "วันเริ่ม", "วันสิ้นสุด"),
        ("1", "แต่งตั้งคณะทำงาน", "1 ต.ค. 67", "31 ต.ค. 67"),
        ("2", "ยื่นข้อมูล OIT", "6 ม.ค. 68", "30 เม.ย. 68"),
    )
    (part,) = series.parts
    names = [write.record.title for change in part.plan.changes for write in change.writes]
    assert names == ["แต่งตั้งคณะทำงาน", "ยื่นข้อมูล OIT"]
    assert left == {}


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (
            (
                ("รหัส", "ชื่อตัวชี้วัด", "คะแนน", "เป้าหมาย"),
                ("I1", "ร้อยละของถนนที่ซ่อม", "88.2", "95"),
                ("I2", "ร้อยละของคลองที่ขุด", "82.2", "95"),
            ),
            "มีหัวตารางเหมือน “ผลการประเมิน” แต่ไม่ใช่ เพราะมีคอลัมน์ “เป้าหมาย”",
        ),
        (
            (("รหัส", "ชื่อ", "คะแนน"), ("1", "นายตัวอย่าง หนึ่ง", "85")),
            "มีหัวตารางเหมือน “ผลการประเมิน” แต่ไม่ใช่ เพราะเป็นคะแนนของบุคคล",
        ),
        (
            (
                ("ผลการประเมิน ITA ปี 2568",),
                ("รหัส", "คะแนน"),
                *((f"I{number}", "90.25") for number in range(31, 37)),
            ),
            "รายงานนี้ไม่ได้ใช้กรอบการประเมินปี 2568",
        ),
    ],
)
def test_a_table_that_nothing_is_taken_of_says_what_it_looks_like_and_why(
    workspace, tmp_path, rows, why
) -> None:
    _, left = left_of_file(workspace, tmp_path, *rows)
    [told] = left.values()
    assert why in told[0]


@pytest.mark.parametrize("empty", ["", "-", "☐"])
def test_a_unit_that_nobody_ticked_is_read_and_no_loss(workspace, tmp_path, empty) -> None:
    _, left = left_of_file(
        workspace,
        tmp_path,
        ("การมอบหมาย OIT ปี 2568",),
        ("ข้อ", "ฝ่ายปกครอง", "ฝ่ายโยธา", "ฝ่ายรายได้"),
        ("O1", "✓", empty, empty),
        ("O2", empty, "✓", empty),
    )
    assert left["ฝ่ายรายได้"] == ("อ่านแล้ว ไม่มีแถวใดทำเครื่องหมายไว้", True)
    assert all(is_aside for _, is_aside in left.values())


def answers(workspace) -> list[str]:
    """The answers of a scale with ``มากที่สุด``, which is in sentences of the program, too."""
    items = workspace.year(2568).framework.items
    scales = ([each.label for each in item.options] for item in items)
    return next(labels for labels in scales if "มากที่สุด" in labels)


@pytest.mark.parametrize("across", [True, False])
def test_answers_and_how_many_gave_them_are_listed_each(workspace, tmp_path, across) -> None:
    """The framework has the words of the answers, and the program prints some in sentences."""
    counts = {label: str(100 + number) for number, label in enumerate(answers(workspace))}
    heads, first, second = ("ข้อ", "คำถาม", "คะแนน"), ("I1", "", "97.5"), ("I2", "", "95.5")
    if across:
        rows = ((*heads, *counts), (*first, *counts.values()), second)
    else:
        beside = [("", "", *pair) for pair in counts.items()]
        rows = tuple((*row, *beside.pop(0)) for row in (heads, first, second))
        rows = (*rows, *(("", "", "", *pair) for pair in beside))
    _, left = left_of_file(workspace, tmp_path, ("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568",), *rows)
    told = " ".join(left)
    assert [each for pair in counts.items() for each in pair if each not in told] == []


def test_a_line_of_answers_in_a_report_is_listed(workspace, tmp_path) -> None:
    labels = answers(workspace)
    _, left = left_of_file(
        workspace,
        tmp_path,
        ("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568",),
        *((f"คะแนน {name} 97.5",) for name in ("IIT", "EIT", "OIT")),
        ("   ".join(labels),),
        ("101 102 103 104",),
    )
    assert all(label in " ".join(left) for label in labels)
