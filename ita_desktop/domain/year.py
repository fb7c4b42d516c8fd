"""A fiscal year as one value: everything that pages, scores and documents read.

:class:`YearData` is immutable; after a change a new one is made that shares what did not change.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, TypeVar, get_args, get_origin

from ita_desktop.domain.analysis.findings import (
    Finding,
    FindingItem,
    FindingRows,
    FindingSource,
    MeasureFinding,
)
from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.documents.book import BookRows
from ita_desktop.domain.documents.wordings import WordingRows
from ita_desktop.domain.framework import TOTAL, Framework
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.letters.letters import (
    AgendaAttachment,
    Endorsement,
    Letter,
    LetterAttachment,
    LetterRecipient,
    LetterRows,
)
from ita_desktop.domain.meetings.meetings import (
    ActionItem,
    AgendaItem,
    Attendance,
    Meeting,
    MeetingBody,
    MeetingRows,
)
from ita_desktop.domain.records import (
    Answer,
    Assignment,
    AssignmentOwner,
    Body,
    Breakdown,
    Evidence,
    FiscalYear,
    GroupFigure,
    Measure,
    MeasureItem,
    MeasureOwner,
    Member,
    OfficeRows,
    Organisation,
    Owner,
    Person,
    Record,
    ScenarioScore,
    ScoreSource,
    Unit,
)
from ita_desktop.domain.roster.orders import (
    AppointmentOrder,
    Duty,
    OrderBody,
    OrderChange,
    OrderChangeKind,
    OrderRows,
)
from ita_desktop.domain.roster.tenures import Tenure, TenureRows
from ita_desktop.domain.text import key
from ita_desktop.domain.tracking.entries import Entry, Photo, TrackingRows

if TYPE_CHECKING:
    from ita_desktop.domain.roster.matching import UnitFinder
    from ita_desktop.domain.roster.post_keys import PostKeys

_R = TypeVar("_R", bound=Record)


@dataclass(frozen=True)
class YearData(
    OfficeRows,
    TenureRows,
    OrderRows,
    MeetingRows,
    LetterRows,
    FindingRows,
    TrackingRows,
    BookRows,
    WordingRows,
):
    """All records of one fiscal year with the people and units they name, each in its order."""

    organisation: Organisation
    fiscal_year: FiscalYear
    framework: Framework

    @cached_property
    def own_words(self) -> Mapping[str, str]:
        """The office's own texts of documents, by name."""
        return {one.name: one.text for one in self.wordings}

    @property
    def year(self) -> int:
        """The Buddhist fiscal year."""
        return self.fiscal_year.year

    def is_over(self, today: date) -> bool:
        """Whether the fiscal year has ended before the day ``today``."""
        return today > fiscal_year_bounds(self.year)[1]

    @cached_property
    def unit_by_id(self) -> Mapping[str, Unit]:
        return {unit.id: unit for unit in self.units}

    @cached_property
    def unit_finder(self) -> "UnitFinder":
        """Which unit a text means."""
        from ita_desktop.domain.roster.matching import UnitFinder

        return UnitFinder(self.units, self.organisation.name)

    @cached_property
    def person_by_id(self) -> Mapping[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def post_keys(self) -> "PostKeys":
        """By what posts are known, whatever they are called."""
        # A start asks nothing of posts, and patterns of names take long to compile.
        from ita_desktop.domain.roster.post_keys import PostKeys

        return PostKeys(self.unit_finder, self.units, self.organisation)

    @cached_property
    def tenures_by_post(self) -> Mapping[str, tuple[Tenure, ...]]:
        """Who ever held a post, by its key."""
        found: dict[str, list[Tenure]] = defaultdict(list)
        for one in self.tenures:
            found[self.post_keys.key(one.post, one.unit_id)].append(one)
        return {post: tuple(some) for post, some in found.items()}

    @cached_property
    def people_by_job(self) -> Mapping[str, tuple[Person, ...]]:
        """Whose position in the register names a post, by its key."""
        found: dict[str, list[Person]] = defaultdict(list)
        for one in self.people:
            if one.job_title:
                found[self.post_keys.key(one.job_title, one.unit_id)].append(one)
        return {post: tuple(some) for post, some in found.items()}

    @cached_property
    def _tenures(self) -> Mapping[str, tuple[Tenure, ...]]:
        return _grouped(self.tenures, "person_id")

    @cached_property
    def people_by_name(self) -> Mapping[str, tuple[Person, ...]]:
        """The people who have a name, without titles, by what it is compared by."""
        found: dict[str, tuple[Person, ...]] = {}
        for person in self.people:
            name = key(person.name)
            found[name] = (*found.get(name, ()), person)
        return found

    @cached_property
    def remark_by_node(self) -> Mapping[str, str]:
        """What the assessor remarks on items, by their codes: beside an official score or alone."""
        told = {one.node: one.text for one in self.remarks if one.node != TOTAL}
        official = (one for one in self.scores if one.source is ScoreSource.OFFICIAL)
        return told | {one.node: one.note for one in official if one.note and one.node != TOTAL}

    @property
    def printed_level(self) -> str:
        """The level as the official report prints it, beside its total or alone; empty where it
        prints none."""
        alone = (one.text for one in self.remarks if one.node == TOTAL)
        official = (one for one in self.scores if one.source is ScoreSource.OFFICIAL)
        beside = (one.note for one in official if one.node == TOTAL and one.note)
        return next(chain(beside, alone), "")

    @cached_property
    def assignment_by_item(self) -> Mapping[str, Assignment]:
        return {one.item_code: one for one in self.assignments}

    @cached_property
    def _members(self) -> Mapping[str, tuple[Member, ...]]:
        return _grouped(self.members, "body_id")

    @cached_property
    def _assignment_owners(self) -> Mapping[str, tuple[AssignmentOwner, ...]]:
        return _grouped(self.assignment_owners, "assignment_id")

    @cached_property
    def _measure_owners(self) -> Mapping[str, tuple[MeasureOwner, ...]]:
        return _grouped(self.measure_owners, "measure_id")

    @cached_property
    def _measure_items(self) -> Mapping[str, tuple[MeasureItem, ...]]:
        return _grouped(self.measure_items, "measure_id")

    @cached_property
    def _evidence(self) -> Mapping[str, tuple[Evidence, ...]]:
        return _grouped(self.evidence, "item_code")

    @cached_property
    def _answers(self) -> Mapping[str, tuple[Answer, ...]]:
        return _grouped(self.answers, "question")

    @cached_property
    def _scenario_scores(self) -> Mapping[str, tuple[ScenarioScore, ...]]:
        return _grouped(self.scenario_scores, "scenario_id")

    @property
    def target(self) -> Decimal | None:
        """The score that the office aims at; None where it has set none."""
        return self.targets[0].value if self.targets else None

    @cached_property
    def member_by_id(self) -> Mapping[str, Member]:
        return {member.id: member for member in self.members}

    @cached_property
    def body_by_id(self) -> Mapping[str, Body]:
        return {body.id: body for body in self.bodies}

    @cached_property
    def order_by_id(self) -> Mapping[str, AppointmentOrder]:
        return {order.id: order for order in self.orders}

    @cached_property
    def meeting_by_id(self) -> Mapping[str, Meeting]:
        return {meeting.id: meeting for meeting in self.meetings}

    @cached_property
    def letter_by_id(self) -> Mapping[str, Letter]:
        return {letter.id: letter for letter in self.letters}

    @cached_property
    def _order_bodies(self) -> Mapping[str, tuple[OrderBody, ...]]:
        return _grouped(self.order_bodies, "order_id")

    @cached_property
    def _order_changes(self) -> Mapping[str, tuple[OrderChange, ...]]:
        return _grouped(self.order_changes, "order_id")

    @cached_property
    def _duties(self) -> Mapping[str, tuple[Duty, ...]]:
        return _grouped(self.duties, "body_id")

    @cached_property
    def _meeting_bodies(self) -> Mapping[str, tuple[MeetingBody, ...]]:
        return _grouped(self.meeting_bodies, "meeting_id")

    @cached_property
    def _agenda_items(self) -> Mapping[str, tuple[AgendaItem, ...]]:
        return _grouped(self.agenda_items, "meeting_id")

    @cached_property
    def _agenda_attachments(self) -> Mapping[str, tuple[AgendaAttachment, ...]]:
        return _grouped(self.agenda_attachments, "agenda_item_id")

    @cached_property
    def _attendances(self) -> Mapping[str, tuple[Attendance, ...]]:
        return _grouped(self.attendances, "meeting_id")

    @cached_property
    def _action_items(self) -> Mapping[str, tuple[ActionItem, ...]]:
        return _grouped(self.action_items, "meeting_id")

    @cached_property
    def _letter_recipients(self) -> Mapping[str, tuple[LetterRecipient, ...]]:
        return _grouped(self.letter_recipients, "letter_id")

    @cached_property
    def _letter_attachments(self) -> Mapping[str, tuple[LetterAttachment, ...]]:
        return _grouped(self.letter_attachments, "letter_id")

    @cached_property
    def _endorsements(self) -> Mapping[str, tuple[Endorsement, ...]]:
        return _grouped(self.endorsements, "letter_id")

    @cached_property
    def finding_by_id(self) -> Mapping[str, Finding]:
        return {finding.id: finding for finding in self.findings}

    @cached_property
    def measure_by_id(self) -> Mapping[str, Measure]:
        return {measure.id: measure for measure in self.measures}

    @cached_property
    def _finding_items(self) -> Mapping[str, tuple[FindingItem, ...]]:
        return _grouped(self.finding_items, "finding_id")

    @cached_property
    def _finding_sources(self) -> Mapping[str, tuple[FindingSource, ...]]:
        return _grouped(self.finding_sources, "finding_id")

    @cached_property
    def _findings_of_measures(self) -> Mapping[str, tuple[MeasureFinding, ...]]:
        return _grouped(self.measure_findings, "measure_id")

    @cached_property
    def _measures_of_findings(self) -> Mapping[str, tuple[MeasureFinding, ...]]:
        return _grouped(self.measure_findings, "finding_id")

    @cached_property
    def _entries(self) -> Mapping[str, tuple[Entry, ...]]:
        return _grouped(self.entries, "measure_id")

    @cached_property
    def _photos(self) -> Mapping[str, tuple[Photo, ...]]:
        return _grouped(self.photos, "entry_id")

    @cached_property
    def met_requirements(self) -> frozenset[str]:
        """Codes of the requirements that are met."""
        return frozenset(mark.requirement for mark in self.check_marks)

    def tenures_of(self, person_id: str) -> tuple[Tenure, ...]:
        """The posts that a person holds and held."""
        return self._tenures.get(person_id, ())

    def members_of(self, body_id: str) -> tuple[Member, ...]:
        return self._members.get(body_id, ())

    @cached_property
    def _changes_of_members(self) -> Mapping[tuple[str, OrderChangeKind], OrderChange]:
        return {(one.member_id, one.kind): one for one in reversed(self.order_changes)}

    def order_change(self, member_id: str, kind: OrderChangeKind) -> OrderChange | None:
        """The first row of an order that adds or removes a member."""
        return self._changes_of_members.get((member_id, kind))

    def bodies_of_order(self, order_id: str) -> tuple[Body, ...]:
        """The bodies that an order appoints, in its order."""
        rows = self._order_bodies.get(order_id, ())
        return tuple(self.body_by_id[row.body_id] for row in rows if row.body_id in self.body_by_id)

    def changes_of_order(self, order_id: str) -> tuple[OrderChange, ...]:
        """What an order changes in bodies that another one appointed."""
        return self._order_changes.get(order_id, ())

    def duties_of(self, body_id: str) -> tuple[Duty, ...]:
        return self._duties.get(body_id, ())

    def bodies_of_meeting(self, meeting_id: str) -> tuple[Body, ...]:
        """The bodies that meet."""
        rows = self._meeting_bodies.get(meeting_id, ())
        return tuple(self.body_by_id[row.body_id] for row in rows if row.body_id in self.body_by_id)

    def agenda_of(self, meeting_id: str) -> tuple[AgendaItem, ...]:
        """All lines of an agenda, those of one parent in their order."""
        return self._agenda_items.get(meeting_id, ())

    def attachments_of_matter(self, agenda_item_id: str) -> tuple[AgendaAttachment, ...]:
        return self._agenda_attachments.get(agenda_item_id, ())

    def attendance_of(self, meeting_id: str) -> tuple[Attendance, ...]:
        return self._attendances.get(meeting_id, ())

    def actions_of(self, meeting_id: str) -> tuple[ActionItem, ...]:
        return self._action_items.get(meeting_id, ())

    def recipients_of(self, letter_id: str) -> tuple[LetterRecipient, ...]:
        return self._letter_recipients.get(letter_id, ())

    def attachments_of_letter(self, letter_id: str) -> tuple[LetterAttachment, ...]:
        return self._letter_attachments.get(letter_id, ())

    def endorsements_of(self, letter_id: str) -> tuple[Endorsement, ...]:
        """The blocks on the sheet of a letter, in their order."""
        return self._endorsements.get(letter_id, ())

    def owners_of_item(self, item_code: str) -> tuple[AssignmentOwner, ...]:
        assignment = self.assignment_by_item.get(item_code)
        return self._assignment_owners.get(assignment.id, ()) if assignment else ()

    def owners_of_measure(self, measure_id: str) -> tuple[MeasureOwner, ...]:
        return self._measure_owners.get(measure_id, ())

    def items_of_measure(self, measure_id: str) -> tuple[MeasureItem, ...]:
        return self._measure_items.get(measure_id, ())

    def evidence_of(self, item_code: str) -> tuple[Evidence, ...]:
        return self._evidence.get(item_code, ())

    def items_of_finding(self, finding_id: str) -> tuple[FindingItem, ...]:
        return self._finding_items.get(finding_id, ())

    def sources_of(self, finding_id: str) -> tuple[FindingSource, ...]:
        """What a finding rests on."""
        return self._finding_sources.get(finding_id, ())

    def findings_of_measure(self, measure_id: str) -> tuple[Finding, ...]:
        """The findings that a measure answers."""
        links = self._findings_of_measures.get(measure_id, ())
        known = self.finding_by_id
        return tuple(known[one.finding_id] for one in links if one.finding_id in known)

    def measures_of_finding(self, finding_id: str) -> tuple[Measure, ...]:
        """The measures that answer a finding, in the order of the year's measures."""
        links = {one.measure_id for one in self._measures_of_findings.get(finding_id, ())}
        return tuple(one for one in self.measures if one.id in links) if links else ()

    def entries_of(self, measure_id: str) -> tuple[Entry, ...]:
        """The record of a measure, in its order."""
        return self._entries.get(measure_id, ())

    def photos_of(self, entry_id: str) -> tuple[Photo, ...]:
        return self._photos.get(entry_id, ())

    def answers_of(self, item_code: str) -> tuple[Answer, ...]:
        """How often each option of a survey item was chosen, as printed; empty where unknown."""
        return self._answers.get(item_code, ())

    def scores_of_scenario(self, scenario_id: str) -> tuple[ScenarioScore, ...]:
        """The scores that a scenario puts in place of what the year has."""
        return self._scenario_scores.get(scenario_id, ())

    def figures_by(self, breakdown: Breakdown) -> tuple[GroupFigure, ...]:
        """The printed figures of all groups of one kind, in the report's order."""
        return tuple(one for one in self.group_figures if one.breakdown is breakdown)

    def owner_label(self, owner: Owner) -> str:
        """The owner as tables print it: short unit name, person's full name, or the post."""
        if owner.unit_id is not None and owner.unit_id in self.unit_by_id:
            return self.unit_by_id[owner.unit_id].label
        if owner.person_id is not None and owner.person_id in self.person_by_id:
            return self.person_by_id[owner.person_id].full_name
        return owner.post

    def unit_name(self, unit_id: str | None) -> str:
        """The full name of a unit, empty when there is none."""
        unit = self.unit_by_id.get(unit_id or "")
        return unit.name if unit else ""


PLACES: Mapping[type[Record], str] = {
    get_args(one.type)[0]: one.name for one in fields(YearData) if get_origin(one.type) is tuple
}
"""Where a year holds the rows of a record: one field of it each."""


def _grouped(records: Iterable[_R], field: str) -> dict[str, tuple[_R, ...]]:
    groups: dict[str, list[_R]] = defaultdict(list)
    for record in records:
        groups[getattr(record, field)].append(record)
    return {key: tuple(group) for key, group in groups.items()}
