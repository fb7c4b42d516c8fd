"""Official scores that are doubtful (by doubts that imports raised, and contradictions), and those
and people that came in by an import and that nothing else bears out: earlier programs believed
tables that only look like results or lists of staff.

A doubt raised by an import is stored (:class:`FigureDoubt`) until the score is corrected or
confirmed; a confirmed contradiction is stored, too, and no longer reported.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from ita_desktop.domain.analysis import is_among
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import TOTAL, Scale
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Person, new_id
from ita_desktop.domain.scores.progress import official_scores, tree_of
from ita_desktop.domain.scores.results import FigureDoubt, Score, ScoreSource
from ita_desktop.domain.scores.scoring import ScoreTree, score_tree
from ita_desktop.domain.year import PLACES, YearData
from ita_desktop.exchange.remarks import Remark
from ita_desktop.services.checks.issues import CheckIssue, Severity
from ita_desktop.services.edits import last_position, names
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.result_check import (
    SUM_APART,
    ComparedScore,
    Contradiction,
    check_year,
    is_apart,
)
from ita_desktop.storage.codec import Plain, decode
from ita_desktop.storage.edits.changes import EditGroup, EditKind
from ita_desktop.storage.workspace import Workspace

CODE: Final = "no-evidence"
_IMPORTED: Final = "นำเข้า"
_FEW: Final = 5
"""Maximum number of scores of an import that is no report of results."""
_LEAST: Final = Decimal(50)
"""No instrument of any office had less."""
_CHANGES: Final = 5_000
_SCORES: Final = "คะแนนทางการ {names} มาจากการนำเข้า ซึ่งไม่มีคะแนนอื่นในรายงานเดียวกันยืนยัน"
_PEOPLE: Final = "มีคนในทะเบียน {count} คน เช่น {names} ที่มาจากการนำเข้า และไม่อยู่ในคณะ หน่วย หรือตำแหน่งใด"
_FIX: Final = Phrase("ถ้าไม่ใช่ข้อมูล ITA ของสำนักงาน ถอนที่ “ตรวจเนื้อหาของปี”")


ALL = "all"
_OF_PARTS: Final = SUM_APART.rpartition("{")[0].rpartition("}")[2].strip()
"""Text that identifies a comparison with the scores below."""
_KEPT: Final = "ตามรายงานเดิม {code} ได้ {value} {level} ซึ่งไม่ตรงกับคะแนนใหม่ จึงไม่ใช้เป็นคะแนนวันนี้"
_TYPED: Final = "คะแนน {code} พิมพ์ {printed} แต่ใน{title}ที่นำเข้าพิมพ์ {typed}"
_OF_LIST: Final = _TYPED.partition("แต่")[2].rpartition(" ")[0]
"""Text that identifies a comparison with an imported list, by its ``title``."""
_NUMBER: Final = lazy_re(r"\d+(?:\.\d+)?")


def doubted(data: YearData) -> tuple[FigureDoubt, ...]:
    """Return the unsettled doubts of imports, without those whose score was corrected."""
    unsettled = [doubt for doubt in data.doubts if doubt.settled is None]
    tree = tree_of(data) if unsettled else None
    return tuple(doubt for doubt in unsettled if tree is None or _is_unchanged(doubt, tree))


def _is_unchanged(doubt: FigureDoubt, tree: ScoreTree) -> bool:
    """Return whether the doubted score and the score it was compared with are unchanged."""
    node = tree.nodes.get(doubt.node)
    of_figure = re.match(rf"คะแนน {re.escape(doubt.node)} พิมพ์\D*\d", doubt.text)
    if node is None or node.official is None or of_figure is None:
        return True
    said = doubt.text.removeprefix(f"คะแนน {doubt.node} พิมพ์")
    printed, *others = map(Decimal, _NUMBER.findall(said))
    if node.official != printed:
        return False
    return _OF_PARTS not in doubt.text or node.computed in others


def open_doubts(data: YearData) -> tuple[Contradiction, ...]:
    """Return all doubts about a year's scores, from imports and contradictions, without duplicates,
    in the framework's order."""
    texts = [Contradiction(doubt.node or TOTAL, doubt.text) for doubt in doubted(data)]
    places = {place.code: at for at, place in enumerate(data.framework.outline)}
    found = dict.fromkeys([*texts, *contradictions(data)])
    return tuple(
        sorted(found, key=lambda contradiction: places.get(contradiction.node, len(places)))
    )


def contradictions(data: YearData) -> tuple[Contradiction, ...]:
    """Return contradictions that were neither raised by an import nor confirmed."""
    known = {doubt.text for doubt in data.doubts}
    return tuple(
        contradiction
        for contradiction in check_year(data)
        if str(contradiction.sentence) not in known
    )


