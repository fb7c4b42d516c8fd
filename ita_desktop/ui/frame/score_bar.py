"""The score bar: figures with their sources, the total, and what is missing for the next level."""

from enum import IntEnum
from math import ceil
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role, announce
from ita_desktop.ui.theme.lines import draw_text, elide, metrics, set_tip
from ita_desktop.ui.theme.shapes import paint_icon, paint_plate
from ita_desktop.ui.theme.tokens import (
    Height,
    IconSize,
    Radius,
    Space,
    Stroke,
    Text,
    Tone,
    Width,
    tokens,
)
from ita_desktop.ui.widgets.boxes import add, hbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import Plate

INSTRUMENTS = 3
"""Number of figures created initially; further ones are added for frameworks that need them."""


class ScoreBarSize:
    """Sizes of the score bar."""

    PADDING: Final = 8
    FIGURE_GAP: Final = 10
    """Space between the backgrounds of two figures in px; their texts are 26 px apart."""
    BASELINE: Final = 25
    VALUE_GAP: Final = 6
    NOTE_GAP: Final = 7
    FIGURE_HEIGHT: Final = 30
    DIVIDER: Final = 13
    """Width of the separator with its margins, in px."""
    DIVIDER_HEIGHT: Final = 18
    SENTENCE_LEAST: Final = 60
    """Least width of what is left of the sentence, in px."""


class ScoreBarValue(NamedTuple):
    """A figure of the score bar: IIT, 98.88, ผลปี 67."""

    node: str
    """The node of the score tree that it opens."""
    label: str
    value: str
    """Two decimals, or – if unknown."""
    note: str = ""
    short_note: str = ""
    """The note in a narrow window (9/22); empty: none."""
    source: str = ""
    """A sentence on the source of the figure."""


class ScoreBarValues(NamedTuple):
    """The content of the score bar; ``empty`` is shown if there are no figures."""

    caption: str = ""
    figures: tuple[ScoreBarValue, ...] = ()
    total: ScoreBarValue | None = None
    outlook: ScoreBarValue | None = None
    """The total once all OIT items are complete."""
    sentence: str = ""
    short_sentence: str = ""
    least_sentence: str = ""
    """The short sentence without what the level beside it says, too."""
    amount: str = ""
    """What is missing, without what for."""
    empty: str = ""
    as_of: str = ""
    """The day that the figures are of, for the tool tips."""


class _Outlook(IntEnum):
    """How much of the outlook is shown."""

    WHOLE = 0
    FIGURE = 1
    """Without its level."""
    HIDDEN = 2


