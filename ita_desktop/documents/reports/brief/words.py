"""The sentences that page and slides of the director's brief share."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from ita_desktop.documents.names import shortened
from ita_desktop.documents.reports.brief import digest
from ita_desktop.documents.reports.meetings.parts import filled_text
from ita_desktop.documents.reports.results.figures import NONE, TOTAL_NAME
from ita_desktop.documents.reports.shared import COLUMNS, FILE, HEADS, level_title, needs, score_of
from ita_desktop.documents.wordings.templates import Template, wording
from ita_desktop.domain.agenda import bodies_named, complete_items, number_of
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.meetings import ActionItem, Meeting
from ita_desktop.domain.scores.planning import LevelPart
from ita_desktop.domain.scores.progress import State
from ita_desktop.domain.scores.scoring import ScoreNode
from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData

NAME: Final = "director-brief"
FILE_NAME: Final = wording(
    "director-brief.file", "สรุปสำหรับผู้บริหาร ITA ปีงบประมาณ {ปีงบประมาณ}", title=FILE
)
HEAD: Final = wording(
    "director-brief.heads",
    """
    สรุปสำหรับผู้บริหาร การประเมิน ITA ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    {สำนักงานเขตและจังหวัด} ข้อมูล ณ วันที่ {วันที่}
    """,
    title=HEADS,
)
SOURCES: Final = wording(
    "director-brief.sources", "ทางการ | สำนักงานบันทึก | ทางการบางส่วน", title="ที่มาของคะแนน"
)
SCORES: Final = wording(
    "director-brief.columns",
    "เครื่องมือ | ปี {ปี} | ที่มา | ปี {ปีที่เทียบ} | เพิ่ม/ลด",
    title=COLUMNS,
)
LOWEST: Final = wording(
    "director-brief.lowest-columns", "ข้อ | รายการ | คะแนน", title="หัวตารางข้อที่คะแนนต่ำที่สุด"
)
LATE_COLUMNS: Final = wording(
    "director-brief.late-columns",
    "หน่วย | ข้อ OIT | มาตรการ | ตั้งแต่วันที่",
    title="หัวตารางงานที่ล่าช้า",
)
LEVEL: Final = wording(
    "director-brief.level", "ผลการประเมินปี {ปี} : {คะแนน} คะแนน {ระดับ}", title="ผลและระดับ"
)
_LEVEL_ALONE: Final = wording("director-brief.level-alone", "ผลการประเมินปี {ปี} : {ระดับ}")
_TOTAL_ALONE: Final = wording("director-brief.total-alone", "ผลการประเมินปี {ปี} : {คะแนน} คะแนน")
SO_FAR: Final = wording("director-brief.so-far", "ปี {ปี} (สำนักงานบันทึกถึงวันนี้)")
NO_RESULT: Final = wording("director-brief.no-result", "ยังไม่มีผลการประเมินปี {ปีงบประมาณ}")
BEST: Final = wording("director-brief.best", "ได้ระดับสูงสุดแล้ว")
NO_LEVEL: Final = wording("director-brief.no-level", "ยังสรุประดับไม่ได้ เพราะคะแนนยังไม่ครบ")
NO_NEXT: Final = wording("director-brief.no-next", "ยังไม่มีผลที่จะเทียบกับเกณฑ์ระดับ")
_STANDING: Final = wording(
    "director-brief.standing", "ปี {ปี} ถึงวันนี้ {คะแนน} คะแนน", title="คะแนนของปีถึงวันนี้"
)
_LACKS: Final = wording("director-brief.lacks", "ขาด{คะแนนของ} {ที่ขาด} คะแนน ถึง{ระดับ}")
_LENT: Final = wording("director-brief.lent", "({เครื่องมือ} ผลปี {ปีที่เทียบ})")
OF_YEAR: Final = wording("director-brief.of-year", "{หัวข้อ} (ตามผลปี {ปี})")
_RAISE: Final = wording("director-brief.raise", "ทำ {เครื่องมือ} ให้ได้ {เกณฑ์} (ได้ {คะแนน})")
_ITEMS_OPEN: Final = wording(
    "director-brief.raise-items", "ทำ {เครื่องมือ} ให้ได้ {เกณฑ์} (ได้ {คะแนน}) ให้ครบอีก {จำนวน} ข้อ {ข้อ}"
)
_LIFT: Final = wording(
    "director-brief.raise-lowest",
    "ทำ {เครื่องมือ} ให้ได้ {เกณฑ์} (ได้ {คะแนน}) ยก {ข้อ} ให้ได้อย่างน้อย {คะแนนที่ต้องได้}",
)
_ONE_OF: Final = wording("director-brief.one-of", "{ข้อ} หรือข้ออื่นที่ได้ผลเท่ากัน")
_AND_MORE: Final = wording("director-brief.and-more", "{ข้อ} และอีก {จำนวน}")
NO_LOWEST: Final = wording("director-brief.no-lowest", "ไม่มีข้อที่คะแนนต่ำกว่าร้อย")
NO_ITEM_SCORES: Final = wording("director-brief.no-item-scores", "ยังไม่มีคะแนนรายข้อ")
LATE: Final = wording(
    "director-brief.late", "ล่าช้า : OIT {จำนวนข้อ} ข้อ มาตรการ {จำนวนมาตรการ} มาตรการ"
)
MISSED: Final = wording(
    "director-brief.missed", "ไม่ครบเมื่อสิ้นปี : OIT {จำนวนข้อ} ข้อ มาตรการ {จำนวนมาตรการ} มาตรการ"
)
NOTHING_LATE: Final = wording("director-brief.nothing-late", "ไม่มีงานที่ล่าช้า")
PARTS_MISSING: Final = wording(
    "director-brief.parts-missing", "เดือน กระบวนการ หรือหน่วยที่ยังขาด {จำนวน} ส่วน"
)
BAD_LINKS: Final = wording("director-brief.bad-links", "ลิงก์หลักฐานที่ตรวจแล้วใช้ไม่ได้ {จำนวนข้อ} ข้อ {ข้อ}")
NO_WORK: Final = wording("director-brief.no-work", "ยังไม่มีงาน OIT ที่กำหนดวันส่ง และยังไม่มีมาตรการ")
NO_UNIT: Final = wording("director-brief.no-unit", "ไม่ระบุหน่วย")
LATE_SUM: Final = wording("director-brief.late-sum", "รวม (งานเดียวของหลายหน่วยเป็นหนึ่งเรื่อง)")
FURTHER_UNITS: Final = wording("director-brief.further-units", "อีก {จำนวน} หน่วย")
MORE: Final = wording("director-brief.more", "และอีก {จำนวน} รายการ")
MEASURES: Final = wording("director-brief.measures", "มาตรการ {จำนวนมาตรการ} มาตรการ : {สถานะ}")
NO_MEASURES: Final = wording("director-brief.no-measures", "ยังไม่มีมาตรการของปีนี้")
DUE_DONE: Final = wording(
    "director-brief.due-done",
    "ดำเนินการแล้ว {จำนวน} จาก {ทั้งหมด} ครั้งที่ครบกำหนดและต้องดำเนินการ (ร้อยละ {ร้อยละ})",
)
STATES: Final = wording(
    "director-brief.states",
    "ครบแล้ว | กำลังดำเนินการ | ยังไม่เริ่ม | ล่าช้า | ไม่ครบ",
    title="สถานะของมาตรการ",
)
MEETING: Final = wording("director-brief.meeting", "ประชุม{คณะ} ครั้งที่ {ครั้งที่}")
DUE_ITEMS: Final = wording("director-brief.due-items", "กำหนดส่ง OIT {จำนวนข้อ} ข้อ {ข้อ}")
_ASSUMED: Final = wording("director-brief.assumed", "{เรื่อง} (ยังไม่กำหนดแน่นอน)")
NO_DATES: Final = wording("director-brief.no-dates", "ไม่มีกำหนดการถัดไปในปีงบประมาณนี้")
ASKED: Final = wording("director-brief.asked", "พิจารณา : {เรื่อง} (ประชุมครั้งที่ {ครั้งที่})")
ACTION: Final = wording("director-brief.action", "งานที่มอบหมายและยังไม่เสร็จ : {เรื่อง}")
ACTION_DUE: Final = wording(
    "director-brief.action-due", "งานที่มอบหมายและยังไม่เสร็จ : {เรื่อง} กำหนด {วันที่}"
)
ACTION_COMPLETE: Final = wording(
    "director-brief.action-complete", "งานที่มอบหมาย รอบันทึกว่าเสร็จ : {เรื่อง} ({ข้อ} ครบแล้ว)"
)
NOTHING_ASKED: Final = wording("director-brief.nothing-asked", "ยังไม่มีเรื่องเสนอให้พิจารณา")
_ORDER: Final = (State.DONE, State.DOING, State.NOT_STARTED, State.LATE, State.MISSED)
_MOST_CODES: Final = 6


def short(text: str, most: int) -> str:
    """Returns a text in one line, shortened at a word to ``most`` letters with an ellipsis."""
    line = one_line(text)
    return line if len(line) <= most else f"{shortened(line, most - 1, len)}…"


def of_result(summary: digest.Digest, result: digest.Result) -> str:
    """Returns the year, total and level of a result."""
    total = result.tree.total.value
    named = {
        "ปี": str(result.data.year),
        "คะแนน": f"{total:.2f}" if total is not None else "",
        "ระดับ": level_title(result.data, result.name) if result.name else "",
    }
    if total is None:
        return _LEVEL_ALONE.of(summary.data, named)
    return (LEVEL if result.name else _TOTAL_ALONE).of(summary.data, named)


def standing(summary: digest.Digest, now: digest.Result) -> str:
    """Returns where the year stands, with what it lacks most for the next level."""
    data, level, total = summary.data, now.level, now.tree.total.value
    assert total is not None
    texts = [_STANDING.of(data, {"ปี": str(data.year), "คะแนน": f"{total:.2f}"})]
    if now.name:
        texts.append(level_title(data, now.name))
    lacks = [block for block in level.blocks_next if block.missing]
    if lacks and level.next_level is not None:
        most = max(lacks, key=lambda block: block.missing or 0)
        known = {
            "คะแนนของ": score_of(data, most.subject),
            "ที่ขาด": f"{most.missing:.2f}",
            "ระดับ": level_title(data, level.next_level.name),
        }
        texts.append(_LACKS.of(data, known))
    texts.append(_lent(summary, now))
    return " ".join(texts)


def _lent(summary: digest.Digest, now: digest.Result) -> str:
    codes = {"เครื่องมือ": " ".join(now.lent), "ปีที่เทียบ": str(summary.compared_year)}
    return _LENT.of(summary.data, codes)


def source(data: YearData, node: ScoreNode | None) -> str:
    """Returns where a score comes from; a hyphen if there is none."""
    official, own, mixed = SOURCES.cells(data)
    words = {"official": official, "computed": own, "mixed": mixed}
    return NONE if node is None or node.source is None else words[node.source]


def figure(value: Decimal | None) -> str:
    return NONE if value is None else f"{value:.2f}"


def name_of(data: YearData, node: ScoreNode) -> str:
    """Returns the code and name of an instrument, or the name of the total."""
    return f"{node.code} {node.name}" if node.parent else TOTAL_NAME.of(data)


def change(summary: digest.Digest, node: ScoreNode) -> Decimal | None:
    """Returns the change from the year before; None while the year has no result, as what is
    recorded so far is not to be compared with that."""
    was = before(summary, node.code)
    return (
        node.value - was if summary.is_own and node.value is not None and was is not None else None
    )


def before(summary: digest.Digest, code: str) -> Decimal | None:
    """Returns a score of the year before."""
    node = summary.before.nodes.get(code) if summary.before is not None else None
    return node.value if node is not None else None


def of_year(summary: digest.Digest, heading: str) -> str:
    """Returns a heading with the year of the result, if it is not the brief's own."""
    if summary.result is None or summary.is_own:
        return heading
    return OF_YEAR.of(summary.data, {"หัวข้อ": heading, "ปี": str(summary.result.data.year)})


