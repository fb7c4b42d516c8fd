"""What a file adds stands behind what is there, one place after the other, file after file."""

import pytest

LINK = "https://district.example/"
FILES = {
    "people": ("people", ("ชื่อ - นามสกุล", "ตำแหน่ง"), lambda at: (f"นายตัวอย่าง {'กขคง'[at]}", "ครู")),
    "posts": (
        "tenures",
        ("ชื่อ - นามสกุล", "ดำรงตำแหน่ง"),
        lambda at: (f"นายตัวอย่าง {'กขคง'[at]}", f"หัวหน้าฝ่ายที่ {at}"),
    ),
    "roster": (
        "members",
        ("คณะ", "ชื่อ - นามสกุล", "ตำแหน่ง", "บทบาท"),
        lambda at: ("คณะทำงาน", f"นายตัวอย่าง {'กขคง'[at]}", "ครู", "คณะทำงาน"),
    ),
    "people of a roster": (
        "people",
        ("คณะ", "ชื่อ - นามสกุล", "ตำแหน่ง", "บทบาท"),
        lambda at: ("คณะทำงาน", f"นายตัวอย่าง {'กขคง'[at]}", "ครู", "คณะทำงาน"),
    ),
    "duties": ("duties", ("คณะ", "หน้าที่"), lambda at: ("คณะทำงาน", f"ทำงานอย่างที่ {'กขคง'[at]}")),
    "orders": (
        "orders",
        ("เลขที่คำสั่ง", "เรื่องคำสั่ง", "วันที่ลงนาม", "คณะที่แต่งตั้ง"),
        lambda at: (f"{at + 1}/2568", f"แต่งตั้งชุด {'กขคง'[at]}", f"{at + 1}/1/68", "คณะทำงาน"),
    ),
    "letters": (
        "letters",
        ("ชนิดหนังสือ", "เรื่อง", "เรียน", "ข้อความ"),
        lambda at: ("บันทึกข้อความ", f"เรื่องที่ {'กขคง'[at]}", "ผู้อำนวยการเขต", f"ข้อความ {'กขคง'[at]}"),
    ),
    "measures": (
        "measures",
        ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ"),
        lambda at: (f"I{at + 1}", f"ทำอย่างที่ {'กขคง'[at]}", "ทุกฝ่าย", "ทุกเดือน"),
    ),
    "measures of a report": (
        "measures",
        ("ข้อ", "มาตรการ/กิจกรรม", "ผลการดำเนินการ", "รอบ"),
        lambda at: (f"I{at + 1}", f"ทำอย่างที่ {'กขคง'[at]}", "ทำแล้ว", "รอบ 6 เดือน"),
    ),
    "evidence": (
        "evidence",
        ("ข้อ", "ชื่อเอกสาร", "ลิงก์หรือชื่อไฟล์"),
        lambda at: ("O1", f"เอกสาร {'กขคง'[at]}", f"{LINK}{at}"),
    ),
}


@pytest.mark.in_turn
@pytest.mark.parametrize("what", FILES)
def test_new_rows_stand_behind_the_others_without_a_gap(take_in, year, what: str) -> None:
    records, heads, row = FILES[what]
    kind = {
        "posts": "people", "people of a roster": "roster", "measures of a report": "progress",
    }.get(what, what)  # fmt: skip
    before = [record.position for record in getattr(year(), records)]
    take_in(kind, heads, row(0), row(1))
    take_in(kind, heads, row(2), row(3))
    places = [record.position for record in getattr(year(), records)]
    assert places == [*before, *range(len(before), len(before) + 4)]
