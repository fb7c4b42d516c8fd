"""The way to the next level: missing points in phrases, in full or abbreviated, the items that
would contribute most, and the plan to a better level for a year of the workspace, with the office's
target score.

Surveys without a result are planned with last year's scores, as in the score bar. The gain of
completing an OIT item, in points (0-100) of OIT and of the total, is computed from the tree of the
score bar, with last year's survey scores, with and without the item complete. Unknown scores count
as 0 in both cases, so that the gain does not depend on how much else is known.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.errors import InputError, Phrase, joined
from ita_desktop.domain.framework import TOTAL, Framework, Level, NodeKind, Rule
from ita_desktop.domain.oit.parts import open_units
from ita_desktop.domain.records import new_id
from ita_desktop.domain.scores import scoring
from ita_desktop.domain.scores.comparing import with_last_year
from ita_desktop.domain.scores.levels import LevelResult, UnmetCondition, above_shown
from ita_desktop.domain.scores.planning import LevelPart, LevelPlan, OitSet, Way, plan
from ita_desktop.domain.scores.progress import FULL_MARK, OIT, item_progress, oit_items, tree_of
from ita_desktop.domain.scores.results import Target
from ita_desktop.domain.text import key, short_number
from ita_desktop.domain.year import YearData
from ita_desktop.services.scores.scores import ScoreBarData, level_json, two_decimals
from ita_desktop.storage.workspace import Workspace


class LevelBar(NamedTuple):
    """The score of an instrument, or the total (``ITA``), and what the next level requires."""

    code: str
    value: Decimal | None
    needs: Decimal | None
    """Minimum score; None if the level has no condition on the instrument."""
    missing: Decimal | None
    """Points missing; zero if reached, None if unknown or not required."""
    items_left: int
    """OIT: number of items that are not complete."""
    from_year: int | None = None
    """The Buddhist year that the score is taken from, if not this one."""


class MeanNeeded(NamedTuple):
    """The mean that the lowest items of a survey must reach together."""

    instrument: str
    items: tuple[str, ...]
    needs: Decimal
    """Minimum mean, per cent."""
    has: Decimal
    """Present mean, per cent."""
    instrument_needs: Decimal
    from_year: int | None
    """The Buddhist year of these scores, if not this one."""


class Disclosure(NamedTuple):
    """The smallest number of OIT items to complete, and the resulting score."""

    items: int
    subject: str
    """OIT, or the total (``ITA``) if the level has no condition on OIT."""
    reaches: Decimal


class ItemGain(NamedTuple):
    """An item with its score, and its gain if it had 100."""

    code: str
    title: str
    value: Decimal | None
    subject: str
    """The score that it raises: an instrument, or the total (``ITA``)."""
    adds: Decimal


class LevelPath(NamedTuple):
    """The way to a level."""

    target: Level | None
    """The level to work for (see :attr:`ScoreBarData.target`)."""
    reached: bool
    """Whether the best level is reached."""
    bars: tuple[LevelBar, ...]
    means: tuple[MeanNeeded, ...]
    """Survey scores needed in the cheapest way."""
    disclosure: Disclosure | None
    """OIT items needed in the cheapest way."""
    lifts: tuple[ItemGain, ...]
    """If the total is short, items by gain; else survey items, the lowest of each survey first,
    then OIT items by gain."""


def level_path(
    data: YearData, score_bar: ScoreBarData, score_gains: Mapping[str, scoring.ScoreGain]
) -> LevelPath:
    """Return the way to the level that the year works for.

    ``score_bar`` is that of ``data``; ``score_gains`` are the gains of its open OIT items.
    """
    target, reached = score_bar.target, score_bar.level.is_best
    if reached:
        return LevelPath(target, reached, _bars(score_bar), (), None, ())
    found = plan(data.framework, score_bar.tree, target) if target is not None else None
    cheapest = found.cheapest if found is not None else ()
    lifts = (
        *_survey_lifts(list(_surveys(data, score_bar))),
        *_oit_lifts(data, score_bar, score_gains),
    )
    return LevelPath(
        target=target,
        reached=reached,
        bars=_bars(score_bar),
        means=tuple(_means(data, score_bar, cheapest)),
        disclosure=_disclosure(found) if found is not None else None,
        lifts=tuple(_by_score_gain(lifts)),
    )


def _by_score_gain(lifts: Sequence[ItemGain]) -> Sequence[ItemGain]:
    """Sort items that raise the total by gain; others keep their order."""
    if any(lift.subject == TOTAL for lift in lifts):
        return sorted(lifts, key=lambda lift: -lift.adds)
    return lifts


def _bars(score_bar: ScoreBarData) -> tuple[LevelBar, ...]:
    level = score_bar.target
    least = level.each_instrument_min if level is not None else None
    left = sum(figure.of - figure.done for figure in score_bar.figures if figure.code == OIT)
    bars = [
        _bar(figure.code, figure.value, least, left if figure.code == OIT else 0, figure.from_year)
        for figure in score_bar.figures
    ]
    asked = any(condition.subject == TOTAL for condition in score_bar.level.blocks_next)
    if level is not None and (least is None or asked):
        bars.append(_bar(TOTAL, score_bar.total, level.total_min, 0, None))
    return tuple(bars)


def _bar(
    code: str, value: Decimal | None, needs: Decimal | None, left: int, from_year: int | None
) -> LevelBar:
    missing = None
    if value is not None and needs is not None:
        missing = max(needs - value, Decimal(0))
    return LevelBar(code, value, needs, missing, left, from_year)


class _Survey(NamedTuple):
    """A survey that blocks the next level, with the scores used to judge it."""

    code: str
    subject: str
    needs: Decimal | None
    """The minimum score of the survey itself."""
    framework: Framework
    tree: scoring.ScoreTree
    items: tuple[scoring.ScoreNode, ...]
    from_year: int | None


def _surveys(data: YearData, score_bar: ScoreBarData) -> Iterable[_Survey]:
    """Yield the surveys whose items can raise the level, if the items' scores are known."""
    blocks = {block.subject: block for block in score_bar.level.blocks_next}
    for figure in score_bar.figures:
        if figure.code == OIT or figure.value is None:
            continue
        by_itself = blocks.get(figure.code)
        if by_itself is None and TOTAL not in blocks:
            continue
        items = tuple(_items_below(score_bar.tree, figure.code))
        if items and all(item.value is not None for item in items):
            yield _Survey(
                figure.code,
                figure.code if by_itself is not None else TOTAL,
                by_itself.needs if by_itself is not None else None,
                data.framework,
                score_bar.tree,
                items,
                figure.from_year,
            )


