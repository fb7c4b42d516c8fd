"""The sections of the year page, separate so that the search can list them without the page."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final


class YearSection(StrEnum):
    """The sections, in the order of the chips; also their targets."""

    CALENDAR = "calendar"
    ASSESSMENT = "assessment"
    FRAMEWORK = "framework"
    DRAFT = "draft"
    """In years with a draft framework only."""
    CARRIED = "carried"
    """In years that go on from one of another framework only."""


YEAR_TITLES: Final[Mapping[StrEnum, str]] = {
    YearSection.CALENDAR: "ปฏิทินของปี",
    YearSection.ASSESSMENT: "การประเมินของปี",
    YearSection.FRAMEWORK: "กรอบการประเมิน",
    YearSection.DRAFT: "ตรวจกรอบร่าง",
    YearSection.CARRIED: "ยกมาจากปีก่อน",
}
YEAR_HELD: Final[Mapping[StrEnum, Sequence[str]]] = {
    YearSection.ASSESSMENT: ("กรอบการประเมิน", "เกณฑ์ระดับผล", "นับรอบมาตรการ", "คะแนนเป้าหมาย"),
}
"""The settings in each section, as worded there."""
