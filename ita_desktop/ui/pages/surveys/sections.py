"""The sections of the survey page, separate so that tests can list them without the page."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class SurveySection(StrEnum):
    """The sections, in the order of the chips; also their targets."""

    GROUPS = "groups"
    PROGRESS = "progress"
    COUNTS = "counts"
    LINKS = "links"
    RULES = "rules"


SURVEY_TITLES: Final[Mapping[StrEnum, str]] = {
    SurveySection.GROUPS: "ผู้ตอบ",
    SurveySection.PROGRESS: "ความคืบหน้า",
    SurveySection.COUNTS: "ยอดตอบ",
    SurveySection.LINKS: "ลิงก์และโปสเตอร์",
    SurveySection.RULES: "เกณฑ์ตัวอย่าง",
}
