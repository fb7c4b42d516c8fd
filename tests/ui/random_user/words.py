"""What a random user types, pastes, searches and presses: sound, odd and spoilt."""

from typing import Final

from PySide6.QtCore import Qt

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier

TYPED: Final = (
    "ฝ่ายโยธา",
    "ผู้อำนวยการเขต",
    "น้ำท่วมที่ปู่ญูอยู่",
    "31/1/68",
    "๑ มี.ค. ๒๕๖๘",
    "31 ก.พ. 68",
    "92.38",
    "100.001",
    "-5",
    "1e9",
    "ครบ",
    "=SUM(A1:A9)",
    "https://district.example/o1?x=ก&y=1",
    "ไม่มีใครชื่อนี้",
    "'; DROP TABLE unit; --",
    "{year} {{}} %s %n",
    "<b>หนา</b>",
    "ก" * 400,
    " ",
    "o12",
    "แผน 2568",
)
"""Texts that some editor takes and others refuse."""

QUERIES: Final = (
    "o12",
    "แผน",
    "> นำเข้า",
    "@สม",
    "9.2",
    "งบประมาณ",
    "zzz",
    ">",
    "",
    "ฝ่ายการคลัง",
    "%_",
)
"""What is looked for with Ctrl+K."""

BLOCKS: Final = (
    "ฝ่ายโยธา\t31/1/68\n",
    "ฝ่ายการคลัง\tฝ่ายปกครอง\nฝ่ายโยธา\tไม่มี\n",
    "1\nสอง\n3\n",
    "คะแนน\n95.5\n88\n",
    "\t\t\n\t\n",
    'a\t"b\nc"\td\n',
    '"ไม่ปิด\tเครื่องหมาย\n',
    "body\torder\tname\tposition\nคณะทำงาน\t1\tนายตัวอย่าง ใหม่\tหัวหน้าฝ่าย\n",
    "ลำดับ\tชื่อ-สกุล\tตำแหน่ง\n1\tนางสาวตัวอย่าง ห้า\tนักประชาสัมพันธ์\n2\tนายตัวอย่าง หก\t\n",
    "ข้อ\tผู้รับผิดชอบ\tกำหนดส่ง\nO3\tฝ่ายโยธา\t31/3/68\nO99\tใคร\tเมื่อไร\n",
    "<table><tr><td>ไม่ใช่ตาราง</td></tr></table>",
    "x",
    "",
    "๙๒.๓๘\r\n๑๐๐\r\n",
    "\n".join(f"แถวที่ {number}\tค่า {number}" for number in range(60)),
)
"""Tab-separated text for the clipboard."""

PAGES: Final = (
    "<table><tr><td>O5</td><td>แผน<br>รายงาน</td></tr><tr><td>O6</td><td>97.38</td></tr></table>",
    "<html><!--StartFragment--><table><tr><td colspan=3>รวม</td></tr></table><!--EndFragment-->",
    "<table><tr><td rowspan=99999>มาก</td><td>x",
    "<p>ไม่มีตาราง</p>",
    "<table></table>",
)
"""HTML for the clipboard."""

KEYS: Final = (
    (30, Key.Key_Down, NONE), (20, Key.Key_Up, NONE), (20, Key.Key_Right, NONE),
    (14, Key.Key_Left, NONE), (24, Key.Key_Return, NONE), (16, Key.Key_Tab, NONE),
    (8, Key.Key_Backtab, SHIFT), (22, Key.Key_Escape, NONE), (10, Key.Key_F2, NONE),
    (10, Key.Key_Space, NONE), (8, Key.Key_Delete, NONE), (6, Key.Key_Backspace, NONE),
    (5, Key.Key_Home, NONE), (5, Key.Key_End, NONE), (5, Key.Key_PageDown, NONE),
    (5, Key.Key_PageUp, NONE), (4, Key.Key_Home, CTRL), (4, Key.Key_End, CTRL),
    (5, Key.Key_Down, SHIFT), (4, Key.Key_Up, SHIFT), (4, Key.Key_Right, SHIFT),
    (4, Key.Key_Down, CTRL), (3, Key.Key_Right, CTRL), (3, Key.Key_Left, CTRL),
    (3, Key.Key_Down, CTRL | SHIFT), (3, Key.Key_Right, CTRL | SHIFT),
    (4, Key.Key_Down, ALT), (4, Key.Key_Up, ALT), (3, Key.Key_Space, SHIFT),
    (3, Key.Key_Space, CTRL), (4, Key.Key_A, CTRL), (6, Key.Key_C, CTRL), (4, Key.Key_X, CTRL),
    (8, Key.Key_V, CTRL), (6, Key.Key_D, CTRL), (6, Key.Key_F, CTRL), (5, Key.Key_Return, CTRL),
    (3, Key.Key_Return, SHIFT), (5, Key.Key_Insert, NONE), (5, Key.Key_Minus, CTRL),
    (3, Key.Key_Plus, CTRL), (6, Key.Key_F4, NONE), (8, Key.Key_F6, NONE), (4, Key.Key_F6, SHIFT),
    (3, Key.Key_F10, NONE), (3, Key.Key_F1, NONE), (2, Key.Key_F5, NONE), (3, Key.Key_B, CTRL),
    (10, Key.Key_Z, CTRL), (6, Key.Key_Y, CTRL), (3, Key.Key_Z, CTRL | SHIFT), (3, Key.Key_K, CTRL),
    (2, Key.Key_P, CTRL), (2, Key.Key_I, CTRL), (1, Key.Key_N, CTRL), (1, Key.Key_O, CTRL),
    (1, Key.Key_S, CTRL), (1, Key.Key_S, CTRL | SHIFT), (1, Key.Key_W, CTRL),
    (2, Key.Key_Menu, NONE), (2, Key.Key_F10, SHIFT), (3, Key.Key_Tab, CTRL),
    (2, Key.Key_H, CTRL), (2, Key.Key_M, ALT), (2, Key.Key_N, ALT), (2, Key.Key_P, ALT),
    *((2, Key(Key.Key_1 + number), CTRL) for number in range(9)),
    (2, Key.Key_0, CTRL), (1, Key.Key_0, ALT),
)  # fmt: skip
"""Keys with their weight: those of the table, of the window, and some that mean nothing."""
