"""Parts 1 and 3 to 6 of the official result report: respondents, their answers with a chart,
departments and kinds of service.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ita_desktop.documents.content import (
    Block,
    Cell,
    Table,
    TableColumn,
    TableRow,
    cell,
    heading_row,
    paragraph,
)
from ita_desktop.documents.formulas import CopyFormula, MeanFormula, ShareFormula, Total
from ita_desktop.documents.notes import doubted
from ita_desktop.documents.reports.results.figures import (
    COMPUTED,
    COMPUTED_NOTE,
    count,
    mark_of,
    middle,
    per_cent,
    picture,
    score,
)
from ita_desktop.documents.reports.shared import COLUMNS
from ita_desktop.documents.wordings.templates import SHARED, wording
from ita_desktop.domain.framework import TOTAL, Item
from ita_desktop.domain.scores.progress import answers_to, counts_of, point_steps, score_of_counts
from ita_desktop.domain.scores.results import Answer, Breakdown, GroupFigure
from ita_desktop.domain.scores.scoring import ScoreTree, round_score
from ita_desktop.domain.year import YearData
from ita_desktop.pictures.charts import Stack, Stacks

_IIT, _EIT = "IIT", "EIT"
_SURVEYS = (_IIT, _EIT)
_ANSWERED = wording("result-report.by-form", "1.1 จำนวนผู้ตอบแบบประเมินตามแบบประเมิน")
_NO_COUNTS = wording("result-report.no-counts", "ไม่มีข้อมูลจำนวนผู้ตอบ")
_LANGUAGES = wording("result-report.languages", "1.2 จำนวนผู้ตอบแบบประเมินตามภาษา")
_NO_LANGUAGES = wording("result-report.no-languages", "ไม่มีข้อมูลจำนวนผู้ตอบตามภาษา")
_SEXES = wording("result-report.sexes", "ชาย | หญิง | ไม่ระบุ", title="เพศ เมื่อไม่มีข้อมูล")
_FORMS = wording("result-report.form-column", "แบบประเมิน")
_LANGUAGE_HEADING = wording("result-report.language-columns", "ภาษา | จำนวนตอบ", title=COLUMNS)
_NO_DEPARTMENTS = wording("result-report.no-departments", "ไม่มีข้อมูลคะแนนตามส่วนราชการ")
_DEPARTMENT_HEADING = wording(
    "result-report.department-columns",
    "No.ส่วนราชการ | จำนวน | คะแนน | จำนวน | คะแนน | คะแนนเฉลี่ย",
    title=COLUMNS,
)
_NO_SERVICES = wording("result-report.no-services", "ไม่มีข้อมูลคะแนนตามประเภทบริการ")
_SERVICE_HEADING = wording("result-report.service-columns", "No.ประเภทบริการ | ตอบ", title=COLUMNS)
SUM = wording("all.sum", "รวม", papers=SHARED)
_NAME = 30
_ITEMS_BESIDE = 6
"""Greatest number of item columns on a portrait page."""

Groups = Mapping[str, Mapping[str, GroupFigure]]
"""The figures of a breakdown by group name and score tree node."""
_COLUMNS = (TableColumn(10), TableColumn(48), TableColumn(14), TableColumn(14), TableColumn(14))
_OWN_COLUMNS = (TableColumn(72), TableColumn(14), TableColumn(14))
_OPTION_HEADING = wording("result-report.option-columns", "ตัวเลือก | จำนวนตอบ | %", title=COLUMNS)
_PART = wording("result-report.answers", "{ลำดับหัวข้อ}. สถิติการตอบ {เครื่องมือ}")
_ANSWERED_BY = wording("result-report.answered", "จำนวนการตอบ {เครื่องมือ} รวม {จำนวน} คน")
_NO_ANSWERS = wording("result-report.no-answers", "ไม่มีข้อมูลสถิติการตอบรายข้อของ {เครื่องมือ}")
_QUESTION_HEADING = wording(
    "result-report.question-columns", "ข้อ | คำถาม | คะแนนเฉลี่ย<br>(เต็ม 100)", title=COLUMNS
)
_APART = wording(
    "result-report.answers-apart",
    """
    คะแนนทางการของ {เครื่องมือ} ต่อไปนี้ไม่เท่ากับค่าเฉลี่ยของคำตอบที่พิมพ์ไว้
        จึงคงตัวเลขทางการไว้: {รายการ}
    """,
)
_APART_ITEM = wording(
    "result-report.answers-apart-item", "{ข้อคำถาม} {คะแนนทางการ} (เฉลี่ยจากคำตอบ {คะแนนที่คิด})"
)
_STACKS = wording(
    "result-report.stacks",
    "คำตอบ {เครื่องมือ} รายข้อ ร้อยละของผู้ตอบ จากคำตอบที่ได้ 100 คะแนนถึง 0 คะแนน",
)
_FULL = Decimal(100)


def answer_name(code: str, option: int) -> str:
    """Returns the name of the count of an option, for formulas."""
    return f"{code}:{option}"


def answers_unknown(year: YearData, instrument: str) -> bool:
    """Returns whether the answers to a survey's questions are unknown."""
    return not any(answers_to(year, item) for item in year.framework.items_of(instrument))


