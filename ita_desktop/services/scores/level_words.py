"""Phrases for what is missing to the next level, in full or abbreviated."""

from collections.abc import Sequence

from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.levels import LevelResult, UnmetCondition


def shortfall(result: LevelResult) -> str:
    """``ขาด EIT 6.75 · IIT 0.30 · คะแนนรวม 0.11 ถึงผ่านดีเยี่ยม``; empty if nothing is missing."""
    blocks = _by_size(result.blocks_next)
    if not blocks or result.next_level is None:
        return ""
    level = result.next_level.name
    if len(blocks) > 1:
        named = joined(*map(_named, blocks))
        return Phrase("ขาด {lacks} ถึง{level}", lacks=named, level=level)
    first = blocks[0]
    if first.missing is None:
        return Phrase("ยังไม่มีคะแนน {subject} จึงยังไม่ถึง{level}", subject=_subject(first), level=level)
    if first.subject == TOTAL:
        return Phrase("ขาด {lacks} ถึง{level}", lacks=_named(first), level=level)
    return Phrase(
        "ขาด {subject} {missing} คะแนน ถึง{level}",
        subject=first.subject,
        missing=first.missing,
        level=level,
    )


def shortfall_in_short(result: LevelResult) -> str:
    """``ขาด EIT 6.75 และอีก 2 อย่าง ถึงผ่านดีเยี่ยม``: the largest, and the number of others."""
    blocks = _by_size(result.blocks_next)
    if not blocks or result.next_level is None:
        return ""
    level, first = result.next_level.name, _named(blocks[0], Phrase("รวม"))
    if len(blocks) == 1:
        return Phrase("ขาด {lacks} ถึง{level}", lacks=first, level=level)
    return Phrase(
        "ขาด {lacks} และอีก {count} อย่าง ถึง{level}", lacks=first, count=len(blocks) - 1, level=level
    )


def on_draft(said: str) -> str:
    """Return a sentence about a level of a draft framework."""
    return Phrase("{said} · ตามกรอบร่าง", said=said) if said else ""


def _by_size(blocks: Sequence[UnmetCondition]) -> list[UnmetCondition]:
    """Sort conditions by missing points, the total last because it follows from the others."""
    return sorted(
        blocks,
        key=lambda condition: (condition.subject == TOTAL, -(condition.missing or condition.needs)),
    )


def _named(block: UnmetCondition, total: str = "") -> str:
    """Return a condition's name and points; ``total`` is the name of the total."""
    subject = total if total and block.subject == TOTAL else _subject(block)
    if block.missing is None:
        return Phrase("{subject} (ยังไม่มีคะแนน)", subject=subject)
    return Phrase("{subject} {missing}", subject=subject, missing=block.missing)


def _subject(block: UnmetCondition) -> str:
    return Phrase("คะแนนรวม") if block.subject == TOTAL else block.subject
