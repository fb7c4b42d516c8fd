"""Numbers in texts that are not right: scores that are no official figure, numbers of steps."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.scores.typed import official_of, typed_scores
from ita_desktop.services.checks.checked_year import CheckedYear, YearText
from ita_desktop.services.checks.issues import CheckIssue, Severity
from ita_desktop.services.texts import of_finding


def other_scores(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield findings of one item or indicator with a score that differs from the official ones of
    the year and of the result that it answers."""
    data = subject.data
    for finding in data.findings:
        codes = [item.item_code for item in data.items_of_finding(finding.id)]
        node = codes[0] if codes else finding.indicator
        official = official_of((subject.before, data), node) if len(codes) < 2 else ()
        texts = (finding.practice, finding.strength, finding.weakness, finding.issue)
        for score in typed_scores("\n".join(texts)) if official else ():
            if score not in official:
                where, place = of_finding(data, finding)
                text = Phrase(
                    "คะแนน {score} ในข้อความไม่ตรงกับผลทางการ {official}",
                    score=score,
                    official=" ".join(dict.fromkeys(map(str, official))),
                )
                fix = Phrase("แก้คะแนนในข้อความ ถ้าพิมพ์ผิด")
                yield CheckIssue(Severity.WARNING, "other-score", where, text, fix, place=place)


# Steps numbered by hand, with a number left out or given twice.

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
