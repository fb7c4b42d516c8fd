"""A fiscal year as one immutable value: the data that pages, scores and documents read.

Each edit creates a new :class:`YearData` that shares all unchanged records with the old one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args, get_origin

from ita_desktop.domain import collection_rounds, letters, meetings, records
from ita_desktop.domain.answers import ImportAnswerRows, PublicTextRows
from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.documents import BookRows, SignedPaper, SignedRows, WordingRows
from ita_desktop.domain.framework import TOTAL, ConfirmationRows, Framework
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.oit import proofs
from ita_desktop.domain.roster import orders
from ita_desktop.domain.scores import results
from ita_desktop.domain.text import key
from ita_desktop.domain.tracking.entries import Entry, Photo, TrackingRows

if TYPE_CHECKING:
    from ita_desktop.domain.roster.matching import PostKeys, UnitFinder


# Descriptors that look up rows of a year by key. The index is built on first access and cached in
# the year, which is immutable.

_R = TypeVar("_R")


class _Lookup:
    """Base of the descriptors: builds the index and caches it in the instance's ``__dict__``."""

    def __init__(self, rows: str, field: str = "id") -> None:
        self._rows, self._field = rows, field

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def _cache(self, year: Any, made: Callable[[Iterable[Any], str], Any]) -> Any:
        found = year.__dict__[self._name] = made(getattr(year, self._rows), self._field)
        return found


class RowBy(_Lookup, Generic[_R]):
    """Mapping from the ``id``, or the value of another ``field``, to the row."""

    def __get__(self, year: Any, _owner: type | None = None) -> Mapping[str, _R]:
        found: Mapping[str, _R] = self._cache(year, _by)
        return found


class RowsBy(_Lookup, Generic[_R]):
    """Callable that returns the rows with the given value of ``field``, in order."""

    def __get__(self, year: Any, _owner: type | None = None) -> Callable[[str], tuple[_R, ...]]:
        found: Callable[[str], tuple[_R, ...]] = self._cache(year, _of)
        return found


def _by(rows: Iterable[_R], field: str) -> dict[str, _R]:
    return {getattr(row, field): row for row in rows}


def _of(rows: Iterable[_R], field: str) -> Callable[[str], tuple[_R, ...]]:
    groups: dict[str, list[_R]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, field)].append(row)
    kept = {key: tuple(group) for key, group in groups.items()}
    return lambda key: kept.get(key, ())


