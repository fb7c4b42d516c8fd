"""Synonyms that a clerk may type for the program's terms."""

from functools import lru_cache
from typing import Final

from ita_desktop.domain.text import key

ALIKE: Final = (
    ("ปีงบประมาณใหม่", "ปีใหม่", "เพิ่มปี", "ขึ้นปีใหม่", "ทำปีใหม่", "ปีถัดไป"),
    ("ชื่อสำนักงาน", "ชื่อเขต"),
    ("เอกสาร", "ดาวน์โหลด", "โหลดเอกสาร", "ส่งออก", "export", "รายงาน", "Word", "Excel", "PDF"),
    ("แบบกรอก", "แบบรายงาน", "แบบบันทึก", "ใบงาน", "แบบฟอร์ม", "ฟอร์ม"),
    ("คณะกรรมการ", "รายชื่อ", "บุคลากร", "คณะทำงาน", "พนักงาน", "เจ้าหน้าที่", "เปลี่ยนผอ"),
    ("นำเข้า", "import", "ดึงข้อมูล", "โหลดไฟล์", "เอกเซล"),
    ("พิมพ์", "print", "ปริ้น", "ปริ๊น"),
    ("บันทึก", "save", "เซฟ"),
    ("สำรอง", "backup", "แบ็กอัป", "สำเนา"),
    ("กู้คืน", "restore", "คืนค่า", "กู้ไฟล์", "ไฟล์หาย"),
    ("แฟ้ม", "ไฟล์", "file"),
    ("เลิกทำ", "undo", "ย้อนกลับ", "ยกเลิก"),
    ("ทำซ้ำ", "redo"),
    ("ประวัติการแก้ไข", "history", "ย้อนหลัง", "ย้อนกลับ"),
    ("คู่มือ", "help", "manual", "วิธีใช้", "ช่วยเหลือ"),
    ("ปุ่มลัด", "shortcut", "คีย์ลัด", "ทางลัด", "ตัด", "คัดลอก", "วาง", "ค้นหาและสั่ง"),
    ("มีอะไรใหม่", "อัปเดต", "รุ่นใหม่"),
    ("เกี่ยวกับโปรแกรม", "about", "เวอร์ชัน", "รุ่น"),
    ("ตั้งค่า", "settings", "กำหนดค่า", "ตัวเลือก"),
    ("ภาพรวม", "dashboard", "แดชบอร์ด", "หน้าแรก", "เลยกำหนด", "เกินกำหนด", "ล่าช้า"),
    ("งาน OIT", "หลักฐาน OIT", "มอบหมาย", "รายการตรวจ", "งานเลยกำหนด"),
    ("มาตรการ", "แผน", "ข้อค้นพบ"),
    ("คะแนน", "ผลการประเมิน", "score", "ผลคะแนน"),
    ("การประชุม", "ระเบียบวาระ", "มติ"),
    ("คำสั่งแต่งตั้ง", "ผู้ลงนาม", "ลายเซ็น"),
    ("คำสั่ง", "แต่งตั้ง"),
    ("บันทึกข้อความ", "หนังสือ", "จดหมาย", "memo"),
    ("หน่วย", "ฝ่าย", "หน่วยงาน"),
    ("ส่งรอบใหม่", "ส่งแบบให้หน่วย", "ส่งแบบให้หน่วยงาน", "ส่ง-รับ", "ส่งงาน", "ส่งเมล"),
    ("ส่ง-รับ", "ไม่ส่ง", "ใครยังไม่ส่ง", "ทวงงาน", "ตามงาน", "หนังสือเตือน"),
    ("รับกลับ", "รับไฟล์ที่ตอบ", "รับกลับจากหน่วยงาน", "ส่ง-รับ"),
    ("ปฏิทิน", "วันสำคัญ", "กำหนดการ", "วันหยุด"),
    ("ภาษา", "language", "อังกฤษ"),
    ("สีของหน้าต่าง", "theme", "ธีม", "โหมดมืด", "สีดำ", "ตัวหนังสือใหญ่", "ตัวอักษรใหญ่", "ฟอนต์", "ฟ้อน"),
    ("ภาพถ่าย", "รูปถ่าย", "ถ่ายรูป", "รูปภาพ"),
    ("แบบสำรวจ", "QR", "คิวอาร์", "แบบวัด", "แบบสอบถาม"),
    ("ผู้บริหาร", "ผู้อำนวยการ"),
    ("ลิงก์", "ลิ้งค์", "link", "url", "เว็บเสีย"),
    ("ลบข้อมูลส่วนบุคคล", "PDPA", "เบลอหน้า", "ลบรูปหน้าคน"),
    ("ช่องทางติดต่อ", "เบอร์โทร", "โทรศัพท์"),
    ("ค้นหาและแทนที่", "แก้ชื่อ", "เปลี่ยนคำ", "แก้คำ"),
    ("ผลคะแนนปี", "เปลี่ยนปี", "เลือกปี", "คะแนนปีที่แล้ว", "คะแนนปีก่อน"),
)
"""Groups of synonyms; a title that contains one of a group is found by the others."""

SCORES_OF: Final = "ผลคะแนนปี"
"""What the entry of the scores of a year is about."""
SHORT: Final = {"ผอ": "ผู้อำนวยการ", "หน": "หัวหน้า", "ผช": "ผู้ช่วย", "จนท": "เจ้าหน้าที่", "รร": "โรงเรียน"}
"""What clerks write for words, with or without points."""
_KEYS: Final = tuple(tuple(map(key, group)) for group in ALIKE)


_WORDS: Final = sorted({word for keys in _KEYS for word in keys}, key=len, reverse=True)


def is_known(word: str) -> bool:
    """Return whether a word, normalised, is in a group."""
    return word in _WORDS


def parted(word: str) -> tuple[str, ...]:
    """Return a known word and what was typed right behind or before it; the word alone if it holds
    none.

    >>> parted("ปริ้นคำสั่ง")
    ('ปริ้น', 'คำสั่ง')
    """
    for known in _WORDS:
        if word != known and word.startswith(known):
            return known, word.removeprefix(known)
        if word != known and word.endswith(known):
            return word.removesuffix(known), known
    return (word,)


@lru_cache(maxsize=512)
def synonyms_of(title: str) -> str:
    """Return the synonyms for ``title``, to be searched; empty if none."""
    text = key(title)
    groups = zip(ALIKE, _KEYS, strict=True)
    return " ".join(
        word for group, keys in groups if any(word in text for word in keys) for word in group
    )
