"""Checks a year: contradicting scores, framework faults, missing owners, late work, what its papers
say (by rules, whose issues are reported in their order here), old backups."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

from ita_desktop.domain import framework_draft
from ita_desktop.domain.agenda import days_late, owner_words
from ita_desktop.domain.dates import fiscal_year_bounds, short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.meetings import ActionItem, Meeting
from ita_desktop.domain.oit.filing import open_remarks
from ita_desktop.domain.oit.judging import UnprovedMark, files_of_evidence, unproved_marks
from ita_desktop.domain.oit.parts import open_units, open_words
from ita_desktop.domain.records import Measure, Member, MemberKind
from ita_desktop.domain.roster import holders
from ita_desktop.domain.roster.committee import chair_of, members_called
from ita_desktop.domain.scores.progress import State, item_progress, tree_of
from ita_desktop.domain.scores.results import RemarkState
from ita_desktop.domain.tracking import deliveries
from ita_desktop.domain.tracking.state import late_measures, tracked
from ita_desktop.domain.tracking.units import names_of
from ita_desktop.domain.year import YearData
from ita_desktop.frameworks import faults_of
from ita_desktop.services.checks import texts
from ita_desktop.services.checks.believed import believed, contradictions, doubted
from ita_desktop.services.checks.issues import CheckedYear, CheckIssue, Rule, Severity
from ita_desktop.services.documents import exporting
from ita_desktop.services.edits import short
from ita_desktop.services.measure_names import label_of
from ita_desktop.services.meetings.meetings import display_name
from ita_desktop.services.overview import over_kept
from ita_desktop.services.settings import safety_copies
from ita_desktop.settings import Settings
from ita_desktop.storage.tables import kinds_of
from ita_desktop.storage.workspace import Workspace

SOON: Final = timedelta(days=14)
"""How long before its due date an incomplete item is reported."""
OLD: Final = timedelta(days=7)
"""Maximum age of the last safety copy."""
RULES: Final[tuple[Rule, ...]] = (
    texts.other_years,
    texts.other_districts,
    texts.unknown_units,
    texts.measures_outside,
    texts.days_outside,
    texts.measures_without_time,
    texts.tasks_without_day,
    texts.below_target,
    texts.other_scores,
    texts.without_result,
    texts.not_done,
    texts.repeated_texts,
    texts.repeated_photos,
    texts.numbering,
    texts.old_evidence,
    texts.personal_in_text,
    texts.without_glyph,
)


def content_issues(
    data: YearData,
    before: YearData | None,
    today: date,
    media: Callable[[str], bytes | None] = lambda _key: None,
) -> Iterator[CheckIssue]:
    """Yield what the rules find in a year on the day ``today``; ``before`` is the year whose result
    it answers, ``media`` returns the stored bytes of a file."""
    subject = CheckedYear(data, before, today, media)
    for rule in RULES:
        yield from rule(subject)


def check(workspace: Workspace, year: int, today: date) -> list[CheckIssue]:
    """Return all issues of the Buddhist fiscal ``year`` on the day ``today``, errors first."""
    data = workspace.year(year)
    found = [
        *_framework(data),
        *_draft(data),
        *_figures(data),
        *(each.issue for each in believed(workspace, data)),
        *late_work(data, today),
        *_remarks(data, today),
        *lacks(data, today),
        *unproved(data),
        *posts(data),
        *content_issues(data, workspace.year_before(data.year), today, workspace.media),
        *_unknown(data),
        *_documents(workspace, data),
        *_altered(workspace),
        *_media(workspace, data),
        *_of_file(workspace),
        *_copies(workspace),
        *_kept_too_long(workspace, data, today),
    ]
    order = list(Severity)
    return sorted(found, key=lambda issue: order.index(issue.severity))


def _kept_too_long(workspace: Workspace, data: YearData, today: date) -> Iterator[CheckIssue]:
    for over in over_kept(workspace, data, today):
        text = Phrase("ข้อมูลส่วนบุคคลของปี {year} เกินระยะเวลาเก็บ", year=over.year)
        fix = Phrase("ดูทะเบียนข้อมูลส่วนบุคคล แล้วลบถาวร หรือแก้ระยะเวลาเก็บที่ถ้อยคำของเอกสารนั้น")
        yield CheckIssue(Severity.WARNING, "kept-too-long", str(over.year), text, fix)


def _framework(data: YearData) -> Iterator[CheckIssue]:
    for fault in faults_of(data.framework):
        severity = Severity.ERROR if fault.hard else Severity.WARNING
        text = Phrase(fault.template, **fault.fields)
        fix = Phrase(fault.remedy, **fault.fields)
        where = fault.code or Phrase("กรอบการประเมิน")
        yield CheckIssue(severity, "framework", where, text, fix)


def _draft(data: YearData) -> Iterator[CheckIssue]:
    fix = Phrase("ตรวจกับหนังสือเวียนของปี แล้วยืนยันที่หน้าปฏิทินและกรอบของปี")
    for block, count in framework_draft.counts(data).items():
        text = Phrase(
            "กรอบปี {year} เป็นร่างจากกรอบ {source} {block}ยังไม่ยืนยัน {count} จาก {of} แห่ง",
            year=data.year,
            source=data.framework.drafted_from,
            block=framework_draft.BLOCKS[block],
            count=count.unconfirmed,
            of=count.of,
        )
        yield CheckIssue(Severity.WARNING, "unconfirmed", framework_draft.BLOCKS[block], text, fix)


def _figures(data: YearData) -> Iterator[CheckIssue]:
    fix = Phrase("ดูรายงานทางการ แล้วแก้ตัวเลขที่อ่านผิดที่หน้าคะแนน หรือยืนยันว่าถูกต้อง")
    for doubt in doubted(data):
        yield CheckIssue(Severity.WARNING, "doubtful-figure", doubt.node, doubt.text, fix)
    for contradiction in contradictions(data):
        yield CheckIssue(
            Severity.WARNING, "contradiction", contradiction.node, contradiction.sentence, fix
        )


def _gap(data: YearData, today: date) -> Severity:
    """Return how grave a missing owner or answer is: after the end of the year, information."""
    return Severity.INFO if data.is_over(today) else Severity.WARNING


def _remarks(data: YearData, today: date) -> Iterator[CheckIssue]:
    """Yield the assessor's remarks that nobody answered, and those that the assessor has not yet
    accepted."""
    severity = _gap(data, today)
    for item, remark in open_remarks(data):
        shown = {"code": item.code, "text": short(remark.text)}
        if remark.state is RemarkState.OPEN:
            text = Phrase("ข้อสังเกตของผู้ตรวจข้อ {code} ยังไม่ตอบ: {text}", **shown)
            fix = Phrase("ตอบหรือแก้ไขที่หน้างาน OIT ส่วนข้อสังเกตของผู้ตรวจ")
            yield CheckIssue(severity, "open-remark", item.code, text, fix)
        else:
            text = Phrase("ข้อสังเกตของผู้ตรวจข้อ {code} ผู้ตรวจยังไม่รับ: {text}", **shown)
            yield CheckIssue(Severity.INFO, "open-remark", item.code, text)


def late_work(data: YearData, today: date) -> Iterator[CheckIssue]:
    """Yield what is late, due soon, or was missed in a year that is over."""
    for code, progress in item_progress(data, today).items():
        if progress.state is State.MISSED:
            text = Phrase("ข้อ {code} ไม่มีบันทึกว่าครบ", code=code)
            yield CheckIssue(Severity.INFO, "missed-item", code, text)
        if progress.due is None or progress.days_left is None or progress.state is State.DONE:
            continue
        shown = {"code": code, "day": short_date(progress.due), "days": abs(progress.days_left)}
        if progress.state is State.LATE:
            text = Phrase("ข้อ {code} เลยกำหนด {day} แล้ว {days} วัน", **shown)
            missing = open_words(progress.item, progress.open_rows)
            who = missing or _owners(data, code)
            fix = Phrase("ติดตาม{who} แล้วบันทึกหลักฐานที่หน้างาน OIT", who=who)
            units = tuple(unit.name for unit in open_units(progress.open_rows))
            yield CheckIssue(Severity.ERROR, "late-item", code, text, fix, units)
        elif progress.due <= today + SOON:
            text = Phrase("ข้อ {code} ครบกำหนด {day} อีก {days} วัน", **shown)
            yield CheckIssue(Severity.INFO, "due-item", code, text)
    yield from _late_measures(data, today)
    yield from _late_tasks(data, today)
    for missed in tracked(data, today).values():
        if missed.state is State.MISSED:
            text = Phrase("มาตรการไม่มีบันทึกว่าทำครบ")
            yield CheckIssue(Severity.INFO, "missed-measure", _place(data, missed.measure), text)


def _late_measures(data: YearData, today: date) -> Iterator[CheckIssue]:
    for late in late_measures(data, today):
        words = "มาตรการยังไม่เริ่ม ครบกำหนด {day} แล้ว"
        if late.begun:
            words = "มาตรการยังไม่บันทึกผลของรอบที่ครบกำหนด {day}"
        text = Phrase(words, day=short_date(late.due))
        if late.is_partial:
            text = Phrase("{late} ยังขาด {units}", late=text, units=names_of(late.units))
        fix = Phrase("บันทึกผลที่หน้ามาตรการ")
        units = tuple(unit.name for unit in late.units)
        yield CheckIssue(
            Severity.ERROR, "late-measure", _place(data, late.measure), text, fix, units
        )


def _late_tasks(data: YearData, today: date) -> Iterator[CheckIssue]:
    for task in deliveries.of_tasks(data, today):
        if task.is_late and isinstance(task.of, ActionItem):
            days = days_late(data, task.of, today)
            words = short(task.of.text)
            text = Phrase("งานจากประชุมเลยกำหนด {days} วัน: {text}", days=days, text=words)
            fix = Phrase("บันทึกวันที่เสร็จที่หน้าการประชุม ส่วนงานที่มอบหมาย")
            where = owner_words(data, task.of)
            units = tuple(unit.name for unit in task.units)
            yield CheckIssue(Severity.ERROR, "late-task", where, text, fix, units)


def _place(data: YearData, measure: Measure) -> str:
    """Return the codes of a measure's items for ``where``; without items, its label."""
    items = " ".join(item.item_code for item in data.items_of_measure(measure.id))
    return items or label_of(data, measure)


