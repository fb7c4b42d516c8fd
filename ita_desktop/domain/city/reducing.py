"""Reduces a year of a district to what the city's overview holds of it."""

from collections import Counter
from dataclasses import replace
from datetime import date

from ita_desktop.domain.city.districts import (
    Blocked,
    DistrictYear,
    DueItem,
    FrameworkOutline,
    OutlineNode,
)
from ita_desktop.domain.city.measures import measures_of
from ita_desktop.domain.framework import TOTAL, Framework
from ita_desktop.domain.frameworks.draft import (
    FrameworkStatus,
    scores_are_draft,
    status_of,
)
from ita_desktop.domain.scores.progress import FULL_MARK, OIT, tree_of
from ita_desktop.domain.scores.scoring import ScoreTree
from ita_desktop.domain.year import YearData


def outline_of(framework: Framework) -> FrameworkOutline:
    """Return the outline of a framework: codes, names and places, without what items ask for."""
    nodes = tuple(
        OutlineNode(place.code, place.kind, place.name, place.parent)
        for place in framework.outline
        if place.code != TOTAL
    )
    levels = tuple(level.name for level in framework.levels.levels)
    return FrameworkOutline(framework.code, nodes, framework.links, levels)


def reduced(
    data: YearData,
    outline: FrameworkOutline,
    *,
    place: str = "",
    shown_day: date | None = None,
) -> DistrictYear:
    """Return a year with the scores that the program shows for it elsewhere.

    ``outline`` is that of the year's framework. Of ``data`` only units, assignments, evidence,
    check marks, scores, measures and the framework with its confirmations are needed.
    """
    tree, status = tree_of(data), status_of(data)
    is_draft = status is FrameworkStatus.DRAFT and scores_are_draft(data)
    return replace(
        _of_tree(tree, outline, data.year, status),
        drafted_from=data.framework.drafted_from if is_draft else "",
        open_items=_open_items(data, tree),
        measures=dict(Counter(link.item_code for link in data.measure_items)),
        done=tuple(measures_of(data)),
        place=place,
        shown_day=shown_day,
    )


def _of_tree(
    tree: ScoreTree, outline: FrameworkOutline, fiscal_year: int, status: FrameworkStatus
) -> DistrictYear:
    level, next_level = tree.level.level, tree.level.next_level
    nodes = tree.nodes
    return DistrictYear(
        fiscal_year=fiscal_year,
        outline=outline,
        values=tuple([nodes[node.code].value for node in outline.nodes]),
        total=tree.total.value,
        source=tree.total.source,
        known=tree.total.known,
        level=level.name if level is not None else "",
        next_level=next_level.name if next_level is not None else "",
        blocked_by=tuple(
            Blocked(block.subject, block.needs, block.has) for block in tree.level.blocks_next
        ),
        status=status,
        official=tuple([code for code, node in nodes.items() if node.official is not None]),
        partial=frozenset(
            node.code
            for node in outline.nodes
            if nodes[node.code].value is not None and nodes[node.code].known < FULL_MARK
        ),
    )


def _open_items(data: YearData, tree: ScoreTree) -> tuple[DueItem, ...]:
    found = []
    for item in data.framework.items_of(OIT):
        assignment = data.assignment_by_item.get(item.code)
        node = tree.nodes.get(item.code)
        if assignment is None or assignment.due is None or node is None:
            continue
        if node.value is None or node.value < FULL_MARK:
            found.append(DueItem(item.code, assignment.due))
    return tuple(found)
