"""Compares the scores typed in tables of words with the official ones; none of them is stored."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.scores.figure_words import official_of
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.remark_collector import TypedScore
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import Origin

_OTHER_SCORES: Final = "คะแนนที่พิมพ์ไว้ในตารางต่างจากผลทางการ (ในวงเล็บ) จึงไม่ได้เก็บ: {scores}"
_CHECK: Final = "ตรวจกับรายงานผล"
_OTHER: Final = "ต่างจากผลทางการ {official} · ตรวจกับรายงานผล"
_LEFT: Final = "คะแนนในตารางที่ไม่ใช่ผลการประเมิน · ถ้าเป็นผลทางการ นำเข้ารายงานผลการประเมิน"


class ComparedScore(NamedTuple):
    """A typed score beside the official ones."""

    origin: Origin
    score: Decimal
    name: str
    """Its item or indicator."""
    official: tuple[Decimal, ...]
    """The official figures of that; empty if there are none."""

    @property
    def is_official(self) -> bool:
        """Whether the year, or the one before, has it of that item or indicator."""
        return self.score in self.official

    @property
    def note(self) -> str:
        """Why it is not stored, and what to do, in Thai; empty for an official one."""
        if self.is_official:
            return ""
        return Phrase(_OTHER, official=_listed(self)) if self.official else Phrase(_LEFT)


def compared_scores(
    year: YearData, others: Sequence[YearData], typed: Iterable[TypedScore]
) -> Iterator[ComparedScore]:
    """Yield the scores typed beside items with the official figures of the year and of the one
    before."""
    before = next((other for other in others if other.year == year.year - 1), None)
    for one in typed:
        for node in one.nodes:
            name = node if node[:1].isalpha() else Phrase("ตัวชี้วัด {code}", code=node)
            official = official_of((before, year), node)
            yield ComparedScore(one.origin, one.score, name, official)


def score_remarks(scores: Iterable[ComparedScore]) -> Iterator[Remark]:
    """Yield which scores differ from official figures."""
    other: dict[str, Origin] = {}
    for one in scores:
        if one.official and not one.is_official:
            other.setdefault(f"{one.name} {one.score} ({_listed(one)})", one.origin)
    if other:
        fields = {"scores": ", ".join(other)}
        yield Remark(next(iter(other.values())), _OTHER_SCORES, _CHECK, fields)


def _listed(one: ComparedScore) -> str:
    return " ".join(dict.fromkeys(map(str, one.official)))
