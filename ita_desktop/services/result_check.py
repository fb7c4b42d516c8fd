"""Checks the printed scores of a result against each other and the rules of the year; and the
scores typed in tables of words against the official ones, of which none is stored.

Scores are imported as printed; contradictions are reported with both values, to reveal misread
digits. The scores of EIT items cannot be computed from their printed answers (in every known report
they are lower), which is no contradiction. The same checks tell contradictions among the official
scores of a year.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from ita_desktop.domain.analysis import is_among, official_of
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import TOTAL, Framework, Indicator, Item, Rule, Scale
from ita_desktop.domain.scores.progress import score_of_counts
from ita_desktop.domain.scores.results import Answer, Breakdown, ScoreSource
from ita_desktop.domain.scores.scoring import ScoreTree, round_score, score_tree
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.remark_collector import TypedScore
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.report import results
from ita_desktop.exchange.sheets import Origin

SUM_APART: Final = "คะแนน {code} พิมพ์ {printed} แต่คิดจากคะแนนที่อยู่ใต้ลงไปได้ {computed}"
"""Message about a score that does not follow from those below it."""
_CENT = Decimal("0.01")
_HALF_CENT = Decimal("0.005")
_FULL = Decimal(100)
_MAX_OPTIONS = 2
"""Answers that use at most this number of options may be identical by chance."""
_EIT_APART = Decimal(5)
"""EIT items were printed up to 2.55 below the score of their answers; more is an error."""
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
    node: str
    """Its code."""
    years: tuple[int, ...]
    """The Buddhist fiscal years whose figures these are."""

    @property
    def is_official(self) -> bool:
        """Whether the year, or the one before, has it of that item or indicator."""
        return is_among(self.score, self.official)

    @property
    def note(self) -> str:
        """Why it is not stored, and what to do, in Thai; empty for an official one."""
        if self.is_official:
            return ""
        return Phrase(_OTHER, official=_listed(self)) if self.official else Phrase(_LEFT)


def compared_scores(
    year: YearData, others: Sequence[YearData], typed: Iterable[TypedScore]
) -> Iterator[ComparedScore]:
    """Yield the scores typed beside items with the official figures of the year that their heading
    states, else of the year and of the one before."""
    for one in typed:
        years = one.years or (year.year - 1, year.year)
        known = [each for each in (*others, year) if each.year in years]
        for node in one.nodes:
            name = node if node[:1].isalpha() else Phrase("ตัวชี้วัด {code}", code=node)
            yield ComparedScore(one.origin, one.score, name, official_of(known, node), node, years)


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


class Distribution(NamedTuple):
    """All answers to one question."""

    instrument: str
    question: str
    rows: tuple[results.AnswerRow, ...]

    @property
    def origin(self) -> Origin:
        return self.rows[0].origin

    @property
    def total(self) -> int:
        """Number of respondents who answered."""
        return sum(row.count for row in self.rows)


def contradictions(
    framework: Framework,
    figures: Mapping[str, results.ReportedFigure],
    repeats: Iterable[results.ReportedFigure],
    distributions: Sequence[Distribution],
    groups: Sequence[results.GroupResult],
    weighted: Sequence[results.Weighted] = (),
    level: results.ReadValue[str] | None = None,
) -> Iterator[Remark]:
    """Yield contradictions. ``figures`` are the imported scores by node, ``repeats`` others;
    ``level`` is the printed one."""
    yield from _repeated(figures, repeats)
    tree = score_tree(framework, {code: figure.value for code, figure in figures.items()}, {})
    yield from _contradicting_sums(framework, tree, figures)
    yield from _wrong_level(framework, tree, level)
    yield from _wrong_weighted(tree, weighted)
    yield from _partly_met(framework, figures)
    yield from _answers(framework, figures, distributions)
    yield from _identical_answers(figures, distributions)
    yield from _groups(groups, distributions)


def _repeated(
    figures: Mapping[str, results.ReportedFigure], repeats: Iterable[results.ReportedFigure]
) -> Iterator[Remark]:
    for other in repeats:
        first = figures.get(other.node)
        if first is not None and first.value != other.value:
            yield Remark(
                first.origin,
                "คะแนน {code} พิมพ์ไว้สองค่า คือ {first} ({first_place}) และ {other} ({other_place})",
                "ใช้ค่าแรก ตรวจกับรายงานก่อนรับ",
                {
                    "code": other.node,
                    "first": _two_decimals(first.value),
                    "first_place": first.origin.place,
                    "other": _two_decimals(other.value),
                    "other_place": other.origin.place,
                },
            )


# -- scores computed from scores


def _contradicting_sums(
    framework: Framework, tree: ScoreTree, figures: Mapping[str, results.ReportedFigure]
) -> Iterator[Remark]:
    for node in tree.nodes.values():
        if not is_apart(framework, tree, node.code):
            continue
        yield Remark(
            figures[node.code].origin,
            SUM_APART,
            "ตรวจกับรายงานก่อนรับ",
            {
                "code": node.code,
                "printed": _two_decimals(node.official or Decimal(0)),
                "computed": _two_decimals(node.computed or Decimal(0)),
            },
        )


def is_apart(framework: Framework, tree: ScoreTree, code: str) -> bool:
    """Return whether an official score is not that of all scores below it."""
    difference = tree.nodes[code].difference
    is_other = difference is not None and abs(difference) > _CENT
    return is_other and _is_whole(framework, tree, code)


def _wrong_level(
    framework: Framework, tree: ScoreTree, level: results.ReadValue[str] | None
) -> Iterator[Remark]:
    """Yield a printed level that the scores do not reach, or pass."""
    computed, names = tree.level.level, {each.name for each in framework.levels.levels}
    whole = all(node.value is not None and node.known == _FULL for node in tree.instruments)
    if level is None or computed is None or not whole or level.value not in names - {computed.name}:
        return
    yield Remark(
        level.origin,
        "ระดับพิมพ์ {printed} แต่คิดจากคะแนนได้ {computed}",
        "ตรวจกับรายงานก่อนรับ",
        {"printed": level.value, "computed": computed.name},
    )


def _wrong_weighted(tree: ScoreTree, weighted: Sequence[results.Weighted]) -> Iterator[Remark]:
    """Yield weighted points that differ from score times weight."""
    for figure in weighted:
        node = tree.nodes.get(figure.node)
        if node is None or node.value is None or node.known != _FULL:
            yield Remark(
                figure.origin,
                "คะแนนถ่วงน้ำหนัก {code} พิมพ์ {printed} แต่ไม่พบคะแนนเต็ม 100 จึงไม่ได้เก็บไว้",
                "กรอกคะแนนเต็ม 100 ของ {code} เองหลังนำเข้า",
                {"code": figure.node, "printed": _two_decimals(figure.points)},
            )
            continue
        gives = round_score(node.value * (figure.weight or 0) / _FULL)
        if figure.weight is not None and abs(gives - figure.points) > _CENT:
            yield Remark(
                figure.origin,
                "คะแนนถ่วงน้ำหนัก {code} พิมพ์ {printed} แต่คิดจากคะแนนได้ {computed}",
                "ตรวจกับรายงานก่อนรับ",
                {
                    "code": figure.node,
                    "printed": _two_decimals(figure.points),
                    "computed": _two_decimals(gives),
                },
            )


def _is_whole(framework: Framework, tree: ScoreTree, code: str) -> bool:
    """Return whether all scores below are known, and the rule's weights, too."""
    below = tree.children(code)
    if any(node.value is None or node.known < _FULL for node in below):
        return False
    given: Indicator | None = framework.indicator_by_code.get(code)
    rule = given.rule if given else None
    if code in framework.instrument_by_code:
        rule = framework.instrument_by_code[code].rule
    holds = next(place.rule for place in framework.outline if place.code == code)
    return rule is not Rule.WEIGHTED or holds is Rule.WEIGHTED


