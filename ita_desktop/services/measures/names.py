"""Names of measures in labels and messages."""

from collections import Counter
from collections.abc import Callable

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import Measure
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import short


def code_of(data: YearData, measure: Measure) -> str:
    """Return a measure's items, else its indicator; empty where it has neither."""
    items = [item.item_code for item in data.items_of_measure(measure.id)]
    return ", ".join(items) or measure.indicator


def label_of(data: YearData, measure: Measure) -> str:
    """Return a measure's code, else its first words."""
    return code_of(data, measure) or _words(measure) or Phrase("ใหม่")


def namer(data: YearData) -> Callable[[Measure], str]:
    """Return what tells each measure from the others: its label, with its first words where others
    have its code."""
    codes = {measure.id: code_of(data, measure) for measure in data.measures}
    shared = {code for code, count in Counter(codes.values()).items() if code and count > 1}

    def name_of(measure: Measure) -> str:
        code, words = codes[measure.id], _words(measure)
        return f"{code} {words}" if code in shared and words else label_of(data, measure)

    return name_of


def _words(measure: Measure) -> str:
    return short(first_words(measure.method))
