"""The steps of the tour."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, cast

from PySide6.QtWidgets import QWidget

from ita_desktop.services.places import PageKey
from ita_desktop.ui.frame.main_frame import MainFrame


@dataclass(frozen=True, slots=True)
class TourStep:
    """A step: a page, a part of it or of the window, and its description."""

    page: PageKey
    part: Callable[[MainFrame], QWidget]
    title: str
    phrase: str


def _part_of(page: PageKey, name: str) -> Callable[[MainFrame], QWidget]:
    return lambda frame: cast("QWidget", getattr(frame.page(page), name))


STEPS: Final = (
    TourStep(
        PageKey.OVERVIEW,
        lambda frame: frame.score_bar,
        "คะแนนอยู่ตรงนี้เสมอ",
        "ทุกครั้งที่แก้ คะแนน ระดับ และสิ่งที่ยังขาดก่อนถึงระดับถัดไปจะคิดใหม่ทันที คลิกตัวเลขเพื่อดูที่มา",
    ),
    TourStep(
        PageKey.OVERVIEW,
        _part_of(PageKey.OVERVIEW, "todo"),
        "วันนี้ต้องทำอะไรก่อน",
        "งานที่เลยกำหนดหรือใกล้ครบกำหนดมาอยู่ที่นี่เอง คลิกบรรทัดเพื่อไปที่งานนั้น",
    ),
    TourStep(
        PageKey.OIT,
        _part_of(PageKey.OIT, "table"),
        "พิมพ์ในตารางเหมือน Excel",
        "พิมพ์ในช่อง วางจาก Excel ด้วย Ctrl+V เลิกทำด้วย Ctrl+Z ทุกอย่างบันทึกเอง พิมพ์ครั้งเดียวใช้ได้ทุกเอกสาร",
    ),
    TourStep(
        PageKey.DOCUMENTS,
        _part_of(PageKey.DOCUMENTS, "table"),
        "เอกสารพร้อมพิมพ์",
        "คำสั่ง หนังสือ ตาราง และรายงานทำจากข้อมูลที่พิมพ์ไว้ เป็น Word, Excel หรือ PDF และบอกว่ายังขาดอะไร",
    ),
    TourStep(
        PageKey.DOCUMENTS,
        lambda frame: frame.top_bar.search,
        "หาอะไรไม่เจอ",
        "กด Ctrl+K แล้วพิมพ์ชื่อคน ข้อ มาตรการ หรือคำสั่ง และ F1 เปิดคู่มือตรงหน้าที่ใช้อยู่",
    ),
)
