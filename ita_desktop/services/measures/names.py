"""Names of measures in labels and messages."""

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import Measure
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import short


def label_of(data: YearData, measure: Measure) -> str:
    """Return a measure's items, else its indicator, else its first words."""
    items = [item.item_code for item in data.items_of_measure(measure.id)]
    words = short(first_words(measure.method))
    return ", ".join(items) or measure.indicator or words or Phrase("ใหม่")
