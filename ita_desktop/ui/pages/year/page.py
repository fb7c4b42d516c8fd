"""ปฏิทินและกรอบของปี: the year's dates, assessment, and framework."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.frameworks.draft import unconfirmed
from ita_desktop.i18n import tr
from ita_desktop.services.years import calendar
from ita_desktop.ui.pages.frameworks.draft import DraftSection
from ita_desktop.ui.pages.letters.day_reminding import add_reminders
from ita_desktop.ui.pages.parts.list_table import ListTable, RowService
from ita_desktop.ui.pages.parts.sections import SectionEditor, SectionsPage
from ita_desktop.ui.pages.year.assessment import AssessmentSection
from ita_desktop.ui.pages.year.carried import CarriedSection
from ita_desktop.ui.pages.year.rows import DateRow, date_columns, date_rows
from ita_desktop.ui.pages.year.sections import YEAR_TITLES, YearSection
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.status.message import Message, MessageKind

if TYPE_CHECKING:
    from ita_desktop.services.frameworks.update import FrameworkUpdate
    from ita_desktop.ui.pages.frameworks.editor import FrameworkEditor


CORRECTION: Final = "framework-correction"
"""The key of the message that a corrected framework is available."""


class YearPage(SectionsPage):
    """The settings of a fiscal year; input is stored at once."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        titles = {section: tr(title) for section, title in YEAR_TITLES.items()}
        super().__init__(session, titles, "year.section", parent)
        self._looked: set[int] = set()
        """Years whose framework was compared with the shipped one."""
        self._looking = QTimer(self, singleShot=True, interval=0)
        self._looking.timeout.connect(self._find_correction)
        self.dates = DateTable(session)
        self.assessment = AssessmentSection(session)
        self.dates.opened.connect(self.follow)
        self.add_section(YearSection.CALENDAR, self.dates)
        self.add_section(YearSection.ASSESSMENT, self.assessment, self.assessment.weights)
        self.add_later(YearSection.FRAMEWORK, _framework_editor)
        self.draft = DraftSection(session)
        self.add_section(YearSection.DRAFT, self.draft, self.draft.table)
        self.carried = CarriedSection(session)
        self.carried.opened.connect(self.follow)
        self.add_section(YearSection.CARRIED, self.carried, self.carried.table)
        self.calendar_button = self.header.add_button(Button(tr("ไฟล์ปฏิทิน…"), icon_name="calendar"))
        self.calendar_button.clicked.connect(self._save_calendar)
        self.show_kept()

    def set_low(self, low: bool) -> None:
        super().set_low(low)
        self.assessment.set_low(low)

    def _save_calendar(self) -> None:
        from ita_desktop.ui.pages.parts.calendar_saving import save_calendar

        save_calendar(self.session, self)

    @property
    def framework(self) -> "FrameworkEditor":
        """The editor of the year's framework."""
        return cast("FrameworkEditor", self.made(YearSection.FRAMEWORK))

    def show_section(self, section: StrEnum) -> None:
        # What this year has not would be an empty page.
        super().show_section(section if self._has(section) else YearSection.CALENDAR)
        self._show_chips()
        if section is YearSection.ASSESSMENT:
            self.assessment.offer_levels()

    def _has(self, section: StrEnum) -> bool:
        """Returns whether the year has what a section shows: a draft, or items that changed."""
        if section is YearSection.DRAFT:
            return bool(self.session.data.framework.drafted_from)
        return section is not YearSection.CARRIED or bool(self.carried.fates)

    def _show_chips(self) -> None:
        """Offers to confirm a draft framework, and the list of items that changed."""
        for section in (YearSection.DRAFT, YearSection.CARRIED):
            self.chips[section].setVisible(self._has(section) or self.section is section)
        self.chips[YearSection.DRAFT].set_count(len(unconfirmed(self.session.data)) or None)

    def show_target(self, target: str) -> None:
        """Handles targets: a section's name, or a part of the framework (``framework#CODE``)."""
        super().show_target(target)
        section, _, code = target.partition("#")
        if section == YearSection.FRAMEWORK and code:
            self.framework.show_part(code)

    def refresh(self) -> None:
        data = self.session.data
        same = self._year == data.year
        self._year = data.year
        self.header.set_title(tr("ปฏิทินและกรอบของปี"), tr("ปีงบประมาณ {year}", year=data.year))
        self.dates.refresh(flash=same)
        self.assessment.refresh(flash=same)
        self._refresh_draft(flash=same)
        self.carried.refresh(flash=same)
        self._show_chips()
        self.refresh_made()
        self.set_status(tr("บันทึกทันทีที่แก้ · เลิกทำได้ด้วย Ctrl+Z"))
        self._look_for_correction()

    def _refresh_draft(self, *, flash: bool) -> None:
        """Updates the draft; the keyboard stays there, or goes to the section's chip when nothing
        is left to work on."""
        focus = self.window().focusWidget()
        had = focus is not None and self.draft.isAncestorOf(focus)
        self.draft.refresh(flash=flash)
        if had and focus is not None and not (focus.isEnabled() and focus.isVisibleTo(self)):
            table = self.draft.table
            (table if table.isVisibleTo(self) else self.chips[self.section]).setFocus()

    # -- framework corrections

    def after_first_paint(self) -> None:
        super().after_first_paint()
        self._look_for_correction()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_for_correction()

    def _look_for_correction(self) -> None:
        """Schedules the comparison once per year, after the page was painted."""
        if self._was_painted and self.isVisible() and self.session.year not in self._looked:
            self._looking.start()

    def _find_correction(self) -> None:
        """Compares in another thread, because two frameworks are read."""
        from ita_desktop.services.frameworks import update as framework_update

        session, year = self.session, self.session.year
        workspace = session.workspace
        self._looked.add(year)
        session.run(
            lambda _progress: framework_update.correction(workspace, year),
            lambda found: self._show_correction(year, found),
        )

    def _show_correction(self, year: int, found: "FrameworkUpdate | None") -> None:
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
            self.show_section(YearSection.FRAMEWORK)
            self.framework.sharing.compare_shipped()
        else:
            super().message_acted(key)

    def hideEvent(self, event: QHideEvent) -> None:
        # The workspace may be closed before the timer fires.
        self._looking.stop()
        self.assessment.leave()
        super().hideEvent(event)


