"""A year's own framework beside another one: the shipped one after a correction, or a file.

The year remembers, part by part, what the program shipped when its copy was made. So what has been
corrected since is told from what the clerk has changed, and only the former is proposed.
"""

from collections.abc import Collection
from dataclasses import dataclass

from ita_desktop.domain.framework import Framework
from ita_desktop.domain.year import YearData
from ita_desktop.frameworks.difference import Difference, Key, differences, merged
from ita_desktop.services.frameworks.editing import refuse_broken
from ita_desktop.services.frameworks.own_copy import write_framework
from ita_desktop.services.years.years import shipped_as
from ita_desktop.storage.framework_copy import ORIGIN, digests, origin_node, origin_of
from ita_desktop.storage.workspace import Workspace


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """One difference, with what is known of how it came about."""

    difference: Difference
    corrected: bool
    """The part is shipped differently than when the year's copy was made."""
    edited: bool
    """The part was edited in this year."""

    @property
    def proposed(self) -> bool:
        """Whether to take it over unless the clerk says otherwise."""
        return self.corrected and not self.edited


@dataclass(frozen=True, slots=True)
class FrameworkUpdate:
    """Another framework for a year, and what would change."""

    framework: Framework
    rows: tuple[UpdateRow, ...]
    is_shipped: bool

    @property
    def proposed(self) -> tuple[Key, ...]:
        """The differences to be taken over unless the clerk says otherwise."""
        return tuple(row.difference.key for row in self.rows if row.proposed)


def correction(workspace: Workspace, year: int) -> FrameworkUpdate | None:
    """The shipped framework, where it has been corrected since the year's copy was made; None
    where there is nothing that the clerk has not seen.

    Reads the shipped files (some 0.1 s): for idle moments, not for a start.
    """
    found = beside_shipped(workspace, year)
    return found if found is not None and any(row.corrected for row in found.rows) else None


def is_own(workspace: Workspace, year: int) -> bool:
    """Whether the year's framework is another than the program ships: edited, or from a file."""
    data = workspace.year(year)
    origin = origin_of(workspace.framework_nodes(data.fiscal_year.id))
    return origin is None or origin != digests(data.framework)


def beside_shipped(workspace: Workspace, year: int) -> FrameworkUpdate | None:
    """The year's framework beside the one that the program ships under its code; None where it
    ships none."""
    data = workspace.year(year)
    shipped = shipped_as(data.framework.code, year)
    return None if shipped is None else _beside(workspace, data, shipped, is_shipped=True)


def beside(workspace: Workspace, year: int, other: Framework) -> FrameworkUpdate:
    """The year's framework beside one from a file, as it reads in that year."""
    return _beside(workspace, workspace.year(year), other, is_shipped=False)


def _beside(
    workspace: Workspace, data: YearData, other: Framework, *, is_shipped: bool
) -> FrameworkUpdate:
    origin = origin_of(workspace.framework_nodes(data.fiscal_year.id))
    own, new = digests(data.framework), digests(other)
    rows = []
    for difference in differences(data.framework, other):
        places = _places(difference, data.framework, other)
        known = {place: origin.get(place) for place in places} if origin is not None else None
        corrected = (
            is_shipped
            and known is not None
            and any(new.get(place) != digest for place, digest in known.items())
        )
        edited = known is not None and any(
            own.get(place) != digest for place, digest in known.items()
        )
        rows.append(UpdateRow(difference, corrected, edited))
    return FrameworkUpdate(other, tuple(rows), is_shipped)


def _places(difference: Difference, own: Framework, other: Framework) -> tuple[str, ...]:
    """Where the digests of the part are that a difference is of."""
    if difference.kind:
        return (
            f"{'item' if difference.kind == 'requirement' else difference.kind} {difference.of}",
        )
    if difference.key.field == "levels":
        return tuple({f"level_set {own.levels.code}", f"level_set {other.levels.code}"})
    if difference.key.field in {"notes", "calendar", "sources"}:
        return ("about about",)
    return ("title",)


def apply(
    workspace: Workspace, year: int, update: FrameworkUpdate, chosen: Collection[Key]
) -> None:
    """Takes the chosen differences over, in one unit of work. What was entered stays.

    What was not chosen of a shipped framework is declined: it is not proposed again. Raises
    InputError, and writes nothing, where the framework would no longer hold together.
    """
    data = workspace.year(year)
    new = merged(data.framework, update.framework, chosen)
    refuse_broken(data.framework, new)
    label = "ปรับกรอบการประเมินปี {year} {count} แห่ง" if chosen else "คงกรอบการประเมินปี {year} ไว้"
    with workspace.change(label, year=year, count=len(set(chosen))) as change:
        write_framework(change, workspace, data, new)
        if update.is_shipped:
            fresh = origin_node(data.fiscal_year.id, update.framework)
            nodes = workspace.framework_nodes(data.fiscal_year.id)
            row = next((node for node in nodes if node.kind == ORIGIN), None)
            if row is None:
                change.insert(fresh)
            else:
                change.update(row, code=fresh.code, content=fresh.content)
