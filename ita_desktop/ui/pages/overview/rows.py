"""The rows of ภาพรวม, and the sentences on the next level."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.overview import Overview, SubIndicatorProgress, Todo, UnitProgress
from ita_desktop.services.scores.planning import Disclosure, ItemGain, LevelBar, MeanNeeded
from ita_desktop.services.years.line import Pin
from ita_desktop.ui.language import short_date
from ita_desktop.ui.score_bar_words import marked_level, no_level_yet, score_bar_values
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.book_table import BookCell, BookColumn, BookRow
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.year_pin import pin_tip

OTHERS: Final = "others"
"""The key of the row for tasks that have none of their own."""
NAMED_ITEMS = 4
"""Number of items listed in a sentence; if there are more, their number is given."""


class TodoColumns:
    """ต้องทำก่อน."""

    CODE: Final = 50
    CODE_MOST: Final = 110
    OWNER: Final = 100
    OWNER_WIDE: Final = 150
    DAY: Final = 52
    DAY_WIDE: Final = 78
    LEFT: Final = 76
    SCORE_GAIN: Final = 40
    GAP: Final = 10
    GAP_WIDE: Final = 20


class OverviewUnitColumns:
    """รายหน่วย."""

    NAME: Final = 114
    NAME_WIDE: Final = 150
    DONE: Final = 42
    LATE: Final = 96
    GAP: Final = Space.M


class LevelColumns:
    """ระดับถัดไป."""

    CODE: Final = 34
    CODE_MOST: Final = 90
    CODE_YEAR: Final = 88
    VALUE: Final = 52
    WORD: Final = 114
    ADDS: Final = 84


class SubColumns:
    """รายตัวชี้วัดย่อย."""

    CODE: Final = 36
    CODE_MOST: Final = 90
    BLOCKS: Final = 80
    BLOCKS_WIDE: Final = 132
    DONE: Final = 42
    SCORE: Final = 50
    GAP: Final = Space.S


class DateColumns:
    """วันสำคัญถัดไป."""

    DAY: Final = 30


def in_days(days: int) -> str:
    """Returns ``อีก 17 วัน``, ``วันนี้`` or ``เลย 14 วัน``."""
    if days == 0:
        return tr("วันนี้")
    return tr("อีก {days} วัน", days=days) if days > 0 else tr("เลย {days} วัน", days=-days)


# -- ต้องทำก่อน


def todo_columns(*, wide: bool, whole: bool) -> list[BookColumn]:
    """Returns the columns of tasks: item, owner, due date, gain in the total; if ``whole``, also
    the gain in OIT."""
    gap = TodoColumns.GAP_WIDE if wide else TodoColumns.GAP
    columns = [
        BookColumn(width=TodoColumns.CODE, most=TodoColumns.CODE_MOST),
        BookColumn(gap=Space.M),
        BookColumn(
            tr("ผู้รับผิดชอบ"),
            width=TodoColumns.OWNER_WIDE if wide else TodoColumns.OWNER,
            gap=gap,
        ),
        BookColumn(tr("กำหนดส่ง"), width=TodoColumns.DAY_WIDE if wide else TodoColumns.DAY, gap=gap),
        BookColumn(width=TodoColumns.LEFT, right=True, gap=gap),
        BookColumn(tr("รวม"), width=TodoColumns.SCORE_GAIN, right=True, gap=gap),
    ]
    if whole:
        columns.insert(-1, BookColumn(OIT, width=TodoColumns.SCORE_GAIN, right=True, gap=gap))
    return columns


def todo_row(todo: Todo, *, wide: bool, whole: bool) -> BookRow:
    """Returns a task's row. The year of its date is painted if ``wide``, the gain in OIT if
    ``whole``, else in the tool tip; the accessible text has both."""
    late = todo.days_left < 0
    cells = (
        BookCell(todo.code, style=Text.BODY_MEDIUM, mark=Mark.of(todo.state)),
        BookCell(in_language(todo.title)),
        BookCell(todo.owners, tone=Tone.TEXT2),
        BookCell(day=todo.due, short=not wide),
        BookCell(in_days(todo.days_left), tone=Tone.LATE if late else Tone.TEXT2),
    )
    return BookRow(cells + _gains(todo, whole=whole), todo.place)


def others_row(others: Sequence[Todo], *, whole: bool) -> BookRow:
    """Returns the row for the tasks that have no row of their own, which opens them; without any,
    for showing fewer again."""
    # Rows: one may be of several measures, and the numbers above count these.
    words = tr("ดูอีก {count} แถว", count=len(others)) if others else tr("แสดงน้อยลง")
    late = any(todo.days_left < 0 for todo in others)
    late_words = tr("มีเลยกำหนด") if late else ""
    empty = (BookCell(),) * (4 if whole else 3)
    return BookRow(
        (
            BookCell(),
            BookCell(words, tone=Tone.ACCENT),
            BookCell(late_words, tone=Tone.LATE),
            *empty,
        ),
        OTHERS,
    )


def _gains(todo: Todo, *, whole: bool) -> tuple[BookCell, ...]:
    """Returns the cells of what completing a task adds to OIT and to the total."""
    gain = todo.score_gain
    if gain is None or gain.total <= 0:
        return (BookCell(), BookCell()) if whole else (BookCell(),)
    of_oit, of_total = f"{OIT} +{gain.instrument:.2f}", f"{tr('รวม')} +{gain.total:.2f}"
    total = BookCell(f"+{gain.total:.2f}", tone=Tone.ACCENT, accessible_text=of_total)
    if whole:
        return (BookCell(f"+{gain.instrument:.2f}", tone=Tone.TEXT2, accessible_text=of_oit), total)
    return (replace(total, accessible_text=f"{of_oit}, {of_total}", tip=f"{of_oit} · {of_total}"),)


def counted(shown: Overview, day: str) -> Iterator[str]:
    """Yields what the numbers of late and upcoming work count."""
    for words, count in ((tr("เลยกำหนด"), shown.late_by), (tr("ใน 30 วัน"), shown.soon_by)):
        kinds = (
            tr("ข้อ OIT {count}", count=count.items),
            tr("มาตรการ {count}", count=count.measures),
            tr("งานจากประชุม {count}", count=count.tasks),
            tr("ข้อมูลเกินระยะเวลาเก็บ {count} ปี", count=count.years) if count.years else "",
        )
        yield f"{words} {sum(count)}: {' · '.join(filter(None, kinds))}"
    yield tr("ของปีนี้ ณ {day} แถวหนึ่งอาจรวมหลายมาตรการของวันเดียวกัน คลิกแถวเพื่อเปิด", day=day)


# -- รายหน่วย and รายตัวชี้วัดย่อย


def unit_columns(*, wide: bool) -> list[BookColumn]:
    """The columns of units: name, blocks, number of completed items, and late items if ``wide``."""
    columns = [
        BookColumn(width=OverviewUnitColumns.NAME_WIDE if wide else OverviewUnitColumns.NAME),
        BookColumn(gap=OverviewUnitColumns.GAP),
        BookColumn(width=OverviewUnitColumns.DONE, right=True, gap=OverviewUnitColumns.GAP),
    ]
    if wide:
        columns.append(BookColumn(width=OverviewUnitColumns.LATE, gap=OverviewUnitColumns.GAP))
    return columns


def legend(*, over: bool) -> Sequence[Mark]:
    """Returns the states of blocks that occur in a year."""
    return (Mark.DONE, Mark.MISSED) if over else (Mark.DONE, Mark.DOING, Mark.LATE, Mark.NONE)


def unit_rows(units: Sequence[UnitProgress]) -> list[BookRow]:
    """Returns the units' rows; all blocks have the same scale, set by the unit with most items."""
    scale = max((unit.total for unit in units), default=0)
    return [_unit_row(unit, scale) for unit in units]