def _framework_editor(session: Session) -> SectionEditor:
    from ita_desktop.ui.pages.frameworks.editor import FrameworkEditor

    return FrameworkEditor(session)


# ปฏิทินของปี: the year's dates.


class DateTable(ListTable):
    """The dates of the shown year."""

    first = "title"
    service = RowService(calendar.add_many, calendar.edit, calendar.remove)
    outgoing = "calendar"
    opened = Signal(object)
    """The place of a letter that was written."""

    def __init__(self, session: Session) -> None:
        note = tr("วันที่ของปีงบประมาณ แก้ได้ตามหนังสือแจ้งเวียน")
        columns = date_columns(session.year, lambda: session.today)
        without = (
            tr("ยังไม่มีวันสำคัญของปีนี้"),
            tr("ใส่วันของการประเมินตามหนังสือแจ้งเวียน หน้าภาพรวมวางไว้บนเส้นเวลาของปี และบอกก่อนถึงวัน"),
        )
        super().__init__(session, columns, (tr("ปฏิทินของปี"), tr("เพิ่มวัน"), note), without)

    def refresh(self, *, flash: bool) -> None:
        """Updates the dates; ``flash`` is False for another year."""
        if not flash:
            session = self.session
            self.table.sheet.set_columns(date_columns(session.year, lambda: session.today))
        self.show_rows(date_rows(self.session.data), flash=flash)

    def _add_to_menu(self, menu: QMenu) -> None:
        super()._add_to_menu(menu)
        row = self.table.current_row()
        if isinstance(row, DateRow):
            add_reminders(menu, self.session, row.day, self.opened.emit)

    def blank(self) -> Mapping[str, Any]:
        """Returns today, limited to the year."""
        first, last = fiscal_year_bounds(self.session.year)
        today: date = self.session.today
        return {"title": tr("วันสำคัญใหม่"), "day": today if first <= today <= last else last}
