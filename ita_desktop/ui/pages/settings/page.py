"""ตั้งค่า: the office, its units, the year's dates and framework, the window, safety copies."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.background import Job
from ita_desktop.ui.forms.ui_settings_page import Ui_SettingsPage
from ita_desktop.ui.menus import Command
from ita_desktop.ui.pages.page import Page
from ita_desktop.ui.pages.settings.assessment import AssessmentSection
from ita_desktop.ui.pages.settings.backup import BackupSection
from ita_desktop.ui.pages.settings.lists import DateTable, UnitTable
from ita_desktop.ui.pages.settings.look import LookSection
from ita_desktop.ui.pages.settings.office import OfficeSection
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.fields.form import align_labels
from ita_desktop.ui.widgets.status.message import Message, MessageKind

if TYPE_CHECKING:
    from ita_desktop.services.frameworks.update import FrameworkUpdate
    from ita_desktop.ui.pages.frameworks.editor import FrameworkEditor
    from ita_desktop.ui.pages.wordings.editor import WordingEditor


class SettingsSection(StrEnum):
    """The parts of the page: targets, in the order of the chips and of the form's pages."""

    OFFICE = "office"
    UNITS = "units"
    CALENDAR = "calendar"
    ASSESSMENT = "assessment"
    FRAMEWORK = "framework"
    WORDINGS = "wordings"
    LOOK = "look"
    BACKUP = "backup"


TITLES = {
    SettingsSection.OFFICE: "สำนักงาน",
    SettingsSection.UNITS: "หน่วย",
    SettingsSection.CALENDAR: "ปฏิทินของปี",
    SettingsSection.ASSESSMENT: "การประเมินของปี",
    SettingsSection.FRAMEWORK: "กรอบการประเมิน",
    SettingsSection.WORDINGS: "ถ้อยคำในเอกสาร",
    SettingsSection.LOOK: "หน้าต่าง",
    SettingsSection.BACKUP: "แฟ้มและสำเนา",
}
HELD: Final = {
    SettingsSection.OFFICE: ("ชื่อสำนักงาน", "ชื่อย่อ", "รหัสหน่วยงาน", "ที่อยู่", "เว็บไซต์"),
    SettingsSection.ASSESSMENT: ("กรอบการประเมิน", "เกณฑ์ระดับผล", "นับรอบมาตรการ", "คะแนนเป้าหมาย"),
    SettingsSection.WORDINGS: ("ตราครุฑ", "ตราสำนักงาน", "แม่แบบ Word", "โลโก้"),
    SettingsSection.LOOK: ("สีของหน้าต่าง", "ความต่างของสี", "การเคลื่อนไหว", "ความสูงของแถว", "ภาษา"),
    SettingsSection.BACKUP: ("แฟ้มงานอยู่ที่", "เก็บสำเนาไว้ที่", "ค่าของโปรแกรม"),
}
"""What can be set in a section, in the words that stand there."""
MEMORY = "settings.section"
CORRECTION = "framework-correction"
"""The message that the program brings a corrected framework."""


