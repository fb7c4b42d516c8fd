"""Progress reports of a round: five columns, the last one for photographs.

The first three columns are those of the analysis. Steps and results continue over the questions of
an indicator in merged cells, or with consecutive numbers if merging was lost.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ita_desktop.domain.dates import MONTH_NAMES
from ita_desktop.domain.measure_cells import Typed
from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import MeasureKind
from ita_desktop.domain.text import key, one_line
from ita_desktop.domain.tracking.entries import OPEN, EntryState, said_state
from ita_desktop.exchange.cells.codes import read_indicator
from ita_desktop.exchange.cells.owners import (
    INDICATOR_COLUMN,
    ITEMS_COLUMN,
    OWNERS_COLUMN,
    SCORE_COLUMN,
    SUPPORTERS_COLUMN,
    TITLE_COLUMN,
    OwnerEntry,
    RowSubject,
    read_owners,
    read_subject,
)
from ita_desktop.exchange.cells.row import (
    Cells,
    is_cross,
    is_mark,
    is_tick,
    more_than_state,
    read_participants,
    read_state,
    without_marks,
)
from ita_desktop.exchange.kind import (
    AcrossColumns,
    ChoiceList,
    ImportColumn,
    ImportKind,
    column,
    read_row,
)
from ita_desktop.exchange.kinds.analysis import ISSUE_COLUMN, METHOD_COLUMN
from ita_desktop.exchange.kinds.book import chapter_of
from ita_desktop.exchange.kinds.measures import (
    BEGINS_COLUMN,
    BUDGET_COLUMN,
    ENDS_COLUMN,
    MONITORING_COLUMN,
    NOTE_COLUMN,
    PICTURES_COLUMN,
    SCHEDULE_COLUMN,
    STATUS_COLUMN,
    SUCCESS_COLUMN,
    TARGET_COLUMN,
    read_budget,
    read_schedule,
)
from ita_desktop.exchange.kinds.oit import indicator_group
from ita_desktop.exchange.sheets import Origin

_ELSEWHERE = "อื่น ๆ"
"""Heading of the rows without indicator."""
_SUBJECT = "เรื่อง"
"""Before the title of a letter."""
_TITLES = (
    "การรายงาน", "รายงาน", "แบบรายงาน", "แบบติดตาม", "แบบฟอร์ม", "ตาราง", "สรุป", "ผลการดำเนิน",
    "การติดตาม", "ติดตาม", "ความก้าวหน้า", "ความคืบหน้า", "ผลการปฏิบัติ", "ของ", "ประจำปี", "สำนักงาน", "รอบ",
)  # fmt: skip
_ROUND = lazy_re(
    r"รอบ(?=.*(?:เดือน|ไตรมาส|ครึ่งปี|\d{4}))|ไตรมาส(?:ที่)?\s*[1-4]"
    rf"|[(]?(?:ระหว่าง|ตั้งแต่)?(?:วันที่|เดือน)?\s*(?:\d{{1,2}}\s*)?(?:{MONTH_NAMES})[^-–]*(?:[-–]|ถึง).*(?:{MONTH_NAMES})"
)
"""Start of the round's name in a title: รอบ 6 เดือน, (ตุลาคม 2567 - มีนาคม 2568)."""
_OF_COLUMN = lazy_re(
    rf"{_ROUND.pattern}|(?:ครั้ง|รอบ|ระยะ|งวด)ที่\s*\d(?![\d/])"
    rf"|(?:ณ|สิ้นสุด|ถึง)\s*(?:วันที่)?\s*\d{{1,2}}\s*(?:{MONTH_NAMES})"
    rf"|(?:(?:ณ\s*)?สิ้น|ณ|ประจำ)?\s*(?:เดือน)?\s*(?:{MONTH_NAMES})\s*(?:(?:25)?\d\d)?$"
)
"""The same in the heading of results, which may only count rounds or name their last day."""
_SHORT_YEAR = r"\s*(?:พ\.?\s*ศ\.?)?\s*(?:25)?\d\d(?!\d)"
_OF_MONTH = lazy_re(
    rf"(?:ประจำ)?(?P<month>(?:(?:ณ\s*สิ้น|ณ|สิ้น|ถึง)\s*)?(?:(?:(?<=\d{{4}}\s)|(?<!\d\s)(?<!\d))เดือน\s*"
    rf"(?:{MONTH_NAMES})(?:{_SHORT_YEAR})?|(?<!\d)(?<!\d\s)(?:{MONTH_NAMES}){_SHORT_YEAR}))"
)
"""A month in a title, which is the round: ประจำเดือนมกราคม 2568; no day (31 มี.ค. 68)."""
_MONTH_ALONE = lazy_re(rf"(?:{MONTH_NAMES})(?:{_SHORT_YEAR})?")
"""The name of a sheet that has the results of a month."""

