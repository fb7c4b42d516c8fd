"""The answers to an item: a bar per answer with count and share, good answers coloured."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.services.scores.explaining import Answers, AnswerShare
from ita_desktop.ui.accessible import AccessiblePart, Role
from ita_desktop.ui.theme.fonts import baseline, draw_text, metrics
from ita_desktop.ui.theme.lines import elide
from ita_desktop.ui.theme.measures import ChartSize
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, Space, Stroke, Text, tokens


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
