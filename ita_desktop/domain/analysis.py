"""Reads the analysis of a year (findings by indicator, previous scores, texts of the sources), and
says scores in texts: Thai phrases for them, used there and in findings, and those that people type
beside items in tables of words.

Two years are read: the one whose measures answer the findings, and the previous one, whose results
they refer to. Scores are per cent (0-100); an unknown score is None, never zero.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Final, NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Measure
from ita_desktop.domain.scores.crosswalk import Crosswalk, ItemLink
from ita_desktop.domain.scores.progress import answers_to, tree_of
from ita_desktop.domain.scores.results import Finding, FindingSource, GroupFigure, SourceKind
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree
from ita_desktop.domain.text import to_arabic
from ita_desktop.domain.year import YearData

_GROUP_MARK = "|"
_FULL = Decimal(100)
_LOW_MARK = Decimal(60)
"""Answers with at most this score (0-100) count as dissatisfied."""
_EXACT: Final = r"(\d{1,3}\.\d{1,2})(?![\d.])"
_TYPED: Final = lazy_re(
    r"[(\[]\s*(?:(?:ได้|คะแนนเฉลี่ย|คะแนน)\s*)*(\d{1,3}(?:\.\d{1,2})?)\s*คะแนน(?!เต็ม)"
    rf"|[(\[]\s*(?:(?:ได้|คะแนนเฉลี่ย|คะแนน)\s*)*{_EXACT}\s*[)\]]"
    rf"|(?<![\d.])(?<!กว่า)(?<!กว่า\s){_EXACT}\s*คะแนน(?!เต็ม)"
    rf"|คะแนน(?:เฉลี่ย|ที่ได้)?\s*[:=]?\s*{_EXACT}"
)
_MOST: Final = 100


def points(value: Decimal | None) -> str:
    """Return ``92.38 คะแนน``."""
    return "ยังไม่มีคะแนน" if value is None else f"{value:.2f} คะแนน"


def both(texts: Sequence[str]) -> str:
    """Return the texts joined with spaces, the last one with ``และ``."""
    if len(texts) < 2:
        return "".join(texts)
    *first, last = texts
    apart = " " if last[:1].isascii() else ""
    return f"{' '.join(first)} และ{apart}{last}"


def with_score(nodes: Iterable[ScoreNode]) -> list[ScoreNode]:
    """Return the nodes that have a score."""
    return [node for node in nodes if node.value is not None]


def highest(nodes: Iterable[ScoreNode]) -> list[ScoreNode]:
    """Return the nodes with the highest score, including ties."""
    scored = with_score(nodes)
    best = max((_value(node) for node in scored), default=None)
    return [node for node in scored if node.value == best]


def lowest(nodes: Iterable[ScoreNode]) -> list[ScoreNode]:
    """Return the nodes with the lowest score, including ties."""
    scored = with_score(nodes)
    worst = min((_value(node) for node in scored), default=None)
    return [node for node in scored if node.value == worst]


def discontent(year: YearData, code: str) -> str:
    """Return a clause, after a space, with the number of respondents who gave low answers to a
    question; empty if there are none or the answers are not known."""
    item = year.framework.item_by_code[code]
    given = answers_to(year, item)
    gains = [item.points_of(answer.question).get(answer.option) for answer in given]
    whole = sum(answer.count for answer in given)
    if not whole or None in gains:
        return ""
    few = sum(
        answer.count
        for answer, gain in zip(given, gains, strict=True)
        if gain is not None and gain <= _LOW_MARK
    )
    if not few:
        return ""
    share = _FULL * few / whole
    return (
        f" โดยมีผู้ตอบที่ให้คำตอบไม่เกิน {_LOW_MARK} คะแนน จำนวน {few:,} คน จาก {whole:,} คน ({share:.2f}%)"
    )


def _value(node: ScoreNode) -> Decimal:
    return node.value or Decimal(0)


def typed_scores(text: str) -> tuple[Decimal, ...]:
    """Return the scores (0-100) that a text gives.

    >>> typed_scores("I๑ เต็มใจให้บริการ (๙๗.๒๓ คะแนน)"), typed_scores("ต่ำกว่า 85.00 คะแนน")
    ((Decimal('97.23'),), ())
    """
    found = (next(filter(None, groups)) for groups in _TYPED.findall(to_arabic(text)))
    return tuple(score for score in map(Decimal, found) if score <= _MOST)


def official_of(years: Iterable[YearData | None], node: str) -> tuple[Decimal, ...]:
    """Return the official figures of an item or indicator in the ``years`` that have one: a table
    of a year is about its result, or the one before."""
    nodes = (tree_of(year).nodes.get(node) for year in years if year is not None)
    return tuple(found.official for found in nodes if found and found.official is not None)


def is_among(score: Decimal, official: Iterable[Decimal]) -> bool:
    """Return whether a typed score is one of the official figures, rounded to the places typed.

    >>> [is_among(Decimal(typed), [Decimal("99.19")]) for typed in ("99.2", "99", "99.20")]
    [True, True, False]
    """
    return any(figure.quantize(score, ROUND_HALF_UP) == score for figure in official)


class LastScore(NamedTuple):
    """The score of an item, indicator or instrument in the previous year."""

    year: int
    """Buddhist fiscal year."""
    code: str
    """Its code in that year."""
    value: Decimal


class SourceText(NamedTuple):
    """A finding's source as text."""

    text: str
    """A Thai phrase that can be translated, or a respondent's own words."""
    personal: bool = False
    """Whether it is a respondent's comment, which must not be published."""
    gone: bool = False
    """Whether the source no longer exists in the previous year's results."""


