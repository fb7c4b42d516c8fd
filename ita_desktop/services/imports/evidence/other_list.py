"""Lists of items that are not the year's: the same codes with other titles, of another year or of
other offices."""

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.paths import resource
from ita_desktop.services.imports.evidence.seen import MOST, Argument, Knowledge
from ita_desktop.services.imports.evidence.titles import ALIKE, Agreement, agreement
from ita_desktop.services.imports.items import likeness

_LISTS: Final = {
    "national": "บัญชี OIT ระดับประเทศ ปี {year} ไม่ใช่ของสำนักงานเขต",
    "vocational": "บัญชี OIT ของวิทยาลัยอาชีวศึกษา ปี {year} ไม่ใช่ของสำนักงานเขต",
}
"""Lists of others, by their names in the file."""
_LEAST: Final = 2
"""Number of titles from which a list is known by them."""
_SHOWN: Final = 3
"""Number of titles that are shown side by side."""


def other_list(
    titled: Sequence[tuple[str, str]], year: int | None, known: Knowledge
) -> Iterator[Argument]:
    """Yield why a list of codes with titles is not one of the Buddhist fiscal ``year``."""
    framework = known.framework(year)
    if framework is None or len(titled) < _LEAST:
        return
    found = agreement(titled, framework)
    if found.share >= MOST:
        return
    yield Argument(
        Phrase(
            "ชื่อ {count} ข้อไม่ตรงกับกรอบของปี: {pairs}",
            count=len(found.other) + len(found.unknown),
            pairs=_side_by_side(found),
        )
    )
    if name := _name_of(titled, known, found):
        yield Argument(Phrase("ตรงกับ{name}", name=name))


def _side_by_side(found: Agreement) -> str:
    return joined(
        *(
            Phrase(
                "{code} ในไฟล์ “{title}” ของปี “{official}”",
                code=code,
                title=shortened(title),
                official=shortened(official),
            )
            for code, title, official in found.other[:_SHOWN]
        )
    )


def _name_of(titled: Sequence[tuple[str, str]], known: Knowledge, own: Agreement) -> str:
    """Return the name of the list that most of the titles are of; empty if none is known."""
    best, share = "", own.share
    for number, framework in known.by_year.items():
        if (found := agreement(titled, framework).share) > max(share, MOST):
            best, share = Phrase("บัญชีข้อของปี {year}", year=number), found
    for (name, number), titles in _others().items():
        alike = [code for code, title in titled if likeness(title, titles.get(code, "")) >= ALIKE]
        if (found := len(alike) / len(titled)) > max(share, MOST):
            best = Phrase(_LISTS[name], year=number)
            share = found
    return best


@cache
def _others() -> dict[tuple[str, int], dict[str, str]]:
    """Return the titles by code of lists of others, by name and Buddhist fiscal year; some are only
    partly known."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    with resource("frameworks", "other_lists.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            titles = found.setdefault((row["list"], int(row["fiscal_year"])), {})
            titles[row["code"]] = row["title"]
    return found