def answers(year: YearData, tree: ScoreTree, number: str, instrument: str) -> Iterator[Block]:
    """Yields one part of the report: respondents, answers to each item, and personal questions."""
    of = {"ลำดับหัวข้อ": number, "เครื่องมือ": instrument}
    yield from _PART.paragraphs(year, "heading", of)
    total = respondents_of(year, instrument)
    if total is not None:
        yield from _ANSWERED_BY.paragraphs(year, "subheading", of | {"จำนวน": f"{total:,}"})
    if answers_unknown(year, instrument):
        yield from _NO_ANSWERS.paragraphs(year, "line", of)
    else:
        items = year.framework.items_of(instrument)
        yield from _stacks(year, instrument, items)
        rows = tuple(row for item in items for row in _item_rows(year, tree, item))
        yield paragraph("", "line")
        yield Table(_COLUMNS, rows, (_heading(year),))
        yield from _differing_scores(year, tree, instrument, items)
    yield from _own_questions(year, instrument)


def respondents_of(year: YearData, instrument: str) -> int | None:
    """Returns the number of respondents of a survey."""
    for breakdown in (Breakdown.ALL, Breakdown.SEX):
        counts = [
            figure.count
            for figure in year.figures_by(breakdown)
            if figure.node == instrument and figure.count is not None
        ]
        if counts:
            return sum(counts)
    return None


def _heading(year: YearData) -> TableRow:
    code, question, mean = _QUESTION_HEADING.cells(year)
    return TableRow((middle(code), middle(question, columns=3), middle(mean)))


def _item_rows(year: YearData, tree: ScoreTree, item: Item) -> Iterator[TableRow]:
    node, given = tree.nodes[item.code], answers_to(year, item)
    rows = len(given) + 2 if given else 1
    yield TableRow(
        (
            Cell((paragraph(item.code, "cell-center"),), rows=rows),
            cell(item.title, columns=3, bold=True),
            score(
                node.value,
                "",
                CopyFormula(item.code),
                mark=mark_of(node) if node.source else "",
                rows=rows,
            ),
        ),
        group=bool(given),
    )
    if not given:
        return
    yield replace(_OPTION_HEADING.heading(year), group=True)
    for question in dict.fromkeys(answer.question for answer in given):
        part = "" if question == item.code else f"{question} "
        yield from _option_rows(question, [row for row in given if row.question == question], part)


def _option_rows(code: str, given: Sequence[Answer], part: str = "") -> Iterator[TableRow]:
    names = tuple(answer_name(code, answer.option) for answer in given)
    whole = sum(answer.count for answer in given)
    for given_answer, name in zip(given, names, strict=True):
        share, mark = given_answer.percent, ""
        if share is None and whole:
            share, mark = round_score(_FULL * given_answer.count / whole), COMPUTED
        yield TableRow(
            (
                cell(f"{part}{given_answer.option}.{given_answer.label}"),
                count(given_answer.count, name),
                per_cent(share, ShareFormula(name, names), mark=mark),
            )
        )


def _stacks(year: YearData, instrument: str, items: Sequence[Item]) -> Iterator[Block]:
    steps = point_steps(items)
    stacks = [
        Stack(f"{item.code} {item.title}".rstrip(), shares)
        for item in items
        if (shares := _shares(item, answers_to(year, item), steps)) is not None
    ]
    if stacks:
        title = _STACKS.of(year, {"เครื่องมือ": instrument})
        parts = tuple(f"{points}" for points in steps)
        yield picture(Stacks(title, parts, tuple(stacks)), year, _STACKS)