def _items_below(tree: scoring.ScoreTree, code: str) -> Iterable[scoring.ScoreNode]:
    for child in tree.children(code):
        if child.kind is NodeKind.ITEM:
            yield child
        else:
            yield from _items_below(tree, child.code)


def _means(
    data: YearData, score_bar: ScoreBarData, cheapest: Iterable[LevelPart]
) -> Iterator[MeanNeeded]:
    """Yield the means needed of surveys in the cheapest way."""
    nodes, years = (
        score_bar.tree.nodes,
        {figure.code: figure.from_year for figure in score_bar.figures},
    )
    for part in cheapest:
        together, needs = part.together, part.needs
        if together is None or needs is None or nodes[part.code].difference:
            continue  # the printed score does not follow from the items, so they cannot be used
        items = [item.code for item in data.framework.items_of(part.code)]
        chosen = tuple(code for code in items if code in together.items)
        rule = data.framework.instrument_by_code[part.code].rule
        if rule is not Rule.MEAN_OF_ITEMS or len(chosen) != len(together.items):
            continue
        has = sum((nodes[code].value or Decimal(0) for code in chosen), Decimal(0)) / len(chosen)
        yield MeanNeeded(
            part.code, chosen, together.to, scoring.round_score(has), needs, years[part.code]
        )


def _disclosure(found: LevelPlan) -> Disclosure | None:
    """Return the number of OIT items in the cheapest way; None if none are needed or known."""
    for part in found.cheapest:
        if part.code == OIT and part.sets and part.needs is not None:
            by_itself = found.target.each_instrument_min is not None
            figure = part.needs if by_itself else found.target.total_min
            return Disclosure(part.sets[0].size, OIT if by_itself else TOTAL, figure)
    return None


