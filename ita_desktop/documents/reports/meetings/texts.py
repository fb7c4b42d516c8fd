"""Default texts of agendas and minutes."""

from functools import partial
from typing import Final

from ita_desktop.documents.wordings.templates import wording

_in_agenda: Final = partial(wording, papers="ระเบียบวาระการประชุม")
_in_minutes: Final = partial(wording, papers="รายงานการประชุม")

TEXTS: Final = (
    _in_agenda(
        "agenda-inform",
        "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
        title="ระเบียบวาระที่ 1",
    ),
    _in_agenda(
        "agenda-minutes",
        "เรื่องรับรองรายงานการประชุม",
        title="ระเบียบวาระที่ 2",
    ),
    _in_agenda(
        "agenda-note",
        "เรื่องที่เสนอให้ที่ประชุมทราบ",
        title="ระเบียบวาระที่ 3",
    ),
    _in_agenda(
        "agenda-consider",
        "เรื่องที่เสนอให้ที่ประชุมพิจารณา",
        title="ระเบียบวาระที่ 4",
    ),
    _in_agenda(
        "agenda-other",
        "เรื่องอื่น ๆ (ถ้ามี)",
        title="ระเบียบวาระที่ 5",
    ),
    _in_agenda(
        "matter-order",
        """
    มติคณะรัฐมนตรีวันที่ {วันที่มติ ครม.} และคำสั่ง{สำนักงานเขต}ที่ {เลขที่คำสั่ง} ลงวันที่ {วันที่คำสั่ง}
    เรื่อง {เรื่องคำสั่ง} ตามเอกสารที่แนบ
    """,
        title="เรื่องแจ้งคำสั่งแต่งตั้ง",
    ),
    _in_agenda(
        "matter-first-minutes",
        "ไม่มี เนื่องจากเป็นการประชุมครั้งแรก",
        title="การรับรองรายงาน (ประชุมครั้งแรก)",
    ),
    _in_agenda(
        "matter-minutes",
        "รับรองรายงานการประชุม ครั้งที่ {ครั้งก่อน}",
        title="การรับรองรายงาน (ครั้งต่อมา)",
    ),
    _in_agenda(
        "matter-last-result",
        "สรุปผลการประเมิน ITA ของ{สำนักงานเขต} ประจำปีงบประมาณ พ.ศ. {ปีก่อน}",
        title="เรื่องสรุปผลการประเมินปีก่อน",
    ),
    _in_agenda(
        "matter-framework",
        "กรอบการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}",
        title="เรื่องกรอบการประเมิน",
    ),
    _in_agenda(
        "matter-assignments",
        "พิจารณาการมอบหมายหน้าที่ความรับผิดชอบตามแบบ OIT ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}",
        title="เรื่องการมอบหมายหน้าที่",
    ),
    _in_agenda(
        "matter-actions",
        "ติดตามงานที่มอบหมายจากการประชุมครั้งก่อน",
        title="เรื่องติดตามงานที่มอบหมาย",
        fields=("ครั้งก่อน",),
    ),
    _in_minutes(
        "resolution-inform",
        "รับทราบ",
        title="มติเรื่องแจ้งเพื่อทราบ",
    ),
    _in_minutes(
        "resolution-minutes",
        "รับรองรายงานการประชุม",
        title="มติรับรองรายงาน",
    ),
    _in_minutes(
        "resolution-consider",
        "เห็นชอบ",
        title="มติเรื่องพิจารณา",
    ),
)
