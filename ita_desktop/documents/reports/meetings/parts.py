"""Common parts of agenda, attendance list and minutes: the meeting, titles, and content generated
from the year's data, such as last year's result.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Final

from ita_desktop.documents.content import Align, Block, Paragraph, Run, Table, TabStop, paragraph
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.framework_summary import counted, sample, sentence
from ita_desktop.documents.reports.oit.remarks import agenda_lines
from ita_desktop.documents.reports.shared import BULLET, FILE, HYPHEN, level_title
from ita_desktop.documents.rich import blocks_of, is_row
from ita_desktop.documents.wordings.templates import ASSESSMENT, Template, passage, wording
from ita_desktop.documents.wordings.values import clock, of_meeting
from ita_desktop.domain import agenda
from ita_desktop.domain.analysis import both, highest, lowest
from ita_desktop.domain.dates import fiscal_year_bounds, long_date, weekday_date
from ita_desktop.domain.district_names import office
from ita_desktop.domain.documents import GAP, fill, not_said
from ita_desktop.domain.framework import NodeKind
from ita_desktop.domain.meetings import ActionItem, Component, Meeting
from ita_desktop.domain.oit.parts import open_words
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Organisation
from ita_desktop.domain.rich import BULLETS, DEEPEST_PRINTED, parse
from ita_desktop.domain.roster.committee import members_called
from ita_desktop.domain.scores.progress import ItemProgress, item_progress, oit_items, tree_of
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree
from ita_desktop.domain.text import key, to_arabic
from ita_desktop.domain.year import YearData

HEADING_WIDTH: Final = 34.0
"""Width in mm of ระเบียบวาระที่ n, after which titles and items are indented."""
STEP: Final = 9.0
"""Indent in mm after the number of an item, and per level of nested items."""
_UNDER: Final = 5.0
"""Indent in mm of a line below a numbered task."""
_LIST: Final = "agenda"
"""The list by which Word numbers agenda items."""
_COUNTED: Final = 3
"""Number of levels of that list."""
_DIGITS: Final = lazy_re("[0-9]+")
_FILE: Final = wording("agenda.file", "{ชื่อเอกสาร} ครั้งที่ {ครั้งที่}", title=FILE)
_HELD: Final = wording("agenda.held", "{วันประชุม} เวลา {เวลา} ณ {สถานที่}", title="วัน เวลา และสถานที่")
HEADS: Final = wording(
    "agenda.heads",
    """
    {ชื่อเอกสาร}
    {เรื่องประชุม}
    {คณะ}{ชื่อการประเมินส่วนแรก}
    {ชื่อการประเมินส่วนหลัง} {ชื่อการประเมินภาษาอังกฤษ}
    ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ} ครั้งที่ {ครั้งที่}
    {วันเวลาและสถานที่}
    """,
    title="หัวเรื่องระเบียบวาระและใบลงชื่อ",
)
_NUMBER: Final = wording("agenda.number", "ระเบียบวาระที่ {ลำดับวาระ}")
_LAST_RESULT: Final = passage("agenda.last-result", "สรุปผลการประเมินปีก่อนในวาระ", yearly=True)
_FRAMEWORK: Final = passage("agenda.framework", "กรอบการประเมินในวาระ")
_CONSISTS: Final = wording("agenda.consists", "{เครื่องมือและน้ำหนัก} ประกอบด้วย")
_SUCH_AS: Final = wording("agenda.such-as", "{กลุ่มตัวอย่าง} ได้แก่ {รายชื่อกลุ่ม}")
_INDICATOR: Final = wording("agenda.indicator", "{รหัส} {ชื่อ} จำนวน {จำนวนข้อ}")
_ASSIGNED: Final = wording(
    "agenda.assigned",
    """
    ข้อมูล OIT จำนวน {จำนวน} ข้อ กำหนดผู้รับผิดชอบแล้ว {จำนวนที่กำหนด} ข้อ
        รายละเอียดตามตารางมอบหมายที่แนบ
    """,
)
_ASSIGNED_THEN: Final = wording(
    "agenda.assigned-then",
    "ข้อมูล OIT จำนวน {จำนวน} ข้อ รายละเอียดตามตารางมอบหมายที่แนบ",
    title="การมอบหมายข้อมูล OIT หลังวันประชุม",
)
_MISSING_EVIDENCE: Final = wording("agenda.lacking", "{ข้อ} ยังไม่มีหลักฐานของ {หน่วยงาน}")
_NO_ACTIONS: Final = wording("agenda.no-actions", "ไม่มีงานค้างจากการประชุมครั้งก่อน")
_REMARKS_AS_OF: Final = wording("agenda.remarks-as-of", "ข้อสังเกตที่ค้าง ณ วันที่ {วันที่}")
_OWNED: Final = wording("agenda.owned", "ผู้รับผิดชอบ {ผู้รับผิดชอบ}")
_DUE: Final = wording("agenda.due", "ภายในวันที่ {วันที่}")
_TASK_STATE: Final = wording("agenda.task-state", "ผลการดำเนินการ: {ผล}")
_TASK_DONE: Final = wording("agenda.task-done", "เสร็จแล้วเมื่อวันที่ {วันที่}")
_TASK_LATE: Final = wording("agenda.task-late", "ยังไม่เสร็จ เลยกำหนด {จำนวน} วัน ณ วันที่ {วันที่}")
_TASK_COMPLETE: Final = wording("agenda.task-complete", "{ข้อ} ครบแล้ว รอบันทึกว่าเสร็จ")
_TASK_OPEN: Final = wording("agenda.task-open", "ยังไม่เสร็จ")
_TASK_IN_TIME: Final = wording("agenda.task-in-time", "ยังไม่เสร็จ ยังไม่ถึงกำหนด")
NO_MEETING: Final = MissingData("ยังไม่มีการประชุมของปีนี้", remedy="เพิ่มที่หน้าการประชุม", is_all=True)
_SCORE_AT: Final = 158.0
"""Right edge of the scores, in mm from the left edge of the text."""
_STEP: Final = 8.0


def last_result(data: YearData, year: YearData | None, left: float) -> Iterator[Block]:
    """Yields the result of ``year``, the one before ``data``, indented by ``left`` mm; a sentence
    if it has no scores, or the workspace lacks it."""
    if year is None:
        yield _line_at(_nothing(data.organisation, data.year - 1), left)
        return
    tree = tree_of(year)
    yield _line_at(_sentence(year, tree), left)
    if all(node.value is None for node in tree.nodes.values()):
        return
    for instrument in tree.instruments:
        yield Paragraph((Run(f"{instrument.name} ({instrument.code})", bold=True),),
                        "agenda-matter", left=left)  # fmt: skip
        for node in [tree.nodes[code] for code in instrument.children if code in tree.nodes]:
            yield _score_line(node, left + _STEP)
    extremes = _extremes(tree)
    if extremes:
        yield _line_at(extremes, left)
    yield from _result_remarks(year, left)


def _line_at(text: str, left: float) -> Paragraph:
    return Paragraph((Run(text),), "paper-line", left=left)


def _nothing(organisation: Organisation, year: int) -> str:
    return f"ยังไม่มีผลการประเมินของ{office(organisation)} ประจำปีงบประมาณ พ.ศ. {year}"


def _sentence(year: YearData, tree: ScoreTree) -> str:
    value, level = tree.total.value, tree.level.level
    name = year.printed_level or (level.name if level is not None else "")
    if value is None and not name:
        return _nothing(year.organisation, year.year)
    total = f"ได้รับคะแนนรวม {value:.2f} คะแนน " if value is not None else ""
    reached = f"อยู่ใน{level_title(year, name)}" if name else ""
    got = f"{total}{reached}".rstrip()
    return f"ผลการประเมินของ{office(year.organisation)}{got} รายละเอียดดังนี้"


def _score_line(node: ScoreNode, left: float) -> Paragraph:
    score = f"{node.value:.2f} คะแนน" if node.value is not None else "ยังไม่มีคะแนน"
    text = f"ตัวชี้วัดที่ {node.code} {node.name}\t{score}"
    stop = TabStop(_SCORE_AT, Align.RIGHT)
    return Paragraph((Run(text),), "paper-line", left=left, tabs=(stop,))


def _extremes(tree: ScoreTree) -> str:
    """Returns the best and worst indicators with ties; empty if all are equal."""
    indicators = [
        indicator for indicator in tree.indicators if indicator.kind is NodeKind.INDICATOR
    ]
    best, worst = highest(indicators), lowest(indicators)
    if not best or best[0].value == worst[0].value:
        return ""
    return (
        f"โดยคะแนนสูงสุดอยู่ที่{_named(best)} {best[0].value:.2f} คะแนน"
        f" และคะแนนต่ำสุดอยู่ที่{_named(worst)} {worst[0].value:.2f} คะแนน"
    )


def _named(nodes: Sequence[ScoreNode]) -> str:
    return both([f"ตัวชี้วัดที่ {node.code} {node.name}" for node in nodes])


def _result_remarks(year: YearData, left: float) -> Iterator[Block]:
    """Yields the assessors' remarks on items, by indicator."""
    notes = year.remark_by_node
    framework = year.framework
    groups = [
        (indicator, [item for item in framework.items_of(indicator.code) if item.code in notes])
        for indicator in framework.indicators
        if not indicator.parent
    ]
    groups = [(indicator, items) for indicator, items in groups if items]
    if not groups:
        return
    yield _line_at("โดยมีข้อเสนอแนะจากการประเมิน ดังนี้", left)
    for number, (indicator, items) in enumerate(groups, 1):
        yield Paragraph(
            (Run(f"ตัวชี้วัดที่ {indicator.code} {indicator.name}"),),
            "paper-line",
            mark=f"{number})",
            left=left,
        )
        for item in items:
            text = f"{item.code} {item.title} {' '.join(notes[item.code].split())}"
            yield paragraph_at(text, left + _STEP, BULLET)


