"""What was sent in a form is compared with what comes back and with what stands there now."""

from datetime import date
from typing import Any

import pytest

from ita_desktop.domain.collection_rounds import SentRows, digest, digests, in_conflict, untouched
from ita_desktop.domain.tracking.entries import EntryState

ROW = "M/ab12/2025-03-31/cd34"
FIELDS: dict[str, Any] = {
    "state": EntryState.DONE,
    "day": date(2025, 2, 3),
    "text": "1. **ประชุม** 2568",
    "participants": 36,
    "links": "",
    "reason": None,
}
STORED = (
    '{"M/ab12/2025-03-31/cd34":'
    '{"state":"d35483c4","day":"fd0737f6","text":"b05bc905","participants":"ee32ee17"}}'
)
"""The row as a file holds it."""


def test_a_form_that_was_sent_before_an_update_is_known_when_it_comes_back() -> None:
    """Units have a form for weeks: what was stored of it does not change with the program."""
    assert SentRows({ROW: digests(FIELDS)}).written() == STORED
    sent = SentRows.read(STORED).row(ROW)
    assert sent is not None
    assert untouched(sent, FIELDS) == set(FIELDS)


def test_a_row_that_was_not_sent_is_unknown() -> None:
    assert SentRows.read(STORED).row("M/ab12/2025-09-30") is None
    assert SentRows.read("").row(ROW) is None
    assert SentRows.read(SentRows({"Q/1": {}}).written()).row("Q/1") == {}


@pytest.mark.parametrize("text", ["1. ประชุม ๒๕๖๘", " 1.  ประชุม 2568\n", "1. ประชุม 2568"])
def test_what_programs_change_in_a_text_is_no_touch(text: str) -> None:
    assert digest(text) == digest(FIELDS["text"])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("state", EntryState.SKIPPED),
        ("day", date(2025, 2, 4)),
        ("text", "1. ประชุม 2567"),
        ("participants", 37),
        ("participants", None),
        ("text", ""),
        ("links", "https://d.example"),
    ],
)
def test_a_field_with_another_value_was_touched_and_no_other(field: str, value: object) -> None:
    returned = FIELDS | {field: value}
    assert set(FIELDS) - untouched(digests(FIELDS), returned) == {field}


def test_zero_is_a_value_and_what_has_no_letters_is_none() -> None:
    assert digest(0) == digest("0") != ""
    assert {digest(None), digest(""), digest(" ")} == {""}


@pytest.mark.parametrize(
    ("sent", "returned", "current", "is_one"),
    [
        ("ก", "ข", "ค", True),
        ("", "ข", "ค", True),
        ("ก", "ข", "", True),
        ("ก", "ข", "ก", False),
        ("ก", "ก", "ค", False),
        ("ก", "ข", "ข", False),
        ("ก", "", "ค", False),
        ("", "ข", "", False),
    ],
)
def test_only_what_both_changed_to_different_values_is_a_conflict(
    sent: str, returned: str, current: str, *, is_one: bool
) -> None:
    found = in_conflict(digests({"text": sent}), {"text": returned}, {"text": current})
    assert found == (("text",) if is_one else ())
