"""The score strip in words: every figure with where it comes from, and what lacks for more."""

from collections.abc import Callable
from decimal import Decimal

from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.levels import LevelResult
from ita_desktop.domain.scores.progress import FULL_MARK, OIT
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.scores.level_words import lacks, lacks_in_short
from ita_desktop.services.scores.scores import StripFigure, StripScores
from ita_desktop.ui.frame.strip import Figure, StripValues

UNKNOWN = "–"


def strip_values(year: int, scores: StripScores, days_to_close: int | None = None) -> StripValues:
    """What the strip of a Buddhist fiscal ``year`` shows. ``days_to_close`` tells how long OIT may
    still be published, where that is known and to come."""
    caption = tr("คะแนนปี {year}", year=year)
    if all(one.value is None for one in scores.figures):
        return StripValues(caption=caption, empty=_without_scores(scores, days_to_close))
    return StripValues(
        caption=caption,
        figures=tuple(_figure(one) for one in scores.figures),
        total=Figure(
            TOTAL,
            tr("รวม"),
            _two(scores.total),
            level_name(scores, scores.level),
            source=_sources(scores),
        ),
        outlook=_outlook(scores),
        sentence=_sentence(scores, lacks),
        short_sentence=_sentence(scores, lacks_in_short),
    )


def _without_scores(scores: StripScores, days_to_close: int | None) -> str:
    """What is known of a year in which nothing has a score."""
    said = [tr("ยังไม่มีคะแนนของปีนี้")]
    said += [
        tr("OIT ครบ {done}/{of} ข้อ", done=one.done, of=one.of)
        for one in scores.figures
        if one.code == OIT and one.of
    ]
    if days_to_close is not None and days_to_close >= 0:
        said.append(tr("ปิดการเผยแพร่ OIT อีก {days} วัน", days=days_to_close))
    return " · ".join(said)


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
    return Figure(one.code, one.code, _two(one.value), note, short, _source(one))


def _source(one: StripFigure) -> str:
    """Where a figure comes from, in a sentence."""
    if one.value is None:
        return tr("ยังไม่มีคะแนน {codes}", codes=one.code)
    if one.from_year is not None:
        return tr("{code} ใช้ผลปี {year} จนกว่าจะมีผลของปีนี้", code=one.code, year=one.from_year)
    if one.known < FULL_MARK:
        share = f"{one.known:.0f}"
        return tr("{code} คิดจากข้อที่มีคะแนนแล้ว {share}%", code=one.code, share=share)
    if one.code == OIT and one.of:
        done, of = one.done, one.of
        return tr("{code} ของปีนี้ ครบแล้ว {done} จาก {of} ข้อ", code=one.code, done=done, of=of)
    return tr("{code} เป็นผลของปีนี้", code=one.code)


def _sources(scores: StripScores) -> str:
    """Which years a total is made of."""
    borrowed = [one for one in scores.figures if one.from_year is not None]
    if not borrowed:
        return tr("คะแนนรวมของปีนี้")
    codes, year = " ".join(one.code for one in borrowed), borrowed[0].from_year
    return tr("คะแนนรวมนี้ใช้ {codes} ของปี {year} รวมกับผลของปีนี้", codes=codes, year=year)


def _outlook(scores: StripScores) -> Figure | None:
    """The total of the day when OIT is complete; its tip says what is missing even then."""
    if scores.when_oit_done is None:
        return None
    said = [tr("คะแนนรวมเมื่อ OIT ได้ 100 ทุกข้อ และ IIT EIT เท่าที่แสดง")]
    further = lacks(scores.level_when_done) if scores.level_when_done is not None else ""
    if further:
        said.append(tr("เมื่อนั้นยัง{lacks}", lacks=in_language(further)))
    return Figure(
        TOTAL,
        tr("เมื่อ OIT ครบ"),
        _two(scores.when_oit_done),
        level_name(scores, scores.level_when_done),
        source=" · ".join(said),
    )


def _sentence(scores: StripScores, words: Callable[[LevelResult], str]) -> str:
    """What lacks for the next level, counted from the total shown, in these ``words``."""
    level, done = scores.level, scores.level_when_done
    if level.level is None:
        if done is not None and done.level is not None:
            return tr("ทำ OIT ให้ครบ จะได้{level}", level=done.level.name)
        if scores.partly_known:
            return no_level_yet(scores)
        missing = [one.code for one in scores.figures if one.value is None]
        return tr("ยังไม่มีคะแนน {codes}", codes=" ".join(missing)) if missing else ""
    if level.is_best:
        return tr("ถึงระดับสูงสุดแล้ว {level}", level=level.level.name)
    return in_language(words(level))


def no_level_yet(scores: StripScores) -> str:
    """Why no level is told while a survey's answers are known in part."""
    return tr("คะแนน {codes} ยังไม่ครบ จึงยังบอกระดับไม่ได้", codes=" ".join(scores.partly_known))


def level_name(scores: StripScores, result: LevelResult | None) -> str:
    """The level of a total, in words; there is none while too little is known."""
    if result is not None and result.level is not None:
        return result.level.name
    half_known = any(one.value is not None and one.known < FULL_MARK for one in scores.figures)
    return tr("ยังไม่ครบ") if scores.total is not None and half_known else ""


def _two(value: Decimal | None) -> str:
    return UNKNOWN if value is None else f"{value:.2f}"