class ScoreBarItem(QAbstractButton):
    """Label, figure and note on one baseline; a click opens its node on the scores page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.figure = ScoreBarValue("", "", "")
        self._short = False
        self._keep_note = False
        self._arrow = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_figure(
        self,
        figure: ScoreBarValue,
        as_of: str,
        *,
        short: bool,
        keep_note: bool = False,
        arrow: bool = False,
    ) -> None:
        """``as_of``: of which day it is, for the tool tip; ``keep_note``: the note is shown even if
        ``short``, as for a level."""
        shown = self.figure, self._short, self._keep_note, self._arrow
        tip = "\n".join(filter(None, (figure.source, as_of, tr("คลิกเพื่อเปิดในหน้าคะแนน"))))
        if shown == (figure, short, keep_note, arrow) and tip == self.toolTip():
            return
        self.figure = figure
        self._short = short
        self._keep_note = keep_note
        self._arrow = arrow
        texts = (figure.label, figure.value, figure.note)
        self.setAccessibleName(" ".join(filter(None, texts)))
        set_tip(self, tip)
        self.updateGeometry()
        self.update()

    def _note(self) -> str:
        if self._short and not self._keep_note:
            return self.figure.short_note
        return self.figure.note

    def sizeHint(self) -> QSize:
        figure = self.figure
        width = metrics(Text.LABEL).horizontalAdvance(figure.label)
        width += ScoreBarSize.VALUE_GAP + metrics(Text.FIGURE).horizontalAdvance(figure.value)
        if self._note():
            width += ScoreBarSize.NOTE_GAP + metrics(Text.NOTE).horizontalAdvance(self._note())
        if self._arrow:
            width += IconSize.TEXT + Space.S
        return QSize(ceil(width) + 2 * ScoreBarSize.PADDING, ScoreBarSize.FIGURE_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        ground = theme.hover if self.underMouse() else None
        ring = theme.accent if self.hasFocus() else None
        paint_plate(painter, self.rect(), Radius.CONTROL, ground, ring, Stroke.FOCUS)
        figure = self.figure
        at = ScoreBarSize.BASELINE - (Height.SCORE_BAR - ScoreBarSize.FIGURE_HEIGHT) // 2
        x = float(ScoreBarSize.PADDING)
        if self._arrow:
            top = (self.height() - IconSize.TEXT) / 2
            paint_icon(painter, "arrow-right", theme.text2, QPointF(x, top), IconSize.TEXT)
            x += IconSize.TEXT + Space.S
        x = _write(painter, figure.label, Text.LABEL, Tone.TEXT2, x, at) + ScoreBarSize.VALUE_GAP
        tone = Tone.TEXT3 if figure.value == "–" and not self.underMouse() else Tone.TEXT
        x = _write(painter, figure.value, Text.FIGURE, tone, x, at) + ScoreBarSize.NOTE_GAP
        _write(painter, self._note(), Text.NOTE, Tone.TEXT2, x, at)


def changed_figures(before: ScoreBarValues, after: ScoreBarValues) -> str:
    """Returns the figures of a year that are others now, with those before."""
    former = {figure.node: figure.value for figure in (*before.figures, before.total) if figure}
    return ", ".join(
        f"{figure.label} {figure.value} ({tr('เดิม {old}', old=former[figure.node])})"
        for figure in (*after.figures, after.total)
        if figure and former.get(figure.node, figure.value) != figure.value
    )


def _write(painter: QPainter, text: str, style: Text, tone: Tone, x: float, at: int) -> float:
    painter.setPen(tone.colour)
    draw_text(painter, style, round(x), at, text)
    return round(x) + metrics(style).horizontalAdvance(text)


class _Divider(Plate):
    accessible_role = Role.Separator

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, ground=Tone.LINE2)
        self.setFixedSize(ScoreBarSize.DIVIDER, ScoreBarSize.DIVIDER_HEIGHT)
        left = ScoreBarSize.DIVIDER // 2
        self.setContentsMargins(left, 0, ScoreBarSize.DIVIDER - left - Stroke.HAIR, 0)


class ScoreBar(QWidget):
    """The score bar above the pages."""

    accessible_role = Role.Grouping
    figure_opened = Signal(str)
    """A figure was clicked; carries its node."""
    sentence_opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.values = ScoreBarValues()
        self._short = False
        self._tight = False
        self._caption = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2)
        self._empty = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2)
        self._empty.setContentsMargins(ScoreBarSize.PADDING, 0, 0, 0)
        self._divider = _Divider(self)
        # The tab order is that of creation: instruments before their total.
        self._figures = [self._figure() for _ in range(INSTRUMENTS)]
        self._total = self._figure()
        self._outlook = self._figure()
        self.sentence = Button("", self, kind=ButtonKind.QUIET)
        self.sentence.set_icon_after("chevron-right")
        self.sentence.clicked.connect(self.sentence_opened)
        self._row = hbox(
            self._caption, self._empty, on=self, margins=None, gap=ScoreBarSize.FIGURE_GAP
        )
        self._places = hbox(*self._figures, gap=ScoreBarSize.FIGURE_GAP)
        add(self._row, self._places, self._divider)
        self._result = hbox(self._total, self._outlook)
        add(self._row, self._result, None, self.sentence)
        self.setFixedHeight(Height.SCORE_BAR)
        self.set_indent(Width.RAIL)
        self.set_values(ScoreBarValues())

    def set_values(self, values: ScoreBarValues) -> None:
        """Sets the figures. Those that changed are announced to screen readers."""
        before, self.values = self.values, values
        while len(self._figures) < len(values.figures):
            made = self._figure()
            self._figures.append(made)
            self._places.addWidget(made)
        for number, place in enumerate(self._figures):
            place.setVisible(number < len(values.figures))
        self._refill()
        if before.caption == values.caption:
            announce(self, changed_figures(before, values))

    def set_width_class(self, *, short: bool, tight: bool) -> None:
        """Sets the width class: ``short`` (below 1200 px) shortens notes, ``tight`` (below 1000 px)
        also the outlook."""
        self._short = short
        self._tight = tight
        self._refill()

    def set_indent(self, rail: int) -> None:
        """Aligns the figures with the page's text, beside a rail ``rail`` px wide."""
        folded = rail < Width.RAIL
        self._caption.setVisible(not folded)
        self._caption.setFixedWidth(Width.RAIL - Space.XL - ScoreBarSize.FIGURE_GAP + Space.L)
        left = rail + Space.PAGE_EDGE - ScoreBarSize.PADDING if folded else Space.XL
        self._row.setContentsMargins(left, 0, Space.L, 0)

    def _figure(self) -> ScoreBarItem:
        made = ScoreBarItem(self)
        made.clicked.connect(lambda: self.figure_opened.emit(made.figure.node))
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refill()

    def _refill(self) -> None:
        """Fills the score bar; if it is too narrow, uses the shorter sentence, then the short
        notes, then hides the level of the outlook, then the outlook; then says no more than once
        that a framework is a draft, then only what is missing, then the level in short; at last
        cuts the sentence."""
        values = self.values
        self._caption.setText(values.caption)
        self.setAccessibleName(values.caption)
        self._empty.setText(values.empty)
        set_tip(self._empty, values.as_of)
        self._empty.setVisible(bool(values.empty) and not values.figures)
        self._divider.setVisible(values.total is not None)
        self._total.setVisible(values.total is not None)
        short = self._short
        whole = _Outlook.HIDDEN if self._tight else _Outlook.WHOLE
        figure = _Outlook.HIDDEN if self._tight else _Outlook.FIGURE
        hidden = _Outlook.HIDDEN
        long, brief = values.sentence, values.short_sentence or values.sentence
        least = values.least_sentence or brief
        amount = values.amount or least
        for sentence, less, outlook, level in (
            (brief if short else long, short, whole, True),
            (brief, short, whole, True),
            (brief, True, whole, True),
            (brief, True, figure, True),
            (brief, True, hidden, True),
            (least, True, hidden, True),
            (amount, True, hidden, True),
            (amount, True, hidden, False),
            (None, True, hidden, False),
        ):
            words = self._cut() if sentence is None else sentence
            self._fill(words, short=less, outlook=outlook, keep_level=level)
            # Nested layouts must be invalidated, as they are updated only with the next event.
            for row in (self._places, self._result, self._row):
                row.invalidate()
            if self._row.sizeHint().width() <= self.width():
                break

    def _cut(self) -> str:
        """Returns as much of the sentence as there is room for beside the figures; its tool tip has
        the whole."""
        words = self.sentence.text()
        spare = self.width() - self._row.sizeHint().width()
        room = metrics(Text.LABEL_MEDIUM).horizontalAdvance(words) + spare
        return elide(words, Text.LABEL_MEDIUM, max(room, ScoreBarSize.SENTENCE_LEAST))

    def _fill(self, sentence: str, *, short: bool, outlook: _Outlook, keep_level: bool) -> None:
        """``short``: short notes; ``keep_level``: but for that of the total."""
        values = self.values
        for place, figure in zip(self._figures, values.figures, strict=False):
            place.show_figure(figure, values.as_of, short=short)
        if values.total is not None:
            total = values.total
            keep = keep_level or not total.short_note
            self._total.show_figure(total, values.as_of, short=short, keep_note=keep)
        self._outlook.setVisible(values.outlook is not None and outlook < _Outlook.HIDDEN)
        if values.outlook is not None:
            keep = outlook is _Outlook.WHOLE
            self._outlook.show_figure(
                values.outlook, values.as_of, short=short, keep_note=keep, arrow=True
            )
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        tip = (values.sentence if sentence != values.sentence else "", values.as_of)
        set_tip(self.sentence, "\n".join(filter(None, tip)))