def confirm(workspace: Workspace, year: int, nodes: Collection[str], day: date) -> int:
    """Confirm on ``day`` that the doubtful scores of these nodes (codes; ``all`` for every one) are
    right; return the number of doubts settled."""
    data = workspace.year(year)

    def meant(node: str) -> bool:
        return ALL in nodes or (node or TOTAL) in nodes

    stored = [doubt for doubt in doubted(data) if meant(doubt.node)]
    others = [contradiction for contradiction in contradictions(data) if meant(contradiction.node)]
    if stored or others:
        codes = [*(doubt.node or TOTAL for doubt in stored), *(other.node for other in others)]
        which = names(codes, "{count} ตัวเลข")
        with workspace.change("ยืนยันตัวเลข {which}", which=which) as change:
            for doubt in stored:
                change.update(doubt, settled=day)
            for place, other in enumerate(others, last_position(data.doubts)):
                made = _doubt(data, other.node, str(other.sentence), place)
                change.insert(made)
                change.update(made, settled=day)
    return len(stored) + len(others)


def new_doubts(data: YearData, remarks: Iterable[Remark]) -> list[FigureDoubt]:
    """Return the doubts of an import that the year does not have yet."""
    known = {doubt.text for doubt in data.doubts}
    places = {place.code for place in data.framework.outline}
    found: dict[str, FigureDoubt] = {}
    for place, remark in enumerate(remarks, last_position(data.doubts)):
        code = str(remark.fields.get("code") or remark.fields.get("node") or "")
        text = _text(remark)
        if text not in known:
            found.setdefault(text, _doubt(data, code if code in places else TOTAL, text, place))
    return list(found.values())


class TypedDoubts(NamedTuple):
    """What the scores typed in an imported table change in the doubts of official figures."""

    new: tuple[FigureDoubt, ...] = ()
    mended: tuple[FigureDoubt, ...] = ()
    """Those of an earlier import of the same list, which types other scores by now."""


def typed_doubts(
    year: YearData, others: Iterable[YearData], title: str, scores: Sequence[ComparedScore]
) -> TypedDoubts:
    """Return the doubts of official figures of the ``year``, or of ``others``, that ``scores``
    typed in an imported list of this ``title`` differ from: one of both is wrong until somebody
    says which. A table most of whose scores are others is about another result."""
    differing = [one for one in scores if one.official and not one.is_official]
    if len(differing) > max(_FEW, sum(one.is_official for one in scores)):
        return TypedDoubts()
    new, mended = list[FigureDoubt](), list[FigureDoubt]()
    for data in (*others, year):
        of_year = [one for one in scores if data.year in one.years]
        known = official_scores(data) if of_year else {}
        own = [one for one in of_year if one in differing and one.node in known]
        differing = [one for one in differing if one not in own]
        said = [_typed(one, known[one.node], title) for one in own]
        new += new_doubts(data, said)
        official = {node: (score,) for node, score in known.items()}
        told = {one.node for one in own}
        told |= {one.node for one in of_year if is_among(one.score, official.get(one.node, ()))}
        texts = {_text(remark) for remark in said}
        mended += (
            doubt
            for doubt in data.doubts
            if doubt.settled is None
            and doubt.node in told
            and doubt.text not in texts
            and _OF_LIST.format(title=title) in doubt.text
        )
    return TypedDoubts(tuple(new), tuple(mended))


def _typed(one: ComparedScore, official: Decimal, title: str) -> Remark:
    fields = {
        "code": one.node,
        "printed": f"{official:.2f}",
        "title": Phrase(title),
        "typed": one.score,
    }
    return Remark(one.origin, _TYPED, "", fields)


def _text(remark: Remark) -> str:
    return str(Phrase(remark.template, **remark.fields))


def kept_figure(data: YearData, score: Score) -> FigureDoubt:
    """Return the doubt as which a former official score is kept that no longer fits what is below
    it, with the level printed beside a total."""
    fields = {"code": score.node, "value": f"{score.value:.2f}", "level": score.note}
    text = _KEPT if score.note and score.node == TOTAL else _KEPT.replace(" {level}", "")
    return _doubt(data, score.node, str(Phrase(text, **fields)), last_position(data.doubts))


def _doubt(data: YearData, node: str, text: str, position: int) -> FigureDoubt:
    return FigureDoubt(
        id=new_id(),
        year_id=data.fiscal_year.id,
        node=node,
        text=str(text),
        position=position,
    )


class Believed(NamedTuple):
    """The rows of one import without evidence, with their values before it: None for
    new rows."""

    group: EditGroup
    scores: tuple[tuple[Score, Plain | None], ...]
    people: tuple[Person, ...]

    @property
    def issue(self) -> CheckIssue:
        """What a check says of it."""
        names = " ".join(score.node for score, _ in self.scores)
        text = Phrase(_SCORES, names=names)
        if not self.scores:
            first = self.people[0].full_name
            text = Phrase(_PEOPLE, count=len(self.people), names=first)
        place = Place(PageKey.SCORES if self.scores else PageKey.ROSTER)
        label, number = self.group.label, self.group.id
        return CheckIssue(Severity.WARNING, CODE, label, text, _FIX, place=place, number=number)


