"""A year's own copy of its framework: one row a part, so that each part has its own history.

A correction by circular changes a row here and nothing in the shipped file.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ita_desktop.domain.framework import (
    Framework,
    Indicator,
    Instrument,
    Item,
    Level,
    LevelSet,
)
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import FiscalYear, Record
from ita_desktop.storage.codec import decode, encode

_PARTS: dict[str, type] = {
    "instrument": Instrument,
    "indicator": Indicator,
    "item": Item,
    "level": Level,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkNode(Record):
    """One part of a year's framework; ``content`` is the part as JSON."""

    year_id: str
    kind: str
    code: str
    content: str
    position: int = 0


def framework_nodes(year_id: str, framework: Framework) -> list[FrameworkNode]:
    """The rows that keep a copy of ``framework`` in a year."""
    parts: list[tuple[str, Instrument | Indicator | Item | Level]] = [
        *(("instrument", one) for one in framework.instruments),
        *(("indicator", one) for one in framework.indicators),
        *(("item", one) for one in framework.items),
        *(("level", one) for one in framework.levels.levels),
    ]
    return [
        FrameworkNode(
            id=new_id(),
            year_id=year_id,
            kind=kind,
            code=part.code,
            content=content_of(part),
            position=position,
        )
        for position, (kind, part) in enumerate(parts)
    ]


def content_of(part: Instrument | Indicator | Item | Level) -> str:
    """The JSON text that keeps a framework part; fields at their defaults are left out."""
    plain = encode(part)
    bare = {name: value for name, value in plain.items() if value not in (None, "", [], False)}
    if isinstance(part, Item) and part.reversed is False:
        bare["reversed"] = False
    return json.dumps(bare, ensure_ascii=False, separators=(",", ":"))


def changed_node(node: FrameworkNode, part: Instrument | Indicator | Item | Level) -> FrameworkNode:
    """The row with another content."""
    return replace(node, content=content_of(part))


def framework_of(year: FiscalYear, nodes: Iterable[FrameworkNode]) -> Framework:
    """The framework that a year's rows hold, in their order."""
    parts: dict[str, list[object]] = {kind: [] for kind in _PARTS}
    for node in nodes:
        parts[node.kind].append(decode(_PARTS[node.kind], json.loads(node.content)))
    return Framework(
        code=year.framework_code,
        title=year.framework_title,
        fiscal_years=(year.year,),
        instruments=tuple(parts["instrument"]),  # type: ignore[arg-type]
        indicators=tuple(parts["indicator"]),  # type: ignore[arg-type]
        items=tuple(parts["item"]),  # type: ignore[arg-type]
        levels=LevelSet(
            code=year.level_set,
            name="",
            levels=tuple(parts["level"]),  # type: ignore[arg-type]
        ),
        response_system=year.response_system,
    )