class IndicatorFindings(NamedTuple):
    """The findings of one indicator or sub-indicator, in order of position."""

    code: str
    name: str
    """Empty if the framework does not have the indicator."""
    findings: tuple[Finding, ...]


def issue_of(data: YearData, measure: Measure) -> str:
    """Return the point to improve of a measure: its own text, else the distinct issues of the
    findings that it answers, one paragraph each."""
    if measure.finding:
        return measure.finding
    issues = (finding.issue for finding in data.findings_of_measure(measure.id))
    return "\n".join(dict.fromkeys(issue for issue in issues if issue))


def by_indicator(data: YearData) -> tuple[IndicatorFindings, ...]:
    """Return the findings in the framework's order; those of unknown indicators come last."""
    framework = data.framework
    places = {place.code: number for number, place in enumerate(framework.outline)}
    found: dict[str, list[Finding]] = {}
    for finding in data.findings:
        found.setdefault(finding.indicator, []).append(finding)
    names = {indicator.code: indicator.name for indicator in framework.indicators}
    return tuple(
        IndicatorFindings(code, names.get(code, ""), tuple(found[code]))
        for code in sorted(found, key=lambda code: places.get(code, len(places)))
    )


def group_ref(figure: GroupFigure) -> str:
    """Return the :class:`FindingSource` reference of a group's figure."""
    return _GROUP_MARK.join((figure.breakdown.value, figure.name, figure.node))


