"""An item that lost points last year and has no measure this year."""

from collections.abc import Iterator
from decimal import Decimal

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Item
from ita_desktop.domain.scores.progress import OIT, tree_of
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.checked_year import CheckedYear
from ita_desktop.services.checks.issues import CheckIssue, Severity
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.texts.recorded import of_item

_FULL = Decimal(100)
"""What an OIT item has to reach: the check gives all or nothing."""


def below_target(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield this year's items whose score of the year before is below the office's target (an OIT
    item's below 100), without a measure for them or for their indicator. Survey items are left out
    while no target is set, and all items while the year has no measures."""
    data = subject.data
    if subject.before is None or not data.measures:
        return
    answered = {item.item_code for item in data.measure_items}
    indicators = {
        measure.indicator for measure in data.measures if not data.items_of_measure(measure.id)
    }
    for item, score in _scores(data, subject.before):
        target = _FULL if item.code in _published(data) else data.target
        if target is None or score >= target:
            continue
        if item.code not in answered and item.indicator not in indicators:
            yield _issue(subject.before.year, item, score, target)


def _published(data: YearData) -> set[str]:
    return {item.code for item in data.framework.items_of(OIT)}


def _scores(data: YearData, before: YearData) -> Iterator[tuple[Item, Decimal]]:
    """Yield the items of this year with the scores of the items that they continue."""
    from ita_desktop.frameworks.crosswalk_file import crosswalk

    old, new = before.framework, data.framework
    links = crosswalk(old, new).between(old.code, new.code, [item.code for item in old.items])
    nodes = tree_of(before).nodes
    for link in links:
        score = nodes[link.old].value if link.goes_on and link.old in nodes else None
        if score is not None and link.new in new.item_by_code:
            yield new.item_by_code[link.new], score


def _issue(year: int, item: Item, score: Decimal, target: Decimal) -> CheckIssue:
    text = Phrase(
        "ข้อ {code} ได้ {score} ในปี {year} ต่ำกว่าเป้าหมาย {target} แต่ไม่มีมาตรการ",
        code=item.code,
        score=f"{score:.2f}",
        year=year,
        target=f"{target:.2f}",
    )
    fix = Phrase("เพิ่มมาตรการของข้อนี้")
    where, place = of_item(item.code).where, Place(PageKey.MEASURES)
    return CheckIssue(Severity.WARNING, "no-measure", where, text, fix, place=place)
