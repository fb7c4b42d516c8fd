"""Cells of the measures table that name several things, or belong to several measures.

Items and owners stay as a cell was typed (``O1 – O9, O11-O14``): the text stands beside what it
means. It is shown and printed as long as the row is of these, in their order. Codes one beside the
other are no text of their own, but in a table that came in: there they are a row.

Items that share a measure share all of its cells. In addition, an official table may merge single
cells of different measures. Cells with equal text are not shared: only those that were shared in
the window or merged in an imported sheet.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, Final, Protocol, Self, TypeVar

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Assignment, Measure, OwnerRole
from ita_desktop.domain.scores.results import Finding
from ita_desktop.domain.text import to_arabic
from ita_desktop.domain.tracking.units import Responsible
from ita_desktop.domain.year import YearData

_T_co = TypeVar("_T_co", covariant=True)


OWNERS: Final = "owners"
SCHEDULE: Final = "schedule"
MONITORING: Final = "monitoring"
FINDING: Final = "finding"
METHOD: Final = "method"
COLUMNS: Final = (FINDING, METHOD, OWNERS, SCHEDULE, MONITORING)
"""The columns whose cells can be shared."""


_BETWEEN: Final = lazy_re(r"\s*[,\n]\s*")


class Typed(tuple[_T_co, ...]):  # noqa: SLOT001 - it has a text
    """What a cell means; equal to the tuple whatever its ``text``."""

    text: str = ""

    @classmethod
    def of(cls, meant: Iterable[_T_co], text: str) -> Self:
        """Return what a text means."""
        made = cls(meant)
        made.text = text
        return made


NOTHING_TYPED: Final = Typed[str]()


def text_of(value: object) -> str:
    """Return the text that a value was typed as; empty if it has none of its own."""
    return value.text if isinstance(value, Typed) else ""


BETWEEN: Final = lazy_re(r"[\s,;]+")
BLANKS: Final = lazy_re(r"\s+")


def typed_items(codes: Sequence[str], text: str, between: re.Pattern[str] = BETWEEN) -> Typed[str]:
    """Return the codes that a text means, with the text unless that says nothing but the codes and
    what is ``between`` them."""
    plain = between.split(to_arabic(text).strip(" ,;"))
    return Typed.of(codes, "" if len(codes) < 2 or plain == list(codes) else text)


def items_fields(codes: Iterable[str], typed: Sequence[str]) -> dict[str, Any]:
    """Return the fields of a measure or finding of items that keep them as typed; empty texts if
    they have none of their own, or it means others."""
    meant = tuple(codes)
    text = text_of(typed) if tuple(typed) == meant else ""
    return {"items_typed": text, "items_meant": " ".join(meant) if text else ""}


def items_of_measure(data: YearData, measure: Measure) -> Typed[str]:
    """Return the items of a measure; with their text, if they are still what it meant."""
    return items_as_typed(measure, (link.item_code for link in data.items_of_measure(measure.id)))


def items_of_finding(data: YearData, finding: Finding) -> Typed[str]:
    """Return the items of a finding like :func:`items_of_measure`."""
    return items_as_typed(finding, (link.item_code for link in data.items_of_finding(finding.id)))


def items_as_typed(record: Measure | Finding, codes: Iterable[str]) -> Typed[str]:
    """Return the items of a record, which it has or will have."""
    items = tuple(codes)
    means = bool(record.items_typed) and record.items_meant == " ".join(items)
    return Typed.of(items, record.items_typed if means else "")


def items_text(items: Collection[str], between: str = " ") -> str:
    """Return items as typed, else their codes."""
    return text_of(items) or between.join(items)


class OwnerLike(Responsible, Protocol):
    """An owner, stored or not."""

    @property
    def role(self) -> OwnerRole: ...


def meaning_of(owners: Iterable[OwnerLike]) -> str:
    """Return what tells whether owners are the same in the same order: 16 hexadecimal digits."""
    each = (f"{it.unit_id}\t{it.person_id}\t{it.post}\t{it.role.value}" for it in owners)
    return sha256("\n".join(each).encode()).hexdigest()[:16]


def as_typed(record: Assignment | Measure | None, owners: Iterable[OwnerLike]) -> str:
    """Return the owners of a record as typed; empty if they were not, or are others now."""
    if record is None or not record.owners_typed:
        return ""
    return record.owners_typed if meaning_of(owners) == record.owners_meant else ""


def owners_fields(owners: Iterable[OwnerLike], text: str) -> dict[str, Any]:
    """Return the fields of an assignment or measure that keep its owners as typed; empty texts if
    they have none of their own. The name of a person stands in the register alone, where it is
    erased."""
    meant = tuple(owners)
    kept = "" if any(owner.person_id for owner in meant) else text
    return {"owners_typed": kept, "owners_meant": meaning_of(meant) if kept else ""}


def own_text(text: str, names: Iterable[str]) -> str:
    """Return the text of owners; empty if it says nothing but their names: one beside the other is
    what is printed anyway, and ";" is our own mark between them."""
    return "" if ";" in text or _BETWEEN.split(text) == list(names) else text


def keys_of(measure: Measure) -> dict[str, str]:
    """Return the keys of the shared cells of a measure, by column.

    >>> keys_of(Measure(id="", year_id="", indicator="", method="", shares="owners:a finding:b"))
    {'owners': 'a', 'finding': 'b'}
    """
    pairs = (part.partition(":") for part in measure.shares.split())
    return {column: key for column, _, key in pairs if column and key}


def written(keys: Mapping[str, str]) -> str:
    """Format keys for :attr:`Measure.shares`."""
    return " ".join(f"{column}:{keys[column]}" for column in COLUMNS if keys.get(column))


def shared(measures: Iterable[Measure]) -> dict[tuple[str, str], list[Measure]]:
    """Return the measures of each shared cell, by column and key."""
    found: dict[tuple[str, str], list[Measure]] = {}
    for measure in measures:
        for pair in keys_of(measure).items():
            found.setdefault(pair, []).append(measure)
    return found
