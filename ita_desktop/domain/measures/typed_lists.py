"""Values of cells that name several things, with the text that they were typed as.

Items as a cell was typed (``O1 – O9, O11-O14``): the text stands beside the codes that it means.

It is shown and printed as long as a measure or finding is of these items, in their order. Codes one
beside the other are no text of their own, but in a table that came in: there they are a row.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final, Self, TypeVar

from ita_desktop.domain.analysis.findings import Finding
from ita_desktop.domain.records import Measure
from ita_desktop.domain.text import to_arabic
from ita_desktop.domain.year import YearData

_T_co = TypeVar("_T_co", covariant=True)


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


BETWEEN: Final = re.compile(r"[\s,;]+")
BLANKS: Final = re.compile(r"\s+")


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