def _partly_met(
    framework: Framework, figures: Mapping[str, results.ReportedFigure]
) -> Iterator[Remark]:
    """Yield OIT items that are neither 0 nor 100: the official check is all or nothing."""
    for item in framework.items:
        figure = figures.get(item.code)
        if (
            figure is not None
            and item.scale is Scale.DISCLOSURE
            and figure.value not in {Decimal(0), _FULL}
        ):
            yield Remark(
                figure.origin,
                "คะแนน {code} พิมพ์ {printed} ทั้งที่ข้อ OIT ได้ 100 หรือ 0 เท่านั้น",
                "ตรวจกับรายงานก่อนรับ",
                {"code": item.code, "printed": _two_decimals(figure.value)},
            )


# -- answers


def distribution_problem(distribution: Distribution) -> Remark | None:
    """Return why the answers to a question cannot be right: duplicate options, or counts and
    percentages that do not match. None if they can."""
    seen: dict[int, results.AnswerRow] = {}
    for row in distribution.rows:
        if seen.setdefault(row.option, row) is not row:
            return Remark(
                row.origin,
                "คำตอบตัวเลือก {option} ของ {code} พิมพ์ไว้สองครั้งไม่เหมือนกัน",
                "ไม่ได้รับคำตอบของข้อนี้ ตรวจกับรายงานแล้วแก้",
                {"option": row.option, "code": distribution.question},
            )
    if not distribution.total:
        return None
    for row in distribution.rows:
        share = round_score(Decimal(row.count) * 100 / distribution.total)
        if row.percent is not None and abs(row.percent - share) > _CENT:
            return Remark(
                row.origin,
                "คำตอบของ {code} รวมกันไม่ลงตัว: {label} {count} คน จาก {total} คน คือ {share}% "
                "แต่พิมพ์ {percent}%",
                "ไม่ได้รับคำตอบของข้อนี้ ตรวจกับรายงานแล้วแก้",
                {
                    "code": distribution.question,
                    "label": row.label,
                    "count": row.count,
                    "total": distribution.total,
                    "share": _two_decimals(share),
                    "percent": _two_decimals(row.percent),
                },
            )
    return None


