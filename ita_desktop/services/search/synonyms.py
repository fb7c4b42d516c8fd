"""Synonyms that a clerk may type for the program's terms."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Final

from ita_desktop.domain.text import key

ALIKE: Final = (
    (
        "ปีงบประมาณใหม่",
        "ปีใหม่",
        "เพิ่มปี",
        "ขึ้นปีใหม่",
        "ทำปีใหม่",
        "ปีถัดไป",
        "ย้ายปี",
        "ขึ้นปี",
        "เปิดปี",
    ),
    ("ชื่อสำนักงาน", "ชื่อเขต"),
    ("เอกสาร", "ดาวน์โหลด", "โหลดเอกสาร", "ส่งออก", "export", "รายงาน", "Word", "Excel", "PDF"),
    ("เอกสาร", "เลขไทย", "เลขอารบิก", "ตัวเลขไทย"),
    ("งานร่วม", "รหัสผ่าน", "password", "เข้าสู่ระบบ", "ช่วยทำ", "ช่วยกันทำ", "ทำพร้อมกัน", "หลายคน", "อีกคน"),
    ("รหัสของไฟล์", "รหัสไฟล์", "รหัสแฟ้ม", "ใส่รหัส", "ล็อกไฟล์", "ล็อคไฟล์", "คนอื่นเปิด", "เปิดดู", "แอบดู"),
    ("เอาแถวออก", "ลบแถว", "ลบบรรทัด", "ลบรายการ"),
    ("แจ้งปัญหา", "คนทำโปรแกรม", "โปรแกรมค้าง", "โปรแกรมมีปัญหา", "bug"),
    ("สีแดง", "ขึ้นแดง", "ตัวแดง", "เป็นแดง"),
    ("ยกมาจากปีก่อน", "จากปีที่แล้ว", "จากปีก่อน", "จากปีเก่า", "ลอกปี"),
    (
        "ข้อสังเกต",
        "ข้อเสนอแนะ",
        "ความเห็นผู้ตรวจ",
        "ท้วง",
        "ปปช",
        "ป.ป.ช.",
        "ผู้ตรวจ",
        "กรรมการตรวจ",
    ),
    ("แบบกรอก", "แบบรายงาน", "แบบบันทึก", "ใบงาน", "แบบฟอร์ม", "ฟอร์ม"),
    (
        "คณะกรรมการ",
        "รายชื่อ",
        "บุคลากร",
        "คณะทำงาน",
        "พนักงาน",
        "เจ้าหน้าที่",
        "เปลี่ยนผอ",
        "คำนำหน้าชื่อ",
        "คนออก",
        "เพิ่มคน",
        "กรรมการใหม่",
        "เพิ่มกรรมการ",
    ),
    (
        "การดำรงตำแหน่ง",
        "ผู้ดำรงตำแหน่ง",
        "คนใหม่",
        "ย้ายเข้า",
        "ย้ายออก",
        "รักษาการ",
        "เปลี่ยนหัวหน้า",
        "ชื่อผอ",
        "ผู้อำนวยการเขต",
        "ลาออก",
    ),
    ("นำเข้า", "import", "ดึงข้อมูล", "โหลดไฟล์", "เอาไฟล์", "เอาเข้า"),
    ("พิมพ์", "print", "ปริ้น", "ปริ๊น"),
    ("บันทึก", "save", "เซฟ"),
    ("สำรอง", "backup", "แบ็กอัป", "สำเนา", "ก๊อปปี้", "ก็อปปี้", "copy"),
    ("สำรองแฟ้ม", "สำรองข้อมูล", "สำรองงาน"),
    (
        "บันทึกสำเนาเป็น",
        "ย้ายไปเครื่องใหม่",
        "เครื่องใหม่",
        "ย้ายเครื่อง",
        "เปลี่ยนเครื่อง",
        "คอมใหม่",
        "แฟลชไดร์ฟ",
        "USB",
        "ทำที่บ้าน",
        "เอากลับบ้าน",
    ),
    ("แฟ้มและสำเนา", "ไฟล์อยู่ไหน", "เก็บไว้ที่ไหน", "บันทึกไว้ที่ไหน", "ที่เก็บไฟล์"),
    (
        "กู้คืน",
        "restore",
        "คืนค่า",
        "กู้ไฟล์",
        "กู้ข้อมูล",
        "กู้ของ",
        "ไฟล์หาย",
        "ข้อมูลหาย",
        "งานหาย",
        "เมื่อวาน",
        "ไฟล์พัง",
        "ไฟล์เสีย",
        "เปิดไม่ได้",
        "ไม่ขึ้น",
    ),
    ("แฟ้ม", "ไฟล์", "file"),
    ("เลิกทำ", "undo", "ย้อนกลับ", "ยกเลิก", "เผลอ", "เอาคืน", "กดผิด"),
    ("ทำซ้ำ", "redo"),
    (
        "ประวัติการแก้ไข",
        "history",
        "ย้อนหลัง",
        "ย้อนกลับ",
        "ยกเลิก",
        "การลบปีงบประมาณ",
        "เอาปีออก",
        "เพิ่มปีผิด",
        "เผลอ",
        "เอาคืน",
        "กดผิด",
        "ใครแก้",
    ),
    ("คู่มือ", "help", "manual", "วิธีใช้", "ช่วยเหลือ", "คืออะไร", "หมายถึงอะไร"),
    ("ปุ่มลัด", "shortcut", "คีย์ลัด", "คีย์บอร์ด", "ทางลัด", "ตัด", "คัดลอก", "วาง", "ลบ", "ค้นหาและสั่ง"),
    ("มีอะไรใหม่", "อัปเดต", "รุ่นใหม่"),
    ("เกี่ยวกับโปรแกรม", "about", "เวอร์ชัน", "รุ่น"),
    ("ตั้งค่า", "settings", "กำหนดค่า", "ตัวเลือก"),
    ("ตรวจ", "ตรวจสอบ", "เช็ก", "เช็ค"),
    (
        "ภาพรวม",
        "dashboard",
        "แดชบอร์ด",
        "หน้าแรก",
        "ทำอะไรก่อน",
        "ทำก่อน",
        "เลยกำหนด",
        "เกินกำหนด",
        "ล่าช้า",
    ),
    ("งาน OIT", "หลักฐาน OIT", "มอบหมาย", "รายการตรวจ", "งานเลยกำหนด", "แนบไฟล์", "แนบลิงก์"),
    ("งาน OIT", "อัปโหลด", "upload", "ใครทำ", "ใครทำข้อไหน", "ใครรับผิดชอบ"),
    (
        "งาน OIT",
        "กำหนดส่ง",
        "วันส่ง",
        "ครบกำหนด",
        "วันครบกำหนด",
        "งานค้าง",
        "ข้อที่ค้าง",
        "แจกงาน",
        "แบ่งงาน",
        "มอบงาน",
        "จ่ายงาน",
    ),
    ("มาตรการ", "แผน", "แผนปรับปรุง", "แผนยกระดับ", "ข้อค้นพบ"),
    ("การวิเคราะห์", "จุดอ่อน", "จุดแข็ง", "คะแนนต่ำ"),
    (
        "คะแนน",
        "ผลการประเมิน",
        "score",
        "ผลคะแนน",
        "ผลประเมิน",
        "ผ่านดี",
        "ผ่านดีเยี่ยม",
        "ขาดอีก",
        "อีกเท่าไหร่",
        "อีกกี่คะแนน",
        "ระดับถัดไป",
        "กี่คะแนน",
        "กี่เปอร์เซ็นต์",
    ),
    (
        "การประชุม",
        "ระเบียบวาระ",
        "มติ",
        "วันประชุม",
        "นัดประชุม",
        "เลื่อนประชุม",
        "เชิญประชุม",
        "จดประชุม",
        "มติที่ประชุม",
    ),
    ("ใบลงชื่อ", "ใบเซ็นชื่อ", "ลงลายมือชื่อ"),
    ("รายงานผลการดำเนินการ", "รายงานความก้าวหน้า", "สิ้นปี", "รอบ 6 เดือน", "รอบ 12 เดือน"),
    (
        "ติดตามผล",
        "ติดตามมาตรการ",
        "ความก้าวหน้า",
        "บันทึกผล",
        "ภาพกิจกรรม",
        "รูปกิจกรรม",
        "เพิ่มรูป",
        "ใส่รูป",
        "ลบรูป",
    ),
    ("คำสั่งแต่งตั้ง", "ผู้ลงนาม", "ผู้อำนวยการ", "ลายเซ็น", "เซ็นชื่อ", "ลงนาม"),
    ("คำสั่ง", "แต่งตั้ง"),
    ("คำสั่งแต่งตั้ง", "คำสั่งเก่า", "คำสั่งเดิม"),
    ("คำว่าร่าง", "ลายน้ำ"),
    ("เครือข่าย", "เน็ต", "อินเทอร์เน็ต", "ออฟไลน์", "ไวไฟ", "wifi"),
    ("คณะ", "ชุด"),
    ("คอลัมน์", "คอลัม", "คอลัมม์"),
    ("ครอบตัด", "ครอป", "ตัดรูป", "ย่อรูป"),
    ("ฉบับลงนาม", "เซ็นแล้ว", "ลงนามแล้ว"),
    ("ภาพรวมเมือง", "เขตอื่น", "ทุกเขต", "ห้าสิบเขต"),
    ("เครื่องดับ", "ไฟดับ"),
    ("รายงานการประชุม", "รายงานประชุม", "บันทึกการประชุม", "จดรายงาน"),
    ("บันทึกข้อความ", "หนังสือ", "จดหมาย", "memo", "หนังสือเชิญ", "หนังสือเชิญประชุม", "ร่างหนังสือ"),
    ("หน้าเว็บ", "ขึ้นเว็บ", "ลงเว็บ", "เว็บไซต์", "เว็บไซต์เขต", "เว็บเขต"),
    ("หน่วย", "ฝ่าย", "หน่วยงาน"),
    ("เพิ่มหน่วย", "เพิ่มฝ่าย", "ฝ่ายใหม่", "เพิ่มโรงเรียน", "เปลี่ยนชื่อฝ่าย", "แก้ชื่อฝ่าย"),
    (
        "ส่งรอบใหม่",
        "ส่งแบบฟอร์ม",
        "ส่งแบบกรอก",
        "ส่งแบบให้หน่วย",
        "ส่งแบบให้หน่วยงาน",
        "ส่งแบบให้ฝ่าย",
        "ส่ง-รับ",
        "ส่งงาน",
        "ส่งเมล",
    ),
    ("ส่ง-รับ", "ไม่ส่ง", "ยังไม่ส่ง", "ใครยังไม่ส่ง", "ทวง", "ทวงงาน", "ตามงาน", "หนังสือเตือน"),
    (
        "รับกลับ",
        "รับไฟล์ที่ตอบ",
        "รับคืน",
        "รับไฟล์คืน",
        "รับกลับจากหน่วยงาน",
        "ส่ง-รับ",
        "ส่งคืน",
        "ส่งกลับ",
        "ไฟล์คืน",
        "คืนมาแล้ว",
        "ตอบกลับ",
    ),
    ("ปฏิทิน", "วันสำคัญ", "กำหนดการ", "วันหยุด", "วันประกาศผล"),
    ("กรอบ", "เกณฑ์", "หนังสือเวียน", "เกณฑ์ปีใหม่"),
    ("ปฏิทินของปี", "ไฟล์ปฏิทิน", "ics", "ปฏิทินในโทรศัพท์"),
    ("ภาษา", "language", "อังกฤษ"),
    (
        "สีของหน้าต่าง",
        "theme",
        "ธีม",
        "โหมดมืด",
        "สีดำ",
        "พื้นดำ",
        "จอดำ",
        "จอมืด",
        "กลางคืน",
        "ตัวหนังสือ",
        "ตัวอักษร",
        "ฟอนต์",
        "ฟ้อน",
        "หน้าจอ",
    ),
    ("ภาพถ่าย", "รูปถ่าย", "ถ่ายรูป", "รูปภาพ"),
    (
        "แบบสำรวจ",
        "QR",
        "QR code",
        "คิวอาร์",
        "คิวอาร์โค้ด",
        "แบบวัด",
        "แบบสอบถาม",
        "คำถาม",
        "IIT",
        "EIT",
        "ผู้ตอบ",
        "คนตอบ",
        "ยอดตอบ",
        "ผลสำรวจ",
    ),
    ("ผู้บริหาร", "ผู้อำนวยการ", "ผอ"),
    ("ลิงก์", "ลิ้งค์", "link", "url", "เว็บเสีย"),
    ("ลบข้อมูลส่วนบุคคล", "ข้อมูลส่วนตัว", "PDPA", "เบลอหน้า", "ลบรูปหน้าคน"),
    ("ช่องทางติดต่อ", "เบอร์โทร", "โทรศัพท์", "เบอร์", "อีเมล"),
    (
        "ค้นหาและแทนที่",
        "แก้ชื่อ",
        "เปลี่ยนคำ",
        "แก้คำผิด",
        "ตรวจคำผิด",
        "สะกดผิด",
        "แก้ตัวสะกด",
        "ชื่อผิด",
        "พิมผิด",
        "แก้ทุกที่",
        "ทั้งไฟล์",
        "แก้ทีเดียว",
    ),
    ("ครุฑ", "โลโก้", "ตราเขต"),
    ("รวมกับแฟ้มอื่น", "รวมไฟล์", "สองคน", "สองเครื่อง", "สองไฟล์", "ไฟล์ซ้ำ", "แฟ้มซ้ำ"),
    ("เล่มมาตรการ", "คำนำ", "สารบัญ", "ทำปก", "ปกเล่ม", "หน้าปก"),
    ("สรุปสำหรับผู้บริหาร", "สไลด์", "slide", "PowerPoint"),
    ("ส่งต่อแฟ้ม", "ส่งไฟล์ให้", "แบ่งปัน"),
    ("ใบยื่นข้อมูล", "ยื่นข้อมูล", "ITAS", "กรอกในระบบ", "ส่งเข้าระบบ"),
    ("เอกสารหลายฉบับ", "ทุกอย่าง", "ทั้งหมดทีเดียว", "ทุกฉบับ", "ทีเดียวหมด"),
    ("หนังสือขอข้อมูล", "บันทึกขอข้อมูล", "ขอข้อมูล", "ขอหลักฐาน"),
    ("ตารางรายหน่วย", "ใครยังไม่ทำ", "ยังไม่ทำ", "ยังไม่เสร็จ"),
    ("ผลคะแนนปี", "เปลี่ยนปี", "เลือกปี", "คะแนนปีที่แล้ว", "คะแนนปีก่อน", "ปีก่อน", "ปีเก่า", "ปีที่แล้ว"),
)
"""Groups of synonyms; a title that contains one of a group is found by the others."""

SCORES_OF: Final = "ผลคะแนนปี"
"""What the entry of the scores of a year is about."""
SHORT: Final = {
    "ผอ": "ผู้อำนวยการ", "หน": "หัวหน้า", "ผช": "ผู้ช่วย", "จนท": "เจ้าหน้าที่", "รร": "โรงเรียน",
    "คกก": "คณะกรรมการ", "คทง": "คณะทำงาน", "กก": "กรรมการ", "สนข": "สำนักงานเขต",
    "กทม": "กรุงเทพมหานคร", "เลขา": "เลขานุการ", "งปม": "งบประมาณ",
    "ถามตอบ": "q&a",
    "เอกเซล": "excel", "เอ็กเซล": "excel", "เอ็กเซลล์": "excel", "เวิร์ด": "word", "พีดีเอฟ": "pdf",
}  # fmt: skip
"""What clerks write for words, with or without points, alone or before others (ผอ.เขต)."""
ASKING: Final = frozenset(map(key, (
    "อะไร", "ใคร", "ไหน", "ที่ไหน", "ตรงไหน", "เมื่อไร", "เมื่อไหร่", "ยังไง", "อย่างไร", "ไง", "ไหม", "มั้ย",
    "หรือ", "ชื่อ", "ทำ", "เขียน", "ดู", "อยู่", "เอา", "ขอ", "อยาก", "จะ", "ต้อง", "ให้", "ที่", "ของ", "แล้ว",
    "ถึง", "กับ", "จาก", "ครับ", "ค่ะ", "เรื่อง", "บ้าง", "ทำไม", "ต้องการ", "วิธี", "หน่อย", "เหรอ",
)))  # fmt: skip
"""What only asks for something, or says what to do with it."""
HOW: Final = frozenset(map(key, ("ยังไง", "อย่างไร", "ไง", "ไหม", "มั้ย", "ทำไม", "วิธี")))
"""What asks how something is done, or whether it can be."""
DOING: Final = frozenset(map(key, (
    "เปลี่ยน", "แก้", "แก้ไข", "ใส่", "เพิ่ม", "เปิด", "ปิด", "ส่ง", "ทำ", "ย้าย", "เอา", "แจก", "ตั้ง", "เลือก",
    "ยกเลิก", "ลบ",
)))  # fmt: skip
"""What may be done with nearly anything."""
SMALL: Final = frozenset(map(key, (
    "ได้", "เป็น", "ไป", "มา", "มี", "ไม่", "และ", "แบบ", "คือ", "ยัง", "อีก", "นี้", "สิ่ง", "อัน", "ๆ",
    "กรุงเทพมหานคร",
)))  # fmt: skip
"""What any text has."""
TAKEN_IN: Final = "นำเข้า"
_TAKEN_IN: Final = re.compile(
    r"(?<!\S)เอา(.+?)(?:เข้า(?:มา|ไป)?|มา(?:วาง|ใส่|ลง))(?=\s|$|ยังไง|ไง|ตรงไหน|ที่ไหน)"
)
_KEYS: Final = tuple(tuple(map(key, group)) for group in ALIKE)


_WORDS: Final = frozenset(word for keys in _KEYS for word in keys)
LONG_WORDS: Final = sorted((word for word in _WORDS if len(word) > 6), key=len, reverse=True)
"""Known words that are still known with a mistake in them, from the longest."""
_MEANT: Final = sorted(word for word in _WORDS if len(word) > 3)
"""Known words that are long enough to be known with a mistake."""
_KNOWN: Final = re.compile(f"({'|'.join(map(re.escape, sorted(_WORDS, key=len, reverse=True)))})")
"""The longest known word at each place."""
_YEAR: Final = re.compile(r"(?<!\d)25\d\d(?!\d)")


def written_out(word: str) -> list[str]:
    """Return what a word, normalised, is short for; the word itself if it is not.

    >>> written_out("ผช.ผอ.เขต")
    ['ผู้ช่วย', 'ผู้อำนวยการ', 'เขต']
    >>> written_out("พ.ศ.")
    ['พ.ศ.']
    """
    parts = [part for part in word.split(".") if part]
    return [SHORT.get(part, part) for part in parts] if SHORT.keys() & set(parts) else [word]


def is_known(word: str) -> bool:
    """Return whether a word, normalised, is in a group."""
    return word in _WORDS


def taken_in(text: str) -> str:
    """Return a text with what is said around a thing in front of it.

    >>> taken_in("เอาผลประเมินเข้ายังไง")
    'นำเข้า ผลประเมิน ยังไง'
    """
    return _TAKEN_IN.sub(rf"{TAKEN_IN} \1 ", text)


@lru_cache(maxsize=512)
def corrected(part: str) -> str:
    """Return the known word that a part was meant to be, apart from what only asks or says what to
    do with it; the part itself if there is none."""
    left = part
    for small in (*DOING, *ASKING):
        left = left.removeprefix(small).removesuffix(small) or left
    if is_known(part) or len(left) < 4:
        return part
    return next((word for word in _MEANT if _is_slip(word, left)), part)


def _is_slip(word: str, typed: str) -> bool:
    """Return whether one letter of a word was typed wrong, left out, or is one too many."""
    if abs(len(word) - len(typed)) > 1:
        return False
    same = takewhile(lambda pair: pair[0] == pair[1], zip(word, typed, strict=False))
    at = sum(1 for _ in same)
    return word[at + 1 :] in (typed[at + 1 :], typed[at:]) or word[at:] == typed[at + 1 :]


@lru_cache(maxsize=512)
def alike(word: str) -> tuple[str, ...]:
    """Return the other words of a word's groups, normalised."""
    return tuple(each for keys in _KEYS if word in keys for each in keys if each != word)


