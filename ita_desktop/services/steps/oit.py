"""What is to be done in งาน OIT: what is late, nobody's, undated, unproved, or due soon."""

from collections.abc import Iterator
from datetime import date

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.scores.progress import ItemProgress, State, official_scores
from ita_desktop.services.beginning import Stage
from ita_desktop.services.moment import Moment, Step, Urgency, in_days, joined, open_item
from ita_desktop.services.overview import owner_text


def steps(moment: Moment) -> Iterator[Step]:
    """Late before missing before upcoming, and what to say when nothing is open."""
    yield from _late(moment)
    yield from _missing(moment)
    yield from _upcoming(moment)
    yield _nothing_due(moment)


def _late(moment: Moment) -> Iterator[Step]:
    late = [one for one in moment.progress.values() if one.state is State.LATE]
    if late:
        first = _first(moment, late)
        days = Phrase(
            "{code} เลยกำหนด {days} วัน", code=first.item.code, days=-(first.days_left or 0)
        )
        more = Phrase("เลยกำหนดทั้งหมด {count} ข้อ", count=len(late)) if len(late) > 1 else ""
        yield _item(Urgency.LATE, moment, first, joined(days, *_why(moment, first), more))
        return
    close = moment.day_of("oit_close")
    if close is None or close >= moment.today or moment.ended:
        return
    official = official_scores(moment.data)
    left = [one for one in moment.open_items if one.item.code not in official]
    if left:
        said = Phrase(
            "ปิดการเผยแพร่ OIT เมื่อ {day} ยังไม่ครบ {count} ข้อ เริ่มที่ {code}",
            day=short_date(close),
            count=len(left),
            code=left[0].item.code,
        )
        yield _item(Urgency.LATE, moment, left[0], said)


def _missing(moment: Moment) -> Iterator[Step]:
    data = moment.data
    nobodys = [one for one in moment.open_items if not data.owners_of_item(one.item.code)]
    if nobodys and not moment.does_without(Stage.ASSIGNMENT):
        said = Phrase("ยังไม่มีผู้รับผิดชอบ {count} ข้อ", count=len(nobodys))
        why = Phrase("มอบหมายก่อน เพื่อให้ทุกหน่วยรู้ว่าต้องส่งข้อใด เมื่อใด")
        action = Phrase("มอบหมาย {code}", code=nobodys[0].item.code)
        yield _lacking(moment, nobodys[0], joined(said, why), action)
    undated = [one for one in moment.open_items if one.due is None]
    if undated:
        said = Phrase("ยังไม่มีกำหนดส่ง {count} ข้อ", count=len(undated))
        action = Phrase("ใส่กำหนดส่ง {code}", code=undated[0].item.code)
        yield _lacking(moment, undated[0], joined(said, _before_close(moment)), action)
    unproved = [one for one in moment.progress.values() if _lacks_proof(moment, one)]
    if unproved:
        said = Phrase("ครบแล้วแต่ยังไม่มีหลักฐาน {count} ข้อ", count=len(unproved))
        why = Phrase("บันทึกลิงก์หรือไฟล์ให้ผู้ตรวจเปิดดูได้")
        action = Phrase("เพิ่มหลักฐาน {code}", code=unproved[0].item.code)
        yield _lacking(moment, unproved[0], joined(said, why), action)


def _lacking(moment: Moment, one: ItemProgress, said: str, action: str) -> Step:
    return _item(Urgency.MISSING, moment, one, said)._replace(action=action)


def _before_close(moment: Moment) -> str:
    close = moment.day_of("oit_close")
    return Phrase("ให้เสร็จก่อนปิดการเผยแพร่ {day}", day=short_date(close)) if close else ""


def _lacks_proof(moment: Moment, one: ItemProgress) -> bool:
    """An item that the clerk holds for complete, and of which nothing is recorded."""
    code = one.item.code
    own = one.state is State.DONE and code not in official_scores(moment.data)
    return own and not moment.data.evidence_of(code)


def _upcoming(moment: Moment) -> Iterator[Step]:
    soon = [one for one in moment.open_items if moment.is_soon(one.due)]
    if not soon:
        return
    first = _first(moment, soon)
    due = first.due or moment.today
    what = Phrase(
        "{code} ครบกำหนด {day} {days}",
        code=first.item.code,
        day=short_date(due),
        days=in_days(moment, due),
    )
    more = Phrase("ครบกำหนดใน 30 วัน {count} ข้อ", count=len(soon)) if len(soon) > 1 else ""
    yield _item(Urgency.UPCOMING, moment, first, joined(what, *_why(moment, first), more))


def _first(moment: Moment, items: list[ItemProgress]) -> ItemProgress:
    """The one that is due first; of those, the one that is worth most."""

    def order(one: ItemProgress) -> tuple[date, float]:
        gain = moment.worths.get(one.item.code)
        return one.due or date.max, -float(gain.total) if gain is not None else 0.0

    return min(items, key=order)


def _why(moment: Moment, one: ItemProgress) -> tuple[str, str]:
    """Whom it waits for, and what it is worth."""
    owners = owner_text(moment.data, moment.data.owners_of_item(one.item.code))
    gain = moment.worths.get(one.item.code)
    worth = gain is not None and gain.total > 0
    return (
        Phrase("รอ{owners}", owners=owners) if owners else "",
        Phrase("ทำครบแล้วรวมเพิ่ม {points}", points=f"{gain.total:.2f}") if gain and worth else "",
    )


def _item(urgency: Urgency, moment: Moment, one: ItemProgress, said: str) -> Step:
    action, place = open_item(one.item.code)
    day = one.due if one.due is not None else moment.day_of("oit_close")
    return Step(urgency, said, action, place, day)


def _nothing_due(moment: Moment) -> Step:
    count = len(moment.progress)
    if any(True for _ in moment.open_items):
        return moment.quiet(Phrase("ยังไม่มีข้อ OIT ที่ครบกำหนดใน 30 วัน"))
    if not count:
        return moment.quiet(Phrase("ไม่มีข้อ OIT"))
    return moment.done(Phrase("OIT ครบทั้ง {count} ข้อแล้ว", count=count))