# -- the next level


def of_aim(summary: digest.Digest, heading: str) -> str:
    """Returns a heading with the year of the scores that the next level is reached from, if they
    are not all of the brief's own."""
    if summary.standing is None:
        return of_year(summary, heading)
    return f"{heading} {_lent(summary, summary.standing)}"


def unmet(summary: digest.Digest) -> list[str]:
    """Returns the conditions of the next level that do not hold, or why there is none."""
    if summary.aimed is None:
        return [NO_NEXT.of(summary.data)]
    level = summary.aimed.level
    if not summary.aimed.name:
        return [NO_LEVEL.of(summary.data)]
    if level.next_level is None:
        return [BEST.of(summary.data)]
    return [needs(summary.data, block) for block in level.blocks_next]


def ways(summary: digest.Digest) -> list[str]:
    """Returns what would reach the next level in the cheapest way."""
    found = summary.aimed.plan if summary.aimed is not None else None
    return [way(summary.data, part) for part in found.cheapest] if found is not None else []


def way(data: YearData, part: LevelPart) -> str:
    asked = {"เครื่องมือ": part.code, "เกณฑ์": figure(part.needs), "คะแนน": figure(part.has)}
    if part.sets:
        first = part.sets[0]
        picked = {code for pick in first.picks for code in pick.items[: pick.take]}
        listed = _codes(data, digest.in_order(data, picked))
        chosen = len(part.sets) > 1 or any(pick.take < len(pick.items) for pick in first.picks)
        named = _ONE_OF.of(data, {"ข้อ": listed}) if chosen else listed
        return _ITEMS_OPEN.of(data, {**asked, "จำนวน": str(first.size), "ข้อ": named})
    if part.together is not None:
        listed = " ".join(part.together.items)
        return _LIFT.of(data, {**asked, "ข้อ": listed, "คะแนนที่ต้องได้": figure(part.together.to)})
    return _RAISE.of(data, asked)