def _unit_row(progress: UnitProgress, scale: int) -> BookRow:
    late = " ".join(progress.late)
    return BookRow(
        (
            BookCell(progress.unit.label),
            _blocks(progress, len(progress.late), scale, late),
            BookCell(
                f"{progress.done}/{progress.total}",
                tone=Tone.TEXT2,
                tip=tr(
                    "ครบ {done} จาก {of} ข้อ OIT ที่หน่วยนี้ต้องส่ง คลิกเพื่อดูข้อของหน่วย",
                    done=progress.done,
                    of=progress.total,
                ),
            ),
            BookCell(late, tone=Tone.LATE, mark=Mark.LATE) if late else BookCell(),
        ),
        progress.unit.id,
    )


def _blocks(
    progress: UnitProgress | SubIndicatorProgress, late: int, scale: int, late_codes: str = ""
) -> BookCell:
    left = progress.total - progress.done - progress.doing - late - progress.missed
    counts = (
        (Mark.DONE, progress.done),
        (Mark.DOING, progress.doing),
        (Mark.LATE, late),
        (Mark.NONE, left),
        (Mark.MISSED, progress.missed),
    )
    texts = [
        " ".join(filter(None, (mark.word, str(count), late_codes if mark is Mark.LATE else "")))
        for mark, count in counts
        if count
    ]
    return BookCell(
        blocks=tuple(mark for mark, count in counts for _ in range(count)),
        scale=scale,
        accessible_text=" · ".join(texts),
    )


