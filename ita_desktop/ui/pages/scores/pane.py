"""The pane of คะแนน: indicators compared with the previous year, and the current node with its
slider: whole points from 0 to 100, or only nothing and all."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QVBoxLayout, QWidget

from ita_desktop.domain.framework import TOTAL, Framework, NodeKind, Scale
from ita_desktop.domain.scores.comparing import Compared, Comparison
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.domain.scores.results import SCORE_SOURCES, ScoreSource
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree, composition, score_gain
from ita_desktop.i18n import tr, translated
from ita_desktop.services import history
from ita_desktop.services.result_check import Contradiction
from ita_desktop.services.scores.explaining import remark
from ita_desktop.services.scores.scores import compare_years
from ita_desktop.services.scores.trials import Trial
from ita_desktop.ui.pages.parts.pane_sections import PastSection
from ita_desktop.ui.pages.scores.chart import Dumbbell, Dumbbells
from ita_desktop.ui.pages.scores.explained import ExplainBlock
from ita_desktop.ui.pages.scores.rows import PreviousScores, difference, signed
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Space, Stroke, Text, Tone, tokens
from ita_desktop.ui.widgets.boxes import add, at_once, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import ValueLine, ValueLines
from ita_desktop.ui.widgets.page.pane import PaneSection
from ita_desktop.ui.widgets.page.section import RoomScroll, SectionTitle, ValueRow
from ita_desktop.ui.widgets.status import paint_bar

FULL = Decimal(100)
WHOLE_SCORE = 100
PAGE = 5
"""Points that Page Up and Page Down move by."""


class SliderSize:
    """The slider over a score."""

    WIDTH: Final = 240
    LEAST: Final = 120
    HEIGHT: Final = 28
    HANDLE: Final = 14


class ScoreSlider(QSlider):
    """``moved_to``: the user moved it, to this score. ``movement`` counts the user's movements, so
    that all of one can be taken back together: a drag is one, and so are keys after another.

    Between two whole points stands what was typed; from there keys go to whole points.
    """

    moved_to = Signal(object)

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.movement = 0
        self._exact: Decimal | None = None
        self._real: Decimal | None = None
        self._step = 1
        self.setRange(0, WHOLE_SCORE)
        self.setPageStep(PAGE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.actionTriggered.connect(lambda _action: self._move_to(self.sliderPosition()))

    def show_score(self, score: Decimal | None, real: Decimal | None, *, all_or_none: bool) -> None:
        """Where it stands, the real score to compare with, and whether nothing lies between 0
        and 100. Nothing is told of it."""
        self._exact, self._real = score, real
        self._step = WHOLE_SCORE if all_or_none else 1
        self.setSingleStep(self._step)
        self.setPageStep(WHOLE_SCORE if all_or_none else PAGE)
        blocked = self.blockSignals(True)
        self.setValue(round(score) if score is not None else 0)
        self.blockSignals(blocked)
        self.update()

    def begin_movement(self) -> None:
        """What is moved from now on is taken back by itself."""
        self.movement += 1

    def _move_to(self, points: int) -> None:
        points = min(max(round(points / self._step) * self._step, 0), WHOLE_SCORE)
        self.setSliderPosition(points)
        self._exact = Decimal(points)
        self.update()
        self.moved_to.emit(Decimal(points))

    # -- the mouse: the handle goes where it is pressed

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.begin_movement()
        self.setSliderDown(True)
        self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.setSliderDown(False)
        self.begin_movement()
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # turning the wheel moves the page, not a score

    def _follow(self, event: QMouseEvent) -> None:
        groove = self._groove()
        share = (event.position().x() - groove.left()) / groove.width()
        points = round(share * WHOLE_SCORE / self._step) * self._step
        if self._exact != points:
            self._move_to(points)

    # -- painting

    def _groove(self) -> QRectF:
        radius = SliderSize.HANDLE / 2 + Stroke.FOCUS
        return QRectF(radius, 0, self.width() - 2 * radius, self.height())

    def sizeHint(self) -> QSize:
        return QSize(SliderSize.WIDTH, SliderSize.HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(SliderSize.LEAST, SliderSize.HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        groove = self._groove()
        share = float(self._exact) / WHOLE_SCORE if self._exact is not None else 0.0
        moved = self._exact != self._real
        tick = float(self._real) / WHOLE_SCORE if self._real is not None and moved else None
        paint_bar(painter, groove, share, Tone.ACCENT if moved else Tone.TEXT2, tick)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = SliderSize.HANDLE / 2
        at = QPointF(groove.left() + share * groove.width(), groove.center().y())
        painter.setPen(QPen(theme.accent if moved else theme.control, Stroke.STATE_RING))
        painter.setBrush(theme.hover if self.underMouse() else theme.surface)
        painter.drawEllipse(at, radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, Stroke.FOCUS))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, radius + 1, radius + 1)


class ScorePane(QWidget):
    """``opened`` is emitted when an indicator of the chart is clicked, ``item_requested`` to show
    an OIT item on its page."""

    about = "explained"
    fold_requested = Signal()
    opened = Signal(str)
    what_if_requested = Signal(str, object, object)
    """A score was tried: the node's code, the score, and the identity of the slider movement."""
    confirmed = Signal(str)
    """The doubtful figure of a node was confirmed."""
    item_requested = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._code = ""
        self._chart_title = SectionTitle(tr("ตัวชี้วัด"))
        self.fold_button = Button("", kind=ButtonKind.QUIET, icon_name="panel-right-close")
        self.fold_button.setToolTip(tr("พับตัวชี้วัด (F4)"))
        self.fold_button.clicked.connect(self.fold_requested)
        title_row = self._chart_title.layout()
        if title_row is not None:
            title_row.addWidget(self.fold_button)
        self.chart = Dumbbells()
        self.chart.opened.connect(self.opened)
        self.place_title = SectionTitle()
        self.place_title.acted.connect(lambda: self.item_requested.emit(self._code))
        self._name = ThaiLabel("", most=0)
        self.own = ValueRow(tr(SCORE_SOURCES[ScoreSource.SELF]))
        self.official = ValueRow(tr(SCORE_SOURCES[ScoreSource.OFFICIAL]))
        self.before = ValueRow()
        self.known = ValueRow(tr("รู้แล้ว"))
        self.score_gain = ValueRow(tr("ถ้าได้ 100"))
        self.what_if = ValueRow(tr("ลองปรับ"))
        self.slider = ScoreSlider()
        self.slider.moved_to.connect(self._show_what_if)
        self.remark = ValueRow(tr("ข้อสังเกต"))
        self.clashes = ThaiLabel("", style=Text.LABEL, tone=Tone.LATE, most=0)
        self.confirm_button = Button(
            tr("ยืนยันว่าตัวเลขถูกต้อง"), kind=ButtonKind.QUIET, icon_name="check"
        )
        self.confirm_button.set_flush()
        self.confirm_button.clicked.connect(lambda: self.confirmed.emit(self._code))
        self.explained = ExplainBlock()
        self.change = ChangeSection()
        self.past = PastSection(session)
        for stop in (self.slider, *self.explained.stops):
            stop.installEventFilter(self)
        self._lay_out()

    def _lay_out(self) -> None:
        # The frame first, because Qt styles all parts of what gets another parent anew.
        body = QWidget()
        self._scroll = RoomScroll.around(body, self, across=False)
        vbox(self._scroll, on=self, gap=None)
        self._column = column = QVBoxLayout(body)
        column.setContentsMargins(Space.PANE_EDGE, Space.S, Space.PANE_EDGE, Space.L)
        column.setSpacing(0)
        add(
            column,
            self._chart_title,
            self.chart,
            Space.SECTIONS,
            self.place_title,
            Space.XS,
            self._name,
            self.own,
            self.official,
            self.before,
            self.known,
            self.score_gain,
            self.what_if,
            self.slider,
            self.remark,
            self.clashes,
            self.confirm_button,
            self.explained,
            self.change,
            self.past,
            None,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt scrolls to a widget focused by Tab, but not by F6 or a click.
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._scroll.ensureWidgetVisible(watched, 0, 0)
        return super().eventFilter(watched, event)

    def show_indicators(
        self, tree: ScoreTree, before: PreviousScores | None, mark: Decimal, year: int
    ) -> None:
        """Shows all indicators of the Buddhist ``year``."""
        note = tr("ปี {year}", year=year)
        if before is not None:
            note = tr("ปี {year} เทียบปี {before}", year=year, before=before.year)
        self._chart_title.set_title(tr("ตัวชี้วัด"), note)
        bells = [
            Dumbbell(node.code, node.name, node.value, before.value(node) if before else None)
            for node in tree.indicators
            if node.kind is NodeKind.INDICATOR
        ]
        self.chart.set_bells(bells, mark, year, before.year if before is not None else None)

    def show_place(
        self,
        code: str,
        before: PreviousScores | None,
        trial: Trial,
        clashes: Sequence[Contradiction],
    ) -> None:
        """Shows the node that is current in the table; ``clashes`` are the contradictions of the
        whole year."""
        node = self._session.tree.nodes.get(code)
        if node is None:
            return
        if code != self._code:
            self.slider.begin_movement()
        self._code = code
        with at_once(self._column):
            self._fill(node, before, trial, clashes)

    def _fill(
        self,
        node: ScoreNode,
        before: PreviousScores | None,
        trial: Trial,
        clashes: Sequence[Contradiction],
    ) -> None:
        session, code = self._session, node.code
        framework, tree = session.data.framework, session.tree
        value = "–" if node.value is None else f"{node.value:.2f}"
        total = node.kind is NodeKind.TOTAL
        self.place_title.set_title(f"{tr('รวม') if total else code} · {value}")
        of_oit = node.kind is NodeKind.ITEM and framework.instrument_of(code) == OIT
        self.place_title.set_action(tr("เปิดในงาน OIT") if of_oit else "")
        self._name.setText(tr("คะแนน ITA") if total else node.name)
        is_item = node.kind is NodeKind.ITEM
        own = node.own if is_item else node.computed
        self.own.set_label(tr(SCORE_SOURCES[ScoreSource.SELF]) if is_item else tr("คำนวณได้"))
        self.own.set_value(_two_decimals(own), _own_note(node, of_oit=of_oit))
        self.official.set_value(_two_decimals(node.official), _check_note(node))
        self._show_before(node, before)
        self._show_room(framework, tree, node)
        self.show_trial(trial)
        text = remark(session.data, code) if is_item else ""
        self.remark.setVisible(bool(text))
        self.remark.set_value(text)
        sentences = [translated(clash.sentence) for clash in clashes if clash.node == code]
        self.clashes.setText("\n".join(sentences))
        self.clashes.setVisible(bool(sentences))
        self.confirm_button.setVisible(bool(sentences) and not session.is_locked)
        self._explain(node, before, trial)
        if sentences:
            # The contradiction already says that the figures differ.
            self.explained.apart.hide()
        self.change.show_change(self._compared() if code == TOTAL else None)
        workspace, data = session.workspace, session.data
        self.past.show_past(
            f"{data.year} {code}", lambda most: history.of_node(workspace, data, code, most)
        )

    def _compared(self) -> Comparison | None:
        session = self._session

        def find() -> Comparison | None:
            previous = session.previous
            if previous is None:
                return None
            return compare_years(session.data, previous, session.today)

        return session.cached_today("scores.compared", find)

    def _show_before(self, node: ScoreNode, before: PreviousScores | None) -> None:
        self.before.setVisible(before is not None)
        if before is None:
            return
        then = before.value(node)
        self.before.set_label(tr("ปี {year}", year=before.year))
        change = signed(difference(node.value, then))
        notes = [
            _previous_items(node, before),
            tr("ต่างกัน {points}", points=change) if change else "",
        ]
        self.before.set_value(_two_decimals(then), " · ".join(filter(None, notes)))

    def _explain(self, node: ScoreNode, before: PreviousScores | None, trial: Trial) -> None:
        """Explains the score; one without score by that of the previous year, which replaces it in
        the score bar."""
        session = self._session
        data, tree, code, from_year = session.data, session.tree, node.code, None
        if node.value is None and node.kind is not NodeKind.ITEM:
            tree, from_year = trial.start, trial.from_year
        elif node.value is None and before is not None and session.previous is not None:
            was = before.was(node)
            if was is not None and before.value(node) is not None:
                data, tree, code, from_year = session.previous, before.tree, was, before.year
        self.explained.show_place(data, tree, code, from_year)

    def show_trial(self, trial: Trial) -> None:
        """Shows the trial score of the node beside the actual one."""
        if self._code not in trial.tree.nodes:
            return
        framework = self._session.data.framework
        node = trial.tree.nodes[self._code]
        now, then = node.value, trial.start.nodes[self._code].value
        total = node.kind is NodeKind.TOTAL
        self.what_if.setVisible(not total or bool(trial.scores))
        item = framework.item_by_code.get(self._code)
        all_or_none = item is not None and item.scale is Scale.DISCLOSURE
        self.slider.show_score(now, then, all_or_none=all_or_none)
        self.slider.setAccessibleName(tr("ลองปรับ {code}", code=self._code))
        self.slider.setVisible(not total)
        change = signed(difference(now, then))
        note = (
            tr("จากเดิม {value} ต่าง {points}", value=_two_decimals(then), points=change)
            if now != then
            else ""
        )
        self.what_if.set_value(_two_decimals(now), note, Tone.ACCENT if now != then else Tone.TEXT)

    def _show_what_if(self, score: Decimal) -> None:
        self.what_if_requested.emit(self._code, score, (self._code, self.slider.movement))

    def _show_room(self, framework: Framework, tree: ScoreTree, node: ScoreNode) -> None:
        """Shows the known share of a sum, or what a full score of an item adds."""
        is_item = node.kind is NodeKind.ITEM
        self.known.setVisible(not is_item)
        of_oit = is_item and framework.instrument_of(node.code) == OIT
        open_still = node.value is not None and node.value < FULL
        # The gain of a survey item is unknown until there is a result.
        unknown = of_oit and node.value is None and not tree.only_known_above(node.code)
        self.score_gain.setVisible(is_item and (open_still or unknown))
        if not is_item:
            self.known.set_value(f"{node.known:.0f}%", _span(framework, tree, node))
        elif self.score_gain.isVisibleTo(self):
            adds = score_gain(framework, tree, node.code)
            text = tr(
                "{instrument} +{points} · รวม +{total}",
                instrument=framework.instrument_of(node.code),
                points=f"{adds.instrument:.2f}",
                total=f"{adds.total:.2f}",
            )
            self.score_gain.set_value(text)


def _span(framework: Framework, tree: ScoreTree, node: ScoreNode) -> str:
    """Returns the score of the known part of a sum, and the range of its final value."""
    if node.known >= FULL:
        return ""
    texts = []
    over_known = composition(framework, tree, node.code).over_known
    if node.value is None and over_known is not None:
        texts.append(tr("จากที่รู้ได้ {value}", value=f"{over_known:.2f}"))
    low, high = f"{node.low:.2f}", f"{node.high:.2f}"
    return " · ".join([*texts, tr("อยู่ระหว่าง {low} ถึง {high}", low=low, high=high)])


def _previous_items(node: ScoreNode, before: PreviousScores) -> str:
    """Returns the corresponding items of the previous year, if their codes differ."""
    was = before.was(node)
    if was is None:
        parents = before.parents(node)
        if not parents:
            return tr("ไม่มีข้อนี้ในปีนั้น")
        return tr("มาจาก {codes} เทียบคะแนนไม่ได้", codes=" ".join(parents))
    return tr("เดิมคือ {code}", code=was) if was != node.code else ""


def _two_decimals(value: Decimal | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _own_note(node: ScoreNode, *, of_oit: bool) -> str:
    if node.kind is not NodeKind.ITEM:
        return tr("พิมพ์ทับค่าที่คำนวณ") if node.own is not None else tr("คำนวณจากข้อ")
    return tr("จากรายการตรวจ ถ้าไม่พิมพ์เอง") if of_oit else ""


def _check_note(node: ScoreNode) -> str:
    if node.kind is NodeKind.ITEM or node.difference is None:
        return ""
    if not node.difference:
        return tr("ตรงกับที่คำนวณ")
    return tr("ต่างจากที่คำนวณ {points}", points=signed(node.difference))


# The section of the pane with the largest changes since the previous year.


class ChangeSection(PaneSection):
    """The items with the largest gains and losses, if comparable; else indicators."""

    def __init__(self) -> None:
        super().__init__("")
        self.risen_title = ThaiLabel(tr("เพิ่มมากที่สุด"), self, style=Text.LABEL, tone=Tone.TEXT2)
        self.risen = ValueLines(self)
        self.fallen_title = ThaiLabel(tr("ลดมากที่สุด"), self, style=Text.LABEL, tone=Tone.TEXT2)
        self.fallen = ValueLines(self)
        for part in (self.risen_title, self.risen, self.fallen_title, self.fallen):
            self.column.addWidget(part)

    def show_change(self, found: Comparison | None) -> None:
        """Shows the changes; None if there is nothing to compare with."""
        self.setVisible(found is not None and bool(found.risen or found.fallen))
        if found is None:
            return
        self.set_title(tr("เปลี่ยนจากปี {year}", year=found.other))
        for title, lines, rows in (
            (self.risen_title, self.risen, found.risen),
            (self.fallen_title, self.fallen, found.fallen),
        ):
            title.setVisible(bool(rows))
            lines.set_lines(_lines(rows))


def _lines(rows: Sequence[Compared]) -> list[ValueLine]:
    return [
        ValueLine(row.code, signed(row.change), f"{row.before:.2f} → {row.now:.2f}") for row in rows
    ]
