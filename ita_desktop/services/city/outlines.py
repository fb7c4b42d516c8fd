"""What years have in common while districts are read: outlines of frameworks, texts of measures."""

from dataclasses import replace
from datetime import date

from ita_desktop.domain.city.districts import DistrictYear, FrameworkOutline, outline_of, reduced
from ita_desktop.domain.city.measures import DistrictMeasure
from ita_desktop.domain.framework import Framework
from ita_desktop.domain.year import YearData
from ita_desktop.storage.city.rows import FrameworkCache


class Outlines:
    """The frameworks, outlines and measures met so far."""

    def __init__(self) -> None:
        self.frameworks = FrameworkCache()
        self._by_framework: dict[int, tuple[Framework, FrameworkOutline]] = {}
        self._same: dict[FrameworkOutline, FrameworkOutline] = {}
        self._measures: dict[DistrictMeasure, DistrictMeasure] = {}

    def of(self, framework: Framework) -> FrameworkOutline:
        """Return the outline of a framework."""
        known = self._by_framework.get(id(framework))
        if known is None:
            known = (framework, self.shared(outline_of(framework)))
            self._by_framework[id(framework)] = known
        return known[1]

    def reduced(self, data: YearData, *, place: str, shown_day: date | None) -> DistrictYear:
        """Return the reduced form of a year, which shares what others have, too."""
        year = reduced(data, self.of(data.framework), place=place, shown_day=shown_day)
        done = tuple([self._measures.setdefault(measure, measure) for measure in year.done])
        return replace(year, done=done)

    def shared(self, outline: FrameworkOutline) -> FrameworkOutline:
        """Return the first outline that is equal to ``outline``."""
        return self._same.setdefault(outline, outline)
