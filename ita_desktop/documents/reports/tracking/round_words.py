"""Texts on a reporting round: its name, and the results of measures."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.dates import MONTHS, buddhist_year, short_date
from ita_desktop.domain.records import Unit
from ita_desktop.domain.rich import parse, steps
from ita_desktop.domain.tracking.deliveries import UnitGap
from ita_desktop.domain.tracking.entries import Entry, EntryState, Round
from ita_desktop.domain.tracking.said_state import OPEN, is_reason, unsaid
from ita_desktop.domain.tracking.state import default_rounds, round_on, rounds_of
from ita_desktop.domain.tracking.units import names_of, units_of_measure
from ita_desktop.domain.tracking.worksheet import span
from ita_desktop.domain.year import YearData

_HALF = wording("progress-report.half", "รอบ 6 เดือนแรก")
_WHOLE = wording("progress-report.whole", "รอบ 12 เดือน")
_DONE = wording("progress-report.done", "ดำเนินการแล้ว{จำนวนครั้ง}{วันที่ทำ}")
_TIMES = wording("progress-report.times", "{จำนวน} ครั้ง")
_SKIPPED = wording("progress-report.skipped", "ไม่ได้ดำเนินการ{เหตุผล}")
_BECAUSE = wording("progress-report.because", "เนื่องจาก{เหตุผล}")
_OPEN = {
    state: wording(f"progress-report.{state.replace('_', '-')}", words)
    for state, words in OPEN.items()
}
_TOOK_PART = wording("progress-report.took-part", "ผู้เข้าร่วม {จำนวน} คน")
OF_UNIT = wording("progress-report.of-unit", "{หน่วยงาน}:")
MISSING_RESULTS = wording("progress-report.lacking", "ยังไม่มีผลของ {หน่วยงาน}")


def chosen_round(context: ReportContext) -> Round:
    """Returns the round of ``context``, else that of its day."""
    rounds = rounds_of(context.year)
    named = next((round_ for round_ in rounds if round_.id == context.subject), None)
    return named or round_on(context.year, context.day or rounds[0].first)


def round_name(data: YearData, round_: Round) -> str:
    """Returns the round's own title, by default ``รอบ 6 เดือนแรก``."""
    for usual, words in zip(default_rounds(data), (_HALF, _WHOLE), strict=True):
        if (round_.title, round_.first, round_.last) == (usual.title, usual.first, usual.last):
            return words.of(data)
    return round_.title


def round_words(data: YearData, round_: Round) -> str:
    """Returns ``รอบ 6 เดือนแรก (ตุลาคม 2567 - มีนาคม 2568)``."""
    return f"{round_name(data, round_)} ({_span(round_.first, round_.last)})"


def _span(first: date, last: date) -> str:
    return " - ".join(dict.fromkeys((_month(first), _month(last))))


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {buddhist_year(day)}"


def entry_texts(data: YearData, entries: Sequence[Entry]) -> list[str]:
    """Returns entries of a measure as rich text: what was done, participants, results, and links.
    Those given for all come first, then those of units with their names; what several units say in
    the same words is one text. Each of several entries begins with its date."""
    units = _units(data, entries)
    texts = _texts(data, [entry for entry in entries if entry.unit_id not in units])
    same: defaultdict[tuple[str, ...], list[Unit]] = defaultdict(list)
    for unit in units.values():
        own = _texts(data, [entry for entry in entries if entry.unit_id == unit.id])
        same[tuple(own)].append(unit)
    return texts + [_of_units(data, named, text) for own, named in same.items() for text in own]


def _units(data: YearData, entries: Sequence[Entry]) -> Mapping[str | None, Unit]:
    """Returns the units that entries are named by, in the order of the register; not the one that
    does the measure alone."""
    given = {entry.unit_id for entry in entries} - {None}
    if not given:
        return {}
    owners = units_of_measure(data, entries[0].measure_id)
    alone = owners[0].id if len(owners) == 1 else None
    return {unit.id: unit for unit in data.units if unit.id in given and unit.id != alone}


