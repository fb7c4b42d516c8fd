"""ตั้งค่า: office, units, texts of documents, appearance, backups and answers of imports.

ตั้งค่า, หน้าต่าง: colours, contrast, animations, row height, language.

ตั้งค่า, หน่วย: the office's units.

ตั้งค่า, สำนักงาน: name and location of the office.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.domain.errors import joined
from ita_desktop.domain.records import UNIT_KINDS, Unit
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, language, tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.roster import orders, units
from ita_desktop.services.roster.units import ask_name, is_asked
from ita_desktop.services.settings.file import OFFICE_FIELDS
from ita_desktop.services.several_units import changes_in_words
from ita_desktop.settings import Settings
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.editors.listing import Suggestions, office_choices
from ita_desktop.ui.pages.fields import unit_choices_of, with_fields
from ita_desktop.ui.pages.page import DENSE_ROWS, DENSITY
from ita_desktop.ui.pages.parts.chips import SectionEditor, SectionsPage
from ita_desktop.ui.pages.parts.list_table import ListTable
from ita_desktop.ui.pages.settings.backup import BackupSection
from ita_desktop.ui.session import Session
from ita_desktop.ui.shared.stored_line import StoredLine
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.values import ListChoice
from ita_desktop.ui.theme.theme import ColourMode, Contrast, Motion, Theme
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.button import FoldButton
from ita_desktop.ui.widgets.fields.choices import Choice
from ita_desktop.ui.widgets.fields.field import Field, labelled, limit

if TYPE_CHECKING:
    from ita_desktop.ui.pages.settings.wording_editor import WordingEditor

LANGUAGES = (("th", "ไทย"), ("en", "English"))
"""Codes and names of the languages."""


class LookSection(QWidget):
    """Appearance settings, applied at once and at each start."""

    density_chosen = Signal()
    language_chosen = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._shown: dict[Choice, Callable[[], str]] = {}
        """The setting that each of them shows."""
        self.theme = self._choice(
            "theme",
            (
                (ColourMode.SYSTEM, tr("ตามระบบ")),
                (ColourMode.LIGHT, tr("สว่าง")),
                (ColourMode.DARK, tr("มืด")),
            ),
            lambda: _theme().choice,
            lambda value: _theme().choose(ColourMode(value)),
        )
        self.contrast = self._choice(
            "contrast",
            (
                (Contrast.SYSTEM, tr("ตามระบบ")),
                (Contrast.NORMAL, tr("ปกติ")),
                (Contrast.HIGH, tr("สูง เห็นเส้นและตัวอักษรชัดขึ้น")),
            ),
            lambda: _theme().contrast,
            lambda value: _theme().choose_contrast(Contrast(value)),
        )
        self.motion = self._choice(
            "motion",
            ((Motion.SYSTEM, tr("ตามระบบ")), (Motion.LESS, tr("ลดการเคลื่อนไหว"))),
            lambda: _theme().motion,
            lambda value: _theme().choose_motion(Motion(value)),
        )
        self.density = self._choice(
            DENSITY,
            (("", tr("ปกติ")), (DENSE_ROWS, tr("แน่น เห็นแถวได้มากขึ้น"))),
            lambda: settings.get(DENSITY, ""),
            lambda _value: self.density_chosen.emit(),
        )
        self.language = self._choice(
            "language", LANGUAGES, lambda: language.code, self._choose_language
        )
        self._lay_out()
        self.refresh()
        # Shown if any of them differs from its default.
        chosen = {choice.currentData() for choice in (self.contrast, self.motion, self.density)}
        self.more.fold(chosen.isdisjoint({Contrast.HIGH, Motion.LESS, DENSE_ROWS}))

    def _choice(
        self,
        key: str,
        options: Sequence[tuple[str, str]],
        shown: Callable[[], str],
        apply: Callable[[str], None],
    ) -> Choice:
        """Returns a list of a setting's values and their names; a chosen one is stored as ``key``
        and applied."""
        choice = Choice()
        for value, words in options:
            choice.addItem(words, str(value))

        def choose() -> None:
            value = str(choice.currentData())
            if value != shown():
                self._settings.set(key, value)
                apply(value)

        choice.activated.connect(choose)
        self._shown[choice] = shown
        return choice

    def _lay_out(self) -> None:
        choices = (self.theme, self.language, self.contrast, self.motion, self.density)
        limit(choices)
        widest = max(choice.sizeHint().width() for choice in choices)
        for choice in choices:
            choice.setMinimumWidth(widest)
        rare = QWidget()
        vbox(
            labelled(tr("ความต่างของสี"), self.contrast),
            labelled(tr("การเคลื่อนไหว"), self.motion),
            labelled(tr("ความสูงของแถว"), self.density),
            on=rare,
            gap=Space.S,
        )
        self.more = FoldButton(tr("เพิ่มเติม"), rare)
        vbox(
            labelled(tr("สีของหน้าต่าง"), self.theme),
            labelled(tr("ภาษา"), self.language),
            self.more,
            rare,
            None,
            on=self,
            margins=(Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.PAGE_EDGE),
            gap=Space.S,
        )

    def refresh(self) -> None:
        """Updates the section."""
        for choice, shown in self._shown.items():
            choice.setCurrentIndex(max(choice.findData(str(shown())), 0))

    def _choose_language(self, code: str) -> None:
        language.choose(code)
        self.language_chosen.emit()


def _theme() -> Theme:
    """Returns the application's theme, created right after the application."""
    application = QApplication.instance()
    theme = application.findChild(Theme) if application is not None else None
    assert theme is not None
    return theme


