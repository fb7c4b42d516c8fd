"""A score in the text of a finding that is no official figure of its item."""

from collections.abc import Iterator

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.scores.typed import official_of, typed_scores
from ita_desktop.services.checks.checked_year import CheckedYear
from ita_desktop.services.checks.issues import CheckIssue, Severity
from ita_desktop.services.texts.recorded import of_finding


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