def paragraph_at(text: str, left: float, mark: str = "", counted: str = "") -> Paragraph:
    """Returns a line indented by ``left`` mm, with a hanging indent after its mark; a number is
    counted by Word in the list ``counted``."""
    one = paragraph(text, "paper-line", mark=mark, counted=counted)
    return replace(one, left=left, hangs=bool(counted))


def chosen(context: ReportContext) -> Meeting | None:
    """Returns the meeting of ``context``, or the newest."""
    data = context.year
    if context.subject:
        return data.meeting_by_id.get(context.subject)
    return data.meetings[-1] if data.meetings else None


def blank(data: YearData) -> Meeting:
    """Returns an empty meeting, for a form to fill in by hand."""
    return Meeting(id="", year_id=data.fiscal_year.id, number=1)


def held(data: YearData, meeting: Meeting) -> str:
    """Returns ``วันอังคารที่ 8 พฤศจิกายน 2565 เวลา 09.00 น. ณ ห้องประชุม``, with gaps."""
    day = str(weekday_date(meeting.day)) if meeting.day else f"วัน{GAP}"
    time = clock(meeting.begins) or f"{GAP} น."
    return _HELD.of(data, {"วันประชุม": day, "เวลา": time, "สถานที่": meeting.place})


def titles(data: YearData, meeting: Meeting, first: str) -> tuple[Paragraph, ...]:
    """Returns the five centred title lines of an agenda or attendance list; the kind of meeting, if
    given, follows the first."""
    values = {
        **bodies_in_title(data, agenda.bodies_named(data.bodies_of_meeting(meeting.id))),
        "ชื่อเอกสาร": first,
        "เรื่องประชุม": meeting.title or None,
        "ครั้งที่": agenda.number_of(meeting, data.year),
        "วันเวลาและสถานที่": held(data, meeting),
    }
    own = data.own_words.get(own_heads(meeting), "")
    return HEADS.paragraphs(data, "paper-title", values, own)


