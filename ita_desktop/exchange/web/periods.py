"""Compares the times that a page or file names with the year and months that are asked for."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from ita_desktop.domain.oit.proofs import LinkFinding as F
from ita_desktop.domain.oit.proofs import LinkState
from ita_desktop.exchange.web.answer import WebAnswer
from ita_desktop.exchange.web.asked import Asked
from ita_desktop.exchange.web.content import Content, ContentKind
from ita_desktop.exchange.web.report import Found
from ita_desktop.exchange.web.times import Times, times_in

_LATER: Final = 3
"""Years that a text may look ahead."""
_EARLIER: Final = 12
_SEVERAL: Final = 2
"""Months named one by one, from which on each has to be."""


def about_times(answer: WebAnswer, content: Content, asked: Asked) -> Iterator[Found]:
    """Yield what is to be said of year, age and months."""
    times = times_in(content.text)
    titles = times_in(f"{content.title}\n{content.headings}", is_title=True)
    if times.as_of:
        yield Found(None, F.AS_OF_FOUND, (("day", times.as_of.isoformat()),))
    other = _other_years(times, titles, asked)
    if other:
        years = " ".join(map(str, sorted(other)))
        yield Found(LinkState.OTHER_YEAR, F.OTHER_YEAR, (("years", years),))
    elif (old := _too_old(answer, content, times, asked)) is not None:
        yield Found(LinkState.STALE, F.STALE, (("old", old.isoformat()),))
    if asked.months and not other:
        missing = _missing(times, asked)
        if len(missing) < len(asked.months):
            yield Found(None, F.MONTHS_FOUND)
        if missing:
            yield Found(LinkState.OK, F.MONTHS_MISSING, (("months", " ".join(missing)),))


def _other_years(times: Times, titles: Times, asked: Asked) -> frozenset[int]:
    """Return the years of which a text is, if it is of others than those asked for."""
    if not asked.years:
        return frozenset()
    newest, oldest = max(asked.years), min(asked.years)
    near = range(oldest - _EARLIER, newest + _LATER + 1)
    everywhere = times.named | times.mentioned | titles.named | titles.mentioned
    if asked.years & everywhere:
        return frozenset()
    named = times.named | titles.named | titles.mentioned
    return frozenset(year for year in named if year in near)


def _too_old(answer: WebAnswer, content: Content, times: Times, asked: Asked) -> date | None:
    """Return the day of which data is that is older than the period."""
    first = asked.not_before
    if first is None:
        return None
    if times.as_of is not None:
        return times.as_of if times.as_of < first else None
    if asked.years & (times.named | times.mentioned):
        return None
    past = [day for day in times.days if day.year > 1990]
    if past:
        newest = max(past)
        return newest if newest < first else None
    changed = last_modified(answer)
    if content.kind is not ContentKind.HTML and changed is not None and changed < first:
        return changed
    return None


def last_modified(answer: WebAnswer) -> date | None:
    """Return the day on which the server says that the file was last changed."""
    try:
        moment = parsedate_to_datetime(answer.headers.get("last-modified", ""))
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        found = moment.astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None
    return found.date() if found.year > 1990 and found <= datetime.now(UTC) else None


def _missing(times: Times, asked: Asked) -> list[str]:
    """Return the months that are asked for and not named."""
    alone = {code for code in asked.months if int(code[5:]) in times.loose_months}
    single = (times.months | alone) & set(asked.months)
    if len(single) < _SEVERAL:
        single |= times.dated_months & set(asked.months)
    covered = set(single)
    if len(single) < _SEVERAL:
        covered |= times.spans
        covered |= {code for code in asked.months if int(code[5:]) in times.quarters}
    return [code for code in asked.months if code not in covered]