def sub_columns(*, wide: bool) -> list[BookColumn]:
    """Returns the columns of sub-indicators: code, name, blocks, completed items, score."""
    gap = SubColumns.GAP
    return [
        BookColumn(width=SubColumns.CODE, most=SubColumns.CODE_MOST),
        BookColumn(gap=gap),
        BookColumn(width=SubColumns.BLOCKS_WIDE if wide else SubColumns.BLOCKS, gap=gap),
        BookColumn(tr("ครบ"), width=SubColumns.DONE, right=True, gap=gap),
        BookColumn(tr("คะแนน"), width=SubColumns.SCORE, right=True, gap=gap),
    ]


def sub_rows(subs: Sequence[SubIndicatorProgress]) -> list[BookRow]:
    """Returns the sub-indicators' rows; all blocks have the same scale."""
    scale = max((sub.total for sub in subs), default=0)
    return [
        BookRow(
            (
                BookCell(sub.code, style=Text.BODY_MEDIUM),
                BookCell(sub.name),
                _blocks(sub, sub.late, scale),
                BookCell(
                    f"{sub.done}/{sub.total}",
                    tone=Tone.TEXT2,
                    tip=tr(
                        "ครบ {done} จาก {of} ข้อของตัวชี้วัดย่อยนี้ คลิกเพื่อดูข้อ", done=sub.done, of=sub.total
                    ),
                ),
                _score(sub.score),
            ),
            sub.code,
        )
        for sub in subs
    ]


def _score(value: Decimal | None) -> BookCell:
    if value is None:
        return BookCell("–", tone=Tone.TEXT3)
    return BookCell(f"{value:.2f}", tone=Tone.TEXT if value else Tone.TEXT3)


# -- วันสำคัญถัดไป


def date_columns() -> list[BookColumn]:
    """Returns the columns of dates: day above month, and event."""
    return [BookColumn(width=DateColumns.DAY), BookColumn(gap=Space.S)]


def date_row(pin: Pin, today: date) -> BookRow:
    """Returns a date's row with two lines: the event, shortened if necessary; then the remaining
    days and what is missing, of which the tool tip says what is counted."""
    missing = in_language(pin.missing)
    title = in_language(pin.title)
    shorter = " · ".join(map(in_language, pin.short))
    below = " · ".join(filter(None, (in_days(pin.days_left), missing)))
    return BookRow(
        (
            BookCell(day=pin.day, style=Text.FIGURE),
            BookCell(
                title,
                shorter=shorter,
                below=below,
                accessible_text=f"{title}, {below}",
                tip=pin_tip(pin, today),
            ),
        ),
        pin.place,
    )