def _shares(
    item: Item, given: Sequence[Answer], steps: Sequence[Decimal]
) -> tuple[Decimal, ...] | None:
    """Returns percentages of the answers by points; None if the answers' points are not known."""
    counts: dict[Decimal | None, int] = defaultdict(int)
    for answer in given:
        counts[item.points_of(answer.question).get(answer.option)] += answer.count
    whole = sum(counts.values())
    if not whole or not counts.keys() <= set(steps):
        return None
    return tuple(round_score(_FULL * counts[points] / whole) for points in steps)


def _differing_scores(
    year: YearData, tree: ScoreTree, instrument: str, items: Sequence[Item]
) -> Iterator[Block]:
    """Yields a sentence on official scores that differ from the official answers."""
    apart = []
    for item in items:
        counts = counts_of(answers_to(year, item))
        official, follows = tree.nodes[item.code].official, score_of_counts(item, counts)
        if official is not None and follows is not None and follows != official:
            values = {
                "ข้อคำถาม": item.code,
                "คะแนนทางการ": f"{official:.2f}",
                "คะแนนที่คิด": f"{follows:.2f}",
            }
            apart.append(_APART_ITEM.of(year, values))
    if apart:
        values = {"เครื่องมือ": instrument, "รายการ": " ".join(apart)}
        yield from doubted(_APART, year, values)


def _own_questions(year: YearData, instrument: str) -> Iterator[Block]:
    """Yields the questions on the respondents themselves, such as age and position."""
    questions: dict[str, list[Answer]] = {}
    for answer in year.answers:
        if (
            answer.instrument == instrument
            and answer.question not in year.framework.item_by_question
        ):
            questions.setdefault(answer.question, []).append(answer)
    for key, given in questions.items():
        yield paragraph(f"{key} {given[0].title}".strip(), "subheading")
        rows = tuple(_option_rows(f"{instrument}:{key}", given))
        yield Table(_OWN_COLUMNS, rows, (_OPTION_HEADING.heading(year),))


def groups(year: YearData, breakdown: Breakdown) -> Groups:
    """Returns the figures of a breakdown, with groups in printed order."""
    found: dict[str, dict[str, GroupFigure]] = {}
    for figure in year.figures_by(breakdown):
        found.setdefault(figure.name, {}).setdefault(figure.node, figure)
    return found


# -- 1 respondents


def respondents(year: YearData) -> Iterator[Block]:
    """Yields the numbers of respondents by instrument and sex, and by language."""
    yield from _ANSWERED.paragraphs(year, "subheading")
    sexes, whole = groups(year, Breakdown.SEX), groups(year, Breakdown.ALL).get("", {})
    if sexes or whole:
        yield _by_sex(year, sexes, whole)
    else:
        yield from _NO_COUNTS.paragraphs(year, "line")
    yield from _LANGUAGES.paragraphs(year, "subheading")
    languages = groups(year, Breakdown.LANGUAGE)
    if languages:
        yield _by_language(year, languages)
    else:
        yield from _NO_LANGUAGES.paragraphs(year, "line")


def _by_sex(year: YearData, sexes: Groups, whole: Mapping[str, GroupFigure]) -> Table:
    names = tuple(sexes) or _SEXES.cells(year)
    columns = (
        TableColumn(_NAME),
        *(TableColumn((100 - _NAME) / (len(names) + 1)) for _ in (*names, "")),
    )
    rows = []
    for label, node in (("1.IIT", _IIT), ("2.EIT", _EIT), (SUM.of(year), TOTAL)):
        cells = [cell(label, "cell-center" if node == TOTAL else "cell")]
        counts = []
        for name in names:
            figure = sexes.get(name, {}).get(node)
            known = _number(figure)
            formula = (
                Total(tuple(f"{name}.{survey}" for survey in _SURVEYS)) if node == TOTAL else None
            )
            counts.append(known)
            cells.append(count(known, f"{name}.{node}", formula))
        total, mark = _number(whole.get(node)), ""
        if total is None and None not in counts:
            total, mark = sum(number or 0 for number in counts), COMPUTED
        across = Total(tuple(f"{name}.{node}" for name in names))
        cells.append(count(total, f"ผู้ตอบ.{node}", across, mark=mark))
        rows.append(TableRow(tuple(cells)))
    heads = (_FORMS.of(year), *names, SUM.of(year))
    return Table(columns, tuple(rows), (heading_row(heads),))


