"""The shortcuts of pages, defined once for their handlers, the menus, and the shortcut list. Those
of each page are in its entry (``ui/navigation.py``), those of the window are its actions."""

from typing import Final, NamedTuple

from PySide6.QtGui import QKeySequence


class Shortcut(NamedTuple):
    """Keys in Qt's notation (``"Ctrl+Shift+P"``), and a Thai description."""

    keys: str
    phrase: str

    @property
    def sequence(self) -> QKeySequence:
        return QKeySequence(self.keys)


ADD_ROW: Final = Shortcut("Ins", "เพิ่มแถว")
REMOVE_ROWS: Final = Shortcut("Ctrl+-", "เอาแถวออก")
PASTE: Final = Shortcut("Ctrl+V", "วางจาก Excel")
TURN_PANE: Final = Shortcut("F4", "แสดงหรือพับรายละเอียด")
TURN_PREVIEW: Final = Shortcut("F4", "แสดงหรือพับตัวอย่าง")
TURN_INDICATORS: Final = Shortcut("F4", "แสดงหรือพับตัวชี้วัด")
ASSIGN: Final = Shortcut("Ctrl+M", "มอบหมาย")
LINK: Final = Shortcut("Ctrl+L", "เพิ่มลิงก์หรือไฟล์")
OPEN_WORK: Final = Shortcut("Ctrl+Shift+O", "เฉพาะงานที่ยังไม่เสร็จ")
TICK_ALL: Final = Shortcut("Ctrl+Shift+Space", "ทำเครื่องหมายทุกรายการ")
RECORD: Final = Shortcut("Ctrl+L", "บันทึกผลดำเนินการ")
RECORD_TIME: Final = Shortcut("Return", "บันทึกผลของครั้งที่เลือก")
FINISH: Final = Shortcut("Space", "ทำแล้ว")
PRINT_MEASURES: Final = Shortcut("Ctrl+Shift+P", "พิมพ์ส่วนที่แสดงอยู่")
SAVE_DOCUMENT: Final = Shortcut("Ctrl+E", "บันทึกเอกสารเป็นไฟล์")
SEND_FORM: Final = Shortcut("Ctrl+E", "ส่งแบบบันทึกให้หน่วยที่เลือก")
PASTE_FILE: Final = Shortcut("Ctrl+V", "นำเข้าไฟล์ที่คัดลอกไว้")
ADD_MEETING: Final = Shortcut("Ctrl+Shift+N", "เพิ่มการประชุม")
SEND_ROUND: Final = Shortcut("Ctrl+E", "ส่งรอบใหม่")
TAKE_BACK: Final = Shortcut("Ctrl+L", "รับกลับ")
ATTACH: Final = Shortcut("Ctrl+;", "แนบเอกสารหรือไฟล์")