def _survey_lifts(surveys: Sequence[_Survey]) -> Iterable[ItemGain]:
    """Yield the items below the required score, the lowest of each survey first."""
    return [lift for survey in surveys for lift in _lifts_of(survey)]


def _lifts_of(survey: _Survey) -> Iterable[ItemGain]:
    mark = FULL_MARK if survey.needs is None else survey.needs
    low = [item for item in survey.items if item.value is not None and item.value < mark]
    if not low:
        return
    # Discard scores entered above the items once, not for each item.
    first = low[0]
    tree = scoring.what_if(survey.framework, survey.tree, {first.code: first.value or Decimal(0)})
    for score_node in sorted(low, key=lambda node: node.value or Decimal(0)):
        gain = scoring.score_gain(survey.framework, tree, score_node.code)
        adds = gain.total if survey.subject == TOTAL else gain.instrument
        yield ItemGain(score_node.code, score_node.name, score_node.value, survey.subject, adds)


def _oit_lifts(
    data: YearData, score_bar: ScoreBarData, score_gains: Mapping[str, scoring.ScoreGain]
) -> Iterable[ItemGain]:
    """Yield the open OIT items, unless neither OIT nor the total is short; none before anything of
    the year is known."""
    if all(figure.value is None for figure in score_bar.figures):
        return
    blocks = {block.subject for block in score_bar.level.blocks_next}
    if score_bar.target is not None and not blocks & {OIT, TOTAL}:
        return
    by_total = score_bar.target is not None and score_bar.target.each_instrument_min is None
    found = []
    for code, gain in score_gains.items():
        adds = gain.total if by_total else gain.instrument
        title = data.framework.item_by_code[code].title
        found.append(ItemGain(code, title, None, TOTAL if by_total else OIT, adds))
    yield from sorted((lift for lift in found if lift.adds > 0), key=lambda lift: -lift.adds)


class YearPlan(NamedTuple):
    """The plan of a year, and the tree that it starts from."""

    plan: LevelPlan | None
    """None if the level is not known yet and none was given."""
    tree: scoring.ScoreTree
    from_year: int | None
    """The Buddhist year of the scores used for surveys without a result; None if not used."""


def year_plan(data: YearData, previous: YearData | None, level: str = "") -> YearPlan:
    """Return the plan to the next level, or to ``level`` (its name or code).

    Raises InputError for a level that is not in the year's set.
    """
    tree, _, from_year = with_last_year(data, previous, tree_of(data))
    target = level_named(data, level) if level else _next(data, tree)
    return YearPlan(
        plan(data.framework, tree, target) if target is not None else None, tree, from_year
    )


def _next(data: YearData, tree: scoring.ScoreTree) -> Level | None:
    """Return the level to work for; with scores missing, the one above the best certain level; None
    without a total."""
    instruments = {node.code: node.value for node in tree.instruments}
    shown = above_shown(data.framework.levels, tree.total.value, instruments)
    return tree.level.aim or shown


def level_named(data: YearData, name: str) -> Level:
    """Return the level with this name or code. Raises InputError if the year has none."""
    levels = data.framework.levels.levels
    for level in levels:
        if key(name) in {key(level.name), key(level.code)}:
            return level
    raise InputError(
        "ปี {year} ไม่มีระดับ “{name}”",
        remedy="ใช้ระดับใดระดับหนึ่ง: {known}",
        year=data.year,
        name=name,
        known=", ".join(level.name for level in levels),
    )


# -- the command line's JSON


def as_json(data: YearData, found: YearPlan) -> dict[str, Any]:
    """Return a plan in the JSON format of the command line."""
    plan_found = found.plan
    parts = (
        plan_found.parts
        if plan_found is not None
        else [LevelPart(node.code, node.value, None) for node in found.tree.instruments]
    )
    return {
        "fiscal_year": data.year,
        "framework": data.framework.code,
        "from_year": found.from_year,
        "total": two_decimals(found.tree.total.value),
        "level": level_json(found.tree.level),
        "target": None
        if plan_found is None
        else {"name_th": plan_found.target.name, "code": plan_found.target.code},
        "reached": plan_found.reached if plan_found is not None else None,
        "blocked_by": [_block(condition) for condition in plan_found.open] if plan_found else [],
        "blocked_with_all_oit": [_block(condition) for condition in plan_found.beyond_oit]
        if plan_found
        else [],
        "one_suffices": plan_found.one_suffices if plan_found else None,
        "ways": [_way(way) for way in plan_found.ways] if plan_found else [],
        "together_to": two_decimals(plan_found.together_to) if plan_found else None,
        "instruments": [_part(data, part) for part in parts],
    }