def _of_units(data: YearData, units: Sequence[Unit], text: str) -> str:
    """Returns a text below the units' names, or behind them if it is one plain line."""
    head = OF_UNIT.of(data, {"หน่วยงาน": names_of(units)})
    lines = steps(parse(text))
    plain = len(lines) == 1 and not lines[0].mark and not lines[0].numbered
    return f"{head} {text}" if plain else f"{head}\n{text}"


def missing_words(data: YearData, gaps: Sequence[UnitGap]) -> str:
    """Returns which units are missing, and for which occurrences; empty if none is."""
    return MISSING_RESULTS.of(data, {"หน่วยงาน": ", ".join(map(_gap, gaps))}) if gaps else ""


def _gap(gap: UnitGap) -> str:
    times = ", ".join(span(time.occurrence.first, time.last) for time in gap.times)
    return f"{gap.unit.label} ({times})" if times else gap.unit.label


def _texts(data: YearData, entries: Sequence[Entry]) -> list[str]:
    dated = sum(entry.round_id is None for entry in entries) > 1
    silent = [entry for entry in entries if _is_silent(entry)]
    texts = []
    for entry in entries:
        if not _is_silent(entry):
            texts.append(_entry_text(data, entry, dated=dated and entry.round_id is None))
        elif entry is silent[0]:
            texts.append(_done(data, silent, dated=dated))
    return [text for text in texts if text]


def _is_silent(entry: Entry) -> bool:
    """Returns whether an entry says only that the measure was carried out."""
    text = entry.text.strip() or entry.result.strip() or entry.links.strip()
    return entry.state is EntryState.DONE and not text and entry.participants is None


def _done(data: YearData, entries: Sequence[Entry], *, dated: bool) -> str:
    """Returns entries without text as one sentence."""
    often = _TIMES.of(data, {"จำนวน": str(len(entries))}) if len(entries) > 1 else ""
    days = (entry.day or entry.occurrence for entry in entries)
    listed = ", ".join(short_date(day) for day in days if day is not None) if dated else ""
    parts = {
        "จำนวนครั้ง": f" {often}" if often else None,
        "วันที่ทำ": f" ({listed})" if listed else None,
    }
    return _DONE.of(data, parts)


def _because(data: YearData, entry: Entry) -> str:
    """Returns why it is not done, unless its texts say that as well."""
    reason = entry.reason.strip()
    if not reason or reason in f"{entry.text}\n{entry.result}":
        return ""
    return reason if is_reason(reason) else _BECAUSE.of(data, {"เหตุผล": reason})


def _entry_text(data: YearData, entry: Entry, *, dated: bool) -> str:
    head, below = entry.text, list[str]()
    because = _because(data, entry)
    if unsaid(entry.state, f"{head}\n{entry.result}"):
        said = " ".join(filter(None, (_OPEN[entry.state].of(data), because)))
        head = "\n".join(filter(None, (said, head)))
    elif entry.state in OPEN:
        head = "\n".join(filter(None, (head, because)))
    if entry.state is EntryState.SKIPPED:
        reason = f" {because}" if because else None
        head = "\n".join(filter(None, (_SKIPPED.of(data, {"เหตุผล": reason}), entry.text)))
    if not head.strip() and entry.result:
        head = entry.result
    elif entry.result:
        below += [line for line in entry.result.split("\n") if line.strip()]
    if entry.participants is not None:
        below.insert(0, _TOOK_PART.of(data, {"จำนวน": f"{entry.participants:,}"}))
    below += [link for link in entry.links.split("\n") if link.strip()]
    day = entry.day or entry.occurrence
    if dated and day is not None:
        first, *rest = head.split("\n")
        head = "\n".join((f"{first} ({short_date(day)})".strip(), *rest))
    return "\n".join(filter(None, (head, *below)))
