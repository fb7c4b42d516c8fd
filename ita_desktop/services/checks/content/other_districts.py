"""A text that names another district: left over from its papers."""

import re
from collections.abc import Iterator

from ita_desktop.domain.documents.district_names import DISTRICTS, district_of
from ita_desktop.domain.errors import Phrase
from ita_desktop.services.checks.checked_year import CheckedYear
from ita_desktop.services.checks.excerpts import excerpt
from ita_desktop.services.checks.issues import CheckIssue, Severity

_LONGER = "(?!ศรีอยุธยา|ธรรม)"
"""Longer names that begin with a district's."""
_DISTRICT = re.compile(
    f"เขต\\s?(?P<name>{'|'.join(sorted(DISTRICTS, key=len, reverse=True))}){_LONGER}"
)
_ADDRESS = re.compile(r"แขวง\s?\S+\s*$")
"""Before a district that is part of an address."""


def other_districts(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield texts that name a district of Bangkok which is not the office's own, except in an
    address (แขวง … เขต …)."""
    own = district_of(subject.data.organisation.name)
    for text in subject.texts:
        for found in _DISTRICT.finditer(text.text):
            if found["name"] != own and not _ADDRESS.search(text.text[: found.start()]):
                message = Phrase(
                    "มีชื่อเขตอื่น (เขต{name}): “{words}”",
                    name=found["name"],
                    words=excerpt(text.text, found.span()),
                )
                fix = Phrase("แก้เป็นชื่อเขตของสำนักงาน ถ้าคัดลอกมาจากเขตอื่น")
                yield CheckIssue(
                    Severity.WARNING, "other-district", text.where, message, fix, place=text.place
                )
                break