def believed(workspace: Workspace, data: YearData) -> list[Believed]:
    """Return what came into a year by imports without evidence, an entry for the scores and one for
    the people of each; only rows that nobody has changed since."""
    official = {row.id: row for row in data.scores if row.source is ScoreSource.OFFICIAL}
    alone = _alone(workspace, data)
    scores: dict[EditGroup, list[tuple[Score, Plain | None]]] = defaultdict(list)
    people: dict[EditGroup, list[Person]] = defaultdict(list)
    seen = set[str]()
    for group, change in workspace.edits.of_rows([*official, *alone], (), _CHANGES):
        if group.kind is not EditKind.DO or not group.stands or change.key in seen:
            continue
        seen.add(change.key)
        if not group.label.startswith(_IMPORTED):
            continue
        if change.key in official:
            scores[group].append((official[change.key], change.old))
        elif change.old is None:
            people[group].append(alone[change.key])
    found = [Believed(group, tuple(rows), ()) for group, rows in scores.items()]
    return [
        *(each for each in found if _is_strange(data, [score for score, _ in each.scores])),
        *(Believed(group, (), tuple(rows)) for group, rows in people.items()),
    ]


def withdraw(workspace: Workspace, year: int, numbers: Collection[int]) -> int:
    """Take the rows of these imports out again, or back to what they were, as one unit of work;
    all of the year's for no ``numbers``. What an import has put away for its scores comes back.
    Return the number of rows that it had brought."""
    data = workspace.year(year)
    found = [each for each in believed(workspace, data) if not numbers or each.group.id in numbers]
    count = sum(len(each.scores) + len(each.people) for each in found)
    if not count:
        return 0
    with workspace.change("ถอนที่นำเข้า {count} รายการ", count=count) as change:
        for each in found:
            for person in each.people:
                change.delete(person)
            for score, before in each.scores:
                if before is None:
                    change.delete(score)
                elif "value" in before:
                    note = str(before.get("note", score.note))
                    change.update(score, value=Decimal(str(before["value"])), note=note)
            away, doubts = _put_away(workspace, data, each) if each.scores else ((), ())
            for score in away:
                change.insert(score)
            for doubt in doubts:
                change.delete(doubt)
    return count


def _put_away(
    workspace: Workspace, data: YearData, each: Believed
) -> tuple[list[Score], list[FigureDoubt]]:
    """Return the scores that an import has put away for its own and that nobody has given since,
    and the doubts that it has left of the year's figures."""
    given = {row.node for row in data.scores if row.source is ScoreSource.OFFICIAL}
    doubts = {doubt.id: doubt for doubt in data.doubts}
    changes = workspace.edits.changes_of(each.group.id)
    old = (row.old for row in changes if row.table == "score" and row.new is None and row.old)
    away = [decode(Score, plain) for plain in old if plain["year_id"] == data.fiscal_year.id]
    left = [doubts[row.key] for row in changes if row.old is None and row.key in doubts]
    return [score for score in away if score.node not in given], left


def _is_strange(data: YearData, scores: Sequence[Score]) -> bool:
    """Return whether few scores contradict the others, or stand without any of an instrument."""
    instruments = data.framework.instrument_by_code
    nodes = {score.node for score in scores}
    if len(nodes) > _FEW or TOTAL in nodes or nodes >= instruments.keys():
        return False
    official = {row.node: row.value for row in data.scores if row.source is ScoreSource.OFFICIAL}
    if not official.keys() & {TOTAL, *instruments}:
        return True
    return any(_is_odd(data, official, score) for score in scores)


def _is_odd(data: YearData, official: dict[str, Decimal], score: Score) -> bool:
    item = data.framework.item_by_code.get(score.node)
    if item is not None and item.scale is Scale.DISCLOSURE:
        return score.value not in {Decimal(0), Decimal(100)}
    if score.node in data.framework.instrument_by_code and score.value < _LEAST:
        return True
    tree = score_tree(data.framework, official, {})
    if score.node not in tree.nodes:
        return True
    above = (score.node, *(node.code for node in tree.ancestors(score.node)))
    return any(is_apart(data.framework, tree, code) for code in above)


def _alone(workspace: Workspace, data: YearData) -> dict[str, Person]:
    """Return the people of the register without unit and post whom no row of any year names."""
    bare = {each.id: each for each in data.people if not (each.unit_id or each.job_title)}
    for year in workspace.years() if bare else ():
        for key in _named(workspace.year(year.year)):
            bare.pop(key, None)
    return bare


def _named(data: YearData) -> Iterator[str]:
    """Yield the keys of other rows that a year's rows have."""
    for record, name in PLACES.items():
        keys = [each.name for each in fields(record) if each.name.endswith("_id")]
        rows: Iterable[object] = getattr(data, name)
        yield from (key for row in rows for each in keys if (key := getattr(row, each)))
