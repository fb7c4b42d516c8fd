"""Scores: parsing and writing them, the score bar, two years compared, and the command line's
JSON."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import Level
from ita_desktop.domain.framework_draft import FrameworkStatus, scores_are_draft, status_of
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import new_id
from ita_desktop.domain.scores import comparing, progress
from ita_desktop.domain.scores.comparing import Compared, Comparison, with_last_year
from ita_desktop.domain.scores.levels import LevelResult
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.domain.scores.scoring import (
    ScoreNode,
    ScoreTree,
    composition,
    round_score,
    what_if,
)
from ita_desktop.domain.text import one_line, plain_number, short_number
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import names

if TYPE_CHECKING:
    from ita_desktop.storage.gateway import Change
    from ita_desktop.storage.workspace import Workspace


_NUMBER = lazy_re(r"[0-9]{1,3}(\.[0-9]+)?|\.[0-9]+")


def parse_score(text: str) -> Decimal | None:
    """Parse a score (0-100, rounded half-up to two decimals); None for an empty text or –.

    Raises InputError with a Thai message.
    """
    plain = plain_number(one_line(text).removesuffix("%"))
    if plain in {"", "-", "–"}:
        return None
    value = Decimal(plain) if _NUMBER.fullmatch(plain) else None
    if value is None or value > progress.FULL_MARK:
        raise InputError(
            "“{text}” ไม่ใช่คะแนน", remedy="พิมพ์ตัวเลข 0 ถึง 100 เช่น 92.38", text=one_line(text)
        )
    return round_score(value)


class ScoreEdit(NamedTuple):
    """A score for one node (item, indicator or instrument code, or ``ITA``); None removes it."""

    node: str
    value: Decimal | None


def set_scores(
    workspace: "Workspace", year: int, edits: Sequence[ScoreEdit], source: ScoreSource
) -> None:
    """Write scores (0-100) of one source in one unit of work; see :func:`edit_scores`."""
    edit_scores(workspace, year, {source: edits})


def edit_scores(
    workspace: "Workspace", year: int, edits: Mapping[ScoreSource, Sequence[ScoreEdit]]
) -> None:
    """Write official and self-assessed scores (0-100) in one unit of work.

    Raises InputError for an unknown node or a value out of range.
    """
    data = workspace.year(year)
    for given in edits.values():
        check_scores(data, given)
    nodes = [edit.node for given in edits.values() for edit in given]
    official_only = not edits.get(ScoreSource.SELF)
    label = "แก้คะแนนทางการ {which}" if official_only else "แก้คะแนน {which}"
    with workspace.change(label, which=names(nodes, "{count} ข้อ")) as change:
        for source, given in edits.items():
            write_scores(change, data, given, source)


def check_scores(data: YearData, edits: Sequence[ScoreEdit]) -> None:
    """Raise InputError for an unknown node or a value out of range."""
    known = {place.code for place in data.framework.outline}
    unknown = [edit.node for edit in edits if edit.node not in known]
    if unknown:
        raise InputError(
            "กรอบปี {year} ไม่มีรหัส {codes}",
            remedy="ใช้รหัสข้อหรือตัวชี้วัดของปีนี้",
            year=data.year,
            codes=" ".join(unknown),
        )
    for edit in edits:
        if edit.value is not None and not 0 <= edit.value <= progress.FULL_MARK:
            raise InputError(
                "คะแนน {node} ต้องอยู่ระหว่าง 0 ถึง 100",
                remedy="พิมพ์ตัวเลข 0 ถึง 100 เช่น 92.38",
                node=edit.node,
            )


def write_scores(
    change: "Change", data: YearData, edits: Sequence[ScoreEdit], source: ScoreSource
) -> None:
    """Write checked scores of one source inside a unit of work."""
    present = {row.node: row for row in data.scores if row.source is source}
    for node, value in {edit.node: edit.value for edit in edits}.items():
        row = present.get(node)
        if value is None:
            if row is not None:
                change.delete(row)
        elif row is not None:
            change.update(row, value=round_score(value))
        else:
            change.insert(
                Score(
                    id=new_id(),
                    year_id=data.fiscal_year.id,
                    node=node,
                    source=source,
                    value=round_score(value),
                )
            )


# -- the score bar


class ScoreBarFigure(NamedTuple):
    """One instrument's score in the score bar. ``from_year`` is the Buddhist year it is taken from,
    if not this one; ``done`` and ``of`` count OIT items, if the score is based on them; ``known``
    is the per cent of the weight that has a score."""

    code: str
    value: Decimal | None
    from_year: int | None = None
    done: int = 0
    of: int = 0
    known: Decimal = progress.FULL_MARK


class ScoreBarData(NamedTuple):
    """The data of the score bar. Instruments without a score this year have last year's, marked as
    such; ``level`` is that of the displayed total."""

    figures: tuple[ScoreBarFigure, ...]
    total: Decimal | None
    level: LevelResult
    when_oit_done: Decimal | None
    level_when_done: LevelResult | None
    tree: ScoreTree
    """The displayed scores, including last year's."""
    drafted_from: str = ""
    """Code of the framework that the year's draft was copied from, if total and level rest on
    unconfirmed parts of it."""

    @property
    def mixed(self) -> bool:
        """Whether the total combines scores of two years."""
        return any(figure.from_year is not None for figure in self.figures)

    @property
    def partly_known(self) -> tuple[str, ...]:
        """The instruments with so many unknown scores that the level of the total is not
        certain."""
        if self.total is None or self.level.level is not None:
            return ()
        return tuple(
            figure.code
            for figure in self.figures
            if figure.value is not None and figure.known < progress.FULL_MARK
        )

    @property
    def target(self) -> Level | None:
        """The level to work for: the next one above the displayed total, or the best if it is
        reached. None if the level is not certain."""
        return self.level.aim


