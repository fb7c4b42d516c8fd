"""The texts of the page's frame in Thai and English; what was typed is never translated."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache

from ita_desktop.domain.dates import BUDDHIST_OFFSET, MONTHS, buddhist_year
from ita_desktop.paths import resource

_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@cache
def frame_texts(language: str) -> Mapping[str, str]:
    """Return the texts of a language (``th``, ``en``) by name."""
    texts: dict[str, str] = json.loads(
        resource("site", f"texts.{language}.json").read_text(encoding="utf-8")
    )
    return texts


def day_words(day: date | None, language: str) -> str:
    """Return a day as it is written in a language; empty if it is None."""
    if day is None:
        return ""
    if language == "en":
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]} {buddhist_year(day)}"


def year_words(year: int, language: str) -> str:
    """Return a fiscal year as it is named in a language: ``2568``, ``2568 (2025)``."""
    return f"{year} ({year - BUDDHIST_OFFSET})" if language == "en" else str(year)
