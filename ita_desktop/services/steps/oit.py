"""Steps of งาน OIT: items that are late, remarked on, without owner, date or evidence, or due
soon."""

from collections.abc import Iterator
from datetime import date

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.oit.filing import open_remarks
from ita_desktop.domain.scores.progress import ItemProgress, State, official_scores
from ita_desktop.domain.scores.results import RemarkState
from ita_desktop.domain.tracking.deliveries import undated_items, unowned_items
from ita_desktop.services.beginning import Stage
from ita_desktop.services.overview import owner_text
from ita_desktop.services.step_context import Step, StepContext, StepUrgency, open_item


def steps(step_context: StepContext) -> Iterator[Step]:
    """Yield steps: late, missing, upcoming, and a closing one if nothing is open."""
    yield from _late(step_context)
    yield from _remarked(step_context)
    yield from _missing(step_context)
    yield from _upcoming(step_context)
    yield _nothing_due(step_context)


def _late(step_context: StepContext) -> Iterator[Step]:
    late = [progress for progress in step_context.progress.values() if progress.state is State.LATE]
    if late:
        first = _first(step_context, late)
        days = Phrase(
            "{code} เลยกำหนด {days} วัน", code=first.item.code, days=-(first.days_left or 0)
        )
        more = Phrase("เลยกำหนดทั้งหมด {count} ข้อ", count=len(late)) if len(late) > 1 else ""
        why = _why(step_context, first)
        yield _item(StepUrgency.LATE, step_context, first, days, *why, more)
        return
    close = step_context.day_of("oit_close")
    if close is None or close >= step_context.today or step_context.ended:
        return
    official = official_scores(step_context.data)
    left = [item for item in step_context.open_items if item.item.code not in official]
    if left:
        text = Phrase(
            "ปิดการเผยแพร่ OIT เมื่อ {day} ยังไม่ครบ {count} ข้อ เริ่มที่ {code}",
            day=short_date(close),
            count=len(left),
            code=left[0].item.code,
        )
        yield _item(StepUrgency.LATE, step_context, left[0], text)


def _remarked(step_context: StepContext) -> Iterator[Step]:
    """Yield the assessor's remarks that nobody answered, but for what a result prints."""
    waiting = [
        item.code
        for item, remark in open_remarks(step_context.data)
        if remark.id and remark.state is RemarkState.OPEN and item.code in step_context.progress
    ]
    if waiting:
        sentence = Phrase("ข้อสังเกตของผู้ตรวจยังไม่ตอบ {count} เรื่อง", count=len(waiting))
        action = Phrase("ตอบข้อสังเกต {code}", code=waiting[0])
        first = step_context.progress[waiting[0]]
        yield _item(StepUrgency.MISSING, step_context, first, sentence, action=action)


def _missing(step_context: StepContext) -> Iterator[Step]:
    data = step_context.data
    unowned = unowned_items(data)
    nobodys = [item for item in step_context.open_items if item.item in unowned]
    if nobodys and not step_context.does_without(Stage.ASSIGNMENT):
        sentence = Phrase("ยังไม่มีผู้รับผิดชอบ {count} ข้อ", count=len(nobodys))
        why = Phrase("มอบหมายก่อน เพื่อให้ทุกหน่วยรู้ว่าต้องส่งข้อใด เมื่อใด")
        action = Phrase("มอบหมาย {code}", code=nobodys[0].item.code)
        yield _item(StepUrgency.MISSING, step_context, nobodys[0], sentence, why, action=action)
    undated = [step_context.progress[item.code] for item in undated_items(step_context.progress)]
    if undated:
        sentence = Phrase("ยังไม่มีกำหนดส่ง {count} ข้อ", count=len(undated))
        action = Phrase("ใส่กำหนดส่ง {code}", code=undated[0].item.code)
        by = _before_close(step_context)
        yield _item(StepUrgency.MISSING, step_context, undated[0], sentence, by, action=action)
    unproved = [
        progress
        for progress in step_context.progress.values()
        if _needs_proof(step_context, progress)
    ]
    if unproved:
        sentence = Phrase("ครบแล้วแต่ยังไม่มีหลักฐาน {count} ข้อ", count=len(unproved))
        why = Phrase("บันทึกลิงก์หรือไฟล์ให้ผู้ตรวจเปิดดูได้")
        action = Phrase("เพิ่มหลักฐาน {code}", code=unproved[0].item.code)
        yield _item(StepUrgency.MISSING, step_context, unproved[0], sentence, why, action=action)


def _before_close(step_context: StepContext) -> str:
    close = step_context.day_of("oit_close")
    return Phrase("ให้เสร็จก่อนปิดการเผยแพร่ {day}", day=short_date(close)) if close else ""


def _needs_proof(step_context: StepContext, progress: ItemProgress) -> bool:
    """Return whether the clerk marked an item as complete without recording evidence."""
    code = progress.item.code
    own = progress.state is State.DONE and code not in official_scores(step_context.data)
    return own and not step_context.data.evidence_of(code)


def _upcoming(step_context: StepContext) -> Iterator[Step]:
    soon = [item for item in step_context.open_items if step_context.is_soon(item.due)]
    if not soon:
        return
    first = _first(step_context, soon)
    due = first.due or step_context.today
    when = step_context.when(due)
    what = Phrase("{code} ครบกำหนด {day} {days}", code=first.item.code, **when)
    more = Phrase("ครบกำหนดใน 30 วัน {count} ข้อ", count=len(soon)) if len(soon) > 1 else ""
    yield _item(StepUrgency.UPCOMING, step_context, first, what, *_why(step_context, first), more)


def _first(step_context: StepContext, items: list[ItemProgress]) -> ItemProgress:
    """Return the item that is due first, of several the one with the largest gain."""

    def order(progress: ItemProgress) -> tuple[date, float]:
        gain = step_context.score_gains.get(progress.item.code)
        return progress.due or date.max, -float(gain.total) if gain is not None else 0.0

    return min(items, key=order)


def _why(step_context: StepContext, progress: ItemProgress) -> tuple[str, str]:
    """Return phrases with the item's owners and its gain."""
    owners = owner_text(step_context.data, step_context.data.owners_of_item(progress.item.code))
    gain = step_context.score_gains.get(progress.item.code)
    return (
        Phrase("รอ{owners}", owners=owners) if owners else "",
        Phrase("ทำครบแล้วรวมเพิ่ม {points}", points=f"{gain.total:.2f}")
        if gain is not None and gain.total > 0
        else "",
    )


def _item(
    urgency: StepUrgency,
    step_context: StepContext,
    progress: ItemProgress,
    *said: str,
    action: str = "",
) -> Step:
    opened, place = open_item(progress.item.code)
    day = progress.due if progress.due is not None else step_context.day_of("oit_close")
    return Step(urgency, joined(*said), action or opened, place, day)


def _nothing_due(step_context: StepContext) -> Step:
    count = len(step_context.progress)
    if any(True for _ in step_context.open_items):
        return step_context.quiet(Phrase("ยังไม่มีข้อ OIT ที่ครบกำหนดใน 30 วัน"))
    if not count:
        return step_context.quiet(Phrase("ไม่มีข้อ OIT"))
    return step_context.done(Phrase("OIT ครบทั้ง {count} ข้อแล้ว", count=count))
