"""Checks of links are kept as a history, with a bound, and their copies do not fill the file."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ita_desktop.domain.dates import moment_text
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.oit.proofs import (
    KEPT,
    KEPT_COPIES,
    LinkFinding,
    LinkProof,
    LinkState,
    reasons_text,
)
from ita_desktop.services.oit import link_checks
from ita_desktop.services.oit.link_checks import CheckedLink
from ita_desktop.storage.gateway import media_key
from ita_desktop.storage.workspace import Workspace

YEAR = 2567
URL = "https://district.example/o7"
FIRST = datetime(2024, 2, 1, 9, tzinfo=UTC)


@pytest.fixture
def workspace(begun: bytes, tmp_path: Path) -> Iterator[Workspace]:
    path = tmp_path / "เขต.ita"
    path.write_bytes(begun)
    with Workspace.open(path, backup_root=tmp_path / "copies") as opened:
        yield opened


def check(number: int, *, item: str = "O7", copy: bytes = b"") -> CheckedLink:
    proof = LinkProof(
        id="",
        year_id="",
        url=URL,
        item_code=item,
        checked_at=moment_text(FIRST + timedelta(hours=number)),
        state=LinkState.OK,
        findings=f"thai {LinkFinding.MONTHS_MISSING} of-a-newer-program",
        why=reasons_text({"months": "2023-11"}),
        file_name="o7.html" if copy else "",
    )
    return CheckedLink(proof, copy)


def test_the_last_checks_of_an_address_stay_and_fewer_copies(workspace: Workspace) -> None:
    link_checks.store(workspace, YEAR, [check(0, item="O8")])
    pages = [f"page {number}".encode() for number in range(KEPT + 3)]
    for number, page in enumerate(pages):
        link_checks.store(workspace, YEAR, [check(number, copy=page)])
    history = [one for one in workspace.year(YEAR).proofs_of(URL) if one.item_code == "O7"]
    assert [one.checked_at for one in history] == [
        moment_text(FIRST + timedelta(hours=number)) for number in range(3, KEPT + 3)
    ]
    kept = [workspace.media(one.media) for one in history if one.media]
    assert kept == pages[-KEPT_COPIES:]
    assert history[-1].found == (LinkFinding.THAI, LinkFinding.MONTHS_MISSING)
    assert history[-1].reasons == {"months": "2023-11"}
    assert [one.item_code for one in workspace.year(YEAR).proofs_of(URL)].count("O8") == 1


def test_copies_of_former_checks_do_not_fill_the_file(workspace: Workspace) -> None:
    workspace.edits.close()
    pages = [f"page {number}".encode() for number in range(KEPT_COPIES + 2)]
    for number, page in enumerate(pages):
        link_checks.store(workspace, YEAR, [check(number, copy=page)])
    keys = [media_key(page) for page in pages]
    assert None not in map(workspace.media, keys)
    workspace.copies.make("asked")  # lets go of bytes that nothing names
    assert list(map(workspace.media, keys)) == [None, None, *pages[-KEPT_COPIES:]]
    workspace.undo()
    workspace.copies.make("asked")
    workspace.redo()
    assert workspace.media(workspace.year(YEAR).proofs_of(URL)[-1].media) == pages[-1]


def test_a_reason_is_given_changed_and_taken_away(workspace: Workspace) -> None:
    workspace.edits.who = "ผู้ให้เหตุผล"
    day = date(2024, 2, 1)
    link_checks.give_reason(workspace, YEAR, "O7", "  ส่งเป็นหนังสือแล้ว ", day)
    (reason,) = workspace.year(YEAR).mark_reasons
    assert (reason.text, reason.given, reason.given_by) == ("ส่งเป็นหนังสือแล้ว", day, "ผู้ให้เหตุผล")
    link_checks.give_reason(workspace, YEAR, "O7", "เว็บปิดปรับปรุง", day)
    assert workspace.year(YEAR).mark_reason_by_item["O7"].text == "เว็บปิดปรับปรุง"
    link_checks.give_reason(workspace, YEAR, "O7", "", day)
    assert workspace.year(YEAR).mark_reasons == ()
    with pytest.raises(InputError, match="O99"):
        link_checks.give_reason(workspace, YEAR, "O99", "ก", day)