def _owners(data: YearData, code: str) -> str:
    return ", ".join(data.owner_label(owner) for owner in data.owners_of_item(code)) or Phrase(
        "ผู้รับผิดชอบ"
    )


def lacks(data: YearData, today: date) -> Iterator[CheckIssue]:
    """Yield the items and measures without owner or day, and the bodies without members."""
    severity = _gap(data, today)
    fix = Phrase("กำหนดที่หน้างาน OIT")
    for item in deliveries.unowned_items(data):
        text = Phrase("ข้อ {code} ยังไม่มีผู้รับผิดชอบ", code=item.code)
        yield CheckIssue(severity, "no-owner", item.code, text, fix)
    for item in deliveries.undated_items(item_progress(data, today)):
        text = Phrase("ข้อ {code} ยังไม่มีกำหนดส่ง", code=item.code)
        yield CheckIssue(Severity.INFO, "no-due-date", item.code, text, fix)
    fix = Phrase("กำหนดที่หน้ามาตรการ")
    for measure in deliveries.unowned_measures(data):
        text, where = Phrase("มาตรการยังไม่มีผู้รับผิดชอบ"), _place(data, measure)
        yield CheckIssue(severity, "measure-no-owner", where, text, fix)
    fix = Phrase("เพิ่มที่หน้าคณะกรรมการ")
    for body in deliveries.empty_bodies(data):
        text = Phrase("{body} ยังไม่มีรายชื่อ", body=body.name)
        yield CheckIssue(severity, "no-members", body.name, text, fix)
    for body_id, vacant in Counter(
        member.body_id for member in deliveries.vacant_members(data)
    ).items():
        body = data.body_by_id[body_id]
        text = Phrase("{body} มีตำแหน่งว่าง {count} ลำดับ", body=body.name, count=vacant)
        yield CheckIssue(Severity.INFO, "vacant", body.name, text)


