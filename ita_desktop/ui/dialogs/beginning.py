"""The dialogs to begin: เริ่มแฟ้มใหม่, which creates a workspace, and ปีงบประมาณใหม่, which adds a
fiscal year, carrying over data of the previous one.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ita_desktop.domain.dates import fiscal_year_of
from ita_desktop.domain.errors import NO_NAME, InputError, reason_of
from ita_desktop.domain.year import YearData
from ita_desktop.filing import file_names
from ita_desktop.filing.file_names import unused
from ita_desktop.home import make_own_folder
from ita_desktop.i18n import tr
from ita_desktop.services import workspaces
from ita_desktop.services.frameworks import replacing
from ita_desktop.services.years.carrying import add_year_from, is_empty
from ita_desktop.settings import today
from ita_desktop.storage import SUFFIX
from ita_desktop.ui.background import Progress
from ita_desktop.ui.dialogs import frameworks
from ita_desktop.ui.editors.listing import Suggestions, office_choices
from ita_desktop.ui.forms.ui_new_workspace import Ui_NewWorkspace
from ita_desktop.ui.forms.ui_new_year import Ui_NewYear
from ita_desktop.ui.saving.places import documents
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.lines import set_tip
from ita_desktop.ui.theme.tokens import Width
from ita_desktop.ui.widgets.fields.choices import CheckBox

UNNAMED = "สำนักงานเขต"
"""Name of an office that is to be named later."""


@dataclass(frozen=True)
class NewWorkspace:
    """The result: office, Buddhist fiscal year, framework code, path of the file."""

    office: str
    year: int
    framework: str
    path: str


def ask_workspace(window: QWidget, *, needs_name: bool = True) -> Path | None:
    """Creates a workspace and returns its path; None if cancelled. Unless ``needs_name``, the
    office's name may be left as ``สำนักงานเขต``."""
    dialog = NewWorkspaceDialog(frameworks.shipped(), today(), window, needs_name=needs_name)
    return dialog.made if dialog.exec() == QDialog.DialogCode.Accepted else None


