"""Shared work: the dialog that opens it."""

from functools import partial
from typing import Final

from ita_desktop.ui.opening.shared_place import SharedPlace
from ita_desktop.ui.window import Window
from tools.scenes import Scene, Take, fresh_sample, settle, sheet_scene

_PLACE: Final = SharedPlace("postgresql://kanda@ita.example/khet_tuayang")
_PROBLEM: Final = (
    "postgresql://kanda@ita.example/khet_tuayang: รหัสผ่านหรือชื่อผู้ใช้ไม่ถูกต้อง · "
    "พิมพ์รหัสผ่านของผู้ใช้นี้ใหม่ ถ้าไม่ทราบให้ถามผู้ดูแลงานร่วม"
)


def _connecting(problem: str, window: Window, take: Take) -> None:
    def ask(window: Window) -> None:
        window.opening.ask_for_shared(_PLACE if problem else None, problem)

    window.opening.show_welcome()
    settle()
    sheet_scene(ask, window, take)
    window.open_file(fresh_sample(), remember=False)


SHARED: Final[dict[str, Scene]] = {
    "shared-connect": partial(_connecting, ""),
    "shared-connect-refused": partial(_connecting, _PROBLEM),
}
"""Several clerks on one workspace."""
