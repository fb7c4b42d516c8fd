"""The texts that are filed for an OIT item, as the sheet prints them and as they are copied."""

from typing import Final, NamedTuple

from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.oit.filing import FiledPoint, ItemFiling, filing_of
from ita_desktop.domain.oit.filings import FilingChange, change_since
from ita_desktop.domain.scores.progress import met_requirements, oit_items
from ita_desktop.domain.year import YearData

_NOTHING: Final = wording("oit-filing.nothing", "{ข้อมูล} ไม่มีข้อมูลในช่วงนี้")


class FilingText(NamedTuple):
    """What is filed of an item, in words with Arabic digits."""

    filing: ItemFiling
    explanation: tuple[tuple[str, str], ...]
    """Numbers (``1.``) and texts of its lines."""
    nothing: tuple[str, ...]
    """Those that state that there is nothing to publish."""

    @property
    def links(self) -> str:
        """All addresses, one a line, as the system's form takes them."""
        return "\n".join(dict.fromkeys(link.url for link in self.filing.links))

    @property
    def words(self) -> str:
        """The explanation with its numbers, a point a line."""
        return "\n".join(f"{mark} {text}" for mark, text in self.explanation)


def filing_texts(data: YearData) -> tuple[FilingText, ...]:
    """Returns what there is to file of each OIT item of a year, in the framework's order."""
    met = met_requirements(data)
    return tuple(_text(data, filing_of(data, item, met)) for item in oit_items(data))


def _text(data: YearData, filing: ItemFiling) -> FilingText:
    lines = [(f"{point.number}.", _words(data, point)) for point in filing.points]
    nothing = (_words(data, point) for point in filing.points if point.nothing)
    return FilingText(filing, tuple(lines), tuple(nothing))


def _words(data: YearData, point: FiledPoint) -> str:
    return _NOTHING.of(data, {"ข้อมูล": point.text}) if point.nothing else point.text


def change_of(data: YearData, text: FilingText) -> FilingChange:
    """Returns how what there is to file of an item differs from what was filed last, which had the
    notes of the office, too."""
    if data.whole is not None:
        data = data.whole
        text = _text(data, filing_of(data, text.filing.item, met_requirements(data)))
    filed = data.filings_of(text.filing.item.code)
    last = filed[-1] if filed else None
    return change_since(last, text.links, text.words, text.filing.published)
