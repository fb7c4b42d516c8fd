"""ความคืบหน้า: the curve of answers of each survey, who is behind, and what the margin says."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QFrame, QWidget

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.surveys.answered import curve
from ita_desktop.domain.surveys.records import SURVEY_CLOSE
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr
from ita_desktop.pictures.curves import Curve
from ita_desktop.services.surveys.state import (
    SurveyState,
    margin_sentences,
    summary,
    survey_states,
)
from ita_desktop.ui.language.dates import short_date
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.empty import EmptyPlace, EmptyState
from ita_desktop.ui.widgets.page.room_scroll import RoomScroll
from ita_desktop.ui.widgets.page.section import SectionTitle
from ita_desktop.ui.widgets.picture import ChartPicture


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
