"""Sentences on instruments that agendas and framework summaries share."""

from functools import partial
from typing import Final

from ita_desktop.documents.wordings.templates import SHARED, wording
from ita_desktop.domain.framework import Framework, Indicator, Instrument
from ita_desktop.domain.text import short_number
from ita_desktop.domain.year import YearData

OIT = "OIT"
_shared: Final = partial(wording, papers=SHARED)
_QUESTIONS = _shared("all.items", "{จำนวน} ข้อ")
_DATA = _shared("all.data-items", "{จำนวน} ข้อมูล")
_HEADING = _shared(
    "all.instrument-heading",
    "{ชื่อเครื่องมือ} ({เครื่องมือ}) มี {จำนวนตัวชี้วัด} ตัวชี้วัด {จำนวน} คำถาม (น้ำหนัก {น้ำหนัก}%)",
)
_OIT_HEADING = _shared(
    "all.oit-heading",
    "{ชื่อเครื่องมือ} ({เครื่องมือ}) มี {จำนวนตัวชี้วัด} ตัวชี้วัด จำนวน {จำนวน} ข้อมูล (น้ำหนัก {น้ำหนัก}%)",
)
_SENTENCE = _shared(
    "all.instrument-sentence",
    "{ชื่อเครื่องมือ} ({เครื่องมือ}) มี {จำนวนตัวชี้วัด} ตัวชี้วัด จำนวน {จำนวน} คำถาม น้ำหนักร้อยละ {น้ำหนัก}",
)
_OIT_SENTENCE = _shared(
    "all.oit-sentence",
    "{ชื่อเครื่องมือ} ({เครื่องมือ}) มี {จำนวนตัวชี้วัด} ตัวชี้วัด จำนวน {จำนวน} ข้อมูล น้ำหนักร้อยละ {น้ำหนัก}",
)
_SAMPLE = _shared("all.sample", "กลุ่มตัวอย่าง{จำนวนกลุ่ม}{จำนวนตัวอย่าง}")
_GROUPS = _shared("all.sample-groups", "จำนวน {จำนวน} กลุ่ม")
_LEAST = _shared("all.sample-least", "(จำนวนไม่น้อยกว่า {จำนวน} ตัวอย่าง)")
_LINE = _shared("all.indicator-items", "ตัวชี้วัดที่ {รหัส} {ชื่อ} จำนวน {จำนวนข้อ}")


def counted(data: YearData, code: str) -> str:
    """Returns ``7 ข้อ`` or ``22 ข้อมูล``: the number of items below an indicator."""
    framework = data.framework
    items = framework.items_of(code)
    of_oit = bool(items) and framework.instrument_of(items[0].code) == OIT
    return (_DATA if of_oit else _QUESTIONS).of(data, {"จำนวน": str(len(items))})


def heading(data: YearData, instrument: Instrument) -> str:
    """Returns ``แบบวัด... (IIT) มี 5 ตัวชี้วัด 25 คำถาม (น้ำหนัก 30%)``."""
    of = _OIT_HEADING if instrument.code == OIT else _HEADING
    return of.of(data, _values(data.framework, instrument))


def sentence(data: YearData, instrument: Instrument) -> str:
    """Returns the same as body text: ``... จำนวน 25 คำถาม น้ำหนักร้อยละ 30``."""
    of = _OIT_SENTENCE if instrument.code == OIT else _SENTENCE
    return of.of(data, _values(data.framework, instrument))


def _values(framework: Framework, instrument: Instrument) -> dict[str, str]:
    return {
        "ชื่อเครื่องมือ": instrument.name,
        "เครื่องมือ": instrument.code,
        "จำนวนตัวชี้วัด": str(len(framework.indicators_of(instrument.code))),
        "จำนวน": str(len(framework.items_of(instrument.code))),
        "น้ำหนัก": short_number(instrument.weight),
    }


def sample(data: YearData, instrument: Instrument) -> str:
    """Returns the respondents and minimum sample size; empty for OIT."""
    if not instrument.respondents:
        return ""
    groups = instrument.sample_groups or len(instrument.respondents)
    least = instrument.sample_minimum
    many = _GROUPS.of(data, {"จำนวน": str(groups)}) if groups > 1 else ""
    enough = _LEAST.of(data, {"จำนวน": f"{least:,}"}) if least else ""
    parts = {
        "จำนวนกลุ่ม": f" {many}" if many else None,
        "จำนวนตัวอย่าง": f" {enough}" if enough else None,
    }
    return _SAMPLE.of(data, parts)


def line(data: YearData, indicator: Indicator) -> str:
    """Returns ``ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ จำนวน 7 ข้อ``."""
    number = counted(data, indicator.code)
    return _LINE.of(data, {"รหัส": indicator.code, "ชื่อ": indicator.name, "จำนวนข้อ": number})


def with_english(indicator: Indicator) -> str:
    """Returns the name with its English name, if known, in parentheses."""
    english = f" ({indicator.name_en})" if indicator.name_en else ""
    return f"{indicator.name}{english}"
