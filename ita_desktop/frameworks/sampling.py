"""The file of sampling rules: who must answer the surveys of a year."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ita_desktop.domain.scores.results import SurveyRule
from ita_desktop.domain.year import YearData
from ita_desktop.frameworks.table import Faults, MappingReader, read_tree
from ita_desktop.paths import resource

FIRST_YEAR, LAST_YEAR = 2550, 2699


@dataclass(frozen=True, slots=True)
class SamplingYear:
    """The rules of fiscal years, as their source prints them."""

    fiscal_years: tuple[int, ...]
    languages: tuple[str, ...]
    """Codes of the languages of the form."""
    rules: tuple[SurveyRule, ...]
    """Their ``year_id`` is empty."""


def sampling_years(path: Path) -> tuple[SamplingYear, ...]:
    """Return the years of a file. Raises :class:`FrameworkFileError` with every fault."""
    faults = Faults(path.name)
    root = MappingReader(read_tree(path, faults), "", faults, {})
    root.text("schema")
    years = tuple(_year(row) for row in root.rows("years", required=True))
    root.finish()
    faults.raise_if_any()
    return years


@cache
def shipped_sampling() -> tuple[SamplingYear, ...]:
    """Return the years that the program ships."""
    return sampling_years(resource("surveys", "sampling.yaml"))


def printed(year: int) -> tuple[SurveyRule, ...]:
    """Return the rules that the source of a fiscal year prints; empty if it prints none."""
    return next(
        (sampling.rules for sampling in shipped_sampling() if year in sampling.fiscal_years), ()
    )


def rules_of(data: YearData) -> tuple[SurveyRule, ...]:
    """Return the year's rules: its own if it has any, else the shipped ones of its source."""
    return data.survey_rules or printed(data.year)


def _year(row: MappingReader) -> SamplingYear:
    years = row.wholes("fiscal_years", low=FIRST_YEAR, high=LAST_YEAR)
    row.text("source")
    rules = tuple(_rule(rule, at) for at, rule in enumerate(row.rows("rules")))
    made = SamplingYear(years, row.texts("languages"), rules)
    row.finish()
    return made


def _rule(row: MappingReader, position: int) -> SurveyRule:
    rule = SurveyRule(
        id=f"shipped-{position}",
        year_id="",
        instrument=row.text("instrument", required=True),
        kind=row.text("kind_th"),
        units="; ".join(row.texts("units_th")),
        up_to=row.whole("up_to"),
        percent=row.whole("percent", low=1, high=100),
        least=row.whole("least"),
        note=row.text("note_th"),
        position=position,
    )
    row.finish()
    return rule
