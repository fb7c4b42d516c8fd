"""ตั้งค่า: office, units, texts of documents, appearance, backups and answers of imports."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.pages.parts.sections import SectionEditor, SectionsPage
from ita_desktop.ui.pages.settings.backup import BackupSection
from ita_desktop.ui.pages.settings.look import LookSection
from ita_desktop.ui.pages.settings.office import OfficeSection
from ita_desktop.ui.pages.settings.units import UnitTable
from ita_desktop.ui.session import Session

if TYPE_CHECKING:
    from ita_desktop.ui.pages.wordings.editor import WordingEditor


class SettingsSection(StrEnum):
    """The sections, in the order of the chips; also their targets."""

    OFFICE = "office"
    UNITS = "units"
    WORDINGS = "wordings"
    LOOK = "look"
    BACKUP = "backup"


SETTINGS_TITLES: Final[Mapping[StrEnum, str]] = {
    SettingsSection.OFFICE: "สำนักงาน",
    SettingsSection.UNITS: "หน่วย",
    SettingsSection.WORDINGS: "ถ้อยคำในเอกสาร",
    SettingsSection.LOOK: "หน้าต่าง",
    SettingsSection.BACKUP: "แฟ้มและสำเนา",
}
SETTINGS_HELD: Final[Mapping[StrEnum, Sequence[str]]] = {
    SettingsSection.OFFICE: ("ชื่อสำนักงาน", "ชื่อย่อ", "รหัสหน่วยงาน", "ที่อยู่", "เว็บไซต์"),
    SettingsSection.WORDINGS: ("ตราครุฑ", "ตราสำนักงาน", "แม่แบบ Word", "โลโก้"),
    SettingsSection.LOOK: ("สีของหน้าต่าง", "ภาษา"),
    SettingsSection.BACKUP: (
        "แฟ้มงานอยู่ที่",
        "เก็บสำเนาไว้ที่",
        "สำเนาแห่งที่สอง",
        "ค่าของโปรแกรม",
    ),
}
"""The settings in each section, as worded there."""
MORE: Final = f"{SettingsSection.LOOK}#more"
ANSWERS: Final = f"{SettingsSection.BACKUP}#answers"
FOLDED: Final[Mapping[str, tuple[str, Sequence[str]]]] = {
    MORE: ("หน้าต่าง, เพิ่มเติม", ("ความต่างของสี", "การเคลื่อนไหว", "ความสูงของแถว")),
    ANSWERS: ("คำตอบที่จำไว้", ("คำตอบที่จำไว้", "ชื่อและคอลัมน์ในไฟล์ที่นำเข้า")),
}
"""What is hidden at first, by the target that shows it: its title and the settings in it."""


class SettingsPage(SectionsPage):
    """The settings; input is stored at once."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        titles = {section: tr(title) for section, title in SETTINGS_TITLES.items()}
        super().__init__(session, titles, "settings.section", parent)
        self.office = OfficeSection(session)
        self.units = UnitTable(session)
        self.look = LookSection(session.settings)
        self.backup = BackupSection(session)
        self.add_section(SettingsSection.OFFICE, self.office)
        self.add_section(SettingsSection.UNITS, self.units)
        self.add_later(SettingsSection.WORDINGS, _wording_editor)
        self.add_section(SettingsSection.LOOK, self.look, self.look.theme)
        self.add_section(SettingsSection.BACKUP, self.backup, self.backup.table)
        no_answers = self.backup.answers.empty.state
        no_answers.acted.connect(lambda: self.requested.emit(Command.IMPORT, ""))
        self.look.density_chosen.connect(self.take_density)
        self.look.language_chosen.connect(lambda: self.requested.emit(Command.REOPEN, ""))
        self.backup.restore_requested.connect(
            lambda copy: self.requested.emit(Command.RESTORE, copy)
        )
        self.backup.back_up_requested.connect(lambda: self.requested.emit(Command.BACK_UP, ""))
        self.show_kept()

    @property
    def wordings(self) -> "WordingEditor":
        """The editor of the office's texts and files."""
        return cast("WordingEditor", self.made(SettingsSection.WORDINGS))

    def show_section(self, section: StrEnum) -> None:
        super().show_section(section)
        if section is SettingsSection.BACKUP:
            self.backup.refresh()

    def show_target(self, target: str) -> None:
        """Handles targets: a section's name, a text or file (``wordings#NAME``), or what is folded
        (``look#more``, ``backup#answers``)."""
        super().show_target(target)
        section, _, name = target.partition("#")
        if section == SettingsSection.WORDINGS and name:
            self.wordings.show_wording(name)
        elif target == MORE:
            self.look.more.fold(False)
            self.look.contrast.setFocus()
        elif target == ANSWERS:
            self.backup.show_answers()

    def focus_parts(self) -> Sequence[QWidget]:
        parts = super().focus_parts()
        if self.section is SettingsSection.BACKUP:
            return (parts[0], self.backup.answers_button, *parts[1:])
        return parts

    def refresh(self) -> None:
        data = self.session.data
        same = self._year == data.year
        self._year = data.year
        self.header.set_title(tr("ตั้งค่า"), data.organisation.name)
        self.chips[SettingsSection.UNITS].set_count(len(data.units))
        self.office.refresh()
        self.units.refresh(flash=same)
        self.refresh_made()
        self.look.refresh()
        self.backup.refresh()
        self.backup.refresh_answers(flash=same)
        self.set_status(tr("บันทึกทันทีที่แก้ · เลิกทำได้ด้วย Ctrl+Z"))

    def hideEvent(self, event: QHideEvent) -> None:
        self.office.leave()
        super().hideEvent(event)


def _wording_editor(session: Session) -> SectionEditor:
    from ita_desktop.ui.pages.wordings.editor import WordingEditor

    return WordingEditor(session)