# -- ระดับถัดไป


def level_columns(*, from_previous_year: bool) -> list[BookColumn]:
    """Returns the columns of the level; wider if figures are ``from_previous_year``, whose year
    follows the code."""
    return [
        BookColumn(width=LevelColumns.CODE_YEAR if from_previous_year else LevelColumns.CODE),
        BookColumn(gap=Space.M),
        BookColumn(width=LevelColumns.VALUE, right=True),
        BookColumn(width=LevelColumns.WORD),
    ]


def level_row(bar: LevelBar, today: date, *, drafted: bool = False) -> BookRow:
    """Returns the row of a score with a marker at the required value, as of ``today``; of a draft
    framework (``drafted``), what is reached is not green."""
    value = bar.value or Decimal(0)
    year = ""
    if bar.from_year is not None:
        year = tr("ผลปี {year}", year=f"{bar.from_year % 100:02d}")
    return BookRow(
        (
            BookCell(tr("รวม") if bar.code == TOTAL else bar.code, note=year),
            BookCell(
                fraction=float(value / 100),
                tick=float(bar.needs / 100) if bar.needs is not None else None,
                tone=Tone.TEXT3 if drafted and bar.missing == 0 else _bar_tone(bar),
                accessible_text=tr("ต้องได้ {least}", least=f"{bar.needs:.2f}") if bar.needs else "",
            ),
            BookCell("–" if bar.value is None else f"{bar.value:.2f}", style=Text.BODY_STRONG),
            replace(_level_word(bar, drafted=drafted), tip=_level_tip(bar, today)),
        ),
        bar.code,
    )


def _bar_tone(bar: LevelBar) -> Tone:
    """Green only if the requirement is fulfilled."""
    if bar.missing == 0:
        return Tone.ACCENT
    return Tone.DOING if bar.missing or bar.items_left else Tone.TEXT3


def _level_tip(bar: LevelBar, today: date) -> str:
    """Returns what is counted of what lacks; empty where nothing does."""
    if not (bar.items_left or bar.missing):
        return ""
    code = tr("รวม") if bar.code == TOTAL else bar.code
    left = tr("ยังไม่ครบ {count} ข้อของปีนี้", count=bar.items_left) if bar.items_left else ""
    points = tr("ขาด {points}", points=bar.missing) if bar.missing else ""
    as_of = tr("นับ ณ {day} ข้อ OIT ครบเมื่อคะแนนเต็ม", day=short_date(today))
    told = " · ".join(filter(None, (left, points)))
    return "\n".join((f"{code}: {told}", as_of, tr("คลิกเพื่อเปิดในหน้าคะแนน")))


def _level_word(bar: LevelBar, *, drafted: bool) -> BookCell:
    if bar.value is None:
        return BookCell(tr("ยังไม่มีคะแนน"), tone=Tone.TEXT2, mark=Mark.NONE)
    if bar.missing == 0:
        return BookCell(tr("ถึงแล้ว"), tone=Tone.TEXT2, mark=Mark.DOING if drafted else Mark.DONE)
    if bar.items_left:
        return BookCell(tr("เหลือ {count} ข้อ", count=bar.items_left), mark=Mark.DOING)
    if bar.missing is None:
        return BookCell()
    return BookCell(tr("ขาด {points}", points=bar.missing), mark=Mark.DOING)


def lift_columns() -> list[BookColumn]:
    """Returns the columns of items that raise the level: item, score, gain."""
    return [
        BookColumn(width=LevelColumns.CODE, most=LevelColumns.CODE_MOST),
        BookColumn(gap=Space.M),
        BookColumn(width=LevelColumns.VALUE, right=True),
        BookColumn(width=LevelColumns.ADDS, right=True, gap=Space.S),
    ]


