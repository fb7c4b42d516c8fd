"""Whoever reads the window can tell its letters and its controls from the ground."""

import pytest
from PySide6.QtGui import QColor

from ita_desktop.ui.theme.tokens import DARK, LIGHT, Tokens

THEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]

TEXT_PAIRS = [
    (ink, ground)
    for ink, grounds in {
        "text": "surface sunken chrome tint tint2 rail hover late_tint doing_tint done_tint",
        "text2": "surface sunken chrome tint hover rail",
        "text3": "surface sunken chrome tint",
        "accent": "surface chrome tint doing_tint hover rail",
        "on_accent": "fill accent_hover accent_pressed",
        "done": "surface chrome tint done_tint",
        "doing": "surface chrome tint doing_tint",
        "late": "surface chrome tint rail hover late_tint",
        "none": "surface chrome tint",
        "ink": "paper",
    }.items()
    for ground in grounds.split()
]
CONTROL_PAIRS = [
    ("control", "surface"),
    ("control", "chrome"),
    ("accent", "bar"),
    ("doing", "bar"),
    ("late", "chrome"),
]


def luminance(colour: QColor) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue, _ = colour.getRgbF()
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)


def contrast(theme: Tokens, ink: str, ground: str) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    pair = sorted((luminance(getattr(theme, ink)), luminance(getattr(theme, ground))))
    return (pair[1] + 0.05) / (pair[0] + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_is_readable_on_its_ground(theme: Tokens, ink: str, ground: str) -> None:
    assert contrast(theme, ink, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), CONTROL_PAIRS)
def test_controls_stand_out_from_their_ground(theme: Tokens, ink: str, ground: str) -> None:
    assert contrast(theme, ink, ground) >= 3


def test_the_formula_gives_the_known_extremes() -> None:
    assert round(contrast(LIGHT, "text", "surface"), 2) == 16.66
    assert round(contrast(DARK, "on_accent", "accent_hover"), 2) == 4.75
