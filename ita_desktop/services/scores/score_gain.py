"""What finishing an OIT item is worth, in points (0-100) of OIT and of the total.

The figures are those by which the score bar will move: they are taken from the tree that the
strip shows, with what it borrows from the year before, scored once with the item as it is and once
with the item complete. What nobody knows yet counts as 0 both times, so the worth of an item does
not hang on how much else is known.
"""

from collections.abc import Mapping
from decimal import Decimal

from ita_desktop.domain.scores.progress import FULL_MARK, oit_items
from ita_desktop.domain.scores.scoring import ScoreGain, score_gain
from ita_desktop.domain.year import YearData
from ita_desktop.services.scores.scores import ScoreBarData


def item_score_gains(data: YearData, score_bar: ScoreBarData) -> Mapping[str, ScoreGain]:
    """What each OIT item adds once it is complete, by code.

    ``score_bar`` is that of ``data``. Complete items are left out, and so are those that the
    score tree does not hold (their indicator is not known), and those without a score below a
    figure that was entered: it may have them already.
    """
    shown = score_bar.tree
    found: dict[str, ScoreGain] = {}
    # Items that stand alike beside one another add the same: one of them is scored.
    alike: dict[tuple[str, Decimal | None], ScoreGain] = {}
    for item in oit_items(data):
        node = shown.nodes.get(item.code)
        if node is None or (node.value is not None and node.value >= FULL_MARK):
            continue
        if shown.only_known_above(item.code):
            continue
        like = (item.indicator, node.value)
        if like not in alike:
            alike[like] = score_gain(data.framework, shown, item.code)
        found[item.code] = alike[like]
    return found
