"""Compares the scores typed in tables of words with the official ones; none of them is stored."""

from collections.abc import Iterator, Sequence
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.scores.typed import official_of
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.remark_collector import TypedScore
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import Origin

OTHER_SCORES: Final = "คะแนนที่พิมพ์ไว้ในตารางต่างจากผลทางการ (ในวงเล็บ) จึงไม่ได้เก็บ: {scores}"
_LEFT: Final = "ไม่ได้เก็บคะแนนที่พิมพ์ไว้ในตาราง เพราะไม่ใช่ตารางผลการประเมิน: {scores}"


def typed_score_remarks(
    year: YearData, others: Sequence[YearData], typed: Sequence[TypedScore]
) -> Iterator[Remark]:
    """Yield what scores typed beside items have that the official figures of the year and of the
    one before do not."""
    before = next((other for other in others if other.year == year.year - 1), None)
    other: dict[str, TypedScore] = {}
    left: dict[str, TypedScore] = {}
    for one in typed:
        for node in one.nodes:
            official = official_of((before, year), node)
            name = node if node[:1].isalpha() else Phrase("ตัวชี้วัด {code}", code=node)
            if not official:
                left.setdefault(f"{name} {one.score}", one)
            elif one.score not in official:
                shown = " ".join(dict.fromkeys(map(str, official)))
                other.setdefault(f"{name} {one.score} ({shown})", one)
    if other:
        yield Remark(_first(other), OTHER_SCORES, "ตรวจกับรายงานผล", {"scores": ", ".join(other)})
    if left:
        remedy = "ถ้าเป็นผลทางการ นำเข้ารายงานผลการประเมิน"
        yield Remark(_first(left), _LEFT, remedy, {"scores": ", ".join(left)})


def _first(found: dict[str, TypedScore]) -> Origin:
    return next(iter(found.values())).origin
