"""The gain of completing an OIT item, in points (0-100) of OIT and of the total.

It is computed from the tree of the score bar, with last year's survey scores, with and without the
item complete. Unknown scores count as 0 in both cases, so that the gain does not depend on how much
else is known.
"""

from collections.abc import Mapping
from decimal import Decimal

from ita_desktop.domain.scores.progress import FULL_MARK, oit_items
from ita_desktop.domain.scores.scoring import ScoreGain, score_gain
from ita_desktop.domain.year import YearData
from ita_desktop.services.scores.scores import ScoreBarData


def item_score_gains(data: YearData, score_bar: ScoreBarData) -> Mapping[str, ScoreGain]:
    """Return the gain of completing each OIT item, by code.

    ``score_bar`` is that of ``data``. Complete items are left out, and so are items that are not in
    the score tree (unknown indicator), and items without a score below an entered score, which may
    already include them.
    """
    shown = score_bar.tree
    found: dict[str, ScoreGain] = {}
    # Items of one indicator with equal scores have the same gain, so it is computed once.
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