class SettingsPage(Page):
    """One section at a time; what is chosen or typed holds at once."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._year = 0
        self._looked: set[int] = set()
        """Years whose framework was compared with the one that the program brings."""
        self._looking = QTimer(self, singleShot=True, interval=0)
        self._looking.timeout.connect(self._tell_correction)
        self.framework: FrameworkEditor | None = None
        """Made when its section is shown first."""
        self.wordings: WordingEditor | None = None
        """So is this."""
        self.ui = Ui_SettingsPage()
        self.ui.setupUi(self)
        self.header = self.ui.header
        self._wordings = QVBoxLayout()
        self._add_page(SettingsSection.WORDINGS, self._wordings)
        align_labels(self)
        self.chips = {one: Chip(tr(words)) for one, words in TITLES.items()}
        for chip in self.chips.values():
            chip.accessible_role = Role.PageTab
        self.office = OfficeSection(self.ui, session, self)
        self.units = UnitTable(session)
        self.dates = DateTable(session)
        self.assessment = AssessmentSection(self.ui, session, self)
        self.look = LookSection(self.ui, session.settings, self)
        self.backup = BackupSection(self.ui, session, self)
        self.ui.units.addWidget(self.units)
        self.ui.calendar.addWidget(self.dates)
        self.ui.outer.setStretchFactor(self.ui.stack, 1)
        for place, (one, chip) in enumerate(self.chips.items()):
            self.ui.chips.insertWidget(place, chip)
            chip.clicked.connect(lambda _=False, one=one: self.show_section(one))
        self.look.density_chosen.connect(self.take_density)
        self.look.language_chosen.connect(lambda: self.wanted.emit(Command.REOPEN, ""))
        self.backup.restore_wanted.connect(lambda: self.wanted.emit(Command.RESTORE, ""))
        self.backup.back_up_wanted.connect(lambda: self.wanted.emit(Command.BACK_UP, ""))
        self._first: dict[SettingsSection, QWidget] = {
            SettingsSection.OFFICE: self.ui.office,
            SettingsSection.UNITS: self.units,
            SettingsSection.CALENDAR: self.dates,
            SettingsSection.ASSESSMENT: self.assessment.weights,
            SettingsSection.LOOK: self.ui.theme,
            SettingsSection.BACKUP: self.backup.table,
        }
        """What the keyboard goes to in each section."""
        kept = session.memory.get(MEMORY)
        self.show_section(
            SettingsSection(kept) if kept in set(SettingsSection) else SettingsSection.OFFICE
        )

    def _add_page(self, section: SettingsSection, column: QVBoxLayout) -> None:
        """A page of the form for a section that is made when it is shown first."""
        page = QWidget()
        column.setContentsMargins(0, 0, 0, 0)
        page.setLayout(column)
        self.ui.stack.insertWidget(tuple(SettingsSection).index(section), page)

    def focus_parts(self) -> Sequence[QWidget]:
        """Where F6 goes: the section, then the chips."""
        first = self._first[self.section]
        if self.framework is not None and first is self.framework:
            return (self.framework.table, self.framework.pane, self.chips[self.section])
        if self.wordings is not None and first is self.wordings:
            return (self.wordings.table, self.wordings.pane, self.chips[self.section])
        return (first, self.chips[self.section])

    @property
    def section(self) -> SettingsSection:
        """The section that is shown."""
        return tuple(SettingsSection)[self.ui.stack.currentIndex()]

    def show_section(self, section: SettingsSection) -> None:
        """Shows one section and remembers it."""
        if section is SettingsSection.FRAMEWORK:
            self.make_framework()
        elif section is SettingsSection.WORDINGS:
            self.make_wordings()
        self.ui.stack.setCurrentIndex(tuple(SettingsSection).index(section))
        for one, chip in self.chips.items():
            chip.setChecked(one is section)
        self.session.memory.set(MEMORY, section.value)
        if self.isVisible() and not self.chips[section].hasFocus():
            self._first[section].setFocus()
        if section is SettingsSection.ASSESSMENT:
            self.assessment.offer_levels()
        elif section is SettingsSection.BACKUP:
            self.backup.refresh()

    def make_framework(self) -> "FrameworkEditor":
        """The editor of the year's framework."""
        if self.framework is None:
            from ita_desktop.ui.pages.frameworks.editor import FrameworkEditor

            self.framework = FrameworkEditor(self.session)
            self._first[SettingsSection.FRAMEWORK] = self.framework
            self.ui.frameworkPageColumn.addWidget(self.framework)
            self.take_density()
            if self._year:
                self.framework.refresh()
        return self.framework

    def make_wordings(self) -> "WordingEditor":
        """The editor of the office's words and files for its papers."""
        if self.wordings is None:
            from ita_desktop.ui.pages.wordings.editor import WordingEditor

            self.wordings = WordingEditor(self.session)
            self._first[SettingsSection.WORDINGS] = self.wordings
            self._wordings.addWidget(self.wordings)
            self.take_density()
            if self._year:
                self.wordings.refresh()
        return self.wordings

    def show_target(self, target: str) -> None:
        """A section by its name; a text or file of the office (``wordings#NAME``)."""
        section, _, name = target.partition("#")
        if section in set(SettingsSection):
            self.show_section(SettingsSection(section))
        if section == SettingsSection.WORDINGS and name:
            self.make_wordings().show_wording(name)

    def refresh(self) -> None:
        data = self.session.data
        same = self._year == data.year
        self._year = data.year
        self.ui.header.set_title(tr("ตั้งค่า"), tr("ปีงบประมาณ {year}", year=data.year))
        self.chips[SettingsSection.UNITS].set_count(len(data.units))
        self.office.refresh()
        self.units.refresh(flash=same)
        self.dates.refresh(flash=same)
        self.assessment.refresh(flash=same)
        if self.framework is not None:
            self.framework.refresh()
        if self.wordings is not None:
            self.wordings.refresh()
        self.look.refresh()
        self.backup.refresh()
        self.say(tr("บันทึกทันทีที่แก้ · เลิกทำได้ด้วย Ctrl+Z"))
        self._look_for_correction()

    # -- a corrected framework

    def after_first_paint(self) -> None:
        super().after_first_paint()
        self._look_for_correction()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_for_correction()

    def _look_for_correction(self) -> None:
        """Once for each year, after the page has been painted."""
        if self._was_painted and self.isVisible() and self.session.year not in self._looked:
            self._looking.start()

    def _tell_correction(self) -> None:
        """Looks in another thread, because two frameworks are read for it."""
        from ita_desktop.services.frameworks import update as framework_update

        session, year = self.session, self.session.year
        workspace = session.workspace
        self._looked.add(year)
        job = Job(lambda _progress: framework_update.correction(workspace, year), session)
        job.done.connect(lambda found: self._tell_found(year, found))
        job.failed.connect(session.failed)
        for end in (job.done, job.failed, job.stopped):
            end.connect(job.deleteLater)
        job.start()

    def _tell_found(self, year: int, found: "FrameworkUpdate | None") -> None:
        if found is None or not isValid(self) or not self.isVisible():
            return
        count = sum(row.corrected for row in found.rows)
        self.notified.emit(
            Message(
                MessageKind.INFO,
                tr(
                    "โปรแกรมมีกรอบปี {year} ฉบับแก้ไข ต่างจากของปีนี้ {count} แห่ง ข้อมูลที่กรอกไว้ไม่เปลี่ยน",
                    year=year,
                    count=count,
                ),
                action=tr("ดูข้อแตกต่าง"),
                key=CORRECTION,
            )
        )

    def message_acted(self, key: str) -> None:
        if key == CORRECTION:
            self.show_section(SettingsSection.FRAMEWORK)
            self.make_framework().sharing.compare_shipped()
        else:
            super().message_acted(key)

    def hideEvent(self, event: QHideEvent) -> None:
        # Out of sight nothing is told, and the workspace may be closed by then.
        self._looking.stop()
        self.office.leave()
        self.assessment.leave()
        super().hideEvent(event)
