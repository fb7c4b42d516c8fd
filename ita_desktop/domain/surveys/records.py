"""Records of the surveys: groups of respondents, links, counts and sampling rules. Nobody who
answers is named."""

from datetime import date
from typing import Annotated, Any, ClassVar, Final

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FreeText, NotPersonal
from ita_desktop.domain.records import Names, Record

SURVEY_CLOSE: Final = "survey_close"
"""The code of the day on which the surveys close."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyGroup(Record):
    """People who are asked: a kind of staff of a unit, or a kind of outsiders."""

    year_id: str
    instrument: NotPersonal
    """IIT or EIT."""
    unit_id: Annotated[str | None, Names(goes_with=True)] = None
    """The unit that the staff belong to, or that serves the outsiders; None for the office."""
    kind: NotPersonal = ""
    """Kind of staff or outsiders (ข้าราชการ, ลูกจ้าง, นิติบุคคล)."""
    population: int | None = None
    """Number of people who may answer; None if not known."""
    required: int | None = None
    """The office's own number of answers; None: by the sampling rules."""
    note: FreeText = ""
    position: int = 0

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.instrument != "IIT", self.position, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyCount(Record):
    """How many of a group had answered by the end of a day, all days before included."""

    unique: ClassVar = ("survey_group_id", "day")

    survey_group_id: str
    day: date
    answered: int

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.day, self.survey_group_id, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyLink(Record):
    """The address of a survey for a group of people and a period."""

    year_id: str
    instrument: NotPersonal
    audience: FreeText = ""
    """Whom the poster addresses; empty for the default."""
    url: NotPersonal = ""
    opens: date | None = None
    closes: date | None = None
    languages: NotPersonal = "th"
    """Codes of the poster's languages, separated by spaces."""
    note: FreeText = ""
    position: int = 0

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.instrument != "IIT", self.position, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRule(Record):
    """A sampling rule of the year: a share of the people of some kind and units, or the least
    number of answers to an instrument."""

    year_id: str
    instrument: NotPersonal
    kind: NotPersonal = ""
    """The kinds of people that begin with this word; empty for all."""
    units: NotPersonal = ""
    """Names of units, separated by ``;``; empty for all."""
    up_to: int | None = None
    """The rule holds for units of at most this many people."""
    percent: int | None = None
    """Share of the people who must answer (1-100)."""
    least: int | None = None
    """Least number of answers to the instrument."""
    note: FreeText = ""
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class SurveyRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    survey_groups: tuple[SurveyGroup, ...] = ()
    survey_counts: tuple[SurveyCount, ...] = ()
    survey_links: tuple[SurveyLink, ...] = ()
    survey_rules: tuple[SurveyRule, ...] = ()
    """The year's own rules; empty where those that the program ships hold."""
