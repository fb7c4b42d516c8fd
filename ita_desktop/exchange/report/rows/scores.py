"""Reads table rows with scores of indicators, instruments, items and the total."""

import re
from collections.abc import Sequence
from decimal import Decimal

from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.scoring import round_score
from ita_desktop.exchange.remarks import LineError
from ita_desktop.exchange.report import statements
from ita_desktop.exchange.report.lines import nodes, numbers
from ita_desktop.exchange.report.lines.lines import ReportLine
from ita_desktop.exchange.report.lines.nodes import Node
from ita_desktop.exchange.report.lines.numbers import NumberRow, row_of
from ita_desktop.exchange.report.lines.sections import INSTRUMENTS, ReportPart
from ita_desktop.exchange.report.results import ReportedFigure, Weighted
from ita_desktop.exchange.report.rows.above import LONGEST, Above
from ita_desktop.exchange.report.rows.collected import Collected

_OF_POINTS = re.compile(r"(\d{1,3}\.\d{1,2})\s*/\s*(\d{1,3})(?!\d)")
_IN_BRACKETS = re.compile(
    r"\(\s*(?:คะแนนเฉลี่ย|คะแนน|ได้)?\s*(\d{1,3}(?:\.\d{1,2})?)\s*คะแนน\s*\)"
    r"|\(\s*คะแนนเฉลี่ย\s*(\d{1,3}(?:\.\d{1,2})?)\s*\)"
)
_WHOLE = re.compile(r"(.*?)(?<![\d.,])(\d{1,3})\s*คะแนน")
_WHOLE_CELL = re.compile(r"\d{1,3}", re.ASCII)
_SHORT, _SHORTEST = 8, 3
"""Minimum lengths of a title, and of its part in a narrow column."""
_CALLED = frozenset((TOTAL, *INSTRUMENTS.values()))


