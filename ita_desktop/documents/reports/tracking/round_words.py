"""Texts on a reporting round: its name, and the results of measures."""

from collections.abc import Sequence
from datetime import date

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.dates import MONTHS, buddhist_year, short_date
from ita_desktop.domain.tracking.entries import Entry, EntryState, Round
from ita_desktop.domain.tracking.state import default_rounds, round_on, rounds_of
from ita_desktop.domain.year import YearData

_HALF = wording("progress-report.half", "รอบ 6 เดือนแรก")
_WHOLE = wording("progress-report.whole", "รอบ 12 เดือน")
_DONE = wording("progress-report.done", "ดำเนินการแล้ว{จำนวนครั้ง}{วันที่ทำ}")
_TIMES = wording("progress-report.times", "{จำนวน} ครั้ง")
_SKIPPED = wording("progress-report.skipped", "ไม่ได้ดำเนินการ{เหตุผล}")
_BECAUSE = wording("progress-report.because", "เนื่องจาก{เหตุผล}")
_TOOK_PART = wording("progress-report.took-part", "ผู้เข้าร่วม {จำนวน} คน")


def chosen_round(context: ReportContext) -> Round:
    """Returns the round of ``context``, else that of its day."""
    rounds = rounds_of(context.year)
    named = next((round_ for round_ in rounds if round_.id == context.subject), None)
    return named or round_on(context.year, context.day or rounds[0].first)


def round_name(data: YearData, one: Round) -> str:
    """Returns the round's own title, by default ``รอบ 6 เดือนแรก``."""
    for usual, words in zip(default_rounds(data), (_HALF, _WHOLE), strict=True):
        if (one.title, one.first, one.last) == (usual.title, usual.first, usual.last):
            return words.of(data)
    return one.title


def round_words(data: YearData, one: Round) -> str:
    """Returns ``รอบ 6 เดือนแรก (ตุลาคม 2567 - มีนาคม 2568)``."""
    return f"{round_name(data, one)} ({_span(one.first, one.last)})"


def _span(first: date, last: date) -> str:
    return " - ".join(dict.fromkeys((_month(first), _month(last))))


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {buddhist_year(day)}"


def entry_texts(data: YearData, entries: Sequence[Entry]) -> list[str]:
    """Returns entries as rich text: what was done, participants, results, and links. Each of
    several entries on a measure begins with its date."""
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


def _entry_text(data: YearData, entry: Entry, *, dated: bool) -> str:
    head, below = entry.text, []
    if entry.state is EntryState.SKIPPED:
        reason = f" {_BECAUSE.of(data, {'เหตุผล': entry.reason})}" if entry.reason else None
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