def score_bar_data(data: YearData, previous: YearData | None, tree: ScoreTree) -> ScoreBarData:
    """Return the score bar of a year, with missing survey scores from the ``previous`` year."""
    shown, from_previous_year, from_year = with_last_year(data, previous, tree)
    oit = [item.code for item in progress.oit_items(data)]
    figures = []
    for node in shown.instruments:
        if node.code == progress.OIT:
            held = [code for code in oit if code in shown.nodes]
            done = sum(shown.nodes[code].value == progress.FULL_MARK for code in held)
            # A score entered as a whole is not shown with "0 of 22" items.
            of = (
                0 if node.value is not None and any(map(shown.only_known_above, held)) else len(oit)
            )
            figures.append(
                ScoreBarFigure(node.code, node.value, None, done if of else 0, of, node.known)
            )
        else:
            year = from_year if node.code in from_previous_year else None
            figures.append(ScoreBarFigure(node.code, node.value, year, known=node.known))
    done_tree = what_if(data.framework, shown, dict.fromkeys(oit, progress.FULL_MARK))
    further = done_tree.total.value != shown.total.value
    return ScoreBarData(
        tuple(figures),
        shown.total.value,
        shown.level,
        done_tree.total.value if further else None,
        done_tree.level if further else None,
        shown,
        data.framework.drafted_from if scores_are_draft(data) else "",
    )


# -- partly known scores


class ScoreRange(NamedTuple):
    """The range of a total or instrument that is partly known. Figures are per cent (0-100)."""

    code: str
    known: Decimal
    """Per cent of its weight that has a score."""
    mean: Decimal | None
    """Mean of the known scores."""
    low: Decimal
    high: Decimal


def rooms(data: YearData) -> tuple[ScoreRange, ...]:
    """Return the partly known total and instruments, the total first."""
    tree = progress.tree_of(data)
    return tuple(
        ScoreRange(
            node.code,
            node.known,
            composition(data.framework, tree, node.code).over_known,
            node.low,
            node.high,
        )
        for node in (tree.total, *tree.instruments)
        if 0 < node.known < progress.FULL_MARK
    )