def no_lowest(summary: digest.Digest) -> Template:
    """Returns the sentence in place of the lowest scores, if there are none."""
    return NO_LOWEST if summary.has_marks else NO_ITEM_SCORES


# -- late work and measures


def late_sentence(summary: digest.Digest) -> str:
    """Returns how much is late, or was missed in a year that is over."""
    items, measures = summary.late_items, summary.late_measures
    if not items and not measures:
        dated = any(item.due is not None for item in summary.items.values())
        if not dated and not summary.measures:
            return NO_WORK.of(summary.data)
        return _joined(NOTHING_LATE.of(summary.data), _bad_links(summary))
    counts = {"จำนวนข้อ": str(len(items)), "จำนวนมาตรการ": str(len(measures))}
    late = (MISSED if summary.over else LATE).of(summary.data, counts)
    parts = ""
    if summary.late_parts:
        parts = PARTS_MISSING.of(summary.data, {"จำนวน": str(summary.late_parts)})
    return _joined(late, parts, _bad_links(summary))


def _joined(*texts: str) -> str:
    return " · ".join(filter(None, texts))


def _bad_links(summary: digest.Digest) -> str:
    if not summary.bad_links:
        return ""
    counted = {
        "จำนวนข้อ": str(len(summary.bad_links)),
        "ข้อ": _codes(summary.data, summary.bad_links),
    }
    return BAD_LINKS.of(summary.data, counted)


