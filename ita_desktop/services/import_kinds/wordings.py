"""The wordings of items in a file's tables beside those that findings and measures have."""

from collections.abc import Iterable, Mapping, Sequence

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.findings import FindingItem
from ita_desktop.domain.records import MeasureItem
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services.import_kinds.draft import update
from ita_desktop.services.import_plan import Write
from ita_desktop.services.linking import own_title


def title_writes(
    year: YearData,
    links: Iterable[FindingItem | MeasureItem],
    titles: Mapping[str, str],
    *,
    one_for_all: bool,
) -> list[Write]:
    """What gives ``links`` the wordings of a file, by item code; one that says nothing changes
    nothing. ``one_for_all``: the table prints one wording of an item for all its findings and
    measures, so a link without one does not get that of another."""
    writes: list[Write] = []
    for link in links:
        if not titles.get(link.item_code):
            continue
        own = own_title(year, link.item_code, titles[link.item_code])
        present = {link.title}
        if one_for_all and not link.title:
            others: tuple[FindingItem | MeasureItem, ...] = (
                *year.finding_items,
                *year.measure_items,
            )
            present = {one.title for one in others if one.item_code == link.item_code}
        # A table may print them with Thai digits.
        if to_arabic(own) not in map(to_arabic, present):
            writes.extend(update(link, {"title": own}))
    return writes


def add_wording(titles: dict[str, str], codes: Sequence[str], title: str, *, merged: bool) -> None:
    """Adds what a row calls its items to the ``titles`` of those above. Where its other cells are
    ``merged`` with theirs, one that names its item in other words is a further line: Excel makes
    rows of the paragraphs of a cell from Word."""
    for code in codes:
        known = titles.get(code, "")
        lines = known.split("\n")
        if not known:
            titles[code] = title
        elif merged and len(codes) == 1:
            have = set(map(key, lines))
            new = [one for one in title.split("\n") if one and key(one) not in have]
            titles[code] = "\n".join([*lines, *new])
