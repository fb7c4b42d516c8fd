"""Texts on a year's levels and weights."""

from ita_desktop.domain.framework import Level, LevelSet
from ita_desktop.domain.framework_draft import DraftBlock, counts
from ita_desktop.domain.text import short_number
from ita_desktop.domain.year import YearData
from ita_desktop.frameworks import faults_of
from ita_desktop.i18n import language, tr
from ita_desktop.services.frameworks.own_copy import unknown_weights


def levels_note(levels: LevelSet) -> str:
    """Returns ``ผ่านดีเยี่ยม ตั้งแต่ 95 ทุกเครื่องมือตั้งแต่ 95 · ผ่านดี ตั้งแต่ 85 …``."""
    return " · ".join(level_words(level) for level in levels.levels)


def levels_sentence(data: YearData) -> str:
    """Returns the levels of a year; of a draft, how many are unconfirmed."""
    said = levels_note(data.framework.levels)
    open_ = counts(data).get(DraftBlock.LEVELS)
    if open_ is None:
        return said
    draft = tr("ยังไม่ยืนยัน {count} จาก {of}", count=open_.unconfirmed, of=open_.of)
    return f"{said} · {draft}"


def level_words(level: Level) -> str:
    """Returns ``ผ่านดี ตั้งแต่ 85 และทุกเครื่องมือตั้งแต่ 85``."""
    if not level.total_min:
        return tr("{name} ต่ำกว่านั้น", name=level.name)
    text = tr("{name} ตั้งแต่ {least}", name=level.name, least=short_number(level.total_min))
    if level.each_instrument_min is None:
        return text
    each = short_number(level.each_instrument_min)
    return tr("{said} และทุกเครื่องมือตั้งแต่ {least}", said=text, least=each)


def weight_sentences(data: YearData) -> list[str]:
    """Returns what is wrong with the year's weights, and the consequences of unknown ones."""
    unknown = unknown_weights(data)
    indicators = data.framework.indicator_by_code
    texts = [
        tr(
            "{code} ยังไม่มีน้ำหนักของ {unknown} ระหว่างนี้คะแนน {code} คิดเฉลี่ยทุกข้อเท่ากัน",
            code=code,
            unknown=" ".join(codes),
        )
        for code, codes in unknown.items()
    ]
    for fault in faults_of(data.framework):
        of = indicators[fault.code].instrument if fault.code in indicators else fault.code
        if fault.key in {"weight", "instruments"} and of not in unknown:
            texts.append(fault.sentence(language.translate))
    return texts
