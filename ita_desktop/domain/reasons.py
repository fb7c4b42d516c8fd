"""Thai descriptions of operating system errors."""

import errno

from ita_desktop.domain.errors import Phrase

NO_SPACE = Phrase("เนื้อที่ดิสก์ไม่พอ")
NOT_ALLOWED = Phrase("ไม่มีสิทธิ์")
READ_ONLY = Phrase("เขียนไม่ได้")
NOT_FOUND = Phrase("ไม่พบแฟ้มหรือโฟลเดอร์")
IN_USE = Phrase("โปรแกรมอื่นใช้อยู่")
DISK_TROUBLE = Phrase("อ่านหรือเขียนดิสก์ไม่ได้")
A_FOLDER = Phrase("เป็นโฟลเดอร์ ไม่ใช่แฟ้ม")
NO_NAME = Phrase("ชื่อนี้ใช้ไม่ได้")

_REASONS = {
    errno.ENOSPC: NO_SPACE,
    errno.EFBIG: NO_SPACE,
    errno.EDQUOT: NO_SPACE,
    errno.EACCES: NOT_ALLOWED,
    errno.EPERM: NOT_ALLOWED,
    errno.EROFS: READ_ONLY,
    errno.ENOENT: NOT_FOUND,
    errno.ENOTDIR: Phrase("มีแฟ้มอยู่ตรงที่ต้องเป็นโฟลเดอร์"),
    errno.EISDIR: A_FOLDER,
    errno.ESPIPE: Phrase("เป็นท่อหรืออุปกรณ์ ไม่ใช่แฟ้ม"),
    errno.EEXIST: Phrase("มีชื่อนี้อยู่แล้ว"),
    errno.EINVAL: NO_NAME,
    errno.ELOOP: Phrase("ลิงก์วนกลับมาที่เดิม"),
    errno.ENAMETOOLONG: Phrase("ชื่อยาวเกินไป"),
    errno.EMFILE: Phrase("เปิดแฟ้มไว้มากเกินไป"),
    errno.EBUSY: IN_USE,
    errno.EIO: DISK_TROUBLE,
    errno.ENXIO: DISK_TROUBLE,
    errno.ENODEV: DISK_TROUBLE,
    errno.ESTALE: DISK_TROUBLE,
}
_WINDOWS_SHARING_VIOLATION = 32


def reason_of(error: OSError) -> str:
    """Return a short Thai description of an OSError; the symbolic error code if it is unknown."""
    if getattr(error, "winerror", None) == _WINDOWS_SHARING_VIOLATION:
        return IN_USE
    known = _REASONS.get(error.errno or 0)
    name = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return known or Phrase("ระบบแจ้งรหัส {code}", code=name)