def _unknown(data: YearData) -> Iterator[CheckIssue]:
    for node in tree_of(data).instruments:
        if node.value is None:
            text = Phrase("ยังไม่มีคะแนน {codes}", codes=node.code)
            yield CheckIssue(Severity.INFO, "no-score", node.code, text, Phrase("กรอกที่หน้าคะแนน"))


def _documents(workspace: Workspace, data: YearData) -> Iterator[CheckIssue]:
    for listed in exporting.listing(data, workspace.year_before(data.year)):
        for gap in listed.missing:
            text = Phrase(gap.template, **gap.fields)
            yield CheckIssue(Severity.INFO, "document", listed.name, text, Phrase(gap.remedy))


def _altered(workspace: Workspace) -> Iterator[CheckIssue]:
    altered = workspace.altered_tables()
    if altered:
        text = Phrase("ข้อมูลในแฟ้มไม่ตรงกับที่บันทึกไว้: {kinds}", kinds=kinds_of(altered))
        fix = Phrase("เทียบกับแฟ้มสำรองก่อนหน้า หรือกู้คืน และตรวจดิสก์")
        where = workspace.path.name if workspace.path else ""
        yield CheckIssue(Severity.ERROR, "altered-content", where, text, fix)


def _media(workspace: Workspace, data: YearData) -> Iterator[CheckIssue]:
    damaged = set(workspace.damaged_media())
    if not damaged:
        return
    photos = [photo for photo in data.photos if damaged & {photo.media, photo.original}]
    names = [photo.file_name or photo.caption for photo in photos]
    names += [photo.file_name for photo in data.returned_photos if photo.media in damaged]
    names += [row.file_name for row in files_of_evidence([data]) if row.media in damaged]
    names += [row.title for row in data.signed_papers if damaged & {row.media, row.made}]
    text = Phrase("ภาพหรือไฟล์แนบในแฟ้มเสียหาย {count} รายการ จึงไม่แสดงและไม่พิมพ์", count=len(damaged))
    fix = Phrase("ใส่ภาพหรือแนบไฟล์นั้นใหม่ หรือกู้คืนจากแฟ้มสำรองก่อนหน้า และตรวจดิสก์")
    where = " ".join(filter(None, names)) or (workspace.path.name if workspace.path else "")
    yield CheckIssue(Severity.ERROR, "damaged-media", where, text, fix)


