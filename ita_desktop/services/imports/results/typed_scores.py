"""Compares the scores typed in tables of words with the official ones; none of them is stored."""

from collections.abc import Iterator, Sequence

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.scores.typed import official_of
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.remark_collector import TypedScore
from ita_desktop.exchange.remarks import Remark

_OTHER = "คะแนนที่พิมพ์ไว้ในตารางต่างจากผลทางการ (ในวงเล็บ) จึงไม่ได้เก็บ: {scores}"
_LEFT = "ไม่ได้เก็บคะแนนที่พิมพ์ไว้ในตาราง เพราะไม่ใช่ตารางผลการประเมิน: {scores}"


def typed_score_remarks(
    year: YearData, others: Sequence[YearData], typed: Sequence[TypedScore]
) -> Iterator[Remark]:
    """Yield what scores typed beside items have that the official figures of the year and of the
    one before do not."""
    before = next((other for other in others if other.year == year.year - 1), None)
    other: list[tuple[TypedScore, str]] = []
    left: list[tuple[TypedScore, str]] = []
    for one in typed:
        for node in one.nodes:
            official = official_of((before, year), node)
            name = node if node[:1].isalpha() else Phrase("ตัวชี้วัด {code}", code=node)
            if not official:
                left.append((one, f"{name} {one.score}"))
            elif one.score not in official:
                shown = " ".join(dict.fromkeys(map(str, official)))
                other.append((one, f"{name} {one.score} ({shown})"))
    if other:
        yield Remark(other[0][0].origin, _OTHER, "ตรวจกับรายงานผล", {"scores": _listed(other)})
    if left:
        remedy = "ถ้าเป็นผลทางการ นำเข้ารายงานผลการประเมิน"
        yield Remark(left[0][0].origin, _LEFT, remedy, {"scores": _listed(left)})


def _listed(found: Sequence[tuple[TypedScore, str]]) -> str:
    return ", ".join(dict.fromkeys(text for _, text in found))
