"""The score strip in words: every figure with where it comes from, and what lacks for more."""

from decimal import Decimal

from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.levels import LevelResult
from ita_desktop.domain.progress import FULL_MARK, OIT
from ita_desktop.i18n import tr
from ita_desktop.services.scores import StripFigure, StripScores
from ita_desktop.ui.frame.strip import Figure, StripValues

UNKNOWN = "–"


def strip_values(year: int, scores: StripScores) -> StripValues:
    """What the strip of a Buddhist fiscal ``year`` shows."""
    caption = tr("คะแนนปี {year}", year=year)
    if all(one.value is None for one in scores.figures):
        return StripValues(caption=caption, empty=tr("ยังไม่มีข้อมูลของปีนี้"))
    outlook = None
    if scores.when_oit_done is not None:
        outlook = Figure(
            TOTAL,
            tr("เมื่อ OIT ครบ"),
            _two(scores.when_oit_done),
            level_name(scores, scores.level_when_done),
        )
    return StripValues(
        caption=caption,
        figures=tuple(_figure(one) for one in scores.figures),
        total=Figure(TOTAL, tr("รวม"), _two(scores.total), level_name(scores, scores.level)),
        outlook=outlook,
        sentence=_sentence(scores, points=True),
        short_sentence=_sentence(scores, points=False),
    )


def _figure(one: StripFigure) -> Figure:
    note = short = ""
    if one.from_year is not None:
        note = tr("ผลปี {year}", year=f"{one.from_year % 100:02d}")
    elif one.code == OIT and one.of:
        note = tr("ครบ {done}/{of} ข้อ", done=one.done, of=one.of)
        short = f"{one.done}/{one.of}"
    elif one.value is not None and one.known < FULL_MARK:
        # A mean of a few answers is not the year's result: say how much it rests on.
        note = tr("รู้แล้ว {share}%", share=f"{one.known:.0f}")
        short = f"{one.known:.0f}%"
    return Figure(one.code, one.code, _two(one.value), note, short)


def _sentence(scores: StripScores, *, points: bool) -> str:
    """What lacks for the level worked for, once OIT is complete."""
    if scores.partly_known:
        return no_level_yet(scores)
    target, outlook = scores.target, scores.outlook
    if target is None:
        missing = [one.code for one in scores.figures if one.value is None]
        return tr("ยังไม่มีคะแนน {codes}", codes=" ".join(missing)) if missing else ""
    if outlook.next_level is None:
        done = scores.when_oit_done is None
        if done:
            return tr("ถึงระดับสูงสุดแล้ว {level}", level=target.name)
        return tr("ทำ OIT ให้ครบ จะได้{level}", level=target.name)
    block = next(iter(outlook.blocks_next), None)
    if block is None or block.missing is None:
        return ""
    subject = tr("คะแนนรวม") if block.subject == TOTAL else block.subject
    template = (
        "ขาด {subject} {missing} คะแนน ถึง{level}" if points else "ขาด {subject} {missing} ถึง{level}"
    )
    return tr(template, subject=subject, missing=block.missing, level=target.name)


def no_level_yet(scores: StripScores) -> str:
    """Why no level is told while a survey's answers are known in part."""
    return tr("คะแนน {codes} ยังไม่ครบ จึงยังบอกระดับไม่ได้", codes=" ".join(scores.partly_known))


def level_name(scores: StripScores, result: LevelResult | None) -> str:
    """The level of a total, in words; there is none while too little is known."""
    if scores.partly_known:
        return tr("ยังไม่ครบ")
    return result.level.name if result is not None and result.level is not None else ""


def _two(value: Decimal | None) -> str:
    return UNKNOWN if value is None else f"{value:.2f}"