class UnitTable(ListTable):
    """Units with their names, short names and aliases."""

    outgoing = "units"

    def __init__(self, session: Session) -> None:
        columns = unit_columns(lambda: session.data)
        note = tr("ชื่อย่อใช้ในตารางและเอกสาร ชื่ออื่นใช้จับคู่เมื่อนำเข้า")
        without = (
            tr("ยังไม่มีหน่วย"),
            tr(
                "ใส่ฝ่ายและหน่วยของสำนักงานไว้ที่นี่ครั้งเดียว แล้วเลือกเป็นผู้รับผิดชอบงาน มาตรการ และคณะกรรมการได้ทุกปี"
            ),
        )
        super().__init__(session, columns, (tr("หน่วย"), tr("เพิ่มหน่วย"), note), without)

    def refresh(self, *, flash: bool) -> None:
        """Updates the units from the session."""
        self.show_rows(self.session.data.units, flash=flash)

    def write(self, new: Sequence[Mapping[str, Any]], edits: Sequence[CellEdit]) -> list[str]:
        session, made = self.session, []
        before = session.data
        if new:
            made = units.add_units(session.workspace, new, edits=edits)
        else:
            units.edit_units(session.workspace, edits)
        now = session.workspace.year(session.year)
        changed = joined(changes_in_words(before, now), units.followed_names(before, now))
        if changed:
            session.notified.emit(in_language(changed), True)
        return made

    def remove(self, ids: Sequence[str]) -> None:
        units.remove_units(self.session.workspace, ids)

    def blank(self) -> Mapping[str, Any]:
        """Returns an unused placeholder name."""
        taken = {unit.name for unit in self.session.data.units}
        name, number = tr("หน่วยใหม่"), 1
        while name in taken:
            number += 1
            name = tr("หน่วยใหม่ {number}", number=number)
        return {"name": units.NewUnit(name)}


# The rows and columns of the table of units in ตั้งค่า.


class UnitWidth:
    """Units."""

    NAME: Final = 250
    NAME_WIDE: Final = 380
    SHORT_NAME: Final = 150
    SHORT_NAME_WIDE: Final = 260
    ALIASES: Final = 300
    ALIASES_WIDE: Final = 600
    KIND: Final = 120


def unit_columns(data: Callable[[], YearData]) -> list[Column[Unit]]:
    """The columns; a name similar to that of another unit in ``data`` needs confirmation."""

    def doubt(row: Unit | None, name: object) -> None:
        year = data()
        ask_name(year.units, year.organisation.name, name, row.id if row is not None else "")

    def named(row: Unit | None, text: str) -> Sequence[ListChoice]:
        year, own = data(), row.id if row is not None else ""
        asked = is_asked(year.units, year.organisation.name, text, own)
        choices = unit_choices_of(row, text) if asked else ()
        if row is None:
            return choices
        words = tr("ใช้เป็นชื่อของหน่วยนี้")
        return [replace(choice, text=str(choice.value), note=words) for choice in choices]

    columns: list[Column[Unit]] = [
        Column("name", tr("ชื่อหน่วย"), lambda row: row.name, UnitWidth.NAME,
               wide=UnitWidth.NAME_WIDE, stretch=True, editable=True, required=True,
               choices=lambda _row: (), doubt=doubt, named=named, hideable=False, empty=""),
        Column("short_name", tr("ชื่อย่อ"), lambda row: row.short_name, UnitWidth.SHORT_NAME,
               wide=UnitWidth.SHORT_NAME_WIDE, editable=True, empty=""),
        Column("aliases", tr("ชื่ออื่นที่พบในไฟล์ (คั่นด้วย ;)"), lambda row: row.aliases, UnitWidth.ALIASES,
               wide=UnitWidth.ALIASES_WIDE, stretch=True, editable=True, empty=""),
        Column("kind", tr("ประเภท"), lambda row: row.kind, UnitWidth.KIND, editable=True,
               only_choices=True, required=True, text=lambda row: tr(UNIT_KINDS[row.kind]),
               any_choices=kind_choices),
    ]  # fmt: skip
    return with_fields(columns, Unit)


def kind_choices() -> list[ListChoice]:
    """Returns the kinds of units."""
    return [ListChoice(kind, tr(words)) for kind, words in UNIT_KINDS.items()]


class OfficeSection(QWidget):
    """Fields are stored when they lose the focus; rejected input is reverted."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.fields = {name: Field() for name in OFFICE_FIELDS}
        limit(self.fields.values())
        rows = [labelled(tr(words), self.fields[name]) for name, words in OFFICE_FIELDS.items()]
        margins = (Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.PAGE_EDGE)
        vbox(*rows, None, on=self, margins=margins, gap=Space.S)
        self.setFocusProxy(self.fields["name"])
        self.suggestions = Suggestions(self.fields["name"], office_choices)
        self._lines = {name: self._line(name) for name in OFFICE_FIELDS}

    def _line(self, name: str) -> StoredLine:
        workspace, session = self._session.workspace, self._session

        def stored() -> str:
            return str(getattr(session.data.organisation, name))

        def store(text: str) -> None:
            orders.edit_organisation(workspace, **{name: text})

        return StoredLine(self.fields[name], session, stored, store)

    def refresh(self) -> None:
        """Updates the fields from the session."""
        for name, line in self._lines.items():
            line.show()
            self.fields[name].setReadOnly(self._session.is_locked)

    def leave(self) -> None:
        """Stores what was typed."""
        for line in self._lines.values():
            line.take()


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
    SettingsSection.UNITS: ("ชื่อหน่วย", "เพิ่มหน่วย"),
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
        units = self.chips[SettingsSection.UNITS]
        units.set_total_of(len(data.units), data.organisation.name, self.session.today)
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
    from ita_desktop.ui.pages.settings.wording_editor import WordingEditor

    return WordingEditor(session)
