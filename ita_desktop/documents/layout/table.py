"""Lays out tables: rows may be split between lines, headings are repeated on every page.

Works row by row. A flow holds the remaining lines of a cell; a box is the part of a cell on one
page. A row is as high as the flows that end in it require. A row that does not fit moves to the
next page or, if it is long, is split: each box takes the lines that fit, the rest follows on the
next page.
"""

from dataclasses import dataclass, replace

from ita_desktop.documents import styles
from ita_desktop.documents.content import ContinuedCell, Paragraph, Table, Vertical
from ita_desktop.documents.layout.grid import (
    MOST_REPEATED,
    PlacedCell,
    again,
    before_last,
    going_on,
    placed,
)
from ita_desktop.documents.layout.pages import Element, PdfPages, Region, RuledBox, height_of
from ita_desktop.documents.layout.paragraphs import TextLine, TextSetter
from ita_desktop.documents.layout.pictures import picture_lines

_PADDING = styles.ABOVE + styles.BELOW
_FEW = 2
"""Least number of lines kept before the page break within a row."""
_NEAR = 0.01
_DEEPEST = 99
"""Deeper than every group row."""


class _Flow:
    """The lines of a cell that are not printed yet."""

    def __init__(self, lines: list[TextLine], padding: float) -> None:
        self._lines = lines
        self._padding = padding
        self._at = 0
        self.again = False
        """Whether all of it was printed on an earlier page already."""

    @property
    def done(self) -> bool:
        return self._at >= len(self._lines)

    @property
    def left(self) -> int:
        """Number of the remaining lines."""
        return len(self._lines) - self._at

    @property
    def need(self) -> float:
        """Height of the remaining lines, with the cell's padding."""
        return height_of(self._lines[self._at :]) + self._padding

    @property
    def opening(self) -> float:
        """Height of the next lines that must stay together, also with what they head, or of the
        next picture with its caption, with the cell's padding."""
        end = self._at + (1 if self.shows_picture else _FEW)
        while end < len(self._lines) and self._lines[end - 1].keep_next:
            end += 1
        return height_of(self._lines[self._at : end]) + self._padding

    @property
    def shows_picture(self) -> bool:
        """Whether the next line is a picture."""
        return not self.done and bool(self._lines[self._at].images)

    def take(self, room: float, at_least: int = 0) -> list[TextLine]:
        """Takes the next lines that fit into ``room`` with the cell's padding."""
        left = room - self._padding + _NEAR
        taken: list[TextLine] = []
        while not self.done:
            line = self._lines[self._at]
            left -= line.height + (line.before if taken else 0.0)
            if left < 0 and len(taken) >= at_least:
                break
            taken.append(line)
            self._at += 1
        if not self.done and not at_least:
            self._give_back(taken)
        return taken

    def leave(self, taken: list[TextLine], least: int) -> None:
        """Returns lines to the flow until it has the ``least`` number of them, if a few of those
        ``taken`` last remain and none is a picture."""
        count = least - self.left
        while 0 < count < len(taken) and taken[-count - 1].keep_next:
            count += 1
        is_text = not any(line.images for line in self._lines[self._at - count :])
        if 0 < count <= len(taken) - _FEW and is_text:
            del taken[-count:]
            self._at -= count

    def _give_back(self, taken: list[TextLine]) -> None:
        """Returns lines to the flow that must stay with the next one, or would leave a single
        line."""
        alone = len(self._lines) - self._at == 1 and len(taken) > _FEW
        while taken and (alone or taken[-1].keep_next):
            taken.pop()
            self._at -= 1
            alone = False


@dataclass(slots=True)
class _Box:
    """The part of a cell on the current page, from ``top`` downwards.

    ``region`` is reserved when the box begins, so that a merged cell comes before the later rows it
    covers in reading order.
    """

    place: PlacedCell
    flow: _Flow
    top: float
    region: Region
    again: bool = False
    """Whether all of it is on an earlier page already."""


def _ended(lines: list[TextLine]) -> list[TextLine]:
    """Returns the lines of a cell, of which the last one with text says that the cell ends."""
    last = next((at for at in reversed(range(len(lines))) if lines[at].text.strip()), None)
    if last is None:
        return lines
    return [*lines[:last], replace(lines[last], ends="\t"), *lines[last + 1 :]]


def _between(table: Table) -> float:
    """Returns the space below rows without borders, so that pictures do not touch."""
    pictured = any(cell.pictures for row in table.rows for cell in row.cells)
    return styles.PICTURE_GAP * styles.MM if pictured else 0.0


