"""Years in texts that were carried over from another year: offered to be moved on, one by one."""

from collections.abc import Collection, Iterator

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.measures.schedule import states_only_when
from ita_desktop.domain.records import CalendarDate, Evidence, Measure
from ita_desktop.domain.roster.orders import Duty
from ita_desktop.domain.year import YearData
from ita_desktop.services.texts.replacing import Replacement, moved
from ita_desktop.services.texts.year_texts import RecordText, year_texts


def carried_years(
    data: YearData, source: int, known: Collection[str] = ()
) -> Iterator[Replacement]:
    """Yield the years in texts that came from the Buddhist fiscal year ``source``; records with the
    ids ``known`` were there before. Not proposed is also what may speak of a result."""
    texts = (
        typed
        for typed in year_texts(data)
        if typed.record.id not in known and not _is_moved_or_stays(typed)
    )
    for one in moved(texts, data.year - source, about=source):
        if one.why_not or one.typed.plans:
            yield one
        else:
            yield one._replace(why_not=Phrase("อาจพูดถึงผลของปีก่อน"))


def _is_moved_or_stays(typed: RecordText) -> bool:
    """Return whether the years of a text were moved as it was carried over (duties, schedules), or
    name what it is (dates of the year, evidence of the last one)."""
    record = typed.record
    if isinstance(record, Measure):
        is_schedule = typed.column == "schedule"
        return is_schedule or (typed.column == "monitoring" and states_only_when(typed.text))
    return isinstance(record, CalendarDate | Duty | Evidence)