def _by_language(year: YearData, languages: Groups) -> Table:
    names = []
    rows = []
    total = 0
    for number, (name, figures) in enumerate(languages.items(), 1):
        known = _number(figures.get(_EIT) or next(iter(figures.values())))
        names.append(f"ภาษา.{number}")
        total += known or 0
        rows.append(TableRow((cell(f"{number}.{name}"), count(known, names[-1]))))
    rows.append(TableRow((SUM.cell(year, "cell-center"), count(total, "", Total(tuple(names))))))
    return Table(
        (TableColumn(72), TableColumn(28)), tuple(rows), (_LANGUAGE_HEADING.heading(year),)
    )


def _number(figure: GroupFigure | None) -> int | None:
    return figure.count if figure is not None else None


# -- 5 departments


def departments(year: YearData) -> Iterator[Block]:
    """Yields the scores of each department from internal and external stakeholders."""
    found = groups(year, Breakdown.DEPARTMENT)
    if not found:
        yield from _NO_DEPARTMENTS.paragraphs(year, "line")
        return
    first, *between, last = _DEPARTMENT_HEADING.cells(year)
    heading = (
        TableRow(
            (
                middle(first, rows=2),
                *map(middle, between),
                middle(last, rows=2),
            )
        ),
        TableRow(tuple(middle(code) for code in (_IIT, _IIT, _EIT, _EIT))),
    )
    rows, computed = [], False
    for number, (name, figures) in enumerate(found.items(), 1):
        names = tuple(f"ส่วนราชการ{number}.{code}" for code in _SURVEYS)
        mean, mark = _mean(figures, TOTAL, _SURVEYS)
        computed = computed or bool(mark)
        rows.append(
            TableRow(
                (
                    cell(f"{number} {name}"),
                    count(_number(figures.get(_IIT))),
                    score(_value(figures.get(_IIT)), names[0]),
                    count(_number(figures.get(_EIT))),
                    score(_value(figures.get(_EIT)), names[1]),
                    score(mean, "", MeanFormula(names), mark=mark),
                )
            )
        )
    yield Table((TableColumn(40), *(TableColumn(12),) * 5), tuple(rows), heading)
    if computed:
        yield from doubted(COMPUTED_NOTE, year)


def _value(figure: GroupFigure | None) -> Decimal | None:
    return figure.value if figure is not None else None


def _mean(
    figures: Mapping[str, GroupFigure], whole: str, parts: Sequence[str]
) -> tuple[Decimal | None, str]:
    """Returns the official mean, else the computed one with its mark."""
    printed = _value(figures.get(whole))
    if printed is not None:
        return printed, ""
    known = [value for code in parts if (value := _value(figures.get(code))) is not None]
    if len(known) < len(parts) or not known:
        return None, ""
    return round_score(sum(known, Decimal(0)) / len(known)), COMPUTED


# -- 6 kinds of service


def services(year: YearData) -> Iterator[Block]:
    """Yields the scores of each kind of service."""
    found = groups(year, Breakdown.SERVICE)
    if not found:
        yield from _NO_SERVICES.paragraphs(year, "line")
        return
    items = [item.code for item in year.framework.items_of(_EIT)]
    codes = [code for code in items if any(code in figures for figures in found.values())]
    parts = [codes[at : at + _ITEMS_BESIDE] for at in range(0, len(codes), _ITEMS_BESIDE)] or [[]]
    for part in parts:
        yield _services(year, found, part, codes, first=part is parts[0])
    if any(_mean(figures, _EIT, codes)[1] for figures in found.values()):
        yield from doubted(COMPUTED_NOTE, year)


def _services(
    year: YearData, found: Groups, part: Sequence[str], codes: Sequence[str], *, first: bool
) -> Table:
    """Returns the table; if there are more items than fit on a page, the first part also has the
    means."""
    rows = []
    for number, (name, figures) in enumerate(found.items(), 1):
        names = {code: f"บริการ{number}.{code}" for code in codes}
        mean, mark = _mean(figures, _EIT, codes)
        whole = (
            count(_number(figures.get(_EIT))),
            score(mean, "", MeanFormula(tuple(names.values())), mark=mark),
        )
        cells = (score(_value(figures.get(code)), names[code]) for code in part)
        rows.append(TableRow((cell(f"{number} {name}"), *(whole if first else ()), *cells)))
    service, answered = _SERVICE_HEADING.cells(year)
    heads = (answered, _EIT, *part) if first else tuple(part)
    columns = (TableColumn(_NAME), *(TableColumn((100 - _NAME) / len(heads)) for _ in heads))
    return Table(columns, tuple(rows), (heading_row((service, *heads)),))