class TableSetter:
    """Lays out one table on pages; ``after`` is the height to keep with its last row."""

    def __init__(
        self, table: Table, pages: PdfPages, setter: TextSetter, after: float = 0.0
    ) -> None:
        self._table = table
        self._pages = pages
        self._setter = setter
        self._after = after
        self._above = styles.ABOVE if table.borders else 0.0
        self._padding = _PADDING if table.borders else _between(table)
        self._side = styles.SIDE if table.borders else 0.0
        self._sides = 2 * styles.SIDE if table.borders else styles.COLUMN_GAP
        self._longest = (styles.WHOLE if table.whole_rows else styles.SHORT) * pages.height
        """Height up to which a row is moved rather than split."""
        self._left = pages.left + table.indent * styles.MM
        full = pages.width - table.indent * styles.MM
        total = sum(column.share for column in table.columns)
        self._edges = [0.0]
        for column in table.columns:
            self._edges.append(self._edges[-1] + column.share / total * full)
        count = len(table.columns)
        self._set: dict[tuple[int, str], tuple[PlacedCell, list[TextLine]]] = {}
        """Lines by cell id and suffix; the stored cell keeps the id valid."""
        self._headed = 0.0
        """Height of the repeated headings and group rows, in points."""
        self._heading = placed(table.heading, count)
        self._sources = table.rows
        if sum(self._heights(self._heading)) > MOST_REPEATED * pages.height:
            self._heading = ()
            self._sources = (*table.heading, *table.rows)
        self._headed = sum(self._heights(self._heading))
        repeated = self._repeated_height()
        self._repeats_groups = 0.0 < repeated <= MOST_REPEATED * pages.height
        """Whether group rows are repeated."""
        self._headed += repeated if self._repeats_groups else 0.0
        self._before_last = before_last(self._sources)
        self._rows = placed(self._sources, count)
        self._flows = [[self._flow(place) for place in row] for row in self._rows]
        self._open: list[_Box] = []
        self._groups: list[tuple[int, tuple[PlacedCell, ...]]] = []
        """The last group row of each depth, for repetition."""
        self._body_top = 0.0
        self._elements: dict[int, Element] = {}
        """The elements of the cells in the structure, by their ids."""

    def lay(self) -> None:
        if self._pages.room < self.opening() and not self._pages.at_top:
            self._pages.new_page()
        self._elements = self._pages.structure.cells(self._table, self._heading, self._rows)
        self._set_fixed(self._heading)
        self._body_top = self._pages.y
        for number in range(len(self._rows)):
            self._pages.here = replace(self._pages.here, row=number)
            self._set_row(number)

    def _reserve(self, place: PlacedCell, *, again: bool = False) -> Region:
        return self._pages.reserve(None if again else self._elements.get(id(place)))

    def opening(self) -> float:
        """Returns the height that the table needs to begin: headings and the beginning of a row."""
        return sum(self._heights(self._heading)) + self._opening_of(0)

    def height(self) -> float:
        """Returns the height of the table with all its rows, were it on one page."""
        return sum(self._heights(self._heading)) + sum(self._heights(self._rows))

    def _repeated_height(self) -> float:
        """Returns the greatest height of the repeated group rows."""
        if self._table.repeat_groups is ContinuedCell.EMPTY:
            return 0.0
        places = placed(self._sources, len(self._table.columns))
        highest: dict[int, float] = {}
        for source, row in zip(self._sources, places, strict=True):
            if source.group and row:
                [height] = self._heights((row,), self._table.mark)
                highest[source.depth] = max(height, highest.get(source.depth, 0.0))
        return sum(highest.values())

    def _flow(self, place: PlacedCell, suffix: str = "") -> _Flow:
        """Returns a flow of all lines of a cell; the lines are cached."""
        known = self._set.get((id(place), suffix))
        if known is None:
            known = self._set[id(place), suffix] = (place, self._lines(place, suffix))
        return _Flow(known[1], self._padding)

    def _lines(self, place: PlacedCell, suffix: str) -> list[TextLine]:
        left, right = self._edges[place.column], self._edges[place.column + place.columns]
        paragraphs = place.cell.paragraphs or (Paragraph((), "cell"),)
        if suffix:
            paragraphs = going_on(paragraphs, suffix)
        width = right - left - self._sides
        lines = [line for paragraph in paragraphs for line in self._setter.lines(paragraph, width)]
        if place.cell.pictures:
            lines = lines if place.cell.paragraphs else []
            highest = self._pages.height - self._headed - 2 * self._padding
            lines += picture_lines(place.cell.pictures, self._setter, width, highest)
        return _ended(lines)

    # Rows that are not split: headings and repeated group rows.

    def _heights(self, rows: tuple[tuple[PlacedCell, ...], ...], suffix: str = "") -> list[float]:
        heights: list[float] = []
        places = [place for row in rows for place in row]
        first = places[0].row if places else 0
        for number in range(len(rows)):
            needs = [
                self._flow(place, "" if place.column else suffix).need
                - sum(heights[place.row - first :])
                for place in places
                if place.last_row - first == number
            ]
            heights.append(max(needs, default=self._padding))
        return heights

    def _set_fixed(
        self, rows: tuple[tuple[PlacedCell, ...], ...], suffix: str = "", *, again: bool = False
    ) -> None:
        heights = self._heights(rows, suffix)
        first = rows[0][0].row if rows else 0
        for place in (place for row in rows for place in row):
            top = self._pages.y + sum(heights[: place.row - first])
            bottom = top + sum(heights[place.row - first : place.last_row - first + 1])
            flow = self._flow(place, "" if place.column else suffix)
            self._finish(_Box(place, flow, top, self._reserve(place, again=again), again), bottom)
        self._pages.y += sum(heights)

    # Body rows.

    def _set_row(self, number: int) -> None:
        top = self._pages.y
        self._open += [
            _Box(place, flow, top, self._reserve(place))
            for place, flow in zip(self._rows[number], self._flows[number], strict=True)
        ]
        too_high = self._pages.room + _NEAR < self._least_height(number)
        if top > self._body_top and (too_high or self._stays_with_what_follows(number)):
            self._move_to_next_page(number)
        behind = self._opening_of(number + 1) if self._is_few_left(number) else 0.0
        while (height := self._height(number)) > self._pages.room + _NEAR:
            self._split_row(number)
        if height > self._longest and height + behind > self._pages.room + _NEAR:
            self._split_row(number)
            height = self._height(number)
        bottom = self._pages.y + height
        for box in [box for box in self._open if box.place.last_row == number]:
            self._open.remove(box)
            self._finish(box, bottom)
        self._pages.y = bottom
        source = self._sources[number]
        if source.group:
            above = [(depth, row) for depth, row in self._groups if depth < source.depth]
            self._groups = [*above, (source.depth, self._rows[number])]

    def _stays_with_what_follows(self, number: int) -> bool:
        """Returns whether this last row moves to the next page to stay with the text after the
        table."""
        after = self._after_row(number)
        return after > 0 and self._height(number) + after > self._pages.room + _NEAR

    def _height(self, number: int) -> float:
        """Returns the height that row ``number`` still needs on this page."""
        needs = [self._padding]
        for box in self._open:
            if box.place.last_row == number:
                need = box.flow.need - (self._pages.y - box.top)
                needs.append(min(need, self._pages.room) if box.flow.again else need)
        return max(needs)

    def _least_height(self, number: int) -> float:
        """Returns the height needed to begin row ``number`` here: all of a short row, some lines of
        a long one, and for a group row also the beginning of the next row."""
        if together := self._kept_together(number):
            return together
        height = self._height(number)
        if self._sources[number].group:
            return height + self._opening_of(number + 1)
        if height > self._longest:
            return self._opening_of(number)
        begun = (box for box in self._open if box.place.row == number and box.flow.shows_picture)
        return max([height, *(box.flow.opening for box in begun)])

    def _opening_of(self, number: int) -> float:
        if number >= len(self._rows):
            return 0.0
        if together := self._kept_together(number):
            return together
        whole = max((flow.need for flow in self._flows[number]), default=self._padding)
        if self._sources[number].group:
            return whole + min(self._opening_of(number + 1), styles.WHOLE * self._pages.height)
        if whole <= self._longest:
            return whole + self._after_row(number)
        return max(
            flow.need if self._repeats(place) and flow.need <= self._longest else flow.opening
            for place, flow in zip(self._rows[number], self._flows[number], strict=True)
        )

    def _kept_together(self, number: int) -> float:
        """Returns the height of the rows from ``number`` on that stay on one page, 0 for a single
        row: rows that share a cell, the first two rows, and the last two."""
        rows = self._rows
        if not rows[number] or any(
            box.place.row < number <= box.place.last_row for box in self._open
        ):
            return 0.0
        end, limit = self._end(number), 1.0 if self._table.whole_rows else MOST_REPEATED
        begins = number == 0 and not self._sources[0].group
        last = len(rows) - 1
        if end == number < last and (begins or number == self._before_last):
            # Of the last two rows each may be short by itself.
            end, limit = (
                (self._end(number + 1), styles.SHORT) if begins else (last, 2 * styles.SHORT)
            )
        if end == number:
            return 0.0
        whole = sum(self._heights(rows[number : end + 1]))
        return whole + self._after_row(end) if whole <= limit * self._pages.height else 0.0

    def _after_row(self, number: int) -> float:
        """Returns the height to keep with row ``number``: with the last one, what follows."""
        return self._after if number == len(self._rows) - 1 else 0.0

    def _end(self, number: int) -> int:
        """Returns the last row that row ``number`` shares cells with, directly or indirectly."""
        end = number
        while number <= end:
            end = max((end, *(place.last_row for place in self._rows[number])))
            number += 1
        return end

    def _repeats(self, place: PlacedCell) -> bool:
        return self._table.columns[place.column].on_break is not ContinuedCell.EMPTY

    def _move_to_next_page(self, number: int) -> None:
        """Begins the next page before row ``number``; cells from rows above are split there."""
        bottom = self._pages.y
        above = [box for box in self._open if box.place.row < number]
        for box in above:
            self._set_box(box, bottom, box.flow.take(bottom - box.top))
        self._begin_next_page(number, above)

    def _split_row(self, number: int) -> None:
        """Splits row ``number`` at the foot of the page."""
        bottom = self._pages.bottom
        shares = [(box, box.flow.take(bottom - box.top)) for box in self._open]
        if not any(lines for box, lines in shares if not box.flow.again):
            # What stays together fits on no page: fill this one, let a first line overflow it.
            shares = [(box, box.flow.take(bottom - box.top, at_least=1)) for box in self._open]
        self._leave_enough(number, shares)
        ends = [box.top + height_of(lines) + self._padding for box, lines in shares]
        bottom = max(self._pages.y + self._padding, *ends)
        for box, lines in shares:
            self._set_box(box, bottom, lines)
        here = self._pages.here
        self._pages.here = replace(here, within=True)
        self._begin_next_page(number, list(self._open))
        self._pages.here = here

    def _leave_enough(self, number: int, shares: list[tuple[_Box, list[TextLine]]]) -> None:
        """Leaves so many lines of the last row for the next page that this looks like one."""
        own = [(box, lines) for box, lines in shares if lines and not box.flow.again]
        if not own or (number < len(self._rows) - 1 and not self._is_few_left(number)):
            return
        longest, lines = max(own, key=lambda each: (each[0].flow.left, height_of(each[1])))
        longest.flow.leave(lines, styles.LAST_CELL_LINES)

    def _is_few_left(self, number: int) -> bool:
        """Returns whether but a single row follows its group rows, of fewer lines than a page
        should have."""
        if number != self._before_last:
            return False
        flows = self._flows[-1]
        return not any(flow.left >= styles.LAST_LINES or flow.shows_picture for flow in flows)

    def _begin_next_page(self, number: int, parted: list[_Box]) -> None:
        """Begins a page with the headings; cells of ``parted`` that are fully printed are
        repeated."""
        self._pages.new_page()
        self._set_fixed(self._heading, again=True)
        self._repeat_groups(number)
        self._body_top = self._pages.y
        for box in self._open:
            box.top, box.region = self._pages.y, self._reserve(box.place)
        for box in parted:
            self._repeat_cell(box)

    def _repeat_groups(self, number: int) -> None:
        """Repeats the group rows above row ``number``."""
        if not self._repeats_groups:
            return
        source = self._sources[number]
        depth = source.depth if source.group else _DEEPEST
        rows = [row for group, row in self._groups if group < depth and row]
        marked = self._table.repeat_groups is ContinuedCell.REPEAT_CONTINUED
        for row in rows:
            goes_on = marked and row is rows[-1] and not source.group
            self._set_fixed((row,), self._table.mark if goes_on else "", again=True)

    def _repeat_cell(self, box: _Box) -> None:
        if not (box.flow.done or box.flow.again):
            return
        on_break = again(self._table.columns[box.place.column], box.place.cell)
        if (
            on_break is not ContinuedCell.EMPTY
            and self._flow(box.place).need > MOST_REPEATED * self._pages.height
        ):
            on_break = ContinuedCell.EMPTY
        suffix = self._table.mark if on_break is ContinuedCell.REPEAT_CONTINUED else ""
        box.flow = (
            _Flow([], self._padding)
            if on_break is ContinuedCell.EMPTY
            else self._flow(box.place, suffix)
        )
        box.flow.again = True

    def _finish(self, box: _Box, bottom: float) -> None:
        """Places the last part of a cell."""
        need = box.flow.need
        if box.place.cell.vertical is Vertical.MIDDLE and not box.flow.again:
            lift = max((bottom - box.top - need) / 2, 0.0)
        else:
            lift = 0.0
        self._set_box(box, bottom, box.flow.take(bottom - box.top), lift)

    def _set_box(self, box: _Box, bottom: float, lines: list[TextLine], lift: float = 0.0) -> None:
        left = self._left + self._edges[box.place.column]
        right = self._left + self._edges[box.place.column + box.place.columns]
        if self._table.borders:
            box.region.marks.append(RuledBox(left, box.top, right - left, bottom))
        y = box.top + self._above + lift
        again = box.again or box.flow.again
        for number, line in enumerate(lines):
            y += line.before if number else 0.0
            self._pages.put_line(line, left + self._side, y, box.region, again=again)
            y += line.height
