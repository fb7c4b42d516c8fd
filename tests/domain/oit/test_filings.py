"""What was filed, beside what there is to file now; and what of an address may be shown."""

from dataclasses import replace
from datetime import date

import pytest

from ita_desktop.domain.oit.proofs import (
    Filing,
    FilingChange,
    change_since,
    shown_address,
    shown_title,
)
from tests.domain.oit.test_parts import evidence

DAY = date(2025, 3, 1)
LAST = Filing(
    id="f", year_id="y", item_code="O1", filed=DAY, links="a\nb", explanation="1. ก", published=DAY
)


def test_what_was_never_filed_has_not_changed() -> None:
    assert change_since(None, "a", "1. ก", DAY) == FilingChange(None)
    assert not change_since(None, "a", "1. ก", DAY).has_changed


@pytest.mark.parametrize(
    ("links", "explanation", "published", "expected"),
    [
        ("a\nb", "1. ก", DAY, ((), (), False, False)),
        ("b\na", "1. ก", DAY, ((), (), False, False)),
        ("a\nb\nc", "1. ก", DAY, (("c",), (), False, False)),
        ("a", "1. ก", DAY, ((), ("b",), False, False)),
        ("a\nb", "1. ข", DAY, ((), (), True, False)),
        ("a\nb", "1. ก", None, ((), (), False, True)),
    ],
)
def test_an_item_differs_by_its_links_its_words_or_its_day(
    links, explanation, published, expected
) -> None:
    found = change_since(LAST, links, explanation, published)
    assert found == (LAST, *expected)
    assert found.has_changed is any(expected)


def test_filings_of_an_item_stand_in_the_order_of_their_days() -> None:
    later = replace(LAST, id="e", filed=date(2025, 4, 1))
    same_day = replace(LAST, id="g", position=1)
    rows = [later, same_day, LAST]
    assert sorted(rows, key=lambda row: row.sort_key) == [LAST, same_day, later]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("D:\\งานของสมชาย\\แผน.pdf", "แผน.pdf"),
        ("/งานของสมชาย/แผน.pdf", "แผน.pdf"),
        ("file:///งานของสมชาย/แผน.pdf", "แผน.pdf"),
        ("แฟ้ม  แผน", "แฟ้ม แผน"),
        ("ftp://somchai:secret@example.go.th/a", "ftp://example.go.th/a"),
    ],
)
def test_of_a_path_only_the_file_is_shown_and_of_an_address_no_user(text, shown) -> None:
    assert shown_address(text) == shown
    assert shown_title(replace(evidence("O1", location=text), title=f" {text} ")) == shown
    assert shown_title(replace(evidence("O1", location="x"), title=text)) == text
