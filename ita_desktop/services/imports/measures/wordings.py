"""Compares the wordings of items in a file's tables with those of findings and measures."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ita_desktop.domain.analysis.findings import FindingItem
from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.records import MeasureItem
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.measures.measures import MeasureRow
from ita_desktop.services.imports.draft import update
from ita_desktop.services.imports.plan import Write
from ita_desktop.services.linking import own_title


def source_apart(year: YearData, row: MeasureRow) -> MeasureRow:
    """Return a row whose steps end with the printed source, with that in its own place."""
    if row.source or "\n" not in row.method:
        return row
    from ita_desktop.documents.reports.measures.source_line import without_source

    method, source = without_source(year, row.method)
    return replace(row, method=method, source=source) if source else row


def title_writes(
    year: YearData,
    links: Iterable[FindingItem | MeasureItem],
    titles: Mapping[str, str],
    beside: Iterable[FindingItem | MeasureItem] = (),
    printed: Iterable[FindingItem] = (),
) -> list[Write]:
    """Return the writes that set the file's wordings by item code in ``links``; an empty one
    changes nothing. A table prints one wording per item, so a link without wording does not get one
    that a link in ``beside`` has. If the table prints the wordings of ``printed`` links, one of
    theirs is not set either."""
    writes: list[Write] = []
    present = defaultdict(set)
    for other in beside:
        present[other.item_code].add(to_arabic(other.title))
    of_others = defaultdict(set)
    for finding_item in printed:
        item = year.framework.item_by_code.get(finding_item.item_code)
        words = finding_item.title or (item.title if item is not None else "")
        of_others[finding_item.item_code].add(key(to_arabic(words)))
    for link in links:
        if not titles.get(link.item_code):
            continue
        own = own_title(link.item_code, titles[link.item_code])
        if key(to_arabic(own)) in of_others[link.item_code]:
            continue
        official = year.framework.item_by_code.get(link.item_code)
        known = {to_arabic(link.title)}
        if not link.title:
            known |= present[link.item_code]
        if not link.title and official is not None and key(own) == key(official.title):
            continue
        # The table may be printed with Thai digits.
        if to_arabic(own) not in known:
            writes.extend(update(link, {"title": own}))
    return writes


def add_wording(titles: dict[str, str], codes: Sequence[str], title: str, *, merged: bool) -> None:
    """Add a row's wording of its items to ``titles``. If its other cells are ``merged`` with the
    rows above, a different wording of an item is a further line: Excel makes separate rows of the
    paragraphs of a Word cell."""
    for code in codes:
        known = titles.get(code, "")
        lines = known.split("\n")
        if not known:
            titles[code] = title
        elif merged and len(codes) == 1:
            have = set(map(key, lines))
            new = [part for part in title.split("\n") if part and key(part) not in have]
            titles[code] = "\n".join([*lines, *new])