def called(word: str) -> str:
    """Return what the program calls what a word, normalised, means."""
    return next((keys[0] for keys in _KEYS if word in keys), word)


def merged(parts: Sequence[str]) -> tuple[str, ...]:
    """Return parts of what was typed, those as one that are a known word when either is said in
    another way.

    >>> merged(("ส่ง", "ใบงาน"))
    ('ส่งแบบกรอก',)
    """
    done: list[str] = []
    for part in parts:
        before = done[-1] if done else ""
        ways = (
            f"{one}{other}" for one in (before, *alike(before)) for other in (part, *alike(part))
        )
        joined = next(filter(is_known, ways), "") if before else ""
        done[-1:] = [joined] if joined else [*done[-1:], part]
    return tuple(done)


def parted(word: str) -> tuple[str, ...]:
    """Return the known words in what was typed together, and what is between them.

    >>> parted("ปริ้นคำสั่ง")
    ('ปริ้น', 'คำสั่ง')
    >>> parted("แก้วันครบกำหนด")
    ('แก้', 'วันครบกำหนด')
    """
    return tuple(part for part in _KNOWN.split(word) if part)


def without_asking(word: str, cut: Callable[[str], Sequence[str]]) -> str:
    """Return a word without what only asks, and without the number of a year, so far as it is not
    part of a known word; empty if nothing is left.

    >>> without_asking("ลบปี2570", lambda text: [text])
    'ลบปี'
    """
    parts = [
        part for typed in parted(word) for part in ([typed] if is_known(typed) else cut(typed))
    ]
    return _YEAR.sub("", "".join(part for part in parts if part not in ASKING))


@lru_cache(maxsize=512)
def synonyms_of(title: str) -> str:
    """Return the synonyms for ``title``, to be searched; empty if none."""
    text = key(title)
    groups = zip(ALIKE, _KEYS, strict=True)
    return " ".join(
        word for group, keys in groups if any(word in text for word in keys) for word in group
    )
