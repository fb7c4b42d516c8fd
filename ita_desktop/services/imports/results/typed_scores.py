"""Compares the scores typed in tables of words with the official ones; none of them is stored. One
without an official figure is left, as whatever of a file stands nowhere."""

from collections.abc import Iterator, Sequence
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.scores.typed import official_of
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.remark_collector import TypedScore
from ita_desktop.exchange.remarks import Remark

OTHER_SCORES: Final = "คะแนนที่พิมพ์ไว้ในตารางต่างจากผลทางการ (ในวงเล็บ) จึงไม่ได้เก็บ: {scores}"


def typed_score_remarks(
    year: YearData, others: Sequence[YearData], typed: Sequence[TypedScore]
) -> Iterator[Remark]:
    """Yield what scores typed beside items differ from the official figures of the year and of the
    one before."""
    before = next((other for other in others if other.year == year.year - 1), None)
    found: dict[str, TypedScore] = {}
    for one in typed:
        for node in one.nodes:
            official = official_of((before, year), node)
            if official and one.score not in official:
                name = node if node[:1].isalpha() else Phrase("ตัวชี้วัด {code}", code=node)
                shown = " ".join(dict.fromkeys(map(str, official)))
                found.setdefault(f"{name} {one.score} ({shown})", one)
    if found:
        origin = next(iter(found.values())).origin
        yield Remark(origin, OTHER_SCORES, "ตรวจกับรายงานผล", {"scores": ", ".join(found)})
