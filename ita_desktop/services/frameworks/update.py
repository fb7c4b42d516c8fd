"""Compares a year's own framework with another: the shipped one after a correction, or a file.

The year stores a digest of each part as it was shipped when the copy was made, which tells
corrections from the clerk's own changes; only corrections are proposed.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

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
    """One difference and its origin."""

    difference: Difference
    corrected: bool
    """The shipped part was changed since the year's copy was made."""
    edited: bool
    """The part was edited in this year."""

    @property
    def proposed(self) -> bool:
        """Whether it is selected by default."""
        return self.corrected and not self.edited


@dataclass(frozen=True, slots=True)
class FrameworkUpdate:
    """Another framework for a year, and the differences."""

    framework: Framework
    rows: tuple[UpdateRow, ...]
    is_shipped: bool

    @property
    def proposed(self) -> tuple[Key, ...]:
        """The differences that are selected by default."""
        return tuple(row.difference.key for row in self.rows if row.proposed)


def correction(workspace: Workspace, year: int) -> FrameworkUpdate | None:
    """Return the shipped framework if it was corrected since the year's copy was made; None if
    there is nothing new.

    Reads the shipped files (about 0.1 s): call it when idle, not at start-up.
    """
    found = compared_with_shipped(workspace, year)
    return found if found is not None and any(row.corrected for row in found.rows) else None


def is_own(workspace: Workspace, year: int) -> bool:
    """Return whether the year's framework differs from the shipped one: edited, or from a file."""
    data = workspace.year(year)
    origin = origin_of(workspace.framework_nodes(data.fiscal_year.id))
    return origin is None or origin != digests(data.framework)


def compared_with_shipped(workspace: Workspace, year: int) -> FrameworkUpdate | None:
    """Compare the year's framework with the shipped one of the same code; None if there is none."""
    data = workspace.year(year)
    shipped = shipped_as(data.framework.code, year)
    return None if shipped is None else _compared(workspace, data, shipped, is_shipped=True)


def compared_with(workspace: Workspace, year: int, other: Framework) -> FrameworkUpdate:
    """Compare the year's framework with one from a file, adapted to that year."""
    return _compared(workspace, workspace.year(year), other, is_shipped=False)


def _compared(
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
    """Return the digest keys of the parts that a difference concerns."""
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
    """Apply the chosen differences in one unit of work. Entries are kept.

    Differences to a shipped framework that are not chosen are not proposed again. Raises
    InputError, and writes nothing, if the framework would become unusable.
    """
    data = workspace.year(year)
    new = merged(data.framework, update.framework, chosen)
    if not differences(
        new, update.framework
    ):  # it is that framework now, and no draft if that is none
        new = replace(new, drafted_from=update.framework.drafted_from)
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
