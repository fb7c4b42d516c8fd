"""แบบสำรวจ IIT/EIT: who is asked, the links and posters, and how many have answered.

The tables of the surveys: respondents, counts, links, rules.

ความคืบหน้า: the curve of answers of each survey, who is behind, and what the margin says.

The sections of the survey page, separate so that tests can list them without the page.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.survey_records import SURVEY_CLOSE
from ita_desktop.domain.surveys import curve, name_of_group
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr
from ita_desktop.pictures.drawn import Curve
from ita_desktop.services import surveys
from ita_desktop.services.places import letter_place, paper_place
from ita_desktop.services.survey_state import (
    SurveyState,
    margin_sentences,
    summary,
    survey_states,
)
from ita_desktop.ui.language import short_date
from ita_desktop.ui.pages.parts.list_table import ListTable, RowService
from ita_desktop.ui.pages.parts.sections import SectionsPage
from ita_desktop.ui.pages.surveys.rows import (
    count_columns,
    count_rows,
    group_columns,
    group_rows,
    link_columns,
    rule_columns,
)
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.empty import EmptyPlace, EmptyState
from ita_desktop.ui.widgets.page.section import RoomScroll, SectionTitle
from ita_desktop.ui.widgets.picture import ChartPicture


class GroupTable(ListTable):
    """Who is asked, how many must answer, and how many did."""

    about = "respondents"
    first = "kind"
    service = RowService(surveys.add_groups, surveys.edit_groups, surveys.remove_groups)
    outgoing = "respondents"

    def __init__(self, session: Session) -> None:
        note = tr("จำนวนคนที่ตอบได้ แยกตามหน่วยและประเภท ไม่เก็บชื่อผู้ตอบ")
        without = (
            tr("ยังไม่มีจำนวนผู้ตอบ"),
            tr("ใส่จำนวนบุคลากรแต่ละหน่วยตามประเภท โปรแกรมคิดให้ว่าต้องตอบกี่คนตามเกณฑ์ของปี และหน่วยใดยังไม่ครบ"),
        )
        columns = group_columns(lambda: session.data)
        super().__init__(session, columns, (tr("ผู้ตอบ"), tr("เพิ่มกลุ่ม"), note), without)

    def refresh(self, *, flash: bool) -> None:
        """Updates the groups from the session."""
        self.show_rows(group_rows(self.session.data), flash=flash)

    def blank(self) -> Mapping[str, Any]:
        return {"instrument": "IIT", "kind": tr("กลุ่มใหม่")}


class CountTable(ListTable):
    """How many had answered by the end of a day."""

    about = "answers"
    first = "answered"
    service = RowService(surveys.add_counts, surveys.edit_counts, surveys.remove_counts)

    def __init__(self, session: Session) -> None:
        note = tr("ยอดสะสมจากระบบ พิมพ์หรือวาง วันที่ กลุ่ม จำนวน")
        without = (
            tr("ยังไม่มียอดตอบ"),
            tr("คัดลอกยอดผู้ตอบจากระบบการประเมินมาวาง แต่ละแถวคือวันที่ กลุ่ม และจำนวนที่ตอบแล้วทั้งหมดถึงวันนั้น"),
        )
        columns = count_columns(lambda: session.data, session.year, lambda: session.today)
        super().__init__(session, columns, (tr("ยอดตอบ"), tr("เพิ่มยอด"), note), without)

    def refresh(self, *, flash: bool) -> None:
        """Updates the counts; ``flash`` is False for another year."""
        session = self.session
        if not flash:
            self.table.sheet.set_columns(
                count_columns(lambda: session.data, session.year, lambda: session.today)
            )
        self.show_rows(count_rows(session.data), flash=flash)

    def blank(self) -> Mapping[str, Any]:
        """Returns today, and the first group without a number of it."""
        data, today = self.session.data, self.session.today
        counted = {count.survey_group_id for count in data.survey_counts if count.day == today}
        left = [group for group in data.survey_groups if group.id not in counted]
        first = next(iter(left or data.survey_groups), None)
        name = name_of_group(data, first) if first is not None else ""
        return {"day": today, "group": name, "answered": 0}


class LinkTable(ListTable):
    """The addresses of the surveys, with posters and slips."""

    about = "posters"
    first = "url"
    service = RowService(surveys.add_links, surveys.edit_links, surveys.remove_links)
    poster_requested = Signal(str)
    """The poster of a link; carries its id."""

    def __init__(self, session: Session) -> None:
        note = tr("ลิงก์จากระบบการประเมิน ของแต่ละกลุ่มและช่วงเวลา")
        without = (
            tr("ยังไม่มีลิงก์แบบสำรวจ"),
            tr("คัดลอกลิงก์ IIT และ EIT จากระบบการประเมินมาใส่ แล้วพิมพ์โปสเตอร์และบัตรรหัส QR ได้ทันที"),
        )
        columns = link_columns(session.year, lambda: session.today)
        super().__init__(session, columns, (tr("ลิงก์แบบสำรวจ"), tr("เพิ่มลิงก์"), note), without)
        self.poster_button = Button(tr("พิมพ์โปสเตอร์"), icon_name="printer")
        self.poster_button.clicked.connect(self._ask_poster)
        self.add_leading(self.poster_button)

    def refresh(self, *, flash: bool) -> None:
        """Updates the links; ``flash`` is False for another year."""
        session = self.session
        if not flash:
            self.table.sheet.set_columns(link_columns(session.year, lambda: session.today))
        self.show_rows(session.data.survey_links, flash=flash)
        self.poster_button.setVisible(bool(session.data.survey_links))

    def blank(self) -> Mapping[str, Any]:
        """Returns the survey that has no link yet."""
        known = {link.instrument for link in self.session.data.survey_links}
        return {"instrument": "EIT" if known == {"IIT"} else "IIT"}

    def _ask_poster(self) -> None:
        """Asks for the poster of the current link, or of the first one."""
        row = self.table.current_row()
        known = self.session.data.survey_links
        if row is not None:
            self.poster_requested.emit(row.id)
        elif known:
            self.poster_requested.emit(known[0].id)

    def _add_to_menu(self, menu: QMenu) -> None:
        menu.addAction(self.poster_button.text(), self._ask_poster)
        super()._add_to_menu(menu)


class RuleTable(ListTable):
    """The sampling rules of the year."""

    about = "sampling"
    first = "kind"
    service = RowService(surveys.add_rules, surveys.edit_rules, surveys.remove_rules)

    def __init__(self, session: Session) -> None:
        note = tr("ใช้ข้อแรกที่ตรงกับกลุ่มและหน่วย แก้ได้ตามหนังสือของปี")
        without = (
            tr("ปีนี้ไม่มีเกณฑ์ตัวอย่างพิมพ์ไว้"),
            tr("เอกสารของปีนี้ไม่ได้บอกว่าต้องตอบกี่คน ใส่เกณฑ์เอง หรือใช้เกณฑ์ที่พิมพ์ไว้ของปีก่อน"),
        )
        super().__init__(session, rule_columns(), (tr("เกณฑ์ตัวอย่าง"), tr("เพิ่มเกณฑ์"), note), without)
        self.printed_button = Button("", icon_name="copy")
        self.printed_button.clicked.connect(self._take_printed)
        self.add_leading(self.printed_button)

    def refresh(self, *, flash: bool) -> None:
        """Updates the rules, and offers those printed for an earlier year if there are none."""
        data = self.session.data
        rows = surveys.rules_of(data)
        self.show_rows(rows, flash=flash)
        source = None if rows else surveys.newest_printed(data.year)
        self.printed_button.setVisible(source is not None)
        if source is not None:
            self.printed_button.setText(tr("ใช้เกณฑ์ปี {year}", year=source))
            self.printed_button.block(self.session.locked)

    def _take_printed(self) -> None:
        source = surveys.newest_printed(self.session.year)
        if source is not None and self.session.could_write(surveys.take_printed, source):
            self.table.setFocus()

    def blank(self) -> Mapping[str, Any]:
        return {"instrument": "IIT", "percent": 100}


class SurveyPart(QWidget):
    """One survey."""

    def __init__(self, instrument: str) -> None:
        super().__init__()
        self.title = SectionTitle(instrument)
        self.summary = ThaiLabel(most=0)
        self.picture = ChartPicture(self)
        self.behind = ThaiLabel(tone=Tone.DOING, most=0)
        self.margin = ThaiLabel(style=Text.LABEL, tone=Tone.TEXT2, most=0)
        vbox(self.title, self.summary, self.picture, self.behind, self.margin, on=self, gap=Space.S)

    def show_state(self, data: YearData, state: SurveyState) -> None:
        """Shows a survey of the year."""
        self.summary.setText(in_language(summary(state)))
        self.picture.set_chart(curve_of(data, state))
        self.behind.setText(behind_words(state))
        self.behind.setVisible(bool(state.behind))
        margin = [in_language(sentence) for sentence in margin_sentences(state)]
        self.margin.setText("\n".join(margin))
        self.margin.setVisible(bool(margin))


class ProgressSection(QWidget):
    """Both surveys, one below the other."""

    about = "answered"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.parts = {"IIT": SurveyPart("IIT"), "EIT": SurveyPart("EIT")}
        ground = QWidget()
        margins = (Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.L)
        vbox(*self.parts.values(), on=ground, margins=margins, gap=Space.L).addStretch(1)
        self.room = RoomScroll()
        self.room.setFrameShape(QFrame.Shape.NoFrame)
        self.room.setWidgetResizable(True)
        self.room.setWidget(ground)
        ground.setAutoFillBackground(False)
        self.empty = EmptyPlace(EmptyState())
        self.empty.state.set_texts(
            tr("ยังไม่มียอดตอบ"),
            tr("เมื่อบันทึกยอดตอบแล้ว หน้านี้แสดงเส้นยอดตอบ กลุ่มที่ยังไม่ครบ และคะแนนอาจคลาดเคลื่อนเท่าใด"),
            tr("ใส่ยอดตอบ"),
        )
        vbox((self.room, 1), (self.empty, 1), on=self)

    def refresh(self) -> None:
        """Updates the section from the session."""
        session = self._session
        for state in survey_states(session.data, session.previous):
            self.parts[state.instrument].show_state(session.data, state)
        pictures = [part.picture for part in self.parts.values() if part.picture.chart is not None]
        self.empty.replace(self.room, empty=not pictures)
        self.setFocusProxy(pictures[0] if pictures else self.empty.state.button)


def curve_of(data: YearData, state: SurveyState) -> Curve | None:
    """Returns the curve of a survey; None without any number."""
    points = curve(data, state.instrument)
    if not points:
        return None
    first, last = _days(data, state, [point.day for point in points])
    needed = state.sample.required or None
    name = tr("ต้องการ {count:,}", count=needed) if needed else ""
    words = ", ".join(
        tr("{day} ตอบแล้ว {count:,}", day=short_date(point.day), count=point.answered)
        for point in points
    )
    return Curve(
        state.instrument,
        tuple((point.day, point.answered) for point in points),
        needed,
        name,
        first,
        last,
        (short_date(first), short_date(last)),
        tr("เส้นยอดตอบ {code}: {points}", code=state.instrument, points=words),
    )


def _days(data: YearData, state: SurveyState, counted: Sequence[date]) -> tuple[date, date]:
    """Returns the first and last day of the axis: those of the links, else of the numbers."""
    links = [link for link in data.survey_links if link.instrument == state.instrument]
    known = [*counted, *(day for link in links for day in (link.opens, link.closes) if day)]
    close = [day.day for day in data.calendar if day.code == SURVEY_CLOSE]
    bounds = fiscal_year_bounds(data.year)
    first, last = min(known), max([*known, *close])
    return max(first, bounds[0]), max(last, first)


def behind_words(state: SurveyState) -> str:
    """Returns the groups that are behind, the most first."""
    named = [
        tr(
            "{name} ขาด {count:,}",
            name=" ".join(part for part in (group.unit, group.group.kind) if part)
            or tr("ทั้งสำนักงาน"),
            count=group.missing,
        )
        for group in state.behind
    ]
    return " · ".join(named)


class SurveySection(StrEnum):
    """The sections, in the order of the chips; also their targets."""

    GROUPS = "groups"
    PROGRESS = "progress"
    COUNTS = "counts"
    LINKS = "links"
    RULES = "rules"


SURVEY_TITLES: Final[Mapping[StrEnum, str]] = {
    SurveySection.GROUPS: "ผู้ตอบ",
    SurveySection.PROGRESS: "ความคืบหน้า",
    SurveySection.COUNTS: "ยอดตอบ",
    SurveySection.LINKS: "ลิงก์และโปสเตอร์",
    SurveySection.RULES: "เกณฑ์ตัวอย่าง",
}


POSTER: Final = "survey-poster"


class SurveysPage(SectionsPage):
    """The surveys of a year; input is stored at once."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        titles = {section: tr(title) for section, title in SURVEY_TITLES.items()}
        super().__init__(session, titles, "surveys.section", parent)
        self.groups = GroupTable(session)
        self.progress = ProgressSection(session)
        self.counts = CountTable(session)
        self.links = LinkTable(session)
        self.rules = RuleTable(session)
        self.add_section(SurveySection.GROUPS, self.groups)
        self.add_section(SurveySection.PROGRESS, self.progress)
        self.add_section(SurveySection.COUNTS, self.counts)
        self.add_section(SurveySection.LINKS, self.links)
        self.add_section(SurveySection.RULES, self.rules)
        self.links.poster_requested.connect(lambda link: self.follow(paper_place(POSTER, link)))
        self.progress.empty.state.acted.connect(lambda: self.show_section(SurveySection.COUNTS))
        self.remind_button = self.header.add_button(Button(tr("หนังสือเตือน"), icon_name="file-text"))
        self.remind_button.clicked.connect(self._remind)
        self.show_kept()

    def _remind(self) -> None:
        """Adds a letter to each unit whose staff have not all answered, and shows it."""
        from ita_desktop.domain.letters import SURVEY
        from ita_desktop.services import letters

        made = self.session.write(letters.add, SURVEY)
        if made:
            self.follow(letter_place(made))

    def refresh(self) -> None:
        session = self.session
        data = session.data
        same = self._year == data.year
        self._year = data.year
        self.header.set_title(tr("แบบสำรวจ IIT/EIT"), tr("ปีงบประมาณ {year}", year=data.year))
        for table in (self.groups, self.counts, self.links, self.rules):
            table.refresh(flash=same)
        self.progress.refresh()
        for section, rows in (
            (SurveySection.GROUPS, data.survey_groups),
            (SurveySection.COUNTS, data.survey_counts),
            (SurveySection.LINKS, data.survey_links),
        ):
            self.chips[section].set_total(len(rows), data.year, session.today)
        self.remind_button.block(session.locked)
        states = survey_states(data, session.previous)
        behind = any(lagging.group.unit_id for state in states for lagging in state.behind)
        self.remind_button.setVisible(behind)
        words = " · ".join(in_language(summary(state)) for state in states)
        self.set_status(words, counts=True)