def _demographic(distribution: Distribution, labels: Collection[str]) -> Iterator[Remark]:
    """Yield questions about the respondents with the options of another one: a lost heading."""
    options = results.options_of(distribution.instrument, distribution.question)
    known = results.all_options().union(labels)
    for row in distribution.rows:
        if options is None or (options and row.label not in options and row.label in known):
            yield Remark(
                row.origin,
                "คำตอบ “{label}” ของ {instrument} อยู่ใต้คำถาม {code} ซึ่งไม่มีคำตอบนี้",
                "ตรวจกับรายงานก่อนรับ",
                {
                    "label": row.label,
                    "instrument": distribution.instrument,
                    "code": distribution.question,
                },
            )
            return


def _labels(item: Item, distribution: Distribution, labels: Collection[str]) -> Iterator[Remark]:
    """Yield options with the label of another option: a misplaced row. Different wordings of the
    same answer are ignored."""
    known = {option.number: option.label for option in item.options}
    for row in distribution.rows:
        if row.label in labels and row.label != known.get(row.option, row.label):
            yield Remark(
                row.origin,
                "ตัวเลือก {option} ของ {code} พิมพ์ว่า “{label}” แต่ในแบบสอบถามคือ “{known}”",
                "ตรวจกับรายงานก่อนรับ",
                {
                    "option": row.option,
                    "code": distribution.question,
                    "label": row.label,
                    "known": known[row.option],
                },
            )


def _misrounded(distribution: Distribution) -> tuple[results.AnswerRow, Decimal] | None:
    """Return the first option whose percentage is not its rounded share, and the percentage."""
    for row in distribution.rows:
        if row.percent is not None and distribution.total:
            share = Decimal(row.count) * 100 / distribution.total
            if abs(row.percent - share) > _HALF_CENT:
                return row, row.percent
    return None


def _identical_answers(
    figures: Mapping[str, results.ReportedFigure], distributions: Sequence[Distribution]
) -> Iterator[Remark]:
    """Yield EIT items with identical answers but different scores: the answers of one may be those
    of the other. Scores of IIT items are computed from answers anyway."""
    seen: dict[tuple[tuple[int, int], ...], Distribution] = {}
    for distribution in distributions:
        counts = tuple((row.option, row.count) for row in distribution.rows)
        figure = figures.get(distribution.question)
        if (
            distribution.instrument != "EIT"
            or figure is None
            or sum(n > 0 for _, n in counts) <= _MAX_OPTIONS
        ):
            continue
        other = seen.setdefault(counts, distribution)
        if figures[other.question].value != figure.value:
            yield Remark(
                distribution.origin,
                "คำตอบของ {code} เหมือนกับของ {other} ทุกตัวเลือก แต่คะแนนต่างกัน",
                "ตรวจกับรายงานก่อนรับ",
                {"code": distribution.question, "other": other.question},
            )


