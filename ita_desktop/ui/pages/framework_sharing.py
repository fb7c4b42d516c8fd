"""The year's framework as a file, and beside another one: the shipped one, or a file's."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from ita_desktop.frameworks import load_file
from ita_desktop.frameworks.difference import Key
from ita_desktop.i18n import tr
from ita_desktop.services import framework_files, framework_update
from ita_desktop.services.framework_update import Update
from ita_desktop.ui.session import Session

LOCKED = "แฟ้มนี้เปิดอ่านได้อย่างเดียว"


class FrameworkSharing(QObject):
    """Asks for files and shows differences over a part of the page."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session = session
        self._over = over

    def export(self) -> None:
        """Asks where, and writes the framework as a file that another office can use."""
        session = self._session
        data = session.data
        path = session.workspace.path
        folder = path.parent if path is not None else Path.home()
        name, _ = QFileDialog.getSaveFileName(
            self._over,
            tr("บันทึกกรอบการประเมินเป็นไฟล์"),
            str(folder / framework_files.proposed_name(data)),
            _files(),
        )
        if name:
            made = session.attempt(lambda: framework_files.export(data, Path(name)))
            if made is not None:
                session.told.emit(tr("บันทึกกรอบไว้ที่ {path} แล้ว", path=made.name), False)

    def compare_shipped(self) -> None:
        """Shows what differs from the framework that comes with the program."""
        session = self._session
        code = session.data.framework.code
        update = session.attempt(
            lambda: framework_update.beside_shipped(session.workspace, session.year)
        )
        if update is None:
            session.failed.emit(
                tr("โปรแกรมไม่มีกรอบรหัส {code} มาด้วย · เทียบกับกรอบจากไฟล์แทน", code=code)
            )
        else:
            self._compare(update, tr("กรอบ {code} ที่มากับโปรแกรม", code=code))

    def compare_file(self) -> None:
        """Asks for a framework file, and shows what differs from it."""
        session = self._session
        name, _ = QFileDialog.getOpenFileName(
            self._over, tr("เลือกไฟล์กรอบการประเมิน"), str(Path.home()), _files()
        )
        if not name:
            return
        path = Path(name)

        def beside() -> Update:
            other = load_file(path, session.year)
            return framework_update.beside(session.workspace, session.year, other)

        update = session.attempt(beside)
        if update is not None:
            self._compare(update, path.name)

    def _compare(self, update: Update, source: str) -> None:
        from ita_desktop.ui.dialogs.framework_preview import open_preview

        session, year = self._session, self._session.year
        if not update.rows:
            session.told.emit(
                tr("กรอบของปี {year} ตรงกับ {source} ทุกแห่ง", year=year, source=source), False
            )
            return

        def accept(chosen: frozenset[Key]) -> None:
            session.attempt(lambda: framework_update.apply(session.workspace, year, update, chosen))
            if chosen:
                session.told.emit(tr("ปรับกรอบ {count} แห่งแล้ว", count=len(chosen)), True)

        title = tr("เทียบกรอบการประเมินปี {year}", year=year)
        said = tr("{source} · ต่างกัน {count} แห่ง", source=source, count=len(update.rows))
        locked = tr(LOCKED) if session.workspace.read_only else ""
        open_preview(update, (title, said), self._over, accept, locked=locked)


def _files() -> str:
    return tr("ไฟล์กรอบการประเมิน") + " (*.yaml *.yml)"
