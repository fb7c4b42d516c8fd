"""เริ่มแฟ้มใหม่: asks for office, year, framework and place, and makes the file."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ita_desktop.domain.dates import fiscal_year_of
from ita_desktop.domain.errors import ItaError
from ita_desktop.domain.reasons import reason_of
from ita_desktop.i18n import sentence, tr
from ita_desktop.services import workspaces
from ita_desktop.settings import today
from ita_desktop.storage.workspace import SUFFIX
from ita_desktop.ui.dialogs.frameworks import FILE, FrameworkChoice, Frameworks, shipped
from ita_desktop.ui.frame.new_workspace_sheet import NewWorkspaceSheet

UNSAFE = '<>:"/\\|?*'
"""Letters that some system does not take in a file's name."""


def ask(window: QWidget) -> Path | None:
    """Makes a new workspace as the clerk wants it; None when she changes her mind."""
    dialog = NewWorkspaceDialog(shipped(), today(), window)
    return dialog.made if dialog.exec() == QDialog.DialogCode.Accepted else None


class NewWorkspaceDialog(NewWorkspaceSheet):
    """The sheet at work. What cannot be made is told in it, and what was typed stays."""

    def __init__(self, known: Frameworks, day: date, parent: QWidget | None = None) -> None:
        year = fiscal_year_of(day)
        offered = range(year + 1, known.first_year - 1, -1)
        super().__init__(offered, year, known.choices, "", parent)
        self.made: Path | None = None
        """The file that was made."""
        self._own_place = False
        form = self.form
        self.framework = FrameworkChoice(form.frameworkRow, form.framework, known, self)
        self.framework.problem.connect(self.set_problem)
        self.set_year(year, known.of_year(year))
        self._propose_place()
        self.choose_requested.connect(self._choose_place)
        self.form.place.textEdited.connect(self._take_place)
        self.form.office.textChanged.connect(self._propose_place)
        self.form.year.currentIndexChanged.connect(self._follow_year)

    def accept(self) -> None:
        """Makes the file; the sheet stays open while that does not succeed."""
        values = self.values()
        path = workspaces.with_suffix(Path(values.path).expanduser())
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            workspaces.create(
                path,
                values.office,
                values.year,
                framework_year=self.framework.framework_year,
                framework_file=self.framework.file if self.framework.chosen == FILE else None,
            ).close()
        except OSError as error:
            self.set_problem(
                tr("ทำโฟลเดอร์ {folder} ไม่ได้ ({reason}) · เลือกที่อื่น",
                   folder=path.parent, reason=reason_of(error))
            )  # fmt: skip
        except ItaError as error:
            self.set_problem(sentence(error))
        else:
            self.made = path
            super().accept()

    def _follow_year(self) -> None:
        year = int(self.form.year.currentData())
        self.framework.follow(year)
        self._propose_place()

    def _take_place(self) -> None:
        self._own_place = True

    def _propose_place(self) -> None:
        """A file in the clerk's documents, named for the office, until she names one herself."""
        if self._own_place:
            return
        office = "".join(one for one in self.form.office.text() if one not in UNSAFE).strip()
        name = f"ITA {office}".strip() + SUFFIX
        self.set_path(str(Path(_documents()) / "ITA" / name))

    def _choose_place(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            tr("เก็บแฟ้มใหม่ที่"),
            self.form.place.text(),
            tr("แฟ้มงาน ITA") + f" (*{SUFFIX})",
            # Creating never replaces a file: it says so itself, in the sheet.
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self._own_place = True
            self.set_path(str(workspaces.with_suffix(Path(name))))


def _documents() -> str:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return place or str(Path.home())
