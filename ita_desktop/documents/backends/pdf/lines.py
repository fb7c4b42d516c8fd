"""Writes lines of text as PDF operators."""

from ita_desktop.documents.ink.letters import EmbeddedFont
from ita_desktop.documents.layout.text.lines import Show, TextLine


class LinePainter:
    """Writes lines in the fonts of a document."""

    def __init__(self, regular: EmbeddedFont, bold: EmbeddedFont) -> None:
        self._regular, self._bold = regular, bold

    def paint(self, line: TextLine, left: float, top: float, *, again: bool = False) -> str:
        """Returns the operators of a line whose top left corner is at ``left``, ``top`` (points,
        upwards). What is printed ``again`` is an artifact of its page.

        The line is marked content with its text as ActualText: without it, shaped glyphs give wrong
        text when copied, searched or read aloud. It ends with what is between it and the next
        line, so that paragraphs and cells are whole again where they are copied or imported.
        """
        baseline = top - line.baseline
        dots = "".join(
            f"q [0.1 2] 0 d 1 J 0.8 w {left + x:.2f} {baseline - line.drop:.2f} m "
            f"{left + x + width:.2f} {baseline - line.drop:.2f} l S Q\n"
            for x, width in line.dots
        )
        rules = "".join(
            f"{left + x:.2f} {baseline - line.drop:.2f} {width:.2f} 0.5 re f\n"
            for x, width in line.rules
        )
        if not line.text.strip():
            return f"{rules}{dots}"
        shows = "".join(
            f"BT 1 0 0 1 {left + show.x:.2f} {baseline:.2f} Tm {self._shown(show)}ET "
            for show in line.shows
        )
        actual = f"{line.text}{'' if again else line.ends}".encode("utf-16-be").hex()
        text = f"/Span<</ActualText<feff{actual}>>>BDC {shows}EMC\n{rules}{dots}"
        if again:
            return f"/Artifact<</Type/Pagination>>BDC {text}EMC\n"
        return f"/H{line.heading} BMC {text}EMC\n" if line.heading else text

    def _shown(self, show: Show) -> str:
        """Returns the operators of a run of text; the colour is reset to black after it."""
        operators = ""
        for part in show.parts:
            letter = self._bold if part.bold else self._regular
            pieces = "".join(letter.show(piece, show.size) for piece in part.pieces)
            operators += f"/{letter.resource} {show.size:.4g} Tf[{pieces}]TJ "
        if not show.color:
            return operators
        parts = " ".join(f"{int(show.color[at : at + 2], 16) / 255:.3g}" for at in (0, 2, 4))
        return f"{parts} rg {operators}0 g "
