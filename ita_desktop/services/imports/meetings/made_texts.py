"""The texts that agendas and minutes have below a line by themselves: made from the year's data."""

from ita_desktop.documents.content import Paragraph
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.reports.meetings import minutes
from ita_desktop.documents.reports.meetings.parts import component
from ita_desktop.domain.meetings.agenda import lines
from ita_desktop.domain.meetings.meetings import AgendaItem, Component, Meeting
from ita_desktop.domain.year import YearData


class MadeTexts:
    """What is printed below the lines of a meeting's agenda without being typed."""

    def __init__(self, year: YearData, previous: YearData | None, meeting: Meeting) -> None:
        self._context = ReportContext(year, previous)
        self._meeting = meeting

    @property
    def nothing(self) -> str:
        """What minutes print below a heading with nothing."""
        return minutes.NONE.of(self._context.year)

    def below(self, item: AgendaItem) -> list[str]:
        """Return the lines of generated content below a line, numbers included."""
        if item.component is Component.NONE:
            return []
        own = lines(self._context.year.agenda_of(self._meeting.id))
        line = next(line for line in own if line.item.id == item.id)
        found: list[str] = []
        for block in component(self._context, self._meeting, line):
            if isinstance(block, Paragraph):
                text = "".join(run.text for run in block.runs)
                found += f"{block.mark} {text}".strip().split("\n")
        return found
