"""Respondents, departments and kinds of service: parts 1, 5 and 6 of the official result report."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ita_desktop.documents.content import Block, Table, TableColumn, TableRow, cell, heading_row
from ita_desktop.documents.formulas import MeanFormula, Total
from ita_desktop.documents.notes import doubted
from ita_desktop.documents.reports.results.figures import (
    COMPUTED,
    COMPUTED_NOTE,
    count,
    middle,
    score,
)
from ita_desktop.documents.reports.wording import COLUMNS
from ita_desktop.documents.wordings.templates import SHARED, wording
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.results import Breakdown, GroupFigure
from ita_desktop.domain.scores.scoring import round_score
from ita_desktop.domain.year import YearData

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
