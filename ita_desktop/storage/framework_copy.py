"""A year's own copy of its framework: one row a part, so that each part has its own history.

A correction by circular changes a row here and nothing in the shipped file.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import MISSING, fields
from typing import ClassVar, TypeVar

from ita_desktop.domain.framework import (
    CalendarDefault,
    Framework,
    Indicator,
    Instrument,
    Item,
    LevelSet,
    SourceDocument,
)
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.personal.marks import NotPersonal
from ita_desktop.domain.records import FiscalYear, Record
from ita_desktop.storage.codec import decode, encode

_P = TypeVar("_P")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkNode(Record):
    """One part of a year's framework; ``content`` is the part as JSON."""

    unique: ClassVar = ("year_id", "kind", "code")

    year_id: str
    kind: NotPersonal
    code: NotPersonal
    content: NotPersonal
    position: int = 0


@dataclass(frozen=True, slots=True)
class _About:
    """What a framework says of itself."""

    code: str = "about"
    notes: tuple[str, ...] = ()
    calendar: tuple[CalendarDefault, ...] = ()
    sources: tuple[SourceDocument, ...] = ()


Part = Instrument | Indicator | Item | LevelSet | _About

_KINDS: dict[type, str] = {
    Instrument: "instrument",
    Indicator: "indicator",
    Item: "item",
    LevelSet: "level_set",
    _About: "about",
}


ORIGIN = "origin"
"""The kind of the row that remembers what a year's copy was made from."""


def origin_node(year_id: str, framework: Framework) -> FrameworkNode:
    """The row that remembers ``framework`` part by part, as digests: a part that is shipped
    differently one day has been corrected since."""
    return FrameworkNode(
        id=new_id(), year_id=year_id, kind=ORIGIN, code=framework.code, content=_origin(framework)
    )


def _origin(framework: Framework) -> str:
    return json.dumps(digests(framework), ensure_ascii=False, separators=(",", ":"))


def origin_of(nodes: Iterable[FrameworkNode]) -> dict[str, str] | None:
    """What a year's copy was made from, as :func:`digests` has it; None where it is not known."""
    row = next((node for node in nodes if node.kind == ORIGIN), None)
    if row is None:
        return None
    found = json.loads(row.content)
    return {str(name): str(digest) for name, digest in found.items()}


def digests(framework: Framework) -> dict[str, str]:
    """A short digest of each part by ``kind code``, the title among them."""
    parts = {f"{node.kind} {node.code}": node.content for node in framework_nodes("", framework)}
    parts["title"] = f"{framework.title}\n{framework.response_system}"
    return {
        place: hashlib.blake2b(content.encode(), digest_size=6).hexdigest()
        for place, content in parts.items()
    }


def framework_nodes(year_id: str, framework: Framework) -> list[FrameworkNode]:
    """The rows that keep a copy of ``framework`` in a year."""
    about = _About(notes=framework.notes, calendar=framework.calendar, sources=framework.sources)
    parts: list[Part] = [
        *framework.instruments,
        *framework.indicators,
        *framework.items,
        framework.levels,
        about,
    ]
    return [
        FrameworkNode(
            id=new_id(),
            year_id=year_id,
            kind=_KINDS[type(part)],
            code=part.code,
            content=content_of(part),
            position=position,
        )
        for position, part in enumerate(parts)
    ]


def content_of(part: Part) -> str:
    """The JSON text that keeps a framework part; fields at their defaults are left out."""
    plain = encode(part)
    shown = {
        field.name: plain[field.name]
        for field in fields(part)
        if field.default is MISSING or getattr(part, field.name) != field.default
    }
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":"))


def framework_of(year: FiscalYear, nodes: Iterable[FrameworkNode]) -> Framework:
    """The framework that a year's rows hold, in their order."""
    rows = tuple(nodes)
    about = next(iter(_parts(rows, _About)), _About())
    return Framework(
        code=year.framework_code,
        title=year.framework_title,
        fiscal_years=(year.year,),
        instruments=_parts(rows, Instrument),
        indicators=_parts(rows, Indicator),
        items=_parts(rows, Item),
        levels=next(iter(_parts(rows, LevelSet)), LevelSet(year.level_set, "", ())),
        response_system=year.response_system,
        notes=about.notes,
        calendar=about.calendar,
        sources=about.sources,
    )


def _parts(rows: Iterable[FrameworkNode], cls: type[_P]) -> tuple[_P, ...]:
    return tuple(decode(cls, json.loads(row.content)) for row in rows if row.kind == _KINDS[cls])
