"""Checks the links of a year's evidence when that is asked for, and keeps what was found.

The only use of the network.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ita_desktop.domain.dates import moment_text
from ita_desktop.domain.errors import InputError, Phrase, joined
from ita_desktop.domain.oit.proofs import (
    LinkFinding,
    LinkProof,
    reasons_text,
)
from ita_desktop.domain.text import clean, one_line
from ita_desktop.domain.year import YearData
from ita_desktop.services.measures.item_codes import check_items
from ita_desktop.services.oit.link_requests import links_of, requests_for
from ita_desktop.services.oit.link_words import change_since, is_fault, sayings
from ita_desktop.services.oit.proofs import CheckedLink, store
from ita_desktop.storage.workspace import Workspace
from ita_desktop.web.checking import WebRules, check
from ita_desktop.web.limits import WebLimits
from ita_desktop.web.link import LinkReport

OnProgress = Callable[[int, int, str], None]


class LinkRow(NamedTuple):
    """A link of an item with its checks, the newest first."""

    item: str
    url: str
    title: str
    checks: tuple[LinkProof, ...] = ()
    has_months: bool = True
    """Whether months that it lacks are in no other link of its item either."""

    @property
    def last(self) -> LinkProof | None:
        """The last check."""
        return self.checks[0] if self.checks else None

    @property
    def is_fault(self) -> bool:
        """Whether the last check found something to do."""
        return self.last is not None and is_fault(self.last, months=self.has_months)

    @property
    def why(self) -> str:
        """What the last check says; empty if there is nothing to say."""
        return self._joined(0)

    @property
    def remedy(self) -> str:
        """What to do; empty if nothing."""
        return self._joined(1)

    def _joined(self, part: int) -> str:
        said = sayings(self.last, months=self.has_months) if self.last is not None else ()
        return joined(*dict.fromkeys(saying[part] for saying in said))

    @property
    def change(self) -> str:
        """What has changed since the check before."""
        before = self.checks[1] if len(self.checks) > 1 else None
        return change_since(self.last, before) if self.last is not None else ""


class LinksChecked(NamedTuple):
    """What a check of links found."""

    proofs: tuple[LinkProof, ...]
    offline: int
    """How many links nobody could look at, because this machine has no network."""

    @property
    def left(self) -> str:
        """What is said of these; empty if there are none."""
        return (
            Phrase("ยังไม่ได้ตรวจ {count} ลิงก์ ไม่มีเครือข่าย", count=self.offline) if self.offline else ""
        )


def check_links(
    workspace: Workspace,
    year: int,
    *,
    today: date,
    item: str = "",
    allow_private: bool = False,
    limits: WebLimits | None = None,
    progress: OnProgress = lambda *_: None,
) -> LinksChecked:
    """Check the links of a year, or of one ``item``, and store what was found; return the checks.
    ``allow_private``: links may lead into the office's own network. Of links that could not be
    looked at because this machine has no network, nothing is stored.

    ``progress`` is called as :func:`~ita_desktop.web.checking.check` says; what it
    raises ends the check, and what was found until then is stored. Raises InputError if there is no
    such item or no network at all, and WorkspaceError if the workspace cannot be written to.
    """
    data = workspace.year(year)
    check_items(data, [item] if item else [])
    if workspace.read_only:  # told before anybody is asked for a minute
        raise workspace.connections.why_read_only()
    found: list[CheckedLink] = []
    offline: list[LinkProof] = []

    def take(report: LinkReport) -> None:
        checked = _checked(data, report)
        if checked.proof.is_offline:
            offline.append(checked.proof)
        else:
            found.append(checked)

    try:
        check(
            requests_for(data, today, item),
            take,
            progress,
            WebRules(limits or WebLimits(), allow_private=allow_private),
        )
    finally:
        # What was changed or removed meanwhile is no evidence any more.
        known = links_of(workspace.year(year), item)
        found = [
            checked for checked in found if (checked.proof.item_code, checked.proof.url) in known
        ]
        store(workspace, year, found)
    if offline and not found:
        raise InputError("ยังไม่ได้ตรวจ ไม่มีเครือข่าย", remedy="ต่ออินเทอร์เน็ตแล้วตรวจใหม่")
    return LinksChecked(tuple(checked.proof for checked in found), len(offline))


def _checked(data: YearData, report: LinkReport) -> CheckedLink:
    judgement = report.judgement
    findings = [finding.value for finding in judgement.findings]
    proof = LinkProof(
        id="",
        year_id=data.fiscal_year.id,
        url=report.url,
        item_code=report.item,
        checked_at=moment_text(report.checked_at),
        state=judgement.state,
        why=reasons_text({name: one_line(value) for name, value in judgement.values.items()}),
        status=report.status,
        final_url=one_line(report.final_url),
        title=one_line(report.title),
        size=report.size,
        content_type=one_line(report.content_type),
        last_modified=report.last_modified,
        sha256=report.sha256,
        excerpt=clean(report.excerpt),
        file_name=report.file_name,
    )
    before = next(iter(checks_of(data, report.item, report.url)), None)
    if before is not None and _differs(proof, before):
        findings.append(LinkFinding.CHANGED.value)
    return CheckedLink(replace(proof, findings=" ".join(findings)), report.copy)


def _differs(proof: LinkProof, before: LinkProof) -> bool:
    """Return whether the content is another one. The bytes of a page change with each visit, its
    text does not."""
    if not proof.sha256 or not before.sha256 or proof.sha256 == before.sha256:
        return False
    if "html" in proof.content_type:
        return (proof.title, proof.excerpt) != (before.title, before.excerpt)
    return True


def checks_of(data: YearData, item: str, url: str) -> tuple[LinkProof, ...]:
    """Return the checks of a link for an item, the newest first."""
    found = (
        proof for proof in data.proofs_of(url) if proof.item_code == item and not proof.is_offline
    )
    return tuple(sorted(found, key=lambda proof: proof.checked_at, reverse=True))


def link_rows(data: YearData, item: str = "") -> tuple[LinkRow, ...]:
    """Return the links of a year, or of one item, with their checks."""
    rows = [
        LinkRow(code, url, evidence[0].title, checks_of(data, code, url))
        for (code, url), evidence in links_of(data, item).items()
    ]
    missing = _missing_together(rows)
    return tuple(row._replace(has_months=bool(missing[row.item])) for row in rows)


def _missing_together(rows: Iterable[LinkRow]) -> Mapping[str, set[str]]:
    """Return the months that no link of an item has, by item; other links may have them."""
    found: dict[str, set[str]] = {}
    for row in rows:
        proof = row.last
        named = {LinkFinding.MONTHS_MISSING, LinkFinding.MONTHS_FOUND}
        if proof is not None and named & set(proof.found):
            missing = set(proof.reasons.get("months", "").split())
            found[row.item] = found[row.item] & missing if row.item in found else missing
    return defaultdict(set, found)
