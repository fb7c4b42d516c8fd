"""Explains the score of a node: rule, figures, answers, levels, and charts."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from ita_desktop.domain.digits import short_number
from ita_desktop.domain.framework import TOTAL, NodeKind
from ita_desktop.domain.frameworks.draft import scores_are_draft
from ita_desktop.domain.scores.scoring import ScoreTree
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr
from ita_desktop.pictures.charts import Stacks, Waterfall
from ita_desktop.services.scores.explaining import Condition, Explanation, Sum, explain
from ita_desktop.ui.pages.scores import pictures as score_pictures
from ita_desktop.ui.pages.scores.answers import AnswerBars
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import add, vbox
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lists.value_lines import ValueLine, ValueLines
from ita_desktop.ui.widgets.page.pane import PaneSection
from ita_desktop.ui.widgets.picture import ChartPicture

SOURCES = {
    "official": "ผลทางการ",
    "own": "ประเมินเอง",
    "computed": "คำนวณจากที่อยู่ใต้",
    "mixed": "คำนวณจากที่อยู่ใต้",
}
"""Descriptions of sources."""
MOST_PARTS = 12
"""Number of parts from which a sum is shown by its formula only."""


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
        chart: Stacks | Waterfall | None = None
        if code == TOTAL:
            chart = score_pictures.waterfall(data, tree)
        elif not is_item:
            chart = score_pictures.stacks(data, tree, code)
        self.pictured.setVisible(chart is not None)
        self.picture.set_chart(chart, score_pictures.words(chart) if chart is not None else "")
        if chart is not None:
            self.pictured.set_title(chart.title)

    def _set_text(self, label: ThaiLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _show_levels(self, data: YearData, tree: ScoreTree, found: Explanation) -> None:
        self.levels.setVisible(bool(found.conditions))
        if not found.conditions:
            return
        chart = score_pictures.thermometer(data, tree)
        self.thermometer.set_chart(chart, score_pictures.words(chart) if chart is not None else "")
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