def _of_file(workspace: Workspace) -> Iterator[CheckIssue]:
    for found in workspace.findings():
        where = found.path or workspace.path
        yield CheckIssue(
            Severity.WARNING, found.kind.value, str(where or ""), found.text, found.remedy
        )


def _copies(workspace: Workspace) -> Iterator[CheckIssue]:
    if workspace.path is None:
        return
    now = datetime.now()  # noqa: DTZ005 - the clerk's own clock
    place = safety_copies.look_at_place(Settings(), workspace, now)
    if place is not None and place.is_late:
        text = Phrase("ไม่มีสำเนาใหม่ในที่เก็บแห่งที่สองมา {days} วันแล้ว", days=place.days)
        fix = Phrase("ต่อแฟลชไดรฟ์หรือเครือข่าย แล้วสำรองแฟ้ม")
        yield CheckIssue(Severity.WARNING, "no-second-copy", str(place.folder), text, fix)
    last = workspace.copies.last()
    fix = Phrase("สำรองด้วยคำสั่ง ita-desktop backup หรือที่หน้าตั้งค่า")
    where = workspace.path.name
    if last is None:
        text = Phrase("ยังไม่เคยสำรองแฟ้มนี้ในเครื่องนี้")
        yield CheckIssue(Severity.WARNING, "no-backup", where, text, fix)
    elif datetime.now(last.made.tzinfo) - last.made > OLD:
        text = Phrase("สำรองครั้งล่าสุด {day}", day=short_date(last.made.date()))
        yield CheckIssue(Severity.WARNING, "old-backup", where, text, fix)


# Checks of posts: two holders at the same time, or no holder of the chair's post on the day of a
# meeting.


def posts(data: YearData) -> Iterator[CheckIssue]:
    """Yield the issues about the year's posts."""
    yield from _held_by_several(data)
    for meeting in data.meetings:
        yield from _without_chair(data, meeting)