def _codes(data: YearData, codes: Sequence[str]) -> str:
    """Returns the first codes, and how many more there are."""
    more = len(codes) - _MOST_CODES
    listed = " ".join(codes[:_MOST_CODES])
    return _AND_MORE.of(data, {"ข้อ": listed, "จำนวน": str(more)}) if more > 0 else listed


def late_rows(summary: digest.Digest, most: int, letters: int) -> list[tuple[str, str, str, str]]:
    """Returns the table of late work: ``most`` units, and a row for the others together; where
    several share a work, so that the rows sum up to more, a row of the sum."""
    data = summary.data
    shown = summary.late if len(summary.late) <= most else summary.late[: most - 1]
    rows = [_late_row(data, owner, letters) for owner in shown]
    rest = summary.late[len(shown) :]
    if rest:
        name = FURTHER_UNITS.of(data, {"จำนวน": str(len(rest))})
        codes = dict.fromkeys(code for owner in rest for code in owner.items)
        measures = {key for owner in rest for key in owner.measures}
        rows.append((name, str(len(codes)) if codes else NONE, str(len(measures) or NONE), NONE))
    items, works = len(summary.late_items), len(summary.late_measures)
    shared = sum(len(owner.items) + len(owner.measures) for owner in summary.late) > items + works
    if shared:
        rows.append((LATE_SUM.of(data), str(items or NONE), str(works or NONE), NONE))
    return rows