def lift_row(lift: ItemGain) -> BookRow:
    """Returns the row of an item with its gain at a score of 100."""
    subject = tr("รวม") if lift.subject == TOTAL else lift.subject
    return BookRow(
        (
            BookCell(lift.code, style=Text.BODY_MEDIUM),
            BookCell(lift.title),
            BookCell("" if lift.value is None else f"{lift.value:.2f}"),
            BookCell(f"{subject} +{lift.adds:.2f}", tone=Tone.ACCENT),
        ),
        lift.code,
    )


def level_title(shown: Overview) -> tuple[str, str]:
    """Returns title and note of the part on the next level: its name and conditions."""
    level = shown.path.target
    if level is None:
        return tr("ระดับถัดไป"), tr("ยังไม่มีคะแนนครบ")
    name = marked_level(level.name, drafted=bool(shown.score_bar.drafted_from))
    if shown.path.reached:
        title = tr("ระดับสูงสุดแล้ว: {name}", name=name)
    else:
        title = tr("ระดับถัดไป: {name}", name=name)
    if level.each_instrument_min is not None:
        least = f"{level.each_instrument_min:.2f}"
        return title, tr("ทุกเครื่องมือตั้งแต่ {least}", least=least)
    return title, tr("รวมตั้งแต่ {least}", least=f"{level.total_min:.2f}")


def level_sentences(shown: Overview, year: int) -> list[str]:
    """Returns sentences on what is missing; the first is essential, the others optional."""
    score_bar = shown.score_bar
    if shown.waits_for:
        over = tr("ปีงบประมาณ {year} สิ้นสุดแล้ว", year=year)
        return [f"{over} · {tr('ยังไม่มีผล {codes}', codes=' '.join(shown.waits_for))}"]
    if score_bar.partly_known:
        return [no_level_yet(score_bar)]
    texts = [_mean_sentence(way) for way in shown.path.means]
    if shown.path.disclosure is not None:
        texts.insert(0, _disclosure_sentence(shown.path.disclosure))
    missing = score_bar_values(year, score_bar).sentence
    if not texts and missing:
        texts.append(missing)
    done = score_bar.level_when_done
    if score_bar.when_oit_done is not None and done is not None and done.level is not None:
        texts.append(
            tr(
                "เมื่อ OIT ครบทุกข้อ รวมเป็น {total} {level}",
                total=score_bar.when_oit_done,
                level=marked_level(done.level.name, drafted=bool(score_bar.drafted_from)),
            )
        )
    return texts


def _disclosure_sentence(disclosure: Disclosure) -> str:
    return tr(
        "ทำ OIT ให้ครบอีกอย่างน้อย {count} ข้อ {subject}จึงถึง {mark}",
        count=disclosure.items,
        subject=tr("รวม") if disclosure.subject == TOTAL else disclosure.subject,
        mark=f"{disclosure.reaches:.2f}",
    )


def _mean_sentence(needed: MeanNeeded) -> str:
    known = (
        tr("ปีก่อน {has}", has=needed.has)
        if needed.from_year is not None
        else tr("ได้ {has}", has=needed.has)
    )
    return tr(
        "{items} ต้องได้เฉลี่ย {needs} ({known}) {instrument} จึงถึง {mark}",
        items=_items(needed),
        needs=needed.needs,
        known=known,
        instrument=needed.instrument,
        mark=f"{needed.instrument_needs:.2f}",
    )


def _items(needed: MeanNeeded) -> str:
    if len(needed.items) == 1:
        return needed.items[0]
    if len(needed.items) <= NAMED_ITEMS:
        return tr("{items} และ {last}", items=" ".join(needed.items[:-1]), last=needed.items[-1])
    return tr("{instrument} {count} ข้อที่ต่ำสุด", instrument=needed.instrument, count=len(needed.items))