def _block(block: UnmetCondition) -> dict[str, Any]:
    return {
        "rule": block.rule,
        "needs": two_decimals(block.needs),
        "has": two_decimals(block.has),
        "missing": two_decimals(block.missing),
    }


def _way(way: Way) -> dict[str, str | None]:
    return {code: two_decimals(figure) for code, figure in way.items()}


def _part(data: YearData, part: LevelPart) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "code": part.code,
        "has": two_decimals(part.has),
        "needs": two_decimals(part.needs),
        "missing": two_decimals(part.missing),
    }
    if part.code == OIT:
        missing = _missing(data)
        shown["sets"] = [_set(data, set_, missing) for set_ in part.sets]
        return shown
    shown["items"] = [
        {
            "code": rise.code,
            "has": two_decimals(rise.has),
            "total_per_point": short_number(rise.per_point),
            "needs_alone": two_decimals(rise.alone),
        }
        for rise in part.rises
    ]
    together = part.together
    shown["together"] = (
        None
        if together is None
        else {"items": list(together.items), "needs": two_decimals(together.to)}
    )
    return shown


def _missing(data: YearData) -> dict[str, list[str]]:
    """Return the units that have not delivered an item that others have, by code."""
    first, _ = fiscal_year_bounds(data.year)
    found = {
        code: [unit.name for unit in open_units(progress.open_rows)]
        for code, progress in item_progress(data, first).items()
    }
    return {code: names for code, names in found.items() if names}


def _set(data: YearData, oit_set: OitSet, missing: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        "size": oit_set.size,
        "picks": [
            {
                "take": pick.take,
                "of": [
                    {
                        "code": code,
                        "owners": ", ".join(map(data.owner_label, data.owners_of_item(code))),
                        **({"units": missing[code]} if code in missing else {}),
                    }
                    for code in pick.items
                ],
            }
            for pick in oit_set.picks
        ],
    }


def set_target(workspace: Workspace, year: int, value: Decimal | None) -> None:
    """Set the target total score (0-100) of the Buddhist fiscal ``year``; None: the next level."""
    data = workspace.year(year)
    present = data.targets[0] if data.targets else None
    if value == data.target:
        return
    with workspace.change("ตั้งคะแนนเป้าหมาย") as change:
        if value is None:
            if present is not None:
                change.delete(present)
        elif present is None:
            change.insert(Target(id=new_id(), year_id=data.fiscal_year.id, value=value))
        else:
            change.update(present, value=value)


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


def largest_lack(result: LevelResult) -> str:
    """Return ``ขาด EIT 6.75``: the largest alone."""
    blocks = _by_size(result.blocks_next)
    return Phrase("ขาด {lacks}", lacks=_named(blocks[0], Phrase("รวม"))) if blocks else ""


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


def item_score_gains(data: YearData, score_bar: ScoreBarData) -> Mapping[str, scoring.ScoreGain]:
    """Return the gain of completing each OIT item, by code.

    ``score_bar`` is that of ``data``. Complete items are left out, and so are items that are not in
    the score tree (unknown indicator), and items without a score below an entered score, which may
    already include them.
    """
    shown = score_bar.tree
    found: dict[str, scoring.ScoreGain] = {}
    # Items of one indicator with equal scores have the same gain, so it is computed once.
    alike: dict[tuple[str, Decimal | None], scoring.ScoreGain] = {}
    for item in oit_items(data):
        node = shown.nodes.get(item.code)
        if node is None or (node.value is not None and node.value >= FULL_MARK):
            continue
        if shown.only_known_above(item.code):
            continue
        like = (item.indicator, node.value)
        if like not in alike:
            alike[like] = scoring.score_gain(data.framework, shown, item.code)
        found[item.code] = alike[like]
    return found