def _late_row(data: YearData, owner: digest.LateOwner, letters: int) -> tuple[str, str, str, str]:
    codes = _codes(data, owner.items)
    since = str(short_date(owner.since)) if owner.since is not None else NONE
    name = short(owner.name, letters) or NO_UNIT.of(data)
    return name, codes or NONE, str(len(owner.measures) or NONE), since


def state_counts(summary: digest.Digest) -> list[tuple[str, int]]:
    """Returns the names of states with their numbers of measures."""
    names = STATES.cells(summary.data)
    return [(name, summary.states.get(state, 0)) for name, state in zip(names, _ORDER, strict=True)]


def measures_sentence(summary: digest.Digest) -> str:
    """Returns the number of measures by state."""
    if not summary.measures:
        return NO_MEASURES.of(summary.data)
    states = " ".join(f"{name} {count}" for name, count in state_counts(summary) if count)
    counted = {"จำนวนมาตรการ": str(len(summary.measures)), "สถานะ": states}
    return MEASURES.of(summary.data, counted)


def due_done(summary: digest.Digest) -> str:
    """Returns how many occurrences that are due were done; empty if none was due."""
    share = summary.share
    if share.percent is None:
        return ""
    counts = {"จำนวน": str(share.done), "ทั้งหมด": str(share.of), "ร้อยละ": f"{share.percent:.2f}"}
    return DUE_DONE.of(summary.data, counts)


# -- what comes


def dates(summary: digest.Digest, most: int, letters: int) -> list[tuple[str, str]]:
    """Returns the next days with what is on them."""
    return [
        (str(short_date(coming.day)), short(_coming_title(summary.data, coming), letters))
        for coming in summary.coming[:most]
    ]


def _coming_title(data: YearData, coming: digest.Coming) -> str:
    if coming.meeting is not None:
        text = meeting_name(data, coming.meeting)
    elif coming.date is not None:
        text = coming.date.title
    else:
        counted = {"จำนวนข้อ": str(len(coming.items)), "ข้อ": _codes(data, coming.items)}
        text = DUE_ITEMS.of(data, counted)
    return _ASSUMED.of(data, {"เรื่อง": text}) if coming.assumed else text


def meeting_name(data: YearData, meeting: Meeting) -> str:
    bodies = bodies_named(data.bodies_of_meeting(meeting.id))
    return MEETING.of(data, {"คณะ": bodies, "ครั้งที่": number_of(meeting, data.year)})


def decisions(summary: digest.Digest, most: int, letters: int) -> list[str]:
    """Returns what meetings to come have to decide, then open tasks from meetings."""
    found = [
        *_asked(summary.data, summary.asked, letters),
        *_actions(summary.data, summary.actions, letters),
    ]
    if len(found) > most:
        rest = len(found) - most + 1
        found = [*found[: most - 1], MORE.of(summary.data, {"จำนวน": str(rest)})]
    return found or [NOTHING_ASKED.of(summary.data)]


def _asked(data: YearData, asked: Sequence[digest.PendingDecision], letters: int) -> Iterator[str]:
    for of in asked:
        values = {
            "เรื่อง": short(filled_text(data, of.meeting, of.item.title), letters),
            "ครั้งที่": number_of(of.meeting, data.year),
        }
        yield ASKED.of(data, values)


def _actions(data: YearData, actions: Sequence[ActionItem], letters: int) -> Iterator[str]:
    for action in actions:
        values = {"เรื่อง": short(action.text, letters)}
        complete = complete_items(data, action)
        if complete:
            yield ACTION_COMPLETE.of(data, {**values, "ข้อ": " ".join(complete)})
        elif action.due is None:
            yield ACTION.of(data, values)
        else:
            yield ACTION_DUE.of(data, {**values, "วันที่": str(short_date(action.due))})
