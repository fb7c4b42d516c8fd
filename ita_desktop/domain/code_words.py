"""What the values of fields with a choice are called, in the window, lists, imports and history."""

from collections.abc import Mapping
from typing import Final

from ita_desktop.domain.letters import EndorsementKind, LetterKind, Urgency
from ita_desktop.domain.meetings import Component, Presence
from ita_desktop.domain.records import MeasureKind, UnitKind
from ita_desktop.domain.scores.results import ScoreSource

MEASURE_KINDS: Final[Mapping[MeasureKind, str]] = {
    MeasureKind.ITEM: "รายข้อ",
    MeasureKind.INDICATOR: "รายตัวชี้วัด",
    MeasureKind.PREPARATION: "การเตรียมการ",
    MeasureKind.COMMUNICATION: "สื่อสารสร้างการรับรู้",
    MeasureKind.IMAGE: "สื่อสารภาพลักษณ์",
    MeasureKind.ONE_STOP: "ศูนย์ BMA OSS",
    MeasureKind.OWN: "อื่น ๆ ของหน่วยงาน",
}
UNIT_KINDS: Final[Mapping[UnitKind, str]] = {
    UnitKind.SECTION: "ฝ่าย",
    UnitKind.SCHOOL: "โรงเรียน",
    UnitKind.OFFICE: "สำนักงานเขต",
    UnitKind.GROUP: "กลุ่ม",
}
SCORE_SOURCES: Final[Mapping[ScoreSource, str]] = {
    ScoreSource.OFFICIAL: "ทางการ",
    ScoreSource.SELF: "ประเมินเอง",
}
LETTER_KINDS: Final[Mapping[LetterKind, str]] = {
    LetterKind.MEMO: "บันทึกข้อความ",
    LetterKind.LETTER: "หนังสือภายนอก",
}
URGENCIES: Final[Mapping[Urgency, str]] = {
    Urgency.NONE: "ปกติ",
    Urgency.URGENT: "ด่วน",
    Urgency.VERY_URGENT: "ด่วนมาก",
    Urgency.MOST_URGENT: "ด่วนที่สุด",
}
ENDORSEMENTS: Final[Mapping[EndorsementKind, str]] = {
    EndorsementKind.UNITS: "แจ้งทุกฝ่าย",
    EndorsementKind.NOTED: "ทราบ",
    EndorsementKind.ASSIGNED: "มอบหมาย",
    EndorsementKind.RECEIVED: "ที่ว่างสำหรับตรารับหนังสือ",
    EndorsementKind.SCHOOLS: "แจ้งโรงเรียน",
}
COMPONENTS: Final[Mapping[Component, str]] = {
    Component.NONE: "ไม่ดึงข้อมูล",
    Component.LAST_RESULT: "ผลการประเมินปีก่อน",
    Component.FRAMEWORK: "กรอบการประเมิน",
    Component.ASSIGNMENTS: "การมอบหมายงาน OIT",
    Component.OPEN_ACTIONS: "งานค้างจากครั้งก่อน",
    Component.OPEN_REMARKS: "ข้อสังเกตของผู้ตรวจที่ยังค้าง",
}
PRESENCES: Final[Mapping[Presence, str]] = {
    Presence.UNKNOWN: "ยังไม่แจ้ง",
    Presence.PRESENT: "มา",
    Presence.SUBSTITUTE: "มอบผู้แทน",
    Presence.ABSENT: "ไม่มา",
    Presence.GUEST: "ผู้เข้าร่วมอื่น",
}
