"""Explains the score of a node: rule, figures, answers, levels, and charts."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.domain.framework import TOTAL, NodeKind
from ita_desktop.domain.framework_draft import scores_are_draft
from ita_desktop.domain.scores.planning import losses
from ita_desktop.domain.scores.progress import answers_to, point_steps
from ita_desktop.domain.scores.results import SCORE_SOURCES, ScoreSource
from ita_desktop.domain.scores.scoring import ScoreTree
from ita_desktop.domain.text import short_number
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr
from ita_desktop.pictures import charts
from ita_desktop.services.scores.explaining import (
    Answers,
    AnswerShare,
    Condition,
    Explanation,
    Sum,
    answers,
    explain,
)
from ita_desktop.ui.accessible import AccessiblePart, Role
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, metrics
from ita_desktop.ui.theme.measures import ChartSize
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, Space, Stroke, Text, Tone, tokens
from ita_desktop.ui.widgets.boxes import add, vbox
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import ValueLine, ValueLines
from ita_desktop.ui.widgets.page.pane import PaneSection
from ita_desktop.ui.widgets.picture import ChartPicture

SOURCES = {
    "official": "ผลทางการ",
    "own": SCORE_SOURCES[ScoreSource.SELF],
    "computed": "คำนวณจากที่อยู่ใต้",
    "mixed": "คำนวณจากที่อยู่ใต้",
}
"""Descriptions of sources."""
MOST_PARTS = 12
"""Number of parts from which a sum is shown by its formula only."""
_AXIS_CUT = "แกนเริ่มที่ {low}"


class ExplainBlock(QWidget):
    """The explanation of a node of the score tree."""

    def __init__(self) -> None:
        super().__init__()
        self.how = PaneSection("", self)
        self.rule = ThaiLabel("", self.how, style=Text.LABEL, tone=Tone.TEXT2, most=0)
        self.answers = AnswerBars(self.how)
        self.formula = ThaiLabel("", self.how, style=Text.LABEL_MEDIUM, most=0)
        self.apart = ThaiLabel("", self.how, style=Text.LABEL, tone=Tone.DOING, most=0)
        self.lowest = ThaiLabel("", self.how, style=Text.LABEL, tone=Tone.TEXT2, most=0)
        self.parts = ValueLines(self.how)
        for part in (self.rule, self.answers, self.formula, self.apart, self.lowest, self.parts):
            self.how.column.addWidget(part)
        self.levels = PaneSection(tr("ระดับต้องได้อะไรบ้าง"), self)
        self.thermometer = ChartPicture(self.levels)
        self.conditions = ValueLines(self.levels)
        add(self.levels.column, self.thermometer, self.conditions)
        self.pictured = PaneSection("", self)
        self.picture = ChartPicture(self.pictured)
        self.pictured.column.addWidget(self.picture)
        vbox(self.how, self.levels, self.pictured, on=self, margins=(0, Space.S, 0, 0), gap=Space.S)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """The focusable widgets, so that the keyboard can scroll to them."""
        return self.answers, self.thermometer, self.picture

    def show_place(
        self, data: YearData, tree: ScoreTree, code: str, from_year: int | None = None
    ) -> None:
        """Explains the node ``code`` of ``tree``, whose figures are from the Buddhist year
        ``from_year`` if that is not None."""
        found = explain(data, tree, code)
        title = tr("คะแนนนี้มาจากไหน")
        if from_year is not None:
            title = tr("คะแนนมาจากไหน ใช้ผลปี {year}", year=from_year)
        self.how.set_title(title)
        self._set_text(self.rule, in_language(found.rule))
        self.answers.set_answers(found.answers)
        self._set_text(self.formula, _with_no_break_spaces(_formula(found)))
        self._set_text(self.apart, in_language(found.apart))
        self._set_text(self.lowest, _lowest(found))
        self.parts.set_lines(list(_parts(found.sum)) if found.sum is not None else [])
        self._show_levels(data, tree, found)
        is_item = found.node.kind is NodeKind.ITEM
        chart: charts.Stacks | charts.Waterfall | None = None
        if code == TOTAL:
            chart = waterfall(data, tree)
        elif not is_item:
            chart = stacks(data, tree, code)
        self.pictured.setVisible(chart is not None)
        self.picture.set_chart(chart, words(chart) if chart is not None else "")
        if chart is not None:
            self.pictured.set_title(chart.title)

    def _set_text(self, label: ThaiLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _show_levels(self, data: YearData, tree: ScoreTree, found: Explanation) -> None:
        self.levels.setVisible(bool(found.conditions))
        if not found.conditions:
            return
        chart = thermometer(data, tree)
        self.thermometer.set_chart(chart, words(chart) if chart is not None else "")
        self.conditions.set_lines(list(_conditions(found, tree, scores_are_draft(data))))


def _with_no_break_spaces(formula: str) -> str:
    """Returns the formula with no-break spaces within products and before the result."""
    for sign in ("×", "/", "="):
        formula = formula.replace(f" {sign} ", f"\u00a0{sign}\u00a0")
    return formula


def _formula(found: Explanation) -> str:
    """Returns the formula of the mean; for six-step scales also the mean step."""
    made = found.answers
    if made is None:
        return found.sum.formula if found.sum is not None else ""
    if made.step is None or not made.formula:
        return made.formula
    step = tr("ขั้นเฉลี่ย {step} จาก {steps}", step=f"{made.step:.2f}", steps=len(made.shares))
    return f"{made.formula} · {step}"


def _lowest(found: Explanation) -> str:
    if not found.lowest:
        return ""
    named = " · ".join(f"{group.name} {group.value:.2f}" for group in found.lowest)
    return tr("ต่ำสุดที่ {groups}", groups=named)


def _parts(made: Sum) -> Iterator[ValueLine]:
    if len(made.parts) > MOST_PARTS:
        return
    alike = all(part.weight == 1 for part in made.parts)
    # Sources are shown for each figure only if they differ.
    mixed = len({part.source for part in made.parts}) > 1
    for part in made.parts:
        notes = [] if alike else [tr("น้ำหนัก {weight}", weight=short_number(part.weight))]
        if mixed and part.source is not None:
            notes.append(tr(SOURCES[part.source]))
        value = "" if part.value is None else f"{part.value:.2f}"
        yield ValueLine(part.code, value, " · ".join(notes))


def _conditions(found: Explanation, tree: ScoreTree, drafted: bool) -> Iterator[ValueLine]:
    """Yields the conditions of the levels, from the best to the reached one; met ones of a draft
    framework (``drafted``) are not green."""
    met = Tone.TEXT2 if drafted else Tone.DONE
    reached = tree.level.level
    last = ""
    for condition in found.conditions:
        name, last = (
            ("" if condition.level.name == last else condition.level.name),
            condition.level.name,
        )
        yield _condition(name, condition, met)
        if (
            reached is not None
            and condition.level is reached
            and condition is _last_of(found, reached.code)
        ):
            return


def _last_of(found: Explanation, code: str) -> Condition:
    return [condition for condition in found.conditions if condition.level.code == code][-1]


def _condition(name: str, condition: Condition, met: Tone) -> ValueLine:
    subject = tr("รวม") if condition.subject == TOTAL else condition.subject
    asks = tr("{subject} ต้องได้ {needs}", subject=subject, needs=short_number(condition.needs))
    if condition.has is None:
        return ValueLine(name, asks, tr("ยังไม่มีคะแนน"))
    if condition.met:
        return ValueLine(name, asks, tr("ได้ {has} ผ่าน", has=f"{condition.has:.2f}"), met)
    text = tr(
        "ได้ {has} ขาด {lacks}", has=f"{condition.has:.2f}", lacks=f"{condition.shortfall:.2f}"
    )
    return ValueLine(name, asks, text, Tone.DOING)


# The answers to an item: a bar per answer with count and share, good answers coloured.


class AnswerSize:
    """Sizes of the answer bars."""

    ROW: Final = 24
    BAR: Final = 9
    LEAST: Final = 2
    """Least width of a bar, in px."""
    COUNT: Final = 52
    SHARE: Final = 62
    NAME_MOST: Final = 0.45
    """Greatest share of the width for names."""


class AnswerBars(QWidget):
    """The answers to an item, from the last option of the form."""

    accessible_role = Role.List

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answers: Answers | None = None
        """The shown answers."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    def set_answers(self, answers: Answers | None) -> None:
        """Sets the answers; None hides the widget."""
        self.answers = answers
        self.setVisible(answers is not None)
        if answers is not None:
            self.setAccessibleName(tr("คำตอบ {count} คน", count=f"{answers.respondents:,}"))
        self.updateGeometry()
        self.update()

    @property
    def _shares(self) -> tuple[AnswerShare, ...]:
        return self.answers.shares if self.answers is not None else ()

    def accessible_parts(self) -> list[AccessiblePart]:
        """The answers with count and share."""
        return [
            AccessiblePart(
                tr(
                    "{label} {count} คน {percent}%",
                    label=share.label,
                    count=f"{share.count:,}",
                    percent=f"{share.percent:.2f}",
                ),
                QRect(0, at * AnswerSize.ROW, self.width(), AnswerSize.ROW),
            )
            for at, share in enumerate(self._shares)
        ]

    def sizeHint(self) -> QSize:
        return QSize(ChartSize.WIDTH, len(self._shares) * AnswerSize.ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(ChartSize.LEAST, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        if self.hasFocus():
            paint_plate(painter, self.rect(), Radius.CHECK, None, theme.accent, Stroke.FOCUS)
        name = self._name_width()
        right = self.width()
        bar = right - AnswerSize.COUNT - AnswerSize.SHARE - Space.M - name
        style = Text.LABEL
        for at, answer_share in enumerate(self._shares):
            top = at * AnswerSize.ROW
            line = baseline(style, top, AnswerSize.ROW)
            painter.setPen(theme.text)
            draw_text(painter, style, 0, line, elide(answer_share.label, style, name - Space.S))
            length = float(answer_share.percent) / 100 * bar
            colour = theme.accent if answer_share.good else theme.control
            y = top + (AnswerSize.ROW - AnswerSize.BAR) / 2
            if answer_share.count:
                width = max(length, AnswerSize.LEAST)
                painter.fillRect(QRectF(name, y, width, AnswerSize.BAR), colour)
            count, share = f"{answer_share.count:,}", f"{answer_share.percent:.2f}%"
            measure = metrics(style).horizontalAdvance
            draw_text(painter, style, right - AnswerSize.SHARE - measure(count), line, count)
            painter.setPen(theme.text2)
            draw_text(painter, style, right - measure(share), line, share)

    def _name_width(self) -> float:
        names = (metrics(Text.LABEL).horizontalAdvance(share.label) for share in self._shares)
        widest = max(names, default=0.0) + Space.M
        return min(widest, self.width() * AnswerSize.NAME_MOST)


# Charts of a score tree: answers as stacked bars, lost points, levels.


def thermometer(data: YearData, tree: ScoreTree) -> charts.Thermometer | None:
    """Returns total and instruments on the scale of levels; None without scores."""
    marks = [charts.ChartBar(tr("รวม"), tree.total.value)]
    marks += [charts.ChartBar(node.code, node.value) for node in tree.instruments]
    if all(mark.value is None for mark in marks):
        return None
    levels = tuple(
        charts.Threshold(level.name, level.total_min)
        for level in data.framework.levels.levels
        if level.total_min
    )
    return charts.Thermometer(tr("ระดับผลการประเมิน"), levels, tuple(marks), tr(_AXIS_CUT))


def waterfall(data: YearData, tree: ScoreTree) -> charts.Waterfall | None:
    """Returns the lost points from 100 down to the total; None without total."""
    found = losses(data.framework, tree)
    if found is None:
        return None
    lost = tuple(
        charts.Loss(f"{part.code} {part.name}", part.points) for part in found.parts if part.points
    )
    return charts.Waterfall(tr("คะแนนหายไปที่ใด"), lost, tr("คะแนนรวม"), found.total, tr(_AXIS_CUT))


def stacks(data: YearData, tree: ScoreTree, code: str) -> charts.Stacks | None:
    """Returns the answers to all items below a node; None without answers."""
    rows = []
    by_code = data.framework.item_by_code
    items = tuple(_items_below(tree, code))
    steps = point_steps(by_code[item] for item in items)
    for item in items:
        found = answers(by_code[item], answers_to(data, by_code[item]))
        if found is not None and found.score is not None:
            rows.append(charts.Stack(item, _shares(found, steps)))
    if not rows:
        return None
    parts = tuple(f"{points:f}" for points in steps)
    return charts.Stacks(tr("คำตอบที่ได้ 100 ถึง 0 คะแนน"), parts, tuple(rows))


def words(chart: charts.Stacks | charts.Waterfall | charts.Thermometer) -> str:
    """Returns a chart's description in the current language."""
    return f"{chart.title}: " + ", ".join(_words(chart))


def _words(chart: charts.Stacks | charts.Waterfall | charts.Thermometer) -> Iterator[str]:
    match chart:
        case charts.Stacks():
            for stack in chart.stacks:
                shares = zip(chart.parts, stack.shares, strict=True)
                texts = [
                    tr("ได้ {points} {share}%", points=points, share=f"{share:.2f}")
                    for points, share in shares
                    if share
                ]
                yield f"{stack.label} {' '.join(texts)}"
        case charts.Waterfall():
            for loss in chart.losses:
                yield tr("{name} หายไป {points}", name=loss.label, points=f"{loss.points:.2f}")
            yield f"{chart.total_name} {chart.total:.2f}"
        case charts.Thermometer():
            for mark in chart.marks:
                value = tr("ยังไม่มีคะแนน") if mark.value is None else f"{mark.value:.2f}"
                yield f"{mark.label} {value}"
            for level in chart.levels:
                yield tr("{name} ตั้งแต่ {least}", name=level.name, least=f"{level.least:.2f}")


def _shares(found: Answers, steps: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Returns the percentages of answers by points."""
    shares = dict.fromkeys(steps, Decimal(0))
    for share in found.shares:
        if share.points is not None:
            nearest = min(steps, key=lambda step, points=share.points: abs(step - points))  # type: ignore[misc]
            shares[nearest] += share.percent
    return tuple(shares.values())


def _items_below(tree: ScoreTree, code: str) -> Iterator[str]:
    for child in tree.children(code):
        if child.kind is NodeKind.ITEM:
            yield child.code
        elif code != TOTAL:
            yield from _items_below(tree, child.code)
