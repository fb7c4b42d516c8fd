"""Reporting rounds named in a file: found in the year, or planned for it."""

import re
from dataclasses import replace
from datetime import date

from ita_desktop.domain.dates import FISCAL_MONTHS, fiscal_year_bounds, month_end, month_later
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.measures.schedule_points import periods
from ita_desktop.domain.text import key, one_line
from ita_desktop.domain.tracking.entries import Round
from ita_desktop.domain.tracking.state import rounds_of
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.remarks import RowError
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.plan import Insert

_BRACKETS = re.compile(r"\(([^()]*)\)")
_MONTHS = re.compile(r"(\d{1,2})เดือน(แรก|หลัง)?")
_NUMBER_WORDS = (
    ("หกเดือน", "6เดือน"),
    ("สิบสองเดือน", "12เดือน"),
    ("เก้าเดือน", "9เดือน"),
    ("ครึ่งปี", "6เดือน"),
)
_QUARTER = re.compile(r"ไตรมาส(?:ที่)?([1-4])(?!\d)(?:(-|–|และ|ถึง)(?:ไตรมาส)?(?:ที่)?([1-4])(?!\d))?")


_COUNTED = re.compile(r"(?:ครั้ง|รอบ|ระยะ|งวด)ที่\s*(\d)")
_AS_OF = re.compile(r"(?:(?:ครั้ง|รอบ|ระยะ|งวด)ที่\s*\d\s*)?(?:ณ|สิ้น|ถึง)")


class Rounds:
    """Finds rounds by their names; default and other rounds are stored if needed."""

    def __init__(self, draft: ImportDraft) -> None:
        self._draft = draft
        self._year = draft.year
        stored = bool(draft.year.rounds)
        self._known = [
            round_ if stored else replace(round_, id=new_id()) for round_ in rounds_of(draft.year)
        ]
        self._usual = [] if stored else list(self._known)
        self._new = {round_.id for round_ in self._usual}
        self._in_order = tuple(self._known)
        self._counted: dict[str, Round] = {}
        """Rounds that were only counted or not named, and reported."""

    def of(self, words: str, *, or_whole: bool = False) -> Round:
        """Return the round that ``words`` name; of a table of all measures (``or_whole``), which
        may name none, that of the whole year. Raises RowError if unknown."""
        if not words and or_whole:
            whole = max(self._known, key=lambda round_: round_.last - round_.first)
            self._tell("ไฟล์ไม่บอกรอบ จึงเก็บเป็นผลของ {round}", "", whole)
            return whole
        if not words:
            raise RowError(
                "ไม่ได้บอกว่าเป็นผลของรอบใด", remedy="ใส่คอลัมน์ “รอบ” เช่น รอบ 6 เดือน หรือชื่อรายงานที่บอกรอบ"
            )
        title = one_line(_BRACKETS.sub(" ", words))
        span = self._span(words)
        for round_ in self._known:
            if key(round_.title) == key(title) or (round_.first, round_.last) == span:
                return round_
        if span is None and (counted := self._nth(title)) is not None:
            return counted
        if span is None:
            raise RowError(
                "ไม่รู้จักรอบ “{text}”",
                remedy="พิมพ์เช่น รอบ 6 เดือน หรือ รอบ 9 เดือน (ต.ค. 67 - มิ.ย. 68)",
                text=shortened(words),
            )
        begins, ends = fiscal_year_bounds(self._year.year)
        if span[1] < begins or span[0] > ends:
            raise RowError(
                "รอบ “{text}” ไม่อยู่ในปีงบประมาณ {year}",
                remedy="เลือกปีของรายงานนี้ แล้วนำเข้าใหม่",
                text=shortened(words),
                year=self._year.year,
            )
        made = Round(
            id=new_id(),
            year_id=self._year.fiscal_year.id,
            title=title,
            first=span[0],
            last=span[1],
            position=max(round_.position for round_ in self._known) + 1,
        )
        self._known.append(made)
        self._new.add(made.id)
        return made

    def needs(self, round_: Round) -> tuple[str, ...]:
        """Return the keys of the shared writes that store a round, unless it is stored."""
        if round_.id not in self._new:
            return ()
        # A year's own rounds replace the default ones, so all of these are stored.
        wanted = {other.id: other for other in (round_, *self._usual)}
        for other in wanted.values():
            self._draft.share(other.id, Insert(other))
        return tuple(wanted)

    def _nth(self, title: str) -> Round | None:
        """Return the round of the year that a title only counts (ครั้งที่ 2), and report it."""
        found = _COUNTED.fullmatch(title)
        if found is None or not 1 <= int(found[1]) <= len(self._in_order):
            return None
        meant = self._in_order[int(found[1]) - 1]
        self._tell("ไฟล์เรียกรอบว่า “{text}” จึงอ่านเป็น {round}", title, meant)
        return meant

    def _tell(self, template: str, text: str, meant: Round) -> None:
        """Report once how a round was understood."""
        if text not in self._counted:
            self._counted[text] = meant
            self._draft.warn(None, template, "ตรวจว่าเป็นรอบนั้นจริง", text=text, round=meant.title)

    def _span(self, words: str) -> tuple[date, date] | None:
        """Return the first and last day of a round's name."""
        year = self._year.year
        if stated := _stated(words, year):
            return stated
        plain = key(words)
        for text, meant in _NUMBER_WORDS:
            plain = plain.replace(text, meant)
        begins, ends = fiscal_year_bounds(year)
        if quarter := _QUARTER.search(plain):
            first, last = int(quarter[1]), int(quarter[3] or quarter[1])
            apart = quarter[2] == "และ" and last != first + 1
            return _months(begins, 3 * first - 3, 3 * last) if first <= last and not apart else None
        if months := _MONTHS.search(plain):
            count = int(months[1])
            if not 1 <= count <= len(FISCAL_MONTHS):
                return None
            if months[2] == "หลัง":
                return _months(begins, len(FISCAL_MONTHS) - count, len(FISCAL_MONTHS))
            return _months(begins, 0, count)
        return (begins, ends) if "ปี" in plain else None


def _stated(words: str, year: int) -> tuple[date, date] | None:
    """Return the first and last day in a round's name; of a last day alone, those of the fiscal
    ``year`` till then."""
    for inside in (*_BRACKETS.findall(words), words):
        try:
            found = periods(inside, year)
        except InputError:
            continue
        first, last = (found[0].first, found[0].last) if len(found) == 1 else (None, None)
        if last is not None and _AS_OF.match(words):
            return fiscal_year_bounds(year)[0], last
        if first is not None and last is not None and first < last:
            return first, last
    return None


def _months(begins: date, first: int, behind: int) -> tuple[date, date]:
    """Return the days from month ``first`` of a fiscal year (0 is October) to the end of month
    ``behind - 1``."""
    return month_later(begins, first), month_end(month_later(begins, behind - 1))
