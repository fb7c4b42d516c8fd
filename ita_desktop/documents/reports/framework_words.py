"""What an instrument measures, in the sentences that agendas and framework summaries share."""

from decimal import Decimal

from ita_desktop.domain.framework import Framework, Indicator, Instrument

OIT = "OIT"


def counted(framework: Framework, code: str) -> str:
    """``7 ข้อ``, ``22 ข้อมูล``: the number of items below an indicator with its counting word."""
    items = framework.items_of(code)
    of_oit = bool(items) and framework.instrument_of(items[0].code) == OIT
    return f"{len(items)} {'ข้อมูล' if of_oit else 'ข้อ'}"


def heading(framework: Framework, instrument: Instrument) -> str:
    """``แบบวัด... (IIT) มี 5 ตัวชี้วัด 25 คำถาม (น้ำหนัก 30%)``."""
    indicators = len(framework.indicators_of(instrument.code))
    items = len(framework.items_of(instrument.code))
    what = f"จำนวน {items} ข้อมูล" if instrument.code == OIT else f"{items} คำถาม"
    return (
        f"{instrument.name} ({instrument.code}) มี {indicators} ตัวชี้วัด {what}"
        f" (น้ำหนัก {plain(instrument.weight)}%)"
    )


def sentence(framework: Framework, instrument: Instrument) -> str:
    """The same as running text: ``... จำนวน 25 คำถาม น้ำหนักร้อยละ 30``."""
    indicators = len(framework.indicators_of(instrument.code))
    items = len(framework.items_of(instrument.code))
    word = "ข้อมูล" if instrument.code == OIT else "คำถาม"
    return (
        f"{instrument.name} ({instrument.code}) มี {indicators} ตัวชี้วัด จำนวน {items} {word}"
        f" น้ำหนักร้อยละ {plain(instrument.weight)}"
    )


def sample(instrument: Instrument) -> str:
    """Who is asked and how many at least; empty where no respondents are asked."""
    if not instrument.respondents:
        return ""
    groups = instrument.sample_groups or len(instrument.respondents)
    number = f" จำนวน {groups} กลุ่ม" if groups > 1 else ""
    least = instrument.sample_minimum
    least_words = f" (จำนวนไม่น้อยกว่า {least:,} ตัวอย่าง)" if least else ""
    return f"กลุ่มตัวอย่าง{number}{least_words}"


def line(framework: Framework, indicator: Indicator) -> str:
    """``ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ จำนวน 7 ข้อ``."""
    number = counted(framework, indicator.code)
    return f"ตัวชี้วัดที่ {indicator.code} {indicator.name} จำนวน {number}"


def with_english(indicator: Indicator) -> str:
    """The name with its English name in brackets, where that is known."""
    english = f" ({indicator.name_en})" if indicator.name_en else ""
    return f"{indicator.name}{english}"


def plain(weight: Decimal) -> str:
    """A weight without needless zeros.

    >>> plain(Decimal("30.00")), plain(Decimal("12.5"))
    ('30', '12.5')
    """
    return f"{weight.normalize():f}"
