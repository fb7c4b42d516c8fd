"""The sections of the page of the year, which the search names before the page is made."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final


class YearSection(StrEnum):
    """The parts of the page: targets, in the order of the chips."""

    CALENDAR = "calendar"
    ASSESSMENT = "assessment"
    FRAMEWORK = "framework"


YEAR_TITLES: Final[Mapping[StrEnum, str]] = {
    YearSection.CALENDAR: "ปฏิทินของปี",
    YearSection.ASSESSMENT: "การประเมินของปี",
    YearSection.FRAMEWORK: "กรอบการประเมิน",
}
YEAR_HELD: Final[Mapping[StrEnum, Sequence[str]]] = {
    YearSection.ASSESSMENT: ("กรอบการประเมิน", "เกณฑ์ระดับผล", "นับรอบมาตรการ", "คะแนนเป้าหมาย"),
}
"""What can be set in a section, in the words that stand there."""