class ScoreRows:
    """Reads rows of scores, and scores on a later line than their code."""

    def __init__(self, above: Above, read: Collected) -> None:
        self._above = above
        self._read = read
        self._side_by_side: tuple[Node, ...] = ()
        """Headings whose figures are on the next line."""

    def indicator(self, piece: ReportLine, row: NumberRow) -> bool:
        """Read ``ตัวชี้วัดที่ 1 … 98.75``."""
        node = nodes.indicator_at(piece.text)
        if node is None:
            return False
        self._above.give_up_waiting()
        self._above.question = None
        found = numbers.decimals_in(node.remainder)
        if len(found) == 1:
            words = (
                node.remainder[: found[0].start()].rstrip("( ").removesuffix("คะแนนเฉลี่ย").strip()
            )
            self._add(piece, Node(node.code, words), found[0][0])
        elif found:
            raise _too_many(piece)
        elif whole := _WHOLE.fullmatch(node.remainder):
            self._add(piece, Node(node.code, whole[1].strip()), whole[2])
        elif len(piece.cells) > 1 and row.shape == "i":
            self._add(piece, Node(node.code, row.words), row.numbers[0].text)
        else:
            self._above.waiting = (piece, node)
        return True

    def read_adjacent(self, piece: ReportLine, row: NumberRow) -> bool:
        """Read adjacent headings of instruments, and all their figures below."""
        if heads := nodes.adjacent_instruments(piece.text):
            self._above.give_up_waiting()
            self._side_by_side = heads
            return True
        heads, self._side_by_side = self._side_by_side, ()
        if not heads or row.words or len(row.numbers) != len(heads):
            return False
        for node, number in zip(heads, row.numbers, strict=True):
            self._add(piece, node, number.text)
        return True

    def instrument(self, piece: ReportLine, row: NumberRow) -> bool:
        """Read ``คะแนน IIT (30%) 29.66``, ``คะแนน ITA 98.75``."""
        node = nodes.instrument_at(row.words) if len(row.numbers) < 2 else None
        if node is None:
            return False
        self._above.give_up_waiting()
        if not row.numbers:
            self._above.waiting = (piece, node)
        else:
            self._add(piece, node, row.numbers[0].text)
        return True

    def item(self, piece: ReportLine, row: NumberRow) -> bool:
        """Read ``I1 … 98.75``, perhaps without the letter, or with the score in brackets."""
        text, above = piece.text, self._above
        if found := _OF_POINTS.search(text):
            return self._of_points(piece, found)
        if codes := nodes.items_at(text):
            return self._items_together(piece, codes)
        node = nodes.item_at(text, above.letter, above.item)
        if node is None:
            return False
        in_brackets = _IN_BRACKETS.search(node.remainder)
        decimals = numbers.decimals_in(node.remainder)
        if node.bare and not (decimals or in_brackets or self._is_named(text, node)):
            return False
        above.give_up_waiting()
        above.words = None
        above.item = node.code
        asked = not node.code.startswith("O")  # respondents are not asked about OIT items
        above.question = (INSTRUMENTS[node.code[0]], node.code, "") if asked else None
        if in_brackets:
            words = node.remainder[: in_brackets.start()].strip()
            self._add(piece, Node(node.code, words), in_brackets[1] or in_brackets[2])
        elif len(decimals) > 1:
            above.question = None
            raise _too_many(piece)
        elif decimals:
            at = decimals[0]
            remark = node.remainder[at.end() :].replace("คะแนน", "", 1).strip(" |")
            words = node.remainder[: at.start()].strip()
            title = remark and not words and not node.code.startswith("O")
            self._add(piece, Node(node.code, remark if title else words), at[0], remark)
        elif row.numbers and len(piece.cells) > 1 and row.shape == "i":
            self._add(piece, node, row.numbers[0].text)
        elif whole := _whole_in_cell(piece.cells):
            self._add(piece, node, whole)
        else:
            above.waiting = (piece, node)
        return True

    def _is_named(self, text: str, node: Node) -> bool:
        """Return whether a bare number is followed by an item's title."""
        last = self._above.item[1:]
        is_next = last.isdecimal() and node.code == f"{self._above.letter}{int(last) + 1}"
        return text[:1].isdigit() and len(node.remainder) > (_SHORTEST if is_next else _SHORT)

    def _items_together(self, piece: ReportLine, codes: Sequence[str]) -> bool:
        """Read ``O1 – O5, O7-O9 (100 คะแนน)``: one score for all of them."""
        found = _IN_BRACKETS.search(piece.text)
        if found is None:
            return False
        self._above.give_up_waiting()
        self._above.item, self._above.question = codes[-1], None
        for code in codes:
            self._add(piece, Node(code, ""), found[1] or found[2])
        return True

    def _of_points(self, piece: ReportLine, found: re.Match[str]) -> bool:
        """Read ``O1-O43 … 25.24/40``: points of the instrument's weight."""
        first = piece.text[:1]
        letter = first if first in INSTRUMENTS else self._above.section.instrument
        points, full = Decimal(found[1]), Decimal(found[2])
        if not letter or not 0 < full <= numbers.FULL:
            return False
        if points > full:
            raise LineError("คะแนน “{text}” มากกว่าคะแนนเต็ม", text=found[0])
        value = round_score(points * 100 / full)
        self._read.figures.append(ReportedFigure(piece.origin, INSTRUMENTS[letter], value))
        return True

    def waited_for(self, piece: ReportLine, row: NumberRow) -> bool:
        """Read the score of the code above, alone on its line or beside a level."""
        if self._above.waiting is None:
            return False
        beside = statements.score_before_level(piece.text)
        if not (beside or row.shape == "d"):
            return False
        (first, node), self._above.waiting = self._above.waiting, None
        if beside:
            row = row_of(beside)
        whole = node._replace(remainder=f"{node.remainder} {row.words}".strip())
        # The figure after “คะแนน ITA” is its score; after an item it may be that of another row.
        self._read.whole[first.origin] = f"{first.text} … {piece.text}"
        joined = bool(whole.remainder) or node.code not in _CALLED
        self._add(first, whole, row.numbers[0].text, joined=joined)
        return True

    def title_goes_on(self, piece: ReportLine) -> None:
        """Add text below a code without score to its title."""
        if self._above.waiting is None or any(map(str.isdigit, piece.text)):
            return
        first, node = self._above.waiting
        remainder = f"{node.remainder} {piece.text}".strip()
        self._above.waiting = (first, node._replace(remainder=remainder))
        if len(remainder) > LONGEST:
            self._above.give_up_waiting()

    def _add(
        self, piece: ReportLine, node: Node, text: str, remark: str = "", *, joined: bool = False
    ) -> None:
        value = numbers.score(row_of(text).numbers[0])
        if node.weight is not None:
            self._read.weighted.append(Weighted(piece.origin, node.code, node.weight, value))
            return
        self._read.figures.append(
            ReportedFigure(
                piece.origin,
                node.code,
                value,
                node.remainder,
                remark if node.code.startswith("O") else "",
                joined=joined,
                summary=self._above.part is ReportPart.SUMMARY,
            )
        )


def _whole_in_cell(cells: Sequence[str]) -> str:
    """Return the only cell with a whole number, wherever it is in its row: a score of 100 may be
    before the title; empty if there is none or more than one."""
    found = [cell for cell in cells[1:] if _WHOLE_CELL.fullmatch(cell)]
    return found[0] if len(found) == 1 else ""


def _too_many(piece: ReportLine) -> LineError:
    return LineError("บรรทัดนี้มีคะแนนมากกว่าหนึ่งค่า: “{text}”", text=numbers.quoted(piece.text))
