"""Shared work: the dialog that opens it."""

from functools import partial
from pathlib import Path
from typing import Final

from ita_desktop.services.server import Conflict, MergeResult
from ita_desktop.storage.server.address import parse_address
from ita_desktop.ui.opening.open_job import SharedPlace
from ita_desktop.ui.session import Session
from ita_desktop.ui.shared.moving import MergeSheet, PutSheet, TakeSheet
from ita_desktop.ui.window import Window
from tools.scenes.pages import Scene, Take, fresh_sample, sheet_scene, wait_until_idle

_PLACE: Final = SharedPlace("postgresql://kanda@ita.example/khet_tuayang")
_PROBLEM: Final = (
    "postgresql://kanda@ita.example/khet_tuayang: รหัสผ่านหรือชื่อผู้ใช้ไม่ถูกต้อง · "
    "พิมพ์รหัสผ่านของผู้ใช้นี้ใหม่ ถ้าไม่ทราบให้ถามผู้ดูแลงานร่วม"
)


def _connecting(problem: str, window: Window, take: Take) -> None:
    def ask(window: Window) -> None:
        window.opener.ask_for_shared(_PLACE if problem else None, problem)

    window.opener.show_welcome()
    wait_until_idle()
    sheet_scene(ask, window, take)
    window.open_file(fresh_sample(), remember=False)


def _putting_up(window: Window, take: Take) -> None:
    sheet_scene(lambda window: PutSheet(_session(window), window).exec(), window, take)


def _taking_home(window: Window, take: Take) -> None:
    sheet_scene(lambda window: TakeSheet("khet_tuayang", window).exec(), window, take)


def _merging(window: Window, take: Take) -> None:
    tried = MergeResult(
        labels=("แก้กำหนดส่ง O12", "เพิ่มหลักฐาน O7", "บันทึกผลมาตรการ 3"),
        rows=4,
        same=1,
        moved=2,
        conflicts=(
            Conflict(
                "แก้กำหนดส่ง O12",
                "งานข้อ OIT",
                "O12",
                "assignment",
                "due",
                "กำหนดส่ง",
                "15 มี.ค. 68",
                "30 เม.ย. 68",
                "กานดา",
                "",
            ),
            Conflict(
                "แก้มาตรการ",
                "มาตรการ",
                "4 เผยแพร่คู่มือ",
                "measure",
                "",
                "",
                "",
                "",
                "",
                "ผู้อื่นเอาแถวนี้ออกแล้ว",
            ),
        ),
    )

    def ask(window: Window) -> None:
        address = parse_address(_PLACE.address)
        MergeSheet(address, Path("ทำที่บ้าน.ita"), window, tried).exec()

    sheet_scene(ask, window, take)


def _session(window: Window) -> Session:
    assert window.session is not None
    return window.session


SHARED: Final[dict[str, Scene]] = {
    "shared-connect": partial(_connecting, ""),
    "shared-connect-refused": partial(_connecting, _PROBLEM),
    "shared-put-up": _putting_up,
    "shared-take-home": _taking_home,
    "shared-merge-home": _merging,
}
"""Several clerks on one workspace."""
