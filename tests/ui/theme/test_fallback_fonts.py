"""No letter is a box in the window, whatever fonts the machine has."""

import pytest
from PySide6.QtGui import QTextLayout

from ita_desktop.fonts import FALLBACKS
from ita_desktop.ui.theme.lines import font, load_fonts
from ita_desktop.ui.theme.tokens import Text


@pytest.mark.parametrize("style", [Text.BODY, Text.BODY_STRONG])
@pytest.mark.parametrize(
    "text", ["中文", "မြန်မာ", "ລາວ", "ខ្មែរ", "✓", "☐", "①★", "⇒β", "✅📌", "℃№"]
)
def test_what_sarabun_has_not_comes_from_a_bundled_font(qapp, text: str, style: Text) -> None:
    load_fonts()
    layout = QTextLayout(f"ก {text} ข", font(style))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = [(run.rawFont().familyName(), run.glyphIndexes()) for run in layout.glyphRuns()]
    families = {family.casefold() for family, _glyphs in runs}
    assert families & {fallback.family.casefold() for fallback in FALLBACKS}
    assert all(glyph for _family, glyphs in runs for glyph in glyphs), "0 is the box"