def _held_by_several(data: YearData) -> Iterator[CheckIssue]:
    bounds = fiscal_year_bounds(data.year)
    for tenures in data.tenures_by_post.values():
        if not holders.is_of_one(tenures[0].post):
            continue
        for stretch in holders.stretches(tenures, *bounds):
            if stretch.is_shared:
                yield _shared(data, stretch)


def _shared(data: YearData, stretch: holders.PostPeriod) -> CheckIssue:
    held = stretch.own[0]
    post = holders.post_words(data, held.post, held.unit_id)
    text = Phrase(
        "{post} มีผู้ดำรงตำแหน่งพร้อมกัน {count} คน ตั้งแต่ {first} ถึง {last}: {people}",
        post=post,
        count=len(stretch.own),
        first=short_date(stretch.first),
        last=short_date(stretch.last),
        people=", ".join(data.person_name(tenure.person_id) for tenure in stretch.own),
    )
    fix = Phrase("แก้วันที่ หรือใส่ว่ารักษาราชการแทน ที่หน้าคณะกรรมการ ส่วนตำแหน่ง")
    return CheckIssue(Severity.WARNING, "post-shared", post, text, fix)


def _without_chair(data: YearData, meeting: Meeting) -> Iterator[CheckIssue]:
    """Yield an issue if the chair is a post without holder on the meeting's day. A post without any
    tenure is not reported, as the office may not use tenures."""
    chair = _chair(data, meeting)
    if meeting.day is None or chair is None or chair.kind is not MemberKind.POST:
        return
    if holders.holders_on(data, chair.post, chair.unit_id, meeting.day):
        return
    wanted = data.post_keys.key(chair.post, chair.unit_id)
    known = any(data.post_keys.is_that(tenure, wanted) for tenure in data.tenures_by_post)
    text = Phrase(
        "{meeting} วันที่ {day} ไม่มีผู้ดำรงตำแหน่ง {post} ซึ่งเป็นประธาน",
        meeting=display_name(data, meeting),
        day=short_date(meeting.day),
        post=holders.post_words(data, chair.post, chair.unit_id),
    )
    fix = Phrase("ใส่ผู้ดำรงตำแหน่งหรือผู้รักษาราชการแทนที่หน้าคณะกรรมการ ส่วนตำแหน่ง หรือเลือกประธานที่หน้าการประชุม")
    severity = Severity.WARNING if known else Severity.INFO
    yield CheckIssue(severity, "no-chair", display_name(data, meeting), text, fix)


def _chair(data: YearData, meeting: Meeting) -> Member | None:
    """Return the member in the chair; None if it is a person without a place, or nobody."""
    if meeting.chair_person_id:
        return None
    named = data.member_by_id.get(meeting.chair_id or "")
    if named is not None:
        return named
    return chair_of(
        [
            member
            for body in data.bodies_of_meeting(meeting.id)
            for member in members_called(data, body.id, meeting.day)
        ]
    )


# Marks of 100 that nothing proves.


def unproved(data: YearData) -> Iterator[CheckIssue]:
    """Yield the items whose own mark of 100 is not proved; a reason makes it information."""
    for mark in unproved_marks(data):
        code = mark.item.code
        text = Phrase(
            "ข้อ {code} ให้คะแนน 100 แต่ยังไม่พิสูจน์ {count} รายการ: {why}",
            code=code,
            count=len(mark.points),
            why=why_not(mark),
        )
        fix = Phrase("ตรวจลิงก์ หรือเก็บไฟล์หลักฐาน หรือให้เหตุผลที่หน้างาน OIT")
        severity = Severity.WARNING
        if mark.reason:
            text = Phrase("{text} (เหตุผล: {reason})", text=text, reason=mark.reason)
            severity = Severity.INFO
        yield CheckIssue(severity, "no-proof", code, text, fix)


def why_not(mark: UnprovedMark) -> str:
    """Return what is not proved of a mark: the most urgent requirement, and why."""
    first = mark.points[0]
    return Phrase("{requirement} {why}", requirement=first.point.code, why=first.why)
