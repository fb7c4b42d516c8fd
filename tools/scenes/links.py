"""The check of evidence links, as it looks after a check."""

from datetime import UTC, datetime, timedelta
from typing import Final

from ita_desktop.domain.dates import moment_text
from ita_desktop.domain.oit.proofs import LinkProof, LinkState, reasons_text
from ita_desktop.services.oit import link_checks
from ita_desktop.services.oit.link_checks import links_of
from ita_desktop.services.places import PageKey
from ita_desktop.ui.window import Window
from tools.scenes.pages import Scene, Take, sheet_scene, wait_until_idle

_CHECKED: Final = datetime(2025, 3, 14, 3, 30, tzinfo=UTC)
_FOUND: Final = (
    (LinkState.OK, "as-of-found thai", {"day": "2024-12-31"}),
    (LinkState.DEAD, "", {"cause": "status", "status": "404"}),
    (LinkState.OTHER_YEAR, "other-year thai", {"years": "2566 2567"}),
    (LinkState.OK, "months-missing months-found", {"months": "2024-11 2025-01"}),
    (LinkState.UNREACHABLE, "tls", {"cause": "certificate"}),
    (LinkState.MOVED, "moved thai", {"to": "https://district.example/ita/2568/o7-new"}),
)


def _checked(window: Window, take: Take) -> None:
    """Two checks of the first links, and the list of all."""
    session = window.session
    if session is None:
        return
    known = list(links_of(session.data))
    for ago in (1, 0):
        found = [
            link_checks.CheckedLink(
                LinkProof(
                    id="",
                    year_id=session.data.fiscal_year.id,
                    url=url,
                    item_code=item,
                    checked_at=moment_text(_CHECKED - timedelta(days=ago)),
                    state=LinkState.OK if ago else state,
                    findings="" if ago else findings,
                    why="" if ago else reasons_text(values),
                    final_url=values.get("to", ""),
                    title="OIT 2568",
                )
            )
            for (item, url), (state, findings, values) in zip(known, _FOUND, strict=False)
        ]
        link_checks.store(session.workspace, session.year, found)
    wait_until_idle()
    sheet_scene(lambda shown: shown.navigation.visit(PageKey.OIT, "links:"), window, take)
    session.undo()
    session.undo()
    window.message.clear()


LINKS: Final[dict[str, Scene]] = {"links": _checked}
"""What is checked in งาน OIT."""
