"""Export of the year's framework, and comparison with the shipped one or a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog

from ita_desktop.frameworks import load_file
from ita_desktop.frameworks.difference import Key
from ita_desktop.i18n import tr
from ita_desktop.services.frameworks import editing, replacing
from ita_desktop.services.frameworks.replacing import FrameworkUpdate
from ita_desktop.ui.background import Progress
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.pages.parts.file_sharing import LOCKED, FileSharing
from ita_desktop.ui.saving.places import ask_file, must_be_free

if TYPE_CHECKING:
    from ita_desktop.services.frameworks.from_table import TableDraft

_KIND: Final = "ไฟล์กรอบการประเมิน"


class FrameworkSharing(FileSharing):
    """Exports and compares frameworks."""

    def export(self) -> None:
        """Asks for a location, and exports the framework for use by other offices."""
        session = self._session
        data = session.data
        path = session.workspace.path
        folder = path.parent if path is not None else Path.home()
        proposed = folder / editing.proposed_name(data)
        place = ask_file(self._over, tr("บันทึกกรอบการประเมินเป็นไฟล์"), proposed, tr(_KIND))
        if place is None:
            return

        def write(_progress: Progress) -> Path:
            must_be_free(place, None)
            return editing.export(data, place.path)

        def report(made: Path) -> None:
            session.saved.emit(tr("บันทึกกรอบไว้ที่ {path} แล้ว", path=made.name), made)

        self._work(tr("กำลังบันทึก {title}", title=place.path.name), write, report, finishes=True)

    def compare_shipped(self) -> None:
        """Shows the differences to the shipped framework."""
        session = self._session
        workspace, year, code = session.workspace, session.year, session.data.framework.code

        def read(_progress: Progress) -> FrameworkUpdate | None:
            return replacing.compared_with_shipped(workspace, year)

        def show(update: FrameworkUpdate | None) -> None:
            if update is None:
                session.failed.emit(
                    tr("โปรแกรมไม่มีกรอบรหัส {code} มาด้วย · เทียบกับกรอบจากไฟล์แทน", code=code)
                )
            else:
                self._compare(update, year, tr("กรอบ {code} ที่มากับโปรแกรม", code=code))

        self._work(tr("กำลังเทียบกับกรอบ {code}", code=code), read, show)

    def compare_file(self) -> None:
        """Asks for a framework file, and shows the differences."""
        session = self._session
        name, _ = QFileDialog.getOpenFileName(
            self._over, tr("เลือกไฟล์กรอบการประเมิน"), str(Path.home()), _files()
        )
        if not name:
            return
        path, workspace, year = Path(name), session.workspace, session.year

        def read(_progress: Progress) -> FrameworkUpdate:
            return replacing.compared_with(workspace, year, load_file(path, year))

        self._work(
            tr("กำลังอ่าน {file}", file=path.name),
            read,
            lambda update: self._compare(update, year, path.name),
        )

    def replace_draft(self) -> None:
        """Asks for the table of a circular, shows its items with those of the year that they
        continue, and replaces the year's draft with it."""
        from ita_desktop.exchange.files.formats import TABLES

        session = self._session
        if session.refuses():
            return
        endings = " ".join(f"*{suffix}" for suffix in TABLES)
        name, _ = QFileDialog.getOpenFileName(
            self._over,
            tr("เลือกตารางในหนังสือเวียน"),
            str(Path.home()),
            f"{tr('ตารางในหนังสือเวียน')} ({endings})",
        )
        if not name:
            return
        path, workspace, year = Path(name), session.workspace, session.year

        def read(progress: Progress) -> "TableDraft":
            from ita_desktop.exchange.sheets import WorkProgress
            from ita_desktop.exchange.source import read_file
            from ita_desktop.services.frameworks.replacing import read_replacement

            work_progress = WorkProgress(progress)
            source = read_file(path, "framework-items", work_progress)
            return read_replacement(workspace, source, year, work_progress)

        self._work(
            tr("กำลังอ่าน {file}", file=path.name),
            read,
            lambda draft: self._replace(draft, path.name),
        )

    def _replace(self, draft: "TableDraft", name: str) -> None:
        load("ita_desktop.ui.dialogs.framework_table")
        from ita_desktop.services.frameworks.replacing import replace_draft
        from ita_desktop.ui.dialogs.framework_table import ReplacingSheet

        session = self._session
        workspace = session.workspace
        sheet = ReplacingSheet(draft, name, session.data, self._over.window())

        def report(moved: tuple[str, ...]) -> None:
            words = tr("แทนกรอบร่างของปี {year} แล้ว", year=draft.year)
            if moved:
                text = "ข้อมูลของข้อเดิม {codes} ตามไปยังข้อที่ต่อกัน"
                words = f"{words} · {tr(text, codes=' '.join(moved))}"
            session.notified.emit(words, True)

        def accept() -> None:
            pairs = sheet.pairs
            what = tr("กำลังแทนกรอบร่างของปี {year}", year=draft.year)
            self._work(
                what,
                lambda _progress: replace_draft(workspace, draft, pairs),
                report,
                finishes=True,
            )

        sheet.accepted.connect(accept)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _compare(self, update: FrameworkUpdate, year: int, source: str) -> None:
        load("ita_desktop.ui.dialogs.previews.difference")
        from ita_desktop.ui.dialogs.previews.difference import open_framework

        session = self._session
        if not update.rows:
            session.notified.emit(
                tr("กรอบของปี {year} ตรงกับ {source} ทุกแห่ง", year=year, source=source), False
            )
            return

        def apply(chosen: frozenset[Key]) -> None:
            replacing.apply(session.workspace, year, update, chosen)

        def accept(chosen: frozenset[Key]) -> None:
            if session.do(lambda: apply(chosen)) and chosen:
                session.notified.emit(tr("ปรับกรอบ {count} แห่งแล้ว", count=len(chosen)), True)

        title = tr("เทียบกรอบการประเมินปี {year}", year=year)
        text = tr("{source} · ต่างกัน {count} แห่ง", source=source, count=len(update.rows))
        locked = tr(LOCKED) if session.is_locked else ""
        open_framework(
            update,
            (title, text),
            self._over,
            accept,
            lambda chosen: session.workspace.refusal(lambda: apply(chosen)),
            locked=locked,
        )


def _files() -> str:
    return f"{tr(_KIND)} (*.yaml *.yml)"