def own_heads(meeting: Meeting) -> str:
    """Returns the key of the title lines that the meeting's agenda came in with, where they are
    others than those of its year."""
    return f"{HEADS.name}/{meeting.id}"


def bodies_in_title(data: YearData, bodies: str) -> dict[str, str | None]:
    """Returns the fields of a title that name the bodies, and of the assessment what their names
    do not say."""
    left = not_said(bodies, ASSESSMENT.words(data))
    begin, of_agencies, end = left.partition("ของหน่วยงาน")
    return {
        "คณะ": bodies or None,
        "ชื่อการประเมินส่วนแรก": begin or None,
        "ชื่อการประเมินส่วนหลัง": f"{of_agencies}{end}" or None,
        **({} if left or not bodies.endswith(")") else {"ชื่อการประเมินภาษาอังกฤษ": None}),
    }


def missing_date(meeting: Meeting) -> list[MissingData]:
    """Returns what is missing of date, time and place."""
    known = (
        (meeting.day, MissingData("การประชุมยังไม่มีวันที่")),
        (meeting.begins, MissingData("การประชุมยังไม่มีเวลาเริ่ม")),
        (meeting.place, MissingData("การประชุมยังไม่มีสถานที่")),
    )
    return [gap for value, gap in known if not value]


def missing_attendance(data: YearData, meeting: Meeting) -> list[MissingData]:
    """Returns that the list is missing, or the bodies that got members after it was made."""
    invited = {row.member_id for row in data.attendance_of(meeting.id)}
    update = "ปรับรายชื่อที่หน้าการประชุม"
    if not invited:
        return [MissingData("ยังไม่มีรายชื่อผู้เข้าประชุม", remedy=update, is_all=True)]
    return [
        MissingData("รายชื่อผู้เข้าประชุมยังไม่มี{body}", {"body": body.name}, update)
        for body in data.bodies_of_meeting(meeting.id)
        if (members := members_called(data, body.id, meeting.day))
        and invited.isdisjoint(member.id for member in members)
    ]


