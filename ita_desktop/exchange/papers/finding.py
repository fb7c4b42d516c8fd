"""Finds official papers in a document and puts each in a table of one row."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.exchange.blocks import Block, Paragraph, SourceBlocks, Table, TextRun
from ita_desktop.exchange.files.assembling import text_sheet
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.kinds.letters import LETTERS
from ita_desktop.exchange.kinds.measures.measures import MEASURES
from ita_desktop.exchange.kinds.meetings import MEETINGS
from ita_desktop.exchange.kinds.remarks import REMARKS
from ita_desktop.exchange.kinds.roster.orders import ORDERS
from ita_desktop.exchange.papers import letter, measures, meeting, order, remarks
from ita_desktop.exchange.papers.lines import NumberedLine, Reading, paper_lines, table_of
from ita_desktop.exchange.papers.made_sheet import PAPER_SHEET, is_list
from ita_desktop.exchange.papers.order_lists import with_order_lists
from ita_desktop.exchange.report.lines.lines import is_report
from ita_desktop.exchange.sheets import SheetRow


@dataclass(frozen=True, slots=True)
class _PaperKind:
    """How papers of a kind are found and read."""

    kind: ImportKind[object]
    starts: Callable[[Sequence[NumberedLine], int], bool]
    """Whether one begins at the line of this index."""
    read: Callable[[Sequence[NumberedLine], Sequence[Block]], Reading]
    """Reads the one that begins with the first line; the blocks are those of the document."""
    is_paper: bool = True
    """Whether it is a paper of its own; else a list, which papers may have within."""


_KINDS: Final = (
    _PaperKind(ORDERS, order.starts, order.read_order),
    _PaperKind(LETTERS, letter.starts, letter.read_letter),
    _PaperKind(MEETINGS, meeting.starts_agenda, meeting.read_agenda_paper),
    _PaperKind(MEETINGS, meeting.starts_minutes, meeting.read_minutes_paper),
    _PaperKind(REMARKS, remarks.starts, remarks.read_remarks, is_paper=False),
    _PaperKind(MEASURES, measures.starts, measures.read_measure, is_paper=False),
)
_ABOVE: Final = 5
"""Greatest number of lines above the first paper of a document that begins with it."""


def with_papers(document: SourceBlocks, source: str) -> SourceBlocks:
    """Return a document called ``source`` with each official paper in it as a further table in the
    place of its lines, and what of the paper was not read as remarks; as it is if there is none."""
    document = _with_lists(document)
    lines = paper_lines(document.blocks)
    begins = _begins(lines)
    if not all(kind.is_paper for _, kind in begins) and is_report([text_sheet(document, source)]):
        # The report of results reads its remarks itself, beside the scores.
        begins = [(at, kind) for at, kind in begins if kind.is_paper]
    if not begins:
        return document
    taken: set[int] = set()
    amended: set[int] = set()
    papers: list[Table] = []
    notes = list(document.remarks)
    tables = sum(isinstance(block, Table) for block in document.blocks)
    ends = [at for at, _ in begins[1:]] + [len(lines)]
    for (first, kind), last in zip(begins, ends, strict=True):
        others = (lines[at].block for at, each in begins if at > first and each.kind is ORDERS)
        end = next(others, len(document.blocks))
        reading = kind.read(lines[first:last], document.blocks[:end])
        if reading.amends:
            amended.update(range(lines[first].block, end))
        # What else is in a document that does not begin with a paper, is none of the paper.
        to_end = reading.only_paper and begins[0][0] <= _ABOVE
        reading.note_unread(_outside_tables(lines[first:last]), to_end=to_end)
        taken |= reading.tables | {line.block for line in lines if line.number in reading.taken}
        notes += reading.remarks
        if rows := reading.rows or [reading.values] * bool(reading.values):
            name = Phrase(PAPER_SHEET, number=len(papers) + 1)
            sheet = table_of(kind.kind, name, rows, reading.title, source)
            papers.append(Table(sheet, tables + len(papers) + 1))
    kept = [
        _amending(block) if at in amended else block
        for at, block in enumerate(document.blocks)
        if at not in taken
    ]
    blocks = _under_title([*kept, *papers])
    return replace(document, blocks=tuple(blocks), remarks=tuple(notes))


def _amending(block: Block) -> Block:
    """Return a block of an order that amends another one: a list says so."""
    if isinstance(block, Table) and is_list(block.sheet):
        return replace(block, sheet=replace(block.sheet, is_amendment=True))
    return block


def _with_lists(document: SourceBlocks) -> SourceBlocks:
    """Return a document with the lists of each order in it behind that order."""
    lines = paper_lines(document.blocks)
    if not any(order.starts(lines, at) for at in range(len(lines))):
        return with_order_lists(document)
    document = replace(document, blocks=tuple(_lines_apart(document.blocks)))
    lines = paper_lines(document.blocks)
    begins = [lines[at].block for at in range(len(lines)) if order.starts(lines, at)]
    edges = [0, *begins[1:], len(document.blocks)]
    blocks: list[Block] = []
    remarks = list(document.remarks)
    for number, (first, last) in enumerate(pairwise(edges), 1):
        tables = sum(isinstance(block, Table) for block in blocks)
        part = with_order_lists(SourceBlocks(document.blocks[first:last]), number, tables)
        blocks += part.blocks
        remarks += part.remarks
    return replace(document, blocks=tuple(blocks), remarks=tuple(remarks))


def _lines_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, each line of a paragraph as one: some type an order with line breaks."""
    for block in blocks:
        if not isinstance(block, Paragraph) or "\n" not in block.text.strip():
            yield block
            continue
        first, *more = block.text.strip().split("\n")
        yield replace(block, runs=(TextRun(first),))
        for line in more:
            yield Paragraph((TextRun(line),), level=block.level, page=block.page)


def begins_with_paper(document: SourceBlocks) -> bool:
    """Return whether a document is an official paper from its first lines on."""
    begins = _begins(paper_lines(document.blocks))
    return bool(begins) and begins[0][0] <= _ABOVE and begins[0][1].is_paper


def _begins(lines: Sequence[NumberedLine]) -> list[tuple[int, _PaperKind]]:
    """Return the index of the first line of each paper, with its kind. What is in an agenda or in
    minutes belongs to these."""
    found: list[tuple[int, _PaperKind]] = []
    for at in range(len(lines)):
        within = bool(found) and found[-1][1].is_paper
        kinds = (kind for kind in _KINDS if kind.is_paper or not within)
        found += [(at, kind) for kind in kinds if kind.starts(lines, at)]
    return found


def _outside_tables(lines: Sequence[NumberedLine]) -> list[NumberedLine]:
    return [line for line in lines if not line.in_table]


def _under_title(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, the lists of the only order below its title: it says for which year they
    are."""
    orders = [block for block in blocks if isinstance(block, Table) and _title_of(block)]
    if len(orders) != 1:
        return list(blocks)
    above = SheetRow(-1, (_title_of(orders[0]),))
    return [
        replace(block, sheet=replace(block.sheet, rows=(above, *block.sheet.rows)))
        if isinstance(block, Table) and is_list(block.sheet)
        else block
        for block in blocks
    ]


def _title_of(table: Table) -> str:
    """Return the title of a table with an order; empty for any other."""
    rows = table.sheet.rows
    is_order = ORDERS.column("title").heading in (rows[1].values if len(rows) > 1 else ())
    return str(rows[0].values[0]) if is_order and rows[0].number < 0 else ""
