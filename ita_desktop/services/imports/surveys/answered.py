"""Imports answers so far; a number is known by its group and day."""

from collections.abc import Sequence
from datetime import date

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.surveys.groups import find_groups, name_of_group
from ita_desktop.domain.surveys.records import SurveyCount, SurveyGroup
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.surveys import AnsweredRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.imports.draft import ImportDraft, said_of
from ita_desktop.services.imports.repeats import other_again, same_again

_Place = tuple[str, date]
"""Id of the group, and the day."""


def compare(draft: ImportDraft, rows: Sequence[AnsweredRow]) -> None:
    """Add the differences between ``rows`` and the year's counts to the draft."""
    seen: dict[_Place, AnsweredRow] = {}
    numbers = {(row.survey_group_id, row.day): row.answered for row in draft.year.survey_counts}
    for at, row in enumerate(rows):
        draft.work_progress.at(at, len(rows))
        try:
            _row(draft, row, seen, numbers)
        except RowError as error:
            draft.skip(row.origin, error)
    _warn_of_falls(draft, seen, numbers)


def _row(
    draft: ImportDraft,
    row: AnsweredRow,
    seen: dict[_Place, AnsweredRow],
    numbers: dict[_Place, int],
) -> None:
    group = _group(draft.year, row)
    if row.answered is None:
        # A row of the form that nobody has filled in yet.
        draft.keep(row.origin)
        return
    if row.day is None:
        raise RowError("ยอดตอบต้องมีวันที่", remedy="พิมพ์วันที่ เช่น 31/3/68").about("day")
    place = (group.id, row.day)
    if (first := seen.setdefault(place, row)) is not row:
        _repeated(draft, row, first)
        return
    numbers[place] = row.answered
    _warn_of_too_many(draft, row.origin, group, row.answered)
    old = next(
        (count for count in draft.year.counts_of_group(group.id) if count.day == row.day), None
    )
    blank = SurveyCount(id=new_id(), survey_group_id=group.id, day=row.day, answered=row.answered)
    new, writes = said_of(old, blank, {"answered": row.answered})
    before = _shown(draft.year, group, old) if old is not None else None
    draft.put([row.origin], _shown(draft.year, group, new), before, writes)


def _group(data: YearData, row: AnsweredRow) -> SurveyGroup:
    """Return the group that a row is about; raises RowError if it is none, or several."""
    unit = data.unit_finder.find(row.unit) if row.unit else None
    named = {group.id for group in find_groups(data, row.group)}
    found = [
        group
        for group in data.survey_groups
        if (not row.instrument or group.instrument == row.instrument)
        and (group.id in named or _is_of(group, row, unit.id if unit is not None else None))
    ]
    if len(found) == 1:
        return found[0]
    name = " ".join(part for part in (row.instrument, row.unit, row.group) if part)
    column = "group" if row.group else "unit"
    if found:
        raise RowError(
            "มีหลายกลุ่มชื่อ “{name}”",
            remedy="บอกแบบวัด หน่วย และกลุ่ม เช่น IIT ฝ่ายโยธา ลูกจ้าง",
            name=name,
        ).about(column)
    raise RowError(
        "ไม่มีกลุ่มผู้ตอบ “{name}”",
        remedy="ใช้ชื่อเดียวกับในตารางผู้ตอบ หรือนำเข้าจำนวนผู้ตอบก่อน",
        name=name,
    ).about(column)


def _is_of(group: SurveyGroup, row: AnsweredRow, unit_id: str | None) -> bool:
    """Return whether a group is of the row's unit, and of its kind of people if it names one."""
    if unit_id is None or group.unit_id != unit_id:
        return False
    return not row.group or key(group.kind) == key(row.group)


def _repeated(draft: ImportDraft, row: AnsweredRow, first: AnsweredRow) -> None:
    if row.answered != first.answered:
        raise other_again(row.origin, first.origin, Phrase("ยอดของกลุ่มและวันนี้"))
    same_again(draft, row.origin, first.origin, Phrase("ยอดของกลุ่มและวันนี้"))


def _warn_of_too_many(
    draft: ImportDraft, origin: Origin, group: SurveyGroup, answered: int
) -> None:
    if group.population is not None and answered > group.population:
        draft.warn(
            origin,
            "{group} ตอบแล้ว {answered:,} คน มากกว่าจำนวนคน {population:,}",
            "ตรวจตัวเลขทั้งสอง",
            group=name_of_group(draft.year, group),
            answered=answered,
            population=group.population,
        )


def _warn_of_falls(
    draft: ImportDraft, seen: dict[_Place, AnsweredRow], numbers: dict[_Place, int]
) -> None:
    """Warn of numbers below those of the day before, as days are counted from the beginning."""
    before: dict[str, tuple[date, int]] = {}
    for (group_id, day), answered in sorted(numbers.items(), key=lambda pair: pair[0][1]):
        last = before.get(group_id)
        row = seen.get((group_id, day)) or (last and seen.get((group_id, last[0])))
        if last is not None and answered < last[1] and row:
            draft.warn(
                row.origin,
                "{group} วันที่ {day} ตอบแล้ว {answered:,} น้อยกว่าวันที่ {before} ที่มี {earlier:,}",
                "ยอดตอบเป็นยอดสะสม ตรวจตัวเลขทั้งสอง",
                group=name_of_group(draft.year, draft.year.survey_group_by_id[group_id]),
                day=short_date(day),
                answered=answered,
                before=short_date(last[0]),
                earlier=last[1],
            )
        before[group_id] = (day, answered)


def _shown(data: YearData, group: SurveyGroup, count: SurveyCount) -> dict[str, str]:
    return {
        "วันที่": short_date(count.day),
        "กลุ่ม": name_of_group(data, group),
        "ตอบแล้ว (สะสม)": f"{count.answered:,}",
    }
