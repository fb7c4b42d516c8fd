"""ตั้งค่า, แฟ้มและสำเนา: export and import of the office's settings."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog

from ita_desktop.i18n import tr
from ita_desktop.services.settings import file as settings_file
from ita_desktop.services.settings.file import ExportedSettings
from ita_desktop.ui.background import Progress
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.pages.parts.file_sharing import LOCKED, FileSharing
from ita_desktop.ui.saving.places import ask_file, must_be_free

_KIND: Final = "ไฟล์การตั้งค่า"


class SettingsSharing(FileSharing):
    """Exports and imports settings."""

    def export(self) -> None:
        """Asks for a location, and exports the settings."""
        session = self._session
        data, path = session.data, session.workspace.path
        folder = path.parent if path is not None else Path.home()
        proposed = folder / settings_file.proposed_name(data)
        place = ask_file(self._over, tr("ส่งออกการตั้งค่าเป็นไฟล์"), proposed, tr(_KIND))
        if place is None:
            return

        media = session.workspace.media

        def write(_progress: Progress) -> ExportedSettings:
            must_be_free(place, None)
            return settings_file.export(data, place.path, media)

        text = tr("กำลังบันทึก {title}", title=place.path.name)
        self._work(text, write, self._show_written, finishes=True)

    def _show_written(self, made: ExportedSettings) -> None:
        text = tr("บันทึกการตั้งค่าไว้ที่ {path} แล้ว ไม่มีรายชื่อบุคคล", path=made.path.name)
        if made.with_people:
            count = len(made.with_people)
            left = tr("เว้นถ้อยคำที่มีข้อมูลส่วนบุคคล {count} ข้อความ", count=count)
            text = f"{text} · {left}"
        if made.files:
            names = " · ".join(made.files)
            text = f"{text} · {tr('ไม่มีไฟล์ {names} ให้คัดลอกไฟล์เอง', names=names)}"
        self._session.notified.emit(text, False)

    def take(self) -> None:
        """Asks for a settings file, and shows a preview of its changes."""
        session = self._session
        name, _ = QFileDialog.getOpenFileName(
            self._over, tr("เลือกไฟล์การตั้งค่า"), str(Path.home()), _files()
        )
        if not name:
            return
        path, workspace, year = Path(name), session.workspace, session.year

        def read(_progress: Progress) -> object:
            from ita_desktop.services.settings import importing as settings_import

            return settings_import.plan(workspace.year(year), settings_file.read(path))

        text = tr("กำลังอ่าน {file}", file=path.name)
        self._work(text, read, lambda plan: self._show(plan, path))

    def _show(self, plan: object, path: Path) -> None:
        load("ita_desktop.ui.dialogs.previews.settings")
        from ita_desktop.services.settings import importing as settings_import
        from ita_desktop.ui.dialogs.previews.settings import open_preview

        assert isinstance(plan, settings_import.SettingsPlan)
        found, session = plan, self._session
        if not found.rows and not found.left_out:
            session.notified.emit(tr("การตั้งค่าตรงกับ {file} ทุกรายการ", file=path.name), False)
            return

        def apply(chosen: frozenset[str]) -> None:
            settings_import.apply(session.workspace, found, chosen, path.name)

        def accept(chosen: frozenset[str]) -> None:
            if chosen and session.do(lambda: apply(chosen)):
                session.notified.emit(tr("เปลี่ยนการตั้งค่า {count} รายการแล้ว", count=len(chosen)), True)

        text = tr("{source} · ต่างกัน {count} แห่ง", source=path.name, count=len(found.rows))
        locked = tr(LOCKED) if session.is_locked else ""
        open_preview(
            found,
            (tr("ตรวจก่อนนำเข้าการตั้งค่า"), text),
            self._over,
            accept,
            lambda chosen: session.workspace.refusal(lambda: apply(chosen)),
            locked=locked,
        )


def _files() -> str:
    return f"{tr(_KIND)} (*{settings_file.SUFFIX})"
