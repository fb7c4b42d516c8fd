"""The window with the licences of all components."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.services.licences import LicensedPart, licensed_parts
from ita_desktop.ui.background import Job
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.help.reading_window import HelpChapter, ReadingWindow


def show_licences(window: MainFrame) -> None:
    """Raises the window, or opens it once the texts are read from all packages: in another thread,
    because they are many files."""
    if _raised(window):
        return

    def show(parts: tuple[LicensedPart, ...]) -> None:
        # It may have been asked for twice.
        if not _raised(window):
            LicenceWindow(window, parts).open_row(0)

    job = Job(lambda _progress: licensed_parts(), window)
    window.work.watch(job, tr("กำลังเปิด {file}", file=tr("สัญญาอนุญาต")))
    job.done.connect(show)
    job.start()


def _raised(window: QWidget) -> bool:
    """Raises the window if there is one; returns whether there is."""
    known = window.findChild(LicenceWindow, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if known is not None:
        known.open_row(max(known.contents.currentRow(), 0))
    return known is not None


class LicenceWindow(ReadingWindow):
    """An overview of components and licences, followed by the licence texts."""

    def __init__(self, parent: QWidget, parts: tuple[LicensedPart, ...]) -> None:
        super().__init__(parent, tr("สัญญาอนุญาต"), (_overview(parts), *map(_chapter, parts)))


def _overview(parts: tuple[LicensedPart, ...]) -> HelpChapter:
    """Returns all components as a Markdown table."""
    title = tr("สัญญาอนุญาต")
    rows = [f"| {part.name} | {part.version} | {part.licence} |" for part in parts]
    lines = (
        f"## {title}",
        "",
        tr(
            "โปรแกรมนี้ใช้ได้ แก้ได้ และแจกต่อได้ตามสัญญาอนุญาต MIT ส่วนอื่นที่โปรแกรมใช้เป็นของผู้ทำแต่ละราย "
            "ตามสัญญาของเขา ข้อความเต็มอยู่ในสารบัญด้านซ้าย"
        ),
        "",
        tr("Qt, PySide6 และไลบรารีอื่นที่เป็น LGPL อยู่ในไฟล์แยกของตัวเอง ผู้ใช้เปลี่ยนเป็นรุ่นอื่นหรือรุ่นที่แก้เองได้"),
        "",
        f"| {tr('ส่วนของโปรแกรม')} | {tr('รุ่น')} | {tr('สัญญาอนุญาต')} |",
        "|---|---|---|",
        *rows,
    )
    return HelpChapter(title, "\n".join(lines))


def _chapter(part: LicensedPart) -> HelpChapter:
    head = "\n".join(filter(None, (f"{part.name} {part.version}".strip(), part.licence)))
    return HelpChapter(part.name, f"{head}\n\n{part.text}", plain=True)
