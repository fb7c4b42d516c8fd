"""Names of measures in labels and messages."""

from collections.abc import Callable
from functools import partial

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.measure_cells import items_of_measure, items_text
from ita_desktop.domain.records import Measure
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import short, told_apart


def code_of(data: YearData, measure: Measure) -> str:
    """Return a measure's items, else its indicator; empty where it has neither."""
    return items_text(items_of_measure(data, measure), ", ") or measure.indicator


def label_of(data: YearData, measure: Measure) -> str:
    """Return a measure's code, else its first words."""
    return code_of(data, measure) or short(first_words(measure.method)) or Phrase("ใหม่")


def namer(data: YearData) -> Callable[[Measure], str]:
    """Return what tells each measure from the others."""
    return told_apart(
        data.measures, partial(label_of, data), lambda measure: first_words(measure.method)
    )
