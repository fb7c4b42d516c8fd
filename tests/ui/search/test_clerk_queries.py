"""What a clerk types, with slips and abbreviations, leads to the right thing at once."""

from ita_desktop.ui.search.popup import Search
from tests.ui.search import test_popup

popup = test_popup.popup
QUERIES = {
    "คำสั้งแต่งตั้ง": "คำสั่งแต่งตั้ง",
    "ผอ.": "ผู้อำนวยการ",
    "ผอ.เขต": "การดำรงตำแหน่ง",
    "เลยกำหนด": "ภาพรวม",
    "ลบ": "ปุ่มลัด",
    "ยกเลิก": "ประวัติการแก้ไข",
    "พิมพ์ QR": "โปสเตอร์แบบสำรวจ",
    "รูป": "ภาพถ่าย",
    "หนังสือ": "หนังสือ",
    "ผลคะแนน 2567": "ผลคะแนนปี 2567",
    "O๑๒": "O12",
    "รายงานการประชม": "รายงานการประชุม",
    "วาระ": "การประชุม",
    "สำรองข้อมูล": "สำรอง",
    "กู้คืน": "กู้คืนจากแฟ้มสำรอง",
    "นำเข้า excel": "นำเข้าจาก",
    "มาตราการ": "ไปที่ มาตรการ",
    "คกก.": "คณะกรรมการ",
    "แบบสำรวจ eit": "แบบสำรวจ",
    "no gift": "O18",
    "ขึ้นปีใหม่": "ปีงบประมาณใหม่",
    "โหมดมืด": "ตั้งค่า: หน้าต่าง",
    "ใบงาน": "แบบกรอกของหน่วย",
    "ปฎิทิน": "ปฏิทิน",
    "จัดซื้อจัดจาง": "O15",
    "ตรวจลิ้ง": "ตรวจลิงก์ทั้งหมด",
    "โอ 12": "O12",
    "O.12": "O12",
    "เว็ปไซต์": "หน้าเว็บ OIT",
    "QR code": "ไปที่ แบบสำรวจ",
    "ไฟล์ปฏิทิน": "ปี: ปฏิทินของปี",
    "ITA คืออะไร": "คู่มือ",
    "แนบไฟล์": "งาน OIT",
    "สะกดผิด": "ค้นหาและแทนที่",
    "คำถาม eit": "แบบสำรวจ",
    "แบบวัด iit": "แบบสำรวจ",
    "เกณฑ์ปี 2570": "กรอบของปี",
    "หนังสือเวียน": "กรอบของปี",
    "ระดับผ่านดี": "คะแนน",
    "ตราครุท": "ถ้อยคำในเอกสาร",
    "เลขไทย": "เอกสาร",
    "รหัสผ่าน": "งานร่วม",
    "ข้อเสนอแนะ": "ข้อสังเกต",
}
ALLOWED = {"ผอ."}
"""Whom it means, or what he gets, cannot be known."""


def test_the_right_thing_is_first_or_second(popup, window) -> None:
    missed = {}
    for typed, wanted in QUERIES.items():
        window.findChild(Search).find(typed)
        found = test_popup.shown_rows(popup)[:2]
        if not any(wanted in words for words in found):
            missed[typed] = found
    assert missed.keys() <= ALLOWED, missed
