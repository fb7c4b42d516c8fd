"""The outcome of คะแนน above the table: its texts, the sources of its figures and what is
missing, and the line with them.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree
from ita_desktop.i18n import tr
from ita_desktop.services.scores.scores import ScoreBarData, ScoreBarFigure
from ita_desktop.ui.score_bar_words import level_name, marked_level
from ita_desktop.ui.theme.tokens import Height, Radius, Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import hbox, set_height_for_width, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import Mark, MarkLabel
from ita_desktop.ui.widgets.page.section import Plate

_BESIDE: Final = QBoxLayout.Direction.LeftToRight
_BELOW: Final = QBoxLayout.Direction.TopToBottom


USUAL_MARK = Decimal(95)
"""The score to reach while no level is known."""


def level_mark(score_bar: ScoreBarData) -> Decimal:
    """Returns the least score of each instrument (else of the total) for the next level."""
    target = score_bar.target
    return USUAL_MARK if target is None else target.mark


def outcome(score_bar: ScoreBarData) -> str:
    """Returns ``รวม 97.38 ผ่านดี``."""
    if score_bar.total is None:
        return tr("ยังไม่มีคะแนนรวม")
    level = level_name(score_bar, score_bar.level)
    return tr("รวม {total} {level}", total=f"{score_bar.total:.2f}", level=level)


def what_if_words(tree: ScoreTree, *, drafted: bool = False) -> str:
    """Returns ``ลองปรับแล้วได้ 98.16 ผ่านดีเยี่ยม``."""
    if tree.total.value is None:
        return tr("ลองปรับแล้วยังไม่มีคะแนนรวม")
    return tr("ลองปรับแล้วได้ {total}", total=_total_and_level(tree, drafted=drafted))


def instead(tree: ScoreTree, sentence: str, *, drafted: bool = False) -> str:
    """Returns the actual score, shown beside the trial; without one, ``sentence``, the reason."""
    if tree.total.value is None:
        return sentence
    return tr("ตอนนี้ {total}", total=_total_and_level(tree, drafted=drafted))


def _total_and_level(tree: ScoreTree, *, drafted: bool) -> str:
    level = tree.level.level
    name = marked_level(level.name, drafted=drafted) if level is not None else ""
    return f"{tree.total.value:.2f} {name}".strip()


def sources(score_bar: ScoreBarData, tree: ScoreTree) -> str:
    """Returns the sources of the instruments' scores, grouped by source, and whether the total
    combines two years."""
    shown: dict[str, list[str]] = {}
    for figure in score_bar.figures:
        shown.setdefault(_source(figure, tree), []).append(figure.code)
    parts = [f"{' '.join(codes)} {words}" for words, codes in shown.items()]
    if score_bar.mixed and score_bar.total is not None:
        parts.append(tr("รวมคิดจากสองปี"))
    return " · ".join(parts)


def _source(figure: ScoreBarFigure, tree: ScoreTree) -> str:
    if figure.from_year is not None:
        return tr("ใช้ผลปี {year}", year=figure.from_year)
    match tree.nodes[figure.code].source:
        case None:
            return tr("ยังไม่มีคะแนน")
        case "official":
            return tr("ผลทางการ")
        case "mixed":
            return tr("ผลทางการบางข้อ นอกนั้นประเมินเอง")
        case _:
            own = any(node.own is not None for node in _with_all_below(tree, figure.code))
            return tr("ประเมินเอง") if own else tr("คำนวณจากผลทางการ")


def _with_all_below(tree: ScoreTree, code: str) -> Iterator[ScoreNode]:
    yield tree.nodes[code]
    for child in tree.nodes[code].children:
        yield from _with_all_below(tree, child)


def checked(tree: ScoreTree) -> str:
    """Returns whether the official figures equal those computed from the items."""
    compared = [node for node in tree.nodes.values() if node.official is not None and node.children]
    if not compared:
        return ""
    apart = [node.code for node in compared if node.difference]
    if not apart:
        return tr("คำนวณแล้วตรงกับผลทางการ")
    named = [tr("รวม") if code == TOTAL else code for code in apart]
    return tr("ผลทางการต่างจากที่คำนวณที่ {codes}", codes=" ".join(named))


def places(count: int) -> str:
    """Returns how many places of the tree are chosen."""
    return tr("{count} ข้อ", count=count)


class OutcomeLine(Plate):
    """A tinted line with total and level; ``acted`` is emitted when the sentence at the right, the
    next step, is clicked. During a trial there is a further button."""

    about = "trial"

    acted = Signal()
    aimed = Signal(str)
    """Another level is to be reached; carries its code."""
    print_requested = Signal()
    """What the level would take is to be printed."""
    save_requested = Signal()
    """The trial should be saved under a name."""

    def __init__(self) -> None:
        super().__init__(ground=Tone.TINT, radius=Radius.CONTROL)
        self._mark = MarkLabel(self, Mark.NONE)
        self._total = ThaiLabel("", self, style=Text.BODY_STRONG)
        self._total.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._details = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2, most=3)
        self.keep = Button("", self, kind=ButtonKind.QUIET)
        self.keep.clicked.connect(self.save_requested)
        self.levels: dict[str, Chip] = {}
        """The levels that can be aimed at, by code."""
        self.print = Button(tr("พิมพ์"), self, kind=ButtonKind.QUIET, icon_name="printer")
        self.print.setToolTip(tr("พิมพ์สิ่งที่ต้องทำเพื่อให้ถึงระดับนี้"))
        self.print.clicked.connect(self.print_requested)
        self.action = Button("", self, kind=ButtonKind.QUIET)
        self.action.clicked.connect(self.acted)
        self._said = hbox(self._total, (self._details, 1), gap=Space.M)
        self._buttons = hbox(None, self.keep, self.action, gap=Space.M)
        self._words = hbox(
            (self._said, 1),
            self._buttons,
            margins=(0, Space.XS, Space.XS, Space.XS),
            gap=Space.M,
        )
        first = hbox(self._mark, (self._words, 1), margins=(Space.M, 0, 0, 0), gap=Space.S)
        self._second = QWidget(self)
        self._aims = hbox(gap=Space.XS)
        label = ThaiLabel(tr("สิ่งที่ขาดให้ถึง"), self._second, style=Text.LABEL, tone=Tone.TEXT2)
        hbox(
            label,
            self._aims,
            self.print,
            None,
            on=self._second,
            margins=(Space.XXXL, 0, Space.XS, Space.XS),
            gap=Space.S,
        )
        vbox(first, self._second, on=self)
        self._second.hide()
        set_height_for_width(self, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(Height.MESSAGE)

    def set_texts(
        self, mark: Mark, total: str, details: str, action: str, keep: str | None = None
    ) -> None:
        """Sets the texts. Without ``action`` there is nothing to do. During a trial ``keep`` is the
        text of the save button, empty if the trial is saved."""
        self._mark.show_sign(mark)
        self._total.setText(total)
        self._details.setText(details)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.action.set_icon_after("arrow-right" if keep is None else "")
        self.keep.setText(keep or "")
        self.keep.setVisible(bool(keep))
        self.setAccessibleName(" · ".join(filter(None, (total, *details.split("\n")))))
        self._stack()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack()

    def _stack(self) -> None:
        """Puts the details below the total, then the buttons below both, where there is no room
        beside them."""
        total = self._total.sizeHint().width()
        sides = Space.M + self._mark.sizeHint().width() + Space.S + Space.XS
        room = self.width() - sides - self._buttons.minimumSize().width() - Space.M
        narrow, low = room < total + Space.M + Width.DETAILS_LEAST, room < total
        for box, stacked in ((self._said, narrow), (self._words, low)):
            box.setSpacing(0 if stacked else Space.M)
            box.setDirection(_BELOW if stacked else _BESIDE)

    def set_aims(self, levels: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offers levels (codes and names) to be reached during a trial; the ``chosen`` one can be
        printed."""
        if list(self.levels) != [code for code, _name in levels]:
            for chip in self.levels.values():
                chip.deleteLater()
            self.levels = {code: Chip(name, self._second) for code, name in levels}
            for code, chip in self.levels.items():
                chip.clicked.connect(partial(self.aimed.emit, code))
                self._aims.addWidget(chip)
        for code, chip in self.levels.items():
            chip.setChecked(code == chosen)
        self.print.setVisible(bool(chosen))
        self._second.setVisible(bool(levels))
        self.updateGeometry()

    @property
    def texts(self) -> tuple[str, str, str]:
        """Returns the texts: total, sources and what is missing, next step."""
        return self._total.text(), self._details.text(), self.action.text()