def file_title(context: ReportContext, kind: Template) -> str:
    """Returns the title of a file with a meeting's document."""
    data, meeting = context.year, chosen(context) or blank(context.year)
    number = agenda.number_of(meeting, data.year)
    return _FILE.of(data, {"ชื่อเอกสาร": kind.of(data), "ครั้งที่": number})


# -- agenda items


def heading(data: YearData, line: agenda.AgendaLine, title: str) -> Paragraph:
    """Returns ``ระเบียบวาระที่ 1`` with the title."""
    number = _NUMBER.of(data, {"ลำดับวาระ": line.number})
    made = Paragraph(
        (Run(title, bold=True),),
        "agenda-heading",
        number,
        left=HEADING_WIDTH,
        first=-HEADING_WIDTH,
        tabs=(TabStop(HEADING_WIDTH),),
        mark_wording=_NUMBER.name,
    )
    return _numbered(made, line)


def under_title(
    data: YearData, line: agenda.AgendaLine, title: str, below: Iterable[Block]
) -> Iterator[Block]:
    """Yields an agenda item followed by the blocks ``below`` it, kept on one page with the
    first."""
    blocks = tuple(below)
    if line.depth == 0:
        yield heading(data, line, title)
    else:
        yield agenda_item(line, title, "agenda-matter" if blocks else "paper-line")
    yield from blocks


def agenda_item(line: agenda.AgendaLine, title: str, style: str) -> Paragraph:
    """Returns a numbered item; nested items are indented."""
    left = indent(line)
    width = STEP + 2.0 * (line.depth - 1)
    stops = (TabStop(left),)
    made = Paragraph((Run(title),), style, line.number, left=left, first=-width, tabs=stops)
    return _numbered(made, line)


def _numbered(made: Paragraph, line: agenda.AgendaLine) -> Paragraph:
    """Returns an item with its number, counted by Word unless it was entered."""
    numbers = _DIGITS.findall(to_arabic(made.mark))
    if not line.item.number and numbers == line.number.split(".") and len(numbers) <= _COUNTED:
        return replace(made, counted=_LIST)
    bold = all(run.bold for run in made.runs)
    number = Run(f"{made.mark}\t", bold=bold, wording=made.mark_wording)
    return replace(made, runs=(number, *made.runs), mark="", mark_wording="")


def indent(line: agenda.AgendaLine) -> float:
    """Returns the indent in mm of the content below an item."""
    if line.depth == 0:
        return HEADING_WIDTH
    return HEADING_WIDTH + sum(STEP + 2.0 * depth for depth in range(line.depth))


def filled_text(data: YearData, meeting: Meeting, text: str) -> str:
    """Returns an agenda text with its fields filled in."""
    return fill(text, of_meeting(data, meeting))


def detail(data: YearData, meeting: Meeting, line: agenda.AgendaLine) -> Iterator[Block]:
    """Yields the details of an agenda item."""
    yield from typed(filled_text(data, meeting, line.item.detail), indent(line))


def typed(text: str, left: float) -> Iterator[Block]:
    """Yields the blocks of a typed text, indented by ``left`` mm: tables, and lines of which
    those of a list are indented by how their marks are nested: ``1)``, ``1.1)``, ``-``."""
    above: list[str] = []
    for in_table, run in groupby(text.splitlines(), key=is_row):
        if in_table:
            above.clear()
            for block in blocks_of("\n".join(run)):
                yield replace(block, indent=left) if isinstance(block, Table) else block
            continue
        for words in run:
            if words.strip():
                yield _line(words.strip(), left, above)


