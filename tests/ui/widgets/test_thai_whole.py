"""ที่ ปู่ ญู ฐู stand whole in every kind of widget, at every scale."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.ui.theme.tokens import Text
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.fields.choices import CheckBox, Choice
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.header import PageHeader
from ita_desktop.ui.widgets.page.section import SectionTitle, StateLabel
from ita_desktop.ui.widgets.status import Message, MessageKind, MessageLine
from tests.ui.support.thai import SCALES, WORDS, assert_whole


def selected(field: Field) -> QWidget:
    field.selectAll()
    return field


def choice(words: str) -> QWidget:
    made = Choice()
    made.addItem(words)
    return made


def state(words: str) -> QWidget:
    made = StateLabel()
    made.set_state(Mark.LATE, words)
    return made


def message(words: str) -> QWidget:
    made = MessageLine()
    made.display(Message(MessageKind.INFO, words))
    return made


def menu(words: str) -> QWidget:
    made = QMenu()
    made.addAction(words)
    return made


KINDS: dict[str, tuple[Callable[[str], QWidget], Text]] = {
    "primary button": (lambda words: Button(words, kind=ButtonKind.PRIMARY), Text.BODY_MEDIUM),
    "secondary button": (Button, Text.BODY_MEDIUM),
    "button with an icon": (lambda words: Button(words, icon_name="printer"), Text.BODY_MEDIUM),
    "quiet button": (lambda words: Button(words, kind=ButtonKind.QUIET), Text.LABEL_MEDIUM),
    "chip": (Chip, Text.LABEL),
    "chip with a state": (lambda words: Chip(words, mark=Mark.DOING, count=3), Text.LABEL),
    "page title": (PageHeader, Text.TITLE),
    "section title": (SectionTitle, Text.SECTION),
    "field": (Field, Text.BODY),
    "selected in a field": (lambda words: selected(Field(words)), Text.BODY),
    "example in a field": (lambda words: Field(example=words), Text.BODY),
    "choice": (choice, Text.BODY),
    "check box": (CheckBox, Text.BODY),
    "state": (state, Text.BODY),
    "message": (message, Text.BODY),
    "menu": (menu, Text.BODY),
}
KINDS |= {
    f"label {style.name}": (lambda words, style=style: ThaiLabel(words, style=style), style)
    for style in Text
}


@pytest.mark.in_turn
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut(qtbot, kind, scale) -> None:
    make, style = KINDS[kind]
    size = make(WORDS).sizeHint()

    def sized(words: str) -> QWidget:
        widget = make(words)
        qtbot.addWidget(widget)
        widget.ensurePolished()
        widget.resize(max(size.width(), 240), size.height())
        return widget

    assert_whole(sized, style, scale)
