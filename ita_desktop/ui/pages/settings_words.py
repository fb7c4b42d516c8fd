"""What ตั้งค่า says of levels and weights in words."""

from decimal import Decimal

from ita_desktop.domain.framework import Level, LevelSet
from ita_desktop.i18n import tr
from ita_desktop.services.framework_copy import WeightGap


def levels_note(levels: LevelSet) -> str:
    """``ผ่านดีเยี่ยม ตั้งแต่ 95 ทุกเครื่องมือตั้งแต่ 95 · ผ่านดี ตั้งแต่ 85 …``."""
    return " · ".join(_level(one) for one in levels.levels)


def _level(level: Level) -> str:
    if not level.total_min:
        return tr("{name} ต่ำกว่านั้น", name=level.name)
    said = tr("{name} ตั้งแต่ {least}", name=level.name, least=plain(level.total_min))
    if level.each_instrument_min is None:
        return said
    return tr("{said} และทุกเครื่องมือตั้งแต่ {least}", said=said, least=plain(level.each_instrument_min))


def gap_sentence(gap: WeightGap) -> str:
    """What is wrong with weights that do not add up, and what follows from it."""
    if gap.unknown:
        return tr(
            "{code} ยังไม่มีน้ำหนักของ {unknown} ระหว่างนี้คะแนน {code} คิดเฉลี่ยทุกข้อเท่ากัน",
            code=gap.code,
            unknown=" ".join(gap.unknown),
        )
    if not gap.code:
        return tr(
            "น้ำหนักของเครื่องมือรวมได้ {sum} ต้องรวมได้ {whole}",
            sum=plain(gap.sum),
            whole=plain(gap.whole),
        )
    return tr(
        "น้ำหนักตัวชี้วัดย่อยของ {code} รวมได้ {sum} แต่ {code} มีน้ำหนัก {whole}",
        code=gap.code,
        sum=plain(gap.sum),
        whole=plain(gap.whole),
    )


def plain(number: Decimal) -> str:
    """``30``, ``2.5``: without zeros at the end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