_OF_RESULTS = lazy_re(r"\bITA\b|มาตรการ|ความก้าวหน้า|ความคืบหน้า|ผลการดำเนิน")
"""In a title that may only count its round (ครั้งที่ 1), or name its last day."""

_ROUND_WORDS = ("รอบ", "ครั้งที่", "ระยะที่", "งวดที่")
_OF_MEASURES = (
    *(STATUS_COLUMN, OWNERS_COLUMN, SUPPORTERS_COLUMN, SCHEDULE_COLUMN, BEGINS_COLUMN),
    *(ENDS_COLUMN, MONITORING_COLUMN, TARGET_COLUMN, SUCCESS_COLUMN, BUDGET_COLUMN, NOTE_COLUMN),
)
"""The columns of a table of measures that one of their results may have, too."""
ENTRY_COLUMNS = ("day", "participants", "reason")
"""What a row tells beside its result, each a field of the entry."""
_OF_REPORT = frozenset(
    {"items", "title", "issue", "method", "round", "unit", "indicator", *ENTRY_COLUMNS}
)
_AS_TEXT = ("ความก้าวหน้า", "ความคืบหน้า", "ผลความก้าวหน้า")
"""Headings of results, or beside these of per cent."""
_BESIDE = ("monitoring", "target", "success", "note")
_PERCENT = lazy_re("ร้อยละ|%|เปอร์เซ็นต์")
_TOLD = frozenset({EntryState.DONE, EntryState.DOING, EntryState.NOT_STARTED})
_OFFICE = r"(?:\s*(?:สำนักงาน|\s)เขต[ก-๙]+(?:\s*กรุงเทพมหานคร)?)?"
_UNIT = rf"((?:ฝ่าย|โรงเรียน)[ก-๙]+?(?: ?[(][ก-๙ ]+[)])?){_OFFICE}"
_REPORTER = lazy_re(rf"(?:^|\s|ของ){_UNIT}$")
"""The unit whose report it is, at the end of a title."""
_UNIT_LINE = lazy_re(
    rf"(?:(?:ชื่อ)?(?:หน่วยงาน|หน่วย|ส่วนราชการ|ฝ่าย)(?:ที่รายงาน|ผู้รายงาน)?\s*[:：]?\s*)?{_UNIT}"
)
"""The same on a line of its own: ``หน่วยงาน : ฝ่ายโยธา``."""
_NUMBER = lazy_re(r"\d{1,3}(?:\.\d+)?")
_SHORT_WORDS = frozenset({"ผล", "ผลงาน", "การดำเนินงาน", "การดำเนินการ", "รายงาน", "รายงานผล"})
DONE = ("ผล", "ผลงาน", "ปฏิบัติจริง", "ทำจริง", "actual", "a")
"""What offices head what came of a plan with, beside it."""
_PERCENT_COLUMN = ImportColumn(
    "percent",
    "ร้อยละความก้าวหน้า",
    (
        *(*_AS_TEXT, "ความสำเร็จ", "ร้อยละ", "ร้อยละความ*", "ร้อยละของ*"),
        *("ร้อยละการ*", "ร้อยละผล*", "ร้อยละที่*"),
    ),
    in_template=False,
)
_WHERE = ("", "ที่พบ", "ในการ*", "ของการ*", "การดำเนิน*")
_OBSTACLE_COLUMN = ImportColumn(
    "obstacle",
    "ปัญหาอุปสรรค",
    tuple(f"{words}{more}" for words in ("ปัญหาและอุปสรรค", "ปัญหาอุปสรรค") for more in _WHERE),
    in_template=False,
    tells_kind=False,
)
"""What stood in the way: of what is not done the reason."""
_NO_OBSTACLE = lazy_re(r"(?:-|ไม่มี)(?:ปัญหา)?(?:/|และ)?(?:อุปสรรค)?(?:ใดๆ)?[.]?")


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One row of a report; empty fields are not given."""

    origin: Origin
    merged_issue: bool
    """Whether the cell of the issue is merged with the one above."""
    merged: bool
    """Whether the cell of the measures (without that column, of the results) is merged with the one
    above."""
    can_merge: bool
    """Whether its file knows merged cells."""
    says_measures: bool
    """Whether the table has a column for measures, so that an empty cell shares the one above."""
    continues: bool
    """Whether the row has neither item nor indicator, and continues the row above."""
    continued: bool
    """Whether it repeats an item with ``(ต่อ)``."""
    items: Typed[str] = column(ITEMS_COLUMN)
    title: str = column(TITLE_COLUMN)
    issue: str = column(ISSUE_COLUMN)
    method: str = column(METHOD_COLUMN)
    result: str = column(
        "ผลการดำเนินการ",
        (
            *("result", "progress", "ผลการดำเนิน*", "ผลดำเนินการ*", "ผลการปฏิบัติ*"),
            *_AS_TEXT,
            *(f"{word}*" for word in _AS_TEXT),
            *("สรุปผลการดำเนิน*", "รายงานผลการดำเนิน*", *DONE),
        ),
        beside=(
            _PERCENT_COLUMN,
            *(replace(each, in_template=False) for each in _OF_MEASURES),
        ),
        hint="หนึ่งเรื่องต่อบรรทัด",
        width=42,
    )
    round: str = column(
        "รอบ", ("round", "รอบรายงาน", "รอบการรายงาน"), hint="เช่น รอบ 6 เดือน", width=18, inherit=True
    )
    """The round as text (``รอบ 6 เดือนแรก (ต.ค. 2567 - มี.ค. 2568)``)."""
    unit: str = column(
        "หน่วยที่รายงาน",
        ("unit", "หน่วยงานที่รายงาน", "หน่วยงานผู้รายงาน", "หน่วยงานที่รายงานผล"),
        reads=Cells.own,
        beside=(replace(PICTURES_COLUMN, tells_kind=True),),
        hint="ถ้าผลเป็นของหน่วยเดียว",
        width=22,
        choice=ChoiceList.UNITS,
    )
    """The unit that the result is of, in its own column."""
    indicator: str = column(INDICATOR_COLUMN, beside=(SCORE_COLUMN,))
    reporter: str = ""
    """The unit that the title, or the name of the sheet, names."""
    day: date | None = column(
        "วันที่ทำ",
        (
            *("day", "วันที่ดำเนินการ", "วันที่ดำเนินงาน", "วันที่ปฏิบัติ", "วันที่จัด", "วันที่จัดกิจกรรม"),
            *("วันเดือนปีที่ดำเนินการ", "วันเดือนปีที่จัด*", "วันที่แล้วเสร็จ", "วันที่ดำเนินการแล้วเสร็จ"),
        ),
        default=None,
        in_template=False,
    )
    participants: int | None = column(
        "จำนวนผู้เข้าร่วม",
        ("participants", "ผู้เข้าร่วม", "จำนวนผู้เข้าร่วม*", "ผู้เข้าร่วม*", "จำนวนผู้เข้ารับการอบรม"),
        default=None,
        in_template=False,
    )
    reason: str = column(
        "เหตุผลที่ไม่ทำ",
        ("reason", "เหตุผล", "เหตุผลที่*", "สาเหตุ", "สาเหตุที่*"),
        beside=(_OBSTACLE_COLUMN,),
        default="",
        in_template=False,
    )
    """Why it is not done, or not as a whole."""
    chapter: MeasureKind | None = None
    """The text chapter of its measures, if it has no item."""
    state: EntryState | None = None
    """The state that a cell of its own gives."""
    is_of_measures: bool = False
    """Whether the table has columns of measures, too, and so may be of no round."""
    owners: tuple[OwnerEntry, ...] = ()
    beside: tuple[tuple[str, object], ...] = ()
    """What else it says of the measure, by field of :class:`Measure`."""


def _read(cells: Cells) -> ProgressRow:
    chapter = chapter_of(cells.own("items" if cells.has("items") else "indicator"))
    if chapter is None:
        subject = read_subject(cells, "issue", "method", "result")
    else:
        named = cells.own("indicator") if cells.has("items") else ""
        subject = RowSubject(read_indicator(named or cells.above("indicator")))
    merged_issue = cells.merged("issue")
    return read_row(
        ProgressRow,
        cells,
        round=_round(cells),
        indicator=subject.indicator,
        items=subject.items,
        title=subject.title,
        issue="" if merged_issue else cells.lines("issue"),
        method="" if cells.merged("method") else cells.lines("method"),
        result=_result(cells),
        merged_issue=merged_issue,
        merged=cells.merged("method" if cells.has("method") else "result"),
        can_merge=cells.can_merge or bool(cells.row.merged),
        says_measures=cells.has("method"),
        continues=subject.continues,
        continued=subject.continued or subject.merged,
        chapter=chapter,
        state=_state(cells),
        reporter=cells.above("reporter") or _of_sheet(cells.origin.sheet),
        day=cells.day("day"),
        reason=_reason(cells),
        participants=read_participants(cells),
        is_of_measures=any(cells.has(each.name) for each in _OF_MEASURES),
        owners=read_owners(cells),
        beside=(
            ("schedule", read_schedule(cells, "schedule")),
            ("budget", read_budget(cells, "budget")),
            *((name, without_marks(cells, name)) for name in _BESIDE if name != _of_state(cells)),
        ),
    )


def _of_sheet(name: str) -> str:
    """Return the unit that a sheet is named for; empty for none."""
    found = _UNIT_LINE.fullmatch(one_line(name))
    return found[1] if found is not None else ""


def _of_state(cells: Cells) -> str:
    """Return the column that tells the state of a row: its own, or the note of one whose result
    leaves that open, or which says that it is not done."""
    said, note = said_state(cells.own("note")), cells.columns.get("note")
    is_open = said in OPEN or (said in _TOLD and said_state(_shares(cells)) is None)
    is_result = note is not None and note == cells.columns.get("result")
    return "note" if is_result or (is_open and not cells.text("status")) else "status"


def _state(cells: Cells) -> EntryState | None:
    """Return the state that a row tells beside the words of its result."""
    if _is_of_others(cells):
        return None
    told = _of_state(cells)
    state = said_state(cells.own(told)) if told == "note" else read_state(cells, told)
    return EntryState.DONE if state is None and is_tick(cells.own("result")) else state


def _reason(cells: Cells) -> str:
    """Return why a row is not done, or not as a whole; what stood in the way of what is done is
    none."""
    obstacle = cells.lines("obstacle")
    state = _state(cells) or said_state(_shares(cells))
    is_told = state in OPEN and not _NO_OBSTACLE.fullmatch(key(obstacle))
    return cells.text("reason") or (obstacle if is_told else "")


def _is_of_others(cells: Cells) -> bool:
    """Return whether what a row tells beside its result is of other times: of several columns of
    results, that of this time is empty or crossed out."""
    own = cells.own("result")
    return "result" in cells.again and (not own or (is_mark(own) and not is_tick(own)))


def _shares(cells: Cells) -> str:
    return "\n".join(filter(None, (_share(cells, name) for name in ("result", "percent"))))


def _result(cells: Cells) -> str:
    """Return what a row tells of the result, with what the cells of its state add: how far it is,
    and why it is no further."""
    if is_cross(mark := cells.own("result")):
        raise cells.fail(
            "result",
            "“{mark}” บอกได้ทั้งว่าทำแล้วและไม่ได้ทำ จึงไม่ได้บันทึกผล",
            remedy="พิมพ์ว่าทำแล้วหรือยังไม่ได้ทำ หรือใช้ ✓",
            mark=mark,
        )
    if _is_of_others(cells):
        return ""
    told = _of_state(cells)
    more = cells.lines(told) if told == "note" else more_than_state(cells, told)
    return "\n".join(dict.fromkeys(filter(None, (_shares(cells), more))))


def _share(cells: Cells, name: str) -> str:
    """Return a cell; a bare number below a heading of per cent as one of these."""
    text = without_marks(cells, name)
    is_share = name == "percent" or _PERCENT.search(cells.headings.get(name, ""))
    return f"ร้อยละ {text}" if is_share and _NUMBER.fullmatch(text) else text


def _group(text: str) -> Mapping[str, str]:
    """Parse a row of an indicator or instrument, or the title with the round."""
    if group := indicator_group(text):
        return group
    plain = one_line(text).removeprefix(_SUBJECT).lstrip()
    if plain == _ELSEWHERE:
        return {"indicator": ""}
    # The title has the round after the year, on a line of its own or at the end.
    message = round_in(plain)
    titled = plain.startswith(_TITLES)
    if not message and titled and _OF_RESULTS.search(plain):
        message = round_of_column(plain) or _month_in(plain)
    elif not message and (plain.startswith("ประจำเดือน") or _OF_MONTH.fullmatch(plain)):
        message = plain = _month_in(plain)
    elif _MONTH_ALONE.fullmatch(plain):
        message = plain
    found = {"round": message} if message and (titled or message == plain) else {}
    if (reporter := _UNIT_LINE.fullmatch(plain)) is not None:
        return {"reporter": reporter[1]}
    if titled and (reporter := _REPORTER.search(plain)) is not None:
        found["reporter"] = reporter[1]
        found |= {"round": message.removesuffix(reporter[0])} if message else {}
    return found


def _round(cells: Cells) -> str:
    """Return the round of a row: of its own column, else of the column of its results, else of the
    titles."""
    named = cells.text("round") if cells.has("round") else ""
    return named or round_of_column(cells.headings.get("result", "")) or cells.text("round")


def _month_in(text: str) -> str:
    """Return the month that a title names; empty for none, and for several."""
    found = _OF_MONTH.search(text)
    is_one = len(set(re.findall(MONTH_NAMES, text))) == 1
    return found["month"] if found is not None and is_one else ""


def round_in(text: str) -> str:
    """Return a title from the name of a round on; empty for none."""
    return _from(_ROUND, text)


def round_of_column(text: str) -> str:
    """Return the heading of results from the name of a round on; empty for none."""
    return _from(_OF_COLUMN, text)


def _is_round_alone(text: str) -> bool:
    """Return whether a heading of results has only a round, or a short word before it; months alone
    may be those of a plan."""
    said, plain = round_of_column(text), one_line(text)
    word = plain.removesuffix(said).strip()
    return said != "" and (word in _SHORT_WORDS if word else said.startswith(_ROUND_WORDS))


def _tells_result(text: str) -> bool:
    """Return whether a text says how far something is, and is no mark."""
    return any(map(str.isalpha, text)) and said_state(text) in _TOLD


def _from(pattern: re.Pattern[str], text: str) -> str:
    plain = one_line(text)
    found = pattern.search(plain)
    return plain[found.start() :] if found is not None else ""


PROGRESS: ImportKind[ProgressRow] = ImportKind(
    name="progress",
    title="ผลการดำเนินการตามมาตรการ",
    row=ProgressRow,
    required=(("items", "indicator"), ("result", "percent", "status")),
    read=_read,
    group=_group,
    identity=frozenset({"items", "title", "indicator", "method", "result"}),
    place=Place(PageKey.MEASURES, "tracking:"),
    # A table of measures with their results is as likely one of measures: its title tells.
    sheets=(
        _OF_REPORT | {"result", "percent", "pictures"},
        _OF_REPORT | {column.name for column in _OF_MEASURES},
    ),
    goes_on=frozenset({"round"}),
    across=AcrossColumns("result", round_of_column, _is_round_alone, _tells_result, "note"),
    examples=(
        {
            "items": "I1",
            "title": "เต็มใจให้บริการ เท่าเทียม",
            "issue": "ควรเผยแพร่คู่มือให้ทั่วถึงยิ่งขึ้น",
            "method": "1. เผยแพร่คู่มือทางเว็บไซต์\n2. ประชุมกำชับเจ้าหน้าที่",
            "result": "1. เผยแพร่คู่มือบนเว็บไซต์แล้ว\n2. ทุกฝ่ายประชุมกำชับทุกเดือน",
            "round": "รอบ 6 เดือน",
            "indicator": "1",
        },
    ),
)
