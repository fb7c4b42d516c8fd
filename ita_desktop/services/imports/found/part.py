"""A part of the imported files: rows of one kind for one fiscal year."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, Protocol, Self

from ita_desktop.domain.records import FiscalYear, Organisation
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.evidence.seen import NO_BELIEF, Belief
from ita_desktop.services.imports.name_questions import NameAnswer
from ita_desktop.services.imports.plan import Consent, PlannedChange

NOT_SURE: Final = "ไม่ได้เลือกไว้ เพราะไม่แน่ใจว่าเป็น “{title}” ของสำนักงานเขต: {why}"


class Removals(StrEnum):
    """What becomes of the rows of the year that a part lacks."""

    NONE = "none"
    LISTED = "listed"
    """They are shown to be removed, and selected by a person alone."""
    SELECTED = "selected"


@dataclass(frozen=True)
class Part:
    """Rows of one kind, from one or more tables of a file; what a person decided about them."""

    kind: str
    """The name of the kind; empty if it is unknown."""
    year: int | None
    """The Buddhist fiscal year that its titles state; None if they state none."""
    source: ImportSource
    """The file with the rows of this part only; places are those of the file."""
    place: str
    """Where it is in the file, a phrase; empty for a whole file."""
    rows: int = 0
    """Number of rows of data."""
    doubts: tuple[Remark, ...] = ()
    """What to check about kind, year and rows."""
    is_of_each_year: bool = False
    """Whether it is one of several years whose scores stand side by side, to be chosen from."""
    is_of_name: bool = False
    """Whether the name of the file alone states its year."""
    is_text: bool = False
    """Whether it is text without a table."""
    others: tuple[str, ...] = ()
    """Names of the kinds that it may be as well."""
    belief: Belief = NO_BELIEF
    """What speaks for its kind, and against it."""
    is_taken: bool = True
    """Whether it is to be imported."""
    asked_year: int | None = None
    """The Buddhist fiscal year that a person chose instead."""
    body: str = ""
    """The name of the body that a person chose for all of its rows; it is added if need be."""
    unit: str = ""
    """The id of the unit that a person chose for the rows that name none."""
    removals: Removals = Removals.NONE
    is_by_title: bool = False
    """Whether its items are those that their titles name, whatever their codes."""
    answers: Mapping[str, NameAnswer] = field(default_factory=dict)
    """Answers about unknown names."""
    left_out: frozenset[Hashable] = frozenset()
    """The changes that are not to be made, see :func:`change_key`."""
    is_decided: bool = False
    """Whether a person decided about its changes, conflicts included."""
    file: int = 0
    """The index of its file."""
    key: int = 0
    """The index in the list of parts, once all are known."""

    def taken(self) -> Self:
        """Return it as a person takes it, without the doubt by which it was not."""
        doubts = tuple(doubt for doubt in self.doubts if doubt.template != NOT_SURE)
        return replace(self, is_taken=True, doubts=doubts)

    @property
    def lists_all(self) -> bool:
        """Whether what it lacks of its list may be taken out: a file with all rows of a year."""
        is_whole = kind_named(self.kind).lists_whole_year or self.source.own_list is not None
        return is_whole and not self.source.pasted

    @property
    def consent(self) -> Consent | None:
        """The yes by which it is taken after all; None if it is taken, or needs a choice: of its
        kind, where nothing says that it is one of ours, or its own words that it is none."""
        if self.is_taken or self.belief.is_sure or self.is_version:
            return None
        figures = self.kind == RESULTS.name and any(why.is_of_others for why in self.belief.against)
        if self.belief.office or figures:
            return Consent.OTHER_OFFICE
        if self.belief.is_other_list:
            return Consent.BY_TITLE
        return Consent.UNTICKED if self.belief.is_plausible else None

    @property
    def is_version(self) -> bool:
        """Whether it is one of several versions of a list, and of its kind otherwise."""
        against = self.belief.against
        return bool(against) and all(why.is_of_version for why in against)

    @property
    def is_wanted(self) -> bool:
        """Whether it is to be imported, and its kind is known."""
        return self.is_taken and bool(self.kind)


def change_key(change: PlannedChange) -> Hashable:
    """Return what tells a change from others when the file is compared again."""
    texts = () if change.origins else tuple(cell.new for cell in change.cells)
    return (change.action, change.origins, texts)


class YearSource(Protocol):
    """The years that an import is compared with."""

    def years(self) -> tuple[FiscalYear, ...]:
        """Return the fiscal years, oldest first."""

    def year(self, year: int, /) -> YearData:
        """Return all records of the Buddhist fiscal ``year``. Raises InputError if there is no such
        year."""

    def organisation(self) -> Organisation | None:
        """Return the district office."""

    def media(self, key: str, /) -> bytes | None:
        """Return the stored file with that key; None if there is none."""