@dataclass(frozen=True)
class YearData(
    results.FigureRows,
    records.OfficeRows,
    ConfirmationRows,
    orders.TenureRows,
    orders.OrderRows,
    meetings.MeetingRows,
    letters.LetterRows,
    results.FindingRows,
    TrackingRows,
    BookRows,
    WordingRows,
    ImportAnswerRows,
    results.SurveyRows,
    collection_rounds.CollectionRows,
    proofs.ProofRows,
    proofs.FilingRows,
    PublicTextRows,
    SignedRows,
):
    """All records of one fiscal year, and all units and people of the office. Tuples are in display
    order; indexes by key are built on first use."""

    organisation: records.Organisation
    fiscal_year: records.FiscalYear
    framework: Framework
    whole: "YearData | None" = None
    """The year that one for everybody was made of: for what is true of it, never for its words."""

    @cached_property
    def own_words(self) -> Mapping[str, str]:
        """The office's own wordings by name, which replace the default ones."""
        return {wording.name: wording.text for wording in self.wordings}

    @cached_property
    def tracked_by_day(self) -> dict[date, dict[str, Any]]:
        """The states of its measures on the days asked for, which ``tracking/state.py`` keeps
        here."""
        return {}

    @cached_property
    def for_everybody(self) -> "YearData":
        """The year as papers for everybody are made of: without the notes that stand beside
        evidence and scores. The printed level stays, which is the note of the total, and the
        mark of evidence that was carried over."""
        evidence = tuple(
            replace(row, note=proofs.without_own(row.note)) if row.note else row
            for row in self.evidence
        )
        scores = tuple(
            replace(row, note="") if row.note and row.node != TOTAL else row for row in self.scores
        )
        if evidence == self.evidence and scores == self.scores:
            return self
        return replace(self, evidence=evidence, scores=scores, whole=self)

    @cached_property
    def deliveries_by_day(self) -> dict[date, tuple[Any, ...]]:
        """What has to be delivered as of the days asked for, which ``deliveries.py`` keeps here."""
        return {}

    @property
    def year(self) -> int:
        """The Buddhist fiscal year."""
        return self.fiscal_year.year

    def is_over(self, today: date) -> bool:
        """Return whether the fiscal year has ended before ``today``."""
        return today > fiscal_year_bounds(self.year)[1]

    unit_by_id = RowBy[records.Unit]("units")

    @cached_property
    def unit_finder(self) -> "UnitFinder":
        """Finds units by name."""
        from ita_desktop.domain.roster.matching import UnitFinder

        return UnitFinder(self.units, self.organisation.name)

    person_by_id = RowBy[records.Person]("people")

    @cached_property
    def post_keys(self) -> "PostKeys":
        """Makes comparison keys of posts."""
        # Imported on first use: the patterns are slow to compile and not needed at start-up.
        from ita_desktop.domain.roster.matching import PostKeys

        return PostKeys(self.unit_finder, self.units, self.organisation)

    @cached_property
    def tenures_by_post(self) -> Mapping[str, tuple[orders.Tenure, ...]]:
        """The tenures of each post, by post key."""
        found: dict[str, list[orders.Tenure]] = defaultdict(list)
        for tenure in self.tenures:
            found[self.post_keys.key(tenure.post, tenure.unit_id)].append(tenure)
        return {post: tuple(some) for post, some in found.items()}

    @cached_property
    def people_by_job(self) -> Mapping[str, tuple[records.Person, ...]]:
        """The people with a job title in the register, by post key."""
        found: dict[str, list[records.Person]] = defaultdict(list)
        for person in self.people:
            if person.job_title:
                found[self.post_keys.key(person.job_title, person.unit_id)].append(person)
        return {post: tuple(some) for post, some in found.items()}

    @cached_property
    def people_by_name(self) -> Mapping[str, tuple[records.Person, ...]]:
        """The people by comparison key of the name without title."""
        found: dict[str, tuple[records.Person, ...]] = {}
        for person in self.people:
            name = key(person.name)
            found[name] = (*found.get(name, ()), person)
        return found

    @cached_property
    def remark_by_node(self) -> Mapping[str, str]:
        """The assessor's remarks by item code, with and without an official score."""
        shown: dict[str, str] = {}
        for remark in self.remarks:
            if remark.node != TOTAL:
                before = shown.get(remark.node)
                shown[remark.node] = f"{before}\n{remark.text}" if before else remark.text
        official = (score for score in self.scores if score.source is results.ScoreSource.OFFICIAL)
        return shown | {
            score.node: score.note for score in official if score.note and score.node != TOTAL
        }

    def printed_remark(self, code: str) -> str:
        """Return the remark that an official result prints beside the score of an item; empty if
        there is none or a round has that text."""
        official = (score for score in self.scores if score.source is results.ScoreSource.OFFICIAL)
        note = next((score.note for score in official if score.node == code), "")
        rounds = [row.text for row in self.remarks_of(code)]
        known = {key(text) for text in rounds} | {key("\n".join(rounds))}
        return "" if key(note) in known else note

    @property
    def printed_level(self) -> str:
        """The level as printed in the official report; empty if there is none. Another remark
        beside the total is none."""
        alone = (remark.text for remark in self.remarks if remark.node == TOTAL)
        official = (score for score in self.scores if score.source is results.ScoreSource.OFFICIAL)
        beside = (score.note for score in official if score.node == TOTAL and score.note)
        own = {level.name: level.name for level in self.framework.levels.levels}
        levels = (own.get(text) or results.level_alone(text) for text in chain(beside, alone))
        return next(filter(None, levels), "")

    remarks_of = RowsBy[results.AssessorRemark]("remarks", "node")
    """The rounds of remarks on an item, in the order of entry."""
    filings_of = RowsBy[proofs.Filing]("filings", "item_code")
    """What was filed of an item, in the order of time."""
    assignment_by_item = RowBy[records.Assignment]("assignments", "item_code")
    _assignment_owners = RowsBy[records.AssignmentOwner]("assignment_owners", "assignment_id")
    _order_bodies = RowsBy[orders.OrderBody]("order_bodies", "order_id")
    _meeting_bodies = RowsBy[meetings.MeetingBody]("meeting_bodies", "meeting_id")
    _findings_of_measures = RowsBy[results.MeasureFinding]("measure_findings", "measure_id")
    _measures_of_findings = RowsBy[results.MeasureFinding]("measure_findings", "finding_id")

    @property
    def target(self) -> Decimal | None:
        """The office's target total score, 0-100; None if not set."""
        return self.targets[0].value if self.targets else None

    member_by_id = RowBy[records.Member]("members")
    body_by_id = RowBy[records.Body]("bodies")
    order_by_id = RowBy[orders.AppointmentOrder]("orders")
    meeting_by_id = RowBy[meetings.Meeting]("meetings")
    letter_by_id = RowBy[letters.Letter]("letters")
    finding_by_id = RowBy[results.Finding]("findings")
    measure_by_id = RowBy[records.Measure]("measures")
    entry_by_id = RowBy[Entry]("entries")
    evidence_by_id = RowBy[records.Evidence]("evidence")
    agenda_item_by_id = RowBy[meetings.AgendaItem]("agenda_items")
    endorsement_by_id = RowBy[letters.Endorsement]("endorsements")

    @cached_property
    def met_requirements(self) -> frozenset[str]:
        """Codes of the requirements that are met for all units (``O6.3``)."""
        return frozenset(mark.requirement for mark in self.check_marks)

    tenures_of = RowsBy[orders.Tenure]("tenures", "person_id")
    """The present and former posts of a person."""
    members_of = RowsBy[records.Member]("members", "body_id")

    @cached_property
    def _changes_of_members(
        self,
    ) -> Mapping[tuple[str, orders.OrderChangeKind], orders.OrderChange]:
        return {(change.member_id, change.kind): change for change in reversed(self.order_changes)}

    def order_change(
        self, member_id: str, kind: orders.OrderChangeKind
    ) -> orders.OrderChange | None:
        """Return the first change of that kind that an order makes to a member, or None."""
        return self._changes_of_members.get((member_id, kind))

    def bodies_of_order(self, order_id: str) -> tuple[records.Body, ...]:
        """Return the bodies that an order appoints, in order."""
        rows = self._order_bodies(order_id)
        return tuple(self.body_by_id[row.body_id] for row in rows if row.body_id in self.body_by_id)

    @property
    def filled_bodies(self) -> tuple[records.Body, ...]:
        """The bodies of the year; where an order appoints some, without those that nobody has
        touched, which came with the year."""
        named = {row.body_id for row in self.order_bodies}
        if not named:
            return self.bodies
        named.update(row.body_id for row in self.meeting_bodies)
        return tuple(
            body
            for body in self.bodies
            if body.id in named or self.members_of(body.id) or self.duties_of(body.id)
        )

    changes_of_order = RowsBy[orders.OrderChange]("order_changes", "order_id")
    """The changes of an amending order."""
    duties_of = RowsBy[orders.Duty]("duties", "body_id")

    def bodies_of_meeting(self, meeting_id: str) -> tuple[records.Body, ...]:
        """Return the bodies that take part in a meeting."""
        rows = self._meeting_bodies(meeting_id)
        return tuple(self.body_by_id[row.body_id] for row in rows if row.body_id in self.body_by_id)

    agenda_of = RowsBy[meetings.AgendaItem]("agenda_items", "meeting_id")
    """All lines of a meeting's agenda; siblings are in order."""
    attachments_of_agenda_item = RowsBy[letters.AgendaAttachment](
        "agenda_attachments", "agenda_item_id"
    )
    attendance_of = RowsBy[meetings.Attendance]("attendances", "meeting_id")
    actions_of = RowsBy[meetings.ActionItem]("action_items", "meeting_id")
    further_owners_of = RowsBy[meetings.ActionItemOwner]("action_item_owners", "action_item_id")
    """The owners of a task beside its first."""
    recipients_of = RowsBy[letters.LetterRecipient]("letter_recipients", "letter_id")
    attachments_of_letter = RowsBy[letters.LetterAttachment]("letter_attachments", "letter_id")
    signed_papers_of = RowsBy[SignedPaper]("signed_papers", "document")
    """The signed papers of a kind of document, older ones first."""
    endorsements_of = RowsBy[letters.Endorsement]("endorsements", "letter_id")
    """The endorsement notes on a letter, in order."""

    def owners_of_item(self, item_code: str) -> tuple[records.AssignmentOwner, ...]:
        assignment = self.assignment_by_item.get(item_code)
        return self._assignment_owners(assignment.id) if assignment else ()

    owners_of_measure = RowsBy[records.MeasureOwner]("measure_owners", "measure_id")
    items_of_measure = RowsBy[records.MeasureItem]("measure_items", "measure_id")
    _evidence_of = RowsBy[records.Evidence]("evidence", "item_code")
    items_of_finding = RowsBy[results.FindingItem]("finding_items", "finding_id")
    sources_of = RowsBy[results.FindingSource]("finding_sources", "finding_id")
    """The sources that a finding is based on."""

    def evidence_of(self, code: str) -> tuple[records.Evidence, ...]:
        """Return the evidence of an item, without what only says that a requirement is met."""
        rows = self._evidence_of(code)
        if all(row.statement is not records.Statement.MET for row in rows):
            return rows
        return tuple(row for row in rows if row.statement is not records.Statement.MET)

    def ticks_of(self, code: str) -> tuple[records.Evidence, ...]:
        """Return which units meet which requirements of an item, where they do so one by one."""
        return tuple(
            row for row in self._evidence_of(code) if row.statement is records.Statement.MET
        )

    proofs_of = RowsBy[proofs.LinkProof]("link_proofs", "url")
    """The checks of an address, older ones first."""
    mark_reason_by_item = RowBy[proofs.MarkReason]("mark_reasons", "item_code")

    def findings_of_measure(self, measure_id: str) -> tuple[results.Finding, ...]:
        """Return the findings that a measure answers."""
        links = self._findings_of_measures(measure_id)
        known = self.finding_by_id
        return tuple(known[link.finding_id] for link in links if link.finding_id in known)

    def measures_of_finding(self, finding_id: str) -> tuple[records.Measure, ...]:
        """Return the measures that answer a finding, in the order of the year's measures."""
        links = {measure.measure_id for measure in self._measures_of_findings(finding_id)}
        return tuple(measure for measure in self.measures if measure.id in links) if links else ()

    entries_of = RowsBy[Entry]("entries", "measure_id")
    """The follow-up entries of a measure, in order."""
    photos_of = RowsBy[Photo]("photos", "entry_id")
    survey_group_by_id = RowBy[results.SurveyGroup]("survey_groups")
    counts_of_group = RowsBy[results.SurveyCount]("survey_counts", "survey_group_id")
    """The counts of answers of a survey group, in the order of days."""
    collection_by_id = RowBy[collection_rounds.Collection]("collections")
    forms_of = RowsBy[collection_rounds.CollectionUnit]("collection_units", "collection_id")
    """The forms of a collection round, older versions first."""
    form_by_id = RowBy[collection_rounds.CollectionUnit]("collection_units")
    returned_rows_of = RowsBy[collection_rounds.ReturnedRow]("returned_rows", "form_id")
    """The rows of a returned form that its unit has filled in."""
    returned_row_by_id = RowBy[collection_rounds.ReturnedRow]("returned_rows")
    returned_photos_of = RowsBy[collection_rounds.ReturnedPhoto]("returned_photos", "row_id")
    """The photographs of such a row that were not taken, in order."""
    answers_of = RowsBy[results.Answer]("answers", "question")
    """The answer counts of a survey item; empty if unknown."""
    scores_of_scenario = RowsBy[results.ScenarioScore]("scenario_scores", "scenario_id")
    """The hypothetical scores of a scenario."""

    def figures_by(self, breakdown: results.Breakdown) -> tuple[results.GroupFigure, ...]:
        """Return the figures of all groups of a breakdown, in the report's order."""
        return tuple(figure for figure in self.group_figures if figure.breakdown is breakdown)

    def owner_label(self, owner: records.Owner) -> str:
        """Return the owner as printed: unit's short name, person's full name, or post."""
        if owner.unit_id is not None and owner.unit_id in self.unit_by_id:
            return self.unit_by_id[owner.unit_id].label
        if owner.person_id is not None and owner.person_id in self.person_by_id:
            return self.person_by_id[owner.person_id].full_name
        return owner.post

    def person_name(self, person_id: str) -> str:
        """Return the full name of a person; empty for one who is not in the register."""
        person = self.person_by_id.get(person_id)
        return person.full_name if person is not None else ""

    def unit_name(self, unit_id: str | None) -> str:
        """Return the full name of a unit; empty if there is none."""
        unit = self.unit_by_id.get(unit_id or "")
        return unit.name if unit else ""


PLACES: Mapping[type[records.Record], str] = {
    get_args(field.type)[0]: field.name
    for field in fields(YearData)
    if get_origin(field.type) is tuple
}
"""The field of :class:`YearData` that holds the rows of each record class."""
