"""The board of a round: its words are whole in both languages."""

import pytest

from ita_desktop.i18n import in_language, language
from ita_desktop.services.collecting.rounds import FORM_STATES
from ita_desktop.ui.pages.collecting.rows import board_columns
from ita_desktop.ui.theme.fonts import metrics
from ita_desktop.ui.theme.tokens import Space, Text

ICON = 14
"""Width of a state's icon, in px."""


@pytest.mark.parametrize("code", ["th", "en"])
def test_the_state_of_a_unit_is_read_whole(window, code) -> None:
    language.choose(code)
    try:
        (column,) = (column for column in board_columns() if column.key == "state")
        room = column.width - 2 * Space.CELL - ICON - 6
        widths = {
            word: metrics(Text.BODY).horizontalAdvance(word)
            for word in map(in_language, FORM_STATES.values())
        }
    finally:
        language.choose("th")
    assert {word: width for word, width in widths.items() if width > room} == {}
