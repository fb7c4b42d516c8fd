"""Texts of the score bar: figures with their sources, and what is missing for the next level."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.levels import LevelResult
from ita_desktop.domain.scores.progress import FULL_MARK, OIT
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.scores import planning
from ita_desktop.services.scores.scores import ScoreBarData, ScoreBarFigure
from ita_desktop.ui.frame.score_bar import ScoreBarValue, ScoreBarValues
from ita_desktop.ui.language import short_date

UNKNOWN = "–"


def score_bar_values(
    year: int,
    scores: ScoreBarData,
    days_to_close: int | None = None,
    today: date | None = None,
) -> ScoreBarValues:
    """Returns the content of the score bar for a Buddhist fiscal ``year``. ``days_to_close`` is the
    number of days until OIT publication closes, if known and in the future; ``today`` the day of
    which the figures are."""
    caption = tr("คะแนนปี {year}", year=year)
    as_of = tr("นับ ณ {day} ข้อ OIT ครบเมื่อคะแนนเต็ม", day=short_date(today)) if today else ""
    if all(figure.value is None for figure in scores.figures):
        return ScoreBarValues(
            caption=caption, empty=_without_scores(scores, days_to_close), as_of=as_of
        )
    return ScoreBarValues(
        caption=caption,
        figures=tuple(_figure(figure) for figure in scores.figures),
        total=ScoreBarValue(
            TOTAL,
            tr("รวม"),
            _two_decimals(scores.total),
            level_name(scores, scores.level),
            _level_in_short(scores),
            _sources(scores),
        ),
        outlook=_total_when_oit_done(scores),
        sentence=_sentence(scores, planning.shortfall),
        short_sentence=_sentence(scores, planning.shortfall_in_short),
        least_sentence=_level_sentence(scores, planning.shortfall_in_short),
        amount=_level_sentence(scores, planning.largest_lack),
        as_of=as_of,
    )


def _without_scores(scores: ScoreBarData, days_to_close: int | None) -> str:
    """Returns what is known of a year without scores."""
    texts = [tr("ยังไม่มีคะแนนของปีนี้")]
    texts += [
        tr("OIT ครบ {done}/{of} ข้อ", done=figure.done, of=figure.of)
        for figure in scores.figures
        if figure.code == OIT and figure.of
    ]
    if days_to_close is not None and days_to_close >= 0:
        texts.append(tr("ปิดการเผยแพร่ OIT อีก {days} วัน", days=days_to_close))
    return " · ".join(texts)


def _figure(figure: ScoreBarFigure) -> ScoreBarValue:
    note = short = ""
    if figure.from_year is not None:
        year = f"{figure.from_year % 100:02d}"
        note, short = tr("ผลปี {year}", year=year), tr("ปี {year}", year=year)
    elif figure.code == OIT and figure.of:
        note = tr("ครบ {done}/{of} ข้อ", done=figure.done, of=figure.of)
        short = f"{figure.done}/{figure.of}"
    elif figure.value is not None and figure.known < FULL_MARK:
        # The mean of a few answers is not the year's result: the note gives their share.
        note = tr("รู้แล้ว {share}%", share=f"{figure.known:.0f}")
        short = f"{figure.known:.0f}%"
    return ScoreBarValue(
        figure.code, figure.code, _two_decimals(figure.value), note, short, _source(figure)
    )


def _source(figure: ScoreBarFigure) -> str:
    """Returns a sentence on the source of a figure."""
    if figure.value is None:
        return tr("ยังไม่มีคะแนน {codes}", codes=figure.code)
    if figure.from_year is not None:
        return tr("{code} ใช้ผลปี {year} จนกว่าจะมีผลของปีนี้", code=figure.code, year=figure.from_year)
    if figure.known < FULL_MARK:
        share = f"{figure.known:.0f}"
        return tr("{code} คิดจากข้อที่มีคะแนนแล้ว {share}%", code=figure.code, share=share)
    if figure.code == OIT and figure.of:
        done, of = figure.done, figure.of
        return tr("{code} ของปีนี้ ครบแล้ว {done} จาก {of} ข้อ", code=figure.code, done=done, of=of)
    return tr("{code} เป็นผลของปีนี้", code=figure.code)


def _sources(scores: ScoreBarData) -> str:
    """Returns a sentence on the years that a total consists of, and on a draft framework."""
    if scores.drafted_from:
        draft = tr("ระดับคิดตามกรอบร่างจากกรอบ {source} ซึ่งยังไม่ยืนยัน", source=scores.drafted_from)
        return f"{_years(scores)}\n{draft}"
    return _years(scores)


def _years(scores: ScoreBarData) -> str:
    from_previous_year = [figure for figure in scores.figures if figure.from_year is not None]
    if not from_previous_year:
        return tr("คะแนนรวมของปีนี้")
    codes, year = (
        " ".join(figure.code for figure in from_previous_year),
        from_previous_year[0].from_year,
    )
    return tr("คะแนนรวมนี้ใช้ {codes} ของปี {year} รวมกับผลของปีนี้", codes=codes, year=year)


def _total_when_oit_done(scores: ScoreBarData) -> ScoreBarValue | None:
    """Returns the total once OIT is complete; its tool tip says what is missing even then."""
    if scores.when_oit_done is None:
        return None
    texts = [tr("คะแนนรวมเมื่อ OIT ได้ 100 ทุกข้อ และ IIT EIT เท่าที่แสดง")]
    further = (
        planning.shortfall(scores.level_when_done) if scores.level_when_done is not None else ""
    )
    if further:
        texts.append(tr("เมื่อนั้นยัง{lacks}", lacks=in_language(further)))
    return ScoreBarValue(
        TOTAL,
        tr("เมื่อ OIT ครบ"),
        _two_decimals(scores.when_oit_done),
        level_name(scores, scores.level_when_done),
        source=" · ".join(texts),
    )


def _sentence(scores: ScoreBarData, words: Callable[[LevelResult], str]) -> str:
    """Returns what is missing for the next level, based on the shown total, in ``words``; of a
    draft framework, that it rests on one."""
    said = _level_sentence(scores, words)
    return in_language(planning.on_draft(said)) if scores.drafted_from else said


def _level_sentence(scores: ScoreBarData, words: Callable[[LevelResult], str]) -> str:
    level, done = scores.level, scores.level_when_done
    if level.level is None:
        if done is not None and done.level is not None:
            return tr("ทำ OIT ให้ครบ จะได้{level}", level=done.level.name)
        if scores.partly_known:
            return no_level_yet(scores)
        missing = [figure.code for figure in scores.figures if figure.value is None]
        return tr("ยังไม่มีคะแนน {codes}", codes=" ".join(missing)) if missing else ""
    if level.is_best:
        return tr("ถึงระดับสูงสุดแล้ว {level}", level=level.level.name)
    return in_language(words(level))


def no_level_yet(scores: ScoreBarData) -> str:
    """Returns why there is no level while a survey's answers are partly known."""
    return tr("คะแนน {codes} ยังไม่ครบ จึงยังบอกระดับไม่ได้", codes=" ".join(scores.partly_known))


def level_name(scores: ScoreBarData, result: LevelResult | None) -> str:
    """Returns the level of a total, marked if it rests on a draft framework; empty while too little
    is known."""
    if result is not None and result.level is not None:
        return marked_level(result.level.name, drafted=bool(scores.drafted_from))
    half_known = any(
        figure.value is not None and figure.known < FULL_MARK for figure in scores.figures
    )
    return tr("ยังไม่ครบ") if scores.total is not None and half_known else ""


def _level_in_short(scores: ScoreBarData) -> str:
    """Returns the level of the total for a narrow window; empty where it is not shorter."""
    level = scores.level.level
    return tr("{level} (ร่าง)", level=level.name) if level and scores.drafted_from else ""


def marked_level(name: str, *, drafted: bool) -> str:
    """Returns ``ผ่านดี (กรอบร่าง)`` for a level of a draft framework."""
    return tr("{level} (กรอบร่าง)", level=name) if drafted else name


def _two_decimals(value: Decimal | None) -> str:
    return UNKNOWN if value is None else f"{value:.2f}"