def _line(words: str, left: float, above: list[str]) -> Paragraph:
    """Returns a line of a typed text; ``above`` are the kinds of marks that it is nested in."""
    mark = next((line.mark for line in parse(words)), "")
    if not mark:
        above.clear()
        return paragraph_at(words, left)
    kind = HYPHEN if mark in BULLETS else re.sub("[0-9๐-๙]+", "0", mark)
    if kind in above:
        del above[above.index(kind) + 1 :]
    else:
        above.append(kind)
    deeper = min(len(above) - 1, DEEPEST_PRINTED) * STEP
    return paragraph_at(words.removeprefix(mark).lstrip(), left + deeper, mark)


def component(context: ReportContext, meeting: Meeting, line: agenda.AgendaLine) -> Iterator[Block]:
    """Yields the generated content of an agenda item."""
    data, left = context.year, indent(line)
    match line.item.component:
        case Component.LAST_RESULT:
            made = last_result(data, context.last_year, left)
            yield from _indented(left, _LAST_RESULT.blocks(data, made))
        case Component.FRAMEWORK:
            yield from _indented(left, _FRAMEWORK.blocks(data, _framework(data, left)))
        case Component.ASSIGNMENTS:
            yield from _assignments(data, meeting, context.day, left)
        case Component.OPEN_ACTIONS:
            yield from _former_tasks(data, meeting, context.day, left)
        case Component.OPEN_REMARKS:
            yield from _remarks(data, meeting, context.day, left)
        case Component.NONE:
            return


def _indented(left: float, blocks: Iterable[Block]) -> Iterator[Block]:
    """Indents blocks below an item, including those written by the office."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.style in {"body", "line"}:
            yield replace(block, style="paper-line", left=left)
        else:
            yield block


def missing_components(context: ReportContext, meeting: Meeting) -> Iterator[MissingData]:
    """Yields what is missing in the generated content."""
    data = context.year
    parts = {item.component for item in data.agenda_of(meeting.id)}
    before = context.last_year
    if Component.LAST_RESULT in parts and (before is None or not before.scores):
        last = {"year": data.year - 1}
        yield MissingData("ยังไม่มีผลการประเมินปี {year}", last, "นำเข้าที่หน้าคะแนน", PageKey.SCORES)
    if Component.ASSIGNMENTS in parts and not data.assignments:
        yield MissingData("ยังไม่ได้มอบหมายข้อ OIT", remedy="กำหนดที่หน้างาน OIT", page=PageKey.OIT)


def _framework(data: YearData, left: float) -> Iterator[Block]:
    framework = data.framework
    for number, instrument in enumerate(framework.instruments, 1):
        words = sentence(data, instrument)
        if instrument.code == "OIT":
            words = _CONSISTS.of(data, {"เครื่องมือและน้ำหนัก": words})
        yield paragraph_at(words, left, f"({number})", "agenda-instruments")
        asked = sample(data, instrument)
        if asked:
            groups = {"กลุ่มตัวอย่าง": asked, "รายชื่อกลุ่ม": ", ".join(instrument.respondents)}
            yield paragraph_at(_SUCH_AS.of(data, groups), left + STEP)
        elif instrument.code == "OIT":
            for indicator in framework.indicators_of(instrument.code):
                for sub in framework.children(indicator.code) or (indicator,):
                    named = {"รหัส": sub.code, "ชื่อ": sub.name, "จำนวนข้อ": counted(data, sub.code)}
                    yield paragraph_at(_INDICATOR.of(data, named), left + STEP, HYPHEN)


def _is_over(meeting: Meeting, today: date | None) -> bool:
    """Returns whether a paper is made after the meeting's day."""
    return today is not None and meeting.day is not None and today > meeting.day


def _remarks(data: YearData, meeting: Meeting, today: date | None, left: float) -> Iterator[Block]:
    """Yields the open remarks. What has become of each since the meeting's day is not recorded by
    day: a later paper says as of when they stand so."""
    if today is not None and _is_over(meeting, today):
        day = {"วันที่": str(long_date(today))}
        yield paragraph_at(_REMARKS_AS_OF.of(data, day), left)
    for words in agenda_lines(data):
        yield paragraph_at(words, left, HYPHEN)


