"""What a role in a shared workspace is called, and what it allows."""

from typing import Final

from ita_desktop.i18n import tr
from ita_desktop.storage.server.shared import Role

_WORDS: Final = {
    Role.CLERK: "บทบาทเจ้าหน้าที่",
    Role.UNIT: "บทบาทหน่วย",
    Role.READER: "บทบาทผู้อ่าน",
    Role.CITY: "บทบาทส่วนกลาง",
}


def role_words(role: Role) -> str:
    """Returns the name of a role."""
    return tr(_WORDS[role])


def allowed(role: Role, unit: str = "") -> str:
    """Returns a sentence on what a role may write; ``unit`` is the name of its unit."""
    if role is Role.READER:
        return tr("บทบาทผู้อ่าน: อ่านได้ทุกอย่าง แก้ไม่ได้ · ถ้าต้องแก้ ให้ผู้ดูแลงานร่วมเปลี่ยนบทบาท")
    if role is Role.UNIT:
        return tr(
            "บทบาทหน่วย: ส่งหลักฐาน ทำเครื่องหมาย บันทึกผลและภาพถ่ายของ{unit} · เรื่องอื่นให้เจ้าหน้าที่แก้",
            unit=unit or tr("หน่วยของตน"),
        )
    if role is Role.CITY:
        return tr("บทบาทส่วนกลาง: อ่านเฉพาะสิ่งที่สำนักงานเขตเผยแพร่ ทางภาพรวมเมือง")
    return tr("บทบาทเจ้าหน้าที่: แก้ได้ทุกอย่าง")
