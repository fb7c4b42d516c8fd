"""Brings the tables of a document into the shapes that are read."""

from dataclasses import replace

from ita_desktop.exchange.blocks import Block, SourceBlocks, Table
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.reshaping.link_heads import with_link_heads
from ita_desktop.exchange.reshaping.link_lists import with_link_lists
from ita_desktop.exchange.reshaping.own_titles import with_codes
from ita_desktop.exchange.reshaping.plan_rows import without_actual_rows
from ita_desktop.exchange.reshaping.ticks import without_ticks
from ita_desktop.exchange.reshaping.years_down import with_scores_named, years_across
from ita_desktop.exchange.sheets import DataSheet


def reshaped(document: SourceBlocks, source: str) -> SourceBlocks:
    """Return a document called ``source`` whose lists of links are tables, and whose tables are in
    the shapes that are read, with what is to be reported."""
    blocks: list[Block] = []
    remarks = list(document.remarks)
    for block in with_link_lists(document.blocks, source):
        if not isinstance(block, Table):
            blocks.append(block)
            continue
        sheets, found = reshaped_sheet(block.sheet)
        blocks.extend(replace(block, sheet=sheet) for sheet in sheets)
        remarks.extend(found)
    return replace(document, blocks=tuple(blocks), remarks=tuple(remarks))


def reshaped_sheet(sheet: DataSheet) -> tuple[tuple[DataSheet, ...], tuple[Remark, ...]]:
    """Return a sheet as tables in the shapes that are read, and what is to be reported."""
    coded, titles = with_codes(sheet)
    headed, linked = with_link_heads(coded)
    planned, actual = without_actual_rows(headed)
    named, ticks = without_ticks(planned)
    sheets, turned = years_across(named)
    return tuple(map(with_scores_named, sheets)), (*titles, *linked, *actual, *ticks, *turned)