def _answers(
    framework: Framework,
    figures: Mapping[str, results.ReportedFigure],
    distributions: Sequence[Distribution],
) -> Iterator[Remark]:
    labels = {option.label for item in framework.items for option in item.options}
    sound: dict[str, dict[tuple[str, int], int]] = defaultdict(dict)
    for distribution in distributions:
        item = framework.item_by_question.get(distribution.question)
        if item is None:
            yield from _demographic(distribution, labels)
            continue
        yield from _labels(item, distribution, labels)
        counts = {row.option: row.count for row in distribution.rows}
        if item.options and counts.keys() != {option.number for option in item.options}:
            yield Remark(
                distribution.origin,
                "คำตอบของ {code} มี {found} ตัวเลือก แต่แบบสอบถามมี {options} ตัวเลือก",
                "ตรวจกับรายงานก่อนรับ",
                {"code": distribution.question, "found": len(counts), "options": len(item.options)},
            )
            continue
        if (odd := _misrounded(distribution)) is not None:
            row, percent = odd
            yield Remark(
                row.origin,
                "คำตอบของ {code} {label} {count} คน พิมพ์ {percent}% ซึ่งไม่ใช่ร้อยละของจำนวนนี้",
                "ตรวจกับรายงานก่อนรับ",
                {
                    "code": distribution.question,
                    "label": row.label,
                    "count": row.count,
                    "percent": _two_decimals(percent),
                },
            )
        sound[item.code] |= {(distribution.question, row): count for row, count in counts.items()}
    for code, chosen in sound.items():
        figure = figures.get(code)
        computed = score_of_counts(framework.item_by_code[code], chosen)
        if figure is None or computed is None:
            continue
        apart = abs(figure.value - computed)
        if apart > (_EIT_APART if framework.instrument_of(code) == "EIT" else _CENT):
            yield Remark(
                figure.origin,
                "คะแนน {code} พิมพ์ {printed} แต่คิดจากคำตอบได้ {computed}",
                "ตรวจกับรายงานก่อนรับ",
                {
                    "code": code,
                    "printed": _two_decimals(figure.value),
                    "computed": _two_decimals(computed),
                },
            )


# -- respondents


def _groups(
    groups: Sequence[results.GroupResult], distributions: Sequence[Distribution]
) -> Iterator[Remark]:
    shown: dict[str, results.GroupResult] = {}
    for row in groups:
        if row.by == Breakdown.ALL and row.count is not None:
            first = shown.setdefault(row.node, row)
            if first.count != row.count:
                yield _counts(row, "จำนวนผู้ตอบ {node} พิมพ์ {printed} แต่ที่อื่นพิมพ์ {sum}", first.count)
    yield from _sums(groups, shown)
    if TOTAL in shown and "IIT" in shown and "EIT" in shown:
        both = (shown["IIT"].count or 0) + (shown["EIT"].count or 0)
        if both != shown[TOTAL].count:
            yield _counts(shown[TOTAL], "ผู้ตอบรวมพิมพ์ {printed} แต่ IIT กับ EIT รวมกันได้ {sum}", both)
    for distribution in distributions:
        whole = shown.get(distribution.instrument)
        if whole is not None and distribution.total and distribution.total != whole.count:
            yield Remark(
                distribution.origin,
                "คำตอบของ {code} รวมได้ {sum} คน แต่ผู้ตอบ {node} มี {printed} คน",
                "ตรวจกับรายงานก่อนรับ",
                {
                    "code": distribution.question,
                    "sum": distribution.total,
                    "node": distribution.instrument,
                    "printed": whole.count,
                },
            )
    yield from _means(groups)


_PARTS = {
    Breakdown.SEX: "ผู้ตอบ {node} พิมพ์ {printed} แต่รวมตามเพศได้ {sum}",
    Breakdown.LANGUAGE: "ผู้ตอบ {node} พิมพ์ {printed} แต่รวมตามภาษาได้ {sum}",
    Breakdown.DEPARTMENT: "ผู้ตอบ {node} พิมพ์ {printed} แต่รวมตามส่วนราชการได้ {sum}",
    Breakdown.SERVICE: "ผู้ตอบ {node} พิมพ์ {printed} แต่รวมตามประเภทบริการได้ {sum}",
}