def _assignments(
    data: YearData, meeting: Meeting, today: date | None, left: float
) -> Iterator[Block]:
    """Yields how many items are assigned and what is missing. In a paper that is made after the
    meeting's day nobody knows how it stood then: it names the table alone."""
    items = oit_items(data)
    if not items:
        return
    assigned = [item for item in items if data.owners_of_item(item.code)]
    counts = {"จำนวน": str(len(items)), "จำนวนที่กำหนด": str(len(assigned))}
    is_over = _is_over(meeting, today)
    for words in (_ASSIGNED_THEN if is_over else _ASSIGNED).lines(data, counts):
        yield paragraph_at(words, left)
    if is_over:
        return
    day = meeting.day or fiscal_year_bounds(data.year)[0]
    for progress in item_progress(data, day).values():
        for words in _missing(data, progress):
            yield paragraph_at(words, left + STEP, HYPHEN)


def _missing(data: YearData, progress: ItemProgress) -> tuple[str, ...]:
    """Returns which units have not delivered an item that others have; nothing if none."""
    units = open_words(progress.item, progress.open_rows)
    return (
        _MISSING_EVIDENCE.lines(data, {"ข้อ": progress.item.code, "หน่วยงาน": units}) if units else ()
    )


def _former_tasks(
    data: YearData, meeting: Meeting, today: date | None, left: float
) -> Iterator[Block]:
    """Yields the tasks of earlier meetings with how each stands: on the meeting's day, or on the
    day ``today`` of the paper before it."""
    days = [day for day in (meeting.day, today) if day is not None]
    day = min(days, default=fiscal_year_bounds(data.year)[0])
    tasks = agenda.former_tasks(data, meeting, day)
    if not tasks:
        for words in _NO_ACTIONS.lines(data):
            yield paragraph_at(words, left)
    for number, task in enumerate(tasks, 1):
        stands = _TASK_STATE.of(data, {"ผล": _standing(data, task, day)})
        yield paragraph_at(action_words(data, task), left, f"{number})", "agenda-actions")
        yield paragraph_at(stands, left + _UNDER)


def _standing(data: YearData, task: ActionItem, day: date) -> str:
    """Returns how a task stands on a day: done, late by how much, or not yet."""
    if task.done is not None:
        return _TASK_DONE.of(data, {"วันที่": str(long_date(task.done))})
    late = agenda.days_late(data, task, day)
    if late:
        return _TASK_LATE.of(data, {"จำนวน": str(late), "วันที่": str(long_date(day))})
    if complete := agenda.complete_items(data, task):
        return _TASK_COMPLETE.of(data, {"ข้อ": " ".join(complete)})
    return (_TASK_OPEN if task.due is None else _TASK_IN_TIME).of(data)


def tells_of_task(data: YearData, line: str) -> bool:
    """Returns whether a printed line tells how a task of an earlier meeting stands."""
    before = key(_TASK_STATE.of(data, {"ผล": "|"}).partition("|")[0])
    return bool(before) and key(line).startswith(before)


def action_words(data: YearData, action: ActionItem) -> str:
    """Returns a task with its owner and due date."""
    owner = agenda.owner_words(data, action)
    whose = f" {_OWNED.of(data, {'ผู้รับผิดชอบ': owner})}" if owner else ""
    due = f" {_DUE.of(data, {'วันที่': str(long_date(action.due))})}" if action.due else ""
    return f"{' '.join(action.text.split())}{whose}{due}"


RESOLVED: Final = 27.0
"""Width of มติที่ประชุม in mm."""
_RESOLUTION: Final = wording("minutes.resolution", "มติที่ประชุม")


def resolution(data: YearData, meeting: Meeting, line: agenda.AgendaLine) -> Iterator[Block]:
    """Yields the resolution on an item, if any."""
    text = filled_text(data, meeting, line.item.resolution)
    lines = text.splitlines()
    marked = [at for at, words in enumerate(lines) if at and (is_row(words) or _is_marked(words))]
    first = min(marked, default=len(lines))
    if lines and is_row(lines[0]):
        first = 0
    if text:
        yield resolved(data, line, "\n".join(lines[:first]))
        yield from typed("\n".join(lines[first:]), indent(line) + RESOLVED)


def _is_marked(words: str) -> bool:
    return any(line.mark for line in parse(words))


def resolved(data: YearData, line: agenda.AgendaLine, words: str) -> Paragraph:
    """Returns ``มติที่ประชุม`` with the resolution, keeping its lines."""
    left = indent(line) + RESOLVED
    text = "\n".join(" ".join(text.split()) for text in words.splitlines())
    runs = (Run(f"{_RESOLUTION.of(data)}\t", bold=True, wording=_RESOLUTION.name), Run(text))
    return Paragraph(runs, "paper-line", left=left, first=-RESOLVED, tabs=(TabStop(left),))
