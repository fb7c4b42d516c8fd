"""เริ่มแฟ้มใหม่: the dialog to create a workspace."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ita_desktop.domain.dates import fiscal_year_of
from ita_desktop.domain.errors import NO_NAME, InputError, reason_of
from ita_desktop.filing import file_names
from ita_desktop.filing.file_names import unused
from ita_desktop.home import make_own_folder
from ita_desktop.i18n import tr
from ita_desktop.services import workspaces
from ita_desktop.settings import today
from ita_desktop.storage import SUFFIX
from ita_desktop.ui.background import Progress
from ita_desktop.ui.dialogs.frameworks import FILE, Frameworks, YearSheet, shipped
from ita_desktop.ui.editors.offices import office_choices
from ita_desktop.ui.editors.suggesting import Suggestions
from ita_desktop.ui.forms.ui_new_workspace import Ui_NewWorkspace
from ita_desktop.ui.opening.own_folder import documents
from ita_desktop.ui.theme.tokens import Width

UNNAMED = "สำนักงานเขต"
"""Name of an office that is to be named later."""


@dataclass(frozen=True)
class NewWorkspace:
    """The result: office, Buddhist fiscal year, framework code, path of the file."""

    office: str
    year: int
    framework: str
    path: str


def ask(window: QWidget, *, needs_name: bool = True) -> Path | None:
    """Creates a workspace and returns its path; None if cancelled. Unless ``needs_name``, the
    office's name may be left as ``สำนักงานเขต``."""
    dialog = NewWorkspaceDialog(shipped(), today(), window, needs_name=needs_name)
    return dialog.made if dialog.exec() == QDialog.DialogCode.Accepted else None


class NewWorkspaceDialog(YearSheet):
    """Asks for office, year, framework and place. On failure the error is shown and the input
    kept."""

    about = "new-workspace"
    form: Ui_NewWorkspace

    def __init__(
        self,
        known: Frameworks,
        day: date,
        parent: QWidget,
        *,
        needs_name: bool = True,
    ) -> None:
        """``needs_name``: the office's name is required."""
        year = fiscal_year_of(day)
        offered = range(year + 1, known.first_year - 1, -1)
        height = Width.NEW_WORKSPACE_HEIGHT
        super().__init__(Ui_NewWorkspace(), offered, known, parent, height=height)
        self.needs_name = needs_name
        self.made: Path | None = None
        """The created file."""
        self._own_place = False
        form = self.form
        form.office.set_example(tr("สำนักงานเขตตัวอย่าง"))
        self.suggestions = Suggestions(form.office, office_choices)
        beside = (self.framework.file_button, form.choose)
        alike = max(button.sizeHint().width() for button in beside)
        for button in beside:
            button.setFixedWidth(alike)
        form.year.setCurrentIndex(form.year.findData(year))
        form.framework.setCurrentIndex(form.framework.findData(known.of_year(year)))
        if needs_name:
            self.set_title(tr("เริ่มแฟ้มใหม่"), tr("ทุกอย่างของสำนักงานอยู่ในแฟ้มเดียว"))
            self.set_remark(tr("เปลี่ยนชื่อและเพิ่มปีภายหลังได้"))
        else:
            self.set_title(tr("เริ่มจากไฟล์ Excel"), tr("สร้างแฟ้มงานก่อน แล้วเลือกไฟล์ Excel"))
            self.set_remark(tr("เว้นชื่อสำนักงานไว้เติมภายหลังได้"))
        self._propose_place()
        form.choose.clicked.connect(self._choose_place)
        form.place.textEdited.connect(self._take_place)
        form.place.textChanged.connect(self._check)
        form.office.textChanged.connect(self._propose_place)
        form.office.textChanged.connect(self._check)
        form.year.currentIndexChanged.connect(self._follow_year)
        self._check()
        form.office.setFocus()

    def set_path(self, path: str) -> None:
        """Sets the location selected in the file dialog."""
        self.form.place.setText(path)

    def values(self) -> NewWorkspace:
        """Returns the current input."""
        return NewWorkspace(
            self.form.office.text().strip(),
            int(self.form.year.currentData()),
            str(self.form.framework.currentData()),
            self.form.place.text().strip(),
        )

    def _check(self) -> None:
        blocked = ""
        if self.needs_name and not self.form.office.text().strip():
            blocked = tr("พิมพ์ชื่อสำนักงานก่อน")
        elif not self.form.place.text().strip():
            blocked = tr("เลือกที่เก็บแฟ้มก่อน")
        self.set_accept(tr("สร้างแฟ้ม"), blocked=blocked)

    def accept(self) -> None:
        """Creates the file; on failure the dialog stays open."""
        if self.work.is_going:
            return
        self.suggestions.settle()
        values = self.values()
        framework_year = self.framework.framework_year
        file = self.framework.file if self.framework.chosen == FILE else None

        def make(_progress: Progress) -> Path:
            return _make(values, framework_year, file)

        self.set_problem("")
        what = tr("กำลังสร้างแฟ้ม")
        self.work.begin(what, make, self._show_made, self.set_problem, decided=True)

    def _show_made(self, path: Path) -> None:
        self.made = path
        super().accept()

    def _follow_year(self) -> None:
        year = int(self.form.year.currentData())
        self.framework.follow(year)
        self._propose_place()

    def _take_place(self) -> None:
        self._own_place = True

    def _propose_place(self) -> None:
        """Proposes a file named after the office in the documents folder, until the clerk selects
        one."""
        if self._own_place:
            return
        office = file_names.plain(self.form.office.text())
        if not office and not self.needs_name:
            # Not chosen by the clerk, so it must not collide with an existing file.
            self.set_path(str(unused(documents() / "ITA", f"ITA {UNNAMED}", SUFFIX)))
            return
        name = f"ITA {office}".strip() + SUFFIX
        self.set_path(str(documents() / "ITA" / name))

    def _choose_place(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            tr("เก็บแฟ้มใหม่ที่"),
            self.form.place.text(),
            tr("แฟ้มงาน ITA") + f" (*{SUFFIX})",
            # Creating never replaces a file; the dialog reports an existing one.
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self._own_place = True
            self.set_path(str(workspaces.with_suffix(Path(name))))


def _known(path: Path) -> Path:
    """Expands ``~`` in a path. Raises RuntimeError for an unknown ``~user``, and ValueError for a
    null character."""
    if "\0" in str(path):
        raise ValueError(str(path))
    return path.expanduser()


def _make(values: NewWorkspace, framework_year: int | None, framework_file: Path | None) -> Path:
    """Creates the file completely or not at all. Raises ItaError."""
    path = workspaces.with_suffix(Path(values.path))
    try:
        path = _known(path)
        make_own_folder(path.parent)
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(
            "ทำโฟลเดอร์ {folder} ไม่ได้ ({reason})",
            remedy="เลือกที่อื่น",
            folder=str(path.parent).replace("\0", ""),
            reason=reason_of(error) if isinstance(error, OSError) else NO_NAME,
        ) from error
    made = workspaces.create(
        path,
        values.office or UNNAMED,
        values.year,
        framework_year=framework_year,
        framework_file=framework_file,
    )
    made.close()
    return path
