"""Where each form has what was typed: how often each text of a year stands in each document, told
without the program's own reports."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final, NamedTuple

from ita_desktop.documents.kinds import BY_QUESTION, ReportContext
from ita_desktop.domain.documents import ChapterState
from ita_desktop.domain.letters import Letter, LetterMerge
from ita_desktop.domain.measure_cells import keys_of
from ita_desktop.domain.meetings import ActionItem, Presence
from ita_desktop.domain.records import Measure, MeasureItem, MeasureKind, Member
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.tracking.entries import Entry, EntryState
from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.domain.tracking.state import entries_of_round, rounds_of, tracked
from ita_desktop.domain.tracking.units import codes_of, measures_of
from ita_desktop.domain.year import YearData
from tests.documents.typed.papers import FIRST
from tests.documents.typed.typist import MARK

Marks = Counter[str]
_OWN_PLACES: Final = {"A": ("m5",), "B": ("m7",), "C": ("m4", "m8"), "G": ("m11",)}
_HELD_NOW: Final = {"D": ("m1",), "B": ("m2", "m6"), "C": ("m10",)}


def marks(*texts: str) -> Marks:
    """The marks of some texts."""
    return Counter(mark for text in texts for mark in MARK.findall(text))


def added(parts: Iterable[Marks]) -> Marks:
    return sum(parts, Marks())


def places(name: str, of: ReportContext) -> Marks:
    """How often each text that was typed stands in a document about ``of.subject``."""
    return _FORMS[name](of) if name in _FORMS else Marks()


# -- measures and findings


def _kind(data: YearData, *kinds: MeasureKind) -> list[Measure]:
    """Those of the first of the kinds that the year has."""
    found = ([measure for measure in data.measures if measure.kind is kind] for kind in kinds)
    return next((some for some in found if some), [])


def _cells(measures: Sequence[Measure], column: str, text: Callable[[Measure], str]) -> Marks:
    """What measures say in a column: a cell that neighbours share is one."""
    shown, last = Marks(), ""
    for measure in measures:
        key = keys_of(measure).get(column, "")
        if not (key and key == last):
            shown += marks(text(measure))
        last = key
    return shown


def _method(measure: Measure) -> str:
    return measure.method


def _schedule(measure: Measure) -> str:
    return measure.schedule


def _followed(measure: Measure) -> str:
    return measure.monitoring or measure.schedule


def _section(data: YearData, code: str) -> str:
    found = data.framework.indicator_by_code.get(code)
    return (found.parent or found.code) if found else ""


def _in_order(data: YearData, measures: Sequence[Measure]) -> list[Measure]:
    """Measures as tables by indicator have them."""
    tops = [indicator.code for indicator in data.framework.indicators if not indicator.parent]
    order = {code: place for place, code in enumerate((*tops, ""))}
    return sorted(measures, key=lambda measure: order[_section(data, measure.indicator)])


def _titles(data: YearData, measures: Iterable[Measure]) -> Marks:
    """The wordings of questions in tables that begin with what was found: where nothing was, those
    of the measures."""
    found = {link.item_code for link in data.finding_items}
    links = {}
    for link in (link for measure in measures for link in data.items_of_measure(measure.id)):
        if link.title:
            links.setdefault(link.item_code, link)
    return marks(
        *(
            link.title
            for link in links.values()
            if link.item_code[0] != "O" and link.item_code not in found
        )
    )


def _wordings(data: YearData, measures: Iterable[Measure]) -> Marks:
    return marks(
        *(link.title for measure in measures for link in data.items_of_measure(measure.id))
    )


def _measures_by_item(of: ReportContext) -> Marks:
    data = of.year
    some = _kind(data, MeasureKind.ITEM)
    return added((
        _wordings(data, some), _cells(some, "method", _method), _cells(some, "schedule", _schedule),
    ))  # fmt: skip


def _measures_by_indicator(of: ReportContext) -> Marks:
    data = of.year
    listed = _kind(data, MeasureKind.INDICATOR, MeasureKind.ITEM)
    own = _kind(data, MeasureKind.OWN)
    some = _in_order(
        data, [measure for measure in data.measures if measure in listed or measure in own]
    )
    return added((
        _cells(some, "method", _method), _cells(some, "schedule", _schedule),
        _cells(some, "monitoring", lambda measure: measure.monitoring),
    ))  # fmt: skip


def _analysis(of: ReportContext) -> Marks:
    return _by_question(of) if of.subject == BY_QUESTION else _by_indicator(of)


def _by_indicator(of: ReportContext) -> Marks:
    data = of.year
    some = _in_order(data, _kind(data, MeasureKind.INDICATOR, MeasureKind.ITEM))
    items = {link.item_code for link in data.finding_items}
    whole = {
        _section(data, finding.indicator)
        for finding in data.findings
        if not data.items_of_finding(finding.id)
    }
    own = [
        measure
        for measure in some
        if _section(data, measure.indicator) not in whole
        and not data.findings_of_measure(measure.id)
        and not items & {link.item_code for link in _links(data, measure)}
    ]
    return added((
        _cells(some, "method", _method), _cells(some, "monitoring", _followed),
        marks(*(finding.issue or finding.weakness for finding in data.findings)),
        marks(*(measure.finding for measure in own)),
    ))  # fmt: skip


class Line(NamedTuple):
    """A row of a table by question: its items (none: all of an indicator) and measures."""

    codes: tuple[str, ...]
    measures: tuple[Measure, ...]


def _rows(data: YearData, measures: Sequence[Measure], *, one_row: bool) -> list[Line]:
    """The rows of tables by question. OIT items of an indicator are one row; with ``one_row``
    false (all have 100 points in the year before) those of them that were entered alone."""
    rows: list[Line] = []
    for _code, of_section in groupby(
        _in_order(data, measures), lambda measure: _section(data, measure.indicator)
    ):
        some = list(of_section)
        codes = dict.fromkeys(link.item_code for measure in some for link in _links(data, measure))
        together: dict[object, list[str]] = {}
        for code in codes:
            key: object = code
            if code.startswith("O"):
                key = "" if one_row else _entered_with(data, some, code)
            together.setdefault(key, []).append(code)
        rows += [Line(tuple(of), _having(data, some, of)) for of in together.values()]
        whole = tuple(measure for measure in some if not _links(data, measure))
        rows += [Line((), whole)] if whole else []
    return rows


def _links(data: YearData, measure: Measure) -> Sequence[MeasureItem]:
    return data.items_of_measure(measure.id)


def _having(data: YearData, some: Iterable[Measure], codes: Sequence[str]) -> tuple[Measure, ...]:
    return tuple(
        measure
        for measure in some
        if any(link.item_code in codes for link in _links(data, measure))
    )


def _entered_with(data: YearData, some: Sequence[Measure], code: str) -> object:
    """What an item has in common with others."""
    shared = [
        measure.id for measure in _having(data, some, [code]) if len(_links(data, measure)) > 1
    ]
    found = {link.finding_id for link in data.finding_items if link.item_code == code}
    return (*sorted(text for text in found if len(data.items_of_finding(text)) > 1), *shared)


def _row_cells(rows: Sequence[Line], column: str, text: Callable[[Measure], str]) -> Marks:
    """What rows say in a column: each text once in a row, and once in rows that share it."""
    shown, last = Marks(), ""
    for row in rows:
        some = row.measures
        key = keys_of(some[0]).get(column, "") if len(some) == 1 else ""
        key = key or " ".join(measure.id for measure in some)
        if key != last:
            shown += marks(*dict.fromkeys(text(measure) for measure in some))
        last = key
    return shown


def _found(data: YearData, rows: Sequence[Line]) -> Marks:
    """What tables by question say is to be better."""
    found = marks(*(finding.issue or finding.weakness for finding in data.findings))
    own = [
        row._replace(measures=tuple(measure for measure in row.measures if measure.finding))
        for row in rows
    ]
    return found + _row_cells(own, "finding", lambda measure: measure.finding)


def _by_question(of: ReportContext) -> Marks:
    data = of.year
    some = _kind(data, MeasureKind.ITEM, MeasureKind.INDICATOR)
    rows = _rows(data, some, one_row=False)
    return added((
        _titles(data, some), _row_cells(rows, "method", _method),
        _row_cells(rows, "monitoring", _followed), _found(data, rows),
    ))  # fmt: skip


def _by_item(of: ReportContext) -> Marks:
    """What was found with what is to be better, else the steps that answer it; rows of findings
    share what their measures share."""
    data = of.year
    shown = Marks()
    last: dict[str, str] = {}
    for finding in data.findings:
        answers = data.measures_of_finding(finding.id)
        shown += marks(*dict.fromkeys((finding.practice, finding.strength, finding.weakness,
                                       finding.issue, finding.improvement)))  # fmt: skip
        keys = keys_of(answers[0]) if len(answers) == 1 else {}
        values = {"schedule": [each.schedule for each in answers],
                "monitoring": [each.monitoring for each in answers],
                "method": [each.method for each in answers if not finding.improvement]}  # fmt: skip
        for column, texts in values.items():
            key = keys.get(column, "") if texts else ""
            if not (key and key == last.get(column)):
                shown += marks(*dict.fromkeys(texts))
            last[column] = key
    return shown


def _communication(of: ReportContext) -> Marks:
    data = of.year
    """Each question has a row of its own, the items of OIT of an indicator one."""
    shown = Marks()
    for measure in _kind(data, MeasureKind.COMMUNICATION):
        codes = [link.item_code for link in data.items_of_measure(measure.id)]
        oit = {_section(data, data.framework.item_by_code[code].indicator)
               for code in codes if code.startswith("O")}  # fmt: skip
        rows = len(oit) + sum(not code.startswith("O") for code in codes)
        for _row in range(rows or 1):
            shown += marks(measure.method, measure.schedule, measure.monitoring)
    return shown + _captions(data, _kind(data, MeasureKind.COMMUNICATION))


def _captions(data: YearData, measures: Iterable[Measure]) -> Marks:
    entries = [entry.id for measure in measures for entry in data.entries_of(measure.id)]
    return marks(*(photo.caption for key in entries for photo in data.photos_of(key)))


def _chapter(kind: MeasureKind) -> Callable[[ReportContext], Marks]:
    def shown(of: ReportContext) -> Marks:
        some = _kind(of.year, kind)
        return marks(*map(_method, some)) + _captions(of.year, some)

    return shown


def _of_round(of: ReportContext, measure: Measure) -> Sequence[Entry]:
    rounds = rounds_of(of.year)
    round_ = next((round_ for round_ in rounds if round_.id == of.subject), rounds[-1])
    return entries_of_round(of.year, measure.id, round_)


def _told(of: ReportContext, measures: Iterable[Measure]) -> Marks:
    """What was recorded of measures in a round."""
    entries = [entry for each in measures for entry in _of_round(of, each)]
    return marks(
        *(text for entry in entries for text in (entry.text, entry.result, entry.links)),
        *(entry.reason for entry in entries if entry.state is EntryState.SKIPPED),
    )


def _pictured(of: ReportContext, measures: Iterable[Measure]) -> Marks:
    """The words of the pictures of a round."""
    entries = [entry for each in measures for entry in _of_round(of, each)]
    photos = (photo for entry in entries for photo in of.year.photos_of(entry.id))
    return marks(*(photo.caption for photo in photos))


def _progress(of: ReportContext) -> Marks:
    data = of.year
    listed = _kind(data, MeasureKind.ITEM, MeasureKind.INDICATOR)
    others = [
        measure for measure in data.measures if measure not in listed and _of_round(of, measure)
    ]
    rows = _rows(data, listed, one_row=True)
    return added((
        _titles(data, listed), _row_cells(rows, "method", _method),
        marks(*map(_method, others)), _found(data, rows), _told(of, others),
        *(_told(of, row) for row, _same in groupby(row.measures for row in rows)),
        _pictured(of, (*listed, *others)),
    ))  # fmt: skip


def _monitoring(of: ReportContext) -> Marks:
    late = {TimeState.LATE, TimeState.MISSED}
    states = tracked(of.year, of.day).values() if of.day else ()
    return marks(*(state.measure.method for state in states
                   if any(time.state in late for time in state.times)))  # fmt: skip


def _matrix(of: ReportContext) -> Marks:
    states = tracked(of.year, of.day).values() if of.day else ()
    return marks(*(first_words(state.measure.method) for state in states
                   if state.units and state.times))  # fmt: skip


def _of_times(data: YearData, measure: Measure) -> Iterator[Entry]:
    """What units fill in: all but what sums up a whole round."""
    return (entry for entry in data.entries_of(measure.id) if entry.round_id is None)


def worksheet_form(of: ReportContext) -> Marks:
    """What the Excel file of a worksheet has: the steps of a measure in each of its rows."""
    data = of.year
    states = tracked(data, of.day) if of.day else {}
    units = [unit for unit in data.units if unit.id == of.subject]
    some = (
        [measure for unit in units for measure in measures_of(data, unit)]
        if units
        else data.measures
    )
    codes = {code for unit in units for code in codes_of(data, unit)}
    shown = Marks()
    for measure in some:
        state = states[measure.id]
        rows = sum(len(time.entries) or 1 for time in state.times)
        rows += sum(time.missing and bool(time.entries) for time in state.times)
        untimed = len(state.loose) + (not state.times)
        shown += marks(*[measure.method] * (rows + untimed), *[measure.schedule] * untimed)
        for entry in _of_times(data, measure):
            shown += marks(entry.text, entry.result, entry.links, entry.reason)
    pieces = [evidence for evidence in data.evidence if not units or evidence.item_code in codes]
    return shown + marks(
        *(text for piece in pieces for text in (piece.title, piece.location, piece.note))
    )


def _worksheet(of: ReportContext) -> Marks:
    """For each unit its measures with each entry, and the evidence of its items."""
    data = of.year
    states = tracked(data, of.day) if of.day else {}
    shown = Marks()
    for unit in data.units:
        if of.subject and unit.id != of.subject:
            continue
        for measure in measures_of(data, unit):
            state = states[measure.id]
            untimed = len(state.loose) + (not state.times)
            shown += marks(measure.method, *[measure.schedule] * untimed)
            for entry in _of_times(data, measure):
                shown += marks(entry.text, entry.result, entry.links, entry.reason)
        for code in codes_of(data, unit):
            for piece in data.evidence_of(code):
                shown += marks(piece.title, piece.location, piece.note)
    return shown


# -- what is filed for OIT items


def _filing(of: ReportContext) -> Marks:
    """Addresses, and titles as the explanation; those of several links of an item beside them."""
    shown = Marks()
    for piece in of.year.evidence:
        several = len(of.year.evidence_of(piece.item_code)) > 1
        shown += marks(piece.location, *[piece.title] * (2 if several else 1))
    return shown


def _dossier(of: ReportContext) -> Marks:
    return marks(*(text for piece in of.year.evidence for text in (piece.title, piece.location)))


def _open_remarks(of: ReportContext) -> Marks:
    said = ((row.text, row.answer, row.mend, row.proof) for row in of.year.remarks)
    return marks(*(text for texts in said for text in texts))


# -- the committee


def _of_members(data: YearData, members: Iterable[Member]) -> Marks:
    some = list(members)
    people = [data.person_by_id[member.person_id] for member in some if member.person_id]
    return marks(*(person.full_name for person in people),
                 *(text for member in some for text in (member.post, member.role)))  # fmt: skip


def _order(of: ReportContext) -> Marks:
    data = of.year
    one = data.order_by_id[of.subject or "o2"]
    members = [each for each in data.members if (each.id == "m11") is (one.amends_id is not None)]
    duties = () if one.amends_id else data.duties
    return added((
        _of_members(data, members), marks(*(duty.text for duty in duties)),
        marks(one.title, one.ground, one.purpose, one.acting_for),
        # Who acts for nobody signs with the post that was typed.
        marks(one.signatory_post, data.person_by_id["D"].full_name),
    ))  # fmt: skip


def _roster(of: ReportContext) -> Marks:
    return _of_members(of.year, of.year.members)


def _contacts(of: ReportContext) -> Marks:
    data = of.year
    held = [(key, member) for some in (_OWN_PLACES, _HELD_NOW) for key, of_ in some.items()
            for member in of_]  # fmt: skip
    people = [data.person_by_id[key] for key, _member in held]
    return added((
        marks(*(person.full_name for person in people), *(person.phone for person in people),
              *(person.email for person in people)),
        marks(*(text for member in data.members for text in (member.post, member.role))),
    ))  # fmt: skip


# -- meetings


_PLACES: Final = {
    FIRST: {"D": ("m1",), "A": ("m2", "m5", "m6"), "C": ("m4", "m8", "m10"), "B": ("m7",)},
    None: {"D": ("m1",), "B": ("m2", "m6", "m7"), "C": ("m4", "m8", "m10"), "A": ("m5",)},
}
"""Who has which places in the first meeting, and in the second one."""


def _people(of: ReportContext, *, minutes: bool = False) -> Iterator[tuple[str, Marks]]:
    """What the lists of a meeting say of each: the key of who it is, and name, posts and roles; a
    list to sign says no role of who has one alone."""
    data, meeting = of.year, of.year.meeting_by_id[of.subject]
    for key, of_person in _PLACES[FIRST if meeting.day == FIRST else None].items():
        some = [data.member_by_id[text] for text in of_person]
        posts = dict.fromkeys(member.post for member in some)
        roles = [member.role for member in some] if minutes or len(some) > 1 else []
        yield key, marks(data.person_by_id[key].full_name, *posts, *roles)
    yield "m9", marks(data.member_by_id["m9"].post)
    rows = {attendance.id: attendance for attendance in data.attendance_of(meeting.id)}
    group = data.member_by_id["m3"]
    role = group.role if minutes else ""
    person = data.person_by_id["E"].full_name
    yield "E", marks(person, rows[f"{meeting.id} 0"].post, role)
    row = rows[f"{meeting.id} 1"]
    yield "other", marks(row.name, row.post, role)
    row = rows[f"{meeting.id} 2"]
    yield "guest", marks(row.name, row.post)


def _sent(of: ReportContext) -> Marks:
    row = _noted(of, Presence.SUBSTITUTE)
    return marks(row.substitute, row.substitute_post)


def _noted(of: ReportContext, presence: Presence) -> Any:
    rows = of.year.attendance_of(of.subject)
    return next(row for row in rows if row.presence is presence)


def _head(of: ReportContext) -> Marks:
    meeting = of.year.meeting_by_id[of.subject]
    return marks(meeting.title, meeting.place)


def _attendance(of: ReportContext) -> Marks:
    return added((_head(of), *(text for _key, text in _people(of)), _sent(of)))


def _recorded(of: ReportContext) -> Marks:
    return _attendance(of) + marks(_noted(of, Presence.ABSENT).reason)


def _agenda(of: ReportContext) -> Marks:
    data = of.year
    own = data.agenda_of(of.subject)
    handed = [attachment for each in own for attachment in data.attachments_of_agenda_item(each.id)]
    return added((
        _head(of), _left(of), _remarked(of), marks(*(attachment.title for attachment in handed)),
        *(marks(item.title, item.detail, item.presenter) for item in own),
    ))  # fmt: skip


def _task(data: YearData, task: ActionItem) -> str:
    """What a task says, with the posts of all who do it."""
    return " ".join((task.text, task.post, *(one.post for one in data.further_owners_of(task.id))))


def _left(of: ReportContext) -> Marks:
    """What the meeting before gave to be done: it is told of each how it stands."""
    open_ = [item for item in of.year.action_items if item.meeting_id == "one"]
    return marks(*(_task(of.year, item) for item in open_)) if of.subject == "two" else Marks()


def _remarked(of: ReportContext) -> Marks:
    """What the assessors remarked on items in the year before."""
    return marks(*(remark.text for remark in of.previous.remarks)) if of.previous else Marks()


def _minutes(of: ReportContext) -> Marks:
    data = of.year
    texts = []
    for key, each in _people(of, minutes=True):
        if key == "C":
            # Of who did not come the reason stands in the place of the roles.
            roles = marks(*(data.member_by_id[text].role for text in ("m4", "m8", "m10")))
            texts.append(each - roles + marks(_noted(of, Presence.ABSENT).reason))
        elif key != "m9":
            texts.append(each)
    signed = marks(*(data.person_by_id[key].full_name for key in "GD"))
    actions = marks(*(_task(data, action) for action in data.actions_of(of.subject)))
    return added((
        _head(of), _left(of), _remarked(of), *texts, _sent(of), signed, actions,
        *(marks(item.title, item.detail, item.minutes, item.resolution)
          for item in data.agenda_of(of.subject)),
    ))  # fmt: skip


# -- letters


def _letter(of: ReportContext) -> Marks:
    data = of.year
    one = data.letter_by_id[of.subject]
    shown = _paper(data, one)
    if one.merge is LetterMerge.UNITS:
        # It is addressed to the units.
        shown -= marks(one.addressee)
        units = (data.unit_by_id[each.unit_id or ""] for each in data.recipients_of(one.id))
        return added(shown + _detailed(data, codes_of(data, unit)) for unit in units)
    return shown


def _detailed(data: YearData, codes: Iterable[str]) -> Marks:
    """What the office says that these items must publish."""
    known = data.assignment_by_item
    return marks(*(known[code].details for code in codes if code in known))


def _assigned(of: ReportContext) -> Marks:
    unit = of.year.unit_by_id.get(of.subject)
    items = (item.code for item in of.year.framework.items_of("OIT"))
    return _detailed(of.year, codes_of(of.year, unit) if unit is not None else items)


def _paper(data: YearData, letter: Letter) -> Marks:
    enclosed = (each.title for each in data.attachments_of_letter(letter.id))
    sent_on = [each for each in data.endorsements_of(letter.id) if each.kind != "received"]
    signed = [letter, *sent_on]
    return added((
        marks(letter.subject, letter.addressee, letter.body, letter.phone, letter.acting_for,
              letter.refers, *enclosed),
        marks(*(data.person_by_id[each.signatory_id or ""].full_name for each in signed)),
        marks(*(each.signatory_post for each in signed)),
        *(marks(each.addressee, each.text) for each in sent_on),
    ))  # fmt: skip


def _unit_letters(of: ReportContext) -> Marks:
    of_units = next(letter.id for letter in of.year.letters if letter.merge is LetterMerge.UNITS)
    return _letter(_about(of, of_units))


def _about(of: ReportContext, subject: str) -> ReportContext:
    from dataclasses import replace

    return replace(of, subject=subject)


# -- what is bound


def _pack(of: ReportContext) -> Marks:
    """What the pack of a meeting has after its agenda and memo, and the titles of what was handed
    out on the page of contents and above it."""
    data = of.year
    parts = [_head(of), _agenda(of), _attendance(of)]
    if of.subject == "one":
        parts += [_letter(_about(of, "l1")), _order(_about(of, "o1")), _assigned(_about(of, ""))]
        enclosed = data.attachments_of_letter("l1")
    else:
        enclosed = ()
    handed = [attachment for each in data.agenda_of(of.subject)
              for attachment in data.attachments_of_agenda_item(each.id)]  # fmt: skip
    return added((*parts, *[marks(*(attachment.title for attachment in (*handed, *enclosed)))] * 2))


def _book(of: ReportContext) -> Marks:
    data = of.year
    parts: dict[str, Callable[[ReportContext], Marks]] = {
        "order": lambda of: added(_order(_about(of, text)) for text in ("o1", "o2")),
        "briefing": lambda of: _captions(of.year, _kind(of.year, MeasureKind.PREPARATION)),
        "analysis": _by_indicator,
        "analysis-by-question": _by_question,
        "analysis-by-item": _by_item,
        "measures": _measures_by_item,
        "measures-by-indicator": _measures_by_indicator,
        "preparation": _chapter(MeasureKind.PREPARATION),
        "communication": _communication,
        "image": _chapter(MeasureKind.IMAGE),
        "one-stop": _chapter(MeasureKind.ONE_STOP),
        "monitoring": lambda of: marks(*{measure.monitoring for measure in of.year.measures}),
        "progress": _progress,
    }
    listed = 1 + any(chapter.part == "contents" for chapter in data.chapters)
    shown = Marks()
    for chapter in data.chapters:
        if chapter.state is ChapterState.SHOWN and chapter.part:
            shown += parts.get(chapter.part, lambda _of: Marks())(_about(of, ""))
        elif chapter.state is ChapterState.SHOWN:
            shown += marks(*[chapter.title] * listed, chapter.text)
    return shown


def _brief(of: ReportContext) -> Marks:
    """The day is the year's last: no meeting is to come."""
    return marks(*(action.text for action in of.year.action_items if action.done is None))


_FORMS: Final[dict[str, Callable[[ReportContext], Marks]]] = {
    "appointment-order": _order,
    "memo": _letter,
    "unit-letters": _unit_letters,
    "agenda": _agenda,
    "attendance": _attendance,
    "attendance-recorded": _recorded,
    "minutes": _minutes,
    "meeting-pack": _pack,
    "committee-roster": _roster,
    "roster-contacts": _contacts,
    "analysis-by-indicator": _analysis,
    "analysis-by-item": _by_item,
    "measures-by-item": _measures_by_item,
    "measures-by-indicator": _measures_by_indicator,
    "communication-plan": _communication,
    "image-communication": _chapter(MeasureKind.IMAGE),
    "one-stop-service": _chapter(MeasureKind.ONE_STOP),
    "monitoring-summary": _monitoring,
    "unit-matrix": _matrix,
    "unit-worksheet": _worksheet,
    "oit-assignments": _assigned,
    "oit-filing": _filing,
    "oit-dossier": _dossier,
    "oit-remarks": _open_remarks,
    "measures-book": _book,
    "progress-report": _progress,
    "director-brief": _brief,
    "result-analysis": lambda of: marks(
        *(comment.text for comment in (*of.year.comments, *of.year.remarks))
    ),
}
