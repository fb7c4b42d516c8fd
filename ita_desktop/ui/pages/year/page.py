"""ปฏิทินและกรอบของปี: the year's dates, assessment, and framework; and ยกมาจากปีก่อน: items that
were united, split, changed or lost since a year of another framework.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from ita_desktop.domain.carry_list import Fate, ItemFate
from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.framework_draft import unconfirmed
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.places import Place
from ita_desktop.services.years import calendar
from ita_desktop.services.years.carrying import CARRY_OVER, FATES, entered_words
from ita_desktop.services.years.carrying_entries import carried_fates, confirm, is_marked
from ita_desktop.ui.pages.parts.calendar_actions import add_reminders, save_calendar
from ita_desktop.ui.pages.parts.chips import SectionEditor, SectionsPage
from ita_desktop.ui.pages.parts.list_table import ListTable, RowService
from ita_desktop.ui.pages.writing import EditWriter, changed_rows
from ita_desktop.ui.pages.year import assessment
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.status import Message, MessageKind

if TYPE_CHECKING:
    from ita_desktop.services.frameworks.replacing import FrameworkUpdate
    from ita_desktop.ui.pages.year.framework import FrameworkEditor

CORRECTION: Final = "framework-correction"
"""The key of the message that a corrected framework is available."""


class YearSection(StrEnum):
    """The sections, in the order of the chips; also their targets."""

    CALENDAR = "calendar"
    ASSESSMENT = "assessment"
    FRAMEWORK = "framework"
    DRAFT = "draft"
    """In years with a draft framework only."""
    CARRIED = "carried"
    """In years that go on from one of another framework only."""


YEAR_TITLES: Final[Mapping[StrEnum, str]] = {
    YearSection.CALENDAR: "ปฏิทินของปี",
    YearSection.ASSESSMENT: "การประเมินของปี",
    YearSection.FRAMEWORK: "กรอบการประเมิน",
    YearSection.DRAFT: "ตรวจกรอบร่าง",
    YearSection.CARRIED: "ยกมาจากปีก่อน",
}
YEAR_HELD: Final[Mapping[StrEnum, Sequence[str]]] = {
    YearSection.ASSESSMENT: ("กรอบการประเมิน", "เกณฑ์ระดับผล", "นับรอบมาตรการ", "คะแนนเป้าหมาย"),
}
"""The settings in each section, as worded there."""


class _Width:
    """Items that changed since the year before."""

    ITEMS: Final = 120
    FATE: Final = 170
    ENTERED: Final = 220
    SETTLED: Final = 90


@dataclass(frozen=True, slots=True)
class FateRow:
    """A row: items of the earlier year and their counterparts, separated by spaces."""

    id: str
    old: str
    new: str
    fate: Fate
    entered: str
    settled: bool | None
    """Whether its mark was taken out of the notes; None if it never had one."""


def fate_columns() -> list[Column[FateRow]]:
    """Returns the columns: old and new items, what happened, what was entered, tick."""
    return [
        Column("old", tr("ข้อเดิม"), lambda row: row.old, _Width.ITEMS, kind=ColumnKind.CODE,
               hideable=False),
        Column("new", tr("ข้อใหม่"), lambda row: row.new, _Width.ITEMS),
        Column("settled", tr("ตรวจแล้ว"), lambda row: row.settled, _Width.SETTLED,
               kind=ColumnKind.CHECK, editable=lambda row: row.settled is False),
        Column("fate", tr("ที่เปลี่ยน"), lambda row: row.fate, _Width.FATE,
               text=lambda row: in_language(FATES[row.fate]),
               tone=lambda row: Tone.LATE if row.fate is Fate.GONE else Tone.TEXT),
        Column("entered", tr("ที่กรอกไว้ของข้อเดิม"), lambda row: row.entered, _Width.ENTERED,
               stretch=True),
    ]  # fmt: skip


def fate_rows(data: YearData, fates: tuple[ItemFate, ...]) -> list[FateRow]:
    """Returns a row for each fate."""
    return [_row(data, fate) for fate in fates]


def _row(data: YearData, fate: ItemFate) -> FateRow:
    known = [code for code in fate.new if code in data.assignment_by_item]
    settled = None
    if fate.fate in {Fate.UNITED, Fate.SPLIT} and known:
        settled = not any(is_marked(data, code) for code in known)
    old, new = " ".join(fate.old), " ".join(fate.new)
    entered = in_language(entered_words(fate.entered))
    return FateRow(f"{fate.fate} {old}>{new}", old, new, fate.fate, entered, settled)


class CarriedSection(QWidget):
    """The list beside the year; a tick takes the mark out of the items' notes, as one undo step."""

    opened = Signal(object)
    """A place should be shown: an item, or the printed list."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.note = ThaiLabel(style=Text.LABEL, tone=Tone.TEXT2, most=2)
        self.item_button = Button(tr("เปิดข้อ"), icon_name="arrow-right")
        self.print_button = Button(tr("พิมพ์รายการ"), icon_name="printer")
        self.table = SheetView(fate_columns())
        self.table.setAccessibleName(tr("ยกมาจากปีก่อน"))
        title = tr("ตรวจก่อนวางลงในตาราง")
        self._writing = EditWriter(session, self.table, title, self._store, changed_rows)
        self.item_button.clicked.connect(self.open_item)
        document = Place(PageKey.DOCUMENTS, CARRY_OVER)
        self.print_button.clicked.connect(lambda: self.opened.emit(document))
        self.table.detail_requested.connect(lambda _row: self.open_item())
        self.table.menu_requested.connect(self._add_to_menu)
        buttons = hbox(
            (self.note, 1),
            self.item_button,
            self.print_button,
            margins=(Space.PAGE_EDGE, Space.XS),
            gap=Space.S,
        )
        vbox(buttons, (self.table, 1), on=self).addStretch()
        self.setFocusProxy(self.table)

    @property
    def fates(self) -> tuple[ItemFate, ...]:
        """The items that did not simply continue from the year before."""
        session = self._session
        data, before = session.data, session.previous
        if before is None:
            return ()
        return session.cached_today("carried", lambda: carried_fates(before, data))

    def refresh(self, *, flash: bool) -> None:
        """Updates the list from the session."""
        session, fates = self._session, self.fates
        self.table.set_read_only(session.is_locked)
        self.table.sheet.set_rows(fate_rows(session.data, fates), flash=flash)
        for button in (self.item_button, self.print_button):
            button.setVisible(bool(fates))
        self.table.setVisible(bool(fates))
        text = tr("ไม่มีข้อที่รวม แยก เปลี่ยน หรือไม่ต่อกันกับปีก่อน")
        if fates and session.previous is not None:
            text = tr(
                "ข้อที่เปลี่ยนไปจากปี {year} · ติ๊กเมื่อตรวจผู้รับผิดชอบและวันแล้ว หมายเหตุรวมหรือแยกจะหายไป",
                year=session.previous.year,
            )
        self.note.setText(text)

    def open_item(self) -> None:
        """Shows the new item of the current row in งาน OIT."""
        row = self.table.current_row()
        if isinstance(row, FateRow) and row.new:
            self.opened.emit(Place(PageKey.OIT, row.new.split()[0]))
        else:
            self.table.ask_to_choose(tr("เลือกแถวที่มีข้อใหม่ก่อน"))

    def _store(self, data: YearData, edit: Edit) -> None:
        rows = {row.id: row for row in fate_rows(data, self.fates)}
        codes = [code for change in edit.changes for code in rows[change.row].new.split()]
        confirm(self._session.workspace, data.year, codes)

    def _add_to_menu(self, menu: QMenu) -> None:
        menu.addAction(self.item_button.text(), self.open_item)


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
        self.assessment = assessment.AssessmentSection(session)
        self.dates.opened.connect(self.follow)
        self.add_section(YearSection.CALENDAR, self.dates)
        self.add_section(YearSection.ASSESSMENT, self.assessment, self.assessment.weights)
        self.add_later(YearSection.FRAMEWORK, _framework_editor)
        self.draft = assessment.DraftSection(session)
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
        chip, left = self.chips[YearSection.DRAFT], len(unconfirmed(self.session.data))
        chip.set_total(left, self.session.year, self.session.today)

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
        from ita_desktop.services.frameworks import replacing

        session, year = self.session, self.session.year
        workspace = session.workspace
        self._looked.add(year)
        session.run(
            lambda _progress: replacing.correction(workspace, year),
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
    from ita_desktop.ui.pages.year.framework import FrameworkEditor

    return FrameworkEditor(session)


# ปฏิทินของปี: the year's dates.


class DateTable(ListTable):
    """The dates of the shown year."""

    about = "calendar"
    first = "title"
    service = RowService(calendar.add_many, calendar.edit, calendar.remove)
    outgoing = "calendar"
    opened = Signal(object)
    """The place of a letter that was written."""

    def __init__(self, session: Session) -> None:
        note = tr("วันที่ของปีงบประมาณ แก้ได้ตามหนังสือแจ้งเวียน")
        columns = assessment.date_columns(session.year, lambda: session.today)
        without = (
            tr("ยังไม่มีวันสำคัญของปีนี้"),
            tr("ใส่วันของการประเมินตามหนังสือแจ้งเวียน หน้าภาพรวมวางไว้บนเส้นเวลาของปี และบอกก่อนถึงวัน"),
        )
        super().__init__(session, columns, (tr("ปฏิทินของปี"), tr("เพิ่มวัน"), note), without)

    def refresh(self, *, flash: bool) -> None:
        """Updates the dates; ``flash`` is False for another year."""
        if not flash:
            session = self.session
            self.table.sheet.set_columns(
                assessment.date_columns(session.year, lambda: session.today)
            )
        self.show_rows(assessment.date_rows(self.session.data), flash=flash)

    def _add_to_menu(self, menu: QMenu) -> None:
        super()._add_to_menu(menu)
        row = self.table.current_row()
        if isinstance(row, assessment.DateRow):
            add_reminders(menu, self.session, row.day, self.opened.emit)

    def blank(self) -> Mapping[str, Any]:
        """Returns today, limited to the year."""
        first, last = fiscal_year_bounds(self.session.year)
        today: date = self.session.today
        return {"title": tr("วันสำคัญใหม่"), "day": today if first <= today <= last else last}
