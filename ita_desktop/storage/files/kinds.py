"""Display names of the kinds of records."""

from collections.abc import Iterable
from functools import reduce
from typing import Final

from ita_desktop.domain.errors import Phrase

KINDS: Final = {
    "organisation": Phrase("ข้อมูลสำนักงาน"),
    "unit": Phrase("หน่วยของสำนักงาน"),
    "fiscal_year": Phrase("ปีงบประมาณ"),
    "framework_node": Phrase("กรอบการประเมิน"),
    "framework_confirmation": Phrase("กรอบการประเมิน"),
    "person": Phrase("บุคคล"),
    "tenure": Phrase("การดำรงตำแหน่ง"),
    "body": Phrase("คณะกรรมการและคณะทำงาน"),
    "member": Phrase("รายชื่อในคณะ"),
    "duty": Phrase("อำนาจหน้าที่"),
    "appointment_order": Phrase("คำสั่งแต่งตั้ง"),
    "order_body": Phrase("คำสั่งแต่งตั้ง"),
    "order_change": Phrase("คำสั่งแต่งตั้ง"),
    "assignment": Phrase("งานข้อ OIT"),
    "assignment_owner": Phrase("ผู้รับผิดชอบข้อ OIT"),
    "evidence": Phrase("หลักฐาน"),
    "check_mark": Phrase("เครื่องหมายครบของข้อ OIT"),
    "link_proof": Phrase("ผลตรวจลิงก์"),
    "mark_reason": Phrase("เหตุผลของคะแนน"),
    "filing": Phrase("ข้อมูลที่ยื่นแล้ว"),
    "assessor_remark": Phrase("ข้อสังเกตของผู้ตรวจ"),
    "finding": Phrase("ผลวิเคราะห์"),
    "finding_item": Phrase("ผลวิเคราะห์"),
    "finding_source": Phrase("ผลวิเคราะห์"),
    "measure": Phrase("มาตรการ"),
    "measure_item": Phrase("มาตรการ"),
    "measure_finding": Phrase("มาตรการ"),
    "measure_owner": Phrase("ผู้รับผิดชอบมาตรการ"),
    "tracking_round": Phrase("รอบรายงาน"),
    "entry": Phrase("ผลการดำเนินการ"),
    "photo": Phrase("ภาพประกอบ"),
    "score": Phrase("คะแนน"),
    "target": Phrase("เป้าหมายคะแนน"),
    "scenario": Phrase("คะแนนที่ลองคิด"),
    "scenario_score": Phrase("คะแนนที่ลองคิด"),
    "answer": Phrase("ผลการตอบแบบประเมิน"),
    "group_figure": Phrase("ผลการตอบแบบประเมิน"),
    "respondent_comment": Phrase("ความคิดเห็นของผู้ตอบ"),
    "figure_doubt": Phrase("ตัวเลขที่สงสัย"),
    "calendar_date": Phrase("ปฏิทิน"),
    "meeting": Phrase("การประชุม"),
    "meeting_body": Phrase("การประชุม"),
    "agenda_item": Phrase("ระเบียบวาระ"),
    "agenda_attachment": Phrase("เอกสารแนบวาระ"),
    "attendance": Phrase("ผู้เข้าประชุม"),
    "action_item": Phrase("เรื่องที่มอบหมาย"),
    "action_item_owner": Phrase("เรื่องที่มอบหมาย"),
    "letter": Phrase("หนังสือ"),
    "letter_recipient": Phrase("ผู้รับหนังสือ"),
    "letter_attachment": Phrase("สิ่งที่ส่งมาด้วย"),
    "endorsement": Phrase("การเกษียนหนังสือ"),
    "signed_paper": Phrase("หนังสือที่ออกแล้ว"),
    "chapter": Phrase("บทของเล่มมาตรการ"),
    "wording": Phrase("ถ้อยคำในเอกสาร"),
    "office_file": Phrase("ไฟล์ของสำนักงาน"),
    "column_widths": Phrase("ความกว้างคอลัมน์"),
    "document_choices": Phrase("ตัวเลือกของเอกสาร"),
    "import_answer": Phrase("คำตอบที่จำไว้ของการนำเข้า"),
    "public_text": Phrase("ข้อความที่ตั้งใจให้เผยแพร่"),
    "survey_group": Phrase("แบบสำรวจ"),
    "survey_count": Phrase("แบบสำรวจ"),
    "survey_link": Phrase("แบบสำรวจ"),
    "survey_rule": Phrase("แบบสำรวจ"),
    "collection": Phrase("รอบส่ง-รับ"),
    "collection_unit": Phrase("รอบส่ง-รับ"),
    "returned_row": Phrase("แถวที่หน่วยส่งคืน"),
    "returned_photo": Phrase("แถวที่หน่วยส่งคืน"),
    "history_group": Phrase("ประวัติการแก้ไข"),
    "history_change": Phrase("ประวัติการแก้ไข"),
}
"""By table; dependent tables have the name of their parent's kind."""
_FILE: Final = Phrase("ข้อมูลของตัวแฟ้ม")


def kind_of(table: str) -> Phrase:
    """Return the display name of the records in ``table``."""
    return KINDS.get(table, _FILE)


def kinds_of(tables: Iterable[str]) -> str:
    """Return the distinct kinds in these tables as a translatable phrase; empty for no table."""
    return listed(dict.fromkeys(map(kind_of, tables)))


def listed(phrases: Iterable[Phrase]) -> str:
    """Return phrases behind one another as a translatable phrase; empty for none."""
    known = list(phrases)
    if not known:
        return ""
    return reduce(lambda told, kind: Phrase("{told}, {kind}", told=told, kind=kind), known)