# -- the command line's JSON


def as_json(data: YearData) -> dict[str, Any]:
    """Return the scores of a year in the JSON format of the command line."""
    tree = progress.tree_of(data)
    instruments = [
        {
            "code": node.code,
            "weight": None if node.weight is None else short_number(node.weight),
            "score": two_decimals(node.value),
            "weighted": two_decimals(node.weighted),
            "official": two_decimals(node.official),
            "computed": two_decimals(node.computed),
        }
        for node in tree.instruments
    ]
    return {
        "fiscal_year": data.year,
        "framework": data.framework.code,
        "total": two_decimals(tree.total.value),
        "source": tree.total.source,
        "level": level_json(tree.level),
        "instruments": instruments,
        "indicators": [
            _node_json(node, "instrument", data.framework.indicator_by_code[node.code].instrument)
            for node in tree.indicators
        ],
        "items": [_item_json(data, node) for node in tree.items],
        **_framework_status(data),
    }


def _framework_status(data: YearData) -> dict[str, str]:
    status = status_of(data)
    found = {"framework_status": status.value}
    if status is FrameworkStatus.DRAFT:
        found["drafted_from"] = data.framework.drafted_from
    return found


def level_json(level: LevelResult) -> dict[str, Any] | None:
    """Return a level with the unmet conditions of better ones; None if there is no level."""
    if level.level is None:
        return None
    return {
        "name_th": level.level.name,
        "code": level.level.code,
        "blocked_by": [
            {
                "level": block.level.name,
                "rule": block.rule,
                "needs": two_decimals(block.needs),
                "has": two_decimals(block.has),
                "missing": two_decimals(block.missing),
            }
            for block in level.blocked_by
        ],
    }


def _item_json(data: YearData, node: ScoreNode) -> dict[str, Any]:
    """Return an item, with the score computed from its answers, if any."""
    item = data.framework.item_by_code[node.code]
    described = _node_json(node, "indicator", item.indicator)
    counts = progress.counts_of(progress.answers_to(data, item))
    if node.computed is None and (follows := progress.score_of_counts(item, counts)) is not None:
        described["computed"] = two_decimals(follows)
    return described


def _node_json(node: ScoreNode, parent_name: str, parent: str) -> dict[str, Any]:
    return {
        "code": node.code,
        parent_name: parent,
        "score": two_decimals(node.value),
        "official": two_decimals(node.official),
        "computed": two_decimals(node.computed),
    }


def two_decimals(value: Decimal | None) -> str | None:
    """Return a score as official reports print it."""
    return None if value is None else f"{round_score(value):.2f}"


def compare_years(data: YearData, other: YearData, today: date) -> Comparison:
    """Compare ``data`` with ``other``, using the crosswalk."""
    from ita_desktop.frameworks.resource_files import crosswalk

    return comparing.compare(data, other, crosswalk(data.framework, other.framework), today)


# -- the command line's JSON


def compared_as_json(found: Comparison) -> dict[str, Any]:
    """Return a comparison in the JSON format of the command line."""
    return {
        "fiscal_year": found.year,
        "with": found.other,
        "total": _compared_row(found.total),
        "instruments": [_compared_row(instrument) for instrument in found.instruments],
        "indicators": [_compared_row(indicator) for indicator in found.indicators],
        "items": [_compared_row(item) for item in found.items],
        "merged_or_split": [_compared_row(compared) for compared in found.moved],
        "not_comparable": list(found.apart),
        "risen": [compared.code for compared in found.risen],
        "fallen": [compared.code for compared in found.fallen],
    }


def _compared_row(compared: Compared) -> dict[str, Any]:
    return {
        "code": compared.code,
        "was": compared.was,
        "relation": compared.relation.value,
        "before": two_decimals(compared.before),
        "now": two_decimals(compared.now),
        "change": two_decimals(compared.change),
    }
