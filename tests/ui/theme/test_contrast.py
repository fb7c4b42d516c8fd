"""Whoever reads the window can tell its letters and its controls from the ground."""

import pytest
from PySide6.QtGui import QColor

from ita_desktop.ui.theme.tokens import DARK, DARK_HIGH, LIGHT, LIGHT_HIGH, Tokens

USUAL = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
HIGH = [pytest.param(LIGHT_HIGH, id="light-high"), pytest.param(DARK_HIGH, id="dark-high")]

TEXT_PAIRS = [
    (ink, ground)
    for ink, grounds in {
        "text": "surface sunken chrome tint rail hover late_tint doing_tint done_tint",
        "text2": "surface sunken chrome tint hover rail",
        "text3": "surface sunken chrome tint",
        "accent": "surface chrome tint doing_tint hover rail",
        "on_accent": "fill accent_hover accent_pressed",
        "on_marked": "marked",
        "done": "surface chrome tint done_tint",
        "doing": "surface chrome tint doing_tint",
        "late": "surface chrome tint rail hover late_tint",
        "none": "surface chrome tint",
        "ink": "paper",
    }.items()
    for ground in grounds.split()
]
CONTROL_PAIRS = [
    (line, ground)
    for line, grounds in {
        "control": "surface chrome",
        "fill": "surface chrome",
        "accent": "bar",
        "done": "bar",
        "doing": "bar",
        "late": "bar chrome",
    }.items()
    for ground in grounds.split()
]
"""Borders of controls and fillings of bars: what must be seen although it is no text."""
LINE_PAIRS = [
    *CONTROL_PAIRS,
    *(
        (line, ground)
        for line, grounds in {
            "line": "surface sunken chrome",
            "line2": "surface sunken chrome",
            "tint2": "surface tint",
            "control": "sunken tint hover rail",
            "bar": "surface",
        }.items()
        for ground in grounds.split()
    ),
]
"""In high contrast every line is to be seen."""

LOOK = {
    "text on surface": (16.66, 13.25),
    "text on chrome": (15.25, 14.43),
    "text on tint": (14.49, 10.77),
    "text on rail": (13.55, 11.13),
    "text on hover": (14.06, 11.22),
    "text2 on surface": (6.76, 7.34),
    "text2 on chrome": (6.19, 7.99),
    "text2 on tint": (5.88, 5.96),
    "text2 on hover": (5.71, 6.21),
    "text3 on surface": (5.21, 5.79),
    "text3 on chrome": (4.77, 6.30),
    "text3 on tint": (4.53, 4.71),
    "text on late_tint": (14.71, 11.88),
    "text on doing_tint": (14.96, 11.33),
    "accent on surface": (8.50, 7.58),
    "accent on chrome": (7.78, 8.25),
    "accent on tint": (7.39, 6.16),
    "accent on doing_tint": (7.63, 6.48),
    "on_accent on fill": (8.50, 5.22),
    "on_accent on accent_hover": (10.94, 4.75),
    "done on surface": (6.46, 7.94),
    "doing on surface": (6.24, 8.36),
    "late on surface": (6.54, 7.14),
    "late on chrome": (5.98, 7.77),
    "late on tint": (5.68, 5.80),
    "late on late_tint": (5.77, 6.40),
    "none on surface": (5.62, 6.77),
    "done on tint": (5.61, 6.45),
    "doing on tint": (5.43, 6.80),
    "control on surface": (3.39, 3.65),
    "accent on bar": (6.40, 5.39),
    "line on surface": (1.25, 1.27),
    "line2 on surface": (1.57, 1.82),
}
"""The contrasts that the look was decided with, in light and in dark."""


def luminance(colour: QColor) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue, _ = colour.getRgbF()
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)


def contrast(theme: Tokens, ink: str, ground: str) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    pair = sorted((luminance(getattr(theme, ink)), luminance(getattr(theme, ground))))
    return (pair[1] + 0.05) / (pair[0] + 0.05)


@pytest.mark.parametrize("theme", USUAL)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_is_readable_on_its_ground(theme: Tokens, ink: str, ground: str) -> None:
    assert contrast(theme, ink, ground) >= 4.5


@pytest.mark.parametrize("theme", USUAL)
@pytest.mark.parametrize(("ink", "ground"), CONTROL_PAIRS)
def test_controls_stand_out_from_their_ground(theme: Tokens, ink: str, ground: str) -> None:
    assert contrast(theme, ink, ground) >= 3


@pytest.mark.parametrize("theme", HIGH)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_in_high_contrast_text_stands_out_far(theme: Tokens, ink: str, ground: str) -> None:
    assert contrast(theme, ink, ground) >= 7


@pytest.mark.parametrize("theme", HIGH)
@pytest.mark.parametrize(("ink", "ground"), LINE_PAIRS)
def test_in_high_contrast_every_line_is_seen(theme: Tokens, ink: str, ground: str) -> None:
    assert contrast(theme, ink, ground) >= 3


@pytest.mark.parametrize(("pair", "decided"), LOOK.items())
def test_the_colours_are_those_that_were_decided(pair: str, decided: tuple[float, float]) -> None:
    ink, _, ground = pair.partition(" on ")
    found = tuple(round(contrast(theme, ink, ground), 2) for theme in (LIGHT, DARK))
    assert found == pytest.approx(decided, abs=0.011)


def test_every_colour_that_is_written_with_or_drawn_is_in_the_tables() -> None:
    inks = {ink for ink, _ in (*TEXT_PAIRS, *LINE_PAIRS)}
    grounds = {ground for _, ground in (*TEXT_PAIRS, *LINE_PAIRS)}
    colours = {name for name, value in vars(LIGHT).items() if isinstance(value, QColor)}
    assert colours - inks - grounds == {"shade", "dim"}
