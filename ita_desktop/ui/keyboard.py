"""The keys of a Thai keyboard: the characters of a key in its two layouts, and its two Enter keys.
What F1 is about. The shortcuts of pages, defined once for their handlers, the menus, and the
shortcut list; those of each page are in its entry (``ui/navigation.py``), those of the window are
its actions.

Layout: Kedmanee (TIS 820-2538), which Windows calls "Thai Kedmanee".
"""

from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

_LATIN: Final = "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,./"
_THAI: Final = "ๆไำพะัีรนยบลฟหกดเ้่าสวงผปแอิืทมใฝ"
_OTHER: Final = dict(zip(_LATIN + _THAI, _THAI + _LATIN, strict=True))
_PAGES: Final = (*"123456789", ",", "J", "G", "T", "U")
"""What shows each page with Ctrl, in the order of the rail; a later one is shown by its entry and
the search alone."""
_TOP_ROW: Final = dict(zip("1245678", "ๅ/ภถุึค", strict=True)) | {"-": "ข", "=": "ช"}
"""The number row. Key 3 is omitted: it types a hyphen, a shortcut of its own."""


def is_enter(key: int) -> bool:
    """Returns whether a key is Enter, of the letters or of the number block."""
    return key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def other_letter(letter: str) -> str:
    """Returns the character of a letter's key in the other layout; empty for other keys."""
    return _OTHER.get(letter.upper(), "")


def in_both_layouts(keys: str) -> list[QKeySequence]:
    """Returns the shortcut ``keys`` (``"Ctrl+Z"``), and that of the same keys in the Thai layout
    (``"Ctrl+ผ"``)."""
    before, plus, key = keys.rpartition("+")
    also = (other_letter(key) or _TOP_ROW.get(key, "")) if plus else ""
    return [QKeySequence(text) for text in (keys, f"{before}+{also}" if also else "") if text]


def page_keys(number: int) -> str:
    """Returns the keys that show the page with that number, from 1; empty where there are none.
    Ctrl+0 is the usual size."""
    return f"Ctrl+{_PAGES[number - 1]}" if number <= len(_PAGES) else ""


def topic_of(part: QWidget | None) -> str:
    """Returns the manual's topic of what has the keyboard, by its ``about`` or that of the nearest
    one that it is in; empty if there is none."""
    while part is not None:
        about = getattr(part, "about", "")
        if isinstance(about, str) and about:
            return about
        part = part.parentWidget()
    return ""


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
