"""The holders of a post over a period, to find vacancies and posts held by several people."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from ita_desktop.domain.roster.tenures import Tenure
from ita_desktop.domain.text import key

_DAY: Final = timedelta(days=1)
_SINGLE_HOLDER: Final = re.compile(r"(?:ผู้อำนวยการ|ผอ\.?|หัวหน้า|ปลัด|ประธาน|เลขานุการ)")
"""Beginnings of posts that only one person holds at a time, unlike ผู้ช่วย or นัก…."""


class PostPeriod(NamedTuple):
    """A period, both days included, in which the same people hold a post."""

    first: date
    last: date
    own: tuple[Tenure, ...]
    """Tenures of the holders, one per person."""
    acting: tuple[Tenure, ...]
    """Tenures of those acting for the holder, one per person."""

    @property
    def is_gap(self) -> bool:
        """Whether nobody holds or acts in the post."""
        return not self.own and not self.acting

    @property
    def is_shared(self) -> bool:
        """Whether more than one person holds the post, not counting those acting."""
        return len(self.own) > 1


def stretches(tenures: Iterable[Tenure], first: date, last: date) -> tuple[PostPeriod, ...]:
    """Split the days from ``first`` to ``last`` into periods with the same holders."""
    held = [tenure for tenure in tenures if _reaches(tenure, first, last)]
    begins = {first}
    for tenure in held:
        if tenure.first is not None and tenure.first > first:
            begins.add(tenure.first)
        if tenure.last is not None and tenure.last < last:
            begins.add(tenure.last + _DAY)
    starts = sorted(begins)
    ends = [*(start - _DAY for start in starts[1:]), last]
    return tuple(_period(held, *days) for days in zip(starts, ends, strict=True))


def _reaches(tenure: Tenure, first: date, last: date) -> bool:
    began = tenure.first is None or tenure.first <= last
    return began and (tenure.last is None or tenure.last >= first)


def _period(held: Iterable[Tenure], first: date, last: date) -> PostPeriod:
    own: dict[str, Tenure] = {}
    acting: dict[str, Tenure] = {}
    for tenure in held:
        if tenure.covers(first):
            (acting if tenure.acting else own).setdefault(tenure.person_id, tenure)
    return PostPeriod(first, last, tuple(own.values()), tuple(acting.values()))


def is_of_one(post: str) -> bool:
    """Return whether only one person holds such a post at a time."""
    return _SINGLE_HOLDER.match(key(post)) is not None