def _sums(
    groups: Sequence[results.GroupResult], described: Mapping[str, results.GroupResult]
) -> Iterator[Remark]:
    parts: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in groups:
        if row.by != Breakdown.ALL and row.count is not None:
            parts[row.by, row.node].append(row.count)
    for (by, node), counts in parts.items():
        whole = described.get(node)
        if whole is not None and sum(counts) != whole.count:
            yield _counts(whole, _PARTS[Breakdown(by)], sum(counts))


def _counts(row: results.GroupResult, template: str, other: int | None) -> Remark:
    fields = {"node": row.node, "printed": row.count, "sum": other}
    return Remark(row.origin, template, "ตรวจกับรายงานก่อนรับ", fields)


def _means(groups: Sequence[results.GroupResult]) -> Iterator[Remark]:
    """Yield means of a department's two scores, or of a service's items, that do not match."""
    rows: dict[tuple[str, str], dict[str, results.GroupResult]] = defaultdict(dict)
    for row in groups:
        if row.by in {Breakdown.DEPARTMENT, Breakdown.SERVICE} and row.value is not None:
            rows[row.by, row.name].setdefault(row.node, row)
    for (by, name), nodes in rows.items():
        whole = nodes.pop(TOTAL if by == Breakdown.DEPARTMENT else "EIT", None)
        values = [row.value for row in nodes.values() if row.value is not None]
        if whole is None or whole.value is None or len(values) < 2:
            continue
        mean = sum(values, Decimal(0)) / len(values)
        if abs(whole.value - mean) > _CENT:
            yield Remark(
                whole.origin,
                "คะแนนเฉลี่ยของ{name} พิมพ์ {printed} แต่คิดจากแถวเดียวกันได้ {computed}",
                "ตรวจกับรายงานก่อนรับ",
                {
                    "name": name,
                    "printed": _two_decimals(whole.value),
                    "computed": _two_decimals(round_score(mean)),
                },
            )


def _two_decimals(value: Decimal) -> str:
    return f"{value:.2f}"


class Contradiction(NamedTuple):
    """Two contradicting official scores, and the node to look at."""

    node: str
    sentence: str


def check_year(data: YearData) -> tuple[Contradiction, ...]:
    """Return the contradictions among a year's official scores, without duplicates."""
    found = {
        Contradiction(_node(data, remark), Phrase(remark.template, **remark.fields))
        for remark in _remarks(data)
    }
    places = {place.code: at for at, place in enumerate(data.framework.outline)}
    return tuple(
        sorted(
            found, key=lambda contradiction: (places[contradiction.node], contradiction.sentence)
        )
    )


def _remarks(data: YearData) -> Iterator[Remark]:
    distributions = _distributions(data)
    problems = {
        distribution.question: distribution_problem(distribution) for distribution in distributions
    }
    yield from (problem for problem in problems.values() if problem is not None)
    figures = {
        score.node: results.ReportedFigure(_at(score.node), score.node, score.value)
        for score in data.scores
        if score.source is ScoreSource.OFFICIAL
    }
    groups = [
        results.GroupResult(
            _at(figure.node), figure.breakdown, figure.name, figure.node, figure.count, figure.value
        )
        for figure in data.group_figures
    ]
    sound = [
        distribution for distribution in distributions if problems[distribution.question] is None
    ]
    level = results.ReadValue(data.printed_level, _at(TOTAL)) if data.printed_level else None
    yield from contradictions(data.framework, figures, (), sound, groups, level=level)


def _distributions(data: YearData) -> list[Distribution]:
    rows: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for answer in data.answers:
        rows[answer.instrument, answer.question].append(answer)
    asked = data.framework.item_by_question
    return [
        Distribution(
            instrument,
            question,
            tuple(
                results.AnswerRow(
                    _at(asked[question].code if question in asked else instrument),
                    instrument,
                    question,
                    answer.option,
                    answer.label,
                    answer.count,
                    answer.percent,
                )
                for answer in answers
            ),
        )
        for (instrument, question), answers in rows.items()
    ]


def _at(node: str) -> Origin:
    """Return the origin of a stored score: its node instead of a sheet and row."""
    return Origin(node, 0)


def _node(data: YearData, remark: Remark) -> str:
    known = {place.code for place in data.framework.outline}
    return remark.sheet if remark.sheet in known else data.framework.outline[0].code
