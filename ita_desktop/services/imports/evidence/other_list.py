"""Lists of items that are not the year's: the same codes with other titles, of another year or of
other offices."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.framework import Framework
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.paths import resource
from ita_desktop.services.imports.evidence.seen import MOST, Argument, Knowledge, is_title, title_of

_LISTS: Final = {
    "national": "บัญชี OIT ระดับประเทศ ปี {year} ไม่ใช่ของสำนักงานเขต",
    "vocational": "บัญชี OIT ของวิทยาลัยอาชีวศึกษา ปี {year} ไม่ใช่ของสำนักงานเขต",
}
"""Lists of others, by their names in the file."""
_LEAST: Final = 2
"""Number of titles from which a list is known by them."""
_SHOWN: Final = 3
"""Number of titles that are shown side by side."""


@dataclass(frozen=True, slots=True)
class _Agreement:
    """How far the titles beside codes are those of a framework."""

    agreed: tuple[str, ...]
    """Codes whose titles agree."""
    other: tuple[tuple[str, str, str], ...]
    """Codes with their titles in the file and in the framework, where these differ."""
    unknown: tuple[str, ...]
    """Codes that the framework lacks."""

    @property
    def share(self) -> float:
        """Share, 0 to 1, of the codes with a title of the framework; 0 of none."""
        count = len(self.agreed) + len(self.other) + len(self.unknown)
        return len(self.agreed) / count if count else 0.0


def _agreement(pairs: Iterable[tuple[str, str]], framework: Framework) -> _Agreement:
    """Compare titles by code with those of a framework."""
    agreed, other, unknown = list[str](), list[tuple[str, str, str]](), list[str]()
    for code, title in dict.fromkeys(pairs):
        official = title_of(framework, code)
        if not official:
            unknown.append(code)
        elif is_title(title, official):
            agreed.append(code)
        else:
            other.append((code, title, official))
    return _Agreement(tuple(agreed), tuple(other), tuple(unknown))


def other_list(
    titled: Sequence[tuple[str, str]], year: int | None, known: Knowledge
) -> Iterator[Argument]:
    """Yield why a list of codes with titles is not one of the Buddhist fiscal ``year``."""
    framework = known.framework(year)
    if framework is None or len(titled) < _LEAST:
        return
    found = _agreement(titled, framework)
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


def _side_by_side(found: _Agreement) -> str:
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


def _name_of(titled: Sequence[tuple[str, str]], known: Knowledge, own: _Agreement) -> str:
    """Return the name of the list that most of the titles are of; empty if none is known."""
    best, share = "", own.share
    for number, framework in known.by_year.items():
        if (found := _agreement(titled, framework).share) > max(share, MOST):
            best, share = Phrase("บัญชีข้อของปี {year}", year=number), found
    for (name, number), titles in _others().items():
        alike = [code for code, title in titled if is_title(title, titles.get(code, ""))]
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
