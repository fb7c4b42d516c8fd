"""Whatever a text is made of, each of its lines is found in it again: what continues beyond the
last line in sight begins where that line ends."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ita_desktop.ui.table.cells.richlines import line_starts
from ita_desktop.ui.theme.lines import wrap
from ita_desktop.ui.theme.tokens import Text

LETTERS = " \n\t·-abกขำา้่ิ0./,()\u200b\u00a0\u3000\u2028"
NARROW, WIDE = 20, 150


@given(st.text(alphabet=LETTERS, max_size=80), st.sampled_from((NARROW, WIDE)))
@example("00000// /", NARROW)
@example("   กก  \n   \n" + " " * 60 + "\n  ขข ข", NARROW)
def test_lines_are_found_in_their_text(qapp, text: str, width: int) -> None:
    lines = wrap(text, Text.BODY, width)
    starts = line_starts(text, lines)
    assert starts[0] == 0
    ends = [*starts[1:], len(text)]
    for start, end, line in zip(starts, ends, lines, strict=True):
        assert text[start:end].strip(" \n") == line.strip(" ")


@pytest.mark.parametrize(
    ("text", "lines", "starts"),
    [
        ("ab cd", ("ab", "cd"), [0, 3]),
        ("ab\n\ncd", ("ab", "", "cd"), [0, 3, 4]),
        ("ab  \n cd", ("ab", " cd"), [0, 5]),
        ("ab\n  cd", ("ab", "cd"), [0, 5]),
        ("0//  /", ("0//", " /"), [0, 4]),
    ],
)
def test_spaces_and_line_ends_belong_to_the_line_before(text, lines, starts) -> None:
    assert line_starts(text, lines) == starts
