"""The dialog for a new workspace: office, fiscal year, framework, and file location."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.forms.ui_new_workspace import Ui_NewWorkspace
from ita_desktop.ui.frame.sheets.year_sheet import YearSheet
from ita_desktop.ui.theme.tokens import Width


@dataclass(frozen=True)
class NewWorkspace:
    """The result: office, Buddhist fiscal year, framework code, path of the file."""

    office: str
    year: int
    framework: str
    path: str


class NewWorkspaceSheet(YearSheet):
    """The dialog; ``choose_requested`` asks the program to open the system's file dialog."""

    about = "new-workspace"
    form: Ui_NewWorkspace

    choose_requested = Signal()

    def __init__(
        self,
        years: Sequence[int],
        year: int,
        frameworks: Sequence[tuple[str, str]],
        path: str,
        parent: QWidget | None = None,
        *,
        needs_name: bool = True,
        drafts: Collection[int] = (),
    ) -> None:
        """``drafts`` are the years without a framework of their own; ``frameworks`` are (code,
        title); ``path`` is the default location. ``needs_name``: the office's name is required."""
        super().__init__(parent, size=QSize(Width.SHEET_SMALL, Width.NEW_WORKSPACE_HEIGHT))
        self.needs_name = needs_name
        self.form = Ui_NewWorkspace()
        self._lay_out(years, drafts, frameworks)
        self.form.office.set_example(tr("สำนักงานเขตตัวอย่าง"))
        self.form.year.setCurrentIndex(list(years).index(year))
        self.form.place.setText(path)
        self.form.choose.clicked.connect(self.choose_requested)
        self.form.office.textChanged.connect(self._check)
        self.form.place.textChanged.connect(self._check)
        if needs_name:
            self.set_title(tr("เริ่มแฟ้มใหม่"), tr("ทุกอย่างของสำนักงานอยู่ในแฟ้มเดียว"))
            self.set_remark(tr("เปลี่ยนชื่อและเพิ่มปีภายหลังได้"))
        else:
            self.set_title(tr("เริ่มจากไฟล์ Excel"), tr("สร้างแฟ้มงานก่อน แล้วเลือกไฟล์ Excel"))
            self.set_remark(tr("เว้นชื่อสำนักงานไว้เติมภายหลังได้"))
        self._check()
        self.form.office.setFocus()

    def set_path(self, path: str) -> None:
        """Sets the location selected in the file dialog."""
        self.form.place.setText(path)

    def set_year(self, year: int, framework: str) -> None:
        """Selects a year and its framework."""
        self.form.year.setCurrentIndex(self.form.year.findData(year))
        self.form.framework.setCurrentIndex(self.form.framework.findData(framework))

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
