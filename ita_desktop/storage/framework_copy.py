"""A year's own copy of its framework: one row per part, so that each has its own history.

Official corrections change rows here, and not the shipped file.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import MISSING, fields
from typing import Annotated, ClassVar, TypeVar

from ita_desktop.domain.errors import Phrase
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
from ita_desktop.domain.personal_marks import NotPersonal
from ita_desktop.domain.records import FiscalYear, Position, Record, new_id
from ita_desktop.domain.scores.crosswalk import FrameworkLink
from ita_desktop.storage.codec import decode, encode

_P = TypeVar("_P")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkNode(Record):
    """A part of a year's framework; ``content`` is JSON."""

    unique: ClassVar = ("year_id", "kind", "code")

    year_id: str
    kind: Annotated[NotPersonal, Phrase("ประเภท")]
    code: Annotated[NotPersonal, Phrase("รหัส")]
    content: Annotated[NotPersonal, Phrase("เนื้อหา")]
    position: Position = 0


@dataclass(frozen=True, slots=True)
class _About:
    """The properties of a framework itself."""

    code: str = "about"
    notes: tuple[str, ...] = ()
    calendar: tuple[CalendarDefault, ...] = ()
    sources: tuple[SourceDocument, ...] = ()
    links: tuple[FrameworkLink, ...] = ()


Part = Instrument | Indicator | Item | LevelSet | _About

_KINDS: dict[type, str] = {
    Instrument: "instrument",
    Indicator: "indicator",
    Item: "item",
    LevelSet: "level_set",
    _About: "about",
}


ORIGIN = "origin"
"""The kind of the row with the digests of the shipped framework."""


def origin_node(year_id: str, framework: Framework) -> FrameworkNode:
    """Return the row with the digests of ``framework``: a shipped part with another digest has been
    corrected since."""
    return FrameworkNode(
        id=new_id(), year_id=year_id, kind=ORIGIN, code=framework.code, content=_origin(framework)
    )


def _origin(framework: Framework) -> str:
    return json.dumps(digests(framework), ensure_ascii=False, separators=(",", ":"))


def origin_of(nodes: Iterable[FrameworkNode]) -> dict[str, str] | None:
    """Return the stored digests as :func:`digests` does; None if there are none."""
    row = next((node for node in nodes if node.kind == ORIGIN), None)
    if row is None:
        return None
    found = json.loads(row.content)
    return {str(name): str(digest) for name, digest in found.items()}


def digests(framework: Framework) -> dict[str, str]:
    """Return a short digest of each part, including the title, by ``kind code``."""
    parts = {f"{node.kind} {node.code}": node.content for node in framework_nodes("", framework)}
    parts["title"] = f"{framework.title}\n{framework.response_system}"
    return {
        place: hashlib.blake2b(content.encode(), digest_size=6).hexdigest()
        for place, content in parts.items()
    }


def framework_nodes(year_id: str, framework: Framework) -> list[FrameworkNode]:
    """Return the rows of a year's copy of ``framework``."""
    about = _About(
        notes=framework.notes,
        calendar=framework.calendar,
        sources=framework.sources,
        links=framework.links,
    )
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
    """Return a framework part as JSON; fields with default values are left out."""
    plain = encode(part)
    shown = {
        field.name: plain[field.name]
        for field in fields(part)
        if field.default is MISSING or getattr(part, field.name) != field.default
    }
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":"))


def framework_of(year: FiscalYear, nodes: Iterable[FrameworkNode]) -> Framework:
    """Return the framework in a year's rows, in their order."""
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
        drafted_from=year.drafted_from,
        links=about.links,
    )


def _parts(rows: Iterable[FrameworkNode], cls: type[_P]) -> tuple[_P, ...]:
    return tuple(decode(cls, json.loads(row.content)) for row in rows if row.kind == _KINDS[cls])