class NewWorkspaceDialog(frameworks.YearSheet):
    """Asks for office, year, framework and place. On failure the error is shown and the input
    kept."""

    about = "new-workspace"
    form: Ui_NewWorkspace

    def __init__(
        self,
        known: frameworks.Frameworks,
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
        form.place.takes_path = True
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
        file = self.framework.file if self.framework.chosen == frameworks.FILE else None

        def make(_progress: Progress) -> Path:
            return _make(values, framework_year, file)

        self.set_problem("")
        what = tr("กำลังสร้างแฟ้ม")
        self.work.begin(what, make, self._show_made, self.set_problem, decided=True)

    def _show_made(self, path: Path) -> None:
        self.made = path
        super().accept()

    def _follow_year(self) -> None:
        self.framework.follow(int(self.form.year.currentData()))
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


@dataclass(frozen=True)
class NewYearChoice:
    """The result: Buddhist fiscal year, framework code, and the parts to carry over."""

    year: int
    framework: str
    roster: bool
    owners: bool
    due: bool
    measures: bool
    extras: bool
    """Evidence links, notes of items, and findings."""


def ask_year(session: Session, window: QWidget) -> int | None:
    """Adds the Buddhist fiscal year that the clerk selects and returns it; None if cancelled."""
    dialog = NewYearDialog(session, frameworks.shipped(), window)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return dialog.values().year


class NewYearDialog(frameworks.YearSheet):
    """Asks for year, framework, and what to carry over: by default all but what is about the
    earlier year's work. What was entered goes to the items that continue."""

    about = "new-year"
    form: Ui_NewYear

    def __init__(self, session: Session, known: frameworks.Frameworks, parent: QWidget) -> None:
        self._session = session
        present = fiscal_year_of(session.today)
        newest = max(session.years)
        self._empty = newest if is_empty(session.workspace.year(newest)) else 0
        """The newest year, if it has no data yet; else 0."""
        offered = frameworks.years_to_begin(session.years, known.first_year, present, self._empty)
        super().__init__(Ui_NewYear(), offered, known, parent, height=Width.NEW_YEAR_HEIGHT)
        self._source: YearData | None = None
        """The year to carry over from."""
        form = self.form
        self._goes_on: bool | None = None
        """Whether the selected year comes after the one to carry over from."""
        self.set_title(tr("ปีงบประมาณใหม่"))
        self.set_remark(tr("เลิกทำได้ภายหลัง"))
        form.year.currentIndexChanged.connect(self._check)
        form.year.currentIndexChanged.connect(self._follow_year)
        form.owners.toggled.connect(self._update_choices)
        self.framework.changed.connect(self._update_choices)
        self._check()
        self._follow_year()
        form.year.setFocus()

    def values(self) -> NewYearChoice:
        """Returns the current input."""
        owners = self.form.owners.isChecked()
        return NewYearChoice(
            int(self.form.year.currentData()),
            str(self.form.framework.currentData()),
            roster=self.form.roster.isChecked(),
            owners=owners,
            due=owners and self.form.due.isChecked(),
            measures=self.form.measures.isChecked(),
            extras=self.form.extras.isChecked(),
        )

    def _check(self) -> None:
        year = str(self.form.year.currentData() or "")
        blocked = "" if year else tr("ไม่มีปีที่เริ่มได้")
        self.set_accept(tr("เริ่มปี {year}", year=year), blocked=blocked)

    def accept(self) -> None:
        """Adds the year; on failure the dialog stays open."""
        if self.work.is_going:
            return
        values, form, source = self.values(), self.form, self.source
        workspace = self._session.workspace
        framework_year, framework = (
            self.framework.framework_year,
            self.framework.reader(values.year),
        )
        parts = {
            "roster": values.roster and form.roster.isEnabled(),
            "owners": values.owners and form.owners.isEnabled(),
            "due": values.due and form.due.isEnabled(),
            "measures": values.measures and form.measures.isEnabled(),
            **dict.fromkeys(("evidence", "notes", "findings"), values.extras),
        }

        def add(_progress: Progress) -> None:
            add_year_from(
                workspace,
                values.year,
                source.year,
                framework_year=framework_year,
                framework=framework(),
                **parts,
            )
            workspace.year(values.year)

        self.set_problem("")
        what = tr("กำลังเริ่มปี {year}", year=values.year)
        self.work.begin(what, add, lambda _none: self._show_added(), self.set_problem, decided=True)

    def _show_added(self) -> None:
        super().accept()

    @property
    def source(self) -> YearData:
        """The year to carry over from: the newest before the selected one."""
        session = self._session
        year = frameworks.year_before(session.years, self.values().year)
        if self._source is None or self._source.year != year:
            self._source = session.workspace.year(year)
        return self._source

    def _follow_year(self) -> None:
        source = self.source
        self._choose_usual(goes_on=source.year < self.values().year)
        self._show_source(source.year)
        is_own = replacing.is_own(self._session.workspace, source.year)
        self.framework.offer_own(source if is_own else None)
        self.framework.offer_tables(self._session.workspace, self.values().year, source.year)
        self.framework.follow(self.values().year)
        self._follow_framework()
        self._update_choices()

    def _choose_usual(self, *, goes_on: bool) -> None:
        """Ticks what goes on into the next year. An earlier one, for its result, had others."""
        if goes_on is not self._goes_on:
            self._goes_on = goes_on
            form = self.form
            for box in (form.roster, form.owners, form.due, form.measures):
                box.setChecked(goes_on)

    def _show_source(self, year: int) -> None:
        """Names the year to carry over from, and by how many years dates are moved."""
        self.form.carryTitle.set_title(tr("ยกมาจากปี {year}", year=year))
        step = self.values().year - year
        text = tr("กำหนดส่ง โดยเลื่อนไปหนึ่งปี")
        if step > 1:
            text = tr("กำหนดส่ง โดยเลื่อนไป {count} ปี", count=step)
        elif step < 0:
            text = tr("กำหนดส่ง โดยเลื่อนกลับ {count} ปี", count=-step)
        self.form.due.setText(text)

    def _follow_framework(self) -> None:
        """Disables the choice of a framework for a year that has one."""
        begun = self.values().year == self._empty
        words = tr("ปี {year} มีอยู่แล้วและยังว่าง จึงใช้กรอบของปีนั้น", year=self._empty)
        for choice in (self.form.framework, self.framework.file_button):
            choice.setDisabled(begun)
        if begun:
            set_tip(self.form.framework, words)

    def _update_choices(self) -> None:
        """Disables what cannot be carried over, with the reason."""
        data, form = self.source, self.form
        other = self.framework.code != data.framework.code
        _block(form.roster, "" if data.bodies else _nothing_to_carry(data))
        _block(form.owners, "" if data.assignment_owners else _nothing_to_carry(data))
        if other and data.assignment_owners:
            set_tip(form.owners, tr("ยกไปยังข้อที่ต่อกัน ข้อที่รวม แยก หรือไม่มีข้อต่อกันแสดงเป็นรายการหลังเริ่มปี"))
        _block(form.measures, "" if data.measures else _nothing_to_carry(data))
        if data.measures:
            tip = tr("ถ้าจะเลือกบางมาตรการ หรือยกข้อค้นพบด้วย เว้นไว้ แล้วใช้ “ยกมาจากปีก่อน…” ที่หน้ามาตรการ")
            if other:
                tip = tr("กรอบการประเมินต่างกัน ยกเฉพาะมาตรการที่กรอบใหม่ยังมีข้อหรือตัวชี้วัดนั้น")
            set_tip(form.measures, tip)
        waits = "" if form.owners.isChecked() else tr("ยกผู้รับผิดชอบมาก่อน จึงยกกำหนดส่งได้")
        _block(form.due, waits)
        entered = (
            data.evidence
            or data.findings
            or any(assignment.note for assignment in data.assignments)
        )
        _block(form.extras, "" if entered else _nothing_to_carry(data))


def _nothing_to_carry(data: YearData) -> str:
    return tr("ปี {year} ยังไม่มีข้อมูลนี้", year=data.year)


def _block(box: CheckBox, why: str) -> None:
    box.setEnabled(not why)
    set_tip(box, why)
