"""Drafts findings from the previous year's results, which the clerk may accept.

A draft is about an indicator or items. It is based on scores, groups, comments or remarks that no
finding cites yet, so an accepted draft is not proposed again; accepting it fills empty fields only.
Drafted sentences are Thai, because the documents print them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ita_desktop.domain.analysis import (
    PreviousResults,
    both,
    discontent,
    group_ref,
    points,
    with_score,
)
from ita_desktop.domain.framework import NodeKind
from ita_desktop.domain.scores.planning import losses
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.domain.scores.results import Breakdown, Finding, GroupFigure, SourceKind
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services import findings
from ita_desktop.services.findings import SourceRef
from ita_desktop.storage.workspace import Workspace

_FULL = Decimal(100)
_MAX_LOWEST = 3
"""Maximum number of lowest questions named for a survey."""
_MAX_LOSSES = 3
"""Maximum number of indicators named as those that lost most points."""
_MIN_DIFFERENCE = Decimal(5)
"""Minimum difference in points between a group and all respondents to mention the group."""
_MIN_RESPONDENTS = 5
"""Groups with fewer respondents are not mentioned, as they might be identifiable."""
_MAX_GROUPS = 3
"""Maximum number of groups mentioned for one score."""
_BREAKDOWNS = (Breakdown.DEPARTMENT, Breakdown.SERVICE)
_EMPTY_COMMENTS = frozenset(
    ("", "ไม่มี", "ไม่มีข้อเสนอแนะ", "ไม่มีค่ะ", "ไม่มีครับ", "ดี", "ดีแล้ว", "ดีมาก", "ดีอยู่แล้ว", "no", "none")
)
_WORDS_BY_INDICATOR = {
    "IIT": {
        "1": ("บริการ", "ปฏิบัติงาน", "ปฏิบัติหน้าที่", "รวดเร็ว", "สุภาพ"),
        "2": ("งบประมาณ", "รายจ่าย", "รายรับ", "จัดซื้อ", "จัดจ้าง", "เบิกจ่าย"),
        "3": ("มอบหมาย", "ประเมินผล", "แต่งตั้ง", "โยกย้าย", "บรรจุ", "เลื่อน", "ผู้บังคับบัญชา", "อิทธิพล"),
        "4": ("ทรัพย์สิน", "ยืม", "วัสดุ", "ครุภัณฑ์", "รถราชการ", "ของกลาง"),
        "5": ("ทุจริต", "ร้องเรียน", "สินบน", "ตรวจสอบ"),
    },
    "EIT": {
        "6": ("เจ้าหน้าที่", "พนักงาน", "สุภาพ", "ยิ้ม", "ไม่เท่าเทียม", "สินบน", "เอกสาร"),
        "7": ("ประชาสัมพันธ์", "ข่าว", "เผยแพร่", "เว็บไซต์", "ชี้แจง", "ร้องเรียน", "สื่อ"),
        "8": (
            "ออนไลน์", "ระบบ", "เทคโนโลยี", "เร็ว", "ไว", "ช้า", "เวลา", "ขั้นตอน",
            "สะดวก", "สถานที่", "จอดรถ", "ที่นั่ง",
        ),
    },
}  # fmt: skip
"""Words in a comment that indicate its indicator, by instrument and indicator. The numbers of the
survey indicators are the same in every framework since 2561."""


class FindingDraft(NamedTuple):
    """A proposed finding."""

    key: str
    """Identifies the draft; stable while the results do not change."""
    indicator: str
    items: tuple[str, ...]
    issue: str
    """Drafted point to improve, one paragraph per line; empty if the existing finding that it would
    be merged into has its own text."""
    sources: tuple[SourceRef, ...]
    """The sources that no finding cites yet."""
    into: str = ""
    """Id of the existing finding of the same items; empty for a new finding."""


class _Point(NamedTuple):
    """One observation from the results about an indicator or items."""

    indicator: str
    items: tuple[str, ...]
    words: str
    sources: tuple[SourceRef, ...]


def suggest(results: PreviousResults) -> tuple[FindingDraft, ...]:
    """Return drafts from the previous year's results, in the framework's order."""
    data, before, tree = results.data, results.before, results.tree
    if before is None or tree is None:
        return ()
    named = {SourceRef(source.kind, source.ref) for source in data.finding_sources}
    grouped: dict[tuple[str, tuple[str, ...]], list[_Point]] = {}
    for point in _Reading(results, before, tree).points():
        if not named.issuperset(point.sources):
            grouped.setdefault((point.indicator, point.items), []).append(point)
    places = {place.code: at for at, place in enumerate(data.framework.outline)}
    order = sorted(grouped, key=lambda of: [places[of[0]], *(places[code] for code in of[1])])
    return tuple(_draft(data, of, grouped[of], named) for of in order)


def accept(workspace: Workspace, year: int, chosen: Sequence[FindingDraft]) -> list[str]:
    """Accept drafts in one unit of work; return the ids of the new and completed findings.

    An existing finding of the same items gets the sources, and texts for its empty fields only.
    """
    data = workspace.year(year)
    if not chosen:
        return []
    with workspace.change("รับร่างข้อค้นพบ {count} รายการ", count=len(chosen)) as change:
        order = list(data.findings)
        taken = []
        for draft in chosen:
            present = data.finding_by_id.get(draft.into) or _same(
                data, draft.indicator, draft.items
            )
            if present is not None:
                findings.fill(change, data, present, {"issue": draft.issue}, draft.sources)
                taken.append(present.id)
                continue
            fields = {
                "indicator": draft.indicator,
                "items": draft.items,
                "issue": draft.issue,
                "sources": draft.sources,
            }
            new = findings.put_in_order(change, data, order, fields)
            taken.append(new.id)
    return taken


def _draft(
    data: YearData,
    of: tuple[str, tuple[str, ...]],
    described: Sequence[_Point],
    named: set[SourceRef],
) -> FindingDraft:
    indicator, items = of
    present = _same(data, indicator, items)
    sources = dict.fromkeys(ref for point in described for ref in point.sources if ref not in named)
    issue = "\n".join(dict.fromkeys(point.words for point in described))
    return FindingDraft(
        " ".join((indicator, *items)),
        indicator,
        items,
        "" if present is not None and present.issue else issue,
        tuple(sources),
        present.id if present is not None else "",
    )


def _same(data: YearData, indicator: str, items: Sequence[str]) -> Finding | None:
    """Return the finding of the same indicator and items."""
    for finding in data.findings:
        codes = {link.item_code for link in data.items_of_finding(finding.id)}
        if codes == set(items) and (codes or finding.indicator == indicator):
            return finding
    return None


class _Reading:
    """Derives observations from the results."""

    def __init__(self, results: PreviousResults, before: YearData, tree: ScoreTree) -> None:
        self._data = results.data
        self._before = before
        self._tree = tree
        self._became: dict[str, list[str]] = {}
        known = self._data.framework.item_by_code
        for link in results.links:
            if link.new in known:
                self._became.setdefault(link.old, []).append(link.new)

    def points(self) -> Iterator[_Point]:
        """Yield all observations: losses, low questions, incomplete data, groups, comments."""
        yield from self._lost()
        for node in self._tree.instruments:
            yield from self._unmet(node) if node.code == OIT else self._low(node)
        yield from self._groups()
        yield from self._comments()

    # -- scores

    def _lost(self) -> Iterator[_Point]:
        lost = losses(self._before.framework, self._tree)
        parts = [part for part in (lost.parts if lost is not None else ()) if part.points]
        for loss in sorted(parts, key=lambda part: -part.points)[:_MAX_LOSSES]:
            node = self._tree.nodes[loss.code]
            if loss.code in self._data.framework.indicator_by_code:
                yield self._of_indicator(
                    loss.code,
                    f"ผลการประเมินปี {self._before.year} ได้ {points(node.value)} "
                    f"ทำให้คะแนนรวมหายไป {loss.points:.2f} คะแนน ควรกำหนดมาตรการยกระดับเป็นลำดับต้น",
                    SourceRef(SourceKind.SCORE, loss.code),
                )

    def _low(self, instrument: ScoreNode) -> Iterator[_Point]:
        """Yield the lowest questions of a survey that are below its score, noting if not all
        questions have a score."""
        items = self._before.framework.items_of(instrument.code)
        nodes = with_score(self._tree.nodes[item.code] for item in items)
        among = "" if len(nodes) == len(items) else " เท่าที่มีคะแนน"
        whole = instrument.value if instrument.value is not None else _FULL
        low = sorted(
            (node for node in nodes if node.value is not None and node.value < whole),
            key=lambda node: node.value or Decimal(0),
        )
        for item in low[:_MAX_LOWEST]:
            word = "ต่ำที่สุดของ" if item.value == low[0].value else "อยู่ในกลุ่มต่ำที่สุดของ"
            yield from self._of_item(
                item.code,
                f"ผลการประเมินปี {self._before.year} ได้ {points(item.value)} {word} {instrument.code}"
                f"{among}{discontent(self._before, item.code)} ควรยกระดับการดำเนินงานในประเด็นนี้",
                SourceRef(SourceKind.SCORE, item.code),
            )

    def _unmet(self, instrument: ScoreNode) -> Iterator[_Point]:
        """Yield the OIT items without full score: with the assessor's remarks one by one, others of
        an indicator with equal score together, as the tables print them."""
        remarks = self._before.remark_by_node
        alike: dict[tuple[str, Decimal], list[str]] = {}
        for item in self._before.framework.items_of(instrument.code):
            value = self._tree.nodes[item.code].value
            if value is None or value >= _FULL:
                continue
            score = SourceRef(SourceKind.SCORE, item.code)
            if item.code in remarks:
                yield from self._of_item(
                    item.code,
                    f"ผลการประเมินปี {self._before.year} ได้ {points(value)} "
                    f"โดยผู้ตรวจมีข้อสังเกตว่า {remarks[item.code]} ควรปรับปรุงข้อมูลให้ครบถ้วนตามองค์ประกอบ",
                    SourceRef(SourceKind.REMARK, item.code),
                    score,
                )
                continue
            alike.setdefault((item.indicator, value), []).append(item.code)
        for (_, value), codes in alike.items():
            yield from self._of_items(
                codes,
                f"ผลการประเมินปี {self._before.year} ได้ {points(value)} "
                "ควรเปิดเผยข้อมูลให้ครบถ้วนตามองค์ประกอบและเป็นปัจจุบัน",
            )

    # -- groups and comments

    def _groups(self) -> Iterator[_Point]:
        far: dict[tuple[Breakdown, str], list[tuple[Decimal, GroupFigure]]] = {}
        for group_figure in self._before.group_figures:
            whole = (
                self._tree.nodes[group_figure.node].value
                if group_figure.node in self._tree.nodes
                else None
            )
            if (
                group_figure.breakdown not in _BREAKDOWNS
                or whole is None
                or group_figure.value is None
            ):
                continue
            if group_figure.count is not None and group_figure.count < _MIN_RESPONDENTS:
                continue
            if whole - group_figure.value >= _MIN_DIFFERENCE:
                far.setdefault((group_figure.breakdown, group_figure.node), []).append(
                    (group_figure.value, group_figure)
                )
        for (_, node), below in far.items():
            below.sort(key=lambda pair: pair[0])
            chosen = [figure for _, figure in below[:_MAX_GROUPS]]
            named = both(
                [f"{figure.name_in_sentence} ({points(figure.value)})" for figure in chosen]
            )
            words = f"{named} ได้คะแนนต่ำกว่าภาพรวมซึ่งได้ {points(self._tree.nodes[node].value)}"
            refs = tuple(SourceRef(SourceKind.GROUP, group_ref(figure)) for figure in chosen)
            if node in self._before.framework.item_by_code:
                yield from self._of_item(node, f"{words} ควรปรับปรุงการดำเนินงานในส่วนนี้ก่อน", *refs)
            elif (worst := self._worst(node)) is not None:
                yield self._of_indicator(
                    worst, f"{words} ใน {node} ควรปรับปรุงการดำเนินงานในส่วนนี้ก่อน", *refs
                )

    def _comments(self) -> Iterator[_Point]:
        """Yield comments by indicator. They are not quoted, because the draft may be published."""
        found: dict[tuple[str, str], list[SourceRef]] = {}
        for comment in self._before.comments:
            if key(comment.text).strip("-–.") in _EMPTY_COMMENTS:
                continue
            about = self._about(comment.instrument, comment.text)
            if about is not None:
                ref = SourceRef(SourceKind.COMMENT, comment.id)
                found.setdefault((comment.instrument, about), []).append(ref)
        for (instrument, code), refs in found.items():
            yield self._of_indicator(
                code,
                f"มีข้อเสนอแนะของผู้ตอบแบบวัด {instrument} จำนวน {len(refs)} ความเห็น "
                "ควรนำมาปรับปรุงการดำเนินงาน",
                *refs,
            )

    def _about(self, instrument: str, words: str) -> str | None:
        """Return the indicator that a comment mentions most, else the one with the lowest score."""
        known: Mapping[str, Sequence[str]] = _WORDS_BY_INDICATOR.get(instrument, {})
        shown = {
            code: sum(word in words for word in about)
            for code, about in known.items()
            if code in self._data.framework.indicator_by_code
        }
        most = max(shown.values(), default=0)
        return next(
            (code for code, hits in shown.items() if most and hits == most), self._worst(instrument)
        )

    def _worst(self, instrument: str) -> str | None:
        """Return the indicator of an instrument with the lowest score."""
        if instrument not in self._tree.nodes:
            return None
        nodes = [
            node
            for node in with_score(self._tree.children(instrument))
            if node.kind is NodeKind.INDICATOR
            and node.code in self._data.framework.indicator_by_code
        ]
        worst = min(nodes, key=lambda node: node.value or Decimal(0), default=None)
        return worst.code if worst is not None else None

    # -- codes of this year's framework

    def _of_indicator(self, code: str, words: str, *refs: SourceRef) -> _Point:
        return _Point(code, (), words, refs)

    def _of_item(self, code: str, words: str, *refs: SourceRef) -> Iterator[_Point]:
        """Yield an observation about a previous year's item, with its present code."""
        yield from self._at(self._became.get(code, []), self._with_former_code(code, words), refs)

    def _of_items(self, codes: Sequence[str], words: str) -> Iterator[_Point]:
        """Yield observations about several items; those moved to another indicator separately."""
        by_indicator: dict[str, dict[str, list[str]]] = {}
        for code in codes:
            for new in self._became.get(code, []):
                home = self._data.framework.item_by_code[new].indicator
                by_indicator.setdefault(home, {}).setdefault(new, []).append(code)
        for pairs in by_indicator.values():
            old = list(dict.fromkeys(code for codes in pairs.values() for code in codes))
            refs = tuple(SourceRef(SourceKind.SCORE, code) for code in old)
            renamed = [code for code in old if [code] != pairs.get(code)]
            text = f"{' '.join(renamed)} เดิม: {words}" if renamed else words
            yield from self._at(list(pairs), text, refs)

    def _with_former_code(self, code: str, words: str) -> str:
        """Return the text, with the item's former code if that was different."""
        return words if self._became.get(code) == [code] else f"{code} เดิม: {words}"

    def _at(self, codes: Sequence[str], words: str, refs: Iterable[SourceRef]) -> Iterator[_Point]:
        if codes:
            indicator = self._data.framework.item_by_code[codes[0]].indicator
            yield _Point(indicator, tuple(codes), words, tuple(refs))
