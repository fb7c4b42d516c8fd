"""What a role is called, and how a user is written as JSON."""

from collections.abc import Mapping

from ita_desktop.domain.errors import Phrase
from ita_desktop.storage.server.shared import Role, SharedMember

ROLES = {
    Role.CLERK: Phrase("เจ้าหน้าที่ (แก้ได้ทุกอย่าง)"),
    Role.UNIT: Phrase("หน่วย (แก้ของหน่วยตน)"),
    Role.READER: Phrase("ผู้อ่าน"),
    Role.CITY: Phrase("ส่วนกลาง (อ่านสิ่งที่เผยแพร่)"),
}


def member_json(member: SharedMember, units: Mapping[str, str]) -> dict[str, object]:
    """A user; ``units`` are the names of units by key."""
    return {
        "login": member.login,
        "name": member.name,
        "role": member.role.value,
        "unit": units.get(member.unit_id) if member.unit_id is not None else None,
    }
