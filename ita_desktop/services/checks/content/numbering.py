"""Steps numbered by hand, with a number left out or given twice."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ita_desktop.domain.errors import Phrase
from ita_desktop.services.checks.checked_year import CheckedYear, YearText
from ita_desktop.services.checks.issues import CheckIssue, Severity

_STEP = re.compile(r"^\s*\(?(?P<number>\d{1,2})(?P<close>[.)])(?!\d)\s*\S", re.MULTILINE)


def numbering(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield texts whose lines are numbered with a gap or with a number twice. A list may begin with
    any number, as steps of an indicator are numbered through, and a new one may begin with 1."""
    for text in subject.texts:
        for found in _breaks(text):
            fix = Phrase("แก้เลขลำดับของขั้นตอน")
            yield CheckIssue(Severity.INFO, "number-gap", text.where, found, fix, place=text.place)
            break


def _breaks(text: YearText) -> Iterator[Phrase]:
    steps = [(int(step["number"]), step["close"]) for step in _STEP.finditer(text.text)]
    for (number, close), (following, other) in pairwise(steps):
        if close != other or following == number + 1 or (following == 1 and number > 1):
            continue
        if following == number:
            yield Phrase("เลขลำดับ {number} ซ้ำกัน", number=number)
        else:
            yield Phrase(
                "เลขลำดับข้ามจาก {number} ไป {following}", number=number, following=following
            )