class PreviousResults:
    """The results of the previous year ``before``, looked up by codes of the year ``data``.

    Lookups return nothing if ``before`` is None or has no scores. Item codes are translated with
    the ``crosswalk``; instruments and indicators keep their codes.
    """

    def __init__(self, data: YearData, before: YearData | None, crosswalk: Crosswalk) -> None:
        self.data = data
        self.before = before
        self._crosswalk = crosswalk

    @cached_property
    def tree(self) -> ScoreTree | None:
        """The score tree of the previous year."""
        return tree_of(self.before) if self.before is not None else None

    @cached_property
    def links(self) -> tuple[ItemLink, ...]:
        """The crosswalk links from the previous year's items to this year's."""
        if self.before is None:
            return ()
        old, new = self.before.framework, self.data.framework
        return self._crosswalk.between(old.code, new.code, [item.code for item in old.items])

    @cached_property
    def _was(self) -> Mapping[str, str]:
        """Previous code by present code, for items whose scores can be compared."""
        return {link.new: link.old for link in self.links if link.goes_on}

    def was(self, code: str) -> str:
        """Return the previous year's code of an item, indicator or instrument; empty for items that
        are new, merged or split."""
        if self.before is None:
            return ""
        if code in self.data.framework.item_by_code:
            return self._was.get(code, "")
        return code

    def score(self, code: str) -> LastScore | None:
        """Return the previous score of an item, indicator or instrument, or None."""
        was = self.was(code)
        if self.before is None or self.tree is None or not was:
            return None
        node = self.tree.nodes.get(was)
        if node is None or node.value is None:
            return None
        return LastScore(self.before.year, was, node.value)

    def is_official(self, code: str) -> bool:
        """Return whether the previous score of an item, indicator or instrument was given, and not
        computed."""
        node = self.tree.nodes.get(self.was(code)) if self.tree is not None else None
        return node is not None and node.official is not None

    def describe(self, source: FindingSource) -> SourceText:
        """Return a source as text; ``gone`` is set if the source no longer exists."""
        described = next(self._source_texts(source), None) if self.before is not None else None
        return described or SourceText(Phrase(_GONE[source.kind], ref=source.ref), gone=True)

    def figure(self, ref: str) -> GroupFigure | None:
        """Return the group figure that a source's ``ref`` names, or None."""
        if self.before is None:
            return None
        return next(
            (figure for figure in self.before.group_figures if group_ref(figure) == ref), None
        )

    def _source_texts(self, source: FindingSource) -> Iterator[SourceText]:
        """Yield the text of a source; nothing if it no longer exists."""
        if self.before is None:
            return
        ref = source.ref
        if source.kind is SourceKind.COMMENT:
            yield from (
                SourceText(comment.text, personal=True)
                for comment in self.before.comments
                if comment.id == ref
            )
        elif source.kind is SourceKind.REMARK:
            if words := self.before.remark_by_node.get(ref):
                yield SourceText(
                    Phrase(
                        "ข้อสังเกตของผู้ตรวจต่อข้อ {code} ปี {year}: {words}",
                        code=ref,
                        year=self.before.year,
                        words=words,
                    )
                )
        elif source.kind is SourceKind.GROUP:
            figure = self.figure(ref)
            if figure is not None and figure.value is not None:
                yield SourceText(self._group_words(figure))
        elif (node := self._node(ref)) is not None:
            yield SourceText(
                Phrase(
                    "{what} ได้ {value} คะแนน ในปี {year}",
                    what=self._display_name(ref),
                    value=f"{node:.2f}",
                    year=self.before.year,
                )
            )

    def _node(self, code: str) -> Decimal | None:
        node = self.tree.nodes.get(code) if self.tree is not None else None
        return node.value if node is not None else None

    def _group_words(self, figure: GroupFigure) -> Phrase:
        whole = self._node(figure.node)
        fields = {
            "group": figure.name_in_sentence or Phrase("ผู้ตอบทั้งหมด"),
            "what": self._display_name(figure.node),
            "value": f"{figure.value:.2f}",
        }
        if whole is None:
            return Phrase("{group} ได้ {what} {value} คะแนน", **fields)
        return Phrase(
            "{group} ได้ {what} {value} คะแนน ภาพรวมได้ {whole} คะแนน",
            whole=f"{whole:.2f}",
            **fields,
        )

    def _display_name(self, code: str) -> Phrase:
        """``ข้อ I4``, ``ตัวชี้วัดที่ 7`` or ``IIT``."""
        if self.before is not None and code in self.before.framework.item_by_code:
            return Phrase("ข้อ {code}", code=code)
        if code[:1].isdecimal():
            return Phrase("ตัวชี้วัดที่ {code}", code=code)
        return Phrase("คะแนนรวม ITA") if code == TOTAL else Phrase("{code}", code=code)


_GONE = {
    SourceKind.SCORE: "ไม่มีคะแนนของ {ref} ในผลปีก่อนแล้ว",
    SourceKind.GROUP: "ไม่มีคะแนนของกลุ่มนี้ในผลปีก่อนแล้ว",
    SourceKind.COMMENT: "ความเห็นนี้ถูกเอาออกจากผลปีก่อนแล้ว",
    SourceKind.REMARK: "ไม่มีข้อสังเกตของผู้ตรวจต่อข้อ {ref} ในผลปีก่อนแล้ว",
}
